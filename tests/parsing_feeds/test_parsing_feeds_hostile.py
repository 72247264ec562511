"""Hostile and damaged feeds: a feed or NotAFeedError, never anything else, never more than is there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from copydesk.errors import NotAFeedError
from copydesk.parsing import parse_feed
from copydesk.types import Feed, FeedKind

FOLDER = Path(__file__).parent
SEEDS = [
    each.read_bytes()
    for each in sorted((FOLDER / "cases").iterdir())
    if not each.name.endswith(".expected.json") and each.stat().st_size < 3000
]
NO_FEEDS = [
    b"",
    b" ",
    b"\0\0\0",
    b"hello",
    b"{}",
    b"[]",
    b'{"items": 3}',
    b'{"version": 1',
    b"<",
    b"<!DOCTYPE html><html><body><item>x</item></body></html>",
    b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body/></html>",
    b"<opml version='2.0'><body><outline text='x'/></body></opml>",
    b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    b"https://gull.example/1 and some words",
    b"%PDF-1.7 \xff\xfe",
    b"\x89PNG\r\n\x1a\n",
]


def read(data: bytes | str) -> Feed | None:
    """Return the feed; None when it is refused; any other exception fails the test."""
    try:
        return parse_feed(data, "https://gull.example/feed")
    except NotAFeedError:
        return None


@pytest.mark.parametrize("data", NO_FEEDS)
def test_what_is_no_feed_is_refused(data):
    """Pages, lists, pictures and rubbish are refused with the address in the message."""
    with pytest.raises(NotAFeedError, match=r"https://gull\.example/feed: no RSS"):
        parse_feed(data, "https://gull.example/feed")


def test_entity_bomb_stays_small():
    """A billion laughs gives no laughter."""
    entities = b"".join(
        b'<!ENTITY %c "%s">' % (98 + level, b"&%c;" % (97 + level) * 10) for level in range(9)
    )
    bomb = (
        b'<!DOCTYPE r [<!ENTITY a "ha">'
        + entities
        + b"]><rss><channel><item><title>&j;</title></item></channel></rss>"
    )

    assert read(bomb).items[0].headline == "&j;"


def test_long_entity_named_often_stays_small():
    """One long entity named many times is not written out."""
    bomb = b'<!DOCTYPE r [<!ENTITY a "%s">]><rss><channel><item><title>%s</title></item></channel></rss>'

    feed = read(bomb % (b"x" * 50_000, b"&a;" * 1000))

    assert len(feed.items[0].headline) <= 3000


@pytest.mark.parametrize("declaration", [b'SYSTEM "file://%s"', b'PUBLIC "x" "file://%s"'])
def test_files_stay_unread(tmp_path, declaration):
    """An entity that names a file of this machine is not followed."""
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    data = (
        b"<!DOCTYPE r [<!ENTITY x "
        + declaration % os.fsencode(secret)
        + b">]><rss><channel><item><title>a &x;</title></item></channel></rss>"
    )

    assert "secret" not in read(data).items[0].headline


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        (b"<a>", b"</a>"),
        (b"<item>", b"</item>"),
        (b"<item><title>", b"</title></item>"),
        (b"<item><description>", b""),
    ],
)
def test_deep_nesting_is_harmless(opening, closing):
    """Elements nested 20,000-fold, closed or not, end as a feed or a refusal."""
    for head in (b"<rss><channel>", b"<feed xmlns='http://www.w3.org/2005/Atom'><entry>"):
        feed = read(head + opening * 20_000 + b"x" + closing * 20_000)

        assert feed is None or feed.problems


@pytest.mark.parametrize("opening", [b"[", b'{"a":', b'{"items":['])
def test_deep_json_is_harmless(opening):
    """Arrays and objects nested 20,000-fold end as a feed without entries or a refusal."""
    feed = read(b'{"version": "https://jsonfeed.org/version/1", "items": [' + opening * 20_000)

    assert feed is None or feed.items == ()


@pytest.mark.parametrize(
    "data",
    [
        b"<rss><channel>" + b"<!--" * 200_000,
        b"<rss><channel><item><title>" + b"<![CDATA[" * 100_000,
        b"<rss><channel><item><description>&lt;a"
        + b" href= src='/a'" * 50_000
        + b"</description></item></channel></rss>",
        b"<!DOCTYPE [" * 100_000,
        b"<!---->" * 560 + b"<x",
        b"<rss><channel><item><title>" + b"&lt;!--" * 100_000 + b"</title></item></channel></rss>",
        b"<rss xml:base='http://a/'><channel>" + b"<item><link>a</link>" * 20_000,
    ],
    ids=["comments", "cdata", "attributes", "doctypes", "page start", "title", "bases"],
)
def test_repetition_costs_no_square(data):
    """Openings repeated a hundred thousand times are read in linear time: else this test would run for hours."""
    assert read(data) is None or read(data).kind is FeedKind.RSS


@pytest.mark.parametrize("byte", [b"&", b"<"])
def test_faults_without_end_are_refused(byte):
    """A large feed that is nothing but faults is refused before it can fill the memory."""
    with pytest.raises(NotAFeedError, match="too broken"):
        parse_feed(b"<rss><channel><item><description>" + byte * 2_000_000 + b"</description></item>")


def test_large_feed_with_a_fault_is_mended():
    """One bare ampersand in a large feed costs no entry."""
    item = (
        b"<item><title>Marsh & Reed %d</title><description>" + b"It sails. " * 200 + b"</description></item>"
    )
    feed = read(b"<rss><channel>" + b"".join(item % number for number in range(300)) + b"</channel></rss>")

    assert [item.headline for item in feed.items] == [f"Marsh & Reed {number}" for number in range(300)]


def test_feed_of_many_entries_is_cut():
    """Entries beyond the limit are left, and the rest is whole."""
    feed = read(
        b"<urlset>"
        + b"".join(b"<url><loc>http://a/%d</loc></url>" % each for each in range(50_010))
        + b"</urlset>"
    )

    assert len(feed.items) == 50_000


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300))
@example("\ud800<rss>")
def test_random_data_is_survived(data):
    """Random bytes and text end as a feed or a refusal."""
    read(data)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SEEDS), st.integers(0, 3000))
def test_truncated_feeds_are_survived(seed, cut):
    """A feed cut off anywhere ends as a feed or a refusal, and its values survive JSON."""
    feed = read(seed[:cut])

    if feed is not None:
        assert Feed.from_dict(feed.to_dict()) == feed
        assert all(item.key for item in feed.items)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(SEEDS), st.integers(0, 3000), st.integers(1, 400)), min_size=1, max_size=5
    ),
    st.binary(max_size=8),
)
def test_spliced_feeds_are_survived(parts, glue):
    """Pieces of several feeds joined with rubbish end as a feed or a refusal, with no key twice."""
    feed = read(glue.join(seed[start : start + length] for seed, start, length in parts))

    if feed is not None:
        keys = [item.key for item in feed.items]
        assert len(set(keys)) == len(keys)


def test_fuzzer_finds_nothing():
    """Atheris, guided by coverage, finds no other exception in a bounded number of runs."""
    pytest.importorskip("atheris")
    run = subprocess.run(
        [sys.executable, FOLDER / "fuzz_feeds.py", "-runs=1500", "-seed=7", "-max_len=2048", "-verbosity=0"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert run.returncode == 0, run.stderr[-3000:]


def test_reading_sound_feeds_loads_no_broad_parser():
    """Who reads sound feeds pays neither for feedparser nor for page extraction."""
    program = (
        "import sys; from copydesk.parsing import parse_feed; "
        "parse_feed('<rss><channel><item><title>Möwe</title></item></channel></rss>'.encode()); "
        "print([name for name in ('feedparser', 'selectolax', 'trafilatura', 'resiliparse') if name in sys.modules])"
    )

    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "[]"
