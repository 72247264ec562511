"""Leases: a worker claims due rows, holds them for a while, and what it does not finish falls due again.

On PostgreSQL rows are locked with SKIP LOCKED; on SQLite the claim runs in BEGIN IMMEDIATE, which the
database settings ask for. A killed worker's rows come back when their lease ends, or at once when
`release_dead` sees that its process is gone.
"""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING, TypeVar

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from copydesk.desk.models import (
    Article,
    Claimable,
    Delivery,
    Lease,
    Mention,
    Note,
    Post,
    ReplyMail,
    Source,
)
from copydesk.desk.running import is_running

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

Row = TypeVar("Row", bound=Claimable)


def holder_name() -> str:
    """Return the name under which this process holds leases: host and process id.

    >>> holder_name().endswith(f"/{os.getpid()}")
    True
    """
    return f"{socket.gethostname()}/{os.getpid()}"


def claim(rows: QuerySet[Row], *, now: datetime, holder: str, lease: timedelta, limit: int) -> list[Row]:
    """Claim up to `limit` of the rows that are due and that nobody holds, the longest due first.

    Args:
        rows: which rows may be claimed; their own `due_at` and lease are looked at here.
        now: aware UTC.
        holder: as from `holder_name`.
        lease: how long they are held.
        limit: most rows to claim; 0 claims none.

    Returns:
        The claimed rows; no other worker gets them until the lease ends.
    """
    due = rows.filter(due_at__lte=now).filter(Q(lease_until=None) | Q(lease_until__lte=now))
    if limit <= 0 or not due.exists():
        return []
    with transaction.atomic():
        locks = connection.features.has_select_for_update
        locked = due.select_for_update(skip_locked=True, of=("self",)) if locks else due
        found = list(locked.order_by("due_at", "pk")[:limit])
        until = now + lease
        rows.model._default_manager.filter(pk__in=[row.pk for row in found]).update(  # noqa: SLF001 - Django's name
            lease_until=until, lease_by=holder
        )
    for row in found:
        row.lease_until, row.lease_by = until, holder
    return found


def hold(name: str, *, now: datetime, holder: str, lease: timedelta) -> bool:
    """Take or renew the right to do what only one worker may do, such as matching.

    Returns:
        True if this holder has it until `now + lease`.
    """
    Lease.objects.get_or_create(name=name)
    free = Q(lease_until=None) | Q(lease_until__lte=now) | Q(lease_by=holder)
    taken = Lease.objects.filter(free, name=name).update(lease_until=now + lease, lease_by=holder)
    return taken == 1


def release_dead(holders: Sequence[str] | None = None) -> int:
    """Give back what processes of this host held that are no more; return how many rows that were.

    Args:
        holders: names known to be gone; None looks at all of this host's.
    """
    here = f"{socket.gethostname()}/"
    released = 0
    for model in (Source, Article, Post, ReplyMail, Mention, Delivery, Note, Lease):
        manager = model._default_manager  # noqa: SLF001 - Django's name
        names = (
            manager.exclude(lease_by="").filter(lease_by__startswith=here).values_list("lease_by", flat=True)
        )
        gone = [name for name in set(names) if not _alive(name)] if holders is None else list(holders)
        if gone:
            released += manager.filter(lease_by__in=gone).update(lease_until=None, lease_by="")
    return released


def _alive(holder: str) -> bool:
    """Say whether the process that a holder's name names still runs."""
    process = holder.rpartition("/")[2]
    return process.isdecimal() and is_running(int(process))
