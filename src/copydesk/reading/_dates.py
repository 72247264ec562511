"""Dates, absolute and relative to the day of publication, as precise as the text states them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from copydesk.types import DateMention, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from copydesk.reading.languages import Language

_Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The shapes of dates in one language; the earlier ones win where two match."""

    anchor: re.Pattern[str]
    shapes: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Language, date | None], _Days | None]], ...]


def dates(text: str, language: Language, published: date | None) -> tuple[DateMention, ...]:
    """Return the dates of a text; relative ones only where the day of publication is known.

    >>> from copydesk.reading.languages import language_for
    >>> found = dates("He left on Friday.", language_for("en"), date(2025, 1, 22))[0]
    >>> found.first.isoformat()
    '2025-01-17'
    """
    taken: list[DateMention] = []
    covered = bytearray(len(text) + 1)
    patterns = _patterns(language)
    windows = _windows(text, patterns.anchor)
    for pattern, meaning in patterns.shapes:
        for match in (each for low, high in windows for each in pattern.finditer(text, low, high)):
            start, end = match.span()
            if covered[start] or covered[end - 1]:
                continue
            try:
                days = meaning(match, language, published)
            except (ValueError, OverflowError):
                continue
            if days is not None and days[0] <= days[1]:
                covered[start:end] = b"\1" * (end - start)
                taken.append(DateMention(Span(start, end), *days))
    return tuple(sorted(taken, key=lambda each: each.span.start))


