"""The two ways to check: a copy against its source, and a text by itself."""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from itertools import chain
from typing import TYPE_CHECKING

from copydesk.checking.checks import CHECKS, LONE_CHECKS
from copydesk.checking.comparison import Side, compare_sides, prepare
from copydesk.checking.known import against_known
from copydesk.checking.policy import judge, verdict_of
from copydesk.text.collector import held_back
from copydesk.types import Finding, Policy, Report, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from copydesk.checking.known import KnownForm
    from copydesk.types import Span

_WEIGHT = {Severity.CRITICAL: 3, Severity.MAJOR: 2, Severity.MINOR: 1, Severity.NOTE: 0}
#: Of two findings on the same words the check named earlier here keeps its own.
_ORDER = (
    "quotations",
    "roles",
    "offices",
    "names",
    "figures",
    "dates",
    "attribution",
    "claims",
    "scars",
    "furniture",
)


@held_back()
def compare(source: Side, copy: Side, *, policy: Policy = Policy.REUTERS) -> Report:
    """Say what a copy altered in its source.

    Args:
        source: the article as first printed, with its reading.
        copy: what was made of it, with its reading.
        policy: whose rules on quotations apply.

    >>> from copydesk.types import Article, Reading
    >>> one, two = Article(body="The mill owes $42 billion."), Article(body="The mill owes $42 million.")
    >>> report = compare(Side(one, Reading()), Side(two, Reading()))
    >>> [finding.id for finding in report.findings], str(report.verdict)
    (['figure.changed'], 'block')

    Complexity: near linear in both lengths.
    """
    comparison = compare_sides(prepare(source), prepare(copy), policy)
    names = sorted(CHECKS, key=lambda name: (_ORDER.index(name) if name in _ORDER else len(_ORDER), name))
    found = [
        judge(finding, policy, source=comparison.source.text, copy=comparison.copy.text)
        for name in names
        for finding in CHECKS[name](comparison)
    ]
    return _report(found, policy, comparison.closeness)


def review(copy: Side, *, policy: Policy = Policy.REUTERS, known: Sequence[KnownForm] = ()) -> Report:
    """Say what a text shows by itself, without a source: two spellings of a name, scars, page furniture.

    Such evidence is weaker: nothing is graver than minor, and the messages say that no source was seen.

    Args:
        copy: the text, with its reading.
        policy: whose rules on quotations apply.
        known: what other articles printed of the same utterances; its quotations are held against them.

    >>> from copydesk.types import Article, Reading
    >>> text = "Leave a Reply"
    >>> [finding.id for finding in review(Side(Article(body=text), Reading())).findings]
    ['furniture.left']
    """
    prepared = prepare(copy)
    found = [
        dataclasses.replace(
            finding,
            severity=finding.severity if _WEIGHT[finding.severity] < 2 else Severity.MINOR,
            message=f"{finding.message} No source was at hand.",
        )
        for finding in chain(
            against_known(copy, known), *(LONE_CHECKS[name](prepared) for name in sorted(LONE_CHECKS))
        )
    ]
    return _report(found, policy, None)


def _report(found: Iterable[Finding], policy: Policy, closeness: object) -> Report:
    """Return the report: findings in the order of the copy, each stretch named once."""
    kept: list[Finding] = []
    taken: list[tuple[int, int]] = []
    for finding in found:
        if finding.copy is not None and not _take(taken, finding.copy):
            continue
        kept.append(finding)
    kept.sort(key=_place)
    verdict = verdict_of(kept)
    if closeness is None:
        return Report(verdict=verdict, findings=tuple(kept), policy=policy)
    return Report(verdict=verdict, findings=tuple(kept), policy=policy, closeness=closeness)  # type: ignore[arg-type]


def _place(finding: Finding) -> tuple[int, int, str]:
    """Return where a finding stands in the report."""
    span = finding.copy or finding.source
    return (span.start if span else 0, span.end if span else 0, finding.id)


def _take(taken: list[tuple[int, int]], span: Span) -> bool:
    """Take a stretch of the copy unless some of it is taken; `taken` stays in order."""
    at = bisect_left(taken, (span.start, span.end))
    if at < len(taken) and (taken[at][0] < span.end or taken[at] == (span.start, span.end)):
        return False
    if at and taken[at - 1][1] > span.start:
        return False
    taken.insert(at, (span.start, span.end))
    return True
