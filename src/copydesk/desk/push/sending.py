"""The step that sends notes to browsers: those that are gone are dropped, what was lost replaces itself when sent anew."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import structlog

from copydesk.desk.accounts import line_of
from copydesk.desk.leases import claim, holder_name
from copydesk.desk.models import Account, Browser, Note, Story
from copydesk.desk.newsletter.issues import content_of
from copydesk.desk.push import browsers
from copydesk.desk.sealing import unseal
from copydesk.desk.stories import public_stories
from copydesk.errors import CopydeskError, InputError, StoreError
from copydesk.posting.http import sort_out
from copydesk.posting.values import LostAnswerError, NotAllowedError, RefusedError, WaitError
from copydesk.posting.webpush import MOST, TOPIC, Signer, request_of, to_base64

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from copydesk.desk.newsletter.issues import Content
    from copydesk.posting.network import Line
    from copydesk.settings import Settings

log = structlog.get_logger()

BATCH = 20  #: notes before other steps get their turn
FORGET = timedelta(hours=1)
FIRST_WAIT = timedelta(seconds=30)
LONGEST = timedelta(hours=2)
MOST_ATTEMPTS = 12  #: about a day; who takes none in all that time is dropped
GONE = frozenset({404, 410})  #: the browser's reader took the leave back, or the browser is no more


class PushStep:
    """Sends what is due.

    Args:
        settings: the site's.
        line_of: opens the way out.
    """

    name = "push"

    def __init__(
        self,
        settings: Settings,
        *,
        line_of: Callable[[Mapping[str, str], datetime, dict[str, str]], Line] = line_of,
    ) -> None:
        self._settings = settings
        self._line_of = line_of
        self._forgot: datetime | None = None

    def run(self, now: datetime) -> int:
        """Send what is due, up to a bound; return how many notes that were."""
        account = browsers.account()
        if account is None:
            return 0
        if self._forgot is None or now - self._forgot >= FORGET:
            self._forgot = now
            browsers.forget(self._settings, now)
        lease = timedelta(seconds=self._settings.lease_seconds)
        rows = Note.objects.filter(issue__account__state=Account.State.CONNECTED)
        rows = rows.select_related("browser", "issue")
        claimed = claim(rows, now=now, holder=holder_name(), lease=lease, limit=BATCH)
        if not claimed:
            return 0
        folder = self._settings.site_folder
        sealed, key = bytes(account.secret), account.secret_key_id
        fields = unseal(folder, f"account/{account.pk}", sealed, key)
        signer = browsers.signer_of(folder, fields["contact"])
        line = self._line_of(fields, now, {})
        for row in claimed:
            self._guarded(row, line, signer)
        return len(claimed)

    def _guarded(self, row: Note, line: Line, signer: Signer) -> None:
        """Send one note; a second try replaces the first, so a lost answer is simply tried again."""
        now = line.now
        try:
            self._send(row, line, signer)
        except (WaitError, LostAnswerError, StoreError) as error:
            pause = min(LONGEST, FIRST_WAIT * int(2 ** min(row.attempts, 10)))
            if isinstance(error, WaitError) and error.seconds:
                pause = timedelta(seconds=min(error.seconds, self._settings.retry_after_most))
            if row.attempts + 1 >= MOST_ATTEMPTS:
                _drop(row, "took no note for a day")
            else:
                _keep(row, due_at=now + pause, attempts=row.attempts + 1, error=str(error))
        except (RefusedError, NotAllowedError, InputError) as error:
            _keep(row, due_at=None, error=str(error))
            # 401 and 403 too: a wrong clock of ours must not cost us every browser.
            log.warning("note refused", note=row.pk, error=str(error))
            Account.objects.filter(pk=row.issue.account_id).update(note=f"a push service refuses: {error}")

    def _send(self, row: Note, line: Line, signer: Signer) -> None:
        """Send one note, if its story is still there.

        Raises:
            CopydeskError: it did not go out, or nobody knows.
        """
        content = content_of(row.issue)
        numbers = [each.story for each in content.entries]
        if not Story.objects.filter(public_stories(line.now), pk__in=numbers).exists():
            Note.objects.filter(pk=row.pk).delete()
            return
        if line.fetch is None:
            raise CopydeskError("no way leads out from here")
        tag = tag_of(content.answers or row.issue.key)
        goal = browsers.goal(row.browser, self._settings.site_folder)
        plain = payload(content, tag, self._settings)
        answer = line.fetch(request_of(plain, goal, signer, tag, line.now))
        if answer.status in GONE:
            _drop(row, f"its push service says that it is gone ({answer.status})")
        else:
            sort_out(answer, line.now, "push POST")
            _keep(row, due_at=None, attempts=0, error="")


def tag_of(key: str) -> str:
    """Return what one note replaces another by, from the key of the issue."""
    return to_base64(hashlib.sha256(key.encode()).digest())[:TOPIC]


def payload(content: Content, tag: str, settings: Settings) -> bytes:
    """Return a note: title, whole fields and link; the fields go whole where it would be too long.

    Args:
        content: of the issue.
        tag: what it replaces another by.
        settings: for the site's name and language.
    """
    entry = content.entries[0]
    pieces = [each for each in entry.text.split("\n\n") if each.strip() != entry.permalink]
    titled = bool(pieces) and pieces[0].endswith(entry.title)
    title = " ".join(pieces.pop(0).split()) if titled else entry.title
    body = "\n\n".join(each.replace(entry.permalink, "").strip() for each in pieces).strip()
    shared = {"url": entry.permalink, "tag": tag, "lang": entry.language or settings.site_language}
    for more in ({"title": title, "body": body}, {"title": title}, {"title": settings.site_name}):
        data = json.dumps(shared | {"body": ""} | more, ensure_ascii=False).encode()
        if len(data) <= MOST:
            return data
    raise InputError("the address of this story is too long for a note")


def _drop(row: Note, why: str) -> None:
    """Forget a browser with all that waits for it."""
    log.info("browser dropped", browser=row.browser_id, why=why)
    Browser.objects.filter(pk=row.browser_id).delete()


def _keep(row: Note, **values: Any) -> None:
    """Write a row that we still hold, and let go of it."""
    held = Note.objects.filter(pk=row.pk, lease_by=row.lease_by)
    held.update(**values, lease_until=None, lease_by="")
