"""A live blog cut into its entries: each begins where the page prints a moment, or at the heading above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.parsing.dates import parse_when
from copydesk.types import BlockKind, LiveEntry, Span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from copydesk.parsing.pages.tree import Page
    from copydesk.types import Block

_FEWEST = 2  # entries; a single moment only dates the page


def entries_of(
    page: Page, kinds: Sequence[BlockKind], blocks: Sequence[Block], first: datetime | None
) -> tuple[LiveEntry, ...]:
    """Return the entries of a live blog, in page order; none where the page marks no moments.

    Args:
        page: the page, with the moments it prints.
        kinds: what each of its blocks is for.
        blocks: the blocks that were kept, in page order.
        first: when the page was published; the same moment at its top dates no entry.
    """
    kept = iter(blocks)
    spans = [None if kind is BlockKind.FURNITURE else next(kept).span for kind in kinds]
    starts = _starts(page, kinds, first)
    found = []
    for place, (start, at) in enumerate(starts):
        end = starts[place + 1][0] if place + 1 < len(starts) else len(spans)
        inside = [span for span in spans[start:end] if span is not None]
        if inside:
            heading = next((n for n in range(start, end) if kinds[n] is BlockKind.HEADING), None)
            headline = None if heading is None else page.leaves[heading].text
            found.append(LiveEntry(Span(inside[0].start, inside[-1].end), at, headline))
    return tuple(found) if len(found) >= _FEWEST else ()


def _starts(
    page: Page, kinds: Sequence[BlockKind], first: datetime | None
) -> list[tuple[int, datetime | None]]:
    """Return the block at which each entry begins, and its moment."""
    starts: dict[int, datetime | None] = {}
    for text, element, before in page.moments:
        if element.skipped or not element.within.isdisjoint(("aside", "nav", "footer")):
            continue
        at = parse_when(text)
        if not starts and at is not None and at == first and "header" in element.within:
            continue
        headed = 0 < before < len(kinds) and kinds[before - 1] is BlockKind.HEADING
        starts.setdefault(before - 1 if headed else before, at)
    return sorted(starts.items(), key=lambda start: start[0])
