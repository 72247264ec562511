"""Which articles are alike: vectors, postings, and the likenesses known so far.

Words weigh by how rare they are among all articles placed, so a likeness changes as articles come. A vector is made
anew when the articles have changed by a sixty-fourth since it was made: among few articles that is always.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from heapq import nlargest
from typing import TYPE_CHECKING

from copydesk.matching.likeness import Rarity, base, cosine, nearness, vector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.matching.profile import Profile

_ASKED_TERMS = 24
_COMMON_TERM = 400  # articles with a term, above which it finds nobody
_MOST_FOUND = 64
_LEAST_KEPT = 0.1  # likeness from which two articles are remembered as neighbours
_LEAST_NEARNESS = 0.5  # what likeness keeps however far apart the times are
_TOLERATED = 64  # of so many articles one may have come or gone since a vector was made


@dataclass(slots=True)
class _Known:
    """One article that tells its story in words of its own."""

    profile: Profile
    base: dict[str | int, float]  #: what its terms weigh apart from how rare they are
    vector: dict[str | int, float]
    made: int  #: when its vector was made, in articles come and gone
    cosines: dict[str, float | None] = field(
        default_factory=dict
    )  #: to its neighbours; None when out of date


class Neighbours:
    """The articles that are no copies, and how alike they are.

    >>> from copydesk.matching.profile import profile
    >>> alike = Neighbours()
    >>> for key in "ab":
    ...     alike.add(profile(key, "The harbour council voted to sell the old crane."))
    >>> round(alike.likeness("a", "b"), 3), alike.near("a")
    (1.0, [('b', 1.0)])
    """

    def __init__(self) -> None:
        self.rarity = Rarity()
        self._clock = 0
        self._known: dict[str, _Known] = {}
        self._index: defaultdict[str, dict[str, None]] = defaultdict(dict)

    def __contains__(self, key: object) -> bool:
        return key in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    @property
    def clock(self) -> int:
        """How many articles have come or gone."""
        return self._clock

    def is_late(self, made: int) -> bool:
        """Say whether so many articles have come or gone since `made` that likenesses of then hold no longer."""
        return self._clock - made > len(self._known) // _TOLERATED

    def add(self, profile: Profile) -> None:
        """Take in an article and look for its neighbours."""
        self._clock += 1
        self.rarity.add(profile)
        for term in profile.terms:
            self._index[term][profile.key] = None
        weighed = base(profile)
        self._known[profile.key] = _Known(profile, weighed, vector(weighed, self.rarity), self._clock)
        self.look(profile.key)

    def remove(self, key: str) -> None:
        """Forget an article; unknown keys do nothing."""
        found = self._known.pop(key, None)
        if found is None:
            return
        self._clock += 1
        self.rarity.remove(found.profile)
        for term in found.profile.terms:
            self._index[term].pop(key)
            if not self._index[term]:
                del self._index[term]
        for each in found.cosines:
            self._known[each].cosines.pop(key)

    def profile(self, key: str) -> Profile:
        """Return what is kept of an article."""
        return self._known[key].profile

    def look(self, key: str) -> None:
        """Look for an article's neighbours by its weightiest terms. Cost: at most 400 articles for each term."""
        mine = self._fresh(key)
        votes: defaultdict[str, float] = defaultdict(float)
        for term in nlargest(_ASKED_TERMS, mine.profile.terms, key=lambda each: (mine.vector[each], each)):
            posts = self._index[term]
            if len(posts) <= _COMMON_TERM:
                weight = mine.vector[term]
                for each in posts:
                    votes[each] += weight
        votes.pop(key, None)
        for each in nlargest(_MOST_FOUND, votes, key=lambda name: (votes[name], name)):
            if self.cosine(key, each) < _LEAST_KEPT:
                del mine.cosines[each], self._known[each].cosines[key]

    def cosine(self, one: str, other: str) -> float:
        """Return how alike the words of two articles are."""
        first, second = self._fresh(one), self._fresh(other)
        found = first.cosines.get(other)
        if found is None:
            found = first.cosines[other] = second.cosines[one] = cosine(first.vector, second.vector)
        return found

    def likeness(self, one: str, other: str) -> float:
        """Return how alike two articles are, less with the time between them."""
        near = nearness(self._known[one].profile, self._known[other].profile)
        return self.cosine(one, other) * (_LEAST_NEARNESS + (1 - _LEAST_NEARNESS) * near)

    def near(self, key: str) -> list[tuple[str, float]]:
        """Return an article's neighbours with their likeness, the most alike first."""
        found = [(each, self.likeness(key, each)) for each in tuple(self._known[key].cosines)]
        return sorted(found, key=lambda each: (-each[1], each[0]))

    def _fresh(self, key: str) -> _Known:
        """Return an article with a vector that is not out of date."""
        found = self._known[key]
        if self.is_late(found.made):
            found.vector, found.made = vector(found.base, self.rarity), self._clock
            for each in found.cosines:
                found.cosines[each] = self._known[each].cosines[key] = None
        return found
