"""What crawlers ask for: sitemap, news sitemap and robots.txt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from copydesk.front.addresses import outlet_path, story_path
from copydesk.front.characters import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from copydesk.front.values import Site

NEWS_AGE = timedelta(days=2)
MOST_LATEST = 30  #: stories named in llms.txt
MOST_NEWS = 1000  #: as the format allows
MOST_ADDRESSES = 50_000  #: as the format allows
#: pages of the site itself
SHARED_PAGES = ("/", "/archive/", "/corrections/", "/about/")
_ABOUT = (
    "> News gathered from outlets, each story with its sources named and linked. Words in quotation marks stand as "
    "they were first printed; what reprints altered is marked."
)
_QUOTING = (
    "Quote what is in quotation marks word for word or not at all, and name the outlet that a story credits, "
    "not this site alone."
)
_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A story as the maps list it."""

    number: int
    slug: str
    headline: str
    opened: datetime
    updated: datetime
    language: str = ""


def sitemap(entries: Iterable[Entry], outlets: Iterable[str], site: Site) -> bytes:
    """Return the addresses of all pages; the newest 50,000 at most.

    Args:
        entries: the stories, newest first.
        outlets: slugs of the outlets that have a page.
        site: whose map it is.
    """
    lines = [f"<url><loc>{escape(site.url)}{path}</loc></url>" for path in SHARED_PAGES]
    lines += [f"<url><loc>{escape(site.url + outlet_path(slug))}</loc></url>" for slug in outlets]
    lines += [
        f"<url><loc>{_address(each, site)}</loc><lastmod>{_stamp(each.updated)}</lastmod></url>"
        for each in entries
    ]
    return _document(f'<urlset xmlns="{_MAP}">', lines[:MOST_ADDRESSES])


def news_sitemap(entries: Iterable[Entry], site: Site, *, now: datetime) -> bytes:
    """Return the stories of the last two days, 1,000 at most, for news search.

    Args:
        entries: the stories, newest first.
        site: whose map it is.
        now: aware; what is older than two days is left out.
    """
    recent = [each for each in entries if now - NEWS_AGE <= each.opened <= now][:MOST_NEWS]
    lines = [
        f"<url><loc>{_address(each, site)}</loc><news:news><news:publication>"
        f"<news:name>{escape(site.name)}</news:name>"
        f"<news:language>{escape(each.language or site.language)}</news:language></news:publication>"
        f"<news:publication_date>{_stamp(each.opened)}</news:publication_date>"
        f"<news:title>{escape(each.headline)}</news:title></news:news></url>"
        for each in recent
    ]
    return _document(f'<urlset xmlns="{_MAP}" xmlns:news="{_NEWS}">', lines)


def robots(site: Site) -> bytes:
    """Return robots.txt: everything may be read but the desk, the programs' door and what is answered to people.

    What machines may use it for (Content-Usage, an IETF draft) and the licence (RSL 1.0) stand in it where the
    settings name them.
    """
    lines = ["User-agent: *"]
    lines += [f"Content-Usage: {site.content_usage}"] * bool(site.content_usage)
    lines += [f"Disallow: {path}" for path in ("/admin/", "/api/", "/desk/", "/reply/", "/search/?")]
    lines += ["", f"Sitemap: {site.url}/sitemap.xml", f"Sitemap: {site.url}/news-sitemap.xml"]
    lines += [f"License: {site.license_url}"] * bool(site.license_url)
    return "\n".join([*lines, ""]).encode()


def llms(entries: Sequence[Entry], site: Site) -> bytes:
    """Return llms.txt: for language models, what the site is, what its words are worth, and where the rest stands.

    Args:
        entries: the stories, newest first.
        site: whose file it is.
    """
    lines = [
        f"# {_line(site.name)}",
        "",
        _ABOUT,
        "",
        _QUOTING,
    ]
    lines += ["", f"What these pages may be used for: {site.content_usage}"] if site.content_usage else []
    lines += ["", f"Licence: {site.license_url}"] if site.license_url else []
    lines += ["", "## Latest", ""]
    lines += [
        f"- [{_line(each.headline)}]({site.url}{story_path(each.number, each.slug)})"
        for each in entries[:MOST_LATEST]
    ]
    lines += ["", "## Machines", ""]
    lines += [
        f"- [{name}]({site.url}{path})"
        for name, path in (
            ("JSON Feed", "/feeds/feed.json"),
            ("Atom", "/feeds/atom.xml"),
            ("News sitemap", "/news-sitemap.xml"),
            ("Sitemap", "/sitemap.xml"),
            ("Outlets and their feeds, OPML", "/feeds/outlets.opml"),
        )
    ]
    return printable("\n".join([*lines, ""])).encode("utf-8")


def _line(text: str) -> str:
    """Return a text as it may stand in a line of Markdown: a stranger's words make no link of their own."""
    return re.sub(r"([\\\[\]<>`*_])", r"\\\1", " ".join(text.split()))


def _address(entry: Entry, site: Site) -> str:
    """Return the address of a story's page, ready for XML."""
    return escape(site.url + story_path(entry.number, entry.slug))


def _stamp(when: datetime) -> str:
    """Return a time as the W3C writes it."""
    return when.isoformat(timespec="seconds")


def _document(opening: str, lines: list[str]) -> bytes:
    """Return a sitemap as a file."""
    text = "\n".join(['<?xml version="1.0" encoding="utf-8"?>', opening, *lines, "</urlset>", ""])
    return printable(text).encode("utf-8")
