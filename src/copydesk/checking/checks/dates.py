"""Dates: days, weekdays, months and years that stand in the place of other ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.checking.comparison import overlapping
from copydesk.checking.dates import is_date
from copydesk.types import Alteration, Finding, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.checking.comparison import Change, Comparison, Prepared
    from copydesk.types import DateMention

IDS = {"date.changed": "A day, weekday, month or year is another one than in the source."}


def find(comparison: Comparison) -> Iterator[Finding]:
    """Yield a finding for each date that another one took the place of."""
    for change in comparison.changes:
        yield from _dates(comparison, change)


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