def _windows(text: str, anchor: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return the stretches around the words without which there is no date, so that most text is read once."""
    found: list[tuple[int, int]] = []
    for match in anchor.finditer(text):
        low, high = max(0, match.start() - _REACH), min(len(text), match.end() + _REACH)
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))
    return found


#: How far from its month, weekday, period or year a date may reach, in code points.
_REACH = 40


def _any(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first."""
    return "|".join(re.escape(each) for each in sorted(words, key=lambda word: (-len(word), word))) or "(?!)"


def _patterns(language: Language) -> _Patterns:
    """Return the patterns of a language, built once."""
    return _build(_Words.of(language))


@dataclass(frozen=True, slots=True)
class _Words:
    """The alternatives that the patterns are made of."""

    month: str
    weekday: str
    day: str
    period: str
    last: str
    this: str
    next: str
    ago: str
    part: str
    number: str
    to: str

    @classmethod
    def of(cls, language: Language) -> _Words:
        """Take the words from a language."""
        return cls(
            month=_any(language.months),
            weekday=_any(language.weekdays),
            day=_any(language.days),
            period=_any(language.periods),
            last=_any(language.last),
            this=_any(language.this),
            next=_any(language.next),
            ago=_any(language.ago),
            part=_any(language.parts_of_day),
            number=_any(language.numbers),
            to=_any(language.to),
        )


@cache
def _build(w: _Words) -> _Patterns:
    """Build the patterns in their order of precedence."""
    month = rf"(?P<month>{w.month})\b(?:\.(?=,?\s+\d))?"
    year = r"(?P<year>(?:1[6-9]|20)\d\d)(?!\d)"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º)?(?!\d|[.,:]\d|%)"
    through = r"(?:\s?[-–]\s?(?P<day2>\d{1,2})(?!\d|[.,:]\d))?"
    link = r"(?:\s+(?:de|of|del))?"
    on_weekday = rf"(?:(?:{w.weekday})\.?,?\s+(?:den\s+|le\s+|el\s+|the\s+)?)?"
    part = rf"(?:\s+(?:{w.part})\b)?"
    count = rf"(?P<count>\d{{1,3}}|{w.number}|an?|einem|einer|un|une|una)"
    backwards = rf"(?:vor|il y a|hace)\s+{count}\s+(?P<period>{w.period})\b"
    lines = (
        (r"\b(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)(?:T[\d:.]+Z?)?\b", _iso),
        (rf"\b{on_weekday}{month}\s+{day}{through}(?:,?\s+{year})?", _calendar),
        (rf"(?<![\d.,$€£-])\b{on_weekday}{day}\.?{through}{link}\s+{month}(?:,?{link}\s+{year})?", _calendar),
        (rf"(?<![\d.])\b(?P<day>\d{{1,2}})\.(?P<number>\d{{1,2}})\.{year}", _iso),
        (rf"\b{month}(?:,?{link}\s+){year}", _month_of_year),
        (rf"\b(?P<which>{w.last}|{w.this}|{w.next})\s+(?P<weekday>{w.weekday})\b{part}", _weekday),
        (rf"\b(?P<which>{w.last}|{w.this}|{w.next})\s+(?P<period>{w.period})\b", _period),
        (rf"\b(?P<period>{w.period})\s+(?P<which>{w.last}|{w.this}|{w.next})\b", _period),
        (rf"\b(?P<which>{w.last}|{w.next})\s+(?P<month>{w.month})\b", _last_month),
        (rf"\b{count}\s+(?P<period>{w.period})\s+(?:{w.ago})\b", _ago),
        (rf"\b{backwards}", _ago),
        (rf"\b(?P<weekday>{w.weekday})\s+(?:{w.to}|through)\s+(?P<weekday2>{w.weekday})\b", _weekday),
        (rf"\b(?P<weekday>{w.weekday})\b{part}(?:\s+(?P<which>{w.last}|{w.next})\b)?", _weekday),
        (rf"\b(?P<name>{w.day})\b{part}", _day),
        (r"\b(?P<year>(?:1[89]|20)\d\d)[-–](?P<year2>(?:1[89]|20)?\d\d)(?![\d-])", _years),
        ((rf"(?<![\w$€£.,/-])(?:(?<=\bin )|(?<=\bof )|(?<=\bsince )|(?<=\bby )|(?<=\buntil )|(?<=\bIn )|(?<=\bfrom )"
         rf"|(?<=\ben )|(?<=\bEn )|(?<=\bdepuis )|(?<=\bdesde )|(?<=\bJahr )|(?<=\bseit )|(?<=\bthe ))"
         rf"{year}(?![\w%]|[.,-]\d)"), _years),
        (rf"\b(?<=[a-z] )(?P<month>{w.month})\b(?!\s+\d)", _last_month),
    )  # fmt: skip
    # A month alone must be capitalised ("may" and "march" are verbs); weekdays and days need not be.
    words = f"{w.month}|{w.weekday}|{w.day}|{w.period}"
    anchor = re.compile(rf"\b(?:{words}|\d\d\d\d)\b", re.IGNORECASE)
    return _Patterns(
        anchor, tuple((re.compile(pattern, re.IGNORECASE), meaning) for pattern, meaning in lines)
    )


# --- what the shapes mean -----------------------------------------------------------------------------


def _groups(match: re.Match[str]) -> dict[str, str]:
    """Return the named groups that matched."""
    return {key: value for key, value in match.groupdict().items() if value}


def _iso(match: re.Match[str], language: Language, published: date | None) -> _Days:
    """2025-01-22, and 22.1.2025."""
    del language, published
    found = date(int(match["year"]), int(match["number"]), int(match["day"]))
    return found, found


def _calendar(match: re.Match[str], language: Language, published: date | None) -> _Days | None:
    """January 21, 2025; 21 January; Sept. 12-16."""
    groups = _groups(match)
    if not _is_month(groups["month"], language):
        return None
    month = language.months[groups["month"].lower()]
    first, last = int(groups["day"]), int(groups.get("day2", groups["day"]))
    if "year" in groups:
        year = int(groups["year"])
    elif published is None:
        return None
    else:
        year = _nearest_year(month, first, published)
    return date(year, month, first), date(year, month, last)


def _is_month(word: str, language: Language) -> bool:
    """Say whether a word is a month as printed: "may" and "march" need their capital in English."""
    return word[0].isupper() or language.code in {"fr", "es"}


