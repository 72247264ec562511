"""Names in bylines of many forms and languages: people, and nothing beside them."""

from __future__ import annotations

import pytest

from copydesk import extract
from copydesk.parsing.pages.people import people

BYLINES = (
    ("By Ana Lesk and Tom Owen Hill Monday, November 18, 2019, 04:05 pm PT", ("Ana Lesk", "Tom Owen Hill")),
    ("By Ana Lesk - 11/18/19 11:04 PM EST", ("Ana Lesk",)),
    ("Lisa Hark and Trevor J. Moor Gull Falls Harbour Leader", ("Lisa Hark", "Trevor J. Moor")),
    ("Kevin Hark and Kevin Moor GULL TODAY", ("Kevin Hark", "Kevin Moor")),
    ("By Ana Lesk in New York and Tom Hill in Buenos Aires", ("Ana Lesk", "Tom Hill")),
    ("By Ana Lesk, Los Angeles", ("Ana Lesk",)),
    ("By Steve Moor, Ap National Political Writer", ("Steve Moor",)),
    ("By Kim Rose-Hill RDN, CDCES, LD", ("Kim Rose-Hill",)),
    ("By Ana d'Souza and Omar al-Masri", ("Ana d'Souza", "Omar al-Masri")),
    ("By Sunday Okafor", ("Sunday Okafor",)),
    ("Reporting by Ana Lesk and Tom Hill in Gull; Editing by Max Moe", ("Ana Lesk", "Tom Hill")),
    ("By Clara HoltFounder at Gull Works", ("Clara Holt",)),
    ("Von Anna Reuß, Kairo", ("Anna Reuß",)),
    ("Von unserem Korrespondenten Ralf Maier", ("Ralf Maier",)),
    ("Ein Gastbeitrag von Uwe Klein", ("Uwe Klein",)),
    ("Von Ralf Maier und dpa", ("Ralf Maier",)),
    ("Par Jean DUPONT", ("Jean DUPONT",)),
    ("Par Jeanne Dupont à New Delhi et Luc Moreau", ("Jeanne Dupont", "Luc Moreau")),
    ("Propos recueillis par Jeanne Dupont", ("Jeanne Dupont",)),
    ("Por Ana García en Buenos Aires y Luis Pérez", ("Ana García", "Luis Pérez")),
    ("Por Marie da Silva, enviada especial", ("Marie da Silva",)),
    ("door Jan de Vries en Piet Bakker", ("Jan de Vries", "Piet Bakker")),
    ("Текст: Вера Орлова·24 сентября 2018", ("Вера Орлова",)),
)
NOBODY = (
    "By Staff Reports",
    "Gull Bureau",
    "PMG - Coordenadoria de TI",
    "Licensed Grader, M.A. Journalism",
    "Von unserer Redaktion",
    "Par la rédaction avec AFP",
    "Agencias",
)


@pytest.mark.parametrize(("byline", "expected"), BYLINES)
def test_a_byline_gives_its_people(byline: str, expected: tuple[str, ...]) -> None:
    """Days, clocks, places, offices, degrees and outlets are no part of a name."""
    assert people([byline], ("GULL TODAY",)) == expected


@pytest.mark.parametrize("byline", NOBODY)
def test_a_desk_is_no_author(byline: str) -> None:
    """Desks, agencies and offices sign nothing as a person."""
    assert people([byline]) == ()


PROSE = "".join(
    f"<p>The council of Marlow met for the {word} time this year, and again it put off the vote on the old bridge, which has stood closed since May.</p>"
    for word in ("first", "second", "third", "fourth")
)


def page(head: str = "", above: str = "", below: str = "") -> str:
    """Return a page with a headline, prose, and what stands above and below it."""
    return (
        f"<html><head><title>Bridge stays closed for now - Gull Post</title>{head}</head><body><article>"
        f"<h1>Bridge stays closed for now</h1>{above}{PROSE}{below}</article></body></html>"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (page(above='<p class="standfirst">A vote was put off once more, writes Clara Holt</p>'), ("Clara Holt",)),
        (page(below='<div class="author-box"><h4 class="author-box__name">Clara Holt</h4></div>'), ("Clara Holt",)),
        (page(below='<p><a href="/author/clara">All posts by Clara Holt</a></p>'), ("Clara Holt",)),
        (page(above='<p class="byline">Written by <a href="/author/pinny">Linny and Pete</a></p>'), ("Linny", "Pete")),
        (page('<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Clara Holt">'), ("Clara Holt",)),
        (page('<meta name="citation_author" content="Holt, Clara M.">'), ("Clara M. Holt",)),
        (page('<meta name="author" content="By CLARA HOLT, Staff Writer">', '<p class="byline">By Clara Holt</p>'), ("Clara Holt",)),
        (page(above='<p class="byline">By Clara Holt</p><p class="byline">Photograph by Max Moe</p>'), ("Clara Holt",)),
        (page('<meta name="author" content="Gull Post Desk">', "<p>Clara Holt</p>"), ()),
        (page(above='<p class="byline">By <a href="/author/admin">gulladmin</a></p>'), ()),
    ],
)  # fmt: skip
def test_a_page_is_signed_where_it_signs(text: str, expected: tuple[str, ...]) -> None:
    """Standfirsts, boxes, links, labels and turned names give authors; a desk and an account give none."""
    assert extract(text).authors == expected
