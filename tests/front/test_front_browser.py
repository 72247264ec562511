"""The pages in Chromium and in the Nu checker: no fault, no script, keyboard alone, phone to wide screen."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from copydesk.front.bake import Baker
from copydesk.front.rendering import (
    about_html,
    archive_html,
    asset,
    busy_html,
    corrections_html,
    day_html,
    front_html,
    missing_html,
    outlet_html,
    search_html,
    story_html,
    topic_html,
)
from copydesk.front.topics import feed_of_topic
from copydesk.front.values import FrontPage, StoryPage, TopicPage
from copydesk.testing.browser import faults, nu_messages

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="500"><rect width="800" height="500"/></svg>'
)
PATHS = {
    "front": "/",
    "story": "/story/1-ferry-to-skerry-island-stops/",
    "bare story": "/story/11-orchard-growers-fear-a-second/",
    "outlet": "/outlet/tarn-gazette/",
    "archive": "/archive/",
    "day": "/archive/2026-03-13/",
    "corrections": "/corrections/",
    "about": "/about/",
    "search": "/found/",
    "missing": "/404.html",
    "busy": "/busy/",
    "topic": "/about-ferries/",
    "empty": "/empty/",
    "right to left": "/rtl/",
}


@pytest.fixture
def pages(site, front_page, story_page, outlet_page, list_pages) -> dict[str, bytes]:
    """Every kind of page by the file it is baked into."""
    card = dataclasses.replace(
        story_page.card, headline="العبّارة تتوقف طوال الشتاء بعد اكتشاف شق", language="ar"
    )
    return {
        "index.html": front_html(front_page, site),
        f"{PATHS['story'][1:]}index.html": story_html(story_page, site),
        f"{PATHS['bare story'][1:]}index.html": story_html(StoryPage(card=front_page.stories[10]), site),
        "outlet/tarn-gazette/index.html": outlet_html(outlet_page, site),
        "archive/index.html": archive_html(list_pages["archive"], site),
        "archive/2026-03-13/index.html": day_html(list_pages["day"], site),
        "corrections/index.html": corrections_html(list_pages["corrections"], site),
        "about/index.html": about_html(site),
        "found/index.html": search_html(list_pages["search"], site),
        "404.html": missing_html(site),
        "busy/index.html": busy_html("/search/?q=ferry", site),
        "about-ferries/index.html": topic_html(
            TopicPage(name="Ferries", many=50, number=2, last=3, stories=front_page.stories[:4]),
            site,
            feed_of_topic("Ferries", site),
        ),
        "empty/index.html": front_html(FrontPage(), site),
        "rtl/index.html": story_html(dataclasses.replace(story_page, card=card), site),
        site.stylesheet[1:]: asset("front.css"),
        "favicon.svg": asset("favicon.svg"),
    }


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """A site's folder."""
    return tmp_path_factory.mktemp("browsed")


@pytest.fixture(scope="module")
def port(home, start_server) -> int:
    """The port of a server over that folder."""
    return start_server(home)


@pytest.fixture
def address(home, port, pages) -> str:
    """The address of a running site with every kind of page."""
    baker = Baker(home / "baked")
    for path, data in pages.items():
        baker.write(path, data)
    return f"http://127.0.0.1:{port}"


@pytest.fixture
def new_page(chromium):
    """Opens tabs; the outlets' pictures are answered here, whatever else is asked of strangers is noted."""
    contexts = []

    def new(**options):
        context = chromium.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.strangers = []

        def answer(route) -> None:
            address = route.request.url
            if address.startswith("http://127.0.0.1:"):
                route.continue_()
            elif route.request.resource_type == "image":
                route.fulfill(content_type="image/svg+xml", body=PICTURE)
            else:
                page.strangers.append(address)
                route.abort()

        page.route("**/*", answer)
        return page

    yield new
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1440])
def test_axe_finds_nothing(new_page, address, width, scheme):
    """At each width, light and dark, axe names no fault, and nothing is wider than the screen."""
    # axe is slow: the plain pages are looked at in two of the six ways, front and story in all.
    page = new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    every = (
        PATHS
        if (width, scheme) in {(360, "light"), (1440, "dark")}
        else {"story": PATHS["story"], "front": "/"}
    )
    for name, path in every.items():
        page.goto(address + path)
        assert (name, faults(page)) == (name, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.strangers == []


def test_nu_finds_nothing(pages, tmp_path):
    """The Nu checker names neither error nor warning in pages, stylesheet and icon."""
    files = []
    for path, data in pages.items():
        file = tmp_path / path.replace("/", "-")
        file.write_bytes(data)
        files.append(file)
    assert nu_messages(files) == []


def test_keyboard_alone_reaches_a_story(new_page, address):
    """The first Tab shows the skip link; it leads to the news; the next Tabs reach the first story."""
    page = new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{address}/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/story/1-*/")
    assert page.locator("h1").inner_text().startswith("Ferry to Skerry Island")


def test_every_link_has_a_visible_focus(new_page, address):
    """Going through a whole story page by Tab, each stop is on screen and outlined, and the end is reached."""
    page = new_page(viewport={"width": 360, "height": 800})
    page.goto(address + PATHS["story"])
    stops = page.locator("a[href], input, button").count()
    for _ in range(stops):
        page.keyboard.press("Tab")
        width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        assert width >= 3
    assert page.evaluate("document.activeElement.getAttribute('href')") == "/sitemap.xml"


def test_nothing_needs_a_script(new_page, address):
    """With scripts off, comparison, quotation, coverage, share links and the way to the top all work."""
    page = new_page(java_script_enabled=False, viewport={"width": 768, "height": 900})
    page.goto(address + PATHS["story"])
    for heading in ("Who said what", "What was altered", "Coverage", "Share", "Replies", "Corrections"):
        assert page.get_by_role("heading", name=heading, exact=True).is_visible()
    page.get_by_role("link", name="2 things altered by Daily Kettle").click()
    assert page.url.endswith("#altered-1")
    page.get_by_role("link", name="Back to top").click()
    assert page.url.endswith("#top")


def test_nothing_shifts_while_loading(new_page, address):
    """Pictures that arrive late move nothing."""
    page = new_page(viewport={"width": 768, "height": 900})
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => { for (const entry of list.getEntries()) "
        "window.shift += entry.value; }).observe({type: 'layout-shift', buffered: true});"
    )
    for path in (PATHS["front"], PATHS["story"]):
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.shift") == 0


def test_policy_stops_a_script(new_page, address, home):
    """Were markup ever to slip through, the page's policy would not let it run."""
    page = new_page()
    Baker(home / "baked").write(
        "slipped/index.html", b"<!DOCTYPE html><title>x</title><script>document.title = 'ran'</script>"
    )
    page.goto(f"{address}/slipped/")
    assert page.title() == "x"


def test_headings_stand_in_order(new_page, address):
    """Each page has one first heading, and no level is left out on the way down."""
    page = new_page()
    for path in PATHS.values():
        page.goto(address + path)
        levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(each => +each.tagName[1])")
        if path == PATHS["missing"]:
            assert levels == [1]
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in zip([0, *levels], levels, strict=False))


def test_printed_story_shows_the_source_address(new_page, address):
    """On paper the source's address is spelled out, and share links are gone."""
    page = new_page()
    page.goto(address + PATHS["story"])
    page.emulate_media(media="print")
    assert not page.get_by_role("link", name="Bluesky", exact=True).is_visible()
    shown = page.evaluate("getComputedStyle(document.querySelector('.source a'), '::after').content")
    assert "gazette.example/news/0" in shown
