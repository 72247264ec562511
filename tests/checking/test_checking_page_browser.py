"""The report's page in Chromium: no fault for axe, nothing asked of anybody, every width, light, dark and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import copydesk
from copydesk.checking.rendering import render_page
from copydesk.testing.browser import faults

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser
SOURCE = (
    "“We have well under $4B secured for the new pier this spring, and nobody has told us otherwise,” said Mayor Anna "
    "Lind on Monday.\n\nThe mill owes $42 million. Prosecutors said the firm hid its losses. “We don’t know more,” Lind said."
)
COPY = (
    "“We have well under $4 billion insured for the new pier, and nobody has told us otherwise,” said Mayor Anna Lind "
    "on Monday.\n\nThe mill owes $42 billion. The firm hid its losses. “We do not know more,” Lind said. he added.\n\n"
    "Leave a Reply <script>document.title = 'run'</script>"
)


@pytest.fixture
def file(tmp_path) -> Path:
    """The page as a file, as somebody gets it by mail."""
    path = tmp_path / "report.html"
    page = render_page(copydesk.check(SOURCE, COPY), SOURCE, COPY, title="Pier insured, says mayor")
    path.write_text(page, encoding="utf-8")
    return path


@pytest.fixture
def show(chromium, file):
    """Opens the page in a tab; whatever it asks of others is noted and refused."""
    contexts = []

    def shows(**options):
        context = chromium.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.asked = []
        page.said = []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(file.as_uri())
        return page

    yield shows
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(show, width: int, scheme: str):
    """Narrow and wide, light and dark, axe names no fault, and nothing is wider than the screen."""
    page = show(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_asks_nobody_and_runs_nothing(show, file):
    """One request, for the file itself; a script in a text is text; the browser has nothing to complain of."""
    page = show()
    assert page.asked == [file.as_uri()]
    assert page.said == []
    assert page.title() == "Pier insured, says mayor"
    assert "<script>" in page.locator(".text").inner_text()
    assert page.locator("h1").inner_text() == "Block: this should not be published"


def test_a_mark_leads_to_its_finding(show):
    """Each mark in the copy is a link by keyboard to what was found there, in the order of the copy."""
    page = show()
    marks = page.locator("mark a")
    targets = [marks.nth(at).get_attribute("href") for at in range(marks.count())]
    assert len(targets) >= 5
    assert all(page.locator(target).count() == 1 for target in targets)
    marks.first.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#finding-1")
    assert "insured" in page.locator("#finding-1 ins").inner_text()


def test_on_paper_nothing_hangs_on_colour(show):
    """Printed, what was taken out is struck through and what was put in has a frame, black on white."""
    page = show(color_scheme="dark")
    page.emulate_media(media="print")
    looks = page.evaluate(
        "['del', 'ins', 'body'].map(each => getComputedStyle(document.querySelector(each)))"
        ".map(each => [each.textDecorationLine, each.borderTopStyle, each.color, each.backgroundColor])"
    )
    assert (looks[0][0], looks[1][1]) == ("line-through", "solid")
    assert looks[2][2:] == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert len(page.pdf()) > 5000
