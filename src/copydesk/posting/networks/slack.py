"""Slack, through an application's bot token. Each message carries the row's key, by which it is found again."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

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
    from collections.abc import Mapping

    from copydesk.posting.http import Answer
    from copydesk.posting.network import Line
    from copydesk.posting.values import Attempt, Message

USUAL = "https://slack.com"
PAGES = 5
EVENT = "copydesk_post"  #: what our messages are called in their hidden part
NOT_ALLOWED = frozenset(
    {"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "org_login_required"}
)
LOST = frozenset({"internal_error", "fatal_error", "request_timeout", "service_unavailable"})


def written(text: str, permalink: str) -> str:
    """Return a text whose three marks stand for themselves, our link between pointed brackets.

    >>> written("A & B <C> https://d.example/1", "https://d.example/1")
    'A &amp; B &lt;C&gt; <https://d.example/1>'
    """
    link = f"<{escape(permalink, quote=False)}>"
    return link.join(escape(each, quote=False) for each in text.split(permalink))


DECLARED = Declared(
    name="slack",
    limits=(Limit(4000, Counting.UTF16),),
    asks=("channel", "token"),
    may=("server",),
    burst=1,
    window=1.0,
    can=frozenset({Can.EDIT, Can.DELETE, Can.REPLY, Can.LOOK}),
    writing=written,
)


def check(line: Line) -> tuple[Limit, ...]:
    """See that the token works and that the channel can be read back."""
    _call(line, "auth.test", {})
    _history(line, "", "0")
    return DECLARED.limits


def send(line: Line, key: str, message: Message) -> Sent:
    """Post it with the row's key in its hidden part; its marks are no formatting."""
    data = _body(line, message) | {
        "metadata": {"event_type": EVENT, "event_payload": {"key": key}},
        "link_names": False,
        "parse": "none",
    }
    if message.reply_to:
        # In the channel too: a reply that only its thread shows corrects nothing.
        data |= {"thread_ts": message.reply_to, "reply_broadcast": True}
    return Sent(talk.text_of(_call(line, "chat.postMessage", data), "ts"))


def look(line: Line, attempt: Attempt, message: Message) -> Sent | Seen:  # noqa: ARG001 - the key says all
    """Look for the row's key in the channel's newest messages, down to the time of the first attempt."""
    cursor, oldest = "", str((attempt.since - talk.SKEW).timestamp())
    for _ in range(PAGES):
        told = _history(line, cursor, oldest)
        for each in talk.list_of(told, "messages"):
            if talk.maybe(each, "metadata", "event_payload", "key") == attempt.key:
                return Sent(talk.text_of(each, "ts"))
        cursor = talk.maybe(told, "response_metadata", "next_cursor")
        if not cursor:
            return Seen.ABSENT
    return Seen.UNKNOWN


def edit(line: Line, remote_id: str, message: Message) -> Sent:
    """Put a new text in place; readers see that it was edited."""
    _call(line, "chat.update", _body(line, message) | {"ts": remote_id})
    return Sent(remote_id)


def delete(line: Line, remote_id: str) -> None:
    """Take a message away."""
    data = {"channel": line.fields["channel"], "ts": remote_id}
    _call(line, "chat.delete", data, fine="message_not_found")


def _body(line: Line, message: Message) -> dict[str, Any]:
    """Return where a message stands and what it says."""
    text = written(message.text, message.permalink)
    return {"channel": line.fields["channel"], "text": text, "mrkdwn": False}


def _history(line: Line, cursor: str, oldest: str) -> Any:
    """Return a page of the channel's messages, newest first, with their hidden parts."""
    query = {
        "channel": line.fields["channel"],
        "include_all_metadata": "true",
        "limit": "100",
        "oldest": oldest,
    }
    query |= {"cursor": cursor} if cursor else {}
    return _call(line, f"conversations.history?{urlencode(query)}", None)


def _call(line: Line, method: str, data: Mapping[str, Any] | None, *, fine: str = "\0") -> Any:
    """Do something as the bot. Slack says 200 to nearly everything; whether it went well stands inside."""
    url, own = f"{talk.server(line, USUAL)}/api/{method}", talk.bearer(line.fields["token"])
    request = talk.get(url, own) if data is None else talk.with_json("POST", url, data, own)
    answer = line.call(request)
    what = f"slack {method.partition('?')[0]}"
    told = sort_out(answer, line.now, what).json()
    if not isinstance(told, dict) or (told.get("ok") is not True and told.get("error") != fine):
        _read(answer, what, talk.maybe(told, "error"))
    return told


def _read(answer: Answer, what: str, problem: str) -> None:
    """Raise what the network says in its own words."""
    if problem in NOT_ALLOWED:
        raise NotAllowedError(f"{what}: {problem}")
    if problem in {"ratelimited", "rate_limited", "message_limit_exceeded"}:
        wait = answer.headers.get("retry-after", "")
        raise WaitError(f"{what}: {problem}", float(wait) if wait.isdecimal() else None)
    if not problem or problem in LOST:
        raise LostAnswerError(f"{what}: {problem or 'the answer says nothing'}")
    raise RefusedError(f"{what}: {problem[:200]}")
