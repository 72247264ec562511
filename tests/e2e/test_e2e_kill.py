"""Killed at any moment and started again, a site loses nothing, repeats nothing, and serves no half page."""

from __future__ import annotations

import os
import random
import signal
import socket
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from copydesk.testing.outcome import Outcome, ask, assert_sound, outcome_of, wait_for
from copydesk.testing.reader import Reader
from copydesk.testing.site import SETTLED, Site, database_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.slow

SETTLE_SECONDS = 240
#: from here on a kill may come at any moment of the time that follows
MOMENTS = {
    "start-up": None,
    "intake": "SELECT count(*) FROM desk_articleversion",
    "matching": "SELECT count(*) FROM desk_article WHERE state = 'matched'",
    "baking": "SELECT count(*) FROM desk_story WHERE baked_at IS NOT NULL",
}
#: of the ten kills in a life, how many must find the site at work; a quick machine may be done sooner
AT_WORK_LEAST = 6
#: kills within each life of a site: thirty in all
LIVES = [
    [
        "start-up",
        "start-up",
        "intake",
        "start-up",
        "intake",
        "matching",
        "matching",
        "baking",
        "start-up",
        "baking",
    ],
    [
        "start-up",
        "intake",
        "intake",
        "start-up",
        "matching",
        "intake",
        "baking",
        "matching",
        "start-up",
        "baking",
    ],
    [
        "intake",
        "start-up",
        "matching",
        "start-up",
        "baking",
        "matching",
        "start-up",
        "matching",
        "baking",
        "start-up",
    ],
]


@pytest.fixture
def make_site(tmp_path: Path) -> Iterator[Callable[[str], Site]]:
    """Make sites in folders of their own; none of their processes outlives the test."""
    made: list[Site] = []

    def make(name: str) -> Site:
        made.append(Site(tmp_path / name, database_for(f"e2e_{os.getpid()}_{name}")))
        return made[-1]

    yield make
    for site in made:
        site.kill_all()


@pytest.fixture
def undisturbed(sample_site: Site, expected: dict[str, Any]) -> Outcome:
    """What a run makes of the sample newsroom that nobody kills."""
    found = outcome_of(sample_site, expected)
    assert found.matched == Counter(each["id"] for each in expected["article"])
    assert sum(found.failed.values()) == len(expected["failure"])
    assert found.versions == []
    return found


def kill_at(site: Site, moment: str, dice: random.Random) -> str:
    """Start the site, let it come to a moment, kill all of it; return where it was hit: "rest" if all was done."""
    query = MOMENTS[moment]
    before = (ask(site, query) or 0) if query else 0
    site.start()
    if query is None:
        time.sleep(dice.uniform(0.05, 2.5))
    else:
        wait_for(
            lambda: (ask(site, query) or 0) > before or ask(site, SETTLED),
            f"{moment} after {site.told()}",
            SETTLE_SECONDS,
        )
        time.sleep(dice.uniform(0, 0.6))
    site.kill_all()
    return "rest" if ask(site, SETTLED) else moment


@pytest.mark.parametrize("life", range(len(LIVES)))
def test_killed_at_thirty_moments_nothing_is_lost_and_nothing_twice(life, make_site, undisturbed, expected):
    """After ten kills of the whole tree, a life of a site ends where an undisturbed one does."""
    dice = random.Random(1900 + life)
    site = make_site("site")
    with Reader(site) as reader:
        hit = Counter[str]()
        for moment in LIVES[life]:
            hit[kill_at(site, moment, dice)] += 1
            assert_sound(site)
        assert hit.total() - hit["rest"] >= AT_WORK_LEAST
        site.start()
        site.wait_settled(SETTLE_SECONDS)
        read = sum(reader.answers.values())
        wait_for(lambda: sum(reader.answers.values()) > read + 20, "the pages are read once more")

    assert reader.faults == []
    assert reader.answers[200] > 20
    assert outcome_of(site, expected) == undisturbed
    assert_sound(site)


def part(site: Site, words: str) -> int:
    """Return the id of the first process of the site whose command line has these words; 0 if none has."""
    for process in sorted(site.processes()):
        try:
            line = Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if words in line:
            return process
    return 0


def answers(port: int) -> bool:
    """Say whether somebody listens on a port of this machine."""
    with socket.socket() as probe:
        probe.settimeout(5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def port_of(address: str) -> int:
    """Return the port in an address."""
    return int(address.rpartition(":")[2])


def assert_comes_back(site: Site, words: str) -> None:
    """Kill one part of a site; another with the same command line takes its place."""
    fallen = wait_for(lambda: part(site, words), words)
    os.kill(fallen, signal.SIGKILL)
    wait_for(lambda: part(site, words) not in {0, fallen}, f"{words} runs again")


@pytest.mark.database
def test_fallen_part_is_started_again_and_the_site_settles(make_site, undisturbed, expected):
    """Worker, web server and newsroom each come back after kill -9, and what the worker held is done."""
    site = make_site("parts")
    site.start()
    wait_for(lambda: ask(site, MOMENTS["intake"]), "the first pages are in", SETTLE_SECONDS)
    for words in ("-m copydesk work", "-m copydesk serve"):
        assert_comes_back(site, words)
    site.wait_settled(SETTLE_SECONDS)

    assert outcome_of(site, expected) == undisturbed
    wait_for(lambda: "</html>" in site.get("/"), "the front page is served")
    assert_comes_back(site, "copydesk.sample")
    wait_for(lambda: answers(port_of(site.address("courier", ""))), "the newsroom is at its old address")
    assert site.stop() == 0


def test_nothing_remains_when_the_parent_alone_is_killed(make_site):
    """Worker, web server and newsroom end by themselves, and their ports are free for the next run."""
    site = make_site("orphans")
    site.start()
    wait_for(lambda: ask(site, MOMENTS["intake"]), "the first pages are in", SETTLE_SECONDS)
    ports = [port_of(site.url), port_of(site.address("courier", ""))]
    wait_for(lambda: all(map(answers, ports)), "web server and newsroom listen")
    assert len(site.processes()) >= 4

    os.kill(site.process.pid, signal.SIGKILL)
    site.process.wait()

    wait_for(lambda: not site.processes(), "all processes have ended")
    assert not any(map(answers, ports))


@pytest.mark.parametrize("seconds", [0.2, 0.6, 1.0, 1.5])
def test_nothing_remains_when_the_parent_is_killed_while_it_starts(make_site, seconds):
    """A child that was not yet up when its parent fell ends as well."""
    site = make_site("early")
    site.start()
    time.sleep(seconds)

    os.kill(site.process.pid, signal.SIGKILL)
    site.process.wait()

    wait_for(lambda: not site.processes(), "all processes have ended")
