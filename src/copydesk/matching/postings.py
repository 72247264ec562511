"""Which known articles could be related: postings of sampled shingles and of rare words, with caps."""

from __future__ import annotations

from collections import defaultdict
from heapq import nsmallest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from copydesk.matching.live import Live

SHINGLE_CAP = 200  # articles that may share a shingle before it says nothing
WORD_CAP = 400  # the same for a word
_SAMPLE = 3  # of the shingle's lowest bits that must be 0: one in four is kept
_RAREST = 48  # words asked about, the rarest first
_SHINGLE_WEIGHT = 2.0


class Postings:
    """An inverted index over shingles and words. Cost of a question: bounded by the caps."""

    def __init__(self) -> None:
        self._shingles: defaultdict[int, list[int]] = defaultdict(list)
        self._words: defaultdict[int, list[int]] = defaultdict(list)

    def add(self, number: int, live: Live) -> None:
        """Enter an article's features under its number."""
        for posts in self._lists(live):
            posts.append(number)

    def remove(self, number: int, live: Live) -> None:
        """Take an article's features out again."""
        for index, features in ((self._shingles, _sampled(live)), (self._words, live.terms)):
            for each in features:
                posts = index.get(each)
                if posts and number in posts:
                    posts.remove(number)
                    if not posts:
                        del index[each]

    def candidates(self, live: Live, most: int) -> list[tuple[int, float]]:
        """Return up to `most` articles that share rare features, the most alike first."""
        scores: defaultdict[int, float] = defaultdict(float)
        for posts in self._known(self._shingles, _sampled(live), SHINGLE_CAP):
            weight = _SHINGLE_WEIGHT / len(posts) ** 0.5
            for number in posts:
                scores[number] += weight
        for posts in nsmallest(_RAREST, self._known(self._words, live.terms, WORD_CAP), key=len):
            weight = 1.0 / len(posts) ** 0.5
            for number in posts:
                scores[number] += weight
        return nsmallest(most, scores.items(), key=lambda each: (-each[1], each[0]))

    def _lists(self, live: Live) -> Iterable[list[int]]:
        """Yield the posting list of each of an article's features."""
        for shingle in _sampled(live):
            yield self._shingles[shingle]
        for term in live.terms:
            yield self._words[term]

    @staticmethod
    def _known(index: dict[int, list[int]], features: Iterable[int], cap: int) -> list[list[int]]:
        """Return the posting lists of the features that some, but not too many, articles have."""
        lists = (index.get(each) for each in features)
        return [posts for posts in lists if posts and len(posts) <= cap]


def _sampled(live: Live) -> list[int]:
    """Return the quarter of an article's shingles that is indexed; the choice depends on the words alone."""
    return [each for each in live.shingles if not each & _SAMPLE]
