"""The sound, films and documents that entries carry, in every dialect, beside their pictures."""

from __future__ import annotations

import json

import pytest

from copydesk.parsing import parse_feed
from copydesk.types import Enclosure

URL = "https://gull.example/feed"
MEDIA = "xmlns:media='http://search.yahoo.com/mrss/'"
SOUND = Enclosure("https://gull.example/ferry.mp3", "audio/mpeg", 4096)

RSS = {
    "sound, with a relative address and a parameter of its type": (
        "<enclosure url='/ferry.mp3' type='audio/mpeg; codecs=mp3' length='4096'/>",
        (SOUND,),
    ),
    "two files, one of them twice": (
        (
            "<enclosure url='/ferry.mp3' type='audio/mpeg' length='4096'/>"
            "<enclosure url='/ferry.mp3' type='audio/mpeg' length='4096'/>"
            "<enclosure url='/report.pdf' type='application/pdf'/>"
        ),
        (SOUND, Enclosure("https://gull.example/report.pdf", "application/pdf")),
    ),
    "a size of nought": (
        "<enclosure url='/a.mp3' length='0'/>",
        (Enclosure("https://gull.example/a.mp3"),),
    ),
    "a size that is no number": (
        "<enclosure url='/a.mp3' length='4 MB'/>",
        (Enclosure("https://gull.example/a.mp3"),),
    ),
    "a size without end": (
        "<enclosure url='/a.mp3' length='" + "9" * 5000 + "'/>",
        (Enclosure("https://gull.example/a.mp3"),),
    ),
    "an address that is not of the web": ("<enclosure url='javascript:a()' type='audio/mpeg'/>", ()),
    "no address": ("<enclosure type='audio/mpeg'/>", ()),
    "a picture": ("<enclosure url='/a.jpg' type='image/jpeg' length='10'/>", ()),
    "a film of Media RSS": (
        "<media:content url='/a.mp4' type='video/mp4' fileSize='77'/>",
        (Enclosure("https://gull.example/a.mp4", "video/mp4", 77),),
    ),
    "a film known by its medium": (
        "<media:content url='/a' medium='video'/>",
        (Enclosure("https://gull.example/a"),),
    ),
    "a page that plays a film": ("<media:content url='/player' type='text/html' medium='video'/>", ()),
    "a group with a default": (
        (
            "<media:group><media:content url='/small.mp4' type='video/mp4'/>"
            "<media:content url='/large.mp4' type='video/mp4' isDefault='true'/></media:group>"
        ),
        (Enclosure("https://gull.example/large.mp4", "video/mp4"),),
    ),
    "a group without a default": (
        (
            "<media:group><media:content url='/a.jpg' medium='image'/>"
            "<media:content url='/one.mp4' type='video/mp4'/><media:content url='/two.mp4' type='video/mp4'/>"
            "</media:group>"
        ),
        (Enclosure("https://gull.example/one.mp4", "video/mp4"),),
    ),
    "an enclosure that Media RSS repeats": (
        (
            "<enclosure url='/ferry.mp3' type='audio/mpeg' length='4096'/>"
            "<media:content url='/ferry.mp3' type='audio/mpeg'/>"
        ),
        (SOUND,),
    ),
}


@pytest.mark.parametrize("name", RSS)
def test_rss_gives_its_files(name):
    """An RSS item gives each file once, as announced, and no picture among them."""
    inside, expected = RSS[name]
    data = f"<rss {MEDIA}><channel><item><title>Ferry</title>{inside}</item></channel></rss>"

    assert parse_feed(data, URL).items[0].enclosures == expected


@pytest.mark.parametrize("name", [each for each in RSS if "enclosure url" not in RSS[each][0]])
def test_atom_gives_the_same_files_of_media_rss(name):
    """What Media RSS says in an Atom entry is read as in RSS."""
    inside, expected = RSS[name]
    data = f"<feed xmlns='http://www.w3.org/2005/Atom' {MEDIA}><entry><title>Ferry</title>{inside}</entry></feed>"

    found = parse_feed(data, URL).items[0].enclosures

    assert found == expected


def test_atom_link_gives_its_file():
    """Links of the relation `enclosure` are files; those to pictures are pictures."""
    data = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>urn:1</id><title>Ferry</title>"
        "<link rel='enclosure' type='audio/mpeg' length='4096' href='/ferry.mp3'/>"
        "<link rel='enclosure' type='image/png' href='/a.png'/></entry></feed>"
    )

    (item,) = parse_feed(data, URL).items

    assert item.enclosures == (SOUND,)
    assert [each.url for each in item.pictures] == ["https://gull.example/a.png"]


@pytest.mark.parametrize(
    ("stated", "size"),
    [(4096, 4096), (0, None), (-1, None), (True, None), ("4096", None), (4.5, None), (10**30, None)],
)
def test_json_feed_gives_its_files(stated, size):
    """Attachments are files; a size that is no sensible whole number is unknown."""
    attached = {"url": "/ferry.mp3", "mime_type": "audio/mpeg", "size_in_bytes": stated}
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"id": "1", "title": "Ferry", "attachments": [attached, {"url": "/a.png"}, 3]}],
    }

    (item,) = parse_feed(json.dumps(data), URL).items

    assert item.enclosures == (Enclosure(SOUND.url, "audio/mpeg", size),)


def test_broken_feed_gives_its_files_too():
    """What the broad parser reads keeps its enclosures."""
    data = "<item><title>One</title><enclosure url='/ferry.mp3' type='audio/mpeg' length='4096'/></item>"

    feed = parse_feed(data, URL)

    assert any("feedparser" in each for each in feed.problems)
    assert feed.items[0].enclosures == (SOUND,)
