"""The way out for mail: hands one message to a server, and says what is sure about it."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass, field
from email.policy import SMTP
from email.utils import parseaddr
from typing import TYPE_CHECKING, Protocol

from copydesk.errors import InputError
from copydesk.posting.http import IDLE, Reach, Way, Wire
from copydesk.posting.values import (
    LostAnswerError,
    NoReceiverError,
    NotAllowedError,
    RefusedError,
    WaitError,
)

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Mapping
    from email.message import EmailMessage

SMTPS = 465  #: the port that speaks TLS from the first byte
SUBMISSION = 587
NO_RECEIVER = frozenset({550, 551, 553, 556})  #: no such mailbox; 552, 554 and others may be about the mail
MOST_OF_LINE = 900  #: characters of a header line that every server takes


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail as it goes out."""

    host: str
    port: int
    user: str  #: empty for none
    password: str = field(repr=False)
    sender: str
    to: str
    data: bytes = field(
        repr=False
    )  #: headers and body; empty to see only whether the server would take a mail


def letter_of(fields: Mapping[str, str], to: str, mail: EmailMessage | None, leave: str = "") -> Letter:
    """Return a mail with its way.

    Args:
        fields: what a mail account named: server, sender, user, password.
        to: the receiver's bare address.
        mail: what goes out; None to see only whether the server would take a mail.
        leave: address for those who want no more mail; empty for none. It is written in one piece: the standard
            library would make encoded words of a long one, which no reader's program takes for an address.

    Raises:
        InputError: the server or `leave` cannot be read.
    """
    host, _, port = fields["server"].partition(":")
    if port and not port.isdecimal():
        raise InputError("server must be a host, such as mail.example or mail.example:465")
    if not leave.isascii() or not leave.isprintable() or " " in leave or len(leave) > MOST_OF_LINE:
        raise InputError("the address for those who want no more mail cannot stand in a mail")
    head = f"List-Unsubscribe: <{leave}>\r\n".encode() if leave and mail else b""
    data = head + mail.as_bytes(policy=SMTP) if mail else b""
    sender = parseaddr(fields["sender"])[1]
    user, password = fields.get("user", ""), fields.get("password", "")
    return Letter(host, int(port or SUBMISSION), user, password, sender, to, data)


class Deliver(Protocol):
    """Hands a letter to its server."""

    def __call__(self, letter: Letter, /) -> None:
        """Hand it over.

        Raises:
            LostAnswerError: it may have been taken.
            WaitError: it was surely not taken, now.
            RefusedError: it will not be taken.
            NoReceiverError: nothing is taken for its receiver.
            NotAllowedError: user or password are wrong.
        """


def no_mail(letter: Letter) -> None:
    """Refuse a letter: this line hands over no mail."""
    raise RefusedError(f"{letter.host}: no mail goes out from here")


class _Smtp(smtplib.SMTP):
    """A connection that was made by a `Way`."""

    def __init__(self, make: Callable[[], socket.socket], host: str) -> None:
        self._make = make
        super().__init__(local_hostname="localhost", timeout=IDLE)
        self._host = host

    def _get_socket(self, *_: object) -> socket.socket:
        """Return the connection that was made."""
        return self._make()


@dataclass(frozen=True, slots=True)
class Courier:
    """Hands letters over, encrypted; plain only to a server inside the house, where the way leads there."""

    way: Way

    def __call__(self, letter: Letter) -> None:
        """Hand a letter over; see `Deliver`."""
        wire = Wire.TLS if letter.port == SMTPS else Wire.STARTTLS
        mail = _Smtp(lambda: self.way.connect(letter.host, letter.port, wire), letter.host)
        sent = False
        try:
            mail.connect(letter.host, letter.port)
            self._prepare(mail, letter, wire)
            if letter.data:
                _envelope(mail, letter)
                sent = True
                _taken(mail.data(letter.data), "the text")
        except smtplib.SMTPAuthenticationError as error:
            raise NotAllowedError(f"{letter.host}: user or password are wrong ({error.smtp_code})") from error
        except smtplib.SMTPResponseException as error:
            _taken((error.smtp_code, b""), "this mail")
            raise WaitError(f"{letter.host}: nothing was sent ({error.smtp_code})", None) from error
        except (OSError, smtplib.SMTPException) as error:
            problem = f"{letter.host}: {type(error).__name__}"
            if sent:
                raise LostAnswerError(f"{problem}: it may have been taken") from error
            raise WaitError(f"{problem}: nothing was sent", None) from error
        finally:
            mail.close()

    def _prepare(self, mail: smtplib.SMTP, letter: Letter, wire: Wire) -> None:
        """Greet, encrypt and log in."""
        mail.ehlo()
        if wire is Wire.STARTTLS and mail.has_extn("starttls"):
            import ssl

            _taken(mail.starttls(context=ssl.create_default_context()), "encryption")
            mail.ehlo()
        elif wire is Wire.STARTTLS and self.way.reach is not Reach.INSIDE:
            raise RefusedError(f"{letter.host}: the server does not encrypt, and so gets no mail")
        if letter.user:
            mail.login(letter.user, letter.password)


def _envelope(mail: smtplib.SMTP, letter: Letter) -> None:
    """Name sender and receiver."""
    _taken(mail.mail(letter.sender), "the sender")
    answer = mail.rcpt(letter.to)
    if answer[0] in NO_RECEIVER:
        raise NoReceiverError(f"mail: the server takes nothing for the receiver ({answer[0]})")
    _taken(answer, "the receiver")


def _taken(answer: tuple[int, bytes], what: str) -> None:
    """See that the server took something; its words are not repeated, they may hold addresses."""
    code = answer[0]
    if 400 <= code < 500:
        raise WaitError(f"mail: the server does not take {what} now ({code})", None)
    if code >= 500:
        raise RefusedError(f"mail: the server does not take {what} ({code})")
