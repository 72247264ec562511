"""Who took from whom, one kind of taking at a time."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from copydesk.matching import Matcher
from copydesk.types import Article, CreditedSource, RelationKind

MONDAY = datetime(2026, 10, 5, 20, tzinfo=UTC)
HOUR = timedelta(hours=1)
COPIES = {RelationKind.REPRINT, RelationKind.REWRITE}


def matched(source: str, copy: str):
    """Return the relation of a copy that comes an hour after its source, and the two texts' passages."""
    matcher = Matcher()
    matcher.add("source", source, published=MONDAY, outlet="The Quay Post")
    return matcher.add("copy", copy, published=MONDAY + HOUR, outlet="Coast Mirror")


def test_verbatim_reprint(article):
    """The same text with page furniture round it is a reprint of nearly the whole source."""
    text = article("crane")
    relation = matched(text, f"Breaking News\n\n{text}\n\nLeave a Reply\n\nBack to top button")
    assert relation.kind is RelationKind.REPRINT
    assert relation.of == "source"
    assert relation.source_share > 0.99
    assert relation.share > 0.95
    assert "It appeared 60 minutes later." in relation.evidence


def test_passages_are_spans_into_both_untouched_texts(article):
    """Each passage of a verbatim reprint reads the same on both sides."""
    text = article("crane")
    copy = f"Breaking News\n\n{text}\n\nBack to top button"
    relation = matched(text, copy)
    assert len(relation.passages) == 1
    passage = relation.passages[0]
    assert passage.source.of(text) == passage.copy.of(copy) == text.rstrip(".")


def test_shortened_reprint(article):
    """A reprint that keeps the first two paragraphs is one, and says how little of the source it has."""
    text = article("crane")
    relation = matched(text, "\n\n".join(text.split("\n\n")[:2]))
    assert relation.kind is RelationKind.REPRINT
    assert relation.share > 0.99
    assert 0.25 < relation.source_share < 0.55


def test_house_styled_reprint(article):
    """Marks, capitals, titles and figures in another house's style leave it a reprint."""
    relation = matched(article("crane"), article("crane_house"))
    assert relation.kind is RelationKind.REPRINT
    assert relation.share > 0.9


def test_reordered_paragraphs(article):
    """Moved paragraphs are found where they stand, and the evidence says that they moved."""
    paragraphs = article("crane").split("\n\n")
    moved = "\n\n".join(paragraphs[index] for index in (3, 0, 5, 2, 4, 1))
    relation = matched(article("crane"), moved)
    assert relation.kind is RelationKind.REPRINT
    assert relation.share > 0.98
    assert {each.source.of(article("crane")) for each in relation.passages} == {
        each.copy.of(moved) for each in relation.passages
    }
    assert "Passages stand in another order than in the source." in relation.evidence


def test_machine_spun_copy(article):
    """A copy with its telling words swapped for synonyms is found, and called a copy."""
    relation = matched(article("crane"), article("crane_spun"))
    assert relation.kind in COPIES
    assert relation.of == "source"
    assert relation.certainty > 0.7
    assert relation.passages


def test_round_up_of_two_sources(article):
    """A round-up is no copy of either story; both are named as its sources with their own passages."""
    matcher = Matcher()
    matcher.add("crane", article("crane"), published=MONDAY)
    matcher.add("school", article("school"), published=MONDAY)
    relation = matcher.add("round_up", article("round_up"), published=MONDAY + HOUR)
    assert relation.kind is RelationKind.FOLLOW_UP
    sources = matcher.sources("round_up")
    assert {each.of for each in sources} == {"crane", "school"}
    spans = [each.passages[0].copy for each in sources]
    assert not spans[0].overlaps(spans[1])
    assert sources[0] == relation


def test_follow_up_names_its_source(article):
    """An article with news of its own that carries a paragraph over and names the paper is a follow-up."""
    relation = matched(article("crane"), article("crane_follow_up"))
    assert relation.kind is RelationKind.FOLLOW_UP
    assert relation.share < 0.4
    assert "It names The Quay Post as its source." in relation.evidence


def test_independent_reports_are_not_related(article):
    """Two newsrooms at one council meeting wrote their own: names and figures agree, nobody took."""
    relation = matched(article("crane"), article("crane_independent"))
    assert relation.kind is RelationKind.NONE
    assert relation.of is None


