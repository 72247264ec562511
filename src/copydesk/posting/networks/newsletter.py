"""The newsletter: mail to each reader who asked for it and confirmed the address, a story at a time or as a digest.

The post here is one row for all of them; each reader's mail is a row of its own, sent by the desk's newsletter
step. A mail cannot be read back, edited or taken back: at most one goes to a reader, and a correction answers it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from email.utils import parseaddr
from typing import TYPE_CHECKING

from copydesk.errors import InputError
from copydesk.posting.mail import letter_of
from copydesk.posting.network import Can, Declared
from copydesk.posting.values import RefusedError, Seen, Sent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from copydesk.posting.network import Line
    from copydesk.posting.values import Attempt, Limit, Message

DECLARED = Declared(
    name="newsletter",
    limits=(),
    asks=("server", "sender", "user", "password"),
    secret=("password",),
    may=("daily_at", "weekly_on", "per_minute"),
    burst=60,
    window=60.0,
    can=frozenset({Can.REPLY, Can.REPEAT}),
)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Plan:
    """When digests go out, and how fast."""

    at: time  #: of the day, in the site's time zone
    weekday: int  #: 0 is Monday
    per_minute: int  #: most mails


def plan_of(fields: Mapping[str, str]) -> Plan:
    """Return what an account named of its plan: 07:00, on Friday, 120 mails a minute if it says nothing.

    Raises:
        InputError: something of it cannot be read.

    >>> plan_of({"daily_at": "18:30"})
    Plan(at=datetime.time(18, 30), weekday=4, per_minute=120)
    """
    try:
        at = time.fromisoformat(fields.get("daily_at") or "07:00")
        weekday = DAYS.index((fields.get("weekly_on") or "friday").strip().lower())
        most = int(fields.get("per_minute") or "120")
    except ValueError as error:
        raise InputError(
            "daily_at is a time such as 07:00, weekly_on a day such as friday, per_minute a number"
        ) from error
    if most < 1 or at.tzinfo:
        raise InputError("per_minute is at least 1, and daily_at a time of the site's own time zone")
    return Plan(at, weekday, most)


def check(line: Line) -> tuple[Limit, ...]:
    """See that the server lets us in and that the plan can be read; nothing is sent."""
    if "@" not in parseaddr(line.fields["sender"])[1]:
        raise InputError("sender must be a mail address, such as Desk <desk@site.example>")
    plan_of(line.fields)
    line.deliver(letter_of(line.fields, "", None))
    return DECLARED.limits


def send(line: Line, key: str, message: Message) -> Sent:
    """Keep it for all readers who want each story as it comes."""
    line.readers.tell(DECLARED.name, key, message)
    return Sent(key)


def look(line: Line, attempt: Attempt, message: Message) -> Sent | Seen:  # noqa: ARG001 - as all networks
    """Say that it may be kept again: the same key twice is as once."""
    return Seen.ABSENT


def edit(line: Line, remote_id: str, message: Message) -> Sent:  # noqa: ARG001 - as all networks
    """Refuse: mails that went out stay as they are, so another one corrects them."""
    raise RefusedError("newsletter: mails that went out cannot be edited")


def delete(line: Line, remote_id: str) -> None:
    """Keep back what has not gone out; say so where some did."""
    if gone := line.readers.recall(remote_id):
        raise RefusedError(f"newsletter: {gone} mails went out already and cannot be taken back")
