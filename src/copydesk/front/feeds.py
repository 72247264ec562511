"""The site's feeds from the same values as its pages: RSS 2.0, Atom and JSON Feed."""

from __future__ import annotations

import json
from datetime import UTC
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from copydesk.front.addresses import story_path, web_address
from copydesk.front.characters import printable, printable_json
from copydesk.front.rendering import description
from copydesk.front.values import FeedOf

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from typing import Any

    from copydesk.front.values import Site, StoryPage

ATOM = "http://www.w3.org/2005/Atom"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
ET.register_namespace("atom", ATOM)
ET.register_namespace("dc", DUBLIN_CORE)


def of_site(site: Site) -> FeedOf:
    """Return the feed that has all stories."""
    return FeedOf(title=site.name, page="/", folder="/feeds/")


def rss(pages: Sequence[StoryPage], site: Site, *, updated: datetime, whose: FeedOf | None = None) -> bytes:
    """Return the stories as RSS 2.0, each with its source named and linked.

    Args:
        pages: in the order of the feed.
        site: whose feed it is.
        updated: aware time of the latest change.
        whose: what its stories have in common; None for all of the site.
    """
    whose = whose or of_site(site)
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    _add(channel, "title", whose.title)
    _add(channel, "link", f"{site.url}{whose.page}")
    _add(channel, "description", f"Stories on {site.name}, each with its source.")
    _add(channel, "language", site.language)
    _add(channel, "lastBuildDate", format_datetime(updated))
    _add(channel, "docs", "https://www.rssboard.org/rss-specification")
    link = {"href": f"{site.url}{whose.folder}rss.xml", "rel": "self", "type": "application/rss+xml"}
    ET.SubElement(channel, f"{{{ATOM}}}link", link)
    if site.hub and whose.page == "/":
        ET.SubElement(channel, f"{{{ATOM}}}link", {"href": site.hub, "rel": "hub"})
    for page in pages:
        item = ET.SubElement(channel, "item")
        address = _address(page, site)
        _add(item, "title", page.card.headline)
        _add(item, "link", address)
        _add(item, "description", escape(_told(page)))
        _add(item, "guid", _key(page, site)).set("isPermaLink", "false")
        _add(item, "pubDate", format_datetime(page.card.opened))
        if page.card.topic:
            _add(item, "category", page.card.topic)
        if page.source:
            _add(item, f"{{{DUBLIN_CORE}}}creator", ", ".join(page.authors) or page.source.outlet.name)
        if page.source and web_address(page.source.url):
            _add(item, "source", page.source.outlet.name).set("url", web_address(page.source.url))
    return _xml(root)


def atom(pages: Sequence[StoryPage], site: Site, *, updated: datetime, whose: FeedOf | None = None) -> bytes:
    """Return the stories as Atom (RFC 4287); arguments as for `rss`."""
    whose = whose or of_site(site)
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": site.language})
    _add(root, "title", whose.title)
    _add(root, "id", f"{site.url}{whose.page}")
    _add(root, "updated", _stamp(updated))
    ET.SubElement(root, "link", href=f"{site.url}{whose.page}", rel="alternate", type="text/html")
    own = {"href": f"{site.url}{whose.folder}atom.xml", "rel": "self", "type": "application/atom+xml"}
    ET.SubElement(root, "link", own)
    if site.hub and whose.page == "/":
        ET.SubElement(root, "link", href=site.hub, rel="hub")
    _add(ET.SubElement(root, "author"), "name", site.name)
    for page in pages:
        _atom_entry(root, page, site)
    return _xml(root)


def _atom_entry(root: ET.Element, page: StoryPage, site: Site) -> None:
    """Add a story to an Atom feed."""
    entry = ET.SubElement(root, "entry")
    _add(entry, "title", page.card.headline)
    _add(entry, "id", _key(page, site))
    _add(entry, "published", _stamp(page.card.opened))
    _add(entry, "updated", _stamp(changed(page)))
    ET.SubElement(entry, "link", href=_address(page, site), rel="alternate", type="text/html")
    for name in page.authors or ((page.source.outlet.name,) if page.source else ()):
        _add(ET.SubElement(entry, "author"), "name", name)
    if page.card.topic:
        ET.SubElement(entry, "category", term=page.card.topic)
    _add(entry, "summary", _told(page))
    if page.source and web_address(page.source.url):
        ET.SubElement(entry, "link", href=web_address(page.source.url), rel="via")


def json_feed(pages: Sequence[StoryPage], site: Site, *, whose: FeedOf | None = None) -> bytes:
    """Return the stories as JSON Feed 1.1; arguments as for `rss`."""
    whose = whose or of_site(site)
    hubs = {"hubs": [{"type": "WebSub", "url": site.hub}]} if site.hub and whose.page == "/" else {}
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": whose.title,
        "home_page_url": f"{site.url}{whose.page}",
        "feed_url": f"{site.url}{whose.folder}feed.json",
        "language": site.language,
        **hubs,
        "items": [_json_item(page, site) for page in pages],
    }
    return json.dumps(printable_json(feed), ensure_ascii=False, indent=1).encode("utf-8")


def _json_item(page: StoryPage, site: Site) -> dict[str, Any]:
    """Return a story as an item of a JSON Feed."""
    item: dict[str, Any] = {
        "id": _key(page, site),
        "url": _address(page, site),
        "title": page.card.headline,
        "content_text": _told(page),
        "date_published": _stamp(page.card.opened),
        "date_modified": _stamp(changed(page)),
    }
    if page.source:
        names = page.authors or (page.source.outlet.name,)
        item["authors"] = [{"name": name} for name in names]
        item["external_url"] = web_address(page.source.url)
    if page.card.topic:
        item["tags"] = [page.card.topic]
    if page.card.picture:
        item["image"] = web_address(page.card.picture.url)
    return {key: each for key, each in item.items() if each}


def changed(page: StoryPage) -> datetime:
    """Return when a story last changed for those who read it in a feed: a new article, or a correction of ours."""
    return max([page.card.updated, *(each.when for each in page.corrections if each.when)])


def _told(page: StoryPage) -> str:
    """Return a story in few words, what we corrected foremost, labelled and dated."""
    corrected = [
        f"{each.label} ({each.when.astimezone(UTC):%Y-%m-%d %H:%M} UTC): {each.text}"
        for each in page.corrections
        if each.when and each.outlet is None
    ]
    return "\n\n".join([*corrected, description(page)])


def _key(page: StoryPage, site: Site) -> str:
    """Return a story's id for feed readers; it stays when the headline changes."""
    return f"{site.url}{story_path(page.card.number, '')}"


def _address(page: StoryPage, site: Site) -> str:
    """Return the address of a story's page."""
    return f"{site.url}{story_path(page.card.number, page.card.slug)}"


def _add(parent: ET.Element, name: str, text: str) -> ET.Element:
    """Add an element with a text."""
    element = ET.SubElement(parent, name)
    element.text = text
    return element


def _stamp(when: datetime) -> str:
    """Return a time as RFC 3339."""
    return when.isoformat(timespec="seconds")


def _xml(root: ET.Element) -> bytes:
    """Return a tree as a file of its own, without code points that XML cannot hold."""
    text = ET.tostring(root, encoding="unicode")
    return printable(f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n').encode("utf-8")
