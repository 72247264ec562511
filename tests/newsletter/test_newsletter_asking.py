"""Asking for the newsletter: twice yes, nothing told about who is on the list, and the way out always works."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from tests.newsletter.conftest import links_in, make_story, text_of
from tests.replies.reply_forms import token

from copydesk.desk.models import Account, Delivery, Story, Subscriber
from copydesk.desk.newsletter import subscribing
from copydesk.desk.replies.privacy import email_hash
from copydesk.front.baking import baked_folder
from copydesk.front.step import BakeStep

pytestmark = [
    pytest.mark.database,
    pytest.mark.django_db,
    # The server stands on this machine, so it asks for a password without TLS, and the library warns of both.
    pytest.mark.filterwarnings("ignore:Requiring AUTH while:UserWarning", "ignore::DeprecationWarning"),
]
ATTACKS = (
    "ann@example.org\r\nBcc: all@example.org",
    "ann@example.org\nTo: all@example.org",
    "ann@example.org, all@example.org",
    "<script>alert(1)</script>@example.org",
    '"><img src=x onerror=alert(1)>@example.org',
    "ann@example.org' OR 1=1 --",
    "ann@example.org\x00",
    "ann@@example.org",
    '"ann b"@example.org',
    '"ann\x01"@example.org',
    "“ann”@example.org",
    "",
)


def test_mail_comes_only_after_the_second_yes(office):
    """The form keeps a sealed address, one mail asks, its link only shows a button, and the button puts on the list."""
    assert office.ask("Ann@Example.org", topic="Harbour").url == "/newsletter/asked/"
    row = Subscriber.objects.get()
    assert (row.state, row.email_hash, row.topics) == ("asked", email_hash("ann@example.org"), [])
    assert b"ann" not in bytes(row.sealed).lower()
    assert subscribing.address_of(row, office.site.site_folder) == "Ann@example.org"

    office.send()
    (mail,) = office.mails.taken
    (path,) = links_in(mail)
    client = Client(enforce_csrf_checks=True)
    page = client.get(path)
    assert b"Yes, send it" in page.content
    assert Subscriber.objects.get().state == "asked"
    assert client.post(path).status_code == 410
    assert client.post(path, token(client, path)).status_code == 303
    assert Subscriber.objects.get().state == "confirmed"
    assert mail.receivers == ["Ann@example.org"]
    assert mail["List-Unsubscribe"] is None


def test_form_tells_nobody_who_is_on_the_list(office):
    """Whoever asks for an address that is there gets the same answer; only the mailbox learns it, once."""
    office.subscribe("ann@example.org")
    there, new = office.ask("ann@example.org"), office.ask("bob@example.org")
    assert (there.status_code, there.url) == (new.status_code, new.url)
    office.ask("ann@example.org")
    office.send()

    told = [mail for mail in office.mails.taken[1:] if mail.receivers == ["ann@example.org"]]
    assert len(told) == 1
    assert "gets it already" in text_of(told[0])
    assert Subscriber.objects.get(email_hash=email_hash("ann@example.org")).rhythm == "each"


def test_nobody_can_flood_a_mailbox(office):
    """However often somebody asks for an address, one mail asks it within hours."""
    for number in range(10):
        assert office.ask("ann@example.org", address=f"203.0.{number}.7").status_code == 303
    office.send()

    assert len(office.mails.taken) == 1


def test_trap_haste_and_crowd(office):
    """A filled trap keeps nothing, haste is sent back, and a subnet's flood ends."""
    assert office.ask(website="x").status_code == 303
    assert office.ask(seconds=1).status_code == 422
    assert not Subscriber.objects.exists()
    answers = [
        office.ask(f"a{number}@example.org").status_code for number in range(office.site.reply_rate_most + 1)
    ]

    assert answers == [303] * office.site.reply_rate_most + [429]


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_is_no_address_is_refused_and_shown_as_text(office, attack):
    """No header, no tag and no second receiver gets in; what was typed stands in the form as text."""
    answer = office.ask(attack)

    assert answer.status_code == 422
    assert not Subscriber.objects.exists()
    assert b"<script>" not in answer.content
    assert b"<img" not in answer.content


def test_forged_and_foreign_forms(office):
    """A form from elsewhere keeps nothing; a token of nobody's leads nowhere, whatever stands in it."""
    path = f"/newsletter/mine/{office.subscribe()}/"
    assert office.ask(csrfmiddlewaretoken="x").status_code == 403
    assert Client(enforce_csrf_checks=True).post(path, {"rhythm": "weekly"}).status_code == 410
    for bad in ("1-abc.def", "x", "99999999999999999999-a.b", path.split("/")[3][:-1]):
        assert Client().get(f"/newsletter/mine/{bad}/").status_code == 410


def test_reader_chooses_and_leaves(office):
    """Rhythm and topics can be changed; leaving deletes the address at once, and coming back asks again."""
    make_story("ferry", "Ferry stops")
    make_story("hall", "Town hall shut", topic="Town")
    held = office.subscribe()
    client = Client(enforce_csrf_checks=True)
    path = f"/newsletter/mine/{held}/"
    hidden = token(client, path)
    client.post(path, hidden | {"rhythm": "weekly", "topic": ["Town", "Nothing <b>"]})
    row = Subscriber.objects.get()
    assert (row.rhythm, row.topics) == ("weekly", ["Town"])

    assert b"No more mail from" in Client().get(f"/newsletter/leave/{held}/").content
    assert Subscriber.objects.get().state == "confirmed"
    Client().post(f"/newsletter/leave/{held}/", {"List-Unsubscribe": "One-Click"})
    row = Subscriber.objects.get()
    assert (row.state, bytes(row.sealed), row.topics) == ("left", b"", [])
    assert client.get(path).status_code == 410
    assert Client().post(f"/newsletter/leave/{held}/", {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert (
        client.post(f"/newsletter/confirm/{held}/", token(client, f"/newsletter/confirm/{held}/")).status_code
        == 410
    )
    office.subscribe()
    assert Subscriber.objects.get().state == "confirmed"


def test_old_wishes_are_forgotten(office):
    """Who never confirmed is deleted after a week, with what was queued."""
    office.ask()
    subscribing.forget(office.site, datetime.now(UTC) + timedelta(days=8))

    assert (Subscriber.objects.count(), Delivery.objects.count()) == (0, 0)


def test_site_without_a_newsletter_has_no_page():
    """Where no account is connected there is no form."""
    assert Client().get("/newsletter/").status_code == 404


def test_every_baked_page_leads_there_once_it_is_open(office, story):
    """The foot of each page names the newsletter from the next look on, and no longer once its account rests."""
    step = BakeStep(office.site)
    now = datetime.now(UTC)
    Account.objects.update(state="paused")
    Story.objects.update(bake_due_at=now)
    step.run(now)
    path = baked_folder(office.site.site_folder) / "story" / f"{story.pk}-ferry" / "index.html"
    assert b"/newsletter/" not in path.read_bytes()
    Account.objects.update(state="connected")
    step.run(now + timedelta(minutes=11))

    assert b'<a href="/newsletter/">' in path.read_bytes()
