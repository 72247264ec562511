"""Runs commands as the terminal does, in this process or, where a site is opened, in one of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from copydesk.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict]:
        """What was printed, read as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


#: runs commands one after the other in one process, so that Django starts once
DRIVER = """
import contextlib, io, json, sys
from copydesk.cli import main
steps = json.load(sys.stdin)
told = []
for arguments in steps:
    out, err, code = io.StringIO(), io.StringIO(), 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main(arguments)
        except SystemExit as end:
            code = end.code or 0
    told.append([code, out.getvalue(), err.getvalue()])
print(json.dumps(told))
"""


@pytest.fixture
def run(capsys, monkeypatch) -> Callable[..., Ran]:
    """Runs a command in this process, with bytes on its standard input."""

    def runs(*arguments: str | Path, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "argv", ["copydesk"])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as end:
            main([str(each) for each in arguments])
        captured = capsys.readouterr()
        return Ran(int(end.value.code or 0), captured.out, captured.err)

    return runs


@pytest.fixture(scope="session")
def run_on_site() -> Callable[..., list[Ran]]:
    """Runs commands on a site, one after the other, in one process of their own; its name is added to each."""

    def runs(
        folder: Path, steps: Sequence[Sequence[str]], more: Mapping[str, str] | None = None
    ) -> list[Ran]:
        kept = {
            name: text
            for name, text in os.environ.items()
            if not name.startswith(("COPYDESK_", "DJANGO_", "DATABASE_URL"))
        }
        done = subprocess.run(
            [sys.executable, "-c", DRIVER],
            input=json.dumps([[*step, "--site", str(folder)] for step in steps]),
            env=kept | dict(more or {}),
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return [Ran(*each) for each in json.loads(done.stdout)]

    return runs
