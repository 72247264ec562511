"""The one way out to a network: a request with bounds on time and bytes, no redirects, secrets kept out of errors."""

from __future__ import annotations

import http.client
import json
import math
import re
import socket
import ssl
import time
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import SplitResult, quote, urlsplit

from copydesk.errors import InputError
from copydesk.posting.values import LostAnswerError, NotAllowedError, RefusedError, WaitError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SECONDS = 20.0  #: for one call, all of it; well within a lease
IDLE = 10.0  #: between two pieces
READS = 3  #: times that something is read when its answer is lost: reading changes nothing
SOON = 5.0  #: seconds within which it is read again; a server that takes longer is not asked anew
MOST_BYTES = 4 * 2**20


@dataclass(frozen=True, slots=True)
class Request:
    """One call. Address, headers and body may hold the secret, so none of them is ever shown."""

    method: str
    url: str = field(repr=False)
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


class Reach(StrEnum):
    """How far a call may go."""

    OUTSIDE = "outside"  #: the public internet, over https
    INSIDE = "inside"  #: that, and servers inside the house, these over http too
    OPEN = "open"  #: the public internet, over https or http: for what holds no secret


@dataclass(frozen=True, slots=True)
class Way:
    """A way out: where it may lead is looked up before each call, and just there it leads.

    Args:
        refusal: says why an address may not be reached, such as `copydesk.intake.addresses.refusal`.
        reach: how far it goes.
        ends: moment of the monotonic clock from which on nothing is begun: a row's calls together keep
            within its lease.
    """

    refusal: Callable[[str], str | None]
    reach: Reach = Reach.OUTSIDE
    ends: float = math.inf

    def __call__(self, request: Request) -> Answer:
        """Send a request; what only reads is sent again, at once, when its answer is lost.

        Raises:
            InputError: the address leads where this way does not.
            WaitError: no connection came about, so nothing was done.
            LostAnswerError: the connection broke, or took too long, after the request may have gone out.
        """
        soon = min(time.monotonic() + SOON, self.ends)
        for _ in range(READS - 1 if request.method == "GET" else 0):
            try:
                return self._once(request)
            except LostAnswerError:
                if time.monotonic() > soon:
                    raise
        return self._once(request)

    def _once(self, request: Request) -> Answer:
        """Send a request; see `__call__`."""
        ends = min(time.monotonic() + SECONDS, self.ends)
        parts = _ascii(request.url)
        host = parts.hostname or ""
        if not host or parts.scheme not in ({"https"} if self.reach is Reach.OUTSIDE else {"https", "http"}):
            raise InputError(f"{parts.scheme}://{host}: a network is spoken to over https")
        safe = parts.scheme == "https"
        line = http.client.HTTPConnection(host, timeout=IDLE)
        try:
            port = parts.port or (443 if safe else 80)
            line.sock = self.connect(host, port, Wire.TLS if safe else Wire.PLAIN)
            target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
            own = {"Host": parts.netloc, "User-Agent": "Copydesk", "Connection": "close"}
            line.request(request.method, target, request.body or None, own | dict(request.headers))
            return _answer(line.getresponse(), ends)
        except (OSError, http.client.HTTPException) as error:
            raise LostAnswerError(f"{host}: no whole answer: {type(error).__name__}") from error
        except ValueError:
            # Its own words would show the header, and the secret in it.
            raise InputError(f"{host}: no request can be made of what the account holds") from None
        finally:
            line.close()

    def connect(self, host: str, port: int, wire: Wire) -> socket.socket:
        """Return a connection to a host; it leads to just the address that was looked at.

        Raises:
            WaitError: no connection came about, or no address of the host may be reached in this way. A name that
                leads inside may be a resolver's fault of one hour, so this is no reason to give an account up.
        """
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise WaitError(f"{host} cannot be reached: {type(error).__name__}", None) from error
        places = [str(each[4][0]) for each in found]
        allowed = [place for place in places if not self._refused(place, wire)]
        if not allowed:
            raise WaitError(f"{host}: {self._refused(places[0], wire)}; nothing was sent", None)
        problem: Exception | None = None
        for place in dict.fromkeys(allowed):
            if time.monotonic() > self.ends:
                raise WaitError(f"{host}: no time was left for it, nothing was sent", None)
            try:
                line = socket.create_connection((place, port), timeout=IDLE)
                return _CONTEXT().wrap_socket(line, server_hostname=host) if wire is Wire.TLS else line
            except OSError as error:
                problem = error
        raise WaitError(f"{host} cannot be reached: {type(problem).__name__}", None) from problem

    def _refused(self, place: str, wire: Wire) -> str | None:
        """Say why this way does not lead to an address; None when it does."""
        reason = self.refusal(place)
        if reason:
            told = f"its address is {reason}, and only an account that says so reaches inside"
            return None if self.reach is Reach.INSIDE else told
        plain = wire is Wire.PLAIN and self.reach is not Reach.OPEN
        return "a network is spoken to over https" if plain else None


def _ascii(url: str) -> SplitResult:
    """Return the parts of an address as they go over the network.

    Raises:
        InputError: it is none.

    >>> _ascii("https://fähre.example/überfahrt?q=ä%20b").geturl()
    'https://xn--fhre-loa.example/%C3%BCberfahrt?q=%C3%A4%20b'
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode() if not url.isascii() else parts.hostname or ""
        place = f"[{host}]" if ":" in host else host
        netloc = f"{place}:{parts.port}" if parts.port else place
    except ValueError:
        raise InputError("an address cannot be read") from None
    path, query = (quote(each, safe="/%:@!$&'()*+,;=~?") for each in (parts.path, parts.query))
    return SplitResult(parts.scheme, netloc, path, query, "")


class Wire(StrEnum):
    """How a connection is protected."""

    TLS = "tls"
    STARTTLS = "starttls"  #: plain at first; its user protects it before anything secret goes over it
    PLAIN = "plain"


_CONTEXT = cache(ssl.create_default_context)


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
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return float(text)
    ends = answer.headers.get("ratelimit-reset", "")
    if ends.isdecimal():
        return max(0.0, float(ends) - now.timestamp())
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
