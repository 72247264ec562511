"""A reader asks for the newsletter, confirms by a link that only their mailbox has, chooses, and leaves."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import Count

from copydesk.desk.models import Account, Delivery, Story, Subscriber
from copydesk.desk.replies.accepting import EMAIL_CHARACTERS, WINDOW, TooManyError
from copydesk.desk.replies.privacy import email_hash, hashed
from copydesk.desk.sealing import seal, unseal
from copydesk.desk.stories import HandError, public_stories
from copydesk.replies.subnets import subnet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from copydesk.settings import Settings

LINKS = "newsletter"  #: salt of the links in mails
ASKED_DAYS = 7  #: for which a reader may confirm; then the row is deleted
AGAIN_HOURS = 8  #: within which no second confirmation goes to one address
MOST_TOPICS = 30  #: offered for choice
NAME = "newsletter"  #: of the network


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a form brought."""

    email: str
    rhythm: str
    topics: tuple[str, ...]
    address: str  #: network address of who sent it
    seconds: float  #: since the form was made
    trap: str = ""  #: of the field that people do not see


def account() -> Account | None:
    """Return the account that the newsletter goes out through; None when there is none."""
    return Account.objects.filter(network=NAME).exclude(state=Account.State.PAUSED).order_by("pk").first()


def topics_of(now: datetime) -> tuple[str, ...]:
    """Return the topics that readers may choose: those of most stories, in alphabetical order."""
    rows = Story.objects.filter(public_stories(now)).exclude(topic="").values("topic")
    most = rows.annotate(many=Count("pk")).order_by("-many", "topic")[:MOST_TOPICS]
    return tuple(sorted((each["topic"] for each in most), key=str.casefold))


def ask(wish: Wish, settings: Settings, *, now: datetime) -> None:
    """Keep a wish and queue the mail that asks to confirm it.

    Nobody learns from here whether an address is on the list: one that is there gets a mail that says so.

    Raises:
        TooManyError: from this subnet came too many.
        HandError: something is missing; the message says what, to the reader.
        StoreError: the database or the keys refused.
    """
    email = checked(wish.email)
    if wish.trap:
        return
    if wish.seconds < settings.reply_seconds_least:
        raise HandError("that was faster than people type; please press the button once more")
    place = hashed(
        "subnet",
        subnet(wish.address, ipv4=settings.reply_subnet_ipv4, ipv6=settings.reply_subnet_ipv6),
    )
    crowd = Subscriber.objects.filter(subnet_hash=place, asked_at__gt=now - WINDOW).count()
    if crowd >= settings.reply_rate_most:
        raise TooManyError("many asked from your network just now; please wait ten minutes")
    with transaction.atomic():
        row = _row(email, now)
        if row.state != Subscriber.State.CONFIRMED:
            row.rhythm, row.topics = rhythm_of(wish.rhythm), known(wish.topics, now)
            row.state, row.asked_at, row.subnet_hash, row.note = Subscriber.State.ASKED, now, place, ""
            keep_address(row, email, settings.site_folder)
            row.save()
        queue_confirmation(row, now)


def _row(email: str, now: datetime) -> Subscriber:
    """Return the row of an address, locked, made if there is none."""
    fresh = {"key": secrets.token_urlsafe(16), "asked_at": now}
    try:
        with transaction.atomic():
            found, _ = Subscriber.objects.get_or_create(email_hash=email_hash(email), defaults=fresh)
    except IntegrityError:  # pragma: no cover - two forms of one address at one moment
        found = Subscriber.objects.get(email_hash=email_hash(email))
    return Subscriber.objects.select_for_update().get(pk=found.pk)


