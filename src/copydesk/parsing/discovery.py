"""What a page says of its feeds, and what its links say when it has none.

A link counts as an article by its address and its words: a path that ends in a slug, a number or a date, on
the same site, under words long enough for a headline. Navigation has short words and short paths.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urldefrag, urlsplit

from selectolax.lexbor import LexborHTMLParser

from copydesk.parsing.charset import decode
from copydesk.parsing.dates import parse_when
from copydesk.parsing.feeds.words import absolute, folded, inline_text, plain
from copydesk.types import Feed, FeedKind, FeedLink, Item

if TYPE_CHECKING:
    from datetime import datetime

    from selectolax.lexbor import LexborNode

_KINDS = {
    "application/rss+xml": FeedKind.RSS,
    "text/rss+xml": FeedKind.RSS,
    "text/rss": FeedKind.RSS,
    "application/rdf+xml": FeedKind.RDF,
    "application/atom+xml": FeedKind.ATOM,
    "application/x.atom+xml": FeedKind.ATOM,
    "application/x-atom+xml": FeedKind.ATOM,
    "application/feed+json": FeedKind.JSON,
}
_VAGUE_KINDS = frozenset({"text/xml", "application/xml", "application/json", ""})
_FEED_PATH = re.compile(
    r"/(?:feed|rss|atom|feeds|rdf)/?$|/(?:feed|rss|atom|index|feeds?)\.(?:xml|json|rdf|rss|atom|php|aspx?)$"
    r"|\.(?:rss|atom|rdf)$|/(?:feeds?|rss|rssfeeds?)/[^/]+(?:\.xml)?/?$|feeds\.feedburner\.com/",
    re.IGNORECASE,
)
_FEED_QUERY = re.compile(r"(?:^|&)(?:feed|format|type|output)=(?:rss2?|atom|feed|rdf|json)\b", re.IGNORECASE)
_COMMENTS = re.compile(r"comment|kommentar|comentario|reacties", re.IGNORECASE)

_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|zip|xml|rss|json|css|js|ico|docx?|xlsx?)$", re.IGNORECASE
)
_SECTION = frozenset(
    [
        "about",
        "abo",
        "account",
        "advertise",
        "archive",
        "archives",
        "author",
        "authors",
        "autor",
        "autoren",
        "category",
        "categories",
        "contact",
        "cookies",
        "datenschutz",
        "events",
        "faq",
        "help",
        "impressum",
        "jobs",
        "kontakt",
        "legal",
        "login",
        "newsletter",
        "newsletters",
        "people",
        "page",
        "podcasts",
        "privacy",
        "profile",
        "register",
        "rubrik",
        "search",
        "section",
        "shop",
        "signup",
        "subscribe",
        "subscription",
        "tag",
        "tags",
        "terms",
        "thema",
        "themen",
        "topic",
        "topics",
        "user",
        "users",
        "wp-admin",
        "wp-login.php",
    ]
)
_DATED_PATH = re.compile(r"/(?:19|20)\d\d[/-]?[01]?\d(?:[/-]?[0-3]?\d)?/")
_NUMBERED = re.compile(r"\d{4,}|[-_/.](?:a|id|art)?\d{3,}", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4")
_OUTSIDE = frozenset({"nav", "footer", "form"})
_MORE = re.compile(
    r"(?:read|continue|weiter|mehr|lire|leer|see|view|show)\b.{0,20}|comments?|\d+ comments?|share|subscribe.*",
    re.IGNORECASE,
)
_WIDE_SCRIPT = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def find_feeds(page: bytes | str, url: str) -> tuple[FeedLink, ...]:
    """Return the feeds a page says it has, and those its links obviously lead to.

    Args:
        page: the HTML as it came.
        url: its address.

    Returns:
        Declared feeds first, then linked ones, each in page order; feeds of comments last; each address once.

    >>> find_feeds('<link rel=alternate type="application/atom+xml" href=/atom.xml>', "https://gull.example/")
    (FeedLink(url='https://gull.example/atom.xml', kind=<FeedKind.ATOM: 'atom'>, title=None),)
    """
    tree, base = _parsed(page, url)
    found: dict[str, FeedLink] = {}
    for node in tree.css("link[rel][href]"):
        rels = (node.attributes.get("rel") or "").lower().split()
        if "alternate" in rels or "feed" in rels:
            _add(found, _declared(node, base, sure="feed" in rels))
    for node in tree.css("a[href]"):
        _add(found, _linked(node, base))
    links = list(found.values())
    return tuple(sorted(links, key=lambda link: bool(_COMMENTS.search(f"{link.title} {link.url}"))))


def front_page_items(page: bytes | str, url: str, *, limit: int) -> Feed:
    """Return the links of a page that look like articles, for an outlet without a feed.

    Args:
        page: the HTML as it came.
        url: its address.
        limit: most items returned.

    Returns:
        A feed of kind `page`: items in page order, with the words of the link as the headline.

    >>> feed = front_page_items('<h2><a href="/ferry-is-back">The ferry is back</a></h2>', "https://gull.example/",
    ...                         limit=9)
    >>> feed.items[0].headline
    'The ferry is back'
    """
    tree, base = _parsed(page, url)
    home = urlsplit(url)
    found: dict[str, tuple[int, Item]] = {}
    for node in tree.css("a[href]"):
        address = absolute(node.attributes.get("href"), base)
        parts = _split(address)
        if address is None or parts is None or not _on_site(parts, home) or _is_section(parts, home):
            continue
        rank, headline = _headline(node)
        if rank < 2 and not _names_article(parts):
            continue
        if _is_headline(headline) and not _outside(node):
            key = urldefrag(address)[0]
            if key not in found:
                found[key] = (rank, Item(key, key, headline, published=_when(node)))
            elif rank > found[key][0]:
                found[key] = (
                    rank,
                    Item(key, key, headline, published=found[key][1].published or _when(node)),
                )
    items = tuple(item for _, item in found.values())[:limit]
    title = tree.css_first("title")
    return Feed(
        kind=FeedKind.PAGE,
        url=url,
        title=(folded(title.text()) or None) if title is not None else None,
        home_url=url,
        language=_language(tree),
        items=items,
        problems=() if items else ("no link of the page looks like an article",),
    )


def _parsed(page: bytes | str, url: str) -> tuple[LexborHTMLParser, str]:
    """Return the tree of a page and the address its relative links start from."""
    text = (
        decode(page)
        if isinstance(page, bytes)
        else page.encode("utf-8", "replace").decode().replace("\0", "")
    )
    tree = LexborHTMLParser(text)
    node = tree.css_first("base[href]")
    stated = absolute(node.attributes.get("href"), url) if node is not None else None
    return tree, stated or url


def _split(address: str | None) -> SplitResult | None:
    """Return an address in its parts; None when it has none."""
    try:
        return urlsplit(address) if address else None
    except ValueError:
        return None


def _add(found: dict[str, FeedLink], link: FeedLink | None) -> None:
    """Keep a feed unless its address is known, a slash at its end apart."""
    if link is not None:
        found.setdefault(urldefrag(link.url)[0].rstrip("/"), link)


def _declared(node: LexborNode, base: str, *, sure: bool) -> FeedLink | None:
    """Return the feed that a link element declares."""
    address = absolute(node.attributes.get("href"), base)
    type_ = (node.attributes.get("type") or "").partition(";")[0].strip().lower()
    if address is None or "oembed" in type_:
        return None
    title = folded(node.attributes.get("title") or "") or None
    kind = _KINDS.get(type_)
    if kind is None:
        # Not every alternate in XML or JSON is a feed: APIs and translations are declared the same way.
        if type_ not in _VAGUE_KINDS or not (sure or _obvious(address)):
            return None
        kind = FeedKind.JSON if "json" in type_ else _kind_by_name(address)
    return FeedLink(address, kind, title)


def _linked(node: LexborNode, base: str) -> FeedLink | None:
    """Return the feed that an ordinary link obviously leads to."""
    address = absolute(node.attributes.get("href"), base)
    if address is None or not _obvious(address):
        return None
    return FeedLink(address, _kind_by_name(address), plain(node.text(deep=True)) or None)


def _obvious(address: str) -> bool:
    """Say whether an address has the form of a feed's."""
    parts = _split(address)
    if parts is None or "wp-json" in parts.path:
        return False
    return bool(_FEED_PATH.search(f"{parts.netloc}{parts.path}") or _FEED_QUERY.search(parts.query))


