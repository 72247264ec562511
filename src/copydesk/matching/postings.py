"""Which known articles could be related: an index over sampled runs of words and over the rarest words."""

from __future__ import annotations

from array import array
from collections import defaultdict
from heapq import nsmallest
from typing import TYPE_CHECKING

from copydesk.matching.common_words import COMMON
from copydesk.matching.index import Index

if TYPE_CHECKING:
    from collections.abc import Callable

    from copydesk.matching.live import Live

CAP = 64  # articles kept for one run of words or one word
_SAMPLE = 3  # of a telling word's lowest bits that must be 0: runs that begin with one in four are kept
_MOST_RUNS = 400  # of a long text, the first
_RAREST = 32  # words of an article that are kept, the rarest when it came
_COUNTERS = 1 << 18  # of how many articles have a word; words that share one are counted together
_RUN_WEIGHT = 2.0
# What is not worth a comparison. Of the pairs of one cluster in half of the generated reprints .6 % lie below, of the others 82 %.
_LEAST_SCORE, _LEAST_PART = 1.0, 0.02
_WEIGHTS = tuple(1.0 / max(each, 1) ** 0.5 for each in range(CAP + 1))
_FIRST, _SECOND, _THIRD = 0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D
_HASH = 0xFFFFFFFF


class Postings:
    """The index of all articles. Cost of an article: bounded by the caps, however many there are."""

    def __init__(self) -> None:
        self._index = Index(cap=CAP)
        self._counts = array("L", bytes(array("L").itemsize * _COUNTERS))

    def enter(self, number: int, live: Live, most: int) -> list[tuple[int, float]]:
        """Enter an article; return up to `most` earlier ones that share rare features, the most alike first.

        Each comes with how much it shares: the more the rarer.
        """
        scores: defaultdict[int, float] = defaultdict(float)
        for features, unit in ((runs(live.words), _RUN_WEIGHT), (self._rarest(live.terms), 1.0)):
            for hits in self._index.enter(features, number):
                if hits and len(hits) < CAP:
                    weight = unit * _WEIGHTS[len(hits)]
                    for each in hits:
                        scores[each] += weight
        if not scores:
            return []
        least = max(_LEAST_SCORE, _LEAST_PART * max(scores.values()))
        likely = [each for each in scores.items() if each[1] >= least]
        return nsmallest(most, likely, key=lambda each: (-each[1], each[0]))

    def keep(self, is_alive: Callable[[int], bool]) -> None:
        """Drop articles that are gone. Cost: linear in all entries."""
        self._index.keep(is_alive)

    def _rarest(self, terms: set[int]) -> list[int]:
        """Count an article's words; return those that the fewest articles had before."""
        counts, mask = self._counts, _COUNTERS - 1
        ranked = []
        for term in terms:
            place = term & mask
            ranked.append((counts[place], term))
            counts[place] += 1
        ranked.sort()
        return [term * _THIRD + 1 & _HASH for _, term in ranked[:_RAREST]]


def runs(words: list[int]) -> list[int]:
    """Return hashes of the runs of three words that are indexed; the choice depends on the words alone.

    They are the same on every machine and Python, 0 to 2^32 - 1.

    >>> runs([8, 1, 2, 3])
    [199387831]
    """
    starts = [index for index, word in enumerate(words[:-2]) if not word & _SAMPLE and word not in COMMON]
    return list(
        {
            (words[at] * _FIRST ^ words[at + 1] * _SECOND ^ words[at + 2] * _THIRD) >> 7 & _HASH: None
            for at in starts[:_MOST_RUNS]
        }
    )
