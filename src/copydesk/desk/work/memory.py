"""What matching keeps in memory, and how it comes back after a restart.

The same articles in the same order give the same relations and stories, so a restart replays what was
matched within the window, in the order in which it was matched. What is replayed may still open its stories
under other names than before: the article that opened one may have left the window, or have been matched
again since. Each story therefore goes on under the name by which the rows know it. Articles that it puts elsewhere
than the rows have them move with the next article that is matched.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models.functions import Coalesce

from copydesk import types
from copydesk.desk.models import Article, Story
from copydesk.desk.stories import free_key, kept_back, moment_of
from copydesk.matching import Across, Matcher, Merge, Stories

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, timedelta

#: articles whose stories are thought over when a worker starts
_SETTLED_AT_START = 1_000


@dataclass(frozen=True, slots=True)
class Entered:
    """What one article's arrival changed."""

    relations: tuple[types.Relation, ...]  #: of the article, then of others that it changed
    placements: tuple[
        types.Placement, ...
    ]  #: of the article, then of others that moved; the last word counts
    merges: tuple[Merge, ...]
    proposals: tuple[types.Proposal, ...] = ()  #: that it, or another, may be a translation


class Memory:
    """The matcher and the stories of the articles within the window."""

    def __init__(self, *, window: timedelta) -> None:
        self._window = window
        self._matcher = Matcher(window_days=max(1, window.days))
        self._stories = Stories()
        self._across = Across(window_days=max(1, window.days))
        self._names: dict[str, str] = {}  # of stories here, as the rows know them
        self._owed: tuple[types.Placement, ...] = ()  # moves that the rows do not know of yet
        self._pinned: dict[str, str] = {}  # articles that a hand placed, and the rows' name of the story

    @classmethod
    def replayed(cls, *, window: timedelta, now: datetime) -> Memory:
        """Return the memory as it was after the last article that was matched."""
        memory = cls(window=window)
        rows = Article.objects.filter(state=Article.State.MATCHED, matched_at__gte=now - window)
        # Articles that were matched in one go have one time: among them the order of that go counts.
        ordered = rows.order_by("matched_at", Coalesce("published", "first_seen"), "pk")
        known: dict[str, str] = {}
        decided = set(Article.objects.filter(pinned=True).values_list("story_id", flat=True))
        decided.update(Story.objects.filter(kept_back()).values_list("pk", flat=True))
        for row in ordered.select_related("version", "outlet", "story").iterator(100):
            if row.story is not None:
                known[str(row.pk)] = row.story.key
                if row.story_id in decided:
                    memory._hold(str(row.pk), row.story.key)
            memory._insert(row)
            memory._propose(row)
        memory._stories.settle(_SETTLED_AT_START)
        memory._told()
        memory._call_as_known(known)
        return memory

    def enter(self, row: Article) -> Entered:
        """Take in an article, or a new version of one."""
        relations, placements = self._insert(row)
        entered = self._entered(relations, placements)
        return replace(entered, proposals=self._propose(row))

    def is_refuted(self, one: int, other: int) -> bool:
        """Say whether two articles, by number, are known here and neither is like a translation of the other."""
        keys = (str(one), str(other))
        return all(each in self._across for each in keys) and self._across.proposed(*keys) is None

    def _propose(self, row: Article) -> tuple[types.Proposal, ...]:
        """Take in an article for its translations; return what this proposes."""
        return self._across.add(str(row.pk), content_of(row), published=moment_of(row))

    def settle(self) -> Entered:
        """Think over the stories of articles that were placed when there were clearly fewer."""
        self._stories.settle()
        return self._entered((), ())

    def _insert(self, row: Article) -> tuple[tuple[types.Relation, ...], tuple[types.Placement, ...]]:
        """Take in an article; return the relations that this makes, and where those articles are placed."""
        key = str(row.pk)
        article = content_of(row)
        when = moment_of(row)
        update = self._matcher.insert(key, article, published=when, outlet=row.outlet.name)
        if row.pinned and row.story is not None:
            self._pin(key, row.story.key)
        first = self._stories.place(key, article, update.relation, published=when, outlet=row.outlet.name)
        others = tuple(placed for each in update.revised if (placed := self._place_again(each)) is not None)
        revised = tuple(each for each in update.revised if any(placed.key == each.key for placed in others))
        return (update.relation, *revised), (first, *others)

    def _entered(
        self, relations: tuple[types.Relation, ...], placements: tuple[types.Placement, ...]
    ) -> Entered:
        """Return what changed, with the articles that moved besides."""
        merges, moves = self._told()
        owed, self._owed = self._owed, ()
        late = tuple(each for each in owed if each.key in self._matcher)
        return Entered(
            relations,
            (*placements, *moves, *late),
            tuple(Merge(self._known(each.kept), self._known(each.gone)) for each in merges),
        )

    def _told(self) -> tuple[tuple[Merge, ...], tuple[types.Placement, ...]]:
        """Return the merges and moves that were not told yet."""
        return self._stories.take_merges(), self._stories.take_moves()

    def follow_hands(self) -> None:
        """Put articles where editors have put them since this was last asked; what they keep back stays as it is."""
        placed = Article.objects.filter(pinned=True, story__isnull=False)
        kept = Article.objects.filter(story__in=Story.objects.filter(kept_back()))
        for number, story in (placed | kept).values_list("pk", "story__key").order_by("pk"):
            key = str(number)
            if key in self._matcher and self._pinned.get(key) != story:
                self._pin(key, story)

    def _pin(self, key: str, name: str) -> None:
        """Put an article by hand into the story that the rows know by a name."""
        self._hold(key, name)
        self._pinned[key] = name

    def _hold(self, key: str, name: str) -> None:
        """Keep an article in the story that the rows know by a name."""
        here = next((story for story, known in self._names.items() if known == name), None)
        if here is None:
            # Another story may have this key here: what comes from the rows gets a key that no article has.
            here = f"={name}"
            self._names[here] = name
        self._stories.pin(key, here)

    def story_of(self, key: str) -> str:
        """Return the key of the story that an article is in now, after all merges."""
        return self._known(self._stories.resolve(self._stories.story(key)))

    def _call_as_known(self, known: Mapping[str, str]) -> None:
        """Let each story go on under the key that most of its articles' rows have, each key once.

        What the rows have elsewhere is owed to them.
        """
        votes: Counter[tuple[str, str]] = Counter(
            (self._stories.story(key), name) for key, name in known.items()
        )
        for story, name in sorted(votes, key=lambda each: -votes[each]):
            if story not in self._names and name not in self._names.values():
                self._names[story] = name
        self._owed = tuple(
            types.Placement(key, self._stories.story(key))
            for key, name in known.items()
            if self._names.get(self._stories.story(key)) != name
        )

    def _known(self, story: str) -> str:
        """Return the key by which the rows know a story; a new one gets a key that no other has or had."""
        if story not in self._names:
            name = free_key(story)
            while name in self._names.values():
                name += "~"
            self._names[story] = name
        return self._names[story]

    def _place_again(self, relation: types.Relation) -> types.Placement | None:
        """Place an article anew whose relation has changed; None when its row is gone."""
        row = Article.objects.select_related("version", "outlet").filter(pk=int(relation.key)).first()
        if row is None:
            self._matcher.remove(relation.key)
            self._stories.remove(relation.key)
            self._across.remove(relation.key)
            return None
        return self._stories.place(
            relation.key, content_of(row), relation, published=moment_of(row), outlet=row.outlet.name
        )


def content_of(row: Article) -> types.Article:
    """Return what an article says now; an empty article when nothing of it could be had."""
    if row.version is None:
        return types.Article(url=row.url or None, headline=row.headline or None)
    return types.Article.from_dict(row.version.content)
