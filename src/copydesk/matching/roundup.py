"""Recognises round-ups: articles that put together what unrelated articles have.

Without times the fuller of two texts counts as the source. A round-up is fuller than each text it takes from;
but what it has beyond the one stands in another that has nothing to do with the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.matching.fingerprint import shingles

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from copydesk.matching.live import Live
    from copydesk.matching.pair import Pair

_LEAST_RUNS = 20  # runs of three words that the round-up has from each of them
_EXPLAINED = 0.6  # of what it has beyond the first, what stands in the others
_LAST_WORDS = 40  # of the round-up, among which some must be the first article's
_MOST_FIRST = 4  # articles that are tried as the first


def gathered(
    key: str,
    pairs: Mapping[str, Mapping[str, Pair]],
    live: Callable[[str], Live],
) -> frozenset[str]:
    """Return the articles that an article was put together from; none when it is no round-up.

    Args:
        key: the article.
        pairs: of each article, those with which it has something in common.
        live: gives the live part of an article.

    Cost: linear in the article's pairs.
    """
    mine = pairs.get(key, {})
    if len(mine) < 2:
        return frozenset()
    ranked = sorted(mine, key=lambda each: (-mine[each].features.shingles, each))
    for first in ranked[:_MOST_FIRST]:
        if mine[first].features.shingles < _LEAST_RUNS:
            break
        family = {first, *(each for each in mine if _is_copy(pairs, first, each))}
        others = [
            each
            for each in ranked
            if each not in pairs.get(first, {}) and mine[each].features.shingles >= _LEAST_RUNS
        ]
        if not others:
            continue
        found = _from_others(live(key), live(first), [live(each) for each in others])
        if found:
            kin = {each for each in family if not any(other in pairs.get(each, {}) for other in found)}
            if first in kin:
                return frozenset(kin | found)
    return frozenset()


def _from_others(mine: Live, first: Live, others: list[Live]) -> set[str]:
    """Return those of the others in which what lies beyond the first article stands; none if most does not.

    What stands behind the last words of the first one tells nothing: that may have been cut from it.
    """
    beyond = mine.shingles - first.shingles
    if len(beyond) < _LEAST_RUNS or not first.shingles & shingles(mine.words[-_LAST_WORDS:]):
        return set()
    found: set[str] = set()
    explained: set[int] = set()
    for each in others:
        shared = beyond & each.shingles
        if len(shared) >= _LEAST_RUNS:
            found.add(each.kept.key)
            explained |= shared
    return found if len(explained) >= _EXPLAINED * len(beyond) else set()


def _is_copy(pairs: Mapping[str, Mapping[str, Pair]], one: str, other: str) -> bool:
    """Say whether one of two articles is a copy of the other."""
    pair = pairs.get(one, {}).get(other)
    return pair is not None and pair.score > 0
