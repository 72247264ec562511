"""Replies that others write below our posts on Mastodon and Bluesky: each comes once, is held, and follows its writer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from copydesk.desk.accounts import line_of
from copydesk.desk.models import Account, Post, Reply
from copydesk.desk.replies import moderating
from copydesk.desk.replies.changing import wipe
from copydesk.desk.replies.hearing import HearStep
from copydesk.desk.sealing import seal
from copydesk.desk.work.posting import PostStep
from copydesk.settings import Settings
from copydesk.testing.networks import FAKES

if TYPE_CHECKING:
    from django.test import Client

pytestmark = [pytest.mark.database, pytest.mark.django_db]
SOON = timedelta(minutes=6)
TEXTS = {
    "mastodon": '<p><a href="https://x.example/@desk">@desk</a> Not so.<br>It ran &amp; runs. “Yes &lt;b&gt;”</p><p>Ann</p>',
    "bluesky": "@desk Not so.\nIt ran & runs. “Yes <b>”\n\nAnn",
}
READ = "@desk Not so.\nIt ran & runs. “Yes <b>”\n\nAnn"


@pytest.fixture(params=["mastodon", "bluesky"])
def server(request):
    """A network's server."""
    with FAKES[request.param]() as fake:
        fake.name = request.param
        yield fake


@pytest.fixture
def post(server, story, site_settings):
    """A story's post that is out."""
    long_ago = datetime.now(UTC) - timedelta(days=1)
    type(story).objects.update(published_at=datetime.now(UTC) - timedelta(hours=1))
    account = Account.objects.create(network=server.name, name="desk", since=long_ago)
    sealed = seal(site_settings.site_folder, f"account/{account.pk}", server.fields)
    account.secret, account.secret_key_id = sealed
    account.save()
    PostStep(site_settings, lambda row: f"https://desk.example/story/{row.pk}").run(datetime.now(UTC))
    return Post.objects.get(state=Post.State.SENT)


@pytest.fixture
def hear(site_settings):
    """Do the step, some time after now; say how many posts were asked for."""
    step = HearStep(site_settings, line_of)
    return lambda after=SOON: step.run(datetime.now(UTC) + after)


def test_reply_waits_with_its_words_name_and_link(server, post, hear) -> None:
    """It is plain text held for an editor, and is not asked for before its time; the next look brings nothing twice."""
    server.say(post.remote_id, TEXTS[server.name])
    assert hear(timedelta(0)) == 0
    assert hear() == 1
    row = Reply.objects.get()
    assert (row.state, row.held_for, row.origin, row.post) == (
        "held",
        "comes from elsewhere",
        "network",
        post,
    )
    assert (row.text, row.story) == (READ, post.story)
    assert row.name.startswith("Ann Lee @ann")
    assert row.link.startswith("http")
    assert hear(SOON * 2) == 1
    assert Reply.objects.count() == 1


def test_answers_to_a_reply_stand_under_it(server, post, hear) -> None:
    """Threads are two deep here, however deep they are there."""
    first = server.say(post.remote_id, "First of all")
    second = server.say(first.get("uri", first.get("id")), "Second to that")
    server.say(second.get("uri", second.get("id")), "Third to that")
    hear()
    one, two, three = Reply.objects.order_by("pk")
    assert (one.parent, two.parent, three.parent) == (None, one, one)


def test_what_changes_or_goes_there_does_so_here(server, post, hear, hand) -> None:
    """A text changed after it was shown is held again; one taken away is gone with its name, at the next look."""
    told = server.say(post.remote_id, "The ferry is back")
    hear()
    row = Reply.objects.get()
    moderating.show([row.pk], hand)
    if server.name == "mastodon":
        told["content"] = "<p>Buy pills</p>"
    else:
        told["record"]["text"] = "Buy pills"
    hear(SOON * 2)
    assert Reply.objects.values_list("state", "text").get() == ("held", "Buy pills")
    server.said.clear()
    hear(SOON * 3)
    assert Reply.objects.values_list("state", "text", "name", "link").get() == ("deleted", "", "", "")


def test_what_was_erased_or_refused_does_not_come_back(server, post, hear, hand) -> None:
    """An erased reply stays erased and a refused one refused, though they stand there still."""
    server.say(post.remote_id, "Erase me, please")
    server.say(post.remote_id, "Cheap watches")
    hear()
    erased, refused = Reply.objects.order_by("pk")
    wipe([erased], now=datetime.now(UTC))
    moderating.refuse([refused.pk], hand)
    hear(SOON * 2)
    assert list(Reply.objects.order_by("pk").values_list("state", flat=True)) == ["deleted", "rejected"]


