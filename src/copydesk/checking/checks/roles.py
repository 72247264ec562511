"""Roles: who did what to whom, where the words stayed and their places changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.checking.similar import same_root
from copydesk.types import Alteration, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.checking.comparison import Change, Comparison, Prepared
    from copydesk.text.alignment import Link

IDS = {"claim.role": "Who did it and whom it was done to changed places."}
_HAVE = frozenset({"have", "has", "had", "having", "get", "getting", "got"})
_PASSIVE = frozenset({"by"})
#: Before these a noun is the other side: "confidence in the town" is not "the town's confidence".
_TOWARDS = frozenset({"in", "against", "on", "towards", "toward", "to", "from"})


def find(comparison: Comparison) -> Iterator[Finding]:
    """Yield findings for names that changed places, for objects turned into owners, and for causers dropped."""
    by_link: dict[int, list[Change]] = {}
    for change in comparison.changes:
        by_link.setdefault(change.link, []).append(change)
    for number, changes in sorted(by_link.items()):
        yield from _swapped(comparison, changes, comparison.alignment.links[number])
        yield from _turned(comparison, changes)
        dropped = _causer_dropped(comparison, changes)
        if dropped is not None:
            yield _finding(comparison, *dropped, Severity.MINOR)


def _swapped(comparison: Comparison, changes: list[Change], link: Link) -> Iterator[Finding]:
    """Yield a finding where two names stand in each other's place and no passive explains it."""
    source, copy = comparison.source, comparison.copy
    old, new = source.words.keys, copy.words.keys
    passive = _PASSIVE & set(new[slice(*link.copy)]) != _PASSIVE & set(old[slice(*link.source)])
    if passive or len(changes) > 8:
        return
    for place, one in enumerate(changes):
        for two in changes[place + 1 :]:
            first = _named(comparison, one)
            second = _named(comparison, two)
            crossed = first[0] and second[0] and first[0] & second[1] and first[1] & second[0]
            if crossed and not first[0] & first[1]:
                yield _finding(
                    comparison,
                    (one.source[0], two.source[1]),
                    (one.copy[0], two.copy[1]),
                    Severity.CRITICAL,
                )
                return


def _named(comparison: Comparison, change: Change) -> tuple[set[str], set[str]]:
    """Return the names on both sides of a change."""
    source, copy = comparison.source, comparison.copy
    return (
        {source.words.keys[at] for at in range(*change.source) if at in source.names},
        {copy.words.keys[at] for at in range(*change.copy) if at in copy.names},
    )


def _turned(comparison: Comparison, changes: list[Change]) -> Iterator[Finding]:
    """Yield a finding where "confidence in the town" became "the town's confidence"."""
    source = comparison.source
    for gone in changes:
        names = [at for at in range(*gone.source) if _is_name(source, at)]
        if not names:
            continue
        before = names[0] - 1
        while before > 0 and source.words.keys[before] == "the":
            before -= 1
        if before < 1 or source.words.keys[before] not in _TOWARDS:
            continue
        noun = comparison.alignment.to_copy[before - 1]
        wanted = {source.words.keys[at] for at in names}
        for come in changes:
            new = {comparison.copy.words.keys[at] for at in range(*come.copy)}
            if noun >= 0 and come.copy[1] == noun and wanted <= new and len(new) <= len(wanted) + 1:
                yield _finding(
                    comparison, (before - 1, names[-1] + 1), (come.copy[0], noun + 1), Severity.MINOR
                )
                break


def _is_name(side: Prepared, at: int) -> bool:
    """Say whether a token is part of a name, a country cut short among them."""
    return at in side.names or side.words.keys[at] in {"u.s.", "uk", "un", "eu"}


def _causer_dropped(
    comparison: Comparison, changes: list[Change]
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return where "having it built" became "building it"."""
    source, copy = comparison.source.words, comparison.copy.words
    old = {at for each in changes for at in range(*each.source)}
    for each in changes:
        for at in range(*each.copy):
            if not copy.keys[at].endswith("ing"):
                continue
            for verb in range(each.source[0], min(len(source), each.source[0] + 8)):
                had = [i for i in range(max(0, verb - 4), verb - 1) if i in old and source.keys[i] in _HAVE]
                done = source.keys[verb].endswith(("ed", "en", "t")) and same_root(
                    source.keys[verb], copy.keys[at]
                )
                if verb in old and done and had:
                    return (had[-1], verb + 1), (at, at + 1)
    return None


def _finding(
    comparison: Comparison, there: tuple[int, int], here: tuple[int, int], severity: Severity
) -> Finding:
    """Return the finding for changed roles."""
    old, new = comparison.source.words.span(*there), comparison.copy.words.span(*here)
    words = old.of(comparison.source.text)
    return Finding(
        "claim.role",
        severity,
        Alteration.ALTERED,
        f"The source says “{words}”, the copy “{new.of(comparison.copy.text)}”: who does what to whom is another.",
        old,
        new,
        words,
    )
