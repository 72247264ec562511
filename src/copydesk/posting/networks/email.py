"""E-mail: each story as one plain mail to one address, such as that of a newsletter's list.

A mail cannot be read back, edited or taken back: at most one goes out, and a correction answers it.
"""

from __future__ import annotations

from email.errors import MessageError
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from typing import TYPE_CHECKING

from copydesk.errors import InputError
from copydesk.posting.mail import letter_of
from copydesk.posting.network import Can, Declared
from copydesk.posting.values import RefusedError, Seen, Sent

if TYPE_CHECKING:
    from copydesk.posting.network import Line
    from copydesk.posting.values import Attempt, Limit, Message

DECLARED = Declared(
    name="email",
    limits=(),
    asks=("server", "sender", "to", "unsubscribe", "user", "password"),
    secret=("password",),
    may=("one_click",),
    burst=30,
    window=60.0,
    can=frozenset({Can.REPLY}),
)


def check(line: Line) -> tuple[Limit, ...]:
    """See that the server lets us in and that sender, receiver and way out are addresses; nothing is sent."""
    fields = line.fields
    if not all("@" in parseaddr(fields[each])[1] for each in ("sender", "to")):
        raise InputError("sender and to must be mail addresses, such as Desk <desk@site.example>")
    if not fields["unsubscribe"].startswith(("https://", "mailto:")):
        raise InputError("unsubscribe must begin with https:// or mailto:, for readers who want no more mail")
    if fields.get("one_click") and not _one_click(line):
        raise InputError("one_click is yes or left out, and needs an unsubscribe address with https://")
    line.deliver(letter_of(fields, parseaddr(fields["to"])[1], None, fields["unsubscribe"]))
    return DECLARED.limits


def send(line: Line, key: str, message: Message) -> Sent:
    """Hand one mail over, its number made from the row's key."""
    domain = parseaddr(line.fields["sender"])[1].rpartition("@")[2]
    number = f"<{key[:40]}@{domain}>"
    try:
        to = parseaddr(line.fields["to"])[1]
        line.deliver(letter_of(line.fields, to, _mail(line, number, message), line.fields["unsubscribe"]))
    except (MessageError, ValueError) as error:
        raise RefusedError(f"email: no mail can be made of this: {type(error).__name__}") from error
    return Sent(number)


def look(line: Line, attempt: Attempt, message: Message) -> Sent | Seen:  # noqa: ARG001 - as all networks
    """Say that nobody knows: mail cannot be read back."""
    return Seen.UNKNOWN


def edit(line: Line, remote_id: str, message: Message) -> Sent:  # noqa: ARG001 - as all networks
    """Refuse: a mail that went out stays as it is."""
    raise RefusedError("email: a mail that went out cannot be edited")


def delete(line: Line, remote_id: str) -> None:  # noqa: ARG001 - as all networks
    """Refuse: a mail that went out stays."""
    raise RefusedError("email: a mail that went out cannot be taken back")


def _mail(line: Line, number: str, message: Message) -> EmailMessage:
    """Return a mail; its text goes as bytes, so that no letter of it changes."""
    mail = EmailMessage()
    mail["From"], mail["To"] = line.fields["sender"], line.fields["to"]
    mail["Subject"] = " ".join((message.title or message.text).split())[:200]
    mail["Date"] = format_datetime(message.created or line.now)
    mail["Message-ID"] = number
    if _one_click(line):
        # RFC 8058: the reader's program sends a POST there, and nobody need open a page.
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail["Auto-Submitted"] = "auto-generated"
    if message.reply_to:
        mail["In-Reply-To"] = mail["References"] = message.reply_to
    if message.language:
        mail["Content-Language"] = message.language
    mail.set_content(message.text.encode(), "text", "plain", cte="base64", params={"charset": "utf-8"})
    return mail


def _one_click(line: Line) -> bool:
    """Say whether a POST to the address for no more mail is all that it takes."""
    return line.fields.get("one_click") == "yes" and line.fields["unsubscribe"].startswith("https://")
