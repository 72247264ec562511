"""Alignment: which sentences of a copy come from which of its source, and which words stand for which.

Sentences are linked by the rare words they share, many to many, wherever they have been moved to; inside
linked sentences the words are aligned one by one. Similarity finds the counterpart here and passes nothing:
what differs comes out as an `Edit`.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.text.canonical import Canonical
    from copydesk.types import Span

#: Sentences sharing less than this part of the lighter one's weight are strangers.
LEAST_SHARE = 0.34
#: A neighbour joins a link when this part of its weight is found in the other text's sentence.
JOIN_SHARE = 0.5
#: Two sentences at the same place between linked neighbours are linked from this share on.
PLACE_SHARE = 0.15
#: Words that stand in more sentences than this say nothing about which belong together.
COMMON = 40
#: Longest run of words, on both sides together, that is aligned in one go.
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Edit:
    """A place where linked sentences differ; token numbers, half-open. One side may be empty."""

    source: tuple[int, int]
    copy: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Link:
    """Sentences of the source and of the copy that say the same, as runs of tokens."""

    source: tuple[int, int]
    copy: tuple[int, int]
    share: float  #: equal words among the copy's words, 0 to 1
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a copy's words stand to its source's."""

    links: tuple[Link, ...]  #: in the order of the copy
    to_source: tuple[int, ...]  #: for each token of the copy its equal in the source; -1 for none
    to_copy: tuple[int, ...]  #: the same the other way round
    linked: float  #: share of the copy's words that stand in linked sentences, 0 to 1
    equal: float  #: share of the words of linked sentences that are equal, 0 to 1


@dataclass(frozen=True, slots=True)
class _Side:
    """One text's sentences as runs of tokens, with the weight of each."""

    keys: tuple[str, ...]
    runs: list[tuple[int, int]]


def align(
    source: Canonical, copy: Canonical, source_sentences: Sequence[Span], copy_sentences: Sequence[Span]
) -> Alignment:
    """Align a copy with its source.

    Args:
        source: canonical form of the source.
        copy: canonical form of the copy.
        source_sentences: in order; words between them are counted to the one before.
        copy_sentences: the same for the copy.

    >>> from copydesk.text.canonical import canonical
    >>> from copydesk.types import Span
    >>> one, two = canonical("The old pier holds."), canonical("The old pier falls.")
    >>> align(one, two, [Span(0, 19)], [Span(0, 19)]).links[0].edits
    (Edit(source=(3, 4), copy=(3, 4)),)

    Complexity: near linear in the number of sentences; within linked sentences the product of their lengths,
    by bits in parallel.
    """
    left = _Side(source.loose, _runs(source, source_sentences))
    right = _Side(copy.loose, _runs(copy, copy_sentences))
    groups = _groups(left, right, _link_sentences(left, right))
    to_source = [-1] * len(copy)
    to_copy = [-1] * len(source)
    links = [_compare(left, right, group, to_source, to_copy) for group in groups]
    inside = sum(link.copy[1] - link.copy[0] for link in links)
    same = sum(1 for each in to_source if each >= 0)
    return Alignment(
        links=tuple(links),
        to_source=tuple(to_source),
        to_copy=tuple(to_copy),
        linked=inside / len(copy) if len(copy) else 1.0,
        equal=same / inside if inside else 0.0,
    )


def edits_between(
    source: Sequence[str], copy: Sequence[str], there: tuple[int, int], here: tuple[int, int]
) -> list[Edit]:
    """Return where one run of keys differs from another, in token numbers of the whole texts.

    >>> edits_between(("a", "b", "c"), ("a", "c"), (0, 3), (0, 2))
    [Edit(source=(1, 2), copy=(1, 1))]
    """
    (a, b), (c, d) = there, here
    edits: list[Edit] = []
    for tag, i, j, k, m in _opcodes(source[a:b], copy[c:d]):
        if tag == "equal":
            continue
        if edits and edits[-1].source[1] == a + i and edits[-1].copy[1] == c + k:
            edits[-1] = Edit((edits[-1].source[0], a + j), (edits[-1].copy[0], c + m))
        else:
            edits.append(Edit((a + i, a + j), (c + k, c + m)))
    return edits


