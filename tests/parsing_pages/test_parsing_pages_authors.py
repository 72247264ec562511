"""Who signs a page: claims, bylines, and names that stand beside the date or on a link to their page."""

from __future__ import annotations

import pytest

from copydesk.parsing.pages import extract

PROSE = "".join(
    f"<p>Paragraph {number}: the ferry to Tarn was late again on Monday, and the harbour master said that nobody "
    "on the quay had been told why, which the council will now look into.</p>"
    for number in range(5)
)


def page(head: str = "", above: str = "", below: str = "", site: str = "The Tarn Letter") -> str:
    """Return a page with claims, lines under its headline and lines under its text."""
    return (
        f'<html><head><title>The ferry was late</title><meta property="og:site_name" content="{site}">{head}</head>'
        f"<body><article><h1>The ferry was late</h1>{above}{PROSE}{below}</article></body></html>"
    )


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<div>By Anna Lesk and Tom O’Dwyer, staff writers</div>", ("Anna Lesk", "Tom O’Dwyer")),
        ("<div>Von Anna Lesk</div>", ("Anna Lesk",)),
        ("<div>Par Anna Lesk</div>", ("Anna Lesk",)),
        ("<div>Por Anna Lesk</div>", ("Anna Lesk",)),
        ("<div>Text by Anna Lesk</div>", ("Anna Lesk",)),
        ("<div>Ein Artikel von Anna Lesk | 27.01.2022</div>", ("Anna Lesk",)),
        ("<div>Dec. 19, 2025 · Anna Lesk</div>", ("Anna Lesk",)),
        ("<div>Jorunn Lesk | May 22, 2025</div>", ("Jorunn Lesk",)),
        ("<div>byAnna Lesk</div>", ("Anna Lesk",)),
        ("<div><a href='/authors/jorunn-lesk'>Jorunn Lesk</a> Harbour desk</div>", ("Jorunn Lesk",)),
        ("<div><a href='/author/tideline/'>tideline</a> 28 January 2015</div>", ("tideline",)),
        ("<div>Anna Lesk</div>", ("Anna Lesk",)),
        ("<div>By Reuters</div>", ()),
        ("<div>By the Harbour Desk</div>", ()),
        ("<div>Photographs by Anna Lesk</div>", ()),
        ("<div>5 Tips That You Can Use | May 22, 2025</div>", ()),
        ("<div>Download Free Guide</div>", ()),
    ],
)
def test_line_under_the_headline_signs(line: str, names: tuple[str, ...]):
    """People are named, desks, agencies, photographers and buttons are not."""
    assert extract(page(above=line)).authors == names


@pytest.mark.parametrize(
    "line",
    ["<p>Posted by Anna Lesk at 2:33 PM</p>", "<p>Verfasst von: Anna Lesk</p>", "<p>Authors: Anna Lesk</p>"],
)
def test_line_under_the_text_signs(line: str):
    """Where nothing above names anybody, the line below the text does."""
    assert extract(page(below=line)).authors == ("Anna Lesk",)


def claim(author: str) -> str:
    """Return JSON-LD that claims an author."""
    return f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"The ferry was late","author":{author}}}</script>'


def test_firm_typed_as_such_is_no_author():
    """An organisation in the metadata is not taken for a person, whatever it is called."""
    assert extract(page(claim('{"@type":"Organization","name":"Anna Lesk"}'))).authors == ()


def test_one_word_typed_as_a_person_signs():
    """A pen name counts where metadata types it as a person."""
    assert extract(page(claim('{"@type":"Person","name":"tideline"}'))).authors == ("tideline",)


def test_byline_beats_a_claim_that_the_page_does_not_print():
    """Whoever uploaded the page is not its author when the page prints another name."""
    both = page(claim('{"@type":"Person","name":"Ulf Upload"}'), above="<div>By: Anna Lesk</div>")

    assert extract(both).authors == ("Anna Lesk",)


def test_longer_list_that_the_byline_prints_is_taken():
    """A claim that forgets the second author is mended by one that does not."""
    head = (
        claim('{"@type":"Person","name":"Anna Lesk"}')
        + '<meta name="author" content="Anna Lesk, Jorunn Sund">'
    )

    assert extract(page(head, above="<div>By Anna Lesk, Jorunn Sund</div>")).authors == (
        "Anna Lesk",
        "Jorunn Sund",
    )


def test_site_that_bears_a_name_is_that_persons():
    """On a site called after a person nobody else need sign."""
    assert extract(page(site="Anna Lesk")).authors == ("Anna Lesk",)


def test_site_that_bears_a_firms_name_names_nobody():
    """A firm of two words is no author."""
    assert extract(page(site="Harbour Stories"), "https://harbour-stories.example/a").authors == ()


def test_names_turned_round_are_turned_back():
    """Libraries write the surname first."""
    head = (
        '<meta name="citation_author" content="Lesk, Anna"><meta name="citation_author" content="Sund, Odd">'
    )

    assert extract(page(head)).authors == ("Anna Lesk", "Odd Sund")
