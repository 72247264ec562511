"""What a network is to us: its declaration and its calls. Each stands in one file of `networks/`."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from copydesk.errors import InputError
from copydesk.posting import networks

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from copydesk.posting.http import Call
    from copydesk.posting.values import Attempt, Limit, Message, Seen, Sent


@dataclass(frozen=True, slots=True)
class Declared:
    """What a network takes and what it can do, as the outbox and the editor need it."""

    name: str
    limits: tuple[Limit, ...]  #: unless the account's server says otherwise
    asks: tuple[str, ...]  #: what an account must name, the secret last
    burst: int  #: most posts within `window`
    window: float  #: seconds
    mention: str = r"(?!)"  #: pattern of what would notify somebody there; the default finds nothing


@dataclass(frozen=True, slots=True)
class Line:
    """An open way to one account."""

    fields: Mapping[str, str]  #: what the account named, the secret among it
    call: Call
    now: datetime  #: aware UTC


class Network(Protocol):
    """The calls of a network; each file in `networks/` is one.

    Every call raises LostAnswerError, WaitError, RefusedError or NotAllowedError of `copydesk.posting.values`.
    Editing and deleting may be done twice without harm.
    """

    DECLARED: Declared

    def check(self, line: Line) -> tuple[Limit, ...]:
        """See that the account can post; return its server's limits."""

    def send(self, line: Line, key: str, message: Message) -> Sent:
        """Post it."""

    def look(self, line: Line, attempt: Attempt, message: Message) -> Sent | Seen:
        """Look for a post whose answer was lost."""

    def edit(self, line: Line, remote_id: str, message: Message) -> Sent:
        """Put a new text in place of the old one."""

    def delete(self, line: Line, remote_id: str) -> None:
        """Take a post away; one that is gone already counts as taken away."""


def names() -> tuple[str, ...]:
    """Return the names of all networks, in alphabetical order.

    >>> "mastodon" in names()
    True
    """
    return tuple(sorted(each.name for each in pkgutil.iter_modules(networks.__path__)))


def network(name: str) -> Network:
    """Return a network by its name.

    Raises:
        InputError: there is no such network.
    """
    if name not in names():
        raise InputError(f"there is no network {name!r}; there are: {', '.join(names())}")
    found: Network = importlib.import_module(f"{networks.__name__}.{name}")
    return found
