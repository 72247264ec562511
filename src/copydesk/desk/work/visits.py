"""Visiting sources: what is due is fetched, what is new is taken in, the next visit is decided and kept."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import TYPE_CHECKING

import structlog
from django.db import transaction

from copydesk import parsing
from copydesk._codec import encode
from copydesk.desk.clean import storable_text
from copydesk.desk.leases import claim
from copydesk.desk.models import Source
from copydesk.desk.work.items import TakenIn, take_in
from copydesk.desk.work.rows import update_held
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
from copydesk.intake.broken import BrokenFeedReader
from copydesk.types import Feed, FeedKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from django.db.models import QuerySet

log = structlog.get_logger()

#: sitemaps of one index that become sources of their own
SITEMAPS_MOST = 10
#: characters of the longest address that is kept
ADDRESS_MOST = 2000

#: times that a visit writes and never reads
_NOT_NEEDED = ("added_at", "visited_at", "succeeded_at", "new_at")
_REMEMBERED = tuple(each.name for each in fields(SourceState))
_TIMES = ("entry_times", "visited_at", "whole_at")

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
    broken: BrokenFeedReader = field(default_factory=BrokenFeedReader)  #: reads what our own reader cannot


def due_sources(*, now: datetime, holder: str, rules: VisitRules, limit: int) -> list[Source]:
    """Claim the sources whose visit is due."""
    return claim(
        Source.objects.filter(state=Source.State.ACTIVE).defer(*_NOT_NEEDED),
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


def record_visits(
    visits: Sequence[tuple[Source, Fetched | FetchError]], *, now: datetime, rules: VisitRules
) -> list[TakenIn]:
    """Keep what came of some visits: new articles, the next visits, or the errors, which the editor sees.

    All of them are kept or none: what is read beforehand touches no database, the rest is one transaction.

    Args:
        visits: the sources as claimed by this process, each with what came, or why it did not come.
        now: aware UTC.
        rules: the settings' values.

    Returns:
        For each, how many articles were new or changed.
    """
    read = [_read(row, came, now=now, rules=rules) for row, came in visits]
    with transaction.atomic():
        taken = [_take(each, now=now, rules=rules) for each in read]
        by_columns: dict[tuple[str, ...], list[tuple[object, ...]]] = {}
        for each in read:
            changed = _changes(each, now)
            values = (*changed.values(), each.row.pk, each.row.lease_by)
            by_columns.setdefault(tuple(changed), []).append(values)
        for columns, rows in by_columns.items():
            update_held(Source, columns, rows)
    for each in read:
        if each.error is not None:
            log.warning(
                "visit failed", source=each.row.url, error=str(each.error), failures=each.following.failures
            )
    return taken


@dataclass(slots=True)
class _Visit:
    """One visit: what came, as far as it could be read, and what follows from it."""

    row: Source
    came: Fetched | None  #: None when it did not come, or cannot be read
    feed: Feed | None  #: None when nothing changed, or nothing came
    error: CopydeskError | None
    state: SourceState
    following: NextVisit
    new_at: datetime | None = None  #: now, if something new was announced
    note: str = ""  #: for the editor, beyond what the feed and the error say


def _read(row: Source, came: Fetched | FetchError, *, now: datetime, rules: VisitRules) -> _Visit:
    """Return a visit with its feed read; whatever a stranger's bytes do to the reader ends as its error."""
    state = _state(row)
    if isinstance(came, FetchError):
        return _failed(row, state, came, now=now, rules=rules)
    following = after_unchanged(state, came, now=now, rule=rules.poll)
    if came.unchanged:
        return _Visit(row, came, None, None, state, following)
    try:
        feed = _parse(row, came, rules)
    except CopydeskError as error:
        return _failed(row, state, error, now=now, rules=rules)
    except Exception as error:
        log.exception("feed could not be read", source=row.url)
        problem = NotAFeedError(f"{row.url}: unexpected {type(error).__name__}")
        return _failed(row, state, problem, now=now, rules=rules)
    # The next visit after news depends on which of it is new, which only the database knows.
    return _Visit(row, came, feed, None, state, following)


def _failed(
    row: Source, state: SourceState, error: CopydeskError, *, now: datetime, rules: VisitRules
) -> _Visit:
    """Return a visit that failed; nothing but its source hears of it."""
    return _Visit(row, None, None, error, state, after_failure(state, error, now=now, rule=rules.poll))


