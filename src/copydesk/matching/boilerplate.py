"""Learns which lines are boilerplate: lines that many articles carry amid ever different neighbours.

A line of an agency's text stands in forty papers too, but always beside the same lines. A footer, a
standing background paragraph or a figure template (weather, results) stands beside others each time, or
is filled with other figures each time.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from copydesk.matching.common_words import COMMON
from copydesk.matching.fingerprint import filling, sign
from copydesk.matching.index import Index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from copydesk.matching.fingerprint import Fingerprint, Unit

LEAST_ARTICLES = 5
LEAST_FILLINGS = 4
MOST_OF_ONE = 0.34  # of the articles with a line, those that may share one neighbour
_SETTLED = 64  # articles after which a line's standing changes no more
_LEAST_WORDS = 2
_HASH = 0xFFFFFFFF
_AGAIN = 1.5  # times as many articles, from which it is asked again whether they are unlike
_MOST_ASKED = 16  # articles that are read for it
_COMMON = 0.6  # of the articles, those that carry what says nothing about them
_LEAST_OWN = 8  # telling words that an article has besides
_ALIKE = 0.3  # of the shorter's words, those in the other, from which two articles are alike
_PART = 0.6  # of a boilerplate line's articles, those that must carry the line beside it


@dataclass(slots=True)
class _Seen:
    """Where one line has been seen."""

    numbers: set[int] = field(default_factory=set)  #: of the articles, by arrival
    before: Counter[int] = field(default_factory=Counter)
    behind: Counter[int] = field(default_factory=Counter)
    fillings: Counter[int] = field(default_factory=Counter)
    is_boilerplate: bool = False
    asked: int = 0  #: articles it had when they were last asked whether they are unlike each other

    def is_settled(self) -> bool:
        """Say whether the line is boilerplate for good, so that it need not be counted any more."""
        return self.is_boilerplate and len(self.numbers) > _SETTLED

    def judged(self) -> bool:
        """Say whether the line is boilerplate by what has been seen of it."""
        count = len(self.numbers)
        return (
            _varied(self.before, count, LEAST_ARTICLES)
            or _varied(self.behind, count, LEAST_ARTICLES)
            or self.is_template()
        )

    def is_template(self) -> bool:
        """Say whether the line comes with ever different figures."""
        return 0 not in self.fillings and _varied(self.fillings, len(self.numbers), LEAST_FILLINGS)


def _varied(counts: Counter[int], total: int, least: int) -> bool:
    """Say whether there are enough different values and none of them rules."""
    return len(counts) >= least and max(counts.values()) <= MOST_OF_ONE * total


class Boilerplate:
    """The lines seen so far. Cost: linear in the lines of an article.

    Of a line that fewer than four articles have, only their numbers are kept.

    Args:
        recall: gives an article by its number, to read its lines again; None when it is gone.
    """

    def __init__(self, recall: Callable[[int], Fingerprint | None]) -> None:
        self.recall = recall
        self._few = Index(cap=LEAST_FILLINGS)
        self._seen: dict[int, _Seen] = {}

    def __getstate__(self) -> dict[str, object]:
        """Return what is kept when the lines are stored; whoever stores them says anew who recalls."""
        return {name: value for name, value in self.__dict__.items() if name != "recall"}

    def add(self, article: Fingerprint) -> set[int]:
        """Take in an article's lines; return the numbers of known articles whose live text changed by it."""
        changed: set[int] = set()
        number = article.kept.order
        places = _forms(article)
        known = [form for form in places if form in self._seen]
        few = [form for form in places if form not in self._seen]
        earlier = self._few.enter([form >> 20 & _HASH for form in few], number)
        for form, numbers in zip(few, earlier, strict=True):
            if len(numbers) + 1 >= LEAST_FILLINGS:
                self._recount(form, numbers)
                known.append(form)
        for form in known:
            seen = self._seen.get(form)
            if seen is None or seen.is_settled():
                continue
            _count(seen, number, *_place(article, places[form]))
            changed |= self._judge(seen)
        changed.discard(number)
        return changed

    def remove(self, article: Fingerprint) -> set[int]:
        """Forget an article's lines; return the numbers of other articles whose live text changed by it."""
        changed: set[int] = set()
        number = article.kept.order
        for form, place in _forms(article).items():
            seen = self._seen.get(form)
            if seen is None or number not in seen.numbers:
                continue
            seen.numbers.discard(number)
            tables = (seen.before, seen.behind, seen.fillings)
            for counts, value in zip(tables, _place(article, place), strict=True):
                counts[value] -= 1
                if not counts[value]:
                    del counts[value]
            changed |= self._judge(seen)
            if not seen.numbers:
                del self._seen[form]
        changed.discard(number)
        return changed

    def keep(self, is_alive: Callable[[int], bool]) -> None:
        """Drop the numbers of articles that are gone. Cost: linear in all entries."""
        self._few.keep(is_alive)

    def _recount(self, form: int, numbers: Iterable[int]) -> None:
        """Count what is known of a line that enough articles have by now."""
        seen = _Seen()
        for number in numbers:
            article = self.recall(number)
            if article is None:
                continue
            place = _forms(article).get(form)
            if place is not None:
                _count(seen, number, *_place(article, place))
        if len(seen.numbers) + 1 >= LEAST_FILLINGS:
            self._seen[form] = seen

    def standing(self, units: tuple[Unit, ...]) -> list[bool]:
        """Return for each line of an article whether it is boilerplate.

        Lines that come with a boilerplate line nearly as often as it comes at all are part of it: only the
        first line of a long footer has ever different neighbours.
        """
        seen = [self._seen.get(each.form) for each in units]
        found = [each is not None and each.is_boilerplate for each in seen]
        if True in found:  # rare, so that the rest costs most articles nothing
            self._spread(seen, found, range(1, len(seen)), -1)
            self._spread(seen, found, range(len(seen) - 2, -1, -1), 1)
        return found

    @staticmethod
    def _spread(seen: list[_Seen | None], found: list[bool], places: range, beside: int) -> None:
        """Mark the lines beside boilerplate that are part of it."""
        for place in places:
            this, other = seen[place], seen[place + beside]
            if found[place] or not found[place + beside] or this is None or other is None:
                continue
            least = max(LEAST_ARTICLES, int(_PART * len(other.numbers)))
            found[place] = len(this.numbers) >= least

    def _judge(self, seen: _Seen) -> set[int]:
        """Judge a line again; return the numbers of the articles that carry it if its standing changed."""
        judged = bool(seen.numbers) and seen.judged() and (seen.is_boilerplate or self._is_spread(seen))
        if judged == seen.is_boilerplate and len(seen.numbers) != LEAST_ARTICLES:
            return set()
        seen.is_boilerplate = judged
        return set(seen.numbers)

    def _is_spread(self, seen: _Seen) -> bool:
        """Say whether articles carry a line that have little else in common.

        Cost: reads up to sixteen articles, each time their number has grown by a half.
        """
        if len(seen.numbers) < _AGAIN * seen.asked:
            return False
        seen.asked = len(seen.numbers)
        found = [self.recall(each) for each in sorted(seen.numbers)[:_MOST_ASKED]]
        carriers = [each for each in found if each is not None]
        return groups(carriers) >= (min(len(carriers), LEAST_FILLINGS))


