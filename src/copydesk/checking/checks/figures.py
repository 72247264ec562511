"""Figures: digits, magnitude, unit and bound, compared where aligned words stand for each other."""

from __future__ import annotations

import re
from bisect import bisect_left
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from copydesk.checking.dates import is_date
from copydesk.checking.lexicon import AMOUNTS, BOUND_PHRASES, BOUNDS, CUES, SMALL, UNIT_NAMES, UNITS
from copydesk.types import Alteration, Closeness, Finding, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.checking.comparison import Change, Comparison
    from copydesk.text.canonical import Canonical

IDS = {
    "figure.changed": "A figure has another value, magnitude or unit than in the source.",
    "figure.rounded": "A figure was rounded without saying so.",
    "figure.bound": "What a figure bounds was changed: under, over, about.",
}
#: A sentence with fewer equal words was told anew.
RETOLD = 0.6
_UNITS = "$€£¥₹%as"
#: A bound this far from the exact figure tells something else: "more than 10,000" of 18,640.
_BOUNDED = Decimal("0.1")


def find(comparison: Comparison) -> Iterator[Finding]:
    """Yield a finding for each figure that stands in the place of another one."""
    for change in comparison.changes:
        yield from _figures(comparison, change)
        yield from _bounds(comparison, change)
        yield from _measures(comparison, change)
        yield from _amounts(comparison, change)
    yield from _signs(comparison)


def _is_figure(words: Canonical, at: int) -> bool:
    """Say whether a token is a figure and no date; "one" in letters counts for nothing."""
    key = words.keys[at]
    if key[0] not in "#@" and not (key[0] == "o" and key[1:].isdecimal()):
        return False
    return not is_date(words, at)


def _is_digits(words: Canonical, at: int) -> bool:
    """Say whether a figure is printed with a digit, or is no mere "one"."""
    return any(each.isdigit() for each in words.text[words.starts[at] : words.ends[at]]) or words.keys[at] not in {
        "#1", "o1", "o2"}  # fmt: skip


def _figures(comparison: Comparison, change: Change) -> Iterator[Finding]:
    """Yield findings for the figures of one change."""
    old, new = comparison.source.words, comparison.copy.words
    before = [at for at in range(*change.source) if _is_figure(old, at)]
    after = [at for at in range(*change.copy) if _is_figure(new, at)]
    keys = {old.keys[at] for at in before}
    kept = {new.keys[at] for at in after}
    before = [at for at in before if old.keys[at] not in kept]
    after = [at for at in after if new.keys[at] not in keys]
    for one, two in zip(before, after, strict=False):
        places = old.keys[one][0] == new.keys[two][0] == "o"  # "the first half", "the second half"
        if not (places or _is_digits(old, one) or _is_digits(new, two)) or _is_moved(
            comparison, change, one, two
        ):
            continue
        if _is_bounded(old, one, new, two):
            continue
        there, here = Span(old.starts[one], old.ends[one]), Span(new.starts[two], new.ends[two])
        words = there.of(old.text)
        if _rounded(old.keys[one], new.keys[two]):
            if two and new.keys[two - 1] in BOUNDS and old.keys[max(0, one - 1)] not in BOUNDS:
                continue  # "about 5,300" for 5,287
            yield Finding(
                "figure.rounded",
                Severity.MINOR,
                Alteration.ALTERED,
                f"“{words}” was rounded to “{here.of(new.text)}” without saying so.",
                there,
                here,
                words,
            )
        else:
            yield Finding(
                "figure.changed",
                Severity.CRITICAL,
                Alteration.ALTERED,
                f"The source has “{words}” where the copy has “{here.of(new.text)}”.",
                there,
                here,
                words,
            )


def _is_bounded(old: Canonical, one: int, new: Canonical, two: int) -> bool:
    """Say whether a rounded figure bounds the exact one rightly: "more than 18,000" for 18,640."""
    (exact, unit), (rounded, other) = split_key(old.keys[one]), split_key(new.keys[two])
    if (
        exact is None
        or rounded is None
        or unit != other
        or not rounded
        or _bound(old.keys[max(0, one - 2) : one])
    ):
        return False
    bounds = _bound(new.keys[max(0, two - 2) : two]) | _bound(new.keys[max(0, two - 3) : two])
    nearly = new.keys[two - 1 : two] in {("nearly",), ("almost",), ("approaching",)}
    wide = abs(exact - rounded) > _BOUNDED * exact
    return not wide and (
        (rounded < exact and bounds == {"over"}) or (rounded > exact and ("under" in bounds or nearly))
    )


