"""Mastodon, and servers that speak its language, such as GoToSocial.

A text's limit is the server's own, and so it is asked. A repeated Idempotency-Key gives the first post again for an
hour on Mastodon, and nothing on GoToSocial: the outbox reads back before it sends twice.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from copydesk.posting.http import Request, sort_out
from copydesk.posting.network import Declared
from copydesk.posting.values import (
    Counting,
    Limit,
    LostAnswerError,
    Seen,
    Sent,
)

if TYPE_CHECKING:
    from copydesk.posting.http import Answer
    from copydesk.posting.network import Line
    from copydesk.posting.values import Attempt, Message

DECLARED = Declared(
    name="mastodon",
    limits=(Limit(500, Counting.WEIGHTED_URLS, 23),),
    asks=("server", "token"),
    burst=300,
    window=300.0,
    # Wider than the network's own: also before a letter it does not take, and at a field's end.
    mention=r"(?<![A-Za-z0-9_])[@＠](?=\w|$)",
)
PAGES = 5  #: of our own posts, looked at for one whose answer was lost
SKEW = timedelta(minutes=10)  #: that a server's clock may go wrong


def check(line: Line) -> tuple[Limit, ...]:
    """See that the token works; return the limits that the server names."""
    _get(line, "/api/v1/accounts/verify_credentials")
    said = _get(line, "/api/v2/instance").get("configuration", {}).get("statuses", {})
    own = DECLARED.limits[0]
    most, url = said.get("max_characters"), said.get("characters_reserved_per_url")
    sound = isinstance(most, int) and isinstance(url, int) and most > 0 and url > 0
    return (Limit(most, Counting.WEIGHTED_URLS, url) if sound else own,)


def send(line: Line, key: str, message: Message) -> Sent:
    """Post it under an Idempotency-Key. The network makes the card of the link."""
    data = {"status": message.text, "visibility": "public"}
    if message.language:
        data["language"] = message.language
    if message.reply_to:
        data["in_reply_to_id"] = message.reply_to
    return _sent(_call(line, "POST", "/api/v1/statuses", data, {"Idempotency-Key": key}).json())


def look(line: Line, attempt: Attempt, message: Message) -> Sent | Seen:
    """Look for the text among the account's newest posts, down to the time of the first attempt."""
    account = _text(_get(line, "/api/v1/accounts/verify_credentials"), "id")
    older = ""
    for _ in range(PAGES):
        path = f"/api/v1/accounts/{quote(account, safe='')}/statuses?limit=40{older}"
        page = _get(line, path)
        if not isinstance(page, list):
            raise LostAnswerError("the list of posts is none")
        if not page:
            return Seen.ABSENT
        for each in page:
            if _text(each, "id") not in attempt.known and _is(line, each, message):
                return _sent(each)
        if _moment(page[-1]) < attempt.since - SKEW:
            return Seen.ABSENT
        older = f"&max_id={quote(_text(page[-1], 'id'), safe='')}"
    return Seen.UNKNOWN


def edit(line: Line, remote_id: str, message: Message) -> Sent:
    """Put a new text in place; readers see that it was edited."""
    path = f"/api/v1/statuses/{quote(remote_id, safe='')}"
    return _sent(_call(line, "PUT", path, {"status": message.text}, {}).json())


def delete(line: Line, remote_id: str) -> None:
    """Take a post away."""
    path = f"/api/v1/statuses/{quote(remote_id, safe='')}"
    answer = _ask(line, "DELETE", path, b"", {})
    if answer.status not in {404, 410}:
        sort_out(answer, line.now, "mastodon DELETE")


def _is(line: Line, status: Any, message: Message) -> bool:
    """Say whether a post has exactly our text; posts without our link are not asked for theirs."""
    shown = str(status.get("content", "")).replace("&amp;", "&")
    if message.permalink not in shown:
        return False
    source = _get(line, f"/api/v1/statuses/{quote(_text(status, 'id'), safe='')}/source")
    return bool(source.get("text") == message.text)


def _get(line: Line, path: str) -> Any:
    """Return what a path tells."""
    return sort_out(
        _ask(line, "GET", path, b"", {}), line.now, f"mastodon GET {path.split('?', maxsplit=1)[0]}"
    ).json()


def _call(line: Line, method: str, path: str, data: dict[str, str], headers: dict[str, str]) -> Answer:
    """Send JSON."""
    body = json.dumps(data, ensure_ascii=False).encode()
    answer = _ask(line, method, path, body, headers | {"Content-Type": "application/json"})
    return sort_out(answer, line.now, f"mastodon {method}")


def _ask(line: Line, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
    """Send a request with the account's token."""
    own = {"Authorization": f"Bearer {line.fields['token']}", "Accept": "application/json"}
    return line.call(Request(method, line.fields["server"].rstrip("/") + path, own | headers, body))


def _sent(status: Any) -> Sent:
    """Return where a post stands."""
    url = status.get("url") if isinstance(status, dict) else None
    return Sent(_text(status, "id"), url if isinstance(url, str) else "")


def _text(value: Any, name: str) -> str:
    """Return a text that an answer must have."""
    found = value.get(name) if isinstance(value, dict) else None
    if not isinstance(found, str) or not found:
        raise LostAnswerError(f"the answer has no {name}")
    return found


def _moment(status: Any) -> datetime:
    """Return when a post was made."""
    try:
        return datetime.fromisoformat(_text(status, "created_at"))
    except ValueError as error:
        raise LostAnswerError("a post's time cannot be read") from error
