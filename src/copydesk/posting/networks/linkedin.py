"""LinkedIn, as an organisation or a person. Marks in the text must be marked as plain ones, or the text is cut there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from copydesk.errors import CopydeskError
from copydesk.posting import grants, talk
from copydesk.posting.http import Request, sort_out
from copydesk.posting.network import Can, Declared
from copydesk.posting.values import Counting, Limit, LostAnswerError, RefusedError, Seen, Sent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.posting.http import Answer
    from copydesk.posting.network import Back, Leave, Line
    from copydesk.posting.values import Attempt, Message

_MARKS = re.compile(r"([\\|{}@\[\]()<>#*_~])")
_STANDS = re.compile(r"urn:li:(?:share|ugcPost):\d+")


def written(text: str, permalink: str) -> str:
    r"""Return a text whose marks stand for themselves; our link stays as it is.

    >>> written("[sic] it_was https://d.example/a_b", "https://d.example/a_b")
    '\\[sic\\] it\\_was https://d.example/a_b'
    """
    return permalink.join(_MARKS.sub(r"\\\1", each) for each in text.split(permalink))


DECLARED = Declared(
    name="linkedin",
    limits=(Limit(3000, Counting.UTF16),),
    asks=("author", "token"),
    may=("server", "version"),
    grants=("author", *grants.APPLICATION),
    burst=100,
    window=86_400.0,
    lasts=60.0,
    can=frozenset({Can.EDIT, Can.DELETE, Can.LOOK, Can.CARD}),
    writing=written,
)
USUAL = "https://api.linkedin.com"
OWNERS = "https://www.linkedin.com"  #: where an account's owner is asked
VERSION = "202511"  #: year and month; LinkedIn keeps each for a year
MOST = 50


def check(line: Line) -> tuple[Limit, ...]:
    """See that the token works and that our own posts can be read back."""
    if not re.fullmatch(r"urn:li:(organization|person):[\w-]+", line.fields["author"]):
        raise RefusedError("linkedin: author looks like urn:li:organization:123")
    _list(line, 0)
    return DECLARED.limits


def authorize(line: Line, back: Back) -> Leave:
    """Return where the account's owner lets the application in."""
    return grants.leave(line, _door(line), back)


def redeem(line: Line, leave: Leave, code: str) -> dict[str, str]:
    """Return the token that a code is good for."""
    return {"token": talk.text_of(grants.token(line, _door(line), leave, code), "access_token")}


def _door(line: Line) -> grants.Door:
    """Return where LinkedIn asks; an organisation's posts are another leave than a person's."""
    whose = "organization" if ":organization:" in line.fields.get("author", "") else "member"
    base = f"{talk.server(line, OWNERS)}/oauth/v2"
    return grants.Door(
        "linkedin", f"{base}/authorization", f"{base}/accessToken", f"w_{whose}_social r_{whose}_social"
    )


def send(line: Line, key: str, message: Message) -> Sent:  # noqa: ARG001 - the network knows no keys
    """Post it with the card of our link, which is ours to make."""
    if message.reply_to:
        raise RefusedError("linkedin: a correction is no comment")
    ends = {"feedDistribution": "MAIN_FEED", "targetEntities": [], "thirdPartyDistributionChannels": []}
    data: dict[str, Any] = {
        "author": line.fields["author"],
        "commentary": written(message.text, message.permalink),
        "visibility": "PUBLIC",
        "distribution": ends,
        "lifecycleState": "PUBLISHED",
        "isReshareDisabledByAuthor": False,
    }
    if message.title:
        card = {
            "source": message.permalink,
            "title": message.title[:400],
            "description": message.summary[:4000],
        }
        data["content"] = {"article": card}
    answer = line.call(talk.with_json("POST", _url(line), data, _own(line)))
    if answer.status == 422:
        # It names the post that has this text already: ours, or one that an editor made.
        stands = _STANDS.search(_problem(answer))
        if stands:
            return _sent(stands[0])
    sort_out(answer, line.now, "linkedin POST posts")
    number = answer.headers.get("x-restli-id", "")
    if not number:
        raise LostAnswerError("linkedin: the answer has no id")
    return _sent(number)


def look(line: Line, attempt: Attempt, message: Message) -> Sent | Seen:
    """Look for the text among our own posts."""
    return talk.by_text(attempt, written(message.text, message.permalink), _pages(line))


def edit(line: Line, remote_id: str, message: Message) -> Sent:
    """Put a new text in place; the card stays."""
    data = {"patch": {"$set": {"commentary": written(message.text, message.permalink)}}}
    own = _own(line) | {"X-RestLi-Method": "PARTIAL_UPDATE"}
    url = f"{_url(line)}/{quote(remote_id, safe='')}"
    talk.ask(line, talk.with_json("POST", url, data, own), "linkedin POST posts")
    return _sent(remote_id)


def delete(line: Line, remote_id: str) -> None:
    """Take a post away; the network says the same when it is gone already."""
    own = _own(line) | {"X-RestLi-Method": "DELETE"}
    answer = line.call(Request("DELETE", f"{_url(line)}/{quote(remote_id, safe='')}", own))
    if answer.status != 404:
        sort_out(answer, line.now, "linkedin DELETE posts")


def _pages(line: Line) -> Iterator[list[talk.Found]]:
    """Yield our own posts, the newest first."""
    start = 0
    while True:
        found = [_found(each) for each in _list(line, start)]
        yield found
        if len(found) < MOST:
            return
        start += MOST


def _list(line: Line, start: int) -> list[Any]:
    """Return a page of our own posts."""
    author = quote(line.fields["author"], safe="")
    url = f"{_url(line)}?author={author}&q=author&count={MOST}&start={start}&sortBy=CREATED"
    request = talk.get(url, _own(line) | {"X-RestLi-Method": "FINDER"})
    return talk.list_of(talk.ask(line, request, "linkedin GET posts").json(), "elements")


def _found(told: Any) -> talk.Found:
    """Return a post of a list."""
    number, when = talk.text_of(told, "id"), int(talk.text_of(told, "createdAt")) / 1000
    return talk.Found(number, talk.maybe(told, "commentary"), talk.moment(when), _sent(number).url)


def _url(line: Line) -> str:
    """Return where posts stand."""
    return f"{talk.server(line, USUAL)}/rest/posts"


def _own(line: Line) -> dict[str, str]:
    """Return the headers with the account's token."""
    own = {"LinkedIn-Version": line.fields.get("version") or VERSION, "X-Restli-Protocol-Version": "2.0.0"}
    return own | talk.bearer(line.fields["token"])


def _problem(answer: Answer) -> str:
    """Return what a refusal says."""
    try:
        return talk.maybe(answer.json(), "message")
    except CopydeskError:
        return ""


def _sent(number: str) -> Sent:
    """Return where a post stands."""
    return Sent(number, f"https://www.linkedin.com/feed/update/{number}")
