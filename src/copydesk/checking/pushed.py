"""Somebody's name where the source names nobody: "Lind have eased over the years" for "Tensions have eased"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.checking.lexicon import CUES, PRONOUNS, SMALL, TITLES, WEEKDAYS
from copydesk.types import Alteration, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.checking.comparison import Change, Comparison

#: In a sentence with fewer equal words the name may be what the rest was told anew about.
_CLOSE = 0.6
#: Words of the longest run that a name is put for, and of the longest name.
_REPLACED, _NAME = 2, 3
_DESCRIBING = frozenset({"the", "a", "an", "his", "her", "its", "their", "this", "that", "our", "my", "one"})


def pushed(comparison: Comparison, change: Change) -> Iterator[tuple[int, Finding]]:
    """Yield the finding for a person's name in the place of a plain word, with its first token in the copy.

    The name must be one that the source gives elsewhere, and the words behind it must be those of the source: what
    the sentence says is now said of somebody.
    """
    source, copy = comparison.source, comparison.copy
    (a, b), (c, d) = change.source, change.copy
    if not (1 <= b - a <= _REPLACED and 1 <= d - c <= _NAME) or not _goes_on(comparison, change):
        return
    if comparison.alignment.links[change.link].share < _CLOSE or not _is_plain(comparison, a, b):
        return
    named = [at for at in range(c, d) if copy.words.keys[at] not in TITLES]
    if not named or any(at not in copy.people or not _is_more(comparison, change, at) for at in named):
        return
    there, here = source.words.span(a, b), copy.words.span(c, d)
    words = there.of(source.text)
    told = any(copy.words.keys[at] in CUES for at in range(d, min(d + 2, len(copy.words))))
    yield (
        named[0],
        Finding(
            "attribution.changed" if told else "name.changed",
            Severity.CRITICAL if told else Severity.MAJOR,
            Alteration.ALTERED,
            f"The copy names “{here.of(copy.text)}” where the source has “{words}”.",
            there,
            here,
            words,
        ),
    )


def _goes_on(comparison: Comparison, change: Change) -> bool:
    """Say whether the two words behind a change are the same ones in both texts."""
    to_source, (b, d) = comparison.alignment.to_source, (change.source[1], change.copy[1])
    return d + 1 < len(to_source) and to_source[d] == b and to_source[d + 1] == b + 1


def _is_plain(comparison: Comparison, first: int, last: int) -> bool:
    """Say whether a run of the source is a weekday, or opens a sentence without pointing at somebody told before."""
    source = comparison.source
    keys = source.words.keys
    if first not in source.openers:
        return last - first == 1 and keys[first] in WEEKDAYS
    return not any(
        at in source.names
        or keys[at] in PRONOUNS
        or keys[at] in _DESCRIBING
        or keys[at] in TITLES
        or (keys[at] in SMALL and last - first > 1)
        for at in range(first, last)
    )


def _is_more(comparison: Comparison, change: Change, at: int) -> bool:
    """Say whether a name of the copy is the source's, and its sentence has it more often than the source's."""
    key = comparison.copy.words.keys[at]
    link = comparison.alignment.links[change.link]
    there = comparison.source.words.keys[slice(*link.source)].count(key)
    here = comparison.copy.words.keys[slice(*link.copy)].count(key)
    return key in comparison.source.proper and here > there
