"""Matrix rooms that are not encrypted.

A message goes out under a number made from the row's key, which the server takes once for one login; the key stands
in the message too, so that it is found again by another login.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from copydesk.errors import CopydeskError
from copydesk.posting import talk
from copydesk.posting.http import sort_out
from copydesk.posting.network import Can, Declared
from copydesk.posting.values import Counting, Limit, NotAllowedError, RefusedError, Seen, Sent, WaitError

if TYPE_CHECKING:
    from copydesk.posting.http import Answer
    from copydesk.posting.network import Line
    from copydesk.posting.values import Attempt, Message

DECLARED = Declared(
    name="matrix",
    limits=(Limit(20_000, Counting.BYTES),),  # an event of 64 KB holds an edit's text twice, with its marks
    asks=("server", "room", "token"),
    burst=10,
    window=10.0,
    can=frozenset({Can.EDIT, Can.DELETE, Can.REPLY, Can.LOOK}),
)
PAGES = 5
KEY = "org.copydesk.key"  #: where a message holds its row's key


def check(line: Line) -> tuple[Limit, ...]:
    """See that the token works, that we are in the room, and that others can read what we post there."""
    _call(line, "GET", "account/whoami")
    rooms = talk.list_of(_call(line, "GET", "joined_rooms"), "joined_rooms")
    if line.fields["room"] not in rooms:
        raise RefusedError("matrix: this login is not in the room; join it first")
    answer = line.call(talk.get(f"{_base(line)}/{_room(line)}/state/m.room.encryption/", _secret(line)))
    if answer.status == 200:
        raise RefusedError("matrix: the room is encrypted, and this site cannot write there")
    if answer.status != 404:
        sort_out(answer, line.now, "matrix GET encryption")
    return DECLARED.limits


def send(line: Line, key: str, message: Message) -> Sent:
    """Post it as plain text under the row's number."""
    content = _content(message) | {KEY: key}
    if message.reply_to:
        content["m.relates_to"] = {"m.in_reply_to": {"event_id": message.reply_to}}
    return _sent(_put(line, "send/m.room.message", key, content))


def look(line: Line, attempt: Attempt, message: Message) -> Sent | Seen:  # noqa: ARG001 - the key says all
    """Look for the row's key in the room's newest messages, down to the time of the first attempt."""
    start = ""
    for _ in range(PAGES):
        told = _call(line, "GET", f"{_room(line)}/messages?dir=b&limit=100{start}")
        for each in talk.list_of(told, "chunk"):
            content = each.get("content", {}) if isinstance(each, dict) else {}
            if talk.maybe(content, KEY) == attempt.key and "m.new_content" not in content:
                return _sent(each)
            if talk.moment(int(talk.text_of(each, "origin_server_ts")) / 1000) < attempt.since - talk.SKEW:
                return Seen.ABSENT
        if not talk.maybe(told, "end"):
            return Seen.ABSENT
        start = f"&from={quote(talk.text_of(told, 'end'), safe='')}"
    return Seen.UNKNOWN


def edit(line: Line, remote_id: str, message: Message) -> Sent:
    """Put a new text in place; older readers see it as a message with a star."""
    new = _content(message)
    relation = {"rel_type": "m.replace", "event_id": remote_id}
    content = new | {"body": f"* {message.text}", "m.new_content": new, "m.relates_to": relation}
    _put(line, "send/m.room.message", _mark(remote_id + message.text), content)
    return Sent(remote_id)


def delete(line: Line, remote_id: str) -> None:
    """Take a message's text away; it stays as one that was removed."""
    _put(line, f"redact/{quote(remote_id, safe='')}", _mark(remote_id), {})


def _content(message: Message) -> dict[str, Any]:
    """Return a message that notifies nobody."""
    return {"msgtype": "m.text", "body": message.text, "m.mentions": {}}


def _mark(text: str) -> str:
    """Return a number for a call, the same for the same call."""
    return hashlib.sha256(text.encode()).hexdigest()


def _put(line: Line, what: str, number: str, content: Any) -> Any:
    """Write into the room under a number."""
    return _call(line, "PUT", f"{_room(line)}/{what}/{number}", content)


def _call(line: Line, method: str, path: str, data: Any = None) -> Any:
    """Do something as the account."""
    url = f"{_base(line)}/{path}"
    request = (
        talk.get(url, _secret(line)) if method == "GET" else talk.with_json(method, url, data, _secret(line))
    )
    return talk.ask(line, request, f"matrix {method}", _read).json()


def _base(line: Line) -> str:
    """Return where the server's interface begins."""
    return f"{talk.server(line)}/_matrix/client/v3"


def _room(line: Line) -> str:
    """Return the path of the account's room."""
    return f"rooms/{quote(line.fields['room'], safe='')}"


def _secret(line: Line) -> dict[str, str]:
    """Return the header that holds the account's token."""
    return talk.bearer(line.fields["token"])


def _read(answer: Answer) -> None:
    """Raise what the network says in its own words."""
    if answer.status not in {401, 403, 429}:
        return
    try:
        told = answer.json()
    except CopydeskError:
        return
    problem = talk.maybe(told, "errcode")
    if problem == "M_LIMIT_EXCEEDED":
        wait = talk.maybe(told, "retry_after_ms")
        raise WaitError("matrix: asks to wait (429)", int(wait) / 1000 if wait.isdecimal() else None)
    if problem in {"M_UNKNOWN_TOKEN", "M_MISSING_TOKEN", "M_USER_DEACTIVATED"}:
        raise NotAllowedError(f"matrix: {problem}")


def _sent(told: Any) -> Sent:
    """Return where a message stands."""
    return Sent(talk.text_of(told, "event_id"))
