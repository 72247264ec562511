"""Replies come in: what is kept, what is held and why, who is turned away, and what a forged form gets."""

from __future__ import annotations

import pytest
from django.core import signing
from django.test import Client
from tests.replies.reply_forms import NOW, token

from copydesk.desk.models import Reply, ReplyMail, ReplyRule, Story
from copydesk.desk.replies import mailing
from copydesk.desk.replies.privacy import email_hash, email_of

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def test_first_reply_is_kept_and_held(send) -> None:
    """The first reply of an address is kept, held for that reason, and its writer is thanked."""
    answer = send("Two\r\n\r\n\r\n\r\nparagraphs \u202e here")
    row = Reply.objects.get()
    assert answer.status_code == 303
    assert answer["Location"].startswith("/reply/mine/")
    assert (row.state, row.held_for) == ("held", "the first reply of this address")
    assert row.text == "Two\n\nparagraphs  here"


def test_no_address_is_kept_in_the_clear(send) -> None:
    """Neither the e-mail address nor the network address stands in the row; both are keyed hashes."""
    send(tell="1")
    row = Reply.objects.get()
    kept = " ".join(str(value) for value in Reply.objects.values().get().values())
    assert "ann@example.org" not in kept
    assert "203.0.113" not in kept
    assert row.email_hash == email_hash("ANN@example.org ")
    assert b"ann@" not in bytes(row.sealed)


def test_address_is_sealed_only_for_who_wants_mail(send, site_settings) -> None:
    """Without the tick no address is kept, sealed or not; with it, it can be opened for sending."""
    send("One reply without mail.")
    send("Another reply, with mail.", tell="1", email="bo@example.org")
    plain, told = Reply.objects.order_by("pk")
    assert not plain.sealed
    assert email_of(told, site_settings.site_folder) == "bo@example.org"


def test_confirmed_address_that_was_shown_before_is_shown_at_once(send, make_reply) -> None:
    """A browser whose address was confirmed, with a reply shown before, is shown without an editor; another is held."""
    make_reply(state=Reply.State.APPROVED, email_hash=email_hash("ann@example.org"))
    client = Client(enforce_csrf_checks=True)
    client.cookies["replies"] = signing.dumps(email_hash("ann@example.org"), salt="replies.confirmed")
    send("I agree with all of it.", client=client)
    send("I am not Ann, but know her address.")
    own, other = Reply.objects.order_by("pk")[1:]
    assert (own.state, own.held_for) == ("approved", "")
    assert other.held_for == "the address is not confirmed in this browser"
    assert Story.objects.get().bake_due_at is not None


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"website": "http://x.example"}, "filled in the field that people do not see"),
        ({"seconds": "1"}, "written faster than a person types"),
        ({"text": "See https://a.example/ and https://b.example/"}, "has more links than you allow"),
        ({"text": "Купите сейчас недорого"}, "written in another script than the site"),
        ({"text": "The best c\u0430sino of all"}, "has words from your list"),
    ],
)
def test_reasons_are_told(send, fields, reason) -> None:
    """Each trap and limit gives its reason in words."""
    ReplyRule.objects.create(kind="word", value="casino", verdict="hold", at=NOW)
    send(**fields)
    assert reason in Reply.objects.get().held_for


def test_repeat_is_told(send) -> None:
    """The same words from another address are a repeat, whatever their capitals."""
    send("Buy the best watches today")
    send("BUY the best watches, today!!", email="bo@example.org", address="198.51.100.1")
    assert "the same text was sent before" in Reply.objects.order_by("pk").last().held_for


def test_one_form_is_one_reply(story) -> None:
    """A form that is sent twice, as after a lost answer, is one reply."""
    client = Client(enforce_csrf_checks=True)
    values = token(client, f"/reply/{story.pk}/") | {
        "name": "A",
        "email": "a@b.example",
        "text": "Once only.",
    }
    first, second = (client.post(f"/reply/{story.pk}/", values) for _ in range(2))
    assert Reply.objects.count() == 1
    assert first.status_code == second.status_code == 303


def test_forged_form_keeps_the_words(send) -> None:
    """A form without the protection against forgery is refused, and what was typed stands in the new form."""
    answer = send("My long and careful words.", csrfmiddlewaretoken="x" * 64)
    assert answer.status_code == 403
    assert "My long and careful words." in answer.content.decode()
    assert not Reply.objects.exists()


def test_stolen_or_old_form_is_refused(send) -> None:
    """A form of another story, one that was altered, and one that was open for a day are all refused."""
    other = Story.objects.create(key="b", slug="b", headline="B", opened_at=NOW, updated_at=NOW)
    for form in (signing.dumps([other.pk, "k", 1.0], salt="replies.form"), "nonsense", "", "a:b:c"):
        assert send(form=form).status_code == 403
    assert not Reply.objects.exists()


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": " \u200b "}, "Please give a name"),
        ({"text": "\u200b\u2060"}, "Please write something"),
        ({"email": "ann@"}, "Please give an e-mail address"),
        ({"email": "ann@example.org\r\nBcc: all@example.org"}, "Please give an e-mail address"),
        ({"text": "x" * 10_001}, "at most 10,000 characters"),
    ],
)
def test_what_is_missing_is_said(send, fields, told) -> None:
    """What is missing is said in words, and nothing is kept."""
    answer = send(**fields)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Reply.objects.exists()


