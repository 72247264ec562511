"""Times as outlets write them, to aware UTC: RFC 822 with its broken habits, ISO 8601, epochs, plain words.

The common forms take one pattern or one call. Whatever they leave is taken apart piece by piece: the time of
day, then its zone, then the date among what remains. A date that could be read in two ways (03/04/2025)
gives None rather than a guess.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta, tzinfo

from copydesk.parsing._date_words import MERIDIEMS, MONTHS, SKIPPED, US_STANDARD, ZONES

_LONGEST = 120  # code points; no date is longer
_SHORT_MONTHS = {
    name: number
    for number, name in enumerate(
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], start=1
    )
}
_MONTH_PLACES = {f" {name} ": f"{number:02}" for name, number in _SHORT_MONTHS.items()}
_DAY_PLACES = frozenset(f"{day}, " for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
_RFC822 = re.compile(
    r"(?:[A-Z][a-z]{2},? )?(\d\d?) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d)(?::(\d\d))?"
    r" (?:(GMT|UTC|UT|Z)|([+-])(\d\d):?(\d\d))",
    re.ASCII,
)
_EPOCH = re.compile(r"(\d{9,10})(?:\.\d+)?|(\d{13})", re.ASCII)
_ISO_EXTENDED = re.compile(
    r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?"
    r"(?:[T ,]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,9}))?)?\s*(.*))?",
    re.ASCII | re.IGNORECASE,
)
_ISO_BASIC = re.compile(
    r"(\d{4})(\d\d)(\d\d)(?:[T ]?(\d\d)(\d\d)(?:(\d\d)(?:[.,](\d{1,9}))?)?\s*(.*))?",
    re.ASCII | re.IGNORECASE,
)
_YEAR_ONLY = re.compile(r"\d{4}", re.ASCII)
_ORDINAL = re.compile(r"(\d{4})-(\d{3})", re.ASCII)

_CLOCK = re.compile(
    r"(?<![\d.:/-])(\d{1,2})\s?[:h]\s?(\d{2})(?:[:.m]\s?(\d{1,2})(?:[.,](\d{1,9}))?)?(?![\d:])"
    r"\s*([ap]\.?\s?m\b\.?|uhr\b|h\b|hrs\b)?",
    re.ASCII,
)
_HOUR = re.compile(r"(?<![\d.:/-])(\d{1,2})(?:\.(\d{2}))?\s?([ap]\.?\s?m\b\.?|uhr\b|h\b)", re.ASCII)
_OFFSET = re.compile(
    r"(?:\b(?:gmt|utc|ut|z)\s?)?(?<![\d.])([+-])\s?(\d{1,2})(?::?(\d{2}))?(?::?\d{2})?(?!\d)", re.ASCII
)
_WORD = re.compile(r"[^\W\d_]+\.?")
_NUMBER = re.compile(r"\d+", re.ASCII)
_NUMERIC_DATE = re.compile(r"(?<!\d)(\d{1,4})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?!\d)", re.ASCII)
_CJK_DATE = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]", re.ASCII)


def parse_when(text: str, *, zone: tzinfo | None = None) -> datetime | None:
    """Return the moment a text names, aware and in UTC; None when it names none, or could name two.

    Args:
        text: one date or time, as a feed, a page or a header prints it.
        zone: where a date without a zone was written; None reads it as UTC. A date without a time of day is
            that day's midnight.

    >>> parse_when("Fri, 3 Oct 2025 14:05 EDT").isoformat()
    '2025-10-03T18:05:00+00:00'
    >>> parse_when("3 octobre 2025 à 14h05").isoformat()
    '2025-10-03T14:05:00+00:00'
    >>> parse_when("03/04/2025") is None
    True
    """
    text = text.strip()
    if len(text) > _LONGEST or len(text) < 4:
        return None
    try:
        moment = _common(text, zone)
        if moment is None:
            moment = _iso(text, zone) or _loose(text, zone)
        if moment is None or not 1600 <= moment.year <= 2200:
            return None
        return moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _common(text: str, zone: tzinfo | None) -> datetime | None:
    """Read the two forms that nearly all feeds use; None for every other."""
    if text[4:5] == "-" and text[13:14] == ":":
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            return None
        return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone or UTC)
    if (usual := _rfc822_usual(text)) is not None:
        return usual
    found = _RFC822.fullmatch(text)
    if found is None:
        return None
    day, month_name, year, hour, minute, second, _, sign, hours, minutes = found.groups()
    month = _SHORT_MONTHS.get(month_name)
    if month is None or (second is not None and second >= "60") or hour >= "24":
        return None
    moment = datetime(int(year), month, int(day), int(hour), int(minute), int(second or 0), tzinfo=UTC)
    if sign is None:
        return moment
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return moment - offset if sign == "+" else moment + offset


def _rfc822_usual(text: str) -> datetime | None:
    """Read "Fri, 03 Oct 2025 14:05:00 +0000" by its places, in a third of the time; None for every other form."""
    month = _MONTH_PLACES.get(text[7:12])
    if month is None or text[:5] not in _DAY_PLACES or text[16:26:3] != " :: ":
        return None
    zone = "+00:00" if text[26:] == "GMT" else f"{text[26:29]}:{text[29:]}"
    if len(zone) != 6:
        return None
    try:
        # Python's own reader takes nothing but digits here, and no hour or minute that there is not.
        return datetime.fromisoformat(f"{text[12:16]}-{month}-{text[5:7]}T{text[17:25]}{zone}")
    except ValueError:
        return None


def _iso(text: str, zone: tzinfo | None) -> datetime | None:
    """Read ISO 8601 in its other forms, and epochs."""
    if found := _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(found[1]) if found[1] else int(found[2]) / 1000, tz=UTC)
    if _YEAR_ONLY.fullmatch(text):
        return datetime(_sane_year(text), 1, 1, tzinfo=zone or UTC)
    if found := _ORDINAL.fullmatch(text):
        first = datetime(_sane_year(found[1]), 1, 1, tzinfo=zone or UTC)
        moment = first + timedelta(days=int(found[2]) - 1)
        return moment if moment.year == first.year else None
    if "W" in text[4:6]:
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone or UTC)
    found = _ISO_EXTENDED.fullmatch(text) or _ISO_BASIC.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, fraction, rest = found.groups()
    where = _zone(rest.lower()) if rest else None
    if rest and where is None and (not rest.isalpha() or rest[0] in "aApP"):
        return None
    midnight = datetime(_sane_year(year), int(month), int(day or 1))  # noqa: DTZ001 - its zone follows
    clock = _clock(hour, minute, second, fraction)
    return _placed(midnight, clock, where, zone)


def _loose(text: str, zone: tzinfo | None) -> datetime | None:
    """Read a date made of words, numbers, a time of day and a zone in any order."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    clock = timedelta()
    where: timedelta | str | None = None
    plain = unicodedata.normalize("NFC", plain)
    found = _CLOCK.search(plain) or _HOUR.search(plain)
    if found is not None:
        groups = found.groups()
        hour, minute, meridiem = groups[0], groups[1] or "0", groups[-1]
        second, fraction = (groups[2], groups[3]) if len(groups) == 5 else (None, None)
        clock = _clock(_from_meridiem(hour, meridiem), minute, second, fraction)
        after = plain[found.end() :]
        where = _zone(after)
        if offset := _OFFSET.search(after):
            after = after[: offset.start()] + " " + after[offset.end() :]
        plain = f"{plain[: found.start()]} {after}"
    midnight = _day(plain)
    return None if midnight is None else _placed(midnight, clock, where, zone)


