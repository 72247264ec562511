"""A quotation whose every word was changed is still known by its place: beside one that is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.checking.counterparts import Counterpart, Match

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.checking.comparison import Comparison, Quote

Piece = tuple[int, int]

#: words between two quotations that still stand side by side
BESIDE = 25
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


def _between(one: Piece, other: Piece) -> int:
    """Return how many words lie between two stretches."""
    return max(one[0], other[0]) - min(one[1], other[1])


def _is_from(quote: Quote, match: Match) -> bool:
    """Say whether a piece of the copy was found in a quotation of the source."""
    return match.kind is not Counterpart.NONE and match.first < quote.last and quote.first < match.last
