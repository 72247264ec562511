"""What a page is: an article, a live blog, a stub before a paywall, a list of articles, or none of these."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk.parsing.pages import phrases
from copydesk.parsing.pages.structured import ARTICLE_TYPES
from copydesk.types import BlockKind, PageKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.parsing.pages.structured import Claims
    from copydesk.parsing.pages.tree import Page

_STUB = 1500  # characters of body below which a paywall notice means that the rest is missing
_ENTRIES = 6  # times of day in the article from which it counts as a live blog
_LITTLE = 140  # characters of body below which a page is no article by its text alone
_LEAST = 40  # characters of body below which it is none whatever its metadata says
_CARDS = 12  # linked headings from which a page with little text is an index


def page_kind(
    page: Page, kinds: Sequence[BlockKind], body: str, headline: str | None, claims: Claims
) -> PageKind:
    """Return what the page is; what it says of itself counts where the page looks like it."""
    inside = [number for number, kind in enumerate(kinds) if kind is BlockKind.BODY]
    span = range(inside[0], inside[-1] + 1) if inside else range(0)
    times = sum(before in span for _, _, before in page.moments)
    if ("LiveBlogPosting" in claims.types and len(body) > _LITTLE) or (
        times >= _ENTRIES and phrases.LIVE.search(f"{headline or ''} {claims.title}")
    ):
        return PageKind.LIVE_BLOG
    if 0 < len(body) < _STUB and not _is_whole(body, claims) and (not claims.free or _has_wall(page)):
        return PageKind.PAYWALL_STUB
    cards = _cards(page)
    told = bool(claims.types & (ARTICLE_TYPES - {"CreativeWork"})) or "og:article" in claims.types
    if cards >= _CARDS and len(body) < cards * 60 and not told:
        return PageKind.INDEX
    if len(body) < _LEAST or (len(body) < _LITTLE and not told):
        return PageKind.INDEX if cards >= _CARDS else PageKind.NO_ARTICLE
    return PageKind.ARTICLE


def _is_whole(body: str, claims: Claims) -> bool:
    """Say whether the metadata carries the text and it is no longer than what was found."""
    return claims.body is not None and len(claims.body) < len(body) * 1.3


def _has_wall(page: Page) -> bool:
    """Say whether a visible block asks the reader to pay or register before reading on."""
    return any(
        len(leaf.text) < 400 and not leaf.element.hidden and phrases.PAYWALL.search(leaf.text)
        for leaf in page.leaves
    )


def _cards(page: Page) -> int:
    """Count headings that are links: the entries of a front page or section page."""
    return sum(
        leaf.linked * 10 > len(leaf.text) * 9
        and len(leaf.text) > 20
        and re.search(r"\s", leaf.text) is not None
        for leaf in page.leaves
        if not leaf.element.within.isdisjoint(("h2", "h3", "h4"))
    )
