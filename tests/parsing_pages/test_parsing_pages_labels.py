"""The lines beside the text: what stands over the headline, under pictures and between paragraphs."""

from __future__ import annotations

import pytest

from copydesk.parsing.pages import extract
from copydesk.types import BlockKind

PROSE = "".join(
    f"<p>Paragraph {number}: the ferry to Tarn was late again on Monday, and the harbour master said that nobody "
    "on the quay had been told why, which the council will now look into.</p>"
    for number in range(6)
)


def kind_of(text: str, over: str = "", between: str = "", below: str = "") -> BlockKind | None:
    """Return the kind of the block with this text on a page that has it in one of three places."""
    page = (
        "<html><head><title>The ferry was late</title></head><body><main>"
        f"<article>{over}<h1>The ferry was late</h1>{PROSE}{between}{PROSE.replace('Paragraph', 'Part')}{below}</article>"
        "</main></body></html>"
    )
    article = extract(page)
    return next((block.kind for block in (*article.blocks, *article.furniture) if block.text == text), None)


def test_short_label_right_over_the_headline_is_the_kicker():
    """Nothing but its place speaks for it."""
    assert kind_of("Harbour", over="<div>Harbour</div>") is BlockKind.KICKER


@pytest.mark.parametrize("line", ["Watch live", "16", "Home > Harbour", "May 3, 2025", "Anna Lesk"])
def test_what_else_stands_over_a_headline_is_no_kicker(line: str):
    """Numbers, crumbs, buttons, dates and names are no labels."""
    assert kind_of(line, over=f"<div>{line}</div>") is not BlockKind.KICKER


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Related: The ferry that never came", BlockKind.TEASER),
        ("Also on tarn.example The ferry that never came", BlockKind.TEASER),
        ("Correction added Nov. 18, 2019: The ferry left at nine.", BlockKind.CORRECTION),
        ("Correction, Nov. 15, 2019: The ferry left at nine.", BlockKind.CORRECTION),
        ("Originally published on Tarn Letter.", BlockKind.SOURCE_CREDIT),
    ],
)
def test_line_between_paragraphs(line: str, kind: BlockKind):
    """Each has the kind that its words say."""
    assert kind_of(line, between=f"<p>{line}</p>") is kind


@pytest.mark.parametrize(
    "line", ["First published on November 19, 2019 / 8:16 AM", "Published 11:11 PM EST Nov 19, 2019"]
)
def test_stamp_below_the_text_is_a_date(line: str):
    """When a page was published is neither text nor a source."""
    assert kind_of(line, below=f"<p>{line}</p>") is BlockKind.DATE


def test_advertisement_in_a_caption_is_furniture():
    """An element called a caption that holds "Advertisement" is none."""
    between = '<div class="ad-caption">Advertisement</div>'

    assert kind_of("Advertisement", between=between) is BlockKind.FURNITURE


def test_short_line_under_a_caption_is_its_credit():
    """A name in the frame of a caption says who made the picture."""
    between = (
        '<figure><img src="/a.jpg"><figcaption><p>The ferry leaves the quay at dusk on Monday.</p>'
        "<p>Ana Lesk for Tarn Letter</p></figcaption></figure>"
    )

    assert kind_of("Ana Lesk for Tarn Letter", between=between) is BlockKind.CREDIT


@pytest.mark.parametrize(
    "above",
    [
        "<ul><li><a href='/live'>Live</a></li><li><a href='/o'>Opinion</a></li></ul>",
        "<nav><a href='/b'>Breaking News</a></nav>",
        "<div><a href='/s'>Subscribe</a></div>",
    ],
)
def test_an_entry_of_a_menu_is_no_kicker(above: str):
    """A word that would be a kicker is none where it is a link in a menu."""
    text = f"<html><head><title>Bridge closed again</title></head><body>{above}<h1>Bridge closed again</h1>{PROSE}</body></html>"

    assert extract(text).kicker is None


@pytest.mark.parametrize(
    "line",
    [
        "<p class='corrections'><a href='/c'>Corrections</a></p>",
        "<p class='corrections'>Submit a correction or read our guidelines</p>",
    ],
)
def test_a_link_to_corrections_is_no_correction(line: str):
    """Where readers may write to about errors is no correction of this article."""
    text = f"<html><head><title>Bridge closed again</title></head><body><h1>Bridge closed again</h1>{PROSE}{line}</body></html>"

    assert extract(text).corrections == ()
