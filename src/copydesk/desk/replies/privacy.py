"""What is known of who writes: addresses only as hashes under a key of the site, or sealed until mail is sent."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings as django_settings

from copydesk.desk.models import Reply, ReplyRule
from copydesk.desk.sealing import seal, unseal

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from copydesk.settings import Settings


def hashed(kind: str, value: str) -> str:
    """Return a value as it is kept: nobody without the site's secret key can try addresses against it.

    Args:
        kind: what it is, so that equal values of two kinds differ.
        value: an e-mail address, a network address or a subnet.
    """
    key = hashlib.sha256(f"copydesk replies {django_settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, f"{kind}\0{value}".encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def email_hash(email: str) -> str:
    """Return the hash of an e-mail address, whatever its capitals."""
    return hashed("email", email.strip().casefold())


def seal_email(reply: Reply, email: str, folder: Path) -> None:
    """Seal an address for its row, so that mail can be sent; the row is not saved.

    Raises:
        StoreError: the keys cannot be read or written.
    """
    reply.sealed, reply.sealed_key_id = seal(folder, f"reply/{reply.pk}", {"email": email})


def email_of(reply: Reply, folder: Path) -> str:
    """Return the sealed address of a reply; empty when there is none.

    Raises:
        StoreError: the key is gone.
    """
    if not reply.sealed:
        return ""
    return unseal(folder, f"reply/{reply.pk}", bytes(reply.sealed), reply.sealed_key_id).get("email", "")


def forget(settings: Settings, now: datetime) -> int:
    """Forget what has been kept long enough: network addresses, subnets, sealed e-mail addresses; return how many."""
    old = Reply.objects.filter(written_at__lt=now - timedelta(days=settings.reply_address_days))
    done = old.exclude(address_hash="", subnet_hash="").update(address_hash="", subnet_hash="")
    told = Reply.objects.filter(written_at__lt=now - timedelta(days=settings.reply_contact_days))
    done += told.exclude(sealed_key_id="").update(sealed=b"", sealed_key_id="")
    return done + ReplyRule.objects.filter(until__lt=now).delete()[0]
