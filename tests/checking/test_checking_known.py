"""A quotation against known printed forms: same, variant or altered, and who printed which first."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from copydesk.checking import Side, review
from copydesk.checking.known import KnownForm, Likeness, look_up
from copydesk.reading import read
from copydesk.types import Alteration, Article, Finding, Severity, Verdict

QUAY = KnownForm(
    "We have well under $4B secured for the new pier this spring",
    "The Quay Post",
    "1",
    datetime(2026, 10, 3, 8, 0, tzinfo=UTC),
    "https://quay.example/pier",
    "Anna Lind",
)
HERALD = KnownForm(
    "We've got well under $4 billion secured for the new pier, you know, this spring",
    "Tarn Herald",
    "1",
    datetime(2026, 10, 3, 9, 30, tzinfo=UTC),
)
OTHER = KnownForm("The ferry will not run before Easter", "The Quay Post", "2")
FORMS = [HERALD, OTHER, QUAY]


def findings(text: str, forms: list[KnownForm] = FORMS) -> tuple[Finding, ...]:
    """Review a text beside known forms."""
    report = review(Side(Article(body=text), read(text)), known=forms)
    return report.findings


@pytest.mark.parametrize(
    ("words", "likeness", "outlet"),
    [
        (
            "we have well under $4 billion secured for the new pier this spring",
            Likeness.SAME,
            "The Quay Post",
        ),
        ("well under $4B secured for the new pier", Likeness.SAME, "The Quay Post"),
        ("We have well under $4B secured ... this spring", Likeness.SAME, "The Quay Post"),
        ("We have well under $4B insured for the new pier this spring", Likeness.ALTERED, "The Quay Post"),
        ("We have well under $4M secured for the new pier this spring", Likeness.ALTERED, "The Quay Post"),
        (
            "We do not have well under $4B secured for the new pier this spring",
            Likeness.ALTERED,
            "The Quay Post",
        ),
        ("We have, well, under $4B secured for this new pier this spring", Likeness.VARIANT, "The Quay Post"),
        ("The ferry will run before Easter", Likeness.ALTERED, "The Quay Post"),
    ],
)
def test_words_beside_what_is_known(words: str, likeness: Likeness, outlet: str):
    """House style, trims and marked cuts are the same words; a content word or a "not" is altered; the rest, variants."""
    found = look_up(words, FORMS)
    assert (found.likeness, found.first.outlet) == (likeness, outlet)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "the pier",
        "Nobody has told us when the lights come back on",
        "We have a new dog",
        "We have the new pier and this is for the dogs",
    ],
)
def test_what_nobody_printed_is_not_known(words: str):
    """Short words and words of another matter have no counterpart."""
    assert look_up(words, FORMS) is None


def test_altered_words_are_minor_and_say_whose_they_are_beside():
    """The finding names the outlet that printed the words first, when, and what they were; no source was seen."""
    text = "“We have well under $4B insured for the new pier this spring,” Anna Lind said."
    (found,) = findings(text)
    assert (found.id, found.severity, found.verdict) == ("quote.altered", Severity.MINOR, Alteration.ALTERED)
    assert found.copy.of(text).startswith("We have")
    assert found.source is None
    assert found.repair == QUAY.words
    assert "The Quay Post (2026-10-03 08:00 UTC) printed “We have well under $4B secured" in found.message
    assert found.message.endswith("No source was at hand.")


def test_a_variant_is_a_note():
    """Two transcripts of one speech change no verdict."""
    text = "“We have, well, under $4B secured for this new pier this spring,” Anna Lind said."
    report = review(Side(Article(body=text), read(text)), known=FORMS)
    assert [(each.severity, each.verdict) for each in report.findings] == [
        (Severity.NOTE, Alteration.VARIANT)
    ]
    assert report.verdict is Verdict.CLEAN


def test_a_later_form_says_who_was_first():
    """Words that are another outlet's later form get a note that names both, the first one first printed."""
    forms = [QUAY, KnownForm("We have well under $4B insured for the new pier this spring", "Kettle", "1",
                             datetime(2026, 10, 4, 1, 0, tzinfo=UTC))]  # fmt: skip
    (found,) = findings("“We have well under $4B insured for the new pier this spring,” Lind said.", forms)
    assert (found.severity, found.verdict) == (Severity.NOTE, Alteration.VARIANT)
    assert "first printed by Kettle (2026-10-04 01:00 UTC)" in found.message
    assert "before that, The Quay Post (2026-10-03 08:00 UTC) printed" in found.message


def test_known_words_are_silent():
    """A quotation as its first printer has it is no finding, nor is one of a matter nobody printed."""
    assert findings("“We have well under $4 billion secured for the new pier this spring”, Lind said.") == ()
    assert findings("“Nobody told us when the lights come back on,” said Ida Voll.") == ()


@pytest.mark.parametrize(("hour", "found"), [(7, 0), (8, 1), (12, 1)])
def test_what_came_later_is_no_measure(hour: int, found: int):
    """An article that was published before the form was printed altered nothing."""
    text = "“We have well under $4B insured for the new pier this spring,” Anna Lind said."
    article = Article(body=text, published=datetime(2026, 10, 3, hour, 0, tzinfo=UTC))
    assert len(review(Side(article, read(text)), known=[QUAY]).findings) == found


def test_order_of_the_forms_does_not_matter():
    """Who was first is a matter of time, not of the order in which forms are handed in."""
    words = "We have well under $4B insured for the new pier this spring"
    assert look_up(words, FORMS) == look_up(words, list(reversed(FORMS)))
