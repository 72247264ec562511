"""Which of two related articles came first: by their times, else by what their families and credits show."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from copydesk.matching.lineage import lineage, strangeness
from copydesk.matching.pair import by_credit, by_name, is_before
from copydesk.matching.roundup import gathered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from copydesk.matching.live import Live
    from copydesk.matching.pair import Pair

_MOST_FAMILY = 16  # members up to which a family's tree is worked out
_WHOLE = 0.9  # of the shorter text's runs of three words, those in the other
_FORBIDDEN = 1e6  # what it costs to come from an article that credits one


class Place(NamedTuple):
    """Where an article without a time stands in its family."""

    head: str  #: the family's root
    depth: int  #: steps from the root
    parent: str | None  #: None for the root


class Kinship:
    """The places of articles in their families, and the round-ups among them.

    Args:
        pairs: of each article, those with which it has something in common; looked up when asked.
    """

    def __init__(self, pairs: Mapping[str, Mapping[str, Pair]]) -> None:
        self._pairs = pairs
        self._gathered: dict[str, frozenset[str]] = {}
        self._places: dict[str, Place] = {}

    def renew(self, keys: Iterable[str], live: Callable[[str], Live]) -> set[str]:
        """Work out anew where articles stand whose pairs have changed; return those that stand elsewhere now.

        Args:
            keys: the articles; a gone one is forgotten.
            live: gives the live part of an article.
        """
        changed: set[str] = set()
        known = sorted(set(keys))
        for key in known:
            found = gathered(key, self._pairs, live)
            if found != self._gathered.get(key, frozenset()):
                changed |= {key, *found, *self._gathered.get(key, ())}
                self._gathered[key] = found
            if not found:
                self._gathered.pop(key, None)
        done: set[str] = set()
        for key in known:
            if key in done:
                continue
            family = self._family(key, live)
            done |= {key, *family}
            places = self._tree(family, live) if 1 < len(family) <= _MOST_FAMILY else {}
            for each in {key, *family}:
                place = places.get(each)
                if place != self._places.get(each):
                    changed.add(each)
                if place is None:
                    self._places.pop(each, None)
                else:
                    self._places[each] = place
        return changed

    def forget(self, key: str) -> None:
        """Drop what is known of an article that is gone."""
        self._gathered.pop(key, None)
        self._places.pop(key, None)

    def parent(self, key: str) -> str | None:
        """Return the article that a copy without a time was made from; None when no tree tells."""
        place = self._places.get(key)
        return place.parent if place is not None else None

    def is_gathered(self, key: str, source: str) -> bool:
        """Say whether an article is a round-up and a source one of those it was put together from."""
        return source in self._gathered.get(key, ())

    def is_before(self, one: Live, other: Live, live: Callable[[str], Live]) -> bool:
        """Say whether `one` is the earlier of two related articles."""
        first, second = one.kept, other.kept
        if first.published is None or second.published is None:
            named = by_name(one, other)
            if named is not None:
                return named
            credit = by_credit(one, other)
            if credit is not None and self._is_whole(first.key, second.key):
                return credit
            if first.key in self._gathered.get(second.key, ()):
                return True
            if second.key in self._gathered.get(first.key, ()):
                return False
            if credit is not None:
                return credit
            here, there = self._places.get(first.key), self._places.get(second.key)
            if here is not None and there is not None and here.head == there.head:
                return (here.depth, first.order) < (there.depth, second.order)
            heads = here.head if here else first.key, there.head if there else second.key
            if heads != (first.key, second.key) and heads[0] != heads[1]:
                # All copies of a text stand alike to an article that has only something of it.
                return self.is_before(live(heads[0]), live(heads[1]), live)
        return is_before(one, other)

    def _is_whole(self, one: str, other: str) -> bool:
        """Say whether the shorter of two stands wholly in the other: a cut copy, no piece in a round-up.

        That a text was taken from somewhere tells less of a piece: what went into a round-up may have been taken itself.
        """
        pair = self._pairs.get(one, {}).get(other)
        return pair is None or pair.features.contained >= _WHOLE

    def _family(self, key: str, live: Callable[[str], Live]) -> list[str]:
        """Return the copies without times that hang together with an article, in the order they came.

        A family that is too large for a tree is given back one larger than allowed, not whole.
        """
        if live(key).kept.published is not None or key in self._gathered:
            return []
        found, queue = {key}, [key]
        while queue and len(found) <= _MOST_FAMILY:
            for each, pair in self._pairs.get(queue.pop(), {}).items():
                is_new = pair.score > 0 and each not in found and each not in self._gathered
                if is_new and live(each).kept.published is None:
                    found.add(each)
                    queue.append(each)
        return sorted(found, key=lambda each: live(each).kept.order)

    def _tree(self, family: list[str], live: Callable[[str], Live]) -> dict[str, Place]:
        """Return where each member of a family stands."""
        lives = [live(each) for each in family]
        changes = [[self._change(one, other) for other in lives] for one in lives]
        parents = lineage(changes, strangeness([each.shingles for each in lives]))
        places: dict[str, Place] = {}
        for number, key in enumerate(family):
            depth, at = 0, number
            while (above := parents[at]) is not None:
                depth, at = depth + 1, above
            mine = parents[number]
            places[key] = Place(family[at], depth, None if mine is None else family[mine])
        return places

    def _change(self, source: Live, copy: Live) -> float:
        """Return how much of a copy is new if it was made from a source."""
        if source is copy:
            return 0.0
        pair = self._pairs.get(source.kept.key, {}).get(copy.kept.key)
        shared = pair.features.shingles if pair is not None and pair.score > 0 else 0
        new = float(len(copy.shingles) - shared)
        return new + _FORBIDDEN if by_credit(copy, source) else new
