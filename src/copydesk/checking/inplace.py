"""A quotation whose every word was changed is still known by its place: beside one that is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.checking.counterparts import Counterpart, Match
from copydesk.checking.lexicon import SMALL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.checking.comparison import Comparison, Quote

Piece = tuple[int, int]

#: words between two quotations that still stand side by side
BESIDE = 25
#: Words of the longest quotation that nothing but its neighbours tell apart.
TINY = 2
#: With more quotations than this nobody looks for a word in marks by its neighbours.
_MANY = 500
_FOUND = frozenset({Counterpart.QUOTED, Counterpart.ALTERED})


def in_place(
    comparison: Comparison, pieces: Sequence[tuple[Quote, Piece, Match]], number: int
) -> Quote | None:
    """Return the source's quotation in whose place the copy's piece `number` stands; None if there is none.

    It must stand beside a quotation of the copy that the source has, as the source's stands beside that one
    and on the same side, and no other piece of the copy may come from it.

    Args:
        comparison: the two sides.
        pieces: all quoted pieces of the copy with what was found for each, in the order of the copy.
        number: of a piece for which nothing was found.
    """
    _, piece, _ = pieces[number]
    for step in (1, -1):
        if not 0 <= number + step < len(pieces):
            continue
        _, neighbour, match = pieces[number + step]
        if match.kind not in _FOUND or _between(piece, neighbour) > BESIDE:
            continue
        here = comparison.source.quote_of[match.first]
        there = here - step
        if here < 0 or not 0 <= there < len(comparison.source.quotes):
            continue
        quote, beside = comparison.source.quotes[there], comparison.source.quotes[here]
        close = _between((quote.first, quote.last), (beside.first, beside.last)) <= BESIDE
        if close and not any(_is_from(quote, each) for _, _, each in pieces):
            return quote
    return None


def short_in_place(
    comparison: Comparison, pieces: Sequence[tuple[Quote, Piece, Match]], number: int
) -> Quote | None:
    """Return the source's short quotation that a short piece of the copy took the place of; None if there is none.

    A word or two in marks are known by the words on both sides of them, which stayed, or by a telling word that
    they share with a short quotation of the source which the copy has nowhere else.

    Args:
        comparison: the two sides.
        pieces: all quoted pieces of the copy with what was found for each, in the order of the copy.
        number: of a piece of a word or two for which nothing was found.
    """
    _, (first, last), _ = pieces[number]
    source, copy = comparison.source, comparison.copy
    if last - first > TINY or first in copy.names or len(pieces) > _MANY or len(source.quotes) > _MANY:
        return None
    to_source = comparison.alignment.to_source
    before = to_source[first - 1] if first else -1
    behind = to_source[last] if last < len(to_source) else -1
    telling = set(copy.words.keys[first:last]) - SMALL
    for quote in source.quotes:
        if quote.last - quote.first > TINY or any(_is_from(quote, each) for _, _, each in pieces):
            continue
        between = before >= 0 and behind >= 0 and (before, behind) == (quote.first - 1, quote.last)
        if between or (last - first == TINY and telling & set(source.words.keys[quote.first : quote.last])):
            return quote
    return None


def _between(one: Piece, other: Piece) -> int:
    """Return how many words lie between two stretches."""
    return max(one[0], other[0]) - min(one[1], other[1])


def _is_from(quote: Quote, match: Match) -> bool:
    """Say whether a piece of the copy was found in a quotation of the source."""
    return match.kind is not Counterpart.NONE and match.first < quote.last and quote.first < match.last
