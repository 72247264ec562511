"""Days of the calendar: which ones a period, season, quarter or weekday names, seen from a day of publication."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

Days = tuple[date, date]  #: first and last day, both included


class Part(StrEnum):
    """Which part of a period is meant."""

    EARLY = "early"
    MID = "mid"
    LATE = "late"
    SO_FAR = "so_far"  #: earlier this year: up to the day of publication
    TO_COME = "to_come"  #: later this year: from the day of publication on


class Period(StrEnum):
    """What a stretch of time is measured in."""

    HOUR = "hour"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


_DAYS_LONG = {Period.WEEK: 7, Period.WEEKEND: 7, Period.FORTNIGHT: 14}
_MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.HALF: 6, Period.YEAR: 12, Period.DECADE: 120}


def months(year: int, month: int, count: int = 1) -> Days:
    """Return the first and last day of some months in a row; a month beyond 12 lies in a later year.

    >>> [each.isoformat() for each in months(2025, 12, 3)]
    ['2025-12-01', '2026-02-28']
    """
    number = year * 12 + month - 1
    last = number + count - 1
    return date(number // 12, number % 12 + 1, 1), month_end(last)


def month_end(number: int) -> date:
    """Return the last day of a month, the months being counted from the year 0."""
    year, month = divmod(number, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


def years(first: int, last: int) -> Days:
    """Return the first day of one year and the last day of another."""
    return date(first, 1, 1), date(last, 12, 31)


def around(day: date, period: Period, step: int) -> Days:
    """Return the period that lies some steps from the one that holds a day; weeks begin on Monday.

    >>> [each.isoformat() for each in around(date(2025, 1, 22), Period.WEEK, -1)]
    ['2025-01-13', '2025-01-19']
    """
    if period is Period.HOUR:
        return day, day
    if period in {Period.DAY, Period.FORTNIGHT}:
        found = shifted(day, period, step)
        return found, found
    if period in {Period.WEEK, Period.WEEKEND}:
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=step)
        return monday + timedelta(days=5 if period is Period.WEEKEND else 0), monday + timedelta(days=6)
    if period is Period.MONTH:
        return months(day.year, day.month + step)
    if period is Period.QUARTER:
        return months(day.year, (day.month - 1) // 3 * 3 + 1 + 3 * step, 3)
    if period is Period.HALF:
        return months(day.year, (day.month - 1) // 6 * 6 + 1 + 6 * step, 6)
    if period is Period.YEAR:
        return years(day.year + step, day.year + step)
    return years(day.year + 10 * step, day.year + 10 * step)


def shifted(day: date, period: Period, count: int) -> date:
    """Return the day that lies so many periods off, or the last day of its month where there is none."""
    if period in _MONTHS:
        number = day.year * 12 + day.month - 1 + count * _MONTHS[period]
        end = month_end(number)
        return end.replace(day=min(day.day, end.day))
    if period is Period.HOUR:
        return day + timedelta(days=int(count / 24))
    return day + timedelta(days=count * _DAYS_LONG.get(period, 1))


def part_of(days: Days, part: Part | None, published: date | None) -> Days:
    """Return a third of some days, or what of them lies before or behind the day of publication.

    Years and decades are parted by months and years: early 2024 ends in April.
    """
    first, last = days
    if part is None:
        return days
    if part in {Part.SO_FAR, Part.TO_COME}:
        if published is None or not first <= published <= last:
            return days
        return (first, published) if part is Part.SO_FAR else (published, last)
    third = (Part.EARLY, Part.MID, Part.LATE).index(part)
    if (last - first).days > 3000:
        edges = ((0, 3), (4, 6), (7, 9))[third]
        return years(first.year + edges[0], first.year + edges[1])
    if (last - first).days > 200:
        return months(first.year, first.month + 4 * third, 4)
    length = (last - first).days // 3 if (last - first).days < 20 else 10
    begin = first + timedelta(days=third * length)
    return begin, last if part is Part.LATE else begin + timedelta(days=length - 1)


def weekday(published: date, number: int, step: int | None) -> date:
    """Return a weekday: the latest not after publication, or as a word before it says.

    Args:
        published: the day of publication.
        number: of the weekday; Monday is 0.
        step: -1 for last, 0 for this week's, 1 for the first to come, None for the latest, the day itself
            included.
    """
    back = (published.weekday() - number) % 7
    if step is None:
        return published - timedelta(days=back)
    if step < 0:
        return published - timedelta(days=back or 7)
    if step > 0:
        return published + timedelta(days=7 - back)
    return published + timedelta(days=number - published.weekday())


def season(published: date, month: int, step: int) -> Days:
    """Return last, this or next season, given its first month."""
    this = published.year - (month == 12 and published.month <= 2)
    if step < 0:
        return next(each for back in range(3) if (each := months(this - back, month, 3))[1] < published)
    if step > 0:
        return next(each for ahead in range(3) if (each := months(this + ahead, month, 3))[0] > published)
    return months(this, month, 3)


def year_of_month(published: date, month: int, *, ahead: bool | None) -> int:
    """Return the year of a month named alone: the latest begun, or the coming one."""
    if ahead:
        return published.year + (month < published.month)
    return published.year - (month > published.month)


def year_of_day(published: date, month: int, day: int, *, ahead: bool | None) -> int:
    """Return the year of a day named without it: as the clause points, else the nearest."""

    def distance(year: int) -> int:
        return (date(year, month, min(day, 28)) - published).days

    near = (published.year - 1, published.year, published.year + 1)
    if ahead is None:
        return min(near, key=lambda year: abs(distance(year)))
    if ahead:
        return min((year for year in near if distance(year) >= 0), key=distance)
    # Up to a few days ahead is a slip of the time zone, and no year back.
    return max((year for year in near if distance(year) <= 1), key=distance)
