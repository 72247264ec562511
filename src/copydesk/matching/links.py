"""Addresses as far as they tell one article from another: who links to whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from copydesk.types import Article

_TRACKING = re.compile(r"(?i)^(?:utm_\w+|fbclid|gclid|mc_[ce]id|ref|source)=")


def address_form(url: str | None) -> str | None:
    """Return the form in which addresses of articles are compared; None for a front page and for no address.

    >>> address_form("https://www.Quay-Post.example/news/ferry/?utm_source=x#top")
    'quay-post.example/news/ferry'
    >>> address_form("https://quay-post.example/") is None
    True
    """
    if not url:
        return None
    try:
        parts = urlsplit(url)
        host = parts.netloc.lower().rpartition("@")[2].removeprefix("www.")
    except ValueError:
        return None
    path = parts.path.rstrip("/")
    query = "&".join(each for each in parts.query.split("&") if each and not _TRACKING.match(each))
    if not host or not (path or query):
        return None
    return f"{host}{path}?{query}" if query else f"{host}{path}"


def addresses(article: Article | None) -> frozenset[str]:
    """Return the addresses under which an article can be linked to; none for a bare text."""
    if article is None:
        return frozenset()
    found = (address_form(each) for each in (article.url, article.canonical_url))
    return frozenset(each for each in found if each)


def linked(article: Article | None) -> frozenset[str]:
    """Return the addresses that an article's text links to, its own left out; none for a bare text."""
    if article is None:
        return frozenset()
    found = (address_form(each.href) for each in article.links)
    return frozenset(each for each in found if each) - addresses(article)
