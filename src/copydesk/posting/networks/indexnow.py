"""IndexNow: search engines that take part are told that a page is new, has changed or is gone.

The key is no secret: it stands in a file of the site, which shows that the call is the site's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from copydesk.posting import talk
from copydesk.posting.network import Can, Declared
from copydesk.posting.values import RefusedError, Seen, Sent

if TYPE_CHECKING:
    from copydesk.posting.network import Line
    from copydesk.posting.values import Attempt, Limit, Message

DECLARED = Declared(
    name="indexnow",
    limits=(),
    asks=("key", "location"),
    secret=(),
    may=("server",),
    burst=60,
    window=60.0,
    can=frozenset({Can.EDIT, Can.DELETE, Can.REPEAT, Can.PING}),
)
USUAL = "https://api.indexnow.org"


def check(line: Line) -> tuple[Limit, ...]:
    """See that the site's file holds the key."""
    answer = talk.fetch(line, line.fields["location"])[1]
    if answer.status != 200 or answer.body.decode("utf-8", "replace").strip() != line.fields["key"]:
        raise RefusedError("indexnow: the file at location must hold the key and nothing else")
    return DECLARED.limits


def send(line: Line, key: str, message: Message) -> Sent:  # noqa: ARG001 - the same call twice is as one
    """Tell that the page is new."""
    return _tell(line, message.permalink)


def look(line: Line, attempt: Attempt, message: Message) -> Sent | Seen:  # noqa: ARG001 - as all networks
    """Say that it may be told again."""
    return Seen.ABSENT


def edit(line: Line, remote_id: str, message: Message) -> Sent:  # noqa: ARG001 - the page is its own id
    """Tell that the page has changed."""
    return _tell(line, message.permalink)


def delete(line: Line, remote_id: str) -> None:
    """Tell that the page is gone."""
    _tell(line, remote_id)


def _tell(line: Line, page: str) -> Sent:
    """Tell one page."""
    data = {
        "host": urlsplit(page).netloc,
        "key": line.fields["key"],
        "keyLocation": line.fields["location"],
        "urlList": [page],
    }
    talk.ask(line, talk.with_json("POST", f"{talk.server(line, USUAL)}/indexnow", data, {}), "indexnow POST")
    return Sent(page)
