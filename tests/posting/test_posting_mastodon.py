"""Mastodon, against a faithful fake over real HTTP: post, read back, correct, withdraw, and all that can go wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from copydesk.errors import InputError
from copydesk.intake.addresses import refusal
from copydesk.posting.http import Reach, Request, Way
from copydesk.posting.network import Line, names, network
from copydesk.posting.values import (
    Attempt,
    Counting,
    Limit,
    LostAnswerError,
    Message,
    NotAllowedError,
    RefusedError,
    Seen,
    WaitError,
)
from copydesk.testing.networks.mastodon import FakeMastodon

CALL = Way(refusal, Reach.INSIDE)
LINK = "https://desk.example/story/7-ferry?a=1&b=2"
MESSAGE = Message(f"They [the council] never said [sic] that it was over, {LINK}", LINK, language="en")
MASTODON = network("mastodon")


@pytest.fixture
def server():
    """A server of its own."""
    with FakeMastodon() as fake:
        yield fake


@pytest.fixture
def line(server):
    """A way to its account."""
    return Line({"server": server.url, "token": server.token}, CALL, datetime.now(UTC))


def attempt(line, *known):
    """What is known of a post that was tried a minute ago."""
    return Attempt("key", line.now - timedelta(minutes=1), frozenset(known))


def test_asks_the_server_for_its_limits(server, line):
    """A server may allow more than 500."""
    server.limit = 5000

    assert MASTODON.check(line) == (Limit(5000, Counting.WEIGHTED_URLS, 23),)


def test_posts_corrects_and_withdraws(server, line):
    """One post, its text as given; an edit changes it in place; deleting it twice is no error."""
    sent = MASTODON.send(line, "key", MESSAGE)
    posted = server.statuses[0]["text"]
    MASTODON.edit(line, sent.remote_id, Message(f"Corrected {LINK}", LINK))
    corrected = server.statuses[0]["text"]
    MASTODON.delete(line, sent.remote_id)
    MASTODON.delete(line, sent.remote_id)

    assert (posted, corrected, server.statuses, server.ever) == (MESSAGE.text, f"Corrected {LINK}", [], 1)


def test_lost_answer_is_found_again(server, line):
    """The post stands, its answer does not come; looking back finds it, unless another row has it."""
    server.lose = 1
    with pytest.raises(LostAnswerError):
        MASTODON.send(line, "key", MESSAGE)

    assert MASTODON.look(line, attempt(line), MESSAGE).remote_id == "1"
    assert MASTODON.look(line, attempt(line, "1"), MESSAGE) is Seen.ABSENT


def test_other_text_with_the_same_link_is_not_ours(line):
    """An earlier post of the same story is no proof that this one went out."""
    MASTODON.send(line, "other", Message(f"Ferry {LINK}", LINK))

    assert MASTODON.look(line, attempt(line), MESSAGE) is Seen.ABSENT


def test_too_many_newer_posts_leave_it_unknown(server, line):
    """What lies deeper than is looked is not said to be absent."""
    for number in range(521):
        server._new(f"post {number}", {})

    assert MASTODON.look(line, attempt(line), MESSAGE) is Seen.UNKNOWN


def test_repeated_key_gives_the_same_post(server, line):
    """Within the hour Mastodon itself keeps a second send from being a second post."""
    assert MASTODON.send(line, "key", MESSAGE) == MASTODON.send(line, "key", MESSAGE)
    assert server.ever == 1


def test_asked_to_wait(server, line):
    """429 says how long."""
    server.wait = 90
    with pytest.raises(WaitError) as raised:
        MASTODON.send(line, "key", MESSAGE)

    assert raised.value.seconds == 90


def test_expired_token_is_told_without_showing_it(server):
    """Only 401 disconnects, and no message shows the token."""
    line = Line({"server": server.url, "token": "old-harbour-token"}, CALL, datetime.now(UTC))
    with pytest.raises(NotAllowedError) as raised:
        MASTODON.send(line, "key", MESSAGE)

    assert "old-harbour" not in repr(raised.value)
    assert "old-harbour" not in repr(Request("GET", server.url, {"Authorization": "old-harbour-token"}))


def test_too_long_is_refused(line):
    """What the network will never have is not tried again."""
    with pytest.raises(RefusedError, match="422"):
        MASTODON.send(line, "key", Message("x" * 501, LINK))


def test_unreachable_server_has_done_nothing(line, server):
    """Where no connection came about, nothing can have been posted."""
    server.__exit__(None, None, None)
    with pytest.raises(WaitError):
        MASTODON.send(line, "key", MESSAGE)


def test_plain_http_is_refused_elsewhere():
    """A token goes over the network encrypted or not at all."""
    with pytest.raises(InputError, match="https"):
        Way(refusal)(Request("GET", "http://social.example/api"))


def test_unknown_network_names_those_there_are():
    """Networks are found by listing their folder."""
    assert {"bluesky", "mastodon", "telegram", "wordpress"} <= set(names())
    with pytest.raises(InputError, match="mastodon"):
        network("gopherhole")
