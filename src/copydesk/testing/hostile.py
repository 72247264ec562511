"""A web server on loopback that does everything wrong that a stranger's server can do.

Each path is one way of misbehaving; `PATHS` names them all. It speaks over real sockets from a thread of
its own, so it serves tests of any kind, and whatever fetches must come through with a named error.
"""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import socket
import struct
import threading
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, Self

from copydesk.intake.decoding import zstd_module

if TYPE_CHECKING:
    import ssl
    from types import TracebackType

FEED = (
    '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>Harbour Post</title>'
    "<item><title>Café by the ferry reopens</title><link>https://post.example/1</link></item></channel></rss>\n"
).encode()
BOMB_BYTES = 2**30  #: what each bomb unpacks to

_DRIP_SECONDS = 0.05
_PIECE = b"0" * 65536
_HEAD_MOST = 2**20


@dataclass(slots=True)
class Visit:
    """One request, and the means to answer it."""

    writer: asyncio.StreamWriter
    path: str
    query: str
    headers: dict[str, str]  #: names in lower case
    server: HostileServer

    async def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        self.writer.write(data)
        await self.writer.drain()

    async def answer(self, status: str, body: bytes = b"", *headers: str) -> None:
        """Send an honest answer."""
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
        await self.send("\r\n".join(lines).encode("latin-1") + body)

    async def feed(self, *headers: str, body: bytes = FEED) -> None:
        """Send an honest feed."""
        await self.answer("200 OK", body, "Content-Type: application/rss+xml", *headers)


class Hangup(Exception):  # noqa: N818 (no error: the scenario is over)
    """The server ends the connection here."""


Scenario = Callable[[Visit], Awaitable[None]]
_SCENARIOS: dict[str, Scenario] = {}


def _at(path: str) -> Callable[[Scenario], Scenario]:
    """Serve a scenario at a path."""

    def keep(scenario: Scenario) -> Scenario:
        """Keep it in the table."""
        _SCENARIOS[path] = scenario
        return scenario

    return keep


# --- honest answers, to compare with ---------------------------------------------------------------------


@_at("/feed")
async def _feed(visit: Visit) -> None:
    """A feed as it should be."""
    await visit.feed("Cache-Control: max-age=900")


@_at("/packed")
async def _packed(visit: Visit) -> None:
    """The feed, packed as the query says."""
    await visit.feed(f"Content-Encoding: {visit.query}", body=_pack(visit.query))


@_at("/etag")
async def _etag(visit: Visit) -> None:
    """A feed that keeps its validators honestly."""
    if visit.headers.get("if-none-match") == '"one"':
        await visit.send(b'HTTP/1.1 304 Not Modified\r\nETag: "one"\r\n\r\n')
    else:
        await visit.feed('ETag: "one"', "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT")


@_at("/one-etag")
async def _one_etag(visit: Visit) -> None:
    """One ETag over a body that changes at each visit."""
    visit.server.counter += 1
    await visit.feed('ETag: "for ever"', body=FEED + b"<!-- %d -->" % visit.server.counter)


@_at("/charset")
async def _charset(visit: Visit) -> None:
    """A feed whose header names another charset than its bytes have."""
    await visit.answer("200 OK", FEED, "Content-Type: application/rss+xml; charset=utf-16")


@_at("/cookies")
async def _cookies(visit: Visit) -> None:
    """A feed with many cookies; the body says whether one came back."""
    cookies = [f"Set-Cookie: c{each}=v; Path=/" for each in range(200)]
    await visit.feed(*cookies, body=visit.headers.get("cookie", "no cookie").encode())


@_at("/whoami")
async def _whoami(visit: Visit) -> None:
    """The Authorization that came, as the body."""
    await visit.feed(body=visit.headers.get("authorization", "nobody").encode())


@_at("/hub")
async def _hub(visit: Visit) -> None:
    """A feed that names its hub and itself in two Link headers."""
    await visit.feed('Link: <https://hub.example/>; rel="hub"', 'Link: </hub>; rel="self"')