def _runs(text: Canonical, sentences: Sequence[Span]) -> list[tuple[int, int]]:
    """Return the token run of each sentence that has words; together they cover all tokens."""
    cuts = sorted({text.within(each)[0] for each in sentences} | {0, len(text)})
    return [(first, last) for first, last in itertools.pairwise(cuts) if first < last]


def _link_sentences(left: _Side, right: _Side) -> list[list[int]]:
    """Return for each sentence of the copy the sentences of the source it comes from, adjacent ones."""
    found: list[list[int]] = [[] for _ in right.runs]
    _link_equal(left, right, found)
    taken = {number for each in found for number in each}
    postings, weights, sums = _index(left)
    bags = [frozenset(left.keys[a:b]) for a, b in left.runs]
    expected = 0
    for place, (first, last) in enumerate(right.runs):
        if found[place]:
            expected = found[place][-1] + 1
            continue
        bag = frozenset(right.keys[first:last])
        best = _best(bag, postings, weights, sums, expected)
        if best is None:
            continue
        found[place] = _widen(bag, best, (bags, weights, sums), taken)
        expected = found[place][-1] + 1
    _link_by_place(left, right, found, weights)
    return found


def _link_equal(left: _Side, right: _Side, found: list[list[int]]) -> None:
    """Link sentences that are the same word for word, the nearest of several."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, (first, last) in enumerate(left.runs):
        places[left.keys[first:last]].append(number)
    expected = 0
    for place, (first, last) in enumerate(right.runs):
        same = places.get(right.keys[first:last])
        if same:
            near = same[0] if len(same) == 1 else min(same[:COMMON], key=lambda at: abs(at - expected))
            found[place] = [near]
            expected = near + 1
            if len(same) > 1:
                same.remove(near) if len(same) <= COMMON else None


def _index(side: _Side) -> tuple[dict[str, list[int]], dict[str, float], list[float]]:
    """Return where each word stands, what it weighs, and what each sentence weighs."""
    postings: dict[str, list[int]] = defaultdict(list)
    for number, (first, last) in enumerate(side.runs):
        for key in set(side.keys[first:last]):
            postings[key].append(number)
    count = len(side.runs) + 1
    weights = {key: log(1 + count / len(places)) for key, places in postings.items()}
    sums = [sum(weights[key] for key in set(side.keys[a:b])) for a, b in side.runs]
    return postings, weights, sums


def _best(
    bag: frozenset[str],
    postings: dict[str, list[int]],
    weights: dict[str, float],
    sums: list[float],
    expected: int,
) -> int | None:
    """Return the source sentence that shares most with a bag of words; None when all are strangers."""
    shared: dict[int, float] = {}
    own = 0.0
    unknown = log(1 + len(sums))
    for key in bag:
        weight = weights.get(key, unknown)
        own += weight
        places = postings.get(key, ())
        if len(places) <= COMMON:
            for number in places:
                shared[number] = shared.get(number, 0.0) + weight
    best, best_score = None, LEAST_SHARE
    for number, weight in shared.items():
        lighter = min(own, sums[number])
        balance = weight / (own + sums[number] - weight + 1e-9)
        score = 0.75 * weight / (lighter + 1e-9) + 0.25 * balance
        score += 0.04 if number == expected else 0.0
        if weight < 1.2 * unknown and balance < 0.5:
            continue
        if score > best_score or (score == best_score and best is not None and number < best):
            best, best_score = number, score
    return best


def _widen(
    bag: frozenset[str],
    best: int,
    index: tuple[list[frozenset[str]], dict[str, float], list[float]],
    taken: set[int],
) -> list[int]:
    """Return the best sentence with those neighbours that the copy merged into the same one."""
    bags, weights, sums = index
    rest = bag - bags[best]
    chosen = [best]
    for step in (1, -1):
        number = best + step
        while 0 <= number < len(bags) and number not in taken and len(chosen) < 5:
            shared = sum(weights[key] for key in bags[number] & rest)
            if shared < JOIN_SHARE * sums[number] or not shared:
                break
            chosen.append(number)
            rest -= bags[number]
            number += step
    return sorted(chosen)


def _link_by_place(left: _Side, right: _Side, found: list[list[int]], weights: dict[str, float]) -> None:
    """Link what stands alone at the same place between two linked neighbours, if it shares anything."""
    used = {number for each in found for number in each}
    for place in range(len(found)):
        if found[place]:
            continue
        before = found[place - 1][-1] + 1 if place and found[place - 1] else (0 if place == 0 else None)
        behind = found[place + 1][0] - 1 if place + 1 < len(found) and found[place + 1] else None
        if place + 1 == len(found):
            behind = len(left.runs) - 1
        for number in (before, behind):
            if number is None or not 0 <= number < len(left.runs) or number in used:
                continue
            mine = set(right.keys[slice(*right.runs[place])])
            its = set(left.keys[slice(*left.runs[number])])
            shared = sum(weights[key] for key in mine & its)
            if shared and shared >= PLACE_SHARE * sum(weights[key] for key in its):
                found[place] = [number]
                used.add(number)
                break


def _groups(
    left: _Side, right: _Side, found: list[list[int]]
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Join adjacent sentences of the copy that come from the same or overlapping source sentences."""
    groups: list[tuple[list[int], list[int]]] = []
    for place, numbers in enumerate(found):
        if not numbers:
            continue
        if groups:
            sources, copies = groups[-1]
            small = (
                left.runs[max(sources[-1], numbers[-1])][1] - left.runs[min(sources[0], numbers[0])][0]
                < LONGEST
            )
            if copies[-1] == place - 1 and numbers[0] <= sources[-1] and numbers[-1] >= sources[0] and small:
                sources[:] = sorted({*sources, *numbers})
                copies.append(place)
                continue
        groups.append((list(numbers), [place]))
    return [
        (
            (left.runs[sources[0]][0], left.runs[sources[-1]][1]),
            (right.runs[copies[0]][0], right.runs[copies[-1]][1]),
        )
        for sources, copies in groups
    ]


