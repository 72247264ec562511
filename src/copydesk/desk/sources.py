"""What an editor does with sources: look one over, add it, pause it, remove it, carry them in and out as OPML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.text import slugify

from copydesk import parsing
from copydesk.desk.models import Outlet, Source
from copydesk.errors import FetchError, InputError, NotAFeedError
from copydesk.intake import FEED_ACCEPT, PAGE_ACCEPT, FetchRequest, normalise_typed
from copydesk.types import Feed, FeedKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from copydesk.intake import Fetched, Fetcher

#: feeds of one page that are looked at, and links followed of a page that has none
FEEDS_MOST = 8
PAGE_LINKS = 40


@dataclass(frozen=True, slots=True)
class Candidate:
    """A way to watch an outlet, tried out."""

    url: str
    kind: FeedKind
    title: str
    feed: Feed | None  #: what it announces now; None when it did not work
    problem: str = ""  #: why it did not work, in plain words


@dataclass(frozen=True, slots=True)
class NewSource:
    """What an editor wants watched."""

    url: str
    kind: FeedKind
    title: str = ""
    outlet: str = ""  #: the outlet's name; empty takes the title, else the host
    home_url: str = ""
    language: str = ""
    rights: str = Source.Rights.EXCERPT
    mode: str = Source.Mode.AT_ONCE


async def look_over(fetcher: Fetcher, typed: str) -> tuple[Candidate, ...]:
    """Find and try the feeds of an address that an editor typed: a feed, or a page that has some.

    Args:
        fetcher: fetches as the site does, robots.txt and all.
        typed: "example.org" is enough.

    Returns:
        The candidates, best first; the page itself comes last, for outlets without a feed.

    Raises:
        InputError: it is no web address.
        FetchError: the address does not answer.
    """
    url = normalise_typed(typed)
    fetched = await fetcher.fetch(FetchRequest(url, accept=PAGE_ACCEPT))
    feed = _feed(fetched)
    if feed is not None:
        return (_candidate(fetched.url, feed),)
    links = parsing.find_feeds(fetched.body, fetched.url)[:FEEDS_MOST]
    found = [await _try(fetcher, link.url, link.title or "") for link in links]
    page = parsing.front_page_items(fetched.body, fetched.url, limit=PAGE_LINKS)
    found.sort(key=lambda each: not (each.feed and each.feed.items))
    return (*found, _candidate(fetched.url, page))


async def _try(fetcher: Fetcher, url: str, title: str) -> Candidate:
    """Fetch and parse one feed; what goes wrong is told, not raised."""
    try:
        fetched = await fetcher.fetch(FetchRequest(url, accept=FEED_ACCEPT))
        feed = parsing.parse_feed(fetched.body, url=fetched.url, content_type=fetched.content_type)
    except FetchError as error:
        return Candidate(url, FeedKind.RSS, title, None, error.problem)
    except NotAFeedError as error:
        return Candidate(url, FeedKind.RSS, title, None, str(error))
    return _candidate(fetched.url, feed, title)


def _feed(fetched: Fetched) -> Feed | None:
    """Return the feed that was fetched, or None if it is something else."""
    try:
        return parsing.parse_feed(fetched.body, url=fetched.url, content_type=fetched.content_type)
    except NotAFeedError:
        return None


def _candidate(url: str, feed: Feed, title: str = "") -> Candidate:
    """Return a feed that works as a candidate."""
    return Candidate(url, feed.kind, feed.title or title or (urlsplit(url).hostname or url), feed)


def add(wanted: NewSource, *, now: datetime) -> tuple[Source, bool]:
    """Watch a source from now on; one that is known already is returned as it is.

    Returns:
        The source, and whether it is new.
    """
    known = Source.objects.filter(url=wanted.url).first()
    if known is not None:
        return known, False
    with transaction.atomic():
        name = wanted.outlet or wanted.title or urlsplit(wanted.url).hostname or wanted.url
        outlet = _outlet(name, wanted)
        source = Source.objects.create(
            outlet=outlet,
            url=wanted.url,
            kind=wanted.kind.value,
            title=wanted.title[:300],
            rights=wanted.rights,
            mode=wanted.mode,
            due_at=now,
        )
    return source, True


def _outlet(name: str, wanted: NewSource) -> Outlet:
    """Return the outlet of that name, making it if it is not known."""
    known = Outlet.objects.filter(name=name).first()
    if known is not None:
        return known
    base = slugify(name)[:70] or "outlet"
    slug, number = base, 2
    while Outlet.objects.filter(slug=slug).exists():
        slug, number = f"{base}-{number}", number + 1
    return Outlet.objects.create(
        slug=slug, name=name[:200], home_url=wanted.home_url, language=wanted.language
    )


def find(name: str) -> Source:
    """Return the source that an editor means: by number, address, or title.

    Raises:
        InputError: none or several answer to it.
    """
    rows = Source.objects.select_related("outlet")
    found = list(rows.filter(pk=int(name))) if name.isdecimal() else list(rows.filter(url=name))
    found = found or list(rows.filter(title__iexact=name)) or list(rows.filter(outlet__name__iexact=name))
    found = found or list(rows.filter(outlet__slug=name))
    if len(found) == 1:
        return found[0]
    if found:
        numbers = ", ".join(str(each.pk) for each in found)
        raise InputError(f"{name!r} names {len(found)} sources; give the number of one: {numbers}")
    raise InputError(f"no source {name!r}; `copydesk source list` shows them all")


def pause(source: Source) -> None:
    """Visit a source no more until an editor resumes it."""
    source.state, source.due_at = Source.State.PAUSED, None
    source.save(update_fields=["state", "due_at"])


def resume(source: Source, *, now: datetime) -> None:
    """Visit a source again, starting now; its failures are forgotten."""
    source.state, source.due_at = Source.State.ACTIVE, now
    source.attempts, source.note = 0, ""
    source.save(update_fields=["state", "due_at", "attempts", "note"])


def remove(source: Source) -> int:
    """Forget a source and what came from it; return how many articles that were.

    Stories that are left without any article are held, so that no page stands empty.
    """
    from copydesk.desk.stories import rest_of

    with transaction.atomic():
        stories = list(source.articles.exclude(story=None).values_list("story_id", flat=True).distinct())
        count = source.articles.count()
        outlet = source.outlet
        source.delete()
        if not outlet.sources.exists():
            outlet.delete()
        rest_of(stories)
    return count


def export_opml(title: str) -> str:
    """Return all sources as OPML, one folder for each outlet's kind of rights."""
    rows = Source.objects.select_related("outlet").order_by("outlet__name", "url")
    outlines = [
        parsing.Outline(
            title=row.outlet.name,
            feed_url=row.url,
            home_url=row.outlet.home_url or None,
            kind=FeedKind(row.kind),
        )
        for row in rows
    ]
    return parsing.write_opml(outlines, title)


def import_opml(data: bytes, *, now: datetime) -> tuple[int, int]:
    """Add the feeds of an OPML file; return how many were new and how many known already.

    Raises:
        UnreadableError: it is no OPML.
    """
    new = known = 0
    for outline in _with_feeds(parsing.read_opml(data)):
        wanted = NewSource(
            url=outline.feed_url or "",
            kind=outline.kind or FeedKind.RSS,
            title=outline.title,
            outlet=outline.title,
            home_url=outline.home_url or "",
        )
        _, fresh = add(wanted, now=now)
        new, known = new + fresh, known + (not fresh)
    return new, known


def _with_feeds(outlines: Iterable[parsing.Outline]) -> Iterable[parsing.Outline]:
    """Leave out outlines that name no feed on the web."""
    return (each for each in outlines if (each.feed_url or "").startswith(("http://", "https://")))
