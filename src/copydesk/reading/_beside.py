"""What stands beside a date and moves, widens or joins it: "the end of", "Monday week", "the year to", "from … to".

English only: the other languages keep the dates as they stand.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from copydesk.reading import _days
from copydesk.reading._days import Period
from copydesk.reading._meanings import MOVED
from copydesk.types import DateMention, Span

if TYPE_CHECKING:
    from copydesk.reading._days import Days
    from copydesk.reading.languages import Language

#: How far words that move a date may reach, in code points.
_REACH = 48
_LONGEST_WEEK = 20  #: days; more than two weeks are no week
_EDGE = re.compile(r"\b(?:the\s)?(end|close|start|beginning|outset)\sof\s(?:the\s)?$")
_COUNT = r"(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|twenty)"
_SPAN = re.compile(
    rf"\b(?:the|its|their)\s(?:(?:last|first|full|past)\s)?(?:{_COUNT}[\s-])?"
    r"(fortnight|days?|weeks?|months?|quarters?|half[-\s]year|(?:financial\s|fiscal\s)?years?)\s"
    r"(to|ended|ending|beginning|starting|of|commencing|up\sto)\s(?:on\s)?(?:the\send\sof\s)?$"
)
_WEEKS_BEFORE = re.compile(r"\ba\s(week|fortnight)\s(?:from\s)?$")
_WEEKS_BEHIND = re.compile(r"\s(week|fortnight)\b(?![-\s]?(?:of|end|long|after|in)\b)")
_YEARS_AGO = re.compile(rf",?\s(?:{_COUNT}|a)\syears?\sago\b")
_AGO_THIS = re.compile(r"\s(today|this\s(?:week|month))\b")
_PART = re.compile(
    r"\b(?:the\s)?(first|second|third|fourth|last|final)\s(week|weekend|day|half|days|weeks)\s(?:of|in)\s(?:the\s)?$"
)
_THIS_TIME = re.compile(r"\bthis\stime\s$")
_NTH_WEEKDAY = re.compile(
    r"\b(?:first|second|third|fourth|last)\s(?:mon|tues|wednes|thurs|fri|satur|sun)day\s(?:of|in)\s$"
)
_NO_CALENDAR_YEAR = re.compile(
    r"\s(?:(?:financial|fiscal|academic|school|tax|model)\s(?:year|season)"
    r"|b\.?c\.?e?)\b"
)
_FISCAL = re.compile(r"\b(?:fiscal(?:\syear)?|financial\syear|fy|model[-\s]year|tax\syear|academic\syear)\s$")
_JOINT = re.compile(r"\s?[-–—]\s?|\s(?:to|until|through|till)\s|(\s(?:and)\s)|(,\s|,?\sor\s|,\sand\s)")
_YEAR = re.compile(r"\d{4}")
_WORD_LENGTHS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
)
_NUMBERS = {word: number for number, word in enumerate(_WORD_LENGTHS.split(), 1)}


def settled(
    low: str, found: list[DateMention], language: Language, published: date | None
) -> list[DateMention]:
    """Return the dates with what stands beside them taken in; dates in the order of the text.

    Args:
        low: the text in lower case.
        found: the dates as they stand by themselves.
        language: of the text.
        published: the day of publication; None when unknown.
    """
    if language.code != "en" or not found:
        return found
    kept: list[DateMention] = []
    for each in found:
        before = low[max(0, each.span.start - _REACH) : each.span.start]
        mention = _beside(low, before, each, published)
        if mention is not None and (not kept or kept[-1].span.end <= mention.span.start):
            kept.append(mention)
    return _joined(low, kept, published)


def _beside(low: str, before: str, each: DateMention, published: date | None) -> DateMention | None:
    """Return one date as the words beside it mean it; None where they make it none."""
    words = each.span.of(low)
    behind = low[each.span.end : each.span.end + _REACH]
    one = each.first == each.last
    if _THIS_TIME.search(before) or _NTH_WEEKDAY.search(before):
        return None
    if not one and (_FISCAL.search(before) or (words[-1].isdigit() and _NO_CALENDAR_YEAR.match(behind))):
        return None
    if published is not None:
        if words.endswith("ago"):
            return _ago_this(behind, each, published)
        later = _weeks_off(words, before, behind, each, published) if one else None
        if later is not None:
            return later
    return _widened(before, each)


def _widened(before: str, each: DateMention) -> DateMention | None:
    """Return the stretch, part or edge that the words before a date make of it; None where they name none."""
    at = each.span.start - len(before)
    stretch = _SPAN.search(before)
    if stretch is not None:
        days = _stretch(stretch, each)
        if days is not None or stretch[3] != "of":
            return _from(at + stretch.start(), each, days)
    if each.first == each.last:
        return each
    part = _PART.search(before)
    if part is not None:
        return _from(at + part.start(), each, _part_of(part, each))
    edge = _EDGE.search(before)
    if edge is None:
        return each
    # The end of a week is Friday to some and Sunday to others.
    long = (each.last - each.first).days > _LONGEST_WEEK
    day = each.last if edge[1] in {"end", "close"} else each.first
    return _from(at + edge.start(), each, (day, day) if long else None)


def _from(start: int, each: DateMention, days: Days | None) -> DateMention | None:
    """Return a date that begins earlier and means other days; None where it means none."""
    return None if days is None else DateMention(Span(start, each.span.end), *days)


def _ago_this(behind: str, each: DateMention, published: date) -> DateMention:
    """Return "two years ago this week" as that week of that year."""
    match = _AGO_THIS.match(behind)
    back = published.year - each.first.year
    if match is None or back == 0 or (each.last - each.first).days < 300:
        return each
    day = _days.shifted(published, Period.YEAR, -back)
    period = Period.DAY if match[1] == "today" else Period(match[1].split()[-1])
    return DateMention(Span(each.span.start, each.span.end + match.end()), *_days.around(day, period, 0))


def _part_of(match: re.Match[str], each: DateMention) -> Days | None:
    """Return the first or last week or day of a month or year; None for what the calendar does not tell."""
    if match[2] == "day":
        length = 1
    elif match[2] == "week" and (each.last - each.first).days < 40:
        length = 7
    else:
        return None
    if match[1] == "first":
        return each.first, each.first + timedelta(days=length - 1)
    return (each.last - timedelta(days=length - 1), each.last) if match[1] in {"last", "final"} else None


def _weeks_off(
    words: str, before: str, behind: str, each: DateMention, published: date
) -> DateMention | None:
    """Return "Monday week", "a fortnight today", "Feb 24 three years ago"; None where it is none of them."""
    ago = _YEARS_AGO.match(behind)
    if ago is not None and words[-1].isdigit() and not _YEAR.search(words):
        year = published.year - _NUMBERS.get(ago[1] or "one", 0)
        if ago[1] and ago[1].isdigit():
            year = published.year - int(ago[1])
        try:
            day = each.first.replace(year=year)
        except ValueError:
            return None
        return DateMention(Span(each.span.start, each.span.end + ago.end()), day, day)
    if words.endswith("day") or words == "tomorrow":
        near = words in {"today", "tomorrow"}
        match = _WEEKS_BEHIND.match(behind)
        if match is not None:
            start = each.first if near else _coming(each.first, published)
            day = start + timedelta(weeks=2 if match[1] == "fortnight" else 1)
            return DateMention(Span(each.span.start, each.span.end + match.end()), day, day)
        opened = _WEEKS_BEFORE.search(before)
        if opened is not None and near:
            day = each.first + timedelta(weeks=2 if opened[1] == "fortnight" else 1)
            return DateMention(Span(each.span.start - len(before) + opened.start(), each.span.end), day, day)
    return None


def _coming(day: date, published: date) -> date:
    """Return the first such weekday behind the day of publication."""
    return published + timedelta(days=(day - published).days % 7 or 7)


def _stretch(match: re.Match[str], each: DateMention) -> Days | None:
    """Return the stretch that ends or begins with a date: "the three months to March", "the week beginning May 3"."""
    count, unit, way = match[1], match[2], match[3]
    number = 1 if not count else int(count) if count.isdigit() else _NUMBERS[count]
    starts = way in {"beginning", "starting", "commencing"} or (way == "of" and unit == "week")
    if way == "of" and not (unit == "week" and each.first == each.last):
        return None
    kind, length = _length(unit)
    if starts:
        return each.first, _days.shifted(each.first, kind, number * length) - timedelta(days=1)
    if kind is not Period.DAY and (each.first == each.last or (each.last - each.first).days < 31):
        after = each.last + timedelta(days=1)
        return _days.shifted(after, kind, -number * length), each.last
    if kind is Period.DAY and each.first == each.last:
        return each.last - timedelta(days=number * length - 1), each.last
    return None


def _length(unit: str) -> tuple[Period, int]:
    """Return the period that a unit is counted in, and how many of them it is."""
    if "year" in unit:
        return Period.MONTH, 6 if unit.startswith("half") else 12
    for word, kind, length in (
        ("month", Period.MONTH, 1),
        ("quarter", Period.MONTH, 3),
        ("week", Period.DAY, 7),
    ):
        if unit.startswith(word):
            return kind, length
    return Period.DAY, 14 if unit == "fortnight" else 1


# --- two dates beside each other ------------------------------------------------------------------------


def _joined(low: str, found: list[DateMention], published: date | None) -> list[DateMention]:
    """Join "from December 2023 to March 2024"; give the second of "on May 3 and May 6" the year of the first."""
    kept: list[DateMention] = []
    for each in found:
        earlier = kept[-1] if kept else None
        gap = low[earlier.span.end : each.span.start] if earlier else ""
        joint = _JOINT.fullmatch(gap) if earlier and len(gap) < 10 else None
        if earlier is None or joint is None:
            kept.append(each)
            continue
        second = _same_run(low, earlier, each, published)
        if _is_range(low, earlier, second, joint):
            kept[-1] = DateMention(Span(earlier.span.start, each.span.end), earlier.first, second.last)
        else:
            kept.append(second)
    return kept


def _same_run(low: str, earlier: DateMention, each: DateMention, published: date | None) -> DateMention:
    """Return a day without a year in the year that puts it next behind the day it is joined to."""
    words, one = each.span.of(low), each.first == each.last
    if published is None or not one or earlier.first != earlier.last or _YEAR.search(words):
        return each
    if not (words[-1].isalnum() and any(letter.isdigit() for letter in words)):
        return each
    if 0 < (each.first - earlier.last).days < 183:
        return each
    for year in (earlier.last.year, earlier.last.year + 1):
        try:
            day = each.first.replace(year=year)
        except ValueError:
            continue
        if day > earlier.last:
            return replace(each, first=day, last=day)
    return each


def _is_range(low: str, earlier: DateMention, each: DateMention, joint: re.Match[str]) -> bool:
    """Say whether two joined dates are the ends of one stretch; "moved from Monday to Thursday" is none."""
    if joint[2] is not None or each.first <= earlier.last:
        return False
    if ((earlier.last - earlier.first).days > 0) != ((each.last - each.first).days > 0):
        return False
    before = low[max(0, earlier.span.start - _REACH) : earlier.span.start].rstrip()
    before = before.removesuffix(" on")
    if joint[1] is not None:
        return before.endswith("between")
    if before.endswith("from") and MOVED.search(before):
        return False
    return joint[0].strip() != "to" or before.endswith(("from", "between")) or earlier.first != earlier.last
