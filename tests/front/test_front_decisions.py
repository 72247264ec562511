"""What the front decides without a database: rank, rights, addresses, comparison."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.front.addresses import outlet_path, slug, story_path, web_address
from copydesk.front.comparing import clipped, compared
from copydesk.front.ranking import rank
from copydesk.front.rights import Rights, excerpt, linked, shown
from copydesk.front.values import Piece, Stretch
from copydesk.types import Article, Link, Span

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ((3, 0, NOON), (2, 0, NOON)),
        ((1, 0, NOON), (1, 0, NOON - timedelta(minutes=1))),
        ((1, 3, NOON), (1, 2, NOON)),
        ((3, 0, NOON), (1, 400, NOON)),
        ((4, 0, NOON - timedelta(hours=23)), (1, 0, NOON)),
        ((1, 0, NOON), (4, 0, NOON - timedelta(hours=25))),
    ],
)
def test_rank_weighs_newsrooms_and_freshness(better, worse):
    """Newsrooms count most, reprints little, and four times as many newsrooms outweigh a day, no more."""
    assert rank(*better) > rank(*worse)


@given(st.integers(-5, 1000), st.integers(-5, 1000), st.integers(0, 10**6))
def test_order_does_not_change_as_time_passes(independent, reprints, minutes):
    """Two stories keep their order however much later one looks: rank knows no clock."""
    later = timedelta(minutes=minutes)
    before = rank(independent, reprints, NOON) - rank(2, 1, NOON - timedelta(hours=3))
    after = rank(independent, reprints, NOON + later) - rank(2, 1, NOON + later - timedelta(hours=3))
    assert before == pytest.approx(after)


@pytest.mark.parametrize(
    ("given_address", "expected"),
    [
        ("https://Example.ORG/Path?b=2&a=1", "https://example.org/Path?b=2&a=1"),
        ("http://127.0.0.1:8081/a", "http://127.0.0.1:8081/a"),
        ("https://example.org", "https://example.org/"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
        ("https://example.org/100%25/%7Ea", "https://example.org/100%25/%7Ea"),
        ("https://example.org/50%", "https://example.org/50%25"),
        ("https://user:word@example.org/", "https://example.org/"),
        ("https://[2001:db8::1]:8080/x", "https://[2001:db8::1]:8080/x"),
        ('https://example.org/"><b>', "https://example.org/%22%3E%3Cb%3E"),
        ("JavaScript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//example.org/x", ""),
        ("/story/1/", ""),
        ("https://", ""),
        ("https://exa mple.org/", ""),
        ("https://example.org:port/", ""),
        ("ftp://example.org/", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_become_links(given_address, expected):
    """Addresses of the web pass, tidied; everything else is no link."""
    assert web_address(given_address) == expected


@given(st.text())
def test_any_text_as_an_address(text):
    """Whatever comes, the answer is empty or printable ASCII that starts like a web address and is stable."""
    found = web_address(text)
    assert not found or found.startswith(("http://", "https://"))
    assert found.isascii()
    assert not set(found) & set('"<> \\^`{|}\n\t')
    assert web_address(found) == found


@given(st.text(), st.integers(1, 10**9))
def test_paths_are_ours_whatever_the_words(text, number):
    """Words in a path are small letters, digits and hyphens; a path never leads elsewhere."""
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert story_path(number, text).startswith(f"/story/{number}")
    assert outlet_path(text).startswith("/outlet/")
    assert ".." not in story_path(number, text) + outlet_path(text)


@given(st.text(max_size=60), st.text(max_size=60))
def test_compared_texts_stay_whole(first, second):
    """The stretches joined are the texts, byte for byte, and equal texts bear no mark."""
    left, right = compared(first, second)
    assert ("".join(each.text for each in left), "".join(each.text for each in right)) == (first, second)
    assert not any(each.changed for each in compared(first, first)[0])


def marked(stretches: tuple[Stretch, ...]) -> list[str]:
    """Return what is marked."""
    return [each.text for each in stretches if each.changed]


@pytest.mark.parametrize(
    ("first", "second", "was", "now"),
    [
        ("They don’t have the bricks", "They don't really have the bricks", [], ["really"]),
        ("up to nine tonnes", "up to ninety tonnes", ["nine"], ["ninety"]),
        ("We never signed it", "We signed it", ["never"], []),
        ("All I know is, it holds", "All I know is that it holds", [], ["that"]),
        ("has well under $10B secured", "has well under $10 billion insured", ["secured"], ["insured"]),
        ("They don’t know", "They really do not know", ["don’t"], ["really", "not"]),
    ],
)
def test_marks_stand_on_the_altered_words(first, second, was, now):
    """Exactly the words that differ are marked, on both sides."""
    left, right = compared(first, second)
    assert (marked(left), marked(right)) == (was, now)


def test_clipped_comparison_ends_in_an_ellipsis():
    """A long comparison is cut between words, with a sign that something follows; a short one is not."""
    stretches = (Stretch("one two "), Stretch("three four", changed=True), Stretch(" five"))
    assert "".join(each.text for each in clipped(stretches, 14)) == "one two three …"
    assert clipped(stretches, 23) == stretches


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("One came. Two left. Three stayed.", 20, "One came. Two left."),
        ("One came.", 400, "One came."),
        (
            "Dr. Vask of the U.S. office came on Jan. 4 and left soon. It rained.",
            60,
            "Dr. Vask of the U.S. office came on Jan. 4 and left soon.",
        ),
        ("It cost 3.5 crowns. Nobody paid.", 22, "It cost 3.5 crowns."),
        (
            "He said “We came. We saw. We left it all there.” Then he went home again.",
            50,
            "He said “We came. We saw. We left it all there.”",
        ),
        ("He said “We came. We saw. We left it all there, every bit of it.”", 30, "He said …"),
        ("“We came and we saw and we left it all there,” he said.", 20, ""),
        ("Supercalifragilistic", 10, ""),
        ("", 10, ""),
    ],
)
def test_excerpt_ends_with_a_sentence(text, most, expected):
    """An excerpt ends where a sentence ends and never inside quotation marks."""
    assert excerpt(text, most) == expected


@given(st.text(alphabet='ab .!?“”"', max_size=80), st.integers(1, 80))
def test_excerpt_is_short_and_from_the_text(text, most):
    """An excerpt is never longer than allowed, and what it shows stands at the start of the text."""
    found = excerpt(text, most)
    assert len(found) <= max(most, 0)
    assert text.startswith(found.removesuffix(" …"))


LICENSED = Article(
    body="See the report.\n\nIt is long.",
    standfirst="A report.",
    links=(Link(Span(8, 14), "https://r.example/"),),
)


def test_full_rights_show_all_with_links_in_place():
    """A licensed text is shown whole, its link on its words."""
    found = shown(LICENSED, Rights.FULL, most=5)
    assert found.complete
    assert found.paragraphs == (
        (Piece("See the "), Piece("report", "https://r.example/"), Piece(".")),
        (Piece("It is long."),),
    )


def test_excerpt_rights_show_the_standfirst_or_the_first_sentences():
    """Without a licence the standfirst is shown and no body; without a standfirst the first sentences."""
    assert shown(LICENSED, Rights.EXCERPT, most=100).standfirst == "A report."
    assert shown(LICENSED, Rights.EXCERPT, most=100).paragraphs == ()
    assert shown(Article(body=LICENSED.body), Rights.EXCERPT, most=16).paragraphs == (
        (Piece("See the report."),),
    )


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6))
def test_linked_body_keeps_every_letter(spans):
    """Whatever spans the links claim, the pieces joined are the paragraphs."""
    body = "First of all.\n\nThen the rest."
    links = [Link(Span(min(pair), max(pair)), "https://example.org/") for pair in spans]
    found = ["".join(piece.text for piece in paragraph) for paragraph in linked(body, links)]
    assert found == ["First of all.", "Then the rest."]
