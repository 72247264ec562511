"""Other people's pages, served on this machine, go the whole way: fetched, read, matched, checked, baked."""

from __future__ import annotations

import gzip
import json
import os
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from copydesk.desk.models import Article, Outlet, Source, Story
from copydesk.desk.work.intake import IntakeStep
from copydesk.desk.work.matching import MatchStep
from copydesk.front.step import BakeStep
from copydesk.intake import Fetcher, Limits
from copydesk.settings import Settings
from copydesk.testing.newsstand import Newsstand

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.shared, pytest.mark.slow, pytest.mark.django_db]

#: one page in so many is taken; COPYDESK_TEST_WIRE_EACH=1 takes them all
EACH = int(os.environ.get("COPYDESK_TEST_WIRE_EACH", "40"))
LIMITS = Limits(host_pause=0, host_connections=8)


def wire_pages(shared: Path) -> dict[str, bytes]:
    """Return the pages of all three files by the path they are served at."""
    pages: dict[str, bytes] = {}
    for name in ("articles", "metadata", "news"):
        with gzip.open(shared / "wire" / f"pages-{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number % EACH == 0:
                    page = json.loads(line)["html"]
                    pages[f"/{name}/{number}"] = page.encode("utf-8", "surrogatepass")
    return pages


def run_all(steps: list, seconds: float) -> None:
    """Run the steps in turn until nothing is left to do; an error of a step ends the test."""
    end = time.monotonic() + seconds
    waiting = Article.objects.filter(state__in=[Article.State.ANNOUNCED, Article.State.EXTRACTED])
    while time.monotonic() < end:
        for step in steps:
            step.run(datetime.now(UTC))
        if (
            Article.objects.exists()
            and not waiting.exists()
            and not Story.objects.exclude(bake_due_at=None).exists()
        ):
            return
    raise AssertionError(f"{waiting.count()} articles are not done within {seconds} s")


def test_every_page_goes_the_whole_way(shared: Path, tmp_path: Path):
    """No step raises, no log line holds a traceback, and what is set aside says why."""
    pages = wire_pages(shared)
    settings = Settings(site_folder=tmp_path, bake_pause=3600.0, items_per_visit=10_000)
    with Newsstand(pages) as stand, capture_logs() as lines:
        outlet = Outlet.objects.create(slug="wire", name="Wire")
        Source.objects.create(outlet=outlet, url=stand.url("/feed.xml"), due_at=datetime.now(UTC))
        ports = frozenset({stand.port})
        with IntakeStep(
            settings, lambda: Fetcher(user_agent="Copydesk/0", limits=LIMITS, allow_ports=ports)
        ) as intake:
            run_all([intake, MatchStep(settings), BakeStep(settings)], 60 * 40 / EACH + 120)

    rows = list(Article.objects.values_list("url", "state", "error"))
    aside = {url: error for url, state, error in rows if state != Article.State.MATCHED}
    print(  # noqa: T201 - read with -rP when all pages are taken
        f"{len(rows)} pages, {len(rows) - len(aside)} matched, {len(aside)} set aside"
    )
    print(*(f"{url}: {error}" for url, error in aside.items()), sep="\n")  # noqa: T201 - as above
    assert len(rows) == len(pages)
    assert [url for url, error in aside.items() if not error or "unexpected" in error] == []
    assert [line for line in lines if line.get("exc_info")] == []
    assert [url for url, state, _ in rows if state not in {"matched", "failed", "duplicate"}] == []
