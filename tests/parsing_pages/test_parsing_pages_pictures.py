"""Pictures with the words that belong to them, however a page hides their addresses."""

from __future__ import annotations

import pytest

from copydesk.parsing.pages import extract
from copydesk.types import Picture

PROSE = "".join(
    f"<p>Paragraph {number}: the ferry to Tarn was late again on Monday, and the harbour master said that nobody "
    "on the quay had been told why, which the council will now look into.</p>"
    for number in range(5)
)
WORDS = (
    '<figcaption>The ferry at the quay on Monday. <span class="credit">Ana Lesk / Reuters</span></figcaption>'
)
LEAD = Picture(
    "https://gull.example/quay.jpg", None, "The ferry at the quay on Monday.", "Ana Lesk / Reuters"
)


def page(figure: str, around: str = "story", head: str = "") -> str:
    """Return a page whose article stands in an element of this class and begins with a figure."""
    return (
        f'<html><head><title>The ferry was late</title>{head}</head><body><div class="{around}"><article>'
        f"<h1>The ferry was late</h1><figure>{figure}{WORDS}</figure>{PROSE}</article></div></body></html>"
    )


@pytest.mark.parametrize(
    "text",
    [
        page('<img src="https://gull.example/quay.jpg">'),
        page('<img src="https://gull.example/quay.jpg">', around="has-navigation"),
        page('<img data-normal="https://gull.example/quay.jpg">'),
        page("", head='<meta property="og:image" content="https://gull.example/quay.jpg">'),
    ],
    ids=["plain", "in a page with navigation", "in an attribute of the page's own", "drawn by a script"],
)
def test_a_picture_has_its_caption_and_credit(text: str):
    """The words of the frame belong to its picture, or to the lead picture of the metadata where scripts draw it."""
    assert extract(text).pictures == (LEAD,)


def test_pictures_of_other_articles_are_left_out():
    """A picture in a list of related articles is none of this one's."""
    other = '<div class="related-stories"><a href="/b"><img src="https://gull.example/other.jpg"></a></div>'
    text = page('<img src="https://gull.example/quay.jpg">').replace("</h1>", "</h1>" + other)

    assert extract(text).pictures == (LEAD,)
