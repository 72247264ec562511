"""Proposes which article is a translation of which: names, figures, links and pictures stand in both, in one order."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from operator import mul
from typing import TYPE_CHECKING

from copydesk.matching.anchors import anchors
from copydesk.matching.fingerprint import body_of, seconds
from copydesk.matching.links import address_form, addresses, linked
from copydesk.types import Article, Proposal

if TYPE_CHECKING:
    from datetime import datetime

_DAY = 86_400.0
_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]+(?![^\W\d_])")
_TELLING = 12  # of an article's most frequent small words, those that tell its language
_SAME_LANGUAGE = 4  # so many of them in two texts, and both are in one language
_LEAST_ANCHORS = 6  # different ones; an article with fewer is not looked at
_LOOKED_UP = 24  # rarest anchors by which candidates are found
_COMMON = 256  # articles of the window that share an anchor; more, and it finds nobody
_LEAST_SHARED = 4  # anchors of a candidate
_MOST = 8  # candidates that are looked at closely
_UNKNOWN = 0.5  # the share of what neither has
_FIGURE = re.compile(r"\d|month ")
_NAME = re.compile(r"(?!\d|month )")
#: what each of `_features` weighs; fitted by bench/train/matching_across.py, but for the last one, a link or a picture, of
#: which its data have none
WEIGHTS = (2.7, 1.8, 4.2, 2.5, 8.3, 1.2, 1.5)
#: what is taken off: less than the fit says (16.3), since a person decides; on its data 95 of 100 proposals are right
BIAS = -14.7


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept of an article to find its translations."""

    key: str
    order: int
    language: str | None
    small: frozenset[str]  #: its most frequent words without a capital
    found: tuple[str, ...]  #: its anchors, in order
    length: int  #: code points
    published: float | None
    addresses: frozenset[str]
    links: frozenset[str]
    pictures: frozenset[str]


