"""Atom 1.0 and 0.3: one small function per element, found by the element's short name."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

from copydesk.parsing.charset import decode
from copydesk.parsing.dates import parse_when
from copydesk.parsing.feeds.draft import Draft
from copydesk.parsing.feeds.elements import ENTRIES_MOST, XML_LANG, ReaderByTag, html_of, text_of, xhtml_of
from copydesk.parsing.feeds.media import enclosure, enclosures, is_picture, pictures
from copydesk.parsing.feeds.words import (
    absolute,
    absolute_links,
    as_html,
    folded,
    looks_like_html,
    people,
    plain,
    unescaped,
)
from copydesk.types import CreditedSource, Picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from copydesk.parsing.feeds.elements import Channel, Reader

_XHTML = frozenset({"xhtml", "application/xhtml+xml", "application/xml", "text/xml"})
_HTML = frozenset({"html", "text/html"})


def read_atom(root: _Element, channel: Channel) -> list[Draft]:
    """Read an Atom feed, or a single entry, into the channel and its drafts."""
    names = channel.names
    channel.language = root.get(XML_LANG)
    entries: list[_Element] = []
    if _name(root, channel) == "entry":
        entries.append(root)
    else:
        for child in root:
            name = _name(child, channel)
            if name in {"entry", "item"}:
                entries.append(child)
            elif name in _CHANNEL_READERS:
                _CHANNEL_READERS[name](channel, child)
    if not entries or any(names[each.tag].endswith("entry") for each in entries[-1]):
        entries = [each for each in root.iter() if _name(each, channel) == "entry"]
    readers = ReaderByTag(_READERS, names)
    return [_draft(each, channel, readers) for each in entries[:ENTRIES_MOST]]


def _name(element: _Element, channel: Channel) -> str:
    """Return an element's short name, Atom's own without its prefix."""
    return channel.names[element.tag].removeprefix("atom:")


def _channel_title(channel: Channel, element: _Element) -> None:
    """Read the outlet's name."""
    channel.title = channel.title or _label(element) or None


def _channel_link(channel: Channel, element: _Element) -> None:
    """Read the home page, the feed's own address, or its hub."""
    address = absolute(element.get("href"), channel.base_of(element))
    rel = (element.get("rel") or "alternate").strip().lower()
    if rel == "self":
        channel.self_url = channel.self_url or address
    elif rel == "hub":
        channel.hub_url = channel.hub_url or address
    elif rel == "alternate" and channel.home_url is None:
        channel.home_url = address


def _channel_updated(channel: Channel, element: _Element) -> None:
    """Read when the feed last changed."""
    channel.updated = channel.updated or parse_when(text_of(element))


def _channel_author(channel: Channel, element: _Element) -> None:
    """Read who wrote all entries that name nobody."""
    channel.authors += _persons(element)


def _channel_language(channel: Channel, element: _Element) -> None:
    """Read the language of the feed."""
    channel.language = channel.language or folded(text_of(element)) or None


_CHANNEL_READERS: dict[str, Callable[[Channel, _Element], None]] = {
    "title": _channel_title,
    "link": _channel_link,
    "updated": _channel_updated,
    "modified": _channel_updated,
    "author": _channel_author,
    "dc:language": _channel_language,
}


def _draft(element: _Element, channel: Channel, readers: ReaderByTag) -> Draft:
    """Read one entry."""
    has_bases = channel.has_bases
    base = channel.base_of(element) if has_bases else channel.base
    draft = Draft(base)
    draft.language = element.get(XML_LANG)
    for child in element:
        reader = readers[child.tag]
        if reader is not None:
            if has_bases:
                draft.base = channel.base_of(child)
            reader(draft, child)
    if draft.media is not None:
        draft.pictures = [*pictures(draft.media, channel.names, base), *draft.pictures]
        draft.enclosures = [*draft.enclosures, *enclosures(draft.media, channel.names, base)]
        draft.media = None
    if not draft.authors and channel.authors:
        draft.authors = [name for name in channel.authors if name != channel.title]
    return draft


def _label(element: _Element) -> str:
    """Return a title or label as plain text, by the type it says it has."""
    type_ = element.get("type")
    if not type_ or type_ == "text" or type_.strip().lower() in {"text", "text/plain"}:
        text = text_of(element)
        # Said to be plain, escaped all the same: a habit of many publishing tools.
        return plain(text) if looks_like_html(text) else folded(unescaped(text) if "&" in text else text)
    return plain(text_of(element))


def _markup(element: _Element, base: str | None) -> str | None:
    """Return a summary or content as HTML, by the type it says it has."""
    stated, mode = element.get("type"), element.get("mode")
    if stated == "html" and mode is None:
        return html_of(element, base)
    type_ = (stated or "text").partition(";")[0].strip().lower()
    mode = (mode or "").strip().lower()
    if mode == "base64":
        return _unpacked(element, base)
    if type_ in _HTML and mode != "xml":
        return html_of(element, base)
    if type_ in _XHTML or type_.endswith("+xml") or len(element):
        return xhtml_of(element, base)
    text = text_of(element).strip()
    if mode == "escaped" or looks_like_html(text):
        return absolute_links(text, base) or None
    if type_ in {"text", "text/plain"} or type_.startswith("text/"):
        return as_html(text) or None
    return None if element.get("src") else _unpacked(element, base)


