"""The step that goes out: it visits due sources and collects announced pages, many at a time."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

import structlog
from django.db import DatabaseError

from copydesk.desk.leases import holder_name
from copydesk.desk.models import Article, Source
from copydesk.desk.store import storing
from copydesk.desk.work.fetching import FetchThread, Outcome
from copydesk.desk.work.pages import PageRules, due_pages, page_request, postpone, record_page, set_aside
from copydesk.desk.work.visits import VisitRules, due_sources, record_visits, visit_request
from copydesk.errors import StoreError, StoreFullError, StoreLockedError
from copydesk.intake import Fetched, PollRule
from copydesk.intake.broken import BrokenFeedReader
from copydesk.intake.rulefiles import RULES, rule_files
from copydesk.parsing import site_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from types import TracebackType

    from copydesk.errors import FetchError
    from copydesk.intake import Fetcher, FetchRequest
    from copydesk.settings import Settings

log = structlog.get_logger()

#: seconds this step waits for the first answer while others are under way
WAIT_SECONDS = 0.05
#: visits kept in one transaction: so many, and no more once their bodies have so many bytes
BATCH_MOST = 32
BATCH_BYTES = 2**20
#: answers kept in one go before the other steps get their turn
ANSWERS_MOST = 64
#: pages of one host that are out at a time; the others stay in the database
HOST_MOST = 8


def visit_rules(settings: Settings) -> VisitRules:
    """Return what the settings say of visits."""
    return VisitRules(
        lease=timedelta(seconds=settings.lease_seconds),
        feed_bytes=settings.feed_bytes,
        broken=BrokenFeedReader(settings.broken_feed_seconds, settings.broken_feed_bytes),
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
    """Return what the settings say of pages.

    Raises:
        SiteRuleError: a file in the site's folder of rules cannot be read.
    """
    return PageRules(
        lease=timedelta(seconds=settings.lease_seconds),
        page_bytes=settings.page_bytes,
        attempts=settings.article_attempts,
        sites=site_rules(rule_files(settings.site_folder / RULES)),
        limits=settings.page_limits,
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
            wait = WAIT_SECONDS if self._fetching.pending else 0
            self._waiting = self._fetching.outcomes(wait=wait, enough=BATCH_MOST)
        kept = 0
        while self._waiting and kept < ANSWERS_MOST:
            batch = self._next_batch()
            try:
                kept += self._record(batch, now)
            except (StoreFullError, StoreLockedError):
                # What came is not fetched again: it waits here, its lease renewed, until there is room.
                self._waiting.extend(reversed(batch))
                raise
        return sent + kept

    def _next_batch(self) -> list[Outcome[Source | Article]]:
        """Take answers that are kept together: visits by the dozen as long as they are small, pages one by one."""
        batch: list[Outcome[Source | Article]] = []
        size = 0
        while self._waiting and len(batch) < BATCH_MOST and size < BATCH_BYTES:
            alone = not isinstance(self._waiting[-1].ticket, Source)
            if alone and batch:
                break
            outcome = self._waiting.pop()
            batch.append(outcome)
            size += len(outcome.fetched.body) if isinstance(outcome.fetched, Fetched) else 0
            if alone:
                break
        return batch

    def _send(self, now: datetime) -> int:
        """Claim what is due, as far as there is room, and send it out; sources go before pages."""
        self._renew(now)
        room = self._concurrency - self.under_way
        if room < max(1, self._concurrency // 4):
            return 0
        sent = self._send_sources(now, room)
        return sent + self._send_pages(now, room - sent)

    def _send_sources(self, now: datetime, room: int) -> int:
        """Send out the sources whose visit is due."""
        sources = due_sources(now=now, holder=self._holder, rules=self._visits, limit=room)
        self._submit([(source, visit_request(source, self._visits)) for source in sources])
        return len(sources)

    def _send_pages(self, now: datetime, room: int) -> int:
        """Send out the articles whose page is to be fetched."""
        pages = due_pages(now=now, holder=self._holder, rules=self._pages, limit=room)
        for page in pages:
            request = page_request(page, self._pages)
            if request is None:
                record_page(page, None, now=now, rules=self._pages)
            elif self._at_host[_host(page)] >= HOST_MOST:
                postpone(page, now=now)
            else:
                self._submit([(page, request)])
        return len(pages)

    def _submit(self, requests: Sequence[tuple[Source | Article, FetchRequest]]) -> None:
        """Send requests out and remember that they are."""
        for row, _ in requests:
            self._out[type(row), row.pk] = row
            self._at_host[_host(row)] += 1
        self._fetching.submit(requests)

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

    def _record(self, batch: Sequence[Outcome[Source | Article]], now: datetime) -> int:
        """Keep some answers on the rows they were made for; return how many those are."""
        visits = [(each.ticket, each.fetched) for each in batch if isinstance(each.ticket, Source)]
        if visits:
            self._record_visits(visits, now)
        for outcome in batch:
            if isinstance(outcome.ticket, Article):
                self._record_page(outcome.ticket, outcome.fetched, now)
        for outcome in batch:
            row = outcome.ticket
            self._out.pop((type(row), row.pk), None)
            self._at_host[_host(row)] -= 1
        return len(batch)

    def _record_page(self, row: Article, came: Fetched | FetchError, now: datetime) -> None:
        """Keep what came of a page; what nobody foresaw sets this article aside and stops no other."""
        with storing(f"what came of {row.url}"):
            try:
                record_page(row, came, now=now, rules=self._pages)
            except (DatabaseError, StoreError, OSError):
                raise
            except Exception as error:
                log.exception("page failed", url=row.url)
                set_aside(row, f"{row.url}: {type(error).__name__}: {error}", now=now)

    def _record_visits(self, visits: list[tuple[Source, Fetched | FetchError]], now: datetime) -> None:
        """Keep some visits together; where one cannot be kept, keep the others without it.

        Raises:
            StoreError: the database keeps nothing now, or refused one of them; the others are kept.
        """
        named = visits[0][0].url if len(visits) == 1 else f"{len(visits)} sources"
        try:
            with storing(f"what came of {named}"):
                taken = record_visits(visits, now=now, rules=self._visits)
        except (StoreFullError, StoreLockedError):
            raise
        except Exception as error:
            if len(visits) == 1:
                raise
            log.warning("visits are kept one by one", error=str(error))
            self._one_by_one(visits, now)
            return
        for (row, _), found in zip(visits, taken, strict=True):
            if found.new or found.changed:
                log.info("taken in", source=row.url, new=found.new, changed=found.changed)

    def _one_by_one(self, visits: list[tuple[Source, Fetched | FetchError]], now: datetime) -> None:
        """Keep visits each for itself, and only then say what went wrong with one."""
        failed: Exception | None = None
        for visit in visits:
            try:
                self._record_visits([visit], now)
            except Exception as error:  # noqa: BLE001 - raised again when the others are kept
                failed = error
        if failed is not None:
            raise failed


def _host(row: Source | Article) -> str:
    """Return the host and port that a row's address names."""
    return _netloc(row.url)


@lru_cache(maxsize=256)
def _netloc(url: str) -> str:
    """Return host and port of an address; each is asked for when it goes out and when its answer is kept."""
    return urlsplit(url).netloc
