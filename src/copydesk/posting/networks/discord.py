"""Discord, through a channel's webhook. The webhook's address is the secret.

A webhook shows no history, so a message whose answer was lost is not sent again, and the editor is told.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from copydesk.errors import CopydeskError, InputError
from copydesk.posting import talk
from copydesk.posting.http import Request, sort_out
from copydesk.posting.network import Can, Declared
from copydesk.posting.values import Counting, Limit, NotAllowedError, RefusedError, Seen, Sent

if TYPE_CHECKING:
    from copydesk.posting.http import Answer
    from copydesk.posting.network import Line
    from copydesk.posting.values import Attempt, Message

_MARKS = re.compile(r"([\\*_~`|<>#\[\]()@:-])")
GONE = {10015, 50027}  #: no such webhook; its token is wrong
NO_MESSAGE = 10008
MOST_PICTURE = 8_000_000  #: bytes


def written(text: str, permalink: str) -> str:
    r"""Return a text whose marks stand for themselves; our link stays as it is.

    >>> written("[sic] *now* https://d.example/a_b", "https://d.example/a_b")
    '\\[sic\\] \\*now\\* https://d.example/a_b'
    """
    return permalink.join(_MARKS.sub(r"\\\1", each) for each in text.split(permalink))


DECLARED = Declared(
    name="discord",
    limits=(Limit(2000, Counting.UTF16),),
    asks=("webhook",),
    secret=("webhook",),
    burst=5,
    window=5.0,
    can=frozenset({Can.EDIT, Can.DELETE, Can.PICTURE}),
    writing=written,
)


def check(line: Line) -> tuple[Limit, ...]:
    """See that the webhook is there."""
    _ask(line, Request("GET", _address(line), {}), "GET webhook")
    return DECLARED.limits


def send(line: Line, key: str, message: Message) -> Sent:  # noqa: ARG001 - a webhook knows no keys
    """Post it and wait until it stands; nobody is notified whatever the text holds."""
    if message.reply_to:
        raise RefusedError("discord: a webhook answers no message")
    data = _body(message)
    request = talk.with_json("POST", f"{_address(line)}?wait=true", data, {})
    found = talk.image(line, message.picture, MOST_PICTURE, words=1024)
    if found and message.picture:
        data["attachments"] = [{"id": 0, "description": message.picture.alt}]
        request = talk.with_file(request, {"payload_json": json.dumps(data)}, "files[0]", found)
    return Sent(talk.text_of(_ask(line, request, "POST").json(), "id"))


def look(line: Line, attempt: Attempt, message: Message) -> Sent | Seen:  # noqa: ARG001 - as all networks
    """Say that nobody knows: a webhook sees no history."""
    return Seen.UNKNOWN


def edit(line: Line, remote_id: str, message: Message) -> Sent:
    """Put a new text in place; readers see that it was edited."""
    url = f"{_address(line)}/messages/{int(remote_id)}"
    _ask(line, talk.with_json("PATCH", url, _body(message), {}), "PATCH")
    return Sent(remote_id)


def delete(line: Line, remote_id: str) -> None:
    """Take a message away."""
    answer = line.call(Request("DELETE", f"{_address(line)}/messages/{int(remote_id)}"))
    if not (answer.status == 404 and _code(answer) == NO_MESSAGE):
        _read(answer)
        sort_out(answer, line.now, "discord DELETE")


def _body(message: Message) -> dict[str, Any]:
    """Return what a message says, its marks as plain ones; no name in it notifies anybody."""
    return {"content": written(message.text, message.permalink), "allowed_mentions": {"parse": []}}


def _address(line: Line) -> str:
    """Return the webhook's address without a query.

    Raises:
        InputError: it is none; the message does not show it.
    """
    parts = urlsplit(line.fields["webhook"])
    if not re.fullmatch(r"/api(/v\d+)?/webhooks/\d+/[\w.-]+", parts.path):
        raise InputError("this is no webhook's address: it looks like https://discord.com/api/webhooks/…/…")
    return f"{parts.scheme}://{parts.netloc}{parts.path}"


def _ask(line: Line, request: Request, what: str) -> Answer:
    """Do something as the webhook."""
    return talk.ask(line, request, f"discord {what}", _read)


def _read(answer: Answer) -> None:
    """Raise what the network says in its own words."""
    if answer.status in {401, 403, 404} and _code(answer) in GONE:
        raise NotAllowedError("discord: there is no such webhook any more")


def _code(answer: Answer) -> int:
    """Return what Discord calls an error; 0 for nothing."""
    try:
        told = answer.json()
    except CopydeskError:
        return 0
    code = told.get("code") if isinstance(told, dict) else 0
    return code if isinstance(code, int) else 0
