"""The outbox over all networks: at most one post where nothing can be read back, slots, budgets, posts by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest

from copydesk import types
from copydesk.desk import logs
from copydesk.desk.accounts import NewAccount, check, connect, line_of
from copydesk.desk.models import Account, Correction, Post, Source, Story
from copydesk.desk.outbox import (
    Limits,
    message_of,
    not_withdrawn,
    order_anew,
    order_retry,
    queue_by_hand,
    thawed,
)
from copydesk.desk.sealing import seal
from copydesk.desk.work.posting import PostStep
from copydesk.errors import CopydeskError, InputError
from copydesk.intake.addresses import refusal
from copydesk.posting.http import Reach, Way
from copydesk.posting.network import network
from copydesk.settings import Settings
from copydesk.testing.networks import FAKES
from copydesk.testing.networks.server import Asked, FakeServer, Told

pytestmark = [pytest.mark.database, pytest.mark.django_db]
LINK = "https://desk.example/story/7"
LIMITS = Limits(certainty=0.75, excerpt=400)
UNTRACED = ["telegram", "discord", "email"]


def later(hours=1):
    """Some hours from now."""
    return datetime.now(UTC) + timedelta(hours=hours)


def line_inside(fields, now, memory):
    """A way that fetches pictures from this machine too, where the tests' picture stands."""
    return replace(line_of(fields, now, memory), fetch=Way(refusal, Reach.INSIDE))


@pytest.fixture
def server(request):
    """A server of its own, of the network that the test names."""
    with FAKES[request.param]() as fake:
        fake.name = request.param
        yield fake


@pytest.fixture
def account(db, server, tmp_path):  # noqa: ARG001 - asks for the database
    """An account there, connected a day ago."""
    row = Account.objects.create(
        network=server.name, name="desk", since=later(-24), rules={"budget": 9} if server.name == "x" else {}
    )
    row.secret, row.secret_key_id = seal(tmp_path, f"account/{row.pk}", server.fields)
    row.save()
    return row


@pytest.fixture
def step(tmp_path):
    """The step that posts, which looks into a lost answer at once."""
    address = "https://desk.example/story/{}".format
    return PostStep(
        Settings(site_folder=tmp_path),
        lambda story: address(story.pk),
        settle=timedelta(),
        line_of=line_inside,
    )


@pytest.fixture
def story(db):  # noqa: ARG001 - asks for the database
    """A story, published an hour ago."""
    when = later(-1)
    return Story.objects.create(
        key="s", slug="s", headline="Ferry [sic] late", opened_at=when, updated_at=when, published_at=when
    )


def on(*names):
    """Run a test on these networks."""
    return pytest.mark.parametrize("server", names, indirect=True)


@on(*UNTRACED)
def test_lost_answer_without_read_back_is_told_and_not_sent_again(account, server, step, story):
    """The post may stand: it is never sent a second time by itself, and the account says so."""
    server.lose = 1
    for hour in range(5):
        step.run(later(hour))
    account.refresh_from_db()
    row = account.posts.get()

    assert (server.ever, row.state, row.due_at) == (1, Post.State.UNCONFIRMED, None)
    assert "cannot be read back" in account.note
    with pytest.raises(InputError, match="anew"):
        order_retry(row.pk, now=later())
    order_anew(row.pk, now=later())
    step.run(later(6))
    assert (server.ever, account.posts.get(story=story).state) == (2, Post.State.SENT)


@on(*UNTRACED)
def test_kill_in_the_middle_without_read_back_is_told(account, server, step, story):
    """A row found in `sending` may have gone out: it is told, also when its story was killed meanwhile."""
    step._plan(datetime.now(UTC))
    Post.objects.update(state=Post.State.SENDING, tried_at=datetime.now(UTC), attempts=1)
    Story.objects.filter(pk=story.pk).update(state=Story.State.KILLED)
    for hour in range(3):
        step.run(later(hour))
    account.refresh_from_db()

    assert (server.ever, account.posts.get().state) == (0, Post.State.UNCONFIRMED)
    assert "cut off" in account.note


@on(*UNTRACED)
def test_waits_without_read_back_are_no_doubt(account, server, step, story):
    """Two refusals to take it now were surely no post: it goes out in the end."""
    server.wait = 30
    for hour in range(3):
        step.run(later(hour))
    server.wait = 0
    step.run(later(5))

    assert (server.ever, account.posts.get(story=story).state) == (1, Post.State.SENT)


