"""Which stories an account takes, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from copydesk._codec import Value
from copydesk.errors import InputError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


SLOT = timedelta(minutes=15)  #: a slot that nobody used in this time is over


@dataclass(frozen=True, slots=True)
class Rules(Value):
    """An account's rules; an empty one means "no such rule"."""

    topics: tuple[str, ...] = ()
    independent: int = 0  #: least newsrooms that reported a story on their own
    daily: int = 0  #: most posts within 24 hours; 0 for no cap
    quiet_from: str = ""  #: "22:00", in the site's time zone
    quiet_to: str = ""  #: "07:00"
    template: str = ""  #: empty for the default
    slots: tuple[str, ...] = ()  #: "08:00", in the site's time zone: one post at each; empty for any time
    budget: float = 0.0  #: US dollars within 30 days, for networks that charge for a post
    #: newsrooms that reported a story on their own: as each count is reached, it is told as a reply to the first post
    again: tuple[int, ...] = ()


def takes(rules: Rules, *, topic: str, independent: int) -> bool:
    """Say whether an account takes a story.

    >>> takes(Rules(topics=("ferries",)), topic="ferries", independent=1)
    True
    """
    return (not rules.topics or topic in rules.topics) and independent >= rules.independent


def step_reached(rules: Rules, *, before: int, now: int) -> int:
    """Return the highest count of newsrooms that a story has reached since it was posted; 0 for none.

    Args:
        rules: the account's.
        before: independent newsrooms when the story was last posted there.
        now: independent newsrooms now.

    >>> step_reached(Rules(again=(3, 10)), before=1, now=4), step_reached(Rules(again=(3, 10)), before=3, now=4)
    (3, 0)
    """
    return max((each for each in rules.again if before < each <= now), default=0)


def read_times(rules: Rules) -> None:
    """See that all times of the rules can be read.

    Raises:
        InputError: one cannot.
    """
    for each in (*rules.slots, rules.quiet_from, rules.quiet_to):
        if each:
            _time(each)


def _time(text: str) -> time:
    """Read a time of day.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return time.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"the time {text!r} cannot be read: write it as 22:00") from error


def next_slot(rules: Rules, now: datetime, zone: ZoneInfo, last: datetime | None) -> datetime | None:
    """Return when the next slot begins; None where a post may go out now.

    Args:
        rules: the account's.
        now: aware UTC.
        zone: the site's.
        last: when the account's last post went out; None for none yet.

    Raises:
        InputError: a slot cannot be read.

    >>> from datetime import UTC
    >>> from zoneinfo import ZoneInfo
    >>> eight = Rules(slots=("08:00",))
    >>> next_slot(eight, datetime(2026, 10, 14, 9, tzinfo=UTC), ZoneInfo("UTC"), None)
    datetime.datetime(2026, 10, 15, 8, 0, tzinfo=zoneinfo.ZoneInfo(key='UTC'))
    """
    if not rules.slots:
        return None
    today = now.astimezone(zone).date()
    days = (today - timedelta(days=1), today, today + timedelta(days=1))
    slots = sorted(datetime.combine(day, _time(each), zone) for day in days for each in rules.slots)
    open_now = [each for each in slots if each <= now < each + SLOT and (last is None or last < each)]
    return None if open_now else next(each for each in slots if each > now)


def end_of_quiet(rules: Rules, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Return when the quiet hours that `now` lies in end; None outside of them.

    Raises:
        InputError: the hours cannot be read.
    """
    if not rules.quiet_from or not rules.quiet_to:
        return None
    first, last = _time(rules.quiet_from), _time(rules.quiet_to)
    here = now.astimezone(zone)
    clock = here.time()
    inside = first <= clock < last if first <= last else clock >= first or clock < last
    if not inside:
        return None
    ends = datetime.combine(here.date(), last, zone)
    return ends if ends > here else ends + timedelta(days=1)