# --- redirects -------------------------------------------------------------------------------------------


@_at("/to")
async def _to(visit: Visit) -> None:
    """A redirect to what the query says, after its status: `302=/feed`."""
    status, _, target = visit.query.partition("=")
    await visit.answer(f"{status} Elsewhere", b"", f"Location: {target}")


@_at("/moved")
async def _moved(visit: Visit) -> None:
    """A chain of permanent redirects, as long as the query says."""
    left = int(visit.query or 1)
    await visit.answer("301 Moved", b"moved", f"Location: {f'/moved?{left - 1}' if left > 1 else '/feed'}")


@_at("/circle")
async def _circle(visit: Visit) -> None:
    """A redirect to another address and back."""
    await visit.answer("302 Found", b"", f"Location: /circle?{'b' if visit.query == 'a' else 'a'}")


@_at("/corridor")
async def _corridor(visit: Visit) -> None:
    """Redirects without end, each to a new address."""
    await visit.answer("302 Found", b"", f"Location: /corridor?{visit.query}x")


# --- answers that mean something -------------------------------------------------------------------------


@_at("/later")
async def _later(visit: Visit) -> None:
    """429 or 503 with the Retry-After that the query gives: `429=120`; `date` stands for an hour from now."""
    status, _, after = visit.query.partition("=")
    if after == "date":
        now = datetime(2026, 3, 1, 12, tzinfo=UTC)
        later = format_datetime(now + timedelta(hours=1), usegmt=True)
        await visit.answer(
            f"{status} Later", b"", f"Date: {format_datetime(now, usegmt=True)}", f"Retry-After: {later}"
        )
    else:
        await visit.answer(f"{status} Later", b"", *([f"Retry-After: {after}"] if after else []))


@_at("/status")
async def _status(visit: Visit) -> None:
    """The status that the query gives."""
    await visit.answer(f"{visit.query} So", b"no")


# --- too much, too slow ----------------------------------------------------------------------------------


