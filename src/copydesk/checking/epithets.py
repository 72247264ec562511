"""Whom an epithet belongs to: "the senator" is the senator whom the source names so, and nobody else."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from copydesk.checking.lexicon import OFFICES, SMALL, TITLES

if TYPE_CHECKING:
    from copydesk.checking.comparison import Comparison, Prepared
    from copydesk.types import Span

#: Words between an office and the name that bears it: "Lind, the long-serving mayor", "the mayor of Marlow, Karel Lind".
_REACH = 7
#: A word that stands for more than a few people in a source tells nobody apart.
_MANY = 40
_THE = frozenset({"the", "his", "her", "its", "their"})


class Epithets:
    """Knows whose offices a source names; it looks for each office once."""

    def __init__(self, comparison: Comparison) -> None:
        self._source = comparison.source
        self._copy = comparison.copy
        self._known: dict[tuple[str, ...], frozenset[str]] = {}

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where the source names each office."""
        found: dict[str, list[int]] = {}
        for at, key in enumerate(self._source.words.loose):
            if key in OFFICES:
                found.setdefault(key, []).append(at)
        return found

    def is_others(self, name: set[str], here: Span) -> bool:
        """Say whether an epithet of the copy is an office that the source gives to others, and never to this name.

        Args:
            name: the words of the name for which the epithet would stand, lower-case.
            here: the epithet in the copy.
        """
        first, last = self._copy.words.within(here)
        keys = self._copy.words.loose
        if first == last or any(at in self._copy.people for at in range(first, last)):
            return False
        described = (first < last - 1 and keys[first] in _THE) or (first > 0 and keys[first - 1] in _THE)
        if keys[last - 1] not in OFFICES or not described:
            return False
        office = tuple(key for key in keys[first:last] if key not in SMALL and key not in _THE)
        if office not in self._known:
            self._known[office] = frozenset(self._bearers(office))
        return bool(self._known[office]) and not self._known[office] & name

    def _bearers(self, office: tuple[str, ...]) -> set[str]:
        """Return the words of the names to which the source gives an office, its last word the head."""
        keys = self._source.words.loose
        places = self._places.get(office[-1], [])
        found: set[str] = set()
        for at in places if len(places) <= _MANY else ():
            around = {*keys[max(0, at - len(office) - 1) : at], *keys[at + 1 : at + 2 + len(office)]}
            if around.issuperset(office[:-1]):
                found |= _named_beside(self._source, at)
        return found - SMALL - TITLES


def _named_beside(side: Prepared, at: int) -> set[str]:
    """Return the words of the names of people that stand right behind an office, or beside it across a comma."""
    found: set[str] = set()
    for step in (1, -1):
        place, comma = at + step, False
        while 0 <= place < len(side.words) and abs(place - at) <= _REACH and not _ends(side, at, place):
            comma = comma or "," in _gap(side, min(place, place - step))
            if place in side.people:
                if comma or step > 0:
                    found |= _whole(side, place)
                break
            place += step
    return found


def _whole(side: Prepared, at: int) -> set[str]:
    """Return the words of the name of a person round a place."""
    first, last = at, at
    while first - 1 in side.people and _gap(side, first - 1) == " ":
        first -= 1
    while last + 1 in side.people and _gap(side, last) == " ":
        last += 1
    return {side.words.keys[each] for each in range(first, last + 1)}


def _gap(side: Prepared, at: int) -> str:
    """Return what stands between a word and the next."""
    return side.text[side.words.ends[at] : side.words.starts[at + 1]] if at + 1 < len(side.words) else ""


def _ends(side: Prepared, one: int, two: int) -> bool:
    """Say whether a sentence ends between two places."""
    return any(at in side.openers for at in range(min(one, two) + 1, max(one, two) + 1))
