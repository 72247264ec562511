"""When to visit a source again. Pure: what is known and what came go in, the next visit comes out.

The rule, from what was measured elsewhere (docs/explanation/intake.md):

- half the mean interval between the last entries, within `least` and `most`;
- a source that has been idle for 7, 14 or 30 days is visited at most every 6, 12 or 24 hours;
- while several entries came since the last visit, at the pace they came, down to `burst`; each quiet visit
  doubles the interval until it is the usual one again;
- a server's max-age may lengthen the interval, but only up to a cap;
- failures double the interval from `least` to `most`; after `failures_most` in a row the source stops;
- a jitter made from the source's key spreads visits, the same on every run.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import blake2b
from typing import TYPE_CHECKING

from copydesk._codec import Value
from copydesk.errors import CopydeskError, FetchError, GoneError, RetryLaterError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from copydesk.intake.values import Fetched

_DAY = 86400.0
_TIMES_KEPT = 20
_SEVERAL = 3
#: idle days → the least interval, as a share of the longest one
_IDLE_SHARES = ((30, 1.0), (14, 0.5), (7, 0.25))
_VISIT_JITTER = 0.05
_FAILURE_JITTER = 0.25


class VisitState(StrEnum):
    """How a source stands after a visit."""

    ACTIVE = "active"
    WAITING = "waiting"  #: the server asked us to come later
    STOPPED = "stopped"  #: too many failures in a row; only the editor starts it again
    GONE = "gone"  #: ended for good


@dataclass(frozen=True, slots=True, kw_only=True)
class PollRule:
    """The numbers of the rule, in seconds; the defaults are those of the settings."""

    least: float = 600.0  #: between two visits, but for bursts
    most: float = _DAY  #: between two visits
    burst: float = 60.0  #: between two visits in a burst
    unknown: float = 3600.0  #: while a source has shown no entries at all
    max_age_most: float = 3600.0  #: that a server's max-age can ask for
    max_age_burst: float = 300.0  #: the same in a burst, when news breaks
    whole: float = _DAY  #: after which the body is asked for without validators, in case they lie
    failures_most: int = 30  #: in a row before the source is stopped


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState(Value):
    """What the rule remembers of a source from visit to visit; the desk stores it as JSON.

    A source that was never visited is `SourceState(key=...)`.
    """

    key: str  #: what the jitter is made from; stable, such as the source's number or first address
    interval: float | None = None  #: seconds, without jitter; None before the first success
    failures: int = 0  #: in a row
    entry_times: tuple[datetime, ...] = ()  #: of the newest entries, newest first, aware UTC
    visited_at: datetime | None = None  #: the last visit that succeeded
    whole_at: datetime | None = None  #: the last visit that brought a body


@dataclass(frozen=True, slots=True, kw_only=True)
class NextVisit(Value):
    """When to come again, and what to keep until then."""

    state: VisitState
    due_at: datetime | None  #: aware UTC; None when nobody comes again by himself
    source: SourceState  #: to be handed in at the next visit
    new_url: str | None = None  #: where the source moved for good; None when it did not
    failures: int = 0  #: in a row, this visit included
    note: str | None = None  #: a sentence for the editor; None when all is well
    ask_whole: bool = False  #: leave ETag and Last-Modified out next time: they may hide changes


def after_success(
    source: SourceState,
    fetched: Fetched,
    *,
    now: datetime,
    entry_times: Iterable[datetime],
    rule: PollRule = PollRule(),
) -> NextVisit:
    """Return the next visit after one that brought a feed which could be read.

    Args:
        source: what the last visit gave; `SourceState(key=...)` at the first.
        fetched: what came.
        now: aware UTC.
        entry_times: of the entries that are new to us, aware UTC; `now` for one that has no date. Times in
            the future count as `now`.
        rule: the numbers.

    >>> from datetime import UTC
    >>> from copydesk.intake.values import Fetched
    >>> noon = datetime(2026, 5, 1, 12, tzinfo=UTC)
    >>> times = [noon - timedelta(hours=4 * n) for n in range(6)]
    >>> visit = after_success(SourceState(key="a"), Fetched("u", 200, b""), now=noon, entry_times=times)
    >>> visit.source.interval / 60
    100.0
    """
    new = sorted((min(each, now) for each in entry_times), reverse=True)
    known = tuple(sorted((*new, *source.entry_times), reverse=True)[:_TIMES_KEPT])
    usual = _usual(known, now, rule)
    recent = sum(source.visited_at is not None and each > source.visited_at for each in new)
    interval = _paced(source, usual, recent, now=now, rule=rule)
    kept = replace(source, entry_times=known, whole_at=now)
    return _visit(kept, fetched, interval, now=now, rule=rule)


def after_unchanged(
    source: SourceState, fetched: Fetched, *, now: datetime, rule: PollRule = PollRule()
) -> NextVisit:
    """Return the next visit after one that brought nothing new: a 304, or the same body again.

    Args:
        source: what the last visit gave.
        fetched: what came.
        now: aware UTC.
        rule: the numbers.

    >>> from datetime import UTC
    >>> from copydesk.intake.values import Fetched
    >>> noon = datetime(2026, 5, 1, 12, tzinfo=UTC)
    >>> source = SourceState(key="a", interval=60.0, visited_at=noon, entry_times=(noon,))
    >>> after_unchanged(source, Fetched("u", 304, b""), now=noon).source.interval
    120.0
    """
    usual = _usual(source.entry_times, now, rule)
    interval = _paced(source, usual, 0, now=now, rule=rule)
    kept = replace(source, whole_at=now if fetched.status == 200 else source.whole_at)
    return _visit(kept, fetched, interval, now=now, rule=rule)


def after_failure(
    source: SourceState, error: CopydeskError, *, now: datetime, rule: PollRule = PollRule()
) -> NextVisit:
    """Return the next visit after one that failed, in fetching or in reading what came.

    Args:
        source: what the last visit gave.
        error: what went wrong; `GoneError` ends the source, `RetryLaterError` names its own wait.
        now: aware UTC.
        rule: the numbers.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 5, 1, 12, tzinfo=UTC)
    >>> visit = after_failure(SourceState(key="a", failures=29), CopydeskError("no feed"), now=noon)
    >>> visit.state, visit.due_at, visit.note
    (<VisitState.STOPPED: 'stopped'>, None, 'stopped after 30 failures in a row; the last one: no feed')
    """
    failures = source.failures + 1
    kept = replace(source, failures=failures)
    problem = error.problem if isinstance(error, FetchError) else str(error)
    if isinstance(error, GoneError):
        note = "ended: the server says that this source is gone for good"
        return NextVisit(state=VisitState.GONE, due_at=None, source=kept, failures=failures, note=note)
    if failures >= rule.failures_most:
        note = f"stopped after {failures} failures in a row; the last one: {problem}"
        return NextVisit(state=VisitState.STOPPED, due_at=None, source=kept, failures=failures, note=note)
    seconds = min(rule.least * 2.0 ** min(failures - 1, 40), rule.most)
    seconds *= 1 + _FAILURE_JITTER * _jitter(source.key, failures)
    state = VisitState.ACTIVE
    if isinstance(error, RetryLaterError):
        state = VisitState.WAITING
        seconds = max(seconds, error.after or 0.0)
    return NextVisit(
        state=state,
        due_at=now + timedelta(seconds=seconds),
        source=kept,
        failures=failures,
        note=problem,
        ask_whole=_ask_whole(kept, now + timedelta(seconds=seconds), rule),
    )


def _usual(times: tuple[datetime, ...], now: datetime, rule: PollRule) -> float:
    """Return the interval that fits the entries seen so far, in seconds.

    The wait since the newest entry counts as well, so a feed whose entries all bear one date is not taken
    for a fast one for ever.
    """
    if not times:
        return min(max(rule.unknown, rule.least), rule.most)
    mean = (now - times[-1]).total_seconds() / len(times)
    usual = min(max(mean / 2, rule.least), rule.most)
    idle = (now - times[0]).total_seconds() / _DAY
    share = next((share for days, share in _IDLE_SHARES if idle >= days), 0.0)
    return max(usual, share * rule.most)


def _paced(source: SourceState, usual: float, recent: int, *, now: datetime, rule: PollRule) -> float:
    """Return the interval after a visit that found `recent` entries younger than the visit before it.

    Old entries that a feed brings up again are no burst: they are not counted in `recent`.
    """
    last = source.interval
    bursting = last is not None and last < rule.least
    if source.visited_at is not None and recent >= (1 if bursting else _SEVERAL):
        pace = (now - source.visited_at).total_seconds() / recent / 2
        return min(max(pace, rule.burst), usual)
    if last is not None and bursting:
        return min(last * 2, usual)
    return usual


def _visit(
    source: SourceState, fetched: Fetched, interval: float, *, now: datetime, rule: PollRule
) -> NextVisit:
    """Return the next visit after one that succeeded."""
    kept = replace(source, interval=interval, failures=0, visited_at=now)
    cap = rule.max_age_burst if interval < rule.least else rule.max_age_most
    seconds = max(interval, min(fetched.max_age or 0.0, cap))
    due = now + timedelta(seconds=seconds * (1 + _VISIT_JITTER * _jitter(source.key, 0)))
    return NextVisit(
        state=VisitState.ACTIVE,
        due_at=due,
        source=kept,
        new_url=fetched.permanent_url,
        note=f"moved for good to {fetched.permanent_url}" if fetched.permanent_url else None,
        ask_whole=_ask_whole(kept, due, rule),
    )


def _ask_whole(source: SourceState, due: datetime, rule: PollRule) -> bool:
    """Say whether the next visit should ask without validators."""
    return source.whole_at is not None and (due - source.whole_at).total_seconds() >= rule.whole


def _jitter(key: str, turn: int) -> float:
    """Return a number from 0 up to 1, the same for the same source and turn on every run."""
    digest = blake2b(f"{turn} {key}".encode("utf-8", "replace"), digest_size=4).digest()
    return int.from_bytes(digest) / 2**32