def _compare(
    left: _Side,
    right: _Side,
    group: tuple[tuple[int, int], tuple[int, int]],
    to_source: list[int],
    to_copy: list[int],
) -> Link:
    """Align the words of one group and note which are equal."""
    (a, b), (c, d) = group
    old, new = left.keys[a:b], right.keys[c:d]
    if old == new:
        to_source[c:d] = range(a, b)
        to_copy[a:b] = range(c, d)
        return Link((a, b), (c, d), 1.0)
    edits: list[Edit] = []
    same = 0
    for tag, i, j, k, m in _opcodes(old, new):
        if tag == "equal":
            same += j - i
            to_source[c + k : c + m] = range(a + i, a + j)
            to_copy[a + i : a + j] = range(c + k, c + m)
        elif edits and edits[-1].source[1] == a + i and edits[-1].copy[1] == c + k:
            edits[-1] = Edit((edits[-1].source[0], a + j), (edits[-1].copy[0], c + m))
        else:
            edits.append(Edit((a + i, a + j), (c + k, c + m)))
    return Link((a, b), (c, d), same / max(1, d - c), tuple(edits))


def _opcodes(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """Return the steps from one run of words to the other; equal ends are taken off first."""
    head = 0
    least = min(len(old), len(new))
    while head < least and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < least - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    inner_old, inner_new = old[head : len(old) - tail], new[head : len(new) - tail]
    steps: list[tuple[str, int, int, int, int]] = [("equal", 0, head, 0, head)] if head else []
    if len(inner_old) + len(inner_new) > 2 * LONGEST:
        steps.append(("replace", head, len(old) - tail, head, len(new) - tail))
    else:
        steps += [
            (
                each.tag,
                each.src_start + head,
                each.src_end + head,
                each.dest_start + head,
                each.dest_end + head,
            )
            for each in Levenshtein.opcodes(inner_old, inner_new)
        ]
    if tail:
        steps.append(("equal", len(old) - tail, len(old), len(new) - tail, len(new)))
    return steps
