"""The wire under the HTTP library: addresses are resolved, checked and dialled here, and bytes counted.

Only this module opens connections. Each connection goes to exactly the address that was checked, while
TLS and the Host header keep the name; so a name that changes its address between check and use gains nothing.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpcore2

from copydesk.intake.addresses import is_loopback, literal, refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Resolve = Callable[[str, int], list[str]]

# Reading stops until the fetch has taken what lies here, so a fast server cannot fill our memory.
_BUFFER_MOST = 128 * 2**10
_HEADER_READ = 16 * 2**10
_RESOLVER_THREADS = 16
_RESOLVED_SECONDS = 60.0
_RESOLVED_MOST = 2000
_DIALS_MOST = 4


class InsideAddressError(Exception):
    """Every address of the host leads inside the house."""


class TooMuchError(Exception):
    """The server sent more bytes than this request may cost."""


@dataclass(slots=True)
class Meter:
    """What one request may still cost, and whether it had to open a connection."""

    left: int  #: bytes that may still be read from the wire
    in_headers: bool = True  #: reads are short until the headers are through
    dialled: bool = False


METER: ContextVar[Meter] = ContextVar("METER")


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host in the resolver's order, each once.

    Raises:
        OSError: there is no such host.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class _Wire(asyncio.Protocol):
    """Bytes that came and were not read yet."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self.buffer = bytearray()
        self.ended = False
        self.error: Exception | None = None
        self._waiter: asyncio.Future[None] | None = None
        self._paused = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Keep the bytes; stop reading when too many lie here."""
        self.buffer += data
        if len(self.buffer) >= _BUFFER_MOST and not self._paused and self.transport is not None:
            self._paused = True
            self.transport.pause_reading()
        self._wake()

    def eof_received(self) -> bool | None:
        """Remember that nothing follows."""
        self.ended = True
        self._wake()
        return None

    def connection_lost(self, exc: Exception | None) -> None:
        """Remember that nothing follows, and why."""
        self.ended = True
        self.error = exc
        self._wake()

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    async def wait(self, seconds: float | None) -> None:
        """Wait until there are bytes or the end.

        Raises:
            TimeoutError: neither came in time.
        """
        loop = asyncio.get_running_loop()
        waiter = self._waiter = loop.create_future()
        timer = None if seconds is None else loop.call_later(seconds, _expire, waiter)
        try:
            await waiter
        finally:
            self._waiter = None
            if timer is not None:
                timer.cancel()

    def take(self, most: int) -> bytes:
        """Return up to `most` of the bytes that lie here."""
        if len(self.buffer) <= most:
            data = bytes(self.buffer)
            self.buffer.clear()
        else:
            data = bytes(self.buffer[:most])
            del self.buffer[:most]
        if self._paused and len(self.buffer) < _BUFFER_MOST // 2 and self.transport is not None:
            self._paused = False
            if not self.transport.is_closing():
                self.transport.resume_reading()
        return data


def _expire(waiter: asyncio.Future[None]) -> None:
    """End a wait that took too long."""
    if not waiter.done():
        waiter.set_exception(TimeoutError())


class _Stream(httpcore2.AsyncNetworkStream):
    """One connection, as the HTTP library wants it."""

    def __init__(self, wire: _Wire) -> None:
        self._wire = wire

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 (the library's signature)
        """Return some bytes, counted against the request's meter; none at the end."""
        wire = self._wire
        meter = METER.get()
        if not wire.buffer and not wire.ended:
            try:
                await wire.wait(timeout)
            except TimeoutError as error:
                raise httpcore2.ReadTimeout from error
        if not wire.buffer and wire.error is not None:
            raise httpcore2.ReadError from wire.error
        data = wire.take(min(max_bytes, _HEADER_READ) if meter.in_headers else max_bytes)
        meter.left -= len(data)
        if meter.left < 0:
            raise TooMuchError
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002, ASYNC109 (the library's signature)
        """Send the bytes; requests are short, so nobody waits for them to leave."""
        transport = self._wire.transport
        if transport is None or transport.is_closing():
            raise httpcore2.WriteError
        if buffer:
            transport.write(buffer)

    async def aclose(self) -> None:
        """Hang up at once; a TLS farewell would let a silent server hold the connection."""
        if self._wire.transport is not None:
            self._wire.transport.abort()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 (the library's signature)
    ) -> httpcore2.AsyncNetworkStream:
        """Go on under TLS."""
        wire = self._wire
        assert wire.transport is not None
        try:
            transport = await asyncio.get_running_loop().start_tls(
                wire.transport,
                wire,
                ssl_context,
                server_hostname=server_hostname,
                ssl_handshake_timeout=timeout,
            )
        except (OSError, EOFError, ValueError) as error:
            wire.transport.abort()
            raise httpcore2.ConnectError(_tls_problem(error)) from error
        except asyncio.CancelledError:
            wire.transport.abort()
            raise
        if transport is None:
            raise httpcore2.ConnectError("the connection ended during the TLS handshake")
        wire.transport = transport
        return self

    def get_extra_info(self, info: str) -> Any:
        """Answer what the library asks about a connection."""
        wire = self._wire
        if info == "is_readable":
            return bool(wire.buffer) or wire.ended
        if info == "ssl_object":
            return None if wire.transport is None else wire.transport.get_extra_info("ssl_object")
        return None


def _tls_problem(error: Exception) -> str:
    """Say in plain words why TLS failed."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate is refused: {error.verify_message}"
    if isinstance(error, ConnectionAbortedError):
        return "the TLS handshake takes too long"
    return "the TLS handshake failed"


@dataclass(slots=True)
class Dialler(httpcore2.AsyncNetworkBackend):
    """Opens connections to public addresses only.

    Args:
        allow_ports: loopback ports that may be reached all the same.
        proxy: host and port of the proxy, which may be anywhere; None without one.
        resolve: host and port to addresses; runs in a thread.
    """

    allow_ports: frozenset[int]
    proxy: tuple[str, int] | None
    resolve: Resolve
    _known: dict[tuple[str, int], tuple[float, list[str]]] = field(default_factory=dict)
    _threads: ThreadPoolExecutor | None = None

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 (the library's signature)
        local_address: str | None = None,  # noqa: ARG002 (the library's signature)
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002 (the library's signature)
    ) -> httpcore2.AsyncNetworkStream:
        """Connect to a checked address of the host.

        Raises:
            InsideAddressError: it has no address that may be reached.
        """
        METER.get().dialled = True
        try:
            async with asyncio.timeout(timeout):
                addresses = await self._addresses(host, port)
                if (host, port) != self.proxy:
                    addresses = self._checked(addresses, port)
                return await self._dial(addresses[:_DIALS_MOST], port, timeout)
        except TimeoutError as error:
            raise httpcore2.ConnectTimeout from error

    async def _addresses(self, host: str, port: int) -> list[str]:
        """Return the addresses of a host, remembered for a minute."""
        spelled = literal(host)
        if spelled is not None:
            return [spelled]
        loop = asyncio.get_running_loop()
        known = self._known.get((host, port))
        if known is not None and known[0] > loop.time():
            return known[1]
        if self._threads is None:
            self._threads = ThreadPoolExecutor(_RESOLVER_THREADS, thread_name_prefix="copydesk-resolve")
        try:
            found = await loop.run_in_executor(self._threads, self.resolve, host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError("there is no such host") from error
        if len(self._known) >= _RESOLVED_MOST:
            self._known.clear()
        self._known[host, port] = (loop.time() + _RESOLVED_SECONDS, found)
        return found

    def _checked(self, addresses: list[str], port: int) -> list[str]:
        """Return the addresses that may be reached."""
        refused = ""
        good: list[str] = []
        for address in addresses:
            reason = None if self.allows(address, port) else refusal(address)
            if reason is None:
                good.append(address)
            else:
                refused = reason
        if addresses and not good:
            raise InsideAddressError(refused)
        return good

    def allows(self, address: str, port: int) -> bool:
        """Say whether this is a loopback port that was opened on purpose."""
        return port in self.allow_ports and is_loopback(address)

    async def _dial(
        self, addresses: list[str], port: int, seconds: float | None
    ) -> httpcore2.AsyncNetworkStream:
        """Connect to the first address that answers; one that is silent leaves time for the next."""
        loop = asyncio.get_running_loop()
        error: Exception | None = None
        for position, address in enumerate(addresses):
            last = position == len(addresses) - 1
            share = None if last or seconds is None else seconds / len(addresses)
            wire = _Wire()
            try:
                async with asyncio.timeout(share) as clock:
                    await loop.create_connection(lambda wire=wire: wire, address, port)  # type: ignore[misc]
            except TimeoutError as late:
                if not clock.expired():
                    raise
                error = late
            except OSError as refused:
                error = refused
            else:
                return _Stream(wire)
        raise httpcore2.ConnectError(_dial_problem(error)) from error

    async def sleep(self, seconds: float) -> None:
        """Wait, as the library asks."""
        await asyncio.sleep(seconds)

    def close(self) -> None:
        """Let the resolver's threads go."""
        if self._threads is not None:
            self._threads.shutdown(wait=False, cancel_futures=True)
            self._threads = None


def _dial_problem(error: Exception | None) -> str:
    """Say in plain words why no connection came."""
    match error:
        case ConnectionRefusedError():
            return "the server takes no connections there"
        case TimeoutError():
            return "the server does not answer"
        case None:
            return "there is no such host"
        case _:
            return "the server cannot be reached"
