"""Tumblr: a post of two blocks, our text and the card of our link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from copydesk.posting import oauth1, talk
from copydesk.posting.http import sort_out
from copydesk.posting.network import Can, Declared
from copydesk.posting.oauth1 import FIELDS, signed
from copydesk.posting.values import Counting, Limit, RefusedError, Seen, Sent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.posting.http import Request
    from copydesk.posting.network import Back, Leave, Line
    from copydesk.posting.values import Attempt, Message

DECLARED = Declared(
    name="tumblr",
    limits=(Limit(4096, Counting.UTF16),),
    asks=("blog", *FIELDS),
    secret=("api_secret", "token", "token_secret"),
    may=("server",),
    grants=("blog", *oauth1.APPLICATION),
    burst=250,
    window=86_400.0,
    can=frozenset({Can.EDIT, Can.DELETE, Can.LOOK, Can.CARD}),
)
USUAL = "https://api.tumblr.com"
OWNERS = "https://www.tumblr.com"  #: where an account's owner is asked
MOST = 20


def check(line: Line) -> tuple[Limit, ...]:
    """See that the keys work and that the blog is ours to write."""
    told = _call(line, talk.get(f"{talk.server(line, USUAL)}/v2/user/info", {}), "GET user")
    blogs = talk.list_of(told, "response", "user", "blogs")
    if line.fields["blog"].removesuffix(".tumblr.com") not in {talk.maybe(each, "name") for each in blogs}:
        raise RefusedError("tumblr: these keys may not write this blog")
    return DECLARED.limits


def authorize(line: Line, back: Back) -> Leave:
    """Return where the blog's owner lets the application in."""
    return oauth1.leave(line, _door(line), back)


def redeem(line: Line, leave: Leave, code: str) -> dict[str, str]:
    """Return the keys that a code is good for."""
    return oauth1.redeem(line, _door(line), leave, code)


def _door(line: Line) -> oauth1.Door:
    """Return where Tumblr asks."""
    place = f"{talk.server(line, OWNERS)}/oauth"
    return oauth1.Door("tumblr", f"{place}/authorize", place)


def send(line: Line, key: str, message: Message) -> Sent:  # noqa: ARG001 - the network knows no keys
    """Post it."""
    if message.reply_to:
        raise RefusedError("tumblr: a post answers no other")
    told = _call(line, talk.with_json("POST", f"{_blog(line)}/posts", _body(message), {}), "POST posts")
    return _sent(line, talk.text_of(told, "response", "id"))


def look(line: Line, attempt: Attempt, message: Message) -> Sent | Seen:
    """Look for the text among our own posts."""
    return talk.by_text(attempt, message.text, _pages(line))


def edit(line: Line, remote_id: str, message: Message) -> Sent:
    """Put new blocks in place."""
    _call(
        line, talk.with_json("PUT", f"{_blog(line)}/posts/{int(remote_id)}", _body(message), {}), "PUT posts"
    )
    return _sent(line, remote_id)


def delete(line: Line, remote_id: str) -> None:
    """Take a post away."""
    request = talk.with_json("POST", f"{_blog(line)}/post/delete", {"id": remote_id}, {})
    answer = line.call(signed(line, request))
    if answer.status != 404:
        sort_out(answer, line.now, "tumblr POST delete")


def _body(message: Message) -> dict[str, Any]:
    """Return the blocks of a post."""
    blocks = [{"type": "text", "text": message.text}]
    card = {"type": "link", "url": message.permalink, "title": message.title, "description": message.summary}
    blocks.append({name: value for name, value in card.items() if value})
    return {"content": blocks, "state": "published"}


def _pages(line: Line) -> Iterator[list[talk.Found]]:
    """Yield our own posts, the newest first."""
    start = 0
    while True:
        url = f"{_blog(line)}/posts?npf=true&limit={MOST}&offset={start}"
        told = talk.list_of(_call(line, talk.get(url, {}), "GET posts"), "response", "posts")
        yield [_found(line, each) for each in told]
        if len(told) < MOST:
            return
        start += MOST


def _found(line: Line, told: Any) -> talk.Found:
    """Return a post of a list."""
    number = talk.text_of(told, "id_string")
    texts = [talk.maybe(each, "text") for each in talk.list_of(told, "content")]
    return talk.Found(
        number, texts[0] if texts else "", talk.moment(told.get("timestamp")), _sent(line, number).url
    )


def _call(line: Line, request: Request, what: str) -> Any:
    """Do something as the account."""
    return talk.ask(line, signed(line, request), f"tumblr {what}").json()


def _blog(line: Line) -> str:
    """Return the blog's place in the network's interface."""
    return f"{talk.server(line, USUAL)}/v2/blog/{quote(line.fields['blog'], safe='.')}"


def _sent(line: Line, number: str) -> Sent:
    """Return where a post stands."""
    return Sent(number, f"https://www.tumblr.com/{line.fields['blog'].removesuffix('.tumblr.com')}/{number}")
