"""Web Push: a note to each browser whose reader asked for it on this site; no company's account is needed.

The post here is one row for all of them; each browser's note is a row of its own, sent by the desk's push step. A note
that was shown cannot be taken back; what corrects it takes its place where it still stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.errors import InputError
from copydesk.posting.network import Can, Declared
from copydesk.posting.values import Counting, Limit, RefusedError, Seen, Sent

if TYPE_CHECKING:
    from copydesk.posting.network import Line
    from copydesk.posting.values import Attempt, Message

DECLARED = Declared(
    name="push",
    limits=(Limit(1800, Counting.BYTES),),
    asks=("contact",),
    secret=(),
    burst=20,
    window=3600.0,
    can=frozenset({Can.REPLY, Can.REPEAT}),
)


def check(line: Line) -> tuple[Limit, ...]:
    """See that a push service could reach whoever runs the site; nothing is sent."""
    contact = line.fields["contact"]
    if not contact.startswith(("mailto:", "https://")) or not contact.isascii() or not contact.isprintable():
        raise InputError(
            "contact must begin with mailto: or https://, for push services that have a question"
        )
    return DECLARED.limits


def send(line: Line, key: str, message: Message) -> Sent:
    """Keep it for all browsers."""
    line.readers.tell(DECLARED.name, key, message)
    return Sent(key)


def look(line: Line, attempt: Attempt, message: Message) -> Sent | Seen:  # noqa: ARG001 - as all networks
    """Say that it may be kept again: the same key twice is as once."""
    return Seen.ABSENT


def edit(line: Line, remote_id: str, message: Message) -> Sent:  # noqa: ARG001 - as all networks
    """Refuse: a note that was shown stays, so another one takes its place."""
    raise RefusedError("push: notes that were shown cannot be edited")


def delete(line: Line, remote_id: str) -> None:
    """Keep back what has not gone out; say so where some did."""
    if gone := line.readers.recall(remote_id):
        raise RefusedError(f"push: {gone} notes were shown already and cannot be taken back")
