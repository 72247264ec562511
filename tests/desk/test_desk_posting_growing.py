"""Stories that grow: each step is told once, as a reply to the first post, whatever happens in between."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from copydesk.desk.models import Account, Correction, Post, Story
from copydesk.desk.sealing import seal
from copydesk.desk.work.posting import PostStep
from copydesk.settings import Settings
from copydesk.testing.networks.mastodon import FakeMastodon

pytestmark = [pytest.mark.database, pytest.mark.django_db]
HOUR = timedelta(hours=1)


def later(hours=1):
    """Some hours from now."""
    return datetime.now(UTC) + hours * HOUR


@pytest.fixture
def server():
    """A Mastodon of its own."""
    with FakeMastodon() as fake:
        yield fake


@pytest.fixture
def account(db, server, tmp_path):  # noqa: ARG001 - asks for the database
    """An account there that tells of three and of six newsrooms."""
    since = datetime.now(UTC) - timedelta(days=1)
    row = Account.objects.create(network="mastodon", name="desk", since=since, rules={"again": [3, 6]})
    row.secret, row.secret_key_id = seal(tmp_path, f"account/{row.pk}", server.fields)
    row.save()
    return row


@pytest.fixture
def step(tmp_path):
    """The step that posts, which looks into a lost answer at once."""
    settings = Settings(site_folder=tmp_path)
    return PostStep(settings, lambda story: f"https://desk.example/story/{story.pk}", settle=timedelta())


@pytest.fixture
def story(account, step):  # noqa: ARG001 - the account is there before the story
    """A story of two newsrooms that was posted."""
    when = datetime.now(UTC) - HOUR
    row = Story.objects.create(
        key="one", slug="s", headline="Ferry [sic] late", opened_at=when, updated_at=when, published_at=when,
        topic="Local news", independent=2,
    )  # fmt: skip
    step.run(datetime.now(UTC))
    return row


def grow(story, count):
    """Let a story come from so many newsrooms."""
    Story.objects.filter(pk=story.pk).update(independent=count)


def firsts(server):
    """The first line of each post there, and what it answers."""
    return [(each["text"].split("\n")[0], each["in_reply_to_id"]) for each in server.statuses]


class TestGrowing:
    """A story of two newsrooms that becomes one of more."""

    def test_each_step_once(self, account, server, step, story):
        """Three newsrooms are told, four are nothing new, and seven are told as six: replies to the first post."""
        for hour, count in enumerate((2, 3, 3, 4, 2, 3, 7, 9), start=1):
            grow(story, count)
            step.run(later(hour))

        assert firsts(server) == [
            ("Ferry [sic] late", None),
            ("Now from 3 newsrooms: Ferry [sic] late", "1"),
            ("Now from 7 newsrooms: Ferry [sic] late", "1"),
        ]
        assert list(account.posts.order_by("pk").values_list("grown", flat=True)) == [0, 3, 6]

    def test_steps_already_reached_are_not_told(self, account, server, step, story):
        """A step that the first post knew of is no news; an account without the rule tells nothing."""
        account.posts.update(newsrooms=6)
        grow(story, 9)
        step.run(later())
        account.posts.update(newsrooms=2)
        Account.objects.update(rules={})
        step.run(later(2))

        assert server.ever == 1

    def test_lost_answers_and_kills_repeat_nothing(self, account, server, step, story, tmp_path):
        """The reply's answer is lost, and another worker goes on: it stands there once."""
        server.lose = 1
        grow(story, 3)
        step.run(later())
        other = PostStep(Settings(site_folder=tmp_path), step._address, settle=timedelta())
        for hour in range(3, 8):
            other.run(later(hour))

        assert (len(server.statuses), server.ever) == (2, 2)
        assert set(account.posts.values_list("state", flat=True)) == {Post.State.SENT}

    def test_after_a_week_nothing_is_told(self, server, step, story):
        """What was posted longer ago than the setting says is left alone."""
        grow(story, 3)
        step.run(later(24 * 8))

        assert server.ever == 1

    def test_correction_reaches_both(self, server, step, story):
        """The first post and the reply are corrected, each under its own first words."""
        grow(story, 3)
        step.run(later())
        Story.objects.filter(pk=story.pk).update(headline="Ferry on time")
        Correction.objects.create(story=story, text="It was on time.", at=later(2))
        for hour in range(3, 8):
            step.run(later(hour))

        assert [each["text"].split("\n")[0] for each in server.statuses] == [
            "Ferry on time",
            "Now from 3 newsrooms: Ferry on time",
        ]

    def test_refused_reply_leaves_the_first_post(self, account, server, step, story):
        """A network that takes no reply is told to the editor; the first post is not taken away for it."""
        server.refuse = {"REPLY": 403}
        grow(story, 3)
        for hour in range(1, 6):
            step.run(later(hour))

        assert firsts(server) == [("Ferry [sic] late", None)]
        assert [each.state for each in account.posts.order_by("pk")] == [Post.State.SENT, Post.State.FAILED]

    def test_kill_withdraws_both(self, account, server, step, story):
        """A killed story is taken away, its first post and what answers it."""
        grow(story, 3)
        step.run(later())
        Story.objects.filter(pk=story.pk).update(state=Story.State.KILLED)
        step.run(later(2))
        step.run(later(4))

        assert server.statuses == []
        assert set(account.posts.values_list("state", flat=True)) == {Post.State.WITHDRAWN}

    def test_withdrawn_first_post_is_not_answered(self, account, server, step, story):
        """Where the first post was taken away by hand, the story's growth is not told."""
        account.posts.update(state=Post.State.WITHDRAWN)
        grow(story, 6)
        step.run(later())

        assert server.ever == 1

    def test_hashtag_of_the_topic(self, server, story):  # noqa: ARG002 - it is posted
        """The story's topic stands behind the link as one hashtag."""
        assert server.statuses[0]["text"].endswith("\n\n#LocalNews")
