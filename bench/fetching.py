"""Measure what one fetch costs in CPU, beside the libraries one might use instead, in one run.

    python bench/fetching.py

A small server in another process answers 304 and 200 of 20 kB. Each row is the best of five rounds of 200
fetches, in CPU milliseconds of this process, and as a multiple of ours; every answer is checked.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    Answer = tuple[int, bytes]  # status and body

BODY = b"<rss>" + b"x" * 20_000 + b"</rss>"
FETCHES = 200
ROUNDS = 5
NOT_CHANGED = b'HTTP/1.1 304 Not Modified\r\nServer: s\r\nETag: "a"\r\nCache-Control: max-age=300\r\n'
CHANGED = b'HTTP/1.1 200 OK\r\nServer: s\r\nETag: "a"\r\nContent-Type: application/rss+xml\r\nContent-Length: %d\r\n'


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer requests until the client hangs up, or once where the path asks for it."""
    try:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            close = b"Connection: close\r\n" if b"/close" in head else b""
            if b"/robots.txt" in head:
                writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            elif b"f-none-match" in head.lower():
                writer.write(NOT_CHANGED + close + b"\r\n")
            else:
                writer.write(CHANGED % len(BODY) + close + b"\r\n" + BODY)
            if close:
                break
    except (OSError, asyncio.IncompleteReadError):
        pass
    finally:
        writer.close()


async def serve() -> None:
    """Serve for ever on a free port, whose number is printed."""
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


async def by_copydesk(url: str, etag: str | None, port: int) -> AsyncIterator[Answer | None]:
    """Fetch with our fetcher."""
    from copydesk.intake import Fetcher, FetchRequest, Limits

    async with Fetcher(user_agent="m", limits=Limits(host_pause=0), allow_ports=frozenset({port})) as fetcher:
        request = FetchRequest(url, etag=etag)
        await fetcher.fetch(request)
        yield None
        for _ in range(FETCHES):
            fetched = await fetcher.fetch(request)
            yield fetched.status, fetched.body


async def by_httpcore2(url: str, etag: str | None, port: int) -> AsyncIterator[Answer | None]:
    """Fetch with httpcore2, without any of the checks."""
    import httpcore2

    del port
    headers = [("If-None-Match", etag)] if etag else []
    async with httpcore2.AsyncConnectionPool() as pool:
        await pool.request("GET", url, headers=headers)
        yield None
        for _ in range(FETCHES):
            response = await pool.request("GET", url, headers=headers)
            yield response.status, response.content


async def by_httpx2(url: str, etag: str | None, port: int) -> AsyncIterator[Answer | None]:
    """Fetch with httpx2, without any of the checks."""
    import httpx2

    del port
    headers = {"If-None-Match": etag} if etag else {}
    async with httpx2.AsyncClient(trust_env=False) as client:
        await client.get(url, headers=headers)
        yield None
        for _ in range(FETCHES):
            response = await client.get(url, headers=headers)
            yield response.status_code, response.content


async def by_requests(url: str, etag: str | None, port: int) -> AsyncIterator[Answer | None]:
    """Fetch with requests, which lemon24/reader fetches with."""
    import requests

    del port
    headers = {"If-None-Match": etag} if etag else {}
    with requests.Session() as session:
        session.get(url, headers=headers)
        yield None
        for _ in range(FETCHES):
            response = session.get(url, headers=headers)
            yield response.status_code, response.content


async def cost(fetches: AsyncIterator[Answer | None], expected: Answer) -> float:
    """Return the CPU milliseconds of one fetch, once the first is through."""
    begun = 0.0
    async for found in fetches:
        if found is None:
            begun = time.process_time()
        else:
            assert found == expected, found[0]
    return (time.process_time() - begun) / FETCHES * 1000


def main() -> None:
    """Print the table."""
    with subprocess.Popen([sys.executable, __file__, "serve"], stdout=subprocess.PIPE, text=True) as server:
        port = int(server.stdout.readline())
        for name, path, etag in (
            ("304, kept connection", "/f", '"a"'),
            ("304, new connection", "/close", '"a"'),
            ("200, kept connection", "/f", None),
            ("200, new connection", "/close", None),
        ):
            url = f"http://127.0.0.1:{port}{path}"
            expected = (304, b"") if etag else (200, BODY)
            ways = (by_copydesk, by_httpcore2, by_httpx2, by_requests)
            best = dict.fromkeys(ways, float("inf"))
            for _ in range(ROUNDS):
                for way in ways:
                    best[way] = min(best[way], asyncio.run(cost(way(url, etag, port), expected)))
            ours = best[by_copydesk]
            row = ", ".join(f"{way.__name__[3:]} {ms:.2f} ({ms / ours:.1f})" for way, ms in best.items())
            sys.stdout.write(f"{name}: {row}\n")
        server.kill()


if __name__ == "__main__":
    if sys.argv[1:] == ["serve"]:
        asyncio.run(serve())
    else:
        main()
