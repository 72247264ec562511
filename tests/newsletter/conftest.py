"""What the tests of the newsletter share: a real mail server, an account on it, a story, and a reader's browser."""

from __future__ import annotations

import email
import email.policy
import re
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Keeping
from aiosmtpd.smtp import AuthResult
from django.conf import settings as django_settings
from django.core import signing
from django.test import Client
from tests.replies.reply_forms import token

from copydesk.desk.models import Account, Story, Subscriber
from copydesk.desk.newsletter.sending import NewsletterStep
from copydesk.desk.newsletter.subscribing import keep_address
from copydesk.desk.replies.privacy import email_hash
from copydesk.desk.sealing import seal
from copydesk.desk.work.posting import PostStep
from copydesk.front.server import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
PASSWORD = "harbour-mail-1"


@dataclass
class Mails(Keeping):
    """A mail server's mailboxes; some addresses it refuses, and some it puts off."""

    taken: list = field(default_factory=list)
    refused: dict = field(default_factory=dict)
    refused_text: str = ""

    def __post_init__(self):
        super().__init__()

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: ARG002, N802 - the server calls it so
        """Take or refuse a receiver."""
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 well"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the server calls it so
        """Take a mail."""
        if self.refused_text:
            return self.refused_text
        return await super().handle_DATA(server, session, envelope)

    def prepare_message(self, session, envelope):  # noqa: ARG002 - the base class names them
        """Read a mail as it came."""
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        mail.raw = envelope.content
        mail.receivers = envelope.rcpt_tos
        return mail

    def handle_message(self, message):
        """Keep it."""
        self.taken.append(message)


def _let_in(server, session, envelope, mechanism, data):  # noqa: ARG001 - the server calls it so
    """Whether user and password are right."""
    return AuthResult(success=(data.login, data.password) == (b"desk", PASSWORD.encode()), handled=False)


@pytest.fixture
def mails() -> Iterator[Mails]:
    """A real mail server on loopback."""
    kept = Mails()
    options = {"authenticator": _let_in, "auth_required": True, "auth_require_tls": False}
    control = Controller(kept, hostname="127.0.0.1", port=free_port("127.0.0.1"), **options)
    control.start()
    kept.port = control.port
    yield kept
    control.stop()


def fields_of(port: int, **more: str) -> dict[str, str]:
    """What an account names."""
    own = {
        "server": f"127.0.0.1:{port}",
        "sender": "Harbour Desk <desk@desk.example>",
        "user": "desk",
        "password": PASSWORD,
        "inside": "yes",
    }
    return own | more


@pytest.fixture
def site(tmp_path, monkeypatch):
    """The site's settings, with a folder of its own."""
    own = replace(
        django_settings.SITE, site_folder=tmp_path, site_url="https://desk.example", site_name="Harbour Desk"
    )
    monkeypatch.setattr(django_settings, "SITE", own)
    return own


@pytest.fixture
def story(db) -> Story:  # noqa: ARG001 - asks for the database
    """A story that readers see."""
    return make_story("ferry", "Ferry stops for the winter")


def make_story(key: str, headline: str, when: datetime = NOW, **fields) -> Story:
    """Keep a story that readers see."""
    values = {"opened_at": when, "updated_at": when, "published_at": when, "topic": "Harbour"} | fields
    return Story.objects.create(key=key, slug=key, headline=headline, **values)


def address(story: Story) -> str:
    """The address of a story's page."""
    return f"https://desk.example/story/{story.pk}"


@dataclass
class Office:
    """The site as its newsletter needs it."""

    site: Any
    mails: Mails
    account: Account

    def __post_init__(self):
        self.step = NewsletterStep(self.site, address)
        self.posting = PostStep(self.site, address)

    def connect(self, **more: str) -> None:
        """Give the account other fields."""
        row = self.account
        row.secret, row.secret_key_id = seal(
            self.site.site_folder, f"account/{row.pk}", fields_of(self.mails.port, **more)
        )
        row.save()

    def send(self, now: datetime | None = None) -> None:
        """Send until nothing is due."""
        now = now or datetime.now(UTC)
        for _ in range(20):
            if not self.step.run(now):
                return
        raise AssertionError("it never came to an end")

    def post(self, now: datetime | None = None) -> None:
        """Post what is new, then send it."""
        self.posting.run(now or datetime.now(UTC))
        self.send(now)

    @property
    def sent(self) -> list:
        """The mails that are no confirmations."""
        return [each for each in self.mails.taken if each["List-Id"]]

    def ask(self, email: str = "ann@example.org", *, seconds: float = 60.0, **fields):
        """Fill in the form as a browser does that waited for `seconds`."""
        client = Client(enforce_csrf_checks=True)
        hidden = token(client, "/newsletter/")
        hidden["form"] = signing.dumps(time.time() - seconds, salt="newsletter.form")
        where = fields.pop("address", "203.0.113.7")
        values = {"email": email, "rhythm": "each"} | hidden | fields
        return client.post("/newsletter/", values, REMOTE_ADDR=where)

    def reader(self, email: str = "ann@example.org", **fields) -> Subscriber:
        """Keep a reader who confirmed long ago."""
        values = {"state": "confirmed", "rhythm": "each", "asked_at": NOW, "confirmed_at": NOW} | fields
        row = Subscriber.objects.create(email_hash=email_hash(email), key=email, **values)
        keep_address(row, email, self.site.site_folder)
        row.save()
        return row

    def subscribe(self, email: str = "ann@example.org", **fields) -> str:
        """Ask, follow the link of the mail, press the button; return the reader's token."""
        before = len(self.mails.taken)
        assert self.ask(email, **fields).status_code == 303
        self.send()
        (path,) = links_in(self.mails.taken[before])
        client = Client(enforce_csrf_checks=True)
        assert client.post(path, token(client, path)).status_code == 303
        return path.rstrip("/").rpartition("/")[2]


@pytest.fixture
def office(db, mails, site) -> Office:  # noqa: ARG001 - asks for the database
    """A site with a newsletter, and a mail server."""
    row = Account.objects.create(network="newsletter", name="desk", since=NOW - timedelta(days=30))
    found = Office(site, mails, row)
    found.connect()
    return found


def text_of(mail) -> str:
    """The text part of a mail."""
    return mail.get_body(("plain",)).get_content()


def links_in(mail) -> list[str]:
    """The paths on our site that a mail's text links to."""
    return re.findall(r"https://desk\.example(/newsletter/\S+)", text_of(mail))
