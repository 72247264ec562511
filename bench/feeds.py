"""Feed reading beside feedparser, on feeds made here: CPU per feed, the ratio, and that the answers are equal.

    python bench/feeds.py

Prints one line per kind of feed and exits 1 when an answer differs. It takes under 30 seconds.
"""

from __future__ import annotations

import gc
import sys
import time
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import feedparser

from copydesk.parsing import parse_feed

if TYPE_CHECKING:
    from collections.abc import Callable

ENTRIES = 20
ROUNDS = 7
FIRST = datetime(2025, 10, 3, 6, 0, 7, tzinfo=UTC)
SENTENCES = (
    "The harbour board meets on Tuesday to decide who may run the ferry.",
    "“We will not sell the quay”, said Ida Marsh, who has led the board since spring.",
    "Three firms have offered between 2.4 and 3.1 million a year.",
    "Tom Reed & Sons withdrew <em>their</em> offer on Friday, citing the price of steel.",
    "Fishermen fear for the moorings they have used since 1911.",
    "The council’s own report, read by this paper, advises against the sale.",
)


def main() -> int:
    """Measure every kind, print, and say by the exit code whether all answers were equal."""
    failed = 0
    print(f"{ENTRIES} entries a feed; CPU milliseconds per feed, median of {ROUNDS} rounds")
    ratios = []
    for name, data in (
        ("RSS 2.0", rss()),
        ("RSS 1.0", rdf()),
        ("Atom 1.0", atom()),
        ("RSS full text", full()),
    ):
        for problem in differences(data):
            failed = 1
            print(f"  {name}: {problem}")
        ours, theirs = paired(lambda data=data: parse_feed(data), lambda data=data: feedparser.parse(data))
        ratios.append(theirs / ours)
        print(
            f"{name:14} {len(data) / 1024:6.1f} kB  copydesk {ours:6.3f}  feedparser {theirs:7.2f}  ×{theirs / ours:5.1f}"
        )
    print(f"least ratio ×{min(ratios):.1f}; answers {'differ' if failed else 'equal'}")
    return failed


def paired(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    """Return CPU milliseconds per call of both, measured in turns so that a busy machine meets both."""
    first, second = [], []
    for _ in range(ROUNDS):
        first.append(cpu(ours, 40))
        second.append(cpu(theirs, 2))
    return median(first), median(second)


def cpu(call: Callable[[], object], times: int) -> float:
    """Return CPU milliseconds per call."""
    gc.collect()
    start = time.process_time()
    for _ in range(times):
        call()
    return (time.process_time() - start) / times * 1000


def differences(data: bytes) -> list[str]:
    """Return where our answers differ from feedparser's; HTML is compared as it stands in the feed."""
    ours = parse_feed(data)
    theirs = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    found = []
    if len(ours.items) != len(theirs.entries):
        found.append(f"{len(ours.items)} entries against {len(theirs.entries)}")
    for item, entry in zip(ours.items, theirs.entries, strict=False):
        content = entry.get("content", [{}])[0].get("value")
        pairs = {
            "key": (item.key, entry.id),
            "url": (item.url, entry.link),
            "headline": (item.headline, entry.title),
            "summary": (item.summary, entry.summary),
            "content": (item.content, content),
            "published": (item.published, when(entry.get("published_parsed") or entry.get("updated_parsed"))),
            "authors": (list(item.authors), [each["name"] for each in entry.get("authors", ())]),
            "topics": (list(item.topics), [each["term"] for each in entry.get("tags", ())]),
        }
        found += [f"{name}: {a!r} against {b!r}" for name, (a, b) in pairs.items() if a != b]
    return found


def when(parts: time.struct_time | None) -> datetime | None:
    """Return feedparser's time as ours."""
    return None if parts is None else datetime(*parts[:6], tzinfo=UTC)


def entries() -> list[tuple[str, str, str, datetime, str]]:
    """Return address, headline, HTML, time and author of each made entry."""
    made = []
    for number in range(ENTRIES):
        text = " ".join(SENTENCES[(number + each) % len(SENTENCES)] for each in range(5))
        made.append(
            (
                f"https://gull.example/news/{number}-harbour-board-meets",
                f"Harbour board meets & decides: part {number} of a long affair",
                f'<p>{text}</p><p><a href="https://gull.example/news/{number}">Read on</a></p>',
                FIRST + timedelta(minutes=7 * number),
                ("Ida Marsh", "Tom Reed", "Jo Vale")[number % 3],
            )
        )
    return made


def rss() -> bytes:
    """Return an RSS 2.0 feed with summaries."""
    items = "".join(
        f"<item><title>{escape(title)}</title><link>{url}</link><guid isPermaLink='false'>gull-{number}</guid>"
        f"<pubDate>{at:%a, %d %b %Y %H:%M:%S} GMT</pubDate><dc:creator>{author}</dc:creator>"
        f"<category>Harbour</category><category>Council</category><description><![CDATA[{text}]]></description></item>"
        for number, (url, title, text, at, author) in enumerate(entries())
    )
    return _rss(items)


def full() -> bytes:
    """Return an RSS 2.0 feed with summaries and full texts."""
    items = "".join(
        f"<item><title>{escape(title)}</title><link>{url}</link><guid>{url}</guid>"
        f"<pubDate>{at:%a, %d %b %Y %H:%M:%S} +0000</pubDate><dc:creator>{author}</dc:creator>"
        f"<category>Harbour</category><description>{escape(text[:200])}</description>"
        f"<content:encoded><![CDATA[{text * 6}]]></content:encoded></item>"
        for url, title, text, at, author in entries()
    )
    return _rss(items)


def _rss(items: str) -> bytes:
    """Return items in their channel."""
    return (
        "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' "
        "xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>The Gull</title>"
        f"<link>https://gull.example/</link><language>en</language>{items}</channel></rss>"
    ).encode()


def rdf() -> bytes:
    """Return an RSS 1.0 feed."""
    items = "".join(
        f"<item rdf:about='{url}'><title>{escape(title)}</title><link>{url}</link>"
        f"<dc:date>{at:%Y-%m-%dT%H:%M:%S}+00:00</dc:date><dc:creator>{author}</dc:creator>"
        f"<dc:subject>Harbour</dc:subject><description>{escape(text)}</description></item>"
        for url, title, text, at, author in entries()
    )
    return (
        "<?xml version='1.0' encoding='UTF-8'?><rdf:RDF xmlns='http://purl.org/rss/1.0/' "
        "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        f"<channel rdf:about='https://gull.example/'><title>The Gull</title></channel>{items}</rdf:RDF>"
    ).encode()


def atom() -> bytes:
    """Return an Atom 1.0 feed."""
    items = "".join(
        f"<entry><id>urn:gull:{number}</id><title>{escape(title)}</title><link rel='alternate' href='{url}'/>"
        f"<published>{at:%Y-%m-%dT%H:%M:%S}Z</published><updated>{at:%Y-%m-%dT%H:%M:%S}Z</updated>"
        f"<author><name>{author}</name></author><category term='Harbour'/>"
        f"<summary type='html'>{escape(text)}</summary></entry>"
        for number, (url, title, text, at, author) in enumerate(entries())
    )
    return (
        "<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom'><title>The Gull</title>"
        f"<id>urn:gull</id><link href='https://gull.example/'/><updated>2025-10-03T06:00:00Z</updated>{items}</feed>"
    ).encode()


if __name__ == "__main__":
    sys.exit(main())
