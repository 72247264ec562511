"""Telegram channels and groups, through a bot.

A bot cannot read what it posted: a message whose answer was lost is not sent again, and the editor is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from copydesk.errors import CopydeskError
from copydesk.posting import talk
from copydesk.posting.http import sort_out
from copydesk.posting.network import Can, Declared
from copydesk.posting.values import (
    Counting,
    Limit,
    LostAnswerError,
    NotAllowedError,
    RefusedError,
    Seen,
    Sent,
    WaitError,
)

if TYPE_CHECKING:
    from copydesk.posting.http import Answer
    from copydesk.posting.network import Line
    from copydesk.posting.values import Attempt, Message

DECLARED = Declared(
    name="telegram",
    limits=(Limit(4096, Counting.UTF16),),
    asks=("chat", "token"),
    may=("server",),
    burst=1,
    window=3.0,  # groups take 20 a minute
    can=frozenset({Can.EDIT, Can.DELETE, Can.REPLY, Can.TAG}),
    mention=r"(?<!\w)@\w",
)
USUAL = "https://api.telegram.org"


def check(line: Line) -> tuple[Limit, ...]:
    """See that the bot lives and sees the chat."""
    _call(line, "getMe", {})
    _call(line, "getChat", {"chat_id": line.fields["chat"]})
    return DECLARED.limits


def send(line: Line, key: str, message: Message) -> Sent:  # noqa: ARG001 - the network knows no keys
    """Post it as plain text; the network makes the card of our link."""
    data: dict[str, Any] = {"chat_id": line.fields["chat"], "text": message.text} | _preview(message)
    if message.reply_to:
        data["reply_parameters"] = {"message_id": int(message.reply_to)}
    told = _call(line, "sendMessage", data)
    number = talk.text_of(told, "message_id")
    name = talk.maybe(told, "chat", "username")
    return Sent(number, f"https://t.me/{name}/{number}" if name else "")


def look(line: Line, attempt: Attempt, message: Message) -> Sent | Seen:  # noqa: ARG001 - as all networks
    """Say that nobody knows: a bot sees no history."""
    return Seen.UNKNOWN


def edit(line: Line, remote_id: str, message: Message) -> Sent:
    """Put a new text in place; readers see that it was edited."""
    data = {"chat_id": line.fields["chat"], "message_id": int(remote_id), "text": message.text}
    _call(line, "editMessageText", data | _preview(message), fine="message is not modified")
    return Sent(remote_id)


def delete(line: Line, remote_id: str) -> None:
    """Take a message away; the network allows it for 48 hours in most chats."""
    data = {"chat_id": line.fields["chat"], "message_id": int(remote_id)}
    _call(line, "deleteMessage", data, fine="message to delete not found")


def _preview(message: Message) -> dict[str, Any]:
    """Return that the card is of our link, not of another in the text."""
    return {"link_preview_options": {"url": message.permalink}}


def _call(line: Line, method: str, data: dict[str, Any], *, fine: str = "\0") -> Any:
    """Do something as the bot; a refusal in the words of `fine` is none. The token stands in the address."""
    url = f"{talk.server(line, USUAL)}/bot{line.fields['token']}/{method}"
    answer = line.call(talk.with_json("POST", url, data, {}))
    if answer.status == 400 and fine in str(_told(answer).get("description", "")):
        return {}
    _read(answer, method)
    told = sort_out(answer, line.now, f"telegram {method}").json()
    if not isinstance(told, dict) or told.get("ok") is not True:
        raise LostAnswerError(f"telegram {method}: the answer does not say that it went well")
    return told.get("result")


def _told(answer: Answer) -> dict[str, Any]:
    """Return what a refusal says; empty when it cannot be read."""
    try:
        found = answer.json()
    except CopydeskError:
        return {}
    return found if isinstance(found, dict) else {}


def _read(answer: Answer, method: str) -> None:
    """Raise what the network says in its own words."""
    said = _told(answer) if answer.status >= 400 else {}
    if answer.status == 429:
        seconds = said.get("parameters", {}).get("retry_after")
        raise WaitError(
            f"telegram {method}: asks to wait (429)", float(seconds) if isinstance(seconds, int) else None
        )
    if answer.status == 404 and said.get("ok") is False:
        raise NotAllowedError("telegram: no bot has this token (404)")
    if 400 <= answer.status < 500 and answer.status != 401 and said:
        raise RefusedError(f"telegram {method}: {str(said.get('description', ''))[:200]} ({answer.status})")
