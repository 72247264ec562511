"""What every network must do, each against a faithful fake over real HTTP."""

from __future__ import annotations

import time
import traceback
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from copydesk.errors import CopydeskError, InputError
from copydesk.intake.addresses import refusal
from copydesk.posting.http import Reach, Way
from copydesk.posting.mail import Courier
from copydesk.posting.network import GROUP, Can, Line, names, network, others
from copydesk.posting.relay import Speaker
from copydesk.posting.values import (
    Attempt,
    LostAnswerError,
    Message,
    NotAllowedError,
    RefusedError,
    Seen,
    WaitError,
)
from copydesk.testing.networks import FAKES, MUTE, OWN
from copydesk.testing.networks.bluesky import FakeBluesky
from copydesk.testing.networks.telegram import FakeTelegram
from copydesk.testing.networks.wordpress import FakeWordPress

LINK = "https://desk.example/story/7-ferry_run?a=1&b=2"
SAID = "They [the council] never said [sic] that it was over,"
TEXT = f"Ferry *late* <again> & again\n\n“{SAID}” — Edda_Morn\n\n{LINK}"
WHEN = datetime(2026, 10, 14, 9, 0, 0, 5, tzinfo=UTC)
MESSAGE = Message(TEXT, LINK, "en", title="Ferry *late*", summary="It was late.", source=LINK, created=WHEN)
OTHER = Message(f"Corrected\n\n{LINK}", LINK, "en", title="Corrected", source=LINK, created=WHEN)
KEY = "0123456789abcdef" * 4
INSIDE = Way(refusal, Reach.INSIDE)


def line_to(server, **fields):
    """A way to a fake's account."""
    return Line(
        server.fields | fields,
        INSIDE,
        datetime.now(UTC),
        fetch=INSIDE,
        deliver=Courier(INSIDE),
        speak=Speaker(INSIDE),
    )


def able(*needed):
    """The networks that can do all this, hold texts and say what is the matter."""
    return [
        each
        for each in FAKES
        if each not in MUTE
        and set(needed) <= network(each).DECLARED.can
        and Can.PING not in network(each).DECLARED.can
    ]


@pytest.fixture
def server(request):
    """A server of its own, of the network that the test names."""
    with FAKES[request.param]() as fake:
        yield fake


@pytest.fixture
def line(server):
    """A way to its account."""
    return line_to(server)


@pytest.fixture
def there(request):
    """The network that the test names."""
    return network(request.getfixturevalue("request").node.callspec.params["server"])


def each_that(*needed):
    """Run a test for each network that can do all this."""
    return pytest.mark.parametrize("server", able(*needed), indirect=True)


def attempt(line, *known):
    """What is known of a post that was tried a minute ago."""
    return Attempt(KEY, line.now - timedelta(minutes=1), frozenset(known))


def test_every_network_has_a_fake():
    """A network without a faithful fake is not tested, so there is none."""
    assert set(names()) == set(FAKES) | OWN


@pytest.mark.parametrize("name", sorted(FAKES))
def test_declares_what_it_can(name):
    """What can be neither read back nor repeated is posted at most once; a secret is one of the things asked for."""
    declared = network(name).DECLARED

    assert declared.name == name
    assert set(declared.secret) <= set(declared.asks)
    assert not ({Can.LOOK, Can.PING} <= declared.can)


@each_that()
def test_account_is_checked_and_text_arrives(server, line, there):
    """Brackets, stars, pointed brackets and ampersands arrive as they are; the link stays a link."""
    assert there.check(line) is not None
    sent = there.send(line, KEY, MESSAGE)

    assert server.texts == [TEXT]
    assert sent.remote_id


@each_that(Can.EDIT)
def test_edit_takes_the_place(server, line, there):
    """One post before and after, also when the same edit comes twice."""
    sent = there.send(line, KEY, MESSAGE)
    for _ in range(2):
        there.edit(line, sent.remote_id, OTHER)

    assert (server.texts, server.ever) == ([OTHER.text], 1)


