"""Pages as drawn from hand-built values: equal to the golden ones, and proof against hostile text."""

from __future__ import annotations

import dataclasses
import json
import os
from datetime import date
from enum import Enum
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import lxml.html
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copydesk.front import feeds, maps
from copydesk.front.characters import printable
from copydesk.front.rendering import (
    about_html,
    archive_html,
    asset,
    corrections_html,
    day_html,
    front_html,
    missing_html,
    outlet_html,
    search_html,
    story_html,
)
from copydesk.front.values import FrontPage, SearchPage, StoryPage

GOLDEN = Path(__file__).parent / "golden"
#: Made by us from numbers, never from outside.
OURS = {"anchor", "comparison", "slug", "check", "severity"}
HOSTILE = (
    '"><script>alert(1)</script>',
    "' onerror='alert(1)",
    "</title></script><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "]]><item>",
    "{{ 7|add:7 }}{% now 'Y' %}",
    "&lt;b&gt; &amp; &#60;",
    "\x00\x08\x1f\ud800\ufffe",
    "\u202e\u2066mirrored\u2028",
    'https://example.org/"><script>',
    "https://user:pass@example.org\\@evil.example/",
)


def golden(name: str, data: bytes) -> None:
    """Compare with the golden file; COPYDESK_TEST_GOLDEN=write writes it anew, to be read before it is kept."""
    path = GOLDEN / name
    if os.environ.get("COPYDESK_TEST_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    assert data.decode() == path.read_text(encoding="utf-8")


@pytest.fixture
def plain_site(site):
    """The site with a stylesheet whose name does not change with its bytes."""
    return dataclasses.replace(site, stylesheet="/assets/front.css")


def test_story_page_is_golden(story_page, plain_site):
    """A story with every element is drawn as it was read and found good."""
    golden("story.html", story_html(story_page, plain_site))


def test_bare_story_page_is_golden(front_page, plain_site):
    """A story of which nothing is known but its headline is drawn without empty furniture."""
    golden("bare-story.html", story_html(StoryPage(card=front_page.stories[10]), plain_site))


def test_front_page_is_golden(front_page, plain_site):
    """The front page is drawn as it was read and found good."""
    golden("front.html", front_html(front_page, plain_site))


def test_empty_front_page_is_golden(plain_site):
    """A site without stories says so."""
    golden("empty.html", front_html(FrontPage(), plain_site))


def test_outlet_page_is_golden(outlet_page, plain_site):
    """An outlet's page is drawn as it was read and found good."""
    golden("outlet.html", outlet_html(outlet_page, plain_site))


def test_pages_that_list_are_golden(list_pages, plain_site):
    """The archive, a day and the corrections are drawn as they were read and found good."""
    golden("archive.html", archive_html(list_pages["archive"], plain_site))
    golden("day.html", day_html(list_pages["day"], plain_site))
    golden("corrections.html", corrections_html(list_pages["corrections"], plain_site))


def test_search_page_is_golden(result_page, plain_site):
    """What a search found is drawn as it was read and found good; so is a search that found nothing."""
    golden("search.html", search_html(result_page, plain_site))
    golden("nothing-found.html", search_html(SearchPage(query="zeppelin", asked=True), plain_site))


def test_about_page_is_golden(plain_site):
    """Who runs the site and by which rules is drawn as it was read and found good."""
    golden("about.html", about_html(dataclasses.replace(plain_site, contact="desk@tarn.example")))


@pytest.mark.parametrize("draw", ["day", "corrections"])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_lists(list_pages, site, draw, text):
    """No text from outside adds an element, an attribute or an address of another kind to a list."""
    drawn = {"day": day_html, "corrections": corrections_html}[draw]
    data = drawn(poisoned(list_pages[draw], text), site)
    assert shape(data) <= shape(drawn(list_pages[draw], site))
    assert all(each.startswith(("http://", "https://", "/", "#")) for each in addresses(data))


def test_missing_page_is_golden(plain_site):
    """The page for what is missing is drawn as it was read and found good."""
    golden("404.html", missing_html(plain_site))


def test_feeds_are_golden(story_page, plain_site):
    """RSS, Atom and JSON Feed are written as they were read and found good."""
    pages, updated = (story_page,), story_page.card.updated
    golden("rss.xml", feeds.rss(pages, plain_site, updated=updated))
    golden("atom.xml", feeds.atom(pages, plain_site, updated=updated))
    golden("feed.json", feeds.json_feed(pages, plain_site))


def poisoned(value, text: str, name: str = ""):
    """Return a value with `text` added to every string in it that comes from outside."""
    if isinstance(value, Enum | date) or name in OURS:
        return value
    if isinstance(value, str):
        if not value:
            return value
        return text + value if name in {"url", "href", "home_url"} and "://" not in text else value + text
    if isinstance(value, tuple):
        return tuple(poisoned(each, text, name) for each in value)
    if dataclasses.is_dataclass(value):
        fields = {
            each.name: poisoned(getattr(value, each.name), text, each.name)
            for each in dataclasses.fields(value)
        }
        return type(value)(**fields)
    return value


def shape(data: bytes) -> set[tuple[str, str]]:
    """Return which elements carry which attributes in a page."""
    tree = lxml.html.document_fromstring(data.decode())
    return {(str(each.tag), name) for each in tree.iter("*") for name in ["", *each.keys()]}


def addresses(data: bytes) -> list[str]:
    """Return every address a page links to or loads."""
    tree = lxml.html.document_fromstring(data.decode())
    return [each.get(name) for each in tree.iter("*") for name in ("href", "src") if each.get(name)]


def check_story(page: StoryPage, site, clean: set[tuple[str, str]]) -> None:
    """Assert that a page holds no element, attribute or address that a clean one does not have."""
    data = story_html(page, site)
    assert shape(data) <= clean | {("br", "")}  # a reply's own line breaks
    assert all(each.startswith(("http://", "https://", "/", "#", "mailto:?")) for each in addresses(data))
    tree = lxml.html.document_fromstring(data.decode())
    (script,) = tree.iter("script")
    assert json.loads(script.text)["headline"] == printable(page.card.headline[:110])
    updated = page.card.updated
    assert ET.fromstring(feeds.rss((page,), site, updated=updated)).findtext("channel/item/title")
    assert len(ET.fromstring(feeds.atom((page,), site, updated=updated))) == 7
    assert len(json.loads(feeds.json_feed((page,), site))["items"]) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(story_page, site, text):
    """Markup, scripts and controls in every field at once stay words; page, JSON-LD and feeds stay whole."""
    check_story(poisoned(story_page, text), site, shape(story_html(story_page, site)))


@given(text=st.text(min_size=1, max_size=30) | st.text(alphabet="<>\"'&;=/\\{%}]-!\x00\n a", min_size=1))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_stays_text(story_page, site, text):
    """Whatever stands in the fields, the page has no other elements and the feeds can be read."""
    check_story(poisoned(story_page, text), site, shape(story_html(story_page, site)))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_on_lists(front_page, outlet_page, site, text):
    """The front page and an outlet's page take hostile text as words too."""
    for page, draw in ((front_page, front_html), (outlet_page, outlet_html)):
        data = draw(poisoned(page, text), site)
        assert shape(data) <= shape(draw(page, site))
        assert all(each.startswith(("http://", "https://", "/", "#")) for each in addresses(data))


@pytest.mark.parametrize("text", HOSTILE)
def test_maps_take_hostile_text(site, text, story_page):
    """Sitemaps can be read whatever a headline says."""
    card = story_page.card
    entry = maps.Entry(
        number=1, slug=text, headline=text + "x", opened=card.opened, updated=card.updated, language="en"
    )
    assert len(ET.fromstring(maps.sitemap([entry], [text], site))) == len(maps.SHARED_PAGES) + 2
    news = ET.fromstring(maps.news_sitemap([entry], site, now=card.updated))
    assert len(news) == 1


def test_feeds_are_read_by_a_reader(story_page, site):
    """A feed reader finds no fault with RSS and Atom, and the same title and address in both."""
    for write in (feeds.rss, feeds.atom):
        found = feedparser.parse(write((story_page,), site, updated=story_page.card.updated))
        assert not found.bozo
        assert found.entries[0].title == story_page.card.headline
        assert found.entries[0].link == "https://reader.example/story/1-ferry-to-skerry-island-stops/"


def test_furniture_of_the_garbled_page_is_nowhere(story_page, site):
    """The page has a working source link, and none of the stale furniture of auto-published pages."""
    text = story_html(story_page, site).decode()
    assert "Source link" not in text
    assert "Your email address" not in text
    assert 'href="https://gazette.example/news/0"' in text
    assert 'href="#top"' in text


def test_share_links_carry_no_tracker(story_page, site):
    """Share links name the page and the headline, and load nothing."""
    text = story_html(story_page, site).decode()
    assert "utm_" not in text
    assert "<iframe" not in text
    assert text.count("<script") == 1


def test_stylesheet_is_small_and_at_home():
    """The stylesheet has at most 15 kB and loads nothing from elsewhere."""
    style = asset("front.css").decode()
    assert len(style) <= 15_000
    assert "url(" not in style
    assert "@import" not in style
