"""What others write below our posts on other networks: asked for at times, and held for an editor with its link."""

from __future__ import annotations

import hashlib
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog
from django.db import transaction

from copydesk.desk.models import Account, Post, Reply, Story
from copydesk.desk.outbox import OUT
from copydesk.desk.replies.accepting import hold_from_outside
from copydesk.desk.replies.changing import wipe
from copydesk.desk.sealing import unseal
from copydesk.desk.stories import public_stories, standing
from copydesk.desk.work.loop import TURN_SECONDS
from copydesk.errors import CopydeskError
from copydesk.posting.network import Hearing, network
from copydesk.posting.values import RefusedError, WaitError
from copydesk.replies.plain import NAME_CHARACTERS, TEXT_CHARACTERS, tidy, tidy_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from copydesk.posting.network import Line
    from copydesk.posting.values import Answered
    from copydesk.settings import Settings

log = structlog.get_logger()

BATCH = 5
#: how often replies to a post are asked for, by how long it has been out
PACES = (
    (timedelta(hours=2), timedelta(minutes=5)),
    (timedelta(days=1), timedelta(hours=1)),
    (timedelta.max, timedelta(hours=6)),
)


class HearStep:
    """Asks networks what was replied to our posts.

    Args:
        settings: the site's.
        line_of: opens the way to an account; see `copydesk.desk.accounts.line_of`.
    """

    name = "hearing"

    def __init__(
        self, settings: Settings, line_of: Callable[[Mapping[str, str], datetime, dict[str, str]], Line]
    ) -> None:
        self._settings = settings
        self._line_of = line_of
        self._memories: dict[int, dict[str, str]] = {}

    def run(self, now: datetime) -> int:
        """Ask for the replies of posts that are due, up to a bound; return how many posts that were."""
        due = Post.objects.filter(hear_at__lte=now, state__in=OUT).exclude(account__paused_until__gt=now)
        ready = due.filter(account__state=Account.State.CONNECTED).select_related("account", "story")
        done, ends = 0, time.monotonic() + TURN_SECONDS
        for row in ready.order_by("hear_at", "pk")[:BATCH]:
            if time.monotonic() > ends:
                break
            following = self._following(row, now)
            # Whoever moves the time on is the one who asks: two workers do not ask at once.
            if Post.objects.filter(pk=row.pk, hear_at=row.hear_at).update(hear_at=following):
                self._guarded(row, now)
                done += 1
        return done

    def _following(self, row: Post, now: datetime) -> datetime | None:
        """Return when to ask again; None when a post is so old that nobody asks any more."""
        age = now - (row.sent_at or now)
        if age > timedelta(days=self._settings.reply_listen_days):
            return None
        return now + next(pace for until, pace in PACES if age < until)

    def _guarded(self, row: Post, now: datetime) -> None:
        """Ask for one post; what goes wrong is told in the log and tried again at the next time."""
        account = row.account
        try:
            sealed = bytes(account.secret), account.secret_key_id
            fields = unseal(self._settings.site_folder, f"account/{account.pk}", *sealed)
            there = network(account.network)
            if not isinstance(there, Hearing) or not self._settings.reply_listen_days:
                Post.objects.filter(pk=row.pk).update(hear_at=None)
                return
            line = self._line_of(fields, now, self._memories.setdefault(account.pk, {}))
            heard = there.replies(line, row.remote_id)
            with transaction.atomic():
                keep(row, heard, most=self._settings.reply_listen_most, now=now)
        except RefusedError as error:
            Post.objects.filter(pk=row.pk).update(hear_at=None)
            log.info("post without replies", post=row.pk, problem=str(error))
        except WaitError as error:
            pause = min(error.seconds or 0.0, self._settings.retry_after_most)
            Post.objects.filter(pk=row.pk, hear_at__lt=now + timedelta(seconds=pause)).update(
                hear_at=now + timedelta(seconds=pause)
            )
        except CopydeskError as error:
            self._memories.pop(account.pk, None)
            log.warning("replies not heard", account=str(account), problem=str(error))


def keep(post: Post, heard: Sequence[Answered], *, most: int, now: datetime) -> None:
    """Hold what is new or changed for an editor; what its writer took away there is taken away here.

    Args:
        post: ours, below which it was written.
        heard: all that stands there, first to last.
        most: replies taken in below one post; later ones are left out.
        now: aware.
    """
    story = standing(post.story)
    if not Story.objects.filter(public_stories(now), pk=story.pk).exists():
        return
    ours = set(
        Post.objects.filter(account=post.account).exclude(remote_id="").values_list("remote_id", flat=True)
    )
    here = {each.key: each for each in post.replies.select_related("parent")}
    said = [each for each in heard if each.remote_id not in ours][:most]
    keys = {each.remote_id: key_of(post, each) for each in said}
    for each in said:
        kept = here.get(keys[each.remote_id])
        if kept is None or kept.state != Reply.State.DELETED:
            parent = here.get(keys.get(each.parent, ""))
            row = kept or _new(post, story, each, parent, now)
            name, text = tidy_line(each.name, most=NAME_CHARACTERS), tidy(each.text)[:TEXT_CHARACTERS]
            if text.strip():
                here[keys[each.remote_id]] = hold_from_outside(
                    row, name or post.account.network, text, now=now
                )
    standing_there = {key_of(post, each) for each in heard}
    gone = [each for key, each in here.items() if key not in standing_there]
    wipe([each for each in gone if each.state != Reply.State.DELETED], now=now)


def key_of(post: Post, heard: Answered) -> str:
    """Return the key under which a reply of a network is kept, so that it comes once."""
    told = f"{post.account.network}\n{post.pk}\n{heard.remote_id}"
    return f"network {hashlib.sha256(told.encode()).hexdigest()}"


def _new(post: Post, story: Story, heard: Answered, parent: Reply | None, now: datetime) -> Reply:
    """Return the row of a reply, not saved; one to a reply stands beside it, since threads are two deep."""
    return Reply(
        key=key_of(post, heard),
        story=story,
        post=post,
        parent=(parent.parent or parent) if parent else None,
        origin=Reply.Origin.NETWORK,
        link=heard.url if heard.url.startswith(("https://", "http://")) and len(heard.url) <= 2000 else "",
        written_at=min(heard.made, now),
    )
