"""OPML in and out: the list of feeds that feed readers exchange."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from copydesk._codec import Value
from copydesk.errors import UnreadableError
from copydesk.parsing.charset import decode
from copydesk.parsing.feeds.tree import to_tree
from copydesk.parsing.feeds.words import absolute, plain
from copydesk.types import FeedKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

# Other programs pass over an attribute with a namespace, and OPML 2.0 allows it.
_NAMESPACE = "https://copydesk.example/opml"
_KIND = f"{{{_NAMESPACE}}}kind"
_KINDS = {kind.value: kind for kind in FeedKind}
_UNWRITABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Outline(Value):
    """One feed, sitemap or page in a list of sources."""

    title: str
    feed_url: str  #: absolute, http(s)
    home_url: str | None = None
    folder: tuple[str, ...] = ()  #: the folders it lies in, outermost first
    kind: FeedKind | None = None  #: as our own export says it; None where another program wrote the list


def read_opml(data: bytes | str) -> tuple[Outline, ...]:
    """Return the feeds in an OPML file in order, each address once in each folder.

    Args:
        data: the file as it is, or its text.

    Raises:
        UnreadableError: it is no OPML.

    >>> read_opml('<opml><body><outline text="Gull" xmlUrl="https://gull.example/feed"/></body></opml>')[0].title
    'Gull'
    """
    text = data if isinstance(data, str) else decode(data)
    root = to_tree(text.encode("utf-8", "replace"), [])
    if root is None or not any(_name(each) in {"opml", "outline"} for each in root.iter()):
        raise UnreadableError("the data is no OPML; export the list of feeds again as OPML")
    found: dict[tuple[str, tuple[str, ...]], Outline] = {}
    for element in root.iter():
        if _name(element) == "outline":
            outline = _outline(element)
            if outline is not None:
                found.setdefault((outline.feed_url, outline.folder), outline)
    return tuple(found.values())


def write_opml(outlines: Iterable[Outline], title: str) -> str:
    """Return an OPML 2.0 file that `read_opml` reads back as the same feeds.

    Args:
        outlines: the feeds; those of one folder are brought together where the folder first stands.
        title: the name of the list.

    >>> text = write_opml([Outline("Gull", "https://gull.example/feed", folder=("Bay",))], "Mine")
    >>> read_opml(text)[0].folder
    ('Bay',)
    """
    root = etree.Element("opml", version="2.0", nsmap={"copydesk": _NAMESPACE})
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _writable(title)
    folders: dict[tuple[str, ...], _Element] = {(): etree.SubElement(root, "body")}
    for outline in outlines:
        parent = folders[()]
        for depth in range(1, len(outline.folder) + 1):
            path = outline.folder[:depth]
            if path not in folders:
                name = _writable(path[-1])
                folders[path] = etree.SubElement(parent, "outline", text=name, title=name)
            parent = folders[path]
        name = _writable(outline.title)
        element = etree.SubElement(parent, "outline", text=name, title=name)
        if outline.kind is FeedKind.PAGE:
            # To other programs a page is a link: as `xmlUrl` they would take it for a feed.
            element.set("type", "link")
            element.set("url", _writable(outline.feed_url))
        else:
            element.set("type", "rss")
            element.set("xmlUrl", _writable(outline.feed_url))
        if outline.kind is not None:
            element.set(_KIND, outline.kind.value)
        if outline.home_url:
            element.set("htmlUrl", _writable(outline.home_url))
    etree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="unicode") + "\n"


def _name(element: _Element) -> str:
    """Return a tag without namespace and case."""
    return str(element.tag).rpartition("}")[2].lower()


def _outline(element: _Element) -> Outline | None:
    """Return the feed an outline names; None when it is a folder or something else."""
    said = {str(key).lower(): str(value) for key, value in element.attrib.items()}
    kind = _KINDS.get(str(element.get(_KIND, "")))
    address = said.get("xmlurl") or (
        said.get("url") if kind is not None or said.get("type", "").lower() in {"rss", "atom"} else None
    )
    feed_url = absolute(address, None)
    if feed_url is None or "://" not in feed_url:
        return None
    home_url = absolute(said.get("htmlurl"), feed_url)
    title = _label(said) or feed_url
    return Outline(title, feed_url, home_url, _folder(element), kind)


def _label(said: dict[str, str]) -> str:
    """Return an outline's title, else its text."""
    return plain(said.get("title", "")) or plain(said.get("text", ""))


def _folder(element: _Element) -> tuple[str, ...]:
    """Return the names of the outlines around one, outermost first."""
    names = []
    for each in element.iterancestors():
        if _name(each) == "outline":
            label = _label({str(key).lower(): str(value) for key, value in each.attrib.items()})
            if label:
                names.append(label)
    return tuple(reversed(names))


def _writable(text: str) -> str:
    """Return text without the code points XML forbids."""
    return _UNWRITABLE.sub("", text)
