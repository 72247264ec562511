"""The outbox: which stories become posts, and what they say. The bytes are frozen when the row is made."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Exists, F, Max, OuterRef, Q

from copydesk import types
from copydesk.desk.models import Account, Article, Post, Printing, Source, Story
from copydesk.desk.stories import public_stories
from copydesk.errors import InputError
from copydesk.posting.counting import fits
from copydesk.posting.hashtags import hashtag
from copydesk.posting.network import Can, network
from copydesk.posting.rules import Rules, takes
from copydesk.posting.templates import DEFAULT, parse, render, silent
from copydesk.posting.values import Card, Message, Picture
from copydesk.text.excerpts import excerpt, whole_sentences
from copydesk.text.marks import stretches

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from copydesk.settings import Settings

BATCH = 50  #: stories looked at for one account at a time
OUT = (Post.State.SENT, Post.State.CORRECTED)
REPLACE = "replace"  #: an order beside those of `Post.Order`: take it away, then post it corrected
ON_THE_WAY = (Post.State.SENDING, Post.State.UNCONFIRMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of an article a post may hold."""

    certainty: float  #: least certainty of a speaker, 0 to 1
    excerpt: int  #: most characters of an excerpt

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """Return what the site's settings allow."""
        return cls(certainty=settings.speaker_certainty, excerpt=settings.excerpt_characters)


def card_of(story: Story, permalink: str, *, limits: Limits) -> Card:
    """Return what a story gives to a post, by the rights of its source.

    `link` gives the headline and nothing else. `excerpt` gives quotations only as part of what the story's page
    shows. The quotation is the first whole one whose speaker is sure: a slice of the article as it was printed.

    Args:
        story: with its lead.
        permalink: absolute address of its page.
        limits: how much of it a post may hold.
    """
    lead = story.lead
    if lead is None or lead.version is None:
        return Card(permalink, story.headline)
    content = types.Article.from_dict(lead.version.content)
    language = content.language or lead.outlet.language
    if lead.source.rights == Source.Rights.LINK:
        return Card(permalink, story.headline, language=language)
    within = None if lead.source.rights == Source.Rights.FULL else _page_text(content, limits.excerpt)
    said, speaker = _quotation(lead, content.body, limits.certainty, within)
    return Card(
        permalink,
        story.headline,
        _excerpt(content, limits.excerpt),
        content.kicker or "",
        said,
        speaker=speaker,
        outlet=lead.outlet.name,
        language=language,
    )


def _folded(text: str) -> str:
    """Return a text with its white space folded."""
    return " ".join(text.split())


def _page_text(content: types.Article, most: int) -> str:
    """Return what the story's page shows of an article whose rights are `excerpt`."""
    return excerpt(_folded(content.standfirst or "") or _folded(content.body), most)


def _excerpt(content: types.Article, most: int) -> str:
    """Return the first whole sentences of standfirst or else first paragraph; nothing that is cut or altered."""
    start = (
        content.standfirst if (content.standfirst or "").strip() else content.body.strip().split("\n\n")[0]
    )
    found = whole_sentences((start or "").strip(), most)
    # Single marks are not counted by the cut: a stretch that the end leaves open, or cuts off, is not posted.
    opened = {each.outer for each in stretches(start or "") if each.outer.start < len(found)}
    closed = {each.outer for each in stretches(found)}
    return found if opened <= closed else ""


def _quotation(lead: Article, body: str, certainty: float, within: str | None) -> tuple[str, str]:
    """Return words and speaker of the first quotation in one piece, inside `within` unless that is None.

    Where an editor said who spoke, or that nobody knows, that holds.
    """
    reading = lead.version.reading if lead.version else None
    found = types.Reading.from_dict(reading).quotations if reading else ()
    pieces = [each.utterance for each in found]
    told = Printing.objects.filter(article=lead, form__utterance__by_hand=True)
    by_hand = {
        (start, end): name
        for start, end, name in told.values_list("start", "end", "form__utterance__speaker")
    }
    for each in found:
        whole = each.kind is types.QuotationKind.DIRECT and pieces.count(each.utterance) == 1
        said = each.span.of(body)
        if not whole or (within is not None and _folded(said) not in within):
            continue
        sure = each.speaker.name if each.speaker and each.certainty >= certainty else ""
        name = by_hand.get((each.span.start, each.span.end), sure)
        if name:
            return said, name
    return "", ""


