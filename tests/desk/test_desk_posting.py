"""The outbox against a faithful Mastodon: one post each, whatever answer is lost and whoever is killed."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from copydesk.desk import logs
from copydesk.desk.models import Account, Correction, Post, Story
from copydesk.desk.outbox import correcting, order_retry, thawed
from copydesk.desk.sealing import seal
from copydesk.desk.work import posting
from copydesk.desk.work.posting import TOLD_AFTER, PostStep
from copydesk.errors import InputError
from copydesk.settings import Settings
from copydesk.testing.networks.mastodon import FakeMastodon

database = [pytest.mark.database, pytest.mark.django_db]
HOUR = timedelta(hours=1)


def address(story):
    """The address of a story's page."""
    return f"https://desk.example/story/{story.pk}"


@pytest.fixture
def server():
    """A Mastodon of its own."""
    with FakeMastodon() as fake:
        yield fake


@pytest.fixture
def begin():
    """A time after which nothing has happened yet."""
    return datetime.now(UTC)


@pytest.fixture
def account(db, server, tmp_path, begin):  # noqa: ARG001 - asks for the database
    """An account there, connected a day ago."""
    row = Account.objects.create(network="mastodon", name="desk", since=begin - timedelta(days=1))
    row.secret, row.secret_key_id = seal(tmp_path, f"account/{row.pk}", server.fields)
    row.save()
    return row


@pytest.fixture
def step(tmp_path):
    """The step that posts, which looks into a lost answer at once."""
    return PostStep(Settings(site_folder=tmp_path), address, settle=timedelta())


@pytest.fixture
def stories(begin):
    """Make stories, published an hour ago."""

    def make(count):
        when = begin - HOUR
        return [
            Story.objects.create(
                key=f"story-{number}", slug="s", headline=f"Ferry [sic] {number}", opened_at=when, updated_at=when,
                published_at=when,
            )
            for number in range(count)
        ]  # fmt: skip

    return make


@pytest.fixture
def corrected(account, step, stories):
    """Post a story, correct it, and let workers run for hours, also when one is killed; return the account."""

    def run():
        (story,) = stories(1)
        step.run(datetime.now(UTC))
        Story.objects.filter(pk=story.pk).update(headline="Ferry, corrected")
        Correction.objects.create(story=story, text="The name was wrong.", at=later(1))
        for hour in range(2, 12):
            with contextlib.suppress(KeyboardInterrupt):
                step.run(later(hour))
        account.refresh_from_db()
        return account

    return run


def later(hours=1):
    """Some hours from now."""
    return datetime.now(UTC) + hours * HOUR


