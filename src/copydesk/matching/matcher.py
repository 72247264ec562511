"""The matcher: articles come one at a time; who took from whom stands after each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from heapq import nsmallest
from typing import TYPE_CHECKING

from copydesk._codec import Value
from copydesk.matching.boilerplate import Boilerplate
from copydesk.matching.decide import relate, unrelated
from copydesk.matching.fingerprint import Fingerprint, Kept, fingerprint, keep
from copydesk.matching.kinship import Kinship
from copydesk.matching.live import Live, live
from copydesk.matching.pair import Pair, is_agency, judge, shared_agency
from copydesk.matching.postings import Postings
from copydesk.types import Relation, RelationKind

if TYPE_CHECKING:
    from datetime import datetime

    from copydesk.types import Article

_DAY = 86_400.0
_SAME_CLOSENESS = 0.03  # parents closer together than this are equally close: the earliest is taken
_MOST_OF_ROUNDUP = 0.9  # of a round-up's words, those that may come from one source
_MOST_BUILT_ON = 3  # articles a follow-up may build on that are looked at closely
_MOST_LIVE = 1_024  # articles whose live part is kept ready, and as many that were ready before them
_TOO_MANY_GONE = 1_000  # numbers of removed articles after which the index is swept


@dataclass(frozen=True, slots=True)
class Update(Value):
    """What one arriving article changed."""

    relation: Relation  #: of the new article
    revised: tuple[Relation, ...] = ()  #: new relations of articles already known


class Matcher:
    """Works out, one article at a time, which article each one came from.

    Everything is kept in memory. Where times of publication are known the relations do not depend on the
    order in which the articles come, as long as none has more similar rivals than `candidates`.

    Args:
        window_days: articles published further apart than this are not compared.
        candidates: how many of the most similar known articles are looked at for a new one.

    >>> matcher = Matcher()
    >>> text = "The harbour council voted on Monday to sell the old crane to a firm from Tarn for 300 crowns."
    >>> matcher.add("a", text, outlet="The Quay Post").kind.value
    'none'
    >>> matcher.add("b", text, outlet="Mirror").of
    'a'
    """

    def __init__(self, *, window_days: int = 30, candidates: int = 16) -> None:
        self._window = window_days * _DAY
        self._most = candidates
        self._articles: dict[str, Kept] = {}
        self._keys: list[str | None] = [None]  # by number of arrival; None when the article is gone
        self._gone = 0
        self._lines = Boilerplate(self._recalled)
        self._postings = Postings()
        self._lives: dict[str, Live] = {}
        self._older_lives: dict[str, Live] = {}
        self._pairs: defaultdict[str, dict[str, Pair]] = defaultdict(dict)
        self._kinship = Kinship(self._pairs)
        self._relations: dict[str, Relation] = {}  # of those that took from another
        self._looked_at: dict[str, tuple[Pair, Relation | None]] = {}  # the last pair that was aligned
        self._at: defaultdict[str, set[str]] = defaultdict(set)  # address → articles that stand there
        self._linking: defaultdict[str, set[str]] = defaultdict(set)  # address → articles that link there

    def __getstate__(self) -> dict[str, object]:
        """Return what is kept when a matcher is stored; what can be read again is left out."""
        return self.__dict__ | {"_lives": {}, "_older_lives": {}}

    def __setstate__(self, state: dict[str, object]) -> None:
        """Take up what was stored."""
        self.__dict__.update(state)
        self._lines.recall = self._recalled

    def __len__(self) -> int:
        return len(self._articles)

    def __contains__(self, key: object) -> bool:
        return key in self._articles

    def add(
        self,
        key: str,
        article_or_text: Article | str,
        *,
        published: datetime | None = None,
        outlet: str | None = None,
    ) -> Relation:
        """Take in an article and return how it stands to the known ones; see `insert`.

        >>> Matcher().add("a", "The ferry is back.").kind.value
        'none'
        """
        return self.insert(key, article_or_text, published=published, outlet=outlet).relation

    def insert(
        self,
        key: str,
        article_or_text: Article | str,
        *,
        published: datetime | None = None,
        outlet: str | None = None,
    ) -> Update:
        """Take in an article; return its relation and those of known articles that it changes.

        A key that is known is taken as a new version and replaces the old one.

        Args:
            key: the caller's name for the article.
            article_or_text: an article, or its body.
            published: when it appeared; None takes the article's own time, and that may be unknown.
            outlet: who published it, as readers know it; None when not known.

        >>> matcher = Matcher()
        >>> from datetime import UTC, datetime
        >>> text = "The harbour council voted on Monday to sell the old crane to a firm from Tarn for 300 crowns."
        >>> _ = matcher.add("copy", text, published=datetime(2026, 3, 2, tzinfo=UTC))
        >>> matcher.insert("original", text, published=datetime(2026, 3, 1, tzinfo=UTC)).revised[0].of
        'original'
        """
        before = self._forget(key) if key in self._articles else {}
        article = keep(key, article_or_text, order=len(self._keys), published=published, outlet=outlet)
        self._articles[key] = article
        self._keys.append(key)
        read = fingerprint(article)
        stale = self._judge_again(self._lines.add(read))
        mine = self._ready(key, read)
        for number, _ in self._postings.enter(article.order, mine, self._most):
            other = self._keys[number]
            if other is not None:
                self._compare(mine, other)
        for other in self._link_mates(article):
            self._compare(mine, other)
        moved = self._kinship.renew({key, *self._pairs.get(key, ()), *stale, *before}, self._live)
        later = {
            each
            for each in self._pairs.get(key, ())
            if self._kinship.is_before(mine, self._live(each), self._live)
        }
        return self._update(key, stale | later | moved | set(before), before)

    def remove(self, key: str) -> tuple[Relation, ...]:
        """Forget an article; return the new relations of those that came from it. Unknown keys do nothing.

        >>> Matcher().remove("never seen")
        ()
        """
        if key not in self._articles:
            return ()
        before = self._forget(key)
        moved = self._kinship.renew(before, self._live)
        return self._revise(moved | set(before), before)

    def relation(self, key: str) -> Relation:
        """Return how an article stands to the others as known now.

        Raises:
            KeyError: no article has this key.

        >>> matcher = Matcher()
        >>> matcher.add("a", "The ferry is back.") == matcher.relation("a")
        True
        """
        if key not in self._articles:
            raise KeyError(key)
        return self._relations.get(key) or unrelated(key)

    def sources(self, key: str) -> tuple[Relation, ...]:
        """Return how an article stands to each earlier one it has text from, the largest share first.

        A round-up of several articles has several sources; `relation` names the main one.

        Raises:
            KeyError: no article has this key.

        >>> matcher = Matcher()
        >>> _ = matcher.add("a", "The ferry is back.")
        >>> matcher.sources("a")
        ()
        """
        mine = self._live(key)
        found = [self._related(mine, each) for each in self._earlier(mine)]
        kept = [each for each in found if each is not None]
        return tuple(sorted(kept, key=lambda each: (-each.share, each.of or "")))

    def _live(self, key: str) -> Live:
        """Return an article's live part, made when it is needed."""
        found = self._lives.get(key) or self._older_lives.get(key)
        return found or self._ready(key, fingerprint(self._articles[key]))

    def _ready(self, key: str, read: Fingerprint) -> Live:
        """Make an article's live part and keep it ready."""
        if len(self._lives) >= _MOST_LIVE:
            self._older_lives, self._lives = self._lives, {}
        found = self._lives[key] = live(read, self._lines.standing)
        return found

    def _recalled(self, number: int) -> Fingerprint | None:
        """Return an article by its number; None when it is gone."""
        key = self._keys[number]
        if key is None:
            return None
        ready = self._lives.get(key) or self._older_lives.get(key)
        return ready.article if ready else fingerprint(self._articles[key])

    def _compare(self, mine: Live, other: str) -> None:
        """Judge two articles and keep what was found."""
        key = mine.kept.key
        first, second = mine.kept.published, self._articles[other].published
        if first is not None and second is not None and abs(first - second) > self._window:
            return
        pair = judge(mine, self._live(other))
        if pair is not None:
            self._pairs[key][other] = self._pairs[other][key] = pair
        elif other in self._pairs.get(key, ()):
            del self._pairs[key][other], self._pairs[other][key]

    def _link_mates(self, article: Kept) -> list[str]:
        """Enter an article's links; return the known articles it links to or that link to it."""
        mates: set[str] = set()
        for address in article.links:
            self._linking[address].add(article.key)
            mates |= self._at.get(address, set())
        for address in article.addresses:
            self._at[address].add(article.key)
            mates |= self._linking.get(address, set())
        return sorted(mates - {article.key})

    def _judge_again(self, numbers: set[int]) -> set[str]:
        """Compare articles again after some of their lines were learned as boilerplate; return whom it touches."""
        changed = {key for each in numbers if (key := self._keys[each]) is not None}
        for each in changed:
            self._lives.pop(each, None)
            self._older_lives.pop(each, None)
        touched: set[str] = set()
        for each in changed:
            for other in tuple(self._pairs.get(each, ())):
                self._compare(self._live(each), other)
                touched |= {each, other}
        return touched

    def _update(self, key: str, touched: set[str], before: dict[str, Relation]) -> Update:
        """Decide the new article and all it touches."""
        revised = self._revise(touched | {key}, before)
        return Update(relation=self.relation(key), revised=tuple(each for each in revised if each.key != key))

    def _revise(self, keys: set[str], before: dict[str, Relation]) -> tuple[Relation, ...]:
        """Decide some articles; return the relations that are not as they were."""
        revised = []
        known = sorted(keys & self._articles.keys())
        # What is decided anew must not stand in the way: two articles may have changed places.
        former = {each: found for each in known if (found := self._relations.pop(each, None)) is not None}
        for key in known:
            old = before.get(key) or former.get(key)
            new = self._decide(key)
            if new.of is not None:
                self._relations[key] = new
            if new != (old or unrelated(key)):
                revised.append(new)
        return tuple(revised)

    def _decide(self, key: str) -> Relation:
        """Return the relation of one article to its best source."""
        if not self._pairs.get(key):
            return unrelated(key)
        mine = self._live(key)
        earlier = self._earlier(mine)
        for each in self._ranked(mine, earlier):
            found = self._related(mine, each)
            if found is not None and not self._leads_to(each, key):
                return found
        return unrelated(key)

    def _related(self, mine: Live, source: str) -> Relation | None:
        """Return how an article stands to an earlier one; a round-up is no copy of what it puts together."""
        key = mine.kept.key
        pair = self._pairs[key][source]
        known = self._looked_at.get(key)
        if known is not None and known[0] is pair:
            found = known[1]
        else:
            found = relate(mine, self._live(source), pair)
            self._looked_at[key] = pair, found
        if found is not None and found.share < _MOST_OF_ROUNDUP and self._kinship.is_gathered(key, source):
            return replace(found, kind=RelationKind.FOLLOW_UP)
        return found

    def _earlier(self, mine: Live) -> list[str]:
        """Return the keys of the related articles that came before this one."""
        pairs = self._pairs.get(mine.kept.key, ())
        return [each for each in pairs if self._kinship.is_before(self._live(each), mine, self._live)]

    def _ranked(self, mine: Live, earlier: list[str]) -> list[str]:
        """Return the possible sources, the likeliest first."""
        pairs = self._pairs[mine.kept.key]
        copied = [each for each in earlier if pairs[each].score > 0]
        rest = nsmallest(
            _MOST_BUILT_ON,
            set(earlier) - set(copied),
            key=lambda each: (
                not pairs[each].is_linked,
                not pairs[each].is_credited,
                -pairs[each].features.shingles,
                each,
            ),
        )
        if not copied:
            return rest
        first = self._agency_source(mine, copied) or self._kinship.parent(mine.kept.key)
        if first not in copied:
            first = self._closest(mine, copied)
        copied.sort(key=lambda each: (each != first, -pairs[each].score, each))
        return copied + rest

    def _agency_source(self, mine: Live, copied: list[str]) -> str | None:
        """Return the agency's own article, else the earliest that credits the same agency; None without one."""
        agency = mine.kept.credits.agency
        shared = [each for each in copied if shared_agency(mine.kept, self._articles[each])]
        if agency is None or not shared:
            return None
        return min(shared, key=lambda each: (not is_agency(self._articles[each], agency), *self._when(each)))

    def _closest(self, mine: Live, copied: list[str]) -> str:
        """Return the article that has most of this one's words in its order; among equals the earliest.

        Among equals without times it is the one that has least besides: a round-up has the words too.
        """
        own = len(mine.shingles) or 1
        closeness = {}
        for each in copied:
            seen = self._pairs[mine.kept.key][each].features
            closeness[each] = seen.shingles / own + seen.ordered
        best = max(closeness.values())
        pool = [each for each in copied if closeness[each] >= best - _SAME_CLOSENESS]
        seen_with = self._pairs[mine.kept.key]

        def rank(each: str) -> tuple[float, float, str]:
            return self._when(each)[0], -seen_with[each].features.containing, each

        return min(pool, key=rank)

    def _when(self, key: str) -> tuple[float, str]:
        """Return what orders articles by time; those without a time come last."""
        published = self._articles[key].published
        return (float("inf") if published is None else published, key)

    def _leads_to(self, key: str, goal: str) -> bool:
        """Say whether the chain of sources from `key` upwards comes to `goal`."""
        met: set[str] = set()
        at: str | None = key
        while at is not None and at not in met:
            if at == goal:
                return True
            met.add(at)
            known = self._relations.get(at)
            at = known.of if known is not None else None
        return False

    def _forget(self, key: str) -> dict[str, Relation]:
        """Take an article out; return the old relations of all it touches."""
        article = self._articles[key]
        read = fingerprint(article)
        for table, entered in ((self._linking, article.links), (self._at, article.addresses)):
            for address in entered:
                table[address].discard(key)
                if not table[address]:
                    del table[address]
        touched = set(self._pairs.pop(key, {}))
        for each in touched:
            self._pairs[each].pop(key, None)
        before = {each: self.relation(each) for each in touched}
        del self._articles[key]
        self._kinship.forget(key)
        self._keys[article.order] = None
        self._lives.pop(key, None)
        self._older_lives.pop(key, None)
        self._relations.pop(key, None)
        self._looked_at.pop(key, None)
        self._sweep()
        stale = self._judge_again(self._lines.remove(read))
        return before | {each: self.relation(each) for each in stale if each in self._articles}

    def _sweep(self) -> None:
        """Count an article as gone; when many are, take their numbers out of the index."""
        self._gone += 1
        if self._gone >= max(_TOO_MANY_GONE, len(self._articles) // 4):
            self._gone = 0
            self._postings.keep(self._is_alive)
            self._lines.keep(self._is_alive)

    def _is_alive(self, number: int) -> bool:
        """Say whether the article of a number is still there."""
        return self._keys[number] is not None
