"""Services that have no file of ours, through the library Apprise: it says yes or no and nothing more.

So nothing can be read back, edited or taken away: at most one message goes out, and a correction is a new one. Apprise
opens its own connections, which go where the account's address says.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from copydesk.errors import InputError
from copydesk.posting.network import INSIDE, Declared
from copydesk.posting.values import LostAnswerError, RefusedError, Seen, Sent

if TYPE_CHECKING:
    from copydesk.posting.network import Line
    from copydesk.posting.values import Attempt, Limit, Message

DECLARED = Declared(
    name="apprise",
    limits=(),
    asks=("address",),
    secret=("address",),
    burst=10,
    window=60.0,
)


def check(line: Line) -> tuple[Limit, ...]:
    """See that the address is one that Apprise knows; whether its service takes a message, only a message shows."""
    _service(line)
    return DECLARED.limits


def send(line: Line, key: str, message: Message) -> Sent:
    """Hand a message over; one that answers another stands for itself, its kicker says that it corrects."""
    service = _service(line)
    if len(message.text) > service.body_maxlen:
        raise RefusedError(
            f"apprise: this service takes {service.body_maxlen} letters and would cut the text"
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        sent = service.send(body=message.text, title="")
    if sent is not True:
        # Apprise says the same for a refusal and for an answer that was lost.
        raise LostAnswerError("apprise: the service did not say yes")
    return Sent(key[:40])


def look(line: Line, attempt: Attempt, message: Message) -> Sent | Seen:  # noqa: ARG001 - as all networks
    """Say that nobody knows."""
    return Seen.UNKNOWN


def edit(line: Line, remote_id: str, message: Message) -> Sent:  # noqa: ARG001 - as all networks
    """Refuse: Apprise keeps no number by which a message could be edited."""
    raise RefusedError("apprise: a message cannot be edited")


def delete(line: Line, remote_id: str) -> None:  # noqa: ARG001 - as all networks
    """Refuse: Apprise keeps no number by which a message could be taken away."""
    raise RefusedError("apprise: a message cannot be taken away")


def _service(line: Line) -> Any:
    """Return what speaks to the account's service.

    Raises:
        InputError: the library is missing, or does not know the address, or the address needs the account's word that
            it may lead inside the house.
    """
    try:
        with warnings.catch_warnings():
            # It loads modules that Python is about to drop, which is its makers' to mend.
            warnings.simplefilter("ignore", DeprecationWarning)
            import apprise

            found = apprise.Apprise.instantiate(line.fields["address"], suppress_exceptions=True)
    except ImportError:
        raise InputError("apprise needs its library: install copydesk[apprise]") from None
    if line.fields.get(INSIDE) != "yes":
        # It is the library that calls, past the checks of our own way out; so its goal is taken on the account's word.
        raise InputError("apprise: connect it with --inside: its library calls past our checks of addresses")
    if found is None:
        raise InputError("apprise: the library does not know this address")
    return found
