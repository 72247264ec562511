"""What the files of `networks/` share: JSON out and in, forms, pictures, and what answers say."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urljoin, urlsplit

import lxml.html
from lxml.etree import ParserError

from copydesk.errors import CopydeskError
from copydesk.posting.http import Answer, Request, sort_out
from copydesk.posting.values import LostAnswerError, RefusedError, Seen, Sent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from copydesk.posting.network import Line
    from copydesk.posting.values import Attempt, Picture

SKEW = timedelta(minutes=10)  #: that a server's clock may go wrong
MOST_SEEN = 500  #: of our own posts, looked at for one whose answer was lost
MOST_ALT = 1500  #: characters of an alt text
MOST_HTML = 100_000  #: characters of a reply's HTML that are read
HOPS = 5  #: redirects followed when something public is fetched
JSON = {"Content-Type": "application/json", "Accept": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
EDGE = "----copydesk-part-4f1c9a7e2b6d"

#: what each picture begins with
KINDS = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"GIF8", "image/gif"))


def server(line: Line, usual: str = "") -> str:
    """Return the address of the account's server, without a slash at its end."""
    return (line.fields.get("server") or usual).rstrip("/")


def bearer(token: str) -> dict[str, str]:
    """Return the header that shows a token."""
    return {"Authorization": f"Bearer {token}"}


def basic(user: str, password: str) -> dict[str, str]:
    """Return the header that shows a user's password."""
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


def get(url: str, headers: Mapping[str, str]) -> Request:
    """Return a request that reads."""
    return Request("GET", url, {"Accept": "application/json"} | dict(headers))


def with_json(method: str, url: str, data: Any, headers: Mapping[str, str]) -> Request:
    """Return a request that carries JSON."""
    return Request(method, url, JSON | dict(headers), json.dumps(data, ensure_ascii=False).encode())


def with_form(url: str, data: Mapping[str, str]) -> Request:
    """Return a request that carries a form."""
    return Request("POST", url, FORM, urlencode(data).encode())


def with_file(request: Request, data: Mapping[str, str], name: str, file: Image) -> Request:
    """Return a request that carries fields and one file, in the parts of a form."""
    parts = [
        f'--{EDGE}\r\nContent-Disposition: form-data; name="{each}"\r\n\r\n{value}\r\n'.encode()
        for each, value in data.items()
    ]
    head = f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"; filename="{file.name}"\r\n'
    parts += [head.encode(), f"Content-Type: {file.kind}\r\n\r\n".encode(), file.data, b"\r\n"]
    kind = {"Content-Type": f"multipart/form-data; boundary={EDGE}"}
    return Request(
        request.method,
        request.url,
        dict(request.headers) | kind,
        b"".join([*parts, f"--{EDGE}--\r\n".encode()]),
    )


def text_of(value: Any, *names: str) -> str:
    """Return a text that an answer must have, by the names that lead to it; a number becomes its digits.

    Raises:
        LostAnswerError: it has none.

    >>> text_of({"data": {"id": 7}}, "data", "id")
    '7'
    """
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or not value:
        raise LostAnswerError(f"the answer has no {names[-1]}")
    return value


def plain(html: str) -> str:
    r"""Return the words of a piece of HTML; paragraphs are parted by a blank line, line breaks stay.

    >>> plain("<p>Thanks, <a href='x'>@desk</a><br>Ann</p><p>&lt;b&gt;</p>")
    'Thanks, @desk\nAnn\n\n<b>'
    """
    try:
        tree = lxml.html.fragment_fromstring(html[:MOST_HTML], create_parent="div")
    except (ParserError, ValueError):
        return ""
    for each in tree.iter("br", "p"):
        each.tail = ("\n" if each.tag == "br" else "\n\n") + (each.tail or "")
    return str(tree.text_content()).strip()


def list_of(value: Any, *names: str) -> list[Any]:
    """Return a list that an answer must have.

    Raises:
        LostAnswerError: it has none.
    """
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    if not isinstance(value, list):
        raise LostAnswerError(f"the answer has no list{' ' + names[-1] if names else ''}")
    return value


