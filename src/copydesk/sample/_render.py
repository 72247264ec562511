"""Makes what an outlet serves, pages, feeds and all, out of its files and templates."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING, Any

from copydesk.sample._load import ArticleFile, OutletFile, in_utc, newsroom_folder
from copydesk.sample._template import render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_NEWEST_FIRST = 40


@dataclass(frozen=True, slots=True)
class Resource:
    """One address's answer."""

    body: bytes
    content_type: str
    modified: datetime  #: aware
    status: int = 200
    location: str | None = None  #: where a moved address leads
    squeezed: bool = False  #: goes out as gzip to those who take it

    @property
    def etag(self) -> str:
        """The validator: a hash of the body."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'


@dataclass(frozen=True, slots=True)
class Shelf:
    """What rendering an outlet needs: its articles as they stand now and how to find any article's address."""

    outlet: OutletFile
    base: str  #: address without a slash at the end
    articles: tuple[ArticleFile, ...]  #: newest first
    address: Callable[[str], str]  #: article's id → address


def text_of(paragraph: str) -> str:
    """Return a paragraph as a reader sees it, links without their targets.

    >>> text_of("as [the Courier](courier-02) reported")
    'as the Courier reported'
    """
    return _LINK.sub(r"\1", paragraph.removeprefix("## "))


def resources(shelf: Shelf) -> dict[str, Resource]:
    """Return every path that the outlet answers and its answer."""
    outlet, newest = shelf.outlet, max(_touched(article) for article in shelf.articles)
    found = {article.path: _page(shelf, article) for article in shelf.articles}
    found["/"] = _text(outlet, _fill(shelf, "front.html", _listing(shelf)), outlet.page_type, newest)
    if outlet.feed:
        found[outlet.feed] = _text(outlet, _feed(shelf), outlet.feed_type, newest)
    found["/robots.txt"] = Resource(_robots(shelf).encode(), "text/plain; charset=utf-8", newest)
    for old, article_id in outlet.moved:
        target = next(article for article in shelf.articles if article.id == article_id)
        found[old] = Resource(b"", "text/html", newest, status=301, location=shelf.base + target.path)
    for path, words in outlet.pages:
        found[path] = _text(outlet, f"<!doctype html><p>{escape(words)}</p>", outlet.page_type, newest)
    for path in outlet.disallow:
        found[path + "briefing"] = Resource(b"<p>For members.</p>", "text/html; charset=utf-8", newest)
    for name in {article.picture for article in shelf.articles if article.picture}:
        picture = (newsroom_folder() / "pictures" / name).read_bytes()
        found[f"/pictures/{name}"] = Resource(picture, "image/svg+xml", newest)
    return found


def _touched(article: ArticleFile) -> datetime:
    """Return when an article last changed."""
    return article.modified or article.published


def _text(outlet: OutletFile, text: str, content_type: str, modified: datetime) -> Resource:
    """Return a text in the outlet's own encoding; what the encoding lacks becomes a character reference."""
    body = text.encode(outlet.encoding, "xmlcharrefreplace")
    return Resource(body, content_type, modified, squeezed=outlet.squeezed)


def _fill(shelf: Shelf, template: str, values: Mapping[str, Any]) -> str:
    """Return one of the outlet's templates filled."""
    text = (newsroom_folder() / shelf.outlet.slug / template).read_text("utf-8")
    return render(text, values)


def _page(shelf: Shelf, article: ArticleFile) -> Resource:
    """Return an article's page."""
    values = {**_listing(shelf), **_values(shelf, article)}
    values["related"] = [each for each in values["articles"] if each["id"] != article.id][:4]
    page = _fill(shelf, "article.html", values)
    content_type = f"text/html; charset={article.charset}" if article.charset else shelf.outlet.page_type
    return _text(shelf.outlet, page, content_type, _touched(article))


def _feed(shelf: Shelf) -> str:
    """Return the outlet's feed: JSON Feed where its type says so, else its template."""
    if "json" in shelf.outlet.feed_type:
        return _json_feed(shelf)
    return _fill(shelf, "feed.xml", _listing(shelf))


