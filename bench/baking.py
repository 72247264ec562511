"""How long pages take to bake and to be served: `python bench/baking.py [--stories 10000]`.

Makes a site of its own in a temporary folder: stories of two articles each over twenty outlets, with the texts of the sample newsroom
and who said what in them. Bakes everything, then one changed story with its day, then the lists; serves the folder over loopback and
asks for the front page, one connection first, then with wrk where it is installed. CPU times are of this process.
"""

from __future__ import annotations

import argparse
import http.client
import re
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench.checking_speed import bodies

if TYPE_CHECKING:
    from collections.abc import Callable

OUTLETS = 20
PORTION = 500
BEGAN = datetime(2026, 3, 1, tzinfo=UTC)
CHANGED_MS, ALL_SECONDS, FRONT_MS, PAGES_A_SECOND, PAGE_BYTES = 100.0, 60.0, 2.0, 5000.0, 60_000


def fill(stories: int) -> None:
    """Put stories into the tables, newest last."""
    from copydesk.desk.models import Article, ArticleVersion, Outlet, Source, Story
    from copydesk.reading import read
    from copydesk.types import Article as Content

    texts = [(body, read(body).to_dict()) for body in bodies()]
    outlets = [Outlet.objects.create(slug=f"outlet-{each}", name=f"Outlet {each}") for each in range(OUTLETS)]
    sources = [
        Source.objects.create(outlet=each, url=f"https://{each.slug}.example/feed", rights="full")
        for each in outlets
    ]
    for begin in range(0, stories, PORTION):
        numbers = range(begin, min(stories, begin + PORTION))
        when = {each: BEGAN + timedelta(minutes=10 * each) for each in numbers}
        made = Story.objects.bulk_create(
            Story(
                key=f"k{each}",
                slug=f"story-{each}",
                headline=f"Headline of story {each}",
                opened_at=when[each],
                updated_at=when[each],
                published_at=when[each],
                independent=2,
            )
            for each in numbers
        )
        rows = Article.objects.bulk_create(
            Article(
                source=sources[(number * 7 + turn) % OUTLETS],
                outlet=outlets[(number * 7 + turn) % OUTLETS],
                key=f"a{number}-{turn}",
                url=f"https://outlet-{(number * 7 + turn) % OUTLETS}.example/{number}",
                headline=f"Headline {turn} of story {number}",
                published=when[number],
                first_seen=when[number],
                state=Article.State.MATCHED,
                story=story,
            )
            for number, story in zip(numbers, made, strict=True)
            for turn in (0, 1)
        )
        versions = []
        for row in rows:
            body, reading = texts[row.pk % len(texts)]
            content = Content(url=row.url, headline=row.headline, body=body, published=row.published)
            versions.append(
                ArticleVersion(
                    article=row,
                    number=1,
                    seen_at=row.first_seen,
                    digest="1",
                    content=content.to_dict(),
                    reading=reading,
                )
            )
        for row, version in zip(rows, ArticleVersion.objects.bulk_create(versions), strict=True):
            row.version = version
        Article.objects.bulk_update(rows, ["version"], batch_size=200)
        for row, story in zip(rows[::2], made, strict=True):
            story.lead = row
        Story.objects.bulk_update(made, ["lead"], batch_size=200)


def timed(what: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds on the clock and of this process that something takes."""
    clock, process = time.perf_counter(), time.process_time()
    what()
    return time.perf_counter() - clock, time.process_time() - process


def changed(baking: object, stories: int) -> float:
    """Return the milliseconds on the clock for one changed story: its page and its day, each asserted to be new."""
    from copydesk.desk.models import Story
    from copydesk.front.days import days_of

    took = []
    for each in range(9):
        story = Story.objects.get(key=f"k{stories - 1 - each * 17}")
        story.headline = f"Changed headline {each}"
        story.save()
        begun = time.perf_counter()
        files = baking.bake_story(story.pk) + baking.bake_days(days_of([story.pk], baking.site.zone))
        took.append((time.perf_counter() - begun) * 1000)
        assert files >= 2, files
    return median(took)


def served(folder: Path) -> tuple[float, float | None]:
    """Return the median milliseconds of an answer on one connection, and the pages a second under wrk, None without it."""
    from copydesk.front.server import free_port

    port = free_port("127.0.0.1")
    code = f"from pathlib import Path\nfrom copydesk.front.server import serve\nserve('127.0.0.1', {port}, Path({str(folder)!r}))"
    server = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL)
    try:
        connection = connected(port)
        took = []
        for _ in range(500):
            begun = time.perf_counter()
            connection.request("GET", "/", headers={"Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            body = answer.read()
            took.append((time.perf_counter() - begun) * 1000)
            assert answer.status == 200
        connection.close()
        assert 0 < len(body) <= PAGE_BYTES, len(body)
        print(f"front page on the wire: {len(body)} bytes (at most {PAGE_BYTES})")
        return median(took), hammered(port)
    finally:
        server.terminate()
        server.wait(timeout=20)


def connected(port: int) -> http.client.HTTPConnection:
    """Return a connection to the server once it answers."""
    for _ in range(200):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.connect()
        except OSError:
            time.sleep(0.1)
        else:
            return connection
    message = "the server did not start within 20 seconds"
    raise OSError(message)


def hammered(port: int, path: str = "/") -> float | None:
    """Return the pages a second under wrk; None where it is not installed."""
    if shutil.which("wrk") is None:
        print("SKIPPED, no wrk: install Debian's package wrk to measure pages a second")
        return None
    command = ["wrk", "-t1", "-c32", "-d5s", "-H", "Accept-Encoding: gzip", f"http://127.0.0.1:{port}{path}"]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    assert "Non-2xx" not in told, told
    return float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])


def main() -> int:
    """Measure, print, and return 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--stories", type=int, default=10_000)
    stories = parser.parse_args().stories
    missed = []
    with tempfile.TemporaryDirectory(prefix="copydesk-bench-") as name:
        from copydesk.cli._site import open_site, settings_of

        settings = settings_of(Path(name))
        open_site(settings)
        from copydesk.front.baking import baked_folder, bakery
        from copydesk.front.together import bake_all

        fill(stories)
        baking = bakery(settings)
        clock, process = timed(lambda: bake_all(baking, settings))
        pages = sum(1 for _ in baked_folder(Path(name)).rglob("index.html"))
        assert pages > stories
        print(
            f"all {pages} pages of {stories} stories baked in {clock:.1f} s, CPU of this process {process:.1f} s (at most {ALL_SECONDS:g})"
        )
        one = changed(baking, stories)
        print(f"one changed story with its day: median {one:.1f} ms (at most {CHANGED_MS:g})")
        for kind, what in (("front page", baking.bake_front), ("feeds and maps", baking.bake_feeds)):
            print(f"{kind} baked in {timed(what)[1] * 1000:.0f} ms CPU")
        front, many = served(baked_folder(Path(name)))
        print(f"front page answered in {front:.2f} ms, median of 500 (at most {FRONT_MS:g})")
        if many is not None:
            print(f"under wrk {many:.0f} pages a second (at least {PAGES_A_SECOND:g})")
        missed += [f"{clock:.0f} s for all pages"] if clock > ALL_SECONDS else []
        missed += [f"{one:.0f} ms for one story"] if one > CHANGED_MS else []
        missed += [f"{front:.1f} ms for the front page"] if front > FRONT_MS else []
        missed += [f"{many:.0f} pages a second"] if many is not None and many < PAGES_A_SECOND else []
    print("missed: " + "; ".join(missed) if missed else "all bars held")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
