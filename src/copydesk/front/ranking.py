"""Which story stands first, by independent coverage and freshness, and which is breaking."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

HALF_LIFE_HOURS = 12.0  #: twice as many newsrooms weigh as much as being this much fresher
REPRINT_WEIGHT = 0.1  #: a reprint shows interest, not knowledge: ten weigh one newsroom
REPRINTS_COUNTED = 10  #: more reprints than this add nothing
BURST_NEWSROOMS = 3  #: so many newsrooms, each on its own,
BURST = timedelta(hours=3)  #: within so much time make a burst,
BREAKING = timedelta(hours=6)  #: and its story is breaking for so long after the burst began


def rank(independent: int, reprints: int, latest: datetime) -> float:
    """Return a story's place on the front page: higher stands first.

    log2(newsrooms + 0.1 · reprints) + hours / 12, hours counted from the epoch to the story's latest
    article. All stories age alike, so the order does not change while nothing is published: the front
    page need not be baked again because time passed.

    Args:
        independent: newsrooms that reported it on their own; less than one counts as one.
        reprints: articles taken from them.
        latest: aware time of the latest article.

    >>> from datetime import UTC, datetime, timedelta
    >>> noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    >>> rank(4, 0, noon) == rank(2, 0, noon + timedelta(hours=12))
    True
    >>> rank(1, 500, noon) < rank(3, 0, noon)
    True
    """
    weight = max(1, independent) + REPRINT_WEIGHT * min(max(0, reprints), REPRINTS_COUNTED)
    return math.log2(weight) + latest.timestamp() / 3600 / HALF_LIFE_HOURS


def is_breaking(first_reports: Iterable[datetime], now: datetime) -> bool:
    """Say whether a story is breaking: several newsrooms came to it on their own at nearly the same time, just now.

    Reprints say nothing here: one agency text in forty papers is one newsroom.

    Args:
        first_reports: aware; when each newsroom that reported it on its own first did.
        now: aware; reports dated later than this are left out.

    >>> from datetime import UTC, datetime
    >>> noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    >>> reports = [noon - timedelta(minutes=each) for each in (200, 150, 90)]
    >>> is_breaking(reports, noon), is_breaking(reports[:2], noon), is_breaking(reports, noon + timedelta(hours=4))
    (True, False, False)
    """
    times = sorted(each for each in first_reports if each <= now)
    bursts = zip(times, times[BURST_NEWSROOMS - 1 :], strict=False)
    return any(last - first <= BURST and now - first <= BREAKING for first, last in bursts)
