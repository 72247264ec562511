"""Reads any feed or sitemap: which kind it is, the reader for that kind, and what to do when entries are lost."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from copydesk.errors import NotAFeedError
from copydesk.parsing.charset import to_utf8
from copydesk.parsing.feeds.atom import read_atom
from copydesk.parsing.feeds.draft import finished
from copydesk.parsing.feeds.elements import ENTRIES_MOST, Channel
from copydesk.parsing.feeds.jsonfeed import read_json
from copydesk.parsing.feeds.names import ShortNames
from copydesk.parsing.feeds.rss import read_rss
from copydesk.parsing.feeds.sitemap import read_index, read_lines, read_sitemap
from copydesk.parsing.feeds.tree import to_elements
from copydesk.types import Feed, FeedKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from copydesk.parsing.feeds.draft import Draft

_KINDS = {
    "rss": FeedKind.RSS,
    "channel": FeedKind.RSS,
    "rdf:rdf": FeedKind.RDF,
    "rdf": FeedKind.RDF,
    "feed": FeedKind.ATOM,
    "entry": FeedKind.ATOM,
    "urlset": FeedKind.SITEMAP,
    "sitemapindex": FeedKind.SITEMAP_INDEX,
}
_PAGE_START = re.compile(
    rb"(?>\s+|<!--.*?-->|<\?xml[^>]*>)*+(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE | re.DOTALL
)
_FEED_SIGN = re.compile(rb"<(?:\w{1,20}:)?(?:rss|feed|rdf|channel|item|entry)[\s>]", re.IGNORECASE)
_NO_TAGS = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)
_ENTRY_TAG = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)(?=[\s>])", re.IGNORECASE)
# The broad parser takes seconds where ours takes milliseconds, and hostile feeds are large.
_FALLBACK_BYTES = 2**19
_FALLBACK_ENTRIES = 2000


def parse_feed(
    data: bytes | str,
    url: str | None = None,
    content_type: str | None = None,
    *,
    fallback: Callable[[bytes, str | None], Feed] | None = None,
) -> Feed:
    """Read a feed or sitemap of any kind, sound or broken.

    Args:
        data: the body as it came, decompressed, or its text.
        url: where it was fetched; None leaves relative addresses as they are.
        content_type: the Content-Type header, for its charset; None when there was none.
        fallback: reads what is too broken for our own reader, given the bytes in UTF-8 and the address, and
            raises NotAFeedError when it cannot; None reads it with feedparser in this process.

    Returns:
        The feed; its summaries and contents are untrusted HTML, its `problems` say what was mended.

    Raises:
        NotAFeedError: it is neither RSS, RDF, Atom, JSON Feed nor a sitemap.

    >>> feed = parse_feed("<rss><channel><item><title>Ferry back</title></item></channel></rss>")
    >>> feed.kind.value, feed.items[0].headline
    ('rss', 'Ferry back')
    """
    data = data.encode("utf-8", "replace") if isinstance(data, str) else to_utf8(data, content_type)
    start = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    names = ShortNames()
    channel = Channel(url, names, has_bases=b"xml:base" in data)
    channel.fallback = fallback
    if start != b"<":
        if (feed := _without_markup(data, channel, start)) is not None:
            return feed
    elif _PAGE_START.match(data[:4000]):
        raise NotAFeedError(_message("it is a web page", url))
    return _from_xml(data, channel)


def _message(problem: str, url: str | None) -> str:
    """Return what to tell the caller."""
    return f"{url or 'the data'}: no RSS, RDF, Atom, JSON Feed or sitemap; {problem}"


def _without_markup(data: bytes, channel: Channel, start: bytes) -> Feed | None:
    """Read a JSON Feed or a sitemap in plain text; None when it is neither."""
    text = data.decode("utf-8", "replace").lstrip("\ufeff")
    if start == b"{":
        drafts = read_json(text, channel)
        if drafts is not None:
            return _feed(FeedKind.JSON, channel, drafts)
    elif start == b"h":
        drafts = read_lines(text, channel)
        if drafts is not None:
            return _feed(FeedKind.SITEMAP, channel, drafts)
    return None


def _from_xml(data: bytes, channel: Channel) -> Feed:
    """Read the XML kinds."""
    root = to_elements(data, channel.problems)
    kind = None if root is None else _kind(root, channel.names)
    if root is None or kind is None:
        return _mended(data, channel)
    if kind is FeedKind.SITEMAP_INDEX:
        return _feed(kind, channel, [], sitemaps=read_index(root, channel))
    if kind is FeedKind.SITEMAP:
        return _feed(kind, channel, read_sitemap(root, channel))
    drafts = read_atom(root, channel) if kind is FeedKind.ATOM else read_rss(root, channel)
    tag = b"<entry" if kind is FeedKind.ATOM else b"<item"
    if len(drafts) < ENTRIES_MOST and (not drafts or data.count(tag) > len(drafts)) and _loses(data, drafts):
        return _mended(data, channel, kind=kind, drafts=drafts)
    return _feed(kind, channel, drafts)


def _kind(root: _Element, names: ShortNames) -> FeedKind | None:
    """Return which format a root element begins; None for any other."""
    if not isinstance(root.tag, str):
        return None
    name = names[root.tag]
    if name.startswith("?:"):
        # A namespace nobody knows around elements everybody knows.
        names.adopt(root.tag)
        name = names[root.tag]
    return _KINDS.get(name.removeprefix("atom:"))


def _loses(data: bytes, drafts: list[Draft]) -> bool:
    """Say whether more entries begin in the markup than were found; those in CDATA and comments do not count."""
    return len(_ENTRY_TAG.findall(_NO_TAGS.sub(b"", data))) > len(drafts)


def _mended(
    data: bytes, channel: Channel, *, kind: FeedKind | None = None, drafts: list[Draft] | None = None
) -> Feed:
    """Let the broad parser try; keep what our own found when it finds no more.

    Raises:
        NotAFeedError: nothing in the data looks like a feed to either.
    """
    if not _FEED_SIGN.search(data):
        raise NotAFeedError(_message("it has none of their elements", channel.url))
    ours = None if kind is None else _feed(kind, channel, drafts or [])
    reason = "it is too broken to find any entry in"
    found = None
    if len(data) <= _FALLBACK_BYTES and len(_ENTRY_TAG.findall(data)) <= _FALLBACK_ENTRIES:
        try:
            found = (channel.fallback or read_broadly)(data, channel.url)
        except NotAFeedError as error:
            reason = str(error)
    if found is not None and found.items and (ours is None or len(found.items) > len(ours.items)):
        return _joined(found, channel, kind)
    if ours is None:
        raise NotAFeedError(
            reason if reason.startswith(channel.url or "the data") else _message(reason, channel.url)
        )
    notes = ("some entries could not be read", *((reason,) if "stopped" in reason else ()))
    return replace(ours, problems=tuple(dict.fromkeys((*ours.problems, *notes))))


def _joined(found: Feed, channel: Channel, kind: FeedKind | None) -> Feed:
    """Return the broad parser's feed; what our own reader knows of the feed as a whole stands."""
    taken = "entries would have been lost; feedparser read it instead"
    return replace(
        found,
        kind=kind or found.kind,
        title=channel.title or found.title,
        home_url=channel.home_url or found.home_url,
        self_url=channel.self_url,
        hub_url=channel.hub_url,
        language=channel.language,
        updated=channel.updated,
        problems=tuple(dict.fromkeys((*channel.problems, taken, *found.problems))),
    )


