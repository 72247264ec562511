"""How alike two articles are as reports of one event: words, names, figures, lede and time, each weighed.

Words weigh by how few articles have them; the counts are those of the articles placed so far, dampened,
so that the first article of the day is weighed about as the last.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from copydesk.matching.profile import shared

if TYPE_CHECKING:
    from collections.abc import Iterable

    from copydesk.matching.profile import Profile

_IMAGINED = 300  # articles imagined to have been seen before the first
_NAME, _LEDE = 1.8, 1.5  # what a name, and a word of the lede, weighs against another word
_DAY = 86_400.0
_FADES = 6.0  # days after which two reports are half as likely to be of one event


class Rarity:
    """In how many of the placed articles each term stands."""

    def __init__(self) -> None:
        self._articles = 0
        self._counts: Counter[str] = Counter()

    def add(self, terms: Iterable[str]) -> None:
        """Count an article's terms."""
        self._articles += 1
        self._counts.update(terms)

    def remove(self, terms: Iterable[str]) -> None:
        """Take an article's terms out again."""
        self._articles -= 1
        self._counts.subtract(terms)

    def of(self, term: str) -> float:
        """Return what a term weighs: more the fewer articles have it."""
        return math.log((self._articles + _IMAGINED) / (self._counts[term] + 0.5))

    def count(self, term: str) -> int:
        """Return how many placed articles have the term."""
        return self._counts[term]


def vector(article: Profile, rarity: Rarity) -> dict[str, float]:
    """Return an article's terms with their weights, of length 1; empty when it has none."""
    weighed = {
        term: count
        * rarity.of(term)
        * (_NAME if term in article.names else 1.0)
        * (_LEDE if term in article.lede else 1.0)
        for term, count in article.terms.items()
    }
    length = math.sqrt(sum(each * each for each in weighed.values()))
    return {term: each / length for term, each in weighed.items()} if length else {}


def cosine(one: dict[str, float], other: dict[str, float]) -> float:
    """Return the cosine of two vectors of length 1."""
    if len(other) < len(one):
        one, other = other, one
    get = other.get
    return sum(weight * get(term, 0.0) for term, weight in one.items())


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
