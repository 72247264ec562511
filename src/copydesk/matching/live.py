"""The live part of an article: its words without learned boilerplate, ready for comparing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.matching.common_words import COMMON
from copydesk.matching.fingerprint import Fingerprint, shingles

if TYPE_CHECKING:
    from collections.abc import Callable

    from copydesk.matching.fingerprint import Unit

_MOST_WORDS = 4000  # of a long text, compared in order; the order of more says nothing new


@dataclass(frozen=True, slots=True)
class Live:
    """What of an article is compared with others."""

    article: Fingerprint
    words: list[int]
    shingles: set[int]
    content: list[int]  #: telling words in order, at most the first few thousand
    terms: set[int]  #: the same, each once
    names: frozenset[int]
    figures: frozenset[int]  #: of the whole article, templates included
    figure_load: float  #: figures for each telling word, of the whole article


def live(article: Fingerprint, standing: Callable[[tuple[Unit, ...]], list[bool]]) -> Live:
    """Return an article's live part; an article that is all boilerplate keeps none.

    >>> from copydesk.matching.fingerprint import fingerprint
    >>> len(live(fingerprint("a", "The quay is shut."), lambda units: [False] * len(units)).words)
    4
    """
    kept: list[int] = []
    hashes = article.hashes
    for unit, is_boilerplate in zip(article.units, standing(article.units), strict=True):
        if not is_boilerplate:
            kept.extend(hashes[unit.first : unit.end])
    content = [each for each in kept if each not in COMMON]
    terms = set(content)
    figures = frozenset(article.figures)
    whole = len(set(hashes) - COMMON) or 1
    return Live(
        article=article,
        words=kept,
        shingles=shingles(kept),
        content=content[:_MOST_WORDS],
        terms=terms,
        names=article.names & terms,
        figures=figures,
        figure_load=len(figures) / whole,
    )
