"""Learns which lines are boilerplate: lines that many articles carry amid ever different neighbours.

A line of an agency's text stands in forty papers too, but always beside the same lines. A footer, a
standing background paragraph or a figure template (weather, results) stands beside others each time, or
is filled with other figures each time.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.matching.fingerprint import Fingerprint, Unit

LEAST_ARTICLES = 5
LEAST_FILLINGS = 4
MOST_OF_ONE = 0.34  # of the articles with a line, those that may share one neighbour
_SETTLED = 64  # articles after which a line's standing changes no more
_LEAST_WORDS = 2
_PART = 0.6  # of a boilerplate line's articles, those that must carry the line beside it


@dataclass(slots=True)
class _Seen:
    """Where one line has been seen."""

    keys: set[str] = field(default_factory=set)
    before: Counter[int] = field(default_factory=Counter)
    behind: Counter[int] = field(default_factory=Counter)
    fillings: Counter[int] = field(default_factory=Counter)
    is_boilerplate: bool = False

    def judged(self) -> bool:
        """Say whether the line is boilerplate by what has been seen of it."""
        count = len(self.keys)
        if self.is_boilerplate and count > _SETTLED:
            return True
        return (
            _varied(self.before, count, LEAST_ARTICLES)
            or _varied(self.behind, count, LEAST_ARTICLES)
            or (0 not in self.fillings and _varied(self.fillings, count, LEAST_FILLINGS))
        )


def _varied(counts: Counter[int], total: int, least: int) -> bool:
    """Say whether there are enough different values and none of them rules."""
    return len(counts) >= least and max(counts.values()) <= MOST_OF_ONE * total


class Boilerplate:
    """The lines seen so far. Cost: linear in the lines of an article."""

    def __init__(self) -> None:
        self._once: dict[int, tuple[str, int, int, int]] = {}
        self._seen: dict[int, _Seen] = {}

    def add(self, article: Fingerprint) -> set[str]:
        """Take in an article's lines; return the keys of known articles whose live text changed by it."""
        changed: set[str] = set()
        for form, *place in _places(article):
            before, behind, filling = place
            seen = self._seen.get(form)
            if seen is None:
                first = self._once.get(form)
                if first is None:
                    self._once[form] = (article.key, before, behind, filling)
                    continue
                seen = self._seen[form] = _Seen()
                _count(seen, *first)
            _count(seen, article.key, before, behind, filling)
            changed |= self._judge(seen)
        changed.discard(article.key)
        return changed

    def remove(self, article: Fingerprint) -> set[str]:
        """Forget an article's lines; return the keys of other articles whose live text changed by it."""
        changed: set[str] = set()
        for form, *place in _places(article):
            seen = self._seen.get(form)
            if seen is None:
                self._once.pop(form, None)
                continue
            before, behind, filling = place
            seen.keys.discard(article.key)
            for counts, value in ((seen.before, before), (seen.behind, behind), (seen.fillings, filling)):
                counts[value] -= 1
                if not counts[value]:
                    del counts[value]
            changed |= self._judge(seen)
            if not seen.keys:
                del self._seen[form]
                self._once.pop(form, None)
        changed.discard(article.key)
        return changed

    def standing(self, units: tuple[Unit, ...]) -> list[bool]:
        """Return for each line of an article whether it is boilerplate.

        Lines that come with a boilerplate line nearly as often as it comes at all are part of it: only the
        first line of a long footer has ever different neighbours.
        """
        seen = [self._seen.get(each.form) for each in units]
        found = [each is not None and each.is_boilerplate for each in seen]
        if True in found:
            self._spread(seen, found, range(1, len(seen)), -1)
            self._spread(seen, found, range(len(seen) - 2, -1, -1), 1)
        return found

    @staticmethod
    def _spread(seen: list[_Seen | None], found: list[bool], places: range, beside: int) -> None:
        """Mark the lines beside boilerplate that are part of it."""
        for place in places:
            this, other = seen[place], seen[place + beside]
            if found[place] or not found[place + beside] or this is None or other is None:
                continue
            least = max(LEAST_ARTICLES, int(_PART * len(other.keys)))
            found[place] = len(this.keys) >= least

    @staticmethod
    def _judge(seen: _Seen) -> set[str]:
        """Judge a line again; return the keys of the articles that carry it if its standing changed."""
        judged = bool(seen.keys) and seen.judged()
        if judged == seen.is_boilerplate and len(seen.keys) != LEAST_ARTICLES:
            return set()
        seen.is_boilerplate = judged
        return set(seen.keys)


def _count(seen: _Seen, key: str, before: int, behind: int, filling: int) -> None:
    """Count one sight of a line."""
    seen.keys.add(key)
    seen.before[before] += 1
    seen.behind[behind] += 1
    seen.fillings[filling] += 1


def _places(article: Fingerprint) -> Iterator[tuple[int, int, int, int]]:
    """Yield each line of an article once: its form, the signs before and behind it, its filling."""
    met: set[int] = set()
    units = article.units
    for index, unit in enumerate(units):
        if unit.end - unit.first < _LEAST_WORDS or unit.form in met:
            continue
        met.add(unit.form)
        before = units[index - 1].sign if index else 0
        behind = units[index + 1].sign if index + 1 < len(units) else 0
        yield unit.form, before, behind, unit.filling