def test_subnet_is_held_then_turned_away(send, site_settings) -> None:
    """Many replies of one subnet are held for their rate, then turned away; another subnet is not."""
    codes = [
        send(
            f"Reply with number {n} of many", email=f"r{n}@example.org", address=f"203.0.113.{n}"
        ).status_code
        for n in range(site_settings.reply_rate_most + 2)
    ]
    assert codes == [303] * site_settings.reply_rate_most + [429] * 2
    assert "many replies in a short time" in Reply.objects.order_by("pk").last().held_for
    assert send("From elsewhere, all is well.", address="198.51.100.9").status_code == 303


def test_blocked_address_is_refused_quietly(send) -> None:
    """Who is on the block list is refused without being told so."""
    ReplyRule.objects.create(kind="email", value=email_hash("ann@example.org"), verdict="block", at=NOW)
    assert send().status_code == 303
    assert Reply.objects.get().state == "rejected"


def test_threads_are_two_deep(send, story, make_reply) -> None:
    """An answer to an answer stands beside it."""
    top = make_reply(state="approved")
    below = make_reply(state="approved", parent=top)
    send("To the answer.", path=f"/reply/{story.pk}/to/{below.pk}/")
    assert Reply.objects.order_by("pk").last().parent == top


@pytest.mark.parametrize("state", ["held", "killed"])
def test_hidden_story_takes_none(state) -> None:
    """A story that readers do not see has no form."""
    row = Story.objects.create(key="h", slug="h", headline="H", opened_at=NOW, updated_at=NOW, state=state)
    assert Client().get(f"/reply/{row.pk}/").status_code == 404


def test_writer_changes_and_deletes(send) -> None:
    """With the link a writer changes the text and deletes it; nothing they gave is left then."""
    client = Client(enforce_csrf_checks=True)
    mine = send("First words of mine.", client=client, tell="1")["Location"]
    hidden = token(client, mine)
    assert client.post(mine, hidden | {"act": "change", "text": "Better words."}).status_code == 303
    assert Reply.objects.get().text == "Better words."
    assert client.post(mine, hidden | {"act": "delete"}).status_code == 200
    row = Reply.objects.get()
    assert (row.state, row.text, row.name, row.email_hash, bytes(row.sealed)) == ("deleted", "", "", "", b"")
    assert client.get(mine).status_code == 410


def test_writer_cannot_change_after_the_window(send) -> None:
    """After the window the text stays, and another's link opens nothing."""
    client = Client(enforce_csrf_checks=True)
    mine = send("First words of mine.", client=client)["Location"]
    hidden = token(client, mine)
    Reply.objects.update(written_at=NOW)
    assert client.post(mine, hidden | {"act": "change", "text": "Too late."}).status_code == 422
    assert client.get("/reply/mine/forged:token:here/").status_code == 410
    assert Reply.objects.get().text == "First words of mine."


def test_shown_reply_that_gains_links_is_held_again(send) -> None:
    """A reply that was shown and is changed so that it would be held leaves the page."""
    client = Client(enforce_csrf_checks=True)
    mine = send("Harmless words here.", client=client)["Location"]
    Reply.objects.update(state="approved", held_for="")
    text = "Now https://a.example/ and https://b.example/"
    client.post(mine, token(client, mine) | {"act": "change", "text": text})
    row = Reply.objects.get()
    assert row.state == "held"
    assert row.held_for.startswith("changed by its writer")


def test_mail_link_confirms_or_stops(send) -> None:
    """The link of a mail only asks; its buttons confirm the address in this browser, or end all mail."""
    client = Client(enforce_csrf_checks=True)
    send("Words with mail wanted.", client=client, tell="1")
    row = Reply.objects.get()
    ReplyMail.objects.create(reply=row, kind="shown", key="1", due_at=NOW)
    path = f"/reply/confirm/{mailing.confirming(row)}/"
    hidden = token(client, path)
    assert "replies" not in client.cookies
    client.post(path, hidden | {"act": "confirm"})
    assert signing.loads(client.cookies["replies"].value, salt="replies.confirmed") == row.email_hash
    client.post(path, hidden | {"act": "stop"})
    assert bytes(Reply.objects.get().sealed) == b""
    assert not ReplyMail.objects.exists()


def test_reports_hold_a_reply(make_reply, site_settings) -> None:
    """A shown reply is held after reports from enough subnets; one subnet counts once."""
    row = make_reply(state="approved")
    client = Client(enforce_csrf_checks=True)
    path = f"/reply/report/{row.pk}/"
    for last in ("203.0.113.1", "203.0.113.2", "198.51.100.1", "192.0.2.1"):
        assert row.state == "approved"
        client.post(path, token(client, path), REMOTE_ADDR=last)
        row.refresh_from_db()
    assert (row.state, row.reports, row.held_for) == (
        "held",
        site_settings.reply_reports,
        "reported by readers",
    )
