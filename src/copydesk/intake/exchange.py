"""One request and its answer, with every cap held and every failure named."""

from __future__ import annotations

import asyncio
import base64
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from copydesk.errors import (
    AddressRefusedError,
    ConnectionFailedError,
    FetchError,
    SettingError,
    TooLargeError,
    TooSlowError,
)
from copydesk.intake.connection import BrokenAnswerError, Connection, TooMuchError
from copydesk.intake.decoding import BrokenCodingError, decoder_for
from copydesk.intake.network import DialError, Dialler, InsideAddressError
from copydesk.intake.urls import Address, read_address
from copydesk.intake.values import Answer, Overflow

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable

    from copydesk.intake.limits import Limits
    from copydesk.intake.network import Resolve, Wire

_KEPT_MOST = 32
_KEPT_SECONDS = 15.0
_BODY_SLACK = 256 * 2**10
# A body in crumbs costs work by the crumb: beyond these many, sixteen bytes each are the least.
_CRUMBS_FREE = 2000
_CRUMB_BYTES = 16
_LISTS = frozenset({"link", "cache-control", "content-encoding"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one request asks for."""

    address: Address
    headers: list[tuple[bytes, bytes]]  #: without Host
    byte_cap: int  #: of the body, packed and unpacked
    overflow: Overflow


class Exchange:
    """Sends requests over kept connections; one per `Fetcher`.

    Raises:
        SettingError: the proxy's address cannot be used.
    """

    def __init__(
        self, limits: Limits, *, proxy: str | None, allow_ports: frozenset[int], resolve: Resolve
    ) -> None:
        self._limits = limits
        self._proxy = _read_proxy(proxy) if proxy else None
        self._dialler = Dialler(allow_ports, resolve)
        self._kept: dict[Connection, str] = {}
        self._tls: ssl.SSLContext | None = None

    def close(self) -> None:
        """Hang up everywhere."""
        for connection in self._kept:
            connection.wire.close()
        self._kept.clear()
        self._dialler.close()

    def opened(self, address: Address) -> bool:
        """Say whether this is one of the loopback ports opened on purpose; those are never asked by proxy."""
        host = "127.0.0.1" if address.host == "localhost" else address.host
        return self._dialler.allows(host, address.port)

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
        url = wanted.address.url
        try:
            async with asyncio.timeout(seconds) as clock:
                return await self._ask_again_if_stale(wanted)
        except TimeoutError as error:
            problem = "not done within the time allowed" if clock.expired() else "nothing came for too long"
            raise TooSlowError(url, problem) from error
        except (
            InsideAddressError,
            TooMuchError,
            DialError,
            BrokenAnswerError,
            BrokenCodingError,
            OSError,
        ) as error:
            raise _named(error, url) from error

    async def _ask_again_if_stale(self, wanted: Wanted) -> Answer:
        """Ask over a kept connection; when it has gone bad, which says nothing about the server, over a new one."""
        connection = self._take(wanted.address)
        if connection is not None:
            try:
                return await self._ask_over(connection, wanted)
            except (BrokenAnswerError, OSError) as error:
                if isinstance(error, TimeoutError):
                    raise
        return await self._ask_over(await self._connect(wanted.address), wanted)

    async def _ask_over(self, connection: Connection, wanted: Wanted) -> Answer:
        """Send the request over a connection, read the answer, and keep the connection if it is still good."""
        address = wanted.address
        headers = [(b"Host", address.authority.encode()), *wanted.headers]
        target = address.target
        if address.scheme == "http" and not self._direct(address):
            target = address.url
            headers += self._proxy_headers()
        good = False
        try:
            head = await connection.ask(b"GET", target.encode(), headers)
            found = self._headers(head.headers, address)
            body = await _body(connection, head.status_code, found, wanted)
            good = connection.rest()
        finally:
            if good:
                self._keep(connection, address)
            else:
                connection.wire.close()
        return Answer(head.status_code, found, body)

    def _take(self, address: Address) -> Connection | None:
        """Return a kept connection that is still good; those that are not are closed."""
        now = asyncio.get_running_loop().time()
        origin = address.origin
        for connection in [each for each, place in self._kept.items() if place == origin]:
            del self._kept[connection]
            if connection.wire.quiet and now - connection.kept_at < _KEPT_SECONDS:
                return connection
            connection.wire.close()
        return None

    def _keep(self, connection: Connection, address: Address) -> None:
        """Keep a connection for a while; the oldest ones make room."""
        connection.kept_at = asyncio.get_running_loop().time()
        self._kept[connection] = address.origin
        if len(self._kept) > _KEPT_MOST:
            oldest = next(iter(self._kept))
            del self._kept[oldest]
            oldest.wire.close()

    async def _connect(self, address: Address) -> Connection:
        """Open a connection, by the proxy where there is one."""
        idle = self._limits.idle_seconds
        if self._direct(address):
            wire = await self._dialler.dial(address.host, address.port, seconds=idle)
        else:
            wire = await self._connect_by_proxy(address)
        if address.scheme == "https":
            await wire.start_tls(self._tls_context(), address.host, seconds=idle)
        return Connection(wire, header_bytes=self._limits.header_bytes, idle_seconds=idle)

    async def _connect_by_proxy(self, address: Address) -> Wire:
        """Open a connection to the proxy, and through it for https."""
        assert self._proxy is not None
        idle = self._limits.idle_seconds
        wire = await self._dialler.dial_proxy(self._proxy.host, self._proxy.port, seconds=idle)
        if self._proxy.scheme == "https":
            await wire.start_tls(self._tls_context(), self._proxy.host, seconds=idle)
        if address.scheme == "http":
            return wire
        tunnel = Connection(wire, header_bytes=self._limits.header_bytes, idle_seconds=idle)
        host = f"[{address.host}]" if ":" in address.host else address.host
        place = f"{host}:{address.port}".encode()
        try:
            head = await tunnel.ask(b"CONNECT", place, [(b"Host", place), *self._proxy_headers()])
        except BaseException:
            wire.close()
            raise
        if 200 <= head.status_code < 300:
            return wire
        wire.close()
        raise DialError(f"the proxy answered {head.status_code}")

    def _direct(self, address: Address) -> bool:
        """Say whether an address is asked without the proxy."""
        return self._proxy is None or self.opened(address)

    def _proxy_headers(self) -> list[tuple[bytes, bytes]]:
        """Return what the proxy wants to see."""
        user = self._proxy.user if self._proxy else None
        return [(b"Proxy-Authorization", b"Basic " + base64.b64encode(user.encode()))] if user else []

    def _tls_context(self) -> ssl.SSLContext:
        """Return the one TLS context; making it reads every root certificate."""
        if self._tls is None:
            import ssl

            self._tls = ssl.create_default_context()
            self._tls.set_alpn_protocols(["http/1.1"])
        return self._tls

    def _headers(self, found: Iterable[tuple[bytes, bytes]], address: Address) -> dict[str, str]:
        """Return the headers by their names in lower case; of repeated ones the first counts, or all of a list."""
        size = 0
        headers: dict[str, str] = {}
        for raw_name, raw_value in found:
            size += len(raw_name) + len(raw_value) + 4
            name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
            if name not in headers:
                headers[name] = value
            elif name in _LISTS:
                headers[name] += f", {value}"
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


async def _body(connection: Connection, status: int, headers: dict[str, str], wanted: Wanted) -> bytes:
    """Return the body of an answer that has one for us.

    A refusal or redirect is not waited for: what came with its head is dropped, and the rest is never read.
    """
    if status not in {200, 203}:
        connection.skip_body()
        return b""
    declared = _declared(headers)
    if declared is not None and declared > wanted.byte_cap and wanted.overflow is Overflow.REFUSE:
        _too_large(wanted)
    return await _unpacked(connection, headers.get("content-encoding", ""), wanted)


async def _unpacked(connection: Connection, coding: str, wanted: Wanted) -> bytes:
    """Return the body, unpacked as it comes; beyond its cap nothing is read or unpacked."""
    unpack = decoder_for(coding)
    body = bytearray()
    taken = crumbs = 0
    async with aclosing(connection.pieces(wanted.byte_cap + wanted.byte_cap // 4 + _BODY_SLACK)) as pieces:
        async for piece in pieces:
            taken += len(piece)
            crumbs += 1
            if crumbs > _CRUMBS_FREE + taken // _CRUMB_BYTES:
                raise BrokenAnswerError("the body comes in crumbs")
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


def _named(error: Exception, url: str) -> FetchError:
    """Return our error for what happened on the wire, in plain words and without the server's own."""
    match error:
        case InsideAddressError():
            return AddressRefusedError(url, f"the host leads inside the house: {error}")
        case TooMuchError():
            return TooLargeError(url, "more bytes of headers or padding than allowed")
        case DialError() | BrokenAnswerError() | BrokenCodingError():
            return ConnectionFailedError(url, str(error))
        case _:
            return ConnectionFailedError(url, "the connection broke")
