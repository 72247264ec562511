"""Whose house rules apply: one table that says how grave a finding is in which house, and the verdict.

The checks say what was altered and how grave that is as a rule. A house may judge otherwise: its rows here
are the only place that knows. A policy changes no finding's words and takes none away.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from copydesk.checking.lexicon import FILLERS
from copydesk.text.canonical import canonical
from copydesk.types import Alteration, Policy, Severity, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from copydesk.types import Finding


class Change(StrEnum):
    """What kind of words changed; a rule may speak of one kind only."""

    ANY = "any"
    PAUSE = "pause"  #: only sounds came or went: "um"
    FILLER = "filler"  #: only such words came or went: "well", "like"
    GRAMMAR = "grammar"  #: one form of a word for another that a schoolbook prefers: "was" and "were"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table."""

    finding: str  #: the id
    change: Change  #: the rule holds for this kind of change alone; ANY holds where no other row does
    severities: tuple[Severity | None, ...]  #: one for each policy; None keeps what the check gave
    why: str  #: what the houses say, in one sentence

    def severity(self, policy: Policy) -> Severity | None:
        """Return how grave this is in a house; None when the check's own word stands."""
        return self.severities[tuple(Policy).index(policy)]


#: A policy is a column; `docs/howto/add-a-policy.md` says how to add one.
RULES: tuple[Rule, ...] = (
    #                                                       reuters         ap              guardian
    Rule("quote.altered", Change.GRAMMAR,                  (None,           None,           Severity.NOTE),
         "The Guardian lets grammar be put right; Reuters and AP never alter a quotation, even for grammar."),
    Rule("quote.contraction", Change.ANY,                  (Severity.MINOR, Severity.MAJOR, Severity.NOTE),
         "For AP a contraction opened or closed is a quotation altered; the Guardian calls it grammar."),
    Rule("quote.cut_unmarked", Change.PAUSE,               (None,           None,           Severity.NOTE),
         "The Guardian takes ums out; Reuters and AP want every cut shown as “ ... ”."),
    Rule("quote.cut_unmarked", Change.FILLER,              (None,           None,           Severity.MINOR),
         "What may be an um may also carry sense: somebody should look."),
    Rule("quote.inserted", Change.PAUSE,                   (None,           None,           Severity.MINOR),
         "No house puts ums in, and nobody is misquoted by one."),
    Rule("quote.inserted", Change.FILLER,                  (None,           None,           Severity.MINOR),
         "As for pauses."),
)  # fmt: skip
#: Forms of one word, as canonical keys; a quotation whose words differ within one row was corrected. No two
#: forms of one row tell another time: “they come” and “they came” are two statements.
_GRAMMAR = tuple(
    frozenset(row.split("/"))
    for row in (
        "is/are/am/ai", "was/were", "has/have/ai", "do/does", "a/an", "who/whom", "them/those", "me/i", "him/he",
        "her/she", "us/we", "less/fewer", "done/did", "seen/saw", "gone/went", "gonna/going to", "wanna/want to",
        "gotta/got to/have got to", "kinda/kind of", "cos/because", "cause/because", "yeah/yes", "yep/yes", "nope/no",
        "goin/going", "nothin/nothing", "somethin/something", "em/them",
    )
)  # fmt: skip
_PAUSES = FILLERS - {"well", "like"}
_ORDER = (Severity.NOTE, Severity.MINOR, Severity.MAJOR, Severity.CRITICAL)
_RULES = {(rule.finding, rule.change): rule for rule in RULES}


def judge(finding: Finding, policy: Policy, *, source: str, copy: str) -> Finding:
    """Return a finding as grave as a house holds it.

    A variant is left as it is: where two people heard one speech, nobody altered anything.

    Args:
        finding: what a check found.
        policy: whose rules apply.
        source: the text that the finding's source span is into.
        copy: the text that its copy span is into.

    >>> from copydesk.types import Alteration, Finding, Span
    >>> found = Finding("quote.cut_unmarked", Severity.MAJOR, Alteration.ALTERED, "Cut.", Span(4, 6), Span(0, 7))
    >>> str(judge(found, Policy.GUARDIAN, source="We, um, lost", copy="We lost").severity)
    'note'
    """
    if finding.verdict is Alteration.VARIANT:
        return finding
    kinds = (change_of(finding, source, copy), Change.ANY) if finding.id in _RULED else ()
    rule = next((found for each in kinds if (found := _RULES.get((finding.id, each)))), None)
    severity = rule.severity(policy) if rule else None
    return finding if severity is None else replace(finding, severity=severity)


_RULED = frozenset(rule.finding for rule in RULES)


def change_of(finding: Finding, source: str, copy: str) -> Change:
    """Return what kind of words a finding is about."""
    old = canonical(finding.source.of(source)).keys if finding.source else []
    new = canonical(finding.copy.of(copy)).keys if finding.copy else []
    # Where words came or went, the span of the side without them holds its neighbours.
    moved = old if finding.id == "quote.cut_unmarked" else new if finding.id == "quote.inserted" else ()
    if moved:
        if all(key in _PAUSES for key in moved):
            return Change.PAUSE
        return Change.FILLER if all(key in FILLERS for key in moved) else Change.ANY
    was, now = " ".join(old), " ".join(new)
    return Change.GRAMMAR if any({was, now} <= forms for forms in _GRAMMAR) else Change.ANY


def verdict_of(findings: Iterable[Finding]) -> Verdict:
    """Return what to do with a copy: major and critical block it, minor wants a look, a note changes nothing.

    >>> str(verdict_of([]))
    'clean'
    """
    gravest = max((_ORDER.index(each.severity) for each in findings), default=0)
    if gravest >= _ORDER.index(Severity.MAJOR):
        return Verdict.BLOCK
    return Verdict.REVIEW if gravest else Verdict.CLEAN


def at_or_above(severity: Severity, least: Severity) -> bool:
    """Say whether a severity is at least as grave as another.

    >>> at_or_above(Severity.MAJOR, Severity.MINOR), at_or_above(Severity.NOTE, Severity.MINOR)
    (True, False)
    """
    return _ORDER.index(severity) >= _ORDER.index(least)
