"""E-mail, against a faithful server over real SMTP."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from copydesk.errors import InputError
from copydesk.intake.addresses import refusal
from copydesk.posting.http import Reach, Way
from copydesk.posting.mail import Courier, Letter
from copydesk.posting.network import Line, network
from copydesk.posting.values import LostAnswerError, Message, RefusedError, WaitError
from copydesk.testing.networks.mail import FakeMail

LINK = "https://desk.example/story/7"
TEXT = f"Fähre 漢 🚒\n.\n..\n“They [the council] never said [sic] that it was over,”\n\n{LINK}"
INSIDE = Way(refusal, Reach.INSIDE)
EMAIL = network("email")


@pytest.fixture
def server():
    """A server of its own."""
    with FakeMail() as fake:
        yield fake


@pytest.fixture
def line(server):
    """A way to its account."""
    return Line(server.fields, INSIDE, datetime(2026, 10, 14, 9, tzinfo=UTC), deliver=Courier(INSIDE))


def test_mail_says_who_what_and_how_to_leave(server, line):
    """One text part with every letter in place, its number made from the row's key, and the way out of the list."""
    EMAIL.send(line, "k" * 64, Message(TEXT, LINK, "en", title="Ferry\nlate: 漢"))
    (mail,) = server.mails

    assert server.texts == [TEXT]
    assert mail["Subject"] == "Ferry late: 漢"
    assert mail["Message-ID"] == f"<{'k' * 40}@desk.example>"
    assert mail["List-Unsubscribe"] == "<https://desk.example/no-more-mail>"
    assert (mail["From"], mail["To"]) == ("Harbour Desk <desk@desk.example>", "readers@list.example")


def test_header_in_a_title_stays_a_title(server, line):
    """A line break in a title begins no header."""
    EMAIL.send(line, "k" * 64, Message(TEXT, LINK, title="Ferry\r\nBcc: all@harbour.example"))

    assert server.mails[0]["Bcc"] is None
    assert server.mails[0]["Subject"] == "Ferry Bcc: all@harbour.example"


def test_break_after_the_text_may_have_been_taken(server, line):
    """Only what broke off before the text was surely not taken."""
    server.lose = 1
    with pytest.raises(LostAnswerError):
        EMAIL.send(line, "k" * 64, Message(TEXT, LINK))
    server.wait = 1
    with pytest.raises(WaitError):
        EMAIL.send(line, "k" * 64, Message(TEXT, LINK))

    assert server.ever == 1


def test_refused_receiver_is_told_without_its_address(server, line):
    """A server's refusal fails aloud; the reader's address is in no message."""
    server.refused = 550
    with pytest.raises(RefusedError, match="550") as raised:
        EMAIL.send(line, "k" * 64, Message(TEXT, LINK))

    assert "list.example" not in str(raised.value)


def test_check_sends_nothing(server, line):
    """Connecting the account tries user and password, and posts no mail."""
    EMAIL.check(line)
    assert server.ever == 0
    with pytest.raises(InputError, match="unsubscribe"):
        EMAIL.check(Line(server.fields | {"unsubscribe": "never"}, INSIDE, line.now, deliver=Courier(INSIDE)))


def test_server_that_does_not_encrypt_gets_nothing(server):
    """Outside the house neither password nor mail goes over a plain line."""
    letter = Letter("127.0.0.1", server.port, "desk", server.token, "a@b.example", "c@d.example", b"x")
    with pytest.raises(RefusedError, match="encrypt"):
        Courier(Way(lambda _: None))(letter)

    assert [each.method for each in server.asked] == ["EHLO"]
