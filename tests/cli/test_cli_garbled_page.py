"""The commands on the page that Copydesk exists to make impossible."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from copydesk.types import Article, Reading, Report

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.shared

#: our own words round the quotations as they were reported
SOURCE = """\
Musk soon answered the announcement in a post on X: “They don't actually have the money,” he wrote of the $500 billion that was pledged. He had it “on good authority,” Musk added, that SoftBank “has well under $10B secured.”

Altman replied on X on Wednesday. Musk is “the most inspiring entrepreneur of our time,” Altman wrote, and his claims are “wrong, as you surely know.” Microsoft CEO Satya Nadella told CNBC, “all I know is, I'm good for my $80 billion,” speaking of his company's plans for data centers.

OpenAI wrote in a blog post in December that Musk in 2017 “not only wanted, but actually created a for-profit company” as its new structure.

Trump talked with Altman about building artificial intelligence in the U.S., said a person familiar with the talk who asked not to be named because the conversation was private.
"""
SPEAKERS = {
    "based on reliable sources": "Musk",
    "has well under $10 billion insured": "Musk",
    "the most inspiring entrepreneur of our time": "Altman",
    "wrong, as I’m sure you know": "Altman",
    "not only wanted, but actually created a for-profit company": "OpenAI",
    "All I know is that I’m good for my $80 billion": "Nadella",
}
UNSURE = {
    "they don’t really have the money": "Musk",
}
ALTERED = [
    "they don’t really have the money",
    "based on reliable sources",
    "has well under $10 billion insured",
    "wrong, as I’m sure you know",
    "All I know is that I’m good for my $80 billion",
]
INTACT = [
    "the most inspiring entrepreneur of our time",
    "not only wanted, but actually created a for-profit company",
    "technology in the US",
    "$10 billion",
    "$500 billion",
    "who asked not to to be named because the conversation was private",
]
FURNITURE = [
    "Breaking News",
    "Jim Watson",
    "gestures as",
    "WATCH",
    "Source link",
    "Leave a Reply",
    "Required",
    "Powered By",
]


@pytest.fixture
def page(shared: Path) -> Path:
    """The page."""
    return shared / "page" / "garbled-page.txt"


@pytest.fixture
def article(run, page) -> Article:
    """What `extract` prints of it."""
    (found,) = run("extract", page).lines
    del found["id"]
    return Article.from_dict(found)


@pytest.fixture
def reading(run, page) -> tuple[str, Reading]:
    """The body and the reading that `read` prints."""
    (found,) = run("read", page).lines
    return found["body"], Reading.from_dict(found["reading"])


@pytest.fixture
def report(run, page, article, tmp_path) -> tuple[str, Report]:
    """The body, and what `check` prints about it."""
    source = tmp_path / "reported.txt"
    source.write_text(SOURCE, encoding="utf-8")
    told = run("check", source, page, "--format", "json")
    assert told.code == 1
    return article.body, Report.from_dict(json.loads(told.out))


def test_extract_names_its_pieces(article):
    """Kicker, headline, caption, credit and the lost source link each have their field."""
    assert article.kicker == "Breaking News"
    assert article.headline is not None
    assert article.headline.startswith("Trump had a phone conversation")
    (picture,) = article.pictures
    assert picture.caption is not None
    assert picture.caption.startswith("US President Trump gestures")
    assert picture.credit == "Jim Watson | Afp | Getty Images"
    assert article.credited_source is not None
    assert article.credited_source.href is None


@pytest.mark.parametrize("line", FURNITURE)
def test_body_is_without_the_furniture(article, line):
    """Labels, caption, credit, teaser and the comment form are not in the body."""
    assert line not in article.body


def test_body_is_whole(article):
    """Its eight paragraphs are there, first to last."""
    paragraphs = article.body.split("\n\n")
    assert len(paragraphs) == 8
    assert paragraphs[0].startswith("Before he officially became president")
    assert paragraphs[-1].endswith("Softbank also backed OpenAI.")


def speaker_of(body: str, reading: Reading, words: str) -> str | None:
    """Return the resolved speaker of the quotation that holds the words."""
    start = body.index(words)
    quotation = next(each for each in reading.quotations if each.span.start <= start < each.span.end)
    return quotation.speaker and quotation.speaker.name


@pytest.mark.parametrize("words", SPEAKERS)
def test_read_names_who_said_it(reading, words):
    """Each quotation is found, with the speaker resolved."""
    name = speaker_of(*reading, words)
    assert name is not None
    assert name.endswith(SPEAKERS[words])


@pytest.mark.xfail(reason="the reading is less sure than it must be to name a speaker", strict=True)
@pytest.mark.parametrize("words", UNSURE)
def test_read_names_who_said_it_in_the_garbled_sentence(reading, words):
    """This one has its right speaker as a guess in `reason` only."""
    name = speaker_of(*reading, words)
    assert name is not None
    assert name.endswith(UNSURE[words])


@pytest.mark.parametrize("words", UNSURE)
def test_what_is_not_sure_is_said_with_its_guess(reading, words):
    """Where no speaker is named, the reason holds the right guess, for the editor."""
    body, read = reading
    start = body.index(words)
    quotation = next(each for each in read.quotations if each.span.start <= start < each.span.end)
    assert UNSURE[words] in quotation.reason


@pytest.mark.parametrize("words", ALTERED)
def test_check_flags_each_altered_quotation(report, words):
    """A finding about the quotation lies inside each that the page altered."""
    body, found = report
    start = body.index(words)
    inside = [
        each.id for each in found.findings if each.copy and start <= each.copy.start < start + len(words)
    ]
    assert [each for each in inside if each.startswith("quote.")] != []


@pytest.mark.parametrize("words", INTACT)
def test_check_is_silent_about_house_style(report, words):
    """Intact quotations, $10B as $10 billion and U.S. as US carry no finding."""
    body, found = report
    start = body.index(words)
    stop = start + len(words)
    assert [
        each for each in found.findings if each.copy and each.copy.start < stop and start < each.copy.end
    ] == []
