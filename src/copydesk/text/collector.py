"""Holds Python's collector of cyclic garbage back while one text is worked on.

Reading makes tens of thousands of small values that live to its end and hang together in no circle. The collector looks at
them again and again and finds nothing: that took a tenth of the time, and more the longer a text was.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def held_back() -> Iterator[None]:
    """Hold the collector back for a while, in the whole process; where it is off already it stays off.

    What several threads do at once is harmless: the first to end lets it go on for all.

    >>> with held_back():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
