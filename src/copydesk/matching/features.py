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

# Of the copies in half of the training data 2 of 5,543 lie below both, of the other candidates 64 %.
_HOPELESS_SHINGLES, _HOPELESS_TERMS, _HOPELESS_RUNS = 0.05, 0.3, 10
_LADEN, _SAME_FIGURES = 0.2, 0.4
_SAME_NAMES, _HALF_RENAMED, _MOST_RENAMED = 0.85, 0.5, 3
_BRIEF, _FEW_FIGURES, _CHANGED_FIGURES = 140, 2, 0.2
_SUBSTANTIAL, _MOST_NAMES, _MOST_TERMS, _HALF_LADEN = 200, 8, 60, 0.5


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
    least_load: float  #: the same, of the shorter
    few_figures: int  #: different figures of the one with fewer
    missing_figures: int  #: of these, figures that are not in the other
    few_counts: int  #: different figures of the one with fewer, those in words too
    missing_counts: int  #: of these, the ones that are not in the other
    missing_names: int  #: names of the one with fewer that are not in the other
    common_terms: int  #: different telling words in both
    short: int  #: words of the shorter
    long: int  #: words of the longer

    @property
    def order(self) -> float:
        """How much of the shared vocabulary keeps its order: near 1 in a copy with words swapped."""
        return min(self.ordered / self.terms, 1.0) if self.terms else 0.0

    @property
    def is_template(self) -> bool:
        """Whether the two are full of figures and the figures are not the same: weather, results, prices."""
        return self.figure_load >= _LADEN and self.figures < _SAME_FIGURES

    @property
    def is_refilled(self) -> bool:
        """Whether the two are briefs with figures of which some are not the same: the market at noon, and at close."""
        return (
            self.long < _BRIEF
            and self.few_counts >= _FEW_FIGURES
            and self.missing_counts >= _CHANGED_FIGURES * self.few_counts
        )

    @property
    def renamed(self) -> int:
        """How many names one of two briefs lacks, three at most, twice if most are others: two firms do the same."""
        if self.long >= _BRIEF or self.names >= _SAME_NAMES:
            return 0
        return min(self.missing_names, _MOST_RENAMED) * (2 if self.names < _HALF_RENAMED else 1)

    def vector(self) -> tuple[float, ...]:
        """Return what the model weighs, in the order of its weights; all between 0 and 1."""
        return (
            self.contained**0.5,
            self.containing**0.5,
            self.ordered,
            self.terms,
            self.order,
            self.names,
            self.figures,
            min(self.figure_load / _HALF_LADEN, 1.0),
            self.short / self.long,
            min(self.short / _SUBSTANTIAL, 1.0),
            self.missing_figures / (self.few_figures + 2),
            min(self.missing_names / _MOST_NAMES, 1.0),
            min(self.common_terms / _MOST_TERMS, 1.0),
            min(self.least_load / _HALF_LADEN, 1.0),
        )


def features(one: Live, other: Live) -> Features | None:
    """Return what two articles have in common; None when it is so little that more need not be asked.

    Cost: the product of the two lengths in words, divided by 64.
    """
    short, long = (one, other) if len(one.words) <= len(other.words) else (other, one)
    if len(one.words) == len(other.words) and other.words < one.words:
        short, long = other, one
    if not short.shingles or not long.shingles or not short.terms:
        return None
    shared = len(short.shingles & long.shingles)
    contained = shared / len(short.shingles)
    common = len(short.terms & long.terms)
    terms = common / len(short.terms)
    if contained < _HOPELESS_SHINGLES and terms < _HOPELESS_TERMS and shared < _HOPELESS_RUNS:
        return None
    few, many = (short.figures, long.figures)
    if len(many) < len(few):
        few, many = many, few
    kept_figures = len(few & many)
    fewer, more = sorted((short.counts, long.counts), key=len)
    least_names = min(len(one.names), len(other.names))
    kept_names = len(one.names & other.names)
    return Features(
        shingles=shared,
        contained=contained,
        containing=shared / len(long.shingles),
        ordered=LCSseq.similarity(short.content, long.content) / short.size,
        terms=terms,
        names=kept_names / least_names if least_names else 0.5,  # without names they say nothing
        figures=kept_figures / len(few) if few else 0.5,
        figure_load=max(one.figure_load, other.figure_load),
        least_load=len(short.figures) / len(short.terms),
        few_figures=len(few),
        missing_figures=len(few) - kept_figures,
        few_counts=len(fewer),
        # Of two texts of one length a figure more in one is a word less: "one billion", "two billion".
        missing_counts=len(fewer - more),
        missing_names=least_names - kept_names,
        common_terms=common,
        short=len(short.words),
        long=len(long.words),
    )
