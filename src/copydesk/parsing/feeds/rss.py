"""RSS 0.9x to 2.0 and RDF: one small function per element, found by the element's short name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.parsing.dates import parse_when
from copydesk.parsing.feeds.draft import Draft
from copydesk.parsing.feeds.elements import ENTRIES_MOST, XML_LANG, ReaderByTag, html_of, text_of
from copydesk.parsing.feeds.media import enclosure, enclosures, is_picture, pictures
from copydesk.parsing.feeds.words import absolute, as_html, folded, label, looks_like_html, people, plain
from copydesk.types import CreditedSource, Enclosure, Picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml.etree import _Element

    from copydesk.parsing.feeds.elements import Channel, Reader

_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


def read_rss(root: _Element, channel: Channel) -> list[Draft]:
    """Read an RSS or RDF feed into the channel and its drafts, in the order of the feed."""
    names = channel.names
    items: list[_Element] = []
    if names[root.tag] == "channel":
        items += _read_channel(root, channel)
    else:
        for element in root:
            name = names[element.tag]
            if name == "channel":
                items += _read_channel(element, channel)
            elif name == "item":
                items.append(element)
    if not items or any(names[child.tag] == "item" for child in items[-1]):
        # Items inside each other, or where nobody would look for them.
        items = [each for each in root.iter() if names[each.tag] == "item"]
    readers = ReaderByTag(_READERS, names)
    return [_draft(each, channel, readers) for each in items[:ENTRIES_MOST]]


def _read_channel(element: _Element, channel: Channel) -> Iterable[_Element]:
    """Read what the channel says of itself; return its items."""
    items = []
    names = channel.names
    for child in element:
        name = names[child.tag]
        if name == "item":
            items.append(child)
        elif name in _CHANNEL_READERS:
            _CHANNEL_READERS[name](channel, child)
        elif name == "items":
            items += [each for each in child if names[each.tag] == "item"]
    return items


def _channel_title(channel: Channel, element: _Element) -> None:
    """Read the outlet's name."""
    channel.title = channel.title or plain(text_of(element)) or None


def _channel_link(channel: Channel, element: _Element) -> None:
    """Read the address of the outlet's home page."""
    if channel.home_url is None:
        channel.home_url = absolute(text_of(element), channel.url)


def _channel_atom_link(channel: Channel, element: _Element) -> None:
    """Read the feed's own address, its hub, or its home page."""
    address = absolute(element.get("href"), channel.base_of(element))
    rel = (element.get("rel") or "alternate").strip().lower()
    if rel == "self":
        channel.self_url = channel.self_url or address
    elif rel == "hub":
        channel.hub_url = channel.hub_url or address
    elif rel == "alternate" and channel.home_url is None:
        channel.home_url = address


def _channel_language(channel: Channel, element: _Element) -> None:
    """Read the language of the feed."""
    channel.language = channel.language or folded(text_of(element)) or None


def _channel_updated(channel: Channel, element: _Element) -> None:
    """Read when the feed last changed."""
    channel.updated = channel.updated or parse_when(text_of(element))


_CHANNEL_READERS: dict[str, Callable[[Channel, _Element], None]] = {
    "title": _channel_title,
    "dc:title": _channel_title,
    "link": _channel_link,
    "atom:link": _channel_atom_link,
    "language": _channel_language,
    "dc:language": _channel_language,
    "lastbuilddate": _channel_updated,
    "pubdate": _channel_updated,
    "dc:date": _channel_updated,
    "dcterms:modified": _channel_updated,
    "atom:updated": _channel_updated,
}


def _draft(element: _Element, channel: Channel, readers: ReaderByTag) -> Draft:
    """Read one item."""
    has_bases = channel.has_bases
    base = channel.base_of(element) if has_bases else channel.base
    draft = Draft(base)
    draft.id = element.get(_ABOUT)
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
    return draft


def _title(draft: Draft, element: _Element) -> None:
    """Read the headline."""
    if draft.headline is None:
        draft.headline = plain(text_of(element)) or None


def _spare_title(draft: Draft, element: _Element) -> None:
    """Read a headline that counts when `title` is missing."""
    if draft.spare_headline is None:
        draft.spare_headline = plain(text_of(element)) or None


def _link(draft: Draft, element: _Element) -> None:
    """Read the address of the article."""
    if draft.url is None:
        # Some feeds write Atom's empty <link href="…"/> into RSS.
        draft.url = absolute(text_of(element) or element.get("href"), draft.base)


def _atom_link(draft: Draft, element: _Element) -> None:
    """Read an Atom link: the article, or a picture that belongs to it."""
    address = absolute(element.get("href"), draft.base)
    rel = (element.get("rel") or "alternate").strip().lower()
    if address is None:
        return
    if rel == "alternate":
        draft.spare_url = draft.spare_url or address
    elif rel == "enclosure":
        if is_picture(address, element.get("type"), None):
            draft.pictures = [*draft.pictures, Picture(address, alt=element.get("title"))]
        else:
            _attach(draft, enclosure(address, element.get("type"), element.get("length")))


