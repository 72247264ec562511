"""Dates, figures and names on any text: nothing is raised, spans hold, and no pattern can run away."""

from __future__ import annotations

import importlib
import re
import sys
from datetime import date
from itertools import pairwise
from re import _constants, _parser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from copydesk.reading import _amounts, _dates, _figures, _names, _shapes
from copydesk.reading._scan import scan
from copydesk.reading.languages import LANGUAGES, language_for

DAY = date(2025, 10, 9)
PIECES = st.sampled_from([
    "the end of ", "the three months to ", "Monday week", " and a half ", "million", " to ", "-", "$", "£", "€", "%", "½",
    "1,000", "2-1/2", ".5", " per cent", " or so", " the next day", " two days later", ". ", "\n\n", "May 3", " and ",
    "May 6", "2019", "30 February", "Feb. 29", "last ", "fortnight", " ago", "this time ", "Christmas Eve", "year-end",
    "van der ", "Al-", "O’", "M&S", "easyJet", "MAYOR SAYS NO", "Kim Jong Un", "Jr.", "Inc.", "'s", "İ", "ß", "\u0301", "٣",
    "²", "\u200b", "Ünal", "García Márquez", "&", "Q3", "1750 BC", "9999", "0", "of ", "Ministry", "Navy SEAL Chris Kyle",
])  # fmt: skip
TEXTS = st.one_of(st.text(max_size=150), st.lists(PIECES, max_size=40).map("".join))


def facts(text, language):
    """Return the spans of everything that is read."""
    dates = _dates.dates(text, language, DAY)
    figures = _figures.figures(text, language, [each.span for each in dates])
    names = _names.gather(scan(text, language), ()).names
    return dates, figures, names


@example("0€0", "en")
@settings(max_examples=200, deadline=None)
@given(TEXTS, st.sampled_from(["en", "de", "fr", "es"]))
def test_facts_of_any_text_lie_in_it(text, language):
    """Nothing is raised, every span holds words of the text, and those of one kind do not overlap."""
    for found in facts(text, language_for(language)):
        for each in found:
            assert each.span.of(text).strip()
            assert each.span.end <= len(text)
        ordered = sorted(each.span for each in found)
        assert all(one.end <= two.start for one, two in pairwise(ordered))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_dates_run_forward(text):
    """The first day of a date is not behind its last."""
    assert all(each.first <= each.last for each in _dates.dates(text, language_for("en"), DAY))


HOSTILE = [
    "1", "1,", "1,000", "a ", "A ", "Al-", "May 3 and ", "the end of ", "the three months to ", "a million and a half ",
    "$1-", "Monday to ", "next day ", "from 1 May to ", "A&", "Xx ", "MAYOR ", "January 2025 to ", "one in ", "two-",
    "the next day two days later ", "2-1/2 ", ".5", "Abcde Abcdf ", "of ", "last ", "‘90s ", "Q3 ", "1 - 2 to ", "van ",
]  # fmt: skip


def steps(text):
    """Return how many calls reading a text takes."""
    count = 0

    def counted(_frame, event, _what):
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        facts(text, language_for("en"))
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("piece", HOSTILE)
def test_steps_grow_no_faster_than_the_text(piece):
    """A text four times as long takes at most some five times the steps."""
    short = (piece * 2000)[:2000]
    long = (piece * 8000)[:8000]
    steps(short)
    assert steps(long) <= 5.5 * steps(short) + 500


MODULES = ["_amounts", "_beside", "_counted", "_currencies", "_dates", "_figures", "_forms", "_kinds", "_meanings",
           "_names", "_runs", "_stories", "_tense"]  # fmt: skip


def patterns():
    """Return every pattern of the modules, and those that are built for each language."""
    found = []
    for name in MODULES:
        module = importlib.import_module(f"copydesk.reading.{name}")
        found += [value for value in vars(module).values() if isinstance(value, re.Pattern)]
    for code, language in LANGUAGES.items():
        shapes = _shapes.shapes_of(language)
        found += [shapes.anchor, *(pattern for kind in shapes.of_kind.values() for _, pattern in kind)]
        numbers, around = _amounts.numbers_of(language), _figures._patterns(code)
        found += [numbers.digits, numbers.magnitude, numbers.fraction, numbers.of_magnitude, numbers.anchor]
        found += [around.to, around.percent, around.currency, around.coin]
    return found


def endless_inside_endless(tree, *, inside):
    """Say whether a repetition without bound stands inside another one."""
    for kind, value in tree:
        parts = []
        within = inside
        if kind in {_constants.MAX_REPEAT, _constants.MIN_REPEAT}:
            endless = value[1] is _constants.MAXREPEAT
            if endless and inside:
                return True
            within, parts = inside or endless, [value[2]]
        elif kind is _constants.SUBPATTERN:
            parts = [value[3]]
        elif kind is _constants.BRANCH:
            parts = value[1]
        elif kind in {_constants.ASSERT, _constants.ASSERT_NOT}:
            parts = [value[1]]
        if any(endless_inside_endless(part, inside=within) for part in parts):
            return True
    return False


def test_no_pattern_repeats_a_repetition_without_bound():
    """What can be split in many ways is what backtracks; the check itself knows such a pattern."""
    assert endless_inside_endless(_parser.parse("(?:a+)+b"), inside=False)
    bad = [
        each.pattern
        for each in patterns()
        if endless_inside_endless(_parser.parse(each.pattern, each.flags), inside=False)
    ]
    assert bad == []
    assert len(patterns()) > 100
