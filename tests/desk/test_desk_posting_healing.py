"""What an account's note tells of goes with the trouble; what only an editor can settle stays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from copydesk.desk.models import Account, Post, Story
from copydesk.desk.outbox import order_retry
from copydesk.desk.sealing import seal
from copydesk.desk.work.posting import STUCK, UNPLANNED, PostStep
from copydesk.settings import Settings
from copydesk.testing.networks.mastodon import FakeMastodon

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def server():
    """A Mastodon of its own."""
    with FakeMastodon() as fake:
        yield fake


@pytest.fixture
def account(db, server, tmp_path):  # noqa: ARG001 - asks for the database
    """An account there, and a story that waits for it."""
    begin = datetime.now(UTC)
    row = Account.objects.create(network="mastodon", name="desk", since=begin - timedelta(days=1))
    row.secret, row.secret_key_id = seal(tmp_path, f"account/{row.pk}", server.fields)
    row.save()
    when = begin - timedelta(hours=1)
    Story.objects.create(
        key="one", slug="s", headline="Ferry", opened_at=when, updated_at=when, published_at=when
    )
    return row


@pytest.fixture
def run(account, tmp_path):
    """Let the step run at an hour from now and return the account's note."""
    step = PostStep(
        Settings(site_folder=tmp_path), lambda story: f"https://desk.example/{story.pk}", settle=timedelta()
    )

    def go(hour):
        step.run(datetime.now(UTC) + timedelta(hours=hour))
        account.refresh_from_db()
        return account.note

    return go


def test_long_wait_is_over(account, server, run):
    """A server that asks for two hours is told of, and no more once a post is out."""
    server.wait = 7300
    assert run(0).startswith(STUCK)
    server.wait = 0

    assert (run(3), account.posts.get().state) == ("", Post.State.SENT)


def test_rules_put_right(account, run):
    """A template that cannot be read is told of, and no more once it can."""
    Account.objects.update(rules={"template": "{nothing}"})
    assert run(0).startswith(UNPLANNED)
    Account.objects.update(rules={})

    assert (run(1), account.posts.get().state) == ("", Post.State.SENT)


def test_refused_post_tried_again(account, server, run):
    """A refused post is told of until an editor has it tried again; another one going out does not hide it."""
    server.refuse = {"POST": 403}
    refused = run(0)
    assert "403" in refused
    server.refuse = {}
    when = datetime.now(UTC) - timedelta(minutes=5)
    Story.objects.create(
        key="two", slug="s", headline="Bridge", opened_at=when, updated_at=when, published_at=when
    )
    assert run(1) == refused
    failed = account.posts.get(state=Post.State.FAILED)
    order_retry(failed.pk, now=datetime.now(UTC))

    assert (run(2), account.posts.filter(state=Post.State.SENT).count()) == ("", 2)