def _is_moved(comparison: Comparison, change: Change, one: int, two: int) -> bool:
    """Say whether two figures of a retold sentence are two facts, and not one fact altered.

    Where a sentence was told anew its figures changed places with its words; a figure is altered only if it counts
    the same thing, and the source nowhere counts that thing so.
    """
    if _changed_places(comparison, change, one, two):
        return True
    if (
        comparison.closeness is not Closeness.REWRITE
        or comparison.alignment.links[change.link].share >= RETOLD
    ):
        return False
    source, copy = comparison.source.words, comparison.copy.words
    if new_key := copy.keys[two]:
        known = any(source.keys[at] == new_key for at in range(len(source)))
        if not known:
            return False
    return _counted(source, one) != _counted(copy, two) or any(
        source.keys[at] == new_key and _counted(source, at) == _counted(copy, two)
        for at in range(len(source))
    )


def _changed_places(comparison: Comparison, change: Change, one: int, two: int) -> bool:
    """Say whether both figures stand in both sentences behind the same words: clauses were turned round.

    "Built 31 and sold 12" may become "sold 12 and built 31", and not "built 12 and sold 31".
    """
    source, copy = comparison.source.words, comparison.copy.words
    link = comparison.alignment.links[change.link]
    return _follows_the_same(source, range(*link.source), copy, two) and _follows_the_same(
        copy, range(*link.copy), source, one
    )


def _follows_the_same(words: Canonical, run: range, other: Canonical, at: int) -> bool:
    """Say whether a figure of the other side stands in a run behind the word that it stands behind there."""
    if not at or other.loose[at - 1] in SMALL:
        return False
    pair = other.loose[at - 1], other.keys[at]
    return any((words.loose[each - 1], words.keys[each]) == pair for each in run if each)


def _counted(words: Canonical, at: int) -> str:
    """Return what a figure counts: the next telling word of its clause, empty if there is none."""
    for each in range(at + 1, min(len(words), at + 4)):
        if words.text[words.ends[each - 1] : words.starts[each]].strip():
            return ""
        if words.loose[each] not in SMALL and words.loose[each] not in CUES:
            return words.loose[each]
    return ""


def _measures(comparison: Comparison, change: Change) -> Iterator[Finding]:
    """Yield findings for another unit of the same kind, and for a rise by a figure that became one to it."""
    old, new = comparison.source.words, comparison.copy.words
    (a, b), (c, d) = change.source, change.copy
    if b - a == d - c == 2 and {old.loose[a], new.loose[c]} == {"a", "an"}:
        a, c = a + 1, c + 1
    if not b - a == d - c == 1:
        return
    one, two = old.loose[a], new.loose[c]
    kind = UNITS.get(one)
    unit = (
        kind is not None
        and kind == UNITS.get(two)
        and UNIT_NAMES.get(one, one) != UNIT_NAMES.get(two, two)
        and _is_amount(old, a)
    )
    step = {one, two} == {"by", "to"} and b < len(old) and d < len(new) and old.keys[b] == new.keys[d]
    if unit or (step and _is_figure(old, b)):
        there, here = old.span(a, b if unit else b + 1), new.span(c, d if unit else d + 1)
        words = there.of(old.text)
        yield Finding(
            "figure.changed",
            Severity.CRITICAL,
            Alteration.ALTERED,
            f"The source has “{words}” where the copy has “{here.of(new.text)}”.",
            there,
            here,
            words,
        )


def _amounts(comparison: Comparison, change: Change) -> Iterator[Finding]:
    """Yield a finding for an amount in words that became another one: "dozens", "hundreds"; "doubled", "tripled"."""
    old, new = comparison.source.words, comparison.copy.words
    before = [at for at in range(*change.source) if old.loose[at] in AMOUNTS]
    after = [at for at in range(*change.copy) if new.loose[at] in AMOUNTS]
    if len(before) != 1 or len(after) != 1 or change.source[1] - change.source[0] > _FEW:
        return
    if AMOUNTS[old.loose[before[0]]] != AMOUNTS[new.loose[after[0]]]:
        yield _other(comparison, old.span(before[0], before[0] + 1), new.span(after[0], after[0] + 1))


#: A change of more words than this is told anew.
_FEW = 5