def test_a_shared_quotation_is_no_relation():
    """Two reports of one speech share its quotation and nothing else: neither builds on the other."""
    quotation = (
        "“We will rebuild every single house on the lower road before the first snow of this winter "
        "falls on it, and we will not ask the county for a penny,”"
    )
    first = (
        f"In Hammel the crowd was silent. {quotation} said Mayor Dahl, standing on a milk crate. It rained."
    )
    second = (
        f"The recovery plan got its first deadline yesterday. {quotation} Sigrun Dahl told residents at dusk."
    )
    assert matched(first, second).kind is RelationKind.NONE


def test_unrelated_articles(article):
    """Articles on other matters have no relation."""
    matcher = Matcher()
    for name in ("crane", "school", "agency", "unlike"):
        assert matcher.add(name, article(name), published=MONDAY).kind is RelationKind.NONE


WEATHER = (
    "Weather for {town}\n\nThe county weather office expects {low} to {high} degrees in {town} today, with {rain} "
    "millimetres of rain and wind of {wind} metres per second. Tomorrow {next} degrees.\n\n"
    "Sunrise {rise}, sunset {fall}. Values are measured at the county's own stations and may change."
)
TOWNS = ("Skarn", "Hammel", "Tarn", "Castell", "Old Ferran", "Marlow Bay", "Lindby", "Hook")


def weather(index: int) -> str:
    """Return one town's report: the same words with figures of its own."""
    return WEATHER.format(
        town=TOWNS[index],
        low=2 + index,
        high=9 + 2 * index,
        rain=31 + 7 * index,
        wind=13 + 3 * index,
        next=41 + index,
        rise=f"6:{20 + index}",
        fall=f"18:{40 - index}",
    )


def test_figure_only_templates_are_never_merged():
    """Eight towns' weather from one template is no reprint, from the second report on."""
    matcher = Matcher()
    kinds = {matcher.add(town, weather(index), published=MONDAY).kind for index, town in enumerate(TOWNS)}
    assert kinds == {RelationKind.NONE}
    assert {matcher.relation(each).kind for each in TOWNS} == {RelationKind.NONE}


def test_shared_boilerplate_is_learned(article):
    """A long standing footer under unlike articles relates none of them, once it has been seen often enough."""
    footer = (
        "The Coast Group publishes nine papers between Skarn and the Hook. Its reporters work under the press "
        "code of 1998, which readers can order by post. To reach the night desk ring the porter and ask for Ole. "
        "Our archive of bound volumes is open on the second Saturday of each month, except in August."
    )
    names = ("crane", "school", "agency", "unlike", "crane_independent", "crane_follow_up")
    matcher = Matcher()
    for name in names:
        matcher.add(name, f"{article(name)}\n\n{footer}", published=MONDAY)
    assert matcher.relation("unlike").kind is RelationKind.NONE
    assert matcher.relation("school").kind is RelationKind.NONE
    assert matcher.relation("agency").kind is RelationKind.NONE


def agency_papers(article) -> dict[str, tuple[str, str]]:
    """Return five papers' printings of one agency text: key to outlet and text."""
    text = article("agency")
    paragraphs = text.split("\n\n")
    return {
        "p1": ("The Quay Post", text),
        "p2": ("Hill Herald", "\n\n".join(paragraphs[:3])),
        "p3": ("Tarn Times", f"Fish flee north\n\n{text}"),
        "p4": ("Castell Courier", "\n\n".join(paragraphs[:4])),
        "p5": ("Skarn Gazette", f"{text}\n\nRead more in our printed edition."),
    }


def test_agency_text_in_five_outlets(article):
    """Four of five papers come from the earliest that carries the agency's text, and all credit the agency."""
    matcher = Matcher()
    for hour, (key, (outlet, text)) in enumerate(agency_papers(article).items()):
        matcher.add(key, text, published=MONDAY + hour * HOUR, outlet=outlet)
    relations = [matcher.relation(key) for key in ("p2", "p3", "p4", "p5")]
    assert {each.of for each in relations} == {"p1"}
    assert {each.agency for each in relations} == {"Harbour Wire"}
    assert {each.kind for each in relations} == {RelationKind.REPRINT}


