"""Webmention: the article that a story rests on is told that our page links to it.

The article's page names where it wants to be told, in a header or in itself; both are looked at, and neither page nor
place may lie inside the house. A source that names no such place is left in peace.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from copydesk.errors import InputError
from copydesk.posting import talk
from copydesk.posting.http import sort_out
from copydesk.posting.network import Can, Declared
from copydesk.posting.values import (
    LostAnswerError,
    NotAllowedError,
    NothingToSendError,
    RefusedError,
    Seen,
    Sent,
    WaitError,
)

if TYPE_CHECKING:
    from copydesk.posting.http import Answer
    from copydesk.posting.network import Line
    from copydesk.posting.values import Attempt, Limit, Message

DECLARED = Declared(
    name="webmention",
    limits=(),
    asks=(),
    secret=(),
    burst=60,
    window=60.0,
    can=frozenset({Can.EDIT, Can.DELETE, Can.REPEAT, Can.PING}),
)
MOST_TEXT = 2**20  #: bytes of a page that are looked at
_LINK = re.compile(r'<\s*([^<>]*?)\s*>((?:\s*;\s*[\w*-]+(?:\s*=\s*(?:"[^"]*"|[^\s",;]+))?)*)')
_REL = re.compile(r'\brel\s*=\s*(?:"([^"]*)"|([^\s",;]+))', re.IGNORECASE)


def check(line: Line) -> tuple[Limit, ...]:  # noqa: ARG001 - as all networks
    """See nothing: there is no account, each source says for itself where it is told."""
    return DECLARED.limits


def send(line: Line, key: str, message: Message) -> Sent:  # noqa: ARG001 - the same call twice is as one
    """Tell the source that our page links to it."""
    return _tell(line, message.permalink, message.source)


def look(line: Line, attempt: Attempt, message: Message) -> Sent | Seen:  # noqa: ARG001 - as all networks
    """Say that it may be told again."""
    return Seen.ABSENT


def edit(line: Line, remote_id: str, message: Message) -> Sent:  # noqa: ARG001 - page and source say all
    """Tell that our page has changed."""
    return _tell(line, message.permalink, message.source)


def delete(line: Line, remote_id: str) -> None:
    """Tell that our page is gone; the source looks and sees."""
    page, _, source = remote_id.partition(" ")
    _tell(line, page, source)


def _tell(line: Line, page: str, source: str) -> Sent:
    """Tell a source about a page of ours."""
    if not source or urlsplit(source).netloc == urlsplit(page).netloc:
        raise NothingToSendError("webmention: this story rests on no article elsewhere")
    try:
        place = _place(line, source)
        if line.fetch is None or not place:
            raise NothingToSendError("webmention: its source takes none")
        answer = line.fetch(talk.with_form(place, {"source": page, "target": source}))
        sort_out(answer, line.now, "webmention POST")
    except WaitError as error:
        # One source in trouble is no reason to rest for all others: only this row comes again.
        raise LostAnswerError(str(error)) from error
    except (RefusedError, NotAllowedError, InputError) as error:
        # Many sites name a place and then want no mention of this page: that is theirs to say.
        raise NothingToSendError(f"webmention: its source does not want it : {error}") from error
    return Sent(f"{page} {source}"[:500])


def _place(line: Line, source: str) -> str:
    """Return where a source wants to be told; empty for nowhere."""
    url, answer = talk.fetch(line, source)
    sort_out(answer, line.now, "webmention GET")
    found = _in_headers(answer.headers.get("link", ""))
    found = _in_page(answer) if found is None else found
    return "" if found is None else urljoin(url, found)


def _in_headers(text: str) -> str | None:
    """Return the first place that a Link header names; None for none.

    >>> _in_headers('<https://a.example/x>; rel="other", </told?b=1>; rel="webmention"')
    '/told?b=1'
    """
    for place, rest in _LINK.findall(text):
        found = _REL.search(rest)
        if found and "webmention" in (found[1] or found[2] or "").lower().split():
            return str(place)
    return None


class _Places(HTMLParser):
    """Finds the first link or anchor that names the place."""

    def __init__(self) -> None:
        super().__init__()
        self.found: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        named = dict(attrs)
        rel = (named.get("rel") or "").lower().split()
        if (
            self.found is None
            and tag in {"link", "a"}
            and "webmention" in rel
            and named.get("href") is not None
        ):
            self.found = named["href"]


def _in_page(answer: Answer) -> str | None:
    """Return the first place that a page names; None for none."""
    if "html" not in answer.headers.get("content-type", "html"):
        return None
    reader = _Places()
    reader.feed(answer.body[:MOST_TEXT].decode("utf-8", "replace"))
    return reader.found
