"""X. It charges for each post, so an account needs a budget; it has no edits, so a correction is a reply."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING, Any

from copydesk.errors import CopydeskError
from copydesk.posting import oauth1, talk
from copydesk.posting.http import Request
from copydesk.posting.network import Can, Declared
from copydesk.posting.oauth1 import FIELDS, signed
from copydesk.posting.values import Counting, Limit, LostAnswerError, RefusedError, Seen, Sent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.posting.http import Answer
    from copydesk.posting.network import Back, Leave, Line
    from copydesk.posting.values import Attempt, Message

DECLARED = Declared(
    name="x",
    limits=(Limit(280, Counting.WEIGHTED_LETTERS, 23),),
    asks=FIELDS,
    secret=("api_secret", "token", "token_secret"),
    may=("server",),
    grants=oauth1.APPLICATION,
    burst=100,
    window=900.0,
    can=frozenset({Can.DELETE, Can.REPLY, Can.LOOK, Can.TAG}),
    mention=r"(?<!\w)[@＠]\w",
    cost=0.20,
)
USUAL = "https://api.x.com"


def check(line: Line) -> tuple[Limit, ...]:
    """See that the keys work."""
    _me(line)
    return DECLARED.limits


def authorize(line: Line, back: Back) -> Leave:
    """Return where the account's owner lets the application in; X shows the code where there is no way back."""
    return oauth1.leave(line, _door(line), back)


def redeem(line: Line, leave: Leave, code: str) -> dict[str, str]:
    """Return the keys that a code is good for."""
    return oauth1.redeem(line, _door(line), leave, code)


def _door(line: Line) -> oauth1.Door:
    """Return where X asks."""
    place = f"{talk.server(line, USUAL)}/oauth"
    return oauth1.Door("x", f"{place}/authorize", place, shows=True)


def send(line: Line, key: str, message: Message) -> Sent:  # noqa: ARG001 - the network knows no keys
    """Post it; the network makes the card of our link."""
    data: dict[str, Any] = {"text": message.text}
    if message.reply_to:
        data["reply"] = {"in_reply_to_tweet_id": message.reply_to}
    told = _call(line, talk.with_json("POST", f"{_base(line)}/tweets", data, {}), "POST tweets")
    return _sent(talk.text_of(told, "data", "id"))


def look(line: Line, attempt: Attempt, message: Message) -> Sent | Seen:
    """Look for the text among our own posts."""
    return talk.by_text(attempt, message.text, _pages(line))


def edit(line: Line, remote_id: str, message: Message) -> Sent:  # noqa: ARG001 - as all networks
    """Refuse: there are no edits this way."""
    raise RefusedError("x: a post cannot be edited")


def delete(line: Line, remote_id: str) -> None:
    """Take a post away; the network says the same when it is gone already."""
    _call(line, Request("DELETE", f"{_base(line)}/tweets/{int(remote_id)}"), "DELETE tweets")


def _pages(line: Line) -> Iterator[list[talk.Found]]:
    """Yield our own posts, the newest first."""
    token, me = "", _me(line)
    while True:
        query = f"max_results=100&tweet.fields=created_at,entities{token}"
        told = _call(line, talk.get(f"{_base(line)}/users/{me}/tweets?{query}", {}), "GET tweets")
        empty = not told.get("data") if isinstance(told, dict) else False
        yield [] if empty else [_found(each) for each in talk.list_of(told, "data")]
        after = talk.maybe(told, "meta", "next_token")
        if not after:
            return
        token = f"&pagination_token={after}"


def _found(told: Any) -> talk.Found:
    """Return a post of a list, its shortened addresses as they were."""
    number, text = talk.text_of(told, "id"), unescape(talk.maybe(told, "text"))
    for each in told.get("entities", {}).get("urls", ()):
        text = text.replace(talk.maybe(each, "url"), talk.maybe(each, "expanded_url"))
    return talk.Found(number, text, talk.moment(told.get("created_at")), _sent(number).url)


def _me(line: Line) -> str:
    """Return the account's number."""
    return talk.text_of(_call(line, talk.get(f"{_base(line)}/users/me", {}), "GET me"), "data", "id")


def _call(line: Line, request: Request, what: str) -> Any:
    """Do something as the account."""
    return talk.ask(line, signed(line, request), f"x {what}", _read).json()


def _read(answer: Answer) -> None:
    """Raise what the network says in its own words."""
    if answer.status == 403:
        try:
            detail = talk.maybe(answer.json(), "detail")
        except CopydeskError:
            return
        if "duplicate" in detail:
            raise LostAnswerError("x: it has this text already")
    if answer.status == 402:
        raise RefusedError("x: the account's credit is used up (402)")


def _base(line: Line) -> str:
    """Return where the network's interface begins."""
    return f"{talk.server(line, USUAL)}/2"


def _sent(number: str) -> Sent:
    """Return where a post stands."""
    return Sent(number, f"https://x.com/i/status/{number}")