def read_broadly(data: bytes, url: str | None) -> Feed:
    """Read a broken feed with feedparser, in this process and without a limit.

    Args:
        data: the feed in UTF-8.
        url: where it was fetched; None leaves relative addresses as they are.

    Raises:
        NotAFeedError: it finds no entry, or breaks down.

    >>> read_broadly(b"<item><title>Ferry back</title></item>", None).items[0].headline
    'Ferry back'
    """
    from copydesk.parsing.feeds.fallback import read_broken

    channel = Channel(url, ShortNames(), has_bases=False)
    found = read_broken(data, channel)
    if found is None:
        raise NotAFeedError(
            _message("; ".join(channel.problems) or "it is too broken to find any entry in", url)
        )
    return _feed(found.kind, channel, found.drafts)


def _feed(kind: FeedKind, channel: Channel, drafts: list[Draft], *, sitemaps: tuple[str, ...] = ()) -> Feed:
    """Return the finished feed."""
    problems = channel.problems
    items = finished(drafts, problems)
    return Feed(
        kind=kind,
        url=channel.url,
        title=channel.title,
        home_url=channel.home_url,
        self_url=channel.self_url,
        hub_url=channel.hub_url,
        language=channel.language,
        updated=channel.updated,
        items=items,
        sitemaps=sitemaps,
        problems=tuple(dict.fromkeys(problems)),
    )
