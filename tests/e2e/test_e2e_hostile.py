"""Sources that do everything wrong: each ends as an error of its own, and the good one beside them is taken in."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from copydesk.desk.models import Article, Outlet, Source
from copydesk.desk.work.intake import IntakeStep
from copydesk.intake import Fetcher, Limits
from copydesk.settings import Settings
from copydesk.testing.hostile import PATHS, HostileServer
from copydesk.testing.newsstand import Newsstand

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.database, pytest.mark.slow]

LIMITS = Limits(host_pause=0, fetch_seconds=6, idle_seconds=3, host_connections=16, concurrency=32)
#: what a path is asked with, where it needs to be told
QUERIES = {
    "/packed": ["gzip", "br", "zstd", "deflate", "raw-deflate"],
    "/bomb": ["gzip", "br", "zstd"],
    "/half-packed": ["gzip", "br", "zstd", "deflate"],
    "/not-packed": ["gzip", "br", "zstd", "deflate"],
    "/to": [
        "302=http://169.254.169.254/latest/",
        "302=http://127.0.0.1:1/",
        "302=file:///etc/passwd",
        "301=/silent",
    ],
    "/moved": ["2", "9"],
    "/circle": ["a"],
    "/corridor": ["x"],
    "/later": ["429=120", "503="],
    "/status": ["400", "403", "404", "410", "500", "502"],
}
#: honest, or so little wrong that the feed can be had
FINE = {"/feed", "/etag", "/one-etag", "/packed", "/hub", "/moved?2"}
#: what the parser makes of them may change
OPEN = {"/charset", "/too-short", "/packed?raw-deflate", "/to?301=/silent"}
#: a host that asks us to come back later rests as a whole, so these have one of their own
RESTING = {"/later", "/status"}


def targets() -> list[str]:
    """Return everything that the hostile server can be asked for."""
    return [f"{path}?{query}" if query else path for path in PATHS for query in QUERIES.get(path, [""])]


def add(url: str, now: datetime) -> Source:
    """Watch an address, with an outlet of its own."""
    number = Source.objects.count()
    outlet = Outlet.objects.create(slug=f"outlet-{number}", name=f"Outlet {number}")
    return Source.objects.create(outlet=outlet, url=url, due_at=now)


def run_until_visited(step: IntakeStep, seconds: float) -> None:
    """Run the step until every source was visited and every good page is in."""
    end = time.monotonic() + seconds
    good = Article.objects.filter(source__title="Newsstand")
    while time.monotonic() < end:
        step.run(datetime.now(UTC))
        if (
            not Source.objects.filter(visited_at=None).exists()
            and good.exists()
            and not good.exclude(state=Article.State.EXTRACTED).exists()
        ):
            return
    left = list(Source.objects.filter(visited_at=None).values_list("url", flat=True))
    raise AssertionError(f"not done within {seconds} s: {left}")


def misjudged(by_target: dict[str, int]) -> dict[str, tuple[int, bool, str]]:
    """Return what is not as it must be: one attempt and a note for a misdeed, neither attempt nor lease else."""
    found = {}
    for target, number in by_target.items():
        row = Source.objects.get(pk=number)
        names = {target, target.partition("?")[0]}
        told = (row.attempts, bool(row.note), row.lease_by)
        if OPEN.isdisjoint(names) and (
            row.attempts != 0 if not FINE.isdisjoint(names) else told != (1, True, "")
        ):
            found[target] = told
    return found


@pytest.mark.django_db
def test_each_misdeed_ends_on_its_own_source(tmp_path: Path):
    """Every hostile source has its error and one attempt; the good source's articles are all there."""
    pages = {
        f"/news/{number}": f"The ferry number {number} runs again after the storm. " * 12
        for number in range(5)
    }
    now = datetime.now(UTC)
    with HostileServer() as server, Newsstand(pages) as stand:
        others: dict[str, HostileServer] = {}
        by_target: dict[str, int] = {}
        try:
            for target in targets():
                home = server
                if target.partition("?")[0] in RESTING:
                    home = others[target] = HostileServer().__enter__()
                by_target[target] = add(home.url(target), now).pk
            good = add(stand.url("/feed.xml"), now)
            ports = frozenset({server.port, stand.port, *(each.port for each in others.values())})
            settings = Settings(
                site_folder=tmp_path, concurrency=32, poll_seconds_least=3600.0, burst_seconds=3600.0
            )
            with IntakeStep(
                settings, lambda: Fetcher(user_agent="Copydesk/0", limits=LIMITS, allow_ports=ports)
            ) as step:
                run_until_visited(step, 90)
        finally:
            for each in others.values():
                each.__exit__(None, None, None)

    assert misjudged(by_target) == {}
    good.refresh_from_db()
    assert good.attempts == 0
    assert good.articles.filter(state=Article.State.EXTRACTED).count() == len(pages)
    assert Article.objects.exclude(source=good).filter(state=Article.State.EXTRACTED).count() == 0
