"""A reply comes in: it is kept before anybody is thanked, and held or shown for reasons that a person can read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import Count, Q

from copydesk.desk.models import Reply, ReplyRule, Story
from copydesk.desk.replies import learning, mailing
from copydesk.desk.replies.privacy import email_hash, hashed, seal_email
from copydesk.desk.stories import HandError, public_stories, standing
from copydesk.replies.holds import Draft, Known, Reason, Rules, reasons, same, script_of
from copydesk.replies.plain import NAME_CHARACTERS, TEXT_CHARACTERS, hosts, tidy, tidy_line
from copydesk.replies.subnets import subnet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from copydesk.settings import Settings

WINDOW = timedelta(minutes=10)  #: in which a subnet's replies are counted
REPEATS = timedelta(days=7)  #: in which the same text is a repeat
EMAIL_CHARACTERS = 254
SHORT = 12  #: letters below which an equal text is no repeat: many say thanks


class TooManyError(HandError):
    """So many replies came from there that no more are kept for a while."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a form brought."""

    story: int
    name: str
    email: str
    text: str
    key: str  #: of the form; one form is one reply, however often it is sent
    seconds: float  #: since the form was made
    address: str  #: network address of who sent it
    parent: int | None = None
    tell: str = ""  #: anything but empty asks for mail
    trap: str = ""  #: of the field that people do not see
    confirmed: str = ""  #: hash of the address that this browser confirmed


def accept(sent: Sent, settings: Settings, *, now: datetime) -> Reply:
    """Keep a reply; the same form again gives the reply that was kept.

    Args:
        sent: as it came.
        settings: the site's.
        now: aware.

    Raises:
        TooManyError: from this subnet came too many.
        HandError: something is missing; the message says what, to the reader.
        StoreError: the database or the keys refused; nothing was kept.
    """
    if kept := Reply.objects.filter(key=sent.key).first():
        return kept
    row = _row(sent, settings, now)
    crowd = Reply.objects.filter(subnet_hash=row.subnet_hash, written_at__gt=now - WINDOW).count()
    if crowd >= settings.reply_rate_most:
        raise TooManyError("many replies came from your network just now; please wait ten minutes")
    draft = Draft(row.name, row.text, sent.seconds, sent.trap)
    crowded = crowd >= settings.reply_rate_held
    decide(row, draft, settings, confirmed=sent.confirmed, crowded=crowded, now=now)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            if sent.tell and row.state != Reply.State.REJECTED:
                seal_email(row, sent.email.strip(), settings.site_folder)
                row.save(update_fields=["sealed", "sealed_key_id"])
            if row.state == Reply.State.APPROVED:
                on_page([row], now=now)
    except IntegrityError:
        return Reply.objects.get(key=sent.key)
    return row


def decide(
    row: Reply, draft: Draft, settings: Settings, *, confirmed: str, crowded: bool, now: datetime
) -> tuple[Reason, ...]:
    """Give a row its state and its reasons; it is not saved. Its origin may add one."""
    known = known_of(row, confirmed=confirmed, crowded=crowded, now=now)
    found = reasons(draft, known, rules_of(settings))
    row.held_for = "; ".join(found)[:400]
    row.state = Reply.State.HELD if found else Reply.State.APPROVED
    if Reason.BLOCKED in found:
        row.state = Reply.State.REJECTED
    row.likely_refused = learning.score_of(row).value
    return found


def hold_from_outside(row: Reply, name: str, text: str, *, now: datetime) -> Reply:
    """Keep what somebody wrote elsewhere, held for an editor; what was refused stays refused, and the same stays as it is.

    Args:
        row: kept before, or new with its story, origin, key and link.
        name: of who wrote it.
        text: tidied.
        now: aware.
    """
    if row.pk and (row.text, row.name) == (text, name):
        return row
    refused = row.state == Reply.State.REJECTED
    row.name, row.text, row.text_hash = name, text, text_hash(text)
    row.held_for = Reason.OUTSIDE
    row.state = Reply.State.REJECTED if refused else Reply.State.HELD
    row.likely_refused = learning.score_of(row).value
    row.version += 1
    row.save()
    on_page([row], now=now)
    return row


def on_page(rows: Iterable[Reply], *, now: datetime) -> None:
    """Have the pages of replies baked anew, and queue the mail about those that are shown."""
    rows = list(rows)
    where = Story.objects.select_related("merged_into").filter(pk__in={each.story_id for each in rows})
    Story.objects.filter(pk__in={standing(each).pk for each in where}).update(bake_due_at=now)
    for each in rows:
        if each.state == Reply.State.APPROVED:
            mailing.queue(each, now=now)