def _from_meridiem(hour: str, meridiem: str | None) -> str:
    """Return the hour of the 24-hour day."""
    half = MERIDIEMS.get((meridiem or "")[:1])
    if half is None:
        return hour
    # "14:05 PM" is a habit too; its hour is already right.
    return str(int(hour) % 12 + half) if int(hour) <= 12 else hour


def _clock(hour: str | None, minute: str | None, second: str | None, fraction: str | None) -> timedelta:
    """Return how long after midnight a time of day is; 24:00 and second 60 are the next one's beginning."""
    hours, minutes, seconds = int(hour or 0), int(minute or 0), int(second or 0)
    if hours > 24 or minutes > 59 or seconds > 60 or (hours == 24 and minutes + seconds):
        raise ValueError(f"no such time: {hour}:{minute}:{second}")
    return timedelta(
        hours=hours,
        minutes=minutes,
        seconds=seconds,
        microseconds=int((fraction or "0")[:6].ljust(6, "0")),
    )


def _zone(text: str) -> timedelta | str | None:
    """Return the offset, or the American zone that depends on the season, named first in a lowered text."""
    if offset := _OFFSET.search(text):
        hours, minutes = int(offset.group(2)), int(offset.group(3) or 0)
        if hours > 15 or minutes > 59:
            return None
        span = timedelta(hours=hours, minutes=minutes)
        return span if offset[1] == "+" else -span
    words: list[str] = _WORD.findall(text)
    for word in words:
        name = word.rstrip(".")
        if name in US_STANDARD:
            return name
        if (ahead := ZONES.get(name)) is not None:
            return timedelta(minutes=ahead)
    return None


