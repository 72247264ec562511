"""A table from features to the numbers of the articles that have them, in one array of 64-bit integers.

An entry is a feature of 32 bits beside a number of 32 bits, 8 bytes in all; a dictionary of lists needs ten
times as much. Two features that share 32 bits are taken for one, which costs a comparison and no answer.
"""

from __future__ import annotations

from array import array
from itertools import chain, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_FIRST_BITS = 12
_NUMBER = 0xFFFFFFFF
_FULL = 0.6  # of the places, those that may be taken


class Index:
    """Which articles have a feature. Cost of one feature: constant, and at most `cap` numbers.

    Args:
        cap: articles kept for a feature, the earliest entered; what more have says little.

    >>> index = Index(cap=2)
    >>> [index.enter([7, 9], number) for number in (1, 2, 3)][-1]
    [(1, 2), (1, 2)]
    """

    def __init__(self, *, cap: int) -> None:
        self._cap = cap
        self._bits = _FIRST_BITS
        self._table = array("Q", bytes(8 << _FIRST_BITS))
        self._used = 0

    def __len__(self) -> int:
        return self._used

    def ask(self, features: Iterable[int]) -> list[tuple[int, ...]]:
        """Return for each feature, 0 to 2^32 - 1, the numbers that have it, in the order of their entering."""
        table, shift, mask = self._table, 32 - self._bits, len(self._table) - 1
        found = []
        for feature in features:
            slot = feature >> shift
            hits: tuple[int, ...] = ()
            while entry := table[slot]:
                if entry >> 32 == feature:
                    hits += (entry & _NUMBER,)
                slot = (slot + 1) & mask
            found.append(hits)
        return found

    def enter(self, features: Iterable[int], number: int) -> list[tuple[int, ...]]:
        """Enter an article's features, each once; return for each the numbers that had it before.

        Args:
            features: 0 to 2^32 - 1, spread evenly.
            number: of the article, from 1.
        """
        table, shift, mask, cap = self._table, 32 - self._bits, len(self._table) - 1, self._cap
        found = []
        used = 0
        for feature in features:
            slot = feature >> shift
            hits: tuple[int, ...] = ()
            while entry := table[slot]:
                if entry >> 32 == feature:
                    hits += (entry & _NUMBER,)
                slot = (slot + 1) & mask
            if len(hits) < cap:
                table[slot] = feature << 32 | number
                used += 1
                if used >= _HEADROOM:
                    self._used += used
                    used = 0
                    if self._used > _FULL * len(table):
                        self._grow(lambda _: True)
                        table, shift, mask = self._table, 32 - self._bits, len(self._table) - 1
            found.append(hits)
        self._used += used
        if self._used > _FULL * len(table):
            self._grow(lambda _: True)
        return found

    def keep(self, is_alive: Callable[[int], bool]) -> None:
        """Drop the entries of articles that are gone. Cost: linear in all entries."""
        self._bits -= 1
        self._grow(is_alive)

    def _grow(self, is_alive: Callable[[int], bool]) -> None:
        """Move the entries of living articles to a table of twice the size."""
        self._bits += 1
        old, shift, mask = self._table, 32 - self._bits, (1 << self._bits) - 1
        table = array("Q", bytes(8 << self._bits))
        used = 0
        # From an empty place on, so that what ran over the end of the table comes behind what it ran from.
        first = old.index(0)
        for entry in chain(islice(old, first, None), islice(old, first)):
            if entry and is_alive(entry & _NUMBER):
                slot = entry >> 32 >> shift
                while table[slot]:
                    slot = (slot + 1) & mask
                table[slot] = entry
                used += 1
        self._table, self._used = table, used


_HEADROOM = 1024  # entries after which the table's filling is looked at