@on(*(each for each in sorted(FAKES) if each not in {"webmention", "indexnow", "websub"}))
def test_correction_reaches_every_network(account, server, step, story):
    """By an edit, a reply or a new post: readers see the corrected headline, and no network holds it twice."""
    step.run(datetime.now(UTC))
    Story.objects.filter(pk=story.pk).update(headline="Ferry, corrected")
    Correction.objects.create(story=story, text="The name was wrong.", at=later(1))
    for hour in range(2, 8):
        step.run(later(hour))

    assert [("corrected" in each) for each in server.texts].count(True) == 1
    assert not account.posts.filter(state__in=(Post.State.FAILED, Post.State.UNCONFIRMED)).exists()


@on("indexnow", "websub")
def test_pings_follow_a_correction_and_a_kill(account, server, step, story):
    """Told when new, when corrected though no text of ours changed there, and when gone."""
    step.run(datetime.now(UTC))
    Correction.objects.create(story=story, text="A picture was wrong.", at=later(1))
    step.run(later(2))
    Story.objects.filter(pk=story.pk).update(state=Story.State.KILLED)
    step.run(later(3))

    assert (server.ever, account.posts.get().state) == (3, Post.State.WITHDRAWN)


@on("webmention")
def test_story_that_nobody_is_told_of_is_quiet(account, server, step, story):
    """No place to tell is no failure: the row ends, and the account has no note."""
    step.run(datetime.now(UTC))
    account.refresh_from_db()

    assert (server.ever, account.note) == (0, "")
    assert account.posts.get(story=story).state == Post.State.WITHDRAWN


@on("mastodon")
def test_one_post_in_a_slot(account, server, step, story):
    """Two stories wait for two slots; between them nothing goes out."""
    Account.objects.update(rules={"slots": ["08:00", "18:00"]})
    Story.objects.create(
        key="t", slug="t", headline="Tide", opened_at=story.opened_at, updated_at=story.updated_at,
        published_at=story.published_at,
    )  # fmt: skip
    day = later(48).replace(minute=0, second=0, microsecond=0)
    seen = []
    for hour in (7, 8, 9, 17, 18, 19):
        step.run(day.replace(hour=hour) + timedelta(minutes=5))
        seen.append(server.ever)

    assert seen == [0, 1, 1, 1, 2, 2]
    assert account.posts.filter(state=Post.State.SENT).count() == 2


@on("mastodon")
def test_budget_is_kept(account, server, step, story, monkeypatch):
    """A network that charges gets as many posts in 30 days as the budget pays, and none without one."""
    from copydesk.posting.networks import mastodon

    monkeypatch.setattr(mastodon, "DECLARED", replace(mastodon.DECLARED, cost=0.2))
    Account.objects.update(rules={"budget": 0.4})
    for number in range(2):
        Story.objects.create(
            key=f"t{number}", slug="t", headline="Tide", opened_at=story.opened_at, updated_at=story.updated_at,
            published_at=story.published_at,
        )  # fmt: skip
    step.run(later())
    step.run(later(24 * 29))
    assert server.ever == 2
    step.run(later(24 * 31))
    assert server.ever == 3
    Account.objects.update(rules={})
    with pytest.raises(InputError, match="budget"):
        connect(step._settings.site_folder, NewAccount("mastodon", "two", server.fields), now=later())
    assert account.posts.count() == 3


@on("x")
def test_x_is_off_without_a_budget(account, server, step, story):
    """Nothing is posted where it costs and nobody set a budget, and the account says so."""
    Account.objects.update(rules={})
    step.run(later())
    account.refresh_from_db()

    assert (server.asked, account.posts.get(story=story).state) == ([], Post.State.FAILED)
    assert "$0.20" in account.note


@on("mastodon")
def test_account_inside_must_say_so(server, step):
    """An address inside the house is not called for an account that does not name it so."""
    fields = {name: value for name, value in server.fields.items() if name != "inside"}
    with pytest.raises(InputError, match="https"):
        connect(step._settings.site_folder, NewAccount("mastodon", "two", fields), now=later())
    with pytest.raises(InputError, match="no colour"):
        connect(
            step._settings.site_folder, NewAccount("mastodon", "two", fields | {"colour": "red"}), now=later()
        )

    assert server.asked == []


