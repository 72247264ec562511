"""Blocks put together: the body with its links, and what was taken off. Text is never changed here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.parsing.pages.addresses import absolute
from copydesk.parsing.pages.kinds import OUTSIDE_BODY
from copydesk.types import Block, BlockKind, Link, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.parsing.pages.tree import Leaf

JOINT = "\n\n"  #: between two paragraphs of the body


@dataclass(frozen=True, slots=True)
class Built:
    """The body, and every block either kept or taken off."""

    body: str
    links: tuple[Link, ...]
    blocks: tuple[Block, ...]
    furniture: tuple[Block, ...]


def build(
    leaves: Sequence[Leaf], kinds: Sequence[BlockKind], standfirst: int | None, base: str | None
) -> Built:
    """Join the blocks of the body; all others keep their text without a place in it.

    Args:
        leaves: the blocks of the page.
        kinds: what each is for.
        standfirst: the number of a standfirst block that is not part of the body; None if there is none.
        base: the address that relative links start from.
    """
    parts: list[str] = []
    links: list[Link] = []
    kept: list[Block] = []
    off: list[Block] = []
    length = 0
    for number, (leaf, kind) in enumerate(zip(leaves, kinds, strict=True)):
        if kind in OUTSIDE_BODY or number == standfirst:
            (off if kind is BlockKind.FURNITURE else kept).append(Block(kind, leaf.text))
            continue
        if parts:
            length += len(JOINT)
        for start, end, address in leaf.links:
            href = absolute(base, address)
            if href:
                links.append(Link(Span(length + start, length + end), href))
        kept.append(Block(kind, leaf.text, Span(length, length + len(leaf.text))))
        parts.append(leaf.text)
        length += len(leaf.text)
    return Built(JOINT.join(parts), tuple(links), tuple(kept), tuple(off))
