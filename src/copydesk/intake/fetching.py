"""The fetcher: robots.txt asked, turns kept, redirects followed, answers told apart."""

from __future__ import annotations

import asyncio
import base64
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, NoReturn, Self

from copydesk.errors import (
    AddressRefusedError,
    GoneError,
    RetryLaterError,
    StatusError,
    TooLargeError,
    TooSlowError,
)
from copydesk.intake import headers as read
from copydesk.intake.addresses import literal
from copydesk.intake.limits import Limits
from copydesk.intake.pacing import Turns
from copydesk.intake.robots import Robots
from copydesk.intake.urls import Address, inside_house, join, read_address
from copydesk.intake.values import (
    FEED_ACCEPT,
    PAGE_ACCEPT,
    Answer,
    Fetched,
    FetchRequest,
    Hop,
    Overflow,
    RobotsPolicy,
)

if TYPE_CHECKING:
    from types import TracebackType

    from copydesk.intake.exchange import Exchange
    from copydesk.intake.network import Resolve

__all__ = [
    "FEED_ACCEPT",
    "PAGE_ACCEPT",
    "FetchRequest",
    "Fetched",
    "Fetcher",
    "Hop",
    "Overflow",
    "RobotsPolicy",
    "body_hash",
    "user_agent",
]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_PRODUCT = re.compile(r"[A-Za-z_-]+")
_HASH_BYTES = 16


def user_agent(version: str, site_url: str, contact: str = "") -> str:
    """Return the User-Agent that names the site, so that an outlet can see who asks.

    Args:
        version: of Copydesk.
        site_url: the site's public address.
        contact: a mail address or page; empty for none.

    >>> user_agent("0.1", "https://bay.example", "desk@bay.example")
    'Copydesk/0.1 (+https://bay.example; desk@bay.example)'
    """
    words = "; ".join(each for each in (f"+{site_url}", contact) if each)
    plain = "".join(each for each in words if each.isascii() and each.isprintable() and each not in "()\\")
    return f"Copydesk/{version} ({plain})"


def body_hash(body: bytes) -> str:
    """Return what tells one body from another.

    >>> body_hash(b"") == body_hash(b"") != body_hash(b"a")
    True
    """
    return blake2b(body, digest_size=_HASH_BYTES).hexdigest()


@dataclass(slots=True)
class _Way:
    """A fetch on its way."""

    request: FetchRequest
    first: Address
    seconds: float  #: that are left
    hops: list[Hop] = field(default_factory=list)
    permanent: bool = True

    def moved_to(self, address: Address) -> str | None:
        """Return where the source moved for good; None when it did not, or would lose its password."""
        return address.url if self.permanent and len(self.hops) > 1 and not self.first.user else None