def _state(row: Source) -> SourceState:
    """Return what the polling rule remembers of a source; nothing, if it cannot be read."""
    kept = row.schedule
    if not kept:
        return SourceState(key=row.url)
    try:
        # By hand, since every visit does it; `SourceState.from_dict` takes ten times as long.
        return SourceState(**kept | {name: _times(kept[name]) for name in _TIMES if kept.get(name)})
    except (TypeError, ValueError):
        return SourceState(key=row.url)


def _times(kept: str | list[str]) -> datetime | tuple[datetime, ...]:
    """Return a time, or several, as they were kept."""
    return datetime.fromisoformat(kept) if isinstance(kept, str) else tuple(map(datetime.fromisoformat, kept))


def _parse(row: Source, came: Fetched, rules: VisitRules) -> Feed:
    """Return what the source announces, as a feed or as the links of its page."""
    if row.kind == Source.Kind.PAGE:
        return parsing.front_page_items(came.body, came.url, limit=rules.page_links)
    return parsing.parse_feed(came.body, url=came.url, content_type=came.content_type, fallback=rules.broken)


def _take(visit: _Visit, *, now: datetime, rules: VisitRules) -> TakenIn:
    """Keep the articles that a visit brought, and what seldom comes of one."""
    taken = TakenIn(0, 0)
    if visit.feed is not None and visit.came is not None:
        taken = take_in(visit.row, visit.feed.items[: rules.items], now=now)
        visit.new_at = now if taken.new else None
        if visit.feed.sitemaps:
            _adopt_sitemaps(visit.row, visit.feed, now=now)
        visit.following = after_success(
            visit.state, visit.came, now=now, entry_times=taken.times, rule=rules.poll
        )
    ended = _STATES[visit.following.state]
    if ended != Source.State.ACTIVE:
        _held(visit.row).update(state=ended)
    if visit.following.new_url:
        visit.note = _move(visit.row, visit.following.new_url)
    return taken


def _move(row: Source, url: str) -> str:
    """Watch a source where it moved for good; return what to tell the editor."""
    if Source.objects.filter(url=url).exists():
        return f"moved for good to {url}, which is a source already: remove this one"
    _held(row).update(url=url)
    return f"moved for good from {row.url}"


def _held(row: Source) -> QuerySet[Source]:
    """Return the source, if this process still holds it and no editor paused it meanwhile."""
    return Source.objects.filter(pk=row.pk, lease_by=row.lease_by, state=Source.State.ACTIVE)


def _adopt_sitemaps(row: Source, feed: Feed, *, now: datetime) -> None:
    """Watch the sitemaps of an index as sources of their own: those of news if it says so, else the last ones."""
    news = [url for url in feed.sitemaps if "news" in url.lower()]
    fitting = [url for url in news or feed.sitemaps if len(url) <= ADDRESS_MOST]
    for url in fitting[-SITEMAPS_MOST:]:
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


def _changes(visit: _Visit, now: datetime) -> dict[str, object]:
    """Return the columns of the source that a visit changes, with their values."""
    row, came, following = visit.row, visit.came, visit.following
    changed: dict[str, object] = {
        "due_at": following.due_at,
        "attempts": following.failures,
        "schedule": _remembered(visit),
        "note": storable_text(_note(visit)),
        "visited_at": now,
        "lease_until": None,
        "lease_by": "",
    }
    if came is not None:
        ask = not following.ask_whole
        changed |= {
            "etag": (came.etag or "")[:1000] if ask else "",
            "last_modified": (came.last_modified or "")[:200] if ask else "",
            "body_hash": came.body_hash or row.body_hash,
            "succeeded_at": now,
        }
    if visit.new_at is not None:
        changed["new_at"] = visit.new_at
    if visit.feed is not None:
        if visit.feed.kind is not FeedKind.PAGE:
            changed["kind"] = visit.feed.kind.value
        if visit.feed.title and not row.title:
            changed["title"] = storable_text(visit.feed.title[:300])
    return changed


def _remembered(visit: _Visit) -> str:
    """Return what the polling rule remembers as JSON; `SourceState.from_dict` reads it as well."""
    state = visit.following.source
    said = {name: getattr(state, name) for name in _REMEMBERED}
    if state.entry_times is visit.state.entry_times:
        # Most visits bring nothing new: what was kept is kept on, as it was written.
        said["entry_times"] = visit.row.schedule.get("entry_times", ())
    return json.dumps(said, default=encode)


def _note(visit: _Visit) -> str:
    """Return what the editor should know of a source: what went wrong, what was mended, where it moved."""
    if visit.error is not None:
        return visit.following.note or str(visit.error)
    if visit.note:
        return visit.note
    if visit.feed is not None:
        return "; ".join(visit.feed.problems)
    return "" if visit.state.failures else visit.row.note
