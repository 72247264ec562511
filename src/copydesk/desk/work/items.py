"""What a source announced becomes rows: new articles, changed ones, nothing twice."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction

from copydesk._codec import encode
from copydesk.desk.clean import is_storable, storable
from copydesk.desk.models import Article
from copydesk.desk.work.rows import insert_missing, known_articles
from copydesk.errors import AddressRefusedError
from copydesk.intake.urls import canonical
from copydesk.types import Item

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from copydesk.desk.models import Source

#: an announced time further ahead than this is a mistake of the outlet
FUTURE_SECONDS = 86_400

_ITEM_FIELDS = tuple(each.name for each in fields(Item))


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What one visit brought."""

    new: int
    changed: int
    times: tuple[
        datetime, ...
    ] = ()  #: when the new ones were published; the visit's time where they do not say


class _Announced(NamedTuple):
    """The columns of an article that its entry decides."""

    key: str
    url: str
    headline: str
    item: str  #: the entry as JSON
    item_hash: str
    published: datetime | None


def article_key(item: Item) -> str:
    """Return the key of an article within its outlet: of its canonical address, else of the entry's id.

    >>> from copydesk.types import Item
    >>> article_key(Item("a", url="https://x.org/1?utm_source=y")) == article_key(Item("b", url="https://x.org/1"))
    True
    """
    if not item.url:
        return _digest(item.key)
    try:
        return key_of_url(item.url)
    except AddressRefusedError:
        return _digest(item.url)


def key_of_url(url: str) -> str:
    """Return the key of the article at an address.

    Raises:
        AddressRefusedError: it is no http or https address.

    >>> key_of_url("HTTP://x.org:80/1#top") == key_of_url("http://x.org/1")
    True
    """
    return _digest(canonical(url))


def take_in(source: Source, items: Iterable[Item], *, now: datetime) -> TakenIn:
    """Keep what a source announced: one row per article of the outlet, however often it is announced.

    Args:
        source: the source that was visited.
        items: its entries; of entries with one key the first counts.
        now: aware UTC.

    Returns:
        How many articles were new, and how many known ones say something else now.
    """
    rows = {row.key: row for row in (_announced(item, now) for item in reversed(tuple(items)))}
    if not rows:
        return TakenIn(0, 0)
    with transaction.atomic():
        known = known_articles(source.outlet_id, list(rows))
        new = [row for key, row in rows.items() if key not in known]
        if new:
            insert_missing(_blank(source, now), _Announced._fields, new)
        changed = 0
        for key, (pk, item_hash) in known.items():
            if rows[key].item_hash != item_hash:
                changed += _announce_again(pk, rows[key], source, now)
    return TakenIn(len(new), changed, tuple(row.published or now for row in new))


def _blank(source: Source, now: datetime) -> Article:
    """Return what all new articles of one visit have in common."""
    return Article(source_id=source.pk, outlet_id=source.outlet_id, first_seen=now, due_at=now)


def _announce_again(pk: int, row: _Announced, source: Source, now: datetime) -> int:
    """Fetch a changed article's page again; only the source that announced it first may ask for that."""
    return Article.objects.filter(pk=pk, source_id=source.pk).update(
        item=json.loads(row.item),
        item_hash=row.item_hash,
        headline=row.headline,
        state=Article.State.ANNOUNCED,
        due_at=now,
        attempts=0,
    )


def _announced(item: Item, now: datetime) -> _Announced:
    """Return an article's columns as the item announces it."""
    published = item.published
    if published is not None and (published - now).total_seconds() > FUTURE_SECONDS:
        published = None
    written = _json(item)
    if not is_storable(written):
        item = storable(item)
        written = _json(item)
    updated = item.updated.isoformat() if item.updated else ""
    return _Announced(
        key=article_key(item),
        url=(item.url or "")[:2000],
        headline=(item.headline or "")[:600],
        item=written,
        item_hash=_digest("\0".join((item.headline or "", item.summary or "", item.content or "", updated))),
        published=published,
    )


def _json(item: Item) -> str:
    """Return an entry as JSON that `Item.from_dict` reads; what it does not say is left out."""
    said = {name: value for name in _ITEM_FIELDS if (value := getattr(item, name)) not in {None, ()}}
    return json.dumps(said, default=encode, ensure_ascii=False)


def _digest(text: str) -> str:
    """Return a short stable hash."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()
