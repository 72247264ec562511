"""Dates, absolute and relative to the day of publication, as precise as the text states them.

A date is looked for only around a word that every date of its kind has: a month, a weekday, a period, a year.
What dates look like stands in `_shapes`, what the shapes mean in `_meanings`, the arithmetic in `_days`, and
which way a clause points in `_tense`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk.reading import _shapes
from copydesk.reading._beside import settled
from copydesk.reading._meanings import MEANINGS, Found
from copydesk.reading._shapes import Kind
from copydesk.reading._stories import story_dates
from copydesk.types import DateMention, Span

if TYPE_CHECKING:
    from datetime import date

    from copydesk.reading.languages import Language

#: How far from its month, weekday, period or year a date may reach, in code points.
_BEFORE, _BEHIND = 36, 44
_WORD = re.compile(r"[^\W_]+")
#: How many words before its telling word a date may begin.
_WORDS_BEFORE = {
    Kind.NUMERIC: 2,
    Kind.MONTH: 5,
    Kind.WEEKDAY: 3,
    Kind.DAY: 0,
    Kind.PERIOD: 4,
    Kind.SEASON: 3,
    Kind.YEAR: 3,
}


def dates(text: str, language: Language, published: date | None) -> tuple[DateMention, ...]:
    """Return the dates of a text; relative ones only where the day of publication is known.

    >>> from datetime import date
    >>> from copydesk.reading.languages import language_for
    >>> found = dates("He left on Friday.", language_for("en"), date(2025, 1, 22))[0]
    >>> found.first.isoformat()
    '2025-01-17'
    """
    low = _lowered(text)
    shapes = _shapes.shapes_of(language)
    by_kind: dict[Kind, list[tuple[int, int]]] = {kind: [] for kind in Kind}
    for anchor in shapes.anchor.finditer(low):
        if anchor.start() and low[anchor.start() - 1].isalnum():
            continue
        by_kind[shapes.kinds.get(anchor[0], Kind.YEAR)].append(anchor.span())
    taken: dict[int, DateMention] = {}
    for kind in Kind:
        for start, end in by_kind[kind]:
            # Every place of a date is taken by it; dates are short.
            if start in taken or end - 1 in taken:
                continue
            mention = _at(text, low, (start, end), language, published)
            if mention is not None and not any(
                at in taken for at in range(mention.span.start, mention.span.end)
            ):
                taken.update(dict.fromkeys(range(mention.span.start, mention.span.end), mention))
    found = sorted(set(taken.values()), key=lambda each: each.span.start)
    found = settled(low, found, language, published)
    more = story_dates(low, found, language, published)
    return tuple(sorted([*found, *more], key=lambda each: each.span.start) if more else found)


def _lowered(text: str) -> str:
    """Return a text in lower case, each character in its place: some grow when lowered."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(each.lower()[:1] for each in text)


def _at(
    text: str, low: str, anchor: tuple[int, int], language: Language, published: date | None
) -> DateMention | None:
    """Return the date around one telling word; None where it is none."""
    shapes = _shapes.shapes_of(language)
    start, end = anchor
    first, last = max(0, start - _BEFORE), min(len(low), end + _BEHIND)
    kind = shapes.kinds.get(low[start:end], Kind.YEAR)
    starts = _starts(low, first, start, _WORDS_BEFORE[kind])
    for name, pattern in shapes.of_kind[kind]:
        for place in starts:
            match = pattern.match(low, place, last)
            if match is None or match.end() < end:
                continue
            try:
                days = MEANINGS[name](Found(text, low, match, language, published))
            except (ValueError, OverflowError):
                return None
            if days is not None and days[0] <= days[1]:
                return DateMention(Span(*match.span()), *days)
            if name in _shapes.FINAL:
                return None
    return None


def _starts(low: str, first: int, start: int, words: int) -> list[int]:
    """Return where a date around a telling word may begin: at the word, or so many words before it."""
    found = [match.start() for match in _WORD.finditer(low, first, start)][-words:] if words else []
    if low[start - 1 : start] in {"'", "’", "‘"}:
        found.append(start - 1)
    found.append(start)
    return found