def _origin(draft: Draft, element: _Element) -> None:
    """Read the article's own address where a feed service put its counter in front."""
    draft.origin = draft.origin or absolute(text_of(element), draft.base)


def _guid(draft: Draft, element: _Element) -> None:
    """Read the entry's own id, which is its address too unless it says otherwise."""
    text = text_of(element).strip()
    if not text or (draft.id is not None and element.tag != "guid"):
        return
    draft.id = text
    permanent = element.get("isPermaLink")
    if permanent is None:
        permanent = element.get("ispermalink", "true")
    if permanent != "false" and permanent.strip().lower() != "false":
        draft.spare_url = (
            absolute(text, None) if text.startswith(("http://", "https://")) else draft.spare_url
        )


def _identifier(draft: Draft, element: _Element) -> None:
    """Read an id that counts when there is no guid."""
    draft.id = draft.id or text_of(element).strip() or None


def _description(draft: Draft, element: _Element) -> None:
    """Read the summary."""
    if draft.summary is None:
        draft.summary = html_of(element, draft.base)


def _spare_description(draft: Draft, element: _Element) -> None:
    """Read a summary, plain by its format, that counts when `description` is missing."""
    if draft.spare_summary is None:
        text = text_of(element).strip()
        draft.spare_summary = (text if looks_like_html(text) else as_html(text)) or None


def _content(draft: Draft, element: _Element) -> None:
    """Read the full text; of several, the longest."""
    found = html_of(element, draft.base)
    if found is not None and len(found) > len(draft.content or ""):
        draft.content = found


def _published(draft: Draft, element: _Element) -> None:
    """Read when it was published."""
    if draft.published is None:
        draft.published = parse_when(text_of(element))


def _spare_published(draft: Draft, element: _Element) -> None:
    """Read a date that counts when `pubDate` is missing or unreadable."""
    if draft.spare_published is None:
        draft.spare_published = parse_when(text_of(element))


def _updated(draft: Draft, element: _Element) -> None:
    """Read when it was last changed."""
    if draft.updated is None:
        draft.updated = parse_when(text_of(element))


def _author(draft: Draft, element: _Element) -> None:
    """Read the people who wrote it."""
    if len(element) == 0:
        draft.authors = (*draft.authors, *people(element.text or ""))
        return
    for each in element:
        if str(each.tag).rpartition("}")[2].lower() == "name":
            draft.authors = (*draft.authors, *people(text_of(each)))


def _category(draft: Draft, element: _Element) -> None:
    """Read a topic."""
    topic = label(text_of(element)) or folded(
        element.get("label") or element.get("term") or element.get("text") or ""
    )
    draft.topics = (*draft.topics, topic)


def _keywords(draft: Draft, element: _Element) -> None:
    """Read topics in a list by comma."""
    draft.topics = [*draft.topics, *(plain(each) for each in text_of(element).split(","))]


def _language(draft: Draft, element: _Element) -> None:
    """Read the language of the entry."""
    draft.language = folded(text_of(element)) or draft.language


def _source(draft: Draft, element: _Element) -> None:
    """Read the outlet that the entry was taken from."""
    name = plain(text_of(element))
    if name and draft.credited_source is None:
        draft.credited_source = CreditedSource(name, absolute(element.get("url"), draft.base))


def _enclosure(draft: Draft, element: _Element) -> None:
    """Read an attached file: a picture, or anything else."""
    address = absolute(element.get("url") or element.get("href"), draft.base)
    if address is None:
        return
    if is_picture(address, element.get("type"), None):
        draft.pictures = [*draft.pictures, Picture(address)]
    else:
        _attach(draft, enclosure(address, element.get("type"), element.get("length")))


def _attach(draft: Draft, file: Enclosure) -> None:
    """Add a file that the entry carries."""
    draft.enclosures = [*draft.enclosures, file]


_READERS: dict[str, Reader] = {
    "title": _title,
    "dc:title": _spare_title,
    "atom:title": _spare_title,
    "media:title": _spare_title,
    "link": _link,
    "atom:link": _atom_link,
    "feedburner:origlink": _origin,
    "guid": _guid,
    "id": _identifier,
    "atom:id": _identifier,
    "dc:identifier": _identifier,
    "description": _description,
    "dc:description": _spare_description,
    "itunes:summary": _spare_description,
    "atom:summary": _spare_description,
    "content:encoded": _content,
    "xhtml:body": _content,
    "body": _content,
    "fullitem": _content,
    "pubdate": _published,
    "dc:date": _spare_published,
    "dcterms:issued": _spare_published,
    "dcterms:created": _spare_published,
    "dcterms:available": _spare_published,
    "atom:published": _spare_published,
    "dcterms:modified": _updated,
    "atom:updated": _updated,
    "updated": _updated,
    "author": _author,
    "dc:creator": _author,
    "itunes:author": _author,
    "atom:author": _author,
    "category": _category,
    "dc:subject": _category,
    "itunes:keywords": _keywords,
    "media:keywords": _keywords,
    "dc:language": _language,
    "language": _language,
    "source": _source,
    "dc:source": _source,
    "enclosure": _enclosure,
}
