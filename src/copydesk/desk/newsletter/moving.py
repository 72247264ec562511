"""Readers that another system had come in, and ours go out; and one person's data."""

from __future__ import annotations

import csv
import json
import secrets
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db import transaction

from copydesk.desk.models import Subscriber
from copydesk.desk.newsletter.subscribing import (
    address_of,
    checked,
    keep_address,
    queue_confirmation,
    rhythm_of,
)
from copydesk.desk.replies.privacy import email_hash
from copydesk.desk.stories import HandError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

MOST_TOPICS = 50  #: of one reader
TOPIC_CHARACTERS = 100


class Standing(StrEnum):
    """What is known of addresses that come in."""

    UNASKED = "unasked"  #: each is asked to confirm
    CONFIRMED = "confirmed"  #: each confirmed to the system it comes from


@dataclass(slots=True)
class Moved:
    """How many lines became what."""

    kept: int = 0
    known: int = 0  #: on the list, asked already, or left: who left is never put back
    wrong: int = 0  #: lines without an address


@dataclass(frozen=True, slots=True)
class Reader:
    """One line."""

    email: str
    rhythm: str = ""
    topics: tuple[str, ...] = ()


def lines_of(lines: Iterable[str]) -> Iterator[Reader | None]:
    """Read readers: JSON objects as `out` gives them, or CSV whose first field with an @ is the address.

    Returns:
        One reader a line, None for a line without an address.

    >>> [each and each.email for each in lines_of(["Ann,ann@a.example", '{"email": "b@b.example"}', "no"])]
    ['ann@a.example', 'b@b.example', None]
    """
    for line in lines:
        text = line.strip().removeprefix("\ufeff")
        if not text:
            continue
        try:
            yield _of_json(text) if text.startswith("{") else _of_csv(text)
        except (ValueError, csv.Error):
            yield None


def _of_json(text: str) -> Reader | None:
    """Read one JSON object."""
    data = json.loads(text)
    topics = data.get("topics") or []
    named = (
        [str(each)[:TOPIC_CHARACTERS] for each in topics[:MOST_TOPICS]] if isinstance(topics, list) else []
    )
    return (
        Reader(str(data["email"]), str(data.get("rhythm", "")), tuple(named)) if data.get("email") else None
    )


def _of_csv(text: str) -> Reader | None:
    """Read one line of CSV."""
    fields = next(csv.reader([text]))
    return next((Reader(each.strip()) for each in fields if "@" in each), None)


def bring(lines: Iterable[str], standing: Standing, folder: Path, *, now: datetime) -> Moved:
    """Bring readers in, each line by itself: begun again, it goes on where it was.

    Args:
        lines: see `lines_of`.
        standing: what is known of them.
        folder: the site's, for the keys.
        now: aware.

    Raises:
        StoreError: the database or the keys refused; what came before is kept.
    """
    done = Moved()
    for reader in lines_of(lines):
        try:
            email = checked(reader.email) if reader else ""
        except HandError:
            email = ""
        if reader is None or not email:
            done.wrong += 1
        elif Subscriber.objects.filter(email_hash=email_hash(email)).exists():
            done.known += 1
        else:
            _keep(reader, email, standing, folder, now)
            done.kept += 1
    return done


def _keep(reader: Reader, email: str, standing: Standing, folder: Path, now: datetime) -> None:
    """Keep one reader."""
    is_confirmed = standing is Standing.CONFIRMED
    with transaction.atomic():
        row = Subscriber.objects.create(
            email_hash=email_hash(email),
            key=secrets.token_urlsafe(16),
            asked_at=now,
            state=Subscriber.State.CONFIRMED if is_confirmed else Subscriber.State.ASKED,
            confirmed_at=now if is_confirmed else None,
            rhythm=rhythm_of(reader.rhythm),
            topics=list(reader.topics),
        )
        keep_address(row, email, folder)
        row.save(update_fields=["sealed", "sealed_key_id"])
        if not is_confirmed:
            queue_confirmation(row, now)


def out(folder: Path) -> Iterator[dict[str, Any]]:
    """Return the readers who are on the list, with their addresses, ready to be written as JSON.

    Raises:
        StoreError: a key is gone.
    """
    for row in Subscriber.objects.filter(state=Subscriber.State.CONFIRMED).order_by("pk").iterator(500):
        yield {
            "email": address_of(row, folder),
            "rhythm": row.rhythm,
            "topics": row.topics,
            "since": row.confirmed_at.isoformat() if row.confirmed_at else None,
        }


def exported(email: str, folder: Path) -> dict[str, Any] | None:
    """Return all that is kept of a reader of the newsletter; None when nothing is.

    Args:
        email: the address.
        folder: the site's, for what is sealed.
    """
    row = Subscriber.objects.filter(email_hash=email_hash(email)).first()
    if row is None:
        return None
    mails = row.deliveries.select_related("issue").order_by("pk")
    return {
        "address_kept_for_mail": address_of(row, folder),
        "state": row.state,
        "rhythm": row.rhythm,
        "topics": row.topics,
        "note": row.note,
        "asked_at": row.asked_at.isoformat(),
        "confirmed_at": row.confirmed_at.isoformat() if row.confirmed_at else None,
        "ended_at": row.ended_at.isoformat() if row.ended_at else None,
        "subnet_hash": row.subnet_hash,
        "mails": [
            {
                "issue": each.issue_id,
                "state": each.state,
                "tried_at": each.tried_at.isoformat() if each.tried_at else None,
            }
            for each in mails
        ],
    }


def erase(email: str) -> int:
    """Erase all that is kept of a reader, what went to them too; return how many readers that were."""
    return Subscriber.objects.filter(email_hash=email_hash(email)).delete()[1].get("desk.Subscriber", 0)
