"""Offices: a holder who became a former, an acting or a deputy one, or the holder of another office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.checking.lexicon import OFFICES, PORTFOLIOS, TITLES
from copydesk.types import Alteration, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.checking.comparison import Change, Comparison

IDS = {
    "name.office": "Somebody holds another office than in the source, or as a former, acting or deputy holder."
}
_HOLDERS = frozenset(
    (
        "wife", "husband", "partner", "official", "officials", "aide", "aides", "adviser", "advisor", "employee",
        "employees", "member", "members", "owner", "owners", "soldier", "colleague", "boss", "manager", "head",
        "chair", "editor", "player", "champion", "minister", "ambassador", "lawmaker", "congressman", "student",
    )
)  # fmt: skip
_OTHERWISE = frozenset({"former", "ex", "acting", "interim", "deputy", "vice", "late", "disgraced"})


#: Words of the longest title: "Lieutenant General", "Attorney General".
_WORDS = 3
#: From this share of equal words on, another standing is no retelling.
_CLOSE = 0.5


def find(comparison: Comparison) -> Iterator[Finding]:
    """Yield a finding for each title that got another standing, lost it, or became another title."""
    if comparison.strangers:
        return
    for change in comparison.changes:
        at = _standing(comparison, change)
        if at is not None:
            old = comparison.alignment.to_source[at + 1]
            yield _finding(comparison, (old, old + 1), (at, at + 2))
        elif comparison.alignment.links[change.link].share >= _CLOSE:
            (a, b), (c, d) = change.source, change.copy
            if _lost(comparison, change):
                yield _finding(comparison, (b - 1, b + 1), (max(c, d - 1), d + 1))
            elif _is_other(comparison, change) or _is_other_portfolio(comparison, change):
                yield _finding(comparison, (a, b), (c, d))


def _finding(comparison: Comparison, there: tuple[int, int], here: tuple[int, int]) -> Finding:
    """Return the finding for an office held otherwise."""
    old, new = comparison.source.words.span(*there), comparison.copy.words.span(*here)
    words = old.of(comparison.source.text)
    return Finding(
        "name.office",
        Severity.MAJOR,
        Alteration.ALTERED,
        f"The source says “{words}”, the copy “{new.of(comparison.copy.text)}”.",
        old,
        new,
        words,
    )


def _lost(comparison: Comparison, change: Change) -> bool:
    """Say whether "former", "acting" or "deputy" was taken from before a title that stayed."""
    source, copy = comparison.source.words, comparison.copy.words
    (a, b), (c, d) = change.source, change.copy
    if a == b or b >= len(source) or d >= len(copy) or comparison.alignment.to_source[d] != b or b - a > 2:
        return False
    if source.loose[b - 1] not in _OTHERWISE or any(copy.loose[at] in _OTHERWISE for at in range(c, d)):
        return False
    return source.loose[b] in TITLES or source.loose[b] in _HOLDERS


def _is_other(comparison: Comparison, change: Change) -> bool:
    """Say whether a title before a name that stayed became another one, which the source nowhere gives the name."""
    source, copy = comparison.source.words, comparison.copy.words
    (a, b), (c, d) = change.source, change.copy
    if not 1 <= b - a <= _WORDS or not 1 <= d - c <= _WORDS or b >= len(source) or d >= len(copy):
        return False
    one, two = _offices(source.loose[a:b]), _offices(copy.loose[c:d])
    if one is None or two is None or one & two or comparison.alignment.to_source[d] != b:
        return False
    if b not in comparison.source.names and source.loose[b] not in {"of", "for"}:
        return False
    name = source.loose[b : b + 3]
    return not any(
        source.loose[at] == copy.loose[d - 1]
        and set(source.loose[at + 1 : at + 4]) & set(name) - {"of", "for"}
        for at in range(len(source))
    )


def _is_other_portfolio(comparison: Comparison, change: Change) -> bool:
    """Say whether the word that tells which minister, officer or court it is became another one."""
    source, copy = comparison.source.words, comparison.copy.words
    (a, b), (c, d) = change.source, change.copy
    if not b - a == d - c == 1 or b >= len(source) or comparison.alignment.to_copy[b] != d:
        return False
    return {source.loose[a], copy.loose[c]} <= PORTFOLIOS and source.loose[b] in _HEADS


_HEADS = frozenset(
    {"minister", "ministers", "ministry", "secretary", "officer", "court", "department", "committee"}
)


def _offices(words: tuple[str, ...]) -> set[int] | None:
    """Return the offices that a title names; None where a word of it is no part of a title, or none an office."""
    found = {OFFICES[word] for word in words if word in OFFICES}
    return found if found and all(word in OFFICES or word in TITLES for word in words) else None


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
