"""Merge and split: which articles make up a story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from copydesk.desk.editing.hands import Hand, bake, keep, take
from copydesk.desk.editing.publishing import REASON_CHARACTERS, standing_of, subject_of
from copydesk.desk.models import Act, Article, Story, StoryEvent
from copydesk.desk.stories import BY_HAND, HandError, merge_by_hand, recount
from copydesk.desk.stories import split as split_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


def merge(kept: tuple[int, int], gone: tuple[int, int], hand: Hand, *, reason: str = "") -> Act:
    """Make one story part of another; its address leads there.

    Args:
        kept: number and version of the story that stays.
        gone: number and version of the one that becomes part of it.
        hand: who does it.
        reason: for the log.

    Raises:
        ConflictError: somebody changed one of them since.
        HandError: one of them is killed or was merged before, or they are the same.
    """
    if kept[0] == gone[0]:
        raise HandError("a story cannot be merged with itself")
    with transaction.atomic():
        # in the order of their numbers, so that two editors never wait for each other
        rows = {number: take(Story, number, version) for number, version in sorted((kept, gone))}
        stays, goes = rows[kept[0]], rows[gone[0]]
        before = {
            "articles": list(goes.articles.values_list("pk", flat=True).order_by("pk")),
            "gone": standing_of(goes),
            "opened_at": stays.opened_at.isoformat(),
        }
        merge_by_hand(stays, goes, now=hand.now)
        for story in (stays, goes):
            bake(story, now=hand.now)
        return keep(
            Act.Kind.MERGED,
            hand,
            subject_of(stays),
            story=stays,
            other=goes,
            about=goes.headline,
            reason=reason.strip()[:REASON_CHARACTERS],
            before=before,
        )


def split(number: int, version: int, hand: Hand, *, articles: Sequence[int], reason: str = "") -> Act:
    """Take articles out of a story into one of their own.

    Args:
        number: of the story.
        version: that the editor saw.
        hand: who does it.
        articles: their numbers; at least one is taken and one stays.
        reason: for the log.

    Returns:
        The act; its `other` is the new story.

    Raises:
        ConflictError: somebody changed the story since.
        HandError: an article is not in the story, or none would be left.
    """
    with transaction.atomic():
        story = take(Story, number, version)
        if story.state in {Story.State.KILLED, Story.State.MERGED}:
            raise HandError(f"this story is {Story.State(story.state).label}: it is not split")
        rows = list(Article.objects.filter(pk__in=articles))
        if len(rows) < len(set(articles)):
            raise HandError("not all of these articles are there any more")
        fresh = split_rows(story, rows, now=hand.now)
        # What an editor decided on the whole holds for its parts: no split brings a held article to light.
        if story.by_hand or story.embargoed_until:
            fresh.state, fresh.by_hand = story.state, story.by_hand
            fresh.published_at, fresh.embargoed_until = story.published_at, story.embargoed_until
            fresh.save(update_fields=["state", "by_hand", "published_at", "embargoed_until"])
        bake(story, now=hand.now)
        return keep(
            Act.Kind.SPLIT,
            hand,
            subject_of(story),
            story=story,
            other=fresh,
            about=story.headline,
            reason=reason.strip()[:REASON_CHARACTERS],
            before={"articles": sorted(row.pk for row in rows)},
        )


def move_back(articles: Sequence[int], here: Story, back: Story, *, now: datetime) -> None:
    """Put articles back from one story into another, by hand: no worker moves them again.

    Those that are in neither story any more are left where they are.
    """
    rows = list(Article.objects.filter(pk__in=articles, story=here))
    Article.objects.filter(pk__in=[row.pk for row in rows]).update(story=back, pinned=True)
    for row in rows:
        StoryEvent.objects.create(
            story=back, article=row, other=here, kind=StoryEvent.Kind.MOVED, at=now, evidence=BY_HAND
        )
    recount([here.pk, back.pk], now=now)
