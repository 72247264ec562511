"""Where and when: the outlet's zone, posts of social networks, the entries of a live blog."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.parsing_pages.layouts import LIVE, PARAGRAPHS

from copydesk.parsing.pages import extract
from copydesk.types import BlockKind, PageKind

PROSE = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def dated(*times: str, printed: str = "") -> str:
    """Return a page that names these times to machines, and one in a `<time>`."""
    metas = "".join(f'<meta property="article:published_time" content="{time}">' for time in times)
    tag = f'<time datetime="{printed}">then</time>' if printed else ""
    return f"<html><head><title>The bridge is shut</title>{metas}</head><body><article><h1>The bridge is shut</h1>{tag}{PROSE}</article></body></html>"


@pytest.mark.parametrize(
    ("page", "minutes"),
    [
        (dated("2025-10-03T01:05:00+02:00"), 120),
        (dated("2025-10-03T01:05:00-0330"), -210),
        (dated("2025-10-03T01:05:00Z"), 0),
        (dated("2025-10-02T23:05:00Z", printed="2025-10-03T01:05+02:00"), 120),
        (dated("2025-10-02T23:05:00Z", printed="2025-10-04T01:05+02:00"), 0),
        (dated("2025-10-03T01:05:00"), None),
        (dated("2025-10-03"), None),
        (dated(), None),
    ],
)
def test_zone_is_the_one_the_moment_was_printed_with(page, minutes):
    """The offset is told by the text that names the moment, by one in a zone before one in UTC, else not at all."""
    assert extract(page).utc_offset == minutes


def test_post_has_author_text_and_address():
    """A post in the page is no body; its words, its author and its address are kept."""
    post = (
        '<blockquote class="twitter-tweet"><p>The divers are <a href="https://t.example/x">down</a> again.</p>'
        '&mdash; Ana Lesk (@analesk) <a href="https://social.example/analesk/status/117">October 3, 2025</a></blockquote>'
    )
    page = f"<html><body><article><h1>The bridge is shut</h1><p>{PARAGRAPHS[0]}</p>{post}<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p></article></body></html>"

    article = extract(page)

    (embed,) = article.embeds
    assert (embed.author, embed.url) == ("Ana Lesk", "https://social.example/analesk/status/117")
    assert embed.text.startswith("The divers are down again.")
    assert "divers are down" not in article.body
    assert [block.kind for block in article.blocks if "divers are down" in block.text] == [BlockKind.EMBED]


def test_live_blog_is_cut_at_its_moments():
    """Each entry has its moment, and its span holds its own words and no other's."""
    article = extract(LIVE)

    assert article.page_kind is PageKind.LIVE_BLOG
    assert [entry.at for entry in article.entries] == [
        datetime(2025, 10, 3, 10 + number, tzinfo=UTC) for number in range(9)
    ]
    for number, entry in enumerate(article.entries):
        words = entry.span.of(article.body)
        assert words.startswith(f"Entry {number}:")
        assert words.count("Entry") == 1


def test_heading_above_its_moment_belongs_to_the_entry():
    """A heading printed before the moment is the entry's headline and its beginning."""
    entries = "".join(
        f"<div><h2>Turn number {hour} of the tide</h2><time datetime='2025-10-03T{hour}:00:00Z'>{hour}:00</time><p>{PARAGRAPHS[hour % 4]}</p></div>"
        for hour in range(10, 18)
    )
    article = extract(f"<html><body><main><h1>Bridge: live updates</h1>{entries}</main></body></html>")

    assert [entry.headline for entry in article.entries] == [
        f"Turn number {hour} of the tide" for hour in range(10, 18)
    ]
    assert all(entry.span.of(article.body).startswith(entry.headline) for entry in article.entries)


def test_article_has_no_entries():
    """A page that is no live blog has none, whatever times it prints."""
    assert extract(dated("2025-10-03T01:05:00Z", printed="2025-10-03T01:05Z")).entries == ()


def test_code_between_paragraphs_is_text():
    """A listing that stands between two paragraphs is printed with them."""
    half = len(PARAGRAPHS) // 2
    first, rest = (
        "".join(f"<p>{text}</p>" for text in part) for part in (PARAGRAPHS[:half], PARAGRAPHS[half:])
    )
    listing = "<pre>x = 1</pre><pre>hold(pier)</pre>"
    page = f"<html><head><title>The bridge is shut</title></head><body><article><h1>The bridge is shut</h1>{first}{listing}{rest}</article></body></html>"
    body = extract(page).body
    assert PARAGRAPHS[half - 1] + "\n\nx = 1\n\nhold(pier)\n\n" + PARAGRAPHS[half] in body
