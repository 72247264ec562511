"""Offices: a holder who became a former, an acting or a deputy one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.checking.lexicon import TITLES
from copydesk.types import Alteration, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.checking.comparison import Change, Comparison

IDS = {
    "name.office": "Somebody holds an office otherwise than in the source: as a former, acting or deputy holder."
}
_OTHERWISE = frozenset({"former", "ex", "acting", "interim", "deputy", "late", "disgraced"})


def find(comparison: Comparison) -> Iterator[Finding]:
    """Yield a finding for each title that got another standing."""
    if comparison.strangers:
        return
    for change in comparison.changes:
        at = _standing(comparison, change)
        if at is None:
            continue
        old = comparison.alignment.to_source[at + 1]
        there, here = comparison.source.words.span(old, old + 1), comparison.copy.words.span(at, at + 2)
        words = there.of(comparison.source.text)
        yield Finding(
            "name.office",
            Severity.MAJOR,
            Alteration.ALTERED,
            f"The source says “{words}”, the copy “{here.of(comparison.copy.text)}”.",
            there,
            here,
            words,
        )


def _standing(comparison: Comparison, change: Change) -> int | None:
    """Return the token that gives a title of the source, at the change's end, another standing."""
    source, copy = comparison.source.words, comparison.copy.words
    (a, b), (c, d) = change.source, change.copy
    if not c < d < len(copy) or b >= len(source) or comparison.alignment.to_source[d] != b:
        return None
    if copy.loose[d - 1] not in _OTHERWISE or copy.loose[d] not in TITLES:
        return None
    if _OTHERWISE & set(source.loose[max(0, a - 2) : b]):
        return None
    return d - 1
