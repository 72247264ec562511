"""Sitemaps, news sitemaps and sitemap indexes, in XML and in plain text."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from copydesk.parsing.dates import parse_when
from copydesk.parsing.feeds.draft import Draft
from copydesk.parsing.feeds.elements import ENTRIES_MOST, text_of
from copydesk.parsing.feeds.words import absolute, folded, plain
from copydesk.types import Picture

if TYPE_CHECKING:
    from lxml.etree import _Element

    from copydesk.parsing.feeds.elements import Channel


def read_sitemap(root: _Element, channel: Channel) -> list[Draft]:
    """Read a sitemap's addresses as drafts, with what a news sitemap adds to each."""
    names = channel.names
    found = (each for each in root.iter() if names[each.tag] == "url")
    return [_draft(each, channel) for each in islice(found, ENTRIES_MOST)]


def read_index(root: _Element, channel: Channel) -> tuple[str, ...]:
    """Return the addresses of the sitemaps in an index, each once."""
    names = channel.names
    found: dict[str, None] = {}
    for each in root.iter():
        if names[each.tag] == "sitemap":
            for child in each:
                if names[child.tag] == "loc" and (address := absolute(text_of(child), channel.url)):
                    found[address] = None
    return tuple(found)


def read_lines(text: str, channel: Channel) -> list[Draft] | None:
    """Read a sitemap in plain text, one address a line; None when a line is none."""
    drafts = []
    for line in text.split(maxsplit=ENTRIES_MOST)[:ENTRIES_MOST]:
        if not line.startswith(("http://", "https://")):
            return None
        draft = Draft(channel.url)
        draft.url = line
        drafts.append(draft)
    return drafts or None


def _draft(element: _Element, channel: Channel) -> Draft:
    """Read one address."""
    names = channel.names
    draft = Draft(channel.url)
    for child in element:
        name = names[child.tag]
        if name == "loc":
            draft.url = draft.url or absolute(text_of(child), channel.url)
        elif name == "lastmod":
            draft.updated = parse_when(text_of(child))
        elif name == "news:news":
            _read_news(draft, child, channel)
        elif name == "image:image":
            _read_image(draft, child, channel)
    return draft


def _read_news(draft: Draft, element: _Element, channel: Channel) -> None:
    """Read what a news sitemap says of an article."""
    names = channel.names
    for child in element.iter():
        name = names[child.tag]
        if name == "news:title":
            draft.headline = plain(text_of(child)) or None
        elif name == "news:publication_date":
            draft.published = parse_when(text_of(child))
        elif name == "news:language":
            draft.language = folded(text_of(child)) or None
        elif name == "news:name":
            channel.title = channel.title or plain(text_of(child)) or None
        elif name == "news:keywords":
            draft.topics = [plain(each) for each in text_of(child).split(",")]


def _read_image(draft: Draft, element: _Element, channel: Channel) -> None:
    """Read a picture of an article."""
    names = channel.names
    said = {names[child.tag]: text_of(child) for child in element}
    address = absolute(said.get("image:loc"), channel.url)
    if address:
        alt, caption = plain(said.get("image:title", "")), plain(said.get("image:caption", ""))
        draft.pictures = [*draft.pictures, Picture(address, alt or None, caption or None)]
