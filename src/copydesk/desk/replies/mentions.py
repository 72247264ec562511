"""Webmentions that come in: noted, then the page that is said to link to us is fetched, and believed only if it does."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import lxml.html
import structlog
from lxml.etree import ParserError

from copydesk.desk.leases import claim, holder_name
from copydesk.desk.models import Mention, Reply, Story
from copydesk.desk.replies.accepting import hold_from_outside
from copydesk.desk.replies.changing import wipe
from copydesk.desk.stories import public_stories, standing
from copydesk.errors import CopydeskError, InputError
from copydesk.posting import talk
from copydesk.posting.values import WaitError
from copydesk.replies.plain import tidy, tidy_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from urllib.parse import SplitResult

    from copydesk.posting.network import Line
    from copydesk.settings import Settings

log = structlog.get_logger()

BATCH = 5
WAITING_MOST = 1000  #: mentions noted and not yet looked at; further ones are turned away
AGAIN = timedelta(minutes=10)
MOST_ATTEMPTS = 5
MOST_BYTES = 2**20
EXCERPT = 500
_PATH = re.compile(r"^/story/(\d{1,18})(?:-[^/]*)?/?$")
Found = tuple[str, str]


def note(source: str, target: str, settings: Settings, *, now: datetime) -> Mention:
    """Note a mention; told again it is looked at again.

    Raises:
        InputError: source or target cannot be what they are to be; the message says why.
    """
    parts = _parts(source, "source")
    if parts.hostname == urlsplit(settings.site_url).hostname:
        raise InputError("source is a page of ours")
    there = _parts(target, "target")
    home = urlsplit(settings.site_url)
    number = _PATH.match(there.path) if (there.scheme, there.netloc) == (home.scheme, home.netloc) else None
    found = Story.objects.filter(pk=int(number[1])).first() if number and int(number[1]) < 2**62 else None
    found = standing(found) if found else None
    if found is None or not Story.objects.filter(public_stories(now), pk=found.pk).exists():
        raise InputError("target is no story of ours")
    digest = hashlib.sha256(source.encode("utf-8", "replace")).hexdigest()
    if Mention.objects.filter(due_at__isnull=False).count() >= WAITING_MOST:
        raise InputError("too many mentions wait; tell it again later")
    row, _ = Mention.objects.update_or_create(
        story=found,
        source_hash=digest,
        defaults={
            "source": source,
            "target": target,
            "told_at": now,
            "due_at": now,
            "attempts": 0,
            "error": "",
        },
    )
    return row


def _parts(url: str, name: str) -> SplitResult:
    """Return the parts of an address.

    Raises:
        InputError: it is none of the web.
    """
    try:
        parts = urlsplit(url)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        sound = False
    if not sound or len(url) > 2000 or not url.isprintable():
        raise InputError(f"{name} must be an address that begins with http:// or https://")
    return parts


class MentionStep:
    """Fetches the pages that are said to mention us; never one inside the house.

    Args:
        settings: the site's.
        line_of: opens a line that fetches; see `copydesk.desk.accounts.line_of`.
    """

    name = "mentions"

    def __init__(
        self, settings: Settings, line_of: Callable[[Mapping[str, str], datetime, dict[str, str]], Line]
    ) -> None:
        self._settings = settings
        self._line_of = line_of

    def run(self, now: datetime) -> int:
        """Look at what is due, up to a bound; return how many mentions that were."""
        lease = timedelta(seconds=self._settings.lease_seconds)
        rows = claim(Mention.objects.all(), now=now, holder=holder_name(), lease=lease, limit=BATCH)
        for row in rows:
            self._guarded(row, now)
        return len(rows)

    def _guarded(self, row: Mention, now: datetime) -> None:
        """Look at one mention; what goes wrong is kept with it."""
        due, problem = None, ""
        try:
            keep(row, *self._fetched(row, now), now=now)
        except InputError as error:
            problem = str(error)
        except CopydeskError as error:
            problem = str(error)
            due = now + AGAIN * 2**row.attempts if row.attempts + 1 < MOST_ATTEMPTS else None
        Mention.objects.filter(pk=row.pk).update(
            due_at=due, attempts=row.attempts + 1, error=problem, lease_until=None, lease_by=""
        )

    def _fetched(self, row: Mention, now: datetime) -> tuple[str, bytes]:
        """Return where the page was in the end, and the page; empty when it is gone.

        Raises:
            CopydeskError: it did not come.
        """
        url, answer = talk.fetch(self._line_of({}, now, {}), row.source)
        if answer.status in {404, 410}:
            return url, b""
        if answer.status != 200:
            raise WaitError(f"{urlsplit(url).hostname} answered {answer.status}", None)
        if "html" not in answer.headers.get("content-type", "html"):
            raise InputError("it is no page")
        return url, answer.body[:MOST_BYTES]


def keep(row: Mention, url: str, page: bytes, *, now: datetime) -> Reply | None:
    """Hold what a page says for an editor if it links to us; if it does so no more, what stood is taken away.

    Args:
        row: the mention.
        url: where the page was in the end.
        page: as fetched; empty when it is gone.
        now: aware.
    """
    key = f"mention {row.source_hash[:60]}/{row.story_id}"[:80]
    kept = Reply.objects.filter(key=key).first()
    found = said(page, url, row.target)
    if found is None:
        if kept and kept.state != Reply.State.DELETED:
            wipe([kept], now=now)
        return None
    name, text = found
    reply = kept or Reply(key=key, story=row.story, origin=Reply.Origin.WEBMENTION, written_at=now)
    reply.link = row.source
    return hold_from_outside(reply, name, text, now=now)


def said(page: bytes, url: str, target: str) -> Found | None:
    """Return whose page it is and what stands around its link to us; None when it does not link to us.

    >>> said(b'<title>Ann</title><p>I read <a href="https://us.example/story/1/">this</a>.', "https://a.example/", "https://us.example/story/1/")
    ('a.example', 'I read this.')
    """
    try:
        tree = lxml.html.document_fromstring(page)
    except (ParserError, ValueError):
        return None
    for link in tree.iter("a"):
        href = link.get("href") or ""
        try:
            leads = urljoin(url, href.strip()).partition("#")[0]
        except ValueError:
            continue
        if leads.rstrip("/") == target.partition("#")[0].rstrip("/"):
            break
    else:
        return None
    block = next((each for each in link.iterancestors("p", "blockquote", "li", "article")), None)
    text = " ".join(str(block.text_content() if block is not None else link.text_content()).split())
    heading = tree.find(".//title")
    title = " ".join(str(heading.text_content()).split()) if heading is not None else ""
    short = tidy(text)[:EXCERPT]
    host = urlsplit(url).hostname or url
    return tidy_line(host), short or tidy_line(title) or host
