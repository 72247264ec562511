"""What Threads and Facebook share: one owner, one way of calling, one set of error codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from copydesk.errors import CopydeskError
from copydesk.posting import talk
from copydesk.posting.http import Request, sort_out
from copydesk.posting.values import LostAnswerError, NotAllowedError, WaitError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from copydesk.posting.http import Answer
    from copydesk.posting.network import Line

NOT_ALLOWED = frozenset({102, 190, 463, 467})  #: the token is over, or was taken back
WAIT = frozenset({4, 9, 17, 32, 341, 613, 80001, 80002, 80004, 80006})  #: too many calls
LOST = frozenset({1, 2, 506})  #: a fault of theirs; a text that stands already
GONE = 100  #: with this under-code below, there is no such post
GONE_UNDER = 33


def call(line: Line, method: str, url: str, data: Mapping[str, str], what: str) -> Any:
    """Do something as the account; the token goes in a header, never in an address.

    Raises:
        CopydeskError: one of posting's, by the code that the answer holds.
    """
    own = talk.bearer(line.fields["token"])
    if method == "POST":
        request = Request(method, url, own | talk.FORM, urlencode(data).encode())
    else:
        request = Request(method, f"{url}?{urlencode(data)}" if data else url, own)
    return talk.ask(line, request, what, read).json()


def delete(line: Line, url: str, what: str) -> None:
    """Take something away; what is gone already counts as taken away."""
    answer = line.call(Request("DELETE", url, talk.bearer(line.fields["token"])))
    code, under = _codes(answer)
    if (code, under) == (GONE, GONE_UNDER):
        return
    read(answer)
    sort_out(answer, line.now, what)


def pages(line: Line, url: str, fields: str, what: str) -> Iterator[list[Any]]:
    """Yield the lists of our own posts, the newest first, each when it is asked for."""
    after: dict[str, str] = {}
    while True:
        told = call(line, "GET", url, {"fields": fields, "limit": "50"} | after, what)
        yield talk.list_of(told, "data")
        cursor = talk.maybe(told, "paging", "cursors", "after")
        if not cursor or not talk.maybe(told, "paging", "next"):
            return
        after = {"after": cursor}


def read(answer: Answer) -> None:
    """Raise what the code in an answer says; the status says too little."""
    code, _ = _codes(answer)
    if code in NOT_ALLOWED:
        raise NotAllowedError(f"the network does not know the token any more (code {code})")
    if code in WAIT:
        raise WaitError(f"the network asks to wait (code {code})", None)
    if code in LOST:
        raise LostAnswerError(f"the network is in trouble, or has this text already (code {code})")


def _codes(answer: Answer) -> tuple[int, int]:
    """Return an error's code and under-code; 0 for none."""
    if answer.status < 400:
        return 0, 0
    try:
        told = answer.json()
    except CopydeskError:
        return 0, 0
    found = told.get("error") if isinstance(told, dict) else None
    found = found if isinstance(found, dict) else {}
    code, under = found.get("code"), found.get("error_subcode")
    return code if isinstance(code, int) else 0, under if isinstance(under, int) else 0
