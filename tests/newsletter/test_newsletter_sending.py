"""Sending the newsletter over real SMTP: once to each, what was asked for, the words whole, bounces heeded."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from tests.newsletter.conftest import NOW, links_in, make_story, text_of

from copydesk.desk.models import Account, Correction, Delivery, Issue, Post, Story, Subscriber
from copydesk.desk.newsletter.issues import Content, Entry, frozen
from copydesk.desk.outbox import Limits, queue, queue_by_hand

pytestmark = [
    pytest.mark.database,
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Requiring AUTH while:UserWarning", "ignore::DeprecationWarning"),
]
SAID = "“They [the council] never said [sic] that it was over,”"
LIMITS = Limits(certainty=0.75, excerpt=400)


def test_story_goes_to_each_reader_once(office, story):
    """A post of the newsletter's account is one mail to each reader who wants each story, and to no other."""
    office.subscribe("ann@example.org")
    office.subscribe("bob@example.org", address="198.51.100.9")
    office.subscribe("carl@example.org", rhythm="daily", address="192.0.2.1")
    office.posting.run(datetime.now(UTC))
    for _ in range(3):
        office.send()
    sent = office.sent

    assert sorted(each.receivers[0] for each in sent) == ["ann@example.org", "bob@example.org"]
    first = next(each for each in sent if each.receivers == ["ann@example.org"])
    assert first["Subject"] == "Ferry stops for the winter"
    assert text_of(first).startswith(f"Ferry stops for the winter\n\nhttps://desk.example/story/{story.pk}")
    assert len({each["Message-ID"] for each in sent}) == 2
    assert {each.state for each in Delivery.objects.all()} == {"sent"}
    assert Post.objects.get().state == "sent"


@pytest.mark.usefixtures("story")
def test_mail_has_a_way_out_of_one_click(office):
    """RFC 8058: both headers in one piece, and the POST they name takes the reader off the list."""
    office.subscribe()
    office.post()
    (mail,) = office.sent
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    (raw,) = [line for line in mail.raw.split(b"\r\n") if line.lower().startswith(b"list-unsubscribe:")]
    way = raw.decode().partition(": ")[2].strip("<>")
    assert way == "https://desk.example" + links_in(mail)[1]

    answer = Client(enforce_csrf_checks=True).post(
        way.removeprefix("https://desk.example"), {"List-Unsubscribe": "One-Click"}
    )
    assert answer.status_code == 200
    assert Subscriber.objects.get().state == "left"


def test_words_arrive_as_they_are_in_both_parts(office):
    """A quotation with brackets, marks and tags in it stands letter for letter in text and HTML, and runs nothing."""
    office.subscribe()
    text = f"Fähre <script>alert(1)</script> & 漢 🚒\n\n{SAID} — Edda Morn\n.\n\nhttps://desk.example/story/1?a=1&b=2"
    title = "Fähre <script>alert(1)</script> & 漢 🚒"
    story = make_story("attack", f"{title}\r\nBcc: all@example.org")
    entry = Entry(story.pk, "", title, "https://desk.example/story/1?a=1&b=2", text, "de")
    content = Content(f"{title}\r\nBcc: all@example.org", (entry,))
    issue = Issue.objects.create(
        account=office.account, kind="each", key="attack", content=frozen(content), made_at=NOW, until=NOW
    )
    Delivery.objects.create(subscriber=Subscriber.objects.get(), issue=issue, key="issue/1/1", due_at=NOW)
    office.send()
    (mail,) = office.sent
    page = mail.get_body(("html",)).get_content()

    assert text_of(mail).replace("\r\n", "\n").startswith(text)
    assert mail["Bcc"] is None
    assert mail["Subject"] == f"{title} Bcc: all@example.org"
    assert SAID in page
    assert "<script>" not in page
    assert 'href="https://desk.example/story/1?a=1&amp;b=2"' in page
    assert "<img" not in page


def test_topics_choose(office):
    """Who ticked a topic gets that topic's stories and no others."""
    make_story("ferry", "Ferry stops")
    make_story("hall", "Town hall shut", topic="Town")
    office.subscribe(topic="Town")
    office.post()

    assert [each["Subject"] for each in office.sent] == ["Town hall shut"]


def test_digest_comes_once_at_its_hour(office):
    """At the set hour, one mail with the day's stories; at the next one, only what is new; none without news."""
    office.reader(rhythm="daily")
    Account.objects.update(since=datetime(2026, 3, 12, tzinfo=UTC))
    make_story("ferry", "Ferry stops", datetime(2026, 3, 13, 8, tzinfo=UTC))
    make_story("hall", "Town hall shut", datetime(2026, 3, 13, 20, tzinfo=UTC), independent=3)
    seven = datetime(2026, 3, 14, 7, 0, tzinfo=UTC)
    office.send(seven - timedelta(minutes=1))
    office.send(seven)
    office.send(seven + timedelta(minutes=2))
    (mail,) = office.sent
    text = text_of(mail)
    assert mail["Subject"] == "Harbour Desk: The day to March 14, 2026"
    assert 0 < text.index("Town hall shut") < text.index("Ferry stops")

    office.send(seven + timedelta(days=1))
    assert len(office.sent) == 1
    make_story("rain", "Rain again", seven + timedelta(days=1, hours=1))
    office.send(seven + timedelta(days=2))
    last = text_of(office.sent[1])
    assert "Rain again" in last
    assert "Ferry stops" not in last


