"""Stories that have grown since they were posted: each step is told once, as a reply to the first post."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from copydesk.desk.models import Account, Post, Story
from copydesk.desk.outbox import BATCH, OUT, another, card_of, message_of, public
from copydesk.posting.network import Can, network
from copydesk.posting.rules import Rules, step_reached, takes
from copydesk.posting.words import grown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, timedelta

    from copydesk.desk.outbox import Limits


def growing(account: Account, now: datetime, *, within: timedelta) -> Iterator[tuple[Post, int]]:
    """Yield the first post of each story that reached a step of the account's rules, and the step.

    A story that anything is under way for on this account waits; a count that was told, or that was reached
    already when the story was last posted, is not told again. Up to a bound, the oldest first.

    Args:
        account: whose rules count.
        now: aware UTC.
        within: how long after its first post a story is told again.
    """
    rules = Rules.from_dict(account.rules)
    declared = network(account.network).DECLARED
    if not rules.again or Can.REPLY not in declared.can or Can.PING in declared.can:
        return
    here = Post.objects.filter(account=account, story=OuterRef("story"))
    under_way = here.exclude(state__in=(*OUT, Post.State.WITHDRAWN, Post.State.FAILED)) | here.exclude(
        order=""
    )
    for step in sorted(set(rules.again), reverse=True):
        rows = Post.objects.filter(
            account=account,
            grown=0,
            state__in=OUT,
            sent_at__gt=now - within,
            story__independent__gte=step,
            story__in=Story.objects.filter(public(now)),
        )
        rows = rows.exclude(remote_id="").filter(
            ~Exists(under_way), ~Exists(here.filter(newsrooms__gte=step))
        )
        firsts: set[int] = set()
        for row in rows.select_related("story", "account").order_by("sent_at", "pk")[:BATCH]:
            story = row.story
            fresh = story.pk not in firsts and takes(rules, topic=story.topic, independent=story.independent)
            firsts.add(story.pk)
            if fresh and step_reached(rules, before=row.newsrooms, now=story.independent) == step:
                yield row, step


def tell_growth(first: Post, step: int, permalink: str, *, limits: Limits, now: datetime) -> Post:
    """Make and return the row that tells of a story's growth, a reply to its first post; its bytes are frozen.

    Args:
        first: of the story on the account, sent.
        step: the count of newsrooms that was reached.
        permalink: absolute address of the story's page.
        limits: how much of an article a post may hold.
        now: aware UTC.

    Raises:
        InputError: the account's rules or template cannot be read, or not even the link fits.
    """
    story, account = first.story, first.account
    kicker = grown(card_of(story, permalink, limits=limits).language, story.independent)
    message = message_of(story, account, permalink, limits=limits, kicker=kicker)
    return another(
        story,
        account,
        replace(message, reply_to=first.remote_id),
        now=now,
        newsrooms=story.independent,
        grown=step,
    )
