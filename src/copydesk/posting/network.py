"""What a network is to us: its declaration and its calls. Each stands in one file of `networks/`."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from copydesk.errors import InputError
from copydesk.posting import networks
from copydesk.posting.mail import no_mail
from copydesk.posting.readers import NOBODY
from copydesk.posting.relay import no_relay
from copydesk.posting.templates import as_it_is

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from copydesk.posting.http import Call
    from copydesk.posting.mail import Deliver
    from copydesk.posting.readers import Readers
    from copydesk.posting.relay import Speak
    from copydesk.posting.values import Answered, Attempt, Limit, Message, Seen, Sent

GROUP = "copydesk.networks"  #: of the entry points by which other packages add networks
INSIDE = "inside"  #: the account's field that lets us reach a server inside the house


class Can(StrEnum):
    """What a network can do beyond taking a post."""

    EDIT = "edit"
    DELETE = "delete"
    REPLY = "reply"
    LOOK = "look"  #: be read back: whether a post whose answer was lost stands there
    REPEAT = "repeat"  #: take the same call twice as one; then there is nothing to read back
    PING = "ping"  #: it holds no text of ours: it is told that a page is new, or has changed
    CARD = "card"  #: show the link's title and summary that we send; elsewhere it reads the page itself
    PICTURE = "picture"  #: show a picture of ours with its alt text
    TAG = "tag"  #: make a hashtag in the text a link to what others tagged so


@dataclass(frozen=True, slots=True)
class Declared:
    """What a network takes and what it can do, as the outbox and the editor need it."""

    name: str
    limits: tuple[Limit, ...]  #: unless the account's server says otherwise; empty for none
    asks: tuple[str, ...]  #: what an account must name
    burst: int  #: most posts within `window`
    window: float  #: seconds
    can: frozenset[Can] = frozenset()
    secret: tuple[str, ...] = ("token",)  #: those of `asks` that nobody may see
    may: tuple[str, ...] = ()  #: what an account may name beside
    grants: tuple[str, ...] = ()  #: what must be named where the server gives out the token by itself
    mention: str = r"(?!)"  #: pattern of what would notify somebody there; the default finds nothing
    writing: Callable[[str, str], str] = as_it_is  #: text and permalink as the network wants and counts them
    lasts: float = 0.0  #: days that a secret holds when nobody says otherwise; 0 for good
    cost: float = 0.0  #: of one post, US dollars; an account needs a budget where it is not 0


@dataclass(frozen=True, slots=True)
class Line:
    """An open way to one account."""

    fields: Mapping[str, str] = field(repr=False)  #: what the account named, the secret among it
    call: Call  #: to the account's own server
    now: datetime  #: aware UTC
    fetch: Call | None = None  #: to addresses that others named: never inside the house; None for none at all
    deliver: Deliver = no_mail  #: hands mail over
    speak: Speak = no_relay  #: speaks to relays
    readers: Readers = NOBODY  #: those who asked this site itself
    memory: dict[str, str] = field(
        default_factory=dict, repr=False
    )  #: kept between calls while the process lives


@dataclass(frozen=True, slots=True)
class Back:
    """Where a server sends the account's owner with the code; the default has it shown, to be typed in."""

    url: str = ""
    state: str = ""  #: comes back with the code, so that nobody else's code is taken


@dataclass(frozen=True, slots=True)
class Leave:
    """A leave that was asked for: the account's owner says yes in a browser and gets a code."""

    url: str  #: where they say it
    kept: Mapping[str, str] = field(repr=False)  #: needed again when the code has come


@runtime_checkable
class Granting(Protocol):
    """What a network has beside its calls where its server gives out tokens by itself (OAuth)."""

    def authorize(self, line: Line, back: Back) -> Leave:
        """Ask for leave to post; the account names what `Declared.grants` lists, and no token yet."""

    def redeem(self, line: Line, leave: Leave, code: str) -> dict[str, str]:
        """Return the account's fields that the code is good for, its token among them."""


@runtime_checkable
class Renewing(Protocol):
    """What a network has beside its calls where a secret that still holds can be changed for one that holds longer."""

    def renew(self, line: Line) -> tuple[dict[str, str], float]:
        """Return the account's fields that are new, its token among them, and the days that they hold."""


@runtime_checkable
class Hearing(Protocol):
    """What a network has beside its calls where it tells what was replied to a post."""

    def replies(self, line: Line, remote_id: str) -> tuple[Answered, ...]:
        """Return what others wrote below a post of ours for everybody to read, first to last.

        RefusedError says that the post is not there any more.
        """


class Network(Protocol):
    """The calls of a network; each file in `networks/` is one.

    Every call raises LostAnswerError, WaitError, RefusedError or NotAllowedError of `copydesk.posting.values`;
    `send` may raise NothingToSendError. Editing and deleting may be done twice without harm.
    """

    DECLARED: Declared

    def check(self, line: Line) -> tuple[Limit, ...]:
        """See that the account can post; return its server's limits."""

    def send(self, line: Line, key: str, message: Message) -> Sent:
        """Post it."""

    def look(self, line: Line, attempt: Attempt, message: Message) -> Sent | Seen:
        """Look for a post whose answer was lost; never called where the network can neither LOOK nor REPEAT."""

    def edit(self, line: Line, remote_id: str, message: Message) -> Sent:
        """Put a new text in place of the old one."""

    def delete(self, line: Line, remote_id: str) -> None:
        """Take a post away; one that is gone already counts as taken away."""


def names() -> tuple[str, ...]:
    """Return the names of all networks, ours and those that other packages add, in alphabetical order.

    >>> "mastodon" in names()
    True
    """
    return tuple(sorted({each.name for each in pkgutil.iter_modules(networks.__path__)} | set(others())))


@cache
def others() -> dict[str, str]:
    """Return the networks that other packages add: name and module."""
    return {each.name: each.module for each in entry_points(group=GROUP)}


def network(name: str) -> Network:
    """Return a network by its name; ours goes before one of the same name that another package adds.

    Raises:
        InputError: there is no such network.
    """
    if name not in names():
        raise InputError(f"there is no network {name!r}; there are: {', '.join(names())}")
    ours = {each.name for each in pkgutil.iter_modules(networks.__path__)}
    found: Network = importlib.import_module(
        f"{networks.__name__}.{name}" if name in ours else others()[name]
    )
    return found
