"""Collecting pages: an announced article's page is fetched, its article taken out, a version kept."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog
from django.db import transaction
from django.db.models import Max

from copydesk import parsing
from copydesk.desk.clean import storable
from copydesk.desk.leases import claim
from copydesk.desk.models import Article as Row
from copydesk.desk.models import ArticleVersion, Source
from copydesk.desk.work.items import key_of_url
from copydesk.errors import (
    FetchError,
    GoneError,
    NotAPageError,
    RetryLaterError,
    RobotsRefusedError,
    StatusError,
)
from copydesk.intake import PAGE_ACCEPT, Fetched, FetchRequest
from copydesk.types import Article, Block, BlockKind, Item

if TYPE_CHECKING:
    from datetime import datetime

    from copydesk.parsing import PageLimits, Sites

log = structlog.get_logger()

#: seconds until the next attempt at a page, by attempt
RETRY_SECONDS = (60, 300, 1800, 7200, 21_600)
#: answers after which another attempt makes no sense
FINAL_STATUSES = frozenset({400, 401, 403, 404, 405, 406, 414, 451})
#: how long an article waits while enough pages of its host are out
POSTPONED = timedelta(seconds=1)
#: code points from which a feed's own text counts as an article
FULL_TEXT = 600


@dataclass(frozen=True, slots=True)
class PageRules:
    """The values of the settings that this step needs."""

    lease: timedelta
    page_bytes: int
    attempts: int  #: at one article before it is set aside
    sites: Sites | None = None  #: rules for single sites; None takes those that are shipped
    limits: PageLimits = field(default_factory=parsing.PageLimits)  #: of what is read of one page


def due_pages(*, now: datetime, holder: str, rules: PageRules, limit: int) -> list[Row]:
    """Claim announced articles whose pages are due."""
    rows = Row.objects.filter(state=Row.State.ANNOUNCED).exclude(source__state=Source.State.PAUSED)
    return claim(rows, now=now, holder=holder, lease=rules.lease, limit=limit)


def page_request(row: Row, rules: PageRules) -> FetchRequest | None:
    """Return what to fetch for an article; None when it has no address and the feed's text must do."""
    if not row.url.startswith(("http://", "https://")):
        return None
    return FetchRequest(row.url, accept=PAGE_ACCEPT, byte_cap=rules.page_bytes)


def postpone(row: Row, *, now: datetime) -> None:
    """Give a claimed article back for a moment: enough of its host's pages are out already."""
    Row.objects.filter(pk=row.pk, lease_by=row.lease_by).update(
        due_at=now + POSTPONED, lease_until=None, lease_by=""
    )


def record_page(row: Row, came: Fetched | FetchError | None, *, now: datetime, rules: PageRules) -> None:
    """Keep what came of an article's page: a version, another attempt, or the error it is set aside with.

    Where the page cannot be had, the full text of the feed stands in for it, if the feed carries it;
    without one the article is set aside with its error, where the editor sees it.

    Args:
        row: as claimed by this process.
        came: the page, the error, or None for an article without an address.
        now: aware UTC.
        rules: the settings' values.
    """
    if isinstance(came, FetchError) and _try_again(row, came, now=now, rules=rules):
        return
    item = Item.from_dict(row.item)
    problem = str(came) if isinstance(came, FetchError) else ""
    article = None
    if isinstance(came, Fetched):
        try:
            article = parsing.extract(
                came.body,
                url=came.url,
                content_type=came.content_type,
                sites=rules.sites,
                limits=rules.limits,
            )
        except NotAPageError as error:
            problem = str(error)
        if article is not None and _known_elsewhere(row, came.url):
            _finish(row, state=Row.State.DUPLICATE, error=f"the same article as {came.url}", now=now)
            return
    if article is None or not article.body:
        problem = problem or ("" if came is None else f"{row.url}: the page holds no article")
        article = from_item(item, row.url or None)
        if problem and not article.body:
            _finish(row, state=Row.State.FAILED, error=problem, now=now)
            return
    keep_version(row, completed(article, item, now=now), problem, now=now)


def completed(article: Article, item: Item, *, now: datetime) -> Article:
    """Return a page's article with what only the feed said: headline, time, authors, pictures.

    A time of publication that lies ahead of `now` is no such time, wherever it stands.
    """
    published = article.published
    if published is None or published > now:
        published = item.published if item.published and item.published <= now else None
    return replace(
        article,
        headline=article.headline or item.headline,
        published=published,
        authors=article.authors or item.authors,
        pictures=article.pictures or item.pictures,
        credited_source=article.credited_source or item.credited_source,
        language=article.language or item.language,
    )