@on("mastodon")
def test_hand_written_post_goes_out_and_is_never_rewritten(account, server, step, story):
    """It stands as written, its link behind it; a correction answers it."""
    step.run(datetime.now(UTC))
    queue_by_hand(story, account, "Late again: the ferry.", LINK, limits=LIMITS, now=later())
    step.run(later())
    Story.objects.filter(pk=story.pk).update(headline="Ferry, corrected")
    Correction.objects.create(story=story, text="The name was wrong.", at=later(2))
    for hour in range(3, 8):
        step.run(later(hour))

    assert f"Late again: the ferry.\n\n{LINK}" in server.texts
    assert [each["in_reply_to_id"] for each in server.statuses] == [None, None, "2"]


@on("mastodon")
@pytest.mark.parametrize(
    ("text", "problem"),
    [("x" * 501, "too long"), ("Ask @lesk", "notify"), ("He said “we go home.”", "nothing is altered")],
)
def test_hand_written_post_that_may_not_go_out(account, story, text, problem):
    """Neither cut, nor waking anybody, nor with words between marks that no source says."""
    with pytest.raises(InputError, match=problem):
        queue_by_hand(story, account, text, LINK, limits=LIMITS, now=later())

    assert not account.posts.exists()


class Pictures(FakeServer):
    """A server with one picture."""

    def tell(self, asked: Asked) -> Told:
        """Return it."""
        assert asked.path == "/wall.png"
        return Told(200, headers={"Content-Type": "image/png"}, raw=b"\x89PNG\r\n\x1a\n" + bytes(40))


@on("bluesky", "mastodon", "wordpress", "discord")
@pytest.mark.parametrize("rights", [Source.Rights.FULL, Source.Rights.EXCERPT])
def test_picture_goes_with_its_words_where_it_is_licensed(account, server, step, make_article, rights):
    """Alt text, caption and credit stay with a picture; without a licence for it none is copied."""
    with Pictures() as pictures:
        row = make_article(body="The wall broke at noon.")
        Source.objects.update(rights=rights)
        picture = types.Picture(f"{pictures.url}/wall.png", "A broken wall", "The wall at noon.", "Ada Holm")
        content = replace(types.Article.from_dict(row.version.content), pictures=(picture,))
        row.version.content = content.to_dict()
        row.version.save()
        when = later(-1)
        Story.objects.create(
            key="s", slug="s", headline="Wall", lead=row, opened_at=when, updated_at=when, published_at=when
        )
        step.run(datetime.now(UTC))
    alts = {
        "bluesky": lambda: [
            each["alt"] for one in server.records.values() for each in one["embed"].get("images", ())
        ],
        "mastodon": lambda: server.media,
        "wordpress": lambda: [each["alt_text"] for each in server.media],
        "discord": lambda: server.pictures,
    }
    words = "A broken wall\nThe wall at noon.\nAda Holm"

    assert alts[server.name]() == ([words] if rights == Source.Rights.FULL else [])
    assert account.posts.get().state == Post.State.SENT
    assert thawed(account.posts.get()).source == row.url


@pytest.mark.parametrize("name", sorted(FAKES))
def test_every_network_has_a_preview(db, story, name):  # noqa: ARG001 - asks for the database
    """What a story would say can be made for an account that is not connected yet."""
    message = message_of(story, Account(network=name, name="desk"), LINK, limits=LIMITS)

    assert message.text == f"Ferry [sic] late\n\n{LINK}"


