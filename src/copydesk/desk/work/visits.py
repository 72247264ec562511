"""Visiting sources: what is due is fetched, what is new is taken in, the next visit is decided and kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog
from django.db import transaction

from copydesk import parsing
from copydesk.desk.leases import claim
from copydesk.desk.models import Source
from copydesk.desk.work.items import TakenIn, take_in
from copydesk.errors import CopydeskError, FetchError, NotAFeedError
from copydesk.intake import (
    FEED_ACCEPT,
    PAGE_ACCEPT,
    Fetched,
    FetchRequest,
    NextVisit,
    PollRule,
    SourceState,
    VisitState,
    after_failure,
    after_success,
    after_unchanged,
)
from copydesk.types import Feed, FeedKind

if TYPE_CHECKING:
    from datetime import datetime, timedelta

log = structlog.get_logger()

#: sitemaps of one index that become sources of their own
SITEMAPS_MOST = 10

_STATES = {
    VisitState.ACTIVE: Source.State.ACTIVE,
    VisitState.WAITING: Source.State.ACTIVE,
    VisitState.STOPPED: Source.State.STOPPED,
    VisitState.GONE: Source.State.GONE,
}


@dataclass(frozen=True, slots=True)
class VisitRules:
    """The values of the settings that this step needs."""

    lease: timedelta
    feed_bytes: int
    items: int  #: most items taken in at one visit
    page_links: int  #: most links followed from a page without a feed
    poll: PollRule


def due_sources(*, now: datetime, holder: str, rules: VisitRules, limit: int) -> list[Source]:
    """Claim the sources whose visit is due."""
    return claim(
        Source.objects.filter(state=Source.State.ACTIVE),
        now=now,
        holder=holder,
        lease=rules.lease,
        limit=limit,
    )


def visit_request(row: Source, rules: VisitRules) -> FetchRequest:
    """Return what to fetch for a source: its feed, if it changed."""
    return FetchRequest(
        row.url,
        etag=row.etag or None,
        last_modified=row.last_modified or None,
        body_hash=row.body_hash or None,
        accept=PAGE_ACCEPT if row.kind == Source.Kind.PAGE else FEED_ACCEPT,
        byte_cap=rules.feed_bytes,
    )


def record_visit(row: Source, came: Fetched | FetchError, *, now: datetime, rules: VisitRules) -> TakenIn:
    """Keep what came of a visit: new articles, the next visit, or the error, which the editor sees.

    Args:
        row: as claimed by this process.
        came: the feed, or why it did not come.
        now: aware UTC.
        rules: the settings' values.

    Returns:
        How many articles were new or changed.
    """
    state = SourceState.from_dict(row.schedule) if row.schedule else SourceState(key=row.url)
    if isinstance(came, FetchError):
        return _failed(row, after_failure(state, came, now=now, rule=rules.poll), came, now=now)
    if came.unchanged:
        following = after_unchanged(state, came, now=now, rule=rules.poll)
        _keep(row, following, came, now=now)
        return TakenIn(0, 0)
    try:
        feed = _parse(row, came, rules)
    except NotAFeedError as error:
        return _failed(row, after_failure(state, error, now=now, rule=rules.poll), error, now=now)
    with transaction.atomic():
        taken = take_in(row, feed.items[: rules.items], now=now)
        _adopt_sitemaps(row, feed, now=now)
        following = after_success(state, came, now=now, entry_times=taken.times, rule=rules.poll)
        if taken.new:
            row.new_at = now
        row.kind = feed.kind.value if feed.kind is not FeedKind.PAGE else row.kind
        row.title = row.title or (feed.title or "")[:300]
        row.note = "; ".join(feed.problems)
        _keep(row, following, came, now=now)
    return taken


def _parse(row: Source, came: Fetched, rules: VisitRules) -> Feed:
    """Return what the source announces, as a feed or as the links of its page."""
    if row.kind == Source.Kind.PAGE:
        return parsing.front_page_items(came.body, came.url, limit=rules.page_links)
    return parsing.parse_feed(came.body, url=came.url, content_type=came.content_type)


def _adopt_sitemaps(row: Source, feed: Feed, *, now: datetime) -> None:
    """Watch the sitemaps of an index as sources of their own: those of news if it says so, else the last ones."""
    news = [url for url in feed.sitemaps if "news" in url.lower()]
    for url in (news or list(feed.sitemaps))[-SITEMAPS_MOST:]:
        Source.objects.get_or_create(
            url=url,
            defaults={
                "outlet_id": row.outlet_id,
                "kind": Source.Kind.SITEMAP,
                "rights": row.rights,
                "mode": row.mode,
                "due_at": now,
            },
        )


def _failed(row: Source, following: NextVisit, error: CopydeskError, *, now: datetime) -> TakenIn:
    """Keep a failure on its source; nothing else is touched."""
    log.warning("visit failed", source=row.url, error=str(error), failures=following.failures)
    row.note = following.note or str(error)
    _keep(row, following, None, now=now)
    return TakenIn(0, 0)


def _keep(row: Source, following: NextVisit, came: Fetched | None, *, now: datetime) -> None:
    """Write the next visit, if this process still holds the source."""
    changed: dict[str, object] = {
        "state": _STATES[following.state],
        "due_at": following.due_at,
        "attempts": following.failures,
        "schedule": following.source.to_dict(),
        "note": row.note,
        "visited_at": now,
        "lease_until": None,
        "lease_by": "",
    }
    if came is not None:
        changed |= {
            "etag": "" if following.ask_whole else (came.etag or "")[:1000],
            "last_modified": "" if following.ask_whole else (came.last_modified or "")[:200],
            "body_hash": came.body_hash or row.body_hash,
            "succeeded_at": now,
            "kind": row.kind,
            "title": row.title,
            "new_at": row.new_at,
        }
        if came.status == 304:
            changed["etag"] = row.etag if not following.ask_whole else ""
            changed["last_modified"] = row.last_modified if not following.ask_whole else ""
        if following.new_url and not Source.objects.filter(url=following.new_url).exists():
            changed["url"] = following.new_url
            changed["note"] = f"moved for good from {row.url}"
    Source.objects.filter(pk=row.pk, lease_by=row.lease_by).update(**changed)
