"""The report as text, SARIF and a page."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import subprocess
import sys
import unicodedata
from html.parser import HTMLParser

import pytest
from jsonschema import Draft202012Validator

from copydesk import check
from copydesk.checking import Side, compare
from copydesk.checking.checks import IDS
from copydesk.checking.rendering import Colour, render_page, render_sarif, render_text
from copydesk.checking.rendering.passages import passages
from copydesk.types import Article, Reading, Report, Span, Verdict

SOURCE = "The mill opened.\nIt owes $42 million <b>now</b>, they say."
COPY = "The mill opened.\nIt owes $42 billion <b>now</b>, they say."


@pytest.fixture
def report() -> Report:
    """A report with one finding."""
    return compare(Side(Article(body=SOURCE), Reading()), Side(Article(body=COPY), Reading()))


def test_text_shows_both_sides(report: Report):
    """Without colours the altered words stand in marks of their own, the two texts side by side."""
    assert render_text(report, SOURCE, COPY).splitlines() == [
        "block: this should not be published",
        "1 critical",
        "",
        "critical figure.changed",
        "  The source has “$42 million” where the copy has “$42 billion”.",
        "  source, line 2                        │ copy, line 2",
        "  It owes [-$42 million-] <b>now</b>,   │ It owes {+$42 billion+} <b>now</b>,",
        "  they say.                             │ they say.",
    ]


def test_text_in_colours_paints_the_words(report: Report):
    """With colours the source's words are red and the copy's green."""
    lines = render_text(report, SOURCE, COPY, colour=Colour.ANSI, width=120)
    assert "\x1b[31m$42\x1b[0m \x1b[31mmillion\x1b[0m" in lines
    assert "\x1b[32m$42\x1b[0m \x1b[32mbillion\x1b[0m" in lines


LONG = (
    "“We have well under $4B secured for the new pier this spring, and 東京の港 has told us nothing,” said Mayor Anna Lind. "
    "https://quay.example/a/very/long/address/that/no/column/of/a/terminal/holds/in/one/piece/at/all.html was cited. "
) * 2


@pytest.mark.parametrize("width", [40, 80, 120, 200])
@pytest.mark.parametrize("colour", Colour)
def test_no_line_is_wider_than_the_terminal(width: int, colour: Colour):
    """Long words are broken and wide characters counted as two; colours take no room."""
    copy = LONG.replace("secured", "insured").replace("Anna Lind", "Ida Voll")
    report = check(LONG, copy)
    text = re.sub(r"\x1b\[\d+m", "", render_text(report, LONG, copy, colour=colour, width=width))
    sizes = [
        sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in line)
        for line in text.splitlines()
    ]
    assert max(sizes) <= width
    bars = {
        line.index("│")
        for line in text.splitlines()
        if "│" in line and line.isascii() is False and "東" not in line
    }
    assert bars == {2 + (width - 5) // 2 + 1}


def test_only_the_differing_words_are_marked():
    """Of a quotation that was altered in two places, the words between stay as they are."""
    source = "“The old pier can hold forty of our lorries all day,” said Anton Lesk."
    copy = "“The new pier can hold forty of our cars all day,” said Anton Lesk."
    (finding, *_) = [each for each in check(source, copy).findings if each.id == "quote.altered"]
    whole = dataclasses.replace(finding, source=Span(1, 52), copy=Span(1, 49))
    there, here = passages(whole, source, copy)
    assert [each.text for each in there.pieces if each.altered] == ["old", "lorries"]
    assert [each.text for each in here.pieces if each.altered] == ["new", "cars"]


@pytest.mark.parametrize(
    ("source", "copy", "marked"),
    [
        (
            "“It fell. We saw it. Nobody came,” Lind said.",
            "“It fell. Nobody came,” Lind said.",
            (["We saw it"], []),
        ),
        (
            "“The road is safe now,” Lind said.",
            "“The road is clearly safe now,” Lind said.",
            ([], ["clearly"]),
        ),
    ],
)
def test_neighbours_of_words_that_came_or_went_are_not_marked(source: str, copy: str, marked):
    """Where a quotation was cut, the copy's words beside the cut were not altered."""
    (finding,) = check(source, copy).findings
    sides = passages(finding, source, copy)
    assert tuple([each.text for each in side.pieces if each.altered] for side in sides) == marked


