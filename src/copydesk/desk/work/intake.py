"""The step that goes out: it visits due sources and collects announced pages, many at a time."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

import structlog

from copydesk.desk.leases import holder_name
from copydesk.desk.models import Article, Source
from copydesk.desk.store import storing
from copydesk.desk.work.fetching import FetchThread, Outcome
from copydesk.desk.work.pages import PageRules, due_pages, page_request, postpone, record_page
from copydesk.desk.work.visits import VisitRules, due_sources, record_visit, visit_request
from copydesk.intake import PollRule

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from types import TracebackType

    from copydesk.intake import Fetcher, FetchRequest
    from copydesk.settings import Settings

log = structlog.get_logger()

#: seconds this step waits for the first answer while others are under way
WAIT_SECONDS = 0.05
#: answers kept in one go before the other steps get their turn
ANSWERS_MOST = 64
#: pages of one host that are out at a time; the others stay in the database
HOST_MOST = 8


def visit_rules(settings: Settings) -> VisitRules:
    """Return what the settings say of visits."""
    return VisitRules(
        lease=timedelta(seconds=settings.lease_seconds),
        feed_bytes=settings.feed_bytes,
        items=settings.items_per_visit,
        page_links=settings.page_links,
        poll=PollRule(
            least=settings.poll_seconds_least,
            most=settings.poll_seconds_most,
            burst=min(settings.burst_seconds, settings.poll_seconds_least),
            failures_most=settings.failures_most,
        ),
    )


def page_rules(settings: Settings) -> PageRules:
    """Return what the settings say of pages."""
    return PageRules(
        lease=timedelta(seconds=settings.lease_seconds),
        page_bytes=settings.page_bytes,
        attempts=settings.article_attempts,
    )


class IntakeStep:
    """Visits what is due; a slow or broken server holds up nobody but itself."""

    name = "intake"

    def __init__(self, settings: Settings, make_fetcher: Callable[[], Fetcher]) -> None:
        self._visits, self._pages = visit_rules(settings), page_rules(settings)
        self._concurrency = settings.concurrency
        self._holder = holder_name()
        self._fetching: FetchThread[Source | Article] = FetchThread(make_fetcher)
        self._out: dict[tuple[type[Source | Article], int], Source | Article] = {}
        self._at_host: Counter[str] = Counter()
        self._renewed_at: datetime | None = None
        self._waiting: list[Outcome[Source | Article]] = []

    def __enter__(self) -> Self:
        self._fetching.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._fetching.__exit__(kind, error, trace)

    @property
    def under_way(self) -> int:
        """How many requests are out or wait to be kept."""
        return self._fetching.pending + len(self._waiting)

    def run(self, now: datetime) -> int:
        """Send out what is due, keep what came back; return how many rows that touched."""
        sent = self._send(now)
        if not self._waiting:
            self._waiting = self._fetching.outcomes(wait=WAIT_SECONDS if self._fetching.pending else 0)
        kept = 0
        while self._waiting and kept < ANSWERS_MOST:
            outcome = self._waiting.pop()
            with storing(f"what came of {outcome.ticket.url}"):
                self._record(outcome, now)
            kept += 1
        return sent + kept

    def _send(self, now: datetime) -> int:
        """Claim what is due, as far as there is room, and send it out; sources go before pages."""
        self._renew(now)
        room = self._concurrency - self.under_way
        if room < max(1, self._concurrency // 4):
            return 0
        sources = due_sources(now=now, holder=self._holder, rules=self._visits, limit=room)
        for source in sources:
            self._submit(source, visit_request(source, self._visits))
        pages = due_pages(now=now, holder=self._holder, rules=self._pages, limit=room - len(sources))
        for page in pages:
            request = page_request(page, self._pages)
            if request is None:
                record_page(page, None, now=now, rules=self._pages)
            elif self._at_host[_host(page)] >= HOST_MOST:
                postpone(page, now=now)
            else:
                self._submit(page, request)
        return len(sources) + len(pages)

    def _submit(self, row: Source | Article, request: FetchRequest) -> None:
        """Send one request out and remember that it is."""
        self._out[type(row), row.pk] = row
        self._at_host[_host(row)] += 1
        self._fetching.submit(row, request)

    def _renew(self, now: datetime) -> None:
        """Keep the leases of what is out: at a host that wants long pauses a request waits for its turn."""
        if self._renewed_at is not None and now - self._renewed_at < self._visits.lease / 3:
            return
        self._renewed_at = now
        for model in (Source, Article):
            numbers = [pk for kind, pk in self._out if kind is model]
            if numbers:
                model.objects.filter(pk__in=numbers, lease_by=self._holder).update(
                    lease_until=now + self._visits.lease
                )

    def _record(self, outcome: Outcome[Source | Article], now: datetime) -> None:
        """Keep one answer on the row it was made for."""
        row = outcome.ticket
        self._out.pop((type(row), row.pk), None)
        self._at_host[_host(row)] -= 1
        if isinstance(row, Source):
            taken = record_visit(row, outcome.fetched, now=now, rules=self._visits)
            if taken.new or taken.changed:
                log.info("taken in", source=row.url, new=taken.new, changed=taken.changed)
        else:
            record_page(row, outcome.fetched, now=now, rules=self._pages)


def _host(row: Source | Article) -> str:
    """Return the host and port that a row's address names."""
    return urlsplit(row.url).netloc
