"""A Facebook page, by the page's own token. Our text can be edited; a comment is no place for a correction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from copydesk.posting import grants, meta, talk
from copydesk.posting.network import Can, Declared
from copydesk.posting.values import Counting, Limit, RefusedError, Seen, Sent

if TYPE_CHECKING:
    from copydesk.posting.network import Back, Leave, Line
    from copydesk.posting.values import Attempt, Message

DECLARED = Declared(
    name="facebook",
    limits=(Limit(63_206, Counting.UTF16),),
    asks=("page", "token"),
    may=("server", "version"),
    grants=("page", *grants.APPLICATION),
    burst=25,
    window=3600.0,
    can=frozenset({Can.EDIT, Can.DELETE, Can.LOOK, Can.TAG}),
)
USUAL = "https://graph.facebook.com"
OWNERS = "https://www.facebook.com"  #: where a page's owner is asked
SCOPE = "pages_show_list,pages_read_engagement,pages_manage_posts"
VERSION = "v23.0"


def check(line: Line) -> tuple[Limit, ...]:
    """See that the token is the page's own."""
    told = meta.call(line, "GET", f"{_base(line)}/me", {"fields": "id"}, "facebook GET me")
    if talk.text_of(told, "id") != line.fields["page"]:
        raise RefusedError("facebook: the token is not this page's own; ask for the page's token")
    return DECLARED.limits


def authorize(line: Line, back: Back) -> Leave:
    """Return where the page's owner lets the application in."""
    return grants.leave(line, _door(line), back)


def redeem(line: Line, leave: Leave, code: str) -> dict[str, str]:
    """Return the page's own token: a code is good for its owner's, which is made to last and gives the page's."""
    door = _door(line)
    short = talk.text_of(grants.token(line, door, leave, code), "access_token")
    data = {each: leave.kept[each] for each in grants.APPLICATION}
    data |= {"grant_type": "fb_exchange_token", "fb_exchange_token": short}
    told = talk.ask(line, talk.with_form(door.token, data), "facebook POST token").json()
    url = f"{_base(line)}/{int(line.fields['page'])}?fields=access_token"
    own = talk.get(url, talk.bearer(talk.text_of(told, "access_token")))
    return {"token": talk.text_of(talk.ask(line, own, "facebook GET page", meta.read).json(), "access_token")}


def _door(line: Line) -> grants.Door:
    """Return where Facebook asks."""
    version = line.fields.get("version") or VERSION
    ask = f"{talk.server(line, OWNERS)}/{version}/dialog/oauth"
    return grants.Door("facebook", ask, f"{_base(line)}/oauth/access_token", SCOPE)


def send(line: Line, key: str, message: Message) -> Sent:  # noqa: ARG001 - the network knows no keys
    """Post it with our link, whose card the network makes."""
    if message.reply_to:
        raise RefusedError("facebook: a correction is no comment")
    data = {"message": message.text, "link": message.permalink}
    told = meta.call(
        line, "POST", f"{_base(line)}/{int(line.fields['page'])}/feed", data, "facebook POST feed"
    )
    return _sent(talk.text_of(told, "id"))


def look(line: Line, attempt: Attempt, message: Message) -> Sent | Seen:
    """Look for the text among the page's own posts."""
    url = f"{_base(line)}/{int(line.fields['page'])}/published_posts"
    lists = meta.pages(line, url, "id,message,created_time", "facebook GET published_posts")
    return talk.by_text(attempt, message.text, ([_found(each) for each in page] for page in lists))


def edit(line: Line, remote_id: str, message: Message) -> Sent:
    """Put a new text in place; readers can see what it was."""
    meta.call(line, "POST", f"{_base(line)}/{remote_id}", {"message": message.text}, "facebook POST")
    return _sent(remote_id)


def delete(line: Line, remote_id: str) -> None:
    """Take a post away."""
    meta.delete(line, f"{_base(line)}/{remote_id}", "facebook DELETE")


def _found(told: Any) -> talk.Found:
    """Return a post of a list."""
    when = talk.moment(told.get("created_time") if isinstance(told, dict) else None)
    number = talk.text_of(told, "id")
    return talk.Found(number, talk.maybe(told, "message"), when, _sent(number).url)


def _base(line: Line) -> str:
    """Return where the network's interface begins."""
    return f"{talk.server(line, USUAL)}/{line.fields.get('version') or VERSION}"


def _sent(number: str) -> Sent:
    """Return where a post stands."""
    return Sent(number, f"https://www.facebook.com/{number}")