def maybe(value: Any, *names: str) -> str:
    """Return a text that an answer may have; empty for none."""
    try:
        return text_of(value, *names)
    except LostAnswerError:
        return ""


def moment(value: Any) -> datetime:
    """Return a time that an answer tells: ISO 8601, or seconds since 1970.

    Raises:
        LostAnswerError: it cannot be read.

    >>> moment("2026-10-14T09:00:00+0000").isoformat(), moment(0).year
    ('2026-10-14T09:00:00+00:00', 1970)
    """
    try:
        if isinstance(value, str) and not value.replace(".", "", 1).isdecimal():
            found = datetime.fromisoformat(value)
            return found if found.tzinfo else found.replace(tzinfo=UTC)
        return datetime.fromtimestamp(float(value), UTC)
    except (TypeError, ValueError, OverflowError, OSError) as error:
        raise LostAnswerError("a post's time cannot be read") from error


@dataclass(frozen=True, slots=True)
class Found:
    """A post of ours as its network lists it."""

    remote_id: str
    text: str
    made: datetime  #: aware
    url: str = ""


def by_text(attempt: Attempt, text: str, pages: Iterable[list[Found]]) -> Sent | Seen:
    """Look for a text of ours in a network's list of our posts, read no further than needed.

    Args:
        attempt: what is known of the post.
        text: as the network tells it; networks drop white space at its edges.
        pages: the newest first; their end says that there are no more, so it must not come early.
    """
    seen = 0
    for page in pages:
        for each in page:
            if each.remote_id not in attempt.known and each.text.strip() == text.strip():
                return Sent(each.remote_id, each.url)
        if page and page[-1].made < attempt.since - SKEW:
            return Seen.ABSENT
        seen += max(1, len(page))
        if seen >= MOST_SEEN:
            return Seen.UNKNOWN
    return Seen.ABSENT


def ask(line: Line, request: Request, what: str, read: Callable[[Answer], None] | None = None) -> Answer:
    """Send a request and return an answer that says it went well.

    Args:
        line: to the account.
        request: what goes out.
        what: which call it is, for the message; never its address, which may hold the secret.
        read: raises what the network says in its own words; None when the status says it all.

    Raises:
        LostAnswerError: and the other errors of posting, as `sort_out` tells them.
    """
    answer = line.call(request)
    if read:
        read(answer)
    return sort_out(answer, line.now, what)


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as it was fetched."""

    data: bytes
    kind: str  #: media type
    name: str


def fetch(line: Line, url: str) -> tuple[str, Answer]:
    """Return a public page or file and the address it came from in the end; never anything inside the house.

    Raises:
        RefusedError: the line fetches nothing, or there are too many redirects.
        CopydeskError: it did not come.
    """
    if line.fetch is None:
        raise RefusedError("this line fetches nothing")
    for _ in range(HOPS + 1):
        answer = line.fetch(Request("GET", url, {"Accept": "*/*"}))
        if answer.status not in REDIRECTS or not answer.headers.get("location"):
            return url, answer
        url = urljoin(url, answer.headers["location"])
    raise RefusedError(f"{urlsplit(url).hostname}: too many redirects")


def image(line: Line, picture: Picture | None, most: int, *, words: int = MOST_ALT) -> Image | None:
    """Return a picture; None when there is none, when it does not come, or when it is too large.

    A post without its picture is better than none: what goes wrong here is no error. But a picture never goes
    without its words, for its credit is among them.

    Args:
        line: to the account.
        picture: to be shown; None for none.
        most: bytes.
        words: most characters of its alt text, which is never cut.
    """
    if picture is None or len(picture.alt) > words:
        return None
    try:
        answer = fetch(line, picture.url)[1]
    except CopydeskError:
        return None
    kind = next((name for start, name in KINDS if answer.body.startswith(start)), "")
    if answer.body[:4] == b"RIFF" and answer.body[8:12] == b"WEBP":
        kind = "image/webp"
    if answer.status != 200 or not kind or len(answer.body) > most:
        return None
    return Image(answer.body, kind, f"picture.{kind.removeprefix('image/')}")
