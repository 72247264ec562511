"""Accounts on other networks: connected after a try, checked, and their secrets sealed anew."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from copydesk.desk.models import Account
from copydesk.desk.newsletter.issues import Kept
from copydesk.desk.sealing import add_key, seal, unseal
from copydesk.errors import InputError
from copydesk.intake.addresses import refusal
from copydesk.posting.http import Reach, Way
from copydesk.posting.mail import Courier
from copydesk.posting.network import INSIDE, Line, Renewing, network
from copydesk.posting.relay import Speaker
from copydesk.posting.rules import Rules, read_times
from copydesk.posting.templates import DEFAULT, parse

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from copydesk.posting.values import Limit


WEEK = timedelta(days=7)  #: ahead of which a secret's end is told
RENEWED = timedelta(days=10)  #: ahead of which a secret is changed for a new one where its network does that
SECONDS = 60.0  #: in which all calls for one row begin; with the last one's own bound well within a lease


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account to connect."""

    network: str
    name: str
    fields: Mapping[str, str] = field(repr=False)  #: what its network asks for, the secret among it
    rules: Mapping[str, Any] = field(default_factory=dict)
    expires: datetime | None = None  #: aware UTC: when its secret runs out; None as its network has it


def line_of(fields: Mapping[str, str], now: datetime, memory: dict[str, str]) -> Line:
    """Return the way to an account's network; inside the house only where the account says so.

    Args:
        fields: what the account named.
        now: aware UTC.
        memory: what its network keeps between calls.
    """
    ends = time.monotonic() + SECONDS
    way = Way(refusal, Reach.INSIDE if fields.get(INSIDE) == "yes" else Reach.OUTSIDE, ends)
    fetch = Way(refusal, Reach.OPEN, ends)
    return Line(
        fields, way, now, fetch=fetch, deliver=Courier(way), speak=Speaker(way), readers=Kept(), memory=memory
    )


def connect(folder: Path, wanted: NewAccount, *, now: datetime) -> Account:
    """Try an account and keep it; one that is there gets the new secret and works again.

    Raises:
        InputError: something is missing, or the rules or the template cannot be read.
        CopydeskError: the network refuses the account, or cannot be reached.
    """
    there = network(wanted.network)
    declared = there.DECLARED
    for name in declared.asks:
        if not wanted.fields.get(name):
            raise InputError(f"an account on {wanted.network} needs its {name}")
    known = (*declared.asks, *declared.may, INSIDE)
    for name in wanted.fields:
        if wanted.fields[name] and name not in known:
            raise InputError(f"an account on {wanted.network} has no {name}; it has: {', '.join(known)}")
    rules = Rules.from_dict(dict(wanted.rules))
    parse(rules.template or DEFAULT)
    read_times(rules)
    if declared.cost > rules.budget:
        raise InputError(
            f"a post on {wanted.network} costs ${declared.cost:.2f}: give the rules a budget, dollars in 30 days"
        )
    fields = {name: wanted.fields[name] for name in known if wanted.fields.get(name)}
    there.check(line_of(fields, now, {}))
    with transaction.atomic():
        row, fresh = Account.objects.get_or_create(
            network=wanted.network, name=wanted.name, defaults={"since": now, "rules": dict(wanted.rules)}
        )
        row.secret, row.secret_key_id = seal(folder, f"account/{row.pk}", fields)
        row.state, row.note, row.paused_until = Account.State.CONNECTED, "", None
        lasts = timedelta(days=declared.lasts)
        row.expires_at = wanted.expires or (now + lasts if lasts else None)
        if wanted.rules and not fresh:
            row.rules = dict(wanted.rules)
        row.save()
    return row


def check(folder: Path, row: Account, *, now: datetime) -> tuple[Limit, ...]:
    """Try an account without posting; return its server's limits.

    Raises:
        CopydeskError: it cannot post; the message says why.
    """
    fields = unseal(folder, f"account/{row.pk}", bytes(row.secret), row.secret_key_id)
    return network(row.network).check(line_of(fields, now, {}))


def renewable(now: datetime) -> list[Account]:
    """Return the accounts whose secret runs out soon and whose network changes it for a new one."""
    rows = Account.objects.filter(
        state=Account.State.CONNECTED, expires_at__gt=now, expires_at__lte=now + RENEWED
    )
    return [each for each in rows if isinstance(network(each.network), Renewing)]


def renew(folder: Path, row: Account, line: Line) -> None:
    """Change an account's secret for one that holds longer; its network must be one of `Renewing`.

    A worker killed between the network's answer and the row loses nothing: the old secret still holds.

    Raises:
        CopydeskError: the network does not do it now.
    """
    there = network(row.network)
    if not isinstance(there, Renewing):
        raise InputError(f"{row.network} does not renew secrets: connect the account anew")
    fresh, days = there.renew(line)
    row.secret, row.secret_key_id = seal(folder, f"account/{row.pk}", {**line.fields, **fresh})
    row.expires_at = line.now + timedelta(days=days)
    row.save(update_fields=["secret", "secret_key_id", "expires_at"])


def expiring(now: datetime) -> list[tuple[Account, str]]:
    """Return the accounts whose secret has run out or does so within a week, and what to tell of each."""
    rows = Account.objects.filter(state=Account.State.CONNECTED, expires_at__lte=now + WEEK)
    return [
        (row, f"its secret runs out on {row.expires_at:%Y-%m-%d}: connect it anew with a new one")
        for row in rows
        if row.expires_at
    ]


def rotate(folder: Path) -> int:
    """Make a new key and seal every secret with it; return how many. Old keys stay for backups.

    Raises:
        StoreError: a secret cannot be opened; all rows are then as they were.
    """
    add_key(folder)
    with transaction.atomic():
        rows = list(Account.objects.exclude(secret=b""))
        for row in rows:
            fields = unseal(folder, f"account/{row.pk}", bytes(row.secret), row.secret_key_id)
            row.secret, row.secret_key_id = seal(folder, f"account/{row.pk}", fields)
            row.save(update_fields=["secret", "secret_key_id"])
    return len(rows)
