"""Five hundred made feeds and the server that the benchmark of intake asks for them.

    python bench/intake_server.py

Prints its port, then answers `/feed/NUMBER` with RSS or Atom, ETag, Last-Modified and gzip, `/robots.txt`, and
`/answers` with how many it gave of each status since it was last asked. It ends when its standard input does.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import random
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape

FEEDS = 500
ENTRIES = 20
#: when the newest entry of every feed was published
NEWEST = datetime(2026, 10, 14, 8, 40, tzinfo=UTC)
APART = timedelta(minutes=37)
ROBOTS = b"User-agent: *\nDisallow: /desk/\nDisallow: /search\n"

SUBJECTS = (
    "The harbour board",
    "Mayor Ida Marsh",
    "A spokesman for Reed & Sons",
    "The regional court",
    "Nurses at the Saint Anne clinic",
    "The ferry company",
    "Police in the old town",
    "Two former directors of the savings bank",
    "The weather service",
    "Growers in the upper valley",
)
DEEDS = (
    "put off the vote on the new quay until spring",
    "said the repairs would cost 4.2 million and take eleven months",
    "denied that any of the letters had been opened before Tuesday",
    "asked the council for a second opinion on the price of steel",
    "published the figures for the third quarter, which fell by 6 per cent",
    "will appeal against the ruling, according to three people who have read it",
    "warned of high water along the whole coast on Friday night",
    "“has never been told of any such offer”, as the minutes have it",
    "reached an agreement after nineteen hours of talks",
    "counted 1,240 signatures against the plan, twice as many as in May",
)
PLACES = (
    "in Westerhaven",
    "on the north bank",
    "at the town hall",
    "in the county of Lorne",
    "behind the station",
)


@dataclass(frozen=True, slots=True)
class Body:
    """One feed as it is served."""

    plain: bytes
    packed: bytes
    etag: str
    kind: str


def main() -> None:
    """Make the feeds and serve them until standard input ends."""
    bodies = [make(number) for number in range(FEEDS)]
    asyncio.run(serve(bodies))


def make(number: int) -> Body:
    """Return one feed; every other one is Atom. The same on every run."""
    chance = random.Random(number)
    plain = (_rss if number % 2 else _atom)(number, chance).encode()
    kind = "application/rss+xml; charset=utf-8" if number % 2 else "application/atom+xml; charset=utf-8"
    return Body(plain, gzip.compress(plain, mtime=0), f'"feed-{number}-1"', kind)


def _sentence(chance: random.Random) -> str:
    """Return a made sentence."""
    return f"{chance.choice(SUBJECTS)} {chance.choice(DEEDS)} {chance.choice(PLACES)}."


def _entry(number: int, entry: int, chance: random.Random) -> tuple[str, str, str, datetime]:
    """Return address, headline, summary as HTML, and time."""
    url = f"https://outlet-{number}.example/2026/10/{14 - entry % 7:02}/story-{number}-{entry}.html"
    headline = _sentence(chance).rstrip(".")
    text = " ".join(escape(_sentence(chance), quote=False) for _ in range(chance.randint(1, 3)))
    summary = f'<p>{text}</p><p><a href="{url}?utm_source=feed">Read the whole story</a></p>'
    return f"{url}?utm_source=rss&utm_medium=feed", headline, summary, NEWEST - entry * APART


def _rss(number: int, chance: random.Random) -> str:
    """Return an RSS 2.0 feed with summaries, authors, topics and pictures."""
    items = []
    for each in range(ENTRIES):
        url, headline, summary, at = _entry(number, each, chance)
        items.append(
            f"    <item>\n      <title>{escape(headline, quote=False)}</title>\n      <link>{escape(url)}</link>\n"
            f'      <guid isPermaLink="false">outlet-{number}:{each}</guid>\n'
            f"      <pubDate>{at:%a, %d %b %Y %H:%M:%S} +0000</pubDate>\n      <dc:creator>Jo Vale</dc:creator>\n"
            f"      <category>Harbour</category>\n      <category>Council</category>\n"
            f"      <description><![CDATA[{summary}]]></description>\n"
            f'      <media:content url="https://outlet-{number}.example/pictures/{each}.jpg" medium="image" width="1200"/>\n'
            "    </item>\n"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:media="http://search.yahoo.com/mrss/">\n  <channel>\n'
        f"    <title>Outlet {number}</title>\n    <link>https://outlet-{number}.example/</link>\n"
        f"    <description>News of outlet {number}</description>\n    <language>en-gb</language>\n"
        f"    <lastBuildDate>{NEWEST:%a, %d %b %Y %H:%M:%S} +0000</lastBuildDate>\n{''.join(items)}  </channel>\n</rss>\n"
    )


def _atom(number: int, chance: random.Random) -> str:
    """Return an Atom feed with summaries, authors and topics."""
    entries = []
    for each in range(ENTRIES):
        url, headline, summary, at = _entry(number, each, chance)
        entries.append(
            f"  <entry>\n    <id>tag:outlet-{number}.example,2026:{each}</id>\n"
            f'    <title>{escape(headline, quote=False)}</title>\n    <link rel="alternate" href="{escape(url)}"/>\n'
            f"    <published>{at:%Y-%m-%dT%H:%M:%S}Z</published>\n    <updated>{at:%Y-%m-%dT%H:%M:%S}Z</updated>\n"
            f'    <author><name>Ida Marsh</name></author>\n    <category term="Harbour"/>\n    <category term="Council"/>\n'
            f'    <summary type="html">{escape(summary, quote=False)}</summary>\n  </entry>\n'
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n'
        f"  <id>tag:outlet-{number}.example,2026:feed</id>\n  <title>Outlet {number}</title>\n"
        f'  <link rel="alternate" href="https://outlet-{number}.example/"/>\n'
        f"  <updated>{NEWEST:%Y-%m-%dT%H:%M:%S}Z</updated>\n{''.join(entries)}</feed>\n"
    )


async def serve(bodies: list[Body]) -> None:
    """Serve the feeds until standard input ends."""
    given: Counter[int] = Counter()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                writer.write(answer(head.decode("latin-1"), bodies, given))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)


def answer(head: str, bodies: list[Body], given: Counter[int]) -> bytes:
    """Return the whole answer to one request."""
    request, *lines = head.split("\r\n")
    path = request.split(" ")[1]
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    if path == "/answers":
        counted = json.dumps(given).encode()
        given.clear()
        return _written(200, {"Content-Type": "application/json"}, counted)
    if path == "/robots.txt":
        return _written(200, {"Content-Type": "text/plain"}, ROBOTS)
    body = bodies[int(path.rpartition("/")[2])]
    validators = {
        "ETag": body.etag,
        "Last-Modified": f"{NEWEST:%a, %d %b %Y %H:%M:%S} GMT",
        "Vary": "Accept-Encoding",
    }
    if headers.get("if-none-match") == body.etag:
        given[304] += 1
        return _written(304, validators, None)
    given[200] += 1
    if "gzip" in headers.get("accept-encoding", ""):
        return _written(
            200, validators | {"Content-Type": body.kind, "Content-Encoding": "gzip"}, body.packed
        )
    return _written(200, validators | {"Content-Type": body.kind}, body.plain)


def _written(status: int, headers: dict[str, str], body: bytes | None) -> bytes:
    """Return an answer as bytes."""
    all_headers = {"Date": "Wed, 14 Oct 2026 09:00:00 GMT", "Server": "bench"} | headers
    if body is not None:
        all_headers["Content-Length"] = str(len(body))
    lines = "".join(f"{name}: {value}\r\n" for name, value in all_headers.items())
    return f"HTTP/1.1 {status} {'OK' if status == 200 else 'Not Modified'}\r\n{lines}\r\n".encode() + (
        body or b""
    )


if __name__ == "__main__":
    main()
