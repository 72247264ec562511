"""Groups articles into stories as they come: reprints first, then words, names, lede and time decide."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from heapq import nlargest
from typing import TYPE_CHECKING

from copydesk._codec import Value
from copydesk.matching.likeness import Rarity, common_ground, cosine, nearness, vector
from copydesk.matching.profile import Profile, profile
from copydesk.types import Placement, Relation, RelationKind

if TYPE_CHECKING:
    from datetime import datetime

    from copydesk.types import Article

JOIN = 0.235  # likeness from which an article belongs to a story; set on one half of the topics of ECB+
_JOIN_FOLLOW_UP = 0.08  # the same, for an article that builds on one of the story
_MERGE = 0.26  # likeness of two stories from which they are one, when an article belongs to both
_SMALL = 1  # reports of a story that may join another as a single article may
_UNAIDED = 0.5  # of JOIN, what two stories must have in common without the article that joins them
_NEAREST = 0.2  # what the most similar article counts against the mean of all
_LEAST_NEARNESS = 0.5  # what likeness keeps however far apart the times are
_ASKED_TERMS = 24
_COMMON_TERM = 400  # articles with a term, above which it finds no candidates
_MOST_CANDIDATES = 6
_MOST_COMPARED = 16  # articles of a story that are compared, the latest
_COPIES = frozenset({RelationKind.REPRINT, RelationKind.REWRITE})


@dataclass(frozen=True, slots=True)
class Merge(Value):
    """Two stories turned out to be one."""

    kept: str  #: id of the story that goes on
    gone: str  #: id of the story whose articles moved there


@dataclass(slots=True)
class _Placed:
    """One article that tells its story in words of its own."""

    profile: Profile
    vector: dict[str, float]
    is_quiet: bool = False  #: follows another article without being like its story: draws in no others


@dataclass(slots=True)
class _Story:
    """One story: all its articles, and those among them that are no copies."""

    opened: int  #: counted up as stories open
    members: dict[str, None] = field(default_factory=dict)
    own: dict[str, _Placed] = field(default_factory=dict)


class Stories:
    """Groups articles into stories online. Cost of one article: bounded by the candidates looked at.

    >>> from copydesk.matching import Matcher
    >>> matcher, stories = Matcher(), Stories()
    >>> text = "The harbour council voted on Monday to sell the old crane to a firm from Tarn for 300 crowns."
    >>> stories.place("a", text, matcher.add("a", text)).story
    'a'
    >>> stories.place("b", text, matcher.add("b", text)).story
    'a'
    """

    def __init__(self) -> None:
        self._stories: dict[str, _Story] = {}
        self._story_of: dict[str, str] = {}
        self._copies: defaultdict[str, set[str]] = defaultdict(set)
        self._source_of: dict[str, str] = {}
        self._pinned: dict[str, str] = {}
        self._apart: set[frozenset[str]] = set()
        self._gone: dict[str, str] = {}
        self._rarity = Rarity()
        self._index: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._outlets: dict[str, str] = {}
        self._profiles: dict[str, Profile] = {}
        self._led: set[str] = set()  # articles that follow another into its story
        self._merges: list[Merge] = []
        self._opened = 0

    def place(
        self,
        key: str,
        article_or_text: Article | str,
        relation: Relation,
        *,
        published: datetime | None = None,
        outlet: str | None = None,
    ) -> Placement:
        """Put an article into the story it belongs to, or open one with it.

        Args:
            key: the caller's name for the article; a known one is placed anew, its story's id stays.
            article_or_text: an article, or its body.
            relation: how it stands to earlier ones, from `Matcher`.
            published: when it appeared; None takes the article's own time.
            outlet: who published it, to be named in the evidence of others; None names its key.

        >>> from copydesk.types import Relation
        >>> Stories().place("a", "The ferry is back.", Relation("a", RelationKind.NONE)).evidence
        ('It opens a story of its own.',)
        """
        self.remove(key)
        self._opened += 1
        if outlet:
            self._outlets[key] = outlet
        self._profiles[key] = profile(key, article_or_text, order=self._opened, published=published)
        return self._place(key, relation)

    def revise(self, relation: Relation) -> Placement | None:
        """Place an article anew by a relation that was revised; None when it was never placed.

        >>> from copydesk.types import Relation
        >>> stories = Stories()
        >>> _ = stories.place("b", "The ferry is back.", Relation("b", RelationKind.NONE))
        >>> _ = stories.place("a", "The ferry is back again.", Relation("a", RelationKind.NONE))
        >>> stories.revise(Relation("b", RelationKind.REPRINT, of="a")).story == stories.story("a")
        True
        """
        key = relation.key
        mine = self._profiles.get(key)
        if mine is None:
            return None
        outlet = self._outlets.get(key)
        old = self._story_of.get(key)
        self.remove(key)
        self._profiles[key] = mine
        if outlet:
            self._outlets[key] = outlet
        placed = self._place(key, relation)
        if old is not None and old in self._stories:
            self._settle(old)
        elif old is not None and old != placed.story and old not in self._gone:
            self._gone[old] = placed.story
            self._merges.append(Merge(kept=placed.story, gone=old))
        return Placement(key, self._story_of[key], placed.evidence)

    def _settle(self, story: str) -> None:
        """Place anew those articles of a story that only a revised one had held in it."""
        found = self._stories[story]
        if len(found.own) > _MOST_COMPARED:
            return
        for key, placed in tuple(found.own.items()):
            if key in self._pinned or key in self._led or story not in self._stories:
                continue
            rest = [each for name, each in found.own.items() if name != key]
            if not rest or self._fit(placed, rest) >= JOIN:
                continue
            copies = [each for each in self._followers(key) if self._story_of.get(each) == story]
            self._leave(key)
            self._choose(placed, Relation(key, RelationKind.NONE))
            for each in copies:
                if each not in self._pinned and self._story_of[each] != self._story_of[key]:
                    self._move(each, self._story_of[key])

    def _place(self, key: str, relation: Relation) -> Placement:
        """Place an article whose profile is known."""
        mine = self._profiles[key]
        pinned = self._pinned.get(key)
        if relation.kind in _COPIES and relation.of in self._story_of:
            source = str(relation.of)
            self._copies[source].add(key)
            self._source_of[key] = source
            story = self.resolve(pinned) if pinned else self._story_of[source]
            self._enter(key, story)
            why = f"Placed by hand in {story}." if pinned else f"It is a {relation.kind.value} of {source}."
            return Placement(key, story, (why,))
        self._rarity.add(mine.terms)
        placed = _Placed(mine, vector(mine, self._rarity))
        if pinned:
            story = self.resolve(pinned)
            self._enter(key, story, placed)
            return Placement(key, story, (f"Placed by hand in {story}.",))
        evidence = self._choose(placed, relation)
        return Placement(key, self._story_of[key], evidence)

    def story(self, key: str) -> str:
        """Return the id of the story an article is in.

        Raises:
            KeyError: the article was never placed.

        >>> stories = Stories()
        >>> stories.pin("a", "crane")
        >>> stories.story("a")
        'crane'
        """
        return self._story_of[key]

    def members(self, story: str) -> tuple[str, ...]:
        """Return the keys of a story's articles, in the order they joined; none for an unknown story.

        >>> Stories().members("never seen")
        ()
        """
        found = self._stories.get(self.resolve(story))
        return tuple(found.members) if found else ()

    def resolve(self, story: str) -> str:
        """Return the id under which a story goes on after merges; its own id when it was not merged.

        >>> Stories().resolve("a")
        'a'
        """
        while story in self._gone:
            story = self._gone[story]
        return story

    def take_merges(self) -> tuple[Merge, ...]:
        """Return the merges since this was last asked, in their order.

        >>> Stories().take_merges()
        ()
        """
        found = tuple(self._merges)
        self._merges.clear()
        return found

    def pin(self, key: str, story: str) -> None:
        """Put an article, with the copies made of it, into a story by hand; no later finding undoes it.

        The story it is taken out of and the one it is put into are never merged by themselves. A story id
        that is not known opens a story.

        >>> stories = Stories()
        >>> stories.pin("a", "b")
        >>> stories.members("b")
        ('a',)
        """
        goal = self.resolve(story)
        old = self._story_of.get(key)
        if old is not None and old != goal:
            self._apart.add(frozenset((old, goal)))
        self._pinned[key] = goal
        for each in (key, *self._followers(key)):
            if each != key and each in self._pinned:
                continue
            self._move(each, goal)

    def remove(self, key: str) -> None:
        """Take an article out of its story; a story without articles ends. Unknown keys do nothing.

        >>> Stories().remove("never seen")
        """
        placed = self._leave(key)
        self._outlets.pop(key, None)
        self._profiles.pop(key, None)
        self._led.discard(key)
        source = self._source_of.pop(key, None)
        if source is not None:
            self._copies[source].discard(key)
        if placed is not None:
            self._rarity.remove(placed.profile.terms)

    def _choose(self, placed: _Placed, relation: Relation) -> tuple[str, ...]:
        """Enter an article that is no copy where it is most alike, or open a story with it; return why."""
        key = placed.profile.key
        scores = {each: self._likeness(placed, self._stories[each]) for each in self._candidates(placed)}
        led = self._story_of.get(relation.of or "") if relation.kind is RelationKind.FOLLOW_UP else None
        if led is not None:
            scores.setdefault(led, self._likeness(placed, self._stories[led]))
        joined = [
            each for each, score in scores.items() if score >= (_JOIN_FOLLOW_UP if each == led else JOIN)
        ]
        if not joined:
            self._enter(key, self._new_id(key), placed)
            return ("It opens a story of its own.",)
        if led in joined:
            self._led.add(key)
            placed.is_quiet = scores[led] < JOIN
        best = max(joined, key=lambda each: (each == led, scores[each], -self._stories[each].opened))
        evidence = self._evidence(placed, best, relation if best == led else None)
        self._enter(key, best, placed)
        if placed.is_quiet:
            return evidence
        for each in sorted(scores, key=lambda name: self._stories[name].opened):
            if scores[each] >= JOIN or self._is_small(each):
                self._merge(self._story_of[key], each, key)
        return evidence

    def _new_id(self, key: str) -> str:
        """Return an id for a story that an article opens: its key, unless a story has or had that name."""
        name, number = key, 2
        while name in self._gone or (name in self._stories and self._stories[name].members):
            name, number = f"{key}~{number}", number + 1
        return name

    def _candidates(self, placed: _Placed) -> list[str]:
        """Return the stories that share the article's weightiest terms, the most promising first."""
        votes: defaultdict[str, float] = defaultdict(float)
        for term in nlargest(_ASKED_TERMS, placed.vector, key=lambda each: (placed.vector[each], each)):
            weight = placed.vector[term]
            posts = self._index.get(term)
            if not posts or len(posts) > _COMMON_TERM:
                continue
            for story in {self._story_of[key] for key in posts}:
                votes[story] += weight
        ranked = sorted(votes, key=lambda each: (-votes[each], self._stories[each].opened))
        return ranked[:_MOST_CANDIDATES]

    def _likeness(self, placed: _Placed, story: _Story) -> float:
        """Return how well an article fits a story: mean and nearest likeness to its latest articles."""
        return self._fit(placed, list(story.own.values())[-_MOST_COMPARED:])

    @staticmethod
    def _fit(placed: _Placed, others: list[_Placed]) -> float:
        """Return how alike an article is to some others: their mean and the nearest, less with time."""
        others = [each for each in others if not each.is_quiet]
        if not others:
            return 0.0
        found = [cosine(placed.vector, each.vector) for each in others]
        near = max(nearness(placed.profile, each.profile) for each in others)
        mixed = (1 - _NEAREST) * sum(found) / len(found) + _NEAREST * max(found)
        return mixed * (_LEAST_NEARNESS + (1 - _LEAST_NEARNESS) * near)

    def _evidence(self, placed: _Placed, story: str, relation: Relation | None) -> tuple[str, ...]:
        """Return in plain sentences why an article belongs to a story."""
        said: tuple[str, ...] = ()
        if relation is not None:
            said = (f"It builds on {self._outlets.get(relation.of or '', relation.of)}.",)
        others = list(self._stories[story].own.values())[-_MOST_COMPARED:]
        if not others:
            return said
        nearest = max(others, key=lambda each: (cosine(placed.vector, each.vector), each.profile.key))
        return (
            *said,
            f"It is most like the report of {self._outlets.get(nearest.profile.key, nearest.profile.key)}.",
            *common_ground(placed.profile, nearest.profile, self._rarity),
        )

    def _enter(self, key: str, story: str, placed: _Placed | None = None) -> None:
        """Put an article into a story; `placed` is None for a copy."""
        found = self._stories.get(story)
        if found is None:
            self._opened += 1
            found = self._stories[story] = _Story(self._opened)
        found.members[key] = None
        self._story_of[key] = story
        if placed is not None:
            found.own[key] = placed
            for term in placed.vector:
                self._index[term][key] = None

    def _leave(self, key: str) -> _Placed | None:
        """Take an article out of its story; return what it said in words of its own, None for a copy."""
        story = self._story_of.pop(key, None)
        if story is None:
            return None
        found = self._stories[story]
        found.members.pop(key, None)
        placed = found.own.pop(key, None)
        if placed is not None:
            for term in placed.vector:
                self._index[term].pop(key, None)
                if not self._index[term]:
                    del self._index[term]
        if not found.members:
            del self._stories[story]
        return placed

    def _move(self, key: str, story: str) -> None:
        """Move an article to another story."""
        self._enter(key, story, self._leave(key))

    def _followers(self, key: str) -> list[str]:
        """Return the keys of all copies of an article and copies of those."""
        found: dict[str, None] = {}
        waiting = [key]
        while waiting:
            for each in sorted(self._copies.get(waiting.pop(), ())):
                if each not in found and each != key:
                    found[each] = None
                    waiting.append(each)
        return list(found)

    def _merge(self, one: str, other: str, bridge: str) -> None:
        """Merge two stories if they are alike enough and no hand has parted them; the older goes on.

        Without the article that brought them together they must be alike too, if less: else a round-up
        would make one story of two.
        """
        if one == other or other not in self._stories or self._is_kept_apart(one, other):
            return
        first, second = self._stories[one], self._stories[other]
        small, large = sorted((first, second), key=lambda each: len(each.own))
        links = [self._likeness(each, large) for each in list(small.own.values())[-_MOST_COMPARED:]]
        least = JOIN if len(small.own) <= _SMALL else _MERGE
        if not links or sum(links) / len(links) < least:
            return
        rest = [each for name, each in first.own.items() if name != bridge][-_MOST_COMPARED:]
        others = [each for name, each in second.own.items() if name != bridge][-_MOST_COMPARED:]
        if rest and max(self._fit(each, rest) for each in others) < _UNAIDED * JOIN:
            return
        kept, gone = (one, other) if self._rank(one) <= self._rank(other) else (other, one)
        for key in tuple(self._stories[gone].members):
            self._move(key, kept)
        self._gone[gone] = kept
        self._merges.append(Merge(kept=kept, gone=gone))

    def _is_small(self, story: str) -> bool:
        """Say whether a story has so few reports that it may belong to another that has grown since."""
        return story in self._stories and len(self._stories[story].own) <= _SMALL

    def _rank(self, story: str) -> tuple[bool, int]:
        """Return what orders stories when two become one: those a hand has touched first, then the older."""
        return not self._hands(story), self._stories[story].opened

    def _hands(self, story: str) -> bool:
        """Say whether a hand has put an article into the story."""
        return any(self.resolve(each) == story for each in self._pinned.values())

    def _is_kept_apart(self, one: str, other: str) -> bool:
        """Say whether a hand's decision keeps two stories from becoming one."""
        if self._hands(one) and self._hands(other):
            return True
        pair = {one, other}
        return any({self.resolve(each) for each in parted} == pair for parted in self._apart)
