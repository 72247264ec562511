"""Parts a handful of articles into stories: those most alike are put together first, until no two are alike enough.

The result depends on the articles alone, not on the order in which they came (average linkage, the nearest pair
counted a little more; two that were put together by one article only must be alike without it).
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

JOIN = 0.22  # likeness from which two articles, or two groups of them, are one story; set on topics of ECB+
_NEAREST = 0.2  # what the nearest pair of two groups counts against the mean of all pairs
_UNAIDED = 0.5  # of JOIN, what two groups must have in common without the article that links them most


@dataclass(slots=True)
class _Link:
    """What lies between two groups."""

    total: float  #: of the likenesses of all pairs
    nearest: float  #: likeness of the nearest pair


@dataclass(frozen=True, slots=True)
class Hands:
    """What is decided before anything is compared."""

    labels: Mapping[str, str]  #: articles that a hand holds in a story, and which
    ties: Sequence[tuple[str, str]] = ()  #: articles that belong together in any case


def partition(
    keys: Iterable[str], likeness: Mapping[tuple[str, str], float], hands: Hands
) -> list[list[str]]:
    """Return the groups that some articles fall into.

    Args:
        keys: the articles.
        likeness: of two articles, the smaller key first; pairs that are missing have none.
        hands: what is decided already; two groups that hands hold in different stories are never one.

    Cost: quadratic in the articles, with a factor for the logarithm.

    >>> alike = {("a", "b"): 0.6, ("b", "c"): 0.3, ("a", "c"): 0.01}
    >>> partition("abc", alike, Hands({}))
    [['a', 'b'], ['c']]
    """
    return _Parts(sorted(keys), likeness, hands).found()


class _Parts:
    """The groups while they form."""

    def __init__(self, keys: Sequence[str], likeness: Mapping[tuple[str, str], float], hands: Hands) -> None:
        self._likeness = likeness
        self._groups = [[key] for key in keys]
        self._labels = [hands.labels.get(key) for key in keys]
        self._links: list[dict[int, _Link]] = [{} for _ in keys]
        self._changes = [0] * len(keys)
        numbers = {key: number for number, key in enumerate(keys)}
        for (one, other), found in likeness.items():
            if found > 0 and one in numbers and other in numbers:
                first, second = numbers[one], numbers[other]
                self._links[first][second] = self._links[second][first] = _Link(found, found)
        home = list(range(len(keys)))
        for one, other in (*_same(hands.labels, numbers), *hands.ties):
            if one in numbers and other in numbers:
                first, second = self._home(home, numbers[one]), self._home(home, numbers[other])
                if first != second and not self._are_parted(first, second):
                    home[second] = first
                    self._unite(first, second)

    def found(self) -> list[list[str]]:
        """Put together what is most alike until nothing is."""
        waiting = [
            self._entry(one, other)
            for one, links in enumerate(self._links)
            for other in links
            if one < other and self._groups[one] and self._groups[other]
        ]
        waiting = [each for each in waiting if -each[0] >= JOIN]
        heapify(waiting)
        while waiting:
            _, one, other, *changes = heappop(waiting)
            if changes != [self._changes[one], self._changes[other]] or not self._may_unite(one, other):
                continue
            self._unite(one, other)
            for each in self._links[one]:
                entry = self._entry(*sorted((one, each)))
                if -entry[0] >= JOIN:
                    heappush(waiting, entry)
        return [sorted(each) for each in self._groups if each]

    @staticmethod
    def _home(home: list[int], number: int) -> int:
        """Return the group that an article's group went into."""
        while home[number] != number:
            number = home[number]
        return number

    def _entry(self, one: int, other: int) -> tuple[float, int, int, int, int]:
        """Return a pair of groups as it waits its turn, the most alike first."""
        link = self._links[one][other]
        mean = link.total / (len(self._groups[one]) * len(self._groups[other]))
        score = (1 - _NEAREST) * mean + _NEAREST * link.nearest
        return -score, one, other, self._changes[one], self._changes[other]

    def _are_parted(self, one: int, other: int) -> bool:
        """Say whether hands hold two groups in different stories."""
        return self._labels[one] is not None and self._labels[other] not in {None, self._labels[one]}

    def _may_unite(self, one: int, other: int) -> bool:
        """Say whether nothing speaks against making one group of two."""
        return not self._are_parted(one, other) and self._is_unaided(one, other)

    def _is_unaided(self, one: int, other: int) -> bool:
        """Say whether two groups are alike without the article of either that links them most."""
        for first, second in ((one, other), (other, one)):
            mine, others = self._groups[first], self._groups[second]
            if len(mine) == 1:
                continue
            sums = [sum(self._alike(each, their) for their in others) for each in mine]
            if (sum(sums) - max(sums)) / ((len(mine) - 1) * len(others)) < _UNAIDED * JOIN:
                return False
        return True

    def _alike(self, one: str, other: str) -> float:
        """Return the likeness of two articles."""
        return self._likeness.get((one, other) if one < other else (other, one), 0.0)

    def _unite(self, one: int, other: int) -> None:
        """Make one group of two; the second is empty from now on."""
        self._groups[one] += self._groups[other]
        self._groups[other] = []
        self._labels[one] = self._labels[one] or self._labels[other]
        self._changes[one] += 1
        self._changes[other] += 1
        mine = self._links[one]
        mine.pop(other, None)
        for each, link in self._links[other].items():
            theirs = self._links[each]
            theirs.pop(other, None)
            if each == one:
                continue
            known = mine.get(each)
            if known is None:
                mine[each] = theirs[one] = link
            else:
                known.total += link.total
                known.nearest = max(known.nearest, link.nearest)
        self._links[other] = {}


def _same(labels: Mapping[str, str], numbers: Mapping[str, int]) -> list[tuple[str, str]]:
    """Return pairs that tie all articles of one label together."""
    first: dict[str, str] = {}
    return [(first.setdefault(label, key), key) for key, label in sorted(labels.items()) if key in numbers]