def _signs(comparison: Comparison) -> Iterator[Finding]:
    """Yield a finding for a figure that kept its digits and lost its sign: "-4 C", "4 C"."""
    source, copy = comparison.source, comparison.copy
    for side, other, across in (
        (source, copy, comparison.alignment.to_copy),
        (copy, source, comparison.alignment.to_source),
    ):
        for match in _MINUS.finditer(side.text):
            at = bisect_left(side.words.starts, match.start())
            there = across[at] if at < len(side.words) else -1
            if there < 0 or side.quote_of[at] >= 0 or _has_sign(other.words, there):
                continue
            one, two = (at, there) if side is source else (there, at)
            yield _other(comparison, source.words.span(one, one + 1), copy.words.span(two, two + 1))


#: A minus before a figure, and no dash between two of them.
_MINUS = re.compile(r"[-\u2212](?=\d)(?<=[\s(].)")


def _has_sign(words: Canonical, at: int) -> bool:
    """Say whether a figure has a sign or "minus" before it."""
    start = words.starts[at]
    mark = words.text[start : start + 1] if not words.text[start].isdigit() else words.text[start - 1 : start]
    return mark in {"-", "\u2212", "\u2013"} or (
        at > 0 and words.loose[at - 1] in {"minus", "below", "negative"}
    )


def _other(comparison: Comparison, there: Span, here: Span) -> Finding:
    """Return the finding for another amount."""
    words = there.of(comparison.source.text)
    return Finding(
        "figure.changed",
        Severity.CRITICAL,
        Alteration.ALTERED,
        f"The source has “{words}” where the copy has “{here.of(comparison.copy.text)}”.",
        there,
        here,
        words,
    )


def _is_amount(words: Canonical, at: int) -> bool:
    """Say whether a unit says how much, with a figure or "a" before it."""
    before = words.keys[max(0, at - 3) : at]
    return any(key[0] == "#" for key in before) or before[-1:] in {
        ("a",),
        ("an",),
        ("per",),
        ("each",),
        ("every",),
    }


def split_key(key: str) -> tuple[Decimal | None, str]:
    """Return value and unit of a figure's key."""
    body = key.lstrip("#@o")
    unit = body[len(body.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ" + _UNITS)) :]
    try:
        return Decimal(body[: len(body) - len(unit)] or "x"), unit
    except InvalidOperation:
        return None, unit


def _rounded(old: str, new: str) -> bool:
    """Say whether the new figure is the old one to fewer digits."""
    (one, unit), (two, other) = split_key(old), split_key(new)
    if one is None or two is None or unit != other or one == 0 or two == 0:
        return False
    digits = two.as_tuple().digits
    exponent = two.normalize().adjusted() - len(two.normalize().as_tuple().digits) + 1
    if len(digits) == 0 or len(two.normalize().as_tuple().digits) >= len(one.normalize().as_tuple().digits):
        return False
    step = Decimal(1).scaleb(exponent)
    return abs(one - two) <= step / 2 and abs(one - two) / one <= Decimal("0.35")


def _bound(keys: tuple[str, ...]) -> set[str]:
    """Return how the words before a figure bound it."""
    if " ".join(keys) in BOUND_PHRASES:
        return {BOUND_PHRASES[" ".join(keys)]}
    return {BOUNDS[key] for key in keys if key in BOUNDS}


def _bounds(comparison: Comparison, change: Change) -> Iterator[Finding]:
    """Yield findings where "under" a figure became "over" it or was dropped."""
    old, new = comparison.source.words, comparison.copy.words
    (a, b), (c, d) = change.source, change.copy
    if b - a > 3 or d - c > 3 or b >= len(old) or d >= len(new):
        return
    if a and c and old.loose[a - 1] == new.loose[c - 1] == "at":
        a, c = a - 1, c - 1  # "at least" and "at most"
    if old.loose[b] == new.loose[d] == "than" and b + 1 < len(old) and d + 1 < len(new):
        b, d = b + 1, d + 1  # "more than" and "fewer than"
    if old.keys[b] != new.keys[d] or not _is_figure(old, b):
        return
    was = _bound(old.keys[a:b])
    now = _bound(new.keys[c:d])
    if not was or was == now:
        return
    there, here = old.span(a, b + 1), new.span(c, d + 1)
    yield Finding(
        "figure.bound",
        Severity.MAJOR if now else Severity.MINOR,
        Alteration.ALTERED,
        f"The source says “{there.of(old.text)}”, the copy “{here.of(new.text)}”.",
        there,
        here,
        there.of(old.text),
    )
