"""Names, figures, dates and attributions."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.reading import read
from copydesk.types import NameKind, Strength

WEDNESDAY = datetime(2025, 1, 22, tzinfo=UTC)

#: text, (value, unit, bound, upper)
FIGURES = [
    ("It has well under $10B.", ("10000000000", "USD", "under", None)),
    ("It cost $3-4 million.", ("3000000", "USD", "exact", "4000000")),
    ("It cost $3 million to $4 million.", ("3000000", "USD", "exact", "4000000")),
    ("It cost £1.5m to build.", ("1500000", "GBP", "exact", None)),
    ("It cost 2.5 million euros.", ("2500000", "EUR", "exact", None)),
    ("It cost USD 10 billion.", ("10000000000", "USD", "exact", None)),
    ("Prices rose 40%.", ("40", "%", "exact", None)),
    ("Prices rose up to 12.5 per cent.", ("12.5", "%", "up_to", None)),
    ("Between 3 and 4 percent left.", ("3", "%", "exact", "4")),
    ("More than 1,200 homes burned.", ("1200", "home", "over", None)),
    ("About 20 new jobs came.", ("20", "job", "about", None)),
    ("At least twenty-five people came.", ("25", "person", "at_least", None)),
    ("Two hundred dollars were lost.", ("200", "USD", "exact", None)),
    ("It took 50-plus boats.", ("50", "boat", "at_least", None)),
]


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_figures_have_value_unit_and_bound(text, expected):
    """Magnitudes, ranges, shares and bounds are read."""
    figure = read(text).figures[0]
    value, unit, bound, upper = expected
    assert (figure.value, figure.unit, figure.bound.value) == (Decimal(value), unit, bound)
    assert figure.upper == (Decimal(upper) if upper else None)


@pytest.mark.parametrize(
    "text",
    [
        "It opened in 1998.",
        "The 21st boat.",
        "At 9 a.m. we left.",
        "At 3:30 we left.",
        "One of them left.",
        "See B52.",
    ],
)
def test_years_ordinals_and_times_are_no_figures(text):
    """What counts nothing is no figure."""
    assert read(text).figures == ()


#: text, words, first, last; published on Wednesday 22 January 2025
DATES = [
    ("He left on January 21, 2025.", "January 21, 2025", "2025-01-21", "2025-01-21"),
    ("He left on 21 January.", "21 January", "2025-01-21", "2025-01-21"),
    ("He left on Dec. 30.", "Dec. 30", "2024-12-30", "2024-12-30"),
    ("He left on Wednesday.", "Wednesday", "2025-01-22", "2025-01-22"),
    ("He left on Thursday.", "Thursday", "2025-01-16", "2025-01-16"),
    ("He left last Wednesday.", "last Wednesday", "2025-01-15", "2025-01-15"),
    ("He leaves next Friday.", "next Friday", "2025-01-24", "2025-01-24"),
    ("He left yesterday.", "yesterday", "2025-01-21", "2025-01-21"),
    ("He left three days ago.", "three days ago", "2025-01-19", "2025-01-19"),
    ("He left last week.", "last week", "2025-01-13", "2025-01-19"),
    ("He left last year.", "last year", "2024-01-01", "2024-12-31"),
    ("He left in December.", "December", "2024-12-01", "2024-12-31"),
    ("He left in June 2016.", "June 2016", "2016-06-01", "2016-06-30"),
    ("He left in 2017.", "2017", "2017-01-01", "2017-12-31"),
    ("It ran Sept. 12-16.", "Sept. 12-16", "2024-09-12", "2024-09-16"),
    ("It ran Monday through Friday.", "Monday through Friday", "2025-01-20", "2025-01-24"),
    ("Filed 2024-11-05 in court.", "2024-11-05", "2024-11-05", "2024-11-05"),
]


@pytest.mark.parametrize(("text", "words", "first", "last"), DATES)
def test_dates_are_as_precise_as_stated(text, words, first, last):
    """Absolute and relative dates give their first and last day."""
    found = read(text, published=WEDNESDAY).dates
    assert [(d.span.of(text), d.first.isoformat(), d.last.isoformat()) for d in found] == [
        (words, first, last)
    ]


def test_relative_dates_need_a_day_of_publication():
    """Without a day of publication only full dates are read."""
    text = "He left on Monday, and on May 3, 2021."
    assert [d.span.of(text) for d in read(text).dates] == ["May 3, 2021"]


def test_verbs_that_look_like_months_are_no_dates():
    """The verbs "may" and "march" have no capital."""
    assert read("He may march on.", published=WEDNESDAY).dates == ()


def test_mentions_of_a_name_are_gathered():
    """A surname stands for the full name, and the possessive is not part of it."""
    text = "Anton Lesk spoke. Later Lesk left. It was Lesk's last day."
    assert [(n.span.of(text), n.canonical, n.kind) for n in read(text).names] == [
        ("Anton Lesk", "Anton Lesk", NameKind.PERSON),
        ("Lesk", "Anton Lesk", NameKind.PERSON),
        ("Lesk", "Anton Lesk", NameKind.PERSON),
    ]


def test_an_odd_spelling_is_reported_and_kept_apart():
    """A name one letter off a commoner one resembles it and is not the same."""
    text = "Brook spoke. Then Ina Brooka left. She met Brook, and Brook paid. He likes Brook."
    odd = next(n for n in read(text).names if n.span.of(text) == "Ina Brooka")
    assert (odd.canonical, odd.resembles) == ("Ina Brooka", "Brook")


def test_a_glued_article_is_seen():
    """An article glued to a name shows by the adjective behind it."""
    text = "He met Carl Ellersona big supporter of the pier."
    assert read(text).names[0].resembles == "Carl Ellerson"


def test_kinds_of_names():
    """Firms, offices and places are told from people."""
    text = "Sam Hill of Harbour Bank met Dr. Mia Stone in Paris. OpenPier paid."
    assert {n.canonical: n.kind.value for n in read(text).names} == {
        "Sam Hill": "person",
        "Harbour Bank": "organisation",
        "Mia Stone": "person",
        "Paris": "place",
        "OpenPier": "organisation",
    }


#: text, claim, source, strength
ATTRIBUTIONS = [
    ("The pier will close in May, the Daily Gull has learned.", "The pier will close in May", "the Daily Gull", Strength.NAMED),
    ("The pier will close, according to Ina Moor.", "The pier will close", "Ina Moor", Strength.NAMED),
    ("According to Ina Moor, the pier will close.", "the pier will close", "Ina Moor", Strength.NAMED),
    ("The pier will close soon, the source said.", "The pier will close soon", "the source", Strength.ANONYMOUS),
    ("The filing shows that the pier was insured.", "the pier was insured", "The filing", Strength.TITLED),
    ("Ina Moor said the pier was rotten.", "the pier was rotten", "Ina Moor", Strength.NAMED),
]  # fmt: skip


@pytest.mark.parametrize(("text", "claim", "source", "strength"), ATTRIBUTIONS)
def test_claims_rest_on_their_source(text, claim, source, strength):
    """Each claim is tied to who stands for it, and how well that source is named."""
    found = read(text).attributions[0]
    assert (found.claim.of(text), found.source.of(text), found.strength) == (claim, source, strength)


def test_the_reason_for_anonymity_is_kept():
    """Why a source is not named stands with the attribution."""
    text = (
        "The pier will close, according to a person familiar with the matter "
        "who asked not to be named because the talks were private."
    )
    found = read(text).attributions[0]
    assert found.source.of(text) == "a person familiar with the matter"
    assert found.strength is Strength.ANONYMOUS
    assert found.anonymity.of(text) == "who asked not to be named because the talks were private"


def spans(reading):
    """Yield every span of a reading."""
    yield from reading.sentences
    for group in (reading.quotations, reading.names, reading.figures, reading.dates):
        yield from (each.span for each in group)
    for quotation in reading.quotations:
        yield from (s for s in (quotation.cue, quotation.anonymity) if s)
        if quotation.speaker:
            yield quotation.speaker.span
    for each in reading.attributions:
        yield from (s for s in (each.claim, each.source, each.cue, each.anonymity) if s)


PIECES = st.sampled_from([
    "“", "”", '"', "''", "'", "«", "»", " said ", " Lesk", " Ann Roe", " he", " the mayor", ". ", ", ", "\n\n", " $",
    "5", "1,000", " million", "%", " to ", "-", " May ", " 2019", "Monday", " ago", " three", " according to ", " that ",
    " who asked not to be named", "İ", "ß", "\u0301", "\u200b", "é", " Dr.", "'s", "1" * 40, " in ", "99", "/", " day",
])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=50).map("".join)),
    st.sampled_from(["en", "de", "fr", "es", "xx"]),
)
def test_reading_never_raises_and_its_spans_hold(text, language):
    """On any text, in any language, reading answers and every span lies in the text."""
    reading = read(text, published=WEDNESDAY, language=language)
    assert all(span.end <= len(text) for span in spans(reading))
    assert all(0 <= q.certainty <= 1 for q in reading.quotations)
    assert type(reading).from_dict(reading.to_dict()) == reading


@pytest.mark.parametrize(
    "piece", ["1", "a", "A ", "“a ", "1,111", "five ", "May 5 ", '"a" he said. ', "he said ", "-1"]
)
def test_long_runs_are_read(piece):
    """Twenty thousand code points of one piece give an answer whose spans hold."""
    text = (piece * 20_000)[:20_000]
    assert all(span.end <= len(text) for span in spans(read(text, published=WEDNESDAY)))
