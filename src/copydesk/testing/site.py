"""A whole site in processes of its own, started as a user starts it and watched from outside."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SETTLED = """
SELECT (SELECT count(*) FROM desk_source) > 0
   AND (SELECT count(*) FROM desk_source WHERE visited_at IS NULL) = 0
   AND (SELECT count(*) FROM desk_article WHERE state IN ('announced', 'extracted')) = 0
   AND (SELECT count(*) FROM desk_story WHERE bake_due_at IS NOT NULL) = 0
"""


@dataclass
class Site:
    """One site in a folder of its own, on SQLite or on a PostgreSQL database of its own."""

    folder: Path
    database_url: str = ""
    process: subprocess.Popen[bytes] | None = None
    settled_after: float = 0.0  #: seconds from the start until everything stood on the site
    printed: Path = field(init=False)

    def __post_init__(self) -> None:
        self.printed = self.folder.with_name(self.folder.name + ".out")

    def environment(self) -> dict[str, str]:
        """Return the environment of a user who has set nothing."""
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("COPYDESK_", "DJANGO_"))
        }
        kept.pop("DATABASE_URL", None)
        return kept | ({"DATABASE_URL": self.database_url} if self.database_url else {})

    def start(self, *options: str) -> None:
        """Start `copydesk run --sample`."""
        command = [sys.executable, "-m", "copydesk", "run", "--sample", "--site", str(self.folder), *options]
        with self.printed.open("ab") as out:
            self.process = subprocess.Popen(
                command, env=self.environment(), stdout=out, stderr=subprocess.STDOUT, start_new_session=True
            )

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command on this site."""
        full = [sys.executable, "-m", "copydesk", *arguments, "--site", str(self.folder)]
        return subprocess.run(
            full, env=self.environment(), capture_output=True, text=True, check=False, timeout=120
        )

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query, asked of the database itself and not through our own code."""
        if self.database_url:
            import psycopg

            with psycopg.connect(self.database_url) as connection:
                return connection.execute(sql).fetchall()
        with closing(
            sqlite3.connect(f"file:{self.folder}/copydesk.sqlite3?mode=ro", uri=True, timeout=30)
        ) as base:
            return base.execute(sql).fetchall()

    def wait_settled(self, seconds: float) -> float:
        """Wait until everything that was announced is matched and baked; return how long that took."""
        start = time.monotonic()
        steady = 0
        while time.monotonic() - start < seconds:
            if self.process is not None and self.process.poll() is not None:
                raise AssertionError(self.told())
            try:
                steady = steady + 1 if self.query(SETTLED)[0][0] else 0
            except Exception:  # noqa: BLE001 - the database is being made
                steady = 0
            if steady >= 4:
                return time.monotonic() - start
            time.sleep(0.5)
        raise AssertionError(f"not settled within {seconds} s:\n{self.told()}")

    @property
    def url(self) -> str:
        """The address of the site."""
        return f"http://127.0.0.1:{(self.folder / 'port').read_text().strip()}"

    def get(self, path: str) -> str:
        """Return a page as a reader gets it."""
        with urllib.request.urlopen(self.url + path, timeout=20) as answer:
            return str(answer.read(), "utf-8")

    def address(self, outlet: str, path: str) -> str:
        """Return the address of an article of the sample newsroom."""
        ports = json.loads((self.folder / "sample-ports.json").read_text())
        return f"http://127.0.0.1:{ports[outlet]}{path}"

    def stop(self) -> int:
        """Stop as Ctrl-C does; return the exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=40)
        self.process = None
        return code

    def processes(self) -> list[int]:
        """Return the ids of all processes of this site."""
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and int(entry.name) != os.getpid():
                try:
                    told = (entry / "environ").read_bytes() + (entry / "cmdline").read_bytes()
                except OSError:
                    continue
                if any(str(self.folder).encode() + end in told for end in (b"\0", b"/")):
                    found.append(int(entry.name))
        return found

    def kill_all(self) -> None:
        """Kill every process of this site at once, as a power cut would."""
        for process in self.processes():
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                continue
        if self.process is not None:
            self.process.wait(timeout=20)
            self.process = None

    def told(self) -> str:
        """Return what the site printed and logged last."""
        log = self.folder / "copydesk.log"
        lines = log.read_text(encoding="utf-8").splitlines()[-15:] if log.exists() else []
        out = (
            self.printed.read_text(encoding="utf-8", errors="replace")[-3000:]
            if self.printed.exists()
            else ""
        )
        return out + "\n" + "\n".join(lines)


def database_for(name: str) -> str:
    """Return the address of a new empty PostgreSQL database, or nothing where the tests run on SQLite."""
    url = os.environ.get("DATABASE_URL", "")
    if url:
        import psycopg

        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
            connection.execute(f'CREATE DATABASE "{name}"')
        head, _, query = url.partition("?")
        url = f"{head.rpartition('/')[0]}/{name}?{query}"
    return url
