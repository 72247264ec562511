"""Where in the source the words of a quotation come from. Likeness finds the place and passes nothing."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copydesk.checking.comparison import Comparison, Prepared

#: Places looked at for one key; a text that says one word ten thousand times must not cost the square.
_PLACES = 64
_LEAST = 0.5
#: Words of a quotation among which the rarest is looked for.
_LOOKED_AT = 200


class Counterpart(StrEnum):
    """What stands in the source for words that the copy quotes."""

    QUOTED = "quoted"  #: the same words, in marks
    UNQUOTED = "unquoted"  #: the same or nearly the same words, without marks
    ALTERED = "altered"  #: other words, in marks
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Match:
    """The place in the source, in tokens."""

    kind: Counterpart
    first: int = 0
    last: int = 0


class Counterparts:
    """Looks up the source's words for stretches of the copy."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison

    @cached_property
    def _pairs(self) -> dict[tuple[str, str], list[int]]:
        """Where each two words stand side by side; built when the alignment has not led to the place already."""
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for at, pair in enumerate(itertools.pairwise(self._comparison.source.words.keys)):
            found[pair].append(at)
        return found

    @cached_property
    def _singles(self) -> dict[str, list[int]]:
        """Where each word that the copy quotes stands in the source."""
        source, copy = self._comparison.source.words.keys, self._comparison.copy
        asked = set(
            itertools.chain.from_iterable(copy.words.keys[each.first : each.last] for each in copy.quotes)
        )
        found: dict[str, list[int]] = defaultdict(list)
        for at in itertools.compress(range(len(source)), map(asked.__contains__, source)):
            found[source[at]].append(at)
        return found

    def of(self, first: int, last: int) -> Match:
        """Return the counterpart of the copy's tokens `first` up to `last`."""
        exact = self._exact(first, last)
        if exact is not None and exact.kind is Counterpart.QUOTED:
            return exact
        near = self._near(first, last)
        if near is not None and (exact is None or (near.kind is Counterpart.ALTERED and last - first < 3)):
            return near if exact is None else exact
        return exact or near or Match(Counterpart.NONE)

    def _exact(self, first: int, last: int) -> Match | None:
        """Return the same run of words in the source, rather in marks than not."""
        source, copy = self._comparison.source, self._comparison.copy
        keys = copy.words.keys[first:last]
        size = last - first
        aligned = self._comparison.alignment.to_source[first]
        if (
            aligned >= 0
            and source.words.keys[aligned : aligned + size] == keys
            and _quoted(source, aligned, aligned + size)
        ):
            return Match(Counterpart.QUOTED, aligned, aligned + size)
        starts = self._starts(keys, first)
        found = None
        for at in starts:
            if source.words.keys[at : at + size] != keys:
                continue
            if _quoted(source, at, at + size):
                return Match(Counterpart.QUOTED, at, at + size)
            found = found or Match(Counterpart.UNQUOTED, at, at + size)
        return found

    def _starts(self, keys: tuple[str, ...], first: int) -> list[int]:
        """Return where the run may begin: where its rarest pair of words stands."""
        aligned = self._comparison.alignment.to_source[first]
        own = [aligned] if aligned >= 0 else []
        if len(keys) == 1:
            return own + self._singles.get(keys[0], [])[:_PLACES]
        rarest = min(range(min(len(keys), _LOOKED_AT)), key=lambda at: len(self._singles.get(keys[at], ())))
        single = self._singles.get(keys[rarest], [])
        if len(single) <= _PLACES:
            return own + [at - rarest for at in single if at >= rarest]
        best: list[int] | None = None
        offset = 0
        for at, pair in enumerate(itertools.pairwise(keys)):
            places = self._pairs.get(pair)
            if places is None:
                return []
            if best is None or len(places) < len(best):
                best, offset = places, at
            if at > 200 and len(best) < 4:
                break
        return own + [at - offset for at in (best or [])[:_PLACES] if at >= offset]

    def _near(self, first: int, last: int) -> Match | None:
        """Return the run of the source that the words most likely stand for."""
        aligned = self._aligned(first, last)
        if aligned is not None:
            return aligned
        return self._by_bag(first, last)

    def _aligned(self, first: int, last: int) -> Match | None:
        """Return what the alignment gives for the words, edges filled up."""
        source = self._comparison.source
        to_source = self._comparison.alignment.to_source
        places = [(at, to_source[at]) for at in range(first, last) if to_source[at] >= 0]
        if not places:
            return None
        size = last - first
        if len(places) < _LEAST * size and not (len(places) >= 1 and size <= 4):
            return None
        low, high = places[0][1], places[-1][1] + 1
        if not low < high <= low + 3 * size + 12:
            return None
        head, tail = places[0][0] - first, last - 1 - places[-1][0]
        while (
            head
            and low
            and source.quote_of[low - 1] >= 0
            and source.quote_of[low - 1] == source.quote_of[low]
        ):
            low, head = low - 1, head - 1
        end = len(source.words)
        while (
            tail
            and high < end
            and source.quote_of[high] >= 0
            and source.quote_of[high] == source.quote_of[high - 1]
        ):
            high, tail = high + 1, tail - 1
        return self._match(low, high)

    def _by_bag(self, first: int, last: int) -> Match | None:
        """Return the stretch inside marks that shares most words with these."""
        source, copy = self._comparison.source, self._comparison.copy
        keys = Counter(copy.words.keys[first:last])
        size = last - first
        votes: Counter[int] = Counter()
        for key, count in keys.items():
            places = self._singles.get(key, [])
            if len(places) > _PLACES:
                continue
            for number in {source.quote_of[at] for at in places}:
                if number >= 0:
                    votes[number] += count
        best = max(votes.items(), key=lambda each: (each[1], -each[0]), default=None)
        if best is None or best[1] < _LEAST * size or size < 3:
            return None
        quote = source.quotes[best[0]]
        marked = [at for at in range(quote.first, quote.last) if source.words.keys[at] in keys]
        return self._match(marked[0], marked[-1] + 1) if marked else None

    def _match(self, low: int, high: int) -> Match:
        """Return the match for a run of the source, in marks if half of it stands in marks."""
        inside = sum(1 for at in range(low, high) if self._comparison.source.quote_of[at] >= 0)
        return Match(Counterpart.ALTERED if 2 * inside >= high - low else Counterpart.UNQUOTED, low, high)


def _quoted(source: Prepared, first: int, last: int) -> bool:
    """Say whether a run stands in marks, all of it but a word between two quotations."""
    return -1 not in source.quote_of[first:last]
