"""Intake beside lemon24/reader: 500 feeds of 20 entries, all new and again unchanged, in the same run.

    python bench/intake.py [--rounds 3]

Each of the two works in a process of its own against one server in a third, and finds only the packages that it
requires itself; CPU is user and system time of all
threads, memory the peak of the whole process. It prints the medians and ratios, keeps them in
bench/record/intake.json, and exits 1 when an answer is wrong or a bar is missed.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from own_packages import hidden_from, hide

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.settings import Settings

FEEDS, ENTRIES = 500, 20
RECORD = Path(__file__).parent / "record" / "intake.json"
#: how many times less than reader
LESS_PER_NEW, LESS_PER_UNCHANGED, MEMORY_MOST = 5.0, 4.0, 1.0
PEER, OURS = "reader", "copydesk"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process spent."""

    new_ms: float  #: of CPU per feed that was new
    unchanged_ms: float  #: of CPU per feed that was asked for again and had not changed
    peak_mb: float  #: resident, of the whole process


def main() -> int:
    """Measure both in turns, print, keep, and say by the exit code whether the bars are held."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--part", choices=[OURS, PEER, "prepare"], help="used by the benchmark itself")
    parser.add_argument("--port", type=int)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--hidden", default="")
    chosen = parser.parse_args()
    if chosen.part:
        hide(chosen.hidden.split(","))
        {OURS: copydesk_part, PEER: reader_part, "prepare": prepare}[chosen.part](chosen.port, chosen.folder)
        return 0
    load = os.getloadavg()[0]
    costs: dict[str, list[Cost]] = {OURS: [], PEER: []}
    with serving() as port:
        for _ in range(chosen.rounds):
            for name, found in costs.items():
                found.append(measured(name, port))
    return report({name: middle(found) for name, found in costs.items()}, chosen.rounds, load)


def report(costs: dict[str, Cost], rounds: int, load: float) -> int:
    """Print and keep the medians and ratios; return 1 when a bar is missed."""
    from importlib.metadata import version

    ours, theirs = costs[OURS], costs[PEER]
    ratios = {
        "new": round(theirs.new_ms / ours.new_ms, 2),
        "unchanged": round(theirs.unchanged_ms / ours.unchanged_ms, 2),
        "memory": round(ours.peak_mb / theirs.peak_mb, 2),
    }
    print(f"{FEEDS} feeds of {ENTRIES} entries, median of {rounds}; load when it began {load:.1f}")
    for name, cost in costs.items():
        print(
            f"{name:9} {cost.new_ms:6.2f} ms of CPU per new feed, {cost.unchanged_ms:5.2f} per 304, "
            f"peak {cost.peak_mb:5.1f} MB"
        )
    print(
        f"{PEER} {version('reader')} takes {ratios['new']:.1f} × the CPU per new feed (at least {LESS_PER_NEW:g}), "
        f"{ratios['unchanged']:.1f} × per 304 (at least {LESS_PER_UNCHANGED:g}); "
        f"our memory is {ratios['memory']:.2f} of its (at most {MEMORY_MOST:g})"
    )
    held = (
        ratios["new"] >= LESS_PER_NEW
        and ratios["unchanged"] >= LESS_PER_UNCHANGED
        and ratios["memory"] <= MEMORY_MOST
    )
    RECORD.parent.mkdir(exist_ok=True)
    record = {
        "benchmark": "intake",
        "feeds": FEEDS,
        "entries": ENTRIES,
        "rounds": rounds,
        "load": round(load, 1),
        "peer": f"reader {version('reader')}",
        "python": ".".join(map(str, sys.version_info[:3])),
        "costs": {
            name: {key: round(value, 3) for key, value in asdict(cost).items()}
            for name, cost in costs.items()
        },
        "ratios": ratios,
        "held": held,
    }
    RECORD.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    return 0 if held else 1


def middle(costs: list[Cost]) -> Cost:
    """Return the median of each number."""
    return Cost(
        *(median(each) for each in zip(*((c.new_ms, c.unchanged_ms, c.peak_mb) for c in costs), strict=True))
    )


@contextmanager
def serving() -> Iterator[int]:
    """Run the server and give its port."""
    script = Path(__file__).with_name("intake_server.py")
    with subprocess.Popen(
        [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        try:
            yield int(server.stdout.readline())
        finally:
            server.stdin.close()


def measured(name: str, port: int) -> Cost:
    """Let one of the two do both visits in a fresh folder and a fresh process."""
    with tempfile.TemporaryDirectory(prefix="copydesk-bench-") as folder:
        if name == OURS:
            _part("prepare", port, folder)
        return Cost(**json.loads(_part(name, port, folder)))


def _part(name: str, port: int, folder: str) -> str:
    """Run one part in its own process and return what it printed last."""
    hidden = ",".join(hidden_from(PEER if name == PEER else OURS))
    command = [sys.executable, __file__, "--part", name, "--port", str(port), "--folder", folder]
    command += ["--hidden", hidden]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=_environment())
    return done.stdout.strip().rpartition("\n")[2]


def _environment() -> dict[str, str]:
    """Return an environment without settings and proxies of the person who runs this."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("COPYDESK_") and not name.lower().endswith("_proxy") and name != "DATABASE_URL"
    }


