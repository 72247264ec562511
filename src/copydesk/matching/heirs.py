"""Which story goes on in which group, when articles were parted anew."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence


def claims(
    parts: Sequence[Iterable[str]], story_of: Callable[[str], str | None], held: Collection[str]
) -> list[list[str]]:
    """Return for each group the stories that go on in it: each where most of its reports are.

    Args:
        parts: the groups, the one with the earliest article first: among equals it counts.
        story_of: the story an article is in until now; None when it is in none.
        held: stories that a hand holds, which go on where it put them.

    >>> claims([["a", "b"], ["c"]], {"a": "crane", "b": "crane", "c": "crane"}.get, ())
    [['crane'], []]
    """
    shares: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for number, part in enumerate(parts):
        for key in part:
            story = story_of(key)
            if story is not None and story not in held:
                shares[story][number] += 1
    found: list[list[str]] = [[] for _ in parts]
    for name, share in shares.items():
        found[max(share, key=lambda each: (share[each], -each))].append(name)
    return found
