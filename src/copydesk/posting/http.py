"""The one way out to a network: a request with bounds on time and bytes, no redirects, secrets kept out of errors."""

from __future__ import annotations

import http.client
import json
import ssl
import time
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from copydesk.errors import InputError
from copydesk.posting.values import LostAnswerError, NotAllowedError, RefusedError, WaitError

if TYPE_CHECKING:
    from collections.abc import Mapping

SECONDS = 20.0  #: for one call, all of it; well within a lease
IDLE = 10.0  #: between two pieces
MOST_BYTES = 4 * 2**20
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class Request:
    """One call. Its headers hold the secret, so it is never shown."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]  #: names in small letters
    body: bytes = b""

    def json(self) -> Any:
        """Return the body as JSON.

        Raises:
            LostAnswerError: it is none; what the network did is not known.
        """
        try:
            return json.loads(self.body)
        except ValueError as error:
            raise LostAnswerError("the answer is no JSON") from error


class Call(Protocol):
    """Sends a request and returns the answer."""

    def __call__(self, request: Request, /) -> Answer:
        """Send it.

        Raises:
            LostAnswerError: it may have been done.
            WaitError: it was surely not done, the network was not reached.
        """


def call(request: Request) -> Answer:
    """Send a request over https, or over http to this machine itself.

    Raises:
        InputError: the address is neither.
        WaitError: no connection came about, so nothing was done.
        LostAnswerError: the connection broke, or took too long, after the request may have gone out.
    """
    parts = urlsplit(request.url)
    host = parts.hostname or ""
    ends = time.monotonic() + SECONDS
    if parts.scheme == "https":
        context = ssl.create_default_context()
        line: http.client.HTTPConnection = http.client.HTTPSConnection(
            host, parts.port, timeout=IDLE, context=context
        )
    elif parts.scheme == "http" and host in LOOPBACK:
        line = http.client.HTTPConnection(host, parts.port, timeout=IDLE)
    else:
        raise InputError(f"{parts.scheme}://{host}: a network is spoken to over https")
    try:
        try:
            line.connect()
        except OSError as error:
            raise WaitError(f"{host} cannot be reached: {type(error).__name__}", None) from error
        target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
        try:
            line.request(request.method, target, request.body or None, dict(request.headers))
            return _answer(line.getresponse(), ends)
        except (OSError, http.client.HTTPException) as error:
            raise LostAnswerError(f"{host}: no whole answer: {type(error).__name__}") from error
    finally:
        line.close()


def _answer(response: http.client.HTTPResponse, ends: float) -> Answer:
    """Read an answer within the bounds."""
    pieces, total = [], 0
    while piece := response.read1(2**16):
        pieces.append(piece)
        total += len(piece)
        if total > MOST_BYTES or time.monotonic() > ends:
            raise LostAnswerError("the answer was too long or too slow")
    if response.length:
        raise LostAnswerError("the answer broke off")
    headers = {name.lower(): value for name, value in response.getheaders()}
    return Answer(response.status, headers, b"".join(pieces))


def wait_of(answer: Answer, now: datetime) -> float | None:
    """Return how many seconds an answer asks to wait; None when it does not say.

    >>> wait_of(Answer(429, {"retry-after": "30"}), datetime.fromisoformat("2026-10-14T09:00:00+00:00"))
    30.0
    """
    text = answer.headers.get("retry-after", "")
    if text.isdecimal():
        return float(text)
    for when, read in (
        (text, parsedate_to_datetime),
        (answer.headers.get("x-ratelimit-reset", ""), datetime.fromisoformat),
    ):
        try:
            found = read(when)
            return max(0.0, (found - now).total_seconds())
        except (TypeError, ValueError):
            continue
    return None


def sort_out(answer: Answer, now: datetime, what: str) -> Answer:
    """Return an answer that says it went well; raise what any other means.

    Args:
        answer: as it came.
        now: aware UTC.
        what: which call it was, for the message.

    Raises:
        NotAllowedError: 401, and nothing but 401.
        WaitError: 429.
        LostAnswerError: 5xx, 408 and 3xx: a server in trouble may have done it.
        RefusedError: any other 4xx.
    """
    status = answer.status
    if 200 <= status < 300:
        return answer
    if status == 401:
        raise NotAllowedError(f"{what}: the network does not know the token any more (401)")
    if status == 429:
        raise WaitError(f"{what}: the network asks to wait (429)", wait_of(answer, now))
    if 400 <= status < 500 and status != 408:
        raise RefusedError(f"{what}: refused ({status})")
    raise LostAnswerError(f"{what}: the server answered {status}")
