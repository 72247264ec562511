"""Works out without times which copy was made from which: the tree that needs the fewest changes.

What a copy changed or left out, the copies made of it have inherited. So of all trees over a family of copies
that one is taken in which the fewest runs of words appear for the first time, root included; leaving out is
free. It is the least arborescence of a graph (Chu and Liu 1965, Edmonds 1967).
"""

from __future__ import annotations

from collections import Counter
from itertools import chain

_AWAY = -1  # stands for the root's parent
_NEVER = 1e9


def lineage(changes: list[list[float]], strangeness: list[float]) -> list[int | None]:
    """Return for each member of a family the one it was made from; None for the root.

    Args:
        changes: `changes[one][other]` runs of words that `other` has and `one` has not.
        strangeness: of each member, what speaks against its being the root.

    Among equals the earlier member is taken. Cost: cubic in the members.

    >>> lineage([[0, 1, 2], [9, 0, 1], [9, 9, 0]], [0, 0, 0])
    [None, 0, 1]
    """
    size = len(changes)
    total = 1.0 + sum(map(sum, changes)) + sum(strangeness)
    costs = [[*row, _NEVER * total] for row in changes]
    costs.append([*(total + each for each in strangeness), 0.0])
    found = _least(costs, size)
    return [None if found[each] == size else found[each] for each in range(size)]


def _least(costs: list[list[float]], root: int) -> list[int]:
    """Return each one's parent in the least arborescence from `root`."""
    size = len(costs)
    parents = [
        _AWAY
        if each == root
        else min((other for other in range(size) if other != each), key=lambda one: (costs[one][each], one))
        for each in range(size)
    ]
    ring = _ring(parents)
    if not ring:
        return parents
    rest = [each for each in range(size) if each not in ring]
    place = {each: number for number, each in enumerate(rest)}
    folded = len(rest)
    smaller = [[0.0] * (folded + 1) for _ in range(folded + 1)]
    entry: list[int] = []
    leaving: list[int] = []
    for each in rest:
        for other in rest:
            smaller[place[each]][place[other]] = costs[each][other]
        gain = {member: costs[each][member] - costs[parents[member]][member] for member in ring}
        entry.append(min(ring, key=lambda member: (gain[member], member)))
        leaving.append(min(ring, key=lambda member: (costs[member][each], member)))
        smaller[place[each]][folded] = gain[entry[-1]]
        smaller[folded][place[each]] = costs[leaving[-1]][each]
    found = _least(smaller, place[root])
    for each in rest:
        if each != root:
            above = found[place[each]]
            parents[each] = leaving[place[each]] if above == folded else rest[above]
    parents[entry[found[folded]]] = rest[found[folded]]
    return parents


def _ring(parents: list[int]) -> list[int]:
    """Return those that come from each other in a ring, sorted; none when all come from the root."""
    seen: dict[int, int] = {}
    for start in range(len(parents)):
        at = start
        while at != _AWAY and at not in seen:
            seen[at] = start
            at = parents[at]
        if at != _AWAY and seen[at] == start:
            ring, here = [at], parents[at]
            while here != at:
                ring.append(here)
                here = parents[here]
            return sorted(ring)
    return []


def strangeness(runs: list[set[int]]) -> list[float]:
    """Return for each member how many runs of words it lacks that half of the family have.

    >>> strangeness([{1, 2}, {1, 2}, {1, 3}])
    [0.0, 0.0, 1.0]
    """
    counts = Counter(chain.from_iterable(runs))
    least = len(runs) / 2
    usual = {run for run, count in counts.items() if count >= least}
    return [float(len(usual - each)) for each in runs]