def message_of(
    story: Story, account: Account, permalink: str, *, limits: Limits, kicker: str = ""
) -> Message:
    """Return a story as it would stand on an account's network.

    Args:
        story: with its lead.
        account: where it would stand.
        permalink: absolute address of its page.
        limits: how much of it a post may hold.
        kicker: in place of the story's own; empty for its own.

    Raises:
        InputError: the account's rules or template cannot be read, or not even the link fits.
    """
    rules = Rules.from_dict(account.rules)
    card = card_of(story, permalink, limits=limits)
    card = replace(card, kicker=kicker) if kicker else card
    declared = network(account.network).DECLARED
    card = replace(card, tags=hashtag(story.topic)) if Can.TAG in declared.can else card
    text = render(
        parse(rules.template or DEFAULT), silent(card, declared.mention), declared.limits, declared.writing
    )
    return replace(_around(story, card), text=text, kicker=kicker)


def _around(story: Story, card: Card) -> Message:
    """Return what stands around the text of a post: the link's card, the picture, the source."""
    lead = story.lead
    return Message(
        card.permalink,
        card.permalink,
        card.language,
        title=card.title,
        summary=card.excerpt,
        source=lead.url if lead else "",
        picture=_picture(story),
    )


def _picture(story: Story) -> Picture | None:
    """Return the lead's first picture, if its source lets us show it elsewhere; else None.

    Our own page shows it from its outlet's server; a network copies it, which only a licence allows.
    """
    lead = story.lead
    if lead is None or lead.version is None or lead.source.rights != Source.Rights.FULL:
        return None
    for each in types.Article.from_dict(lead.version.content).pictures:
        if each.url:
            words = [" ".join((said or "").split()) for said in (each.alt, each.caption, each.credit)]
            return Picture(each.url, "\n".join(dict.fromkeys(said for said in words if said)))
    return None


def key_of(story: Story, version: int, account: Account) -> str:
    """Return the key of an outbox row, the same whenever it is asked for."""
    return hashlib.sha256(f"{story.key}\n{version}\n{account.network}\n{account.name}".encode()).hexdigest()


def frozen(message: Message) -> bytes:
    """Return the bytes of a message as its row keeps them."""
    return json.dumps(message.to_dict(), ensure_ascii=False, sort_keys=True).encode()


def thawed(row: Post) -> Message:
    """Return the message that a row keeps."""
    return Message.from_dict(json.loads(bytes(row.rendered)))


def queue(story: Story, account: Account, permalink: str, *, limits: Limits, now: datetime) -> Post:
    """Return the row of a story on an account, made and frozen if there is none yet."""
    message = message_of(story, account, permalink, limits=limits)
    fields = {
        "key": key_of(story, 1, account),
        "rendered": frozen(replace(message, created=now)),
        "due_at": now,
        "newsrooms": story.independent,
    }
    row, _ = Post.objects.get_or_create(story=story, account=account, story_version=1, defaults=fields)
    return row


def correcting(old: Post, message: Message, *, now: datetime) -> Post:
    """Make and return the row that corrects a post which cannot be edited; its bytes are frozen."""
    return another(old.story, old.account, message, now=now, newsrooms=old.newsrooms, grown=old.grown)


def another(
    story: Story, account: Account, message: Message, *, now: datetime, newsrooms: int, grown: int = 0
) -> Post:
    """Make and return one more row of a story on an account; its bytes are frozen.

    Args:
        story: with its lead.
        account: where it goes.
        message: what it says.
        now: aware UTC.
        newsrooms: independent ones that it knows of.
        grown: the count of them that it tells of; 0 where that is not what it is for.
    """
    rows = Post.objects.filter(story=story, account=account)
    version = int(rows.aggregate(last=Max("story_version"))["last"] or 0) + 1
    return Post.objects.create(
        story=story,
        account=account,
        story_version=version,
        key=key_of(story, version, account),
        rendered=frozen(replace(message, created=now)),
        due_at=now,
        newsrooms=newsrooms,
        grown=grown,
    )


