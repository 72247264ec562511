"""Which stories an account takes, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from copydesk._codec import Value
from copydesk.errors import InputError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Rules(Value):
    """An account's rules; an empty one means "no such rule"."""

    topics: tuple[str, ...] = ()
    independent: int = 0  #: least newsrooms that reported a story on their own
    daily: int = 0  #: most posts within 24 hours; 0 for no cap
    quiet_from: str = ""  #: "22:00", in the site's time zone
    quiet_to: str = ""  #: "07:00"
    template: str = ""  #: empty for the default


def takes(rules: Rules, *, topic: str, independent: int) -> bool:
    """Say whether an account takes a story.

    >>> takes(Rules(topics=("ferries",)), topic="ferries", independent=1)
    True
    """
    return (not rules.topics or topic in rules.topics) and independent >= rules.independent


def end_of_quiet(rules: Rules, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Return when the quiet hours that `now` lies in end; None outside of them.

    Raises:
        InputError: the hours cannot be read.
    """
    if not rules.quiet_from or not rules.quiet_to:
        return None
    try:
        first, last = time.fromisoformat(rules.quiet_from), time.fromisoformat(rules.quiet_to)
    except ValueError as error:
        raise InputError(
            f"quiet hours {rules.quiet_from!r} to {rules.quiet_to!r}: write them as 22:00"
        ) from error
    here = now.astimezone(zone)
    clock = here.time()
    inside = first <= clock < last if first <= last else clock >= first or clock < last
    if not inside:
        return None
    ends = datetime.combine(here.date(), last, zone)
    return ends if ends > here else ends + timedelta(days=1)
