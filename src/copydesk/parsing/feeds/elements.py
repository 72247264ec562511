"""What all XML feeds share: the channel being read, the text and HTML inside an element, its base address."""

from __future__ import annotations

import html
from itertools import chain, islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from copydesk.parsing.feeds.words import absolute_links

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from lxml.etree import _Element

    from copydesk.parsing.feeds.draft import Draft
    from copydesk.parsing.feeds.names import ShortNames
    from copydesk.types import Feed

    Reader = Callable[[Draft, _Element], None]

XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# Elements nested in elements of the same kind would otherwise be read again at each level.
_PIECES_MOST = 20_000
ENTRIES_MOST = 50_000  # entries of one feed that are read; no sitemap may have more
_DEPTH_MOST = 16  # levels on which an xml:base is looked for
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)


class Channel:
    """The feed as a whole while it is being read.

    Args:
        url: where it was fetched; None when nobody knows.
        names: short names of its tags.
        has_bases: whether any xml:base stands in it, so that looking for one is worth its cost.
    """

    __slots__ = (
        "authors",
        "fallback",
        "has_bases",
        "home_url",
        "hub_url",
        "language",
        "names",
        "problems",
        "self_url",
        "title",
        "updated",
        "url",
    )

    def __init__(self, url: str | None, names: ShortNames, *, has_bases: bool) -> None:
        self.url = url
        self.names = names
        self.has_bases = has_bases
        self.fallback: Callable[[bytes, str | None], Feed] | None = None
        self.title: str | None = None
        self.home_url: str | None = None
        self.self_url: str | None = None
        self.hub_url: str | None = None
        self.language: str | None = None
        self.updated: datetime | None = None
        self.authors: list[str] = []
        self.problems: list[str] = []

    @property
    def base(self) -> str | None:
        """What relative addresses start from where no xml:base says otherwise."""
        return self.home_url if self.home_url and "://" in self.home_url else self.url

    def base_of(self, element: _Element) -> str | None:
        """Return the address that relative ones inside an element start from."""
        default = self.base
        if not self.has_bases:
            return default
        stated = [
            base
            for each in islice(chain((element,), element.iterancestors()), _DEPTH_MOST)
            if (base := each.get(XML_BASE))
        ]
        if not stated:
            return default
        found = self.url or ""
        try:
            for base in reversed(stated):
                found = urljoin(found, base.strip())
        except ValueError:
            return default
        return found if "://" in found else default


class ReaderByTag(dict[Any, "Reader | None"]):
    """Finds the reader of an element by its tag as lxml spells it; one for each feed.

    Args:
        readers: the format's readers, by short name.
        names: short names of tags.
    """

    def __init__(self, readers: Mapping[str, Reader], names: ShortNames) -> None:
        super().__init__()
        self._readers = readers
        self._names = names

    def __missing__(self, tag: object) -> Reader | None:
        """Work out who reads an element when it is first met; None when nobody does."""
        name = self._names[tag]
        found = self._readers.get(name)
        if found is None and name.startswith("media:"):
            found = _keep_for_later
        self[tag] = found
        return found


def _keep_for_later(draft: Draft, element: _Element) -> None:
    """Keep an element of Media RSS: which picture it speaks of is known when all have been seen."""
    if draft.media is None:
        draft.media = []
    draft.media.append(element)


def text_of(element: _Element) -> str:
    """Return all text inside an element."""
    if len(element) == 0:
        return element.text or ""
    return "".join(islice(element.itertext(), _PIECES_MOST))


def html_of(element: _Element, base: str | None) -> str | None:
    """Return the HTML an element carries, escaped or as children; None when it is empty."""
    text = element.text or "" if len(element) == 0 else _inner_html(element)
    return absolute_links(text.strip(), base) or None


def xhtml_of(element: _Element, base: str | None) -> str | None:
    """Return the HTML inside Atom's xhtml content, without the div that wraps it."""
    inner = element
    if len(element) == 1 and str(element[0].tag).endswith("}div") and not (element.text or "").strip():
        inner = element[0]
    return absolute_links(_inner_html(inner).strip(), base) or None


def _edges(element: _Element) -> Iterator[tuple[bool, _Element]]:
    """Give each element inside another twice: where it begins, and where it ends."""
    above: list[tuple[_Element, Iterator[_Element]]] = [(element, iter(element))]
    while above:
        holder, children = above[-1]
        for each in children:
            yield True, each
            above.append((each, iter(each)))
            break
        else:
            above.pop()
            if above:
                yield False, holder


def _inner_html(element: _Element) -> str:
    """Return the children of an element as HTML, without namespaces."""
    pieces = [html.escape(element.text or "", quote=False)]
    # A walk and not a recursion: a stranger decides how deep the tree is.
    for begins, each in islice(_edges(element), _PIECES_MOST - 1):
        name = str(each.tag).rpartition("}")[2]
        if begins:
            attributes = "".join(
                f' {key.rpartition("}")[2]}="{html.escape(value)}"' for key, value in each.attrib.items()
            )
            pieces.append(f"<{name}{attributes}>{html.escape(each.text or '', quote=False)}")
        else:
            end = "" if name in _VOID else f"</{name}>"
            pieces.append(f"{end}{html.escape(each.tail or '', quote=False)}")
    return "".join(pieces)