def queue_by_hand(
    story: Story, account: Account, text: str, permalink: str, *, limits: Limits, now: datetime
) -> Post:
    """Return the row of a post that an editor wrote; the link is put behind it if it is not in it.

    Raises:
        InputError: the text is too long, would notify somebody, or quotes what no source of the story says.
    """
    declared = network(account.network).DECLARED
    full = text if permalink in text else f"{text.rstrip()}\n\n{permalink}"
    if not fits(declared.writing(full, permalink), declared.limits, permalink):
        raise InputError(f"the text is too long for {account.network}; nothing of it is ever cut")
    if re.search(declared.mention, text.replace(permalink, "")):
        raise InputError(f"the text would notify somebody on {account.network}: leave the @ out")
    lead = story.lead
    body = types.Article.from_dict(lead.version.content).body if lead and lead.version else ""
    for each in stretches(text):
        said = each.inner.of(text)
        if said not in body and said != story.headline:
            raise InputError(
                f"no source of this story says {said!r}: inside quotation marks, nothing is altered"
            )
    card = card_of(story, permalink, limits=limits)
    message = replace(_around(story, card), text=full, by_hand=True)
    return another(story, account, message, now=now, newsrooms=story.independent)


def corrected_by(row: Post) -> Post | None:
    """Return the post that a row, being a correction sent as a reply, corrects; None when it is no such row."""
    goal = thawed(row).reply_to
    # A reply that tells of a story's growth corrects nothing, but may be corrected by one itself.
    same = Post.objects.filter(account=row.account, remote_id=goal, grown=row.grown)
    return same.first() if goal else None


def public(now: datetime) -> Q:
    """Return which stories may be posted: readers see them, and since when is known."""
    return Q(published_at__lte=now) & public_stories(now)


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
    # A post that was followed by a correcting one is history; only the newest is kept right.
    newer = Post.objects.filter(
        story=OuterRef("story"),
        account=OuterRef("account"),
        grown=OuterRef("grown"),
        story_version__gt=OuterRef("story_version"),
    ).exclude(state__in=(Post.State.FAILED, Post.State.WITHDRAWN))
    sent = sent.filter(~Exists(newer))
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

    One that its network did not take away is tried to be taken away again.

    Raises:
        InputError: there is no such post, it is neither, or a worker is at it just now.
    """
    row = Post.objects.filter(pk=number).first()
    if row is None:
        raise InputError(f"there is no post {number}; `copydesk post list` shows them")
    if not_withdrawn().filter(pk=number, lease_until=None).update(due_at=now, attempts=0):
        return
    stuck = Post.objects.filter(
        pk=number, lease_until=None, state__in=(Post.State.FAILED, Post.State.UNCONFIRMED)
    )
    # One attempt stays counted: whatever happens next, this row is read back before it is sent.
    told = {"state": Post.State.UNCONFIRMED, "due_at": now, "attempts": 1, "error": ""}
    if not traceable(row.account.network):
        if row.state == Post.State.UNCONFIRMED:
            raise InputError(
                f"{row.account.network} cannot be read back: look whether post {number} is there; "
                f"if it is not, `copydesk post anew {number}` sends it"
            )
        # What failed was refused in so many words, so nothing stands.
        told |= {"state": Post.State.QUEUED, "attempts": 0}
    if not stuck.update(**told):
        raise InputError(
            f"post {number} is {row.state}, or a worker is at it: only a failed or unconfirmed one is retried"
        )
    # The editor has seen to it; what goes wrong again is told again.
    Account.objects.filter(pk=row.account_id, note__startswith=f"{row.story}: ").update(note="")


def order_anew(number: int, *, now: datetime) -> None:
    """Order that a failed or unconfirmed post is sent again, because somebody looked and it is not there.

    Raises:
        InputError: there is no such post, it is neither, or a worker is at it just now.
    """
    stuck = Post.objects.filter(
        pk=number, lease_until=None, state__in=(Post.State.FAILED, Post.State.UNCONFIRMED)
    )
    if not stuck.update(state=Post.State.QUEUED, due_at=now, attempts=0, error="", order=""):
        raise InputError(
            f"no post {number} is failed or unconfirmed and free; `copydesk post list` shows them all"
        )


def not_withdrawn() -> QuerySet[Post]:
    """Return the posts that stand though they were to be taken away: their network did not do it."""
    return Post.objects.filter(order=Post.Order.WITHDRAW, state__in=OUT, due_at=None)


def traceable(name: str) -> bool:
    """Say whether a network tells, or does not mind, that a post stands already."""
    return bool(network(name).DECLARED.can & {Can.LOOK, Can.REPEAT})
