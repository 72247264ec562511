"""The garbled page against the words as reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from copydesk.checking import Side, compare
from copydesk.reading import read
from copydesk.types import Article, Report, Verdict

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def texts(shared: Path) -> tuple[str, str]:
    """The source in our words round the quotations as reported, and the page as it stands."""
    source = (Path(__file__).parent / "reported.txt").read_text(encoding="utf-8")
    return source, (shared / "page" / "garbled-page.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def report(texts: tuple[str, str]) -> Report:
    """The report on the page."""
    source, copy = texts
    return compare(Side(Article(body=source), read(source)), Side(Article(body=copy), read(copy)))


@pytest.mark.parametrize(
    ("quotation", "ids"),
    [
        ("they don’t really have the money", {"quote.altered"}),
        ("based on reliable sources", {"quote.altered"}),
        ("has well under $10 billion insured", {"quote.altered"}),
        ("wrong, as I’m sure you know", {"quote.inserted", "quote.altered"}),
        ("All I know is that I’m good for my $80 billion", {"quote.inserted"}),
    ],
)
def test_altered_quotation_is_flagged(texts: tuple[str, str], report: Report, quotation: str, ids: set[str]):
    """Each quotation that the page altered has a finding inside it."""
    start = texts[1].index(quotation)
    inside = {f.id for f in report.findings if f.copy and start <= f.copy.start < start + len(quotation)}
    assert inside & ids


@pytest.mark.parametrize(
    "intact",
    [
        "the most inspiring entrepreneur of our time",
        "not only wanted, but actually created a for-profit company",
        "technology in the US",
        "$10 billion",
        "$500 billion",
        "who asked not to to be named because the conversation was private",
    ],
)
def test_what_is_intact_is_silent(texts: tuple[str, str], report: Report, intact: str):
    """Intact quotations and house style carry no finding."""
    start = texts[1].index(intact)
    assert [
        f for f in report.findings if f.copy and f.copy.start < start + len(intact) and start < f.copy.end
    ] == []


@pytest.mark.parametrize("name", ["Muska", "Xu", "Ellisona"])
def test_broken_name_is_flagged(texts: tuple[str, str], report: Report, name: str):
    """Each of the three broken names is found where it stands."""
    assert name in [f.copy.of(texts[1]) for f in report.findings if f.copy and f.id == "name.garbled"]


def test_meaning_and_strength_are_flagged(texts: tuple[str, str], report: Report):
    """The financial backer, the developing in China and the sign of confidence are found."""
    found = {f.copy.of(texts[1]) for f in report.findings if f.copy and f.id.startswith("claim.")}
    assert found == {"developing", "U.S. confidence", "major"}


def test_the_page_is_blocked(report: Report):
    """Such a page is not to be published."""
    assert report.verdict is Verdict.BLOCK


def test_nothing_else_is_flagged(report: Report):
    """The findings are those of the notes and the page furniture, no other kind."""
    assert {f.id for f in report.findings} == {
        "quote.altered", "quote.inserted", "quote.cut_unmarked", "name.garbled", "claim.altered", "claim.role",
        "furniture.left",
    }  # fmt: skip
