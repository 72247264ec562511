"""The relations do not depend on the order in which articles arrive."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from copydesk.matching import Matcher, Stories

MONDAY = datetime(2026, 10, 5, 20, tzinfo=UTC)


def newsroom(article) -> list[tuple[str, str, datetime, str]]:
    """Return a day's articles: key, text, time, outlet."""
    names = (
        "crane",
        "crane_house",
        "crane_spun",
        "crane_independent",
        "crane_follow_up",
        "school",
        "round_up",
    )
    listed = [
        (name, article(name), MONDAY + timedelta(hours=hour), f"Outlet {name}")
        for hour, name in enumerate(names)
    ]
    agency = article("agency").split("\n\n")
    listed += [
        (f"paper{cut}", "\n\n".join(agency[:cut]), MONDAY + timedelta(minutes=cut), f"Paper {cut}")
        for cut in (5, 4, 3)
    ]
    listed += [
        (
            f"mirror{number}",
            f"{article(name)}\n\nAll rights with the mirror of the coast, est. 2019.",
            MONDAY + timedelta(days=1),
            "Mirror",
        )
        for number, name in enumerate(
            ("crane", "school", "agency", "unlike", "crane_independent", "crane_follow_up")
        )
    ]
    return listed


@pytest.mark.parametrize("seed", range(8))
def test_relations_are_the_same_in_any_order(article, seed):
    """Every relation, with shares, passages and evidence, is the same after a shuffled arrival."""
    listed = newsroom(article)
    shuffled = list(listed)
    random.Random(seed).shuffle(shuffled)
    results = []
    for order in (listed, shuffled):
        matcher = Matcher()
        for key, text, published, outlet in order:
            matcher.add(key, text, published=published, outlet=outlet)
        results.append({key: matcher.relation(key) for key, *_ in listed})
    assert results[0] == results[1]


def test_updates_tell_every_change(article):
    """Whoever keeps relations by `insert` alone ends with the same as the matcher."""
    matcher, kept = Matcher(), {}
    for key, text, published, outlet in reversed(newsroom(article)):
        update = matcher.insert(key, text, published=published, outlet=outlet)
        kept[key] = update.relation
        kept |= {each.key: each for each in update.revised}
    assert kept == {key: matcher.relation(key) for key in kept}


@pytest.mark.parametrize("seed", range(6))
def test_stories_are_the_same_in_any_order(article, seed):
    """The articles fall into the same stories after a shuffled arrival.

    Without the round-up: an article on two stories may hold them together when it comes before both.
    """
    listed = [each for each in newsroom(article) if each[0] != "round_up"]
    shuffled = list(listed)
    random.Random(seed).shuffle(shuffled)
    partitions = []
    for order in (listed, shuffled):
        matcher, stories = Matcher(), Stories()
        for key, text, published, outlet in order:
            update = matcher.insert(key, text, published=published, outlet=outlet)
            stories.place(key, text, update.relation, published=published, outlet=outlet)
            for each in update.revised:
                stories.revise(each)
        groups: dict[str, set[str]] = {}
        for key, *_ in listed:
            groups.setdefault(stories.story(key), set()).add(key)
        partitions.append({frozenset(each) for each in groups.values()})
    assert partitions[0] == partitions[1]
