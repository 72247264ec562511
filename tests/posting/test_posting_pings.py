"""IndexNow, WebSub and webmentions: who is told, and who is left in peace."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from copydesk.intake.addresses import refusal
from copydesk.posting.http import Reach, Way
from copydesk.posting.network import Line, network
from copydesk.posting.values import LostAnswerError, Message, NothingToSendError, RefusedError
from copydesk.testing.networks.pings import FakeIndexNow, FakeSource, FakeWebSub

PAGE = "https://desk.example/story/7?a=1&b=2"
INSIDE = Way(refusal, Reach.INSIDE)
TOLD = Message("Ferry", PAGE)


def line_to(server, fetch=INSIDE):
    """A way to a fake."""
    return Line(server.fields, INSIDE, datetime.now(UTC), fetch=fetch)


def test_search_engine_is_told_of_new_changed_and_gone():
    """The same page each time, under the key that the site's own file holds."""
    with FakeIndexNow() as engine:
        line, there = line_to(engine), network("indexnow")
        there.check(line)
        sent = there.send(line, "key", TOLD)
        there.edit(line, sent.remote_id, TOLD)
        there.delete(line, sent.remote_id)

        assert engine.texts == [PAGE] * 3
        engine.token = "another"
        with pytest.raises(RefusedError, match="403"):
            there.send(line, "key", TOLD)
        with pytest.raises(RefusedError, match="location"):
            there.check(line)


def test_hub_is_told_of_the_feed():
    """The hub learns that the feed has news, and a feed it does not know is refused."""
    with FakeWebSub() as hub:
        line, there = line_to(hub), network("websub")
        there.send(line, "key", TOLD)
        assert hub.texts == ["https://desk.example/feed.xml"]
        wrong = Line(hub.fields | {"feed": "https://other.example/"}, INSIDE, line.now)
        with pytest.raises(RefusedError, match="400"):
            there.check(wrong)


@pytest.fixture
def source():
    """A source's site."""
    with FakeSource() as fake:
        yield fake


@pytest.mark.parametrize("path", ["/in-header", "/in-link", "/in-anchor", "/moved"])
def test_source_is_told_where_it_wants(source, path):
    """In a header among others, a link or an anchor, also behind a redirect; a comment names no place."""
    article = f"{source.url}{path}"
    sent = network("webmention").send(line_to(source), "key", Message("Ferry", PAGE, source=article))
    network("webmention").delete(line_to(source), sent.remote_id)

    assert source.texts == [f"{PAGE} {article}"] * 2


@pytest.mark.parametrize("path", ["/silent", "/round"])
def test_source_that_names_no_place_is_left_in_peace(source, path):
    """Nothing is sent, and nothing is wrong."""
    with pytest.raises(NothingToSendError):
        network("webmention").send(
            line_to(source), "key", Message("Ferry", PAGE, source=f"{source.url}{path}")
        )

    assert source.texts == []


def test_story_without_a_source_tells_nobody(source):
    """Neither no article nor one of our own is told."""
    for article in ("", "https://desk.example/story/6"):
        with pytest.raises(NothingToSendError):
            network("webmention").send(line_to(source), "key", Message("Ferry", PAGE, source=article))


def test_source_with_letters_in_its_address_is_told(source):
    """An address of letters outside of ASCII is called as browsers call it."""
    source.endpoint = "/told?for=desk&an=fähre 漢"
    network("webmention").send(
        line_to(source), "key", Message("Ferry", PAGE, source=f"{source.url}/in-link?über=ä")
    )

    assert source.texts == [f"{PAGE} {source.url}/in-link?über=ä"]


def test_place_inside_the_house_is_not_told(source):
    """A source cannot make us call a server of ours: not by its address, nor by the place it names."""
    outside = line_to(source, Way(refusal, Reach.OPEN))
    with pytest.raises(LostAnswerError, match="this machine"):
        network("webmention").send(outside, "key", Message("Ferry", PAGE, source=f"{source.url}/in-link"))
    assert source.asked == []

    class Half:
        """Reads the article and is then asked to call the place that it names."""

        def __call__(self, request):
            return (INSIDE if request.method == "GET" else Way(refusal, Reach.OPEN))(request)

    source.endpoint = "http://169.254.169.254/latest"
    with pytest.raises(LostAnswerError, match="local link"):
        network("webmention").send(
            line_to(source, Half()), "key", Message("Ferry", PAGE, source=f"{source.url}/in-link")
        )
