"""Which story stands first: by independent coverage and freshness."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

HALF_LIFE_HOURS = 12.0  #: twice as many newsrooms weigh as much as being this much fresher
REPRINT_WEIGHT = 0.1  #: a reprint shows interest, not knowledge: ten weigh one newsroom
REPRINTS_COUNTED = 10  #: more reprints than this add nothing


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
