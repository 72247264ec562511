"""Mastodon, and servers that speak its language, such as GoToSocial.

A text's limit is the server's own, and so it is asked. A repeated Idempotency-Key gives the first post again for an
hour on Mastodon, and nothing on GoToSocial: the outbox reads back before it sends twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from copydesk.posting import talk
from copydesk.posting.http import Request, sort_out
from copydesk.posting.network import Can, Declared, Leave
from copydesk.posting.values import Answered, Counting, Limit, RefusedError, Seen, Sent

if TYPE_CHECKING:
    from copydesk.posting.http import Answer
    from copydesk.posting.network import Back, Line
    from copydesk.posting.values import Attempt, Message

DECLARED = Declared(
    name="mastodon",
    limits=(Limit(500, Counting.WEIGHTED_URLS, 23),),
    asks=("server", "token"),
    grants=("server",),
    burst=300,
    window=300.0,
    can=frozenset({Can.EDIT, Can.DELETE, Can.REPLY, Can.LOOK, Can.PICTURE, Can.TAG}),
    # Wider than the network's own: also before a letter it does not take, and at a field's end.
    mention=r"(?<![A-Za-z0-9_])[@＠](?=\w|$)",
)
SCOPES = "read write:statuses write:media"
BY_HAND = "urn:ietf:wg:oauth:2.0:oob"  #: the code is shown to the owner, who types it in
PUBLIC = frozenset({"public", "unlisted"})  #: visibilities of what everybody may read
PAGES = 13  #: of 40 posts of ours, looked at for one whose answer was lost
MOST_PICTURE = 8_000_000  #: bytes


def check(line: Line) -> tuple[Limit, ...]:
    """See that the token works; return the limits that the server names."""
    _get(line, "/api/v1/accounts/verify_credentials")
    said = _get(line, "/api/v2/instance").get("configuration", {}).get("statuses", {})
    own = DECLARED.limits[0]
    most, url = said.get("max_characters"), said.get("characters_reserved_per_url")
    sound = isinstance(most, int) and isinstance(url, int) and most > 0 and url > 0
    return (Limit(most, Counting.WEIGHTED_URLS, url) if sound else own,)


def authorize(line: Line, back: Back) -> Leave:
    """Make an application on the server and return where the account's owner lets it in."""
    address = back.url or BY_HAND
    data = {"client_name": "Copydesk", "redirect_uris": address, "scopes": SCOPES}
    request = talk.with_form(f"{talk.server(line)}/api/v1/apps", data)
    told = talk.ask(line, request, "mastodon POST apps").json()
    kept = {each: talk.text_of(told, each) for each in ("client_id", "client_secret")}
    asked = {"response_type": "code", "redirect_uri": address, "scope": SCOPES}
    asked |= {"client_id": kept["client_id"]} | ({"state": back.state} if back.state else {})
    return Leave(f"{talk.server(line)}/oauth/authorize?{urlencode(asked)}", kept | {"redirect_uri": address})


def redeem(line: Line, leave: Leave, code: str) -> dict[str, str]:
    """Return the token that a code is good for."""
    data = {"grant_type": "authorization_code", "code": code, "scope": SCOPES}
    request = talk.with_form(f"{talk.server(line)}/oauth/token", data | dict(leave.kept))
    told = talk.ask(line, request, "mastodon POST token").json()
    return {"token": talk.text_of(told, "access_token")}


def send(line: Line, key: str, message: Message) -> Sent:
    """Post it under an Idempotency-Key. The network makes the card of the link."""
    data: dict[str, Any] = {"status": message.text, "visibility": "public"}
    picture = _picture(line, message)
    if picture:
        data["media_ids"] = [picture]
    if message.language:
        data["language"] = message.language
    if message.reply_to:
        data["in_reply_to_id"] = message.reply_to
    return _sent(_call(line, "POST", "/api/v1/statuses", data, {"Idempotency-Key": key}).json())


