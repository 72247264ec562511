"""Matching takes any text: nothing raises, every span lies in its text, equal input gives equal output."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.matching import Matcher, Stories, Update
from copydesk.matching.credits import agency_name, read_credits, same_outlet
from copydesk.types import Article

TEXTS = st.lists(
    st.one_of(
        st.text(max_size=80),
        st.sampled_from(
            (
                "The quay crane was sold for 300 crowns. ",
                "\n\n",
                "“It rained,” ",
                "12:30 ",
                "漢字の文章です。",
                "(AP) — ",
                "\ud800",
            )
        ),
    ),
    max_size=12,
).map("".join)


@given(st.lists(TEXTS, min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_any_text(texts):
    """Any few texts are matched, placed, revised and removed without an exception."""
    matcher, stories = Matcher(), Stories()
    for number, text in enumerate(texts):
        update = matcher.insert(str(number), text, outlet=text[:5])
        placed = stories.place(str(number), text, update.relation)
        assert placed.key == str(number)
        for each in update.revised:
            stories.revise(each)
    for number, text in enumerate(texts):
        relation = matcher.relation(str(number))
        for passage in relation.passages:
            assert passage.copy.end <= len(text)
            assert passage.source.end <= len(texts[int(relation.of)])
        assert 0 <= relation.share <= 1
        assert 0 <= relation.source_share <= 1
    for number in range(len(texts)):
        matcher.remove(str(number))
        stories.remove(str(number))
    assert len(matcher) == 0


def test_huge_and_monotonous_texts():
    """One word fifty thousand times, twice, is matched without running away."""
    matcher = Matcher()
    text = "rust " * 50_000
    matcher.add("a", text)
    assert matcher.add("b", text).key == "b"


def test_naive_and_aware_times_meet():
    """A time without zone is taken as UTC instead of raising."""
    matcher = Matcher()
    text = "The harbour council voted on Monday to sell the old crane to a firm from Tarn for 300 crowns."
    matcher.add("a", text, published=datetime(2026, 10, 5, tzinfo=UTC))
    assert matcher.add("b", text, published=datetime(2026, 10, 5, 1)).of == "a"  # noqa: DTZ001 - the case itself


def test_article_without_body():
    """An article with a headline alone has no relation and opens a story."""
    page = Article(headline="Ferry back")
    relation = Matcher().add("a", page)
    assert relation.of is None
    assert Stories().place("a", page, relation).story == "a"


def test_unknown_key_is_a_key_error():
    """Asking for an article that was never added says so."""
    with pytest.raises(KeyError):
        Matcher().relation("never")


def test_update_travels_as_json():
    """An update survives the way to JSON and back."""
    update = Matcher().insert("a", "The ferry is back.")
    assert Update.from_dict(update.to_dict()) == update


@pytest.mark.parametrize(
    ("body", "agency"),
    [
        ("MARLOW BAY, Oct 3 (Harbour Wire) — The ferry is back.", "Harbour Wire"),
        ("SKARN (AP) — Cod is rare.", "AP"),
        ("TARN, March 4 (Reuters) - Nickel rose.", "Reuters"),
        ("Cod is rare.\n\nSource: Agence France-Presse", "AFP"),
        ("Cod is rare.\n\n— Coast News Agency", "Coast News Agency"),
        ("The council (nine members) - and its chair - met.", None),
        ("Cod is rare.", None),
    ],
)
def test_agency_of_a_text(body, agency):
    """The agency is read from dateline and closing credit, and from nothing else."""
    assert read_credits(body, None).agency == agency


def test_agency_of_the_page():
    """The page's own agency field and byline name the agency."""
    assert read_credits("Cod.", Article(agency="The Associated Press")).agency == "AP"
    assert read_credits("Cod.", Article(byline="By Ida Voll | Reuters")).agency == "Reuters"
    assert agency_name("  ") is None


def test_names_of_outlets():
    """One outlet has its name with and without article, spaces and the ending of its address."""
    assert same_outlet("The Quay Post", "quaypost.example")
    assert not same_outlet("Post", "The Quay Post")
    assert not same_outlet("", "The Quay Post")