def groups(carriers: list[Fingerprint]) -> int:
    """Return into how many unlike groups articles fall that carry one line.

    What most of them carry is left out; an article with little besides is taken for a copy of another.
    """
    counts = Counter(form for each in carriers for form in _forms(each))
    least = _COMMON * len(carriers)
    own: list[set[int]] = []
    for each in carriers:
        rest: set[int] = set()
        for unit in each.units:
            if counts[unit.form] < least:
                rest.update(each.hashes[unit.first : unit.end])
        rest -= COMMON
        if len(rest) >= _LEAST_OWN:
            own.append(rest)
    heads = list(range(len(own)))
    for number, words in enumerate(own):
        for other in range(number):
            both = own[other]
            if len(words & both) >= _ALIKE * min(len(words), len(both)) and heads[other] != heads[number]:
                old, new = heads[number], heads[other]
                heads = [new if each == old else each for each in heads]
    return len(set(heads))


def _count(seen: _Seen, number: int, *place: int) -> None:
    """Count one sight of a line."""
    seen.numbers.add(number)
    for counts, value in zip((seen.before, seen.behind, seen.fillings), place, strict=True):
        counts[value] += 1


def _forms(article: Fingerprint) -> dict[int, int]:
    """Return the forms of an article's lines, each with the number of the first line that has it."""
    found: dict[int, int] = {}
    for number, (first, end, form) in enumerate(article.units):
        if end - first >= _LEAST_WORDS and form not in found:
            found[form] = number
    return found


def _place(article: Fingerprint, number: int) -> tuple[int, int, int]:
    """Return the signs before and behind a line, and its filling."""
    return sign(article, number - 1), sign(article, number + 1), filling(article, number)
