"""A second look at each block: what the scorer thinks of the blocks around it, of its kin and of its siblings.

One block of prose among links is a teaser, one link among prose is text; the first look sees the words and the
place, the second one sees the verdicts. `NAMES` names the numbers; the trees that weigh them stand beside the first
ones in `weights.json`.
"""

from __future__ import annotations

from collections import defaultdict
from math import log1p
from typing import TYPE_CHECKING

from copydesk.parsing.pages.features import TAG_NUMBERS, kin_key

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from copydesk.parsing.pages.tree import Leaf

NAMES: tuple[str, ...] = (
    "own", "previous", "next", "before_previous", "after_next", "window", "wide_window", "kin", "kin_best", "kin_count", "siblings",
    "positive_before", "positive_after", "since_positive", "to_positive", "outside_strong", "length", "link_share", "tag",
    "positive_letters", "from_headline",
)  # fmt: skip
_STRONG = 2.0  # log odds of a block that is text beyond doubt
_FAR = 40  # blocks; what lies farther off counts as this far
_NARROW, _WIDE = 3, 10  # blocks to either side
NEVER = -9.0  #: log odds of a block without a row
_NOWHERE = -12.0  # log odds beyond the edges of the page


def rows_of(leaves: Sequence[Leaf], odds: Sequence[float], headline: Leaf | None) -> list[list[float] | None]:
    """Return one row of numbers for each block, in the order of `NAMES`; None for what is plainly a menu."""
    letters = [len(leaf.text) if odd > 0 else 0 for leaf, odd in zip(leaves, odds, strict=True)]
    total = sum(letters)
    kin = _means([kin_key(leaf) for leaf in leaves], odds)
    siblings = _means([leaf.element.parent for leaf in leaves], odds)
    back = _distances(letters)
    onward = _distances(letters[::-1])[::-1]
    strong = [number for number, odd in enumerate(odds) if odd > _STRONG]
    first, last = (strong[0], strong[-1]) if strong else (len(leaves), -1)
    sums = [0.0]
    for odd in odds:
        sums.append(sums[-1] + odd)
    rows: list[list[float] | None] = []
    before = 0
    for number, leaf in enumerate(leaves):
        if odds[number] <= NEVER:
            rows.append(None)
            continue
        rows.append([
            odds[number], *(_at(odds, number + step) for step in (-1, 1, -2, 2)), _window(sums, number, _NARROW),
            _window(sums, number, _WIDE), *kin[number], siblings[number][0], before / (total or 1),
            (total - before - letters[number]) / (total or 1), back[number], onward[number],
            max(-_FAR, number - first) if number < first else min(_FAR, max(0, number - last)),
            log1p(len(leaf.text)), leaf.linked / len(leaf.text), TAG_NUMBERS.get(leaf.element.tag, 0), log1p(total),
            max(-_FAR, min(2 * _FAR, number - headline.order)) if headline else -99,
        ])  # fmt: skip
        before += letters[number]
    return rows


def _at(odds: Sequence[float], number: int) -> float:
    """Return the odds of a block, or those of nothing beyond the edges."""
    return odds[number] if 0 <= number < len(odds) else _NOWHERE


def _window(sums: Sequence[float], number: int, reach: int) -> float:
    """Return the mean of the odds of the blocks within reach, from running sums."""
    low, high = max(0, number - reach), min(len(sums) - 1, number + reach + 1)
    return (sums[high] - sums[low]) / (high - low)


def _means(keys: Sequence[Hashable], odds: Sequence[float]) -> list[tuple[float, float, int]]:
    """Return for each block the mean, the best and the number of the odds of the blocks with its key."""
    groups: defaultdict[Hashable, list[float]] = defaultdict(list)
    for key, odd in zip(keys, odds, strict=True):
        groups[key].append(odd)
    told = {key: (sum(group) / len(group), max(group), len(group)) for key, group in groups.items()}
    return [told[key] for key in keys]


def _distances(letters: Sequence[int]) -> list[int]:
    """Return for each block how many blocks lie between it and the last one with letters that count."""
    found = []
    away = _FAR
    for count in letters:
        found.append(away)
        away = 0 if count else min(_FAR, away + 1)
    return found