def _kind_by_name(address: str) -> FeedKind:
    """Return the kind that an address suggests."""
    lowered = address.lower()
    if "json" in lowered:
        return FeedKind.JSON
    if "atom" in lowered:
        return FeedKind.ATOM
    return FeedKind.RDF if lowered.endswith((".rdf", "/rdf")) else FeedKind.RSS


def _on_site(parts: SplitResult, home: SplitResult) -> bool:
    """Say whether a link stays with the outlet: its host, or one of the same domain."""
    host, own = (parts.hostname or ""), (home.hostname or "")
    tail = ".".join(own.removeprefix("www.").split(".")[-3:])
    return host == own or host.removeprefix("www.") == own.removeprefix("www.") or host.endswith(f".{tail}")


def _is_section(parts: SplitResult, home: SplitResult) -> bool:
    """Say whether an address leads to a list, a form or a file rather than an article."""
    path = parts.path.strip("/")
    if not path and not parts.query:
        return True
    if parts.path.rstrip("/") == home.path.rstrip("/") and parts.query == home.query:
        return True
    first, _, _ = path.lower().partition("/")
    return first in _SECTION or "/page/" in parts.path or bool(_FILE.search(parts.path))


def _names_article(parts: SplitResult) -> bool:
    """Say whether an address ends as articles' do: in a slug, a number or under a date."""
    last = parts.path.rstrip("/").rpartition("/")[2]
    words = [each for each in re.split(r"[-_]", last) if each]
    if len(words) >= 4 or _DATED_PATH.search(parts.path):
        return True
    return bool(_NUMBERED.search(last) or re.search(r"(?:^|&)(?:id|p|article|story|a)=\d+", parts.query))


