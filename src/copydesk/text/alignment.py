"""Alignment: which sentences of a copy come from which of its source, and which words stand for which.

Sentences are linked by the rare words they share, many to many, wherever they have been moved to; inside
linked sentences the words are aligned one by one. Similarity finds the counterpart here and passes nothing:
what differs comes out as an `Edit`.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
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
    if all(found):
        return found
    taken = {number for each in found for number in each}
    alone = [_bag(right, run) for run, numbers in zip(right.runs, found, strict=True) if not numbers]
    index = _Index(left, set(itertools.chain.from_iterable(alone)))
    bags = iter(alone)
    expected = 0
    for place, numbers in enumerate(found):
        if not numbers:
            bag = next(bags)
            best = _best(bag, index, expected)
            if best is None:
                continue
            numbers += _widen(frozenset(bag), best, index, taken)  # noqa: PLW2901 - the list in `found` grows
        expected = found[place][-1] + 1
    _link_by_place(right, index, found)
    return found


def _bag(side: _Side, run: tuple[int, int]) -> tuple[str, ...]:
    """Return the words of a sentence, each once, in their order: sums over them are the same in every process."""
    return tuple(dict.fromkeys(side.keys[slice(*run)]))


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


class _Index:
    """A source's sentences as bags of words: where the words looked for stand, what words and sentences weigh."""

    __slots__ = ("_counts", "_sums", "_weights", "bags", "places", "unknown")

    def __init__(self, side: _Side, wanted: set[str]) -> None:
        self.bags = [_bag(side, run) for run in side.runs]
        self._counts = Counter(itertools.chain.from_iterable(self.bags))
        self.unknown = log(1 + len(self.bags))  #: what a word weighs that stands in none
        self._weights: dict[str, float] = {}
        self._sums: dict[int, float] = {}
        self.places: dict[str, list[int]] = defaultdict(list)
        rare = {key for key in wanted if self._counts[key] <= COMMON}
        for number, bag in enumerate(self.bags):
            for key in rare.intersection(bag):
                self.places[key].append(number)

    def weight(self, key: str) -> float:
        """Return what a word weighs: more when it is rare."""
        found = self._weights.get(key)
        if found is None:
            count = self._counts[key]
            found = self._weights[key] = log(1 + (len(self.bags) + 1) / count) if count else self.unknown
        return found

    def sum(self, number: int) -> float:
        """Return what a sentence weighs."""
        found = self._sums.get(number)
        if found is None:
            found = self._sums[number] = sum(map(self.weight, self.bags[number]))
        return found


def _best(bag: tuple[str, ...], index: _Index, expected: int) -> int | None:
    """Return the source sentence that shares most with a bag of words; None when all are strangers."""
    shared: dict[int, float] = {}
    own = 0.0
    for key in bag:
        weight = index.weight(key)
        own += weight
        for number in index.places.get(key, ()):
            shared[number] = shared.get(number, 0.0) + weight
    best, best_score = None, LEAST_SHARE
    for number, weight in shared.items():
        its = index.sum(number)
        balance = weight / (own + its - weight + 1e-9)
        score = 0.75 * weight / (min(own, its) + 1e-9) + 0.25 * balance
        score += 0.04 if number == expected else 0.0
        if weight < 1.2 * index.unknown and balance < 0.5:
            continue
        if score > best_score or (score == best_score and best is not None and number < best):
            best, best_score = number, score
    return best


def _widen(bag: frozenset[str], best: int, index: _Index, taken: set[int]) -> list[int]:
    """Return the best sentence with those neighbours that the copy merged into the same one."""
    bags = index.bags
    rest = bag.difference(bags[best])
    chosen = [best]
    for step in (1, -1):
        number = best + step
        while 0 <= number < len(bags) and number not in taken and len(chosen) < 5:
            shared = sum(index.weight(key) for key in bags[number] if key in rest)
            if shared < JOIN_SHARE * index.sum(number) or not shared:
                break
            chosen.append(number)
            rest = rest.difference(bags[number])
            number += step
    return sorted(chosen)


def _link_by_place(right: _Side, index: _Index, found: list[list[int]]) -> None:
    """Link what stands alone at the same place between two linked neighbours, if it shares anything."""
    used = {number for each in found for number in each}
    for place in range(len(found)):
        if found[place]:
            continue
        before = found[place - 1][-1] + 1 if place and found[place - 1] else (0 if place == 0 else None)
        behind = found[place + 1][0] - 1 if place + 1 < len(found) and found[place + 1] else None
        if place + 1 == len(found):
            behind = len(index.bags) - 1
        mine = set(right.keys[slice(*right.runs[place])])
        for number in (before, behind):
            if number is None or not 0 <= number < len(index.bags) or number in used:
                continue
            shared = sum(index.weight(key) for key in index.bags[number] if key in mine)
            if shared and shared >= PLACE_SHARE * index.sum(number):
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