@each_that(Can.DELETE)
def test_delete_twice_is_no_error(server, line, there):
    """A post that is gone already counts as taken away."""
    sent = there.send(line, KEY, MESSAGE)
    for _ in range(2):
        there.delete(line, sent.remote_id)

    assert server.texts == []


@each_that(Can.REPLY)
def test_reply_stands_under_its_post(server, line, there):
    """The correction of a post that cannot be edited answers it."""
    first = there.send(line, KEY, MESSAGE)
    reply = Message(OTHER.text, LINK, reply_to=first.remote_id, created=WHEN)
    second = there.send(line, KEY[::-1], reply)

    assert second.remote_id != first.remote_id
    assert server.texts == [TEXT, OTHER.text]


@each_that(Can.LOOK)
def test_lost_answer_is_found_again(server, line, there):
    """The post stands, its answer does not come; looking back finds it, and before there was none."""
    assert there.look(line, attempt(line), MESSAGE) is Seen.ABSENT
    there.check(line)
    server.lose_every, server._writes = 1 + server.before, 0
    with pytest.raises(LostAnswerError):
        there.send(line, KEY, MESSAGE)
    server.lose_every = 0
    found = there.look(line, attempt(line), MESSAGE)

    assert server.ever == 1
    assert found.remote_id
    there.delete(line, found.remote_id)
    assert server.texts == []


@each_that()
def test_asked_to_wait(server, line, there):
    """However a network says it, the account rests as long as asked."""
    server.wait = 90
    with pytest.raises(WaitError) as raised:
        there.send(line, KEY, MESSAGE)

    assert raised.value.seconds == (pytest.approx(90, abs=2) if server.tells_wait else None)


@each_that()
def test_wrong_secret_disconnects_without_showing_it(server, there):
    """No message, and no value that is printed, shows the secret."""
    declared = there.DECLARED
    fields = server.fields
    wrong = {name: server.wrong.get(name, "old-harbour-secret") for name in declared.secret}
    assert set(wrong) <= set(fields)
    line = line_to(server, **wrong)
    with pytest.raises(NotAllowedError) as raised:
        there.send(line, KEY, MESSAGE)
    told = f"{raised.value!r} {raised.value.__cause__!r} {line!r}"

    assert not any(value in told for value in wrong.values())


@pytest.mark.parametrize("server", [each for each in able() if network(each).DECLARED.limits], indirect=True)
def test_too_long_is_refused(server, line, there):
    """What the network will never have is told as refused; two take any length."""
    with pytest.raises(RefusedError):
        there.send(line, KEY, Message("x" * 70_000 + f" {LINK}", LINK, created=WHEN))

    assert server.texts == []


@each_that()
def test_unreachable_server_has_done_nothing(server, line, there):
    """Where no connection came about, nothing can have been posted."""
    server.__exit__(None, None, None)
    with pytest.raises(WaitError):
        there.send(line, KEY, MESSAGE)


@each_that()
def test_leads_nowhere_inside_unless_the_account_says_so(server, there):
    """A server's name that leads to this machine is not called, and gets no secret."""
    outside = Way(refusal)
    line = Line(
        {
            name: value.replace("http:", "https:").replace("ws:", "wss:")
            for name, value in server.fields.items()
        },
        outside,
        datetime.now(UTC),
        fetch=outside,
        deliver=Courier(outside),
        speak=Speaker(outside),
    )
    with pytest.raises(WaitError, match="this machine"):
        there.send(line, KEY, MESSAGE)

    assert server.asked == []


def test_calls_of_one_row_end_together():
    """Where no time is left, no further call begins: another worker may have the row by then."""
    with FakeTelegram() as fake:
        line = Line(fake.fields, replace(INSIDE, ends=time.monotonic() - 1), datetime.now(UTC))
        with pytest.raises(WaitError, match="no time"):
            network("telegram").send(line, KEY, MESSAGE)

        assert fake.asked == []