class TestOutbox:
    """One row at a time."""

    pytestmark = database

    def test_each_story_once(self, account, server, step, stories):
        """Every story of the account's rules is posted once, and not again at the next look."""
        stories(3)
        step.run(datetime.now(UTC))
        step.run(later())

        assert sorted(each["text"].split("\n")[0] for each in server.statuses) == [
            f"Ferry [sic] {n}" for n in range(3)
        ]
        assert server.ever == account.posts.filter(state=Post.State.SENT).count() == 3

    @pytest.mark.parametrize("keeps_keys", [True, False])
    def test_lost_answers_make_no_second_post(self, account, server, step, stories, keeps_keys):
        """Where the server forgets keys, reading back alone keeps it to one."""
        server.keeps_keys, server.lose = keeps_keys, 4
        stories(6)
        for hour in range(4):
            step.run(later(hour))

        assert server.ever == account.posts.filter(state=Post.State.SENT).count() == 6

    def test_absent_after_a_crash_is_sent(self, account, server, step, stories):
        """A row found in `sending` whose call never went out is looked for, and then sent."""
        (story,) = stories(1)
        step._plan(datetime.now(UTC))
        Post.objects.filter(story=story).update(
            state=Post.State.SENDING, tried_at=datetime.now(UTC), attempts=1
        )
        step.run(datetime.now(UTC))

        assert (server.ever, account.posts.get().state) == (1, Post.State.SENT)

    def test_waits_as_long_as_asked(self, account, server, step, stories):
        """429 rests the account, and the row waits as it was."""
        server.wait = 90
        stories(1)
        now = datetime.now(UTC)
        step.run(now)
        account.refresh_from_db()

        assert (account.paused_until, account.posts.get().state) == (
            now + timedelta(seconds=90),
            Post.State.QUEUED,
        )
        server.wait = 0
        step.run(later())
        assert server.ever == 1

    def test_expired_token_disconnects_and_loses_nothing(self, account, server, step, stories):
        """After 401 the row waits until the account is connected anew; the note says why."""
        server.token = "another"
        stories(1)
        step.run(datetime.now(UTC))
        account.refresh_from_db()

        assert account.state == Account.State.DISCONNECTED
        assert "401" in account.note
        assert account.posts.get().state == Post.State.QUEUED

    def test_refused_is_told(self, account, server, step, stories):
        """What the network will never have fails aloud."""
        server.limit = 5
        stories(1)
        step.run(datetime.now(UTC))
        account.refresh_from_db()

        assert account.posts.get().state == Post.State.FAILED
        assert "422" in account.note

    @pytest.mark.parametrize(
        "case", [(s, n) for s in (Post.State.SENDING, Post.State.UNCONFIRMED) for n in (403, 404, 503)]
    )
    def test_refused_read_back_leaves_it_unconfirmed(self, account, server, step, stories, case):
        """Where the server will not be read, the post may stand: never failed, and the account says so."""
        (story,), (state, status) = stories(1), case
        server.lose, step._settle = 1, HOUR
        step.run(datetime.now(UTC))
        Post.objects.filter(story=story).update(state=state)
        server.refuse = {"GET": status}
        step.run(later())
        account.refresh_from_db()

        assert account.posts.get().state == Post.State.UNCONFIRMED
        assert str(status) in account.note
        server.refuse = {}
        step.run(later(3))
        assert (server.ever, account.posts.get().state) == (1, Post.State.SENT)

    @pytest.mark.parametrize("trouble", ["wait", "token"])
    def test_crash_then_trouble_in_read_back_makes_no_second_post(
        self, account, server, step, stories, trouble
    ):
        """A first send that was killed is looked for, also when the first look is put off or not allowed."""
        stories(1)
        server.keeps_keys, server.lose, step._settle = False, 1, HOUR
        step.run(datetime.now(UTC))
        Post.objects.update(state=Post.State.SENDING, attempts=1)
        good = server.token
        server.wait_reads, server.token = (9, good) if trouble == "wait" else (0, "another")
        step.run(later())
        server.wait_reads, server.token = 0, good
        Account.objects.update(state=Account.State.CONNECTED)
        step.run(later(3))

        assert (server.ever, account.posts.get().state) == (1, Post.State.SENT)

    def test_waits_in_read_back_grow(self, account, server, step, stories):
        """A server that cannot be read back is asked less and less often."""
        stories(1)
        server.lose, step._settle, pauses = 1, HOUR, []
        step.run(datetime.now(UTC))
        server.__exit__(None, None, None)
        for hour in (1, 3, 5):
            now = later(hour)
            step.run(now)
            account.refresh_from_db()
            pauses.append(account.paused_until - now)

        assert pauses[0] < pauses[1] < pauses[2]

    @pytest.mark.parametrize("trouble", ["gone", "asks to wait"])
    def test_endless_waiting_is_told(self, account, server, step, stories, trouble):
        """A server that cannot be reached, or always says 429, is told once the time for it is over."""
        stories(2)
        if trouble == "gone":
            server.__exit__(None, None, None)
        server.wait, now = 60, datetime.now(UTC)
        step.run(now)
        account.refresh_from_db()
        assert account.note == ""
        for turn in (1, 2):
            step.run(now + turn * TOLD_AFTER)
        account.refresh_from_db()

        assert {"gone": "cannot be reached", "asks to wait": "429"}[trouble] in account.note

    def test_retry_reads_back_first(self, account, server, step, stories):
        """A failed post is tried again by order, and one that stands is found and not sent again."""
        stories(2)
        server.limit = 5
        step.run(datetime.now(UTC))
        first, second = account.posts.order_by("pk")
        server.limit = 500
        server._new(thawed(second).text, {})
        for row in (first, second):
            order_retry(row.pk, now=datetime.now(UTC))
        step.run(later())

        assert server.ever == account.posts.filter(state=Post.State.SENT).count() == 2
        with pytest.raises(InputError, match="sent"):
            order_retry(first.pk, now=datetime.now(UTC))

    def test_correction_travels(self, account, server, step, stories):
        """A corrected headline reaches the post in its place."""
        (story,) = stories(1)
        step.run(datetime.now(UTC))
        Story.objects.filter(pk=story.pk).update(headline="Ferry, corrected")
        Correction.objects.create(story=story, text="The name was wrong.", at=later(1))
        server.lose = 1
        for hour in (2, 3):
            step.run(later(hour))

        assert server.statuses[0]["text"].startswith("Ferry, corrected")
        assert (server.ever, account.posts.get().state) == (1, Post.State.CORRECTED)

    @pytest.mark.parametrize(
        ("refuse", "replies", "posts"),
        [
            (["PUT"], [None, "1"], ["Ferry [sic] 0", "Correction: Ferry, corrected"]),
            (["PUT", "REPLY"], [None], ["Correction: Ferry, corrected"]),
            (["PUT", "REPLY", "DELETE"], [None, None], ["Ferry [sic] 0", "Correction: Ferry, corrected"]),
        ],
    )
    def test_refused_edit_falls_back(self, corrected, server, refuse, replies, posts):
        """A reply, else a new post in its place, else one that follows: each once, and the account says so."""
        server.refuse, server.lose_every = dict.fromkeys(refuse, 403), 2
        account = corrected()

        assert [each["in_reply_to_id"] for each in server.statuses] == replies
        assert [each["text"].split("\n")[0] for each in server.statuses] == posts
        assert "403" in account.note or "taken away" in account.note

    def test_fall_back_survives_a_kill(self, corrected, server, monkeypatch):
        """A worker that dies after the post was taken away does not leave it away, nor post it twice."""
        server.refuse = {"PUT": 403, "REPLY": 403}
        die = iter([True, True])

        def killed(*args, **values):
            if next(die, False):
                raise KeyboardInterrupt
            return correcting(*args, **values)

        monkeypatch.setattr(posting, "correcting", killed)
        corrected()

        assert [each["text"].split("\n")[0] for each in server.statuses] == ["Correction: Ferry, corrected"]
        assert server.ever == 2

    @pytest.mark.parametrize("state", [Post.State.SENT, Post.State.UNCONFIRMED])
    def test_kill_withdraws(self, account, server, step, stories, state):
        """A killed story's post is taken away, also one whose answer was lost."""
        (story,) = stories(1)
        server.lose = 1 if state == Post.State.UNCONFIRMED else 0
        step._settle = HOUR
        step.run(datetime.now(UTC))
        assert account.posts.get().state == state
        Story.objects.filter(pk=story.pk).update(state=Story.State.KILLED)
        step.run(later(3))
        step.run(later(6))

        assert (server.statuses, account.posts.get().state) == ([], Post.State.WITHDRAWN)

    def test_daily_cap(self, account, server, step, stories):
        """No more than the cap within 24 hours; the rest follows the day after."""
        Account.objects.update(rules={"daily": 2})
        stories(3)
        step.run(datetime.now(UTC))
        step.run(later(23))
        assert server.ever == 2
        step.run(later(25))

        assert server.ever == account.posts.filter(state=Post.State.SENT).count() == 3

    def test_no_secret_in_database_or_log(self, account, server, step, stories, tmp_path):
        """Neither the account's row nor a log line nor a note shows the token."""
        logs.configure(tmp_path, level="DEBUG")
        server.lose, server.limit = 1, 5
        stories(2)
        for hour in range(3):
            step.run(later(hour))
        rows = [*Account.objects.values_list(), *Post.objects.values_list()]
        seen = b"".join(
            bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for r in rows for v in r
        )

        assert account.name.encode() in seen
        assert server.token.encode() not in seen + (tmp_path / logs.LOG_FILE).read_bytes()