def test_agency_itself_is_the_source(article):
    """When the agency's own article is known all papers come from it, whenever it arrived."""
    matcher = Matcher()
    for hour, (key, (outlet, text)) in enumerate(agency_papers(article).items()):
        matcher.add(key, text, published=MONDAY + hour * HOUR, outlet=outlet)
    update = matcher.insert("wire", article("agency"), published=MONDAY - HOUR, outlet="Harbour Wire")
    assert {each.key for each in update.revised} == {"p1", "p2", "p3", "p4", "p5"}
    assert {matcher.relation(key).of for key in ("p1", "p2", "p3", "p4", "p5")} == {"wire"}


def test_copy_arriving_before_its_original(article):
    """The copy is taken for an original until the original arrives, and is then revised."""
    matcher = Matcher()
    first = matcher.insert("copy", article("crane_spun"), published=MONDAY + HOUR)
    assert first.relation.kind is RelationKind.NONE
    update = matcher.insert("original", article("crane"), published=MONDAY)
    assert update.relation.kind is RelationKind.NONE
    assert [(each.key, each.of) for each in update.revised] == [("copy", "original")]
    assert matcher.relation("copy").of == "original"


def test_better_source_arriving_later(article):
    """A copy of a copy is given to the source it has most words of, even when that one arrives last."""
    text = article("crane")
    shortened = "\n\n".join(text.split("\n\n")[:2])
    matcher = Matcher()
    matcher.add("short", shortened, published=MONDAY + HOUR)
    assert matcher.add("late", text, published=MONDAY + 2 * HOUR).of == "short"
    assert matcher.insert("first", text, published=MONDAY).revised
    assert matcher.relation("late").of == "first"
    assert matcher.relation("short").of == "first"


@pytest.mark.parametrize(
    "credit", ["Source: The Quay Post", "This story originally appeared on The Quay Post."]
)
def test_credit_line_gives_the_direction(article, credit):
    """Without times a credit line says which came first, although the copy arrived first and is longer."""
    matcher = Matcher()
    matcher.add("copy", f"{article('crane')}\n\n{credit}", outlet="Coast Mirror")
    update = matcher.insert("original", article("crane"), outlet="The Quay Post")
    assert update.relation.kind is RelationKind.NONE
    assert update.revised[0].of == "original"


def test_credited_source_of_the_page_gives_the_direction(article):
    """The source that the parsed page credits counts as its text's own credit line."""
    matcher = Matcher()
    page = Article(body=article("crane"), credited_source=CreditedSource("The Quay Post"))
    matcher.add("copy", page, outlet="Coast Mirror")
    matcher.add("original", article("crane"), outlet="The Quay Post")
    assert matcher.relation("copy").of == "original"


def test_without_evidence_the_fuller_text_is_the_source(article):
    """Without times and credits the fuller text is the source, whichever arrived first."""
    text = article("crane")
    for order in itertools.permutations((("full", text), ("cut", "\n\n".join(text.split("\n\n")[:3])))):
        matcher = Matcher()
        for key, body in order:
            matcher.add(key, body)
        assert matcher.relation("cut").of == "full"
        assert matcher.relation("full").kind is RelationKind.NONE


def test_outside_the_window_nothing_is_compared(article):
    """The same text forty days later has no source within a window of thirty."""
    matcher = Matcher(window_days=30)
    matcher.add("a", article("crane"), published=MONDAY)
    assert matcher.add("b", article("crane"), published=MONDAY + timedelta(days=40)).kind is RelationKind.NONE


def test_removed_source_is_no_source(article):
    """When the source is removed its copies are decided anew, and the earliest copy stands alone."""
    matcher = Matcher()
    for hour, key in enumerate(("a", "b", "c")):
        matcher.add(key, article("crane"), published=MONDAY + hour * HOUR)
    revised = matcher.remove("a")
    assert [(each.key, each.of) for each in revised] == [("b", None), ("c", "b")]
    assert "a" not in matcher
    assert len(matcher) == 2


def test_new_version_replaces_the_old(article):
    """An article that changes its text under a known key is matched by its new text alone."""
    matcher = Matcher()
    matcher.add("a", article("crane"), published=MONDAY)
    assert matcher.add("b", article("crane"), published=MONDAY + HOUR).of == "a"
    assert matcher.add("b", article("unlike"), published=MONDAY + HOUR).kind is RelationKind.NONE
    assert len(matcher) == 2