def cpu() -> float:
    """Return the CPU seconds that this process has spent, user and system, all threads."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def peak_mb() -> float:
    """Return the most memory this process has held at a time; ru_maxrss would count its parent's as well."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def addresses(port: int) -> list[str]:
    """Return where the feeds are."""
    return [f"http://127.0.0.1:{port}/feed/{number}" for number in range(FEEDS)]


def answered(port: int) -> dict[str, int]:
    """Return how many feeds the server gave since it was last asked, by status."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(b"GET /answers HTTP/1.1\r\nHost: x\r\n\r\n")
        answer = b""
        while not answer.endswith(b"}"):
            answer += line.recv(4096)
    return json.loads(answer.partition(b"\r\n\r\n")[2])


# --- lemon24/reader -----------------------------------------------------------------------------------


def reader_part(port: int, folder: Path) -> None:
    """Take all feeds in with reader as it comes, twice, and print what it cost."""
    # reader carries a feedparser that asks for this module by the name it had in Python 2.
    sys.modules.setdefault("sgmllib", importlib.import_module("feedparser_sgmllib"))
    from reader import make_reader

    reader = make_reader(str(folder / "reader.sqlite"))
    for url in addresses(port):
        reader.add_feed(url)
    answered(port)
    begun = cpu()
    reader.update_feeds()
    new = cpu() - begun
    assert reader.get_entry_counts().total == FEEDS * ENTRIES
    assert answered(port) == {"200": FEEDS}
    begun = cpu()
    reader.update_feeds(scheduled=False)  # all of them, due or not
    unchanged = cpu() - begun
    assert answered(port) == {"304": FEEDS}
    assert reader.get_entry_counts().total == FEEDS * ENTRIES
    reader.close()
    print(json.dumps(asdict(Cost(new / FEEDS * 1000, unchanged / FEEDS * 1000, peak_mb()))))


# --- Copydesk -----------------------------------------------------------------------------------------


def site(port: int, folder: Path) -> Settings:
    """Return the settings of a site that may ask the benchmark's server without a pause."""
    from copydesk.cli._site import settings_of

    return settings_of(folder, host_pause=0.0, allow_ports=str(port))


def prepare(port: int, folder: Path) -> None:
    """Make the site's database with its sources, as `copydesk source add` and the first start leave it."""
    from copydesk.cli._site import open_site

    open_site(site(port, folder))
    from copydesk.desk.models import Outlet, Source

    begin = _times()[0]
    for number, url in enumerate(addresses(port)):
        outlet = Outlet.objects.create(slug=f"outlet-{number}", name=f"Outlet {number}")
        Source.objects.create(outlet=outlet, url=url, due_at=begin)


def _times() -> tuple[object, ...]:
    """Return when the two visits are made: soon after the newest entry, and when all sources are due again."""
    from intake_server import NEWEST

    return NEWEST + timedelta(minutes=20), NEWEST + timedelta(minutes=260)


def copydesk_part(port: int, folder: Path) -> None:
    """Take all feeds in with the worker's own step, twice, and print what it cost."""
    from copydesk.cli._site import Part, connect, fetcher_of

    settings = site(port, folder)
    connect(settings, Part.WORK)
    from copydesk.desk.models import Article, Source
    from copydesk.desk.work.intake import IntakeStep

    class SourcesOnly(IntakeStep):
        """Leaves the articles' pages alone, as reader does."""

        def _send_pages(self, now, room):  # noqa: ANN001, ANN202, ARG002 - as the step's own
            return 0

    first, second = _times()
    answered(port)
    with SourcesOnly(settings, lambda: fetcher_of(settings)) as step:
        begun = cpu()
        visit_all(step, first)
        new = cpu() - begun
        assert Article.objects.count() == FEEDS * ENTRIES
        assert Source.objects.filter(visited_at=first, succeeded_at=first, attempts=0).count() == FEEDS
        assert answered(port) == {"200": FEEDS}
        begun = cpu()
        visit_all(step, second)
        unchanged = cpu() - begun
        assert answered(port) == {"304": FEEDS}
        assert Source.objects.filter(visited_at=second, succeeded_at=second, attempts=0).count() == FEEDS
        assert (
            Article.objects.filter(source__new_at=first).count() == Article.objects.count() == FEEDS * ENTRIES
        )
    print(json.dumps(asdict(Cost(new / FEEDS * 1000, unchanged / FEEDS * 1000, peak_mb()))))


def visit_all(step, now) -> None:  # noqa: ANN001 - imported late
    """Let the step work until nothing is due any more."""
    limit = time.monotonic() + 120
    while step.run(now) or step.under_way:
        assert time.monotonic() < limit, "the visits do not end"


if __name__ == "__main__":
    sys.exit(main())