def _robots(shelf: Shelf) -> str:
    """Return the outlet's robots.txt."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in shelf.outlet.disallow or ("",))]
    if shelf.outlet.feed and "sitemap" in shelf.outlet.feed:
        lines.append(f"Sitemap: {shelf.base}{shelf.outlet.feed}")
    return "\n".join(lines) + "\n"


def _listing(shelf: Shelf) -> dict[str, Any]:
    """Return the values that front page, feed and related links are made from."""
    newest = max(_touched(article) for article in shelf.articles)
    return {
        "outlet": shelf.outlet.name,
        "tagline": shelf.outlet.tagline,
        "base": shelf.base,
        "feed": shelf.base + (shelf.outlet.feed or "/"),
        "language": shelf.outlet.language,
        "updated_iso": newest.isoformat(),
        "updated_rfc": format_datetime(newest),
        "articles": [_values(shelf, article) for article in shelf.articles[:_NEWEST_FIRST]],
        "strays": [
            {"path": path, "url": shelf.base + path, "headline": words} for path, words in shelf.outlet.strays
        ],
    }


def _values(shelf: Shelf, article: ArticleFile) -> dict[str, Any]:
    """Return everything a template may ask of one article."""
    url = shelf.base + _announced(shelf.outlet, article)
    first = text_of(article.paragraphs[0])
    body = list(_body(shelf, article))
    return {
        **{
            name: getattr(article, name)
            for name in ("id", "path", "headline", "kicker", "section", "standfirst")
        },
        **{
            name: getattr(article, name) for name in ("byline", "agency", "alt", "caption", "credit", "video")
        },
        "correction": article.correction,
        "url": url,
        "canonical": shelf.base + article.path,
        "authors": [{"author": author} for author in _authors(article.byline)],
        "published_iso": article.published.isoformat(),
        "published_utc": in_utc(article.published),
        "published_rfc": _feed_date(article),
        "published_text": f"{article.published:%A} {article.published.day} {article.published:%B %Y, %H:%M}",
        "published_us": f"{article.published:%B} {article.published.day}, {article.published:%Y}",
        "published_day": article.published.date().isoformat(),
        "modified_iso": _touched(article).isoformat(),
        "modified_utc": in_utc(_touched(article)),
        "modified_text": _modified_text(article),
        "picture": f"{shelf.base}/pictures/{article.picture}" if article.picture else "",
        "source_name": article.source_name,
        "source_href": _target(shelf, article.source_href),
        "summary": article.standfirst or first,
        "body": body,
        "content": "".join(f"<h3>{b['html']}</h3>" if b["heading"] else f"<p>{b['html']}</p>" for b in body),
        "json_ld": _json_ld(shelf, article),
    }


def _announced(outlet: OutletFile, article: ArticleFile) -> str:
    """Return the path under which lists name the article: the old one where it has moved."""
    return next((old for old, article_id in outlet.moved if article_id == article.id), article.path)


def _authors(byline: str) -> list[str]:
    """Return the people of a byline; desks and agencies are left out.

    >>> _authors("By Ada Renn and Tom Ilk")
    ['Ada Renn', 'Tom Ilk']
    """
    line = byline.removeprefix("By ").partition(",")[0]
    people = [part.strip() for part in line.split(" and ")]
    return [
        p for p in people if p and not re.search(r"\b(?:Press|UCP|staff|desk|reporters|admin|newsroom)\b", p)
    ]


def _feed_date(article: ArticleFile) -> str:
    """Return the date that the feed prints: the true one, a wrong one, or none."""
    if article.feed_date:
        return "" if article.feed_date == "none" else article.feed_date
    return format_datetime(article.published)


def _modified_text(article: ArticleFile) -> str:
    """Return when the article was changed, as the page prints it, or nothing."""
    if article.modified is None:
        return ""
    return f"{article.modified:%A} {article.modified.day} {article.modified:%B %Y, %H:%M}"


def _target(shelf: Shelf, target: str) -> str:
    """Return the address behind an article's id; addresses and paths stand as they are."""
    return target if "/" in target or not target else shelf.address(target)


def _body(shelf: Shelf, article: ArticleFile) -> Iterator[dict[str, Any]]:
    """Yield the paragraphs as HTML, their links in place."""

    def link(found: re.Match[str]) -> str:
        return f'<a href="{escape(_target(shelf, found[2]))}">{found[1]}</a>'

    for paragraph in article.paragraphs:
        heading = paragraph.startswith("## ")
        html = _LINK.sub(link, escape(paragraph.removeprefix("## "), quote=False))
        yield {"html": html, "heading": heading, "text": not heading}


def _json_ld(shelf: Shelf, article: ArticleFile) -> str:
    """Return the article as schema.org sees it."""
    about: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.headline,
        "description": article.standfirst,
        "articleSection": article.section,
        "mainEntityOfPage": shelf.base + article.path,
        "datePublished": article.published.isoformat(),
        "dateModified": _touched(article).isoformat(),
        "author": [{"@type": "Person", "name": author} for author in _authors(article.byline)],
        "publisher": {"@type": "NewsMediaOrganization", "name": shelf.outlet.name},
        "inLanguage": shelf.outlet.language,
    }
    if article.picture:
        address = f"{shelf.base}/pictures/{article.picture}"
        about["image"] = {
            "@type": "ImageObject",
            "url": address,
            "caption": article.caption,
            "creditText": article.credit,
        }
    if article.agency:
        about["sourceOrganization"] = {"@type": "NewsMediaOrganization", "name": article.agency}
    if article.correction:
        about["correction"] = {"@type": "CorrectionComment", "text": article.correction}
    # "</" inside a script element would end it.
    return json.dumps(about, ensure_ascii=False).replace("</", "<\\/")


def _json_feed(shelf: Shelf) -> str:
    """Return the outlet's feed as JSON Feed 1.1."""
    listing = _listing(shelf)
    items = [
        {
            "id": each["canonical"],
            "url": each["url"],
            "title": each["headline"],
            "summary": each["summary"],
            "content_html": each["content"],
            "date_published": each["published_iso"],
            "date_modified": each["modified_iso"],
            "authors": [{"name": author["author"]} for author in each["authors"]],
            "tags": [each["section"]],
            **({"image": each["picture"]} if each["picture"] else {}),
        }
        for each in listing["articles"]
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": shelf.outlet.name,
        "home_page_url": shelf.base + "/",
        "feed_url": listing["feed"],
        "language": shelf.outlet.language,
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1)
