"""What matching keeps in memory, and how it comes back after a restart.

The same articles in the same order give the same relations and stories, so a restart replays what was
matched within the window, in the order in which it was matched.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk import types
from copydesk.desk.models import Article
from copydesk.desk.stories import moment_of
from copydesk.matching import Matcher, Stories

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from copydesk.matching import Merge


@dataclass(frozen=True, slots=True)
class Entered:
    """What one article's arrival changed."""

    relations: tuple[types.Relation, ...]  #: of the article, then of others that it changed
    placements: tuple[types.Placement, ...]  #: of the same articles, in the same order
    merges: tuple[Merge, ...]


class Memory:
    """The matcher and the stories of the articles within the window."""

    def __init__(self, *, window: timedelta) -> None:
        self._window = window
        self._matcher = Matcher(window_days=max(1, window.days))
        self._stories = Stories()

    @classmethod
    def replayed(cls, *, window: timedelta, now: datetime) -> Memory:
        """Return the memory as it was after the last article that was matched."""
        memory = cls(window=window)
        rows = Article.objects.filter(state=Article.State.MATCHED, matched_at__gte=now - window)
        for row in (
            rows.select_related("version", "outlet", "story").order_by("matched_at", "pk").iterator(100)
        ):
            memory.enter(row)
        return memory

    def enter(self, row: Article) -> Entered:
        """Take in an article, or a new version of one."""
        key = str(row.pk)
        article = content_of(row)
        when = moment_of(row)
        update = self._matcher.insert(key, article, published=when, outlet=row.outlet.name)
        if row.pinned and row.story is not None:
            self._stories.pin(key, row.story.key)
        first = self._stories.place(key, article, update.relation, published=when, outlet=row.outlet.name)
        others = tuple(placed for each in update.revised if (placed := self._place_again(each)) is not None)
        revised = tuple(each for each in update.revised if any(placed.key == each.key for placed in others))
        return Entered((update.relation, *revised), (first, *others), self._stories.take_merges())

    def story_of(self, key: str) -> str:
        """Return the story that an article is in now, after all merges."""
        return self._stories.resolve(self._stories.story(key))

    def _place_again(self, relation: types.Relation) -> types.Placement | None:
        """Place an article anew whose relation has changed; None when its row is gone."""
        row = Article.objects.select_related("version", "outlet").filter(pk=int(relation.key)).first()
        if row is None:
            self._matcher.remove(relation.key)
            self._stories.remove(relation.key)
            return None
        return self._stories.place(
            relation.key, content_of(row), relation, published=moment_of(row), outlet=row.outlet.name
        )


def content_of(row: Article) -> types.Article:
    """Return what an article says now; an empty article when nothing of it could be had."""
    if row.version is None:
        return types.Article(url=row.url or None, headline=row.headline or None)
    return types.Article.from_dict(row.version.content)
