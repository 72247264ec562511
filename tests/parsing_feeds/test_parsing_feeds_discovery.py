"""Feeds that pages declare or link to, and front pages taken as feeds."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from copydesk.parsing import find_feeds, front_page_items
from copydesk.types import FeedKind

HOME = "https://gull.example/"

DECLARED = """<!doctype html><html lang="en-GB"><head><title>The  Gull</title><base href="/paper/">
<link rel="alternate" type="application/rss+xml" title="The Gull » Comments" href="/comments/feed/">
<link rel="ALTERNATE" type="application/rss+xml; charset=utf-8" title="The Gull" href="/feed/">
<link rel="alternate" type="application/atom+xml" href="atom.xml">
<link rel="alternate" type="application/feed+json" href="https://gull.example/feed.json">
<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">
<link rel="alternate" type="application/json+oembed" href="/oembed?feed=rss">
<link rel="alternate" hreflang="de" href="/de/">
<link rel="stylesheet" type="text/css" href="/style.css">
</head><body><a href="/feed">RSS</a> <a href="/sport/rss.xml">Sport</a> <a href="/feeding-gulls">Feeding gulls</a>
<a href="javascript:feed()">x</a></body></html>"""


def test_feeds_are_found_in_order():
    """Declared feeds come first, linked ones next, those of comments last, each once, and nothing else."""
    found = [(link.url, link.kind, link.title) for link in find_feeds(DECLARED, HOME)]

    assert found == [
        ("https://gull.example/feed/", FeedKind.RSS, "The Gull"),
        ("https://gull.example/paper/atom.xml", FeedKind.ATOM, None),
        ("https://gull.example/feed.json", FeedKind.JSON, None),
        ("https://gull.example/sport/rss.xml", FeedKind.RSS, "Sport"),
        ("https://gull.example/comments/feed/", FeedKind.RSS, "The Gull » Comments"),
    ]


def test_page_without_feeds_has_none():
    """A page that names no feed gives an empty tuple."""
    assert find_feeds(b"<p>Nothing here</p>", HOME) == ()


FRONT = """<!doctype html><html lang="en"><head><title>The Gull</title></head><body>
<header><a href="/">The Gull of the Bay</a></header>
<nav><a href="/news/all-the-news-of-today">All the news of today</a></nav>
<main>
<article><a href="/2025/10/03/ferry-back-in-service"><img src="f.jpg" alt="The ferry"></a>
  <h2><a href="/2025/10/03/ferry-back-in-service#top">Ferry is <em>back</em> in service</a></h2>
  <time datetime="2025-10-03T14:05:00+02:00">Friday</time>
  <a href="/2025/10/03/ferry-back-in-service">Read more about it</a></article>
<a class="card" href="story.php?id=77"><h3>Council<br>votes tonight again</h3><p>It has put the vote off twice.</p></a>
<ul><li><a href="https://www.gull.example/harbour-board-names-new-head">Harbour board names new head</a></li>
<li><a href="/topics/harbour">More on the harbour board</a></li>
<li><a href="https://elsewhere.example/2025/10/03/a-long-story-there">A long story from elsewhere</a></li>
<li><a href="/sport">Sport</a></li>
<li><a href="/files/report-of-the-harbour-board.pdf">Report of the harbour board</a></li></ul>
</main><footer><a href="/who-we-are-and-what-we-do">Who we are and what we do</a></footer></body></html>"""


def test_front_page_gives_its_articles():
    """Links to articles are taken in page order with headline and time; furniture is not."""
    feed = front_page_items(FRONT, HOME, limit=40)

    assert feed.kind is FeedKind.PAGE
    assert (feed.title, feed.language, feed.problems) == ("The Gull", "en", ())
    assert [(item.url, item.headline) for item in feed.items] == [
        ("https://gull.example/2025/10/03/ferry-back-in-service", "Ferry is back in service"),
        ("https://gull.example/story.php?id=77", "Council votes tonight again"),
        ("https://www.gull.example/harbour-board-names-new-head", "Harbour board names new head"),
    ]
    assert [item.published for item in feed.items] == [datetime(2025, 10, 3, 12, 5, tzinfo=UTC), None, None]


def test_front_page_keeps_to_its_limit():
    """No more items than asked for, the first ones of the page."""
    feed = front_page_items(FRONT, HOME, limit=1)

    assert [item.headline for item in feed.items] == ["Ferry is back in service"]


def test_page_without_articles_says_so():
    """A page with no article among its links gives an empty feed and the reason."""
    feed = front_page_items("<a href=/x>x</a>", HOME, limit=9)

    assert feed.items == ()
    assert feed.problems == ("no link of the page looks like an article",)


@given(st.binary(max_size=300) | st.text(max_size=300))
def test_any_page_is_survived(page):
    """Whatever a page holds, looking for feeds and articles fails on nothing."""
    assert isinstance(find_feeds(page, HOME), tuple)
    assert front_page_items(page, HOME, limit=9).kind is FeedKind.PAGE


@given(
    st.lists(
        st.sampled_from(
            [
                "<a href='/a-b-c-d'>",
                "<a href=",
                "</a>",
                "<h2>",
                "one two three",
                "<base href='//[x'>",
                "<link rel=alternate href='http://[' type=text/xml>",
                "http://[::1",
                "'",
                ">",
                "<svg>",
                "<time datetime=x>",
            ]
        ),
        max_size=30,
    )
)
def test_spliced_page_is_survived(pieces):
    """Broken tags and addresses in any order are survived."""
    page = "".join(pieces)

    assert isinstance(find_feeds(page, HOME), tuple)
    assert len(front_page_items(page, HOME, limit=3).items) <= 3
