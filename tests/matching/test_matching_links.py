"""An article that links to an earlier one and goes on from there is its follow-up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from copydesk.matching import Matcher, Member, independent
from copydesk.types import Article, Link, Relation, RelationKind, Span

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
FIRST = (
    "The mill at Orrel Bridge will close in June, its owner Hanne Voss told workers on Monday. Ninety people are "
    "employed there. Voss said that the price of power had doubled in two years and that no buyer was found."
)
NEXT = (
    "A meeting of the mill's workers has asked the county to buy the weir at Orrel Bridge. Hanne Voss announced the "
    "closure on Monday. The county's engineer, Piet Sand, wants to inspect the turbines before anybody talks of money."
)
OTHER = "Rain is expected along the coast on Wednesday, with gusts in the afternoon. Ferries may be late, the port said."


def page(number: int, body: str, *hrefs: str) -> Article:
    """Return an article at an address of its own, with links on its first words."""
    links = tuple(Link(Span(0, 5), href) for href in hrefs)
    return Article(url=f"https://paper-{number}.example/news/{number}", body=body, links=links)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_link_makes_a_follow_up_in_whatever_order_they_come(order):
    """The later article is a follow-up of the one it links to, though they share no sentence."""
    articles = [page(1, FIRST), page(2, NEXT, "http://www.paper-1.example/news/1/?utm_source=feed#top")]
    matcher = Matcher()
    for index in order:
        matcher.insert(str(index), articles[index], published=MONDAY + timedelta(days=index))

    relation = matcher.relation("1")
    assert (relation.kind, relation.of) == (RelationKind.FOLLOW_UP, "0")
    assert "Its text links to the article in 0." in relation.evidence


def test_link_to_something_else_is_no_follow_up():
    """A link alone does not do: the two must speak of the same people and things."""
    matcher = Matcher()
    matcher.insert("0", page(1, OTHER), published=MONDAY)
    matcher.insert("1", page(2, NEXT, "https://paper-1.example/news/1"), published=MONDAY + timedelta(days=1))

    assert matcher.relation("1").kind is RelationKind.NONE


def test_link_to_a_front_page_says_nothing():
    """A link to an outlet's front page names no article."""
    matcher = Matcher()
    matcher.insert("0", page(1, FIRST), published=MONDAY)
    matcher.insert("1", page(2, NEXT, "https://paper-1.example/"), published=MONDAY + timedelta(days=1))

    assert matcher.relation("1").kind is RelationKind.NONE


def test_removed_article_takes_its_links_along():
    """Once the later article is gone, nothing of it is left to find."""
    matcher = Matcher()
    matcher.insert("1", page(2, NEXT, "https://paper-1.example/news/1"), published=MONDAY + timedelta(days=1))
    matcher.remove("1")

    assert matcher.insert("0", page(1, FIRST), published=MONDAY).revised == ()


def test_agency_is_one_newsroom_by_name_and_by_initials():
    """One paper prints the agency's name, another its initials: that is one newsroom."""
    members = [
        Member("a", "The Quay Post", Relation("a", RelationKind.REPRINT, "x", agency="Coastal News Pool")),
        Member("b", "Hill Herald", Relation("b", RelationKind.REPRINT, "x", agency="CNP")),
    ]

    assert independent(members) == 1


def test_agency_is_named_as_the_source_names_it():
    """A copy that garbles the agency's name makes no second agency of it."""
    body = FIRST + " The county will hear the workers on Friday, and the owner has promised to come."
    matcher = Matcher()
    matcher.insert("0", page(1, f"ORREL BRIDGE (CNP) — {body}"), published=MONDAY)
    matcher.insert(
        "1", page(2, f"ORREL BRIDGE (Coasts News Pond) — {body}"), published=MONDAY + timedelta(hours=3)
    )

    relation = matcher.relation("1")
    assert (relation.kind, relation.agency) == (RelationKind.REPRINT, "CNP")
