"""The archive: the stories of one day, the days there are, and what we had to correct."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db.models import Func, IntegerField

from copydesk.desk.models import Correction, Story
from copydesk.desk.stories import public_stories
from copydesk.front.assemble import Tally, card_of
from copydesk.front.lists import tallies
from copydesk.front.rows import correction_note
from copydesk.front.values import ArchivePage, CorrectionsPage, DayCount, DayPage, Month

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models.sql.compiler import SQLCompiler

    from copydesk.front.values import Limits

LISTED_CORRECTIONS = 500
#: what decides a story's day: when its first article came out, however much later we told it
MOMENT = "opened_at"


def days_of(numbers: Iterable[int], zone: str) -> set[date]:
    """Return the days on which stories began, public or not.

    Args:
        numbers: the stories' ids.
        zone: IANA name; a day runs from midnight to midnight there.
    """
    moments = Story.objects.filter(pk__in=list(numbers)).order_by().values_list(MOMENT, flat=True)
    return {each.astimezone(ZoneInfo(zone)).date() for each in moments}


def days_there_are(now: datetime, zone: str) -> tuple[DayCount, ...]:
    """Return every day with public stories and how many it has, latest first, in one query."""
    public = Story.objects.filter(public_stories(now)).order_by()
    quarters = public.values_list(_Quarter(MOMENT), flat=True)
    counts = Counter(quarters.iterator(chunk_size=10_000))
    days: Counter[date] = Counter()
    for quarter, many in counts.items():
        days[_day_of(quarter, zone)] += many
    return tuple(DayCount(day=day, stories=many) for day, many in sorted(days.items(), reverse=True))


class _Quarter(Func):
    """The number of the quarter of an hour a time is in: no zone's day begins inside one.

    Reading ten thousand times as numbers takes a tenth of what it takes as dates.
    """

    output_field = IntegerField()

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **more: Any) -> tuple[str, Any]:
        """Return it as SQLite says it."""
        # cut to seconds, since SQLite rounds; the great number has years before 1970 divided downwards as well
        seconds = "CAST(strftime('%%%%s', substr(%(expressions)s, 1, 19)) AS INTEGER)"
        template = f"({seconds} + 90000000000) / 900 - 100000000"
        return self.as_sql(compiler, connection, template=template, **more)

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **more: Any) -> tuple[str, Any]:
        """Return it as PostgreSQL says it."""
        template = "FLOOR(EXTRACT(EPOCH FROM %(expressions)s) / 900)::bigint"
        return self.as_sql(compiler, connection, template=template, **more)


@lru_cache(maxsize=100_000)
def _day_of(quarter: int, zone: str) -> date:
    """Return the day in a zone that a quarter of an hour lies in."""
    return datetime.fromtimestamp(quarter * 900, ZoneInfo(zone)).date()


def archive_page(days: Iterable[DayCount]) -> ArchivePage:
    """Return the days by month, latest first.

    Args:
        days: as from `days_there_are`.
    """
    months = groupby(days, key=lambda each: each.day.replace(day=1))
    return ArchivePage(months=tuple(Month(first=first, days=tuple(found)) for first, found in months))


def day_page(day: date, days: tuple[DayCount, ...], now: datetime, zone: str, limits: Limits) -> DayPage:
    """Return the stories of a day, the latest first, in three queries.

    Args:
        day: in the site's calendar.
        days: as from `days_there_are`; the neighbours are taken from it.
        now: aware; stories under embargo at this time are left out.
        zone: the site's, as an IANA name.
        limits: how much is shown.
    """
    begin = datetime.combine(day, time.min, ZoneInfo(zone))
    end = datetime.combine(day + timedelta(days=1), time.min, ZoneInfo(zone))
    public = Story.objects.filter(public_stories(now))
    stories = list(public.filter(opened_at__gte=begin, opened_at__lt=end).order_by("-opened_at", "-pk"))
    figures = tallies(stories)
    return DayPage(
        day=day,
        stories=tuple(card_of(each, None, figures[each.pk], excerpt=limits.excerpt) for each in stories),
        earlier=max((each.day for each in days if each.day < day), default=None),
        later=min((each.day for each in days if each.day > day), default=None),
    )


def corrections_page(now: datetime, limits: Limits) -> CorrectionsPage:
    """Return what we corrected in public stories, the latest first, in one query."""
    rows = Correction.objects.filter(story__in=Story.objects.filter(public_stories(now)))
    latest = rows.select_related("story").order_by("-at", "-pk")[:LISTED_CORRECTIONS]
    return CorrectionsPage(
        corrections=tuple(
            (
                correction_note(each),
                card_of(each.story, None, Tally(), excerpt=limits.excerpt),
            )
            for each in latest
        )
    )
