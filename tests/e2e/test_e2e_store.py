"""What a disk, a database, a folder or a port can do wrong: told in one line, and nothing is lost by it."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from copydesk.testing.outcome import ask, assert_sound, outcome_of, wait_for
from copydesk.testing.reader import Reader
from copydesk.testing.site import Site, database_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


SETTLE_SECONDS = 240
UNREADABLE, FAILED = 3, 4
VERSIONS = "SELECT count(*) FROM desk_articleversion"
BAKED = "SELECT count(*) FROM desk_story WHERE baked_at IS NOT NULL"


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
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with little room; needs root, as CI has it."""
    if os.geteuid() != 0:
        pytest.skip("test of a full disk: needs root to mount a small disk")
    folder = tmp_path / "disk"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", str(folder)], check=True)
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(path: Path) -> None:
    """Write to a file until the disk is full."""
    with path.open("ab", buffering=0) as file:
        for size in (2**20, 2**12, 1):
            try:
                while file.write(b"x" * size) == size:
                    pass
            except OSError:
                continue


def has_told(site: Site, words: str) -> bool:
    """Say whether the site's log or its terminal has these words."""
    log = site.folder / "copydesk.log"
    lines = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    return words in lines + site.printed.read_text(encoding="utf-8", errors="replace")


def summary_of(site: Site, expected: dict) -> tuple:
    """Return which articles are taken in and which are set aside, each once."""
    found = outcome_of(site, expected)
    return sorted(found.matched.elements()), sum(found.failed.values()), found.versions


def all_of(expected: dict) -> tuple:
    """Return the same, as an undisturbed run has it."""
    return sorted(each["id"] for each in expected["article"]), len(expected["failure"]), []


@pytest.mark.slow
def test_full_disk_is_named_and_survived(small_disk, expected):
    """Pages stay whole and served while the disk is full; with room again the site settles by itself."""
    site = Site(small_disk)
    try:
        site.start()
        wait_for(lambda: ask(site, BAKED), "the first story is baked", SETTLE_SECONDS)
        with Reader(site) as reader:
            wait_for(lambda: reader.answers[200] > 5, "pages are read")
            ballast = small_disk / "ballast"
            fill(ballast)
            wait_for(lambda: has_told(site, "StoreFullError"), "the full disk is told", SETTLE_SECONDS)
            before = reader.answers[200]
            wait_for(lambda: reader.answers[200] > before + 20, "pages are served from the full disk")
            ballast.unlink()
            site.wait_settled(SETTLE_SECONDS)

        assert has_told(site, "the disk is full") or has_told(site, "no space left")
        assert has_told(site, str(small_disk))
        assert reader.faults == []
        assert summary_of(site, expected) == all_of(expected)
        assert_sound(site)
        assert "Traceback" not in site.printed.read_text()
    finally:
        site.kill_all()


HOLD = """
import sqlite3, sys
base = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
base.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.readline()
base.execute("ROLLBACK")
"""
HOLD_POSTGRESQL = """
import psycopg, sys
with psycopg.connect(sys.argv[1]) as base:
    base.execute("LOCK TABLE desk_article IN ACCESS EXCLUSIVE MODE")
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.mark.slow
@pytest.mark.database
def test_locked_database_is_named_and_survived(make_site, expected):
    """Another process holds the database longer than allowed: that is told, and the work goes on after."""
    site = make_site("locked")
    site.folder.mkdir()
    (site.folder / "copydesk.toml").write_text("database_wait = 1.0\nlease_seconds = 10.0\n")
    site.start()
    wait_for(lambda: ask(site, VERSIONS), "the first pages are in", SETTLE_SECONDS)
    program, where = (
        (HOLD_POSTGRESQL, site.database_url)
        if site.database_url
        else (HOLD, f"{site.folder}/copydesk.sqlite3")
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, where], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout.readline() == "held\n"
        wait_for(lambda: has_told(site, "StoreLockedError"), "the lock is told", SETTLE_SECONDS)
        holder.communicate("done\n")

    site.wait_settled(SETTLE_SECONDS)

    assert has_told(site, "another process holds the database")
    assert summary_of(site, expected) == all_of(expected)
    assert_sound(site)


def run_once(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `copydesk run` where it cannot."""
    site = Site(folder)
    return subprocess.run(
        [sys.executable, "-m", "copydesk", "run", "--site", str(folder), *options],
        env=site.environment() | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def assert_told(ended: subprocess.CompletedProcess[str], code: int, *words: str) -> None:
    """One line says what, where and what to do; the exit code is the documented one."""
    assert ended.returncode == code, ended.stderr
    lines = ended.stderr.strip().splitlines()
    assert len(lines) == 1, ended.stderr
    assert lines[0].startswith("copydesk: ")
    assert [each for each in words if each not in lines[0]] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("port = [", ["copydesk.toml", "is not TOML"]),
        ('colour = "red"', ["colour", "copydesk.toml", "no setting of Copydesk", "settings.md"]),
        ('port = "many"', ["port", "'many' is not int"]),
    ],
)
def test_settings_that_cannot_be_read_are_named(tmp_path, text, words):
    """A corrupt file, an unknown name and a wrong value each say which and why."""
    (tmp_path / "copydesk.toml").write_text(text)

    assert_told(run_once(tmp_path), UNREADABLE, *words)


def test_taken_port_is_named(tmp_path):
    """Another program listens there: the line names the port and the option."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        assert_told(run_once(tmp_path, "--port", str(port)), UNREADABLE, f"{port} is taken", "--port")


def test_second_run_on_one_folder_is_refused(make_site):
    """The first goes on, the second says that it runs already and what else to do."""
    site = make_site("twice")
    site.start()
    wait_for((site.folder / "port").exists, "the first one runs", SETTLE_SECONDS)

    assert_told(run_once(site.folder), FAILED, str(site.folder), "runs already", "--site")
    assert site.process.poll() is None


def test_database_that_is_not_there_is_named(tmp_path):
    """A PostgreSQL that does not answer is an error of the store."""
    ended = run_once(tmp_path, DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")

    assert ended.returncode == FAILED
    assert "Traceback" not in ended.stderr
    assert re.match("copydesk: .*connection", ended.stderr)


@pytest.fixture
def read_only_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder into which nobody can write, not even root."""
    if os.geteuid() != 0:
        pytest.skip("test of a read-only folder: needs root to mount a read-only disk")
    folder = tmp_path / "read-only"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(folder)], check=True)
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.mark.parametrize("command", ["work", "serve"])
def test_read_only_folder_is_named(read_only_disk, command):
    """What cannot be written there is named, with its file and what to do."""
    ended = Site(read_only_disk).command(command)

    assert_told(ended, FAILED, str(read_only_disk), "Read-only file system", "--site")