def rules_of(settings: Settings) -> Rules:
    """Return what the editor has set."""
    listed = ReplyRule.objects.filter(kind=ReplyRule.Kind.WORD).values_list("value", flat=True)
    return Rules(
        links=settings.reply_links,
        words=tuple(listed),
        script=script_of(settings.site_language),
        least_seconds=settings.reply_seconds_least,
        trusted_after=max(1, settings.reply_trusted_after),
    )


def known_of(row: Reply, *, confirmed: str, crowded: bool, now: datetime) -> Known:
    """Return what is known of who wrote a reply, in four queries."""
    before = Reply.objects.exclude(pk=row.pk)
    of_person = before.filter(email_hash=row.email_hash) if row.email_hash else before.none()
    figures = of_person.aggregate(
        shown=Count("pk", filter=Q(state=Reply.State.APPROVED)),
        refused=Count("pk", filter=Q(state=Reply.State.REJECTED)),
    )
    listed = dict(_listed(row).values_list("value", "verdict"))
    same_text = before.filter(text_hash=row.text_hash, written_at__gt=now - REPEATS)
    return Known(
        shown=figures["shown"],
        refused=figures["refused"],
        confirmed=bool(row.email_hash) and confirmed == row.email_hash,
        repeated=bool(row.text_hash) and same_text.exclude(state=Reply.State.DELETED).exists(),
        blocked=ReplyRule.Verdict.BLOCK in listed.values(),
        allowed=listed.get(row.email_hash) == ReplyRule.Verdict.ALLOW and confirmed == row.email_hash,
        crowded=crowded,
    )


def text_hash(text: str) -> str:
    """Return the hash by which repeats of a text are found; empty for a text so short that many write it."""
    plain = same(text)
    return hashed("text", plain) if len(plain) > SHORT else ""


def _listed(row: Reply) -> QuerySet[ReplyRule]:
    """Return the lines of the lists that speak of a reply."""
    kinds = ReplyRule.Kind
    return ReplyRule.objects.filter(
        Q(kind=kinds.EMAIL, value=row.email_hash)
        | Q(kind=kinds.SUBNET, value=row.subnet_hash)
        | Q(kind=kinds.HOST, value__in=hosts(row.text))
    )


def _row(sent: Sent, settings: Settings, now: datetime) -> Reply:
    """Return the row of a reply, not yet saved.

    Raises:
        HandError: something is missing.
    """
    story = Story.objects.filter(public_stories(now), pk=sent.story).first()
    if story is None:
        raise HandError("this story is not open for replies")
    if len(sent.text) > TEXT_CHARACTERS:
        raise HandError(f"a reply has at most {TEXT_CHARACTERS:,} characters; yours has {len(sent.text):,}")
    name, text = tidy_line(sent.name, most=NAME_CHARACTERS), tidy(sent.text)
    if not any(each.isalnum() for each in name):
        raise HandError("please give a name")
    if not any(each.isprintable() and not each.isspace() for each in text):
        raise HandError("please write something")
    try:
        validate_email(sent.email.strip()[: EMAIL_CHARACTERS + 1])
    except ValidationError as error:
        raise HandError("please give an e-mail address, such as ann@example.org") from error
    place = subnet(sent.address, ipv4=settings.reply_subnet_ipv4, ipv6=settings.reply_subnet_ipv6)
    return Reply(
        story=story,
        parent=parent_of(sent.parent, story.pk),
        name=name,
        email_hash=email_hash(sent.email),
        address_hash=hashed("address", sent.address),
        subnet_hash=hashed("subnet", place),
        text=text,
        text_hash=text_hash(text),
        key=sent.key,
        written_at=now,
    )


def shown_under(number: int, story: int) -> Reply | None:
    """Return a reply that readers see under a story, or under one that was merged into it; None for none."""
    shown = Reply.objects.filter(pk=number, state=Reply.State.APPROVED)
    found = shown.select_related("parent", "story__merged_into").first()
    return found if found and standing(found.story).pk == story else None


def parent_of(number: int | None, story: int) -> Reply | None:
    """Return the reply that one may stand under; an answer to an answer stands beside it, threads are two deep.

    Raises:
        HandError: readers do not see it.
    """
    if number is None:
        return None
    found = shown_under(number, story)
    if found is None:
        raise HandError("the reply that you answer is not there any more")
    return found.parent or found
