"""Articles move when a better story comes later; who follows the moves by the merges and moves told ends with the same stories."""

from __future__ import annotations

import random
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from copydesk.matching import Matcher, Stories
from copydesk.matching.shelves import Shelves
from copydesk.sample._load import load_articles, load_outlets
from copydesk.sample._render import text_of
from copydesk.types import Article, Relation, RelationKind

MONDAY = datetime(2026, 10, 5, 20, tzinfo=UTC)
LISTED = Path(__file__).parents[1] / "e2e" / "expected.toml"

#: the fuel dock on fire; a regatta put off because of it; the regatta
DOCK = (
    "Flames destroyed the fuel dock of Marlow Bay on Friday night. Harbour master Edda Morn said forty tonnes of diesel "
    "burned. Firemen from Castell and Tarn fought the blaze until dawn, and the coastguard closed the eastern channel."
)
BETWEEN = (
    "The Candle Regatta starts a day late because flames destroyed the fuel dock of Marlow Bay. Skipper Ilse Vance of the "
    "cutter Petrel said nineteen crews drew lots for the lanes. Harbour master Edda Morn lights the first candle."
)
REGATTA = (
    "Nineteen crews drew lots for the lanes of the Candle Regatta. Skipper Ilse Vance of the cutter Petrel starts from the "
    "outer lane, a day late. The first candle is lit at dusk."
)


def place(stories: Stories, key: str, text: str) -> str:
    """Place an article that nobody copied and return its story."""
    return stories.place(key, text, Relation(key, RelationKind.NONE), published=MONDAY).story


def parted(stories: Stories, keys: list[str]) -> set[frozenset[str]]:
    """Return which articles are together."""
    groups: dict[str, set[str]] = {}
    for key in keys:
        groups.setdefault(stories.story(key), set()).add(key)
    return {frozenset(each) for each in groups.values()}


def test_an_article_moves_when_a_better_story_comes():
    """It is told as a move with its reasons, the story it left keeps its id, and nothing is merged."""
    stories = Stories()
    assert place(stories, "dock", DOCK) == "dock"
    assert place(stories, "between", BETWEEN) == "dock"
    stories.take_moves()

    place(stories, "regatta", REGATTA)

    assert parted(stories, ["dock", "between", "regatta"]) == {
        frozenset({"dock"}),
        frozenset({"between", "regatta"}),
    }
    assert stories.story("dock") == "dock"
    assert stories.take_merges() == ()
    (moved,) = stories.take_moves()
    assert (moved.key, moved.story) == ("between", stories.story("regatta"))
    assert moved.evidence[0] == "It is most like the report of regatta."
    assert stories.take_moves() == ()


def test_a_copy_moves_with_its_source():
    """What was copied from an article goes where the article goes."""
    stories = Stories()
    place(stories, "dock", DOCK)
    place(stories, "between", BETWEEN)
    stories.place("copy", BETWEEN, Relation("copy", RelationKind.REPRINT, of="between"), published=MONDAY)
    place(stories, "regatta", REGATTA)
    assert stories.story("copy") == stories.story("between") == stories.story("regatta")
    assert {each.key for each in stories.take_moves()} == {"between", "copy"}


@pytest.mark.parametrize("pinned", ["dock", "between"])
def test_what_a_hand_put_together_stays(pinned):
    """In a story that a hand has decided on no article moves, whatever comes."""
    stories = Stories()
    place(stories, "dock", DOCK)
    place(stories, "between", BETWEEN)
    stories.pin(pinned, "dock")
    place(stories, "regatta", REGATTA)
    while stories.settle():
        pass
    assert stories.story("between") == stories.story("dock") == "dock"


def test_what_a_hand_took_apart_stays_apart():
    """Two articles that a hand has parted are never together again, however alike they are."""
    stories = Stories()
    place(stories, "one", REGATTA)
    place(stories, "other", f"{REGATTA} Wind is light.")
    assert stories.story("other") == "one"
    stories.pin("other", "alone")
    place(stories, "third", f"{REGATTA} Rain is near.")
    while stories.settle():
        pass
    assert (stories.story("one"), stories.story("other")) == ("one", "alone")


def test_a_merged_id_never_comes_back():
    """An article that leaves the story its own was merged into opens one under a new id: the old one leads on."""
    shelves = Shelves()
    shelves.put("dock", "dock")
    shelves.put("regatta", "regatta")
    shelves.put("regatta", "dock")
    shelves.lead_on("regatta", "dock")
    assert shelves.resolve("regatta") == "dock"
    assert shelves.new("regatta") == "regatta~2"


@pytest.mark.parametrize("seed", range(3))
def test_whoever_follows_what_is_told_has_the_same_stories(article, seed):
    """Placements, merges and moves alone, applied in their order, give the stories at every step."""
    names = [
        "crane",
        "crane_house",
        "crane_spun",
        "crane_independent",
        "crane_follow_up",
        "school",
        "round_up",
    ]
    texts = {name: article(name) for name in names} | {"dock": DOCK, "between": BETWEEN, "regatta": REGATTA}
    order = sorted(texts)
    random.Random(seed).shuffle(order)
    matcher, stories = Matcher(), Stories()
    rows: dict[str, str] = {}
    for key in order:
        update = matcher.insert(key, texts[key], published=MONDAY)
        placed = [stories.place(key, texts[key], update.relation, published=MONDAY)]
        placed += [again for each in update.revised if (again := stories.revise(each)) is not None]
        stories.settle()
        for merge in stories.take_merges():
            rows = {each: merge.kept if story == merge.gone else story for each, story in rows.items()}
        for each in (*placed, *stories.take_moves()):
            rows[each.key] = stories.story(each.key)
        assert rows == {each: stories.story(each) for each in rows}


def sample() -> list[tuple[str, Article, datetime, str]]:
    """Return the articles of the sample newsroom: id, what it says, time, outlet."""
    found = []
    for outlet in load_outlets():
        for each in load_articles(outlet.slug, MONDAY.date()):
            body = "\n\n".join(map(text_of, each.paragraphs))
            told = Article(headline=each.headline, standfirst=each.standfirst or None, body=body)
            if each.version == 1:
                found.append((each.id, told, each.published, outlet.name))
    return sorted(found, key=lambda row: (row[2], row[0]))


@pytest.mark.parametrize("seed", range(6))
def test_the_sample_newsroom_falls_into_the_stories_of_the_list_in_any_order(seed):
    """Shuffled among those that came about then, or wholly, the articles make the stories written down by hand."""
    listed = tomllib.loads(LISTED.read_text(encoding="utf-8"))["story"]
    dice, rows = random.Random(seed), sample()
    near = len(rows) if seed % 2 else 25
    rows = [row for _, row in sorted(enumerate(rows), key=lambda each: each[0] + dice.uniform(0, near))]
    matcher, stories = Matcher(), Stories()
    for key, told, when, outlet in rows:
        update = matcher.insert(key, told, published=when, outlet=outlet)
        stories.place(key, told, update.relation, published=when, outlet=outlet)
        for each in update.revised:
            stories.revise(each)
    while stories.settle():
        pass
    assert parted(stories, [row[0] for row in rows]) == {frozenset(each["articles"]) for each in listed}
