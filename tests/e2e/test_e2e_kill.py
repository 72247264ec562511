"""Killed at any moment and started again, a site loses nothing, repeats nothing, and serves no half page."""

from __future__ import annotations

import os
import random
import signal
import socket
import sqlite3
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from copydesk.intake import canonical
from copydesk.testing.reader import Reader
from copydesk.testing.site import Site, database_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("kill")]

SETTLE_SECONDS = 240
#: from here on a kill may come at any moment of the time that follows
MOMENTS = {
    "start-up": None,
    "intake": "SELECT count(*) FROM desk_articleversion",
    "matching": "SELECT count(*) FROM desk_article WHERE state = 'matched'",
    "baking": "SELECT count(*) FROM desk_story WHERE baked_at IS NOT NULL",
}
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


def wait_for(is_so: Callable[[], Any], what: str, seconds: float = 90) -> Any:
    """Wait until something is so; fail by name when it never is."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = is_so()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"not within {seconds} s: {what}")


def ask(site: Site, sql: str) -> Any:
    """Return the first value of a query; None while there is no database to ask."""
    try:
        return site.query(sql)[0][0]
    except (sqlite3.Error, OSError, IndexError):
        return None
    except Exception as error:
        if type(error).__module__.startswith("psycopg"):
            return None
        raise


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


@dataclass(frozen=True)
class Outcome:
    """What a site made of the sample newsroom, in the ids of the list written by hand."""

    matched: Counter[str]
    failed: Counter[str]
    versions: list[tuple[Any, ...]]
    relations: Counter[tuple[str, str, str]]
    stories: Counter[tuple[frozenset[str], int]]


def outcome_of(site: Site, expected: dict[str, Any]) -> Outcome:
    """Return what the database says, asked in plain SQL."""
    known = {
        canonical(site.address(each["outlet"], each["path"])): each["id"] for each in expected["article"]
    } | {canonical(site.address(each["outlet"], each["old"])): each["article"] for each in expected["moved"]}
    articles = site.query("SELECT id, url, state, story_id FROM desk_article")
    name = {row[0]: known.get(canonical(row[1]), row[1]) for row in articles}
    members: dict[int, set[str]] = {}
    for number, _, _, story in articles:
        members.setdefault(story, set()).add(name[number])
    stories = site.query("SELECT id, independent FROM desk_story WHERE state = 'published'")
    return Outcome(
        Counter(name[row[0]] for row in articles if row[2] == "matched"),
        Counter(name[row[0]] for row in articles if row[2] != "matched"),
        site.query(
            "SELECT a.id, count(v.id), max(v.number) FROM desk_article a LEFT JOIN desk_articleversion v"
            " ON v.article_id = a.id WHERE a.state = 'matched' GROUP BY a.id"
            " HAVING count(v.id) <> 1 OR max(v.number) <> 1 OR max(a.version_id) <> max(v.id)"
        ),
        Counter(
            (name[copy], name[of], kind)
            for copy, of, kind in site.query("SELECT article_id, of_id, kind FROM desk_relation")
        ),
        Counter((frozenset(members.get(number, ())), count) for number, count in stories),
    )


def wanted_of(site: Site, expected: dict[str, Any]) -> Outcome:
    """Return what an undisturbed run makes of it: test_e2e_sample holds it to this same list."""
    return Outcome(
        Counter(each["id"] for each in expected["article"]),
        Counter(site.address(each["outlet"], each["path"]) for each in expected["failure"]),
        [],
        Counter((each["copy"], each["of"], each["kind"]) for each in expected["relation"]),
        Counter((frozenset(each["articles"]), len(each["independent"])) for each in expected["story"]),
    )


def assert_sound(site: Site) -> None:
    """The database itself says that nothing in it is broken, and no row points at nothing."""
    if site.database_url:
        orphans = site.query(
            "SELECT count(*) FROM desk_articleversion v LEFT JOIN desk_article a ON a.id = v.article_id"
            " WHERE a.id IS NULL"
        )
        assert orphans == [(0,)]
        return
    with closing(sqlite3.connect(site.folder / "copydesk.sqlite3", timeout=60)) as base:
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []


def kill_at(site: Site, moment: str, dice: random.Random) -> str:
    """Start the site, let it come to a moment, kill all of it; return where it was hit."""
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
    return moment


SETTLED = (
    "SELECT (SELECT count(*) FROM desk_source) > 0"
    " AND (SELECT count(*) FROM desk_source WHERE visited_at IS NULL) = 0"
    " AND (SELECT count(*) FROM desk_article WHERE state IN ('announced', 'extracted')) = 0"
    " AND (SELECT count(*) FROM desk_story WHERE bake_due_at IS NOT NULL) = 0"
)


@pytest.mark.parametrize("life", range(len(LIVES)))
def test_killed_at_thirty_moments_nothing_is_lost_and_nothing_twice(life, make_site, expected):
    """After ten kills of the whole tree, a life of a site ends where an undisturbed one does."""
    dice = random.Random(1900 + life)
    site = make_site("site")
    with Reader(site) as reader:
        for moment in LIVES[life]:
            kill_at(site, moment, dice)
            assert_sound(site)
        site.start()
        site.wait_settled(SETTLE_SECONDS)
        read = sum(reader.answers.values())
        wait_for(lambda: sum(reader.answers.values()) > read + 20, "the pages are read once more")

    assert reader.faults == []
    assert reader.answers[200] > 20
    assert outcome_of(site, expected) == wanted_of(site, expected)
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
def test_fallen_part_is_started_again_and_the_site_settles(make_site, expected):
    """Worker, web server and newsroom each come back after kill -9, and what the worker held is done."""
    site = make_site("parts")
    site.start()
    wait_for(lambda: ask(site, MOMENTS["intake"]), "the first pages are in", SETTLE_SECONDS)
    for words in ("-m copydesk work", "-m copydesk serve"):
        assert_comes_back(site, words)
    site.wait_settled(SETTLE_SECONDS)

    assert outcome_of(site, expected) == wanted_of(site, expected)
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
