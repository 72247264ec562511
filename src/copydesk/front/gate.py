"""The gate before the reply form: one subnet's flood is turned away before anything of it is read."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.replies.subnets import subnet

if TYPE_CHECKING:
    from collections.abc import Callable

BURST = 12  #: forms of a subnet at once
PER_SECOND = 0.2  #: and from then on
SUBNETS = 20_000  #: remembered at most; then all start anew


@dataclass(slots=True)
class _Bucket:
    """What a subnet may still send."""

    left: float
    at: float


class Gate:
    """Counts forms by subnet, in memory: what is durable is counted in the rows.

    Args:
        clock: seconds that only rise.
    """

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._buckets: dict[str, _Bucket] = {}
        self._lock = threading.Lock()

    def opens(self, address: str) -> bool:
        """Say whether a form from a network address may come in, and count it.

        >>> gate = Gate(clock=lambda: 0.0)
        >>> [gate.opens("203.0.113.9") for _ in range(BURST + 1)][-2:]
        [True, False]
        """
        name, now = subnet(address), self._clock()
        with self._lock:
            if len(self._buckets) >= SUBNETS:
                self._buckets.clear()
            bucket = self._buckets.setdefault(name, _Bucket(BURST, now))
            bucket.left = min(float(BURST), bucket.left + (now - bucket.at) * PER_SECOND)
            bucket.at = now
            if bucket.left < 1:
                return False
            bucket.left -= 1
            return True