def _headline(node: LexborNode) -> tuple[int, str]:
    """Return the words of a link and how sure it is that they are a headline: 2 in a heading, 1 in an article."""
    for name in _HEADINGS:
        inner = node.css_first(name)
        if inner is not None:
            return 3, inline_text(inner.html or "")
    text = inline_text(node.html or "")
    if not _is_headline(text):
        return 0, text
    parent = node.parent
    for _ in range(4):
        if parent is None or parent.tag is None:
            break
        if parent.tag in _HEADINGS:
            return 3, text
        parent = parent.parent
    return 1, text


def _is_headline(text: str) -> bool:
    """Say whether words are as long as a headline and do not merely invite to read on."""
    if len(text) > 250 or _MORE.fullmatch(text):
        return False
    return len(text.split()) >= 3 or len(_WIDE_SCRIPT.findall(text)) >= 6


def _outside(node: LexborNode) -> bool:
    """Say whether a link stands in navigation, a footer or a form."""
    parent = node.parent
    for _ in range(40):
        if parent is None:
            return False
        if parent.tag in _OUTSIDE:
            return True
        parent = parent.parent
    return False


def _when(node: LexborNode) -> datetime | None:
    """Return the time that stands in the same teaser as a link; None when the teaser has none or several."""
    parent = node.parent
    for _ in range(5):
        if parent is None or parent.tag in {"body", "html", "main", None}:
            return None
        times = parent.css("time[datetime]")
        if times:
            return parse_when(times[0].attributes.get("datetime") or "") if len(times) == 1 else None
        parent = parent.parent
    return None


def _language(tree: LexborHTMLParser) -> str | None:
    """Return the language the page says it is in."""
    root = tree.css_first("html[lang]")
    return folded(root.attributes.get("lang") or "") or None if root is not None else None
