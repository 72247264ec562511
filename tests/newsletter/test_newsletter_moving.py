"""Readers in and out, mail that came back, one person's data, and what the desk and the command line show."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client
from tests.newsletter.conftest import make_story

from copydesk.desk.editing.roles import Role, give
from copydesk.desk.models import Delivery, Subscriber
from copydesk.desk.newsletter import bounces, counts, moving, subscribing
from copydesk.desk.newsletter.issues import make_now
from copydesk.desk.newsletter.moving import Standing
from copydesk.desk.replies import person
from copydesk.errors import InputError

pytestmark = [
    pytest.mark.database,
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Requiring AUTH while:UserWarning", "ignore::DeprecationWarning"),
]
REPORT = """From: MAILER-DAEMON@mail.example
To: desk@desk.example
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It was not delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; ann@example.org
Action: failed
Status: {status}

--b
Content-Type: text/rfc822-headers

From: desk@desk.example
Message-ID: {number}
--b--
"""


def test_import_keeps_who_left_away(office):
    """Confirmed readers come in as they are, others are asked; who left stays away; bad lines are counted."""
    gone = office.reader("gone@example.org")
    subscribing.leave(gone, now=datetime.now(UTC))
    lines = [
        "name,email\n",
        "Ann,ann@example.org\n",
        '{"email": "bob@example.org", "rhythm": "weekly", "topics": ["Harbour"]}\n',
        "Gone,gone@example.org\n",
        '{"email": "x\\r\\nBcc: all@example.org"}\n',
        "{broken @\n",
        "\n",
    ]
    now = datetime.now(UTC)
    done = moving.bring(lines, Standing.CONFIRMED, office.site.site_folder, now=now)
    assert (done.kept, done.known, done.wrong) == (2, 1, 3)
    again = moving.bring(lines, Standing.CONFIRMED, office.site.site_folder, now=now)
    assert (again.kept, again.known) == (0, 3)
    out = list(moving.out(office.site.site_folder))
    assert [(each["email"], each["rhythm"], each["topics"]) for each in out] == [
        ("ann@example.org", "daily", []),
        ("bob@example.org", "weekly", ["Harbour"]),
    ]

    moving.bring(["carl@example.org"], Standing.UNASKED, office.site.site_folder, now=now)
    office.send()
    assert [each.receivers for each in office.mails.taken] == [["carl@example.org"]]


def test_export_comes_in_again(office):
    """What export prints, import takes."""
    office.reader("ann@example.org", rhythm="weekly", topics=["Harbour"])
    lines = [json.dumps(each) for each in moving.out(office.site.site_folder)]
    moving.erase("ann@example.org")
    moving.bring(lines, Standing.CONFIRMED, office.site.site_folder, now=datetime.now(UTC))

    row = Subscriber.objects.get()
    assert (row.rhythm, row.topics, row.state) == ("weekly", ["Harbour"], "confirmed")


def test_persons_data_is_handed_over_and_erased_together(office):
    """The replies' export of a person holds the newsletter; their erasure leaves nothing of it."""
    office.subscribe("ann@example.org")
    make_story("ferry", "Ferry stops")
    office.post()
    found = person.exported("Ann@example.org", office.site.site_folder)["newsletter"]
    assert (found["address_kept_for_mail"], found["state"]) == ("ann@example.org", "confirmed")
    assert [each["state"] for each in found["mails"]] == ["sent", "sent"]

    person.erase("ann@example.org", now=datetime.now(UTC))
    assert (Subscriber.objects.count(), Delivery.objects.count()) == (0, 0)
    assert person.exported("ann@example.org", office.site.site_folder)["newsletter"] is None


def test_mail_that_came_back_ends_its_reader(office):
    """A report of 5.1.1 takes the reader of that mail off; one of 4.x or of a full mailbox changes nothing."""
    office.subscribe("ann@example.org")
    make_story("ferry", "Ferry stops")
    office.post()
    number = office.sent[0]["Message-ID"]
    now = datetime.now(UTC)
    for passing in ("4.2.1", "5.2.2", "5.7.1"):
        assert bounces.take(REPORT.format(status=passing, number=number).encode(), now=now) is None
    assert Subscriber.objects.get().state == "confirmed"
    assert bounces.take(REPORT.format(status="5.1.1", number=number).encode(), now=now) is not None
    assert (Subscriber.objects.get().state, Subscriber.objects.get().note) == ("refused", "came back: 5.1.1")


@pytest.mark.parametrize("number", ["<" + "0" * 40 + "@desk.example>", "<x@y>", ""])
def test_report_of_nobodys_mail_changes_nothing(office, number):
    """Who never got a mail cannot take its reader off."""
    office.reader()
    with pytest.raises(InputError):
        bounces.take(REPORT.format(status="5.1.1", number=number).encode(), now=datetime.now(UTC))

    assert Subscriber.objects.get().state == "confirmed"


def test_digest_at_once_and_unconfirmed_again(office):
    """An editor may send a digest now, and what is unconfirmed once more, under the same number."""
    office.reader(rhythm="daily")
    now = datetime.now(UTC)
    make_story("ferry", "Ferry stops", now)
    later = datetime.now(UTC)
    assert make_now("daily", office.site, lambda _: "https://desk.example/story/1", now=later) == (1, 1)
    with pytest.raises(InputError, match="nothing"):
        make_now("daily", office.site, lambda _: "https://desk.example/story/1", now=later)
    office.send(later)
    Delivery.objects.update(state="unconfirmed")
    assert counts.send_again(Delivery.objects.get().issue_id, now=later) == 1
    office.send(later)

    first, second = office.sent
    assert first["Message-ID"] == second["Message-ID"]


def test_desk_shows_counts_and_no_address(office):
    """Counts, issues and the reason why mail comes back stand at the desk; no address does."""
    office.reader("bob@example.org", topics=["Harbour"])
    row = office.reader("gone@example.org")
    subscribing.refuse(row, "mail: the server takes nothing for the receiver (550)", now=datetime.now(UTC))
    make_story("ferry", "Ferry stops")
    office.post()
    user = User.objects.create_user("anna", password="a long pass phrase")
    give(user, Role.READER)
    client = Client()
    client.force_login(user)
    page = client.get("/desk/newsletter/").content.decode()

    assert "1 confirmed" in page
    assert "1 refused" in page
    assert "1 sent" in page
    assert "(550)" in page
    assert "example.org" not in page
