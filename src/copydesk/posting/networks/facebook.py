"""A Facebook page, by the page's own token. Our text can be edited; a comment is no place for a correction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from copydesk.posting import meta, talk
from copydesk.posting.network import Can, Declared
from copydesk.posting.values import Counting, Limit, RefusedError, Seen, Sent

if TYPE_CHECKING:
    from copydesk.posting.network import Line
    from copydesk.posting.values import Attempt, Message

DECLARED = Declared(
    name="facebook",
    limits=(Limit(63_206, Counting.UTF16),),
    asks=("page", "token"),
    may=("server", "version"),
    burst=25,
    window=3600.0,
    can=frozenset({Can.EDIT, Can.DELETE, Can.LOOK}),
)
USUAL = "https://graph.facebook.com"
VERSION = "v23.0"


def check(line: Line) -> tuple[Limit, ...]:
    """See that the token is the page's own."""
    told = meta.call(line, "GET", f"{_base(line)}/me", {"fields": "id"}, "facebook GET me")
    if talk.text_of(told, "id") != line.fields["page"]:
        raise RefusedError("facebook: the token is not this page's own; ask for the page's token")
    return DECLARED.limits


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