WORKER = """
import sys, time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from copydesk.cli._site import Part, connect
from copydesk.settings import load
settings = load({}, folder=Path(sys.argv[1]))
connect(settings, Part.WORK)
from copydesk.desk.leases import release_dead
from copydesk.desk.work.posting import PostStep
release_dead()
step = PostStep(settings, lambda story: f"https://desk.example/story/{story.pk}", settle=timedelta(seconds=0.05))
print("on", flush=True)
while True:
    step.run(datetime.now(UTC))
    time.sleep(0.01)
"""
SETUP = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from copydesk.cli._site import open_site
from copydesk.settings import load
folder = Path(sys.argv[1])
open_site(load({}, folder=folder))
from copydesk.desk.models import Account, Story
from copydesk.desk.sealing import seal
when = datetime.now(UTC)
row = Account.objects.create(network="mastodon", name="desk", since=when - timedelta(days=1))
row.secret, row.secret_key_id = seal(folder, f"account/{row.pk}", {"server": sys.argv[2], "token": sys.argv[3], "inside": "yes"})
row.save()
for n in range(int(sys.argv[4])):
    Story.objects.create(key=f"s{n}", slug="s", headline=f"Story {n}", opened_at=when, updated_at=when, published_at=when)
"""


@pytest.mark.slow
def test_kills_and_lost_answers_leave_one_post_each(tmp_path):
    """Workers killed again and again, every third answer lost, a server that forgets keys: one post a story."""
    count = 40
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    with FakeMastodon(keeps_keys=False, lose_every=3) as fake:
        start = [sys.executable, "-c", SETUP, tmp_path, fake.url, fake.token, str(count)]
        subprocess.run(start, env=environment, check=True, timeout=60)
        kills = 0
        for turn in range(60):
            with subprocess.Popen(
                [sys.executable, "-c", WORKER, tmp_path], env=environment, stdout=subprocess.PIPE
            ) as worker:
                worker.stdout.readline()
                time.sleep(0.1 + turn % 7 * 0.07)
                worker.kill()
                kills += 1
            with closing(sqlite3.connect(tmp_path / "copydesk.sqlite3")) as rows:
                done = rows.execute("SELECT count(*) FROM desk_post WHERE state = 'sent'").fetchone()[0]
            if done == count:
                break
        texts = [each["text"] for each in fake.statuses]

    assert kills > 3
    assert (done, fake.ever, len(set(texts))) == (count, count, count)