def _placed(
    midnight: datetime, clock: timedelta, where: timedelta | str | None, zone: tzinfo | None
) -> datetime:
    """Return the moment in UTC, given its day, time of day and zone."""
    local = midnight + clock
    if isinstance(where, str):
        where = timedelta(hours=US_STANDARD[where] + _american_summer(local))
    if isinstance(where, timedelta):
        return local.replace(tzinfo=UTC) - where
    return local.replace(tzinfo=zone or UTC)


def _american_summer(local: datetime) -> int:
    """Return 1 in the summer time of the United States as it has been since 2007, else 0."""
    march = datetime(local.year, 3, 8, 2)  # noqa: DTZ001 - wall clock, as in the law
    november = datetime(local.year, 11, 1, 2)  # noqa: DTZ001 - wall clock, as in the law
    begin = march + timedelta(days=(6 - march.weekday()) % 7)
    end = november + timedelta(days=(6 - november.weekday()) % 7)
    return int(begin <= local < end)


def _sane_year(text: str) -> int:
    """Return a year of four digits in which news can have been printed, or of two or three as RFC 2822 reads it.

    Raises:
        ValueError: no such year.
    """
    year = int(text)
    if len(text) <= 2:
        return year + (2000 if year < 50 else 1900)
    if len(text) == 3:
        year += 1900
    if not 1600 <= year <= 2200:
        raise ValueError(f"no year of news: {text}")
    return year


def _day(plain: str) -> datetime | None:
    """Return midnight of the date in a text that holds nothing else."""
    if found := _CJK_DATE.search(plain):
        return datetime(_sane_year(found[1]), int(found[2]), int(found[3]))  # noqa: DTZ001 - zone follows
    names = [word.rstrip(".") for word in _WORD.findall(plain)]
    months = [MONTHS[name] for name in names if name in MONTHS]
    unknown = sum(
        name not in MONTHS and name not in SKIPPED and name not in ZONES and name not in US_STANDARD
        for name in names
    )
    if unknown > 2:
        return None
    if len(months) > 1:
        # "mar" is March and Tuesday; beside a clear month it is the weekday.
        months = [MONTHS[name] for name in names if name in MONTHS and name not in SKIPPED]
    if len(months) == 1:
        return _named_day(months[0], _NUMBER.findall(plain))
    return None if months else _numeric_day(plain)


def _named_day(month: int, numbers: list[str]) -> datetime | None:
    """Return midnight of a date whose month is a word."""
    if len(numbers) != 2:
        return None
    first, second = numbers
    # The year is the longer number; with two short ones the day comes first.
    day, year = (second, first) if len(first) == 4 else (first, second)
    if len(day) > 2 or len(year) not in {2, 3, 4}:
        return None
    return datetime(_sane_year(year), month, int(day))  # noqa: DTZ001 - its zone follows


def _numeric_day(plain: str) -> datetime | None:
    """Return midnight of a date in numbers only, if it can be read in one way only."""
    found = _NUMERIC_DATE.search(plain)
    if found is None:
        return None
    first, mark, second, third = found.groups()
    if len(first) == 4:
        return datetime(_sane_year(first), int(second), int(third))  # noqa: DTZ001 - its zone follows
    if len(first) > 2 or len(third) not in {2, 4}:
        return None
    day, month = int(first), int(second)
    # Dots are the European order; with strokes the order is known only when one number is no month.
    if mark != "." and day <= 12 and day != month:
        if month <= 12:
            return None
        day, month = month, day
    return datetime(_sane_year(third), month, day)  # noqa: DTZ001 - its zone follows