def test_week_comes_on_its_day(office):
    """The weekly digest comes on the set day, in the site's time zone."""
    office.reader(rhythm="weekly")
    office.account.since = datetime(2026, 3, 2, tzinfo=UTC)
    office.connect(weekly_on="Sunday", daily_at="09:30")
    office.step._settings = replace(office.site, time_zone="America/New_York")
    make_story("ferry", "Ferry stops", datetime(2026, 3, 10, 8, tzinfo=UTC))
    half_past_nine = datetime(2026, 3, 15, 13, 30, tzinfo=UTC)  # summer time began that night
    office.send(half_past_nine - timedelta(minutes=1))
    assert office.sent == []
    office.send(half_past_nine)

    assert [each["Subject"] for each in office.sent] == ["Harbour Desk: The week to March 15, 2026"]


def test_killed_story_is_in_no_mail(office):
    """What was killed after the issue was made is left out; what waits for it alone is dropped."""
    story = make_story("ferry", "Ferry stops")
    office.subscribe()
    office.posting.run(datetime.now(UTC))
    assert Delivery.objects.filter(state="queued").count() == 1
    Story.objects.filter(pk=story.pk).update(state=Story.State.KILLED)
    office.send()

    assert office.sent == []
    assert Delivery.objects.filter(issue__isnull=False).get().state == "dropped"


def test_correction_follows_its_mail(office, story):
    """A mail cannot be edited: those who got it get the correction, as an answer to it, and nobody else."""
    office.subscribe()
    office.post()
    office.subscribe("late@example.org", address="198.51.100.7")
    later = datetime.now(UTC) + timedelta(minutes=5)
    Story.objects.filter(pk=story.pk).update(headline="Ferry stops for a week")
    Correction.objects.create(story=story, at=later, text="It was the bus.")
    for minutes in range(10, 100, 10):
        office.posting.run(later + timedelta(minutes=minutes))
    office.send(later + timedelta(hours=2))
    first, second = office.sent

    assert text_of(second).startswith("Correction: ")
    assert (second.receivers, second["In-Reply-To"]) == (["ann@example.org"], first["Message-ID"])


def test_post_by_hand_goes_out_as_it_is(office, story):
    """What an editor wrote is the mail's text."""
    office.subscribe()
    queue_by_hand(
        story,
        office.account,
        "Late again: the ferry.",
        f"https://desk.example/story/{story.pk}",
        limits=LIMITS,
        now=NOW,
    )
    office.post()

    assert any(text_of(each).startswith("Late again: the ferry.\n\nhttps://") for each in office.sent)


@pytest.mark.usefixtures("story")
def test_reader_whose_mailbox_is_gone_gets_no_more(office):
    """A server's 550 takes the reader off, with a note that holds no address; the others get their mail."""
    office.subscribe("gone@example.org")
    office.subscribe("ann@example.org", address="198.51.100.9")
    office.mails.refused["gone@example.org"] = "550 5.1.1 gone@example.org unknown"
    office.post()
    gone = Subscriber.objects.exclude(note="").get()

    assert (gone.state, "550" in gone.note, "gone@" in gone.note) == ("refused", True, False)
    assert [each.receivers for each in office.sent] == [["ann@example.org"]]


@pytest.mark.usefixtures("story")
def test_mail_that_is_put_off_is_tried_again(office):
    """A 451 waits and goes out later, once; the reader stays on the list."""
    office.subscribe()
    office.mails.refused["ann@example.org"] = "451 later"
    office.posting.run(datetime.now(UTC))
    now = datetime.now(UTC)
    office.send(now)
    assert Delivery.objects.get(issue__isnull=False).state == "queued"
    office.mails.refused.clear()
    office.send(now + timedelta(minutes=10))

    assert len(office.sent) == 1
    assert Subscriber.objects.get().state == "confirmed"


def test_refused_words_are_nobodys_fault_until_the_third_time(office):
    """A 554 about the mail keeps the reader; after three in a row none goes there."""
    office.subscribe()
    office.mails.refused_text = "554 no"
    for number in range(3):
        assert Subscriber.objects.get().state == "confirmed"
        make_story(f"s{number}", f"Story {number}")
        office.post(datetime.now(UTC) + timedelta(minutes=number))

    assert Subscriber.objects.get().state == "refused"


@pytest.mark.usefixtures("story")
def test_wrong_password_disconnects_and_loses_nothing(office):
    """The account is shown as disconnected; connected anew, what waited goes out."""
    office.subscribe()
    office.posting.run(datetime.now(UTC))
    office.connect(password="old")
    office.send()
    assert Account.objects.get().state == "disconnected"
    office.account.state = "connected"
    office.connect()
    office.send(datetime.now(UTC) + timedelta(seconds=1))

    assert len(office.sent) == 1


def test_cut_off_mail_never_goes_out_again(office, story):
    """A row found `sending` may have gone out: it is unconfirmed, and stays so."""
    office.subscribe()
    queue(story, office.account, f"https://desk.example/story/{story.pk}", limits=LIMITS, now=NOW)
    office.posting.run(datetime.now(UTC))
    Delivery.objects.filter(issue__isnull=False).update(state="sending")
    office.send()
    office.send(datetime.now(UTC) + timedelta(days=1))

    assert office.sent == []
    assert Delivery.objects.get(issue__isnull=False).state == "unconfirmed"
