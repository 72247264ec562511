"""Plain text goes the same way as a page, and a sentence or two stay untouched."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from copydesk.parsing.pages import extract
from copydesk.types import BlockKind, CreditedSource, Picture, Video

_SPEC = importlib.util.spec_from_file_location(
    "parsing_pages_layouts", Path(__file__).with_name("layouts.py")
)
assert _SPEC is not None
assert _SPEC.loader is not None
layouts = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(layouts)


def test_a_reprint_with_its_furniture_is_taken_apart() -> None:
    """Kicker, headline, caption, credit, video and source line are found, the comment form is taken off."""
    article = extract(layouts.REPRINT)
    assert article.kicker == "Breaking News"
    assert article.headline == "Harbour talks with the ferry line broke down on Monday"
    caption = "Ferry chief Odd Sund waves as mayor Lena Fors listens in the town hall of Marlow Bay on October 2, 2025."
    assert article.pictures == (Picture(None, None, caption, "Jon Arden | Afp | Getty Images"),)
    assert article.videos == (Video(None, "Mayor Fors on the new pier"),)
    assert article.credited_source == CreditedSource("Source link", None)
    assert len(article.body.split("\n\n")) == 3
    assert article.body.startswith("The talks between")
    assert article.body.endswith("“wrong, as you surely know.”")
    assert [block.text for block in article.furniture] == [
        "Leave a Reply",
        "Your email address will not be published. Required fields are marked *",
        "Back to top button",
        "Social Media Auto Publish Powered By : XYZScripts.com",
    ]
    assert [block.text for block in article.blocks if block.kind is BlockKind.TEASER] == [
        "WATCH: Mayor Fors on the new pier"
    ]


@pytest.mark.parametrize(
    "text",
    [
        '"It has well under $10B secured," he wrote.',
        "“We don’t  have the money,” she said. He left.",
        "Breaking News",
        "Source: the mayor, who said so.",
        " leading space stays",
        "if a < b and b > c then",
        "Das sagte er.",
        "ひとつだけ。",
    ],
)
def test_one_line_is_its_own_body(text: str) -> None:
    """Spans into a text of one line are spans into what was handed in."""
    assert extract(text).body == text


def test_two_sentences_as_bytes_are_the_body() -> None:
    """Bytes without tags are plain text."""
    assert extract("“So ist es.” Er ging.".encode()).body == "“So ist es.” Er ging."


def test_paragraphs_without_furniture_are_the_body() -> None:
    """Nothing is taken for a headline when the text begins with a paragraph."""
    text = "\n\n".join(layouts.PARAGRAPHS)
    assert extract(text).body == text


def test_lines_broken_by_hand_are_joined_by_a_space() -> None:
    """A paragraph wrapped at 60 characters is one paragraph."""
    text = (
        "The harbour council closed the old swing bridge on Friday after\n"
        "divers had found two cracked bearings, and it said that the work\n"
        "could take until spring.\n\nTraders on the north quay asked for a ferry, and the council promised an answer."
    )
    assert extract(text).body.split("\n\n")[0].endswith("and it said that the work could take until spring.")


@pytest.mark.shared
def test_the_garbled_page_is_named_piece_by_piece(shared: Path) -> None:
    """The page that Copydesk exists to make impossible: every piece has its name, the body none of the furniture."""
    article = extract((shared / "page" / "garbled-page.txt").read_bytes())
    assert article.kicker == "Breaking News"
    assert article.headline is not None
    assert article.headline.endswith("last week")
    (picture,) = article.pictures
    assert picture.caption is not None
    assert picture.caption.endswith("in Washington, DC.")
    assert picture.credit == "Jim Watson | Afp | Getty Images"
    assert article.credited_source == CreditedSource("Source link", None)
    assert len(article.videos) == 1
    assert len(article.body.split("\n\n")) == 8
    for line in (
        "Breaking News",
        "Getty",
        "WATCH",
        "Source link",
        "Leave a Reply",
        "XYZScripts",
        "Back to top",
    ):
        assert line not in article.body
