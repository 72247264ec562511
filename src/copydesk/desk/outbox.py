"""The outbox: which stories become posts, and what they say. The bytes are frozen when the row is made."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from django.db.models import F, Max, Q

from copydesk import types
from copydesk.desk.models import Account, Post, Source, Story
from copydesk.errors import InputError
from copydesk.posting.network import network
from copydesk.posting.rules import Rules, takes
from copydesk.posting.templates import DEFAULT, parse, render
from copydesk.posting.values import Card, Message

if TYPE_CHECKING:
    from datetime import datetime

BATCH = 50  #: stories looked at for one account at a time
OUT = (Post.State.SENT, Post.State.CORRECTED)
ON_THE_WAY = (Post.State.SENDING, Post.State.UNCONFIRMED)


def card_of(story: Story, permalink: str, *, certainty: float) -> Card:
    """Return what a story gives to a post; a source whose rights are `link` gives its headline only.

    The quotation is the first whole one whose speaker is sure: a slice of the article as it was printed.

    Args:
        story: with its lead.
        permalink: absolute address of its page.
        certainty: least certainty of a speaker, 0 to 1.
    """
    lead = story.lead
    if lead is None or lead.version is None:
        return Card(permalink, story.headline)
    content = types.Article.from_dict(lead.version.content)
    language = content.language or lead.outlet.language
    outlet = lead.outlet.name
    if lead.source.rights == Source.Rights.LINK:
        return Card(permalink, story.headline, outlet=outlet, language=language)
    said, speaker = _quotation(content.body, lead.version.reading, certainty)
    return Card(
        permalink,
        story.headline,
        content.standfirst or "",
        content.kicker or "",
        said,
        speaker=speaker,
        outlet=outlet,
        language=language,
    )


def _quotation(body: str, reading: dict[str, object] | None, certainty: float) -> tuple[str, str]:
    """Return words and speaker of the first quotation that stands in one piece; empty texts if there is none."""
    found = types.Reading.from_dict(reading).quotations if reading else ()
    pieces = [each.utterance for each in found]
    for each in found:
        whole = each.kind is types.QuotationKind.DIRECT and pieces.count(each.utterance) == 1
        if whole and each.speaker and each.speaker.name and each.certainty >= certainty:
            return each.span.of(body), each.speaker.name
    return "", ""


def message_of(story: Story, account: Account, permalink: str, *, certainty: float) -> Message:
    """Return a story as it would stand on an account's network.

    Raises:
        InputError: the account's rules or template cannot be read, or not even the link fits.
    """
    rules = Rules.from_dict(account.rules)
    card = card_of(story, permalink, certainty=certainty)
    text = render(parse(rules.template or DEFAULT), card, network(account.network).DECLARED.limits)
    return Message(text, permalink, card.language)


def key_of(story: Story, version: int, account: Account) -> str:
    """Return the key of an outbox row, the same whenever it is asked for."""
    return hashlib.sha256(f"{story.key}\n{version}\n{account.network}\n{account.name}".encode()).hexdigest()


def frozen(message: Message) -> bytes:
    """Return the bytes of a message as its row keeps them."""
    return json.dumps(message.to_dict(), ensure_ascii=False, sort_keys=True).encode()


def thawed(row: Post) -> Message:
    """Return the message that a row keeps."""
    return Message.from_dict(json.loads(bytes(row.rendered)))


def queue(story: Story, account: Account, permalink: str, *, certainty: float, now: datetime) -> Post:
    """Return the row of a story on an account, made and frozen if there is none yet."""
    fields = {
        "key": key_of(story, 1, account),
        "rendered": frozen(message_of(story, account, permalink, certainty=certainty)),
        "due_at": now,
    }
    row, _ = Post.objects.get_or_create(story=story, account=account, story_version=1, defaults=fields)
    return row


def public(now: datetime) -> Q:
    """Return which stories readers see."""
    lifted = Q(embargoed_until=None) | Q(embargoed_until__lte=now)
    return Q(state=Story.State.PUBLISHED, published_at__lte=now) & lifted


def waiting(account: Account, now: datetime) -> list[Story]:
    """Return the stories that an account takes and does not have, the oldest first, up to a bound."""
    if account.since is None:
        return []
    rules = Rules.from_dict(account.rules)
    rows = Story.objects.filter(
        public(now), published_at__gte=account.since, independent__gte=rules.independent
    )
    if rules.topics:
        rows = rows.filter(topic__in=rules.topics)
    rows = rows.exclude(posts__account=account).select_related(
        "lead__version", "lead__outlet", "lead__source"
    )
    found = rows.order_by("published_at", "pk")[:BATCH]
    return [each for each in found if takes(rules, topic=each.topic, independent=each.independent)]


def order_changes(now: datetime) -> int:
    """Order an edit for what was corrected since it was sent, and a withdrawal for what was killed.

    A killed story's post that waits is withdrawn at once; one on its way is looked up first.

    Returns:
        How many rows that were.
    """
    killed = Post.objects.filter(story__state=Story.State.KILLED)
    done = killed.filter(state=Post.State.QUEUED, lease_until=None).update(
        state=Post.State.WITHDRAWN, due_at=None
    )
    told = {"order": Post.Order.WITHDRAW, "due_at": now, "attempts": 0}
    done += killed.filter(state__in=(*OUT, *ON_THE_WAY)).exclude(order=Post.Order.WITHDRAW).update(**told)
    sent = Post.objects.filter(state__in=OUT, order="", story__state=Story.State.PUBLISHED)
    stale = sent.annotate(mended=Max("story__corrections__at")).filter(mended__gt=F("sent_at"))
    numbers = list(stale.values_list("pk", flat=True)[:BATCH])
    return done + Post.objects.filter(pk__in=numbers, order="").update(
        order=Post.Order.EDIT, due_at=now, attempts=0
    )


def order_withdrawal(number: int, *, now: datetime) -> None:
    """Order that a post is taken away; one that waits goes at once.

    Raises:
        InputError: there is no such post, or a worker is at it just now.
    """
    rows = Post.objects.filter(pk=number)
    if not rows.exists():
        raise InputError(f"there is no post {number}; `copydesk post list` shows them")
    free = rows.filter(lease_until=None)
    done = free.filter(state=Post.State.QUEUED).update(state=Post.State.WITHDRAWN, due_at=None)
    done = done or free.exclude(state__in=(Post.State.WITHDRAWN, Post.State.FAILED)).update(
        order=Post.Order.WITHDRAW, due_at=now, attempts=0
    )
    if not done:
        raise InputError(
            f"post {number} is withdrawn or failed already, or a worker is at it; see `copydesk post list`"
        )


def order_retry(number: int, *, now: datetime) -> None:
    """Order that a failed or unconfirmed post is looked for, and sent again only if it is surely absent.

    Raises:
        InputError: there is no such post, it is neither, or a worker is at it just now.
    """
    row = Post.objects.filter(pk=number).first()
    if row is None:
        raise InputError(f"there is no post {number}; `copydesk post list` shows them")
    stuck = Post.objects.filter(
        pk=number, lease_until=None, state__in=(Post.State.FAILED, Post.State.UNCONFIRMED)
    )
    # One attempt stays counted: whatever happens next, this row is read back before it is sent.
    told = {"state": Post.State.UNCONFIRMED, "due_at": now, "attempts": 1, "error": ""}
    if not stuck.update(**told):
        raise InputError(
            f"post {number} is {row.state}, or a worker is at it: only a failed or unconfirmed one is retried"
        )