def _nearest_year(month: int, day: int, published: date) -> int:
    """Return the year that puts a day nearest to publication."""

    def distance(year: int) -> int:
        return abs((date(year, month, min(day, 28)) - published).days)

    return min((published.year, published.year - 1, published.year + 1), key=distance)


def _month_of_year(match: re.Match[str], language: Language, published: date | None) -> _Days | None:
    """January 2025."""
    del published
    if not _is_month(match["month"], language):
        return None
    return _whole_month(int(match["year"]), language.months[match["month"].lower()])


def _whole_month(year: int, month: int) -> _Days:
    """Return the first and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _last_month(match: re.Match[str], language: Language, published: date | None) -> _Days | None:
    """December: the latest one not after publication; next March: the coming one."""
    if published is None or not _is_month(match["month"], language):
        return None
    month = language.months[match["month"].lower()]
    which = (match.groupdict().get("which") or "").lower()
    if which in language.next:
        return _whole_month(published.year + (month <= published.month), month)
    if which in language.last:
        return _whole_month(published.year - (month >= published.month), month)
    return _whole_month(published.year - (month > published.month), month)


def _weekday(match: re.Match[str], language: Language, published: date | None) -> _Days | None:
    """Tuesday: the latest one not after publication, the day itself included."""
    if published is None:
        return None
    groups = _groups(match)
    word = groups["weekday"]
    if not word[0].isupper() and language.code in {"en", "de"}:
        return None
    if len(word) < 4 and match.string[match.end("weekday") :][:1] != ".":
        return None
    which = groups.get("which", "").lower()
    back = (published.weekday() - language.weekdays[word.lower()]) % 7
    if which in language.next:
        found = published + timedelta(days=7 - back)
    elif which in language.this:
        found = published + timedelta(days=language.weekdays[word.lower()] - published.weekday())
    else:
        found = published - timedelta(days=back or 7 if which in language.last else back)
    if "weekday2" in groups:
        ahead = (language.weekdays[groups["weekday2"].lower()] - found.weekday()) % 7
        return found, found + timedelta(days=ahead)
    return found, found


def _period(match: re.Match[str], language: Language, published: date | None) -> _Days | None:
    """Last week, this month, next year; weeks run from Monday to Sunday."""
    if published is None:
        return None
    period = language.periods[match["period"].lower()]
    which = match["which"].lower()
    step = -1 if which in language.last else 1 if which in language.next else 0
    return _around(published, period, step)


def _around(day: date, period: str, step: int) -> _Days | None:
    """Return the period that lies some steps from the one that holds a day."""
    if period == "day":
        found = day + timedelta(days=step)
        return found, found
    if period in {"week", "weekend"}:
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=step)
        return monday + timedelta(days=5 if period == "weekend" else 0), monday + timedelta(days=6)
    if period == "month":
        months = day.year * 12 + day.month - 1 + step
        return _whole_month(months // 12, months % 12 + 1)
    if period == "year":
        return date(day.year + step, 1, 1), date(day.year + step, 12, 31)
    return None


def _ago(match: re.Match[str], language: Language, published: date | None) -> _Days | None:
    """Three days ago; two weeks earlier is as precise as a week."""
    if published is None:
        return None
    word = match["count"].lower()
    count = int(word) if word.isdigit() else language.numbers.get(word, 1)
    return _around(published, language.periods[match["period"].lower()], -count)


def _day(match: re.Match[str], language: Language, published: date | None) -> _Days | None:
    """Yesterday, today, tomorrow."""
    if published is None:
        return None
    found = published + timedelta(days=language.days[match["name"].lower()])
    return found, found


def _years(match: re.Match[str], language: Language, published: date | None) -> _Days:
    """In 2017; 2015-16."""
    del language, published
    groups = _groups(match)
    first = int(groups["year"])
    last = groups.get("year2", groups["year"])
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return date(first, 1, 1), date(end, 12, 31)
