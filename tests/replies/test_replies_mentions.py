"""Webmentions are fetched before anybody believes them; mail goes to who asked for it, once."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes
from typing import TYPE_CHECKING

import pytest
from django.conf import settings as django_settings
from django.test import Client

from copydesk.desk.models import Account, Mention, Reply, ReplyMail
from copydesk.desk.replies import moderating
from copydesk.desk.replies.mailing import MailStep
from copydesk.desk.replies.mentions import MentionStep
from copydesk.desk.sealing import seal
from copydesk.posting.http import Answer, Request
from copydesk.posting.network import Line
from copydesk.posting.values import LostAnswerError, WaitError

if TYPE_CHECKING:
    from copydesk.posting.mail import Letter

pytestmark = [pytest.mark.database, pytest.mark.django_db]
PAGE = '<title>My page</title><p>I read <a href="{}">this</a> today. <script>x</script></p>'


class Pages:
    """A web of a few pages that answers as a line's fetch."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        self.asked: list[str] = []

    def __call__(self, request: Request) -> Answer:
        """Answer with a page, or 404."""
        self.asked.append(request.url)
        page = self.pages.get(request.url)
        return Answer(404 if page is None else 200, {"content-type": "text/html"}, page or b"")

    def line(self, fields, now, memory) -> Line:
        """Open a line."""
        return Line(fields=fields, call=self, now=now, fetch=self, memory=memory)


def tell(source: str, target: str) -> int:
    """Send a Webmention; return the answer's status."""
    return Client().post("/reply/webmention/", {"source": source, "target": target}).status_code


def test_mention_is_fetched_held_and_follows_its_page(story, site_settings) -> None:
    """A page that links to us waits for an editor with its words and link; when its link is gone, so is it."""
    target, web = f"{django_settings.SITE.site_url}/story/{story.pk}-ferry-stops/", Pages()
    step = MentionStep(site_settings, web.line)
    web.pages["https://ann.example/1"] = PAGE.format(target).encode()
    assert tell("https://ann.example/1", target) == 202
    assert not Reply.objects.exists()
    step.run(datetime.now(UTC))
    row = Reply.objects.get()
    assert (row.state, row.held_for, row.origin) == ("held", "comes from elsewhere", "webmention")
    assert (row.name, row.link) == ("ann.example", "https://ann.example/1")
    assert row.text.startswith("I read this today.")
    Reply.objects.update(state="approved")
    web.pages["https://ann.example/1"] = b"<p>nothing now</p>"
    tell("https://ann.example/1", target)
    step.run(datetime.now(UTC))
    assert (Reply.objects.get().state, Reply.objects.get().text) == ("deleted", "")


def test_mention_without_a_link_is_not_believed(story, site_settings) -> None:
    """A page that only names our address, or is not there, makes no reply."""
    target, web = f"{django_settings.SITE.site_url}/story/{story.pk}/", Pages()
    web.pages["https://spam.example/"] = f"<p>{target}</p>".encode()
    for source in ("https://spam.example/", "https://gone.example/"):
        assert tell(source, target) == 202
    MentionStep(site_settings, web.line).run(datetime.now(UTC))
    assert len(web.asked) == 2
    assert not Reply.objects.exists()
    assert not Mention.objects.exclude(due_at=None).exists()


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ("ftp://a.example/", "/story/{}/"),
        ("https://user@a.example/", "/story/{}/"),
        ("https://a.example/", "/about/"),
        ("https://a.example/", "/story/999999/"),
        ("https://a.example/\r\nX: y", "/story/{}/"),
        ("https://[bad", "/story/{}/"),
        ("", "/story/{}/"),
    ],
)
def test_odd_mentions_are_refused(story, source, path) -> None:
    """What is no page of the web, or mentions no story, is refused at once and never fetched."""
    assert tell(source, django_settings.SITE.site_url + path.format(story.pk)) == 400
    assert not Mention.objects.exists()


@pytest.fixture
def mail(make_reply, hand, site_settings):
    """Show a reply whose writer wants mail, with an e-mail account connected; return the letters handed over."""
    from copydesk.desk.replies.privacy import email_hash, seal_email

    account = Account.objects.create(network="email", name="desk")
    fields = {"server": "mail.example", "sender": "Desk <desk@site.example>", "user": "u", "password": "p"}
    account.secret, account.secret_key_id = seal(site_settings.site_folder, f"account/{account.pk}", fields)
    account.save()
    row = make_reply(email_hash=email_hash("ann@example.org"), written_at=datetime.now(UTC))
    seal_email(row, "ann@example.org", site_settings.site_folder)
    row.save()
    moderating.show([row.pk], hand)
    return []


def _step(settings, deliver) -> MailStep:
    """Return a step that hands its letters to `deliver`."""

    def line_of(fields, now, memory) -> Line:
        return Line(fields=fields, call=Pages(), now=now, deliver=deliver, memory=memory)

    return MailStep(settings, lambda story: f"https://site.example/story/{story.pk}/", line_of=line_of)


def test_mail_goes_once_to_who_asked(mail, site_settings) -> None:
    """The mail names the page and a link that confirms; it goes to the sealed address, and never again."""
    step = _step(site_settings, mail.append)
    step.run(datetime.now(UTC))
    step.run(datetime.now(UTC))
    (letter,) = mail
    text = message_from_bytes(letter.data).get_payload(decode=True).decode()
    assert letter.to == "ann@example.org"
    assert "/reply/confirm/" in text
    assert "#reply-" in text
    assert not ReplyMail.objects.exists()


@pytest.mark.usefixtures("mail")
def test_mail_waits_for_its_server_and_is_not_repeated_when_lost(site_settings) -> None:
    """A server that is busy is asked again later; a lost answer is not, since the mail may have been taken."""

    def busy(_: Letter) -> None:
        raise WaitError("busy", None)

    def lost(_: Letter) -> None:
        raise LostAnswerError("lost")

    now = datetime.now(UTC)
    _step(site_settings, busy).run(now)
    row = ReplyMail.objects.get()
    assert (row.attempts, row.due_at > now) == (1, True)
    ReplyMail.objects.update(due_at=now)
    _step(site_settings, lost).run(now)
    assert not ReplyMail.objects.exists()
