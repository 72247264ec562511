"""The wire: addresses are resolved, checked and dialled here, and bytes wait here until they are read.

Only this module opens connections. Each connection goes to exactly the address that was checked, while
TLS and the Host header keep the name; so a name that changes its address between check and use gains nothing.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from copydesk.intake.addresses import is_loopback, literal, refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    Resolve = Callable[[str, int], list[str]]

# Reading stops until the fetch has taken what lies here, so a fast server cannot fill our memory.
_BUFFER_MOST = 128 * 2**10
_RESOLVER_THREADS = 16
_RESOLVED_SECONDS = 60.0
_RESOLVED_MOST = 2000
_DIALS_MOST = 4


class InsideAddressError(Exception):
    """Every address of the host leads inside the house; the message says where."""


class DialError(Exception):
    """No connection came; the message says why in plain words."""


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host in the resolver's order, each once.

    Raises:
        OSError: there is no such host.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Wire(asyncio.Protocol):
    """One connection, with the bytes that came and were not read yet."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self.ended = False
        self._buffer = bytearray()
        self._error: Exception | None = None
        self._waiter: asyncio.Future[None] | None = None
        self._paused = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Keep the bytes; stop reading when too many lie here."""
        self._buffer += data
        if len(self._buffer) >= _BUFFER_MOST and not self._paused and self.transport is not None:
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
        self._error = exc
        self._wake()

    def _wake(self) -> None:
        """Let the one who waits go on."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    @property
    def quiet(self) -> bool:
        """True when the other side has said nothing that was not read, and has not hung up."""
        return not self._buffer and not self.ended

    def write(self, data: bytes) -> None:
        """Send bytes; requests are short, so nobody waits for them to leave.

        Raises:
            ConnectionError: the connection has ended.
        """
        if self.transport is None or self.transport.is_closing():
            raise ConnectionError
        self.transport.write(data)

    async def read(self, most: int, *, seconds: float) -> bytes:
        """Return up to `most` bytes that came; none at the end.

        Raises:
            TimeoutError: nothing came for so many seconds.
            OSError: the connection broke.
        """
        if not self._buffer and not self.ended:
            await self._wait(seconds)
        if not self._buffer and self._error is not None:
            raise ConnectionError from self._error
        data = bytes(self._buffer[:most])
        del self._buffer[:most]
        if self._paused and len(self._buffer) < _BUFFER_MOST // 2 and self.transport is not None:
            self._paused = False
            if not self.transport.is_closing():
                self.transport.resume_reading()
        return data

    async def _wait(self, seconds: float) -> None:
        """Wait until there are bytes or the end."""
        loop = asyncio.get_running_loop()
        waiter = self._waiter = loop.create_future()
        timer = loop.call_later(seconds, _expire, waiter)
        try:
            await waiter
        finally:
            self._waiter = None
            timer.cancel()

    def close(self) -> None:
        """Hang up at once; a TLS farewell would let a silent server hold the connection."""
        if self.transport is not None:
            self.transport.abort()

    async def start_tls(self, context: ssl.SSLContext, host: str, *, seconds: float) -> None:
        """Go on under TLS with a certificate for this host.

        Raises:
            DialError: there was no such certificate, or no TLS.
        """
        assert self.transport is not None
        plain = self.transport
        if not self.quiet:
            # Bytes from before TLS would be read later as if they had come under it.
            plain.abort()
            raise DialError("the server speaks before TLS has begun")
        try:
            transport = await asyncio.get_running_loop().start_tls(
                plain, self, context, server_hostname=host, ssl_handshake_timeout=seconds
            )
        except (OSError, EOFError, ValueError) as error:
            plain.abort()
            raise DialError(_tls_problem(error)) from error
        except asyncio.CancelledError:
            plain.abort()
            raise
        if transport is None:
            raise DialError("the connection ended during the TLS handshake")
        self.transport = transport


def _expire(waiter: asyncio.Future[None]) -> None:
    """End a wait that took too long."""
    if not waiter.done():
        waiter.set_exception(TimeoutError())


def _tls_problem(error: Exception) -> str:
    """Say in plain words why TLS failed."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate is refused: {error.verify_message}"
    if isinstance(error, ConnectionAbortedError):
        return "the TLS handshake takes too long"
    return "the TLS handshake failed"


@dataclass(slots=True)
class Dialler:
    """Opens connections to public addresses only.

    Args:
        allow_ports: loopback ports that may be reached all the same.
        resolve: host and port to addresses; runs in a thread.
    """

    allow_ports: frozenset[int]
    resolve: Resolve
    _known: dict[tuple[str, int], tuple[float, list[str]]] = field(default_factory=dict)
    _threads: ThreadPoolExecutor | None = None

    async def dial(self, host: str, port: int, *, seconds: float) -> Wire:
        """Connect to a checked address of a stranger's host.

        Raises:
            InsideAddressError: it has no address that may be reached.
            DialError: no connection came.
            TimeoutError: none came in time.
        """
        async with asyncio.timeout(seconds):
            return await self._connect(self._checked(await self._addresses(host, port), port), port, seconds)

    async def dial_proxy(self, host: str, port: int, *, seconds: float) -> Wire:
        """Connect to the editor's own proxy, which may be anywhere.

        Raises:
            DialError: no connection came.
            TimeoutError: none came in time.
        """
        async with asyncio.timeout(seconds):
            return await self._connect(await self._addresses(host, port), port, seconds)

    def allows(self, address: str, port: int) -> bool:
        """Say whether this is a loopback port that was opened on purpose."""
        return port in self.allow_ports and is_loopback(address)

    def close(self) -> None:
        """Let the resolver's threads go."""
        if self._threads is not None:
            self._threads.shutdown(wait=False, cancel_futures=True)
            self._threads = None

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
        except TimeoutError:
            raise
        except (OSError, UnicodeError) as error:
            raise DialError("there is no such host") from error
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

    async def _connect(self, addresses: list[str], port: int, seconds: float) -> Wire:
        """Connect to the first address that answers; one that is silent leaves time for the next."""
        error: OSError | None = None
        tried = addresses[:_DIALS_MOST]
        for address in tried[:-1]:
            try:
                async with asyncio.timeout(seconds / len(tried)):
                    return await _connect_to(address, port)
            except OSError as refused:
                error = refused
        try:
            if tried:
                return await _connect_to(tried[-1], port)
        except TimeoutError:
            raise
        except OSError as refused:
            error = refused
        raise DialError(_dial_problem(error)) from error


async def _connect_to(address: str, port: int) -> Wire:
    """Connect to one address; it is a literal, so nothing is resolved again."""
    loop = asyncio.get_running_loop()
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    wire = Wire()
    try:
        sock.settimeout(0)
        await loop.sock_connect(sock, (address, port))
        await loop.create_connection(lambda: wire, sock=sock)
    except BaseException:
        sock.close()
        raise
    return wire


def _dial_problem(error: OSError | None) -> str:
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
