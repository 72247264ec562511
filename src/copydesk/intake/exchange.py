"""One request and its answer, with every cap held and every failure named.

This is the only module that speaks to the HTTP library. httpcore2 is used without httpx2 above it: the
client's models, cookies and redirects are what we must not have, and they cost more than the rest of a 304.
"""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

import httpcore2

from copydesk.errors import (
    AddressRefusedError,
    ConnectionFailedError,
    FetchError,
    SettingError,
    TooLargeError,
    TooSlowError,
)
from copydesk.intake.decoding import BrokenCodingError, decoder_for
from copydesk.intake.network import METER, Dialler, InsideAddressError, Meter, TooMuchError
from copydesk.intake.urls import Address, read_address
from copydesk.intake.values import Answer, Overflow

if TYPE_CHECKING:
    import ssl

    from copydesk.intake.limits import Limits
    from copydesk.intake.network import Resolve

_KEPT_OPEN = 16
_KEPT_OPEN_SECONDS = 15.0
_DRAINED_MOST = 16 * 2**10
_HEADERS_SLACK = 16 * 2**10
_BODY_SLACK = 256 * 2**10
# A body in crumbs costs work by the crumb: beyond these many, sixteen bytes each are the least.
_CRUMBS_FREE = 2000
_CRUMB_BYTES = 16
_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one request asks for."""

    address: Address
    headers: list[tuple[bytes, bytes]]  #: without Host
    byte_cap: int  #: of the body, packed and unpacked
    overflow: Overflow


class Exchange:
    """Sends requests over kept connections; one per `Fetcher`."""

    def __init__(
        self, limits: Limits, *, proxy: str | None, allow_ports: frozenset[int], resolve: Resolve
    ) -> None:
        self._limits = limits
        self._proxy = _read_proxy(proxy) if proxy else None
        place = (self._proxy.host, self._proxy.port) if self._proxy else None
        self._dialler = Dialler(allow_ports, place, resolve)
        self._pools: dict[tuple[bool, bool], httpcore2.AsyncConnectionPool] = {}
        self._tls: ssl.SSLContext | None = None
        idle = limits.idle_seconds
        self._extensions = {"timeout": {"connect": idle, "read": idle, "write": idle}}

    async def close(self) -> None:
        """Hang up everywhere."""
        for pool in self._pools.values():
            await pool.aclose()
        self._dialler.close()

    async def ask(self, wanted: Wanted, *, seconds: float) -> Answer:
        """Send one request and return its whole answer.

        Args:
            wanted: the address, headers and caps.
            seconds: for all of it.

        Raises:
            AddressRefusedError: the host leads inside the house.
            TooLargeError: more bytes or headers than allowed.
            TooSlowError: not done in time, or nothing came for too long.
            ConnectionFailedError: no answer or a broken one.
        """
        try:
            async with asyncio.timeout(seconds):
                return await self._ask_again_if_stale(wanted)
        except TimeoutError as error:
            raise TooSlowError(wanted.address.url, "not done within the time allowed") from error

    async def _ask_again_if_stale(self, wanted: Wanted) -> Answer:
        """Ask; ask again when a kept connection had gone bad, which says nothing about the server."""
        for attempt in range(_ATTEMPTS):
            meter = Meter(self._limits.header_bytes + _HEADERS_SLACK)
            METER.set(meter)
            try:
                return await self._ask_once(wanted, meter)
            except (httpcore2.ProtocolError, httpcore2.NetworkError) as error:
                if meter.dialled or attempt == _ATTEMPTS - 1:
                    _name(error, wanted.address)
            except (
                InsideAddressError,
                TooMuchError,
                httpcore2.TimeoutException,
                httpcore2.ProxyError,
                BrokenCodingError,
                OSError,
            ) as error:
                _name(error, wanted.address)
        raise ConnectionFailedError(wanted.address.url, "the connection broke again and again")

    async def _ask_once(self, wanted: Wanted, meter: Meter) -> Answer:
        """Send the request over a kept or new connection and read the answer."""
        address = wanted.address
        request = httpcore2.Request(
            b"GET",
            httpcore2.URL(
                scheme=address.scheme.encode(),
                host=address.host.encode(),
                port=address.port,
                target=address.target.encode(),
            ),
            headers=[(b"Host", address.authority.encode()), *wanted.headers],
            extensions=self._extensions,
        )
        response = await self._pool(address).handle_async_request(request)
        try:
            headers = self._headers(response, address)
            meter.in_headers = False
            meter.left = wanted.byte_cap + wanted.byte_cap // 4 + _BODY_SLACK
            body = await _body(response, headers, wanted)
        finally:
            await response.aclose()
        return Answer(response.status, headers, body)

    def _pool(self, address: Address) -> httpcore2.AsyncConnectionPool:
        """Return the connections for this kind of address."""
        direct = self._proxy is None or self.opened(address)
        key = (address.scheme == "https", direct)
        pool = self._pools.get(key)
        if pool is None:
            pool = self._pools[key] = httpcore2.AsyncConnectionPool(
                ssl_context=self._tls_context() if address.scheme == "https" else None,
                proxy=None if direct else self._library_proxy(),
                max_connections=None,
                max_keepalive_connections=_KEPT_OPEN,
                keepalive_expiry=_KEPT_OPEN_SECONDS,
                network_backend=self._dialler,
            )
        return pool

    def opened(self, address: Address) -> bool:
        """Say whether this is one of the loopback ports opened on purpose; those are never asked by proxy."""
        host = "127.0.0.1" if address.host == "localhost" else address.host
        return self._dialler.allows(host, address.port)

    def _tls_context(self) -> ssl.SSLContext:
        """Return the one TLS context; making it reads every root certificate."""
        if self._tls is None:
            self._tls = httpcore2.default_ssl_context()
        return self._tls

    def _library_proxy(self) -> httpcore2.Proxy | None:
        """Return the proxy as the library wants it."""
        proxy = self._proxy
        if proxy is None:
            return None
        name, _, password = (proxy.user or "").partition(":")
        return httpcore2.Proxy(
            proxy.origin,
            auth=(name.encode(), password.encode()) if proxy.user else None,
            ssl_context=self._tls_context() if proxy.scheme == "https" else None,
        )

    def _headers(self, response: httpcore2.Response, address: Address) -> dict[str, str]:
        """Return the headers by their names in lower case; of repeated ones the first counts."""
        size = 0
        headers: dict[str, str] = {}
        for name, value in response.headers:
            size += len(name) + len(value) + 4
            headers.setdefault(name.decode("latin-1").lower(), value.decode("latin-1"))
        if size > self._limits.header_bytes:
            raise TooLargeError(address.url, f"more than {self._limits.header_bytes} bytes of headers")
        return headers


def _read_proxy(proxy: str) -> Address:
    """Return the proxy's address.

    Raises:
        SettingError: it is no http or https address.
    """
    try:
        return read_address(proxy)
    except AddressRefusedError as error:
        raise SettingError("proxy", "must be an http:// or https:// address") from error


def _declared(headers: dict[str, str]) -> int | None:
    """Return the length that the answer says its body has."""
    length = headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() and len(length) < 19 else None


async def _body(response: httpcore2.Response, headers: dict[str, str], wanted: Wanted) -> bytes:
    """Return the body of an answer that has one for us.

    Of a refusal nothing is read; a short redirect page is read and dropped, to keep the connection.
    """
    declared = _declared(headers)
    if response.status not in {200, 203}:
        if response.status == 304 or (declared is not None and declared <= _DRAINED_MOST):
            async with aclosing(response.aiter_stream()) as pieces:
                async for _ in pieces:
                    pass
        return b""
    if declared is not None and declared > wanted.byte_cap and wanted.overflow is Overflow.REFUSE:
        _too_large(wanted)
    unpack = decoder_for(headers.get("content-encoding", ""))
    body = bytearray()
    taken = crumbs = 0
    async with aclosing(response.aiter_stream()) as pieces:
        async for piece in pieces:
            taken += len(piece)
            crumbs += 1
            if crumbs > _CRUMBS_FREE + taken // _CRUMB_BYTES:
                raise ConnectionFailedError(wanted.address.url, "the body comes in crumbs")
            for plain in (piece,) if unpack is None else unpack.feed(piece):
                body += plain
                if len(body) > wanted.byte_cap:
                    break
            if max(taken, len(body)) > wanted.byte_cap:
                if wanted.overflow is Overflow.CUT:
                    return bytes(body[: wanted.byte_cap])
                _too_large(wanted)
    if unpack is not None:
        unpack.finish()
    return bytes(body)


def _too_large(wanted: Wanted) -> NoReturn:
    """Refuse a body above its cap."""
    raise TooLargeError(wanted.address.url, f"more than {wanted.byte_cap} bytes")


def _name(error: Exception, address: Address) -> NoReturn:
    """Raise our error for one of the library's."""
    raise _named(error, address.url) from error


def _named(error: Exception, url: str) -> FetchError:
    """Return our error for one of the library's, in plain words and without the server's own."""
    match error:
        case InsideAddressError():
            return AddressRefusedError(url, f"the host leads inside the house: {error}")
        case TooMuchError():
            return TooLargeError(url, "more bytes of headers or padding than allowed")
        case httpcore2.TimeoutException():
            return TooSlowError(url, "nothing came for too long")
        case httpcore2.RemoteProtocolError() if getattr(error.__cause__, "error_status_hint", 0) == 431:
            return TooLargeError(url, "more bytes of headers than allowed")
        case _:
            return ConnectionFailedError(url, _broken(error))


def _broken(error: Exception) -> str:
    """Say in plain words how a connection or an answer was broken."""
    match error:
        case BrokenCodingError():
            return str(error)
        case httpcore2.ConnectError():
            return str(error) or "the server cannot be reached"
        case httpcore2.ProxyError():
            return f"the proxy does not let us through ({str(error)[:80]})"
        case httpcore2.LocalProtocolError():
            return "the request cannot be written"
        case httpcore2.ProtocolError():
            return "the answer is broken or ends early"
        case _:
            return "the connection broke"
