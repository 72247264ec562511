"""Figures: digits, magnitude, unit and bound, compared where aligned words stand for each other."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from copydesk.checking.dates import is_date
from copydesk.checking.lexicon import BOUNDS
from copydesk.types import Alteration, Finding, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.checking.comparison import Change, Comparison
    from copydesk.text.canonical import Canonical

IDS = {
    "figure.changed": "A figure has another value, magnitude or unit than in the source.",
    "figure.rounded": "A figure was rounded without saying so.",
    "figure.bound": "What a figure bounds was changed: under, over, about.",
}
_UNITS = "$€£¥₹%as"


def find(comparison: Comparison) -> Iterator[Finding]:
    """Yield a finding for each figure that stands in the place of another one."""
    for change in comparison.changes:
        yield from _figures(comparison, change)
        yield from _bounds(comparison, change)


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
        if not (_is_digits(old, one) or _is_digits(new, two)):
            continue
        there, here = Span(old.starts[one], old.ends[one]), Span(new.starts[two], new.ends[two])
        words = there.of(old.text)
        if _rounded(old.keys[one], new.keys[two]):
            if two and new.keys[two - 1] in BOUNDS and old.keys[max(0, one - 1)] not in BOUNDS:
                continue
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


def _bounds(comparison: Comparison, change: Change) -> Iterator[Finding]:
    """Yield findings where "under" a figure became "over" it or was dropped."""
    old, new = comparison.source.words, comparison.copy.words
    (a, b), (c, d) = change.source, change.copy
    if b - a > 3 or d - c > 3 or b >= len(old) or d >= len(new):
        return
    if old.keys[b] != new.keys[d] or not _is_figure(old, b):
        return
    was = {BOUNDS[key] for key in old.keys[a:b] if key in BOUNDS}
    now = {BOUNDS[key] for key in new.keys[c:d] if key in BOUNDS}
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
