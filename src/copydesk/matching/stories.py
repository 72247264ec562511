"""Groups articles into stories as they come: reprints first, then words, names, lede and time decide.

After each article the stories it touches are made anew from all their articles (`partition`), so that the stories
hardly depend on the order of arrival. Which of the new stories goes on under which id is decided afterwards.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import combinations
from typing import TYPE_CHECKING

from copydesk._codec import Value
from copydesk.matching.heirs import claims
from copydesk.matching.likeness import common_ground
from copydesk.matching.neighbours import Neighbours
from copydesk.matching.partition import JOIN, Hands, partition
from copydesk.matching.profile import Profile, profile
from copydesk.matching.shelves import Shelves
from copydesk.types import Placement, Relation, RelationKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from copydesk.types import Article

_JOIN_FOLLOW_UP = 0.08  # likeness from which an article belongs to the story of the one it builds on
_MOST_GATHERED = 64  # articles that are parted anew at once
_COPIES = frozenset({RelationKind.REPRINT, RelationKind.REWRITE})
_ALONE = ("It opens a story of its own.",)


@dataclass(frozen=True, slots=True)
class Merge(Value):
    """Two stories turned out to be one."""

    kept: str  #: id of the story that goes on
    gone: str  #: id of the story whose articles moved there


class Stories:
    """Groups articles into stories online. Cost of one article: bounded by the neighbours looked at.

    >>> from copydesk.matching import Matcher
    >>> matcher, stories = Matcher(), Stories()
    >>> text = "The harbour council voted on Monday to sell the old crane to a firm from Tarn for 300 crowns."
    >>> stories.place("a", text, matcher.add("a", text)).story
    'a'
    >>> stories.place("b", text, matcher.add("b", text)).story
    'a'
    """

    def __init__(self) -> None:
        self._shelves = Shelves()
        self._alike = Neighbours()
        self._copies: defaultdict[str, set[str]] = defaultdict(set)
        self._source_of: dict[str, str] = {}
        self._lead_of: dict[str, str] = {}  # of articles that build on another
        self._built_on: defaultdict[str, set[str]] = defaultdict(set)
        self._pinned: dict[str, str] = {}
        self._touched: set[str] = set()  # stories that a hand has decided on: what is in them stays
        self._outlets: dict[str, str] = {}
        self._profiles: dict[str, Profile] = {}
        self._judged: dict[str, int] = {}  # when an article was last parted, by the neighbours' clock
        self._merges: list[Merge] = []
        self._moved: dict[str, None] = {}
        self._count = 0

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

        Other articles may move for it: `take_merges` and `take_moves` tell.

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
        self._count += 1
        if outlet:
            self._outlets[key] = outlet
        self._profiles[key] = profile(key, article_or_text, order=self._count, published=published)
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
        return self._place(relation.key, relation) if relation.key in self._profiles else None

    def settle(self, most: int = 200) -> int:
        """Part anew what was parted when there were clearly fewer articles, the longest ago first.

        Words weigh by how many articles have them, so what was decided early may be decided otherwise now. After
        this the stories of up to `most` articles are the same in whatever order they came.

        Returns:
            How many articles were looked at.

        >>> Stories().settle()
        0
        """
        late = [key for key in self._judged if self._alike.is_late(self._judged[key])]
        late = sorted(late, key=lambda key: (self._judged[key], key))[:most]
        for key in late:
            self._alike.look(key)
        clock = self._alike.clock
        for key in late:
            if self._judged[key] < clock:
                self._part([key])
        return len(late)

    def story(self, key: str) -> str:
        """Return the id of the story an article is in.

        Raises:
            KeyError: the article was never placed.

        >>> stories = Stories()
        >>> stories.pin("a", "crane")
        >>> stories.story("a")
        'crane'
        """
        return self._shelves.story(key)

    def members(self, story: str) -> tuple[str, ...]:
        """Return the keys of a story's articles, in the order they joined; none for an unknown story.

        >>> Stories().members("never seen")
        ()
        """
        return self._shelves.members(story)

    def resolve(self, story: str) -> str:
        """Return the id under which a story goes on after merges; its own id when it was not merged.

        >>> Stories().resolve("a")
        'a'
        """
        return self._shelves.resolve(story)

    def take_merges(self) -> tuple[Merge, ...]:
        """Return the merges since this was last asked, in their order.

        >>> Stories().take_merges()
        ()
        """
        found = tuple(self._merges)
        self._merges.clear()
        return found

    def take_moves(self) -> tuple[Placement, ...]:
        """Return where articles are now that were taken out of a story which goes on, since this was last asked.

        Articles placed by hand or by a call are not among them, nor those of merged stories.

        >>> Stories().take_moves()
        ()
        """
        found = tuple(
            Placement(key, self.story(key), self._evidence(key))
            for key in self._moved
            if key in self._shelves
        )
        self._moved.clear()
        return found

    def pin(self, key: str, story: str) -> None:
        """Put an article, with the copies made of it, into a story by hand; no later finding undoes it.

        What is left in the story it is taken out of, and what is in the one it is put into, stays there, and the
        two are never merged. A story id that is not known opens a story.

        >>> stories = Stories()
        >>> stories.pin("a", "b")
        >>> stories.members("b")
        ('a',)
        """
        goal = self.resolve(story)
        if key in self._shelves:
            self._touched.add(self.story(key))
        self._touched.add(goal)
        self._pinned[key] = goal
        for each in (key, *self._followers(key)):
            if each == key or each not in self._pinned:
                self._shelves.put(each, goal)
                self._moved.pop(each, None)

    def remove(self, key: str) -> None:
        """Take an article out of its story; a story without articles ends. Unknown keys do nothing.

        >>> Stories().remove("never seen")
        """
        self._detach(key)
        self._shelves.drop(key)
        self._outlets.pop(key, None)
        self._profiles.pop(key, None)
        self._moved.pop(key, None)

    def _place(self, key: str, relation: Relation) -> Placement:
        """Place an article whose profile is known."""
        self._detach(key)
        left = [each for each in self._mates(key) if each != key]
        source = relation.of or ""
        if relation.kind in _COPIES and source in self._shelves and key not in {source, *self._line(source)}:
            self._copies[source].add(key)
            self._source_of[key] = source
            story = self.resolve(self._pinned.get(key) or self.story(source))
            self._put_with_copies(key, story)
        else:
            if relation.kind is RelationKind.FOLLOW_UP and source in self._shelves:
                self._lead_of[key] = source
                self._built_on[source].add(key)
            self._alike.add(self._profiles[key])
            left.insert(0, key)
        self._part(left)
        self._moved.pop(key, None)
        return Placement(key, self.story(key), self._evidence(key, relation))

    def _put_with_copies(self, key: str, story: str) -> None:
        """Put an article into a story, and its copies with it but for those that a hand has placed."""
        for each in (key, *self._followers(key)):
            if each in self._pinned and each != key:
                continue
            old = self._shelves.find(each)
            if old is None or old == story:
                self._shelves.put(each, story)
                continue
            self._shelves.put(each, story)
            self._moved[each] = None
            if not self.members(old):
                self._merge(story, old)

    def _detach(self, key: str) -> None:
        """Forget how an article stands to others; it stays in its story."""
        self._alike.remove(key)
        self._judged.pop(key, None)
        source = self._source_of.pop(key, None)
        if source is not None:
            self._copies[source].discard(key)
        lead = self._lead_of.pop(key, None)
        if lead is not None:
            self._built_on[lead].discard(key)

    def _line(self, key: str) -> list[str]:
        """Return the articles that one was copied from, the nearest first."""
        found: list[str] = []
        while (source := self._source_of.get(key)) is not None and source not in found:
            found.append(source)
            key = source
        return found

    def _own(self, key: str) -> str:
        """Return the article that tells its story in words of its own which another was copied from, or is."""
        return (key, *self._line(key))[-1]

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

    def _mates(self, key: str) -> list[str]:
        """Return the articles of a story that are no copies."""
        story = self._shelves.find(key)
        return [each for each in self.members(story) if each in self._alike] if story else []

    def _part(self, seeds: Iterable[str]) -> None:
        """Make the stories of some articles anew."""
        seeds = [each for each in seeds if each in self._alike]
        if not seeds:
            return
        keys = self._gathered(seeds)
        clock = self._alike.clock
        for each in keys:
            self._judged[each] = clock
        labels = {each: story for each in keys if (story := self._held_in(each)) is not None}
        led = {each: lead for each in keys if (lead := self._leader(each)) is not None}
        quiet = {each for each in led if each not in labels and self._alike.likeness(each, led[each]) < JOIN}
        loud = [each for each in keys if each not in quiet]
        alike = {pair: self._alike.likeness(*pair) for pair in combinations(sorted(loud), 2)}
        ties = [(led[each], each) for each in loud if each in led and led[each] not in quiet]
        parts = partition(loud, alike, Hands(labels, ties))
        self._name(self._with_quiet(parts, quiet, led), labels)

    def _gathered(self, seeds: Iterable[str]) -> set[str]:
        """Return all articles whose story may change with that of some others; of very many the nearest.

        These are those that are alike enough, those of one story, and those of which one builds on the other.
        """
        found: set[str] = set()
        waiting = [(-1.0, each) for each in seeds]
        while waiting and len(found) < _MOST_GATHERED:
            score, key = heappop(waiting)
            if key in found:
                continue
            found.add(key)
            nearest = [(each, likeness) for each, likeness in self._alike.near(key) if likeness >= JOIN]
            kin = [*self._mates(key), *self._built_on.get(key, ()), self._own(self._lead_of.get(key, key))]
            for each, likeness in (*nearest, *((each, 1.0) for each in kin if each in self._alike)):
                if each not in found:
                    heappush(waiting, (max(score, -likeness), each))
        return found

    def _held_in(self, key: str) -> str | None:
        """Return the story that a hand holds an article in; None when it is free."""
        if key in self._pinned:
            return self.resolve(self._pinned[key])
        story = self._shelves.find(key)
        return story if story in self._touched else None

    def _leader(self, key: str) -> str | None:
        """Return the article that one builds on and goes with; None when it goes its own way."""
        lead = self._own(self._lead_of[key]) if key in self._lead_of else key
        if lead == key or lead not in self._alike:
            return None
        return lead if self._alike.likeness(key, lead) >= _JOIN_FOLLOW_UP else None

    @staticmethod
    def _with_quiet(parts: list[list[str]], quiet: set[str], led: dict[str, str]) -> list[list[str]]:
        """Add the articles that only follow another to its group; they draw in nobody."""
        at = {key: part for part in parts for key in part}
        for key in sorted(quiet):
            lead, met = led[key], {key}
            while lead in quiet and lead not in met:
                met.add(lead)
                lead = led[lead]
            if lead in at:
                at[lead].append(key)
            else:
                parts.append([key])
        return parts

    def _name(self, parts: list[list[str]], labels: dict[str, str]) -> None:
        """Give each group the id it goes on under, and move the articles.

        A story goes on where most of its own reports are; of several that go on in one group the oldest id stays.
        """
        parts = sorted(parts, key=lambda part: min(map(self._age, part)))
        claimed = claims(parts, self._shelves.find, set(labels.values()))
        for part, stories in zip(parts, claimed, strict=True):
            stories.sort(key=self._shelves.age)
            held = [labels[key] for key in part if key in labels]
            goal = (*held, *stories)[0] if held or stories else self._shelves.new(min(part, key=self._age))
            for each in stories:
                if each != goal:
                    self._merge(goal, each)
            for key in part:
                self._put_with_copies(key, goal)

    def _age(self, key: str) -> int:
        """Return what orders articles by their arrival."""
        return self._profiles[key].order

    def _merge(self, kept: str, gone: str) -> None:
        """Let one story go on in another."""
        for key in self.members(gone):
            self._shelves.put(key, kept)
            self._moved.pop(key, None)
        self._shelves.lead_on(gone, kept)
        self._merges.append(Merge(kept=kept, gone=gone))

    def _evidence(self, key: str, relation: Relation | None = None) -> tuple[str, ...]:
        """Return in plain sentences why an article is where it is."""
        story = self.story(key)
        if key in self._pinned:
            return (f"Placed by hand in {story}.",)
        source = self._source_of.get(key)
        if source is not None:
            kind = relation.kind.value if relation is not None else "copy"
            return (f"It is a {kind} of {source}.",)
        others = [each for each in self._mates(key) if each != key]
        if not others:
            return _ALONE
        lead = self._lead_of.get(key, key)
        is_led = lead != key and self._shelves.find(lead) == story
        said = (f"It builds on {self._outlets.get(lead, lead)}.",) if is_led else ()
        nearest = max(others, key=lambda each: (self._alike.cosine(key, each), each))
        return (
            *said,
            f"It is most like the report of {self._outlets.get(nearest, nearest)}.",
            *common_ground(self._alike.profile(key), self._alike.profile(nearest), self._alike.rarity),
        )
