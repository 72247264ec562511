"""An item while its elements are being read, and the rules that make items of drafts."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

from copydesk.parsing.feeds.words import unique
from copydesk.types import Item

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from lxml.etree import _Element

    from copydesk.types import CreditedSource, Enclosure, Picture


class Draft:
    """What the elements of one entry have said so far; the first word on a thing stands."""

    # Defaults of the class and no slots: most entries set six of these, and a feed has many entries.
    id: str | None = None
    url: str | None = None
    spare_url: str | None = None
    origin: str | None = None
    headline: str | None = None
    spare_headline: str | None = None
    summary: str | None = None
    spare_summary: str | None = None
    content: str | None = None
    published: datetime | None = None
    spare_published: datetime | None = None
    updated: datetime | None = None
    authors: Sequence[str] = ()
    topics: Sequence[str] = ()
    language: str | None = None
    credited_source: CreditedSource | None = None
    pictures: Sequence[Picture] = ()
    enclosures: Sequence[Enclosure] = ()
    media: list[_Element] | None = None

    def __init__(self, base: str | None) -> None:
        self.base = base

    def says_something(self) -> bool:
        """Say whether anything at all is known of the entry."""
        return bool(
            self.id
            or self.url
            or self.spare_url
            or self.headline
            or self.spare_headline
            or self.summary
            or self.spare_summary
            or self.content
        )

    def item(self) -> Item:
        """Return the finished item."""
        url = self.origin or self.url or self.spare_url
        headline = self.headline or self.spare_headline
        summary = self.summary or self.spare_summary
        return Item(
            self.id or url or _hash(headline, summary, self.content, self.published),
            url,
            headline,
            summary,
            self.content,
            self.published or self.spare_published,
            self.updated,
            unique(self.authors) if self.authors else (),
            unique(self.topics) if self.topics else (),
            self.language,
            self.credited_source,
            tuple(self.pictures) if self.pictures else (),
            tuple({each.url: each for each in reversed(self.enclosures)}.values())[::-1]
            if self.enclosures
            else (),
        )


def _hash(*parts: object) -> str:
    """Return a key made of what an entry says."""
    text = "\n".join("" if part is None else str(part) for part in parts)
    return "hash:" + sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def finished(drafts: list[Draft], problems: list[str]) -> tuple[Item, ...]:
    """Return the items in order, each once; what was wrong with their ids is added to `problems`."""
    items = [draft.item() for draft in drafts if draft.says_something()]
    keys = {item.key for item in items}
    if len(keys) == len(items):
        return tuple(items)
    return _without_doubles(items, problems)


def _without_doubles(items: list[Item], problems: list[str]) -> tuple[Item, ...]:
    """Return the items with one per key: versions of one entry are merged, shared ids are replaced."""
    addresses: dict[str, set[str | None]] = {}
    for item in items:
        addresses.setdefault(item.key, set()).add(item.url)
    shared = Counter({key: len(urls) for key, urls in addresses.items() if len(urls) > 1})
    kept: dict[str, Item] = {}
    for each in items:
        item = each
        if item.key in shared:
            key = item.url or _hash(item.headline, item.summary, item.content, item.published)
            item = _rekeyed(item, key)
        other = kept.get(item.key)
        if other is None or _newer(item, other):
            kept[item.key] = item
    if shared:
        problems.append(
            f"{len(shared)} ids are shared by different entries; their addresses are used instead"
        )
    if len(kept) < len(items):
        problems.append(f"{len(items) - len(kept)} entries are there more than once")
    return tuple(kept.values())


def _newer(item: Item, other: Item) -> bool:
    """Say whether `item` is a later version of the entry `other`."""
    if item.updated is None or other.updated is None:
        return False
    return item.updated > other.updated


def _rekeyed(item: Item, key: str) -> Item:
    """Return the item under another key."""
    from dataclasses import replace

    return replace(item, key=key)
