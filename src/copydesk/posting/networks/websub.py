"""WebSub: a hub is told that the site's feed has news, and tells those who follow it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.posting import talk
from copydesk.posting.network import Can, Declared
from copydesk.posting.values import Seen, Sent

if TYPE_CHECKING:
    from copydesk.posting.network import Line
    from copydesk.posting.values import Attempt, Limit, Message

DECLARED = Declared(
    name="websub",
    limits=(),
    asks=("server", "feed"),
    secret=(),
    burst=60,
    window=60.0,
    can=frozenset({Can.EDIT, Can.DELETE, Can.REPEAT, Can.PING}),
)


def check(line: Line) -> tuple[Limit, ...]:
    """Tell the hub once: it takes the feed or says why not."""
    _tell(line)
    return DECLARED.limits


def send(line: Line, key: str, message: Message) -> Sent:  # noqa: ARG001 - the same call twice is as one
    """Tell that the feed has a new story."""
    return _tell(line)


def look(line: Line, attempt: Attempt, message: Message) -> Sent | Seen:  # noqa: ARG001 - as all networks
    """Say that it may be told again."""
    return Seen.ABSENT


def edit(line: Line, remote_id: str, message: Message) -> Sent:  # noqa: ARG001 - the feed is its own id
    """Tell that the feed has a corrected story."""
    return _tell(line)


def delete(line: Line, remote_id: str) -> None:  # noqa: ARG001 - the feed is its own id
    """Tell that the feed lost a story."""
    _tell(line)


def _tell(line: Line) -> Sent:
    """Tell the hub."""
    feed = line.fields["feed"]
    data = {"hub.mode": "publish", "hub.topic": feed, "hub.url": feed}
    talk.ask(line, talk.with_form(talk.server(line), data), "websub POST")
    return Sent(feed)
