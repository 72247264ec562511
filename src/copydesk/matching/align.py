"""Which words of one article come from which words of the other, moved passages included."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

from copydesk.matching.live import letters
from copydesk.matching.scan import Places
from copydesk.types import Passage, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from copydesk.matching.fingerprint import Fingerprint

_LEAST_BLOCK = 5  # words of a block that may stand anywhere
_MOST_PLACES = 6  # places of one anchor that are tried
_LARGEST_GAP = 4_000_000  # source words times copy words of a gap that is filled word by word
_DENSE = 0.3  # of a gap's copy words, those that must match for the gap to count
_BRIDGE = 8  # words that two pieces of one passage may lie apart
_LEAST_PASSAGE = 4  # words matched in a passage


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """A run of words that stand in both, by index: `copy` to `copy + length` and `source` on."""

    copy: int
    source: int
    length: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """What a copy has from its source."""

    passages: tuple[Passage, ...]
    quoted: bytearray  #: for each word of the copy 1 if it stands in quotation marks, else 0
    blocks: tuple[Block, ...]  #: runs of at least five words
    pieces: tuple[Block, ...]  #: all runs inside passages
    replaced: tuple[Block, ...]  #: between those, as many words as in the source: one stands for the other
    matched: int  #: words of the copy that have a counterpart
    verbatim: int  #: of these, words in runs of at least five
    covered: int  #: words of the copy inside passages
    source_covered: int  #: words of the source inside passages
    moved: bool  #: passages stand in another order than in the source


def align(source: Fingerprint, copy: Fingerprint) -> Alignment:
    """Return the passages that `copy` has from `source`.

    Long runs are found wherever they stand; what lies between two of them is aligned word by word.

    >>> from copydesk.matching.fingerprint import fingerprint, keep
    >>> old = fingerprint(keep("a", "The old harbour crane was taken down at dawn."))
    >>> new = fingerprint(keep("b", "Crews said: The old harbour crane was taken away at dawn."))
    >>> [(each.copy.start, each.copy.end) for each in align(old, new).passages]
    [(12, 56)]
    """
    first, second = letters(source.hashes), letters(copy.hashes)
    blocks = _anchored(first, second)
    verbatim = sum(each.length for each in blocks)
    pieces = sorted(blocks + _filled(first, second, blocks))
    runs = _joined(pieces)
    places = Places(copy.body, copy.offsets)
    return Alignment(
        passages=_passages(Places(source.body, source.offsets), places, runs) if runs else (),
        quoted=places.quoted(),
        blocks=tuple(blocks),
        pieces=tuple(each for run in runs for each in run),
        replaced=tuple(each for run in runs for each in _replaced(run)),
        matched=sum(each.length for run in runs for each in run),
        verbatim=verbatim,
        covered=sum(run[-1].copy + run[-1].length - run[0].copy for run in runs),
        source_covered=_union((run[0].source, run[-1].source + run[-1].length) for run in runs),
        moved=any(after[0].source < before[0].source for before, after in pairwise(runs)),
    )


def _anchored(source: str, copy: str) -> list[Block]:
    """Return the long runs in both, scanning the copy from its start and taking the longest each time."""
    blocks: list[Block] = []
    index = 0  # words of the copy that are accounted for
    follow = 0  # where the source would go on; preferred among equals
    last = len(copy) - _LEAST_BLOCK
    while index <= last:
        length, start = _longest(source, copy, index, follow)
        if length >= _LEAST_BLOCK:
            blocks.append(Block(index, start, length))
            index += length
            follow = start + length
        else:
            index += 1
    return blocks


def _longest(source: str, copy: str, index: int, follow: int) -> tuple[int, int]:
    """Return the longest run from a place of the copy on: its length and where it stands in the source."""
    anchor = copy[index : index + _LEAST_BLOCK]
    place = source.find(anchor)
    if place < 0:
        return 0, 0
    places = [place]
    while len(places) < _MOST_PLACES and (place := source.find(anchor, place + 1)) >= 0:
        places.append(place)
    if len(places) == _MOST_PLACES and (place := source.find(anchor, follow)) >= 0:
        places.append(place)
    length, _, place = max((_run(source, copy, each, index), -abs(each - follow), each) for each in places)
    return length, place


def _run(source: str, copy: str, place: int, index: int) -> int:
    """Return how many words agree from the two places on; at least a block's length is known to."""
    length = _LEAST_BLOCK
    most = min(len(source) - place, len(copy) - index)
    step = 8
    while step:
        end = min(length + step, most)
        if source[place + length : place + end] == copy[index + length : index + end]:
            length = end
            step *= 2
        else:
            most = end - 1
            step //= 2
        step = min(step, most - length)
    return length


def _filled(source: str, copy: str, blocks: list[Block]) -> list[Block]:
    """Return what matches word by word between neighbouring blocks, where both texts go forward."""
    edges = [Block(0, 0, 0), *blocks, Block(len(copy), len(source), 0)]
    pieces: list[Block] = []
    for before, behind in pairwise(edges):
        start, stop = before.copy + before.length, behind.copy
        first, end = before.source + before.length, behind.source
        if stop <= start or end <= first or (stop - start) * (end - first) > _LARGEST_GAP:
            continue
        found = _between(source[first:end], copy[start:stop])
        if sum(each.length for each in found) >= _DENSE * min(stop - start, end - first):
            pieces += [Block(each.copy + start, each.source + first, each.length) for each in found]
    return pieces


def _between(source: str, copy: str) -> list[Block]:
    """Return the longest common subsequence of two short stretches as blocks."""
    return [
        Block(each.dest_start, each.src_start, each.src_end - each.src_start)
        for each in LCSseq.opcodes(source, copy)
        if each.tag == "equal"
    ]


def _joined(pieces: list[Block]) -> list[list[Block]]:
    """Return the pieces in runs: passages in which both texts go forward with small gaps."""
    runs: list[list[Block]] = []
    for piece in pieces:
        if runs:
            last = runs[-1][-1]
            apart = piece.copy - last.copy - last.length
            back = piece.source - last.source - last.length
            if apart <= _BRIDGE and 0 <= back <= 2 * _BRIDGE:
                runs[-1].append(piece)
                continue
        runs.append([piece])
    return [run for run in runs if sum(each.length for each in run) >= _LEAST_PASSAGE]


def _replaced(run: list[Block]) -> list[Block]:
    """Return the gaps of a passage that are as long in both texts."""
    gaps = []
    for before, behind in pairwise(run):
        place, source = before.copy + before.length, before.source + before.length
        length = behind.copy - place
        if length and length == behind.source - source:
            gaps.append(Block(place, source, length))
    return gaps


def _passages(source: Places, copy: Places, runs: list[list[Block]]) -> tuple[Passage, ...]:
    """Return runs as spans into the two untouched bodies."""
    return tuple(
        Passage(
            source=Span(source.start(run[0].source), source.end(run[-1].source + run[-1].length - 1)),
            copy=Span(copy.start(run[0].copy), copy.end(run[-1].copy + run[-1].length - 1)),
        )
        for run in runs
    )


def _union(stretches: Iterable[tuple[int, int]]) -> int:
    """Return how many words lie in at least one of the stretches."""
    total, reached = 0, 0
    for start, end in sorted(stretches):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total
