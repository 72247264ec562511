"""The doors of the newsletter: the server's gate and policy, and the commands as an editor types them."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from copydesk.front.gate import BURST
from copydesk.front.server import DESK_POLICY, FrontServer

if TYPE_CHECKING:
    from pathlib import Path


def _post(server: FrontServer, path: str) -> tuple[str, dict[str, str]]:
    """Send a form; return status and headers."""
    told: list = []
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "REMOTE_ADDR": "203.0.113.7",
        "wsgi.input": io.BytesIO(),
    }
    list(server(environ, lambda status, headers, *_: told.append((status, dict(headers)))))
    return told[0]


def _behind(environ, start_response):
    """Stand for Django: takes everything."""
    start_response("200 OK", [])
    return [environ["PATH_INFO"].encode()]


def test_gate_keeps_floods_out_and_lets_everybody_leave(tmp_path: Path) -> None:
    """A subnet's flood of forms is turned away; leaving never is, since a mail program's house does it for many."""
    server = FrontServer(tmp_path, _behind, lambda _: None)
    asked = [_post(server, "/newsletter/")[0][:3] for _ in range(BURST + 5)]
    left = {_post(server, f"/newsletter/leave/{number}-x/")[0][:3] for number in range(50)}

    assert asked == ["200"] * BURST + ["429"] * 5
    assert left == {"200"}


def test_pages_run_nothing_but_our_own_files(tmp_path: Path) -> None:
    """The policy of the pages lets scripts come from our own files only; nothing in a page itself runs."""
    headers = _post(FrontServer(tmp_path, _behind, lambda _: None), "/newsletter/")[1]

    assert headers["Content-Security-Policy"] == DESK_POLICY
    assert "unsafe" not in DESK_POLICY
    assert "default-src 'self'" in DESK_POLICY


@pytest.mark.slow
def test_readers_in_and_out_by_command(tmp_path: Path) -> None:
    """Import, export, erasure of one person's data and the list, as an editor types them."""
    site = tmp_path / "site"
    (tmp_path / "readers.csv").write_text(
        "name,email\nAnn,ann@example.org\nBob,bob@example.org\n", encoding="utf-8"
    )

    def run(*words: str) -> str:
        command = [sys.executable, "-m", "copydesk", *words, "--site", str(site)]
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("COPYDESK_", "DJANGO_", "DATABASE_"))
        }
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60, env=kept)
        assert done.returncode == 0, done.stderr
        return done.stdout

    told = run("newsletter", "import", str(tmp_path / "readers.csv"), "--confirmed")
    assert told == "2 kept, 0 known already, 1 lines without an address\n"
    out = [json.loads(line) for line in run("newsletter", "export").splitlines()]
    assert [each["email"] for each in out] == ["ann@example.org", "bob@example.org"]
    run("reply", "erase", "ann@example.org")
    assert "readers: 0 asked, 1 confirmed, 0 left, 0 refused" in run("newsletter", "list")