def _unpacked(element: _Element, base: str | None) -> str | None:
    """Return content that was written as base64, where it is text."""
    if "html" not in (element.get("type") or "") and not (element.get("type") or "").startswith("text"):
        return None
    try:
        data = base64.b64decode(text_of(element))
    except (binascii.Error, ValueError):
        return None
    return absolute_links(decode(data).strip(), base) or None


def _persons(element: _Element) -> tuple[str, ...]:
    """Return the names in a person construct."""
    if not len(element):
        return people(element.text or "")
    for child in element:
        tag = str(child.tag)
        if tag.endswith("}name") or tag.rpartition("}")[2].lower() == "name":
            return people(text_of(child))
    return ()


def _id(draft: Draft, element: _Element) -> None:
    """Read the entry's own id."""
    draft.id = draft.id or text_of(element).strip() or None


def _title(draft: Draft, element: _Element) -> None:
    """Read the headline."""
    if draft.headline is None:
        draft.headline = _label(element) or None


def _link(draft: Draft, element: _Element) -> None:
    """Read a link: the article, the source it names, or a picture."""
    address = absolute(element.get("href") or element.text, draft.base)
    if address is None:
        return
    rel = (element.get("rel") or "alternate").strip().lower()
    type_ = (element.get("type") or "").strip().lower()
    if rel in {"alternate", "http://www.iana.org/assignments/relation/alternate"}:
        if type_ in {"", "text/html", "application/xhtml+xml"}:
            draft.url = draft.url or address
        else:
            draft.spare_url = draft.spare_url or address
    elif rel == "enclosure":
        if is_picture(address, type_ or None, None):
            draft.pictures = [*draft.pictures, Picture(address, alt=element.get("title"))]
        else:
            draft.enclosures = [*draft.enclosures, enclosure(address, type_, element.get("length"))]
    elif rel == "via" and draft.credited_source is None and (name := folded(element.get("title") or "")):
        draft.credited_source = CreditedSource(name, address)


def _origin(draft: Draft, element: _Element) -> None:
    """Read the article's own address where a feed service put its counter in front."""
    draft.origin = draft.origin or absolute(text_of(element), draft.base)


def _published(draft: Draft, element: _Element) -> None:
    """Read when it was published."""
    if draft.published is None:
        draft.published = parse_when(text_of(element))


def _spare_published(draft: Draft, element: _Element) -> None:
    """Read a date that counts when `published` is missing or unreadable."""
    if draft.spare_published is None:
        draft.spare_published = parse_when(text_of(element))


def _updated(draft: Draft, element: _Element) -> None:
    """Read when it was last changed."""
    if draft.updated is None:
        draft.updated = parse_when(text_of(element))


def _summary(draft: Draft, element: _Element) -> None:
    """Read the summary."""
    if draft.summary is None:
        draft.summary = _markup(element, draft.base)


def _content(draft: Draft, element: _Element) -> None:
    """Read the full text; of several, the longest; of a file elsewhere, its address."""
    if (
        (source := element.get("src"))
        and draft.spare_url is None
        and "html" in (element.get("type") or "html")
    ):
        draft.spare_url = absolute(source, draft.base)
    found = _markup(element, draft.base)
    if found is not None and len(found) > len(draft.content or ""):
        draft.content = found


def _author(draft: Draft, element: _Element) -> None:
    """Read a person who wrote it."""
    draft.authors = [*draft.authors, *_persons(element)]


def _category(draft: Draft, element: _Element) -> None:
    """Read a topic: its label, else its term, else its text."""
    topic = folded(element.get("label") or element.get("term") or "") or plain(text_of(element))
    draft.topics = [*draft.topics, unescaped(topic) if "&" in topic else topic]


def _source(draft: Draft, element: _Element) -> None:
    """Read the feed that the entry was taken from."""
    title = address = None
    for child in element:
        name = str(child.tag).rpartition("}")[2].lower()
        if name == "title":
            title = _label(child)
        elif name == "link" and (child.get("rel") or "alternate") == "alternate":
            address = address or absolute(child.get("href"), draft.base)
    if title and draft.credited_source is None:
        draft.credited_source = CreditedSource(title, address)


_OWN: dict[str, Reader] = {
    "id": _id,
    "title": _title,
    "link": _link,
    "published": _published,
    "issued": _spare_published,
    "created": _spare_published,
    "updated": _updated,
    "modified": _updated,
    "summary": _summary,
    "content": _content,
    "author": _author,
    "category": _category,
    "source": _source,
}
_READERS: dict[str, Reader] = {
    **_OWN,
    **{f"atom:{name}": reader for name, reader in _OWN.items()},
    "dc:creator": _author,
    "dc:date": _spare_published,
    "dc:subject": _category,
    "feedburner:origlink": _origin,
}
