"""The report as text, SARIF and a page."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest

from copydesk.checking import Side, compare
from copydesk.checking.checks import IDS
from copydesk.checking.rendering import Colour, render_page, render_sarif, render_text
from copydesk.types import Article, Reading, Report, Verdict

SOURCE = "The mill opened.\nIt owes $42 million <b>now</b>, they say."
COPY = "The mill opened.\nIt owes $42 billion <b>now</b>, they say."


@pytest.fixture
def report() -> Report:
    """A report with one finding."""
    return compare(Side(Article(body=SOURCE), Reading()), Side(Article(body=COPY), Reading()))


def test_text_shows_both_sides(report: Report):
    """Without colours the altered words stand in marks of their own."""
    assert render_text(report, SOURCE, COPY).splitlines() == [
        "block: this should not be published",
        "1 critical",
        "",
        "critical figure.changed: The source has “$42 million” where the copy has “$42 billion”.",
        "  source    2  It owes [-$42 million-] <b>now</b>, they say.",
        "  copy      2  It owes {+$42 billion+} <b>now</b>, they say.",
    ]


def test_text_in_colours_paints_the_words(report: Report):
    """With colours the source's words are red and the copy's green."""
    lines = render_text(report, SOURCE, COPY, colour=Colour.ANSI)
    assert "\x1b[31m$42 million\x1b[0m" in lines
    assert "\x1b[32m$42 billion\x1b[0m" in lines


def test_a_text_cannot_steer_the_terminal():
    """Control characters of the texts never reach the terminal."""
    copy = COPY.replace("$42 billion", "$43\x1b[2J billion")
    report = compare(Side(Article(body=SOURCE), Reading()), Side(Article(body=copy), Reading()))
    assert "\x1b" not in render_text(report, SOURCE, copy)


def test_sarif_names_rule_and_place(report: Report):
    """The log has the version, the rule with its sentence, and the line and column in code points."""
    log = json.loads(json.dumps(render_sarif(report, SOURCE, COPY, copy_name="copy.txt")))
    (run,) = log["runs"]
    (result,) = run["results"]
    assert log["version"] == "2.1.0"
    assert run["tool"]["driver"]["rules"] == [
        {"id": "figure.changed", "shortDescription": {"text": IDS["figure.changed"]}}
    ]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "copy.txt"}
    assert (place["region"]["startLine"], place["region"]["startColumn"], place["region"]["endColumn"]) == (
        2,
        9,
        20,
    )
    assert result["level"] == "error"


def test_page_stands_alone_and_is_escaped(report: Report):
    """Nothing is loaded, nothing runs, and the texts' own tags are shown as text."""
    seen: list[str] = []

    class Tags(HTMLParser):
        """Collects the tags of a page."""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            seen.append(tag)
            assert not {name for name, _ in attrs} & {"src", "href", "onload", "onclick"}

    page = render_page(report, SOURCE, COPY, title="<script>alert(1)</script>")
    Tags().feed(page)
    assert "script" not in seen
    assert seen.count("b") == 2  # the labels of the two sides
    assert "$42 billion</ins> &lt;b&gt;now&lt;/b&gt;" in page
    assert "prefers-color-scheme:dark" in page


def test_clean_report_says_so():
    """A clean report is one line, an empty log and a short page."""
    report = Report(verdict=Verdict.CLEAN)
    assert render_text(report, "", "") == "clean: nothing was altered\n"
    assert render_sarif(report, "", "")["runs"][0]["results"] == []
    assert "Clean: nothing was altered" in render_page(report, "", "")