@_at("/drip")
async def _drip(visit: Visit) -> None:
    """A body that comes byte by byte and never ends."""
    await visit.send(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        await visit.send(b"x")
        await asyncio.sleep(_DRIP_SECONDS)


@_at("/drip-headers")
async def _drip_headers(visit: Visit) -> None:
    """Headers that come byte by byte and never end."""
    await visit.send(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while True:
        await visit.send(b"x")
        await asyncio.sleep(_DRIP_SECONDS)


@_at("/silent")
async def _silent(visit: Visit) -> None:
    """No answer at all."""
    del visit
    await asyncio.sleep(3600)


@_at("/endless")
async def _endless(visit: Visit) -> None:
    """A body without an end, as fast as it goes."""
    await visit.send(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        await visit.send(_PIECE)


@_at("/claims-much")
async def _claims_much(visit: Visit) -> None:
    """A length of one terabyte."""
    await visit.send(b"HTTP/1.1 200 OK\r\nContent-Length: 1099511627776\r\n\r\nx")
    await asyncio.sleep(3600)


@_at("/big-header")
async def _big_header(visit: Visit) -> None:
    """One header of ten megabytes."""
    await visit.send(b"HTTP/1.1 200 OK\r\nX-Big: ")
    for _ in range(160):
        await visit.send(_PIECE)
    await visit.send(b"\r\n\r\n" + FEED)
    raise Hangup


@_at("/endless-headers")
async def _endless_headers(visit: Visit) -> None:
    """Short headers without an end."""
    await visit.send(b"HTTP/1.1 200 OK\r\n")
    while True:
        await visit.send(b"X-More: and more\r\n" * 1000)


@_at("/interim")
async def _interim(visit: Visit) -> None:
    """Leave to go on, for ever, and never an answer."""
    while True:
        await visit.send(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)


@_at("/crumbs")
async def _crumbs(visit: Visit) -> None:
    """A body in chunks of one byte."""
    await visit.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        await visit.send(b"1\r\nx\r\n" * 5000)


@_at("/chunk-heads")
async def _chunk_heads(visit: Visit) -> None:
    """Chunks with much about them and little in them."""
    await visit.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        await visit.send(b"1;" + b"n" * 30000 + b"\r\nx\r\n")


@_at("/bomb")
async def _bomb(visit: Visit) -> None:
    """A gigabyte, packed small in the way that the query says."""
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: {visit.query}\r\n\r\n"
    await visit.send(head.encode() + bomb(visit.query))
    raise Hangup


@_at("/empty-parts")
async def _empty_parts(visit: Visit) -> None:
    """A gzip body of parts that hold nothing."""
    await visit.send(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n")
    part = gzip.compress(b"")
    while True:
        await visit.send(part * 3000)


# --- broken answers --------------------------------------------------------------------------------------


@_at("/too-long")
async def _too_long(visit: Visit) -> None:
    """A length above what comes."""
    await visit.send(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (len(FEED) + 100) + FEED)
    raise Hangup


@_at("/too-short")
async def _too_short(visit: Visit) -> None:
    """A length below what comes."""
    await visit.send(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (len(FEED) - 8) + FEED)


@_at("/garbage")
async def _garbage(visit: Visit) -> None:
    """A status line that is none."""
    await visit.send(b"\x00\xffSSH-2.0-NoWeb\r\n\r\n")
    raise Hangup


@_at("/bad-header")
async def _bad_header(visit: Visit) -> None:
    """A header with bytes that none may have."""
    await visit.send(b"HTTP/1.1 200 OK\r\nBad\x00Name: x\x01\r\n\r\n" + FEED)
    raise Hangup


@_at("/two-lengths")
async def _two_lengths(visit: Visit) -> None:
    """Two lengths that differ."""
    await visit.send(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 500\r\n\r\n" + FEED)
    raise Hangup


@_at("/bad-chunks")
async def _bad_chunks(visit: Visit) -> None:
    """Chunks whose sizes are none."""
    await visit.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n")
    raise Hangup


@_at("/half-chunks")
async def _half_chunks(visit: Visit) -> None:
    """Chunks that stop before the last one."""
    await visit.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
    raise Hangup


@_at("/half-packed")
async def _half_packed(visit: Visit) -> None:
    """A packed body that stops in the middle."""
    packed = _pack(visit.query)
    await visit.feed(f"Content-Encoding: {visit.query}", body=packed[: len(packed) // 2])


@_at("/not-packed")
async def _not_packed(visit: Visit) -> None:
    """A plain body that says it is packed."""
    await visit.feed(f"Content-Encoding: {visit.query}")


@_at("/reset")
async def _reset(visit: Visit) -> None:
    """A connection that is torn down in the middle of the body."""
    await visit.send(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + FEED)
    await asyncio.sleep(_DRIP_SECONDS)
    raw = visit.writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    raise Hangup


@_at("/hangup")
async def _hangup(visit: Visit) -> None:
    """The end, without a word."""
    del visit
    raise Hangup


PATHS = tuple(_SCENARIOS)  #: every way of misbehaving, and a few honest ones


# --- packing ---------------------------------------------------------------------------------------------


def _pack(coding: str) -> bytes:
    """Return the feed packed."""
    packed: bytes
    if coding == "br":
        import brotli

        packed = brotli.compress(FEED)
        return packed
    if coding == "zstd":
        packed = zstd_module().compress(FEED)
        return packed
    if coding == "deflate":
        return zlib.compress(FEED)
    if coding == "raw-deflate":
        return zlib.compress(FEED)[2:-4]
    if coding == "gzip, gzip":
        return gzip.compress(gzip.compress(FEED))
    return gzip.compress(FEED)


def bomb(coding: str) -> bytes:
    """Return a body that unpacks to `BOMB_BYTES` bytes, made without unpacking it anywhere.

    Args:
        coding: "gzip", "br" or "zstd". The gzip body ends in a wrong checksum, which nobody should reach.

    >>> len(bomb("zstd")) < 40_000
    True
    """
    if coding == "br":
        import brotli

        packer = brotli.Compressor(quality=1)
        first = packer.process(b"0" * 2**20) + packer.flush()
        again = packer.process(b"0" * 2**20) + packer.flush()
        return bytes(first + again * (BOMB_BYTES // 2**20 - 1) + packer.finish())
    if coding == "zstd":
        # A frame with a window of 2 MiB, and blocks that each repeat one byte 128 Ki times.
        block = (1 << 1 | 2**17 << 3).to_bytes(3, "little") + b"0"
        last = (1 | 1 << 1).to_bytes(3, "little") + b"0"
        return b"\x28\xb5\x2f\xfd\x00\x58" + block * (BOMB_BYTES // 2**17) + last
    squeezer = zlib.compressobj(9, zlib.DEFLATED, 31)
    first = squeezer.compress(b"0" * 2**20) + squeezer.flush(zlib.Z_FULL_FLUSH)
    again = squeezer.compress(b"0" * 2**20) + squeezer.flush(zlib.Z_FULL_FLUSH)
    return first + again * (BOMB_BYTES // 2**20 - 1) + squeezer.flush()


# --- the server ------------------------------------------------------------------------------------------


@dataclass(slots=True)
class HostileServer:
    """The server; enter it to start it, leave it to stop it.

    Args:
        robots: the body of /robots.txt; None answers 404.
        robots_status: the status line of /robots.txt when there is a body.
        tls: with a certificate to serve https; None for http.

    >>> with HostileServer() as server:
    ...     server.url("/feed").startswith("http://127.0.0.1:")
    True
    """

    robots: bytes | None = None
    robots_status: str = "200 OK"
    tls: ssl.SSLContext | None = None
    asked: list[str] = field(default_factory=list)  #: targets in the order they were asked for
    counter: int = 0
    port: int = 0  #: of 127.0.0.1, once it runs
    _loop: asyncio.AbstractEventLoop | None = None
    _thread: threading.Thread | None = None
    _stop: asyncio.Event | None = None

    def url(self, target: str) -> str:
        """Return the address of a path, with its query."""
        return f"{'http' if self.tls is None else 'https'}://127.0.0.1:{self.port}{target}"

    def __enter__(self) -> Self:
        ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run(ready)), daemon=True)
        self._thread.start()
        ready.wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._loop is not None
        assert self._stop is not None
        assert self._thread is not None
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    async def _run(self, ready: threading.Event) -> None:
        """Serve until told to stop."""
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=_HEAD_MOST, ssl=self.tls)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await self._stop.wait()
        server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, Hangup, asyncio.CancelledError):
                while True:
                    head = await reader.readuntil(b"\r\n\r\n")
                    await self._answer(head.decode("latin-1"), writer)
        finally:
            with contextlib.suppress(OSError, asyncio.CancelledError):
                writer.close()
                await writer.wait_closed()

    async def _answer(self, head: str, writer: asyncio.StreamWriter) -> None:
        """Answer one request."""
        first, *lines = head.split("\r\n")
        target = first.split(" ")[1]
        self.asked.append(target)
        # A proxy is asked for whole addresses.
        path, _, query = target.removeprefix("http://outlet.example").partition("?")
        headers = {
            name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)
        }
        visit = Visit(writer, path, query.replace("%20", " "), headers, self)
        if path == "/robots.txt":
            await self._answer_robots(visit)
        elif path in _SCENARIOS:
            await _SCENARIOS[path](visit)
        else:
            await visit.answer("404 Not Found", b"no")

    async def _answer_robots(self, visit: Visit) -> None:
        """Answer for /robots.txt."""
        if self.robots is None:
            await visit.answer("404 Not Found")
        else:
            await visit.answer(self.robots_status, self.robots, "Content-Type: text/plain")
