"""Policies as data: the same pair under the three houses' rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from copydesk.checking import Side, compare
from copydesk.checking.checks import IDS
from copydesk.checking.policy import RULES, at_or_above, verdict_of
from copydesk.reading import read
from copydesk.types import Alteration, Article, Finding, Policy, Report, Severity, Verdict

HOWTO = Path(__file__).parents[2] / "docs" / "howto" / "add-a-policy.md"


def check(source: str, copy: str, policy: Policy) -> Report:
    """Read and compare two texts."""
    sides = [Side(Article(body=text), read(text)) for text in (source, copy)]
    return compare(*sides, policy=policy)


PAIRS = {
    "a marked cut": (
        "“It shook. The whole house moved. We ran,” Edda Lind said.",
        "“It shook. ... We ran,” Edda Lind said.",
        ("", "", ""),
    ),
    "a pause taken out": (
        "“We, um, lost the key,” Edda Lind said.",
        "“We lost the key,” Edda Lind said.",
        ("major block", "major block", "note clean"),
    ),
    "a word that may be a pause": (
        "“We have, like, four boats,” Edda Lind said.",
        "“We have four boats,” Edda Lind said.",
        ("major block", "major block", "minor review"),
    ),
    "grammar improved": (
        "“The boats was late again,” Edda Lind said.",
        "“The boats were late again,” Edda Lind said.",
        ("critical block", "critical block", "note clean"),
    ),
    "grammar improved, two words for one": (
        "“It is gonna hold until spring,” Edda Lind said.",
        "“It is going to hold until spring,” Edda Lind said.",
        ("critical block", "critical block", "note clean"),
    ),
    "a contraction opened": (
        "“We don’t know the cause,” Edda Lind said.",
        "“We do not know the cause,” Edda Lind said.",
        ("minor review", "major block", "note clean"),
    ),
    "an unmarked cut": (
        "“It shook. The whole house moved. We ran,” Edda Lind said.",
        "“It shook. We ran,” Edda Lind said.",
        ("major block", "major block", "major block"),
    ),
    "another word": (
        "“The boats were late again,” Edda Lind said.",
        "“The boats were lost again,” Edda Lind said.",
        ("critical block", "critical block", "critical block"),
    ),
    "a negation": (
        "“The boats are safe,” Edda Lind said.",
        "“The boats are not safe,” Edda Lind said.",
        ("critical block", "critical block", "critical block"),
    ),
}


@pytest.mark.parametrize("name", PAIRS)
@pytest.mark.parametrize("policy", Policy)
def test_one_pair_in_three_houses(name: str, policy: Policy):
    """Reuters, AP and the Guardian judge the same change each by its own rules, and the verdict follows."""
    source, copy, expected = PAIRS[name]
    report = check(source, copy, policy)
    told = [f"{each.severity} {report.verdict}" for each in report.findings]
    assert told == ([expected[tuple(Policy).index(policy)]] if expected[0] else [])
    assert report.policy is policy


@pytest.mark.parametrize("policy", Policy)
def test_brackets_are_no_alteration_in_any_house(policy: Policy):
    """What a desk puts in brackets is its own word, marked as such."""
    source = "“She knew it was broken in May,” Edda Lind said."
    assert check(source, source.replace("She", "[The owner]"), policy).findings == ()


@pytest.mark.parametrize("policy", Policy)
def test_no_house_forgives_outside_quotations(policy: Policy):
    """Figures are the same in every house."""
    report = check("The mill owes $42 million.", "The mill owes $42 billion.", policy)
    assert [(each.id, each.severity) for each in report.findings] == [("figure.changed", Severity.CRITICAL)]


def test_a_variant_is_no_houses_business():
    """Two newsrooms that heard one speech: a contraction there is as grave for AP as for Reuters."""
    one = (
        "Rain brought down an old dam near Hollbrook on Monday night and twelve houses were lost in the valley "
        "before anyone could be warned, the county said in a short note. “We do not know how many cattle are lost,”"
        " said farmer Ines Teller, who stood at the gate until the water had gone and counted those that came home."
    )
    two = (
        "Farmers in the Holl valley search for their herds after the flood. The school is full of people, and crews "
        "from three towns pump cellars dry by lamplight. “We don't know how many cattle are lost,” Ines Teller told "
        "this paper. Mayor Anton Lesk promised hay for all who lost theirs, and a new wall where the old one stood."
    )
    told = [[(each.severity, each.verdict) for each in check(one, two, policy).findings] for policy in Policy]
    assert told[0] == told[1] == told[2]


def test_rules_name_findings_that_exist():
    """Each row names an id of the check, gives a severity for each house, and stands once."""
    assert {rule.finding for rule in RULES} <= set(IDS)
    assert {len(rule.severities) for rule in RULES} == {len(Policy)}
    assert len({(rule.finding, rule.change) for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    ("severities", "verdict"),
    [
        ((), Verdict.CLEAN),
        ((Severity.NOTE,), Verdict.CLEAN),
        ((Severity.NOTE, Severity.MINOR), Verdict.REVIEW),
        ((Severity.MAJOR, Severity.NOTE), Verdict.BLOCK),
        ((Severity.CRITICAL,), Verdict.BLOCK),
    ],
)
def test_verdict_follows_the_gravest(severities: tuple[Severity, ...], verdict: Verdict):
    """Notes change nothing, minor asks for a look, anything graver blocks."""
    found = [Finding("quote.altered", each, Alteration.ALTERED, "Told.") for each in severities]
    assert verdict_of(found) is verdict


def test_severities_are_ordered():
    """Each severity is at or above itself and all below it."""
    told = [[at_or_above(one, least) for least in Severity] for one in Severity]
    assert told == [
        [True, True, True, True],
        [False, True, True, True],
        [False, False, True, True],
        [False, False, False, True],
    ]


def test_the_howto_shows_the_whole_table():
    """The page's table has the rows of the code, house by house."""
    rows = re.findall(
        r"^\| `(\S+)` \| (\w+) \| (.+?) \| (.+?) \| (.+?) \|", HOWTO.read_text("utf-8"), re.MULTILINE
    )
    expected = [
        (rule.finding, rule.change.value, *(str(each) if each else "as found" for each in rule.severities))
        for rule in RULES
    ]
    assert rows == expected
