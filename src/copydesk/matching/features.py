"""What two articles have in common, in numbers between 0 and 1 that a small model weighs.

All of them are the same whichever article comes first, and depend on the two texts alone: no count over
the day's articles enters, so that a pair is judged alike whenever it meets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

if TYPE_CHECKING:
    from copydesk.matching.live import Live

_HOPELESS_SHINGLES, _HOPELESS_TERMS = 0.02, 0.15
_SUBSTANTIAL = 30
_LADEN, _SAME_FIGURES = 0.2, 0.4


@dataclass(frozen=True, slots=True)
class Features:
    """What two articles have in common; `of the shorter` is by words."""

    shingles: int  #: runs of three words in both
    contained: float  #: of the shorter's runs of three words, those in the other
    containing: float  #: of the longer's
    ordered: float  #: of the shorter's telling words, those in one common order with the other
    terms: float  #: of the shorter's different telling words, those in the other
    names: float  #: of the names of the one with fewer, those in the other
    figures: float  #: of the figures of the one with fewer, those in the other
    figure_load: float  #: figures for each telling word, of the article with more of them
    length: float  #: of the shorter, part of the longer's
    substance: float  #: how many different telling words the shorter has, 1 from thirty on

    @property
    def order(self) -> float:
        """How much of the shared vocabulary keeps its order: near 1 in a copy with words swapped."""
        return min(self.ordered / self.terms, 1.0) if self.terms else 0.0

    @property
    def is_template(self) -> bool:
        """Whether the two are full of figures and the figures are not the same: weather, results, prices."""
        return self.figure_load >= _LADEN and self.figures < _SAME_FIGURES

    def vector(self) -> tuple[float, ...]:
        """Return what the model weighs, in the order of its weights."""
        return (
            self.contained,
            self.contained**0.5,
            self.containing**0.5,
            self.ordered,
            self.terms,
            self.order,
            self.names,
            self.figures,
            self.figure_load,
            self.figure_load * self.figures,
            self.ordered * self.order,
            self.ordered**2,
            self.contained * self.names,
            self.figure_load * self.length,
            self.length,
            self.substance,
        )


def features(one: Live, other: Live) -> Features | None:
    """Return what two articles have in common; None when it is so little that more need not be asked.

    Cost: the product of the two lengths in words, divided by 64.
    """
    short, long = sorted((one, other), key=lambda each: (len(each.words), each.words))
    if not short.shingles or not long.shingles or not short.terms:
        return None
    shared = len(short.shingles & long.shingles)
    contained = shared / len(short.shingles)
    terms = len(short.terms & long.terms) / len(short.terms)
    if contained < _HOPELESS_SHINGLES and terms < _HOPELESS_TERMS:
        return None
    ordered = LCSseq.similarity(short.content, long.content) / short.size
    return Features(
        shingles=shared,
        contained=contained,
        containing=shared / len(long.shingles),
        ordered=ordered,
        terms=terms,
        names=_of_fewer(one.names, other.names),
        figures=_of_fewer(one.figures, other.figures),
        figure_load=max(one.figure_load, other.figure_load),
        length=len(short.words) / len(long.words),
        substance=min(len(short.terms) / _SUBSTANTIAL, 1.0),
    )


def _of_fewer(one: frozenset[int] | set[int], other: frozenset[int] | set[int]) -> float:
    """Return how much of the smaller set is in the other; one half when either is empty: it says nothing."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.5