def test_a_finding_without_a_counterpart_says_so():
    """What only one side has stands beside “(nothing)”."""
    report = check("The harbour opens in May.", "The harbour opens in May.\n\nLeave a Reply")
    lines = render_text(
        report, "The harbour opens in May.", "The harbour opens in May.\n\nLeave a Reply"
    ).splitlines()
    assert any(line.startswith("  (nothing) ") and line.endswith("│ {+Leave a Reply+}") for line in lines)
    page = render_page(report, "The harbour opens in May.", "The harbour opens in May.\n\nLeave a Reply")
    assert "<b>Source</b>(nothing)" in page


@pytest.mark.parametrize("width", [80, 120])
def test_same_input_same_bytes(width: int):
    """Each form is the same to the byte whenever it is made, in this process or another."""
    program = (
        "import json, sys, copydesk; from copydesk.checking.rendering import render_page, render_sarif, render_text\n"
        "source, copy, width = json.load(sys.stdin); report = copydesk.check(source, copy)\n"
        "print(json.dumps([report.to_dict(), render_text(report, source, copy, width=width),"
        " render_page(report, source, copy), render_sarif(report, source, copy)]))"
    )
    copy = LONG.replace("secured", "insured").replace("Anna Lind", "Ida Voll")
    outs = {
        subprocess.run(
            [sys.executable, "-c", program],
            input=json.dumps([LONG, copy, width]),
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outs) == 1
    assert "quote.altered" in outs.pop()


def test_a_text_cannot_steer_the_terminal():
    """Control characters of the texts never reach the terminal."""
    copy = COPY.replace("$42 billion", "$43\x1b[2J billion")
    report = compare(Side(Article(body=SOURCE), Reading()), Side(Article(body=copy), Reading()))
    assert "\x1b" not in render_text(report, SOURCE, copy)


def test_sarif_names_rule_and_place(report: Report):
    """The log has the version, the rule with its sentence, and the line and column in code points."""
    log = json.loads(json.dumps(render_sarif(report, SOURCE, COPY, copy_name="copy.txt", version="1.2")))
    (run,) = log["runs"]
    (result,) = run["results"]
    assert log["version"] == "2.1.0"
    assert run["tool"]["driver"]["version"] == "1.2"
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
            assert not {name for name, _ in attrs} & {"src", "onload", "onclick"}
            assert all((value or "").startswith("#finding-") for name, value in attrs if name == "href")

    page = render_page(report, SOURCE, COPY, title="<script>alert(1)</script>")
    Tags().feed(page)
    assert "script" not in seen
    assert seen.count("b") == 2  # the labels of the two sides
    assert "<ins>$42 billion</ins> &lt;b&gt;now&lt;/b&gt;" in page
    assert "prefers-color-scheme:dark" in page


def test_clean_report_says_so():
    """A clean report is one line, an empty log and a short page."""
    report = Report(verdict=Verdict.CLEAN)
    assert render_text(report, "", "") == "clean: nothing was altered\n"
    assert render_sarif(report, "", "")["runs"][0]["results"] == []
    assert "Clean: nothing was altered" in render_page(report, "", "")


TEXT = {"type": "string"}
COUNT = {"type": "integer", "minimum": 1}
OFFSET = {"type": "integer", "minimum": 0}


def form(required: dict, **optional: dict) -> dict:
    """Return the schema of an object that has these fields and no others."""
    return {
        "type": "object",
        "properties": required | optional,
        "required": list(required),
        "additionalProperties": False,
    }


#: What SARIF 2.1.0 asks of the parts that we write, in our own words: sections 3.13, 3.14, 3.19, 3.27 to 3.30, 3.49.
MESSAGE = form({"text": TEXT})
REGION = form(
    {
        "startLine": COUNT,
        "startColumn": COUNT,
        "endLine": COUNT,
        "endColumn": COUNT,
        "charOffset": OFFSET,
        "charLength": OFFSET,
    }
)
PLACE = form(
    {
        "artifactLocation": form(
            {"uri": {"type": "string", "pattern": r"^[A-Za-z0-9/:?#\[\]@!$&'()*+,;=%._~-]*$"}}
        )
    },
    region=REGION,
)
SEVERITY = {"enum": ["error", "warning", "note", "none"]}
RESULT = form(
    {"ruleId": TEXT, "ruleIndex": OFFSET, "level": SEVERITY, "message": MESSAGE,
     "locations": {"type": "array", "minItems": 1, "items": form({"physicalLocation": PLACE})}},
    partialFingerprints={"type": "object", "additionalProperties": TEXT},
    properties={"type": "object"},
    relatedLocations={"type": "array", "items": form({"physicalLocation": PLACE}, id=OFFSET, message=MESSAGE)},
)  # fmt: skip
RULE = form({"id": TEXT, "shortDescription": MESSAGE})
DRIVER = form({"name": TEXT}, version=TEXT, rules={"type": "array", "uniqueItems": True, "items": RULE})
RUN = form(
    {"tool": form({"driver": DRIVER}), "results": {"type": "array", "items": RESULT}},
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    properties={"type": "object"},
)
LOG = form({"version": {"const": "2.1.0"}, "runs": {"type": "array", "items": RUN}}, **{"$schema": TEXT})


@pytest.mark.parametrize(
    ("source", "copy"),
    [
        (SOURCE, COPY),
        (SOURCE, SOURCE),
        ("", "Leave a Reply"),
        (LONG, LONG.replace("secured", "insured").replace("Anna Lind", "Ida Voll")),
        (
            "The pier holds.\n\n“No,” said Ida Voll.\n",
            "The pier holds.\n\n“Now,” said Ida Voll.\n\nLeave a Reply",
        ),
        ("“One 🌊 two three four,” he said.", "“One 🌊 two three five,” he said."),
    ],
)
def test_sarif_has_the_standards_form(source: str, copy: str):
    """Every log has the fields that SARIF 2.1.0 asks for and no others; places and rules point where they should."""
    log = render_sarif(
        check(source, copy), source, copy, source_name="my source.txt", copy_name="dir/my copy ü.txt"
    )
    Draft202012Validator(LOG).validate(log)
    (run,) = log["runs"]
    lines = copy.split("\n")
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        region = result["locations"][0]["physicalLocation"].get("region")
        if region:
            words = copy[region["charOffset"] :][: region["charLength"]]
            first = lines[region["startLine"] - 1][region["startColumn"] - 1 :]
            last = lines[region["endLine"] - 1][: region["endColumn"] - 1]
            assert first.startswith(words.split("\n")[0])
            assert last.endswith(words.rsplit("\n", 1)[-1])


def test_the_standards_form_is_strict():
    """A log with a wrong level, a line 0 or an unescaped name is refused by the test's own schema."""
    for path, wrong in (
        (("level",), "fatal"),
        (("locations", 0, "physicalLocation", "region", "startLine"), 0),
        (("locations", 0, "physicalLocation", "artifactLocation", "uri"), "my copy.txt"),
        (("locations",), []),
    ):
        log = json.loads(json.dumps(render_sarif(check(SOURCE, COPY), SOURCE, COPY)))
        at = log["runs"][0]["results"][0]
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = wrong
        assert list(Draft202012Validator(LOG).iter_errors(log)) != []
