"""Mail against a real server: aiosmtpd from PyPI, with logins and with limits."""

from __future__ import annotations

import email
import email.policy
import socket
from datetime import UTC, datetime

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Keeping
from aiosmtpd.smtp import AuthResult

from copydesk.errors import InputError
from copydesk.intake.addresses import refusal
from copydesk.posting.http import Reach, Way
from copydesk.posting.mail import Courier
from copydesk.posting.network import Line, network
from copydesk.posting.values import LostAnswerError, Message, NotAllowedError, RefusedError
from copydesk.testing.networks.proxy import LossyProxy, Speech

# The server stands on this machine, so it asks for a password without TLS, and the library warns of both.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Requiring AUTH while:UserWarning", "ignore::DeprecationWarning"
)
LINK = "https://desk.example/story/7?a=1&b=2"
TEXT = f"“They [the council] never said [sic] that it was over,” <b>\n.\nFähre 🚒\n\n{LINK}"
EMAIL = network("email")


class Kept(Keeping):
    """Keeps the mails that were taken."""

    def __init__(self):
        super().__init__()
        self.mails = []

    def prepare_message(self, session, envelope):  # noqa: ARG002 - the base class names them
        """Read a mail as it came."""
        return email.message_from_bytes(envelope.content, policy=email.policy.default)

    def handle_message(self, message):
        """Keep it."""
        self.mails.append(message)


def let_in(server, session, envelope, mechanism, data):  # noqa: ARG001 - the server calls it so
    """Whether user and password are right."""
    return AuthResult(success=(data.login, data.password) == (b"desk", b"harbour-mail-1"), handled=False)


@pytest.fixture
def server():
    """A server and the mails it took."""
    kept = Kept()
    options = {"authenticator": let_in, "auth_required": True, "auth_require_tls": False}
    control = Controller(kept, hostname="127.0.0.1", port=0, data_size_limit=20_000, **options)
    control.port = free_port()
    control.start()
    yield control.port, kept.mails
    control.stop()


def free_port():
    """A port that nobody uses."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


def line_to(port, **fields):
    """A way to a list's address there."""
    own = {
        "server": f"127.0.0.1:{port}",
        "sender": "Harbour Desk <desk@desk.example>",
        "to": "readers@list.example",
        "unsubscribe": "https://desk.example/no-more-mail",
        "user": "desk",
        "password": "harbour-mail-1",
    }
    inside = Way(refusal, Reach.INSIDE)
    return Line(own | fields, inside, datetime.now(UTC), deliver=Courier(inside))


def test_mail_arrives_whole_and_can_be_stopped(server):
    """Every letter of the text, also a dot alone on a line; one press takes a reader off the list."""
    port, mails = server
    line = line_to(port, one_click="yes")
    EMAIL.check(line)
    sent = EMAIL.send(line, "k" * 64, Message(TEXT, LINK, "en", title="Ferry"))
    EMAIL.send(line, "l" * 64, Message(f"Correction {LINK}", LINK, reply_to=sent.remote_id))
    first, second = mails

    assert first.get_content().strip() == TEXT
    assert (first["Message-ID"], second["In-Reply-To"]) == (sent.remote_id, sent.remote_id)
    assert first["List-Unsubscribe"] == "<https://desk.example/no-more-mail>"
    assert first["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_wrong_password_and_size(server):
    """A wrong password disconnects; what is too large is refused; neither makes a mail."""
    port, mails = server
    with pytest.raises(NotAllowedError):
        EMAIL.send(line_to(port, password="old"), "k" * 64, Message(TEXT, LINK))
    with pytest.raises(RefusedError):
        EMAIL.send(line_to(port), "k" * 64, Message("x" * 30_000, LINK))

    assert mails == []


def test_lost_answer_is_told_as_lost(server):
    """The mail was taken and its answer lost: that is no refusal, and no reason to send it again."""
    port, mails = server
    with LossyProxy(port, 1.0, Speech.SMTP) as proxy, pytest.raises(LostAnswerError):
        EMAIL.send(line_to(proxy.port), "k" * 64, Message(TEXT, LINK))

    assert len(mails) == 1


def test_one_click_needs_an_address_that_takes_it(server):
    """A mailto: takes no POST, so the account is refused before its first mail."""
    with pytest.raises(InputError, match="one_click"):
        EMAIL.check(line_to(server[0], one_click="yes", unsubscribe="mailto:stop@desk.example"))
