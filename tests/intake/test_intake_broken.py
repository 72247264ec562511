"""Broken feeds are read in a limited process: its answer is the same, and its death is an error and no more."""

from __future__ import annotations

import sys

import pytest

from copydesk.errors import NotAFeedError
from copydesk.intake.broken import BrokenFeedReader
from copydesk.parsing import parse_feed

URL = "https://gull.example/feed"
BROKEN = (
    b"<item><title>Ferry back</title><link>/news/ferry</link></item><item><title>Quay sold</title></item>"
)
HANGS = (sys.executable, "-c", "import sys; sys.stdin.read()\nwhile True: pass")
EATS = (
    sys.executable,
    "-c",
    (
        "import resource, sys; m = int(sys.argv[1]); resource.setrlimit(resource.RLIMIT_AS, (m, m))\n"
        "sys.stdin.read(); kept = []\nwhile True: kept.append(bytearray(2**20))"
    ),
)


def test_process_gives_what_this_process_gives():
    """A broken feed read in the limited process is the feed that is read here."""
    apart = parse_feed(BROKEN, URL, fallback=BrokenFeedReader(seconds=60))

    assert apart == parse_feed(BROKEN, URL)
    assert [item.headline for item in apart.items] == ["Ferry back", "Quay sold"]
    assert any("feedparser" in each for each in apart.problems)


def test_sound_feed_starts_no_process():
    """The process is for what is broken: a program that does not exist is never missed by a sound feed."""
    reader = BrokenFeedReader(program=("/nowhere/at/all",))

    feed = parse_feed("<rss><channel><item><title>Sound</title></item></channel></rss>", URL, fallback=reader)

    assert feed.items[0].headline == "Sound"


@pytest.mark.parametrize(
    ("program", "told"),
    [(HANGS, "stopped after 0.5 seconds"), (EATS, "stopped: MemoryError")],
    ids=["hangs", "eats"],
)
def test_process_is_stopped_at_its_limit(program, told):
    """A reader that never ends, or takes all memory, is stopped, and the error says so."""
    # The one that eats needs time to do so on a busy machine; the one that hangs needs none.
    seconds = 0.5 if program is HANGS else 60
    reader = BrokenFeedReader(seconds=seconds, memory=256 * 2**20, program=program)

    with pytest.raises(NotAFeedError, match=told):
        parse_feed(BROKEN, URL, fallback=reader)


def test_what_our_reader_found_is_kept():
    """When the process is stopped, the entries that our own reader found stay, with a word on what was lost."""
    lost = b"<rss><channel><item><title>One</title></item><?x <item><title>Two</title></channel></rss>"
    reader = BrokenFeedReader(seconds=0.5, program=HANGS)

    feed = parse_feed(lost, URL, fallback=reader)

    assert feed.items[0].headline == "One"
    assert any("stopped after 0.5 seconds" in each for each in feed.problems)


def test_what_is_no_feed_is_refused_by_the_process_too():
    """What feedparser finds nothing in is refused as it is here."""
    with pytest.raises(NotAFeedError, match=r"https://gull\.example/feed: no RSS"):
        parse_feed(b"<item", URL, fallback=BrokenFeedReader(seconds=60))
