"""Lists of feeds, in and out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.errors import UnreadableError
from copydesk.parsing import Outline, read_opml, write_opml
from copydesk.types import FeedKind

EXPORT = b"""<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/hostname">]>
<opml version="1.0"><head><title>Mine</title></head><body>
<outline text="Bay &amp; coast" title="Bay &amp; coast">
  <outline type="rss" text="The Gull" xmlUrl="https://gull.example/feed?a=1&b=2" htmlUrl="https://gull.example/"/>
  <outline text="Islands"><outline type="rss" text="M\xf6we" xmlurl="https://moewe.example/rss"/></outline>
</outline>
<outline type="rss" title="Tide &x;" xmlUrl=" http://tide.example/atom.xml "/>
<outline type="link" text="A page" url="https://page.example/"/>
<outline type="rss" text="Local file" xmlUrl="file:///etc/passwd"/>
<outline type="rss" text="Again" title="Tide" xmlUrl="http://tide.example/atom.xml"/>
</body></opml>"""


def test_export_of_another_reader_is_read():
    """Folders, charset, bare ampersands, small attribute names and doubles of an export are understood."""
    assert read_opml(EXPORT) == (
        Outline("The Gull", "https://gull.example/feed?a=1&b=2", "https://gull.example/", ("Bay & coast",)),
        Outline("Möwe", "https://moewe.example/rss", None, ("Bay & coast", "Islands")),
        Outline("Tide &x;", "http://tide.example/atom.xml"),
    )


def test_folders_are_written_once():
    """Feeds of one folder are brought together under it."""
    text = write_opml(
        [
            Outline("A", "https://a.example/", folder=("Bay",)),
            Outline("B", "https://b.example/", folder=("Bay",)),
        ],
        "Mine",
    )

    assert text.count('text="Bay"') == 1
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<opml ')


@pytest.mark.parametrize("data", [b"", b"hello", b"<html><body>no</body></html>", b"<rss/>", b"\0\1\2"])
def test_other_files_are_refused(data):
    """What is no OPML is refused with a sentence that says what to do."""
    with pytest.raises(UnreadableError, match="OPML"):
        read_opml(data)


WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Cn"), exclude_characters="<>&"),
    min_size=1,
    max_size=12,
)
OUTLINES = st.builds(
    Outline,
    title=WORDS,
    feed_url=st.integers(0, 10**6).map(lambda number: f"https://gull.example/{number}?a=1&b=ü"),
    home_url=st.none() | st.just("https://gull.example/"),
    folder=st.lists(WORDS, max_size=3).map(tuple),
    kind=st.none() | st.sampled_from(FeedKind),
)


@given(st.lists(OUTLINES, max_size=8, unique_by=lambda outline: outline.feed_url), WORDS)
def test_list_survives_the_round_trip(outlines, title):
    """What is written is read back as the same feeds in the same folders."""
    assert set(read_opml(write_opml(outlines, title))) == set(outlines)


@given(st.text(max_size=50))
def test_any_title_can_be_written(title):
    """No title, however odd, makes a file that cannot be read."""
    (found,) = read_opml(write_opml([Outline(title, "https://gull.example/feed")], title))

    assert found.feed_url == "https://gull.example/feed"


def test_page_without_a_feed_is_a_link_to_other_programs():
    """A page is written as OPML's own type `link`, which no reader takes for a feed, and read back as a page."""
    page = Outline("Gull", "https://gull.example/", kind=FeedKind.PAGE)

    text = write_opml([page], "Mine")

    assert 'type="link"' in text
    assert "xmlUrl" not in text
    assert read_opml(text) == (page,)


def test_kind_nobody_knows_is_no_kind():
    """A kind of a later version is passed over, and the feed stays."""
    text = write_opml([Outline("Gull", "https://gull.example/feed", kind=FeedKind.SITEMAP)], "Mine")

    (found,) = read_opml(text.replace('kind="sitemap"', 'kind="hologram"'))

    assert (found.feed_url, found.kind) == ("https://gull.example/feed", None)
