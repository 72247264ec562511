"""`extract`: one page in, one article out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.parsing.pages.addresses import absolute, host_of
from copydesk.parsing.pages.body import build
from copydesk.parsing.pages.headline import printed_and_told
from copydesk.parsing.pages.judged import judge
from copydesk.parsing.pages.language import language_of
from copydesk.parsing.pages.limits import USUAL, PageLimits
from copydesk.parsing.pages.live import entries_of
from copydesk.parsing.pages.people import agency_in, authors_of
from copydesk.parsing.pages.pictures import pictures_of, videos_of
from copydesk.parsing.pages.plain import extract_plain
from copydesk.parsing.pages.posts import embeds_of
from copydesk.parsing.pages.reading_bytes import has_tags, text_of
from copydesk.parsing.pages.signatures import signature
from copydesk.parsing.pages.siterules import shipped
from copydesk.parsing.pages.sources import agency_of, credited, dateline_of
from copydesk.parsing.pages.structured import claims_of
from copydesk.parsing.pages.tree import parse
from copydesk.parsing.pages.verdicts import page_kind
from copydesk.parsing.pages.when import modified, offset_of, published
from copydesk.types import Article, BlockKind, PageKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.parsing.pages.siterules import Sites
    from copydesk.parsing.pages.tree import Leaf, Page


def extract(
    page: bytes | str,
    url: str | None = None,
    content_type: str | None = None,
    sites: Sites | None = None,
    limits: PageLimits = USUAL,
) -> Article:
    """Read one page, HTML or plain text, as the article it carries.

    Every text in the result is a slice of the page's text, white space folded and nothing else changed. A plain
    text of one line is its own body, untouched. Pages without an article say so in `page_kind`; what was taken
    off stands in `furniture`.

    Args:
        page: the page as fetched, or its text.
        url: where it was fetched; None leaves relative addresses as they are.
        content_type: the Content-Type header, which may name the charset; None if there was none.
        sites: rules for single sites, as `copydesk.parsing.site_rules` reads them; None takes those that are shipped.
        limits: how much is read at most.

    Raises:
        NotAPageError: the page is empty, or neither HTML nor plain text.

    Cost is linear in the length of the page.

    >>> article = extract("<h1>Bridge closed</h1><p>The old bridge is closed, the <a href='/c'>council</a> said.</p>")
    >>> article.headline, article.body
    ('Bridge closed', 'The old bridge is closed, the council said.')
    """
    text = text_of(page, content_type, limits)
    if not has_tags(text):
        return extract_plain(text, url, limits)
    return _extract_html(parse(text, limits), url, shipped() if sites is None else sites)


def _extract_html(page: Page, url: str | None, sites: Sites) -> Article:
    """Read a page with tags."""
    claims = claims_of(page)
    base = absolute(url, page.base) or url
    judged = judge(page, claims, url, sites)
    lead, kinds = judged.lead, judged.kinds
    standfirst = next((number for number, kind in enumerate(kinds) if kind is BlockKind.STANDFIRST), None)
    outside = standfirst if standfirst is not None and judged.odds[standfirst] <= 0 else None
    built = build(page.leaves, kinds, outside, base)
    printed = [
        (kind, leaf) for kind, leaf in zip(kinds, page.leaves, strict=True) if kind is not BlockKind.FURNITURE
    ]
    bylines = _texts(printed, BlockKind.BYLINE)
    sources = [(leaf.text, leaf.links) for kind, leaf in printed if kind is BlockKind.SOURCE_CREDIT]
    headline, seo, over = printed_and_told(lead, claims)
    authors = authors_of(
        claims, [leaf for kind, leaf in printed if kind is BlockKind.BYLINE], page, host_of(url)
    )
    signed = None
    if not authors:
        signed, authors = signature(page, kinds, lead, claims)
    first = published(page, claims, printed, url, lead)
    kind = page_kind(page, kinds, built.body, headline, claims)
    return Article(
        url=url,
        canonical_url=absolute(base, claims.canonical),
        kicker=over or _first(_texts(printed, BlockKind.KICKER)),
        section=claims.section,
        headline=headline,
        seo_headline=seo,
        standfirst=_first(_texts(printed, BlockKind.STANDFIRST)),
        byline=_first(bylines) or (signed.text if signed is not None else None),
        authors=authors,
        agency=agency_of(built.body, bylines, [text for text, _ in sources])
        or agency_in(name for names in claims.authors for name in names),
        dateline=dateline_of(built.body)[0],
        published=first,
        modified=modified(claims, printed, first),
        utc_offset=offset_of(page, claims, first, lead),
        pictures=pictures_of(page, kinds, claims, base),
        videos=videos_of(page, kinds, claims, base),
        embeds=embeds_of(page.leaves, kinds, base),
        entries=entries_of(page, kinds, built.blocks, first) if kind is PageKind.LIVE_BLOG else (),
        body=built.body,
        links=built.links,
        credited_source=credited(sources, claims, base),
        corrections=tuple(_texts(printed, BlockKind.CORRECTION)),
        language=language_of(built.body or " ".join(claims.headlines), claims.language),
        page_kind=kind,
        blocks=built.blocks,
        furniture=built.furniture,
    )


def _texts(printed: Sequence[tuple[BlockKind, Leaf]], wanted: BlockKind) -> list[str]:
    """Return the texts of the blocks of one kind, in page order."""
    return [leaf.text for kind, leaf in printed if kind is wanted]


def _first(texts: list[str]) -> str | None:
    """Return the first of the texts; None if there is none."""
    return texts[0] if texts else None
