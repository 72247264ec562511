"""How alike two articles are as reports of one event: words, pairs of words, names, lede and time, each weighed.

Words weigh by how few articles have them; the counts are those of the articles placed so far, dampened,
so that the first article of the day is weighed about as the last.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from copydesk.matching.profile import shared

if TYPE_CHECKING:
    from copydesk.matching.profile import Profile

_NOTHING = 0.5  # a count below this is none: what was added as a fraction may not sum to zero again
_IMAGINED = 300  # articles imagined to have been seen before the first
_NAME, _LEDE = 1.8, 1.5  # what a name, and a word of the lede, weighs against another word
_ALONE = 1.0  # the count of a pair that one article has
_DAY = 86_400.0
_FADES = 6.0  # days after which two reports are half as likely to be of one event


class Rarity:
    """How often each term stands in the placed articles; what an article repeats counts more, but dampened."""

    def __init__(self) -> None:
        self._articles = 0
        self._counts: defaultdict[str | int, float] = defaultdict(float)

    def add(self, article: Profile) -> None:
        """Count an article's terms and pairs."""
        self._articles += 1
        for term, count in article.terms.items():
            self._counts[term] += count
        for pair in article.pairs:
            self._counts[pair] += 1

    def remove(self, article: Profile) -> None:
        """Take an article's terms and pairs out again."""
        self._articles -= 1
        for term, count in article.terms.items():
            self._take(term, count)
        for pair in article.pairs:
            self._take(pair, 1.0)

    def _take(self, term: str | int, count: float) -> None:
        """Take a term out as often as it was counted."""
        self._counts[term] -= count
        if self._counts[term] < _NOTHING:
            del self._counts[term]

    def of(self, term: str | int) -> float:
        """Return what a term weighs: more the fewer articles have it."""
        return math.log((self._articles + _IMAGINED) / (self._counts.get(term, 0.0) + 0.5))

    def weigh(self, weighed: dict[str | int, float]) -> dict[str | int, float]:
        """Return an article's terms and pairs, each times what it weighs; pairs of this article alone are left out."""
        most, counts, log = math.log(self._articles + _IMAGINED), self._counts, math.log
        return {
            term: weight * (most - log(count + 0.5))
            for term, weight in weighed.items()
            if (count := counts.get(term, 0.0)) > _ALONE or term.__class__ is str
        }


def base(article: Profile) -> dict[str | int, float]:
    """Return what an article's terms and pairs weigh apart from how rare they are."""
    names, lede = article.names, article.lede
    weighed: dict[str | int, float] = {
        term: count * (_NAME if term in names else 1.0) * (_LEDE if term in lede else 1.0)
        for term, count in article.terms.items()
    }
    return weighed | dict.fromkeys(article.pairs, 1.0)


def vector(weighed: dict[str | int, float], rarity: Rarity) -> dict[str | int, float]:
    """Return an article's terms and pairs with their weights, of length 1; empty when it has none.

    A pair that nobody else has says nothing, and does not count. `weighed` is what `base` gave.
    """
    found = rarity.weigh(weighed)
    length = math.sqrt(sum(each * each for each in found.values()))
    return {term: each / length for term, each in found.items()} if length else {}


def cosine(one: dict[str | int, float], other: dict[str | int, float]) -> float:
    """Return the cosine of two vectors of length 1."""
    return math.fsum(one[term] * other[term] for term in one.keys() & other.keys())


def nearness(one: Profile, other: Profile) -> float:
    """Return how much the time between two articles speaks for one event: 1 at once, less with each day.

    Articles without a time are treated as near.
    """
    if one.published is None or other.published is None:
        return 1.0
    return float(0.5 ** (abs(one.published - other.published) / (_DAY * _FADES)))


def common_ground(one: Profile, other: Profile, rarity: Rarity) -> tuple[str, ...]:
    """Return in plain sentences what two articles share: names, figures, rare words."""
    said = []
    names = shared(one.names, other.names)
    words = shared(one.terms, other.terms) - names
    figures = {each for each in shared(one.figures, other.figures) if len(each) > 1}
    for label, found in (("names", names), ("rare words", words - figures), ("figures", figures)):
        if found:
            rarest = sorted(found, key=lambda each: (-rarity.of(each), each))[:6]
            said.append(f"Shared {label}: {', '.join(rarest)}.")
    return tuple(said)
