"""A browser asks for notes and leaves; its address at its push service is kept as a reader's mail address is."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from copydesk.desk.models import Account, Browser, Note
from copydesk.desk.newsletter.subscribing import known
from copydesk.desk.replies.accepting import WINDOW, TooManyError
from copydesk.desk.replies.privacy import hashed
from copydesk.desk.sealing import seal, unseal
from copydesk.desk.secrets import kept_once
from copydesk.errors import InputError, StoreError
from copydesk.posting.webpush import Goal, Signer, goal_of, key_of, new_key, to_base64
from copydesk.replies.subnets import subnet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from copydesk.settings import Settings

KEY_FILE = "push.key"  #: signs our notes; browsers take notes from this key alone
NAME = "push"  #: of the network
NOTE_DAYS = 30  #: for which it is kept that a note went out


def account() -> Account | None:
    """Return the account that notes go out through; None when there is none."""
    return Account.objects.filter(network=NAME, state=Account.State.CONNECTED).order_by("pk").first()


def signer_of(folder: Path, contact: str) -> Signer:
    """Return who signs, its key made when there is none yet.

    Raises:
        StoreError: the key can be neither read nor made.
    """
    try:
        return Signer(key_of(kept_once(folder, KEY_FILE, new_key)), contact)
    except (OSError, ValueError) as error:
        raise StoreError(f"{folder / KEY_FILE}: the key of our notes cannot be read") from error


def keep(data: Any, topics: Sequence[str], address: str, settings: Settings, *, now: datetime) -> Browser:
    """Keep a browser that asks; one that is there gets its new topics and keys.

    Args:
        data: as its `PushSubscription` says.
        topics: chosen; none for all.
        address: network address of who asks.
        settings: the site's.
        now: aware.

    Raises:
        InputError: it is no subscription.
        TooManyError: from this subnet came too many.
        StoreError: the keys cannot be read or written.
    """
    goal = goal_of(data)
    place = hashed(
        "subnet", subnet(address, ipv4=settings.reply_subnet_ipv4, ipv6=settings.reply_subnet_ipv6)
    )
    if (
        Browser.objects.filter(subnet_hash=place, asked_at__gt=now - WINDOW).count()
        >= settings.reply_rate_most
    ):
        raise TooManyError("many asked from your network just now; please wait ten minutes")
    wanted = {"topics": known(topics, now), "subnet_hash": place, "asked_at": now}
    with transaction.atomic():
        row, _ = Browser.objects.update_or_create(endpoint_hash=_hash(goal.endpoint), defaults=wanted)
        plain = {"endpoint": goal.endpoint, "key": to_base64(goal.key), "secret": to_base64(goal.secret)}
        row.sealed, row.sealed_key_id = seal(settings.site_folder, f"browser/{row.pk}", plain)
        row.save(update_fields=["sealed", "sealed_key_id"])
    return row


def leave(endpoint: str) -> bool:
    """Forget a browser; who knows its address at its push service may. Say whether it was there."""
    return bool(Browser.objects.filter(endpoint_hash=_hash(endpoint)).delete()[0])


def goal(row: Browser, folder: Path) -> Goal:
    """Return where a browser takes notes.

    Raises:
        StoreError: the key is gone.
    """
    from copydesk.posting.webpush import from_base64

    plain = unseal(folder, f"browser/{row.pk}", bytes(row.sealed), row.sealed_key_id)
    try:
        return Goal(plain["endpoint"], from_base64(plain["key"]), from_base64(plain["secret"]))
    except (KeyError, ValueError) as error:
        raise StoreError(f"browser/{row.pk} holds no address of a browser") from error


def forget(settings: Settings, now: datetime) -> int:
    """Forget what has been kept long enough: subnets, and that notes went out; return how many rows."""
    old = Browser.objects.filter(asked_at__lt=now - timedelta(days=settings.reply_address_days))
    done = old.exclude(subnet_hash="").update(subnet_hash="")
    gone = Note.objects.filter(due_at=None, issue__made_at__lt=now - timedelta(days=NOTE_DAYS))
    return done + gone.delete()[0]


def _hash(endpoint: str) -> str:
    """Return the hash by which a browser is found.

    Raises:
        InputError: it is no address.
    """
    if not endpoint:
        raise InputError("this is no subscription of a browser")
    return hashed("browser", endpoint)
