"""What stands behind the last paragraph: rows of links, and the outlet's words on itself."""

from __future__ import annotations

from copydesk.parsing.pages import extract
from copydesk.types import BlockKind

PROSE = "".join(
    f"<p>Paragraph {number}: the council of Tarn met on Monday and heard the harbour master for an hour, and it "
    "decided nothing, because the map that was to be voted on had been left on the train.</p>"
    for number in range(6)
)
ROW = '<p>Also: <a href="/a">The map that travelled</a>; <a href="/b">Train late again</a>; <a href="/c">Tarn votes</a></p>'
COLOPHON = "<p>The Tarn Letter is written over the bakery. Bread is sold from six.</p>"


def page(*parts: str) -> str:
    """Return a plain page with these parts behind its headline."""
    return f"<html><head><title>A map on the train</title></head><body><h1>A map on the train</h1>{''.join(parts)}</body></html>"


def test_row_of_links_behind_the_text_is_a_teaser():
    """A paragraph that is little but links is no part of the text, and is kept as what it is."""
    article = extract(page(PROSE, ROW))

    assert "Also:" not in article.body
    assert [block.kind for block in article.blocks if block.text.startswith("Also:")] == [BlockKind.TEASER]


def test_what_little_follows_the_row_is_taken_off():
    """The outlet's words on itself behind the links are furniture."""
    article = extract(page(PROSE, ROW, COLOPHON))

    assert article.body.endswith("left on the train.")
    assert any(block.text.startswith("The Tarn Letter") for block in article.furniture)


def test_text_goes_on_after_a_row_of_links_in_its_middle():
    """A row of links between two halves of a text takes nothing of the second half away."""
    article = extract(page(PROSE, ROW, PROSE.replace("Paragraph", "Second half")))

    assert "Second half 5:" in article.body


def test_sentence_with_links_stays():
    """A sentence that carries three links among its words is text."""
    sentence = (
        '<p>The <a href="/a">map</a> was printed in Osk, the <a href="/b">train</a> came from Varn, and the '
        '<a href="/c">council</a> sat in the dark for a while before anybody found the fuse that had blown.</p>'
    )

    assert "found the fuse" in extract(page(PROSE, sentence)).body


def test_label_alone_in_a_paragraph_under_the_headline_is_the_kicker():
    """Where a page prints "Breaking News" as a paragraph, it is a label and no text."""
    article = extract(page("<p>Breaking News</p>", PROSE))

    assert article.kicker == "Breaking News"
    assert article.body.startswith("Paragraph 0:")


def test_word_of_a_label_in_a_sentence_stays():
    """A sentence that begins like a label is text."""
    article = extract(
        page("<p>Breaking news of the map reached the council late on Monday evening.</p>", PROSE)
    )

    assert article.body.startswith("Breaking news of the map")
