"""How often a sign-in may fail before one has to wait: by name and address together, by address, by name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from copydesk.desk.models import SignInCount

if TYPE_CHECKING:
    from datetime import datetime

#: failures are forgotten after this long without a further one
MEMORY = timedelta(hours=1)
WAIT_LEAST = timedelta(minutes=1)
WAIT_MOST = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class _Count:
    """One way of counting."""

    key: str
    free: int  #: failures before the first wait


def begin(name: str, address: str, *, now: datetime) -> int:
    """Count a try to sign in, before the password is looked at, so that tries at the same time count, too.

    Args:
        name: as typed.
        address: of who tries, as an IP address.
        now: aware.

    Returns:
        Seconds to wait before another try counts; 0 when this one may go on.
    """
    counts = _counts(name, address)
    with transaction.atomic():
        SignInCount.objects.filter(last_at__lt=now - MEMORY).delete()
        rows = {row.key: row for row in SignInCount.objects.filter(key__in=[each.key for each in counts])}
        until = max((row.until for row in rows.values() if row.until and row.until > now), default=None)
        if until is not None:
            return max(1, round((until - now).total_seconds()))
        for each in counts:
            row, _ = SignInCount.objects.get_or_create(key=each.key, defaults={"last_at": now})
            SignInCount.objects.filter(pk=row.pk).update(failures=F("failures") + 1, last_at=now)
            row.refresh_from_db()
            if row.failures >= each.free:
                doubled = WAIT_LEAST * 2 ** min(8, row.failures - each.free)
                SignInCount.objects.filter(pk=row.pk).update(until=now + min(doubled, WAIT_MOST))
    return 0


def succeeded(name: str, address: str) -> None:
    """Forget the failures of a name at an address: the password was right; the try counts nowhere."""
    pair, *rest = _counts(name, address)
    SignInCount.objects.filter(key=pair.key).delete()
    for each in rest:
        rows = SignInCount.objects.filter(key=each.key, failures__gt=0)
        rows.update(failures=F("failures") - 1, until=None)


def _counts(name: str, address: str) -> tuple[_Count, ...]:
    """Return the ways in which a try counts; the pair comes first.

    A name alone has many tries, so that strangers cannot easily keep an editor out.
    """
    name = name.strip().casefold()
    return (
        _Count(_key("pair", name, address), free=5),
        _Count(_key("address", address), free=30),
        _Count(_key("name", name), free=100),
    )


def _key(*parts: str) -> str:
    """Return a count's key: names and addresses are not kept as they are."""
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=20).hexdigest()
