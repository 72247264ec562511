"""The step that sends the newsletter: at most one mail of an issue to a reader, whatever is killed or lost.

A row says `sending` before its mail is handed over. Whoever finds it so later does not know what became of it, and a
mail cannot be read back: it is `unconfirmed` and never goes out again by itself.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import structlog
from django.db.models import F

from copydesk.desk.accounts import line_of
from copydesk.desk.leases import claim, holder_name
from copydesk.desk.models import Account, Delivery, Story, Subscriber
from copydesk.desk.newsletter import subscribing
from copydesk.desk.newsletter.issues import chosen, content_of, make_digests
from copydesk.desk.newsletter.letters import confirmation_mail, issue_mail, links_of, number_of
from copydesk.desk.sealing import unseal
from copydesk.desk.stories import public_stories
from copydesk.errors import InputError, StoreError
from copydesk.posting.mail import letter_of
from copydesk.posting.networks.newsletter import plan_of
from copydesk.posting.values import (
    LostAnswerError,
    NoReceiverError,
    NotAllowedError,
    RefusedError,
    WaitError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from email.message import EmailMessage

    from copydesk.posting.network import Line
    from copydesk.settings import Settings

log = structlog.get_logger()

BATCH = 10  #: mails before other steps get their turn
LOOK = timedelta(seconds=20)  #: between two looks for digests that are due
FORGET = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
FIRST_WAIT = timedelta(minutes=2)
LONGEST = timedelta(hours=4)
MOST_ATTEMPTS = 20  #: about three days
TOGETHER = 3  #: mails put off one after the other after which the account rests
REFUSALS = 3  #: mails in a row that a reader's server refuses after which none goes there


class NewsletterStep:
    """Makes digests and sends what is due.

    Args:
        settings: the site's.
        address: gives the absolute address of a story's page.
        line_of: opens the way to an account.
    """

    name = "newsletter"

    def __init__(
        self,
        settings: Settings,
        address: Callable[[Story], str],
        *,
        line_of: Callable[[Mapping[str, str], datetime, dict[str, str]], Line] = line_of,
    ) -> None:
        self._settings = settings
        self._address = address
        self._line_of = line_of
        self._looked: datetime | None = None
        self._forgot: datetime | None = None

    def run(self, now: datetime) -> int:
        """Do what is due, up to a bound; return how many rows were done."""
        if self._forgot is None or now - self._forgot >= FORGET:
            self._forgot = now
            subscribing.forget(self._settings, now)
        first = subscribing.account()
        if first is None:
            return 0
        accounts = Account.objects.filter(network=subscribing.NAME, state=Account.State.CONNECTED)
        return sum(
            self._for(each, now, asks=each.pk == first.pk) for each in accounts.exclude(paused_until__gt=now)
        )

    def _for(self, account: Account, now: datetime, *, asks: bool) -> int:
        """Do what is due of one account; the first one also sends what asks for confirmation."""
        try:
            sealed, key = bytes(account.secret), account.secret_key_id
            fields = unseal(self._settings.site_folder, f"account/{account.pk}", sealed, key)
            plan = plan_of(fields)
            done = 0
            if self._looked is None or now - self._looked >= LOOK:
                self._looked = now
                done = make_digests(account, plan, self._settings, self._address, now=now)
        except (StoreError, InputError) as error:
            if account.note != str(error):
                _alert(account, str(error))
            return 0
        rows = Delivery.objects.filter(issue__account=account)
        rows = rows | Delivery.objects.filter(issue=None) if asks else rows
        tried = Delivery.objects.filter(tried_at__gt=now - MINUTE).count()
        lease = timedelta(seconds=self._settings.lease_seconds)
        most = min(BATCH, plan.per_minute - tried)
        rows = rows.select_related("subscriber", "issue")
        claimed = claim(rows, now=now, holder=holder_name(), lease=lease, limit=most)
        self._send_all(account, claimed, fields, now)
        return done + len(claimed)

    def _send_all(
        self, account: Account, rows: list[Delivery], fields: Mapping[str, str], now: datetime
    ) -> None:
        """Send rows; where the server puts off one after the other, the rest waits."""
        waits = 0
        for number, row in enumerate(rows):
            try:
                self._do(row, fields, now)
                waits = 0
            except WaitError as error:
                waits += 1
                _put_off(row, now, error)
                if waits >= TOGETHER:
                    _rest(account, rows[number + 1 :], now, str(error))
                    return
            except (InputError, StoreError) as error:
                _put_off(row, now, WaitError(str(error), None))
                log.error("newsletter mail not made", delivery=row.pk, error=str(error))  # noqa: TRY400 - ours, told whole
            except NotAllowedError as error:
                Account.objects.filter(pk=account.pk).update(state=Account.State.DISCONNECTED)
                _alert(account, str(error))
                _keep(row, state=Delivery.State.QUEUED, tried_at=None)
                _release(rows[number + 1 :])
                return

    def _do(self, row: Delivery, fields: Mapping[str, str], now: datetime) -> None:
        """Send one mail, or keep why not."""
        if row.state == Delivery.State.SENDING:
            _keep(row, state=Delivery.State.UNCONFIRMED, due_at=None, error="its sending was cut off")
            return
        to = subscribing.address_of(row.subscriber, self._settings.site_folder)
        mail = self._mail(row, fields, now) if to else None
        if mail is None or row.state != Delivery.State.QUEUED:
            _keep(row, due_at=None, state=row.state if mail else Delivery.State.DROPPED)
            return
        mail["To"] = to
        leave = links_of(row.subscriber, self._settings).leave if row.issue_id else ""
        letter = letter_of(fields, to, mail, leave)
        line = self._line_of(fields, now, {})
        told = {"tried_at": now, "attempts": row.attempts + 1, "message_id": number_of(row, fields["sender"])}
        if not _keep(row, release=False, state=Delivery.State.SENDING, error="", **told):
            return
        try:
            line.deliver(letter)
        except NoReceiverError as error:
            _keep(row, state=Delivery.State.REFUSED, due_at=None, error=str(error))
            subscribing.refuse(row.subscriber, str(error), now=now)
        except RefusedError as error:
            self._refused(row, error, now)
        except LostAnswerError as error:
            _keep(row, state=Delivery.State.UNCONFIRMED, due_at=None, error=str(error))
        else:
            _keep(row, state=Delivery.State.SENT, due_at=None)
            Subscriber.objects.filter(pk=row.subscriber_id).update(refusals=0)

    def _mail(self, row: Delivery, fields: Mapping[str, str], now: datetime) -> EmailMessage | None:
        """Return the mail of a row; None where its reader no longer wants it, or none of its stories is there."""
        states = Subscriber.State
        reader = Subscriber.objects.filter(pk=row.subscriber_id).first()
        if reader is None:
            return None
        row.subscriber = reader
        if row.issue is None:
            asked = reader.state in (states.ASKED, states.CONFIRMED)
            return confirmation_mail(row, self._settings, fields, now=now) if asked else None
        if reader.state != states.CONFIRMED:
            return None
        content = content_of(row.issue)
        numbers = [each.story for each in content.entries]
        seen = Story.objects.filter(public_stories(now), pk__in=numbers).values_list("pk", flat=True)
        content = chosen(content, reader.topics, set(seen))
        return issue_mail(row, content, row.issue, self._settings, fields) if content.entries else None

    def _refused(self, row: Delivery, error: RefusedError, now: datetime) -> None:
        """Keep a refusal of the mail; after some in a row, no more mail goes to its reader."""
        _keep(row, state=Delivery.State.REFUSED, due_at=None, error=str(error))
        Subscriber.objects.filter(pk=row.subscriber_id).update(refusals=F("refusals") + 1)
        log.warning("newsletter mail refused", delivery=row.pk, error=str(error))
        if Subscriber.objects.filter(pk=row.subscriber_id, refusals__gte=REFUSALS).exists():
            subscribing.refuse(row.subscriber, f"{REFUSALS} mails in a row: {error}", now=now)


def _put_off(row: Delivery, now: datetime, error: WaitError) -> None:
    """Try a mail again later, each time after twice as long; give up after days."""
    if row.attempts + 1 >= MOST_ATTEMPTS:
        _keep(row, state=Delivery.State.REFUSED, due_at=None, error=str(error))
        return
    pause = min(LONGEST, FIRST_WAIT * int(2 ** min(row.attempts, 10)))
    _keep(row, state=Delivery.State.QUEUED, due_at=now + pause, error=str(error))


def _rest(account: Account, rows: list[Delivery], now: datetime, problem: str) -> None:
    """Rest an account, and let go of rows that were not tried."""
    Account.objects.filter(pk=account.pk).update(paused_until=now + MINUTE)
    _release(rows)
    if account.note != problem:
        _alert(account, problem)


def _release(rows: list[Delivery]) -> None:
    """Let go of rows that were not tried."""
    for row in rows:
        _keep(row)


def _keep(row: Delivery, *, release: bool = True, **values: Any) -> bool:
    """Write a row that we still hold, and let go of it; say whether we did hold it."""
    freed = {"lease_until": None, "lease_by": ""} if release else {}
    held = Delivery.objects.filter(pk=row.pk, lease_by=row.lease_by).exclude(lease_by="")
    kept = held.update(**values, **freed)
    for name, value in values.items():
        setattr(row, name, value)
    if not kept:
        log.warning("delivery taken by another worker", delivery=row.pk)
    return bool(kept)


def _alert(account: Account, problem: str) -> None:
    """Tell the editor and the operator."""
    Account.objects.filter(pk=account.pk).update(note=problem)
    log.error("the newsletter needs an editor", account=str(account), problem=problem)
