"""Threads. A post is prepared and then published, in two calls; it cannot be edited, so a correction is a reply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from copydesk.posting import grants, meta, talk
from copydesk.posting.network import Can, Declared
from copydesk.posting.values import Counting, Limit, RefusedError, Seen, Sent

if TYPE_CHECKING:
    from copydesk.posting.network import Back, Leave, Line
    from copydesk.posting.values import Attempt, Message

DECLARED = Declared(
    name="threads",
    limits=(Limit(500, Counting.EMOJI_BYTES),),
    asks=("user", "token"),
    may=("server",),
    grants=grants.APPLICATION,
    burst=250,
    window=86_400.0,
    lasts=60.0,
    can=frozenset({Can.DELETE, Can.REPLY, Can.LOOK, Can.TAG}),
    mention=r"(?<!\w)@\w",
)
USUAL = "https://graph.threads.net"
OWNERS = "https://threads.net"  #: where an account's owner is asked
SCOPE = "threads_basic,threads_content_publish,threads_delete,threads_manage_replies"


def check(line: Line) -> tuple[Limit, ...]:
    """See that the token works for this user."""
    told = meta.call(line, "GET", f"{_base(line)}/me", {"fields": "id"}, "threads GET me")
    if talk.text_of(told, "id") != line.fields["user"]:
        raise RefusedError("threads: the token belongs to another user")
    return DECLARED.limits


def authorize(line: Line, back: Back) -> Leave:
    """Return where the account's owner lets the application in."""
    return grants.leave(line, _door(line), back)


def redeem(line: Line, leave: Leave, code: str) -> dict[str, str]:
    """Return the user and the token that a code is good for, changed for one that holds sixty days."""
    told = grants.token(line, _door(line), leave, code)
    secret = {"grant_type": "th_exchange_token", "client_secret": leave.kept["client_secret"]}
    query = urlencode(secret | {"access_token": talk.text_of(told, "access_token")})
    long = talk.ask(
        line, talk.get(f"{talk.server(line, USUAL)}/access_token?{query}", {}), "threads GET token"
    )
    return {"user": talk.text_of(told, "user_id"), "token": talk.text_of(long.json(), "access_token")}


def renew(line: Line) -> tuple[dict[str, str], float]:
    """Change a token that holds for one that holds sixty days again; the old one goes on until its end."""
    query = urlencode({"grant_type": "th_refresh_token", "access_token": line.fields["token"]})
    told = talk.ask(
        line, talk.get(f"{talk.server(line, USUAL)}/refresh_access_token?{query}", {}), "threads GET renewed"
    )
    return {"token": talk.text_of(told.json(), "access_token")}, DECLARED.lasts


def _door(line: Line) -> grants.Door:
    """Return where Threads asks."""
    token = f"{talk.server(line, USUAL)}/oauth/access_token"
    return grants.Door("threads", f"{talk.server(line, OWNERS)}/oauth/authorize", token, SCOPE)


def send(line: Line, key: str, message: Message) -> Sent:  # noqa: ARG001 - the network knows no keys
    """Prepare a post and publish it; what was only prepared nobody sees."""
    data = {"media_type": "TEXT", "text": message.text, "link_attachment": message.permalink}
    data |= {"reply_to_id": message.reply_to} if message.reply_to else {}
    prepared = meta.call(line, "POST", f"{_own(line)}/threads", data, "threads POST threads")
    number = {"creation_id": talk.text_of(prepared, "id")}
    told = meta.call(line, "POST", f"{_own(line)}/threads_publish", number, "threads POST threads_publish")
    return Sent(talk.text_of(told, "id"))


def look(line: Line, attempt: Attempt, message: Message) -> Sent | Seen:
    """Look for the text among our own posts, or our own replies."""
    where = "replies" if message.reply_to else "threads"
    lists = meta.pages(line, f"{_own(line)}/{where}", "id,text,timestamp,permalink", f"threads GET {where}")
    return talk.by_text(attempt, message.text, ([_found(each) for each in page] for page in lists))


def edit(line: Line, remote_id: str, message: Message) -> Sent:  # noqa: ARG001 - as all networks
    """Refuse: the network has no edits."""
    raise RefusedError("threads: a post cannot be edited")


def delete(line: Line, remote_id: str) -> None:
    """Take a post away."""
    meta.delete(line, f"{_base(line)}/{int(remote_id)}", "threads DELETE")


def _found(told: Any) -> talk.Found:
    """Return a post of a list."""
    when = talk.moment(told.get("timestamp") if isinstance(told, dict) else None)
    return talk.Found(talk.text_of(told, "id"), talk.maybe(told, "text"), when, talk.maybe(told, "permalink"))


def _base(line: Line) -> str:
    """Return where the network's interface begins."""
    return f"{talk.server(line, USUAL)}/v1.0"


def _own(line: Line) -> str:
    """Return the account's own place in it."""
    return f"{_base(line)}/{int(line.fields['user'])}"
