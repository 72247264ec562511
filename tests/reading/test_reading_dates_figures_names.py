"""Dates, money, counts and names on sets of our own, with the shares that must hold."""

from __future__ import annotations

import importlib.util
import itertools
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.reading import read

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def scorer():
    """The scorer of `bench/reading_facts.py`."""
    spec = importlib.util.spec_from_file_location("reading_facts", ROOT / "bench" / "reading_facts.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["reading_facts"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["reading_facts"]


#: set, half, least share right, most share wrong, in per cent
FLOORS = [
    ("dates", "dev", 99.0, 0.0),
    ("dates", "held", 99.0, 0.0),
    ("money", "dev", 99.0, 0.0),
    ("money", "held", 99.0, 0.0),
    ("dates_fresh", "dev", 95.0, 0.0),
    ("dates_fresh", "held", 99.0, 0.0),
    ("money_fresh", "dev", 99.0, 0.0),
    ("money_fresh", "held", 99.0, 0.0),
    ("dates_wild", "dev", 97.0, 3.0),
    ("dates_wild", "held", 97.0, 3.0),
    ("money_wild", "dev", 99.0, 0.0),
    ("money_wild", "held", 97.0, 2.0),
    ("names_wild", "dev", 91.0, 8.0),
    ("names_wild", "held", 90.0, 6.0),
    ("dates_next", "held", 96.0, 2.0),
    ("money_next", "held", 99.0, 0.0),
    ("names_next", "held", 99.0, 0.0),
    ("dates_last", "held", 99.0, 0.0),
    ("money_last", "held", 99.0, 0.0),
    ("counts", "dev", 99.0, 0.0),
    ("counts", "held", 97.0, 3.0),
    ("names", "dev", 98.0, 2.0),
    ("names", "held", 93.0, 4.0),
]


@pytest.mark.parametrize(("name", "half", "right", "wrong"), FLOORS)
def test_the_sets_are_read_as_well_as_before(scorer, name, half, right, wrong):
    """No set is read worse than it was when its floor was pinned."""
    found = scorer.outcomes(name, half)
    shares = {
        verdict: 100 * sum(each.verdict == verdict for each in found) / len(found)
        for verdict in ("right", "wrong")
    }
    assert shares["right"] >= right
    assert shares["wrong"] <= wrong


def test_the_sets_are_large_enough(scorer):
    """Each set has as many cases as were promised."""
    assert {
        name: len(scorer.cases(name)) >= most
        for name, most in (("dates", 200), ("money", 200), ("counts", 80), ("names", 100))
    } == dict.fromkeys(("dates", "money", "counts", "names"), True)


#: language tag, first day of 03/04/2026; None where nobody can know
REGIONS = [
    ("en", None),
    ("en-US", "2026-03-04"),
    ("en-GB", "2026-04-03"),
    ("en_IN", "2026-04-03"),
    ("fr-CA", "2026-04-03"),
]


@pytest.mark.parametrize(("language", "day"), REGIONS)
def test_what_comes_first_in_03_04_depends_on_the_region(language, day):
    """03/04/2026 is read where the language or its region tells, and left alone elsewhere."""
    found = read("Signed on 03/04/2026.", language=language).dates
    assert [each.first.isoformat() for each in found] == ([day] if day else [])


#: language tag, text, currency
DOLLARS = [
    ("en-AU", "It sold for $1.4 million.", "AUD"),
    ("en-CA", "The fine is $250.", "CAD"),
    ("en-AU", "It sold for US$40.", "USD"),
    ("en-AU", "It rose 50 cents.", "AUD"),
    ("en-IE", "It rose 50 cents.", "EUR"),
    ("en", "It sold for $40.", "USD"),
]


@pytest.mark.parametrize(("language", "text", "currency"), DOLLARS)
def test_a_bare_dollar_is_the_one_of_the_region(language, text, currency):
    """A bare dollar sign or cent is that of the region; a sign with its country is not."""
    assert [each.unit for each in read(text, language=language).figures] == [currency]


#: text, value, upper, unit, bound: each was read wrong once
FIGURES = [
    ("Roughly 7 in 10 Americans say so.", "70", None, "%", "about"),
    ("About a fifth of them left.", "20", None, "%", "about"),
    ("Exports rose by a third.", "33.33", None, "%", "exact"),
    ("The rate fell half a point.", "0.5", None, "percentage point", "exact"),
    ("The Dow fell half a point.", "0.5", None, "point", "exact"),
    ("Prices rose 3.8pc.", "3.8", None, "%", "exact"),
    ("They spent €1 000 000.", "1000000", None, "EUR", "exact"),
    ("They spent €1.000.000.", "1000000", None, "EUR", "exact"),
    ("They spent three or four million euros.", "3000000", "4000000", "EUR", "exact"),
    ("They spent $12 million Canadian.", "12000000", None, "CAD", "exact"),
    ("They spent $12 million Canadian deals cost.", "12000000", None, "USD", "exact"),
    ("Norway's fund lost 15 billion kroner.", "15000000000", None, "NOK", "exact"),
    ("Denmark paid 15 billion kroner to Norway.", "15000000000", None, "DKK", "exact"),
    ("She bet a hundred bucks on it.", "100", None, "USD", "exact"),
    ("50 or more boats came.", "50", None, "boat", "at_least"),
]


@pytest.mark.parametrize(("text", "value", "upper", "unit", "bound"), FIGURES)
def test_figures_that_were_read_wrong_once(text, value, upper, unit, bound):
    """Each figure has its value, upper end, unit and bound."""
    (found,) = read(text, language="en").figures
    assert found.value == Decimal(value)
    assert found.upper == (None if upper is None else Decimal(upper))
    assert (found.unit, found.bound.value) == (unit, bound)


@pytest.mark.parametrize(
    "text",
    [
        "Call 555-0123 or +1 202 555 0199 or (020) 7946 0958.",
        "The levy is 2p in the pound.",
    ],
)
def test_no_figures_are_read_in_telephone_numbers_and_rates(text):
    """Telephone numbers and pence in the pound are no amounts."""
    assert read(text, language="en").figures == ()


PIECES = ["$", "5", "1,000", " million", "%", " to ", "-", "half", " a ", " of ", "two", " hundred", " and ", "quarter",
          "Rs", " crore", " in ", "p", " cents", ".", "½", "last", " week", "Monday", "May", "2019", "1990s", " ago", "'",
          "early ", "third ", " minus ", "İ", "\u00a0", "\n", "401(k)", "dozen ", " point "]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.sampled_from(["en", "de", "fr", "es", "xx"]),
)
def test_any_mixture_of_numbers_and_dates_is_read(text, language):
    """Whatever stands beside what, figures and dates come in order, lie in the text, and do not overlap."""
    reading = read(text, language=language)
    for group in (reading.figures, reading.dates):
        spans = [each.span for each in group]
        assert all(span.end <= len(text) for span in spans)
        assert all(one.end <= two.start for one, two in itertools.pairwise(spans))
    assert all(each.upper is None or each.upper > each.value for each in reading.figures)
