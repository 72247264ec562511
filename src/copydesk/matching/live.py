"""The live part of an article: its words without learned boilerplate, ready for comparing."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.matching.common_words import COMMON
from copydesk.matching.fingerprint import Fingerprint, Kept, shingles
from copydesk.text.words import word_hash

if TYPE_CHECKING:
    from collections.abc import Callable

    from copydesk.matching.fingerprint import Unit

_MOST_WORDS = 4000  # of a long text, compared in order; the order of more says nothing new
_BRIEF = 200  # words up to which a text may be a brief
_LETTER = (0xFFFFF).to_bytes(4, "little")  # the bits of a hash that stay: as many as letters have

#: What number words stand for, both by hash; "one" is a pronoun more often.
_DIGITS = {
    word_hash(word): word_hash(str(number))
    for word, number in (
        *zip(
            ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
            range(2, 13),
            strict=True,
        ),
        *zip(
            ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
            range(20, 100, 10),
            strict=True,
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Live:
    """What of an article is compared with others."""

    article: Fingerprint
    words: list[int]
    shingles: set[int]
    content: str  #: telling words in order, at most the first few thousand, one letter for each
    size: int  #: how many telling words there are, at most the first few thousand
    terms: set[int]  #: the telling words, each once
    names: frozenset[int]
    figures: frozenset[int]  #: of the whole article, templates included
    figure_load: float  #: figures for each telling word, of the whole article
    counts: frozenset[int]  #: the figures; of a brief those in words too: "two" counts as 2

    @property
    def kept(self) -> Kept:
        """What the matcher keeps of the article."""
        return self.article.kept


def live(article: Fingerprint, standing: Callable[[tuple[Unit, ...]], list[bool]]) -> Live:
    """Return an article's live part; an article that is all boilerplate keeps none.

    >>> from copydesk.matching.fingerprint import fingerprint, keep
    >>> article = fingerprint(keep("a", "The quay is shut."))
    >>> len(live(article, lambda units: [False] * len(units)).words)
    4
    """
    hashes = article.hashes
    marked = standing(article.units)
    kept = hashes
    if True in marked:
        kept = []
        for unit, is_boilerplate in zip(article.units, marked, strict=True):
            if not is_boilerplate:
                kept.extend(hashes[unit.first : unit.end])
    content = [each for each in kept if each not in COMMON]
    terms = set(content)
    figures = frozenset(article.figures)
    whole = len(terms if kept is hashes else set(hashes) - COMMON) or 1
    return Live(
        article=article,
        words=kept,
        shingles=shingles(kept),
        content=letters(content[:_MOST_WORDS]),
        size=min(len(content), _MOST_WORDS),
        terms=terms,
        names=article.names & terms,
        figures=figures,
        figure_load=len(figures) / whole,
        counts=figures.union(_DIGITS[each] for each in set(hashes) & _DIGITS.keys())
        if len(hashes) <= _BRIEF
        else figures,
    )


def letters(hashes: list[int]) -> str:
    """Return words as one letter each: what compares letters quickly compares words as quickly.

    Two words share a letter once in a million.

    >>> letters([65, 66])
    'AB'
    """
    size = 4 * len(hashes)
    packed = int.from_bytes(array("I", hashes).tobytes(), "little")
    few = packed & int.from_bytes(_LETTER * len(hashes), "little")
    return few.to_bytes(size, "little").decode("utf-32-le", "surrogatepass")