class Across:
    """Finds, one article at a time, those that are one text in two languages.

    What it finds are proposals for a person: a machine that compares names, figures and links does not know what
    the words between them say. Cost per article grows with its length and at most `_COMMON` articles per anchor.

    Args:
        window_days: articles published further apart than this are not compared.

    >>> across = Across()
    >>> english = "Ina Moor of the Tarn Harbour Trust paid 1,200 crowns to Anton Lesk on 3 March, and Bo Lind 450."
    >>> german = "Ina Moor vom Tarn Harbour Trust zahlte am 3. März Anton Lesk 1.200 Kronen, und Bo Lind 450."
    >>> across.add("a", english, language="en")
    ()
    >>> across.add("b", german, language="de")[0].of
    'a'
    """

    def __init__(self, *, window_days: int = 30) -> None:
        self._window = window_days * _DAY
        self._kept: dict[str, _Kept] = {}
        self._at: defaultdict[str, dict[str, None]] = defaultdict(dict)  # anchor → keys, in order of arrival
        self._arrived = 0

    def __len__(self) -> int:
        return len(self._kept)

    def __contains__(self, key: object) -> bool:
        return key in self._kept

    def add(
        self,
        key: str,
        article_or_text: Article | str,
        *,
        language: str | None = None,
        published: datetime | None = None,
    ) -> tuple[Proposal, ...]:
        """Take in an article; return the proposals that it gives rise to, the surest first.

        Args:
            key: the caller's name for the article; one that is known is a new version.
            article_or_text: an article, or its body.
            language: BCP 47; None takes the article's own, and without one the words tell.
            published: aware UTC; None takes the article's own time.
        """
        self.remove(key)
        self._arrived += 1
        mine = self._keep(key, article_or_text, language, published)
        # An article is translated from one of each language; the others tell of the same event.
        best: dict[str | None, Proposal] = {}
        for other in self._candidates(mine):
            found = self._judged(mine, other)
            rival = best.get(other.language)
            if found is not None and (rival is None or found.certainty > rival.certainty):
                best[other.language] = found
        self._kept[key] = mine
        for each in dict.fromkeys(mine.found):
            self._at[each][key] = None
        return tuple(sorted(best.values(), key=lambda each: (-each.certainty, each.key, each.of)))

    def compared(self, text: str, language: str) -> tuple[tuple[str, tuple[float, ...]], ...]:
        """Return the candidates for a text that is not taken in, by key, with what they share with it.

        The weights are fitted on these. Each share is from 0 to 1: names of the fewer and of the more, figures
        likewise, order, length, links.

        >>> Across().compared("Ina Moor of Tarn", "en")
        ()
        """
        mine = self._keep("", text, language, None)
        return tuple((other.key, self._features(mine, other)) for other in self._candidates(mine))

    def proposed(self, one: str, other: str) -> Proposal | None:
        """Return what two articles that are known give rise to now, whoever else is likelier; None for nothing.

        >>> Across().proposed("a", "b") is None
        True
        """
        if one not in self._kept or other not in self._kept:
            return None
        return self._judged(self._kept[one], self._kept[other])

    def remove(self, key: str) -> None:
        """Forget an article; one that is not known is no error."""
        gone = self._kept.pop(key, None)
        for each in set(gone.found) if gone else ():
            self._at[each].pop(key, None)
            if not self._at[each]:
                del self._at[each]

    def _keep(
        self,
        key: str,
        article_or_text: Article | str,
        language: str | None,
        published: datetime | None,
    ) -> _Kept:
        """Read what is needed of an article."""
        body = body_of(article_or_text)
        article = article_or_text if isinstance(article_or_text, Article) else None
        known = language or (article.language if article else None)
        small = Counter(each for each in _WORD.findall(body) if each.islower())
        pictures = (address_form(each.url) for each in article.pictures) if article else ()
        return _Kept(
            key=key,
            order=self._arrived,
            language=known.partition("-")[0].lower() if known else None,
            small=frozenset(each for each, _ in small.most_common(_TELLING)),
            found=anchors(body),
            length=len(body),
            published=seconds(published or (article.published if article else None)),
            addresses=addresses(article),
            links=linked(article),
            pictures=frozenset(each for each in pictures if each),
        )

    def _candidates(self, mine: _Kept) -> list[_Kept]:
        """Return the articles in other languages that share the rarest anchors."""
        known = sorted(
            {each for each in mine.found if each in self._at}, key=lambda each: len(self._at[each])
        )
        shared = Counter[str]()
        if len(set(mine.found)) < _LEAST_ANCHORS:
            return []
        for anchor in known[:_LOOKED_UP]:
            at = self._at[anchor]
            if len(at) > _COMMON:
                break
            for key in at:
                other = self._kept[key]
                if not _in_one_language(mine, other) and self._near(mine, other):
                    shared[key] += 1
        enough = [
            (-count, self._kept[key].order, key) for key, count in shared.items() if count >= _LEAST_SHARED
        ]
        return [self._kept[key] for _, _, key in sorted(enough)[:_MOST]]

    def _near(self, one: _Kept, other: _Kept) -> bool:
        """Say whether two articles appeared within the window, as far as is known."""
        if one.published is None or other.published is None:
            return True
        return abs(one.published - other.published) <= self._window

    def _rarity(self, anchor: str) -> float:
        """Return how much an anchor says: the fewer articles have it, the more."""
        return math.log(1 + (2 + len(self._kept)) / (1 + len(self._at.get(anchor, ()))))

    def _features(self, one: _Kept, other: _Kept) -> tuple[float, ...]:
        """Return what two articles share, each from 0 to 1; the same whichever comes first."""
        shared = Counter(one.found) & Counter(other.found)
        names, figures = (self._shares(one, other, shared, kind) for kind in (_NAME, _FIGURE))
        shorter, longer = sorted((one.length, other.length))
        tied = one.links & other.addresses or other.links & one.addresses or one.pictures & other.pictures
        return (*names, *figures, _order(one.found, other.found), shorter / max(1, longer), float(bool(tied)))

    def _shares(
        self, one: _Kept, other: _Kept, shared: Counter[str], kind: re.Pattern[str]
    ) -> tuple[float, float]:
        """Return what share of the anchors of a kind stands in both, by rarity: of the fewer, and of the more."""
        mine, theirs, both = (
            sum(self._rarity(each) * count for each, count in counts.items() if kind.match(each))
            for counts in (Counter(one.found), Counter(other.found), shared)
        )
        fewer, more = sorted((mine, theirs))
        return (both / fewer if fewer else _UNKNOWN, both / more if more else _UNKNOWN)

    def _judged(self, mine: _Kept, other: _Kept) -> Proposal | None:
        """Return the proposal that two articles give rise to; None for none."""
        values = self._features(mine, other)
        score = BIAS + sum(map(mul, WEIGHTS, values))
        if score <= 0:
            return None
        copy, source = (mine, other) if _is_later(mine, other) else (other, mine)
        certainty = round(1 / (1 + math.exp(-min(30.0, score))), 3)
        return Proposal(copy.key, source.key, certainty, _evidence(copy, source, values[-1]))


def _in_one_language(one: _Kept, other: _Kept) -> bool:
    """Say whether two articles are written in one language, by what they say or by their small words."""
    if one.language and other.language:
        return one.language == other.language
    return len(one.small & other.small) >= _SAME_LANGUAGE


def _order(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Return how many of the anchors that stand in both once or more keep their order, from 0 to 1."""
    first: dict[str, int] = {}
    for place, each in enumerate(other):
        first.setdefault(each, place)
    places = [first[each] for each in dict.fromkeys(one) if each in first]
    if len(places) < _LEAST_SHARED:
        return 0.0
    tails: list[int] = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(tails) / len(places)


def _is_later(one: _Kept, other: _Kept) -> bool:
    """Say whether the first appeared later, or came later where the times are not known or the same."""
    if one.published is None or other.published is None or one.published == other.published:
        return one.order > other.order
    return one.published > other.published


def _evidence(copy: _Kept, source: _Kept, tied: float) -> tuple[str, ...]:
    """Say in plain sentences what stands in both."""
    shared = Counter(copy.found) & Counter(source.found)
    names = sum(count for each, count in shared.items() if _NAME.match(each))
    figures = sum(count for each, count in shared.items() if _FIGURE.match(each))
    told = [f"{names} names and {figures} figures and dates stand in both"]
    told += [f"{_order(copy.found, source.found):.0%} of them in the same order"]
    told += ["one links to the other, or both show the same picture"] if tied else []
    return tuple(told)
