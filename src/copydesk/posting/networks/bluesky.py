"""Bluesky, and other servers that speak the AT protocol.

A post's key there is made from the row's own key and time, so a second send of the same row meets the first one and
is no second post. Readers' apps do not show edits of a post, so a correction is a reply.
"""

from __future__ import annotations

import hashlib
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from copydesk.errors import CopydeskError
from copydesk.posting import talk
from copydesk.posting.hashtags import TAG
from copydesk.posting.http import Answer, Request, sort_out
from copydesk.posting.network import Can, Declared
from copydesk.posting.values import (
    Answered,
    Attempt,
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
    from collections.abc import Iterator
    from datetime import datetime

    from copydesk.posting.network import Line
    from copydesk.posting.values import Message

DECLARED = Declared(
    name="bluesky",
    limits=(Limit(300), Limit(3000, Counting.BYTES)),
    asks=("handle", "password"),
    secret=("password",),
    may=("server",),
    burst=1600,  # 5,000 points an hour, a post costs 3
    window=3600.0,
    can=frozenset({Can.DELETE, Can.REPLY, Can.LOOK, Can.REPEAT, Can.CARD, Can.PICTURE, Can.TAG}),
)
USUAL = "https://bsky.social"
POST = "app.bsky.feed.post"
MOST_PICTURE = 1_000_000  #: bytes
DEPTH = 10  #: of replies to replies
LETTERS = "234567abcdefghijklmnopqrstuvwxyz"  #: of keys that sort by time


def check(line: Line) -> tuple[Limit, ...]:
    """See that handle and app password work."""
    _session(line)
    return DECLARED.limits


def send(line: Line, key: str, message: Message) -> Sent:
    """Post it under a key of its own; what stands there already is the post."""
    did = _session(line)
    rkey = rkey_of(key, message.created or line.now)
    record = _record(line, message)
    data = {"repo": did, "collection": POST, "rkey": rkey, "record": record}
    try:
        _call(line, "com.atproto.repo.createRecord", data)
    except RefusedError:
        # What is refused because it stands already is told in many ways: just look.
        if not _get(line, did, rkey):
            raise
    return _sent(did, rkey)


def look(line: Line, attempt: Attempt, message: Message) -> Sent | Seen:
    """Ask for the post by its key."""
    did = _session(line)
    rkey = rkey_of(attempt.key, message.created or attempt.since)
    return _sent(did, rkey) if _get(line, did, rkey) else Seen.ABSENT


def replies(line: Line, remote_id: str) -> tuple[Answered, ...]:
    """Return what others wrote below a post."""
    did = _session(line)
    query = urlencode({"uri": remote_id, "depth": DEPTH, "parentHeight": 0})
    url = f"{_server(line)}/xrpc/app.bsky.feed.getPostThread?{query}"
    answer = line.call(talk.get(url, talk.bearer(line.memory["access"])))
    if answer.status == 400 and talk.maybe(answer.json(), "error") == "NotFound":
        raise RefusedError("bluesky: the post is gone")
    _read(line, answer)
    told = sort_out(answer, line.now, "bluesky getPostThread").json()
    return tuple(_below(told.get("thread"), did))


def edit(line: Line, remote_id: str, message: Message) -> Sent:  # noqa: ARG001 - as all networks
    """Refuse: readers would not see it."""
    raise RefusedError("bluesky: readers are not shown edits")


def delete(line: Line, remote_id: str) -> None:
    """Take a post away; the network itself says no word when it is gone already."""
    did = _session(line)
    data = {"repo": did, "collection": POST, "rkey": remote_id.rpartition("/")[2]}
    _call(line, "com.atproto.repo.deleteRecord", data)


def rkey_of(key: str, when: datetime) -> str:
    """Return the key under which a row stands there: its time in microseconds, its last bits from the row's key.

    >>> from datetime import UTC, datetime
    >>> rkey_of("harbour", datetime(2026, 10, 14, tzinfo=UTC))
    '3mxsaigkdujhz'
    """
    mark = int.from_bytes(hashlib.sha256(key.encode()).digest()[:4]) >> 2
    seconds = int(when.timestamp())
    # 20 bits of the row's key stand for the part of a second, 10 for the writer's number.
    number = ((seconds * 1_000_000 + (mark >> 10) % 1_000_000) << 10) | (mark & 1023)
    return "".join(LETTERS[(number >> shift) & 31] for shift in range(60, -5, -5))


def _below(thread: Any, own: str) -> Iterator[Answered]:
    """Yield what others wrote below a post, each before what answers it; what was deleted or blocked is no post."""
    waiting = [thread]
    while waiting:
        parent = waiting.pop()
        below = parent.get("replies") if isinstance(parent, dict) else None
        posts = [each for each in below or () if talk.maybe(each, "post", "uri")]
        waiting.extend(reversed(posts))
        for each in posts:
            if talk.text_of(each, "post", "author", "did") != own:
                yield _answered(each["post"], talk.text_of(parent, "post", "uri"))


def _answered(post: Any, parent: str) -> Answered:
    """Return a post of somebody else."""
    did, uri = talk.text_of(post, "author", "did"), talk.text_of(post, "uri")
    name = f"{talk.maybe(post, 'author', 'displayName')} @{talk.maybe(post, 'author', 'handle')}"
    return Answered(
        remote_id=uri,
        parent=parent,
        name=name.strip(),
        text=talk.maybe(post, "record", "text"),
        url=f"https://bsky.app/profile/{did}/post/{uri.rpartition('/')[2]}",
        made=talk.moment(post["record"].get("createdAt")),
    )


def _record(line: Line, message: Message) -> dict[str, Any]:
    """Return a post with its link marked, its card or picture, and the post it answers."""
    record: dict[str, Any] = {
        "$type": POST,
        "text": message.text,
        "createdAt": (message.created or line.now).isoformat().replace("+00:00", "Z"),
        "facets": [_facet(message), *_tags(message)],
    }
    if message.language:
        record["langs"] = [message.language]
    if message.reply_to:
        record["reply"] = _reply(line, message.reply_to)
    embed = _picture(line, message) or _card(message)
    return record | ({"embed": embed} if embed else {})


def _facet(message: Message) -> dict[str, Any]:
    """Return what makes our link a link; its place is counted in bytes of UTF-8."""
    start = len(message.text[: message.text.rindex(message.permalink)].encode())
    return {
        "index": {"byteStart": start, "byteEnd": start + len(message.permalink.encode())},
        "features": [{"$type": "app.bsky.richtext.facet#link", "uri": message.permalink}],
    }


def _tags(message: Message) -> Iterator[dict[str, Any]]:
    """Yield what makes each hashtag behind our link a link; a tag that a source printed stays plain text."""
    behind = message.text.rindex(message.permalink) + len(message.permalink)
    for each in TAG.finditer(message.text, behind):
        start = len(message.text[: each.start()].encode())
        yield {
            "index": {"byteStart": start, "byteEnd": start + len(each[0].encode())},
            "features": [{"$type": "app.bsky.richtext.facet#tag", "tag": each[0][1:]}],
        }


def _card(message: Message) -> dict[str, Any] | None:
    """Return the card of the link; nobody there reads our page for it."""
    if not message.title:
        return None
    words = {"uri": message.permalink, "title": message.title, "description": message.summary}
    return {"$type": "app.bsky.embed.external", "external": words}


def _picture(line: Line, message: Message) -> dict[str, Any] | None:
    """Return the picture with its alt text, uploaded; None where there is none or it does not come."""
    found = talk.image(line, message.picture, MOST_PICTURE)
    if not found or not message.picture:
        return None
    url = f"{_server(line)}/xrpc/com.atproto.repo.uploadBlob"
    request = Request(
        "POST", url, {"Content-Type": found.kind} | talk.bearer(line.memory["access"]), found.data
    )
    blob = talk.ask(line, request, "bluesky uploadBlob", partial(_read, line)).json().get("blob")
    return {"$type": "app.bsky.embed.images", "images": [{"image": blob, "alt": message.picture.alt}]}


def _reply(line: Line, uri: str) -> dict[str, Any]:
    """Return which post one answers, and at which the talk began."""
    did, _, rkey = uri.removeprefix("at://").split("/")
    found = _get(line, did, rkey)
    if not found:
        raise RefusedError("bluesky: the post to answer is gone")
    parent = {"uri": uri, "cid": talk.text_of(found, "cid")}
    return {"root": found.get("value", {}).get("reply", {}).get("root", parent), "parent": parent}


def _get(line: Line, did: str, rkey: str) -> Any:
    """Return a post with its mark; None when there is none."""
    url = f"{_server(line)}/xrpc/com.atproto.repo.getRecord?repo={did}&collection={POST}&rkey={rkey}"
    answer = line.call(talk.get(url, talk.bearer(line.memory.get("access", ""))))
    if answer.status == 400 and talk.maybe(answer.json(), "error") == "RecordNotFound":
        return None
    _read(line, answer)
    return sort_out(answer, line.now, "bluesky getRecord").json()


def _call(line: Line, name: str, data: Any) -> Any:
    """Do something under the account's session."""
    url = f"{_server(line)}/xrpc/{name}"
    request = talk.with_json("POST", url, data, talk.bearer(line.memory["access"]))
    return talk.ask(line, request, f"bluesky {name}", partial(_read, line)).json()


def _session(line: Line) -> str:
    """Return the account's id there, its session open: the kept one, else one refreshed, else a new one.

    The server opens few sessions a day for one account, so one is kept for as long as it holds.
    """
    memory, server = line.memory, f"{_server(line)}/xrpc/com.atproto.server."
    if memory.get("access") and float(memory.get("until", "0")) > line.now.timestamp():
        return memory["did"]
    answer: Answer | None = None
    if memory.get("refresh"):
        answer = line.call(Request("POST", f"{server}refreshSession", talk.bearer(memory["refresh"])))
    if answer is None or answer.status != 200:
        own = {"identifier": line.fields["handle"], "password": line.fields["password"]}
        answer = line.call(talk.with_json("POST", f"{server}createSession", own, {}))
    try:
        told = sort_out(answer, line.now, "bluesky session").json()
    except LostAnswerError as error:
        raise WaitError(f"no session, nothing was sent: {error}", None) from error
    kept = {"did": told.get("did"), "access": told.get("accessJwt"), "refresh": told.get("refreshJwt")}
    if not all(isinstance(each, str) and each for each in kept.values()):
        raise WaitError("bluesky: the answer holds no session; nothing was sent", None)
    # An hour is well within what such a session holds.
    memory.update(kept, until=str(line.now.timestamp() + 3600))
    return memory["did"]


def _read(line: Line, answer: Answer) -> None:
    """Raise what the network says in its own words."""
    if answer.status not in {400, 401}:
        return
    try:
        problem = talk.maybe(answer.json(), "error")
    except CopydeskError:
        return
    if problem in {"ExpiredToken", "InvalidToken"}:
        line.memory.pop("until", None)
        raise WaitError(f"bluesky: the session is over ({problem}), a new one is opened", 1.0)
    if problem in {"AccountTakedown", "AccountDeactivated", "AccountSuspended"}:
        raise NotAllowedError(f"bluesky: {problem}")


def _server(line: Line) -> str:
    """Return the account's server."""
    return talk.server(line, USUAL)


def _sent(did: str, rkey: str) -> Sent:
    """Return where a post stands."""
    return Sent(f"at://{did}/{POST}/{rkey}", f"https://bsky.app/profile/{did}/post/{rkey}")
