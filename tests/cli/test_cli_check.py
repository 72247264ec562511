"""`check`: exit codes, formats, inputs."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest

from copydesk.checking.checks import IDS
from copydesk.types import Report

SOURCE = (
    "“The pier is safe for cars,” said Anton Lesk, the mayor of Marlow Bay, on Monday. "
    "The repair cost $10B, and 40 per cent of it was paid by the county in the U.S. north."
)
STYLED = (
    '"The pier is safe for cars," said Anton Lesk, the mayor of Marlow Bay, on Monday. '
    "The repair cost $10 billion, and 40% of it was paid by the county in the US north."
)
ALTERED = SOURCE.replace("safe for cars", "secure for cars")
SARIF_LEVELS = {"error", "warning", "note", "none"}


@pytest.fixture
def texts(tmp_path):
    """Source, a copy in another house style, and a copy with an altered quotation."""
    found = {"source": SOURCE, "styled": STYLED, "altered": ALTERED}
    for name, text in found.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return {name: tmp_path / f"{name}.txt" for name in found}


def test_clean_copy_ends_with_0(run, texts):
    """House style is no finding."""
    assert run("check", texts["source"], texts["styled"]).code == 0


def test_altered_copy_ends_with_1_and_shows_both_sides(run, texts):
    """The altered words, the source's words and the id stand on the terminal."""
    told = run("check", texts["source"], texts["altered"])

    assert told.code == 1
    assert "quote.altered" in told.out
    assert "secure" in told.out
    assert "safe" in told.out
    assert "\x1b[" not in told.out


@pytest.mark.parametrize(
    ("change", "severity", "codes"),
    [
        (("safe for cars", "secure for cars"), "critical", (1, 1, 1, 1)),
        (("on Monday", "on Tuesday"), "major", (0, 1, 1, 1)),
        (("I don’t fear it", "I do not fear it"), "minor", (0, 0, 1, 1)),
    ],
)
def test_fail_on_draws_the_line(run, tmp_path, change, severity, codes):
    """The exit code is 1 when the gravest finding is at least as grave as --fail-on."""
    text = SOURCE + " “I don’t fear it,” he said."
    source, copy = tmp_path / "source.txt", tmp_path / "copy.txt"
    source.write_text(text, encoding="utf-8")
    copy.write_text(text.replace(*change), encoding="utf-8")

    report = Report.from_dict(json.loads(run("check", source, copy, "--format", "json").out))
    levels = ("critical", "major", "minor", "note")
    assert {each.severity.value for each in report.findings} == {severity}
    assert tuple(run("check", source, copy, "--fail-on", each).code for each in levels) == codes


@pytest.mark.parametrize("policy", ["reuters", "ap", "guardian"])
def test_no_policy_lets_another_word_pass(run, texts, policy):
    """An altered word inside the marks is found under every policy."""
    told = run("check", texts["source"], texts["altered"], "--policy", policy, "--format", "json")

    assert told.code == 1
    assert json.loads(told.out)["policy"] == policy


def test_json_is_the_report(run, texts):
    """The JSON is what `Report.from_dict` reads, with spans into the two texts."""
    report = Report.from_dict(
        json.loads(run("check", texts["source"], texts["altered"], "--format", "json").out)
    )

    (finding,) = report.findings
    assert finding.id == "quote.altered"
    assert finding.copy is not None
    assert "secure" in finding.copy.of(ALTERED)
    assert finding.repair is not None
    assert finding.repair in SOURCE


def test_sarif_has_what_its_readers_require(run, texts):
    """Version, schema, tool, rules, and for each result a rule of the list, a level, a message and a place."""
    log = json.loads(run("check", texts["source"], texts["altered"], "--format", "sarif").out)

    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith(".json")
    (done,) = log["runs"]
    driver = done["tool"]["driver"]
    assert driver["name"].lower() == "copydesk"
    rules = [rule["id"] for rule in driver["rules"]]
    assert set(rules) <= set(IDS)
    (result,) = done["results"]
    assert result["ruleId"] in rules
    assert result["level"] in SARIF_LEVELS
    assert result["message"]["text"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"].endswith("altered.txt")
    region = place["region"]
    assert "secure" in ALTERED[region["charOffset"] : region["charOffset"] + region["charLength"]]


class _Asked(HTMLParser):
    """Collects what a page would ask of others."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag, attrs):
        """Note the tag and every address in it."""
        self.tags.append(tag)
        self.addresses += [
            value or "" for name, value in attrs if name in {"src", "href", "srcset", "data", "action"}
        ]


def test_html_stands_alone(run, texts):
    """The page asks nothing of anybody, runs no script, and shows both texts."""
    told = run("check", texts["source"], texts["altered"], "--format", "html").out
    asked = _Asked()
    asked.feed(told)

    assert told.lower().startswith("<!doctype html>")
    assert "script" not in asked.tags
    assert [each for each in asked.addresses if not each.startswith("#")] == []
    assert "url(" not in told
    assert "@import" not in told
    assert "secure" in told
    assert "safe" in told


def test_markup_in_a_text_stays_text(run, tmp_path):
    """What a copy says cannot become markup of the report."""
    copy = tmp_path / "copy.txt"
    copy.write_text(ALTERED + " He wrote <img src=x onerror=alert(1)> & left.", encoding="utf-8")
    source = tmp_path / "source.txt"
    source.write_text(SOURCE, encoding="utf-8")

    asked = _Asked()
    asked.feed(run("check", source, copy, "--format", "html").out)

    assert "img" not in asked.tags


def test_one_of_the_two_may_come_from_standard_input(run, texts):
    """`-` stands for either side."""
    assert run("check", texts["source"], "-", stdin=ALTERED.encode()).code == 1
    assert run("check", "-", texts["styled"], stdin=SOURCE.encode()).code == 0


def test_article_as_json_is_taken(run, texts, tmp_path):
    """What `extract` printed can be checked without the page."""
    path = tmp_path / "source.json"
    path.write_text(run("extract", texts["source"]).out, encoding="utf-8")

    assert run("check", path, texts["altered"]).code == 1


@pytest.mark.parametrize("broken", [None, b"", bytes(range(256)) * 12])
@pytest.mark.parametrize("side", [0, 1])
def test_unreadable_side_ends_with_3(run, texts, tmp_path, broken, side):
    """A missing, empty or binary file on either side is one line that names it."""
    path = tmp_path / "broken.txt"
    if broken is not None:
        path.write_bytes(broken)
    sides = [texts["source"], texts["styled"]]
    sides[side] = path

    told = run("check", *sides)

    assert (told.code, told.out) == (3, "")
    assert told.err.startswith(f"copydesk: {path}: ")
    assert told.err.count("\n") == 1
