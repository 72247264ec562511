"""Posts of social networks in a page: who wrote them, what the page prints of them, and where they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk.parsing.pages.addresses import absolute
from copydesk.parsing.pages.kinds import post_around
from copydesk.types import BlockKind, Embed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.parsing.pages.tree import Element, Leaf

# "— Ana Lesk (@analesk) October 3, 2025" closes a post as the networks' own code writes it.
_SIGNED = re.compile(r"(?:^|\s)[—–-]\s*([^—–()]{2,80}?)\s*\(@[\w.]{1,60}\)")
_SHARED = re.compile(
    r"(?i)^(?:a|ein|une|un) (?:post|reel|photo|video|beitrag|publication)\b.{0,30}?\b(?:by|von|par|de)\s+(.{2,80}?)\s*\(@"
)
_POST = re.compile(r"(?i)/status(?:es)?/\d+|/p/[\w-]+|/reel/[\w-]+|/posts?/[\w-]+|/video/\d+|/@[\w.@-]+/\d+")


def embeds_of(leaves: Sequence[Leaf], kinds: Sequence[BlockKind], base: str | None) -> tuple[Embed, ...]:
    """Return the posts whose text stands in the page, in page order.

    Args:
        leaves: the blocks of the page.
        kinds: what each is for.
        base: the address that relative links start from; None leaves them as they are.
    """
    named = (post_around(leaf) for leaf, kind in zip(leaves, kinds, strict=True) if kind is BlockKind.EMBED)
    posts: dict[Element, list[Leaf]] = {around: [] for around in named if around is not None}
    if posts:
        for leaf in leaves:
            around = post_around(leaf)
            if around in posts:
                posts[around].append(leaf)
    return tuple(_embed(parts, base) for parts in posts.values())


def _embed(parts: Sequence[Leaf], base: str | None) -> Embed:
    """Return one post; its address is that of the last link to a post, as the signature carries it."""
    addresses = [address for leaf in parts for _, _, address in leaf.links if _POST.search(address)]
    author = None
    for leaf in parts:
        signed = _SHARED.search(leaf.text) or _SIGNED.search(leaf.text)
        author = signed[1].strip() if signed else author
    url = absolute(base, addresses[-1]) if addresses else None
    return Embed(url, author, "\n\n".join(leaf.text for leaf in parts))
