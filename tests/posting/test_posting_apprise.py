"""Services through the library Apprise, against one that takes its JSON."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from copydesk.errors import InputError
from copydesk.intake.addresses import refusal
from copydesk.posting.http import Reach, Way
from copydesk.posting.network import Line, network
from copydesk.posting.values import LostAnswerError, Message, RefusedError, Seen
from copydesk.testing.networks.apprise import FakeApprise

LINK = "https://desk.example/story/7?a=1&b=2"
TEXT = f"“They [the council] never said [sic] that it was over,” <b> & *x* 🚒\n\n{LINK}"
APPRISE = network("apprise")


@pytest.fixture
def service():
    """A service of its own."""
    with FakeApprise() as fake:
        yield fake


def line_to(fields):
    """A way to it."""
    return Line(fields, Way(refusal, Reach.INSIDE), datetime.now(UTC))


def test_text_arrives_as_it_is(service):
    """Neither a mark nor a bracket is lost on the way through the library."""
    line = line_to(service.fields)
    APPRISE.check(line)
    APPRISE.send(line, "k" * 64, Message(TEXT, LINK))

    assert service.texts == [TEXT]


def test_no_is_not_known_from_a_lost_answer(service):
    """The library says the same for both, so nothing is sent again by itself."""
    service.lose_every = 1
    line = line_to(service.fields)
    with pytest.raises(LostAnswerError) as raised:
        APPRISE.send(line, "k" * 64, Message(TEXT, LINK))

    assert service.ever == 1
    assert service.token not in repr(raised.value)
    assert APPRISE.look(line, None, Message(TEXT, LINK)) is Seen.UNKNOWN


@pytest.mark.parametrize("call", [lambda to: APPRISE.edit(to, "1", None), lambda to: APPRISE.delete(to, "1")])
def test_nothing_is_edited_or_taken_away(service, call):
    """It has no number to do it by: the correction is a new message."""
    with pytest.raises(RefusedError):
        call(line_to(service.fields))


def test_text_that_the_service_would_cut_is_refused(service):
    """The library cuts what is too long; so it is not handed over."""
    with pytest.raises(RefusedError, match="would cut"):
        APPRISE.send(line_to(service.fields), "k", Message("x" * 40_000 + LINK, LINK))

    assert service.asked == []


@pytest.mark.parametrize("fields", [{"inside": ""}, {"address": "no-such-thing"}])
def test_account_that_cannot_be_used_is_refused(service, fields):
    """An address that nobody knows, and one that nobody vouched for."""
    with pytest.raises(InputError):
        APPRISE.check(line_to(service.fields | fields))
