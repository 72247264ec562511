"""Mail to those who reply: only after the desk approved, only to who asked for it, queued in the rows, sent once."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import TYPE_CHECKING

import structlog
from django.core import signing
from django.db.models import Q

from copydesk.desk.accounts import line_of
from copydesk.desk.leases import claim, holder_name
from copydesk.desk.models import Account, Reply, ReplyMail
from copydesk.desk.replies.privacy import email_of, forget
from copydesk.desk.sealing import unseal
from copydesk.errors import CopydeskError
from copydesk.posting.mail import letter_of
from copydesk.posting.values import LostAnswerError, RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from copydesk.desk.models import Story
    from copydesk.posting.network import Line
    from copydesk.settings import Settings

log = structlog.get_logger()

BATCH = 10
AGAIN = timedelta(minutes=10)
MOST_ATTEMPTS = 50
FORGET = timedelta(hours=1)  #: between two looks for what is to be forgotten
MAILING = ("email", "newsletter")  #: accounts that send mail; the first of them does
CONFIRM = "replies.confirm"  #: salt of the links in mails


def queue(reply: Reply, *, now: datetime) -> None:
    """Queue the mail about a reply that is now shown: to its writer, and to who wrote what it answers."""
    kinds = ReplyMail.Kind
    if reply.sealed_key_id:
        _add(reply, None, kinds.SHOWN, now)
    parent = reply.parent
    tells = parent and parent.sealed_key_id and parent.state == Reply.State.APPROVED
    if parent and tells and parent.email_hash != reply.email_hash:
        _add(parent, reply, kinds.ANSWERED, now)


def confirming(reply: Reply) -> str:
    """Return the token of a mail's link: who follows it has the address."""
    return signing.dumps([reply.pk, reply.email_hash], salt=CONFIRM)


def confirm_link(reply: Reply, settings: Settings) -> str:
    """Return the address of the page on which who wrote a reply confirms their address, or wants no more mail."""
    return f"{settings.site_url}/reply/confirm/{confirming(reply)}/"


def confirmed(token: str) -> Reply | None:
    """Return the reply whose writer got a token by mail; None where it is not ours or the reply is gone."""
    try:
        number, email_hash = signing.loads(token, salt=CONFIRM, max_age=90 * 24 * 3600)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Reply.objects.filter(pk=number, email_hash=email_hash).exclude(email_hash="").first()


def no_more_mail(reply: Reply) -> None:
    """Forget the sealed address of who wrote a reply, wherever it is kept."""
    rows = Reply.objects.filter(email_hash=reply.email_hash)
    ReplyMail.objects.filter(reply__in=rows).delete()
    rows.update(sealed=b"", sealed_key_id="")


def _add(reply: Reply, answer: Reply | None, kind: ReplyMail.Kind, now: datetime) -> None:
    """Queue one mail, once."""
    key = f"{reply.pk}/{kind}/{answer.pk if answer else ''}"
    ReplyMail.objects.get_or_create(
        key=key, defaults={"reply": reply, "answer": answer, "kind": kind, "due_at": now}
    )


class MailStep:
    """Sends what is queued through the site's e-mail account, and forgets what was kept long enough.

    Args:
        settings: the site's.
        address: gives the absolute address of a story's page.
        line_of: opens the way to an account.
    """

    name = "reply mail"

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
        self._forgot: datetime | None = None

    def run(self, now: datetime) -> int:
        """Send what is due, up to a bound; return how many mails that were."""
        if self._forgot is None or now - self._forgot >= FORGET:
            self._forgot = now
            forget(self._settings, now)
        lease = timedelta(seconds=self._settings.lease_seconds)
        rows = ReplyMail.objects.filter(Q(due_at__lte=now)).select_related("reply__story", "answer")
        claimed = claim(rows, now=now, holder=holder_name(), lease=lease, limit=BATCH)
        for row in claimed:
            self._guarded(row, now)
        return len(claimed)

    def _guarded(self, row: ReplyMail, now: datetime) -> None:
        """Send one mail; a kill between the answer and the end of its row sends it a second time, at most."""
        shown = Reply.objects.filter(pk=row.reply_id, state=Reply.State.APPROVED).exists()
        if not shown or not row.reply.sealed:
            row.delete()
            return
        try:
            self._send(row, now)
        except (LostAnswerError, RefusedError) as error:
            # It may have been taken, or never will be: a second one would be worse than none.
            log.warning("reply mail not sent", reply=row.reply_id, error=repr(error))
            row.delete()
        except CopydeskError as error:
            due = None if row.attempts + 1 >= MOST_ATTEMPTS else now + AGAIN
            ReplyMail.objects.filter(pk=row.pk).update(
                due_at=due, attempts=row.attempts + 1, error=str(error), lease_until=None, lease_by=""
            )
        else:
            row.delete()

    def _send(self, row: ReplyMail, now: datetime) -> None:
        """Hand one mail over.

        Raises:
            CopydeskError: it did not go out.
        """
        usable = Account.objects.filter(network__in=MAILING, state=Account.State.CONNECTED)
        account = usable.order_by("network", "pk").first()
        if account is None:
            raise CopydeskError("no e-mail account is connected: copydesk account connect email")
        folder = self._settings.site_folder
        fields = unseal(folder, f"account/{account.pk}", bytes(account.secret), account.secret_key_id)
        to = email_of(row.reply, folder)
        mail = mail_of(row, self._settings, self._address(row.reply.story), now=now)
        mail["From"], mail["To"] = fields["sender"], to
        leave = confirm_link(row.reply, self._settings)
        self._line_of(fields, now, {}).deliver(letter_of(fields, to, mail, leave))


def mail_of(row: ReplyMail, settings: Settings, page: str, *, now: datetime) -> EmailMessage:
    """Return a mail without sender and receiver.

    Args:
        row: what is told.
        settings: for the site's name and address.
        page: the story's address.
        now: aware.
    """
    reply = row.reply
    link = confirm_link(reply, settings)
    headline = " ".join(reply.story.headline.split())[:150]
    if row.kind == ReplyMail.Kind.SHOWN:
        told, anchor = f"Your reply is on the page of “{headline}”:", reply.pk
    else:
        anchor = row.answer_id or reply.pk
        name = row.answer.name if row.answer else "Somebody"
        told = f"{name} answered your reply under “{headline}”:"
    text = (
        f"{told}\n\n{page}#reply-{anchor}\n\n"
        f"Confirm that this address is yours, so that your next replies need not wait, or ask for no more mail:\n\n"
        f"{link}\n\n{settings.site_name}\n"
    )
    mail = EmailMessage()
    mail["Subject"] = f"Your reply: {headline}"
    mail["Date"] = format_datetime(now)
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text.encode(), "text", "plain", cte="base64", params={"charset": "utf-8"})
    return mail
