"""The report: verdicts, policies, order, and that any two texts can be compared."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.checking import Side, compare, review
from copydesk.reading import read
from copydesk.types import Alteration, Article, Closeness, Finding, Policy, Reading, Report, Severity, Verdict


def check(source: str, copy: str, policy: Policy = Policy.REUTERS) -> Report:
    """Read and compare two texts."""
    return compare(
        Side(Article(body=source), read(source)), Side(Article(body=copy), read(copy)), policy=policy
    )


@pytest.mark.parametrize(
    ("source", "copy", "verdict"),
    [
        ("The pier holds.", "The pier holds.", Verdict.CLEAN),
        ("The fund held $49.5 million in May.", "The fund held $50 million in May.", Verdict.REVIEW),
        ("The fund held $49 million in May.", "The fund held $49 billion in May.", Verdict.BLOCK),
    ],
)
def test_verdict_follows_the_gravest_finding(source: str, copy: str, verdict: Verdict):
    """Nothing is clean, minor is for review, major and critical block."""
    assert check(source, copy).verdict is verdict


def test_finding_says_where_and_gives_the_sources_words():
    """A finding has both spans, a plain message and the repair."""
    source, copy = (
        '"It has well under $4B secured," Reyes said.',
        '"It has well under $4 billion insured," Reyes said.',
    )
    (finding,) = check(source, copy).findings
    assert finding == Finding(
        id="quote.altered",
        severity=Severity.CRITICAL,
        verdict=Alteration.ALTERED,
        message="The quotation has “secured”, the copy “insured”.",
        source=finding.source,
        copy=finding.copy,
        repair="secured",
    )
    assert (finding.source.of(source), finding.copy.of(copy)) == ("secured", "insured")


def test_findings_stand_in_the_order_of_the_copy():
    """An editor reads the report alongside the copy."""
    source = "It cost $5 million. The mayor was Anton Lesk. It opened in 1984."
    copy = "It cost $6 million. The mayor was Anton Leskk. It opened in 1985."
    starts = [each.copy.start for each in check(source, copy).findings]
    assert starts == sorted(starts)
    assert len(starts) == 3


def test_guardian_lets_pauses_go():
    """A dropped "um" is a cut for Reuters and AP, and worth a note to the Guardian."""
    source, copy = '"We, um, lost the key," Lind said.', '"We lost the key," Lind said.'
    assert [each.id for each in check(source, copy, Policy.REUTERS).findings] == ["quote.cut_unmarked"]
    assert [each.id for each in check(source, copy, Policy.AP).findings] == ["quote.cut_unmarked"]
    report = check(source, copy, Policy.GUARDIAN)
    assert (report.verdict, [each.severity for each in report.findings]) == (Verdict.CLEAN, [Severity.NOTE])


def test_rewrites_are_told_from_reprints():
    """The report says which of the two it took the copy for."""
    source = "The tram to the harbour opened on Friday after four years of costly work."
    assert check(source, source).closeness is Closeness.NEAR_VERBATIM
    copy = "After four long years the harbour tram has at last been opened on Friday."
    assert check(source, copy).closeness is Closeness.REWRITE


def test_articles_of_their_own_are_left_alone():
    """Two reports of one event that did not copy each other have nothing altered."""
    source = (
        'The dam at Hollbrook broke on Monday night. "We heard it like thunder," said farmer Ines Teller. Twelve'
        " houses were lost and 300 people spent the night in the school."
    )
    copy = (
        'Rain brought down an old dam near Hollbrook. Mayor Anton Lesk called it "a night nobody will forget" and'
        " promised help. Some 280 villagers slept in classrooms while crews searched the valley."
    )
    assert [
        each for each in check(source, copy).findings if each.severity in {Severity.CRITICAL, Severity.MAJOR}
    ] == []


def test_report_goes_through_json_and_back():
    """JSON is `to_dict`, without loss, and the same each time."""
    report = check("The fund held $49 million.", "The fund held $49 billion.")
    written = json.dumps(report.to_dict(), sort_keys=True)
    assert Report.from_dict(json.loads(written)) == report
    again = check("The fund held $49 million.", "The fund held $49 billion.")
    assert json.dumps(again.to_dict(), sort_keys=True) == written


PIECES = st.lists(
    st.sampled_from(
        ['"', "“", "”", "''", "said", "not", "Lesk", "Leska", "$4", "B", "billion", ".", ",", " ", "\n\n", "[", "]", "…",
         "Dec.", "4", "The", "the", "n't", "source", "Leave a Reply", "&#39;", "may", "will", "U.S.", "by", "\U0001F30A"]
    ),
    max_size=40,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(PIECES, PIECES)
def test_any_two_texts_can_be_compared(one: list[str], two: list[str]):
    """No two texts raise, and every span lies inside its text."""
    source, copy = " ".join(one), " ".join(two)
    report = compare(Side(Article(body=source), Reading()), Side(Article(body=copy), Reading()))
    for finding in report.findings:
        assert finding.source is None or finding.source.end <= len(source)
        assert finding.copy is None or finding.copy.end <= len(copy)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_characters_can_be_compared_and_reviewed(source: str, copy: str):
    """Control characters, lone marks and every script raise nothing."""
    side = Side(Article(body=copy), Reading())
    assert compare(Side(Article(body=source), Reading()), side).verdict in Verdict
    assert review(side).verdict in Verdict


@settings(max_examples=80, deadline=None)
@given(PIECES)
def test_any_text_is_its_own_clean_copy(pieces: list[str]):
    """A text compared with itself has nothing altered."""
    text = " ".join(pieces)
    side = Side(Article(body=text), Reading())
    assert compare(side, side).findings == ()
