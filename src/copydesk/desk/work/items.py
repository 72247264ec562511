"""What a source announced becomes rows: new articles, changed ones, nothing twice."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from copydesk.desk.models import Article
from copydesk.intake.urls import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from copydesk.desk.models import Source
    from copydesk.types import Item

#: an announced time further ahead than this is a mistake of the outlet
FUTURE_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What one visit brought."""

    new: int
    changed: int
    times: tuple[
        datetime, ...
    ] = ()  #: when the new ones were published; the visit's time where they do not say


def article_key(item: Item) -> str:
    """Return the key of an article within its outlet: of its canonical address, else of the entry's id.

    >>> from copydesk.types import Item
    >>> article_key(Item("a", url="https://x.org/1?utm_source=y")) == article_key(Item("b", url="https://x.org/1"))
    True
    """
    return key_of_url(item.url) if item.url else _digest(item.key)


def key_of_url(url: str) -> str:
    """Return the key of the article at an address.

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
    rows = {row.key: row for row in (_row(source, item, now=now) for item in reversed(tuple(items)))}
    with transaction.atomic():
        known = {
            key: (pk, item_hash)
            for key, pk, item_hash in Article.objects.filter(
                outlet_id=source.outlet_id, key__in=list(rows)
            ).values_list("key", "pk", "item_hash")
        }
        new = [row for key, row in rows.items() if key not in known]
        Article.objects.bulk_create(new, ignore_conflicts=True)
        changed = 0
        for key, (pk, item_hash) in known.items():
            if rows[key].item_hash != item_hash:
                changed += _announce_again(pk, rows[key], source)
    return TakenIn(len(new), changed, tuple(row.published or now for row in new))


def _announce_again(pk: int, row: Article, source: Source) -> int:
    """Fetch a changed article's page again; only the source that announced it first may ask for that."""
    return Article.objects.filter(pk=pk, source_id=source.pk).update(
        item=row.item,
        item_hash=row.item_hash,
        headline=row.headline,
        state=Article.State.ANNOUNCED,
        due_at=row.due_at,
        attempts=0,
    )


def _row(source: Source, item: Item, *, now: datetime) -> Article:
    """Return an article's row as the item announces it."""
    written = item.to_dict()
    published = item.published
    if published is not None and (published - now).total_seconds() > FUTURE_SECONDS:
        published = None
    return Article(
        source_id=source.pk,
        outlet_id=source.outlet_id,
        key=article_key(item),
        url=(item.url or "")[:2000],
        headline=(item.headline or "")[:600],
        item=written,
        item_hash=_digest(json.dumps([item.headline, item.summary, item.content, written["updated"]])),
        published=published,
        first_seen=now,
        due_at=now,
    )


def _digest(text: str) -> str:
    """Return a short stable hash."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()