@on(*(each for each in sorted(FAKES) if network(each).DECLARED.secret))
def test_no_secret_in_database_log_or_error(account, server, step, story, capfd):
    """After lost answers, waits, refusals and a wrong secret nothing that is kept or printed shows one."""
    folder = step._settings.site_folder
    logs.configure(folder, level="DEBUG")
    names = network(server.name).DECLARED.secret
    secrets = {server.fields[each] for each in names}
    wrong = server.fields | {each: server.wrong.get(each, "no-such-secret") for each in names}
    step.run(later(-1))
    server.lose = 1
    queue_by_hand(story, account, "Late again.", LINK, limits=LIMITS, now=later())
    step.run(later(1))
    server.wait = 30
    queue_by_hand(story, account, "Late once more.", LINK, limits=LIMITS, now=later(2))
    step.run(later(2))
    server.wait, server.token = 0, "another"
    step.run(later(5))
    with pytest.raises(CopydeskError) as raised:
        connect(folder, NewAccount(server.name, "two", wrong, {"budget": 9}), now=later())
    rows = [*Account.objects.values_list(), *Post.objects.values_list()]
    seen = b"".join(
        bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for r in rows for v in r
    )
    seen += (folder / logs.LOG_FILE).read_bytes() + "".join(capfd.readouterr()).encode()
    seen += f"{raised.value!r} {raised.value.__cause__!r}".encode()

    assert account.name.encode() in seen
    assert not [each for each in secrets if each.encode() in seen or quote(each, safe="").encode() in seen]


@on("linkedin")
def test_secret_that_runs_out_is_told_a_week_ahead(server, step, story):  # noqa: ARG001 - there is one to post
    """Once a day, on the account and in the log; other trouble is not written over; it goes on posting."""
    folder = step._settings.site_folder
    account = connect(folder, NewAccount("linkedin", "desk", server.fields), now=datetime.now(UTC))
    Account.objects.filter(pk=account.pk).update(since=later(-24))
    step.run(later(24 * 52))
    account.refresh_from_db()
    assert account.note == ""
    step.run(later(24 * 53 + 1))
    account.refresh_from_db()

    assert f"runs out on {account.expires_at:%Y-%m-%d}" in account.note
    assert (account.state, server.ever) == (Account.State.CONNECTED, 1)
    known = datetime(2027, 1, 31, tzinfo=UTC)
    again = NewAccount("linkedin", "desk", server.fields, expires=known)
    assert connect(folder, again, now=later()).expires_at == known
    assert Account.objects.get().note == ""


@on("threads")
def test_secret_that_can_be_renewed_is_renewed_ten_days_ahead(server, step, story):  # noqa: ARG001 - one to post
    """The account goes on with the new secret for sixty days more, and nobody need do anything."""
    account = connect(
        step._settings.site_folder, NewAccount("threads", "desk", server.fields), now=datetime.now(UTC)
    )
    before, old = account.expires_at, server.token
    step.run(later(24 * 49))
    account.refresh_from_db()
    assert (server.token, account.expires_at) == (old, before)

    step.run(later(24 * 51))
    account.refresh_from_db()

    assert server.token != old
    assert account.expires_at - before > timedelta(days=50)
    assert (account.note, account.state) == ("", Account.State.CONNECTED)
    check(step._settings.site_folder, account, now=later())


@on("threads")
def test_secret_that_is_not_renewed_is_tried_daily_and_then_told(server, step, story, caplog):  # noqa: ARG001 - one to post
    """A refusal costs nothing but a try a day; a week ahead the editor is told."""
    account = connect(
        step._settings.site_folder, NewAccount("threads", "desk", server.fields), now=datetime.now(UTC)
    )
    server.refuse = {"GET": 503}
    noon = 12 - datetime.now(UTC).hour  # an hour on is the same day then, at whatever hour this runs
    for hours in (24 * 51, 24 * 51 + 1, 24 * 54):
        step.run(later(hours + noon))
    account.refresh_from_db()

    assert "runs out on" in account.note
    assert account.state == Account.State.CONNECTED
    assert sum(each.path == "/refresh_access_token" for each in server.asked) == 2
    assert server.token not in caplog.text


@on("telegram")
def test_post_that_cannot_be_taken_away_is_shown_and_tried_again(account, server, step, story):
    """Killed too late for the network: the post stands, the desk says so, and a retry is another try."""
    step.run(datetime.now(UTC))
    server.posts[0].made -= timedelta(hours=49)
    Story.objects.filter(pk=story.pk).update(state=Story.State.KILLED)
    for hour in range(1, 3):
        step.run(later(hour))
    account.refresh_from_db()
    (row,) = not_withdrawn()

    assert "can't be deleted" in row.error
    assert "can't be deleted" in account.note
    server.posts[0].made += timedelta(hours=49)
    order_retry(row.pk, now=later(3))
    step.run(later(4))
    assert server.texts == []
    assert account.posts.get().state == Post.State.WITHDRAWN
    assert not not_withdrawn().exists()