def look(line: Line, attempt: Attempt, message: Message) -> Sent | Seen:
    """Look for the text among the account's newest posts, down to the time of the first attempt."""
    account = talk.text_of(_get(line, "/api/v1/accounts/verify_credentials"), "id")
    older = ""
    for _ in range(PAGES):
        path = f"/api/v1/accounts/{quote(account, safe='')}/statuses?limit=40{older}"
        page = talk.list_of(_get(line, path))
        if not page:
            return Seen.ABSENT
        for each in page:
            if talk.text_of(each, "id") not in attempt.known and _is(line, each, message):
                return _sent(each)
        if talk.moment(page[-1].get("created_at")) < attempt.since - talk.SKEW:
            return Seen.ABSENT
        older = f"&max_id={quote(talk.text_of(page[-1], 'id'), safe='')}"
    return Seen.UNKNOWN


def replies(line: Line, remote_id: str) -> tuple[Answered, ...]:
    """Return what others wrote below a post; what is not for everybody is left out."""
    path = f"/api/v1/statuses/{quote(remote_id, safe='')}"
    author = talk.text_of(_get(line, path), "account", "id")
    found = talk.list_of(_get(line, f"{path}/context"), "descendants")
    return tuple(
        Answered(
            remote_id=talk.text_of(each, "id"),
            parent=talk.maybe(each, "in_reply_to_id"),
            name=f"{talk.maybe(each, 'account', 'display_name')} @{talk.text_of(each, 'account', 'acct')}".strip(),
            text=talk.plain(talk.maybe(each, "content")),
            url=talk.maybe(each, "url"),
            made=talk.moment(each.get("created_at")),
        )
        for each in found
        if talk.maybe(each, "visibility") in PUBLIC and talk.text_of(each, "account", "id") != author
    )


def edit(line: Line, remote_id: str, message: Message) -> Sent:
    """Put a new text in place; readers see that it was edited."""
    path = f"/api/v1/statuses/{quote(remote_id, safe='')}"
    return _sent(_call(line, "PUT", path, {"status": message.text}, {}).json())


def delete(line: Line, remote_id: str) -> None:
    """Take a post away."""
    path = f"/api/v1/statuses/{quote(remote_id, safe='')}"
    answer = line.call(Request("DELETE", talk.server(line) + path, _secret(line)))
    if answer.status not in {404, 410}:
        sort_out(answer, line.now, "mastodon DELETE")


def _is(line: Line, status: Any, message: Message) -> bool:
    """Say whether a post has exactly our text; posts without our link are not asked for theirs."""
    shown = str(status.get("content", "")).replace("&amp;", "&")
    if message.permalink not in shown:
        return False
    source = _get(line, f"/api/v1/statuses/{quote(talk.text_of(status, 'id'), safe='')}/source")
    return bool(source.get("text") == message.text)


def _picture(line: Line, message: Message) -> str:
    """Return the id of the uploaded picture with its alt text; empty where there is none or it does not come."""
    found = talk.image(line, message.picture, MOST_PICTURE)
    if not found or not message.picture:
        return ""
    request = Request("POST", f"{talk.server(line)}/api/v2/media", _secret(line))
    request = talk.with_file(request, {"description": message.picture.alt}, "file", found)
    try:
        answer = talk.ask(line, request, "mastodon POST media")
    except RefusedError:
        return ""
    # 202 says that it is still being read; a post would be refused with it.
    return talk.text_of(answer.json(), "id") if answer.status == 200 else ""


def _get(line: Line, path: str) -> Any:
    """Return what a path tells."""
    what = f"mastodon GET {path.split('?', maxsplit=1)[0]}"
    return talk.ask(line, talk.get(talk.server(line) + path, _secret(line)), what).json()


def _call(line: Line, method: str, path: str, data: Any, headers: dict[str, str]) -> Answer:
    """Send JSON."""
    request = talk.with_json(method, talk.server(line) + path, data, headers | _secret(line))
    return talk.ask(line, request, f"mastodon {method}")


def _secret(line: Line) -> dict[str, str]:
    """Return the header that holds the account's token."""
    return talk.bearer(line.fields["token"])


def _sent(status: Any) -> Sent:
    """Return where a post stands."""
    return Sent(talk.text_of(status, "id"), talk.maybe(status, "url"))