def test_shown_reply_stands_on_the_page_with_its_link(server, post, hear, hand, site_settings) -> None:
    """Readers see where it was written."""
    from copydesk.front.assemble import story_page
    from copydesk.front.baking import limits_of

    server.say(post.remote_id, "The ferry is back")
    hear()
    moderating.show([Reply.objects.get().pk], hand)
    (note,) = story_page(post.story, limits_of(site_settings), datetime.now(UTC)).replies
    assert (note.text, bool(note.url)) == ("The ferry is back", True)


def test_own_and_private_words_are_left_out(server, post, hear) -> None:
    """What we posted ourselves, and what was not said to everybody, makes no reply."""
    if server.name == "mastodon":
        server.say(post.remote_id, "<p>secret</p>", visibility="private")
        server.say(post.remote_id, "<p>to you</p>", visibility="direct")
        server.say(post.remote_id, "<p>ours</p>", account={"id": "7", "acct": "desk"})
    else:
        server.say(post.remote_id, "ours", author={"did": "did:plc:harbour", "handle": "desk.example"})
    server.say(post.remote_id, "   ")
    assert hear() == 1
    assert not Reply.objects.exists()


def test_hearing_slows_down_and_ends(post, hear) -> None:
    """Each look is later than the one before, and after the set days nobody asks any more."""
    gaps = []
    for after in (SOON, timedelta(hours=3), timedelta(days=2)):
        hear(after)
        gaps.append((Post.objects.get(pk=post.pk).hear_at - datetime.now(UTC) - after).total_seconds() // 60)
    assert [round(each / 60, 1) for each in gaps] == [0.1, 1.0, 6.0]
    hear(timedelta(days=8))
    assert Post.objects.get(pk=post.pk).hear_at is None


def test_trouble_disconnects_nothing(server, post, hear) -> None:
    """A server that asks to wait is asked later, a refused token leaves the account as it is, a lost answer is tried again."""
    server.say(post.remote_id, "Later, then")
    if server.name == "mastodon":
        server.wait_reads = 3000
    else:
        server.wait = 3000
    hear()
    due = Post.objects.get(pk=post.pk).hear_at - datetime.now(UTC) - SOON
    assert due > timedelta(minutes=40)
    server.wait = 0
    if server.name == "mastodon":
        server.wait_reads = 0
    kept, server.token = server.token, "another"
    hear(timedelta(hours=2))
    assert Account.objects.get().state == "connected"
    assert not Reply.objects.exists()
    server.token = kept
    hear(timedelta(hours=4))
    assert Reply.objects.get().text == "Later, then"


def test_post_that_is_gone_is_asked_for_no_more(server, post, hear) -> None:
    """Taken away there by hand, it has no replies."""
    if server.name == "mastodon":
        server.statuses.clear()
    else:
        server.records.clear()
    hear()
    assert Post.objects.get(pk=post.pk).hear_at is None


def test_nothing_is_asked_when_set_so(server, post, site_settings) -> None:
    """With no days set, replies on other networks stay there."""
    server.say(post.remote_id, "Hello")
    settings = Settings(site_folder=site_settings.site_folder, reply_listen_days=0)
    HearStep(settings, line_of).run(datetime.now(UTC) + SOON)
    assert not Reply.objects.exists()
    assert Post.objects.get(pk=post.pk).hear_at is None


def test_no_more_than_set_are_taken_in(server, post, site_settings) -> None:
    """A flood below one post fills no queue; nothing that was kept is taken for gone."""
    for number in range(5):
        server.say(post.remote_id, f"Number {number}")
    settings = Settings(site_folder=site_settings.site_folder, reply_listen_most=3)
    step = HearStep(settings, line_of)
    for after in (SOON, SOON * 2):
        step.run(datetime.now(UTC) + after)
    assert Reply.objects.filter(state="held").count() == 3


def test_desk_shows_where_it_was_written(server, post, hear, chief: Client) -> None:
    """The queue has the reply with its reason and its link."""
    told = server.say(post.remote_id, "The ferry is back")
    hear()
    text = chief.get("/desk/replies/").content.decode()
    assert "The ferry is back" in text
    assert "comes from elsewhere" in text
    assert (told.get("url") or "bsky.app/profile/did:plc:ann/post/said0") in text