def test_another_package_adds_a_network(tmp_path, monkeypatch):
    """An entry point is enough; a name of ours stays ours."""
    (tmp_path / "tidepost.py").write_text("DECLARED = None\n")
    told = tmp_path / "tidepost-1.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: tidepost\nVersion: 1\n")
    (told / "entry_points.txt").write_text(f"[{GROUP}]\ntide = tidepost\ntelegram = tidepost\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    others.cache_clear()
    try:
        assert "tide" in names()
        assert network("tide").__name__ == "tidepost"
        assert network("telegram").DECLARED.name == "telegram"
    finally:
        others.cache_clear()


def test_secret_that_no_header_takes_is_not_shown():
    """A token with a line break is refused before anything goes out, and no error holds it."""
    odd = "harbour\nTide-Table: 1"
    with FakeTelegram() as fake:
        line = line_to(fake, token=odd)
        with pytest.raises(CopydeskError) as telegram:
            network("telegram").send(line, KEY, MESSAGE)
    with FAKES["slack"]() as fake, pytest.raises(InputError) as slack:
        network("slack").send(line_to(fake, token=odd), KEY, MESSAGE)
    told = "".join(traceback.format_exception(telegram.value) + traceback.format_exception(slack.value))

    assert "InputError" in told
    assert "Tide-Table: 1" not in told.replace('odd = "harbour', "")


class TestBluesky:
    """What only Bluesky does."""

    @pytest.fixture
    def bluesky(self):
        """A server of its own."""
        with FakeBluesky() as fake:
            yield fake

    def test_link_is_marked_by_bytes_and_has_its_card(self, bluesky):
        """Letters of two, three and four bytes before the link move it; the card is ours."""
        text = f"Fähre 漢 🚒 “{SAID}” {LINK}"
        network("bluesky").send(
            line_to(bluesky), KEY, Message(text, LINK, title="Ferry", summary="Late.", created=WHEN)
        )
        (record,) = bluesky.records.values()

        assert record["embed"]["external"] == {"uri": LINK, "title": "Ferry", "description": "Late."}
        assert record["facets"][0]["index"]["byteStart"] == len(text.split("https", maxsplit=1)[0].encode())

    def test_session_is_kept_and_opened_anew(self, bluesky):
        """Two posts need one session; one that ended in between is refreshed, and the password asked for last."""
        line, there = line_to(bluesky), network("bluesky")
        there.send(line, "a", MESSAGE)
        there.send(line, "b", MESSAGE)
        assert bluesky.sessions == 1
        line.memory["access"] = "over"
        with pytest.raises(WaitError):
            there.send(line, "c", MESSAGE)
        there.send(line, "c", MESSAGE)

        assert (bluesky.sessions, bluesky.ever) == (1, 3)

    def test_second_send_meets_the_first(self, bluesky):
        """A row that is sent twice is one post, though the server tells its own fault."""
        there = network("bluesky")
        there.send(line_to(bluesky), KEY, MESSAGE)
        with pytest.raises(LostAnswerError):
            there.send(line_to(bluesky), KEY, MESSAGE)

        assert bluesky.ever == 1


class TestTelegram:
    """What only Telegram does."""

    def test_post_older_than_two_days_is_not_taken_away(self):
        """The network refuses, and the editor is told."""
        with FakeTelegram() as fake:
            line, there = line_to(fake), network("telegram")
            sent = there.send(line, KEY, MESSAGE)
            fake.posts[0].made -= timedelta(hours=49)
            with pytest.raises(RefusedError, match="can't be deleted"):
                there.delete(line, sent.remote_id)


class TestWordPress:
    """What only WordPress does."""

    def test_user_who_may_not_publish_is_refused_at_once(self):
        """Better at the connecting than at the first story."""
        with FakeWordPress() as fake:
            fake.may_publish = False
            with pytest.raises(RefusedError, match="author"):
                network("wordpress").check(line_to(fake))
