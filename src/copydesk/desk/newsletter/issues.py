"""What is made for readers: an issue for each post, and the digests of a day and a week. Its words are frozen once."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max

from copydesk._codec import Value
from copydesk.desk.models import Account, Browser, Delivery, Issue, Note, Post, Story, Subscriber
from copydesk.errors import InputError
from copydesk.posting.networks.newsletter import DECLARED as NEWSLETTER
from copydesk.posting.rules import Rules, takes
from copydesk.posting.words import correction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from copydesk.posting.networks.newsletter import Plan
    from copydesk.posting.values import Message
    from copydesk.settings import Settings

MOST = 40  #: stories of a digest
PERIODS = {Issue.Kind.DAILY: timedelta(days=1), Issue.Kind.WEEKLY: timedelta(days=7)}
GONE = (Delivery.State.SENDING, Delivery.State.SENT, Delivery.State.UNCONFIRMED)
CHUNK = 500  #: rows written by one statement


@dataclass(frozen=True, slots=True)
class Entry(Value):
    """One story of an issue, as it was rendered: whole fields, a quotation whole or absent."""

    story: int
    topic: str  #: empty for none
    title: str
    permalink: str
    text: str
    language: str = ""  #: BCP 47


@dataclass(frozen=True, slots=True)
class Content(Value):
    """The words of an issue."""

    subject: str  #: empty for a digest, whose subject is its date
    entries: tuple[Entry, ...]
    answers: str = ""  #: key of the issue that this one corrects; empty for none


def frozen(content: Content) -> bytes:
    """Return the bytes of an issue as its row keeps them."""
    return json.dumps(content.to_dict(), ensure_ascii=False, sort_keys=True).encode()


def content_of(issue: Issue) -> Content:
    """Return the words of an issue."""
    return Content.from_dict(json.loads(bytes(issue.content)))


class Kept:
    """The readers of this site: keeps each post for all who asked for it; see `copydesk.posting.readers`."""

    def tell(self, name: str, key: str, message: Message) -> None:
        """Make the issue of a post, and a row for each reader who wants it; the same key twice is as once.

        Raises:
            InputError: no post has this key.
        """
        post = Post.objects.select_related("story", "account").filter(key=key).first()
        if post is None:
            raise InputError(f"{name}: there is no post with this key")
        title = " ".join((message.title or post.story.headline).split())
        entry = Entry(
            post.story_id, post.story.topic, title, message.permalink, message.text, message.language
        )
        made = message.created or post.due_at or post.story.updated_at
        content = Content(title, (entry,), message.reply_to)
        row = Issue(
            key=key,
            account=post.account,
            post=post,
            kind=Issue.Kind.EACH,
            content=frozen(content),
            made_at=made,
            until=made,
        )
        keep(row, content)

    def recall(self, key: str) -> int:
        """Keep back what has not gone out of a post; return to how many it went."""
        notes = Note.objects.filter(issue__key=key)
        notes.filter(due_at__isnull=False).delete()
        mails = Delivery.objects.filter(issue__key=key)
        mails.filter(state=Delivery.State.QUEUED).update(state=Delivery.State.DROPPED, due_at=None)
        return mails.filter(state__in=GONE).count() + notes.count()


def keep(row: Issue, content: Content) -> Issue:
    """Keep an issue with a row for each reader who wants it, all or nothing; one that is kept stays as it is.

    Cost: linear in the readers.
    """
    with transaction.atomic():
        fields = {
            "account": row.account,
            "post": row.post,
            "kind": row.kind,
            "content": row.content,
            "made_at": row.made_at,
            "until": row.until,
        }
        kept, fresh = Issue.objects.get_or_create(key=row.key, defaults=fields)
        if fresh and row.account.network == NEWSLETTER.name:
            mails = (
                Delivery(
                    subscriber_id=number,
                    issue=kept,
                    key=f"issue/{kept.pk}/{number}",
                    due_at=row.made_at,
                )
                for number in _wanting(content, row.kind)
            )
            Delivery.objects.bulk_create(mails, batch_size=CHUNK)
        elif fresh:
            wanted = _wanted(content, Browser.objects.values_list("pk", "topics").iterator(CHUNK))
            notes = (Note(browser_id=each, issue=kept, due_at=row.made_at) for each in wanted)
            Note.objects.bulk_create(notes, batch_size=CHUNK)
    return kept


def _wanting(content: Content, kind: str) -> Iterator[int]:
    """Return the readers who want an issue; what corrects one goes to those who got that."""
    rows = Subscriber.objects.filter(state=Subscriber.State.CONFIRMED)
    got = Delivery.objects.filter(issue__key=content.answers, state__in=GONE) if content.answers else None
    if got is not None and got.exists():
        return iter(list(rows.filter(pk__in=got.values("subscriber")).values_list("pk", flat=True)))
    return _wanted(content, rows.filter(rhythm=kind).values_list("pk", "topics").iterator(CHUNK))


def _wanted(content: Content, rows: Iterable[tuple[int, list[str]]]) -> Iterator[int]:
    """Return those of the numbers whose topics an issue has."""
    has = {each.topic for each in content.entries}
    return (number for number, topics in rows if has and (not topics or has & set(topics)))


def chosen(content: Content, topics: Iterable[str], public: set[int]) -> Content:
    """Return what a reader gets of an issue: stories of their topics that readers still see.

    Args:
        content: of the issue.
        topics: the reader's; empty for all.
        public: numbers of those stories of the issue that readers see.
    """
    wanted = set(topics)
    entries = [
        each
        for each in content.entries
        if each.story in public and (not wanted or each.topic in wanted or content.answers)
    ]
    return replace(content, entries=tuple(entries))


def moment(plan: Plan, kind: str, now: datetime, zone: ZoneInfo) -> datetime:
    """Return when the newest digest of a kind was due.

    Args:
        plan: of the account.
        kind: daily or weekly.
        now: aware.
        zone: the site's.
    """
    day = now.astimezone(zone).date()
    if datetime.combine(day, plan.at, zone) > now:
        day -= timedelta(days=1)
    if kind == Issue.Kind.WEEKLY:
        day -= timedelta(days=(day.weekday() - plan.weekday) % 7)
    return datetime.combine(day, plan.at, zone)


def make_digests(
    account: Account,
    plan: Plan,
    settings: Settings,
    address: Callable[[Story], str],
    *,
    now: datetime,
) -> int:
    """Make the digests that are due and not made; return how many.

    A digest that no story is for is made empty, so that it is made once. The first one after the account was
    connected holds what was published since.
    """
    zone, done = ZoneInfo(settings.time_zone), 0
    for kind, length in PERIODS.items():
        until = moment(plan, kind, now, zone)
        key = f"{kind}/{account.pk}/{until.date()}"
        if account.since is None or until <= account.since or Issue.objects.filter(key=key).exists():
            continue
        last = Issue.objects.filter(account=account, kind=kind).aggregate(last=Max("until"))["last"]
        since = max(last or until - length, account.since)
        row = Issue(key=key, account=account, kind=kind, made_at=now, until=until)
        _filled(row, settings, address, since)
        done += 1
    return done


def make_now(
    kind: str, settings: Settings, address: Callable[[Story], str], *, now: datetime
) -> tuple[int, int]:
    """Make a digest of what was published since the last one; return how many stories and mails it is.

    Raises:
        InputError: there is no newsletter, or nothing new.
    """
    account = Account.objects.filter(network=NEWSLETTER.name).order_by("pk").first()
    if account is None or account.since is None:
        raise InputError("there is no newsletter: copydesk account add newsletter NAME")
    last = Issue.objects.filter(account=account, kind=kind).aggregate(last=Max("until"))["last"]
    since = max(last or now - PERIODS[Issue.Kind(kind)], account.since)
    row = Issue(
        key=f"{kind}/{account.pk}/{now.isoformat()}", account=account, kind=kind, made_at=now, until=now
    )
    with transaction.atomic():
        kept, content = _filled(row, settings, address, since)
        if not content.entries:
            raise InputError("nothing was published since the last one")
    return len(content.entries), kept.deliveries.count()


def _filled(
    row: Issue, settings: Settings, address: Callable[[Story], str], since: datetime
) -> tuple[Issue, Content]:
    """Keep a digest of what was published since a time; return it with its words."""
    content = Content("", tuple(_entries(row.account, settings, address, since, row.until)))
    row.content = frozen(content)
    return keep(row, content), content


def _entries(
    account: Account,
    settings: Settings,
    address: Callable[[Story], str],
    since: datetime,
    until: datetime,
) -> Iterator[Entry]:
    """Return the stories of a time, those of most newsrooms first, then what was corrected of older ones."""
    from copydesk.desk.outbox import Limits, message_of, public

    rules, limits = Rules.from_dict(account.rules), Limits.of(settings)
    rows = Story.objects.filter(public(until)).select_related("lead__version", "lead__outlet", "lead__source")
    new = rows.filter(published_at__gt=since).order_by("-independent", "-published_at", "pk")
    corrected = rows.filter(
        published_at__lte=since,
        published_at__gt=account.since or since,
        corrections__at__gt=since,
        corrections__at__lte=until,
    )
    groups = (
        (new[: MOST * 5], ""),
        (corrected.distinct().order_by("-published_at", "pk")[:MOST], correction(settings.site_language)),
    )
    for stories, kicker in groups:
        taken = [each for each in stories if takes(rules, topic=each.topic, independent=each.independent)]
        for story in taken[:MOST]:
            message = message_of(story, account, address(story), limits=limits, kicker=kicker)
            title = " ".join((message.title or story.headline).split())
            yield Entry(story.pk, story.topic, title, message.permalink, message.text, message.language)