class Fetcher:
    """Fetches from strangers' servers, politely and safely; enter it before use.

    Args:
        user_agent: sent with each request; its first word is what robots.txt is read for.
        limits: the caps; None for the defaults.
        proxy: an http or https proxy for everything but opened ports; None or empty for none.
        allow_ports: loopback ports that may be fetched; all else inside the house is refused.
        resolve: host and port to addresses, run in a thread; None for the system's resolver.

    Raises:
        SettingError: on entering, the proxy's address cannot be used.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        limits: Limits | None = None,
        proxy: str | None = None,
        allow_ports: frozenset[int] = frozenset(),
        resolve: Resolve | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._agent = user_agent.encode("ascii", "ignore")
        product = _PRODUCT.match(user_agent)
        self._robots = Robots(self.fetch, self._limits, product[0] if product else user_agent)
        self._turns = Turns(self._limits)
        self._proxy = proxy
        self._allow_ports = frozenset(allow_ports)
        self._resolve = resolve
        self._exchange: Exchange | None = None
        self._offered = b""

    async def __aenter__(self) -> Self:
        from copydesk.intake.decoding import offered
        from copydesk.intake.exchange import Exchange
        from copydesk.intake.network import resolve

        self._offered = offered().encode()
        self._exchange = Exchange(
            self._limits,
            proxy=self._proxy,
            allow_ports=self._allow_ports,
            resolve=self._resolve or resolve,
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._exchange is not None:
            self._exchange.close()
            self._exchange = None

    def wait(self, url: str) -> float:
        """Return for how many seconds a request to this address would wait for its turn, at least.

        A worker may take other rows first when this is long.

        Raises:
            AddressRefusedError: it is no http or https address.
        """
        return self._turns.wait(read_address(url))

    async def fetch(self, request: FetchRequest) -> Fetched:
        """Fetch one address; whatever a server does wrong ends as one of these errors.

        Raises:
            AddressRefusedError: the address, or one it redirects to, leads inside or is no http(s) address.
            RobotsRefusedError: robots.txt asks us not to.
            RetryLaterError: the host asks to be left alone for a while.
            GoneError: ended for good (410).
            StatusError: any other answer that is no success.
            TooLargeError: too many bytes, headers or redirects, or redirects in a circle.
            TooSlowError: not done in time.
            ConnectionFailedError: no answer, or a broken one.
        """
        address = read_address(request.url)
        way = _Way(request, address, self._limits.fetch_seconds)
        seen = {address.url}
        while True:
            answer = await self._hop(way, address)
            way.hops.append(Hop(address.url, answer.status))
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return self._judge(way, address, answer)
            way.permanent = way.permanent and answer.status in _PERMANENT
            address = join(address, _location(answer.headers["location"]))
            if address.url in seen:
                raise TooLargeError(address.url, "redirects in a circle")
            if len(way.hops) > self._limits.redirects:
                raise TooLargeError(address.url, f"more than {self._limits.redirects} redirects")
            seen.add(address.url)

    async def _hop(self, way: _Way, address: Address) -> Answer:
        """Make one request of a fetch, in its turn."""
        from copydesk.intake.exchange import Wanted

        if self._exchange is None:
            raise RuntimeError("enter the fetcher before use: async with Fetcher(...) as fetcher")
        self._refuse_inside(address)
        if way.request.robots is RobotsPolicy.ASK:
            pause = await self._robots.ask(address)
            if pause is not None:
                self._turns.slow(address, pause)
        if way.seconds <= 0:
            raise TooSlowError(address.url, "not done within the time allowed")
        wanted = Wanted(
            address,
            self._headers(way, address),
            way.request.byte_cap or self._limits.feed_bytes,
            way.request.overflow,
        )
        await self._turns.enter(address)
        clock = asyncio.get_running_loop().time
        begun = clock()
        try:
            return await self._exchange.ask(wanted, seconds=way.seconds)
        finally:
            self._turns.leave(address)
            way.seconds -= clock() - begun

    def _refuse_inside(self, address: Address) -> None:
        """Refuse what can be seen to lead inside without asking anybody.

        Raises:
            AddressRefusedError: the host is a literal inside address, or a name that only means something
                inside and would be resolved by the proxy.
        """
        assert self._exchange is not None
        if self._exchange.opened(address):
            return
        if (self._proxy or literal(address.host)) and inside_house(address.host):
            raise AddressRefusedError(address.url, "the host leads inside the house")

    def _headers(self, way: _Way, address: Address) -> list[tuple[bytes, bytes]]:
        """Return what is sent, all but Host."""
        request = way.request
        headers = [
            (b"User-Agent", self._agent),
            (b"Accept", request.accept.encode()),
            (b"Accept-Encoding", self._offered),
        ]
        if etag := read.validator(request.etag):
            headers.append((b"If-None-Match", etag.encode("latin-1")))
        if last_modified := read.validator(request.last_modified):
            headers.append((b"If-Modified-Since", last_modified.encode("latin-1")))
        # Only what was asked for first gets the password; a redirect never does.
        if address is way.first and address.user:
            user = address.user if ":" in address.user else f"{address.user}:"
            headers.append((b"Authorization", b"Basic " + base64.b64encode(user.encode())))
        return headers

    def _judge(self, way: _Way, address: Address, answer: Answer) -> Fetched:
        """Return what came, or raise what the status means."""
        if answer.status in {200, 203}:
            return self._changed(way, address, answer)
        if answer.status == 304 and (way.request.etag or way.request.last_modified):
            return self._unchanged(way, address, answer)
        if answer.status in {429, 503}:
            self._retry_later(address, answer)
        if answer.status == 410 and way.permanent:
            raise GoneError(address.url, "the server says it has ended for good")
        raise StatusError(address.url, answer.status)

    def _changed(self, way: _Way, address: Address, answer: Answer) -> Fetched:
        """Return a body with what to keep for the next request."""
        request = way.request
        digest = body_hash(answer.body)
        unchanged = digest == request.body_hash
        etag = read.validator(answer.headers.get("etag"))
        # One ETag over two bodies would hide every later change: better to ask without.
        trusted = unchanged or request.body_hash is None or etag != request.etag
        return Fetched(
            url=address.url,
            status=200,
            body=answer.body,
            permanent_url=way.moved_to(address),
            content_type=answer.headers.get("content-type"),
            etag=etag if trusted else None,
            last_modified=read.validator(answer.headers.get("last-modified")),
            body_hash=digest,
            unchanged=unchanged,
            max_age=read.max_age(answer.headers.get("cache-control")),
            links=answer.headers.get("link"),
            hops=tuple(way.hops),
        )

    def _unchanged(self, way: _Way, address: Address, answer: Answer) -> Fetched:
        """Return that nothing changed; a 304 may bring new validators."""
        request = way.request
        return Fetched(
            url=address.url,
            status=304,
            body=b"",
            permanent_url=way.moved_to(address),
            etag=read.validator(answer.headers.get("etag")) or request.etag,
            last_modified=read.validator(answer.headers.get("last-modified")) or request.last_modified,
            body_hash=request.body_hash,
            unchanged=True,
            max_age=read.max_age(answer.headers.get("cache-control")),
            hops=tuple(way.hops),
        )

    def _retry_later(self, address: Address, answer: Answer) -> NoReturn:
        """Leave the whole host alone for as long as it asks."""
        now = read.http_date(answer.headers.get("date", "")) or datetime.now(UTC)
        asked = answer.headers.get("retry-after", "")
        after = read.retry_after(asked, now=now, most=self._limits.retry_after_most)
        self._turns.hold(address, self._limits.retry_after_unsaid if after is None else after)
        raise RetryLaterError(address.url, f"the server answered {answer.status}", after=after)


def _location(value: str) -> str:
    """Return a redirect's address as text; servers send UTF-8 bytes in a header made for Latin-1."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return value
