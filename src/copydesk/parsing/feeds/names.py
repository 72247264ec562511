"""One short name per element, whatever namespace address, prefix or case a feed spells it with."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

_PREFIXES = {
    "": (
        "my.netscape.com/rdf/simple/0.9",
        "channel.netscape.com/rdf/simple/0.9",
        "my.netscape.com/publish/formats/rss-0.91.dtd",
        "purl.org/rss/1.0",
        "purl.org/rss/2.0",
        "purl.org/net/rss1.1",
        "backend.userland.com/rss",
        "backend.userland.com/rss2",
        "backend.userland.com/rss091",
        "backend.userland.com/rss092",
        "blogs.law.harvard.edu/tech/rss",
        "cyber.law.harvard.edu/rss/rss.html",
        "www.rssboard.org/rss-specification",
        "www.sitemaps.org/schemas/sitemap/0.9",
        "sitemaps.org/schemas/sitemap/0.9",
        "www.google.com/schemas/sitemap/0.84",
        "www.google.com/schemas/sitemap/0.9",
    ),
    "atom": ("www.w3.org/2005/atom", "purl.org/atom/ns", "purl.org/atom", "example.com/newformat"),
    "dc": ("purl.org/dc/elements/1.1", "purl.org/dc/elements/1.0", "purl.org/metadata/dublin_core"),
    "dcterms": ("purl.org/dc/terms", "purl.org/rss/1.0/modules/dcterms"),
    "content": ("purl.org/rss/1.0/modules/content",),
    "rdf": ("www.w3.org/1999/02/22-rdf-syntax-ns",),
    "xhtml": ("www.w3.org/1999/xhtml", "www.w3.org/tr/xhtml1"),
    "media": (
        "search.yahoo.com/mrss",
        "video.search.yahoo.com/mrss",
        "tools.search.yahoo.com/mrss",
        "www.rssboard.org/media-rss",
    ),
    "itunes": ("www.itunes.com/dtds/podcast-1.0.dtd", "www.itunes.com/dtds/podcast"),
    "feedburner": ("rssnamespace.org/feedburner/ext/1.0",),
    "news": ("www.google.com/schemas/sitemap-news/0.9", "www.google.com/schemas/sitemap-news"),
    "image": ("www.google.com/schemas/sitemap-image/1.1", "www.google.com/schemas/sitemap-image"),
}
_TAG_MOST = 100  # code points of a tag worth remembering
_BY_ADDRESS = {address: prefix for prefix, addresses in _PREFIXES.items() for address in addresses}


class ShortNames(dict[Any, str]):
    """Maps a tag as lxml spells it to its short name; made anew for each feed, so it cannot grow for ever.

    >>> names = ShortNames()
    >>> names["{http://search.yahoo.com/mrss}content"], names["pubDate"], names["media:Credit"]
    ('media:content', 'pubdate', 'media:credit')
    """

    _adopted: str | None = None

    def __missing__(self, tag: object) -> str:
        """Work the short name out when the tag is first met; what is no element has the name "?"."""
        if not isinstance(tag, str):
            return "?"
        if self._adopted is not None and tag.startswith(f"{{{self._adopted}}}"):
            name = tag.rpartition("}")[2].lower()
        else:
            name = _short_again(tag) if len(tag) < _TAG_MOST else _short(tag)
        self[tag] = name
        return name

    def adopt(self, tag: str) -> None:
        """Take the namespace of a root nobody knows for the format's own."""
        self._adopted = tag[1:].partition("}")[0]
        self.clear()


def _short(tag: str) -> str:
    """Return the short name of a tag; one of a namespace nobody knows begins with a question mark."""
    if not tag.startswith("{"):
        return tag.lower()
    address, _, local = tag[1:].partition("}")
    plain = address.strip().lower().removeprefix("http://").removeprefix("https://").rstrip("/#")
    prefix = _BY_ADDRESS.get(plain)
    if prefix is None:
        return f"?:{local.lower()}"
    return f"{prefix}:{local.lower()}" if prefix else local.lower()


_short_again = lru_cache(maxsize=1024)(_short)
