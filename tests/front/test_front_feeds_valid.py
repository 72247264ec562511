"""What the W3C's feed validator holds against a feed, asked of ours: RSS 2.0, Atom (RFC 4287), JSON Feed 1.1.

The validator itself is on no package index; its errors and warnings that a feed of ours could draw are written down
here from the specifications, and each is shown to fire on a feed that was spoilt.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from lxml import etree

from copydesk.front.feeds import atom, json_feed, rss

if TYPE_CHECKING:
    from collections.abc import Iterator

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
NOW = datetime(2026, 3, 15, 9, 0, tzinfo=UTC)
ONCE = {"title", "link", "description", "language", "lastBuildDate", "docs", "guid", "pubDate", "source"}
OF_CHANNEL = {"title", "link", "description", "language", "lastBuildDate", "docs", "item", f"{ATOM}link"}
OF_ITEM = {"title", "link", "description", "guid", "pubDate", "category", "source", f"{DC}creator"}
OF_FEED = {"title", "id", "updated", "link", "author", "entry"}
OF_ENTRY = {"title", "id", "published", "updated", "link", "author", "category", "summary"}
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
RFC_822 = re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}")
ODD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def full(address: str | None) -> bool:
    """Say whether an address is whole and has no character that must be escaped."""
    found = urlsplit(address or "")
    return (
        found.scheme in {"http", "https"}
        and bool(found.netloc)
        and not re.search(r"[\s<>\"{}|\\^`]", address or "")
    )


def rss_faults(data: bytes, own: str) -> Iterator[str]:
    """Yield what is wrong with an RSS feed that is served at an address."""
    root = etree.fromstring(data)
    channel = root.find("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or channel is None:
        yield "no RSS 2.0"
        return
    yield from (
        f"channel lacks {each}" for each in ("title", "link", "description") if not channel.findtext(each)
    )
    if [each.get("href") for each in channel.findall(f"{ATOM}link[@rel='self']")] != [own]:
        yield "no link to itself"
    yield from (f"channel has {each.tag}" for each in channel if each.tag not in OF_CHANNEL)
    keys = [each.findtext("guid") for each in channel.findall("item")]
    if len(keys) != len(set(keys)):
        yield "a guid twice"
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", channel.findtext("language") or ""):
        yield "no language"
    for holder in (channel, *channel.findall("item")):
        yield from _rss_part(holder)


def _rss_part(holder: etree._Element) -> Iterator[str]:
    """Yield what is wrong with a channel or an item."""
    names = [each.tag for each in holder]
    yield from (f"{name} twice" for name in sorted(ONCE & set(names)) if names.count(name) > 1)
    for each in holder:
        text = each.text or ""
        if each.tag == "link" and not full(text):
            yield "link is no address"
        if each.tag in {"pubDate", "lastBuildDate"} and not (
            RFC_822.fullmatch(text) and parsedate_to_datetime(text)
        ):
            yield f"{each.tag} is no date"
        if each.tag == "guid" and each.get("isPermaLink", "true") == "true" and not full(text):
            yield "guid is no address"
        if each.tag == "source" and not full(each.get("url")):
            yield "source has no address"
        if each.tag == "title" and re.search(r"<[a-z/]|&(?:[a-z]+|#\d+);", text):
            yield "title holds markup"
    if holder.tag == "item":
        yield from (f"item has {each}" for each in names if each not in OF_ITEM)
        if not holder.findtext("title") and not holder.findtext("description"):
            yield "item has neither title nor description"


def atom_faults(data: bytes, own: str) -> Iterator[str]:
    """Yield what is wrong with an Atom feed that is served at an address."""
    root = etree.fromstring(data)
    if root.tag != f"{ATOM}feed":
        yield "no Atom"
        return
    if [each.get("href") for each in root.findall(f"{ATOM}link[@rel='self']")] != [own]:
        yield "no link to itself"
    entries = root.findall(f"{ATOM}entry")
    keys = [each.findtext(f"{ATOM}id") for each in entries]
    if len(keys) != len(set(keys)):
        yield "an id twice"
    for part, known in ((root, OF_FEED), *((each, OF_ENTRY) for each in entries)):
        names = [each.tag.removeprefix(ATOM) for each in part]
        yield from (f"{name} is not once" for name in ("title", "id", "updated") if names.count(name) != 1)
        yield from (f"{part.tag.removeprefix(ATOM)} has {name}" for name in names if name not in known)
        if "author" not in names and part is not root and root.find(f"{ATOM}author") is None:
            yield "nobody wrote it"
        if not any(each.get("rel", "alternate") == "alternate" for each in part.findall(f"{ATOM}link")):
            yield "no link to the page"
        yield from _atom_values(part)


def _atom_values(part: etree._Element) -> Iterator[str]:
    """Yield which values of a feed or entry are none."""
    for each in part:
        name, text = each.tag.removeprefix(ATOM), each.text or ""
        if name in {"updated", "published"} and not RFC_3339.fullmatch(text):
            yield f"{name} is no date"
        if name == "id" and not full(text):
            yield "id is no address"
        if name == "link" and not full(each.get("href")):
            yield "link is no address"
        if name == "author" and not each.findtext(f"{ATOM}name"):
            yield "author without a name"
        if name == "category" and not each.get("term"):
            yield "category without a term"


def json_faults(data: bytes, own: str) -> Iterator[str]:
    """Yield what is wrong with a JSON Feed that is served at an address."""
    feed = json.loads(data)
    if feed.get("version") != "https://jsonfeed.org/version/1.1" or not feed.get("title"):
        yield "no JSON Feed 1.1"
    if feed.get("feed_url") != own or not full(feed.get("home_page_url")):
        yield "no addresses of its own"
    keys = [each.get("id") for each in feed["items"]]
    if not all(isinstance(each, str) and each for each in keys) or len(keys) != len(set(keys)):
        yield "ids are missing or stand twice"
    for each in feed["items"]:
        if not (each.get("content_text") or each.get("content_html")):
            yield "item without content"
        yield from (
            f"{name} is no address"
            for name in ("url", "external_url", "image")
            if name in each and not full(each[name])
        )
        yield from (
            f"{name} is no date"
            for name in ("date_published", "date_modified")
            if not RFC_3339.fullmatch(each.get(name, ""))
        )
        if any(not author.get("name") for author in each.get("authors", ())):
            yield "author without a name"


@pytest.fixture
def served(story_page, site) -> dict[str, bytes]:
    """Our three feeds with one story, by the end of their address."""
    pages = [story_page]
    return {
        "rss.xml": rss(pages, site, updated=NOW),
        "atom.xml": atom(pages, site, updated=NOW),
        "feed.json": json_feed(pages, site),
    }


CHECKS = {"rss.xml": rss_faults, "atom.xml": atom_faults, "feed.json": json_faults}


@pytest.mark.parametrize("name", CHECKS)
def test_our_feeds_are_valid(served, site, name):
    """Nothing is held against them, and no character stands in them that XML forbids."""
    assert list(CHECKS[name](served[name], f"{site.url}/feeds/{name}")) == []
    assert not ODD.search(served[name].decode())


@pytest.mark.parametrize(
    ("name", "change", "fault"),
    [
        ("rss.xml", (' version="2.0"', ' version="3.0"'), "no RSS 2.0"),
        ("rss.xml", ("<docs>", "<colour>red</colour><docs>"), "channel has colour"),
        ("rss.xml", ("+0000</pubDate>", "</pubDate>"), "pubDate is no date"),
        ("rss.xml", (' isPermaLink="false">', ">no "), "guid is no address"),
        ("rss.xml", ("<item><title>", "<item><title>&lt;b>"), "title holds markup"),
        ("rss.xml", ("/feeds/rss.xml", "/rss.xml"), "no link to itself"),
        ("rss.xml", ("<item><title>", "<item><link>/story/</link><title>"), "link is no address"),
        ("atom.xml", ("<updated>", "<updated>on "), "updated is no date"),
        ("atom.xml", ("<entry>", "<entry><title>twice</title>"), "title is not once"),
        ("atom.xml", ("<entry>", "<entry><pubDate/>"), "entry has pubDate"),
        ("atom.xml", ('rel="alternate"', 'rel="related"'), "no link to the page"),
        ("atom.xml", ("<id>", "<id>story "), "id is no address"),
        ("feed.json", ("version/1.1", "version/2"), "no JSON Feed 1.1"),
        ("feed.json", ('"content_text"', '"text"'), "item without content"),
        ("feed.json", ('"date_published": "', '"date_published": "on '), "date_published is no date"),
    ],
)
def test_a_spoilt_feed_is_seen(served, site, name, change, fault):
    """Each fault is told where it was put in."""
    spoilt = served[name].decode().replace(*change)
    assert spoilt != served[name].decode()
    assert fault in list(CHECKS[name](spoilt.encode(), f"{site.url}/feeds/{name}"))