def from_item(item: Item, url: str | None) -> Article:
    """Return the article as far as the feed alone tells it: its text, else its summary as standfirst.

    >>> from_item(Item("a", headline="Ferry back", summary="<p>It runs again.</p>"), None).standfirst
    'It runs again.'
    """
    article = Article(url=url)
    if item.content and len(item.content) >= FULL_TEXT:
        article = _text_of(item.content, url) or article
    summary = _text_of(item.summary, url) if item.summary else None
    standfirst = " ".join(summary.body.split()) if summary else None
    return replace(
        article,
        headline=item.headline,
        standfirst=standfirst if not article.body else None,
        authors=item.authors,
        published=item.published,
        modified=item.updated,
        pictures=item.pictures,
        language=item.language,
    )


def _text_of(markup: str, url: str | None) -> Article | None:
    """Return the article in a piece of a feed's HTML; every paragraph of it counts as body."""
    try:
        found = parsing.extract(
            f"<!DOCTYPE html><html><body><article>{markup}</article></body></html>", url=url
        )
    except NotAPageError:
        return None
    if found.body:
        return found
    text = "\n\n".join(block.text for block in found.furniture)
    return Article(url=url, body=text, blocks=(Block(BlockKind.BODY, text),)) if text else None


def keep_version(row: Row, article: Article, problem: str, *, now: datetime) -> None:
    """Keep what an article says now as a version, unless it says the same as before.

    Args:
        row: as claimed by this process.
        article: what it says.
        problem: why its page could not be used; empty when all went well.
        now: aware UTC.
    """
    article = storable(article)
    content = article.to_dict()
    told = {
        name: content[name]
        for name in ("headline", "standfirst", "byline", "body", "corrections", "pictures")
    }
    digest = hashlib.blake2b(json.dumps(told, sort_keys=True).encode(), digest_size=20).hexdigest()
    with transaction.atomic():
        if not _mine(row):
            return
        if row.version is None or row.version.digest != digest:
            number = (row.versions.aggregate(last=Max("number"))["last"] or 0) + 1
            row.version = ArticleVersion.objects.create(
                article=row, number=number, seen_at=now, digest=digest, content=content
            )
        row.headline = (article.headline or row.headline)[:600]
        row.published = article.published or row.published
        _finish(row, state=Row.State.EXTRACTED, error=problem, now=now)


def _try_again(row: Row, error: FetchError, *, now: datetime, rules: PageRules) -> bool:
    """Plan another attempt if one makes sense; say whether it does."""
    final = isinstance(error, GoneError | RobotsRefusedError) or (
        isinstance(error, StatusError) and error.status in FINAL_STATUSES
    )
    if final or row.attempts + 1 >= rules.attempts:
        return False
    wait = RETRY_SECONDS[min(row.attempts, len(RETRY_SECONDS) - 1)]
    if isinstance(error, RetryLaterError):
        wait = max(wait, int(error.after or 0))
    Row.objects.filter(pk=row.pk, lease_by=row.lease_by).update(
        attempts=row.attempts + 1,
        due_at=now + timedelta(seconds=wait),
        error=str(error),
        lease_until=None,
        lease_by="",
    )
    return True


def _known_elsewhere(row: Row, url: str) -> bool:
    """Say whether a redirect led to an article of this outlet that has a row of its own."""
    key = key_of_url(url)
    return key != row.key and Row.objects.filter(outlet_id=row.outlet_id, key=key).exists()


def _mine(row: Row) -> bool:
    """Say whether this process still holds the row; locks it where the database can."""
    return Row.objects.select_for_update().filter(pk=row.pk, lease_by=row.lease_by).exists()


def set_aside(row: Row, error: str, *, now: datetime) -> None:
    """Set an article aside with its error, where the editor sees it."""
    _finish(row, state=Row.State.FAILED, error=error, now=now)


def _finish(row: Row, *, state: str, error: str, now: datetime) -> None:
    """Hand the article to the next step, or set it aside."""
    if error:
        log.info("article", url=row.url, state=state, error=error)
    holder, row.lease_by, row.lease_until = row.lease_by, "", None
    row.state, row.error, row.attempts = state, error, 0
    row.due_at = now if state == Row.State.EXTRACTED else None
    Row.objects.filter(pk=row.pk, lease_by=holder).update(
        state=row.state,
        error=row.error,
        attempts=0,
        due_at=row.due_at,
        headline=row.headline,
        published=row.published,
        version=row.version,
        lease_by="",
        lease_until=None,
    )
