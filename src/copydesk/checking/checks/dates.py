"""Dates: days, weekdays, months and years that stand in the place of other ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.checking.comparison import overlapping
from copydesk.checking.dates import is_date
from copydesk.checking.lexicon import CUES
from copydesk.types import Alteration, Finding, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.checking.comparison import Change, Comparison, Prepared
    from copydesk.types import DateMention

IDS = {
    "date.changed": "A day, weekday, month or year is another one than in the source.",
    "date.tense": "What the source says is to come, the copy tells as past, or the other way round.",
}
_REACH = 5
_BE = frozenset({"is", "are"})
_COMING = frozenset(
    {("will", "be"), ("would", "be"), ("is", "to", "be"), ("are", "to", "be"), ("shall", "be")}
)
_GONE = frozenset({("was",), ("were",), ("had", "been"), ("has", "been"), ("have", "been")})


def find(comparison: Comparison) -> Iterator[Finding]:
    """Yield a finding for each date that another one took the place of."""
    for change in comparison.changes:
        yield from _dates(comparison, change)
        if _moves(comparison, change):
            yield _tense(comparison, change)


def _dates(comparison: Comparison, change: Change) -> Iterator[Finding]:
    """Yield findings for the dates of one change."""
    old, new = comparison.source.words, comparison.copy.words
    before = [at for at in range(*change.source) if is_date(old, at)]
    after = [at for at in range(*change.copy) if is_date(new, at)]
    was = {old.keys[at] for at in before}
    now = {new.keys[at] for at in after}
    before = [at for at in before if old.keys[at] not in now]
    after = [at for at in after if new.keys[at] not in was]
    for one, two in zip(before, after, strict=False):
        there, here = Span(old.starts[one], old.ends[one]), Span(new.starts[two], new.ends[two])
        if _same_days(_mention(comparison.source, there), _mention(comparison.copy, here)):
            continue
        words = there.of(old.text)
        yield Finding(
            "date.changed",
            Severity.MAJOR,
            Alteration.ALTERED,
            f"The source dates it “{words}”, the copy “{here.of(new.text)}”.",
            there,
            here,
            words,
        )


def _moves(comparison: Comparison, change: Change) -> bool:
    """Say whether a change of tense moves something from the time to come into the past, or back.

    "He says that it is late" may become "he said that it was late": "is" tells of the time to come only beside a
    day, and only where no reporting word draws it into the past.
    """
    source, copy = comparison.source.words, comparison.copy.words
    old, new = source.loose[slice(*change.source)], copy.loose[slice(*change.copy)]
    if (old in _COMING and new in _GONE) or (old in _GONE and new in _COMING):
        return True
    if len(old) != 1 or len(new) != 1 or old[0] not in _BE or new[0] not in {"was", "were"}:
        return False
    link = comparison.alignment.links[change.link]
    told = any(key in CUES for key in copy.loose[slice(*link.copy)])
    return not told and any(
        is_date(source, at)
        for at in range(change.source[1], min(len(source), change.source[1] + _REACH, link.source[1]))
    )


def _tense(comparison: Comparison, change: Change) -> Finding:
    """Return the finding for a change of tense."""
    there, here = comparison.source.words.span(*change.source), comparison.copy.words.span(*change.copy)
    words = there.of(comparison.source.text)
    return Finding(
        "date.tense",
        Severity.MAJOR,
        Alteration.ALTERED,
        f"The source says “{words}”, the copy “{here.of(comparison.copy.text)}”: it happens at another time.",
        there,
        here,
        words,
    )


def _mention(side: Prepared, span: Span) -> DateMention | None:
    """Return what the reading makes of the date at a place."""
    return next(iter(overlapping(side.side.reading.dates, span)), None)


def _same_days(one: DateMention | None, two: DateMention | None) -> bool:
    """Say whether both name the same days, or one of them days within the other's."""
    if one is None or two is None:
        return False
    return (one.first <= two.first and two.last <= one.last) or (
        two.first <= one.first and one.last <= two.last
    )