def queue_confirmation(row: Subscriber, now: datetime) -> None:
    """Queue the mail that asks, or says that the address is on the list; a few a day at most."""
    part = int(now.timestamp() // (AGAIN_HOURS * 3600))
    left = int(row.ended_at.timestamp()) if row.ended_at else 0
    key = f"confirm/{row.pk}/{row.state}/{left}/{part}"
    Delivery.objects.get_or_create(key=key, defaults={"subscriber": row, "due_at": now})


def checked(email: str) -> str:
    """Return an address as mail goes to it.

    Raises:
        HandError: it is none.

    >>> checked(" ann@example.org ")
    'ann@example.org'
    """
    text = email.strip()
    try:
        validate_email(text[: EMAIL_CHARACTERS + 1])
        host = text.rpartition("@")[2].encode("idna")
    except (ValidationError, UnicodeError) as error:
        raise HandError("please give an e-mail address, such as ann@example.org") from error
    local = text.rpartition("@")[0]
    # A quoted part in front of the @ may hold spaces and controls: the standard has it, nobody does.
    if not local.isascii() or '"' in local or len(text) > EMAIL_CHARACTERS:
        raise HandError("please give an e-mail address, such as ann@example.org")
    return f"{local}@{host.decode().lower()}"


def rhythm_of(text: str) -> str:
    """Return a rhythm; what is none is a mail a day."""
    return text if text in Subscriber.Rhythm.values else Subscriber.Rhythm.DAILY


def known(topics: Sequence[str], now: datetime) -> list[str]:
    """Return those topics that there are; none chosen, or all, is all."""
    there = topics_of(now)
    found = [each for each in there if each in topics]
    return [] if len(found) == len(there) else found


def keep_address(row: Subscriber, email: str, folder: Path) -> None:
    """Seal an address for its row, which is not saved.

    Raises:
        StoreError: the keys cannot be read or written.
    """
    row.sealed, row.sealed_key_id = seal(folder, f"subscriber/{row.pk}", {"email": email})


def address_of(row: Subscriber, folder: Path) -> str:
    """Return a reader's address; empty when it was dropped.

    Raises:
        StoreError: the key is gone.
    """
    if not row.sealed:
        return ""
    return unseal(folder, f"subscriber/{row.pk}", bytes(row.sealed), row.sealed_key_id).get("email", "")


def token_of(row: Subscriber) -> str:
    """Return the token in the links of a reader's mails; the way out of the list works for good."""
    return signing.Signer(salt=LINKS, sep=".").sign(f"{row.pk}-{row.key}")


def of_token(token: str) -> Subscriber:
    """Return the reader that a token belongs to.

    Raises:
        HandError: it is not ours, or the reader is gone.
    """
    try:
        number, _, key = signing.Signer(salt=LINKS, sep=".").unsign(token[:300]).partition("-")
    except signing.BadSignature as error:
        raise HandError("this link does not lead to a subscription any more") from error
    found = Subscriber.objects.filter(pk=int(number), key=key).first()
    if found is None:
        raise HandError("this link does not lead to a subscription any more")
    return found


def confirm(row: Subscriber, *, now: datetime) -> None:
    """Put a reader on the list; one who left must ask anew.

    Raises:
        HandError: they did not ask, or left since.
    """
    ends = now - timedelta(days=ASKED_DAYS)
    rows = Subscriber.objects.filter(pk=row.pk, state=Subscriber.State.ASKED, asked_at__gt=ends)
    if rows.update(state=Subscriber.State.CONFIRMED, confirmed_at=now, ended_at=None, refusals=0):
        return
    if not Subscriber.objects.filter(pk=row.pk, state=Subscriber.State.CONFIRMED).exists():
        raise HandError("this link is too old; please ask for the newsletter again")


def choose(row: Subscriber, rhythm: str, topics: Sequence[str], *, now: datetime) -> None:
    """Change what a reader gets."""
    Subscriber.objects.filter(pk=row.pk).update(rhythm=rhythm_of(rhythm), topics=known(topics, now))


def leave(row: Subscriber, *, now: datetime) -> None:
    """Take a reader off the list: the address is dropped at once, and what waits for it does not go out."""
    _end(row, Subscriber.State.LEFT, "", now, sealed=b"", sealed_key_id="", topics=[])


def refuse(row: Subscriber, note: str, *, now: datetime) -> None:
    """Send no more mail to a reader whose server takes none; the desk shows why."""
    _end(row, Subscriber.State.REFUSED, note[:200], now)


def _end(row: Subscriber, state: Subscriber.State, note: str, now: datetime, **values: object) -> None:
    """Take a reader off the list."""
    waiting = (Delivery.State.QUEUED,)
    with transaction.atomic():
        Subscriber.objects.filter(pk=row.pk).update(state=state, note=note, ended_at=now, **values)
        Delivery.objects.filter(subscriber=row, state__in=waiting).update(
            state=Delivery.State.DROPPED, due_at=None
        )


def forget(settings: Settings, now: datetime) -> int:
    """Forget what has been kept long enough; return how many rows that were."""
    states = Subscriber.State
    stale = Subscriber.objects.filter(state=states.ASKED, asked_at__lt=now - timedelta(days=ASKED_DAYS))
    done = stale.delete()[0]
    seen = Subscriber.objects.filter(asked_at__lt=now - timedelta(days=settings.reply_address_days))
    done += seen.exclude(subnet_hash="").update(subnet_hash="")
    ended = Subscriber.objects.filter(
        state=states.REFUSED, ended_at__lt=now - timedelta(days=settings.reply_contact_days)
    )
    return done + ended.exclude(sealed_key_id="").update(sealed=b"", sealed_key_id="")
