"""The examples of the front page run."""

from __future__ import annotations

import doctest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_readme_example_runs():
    """The README's Python session gives what it shows."""
    result = doctest.testfile(str(ROOT / "README.md"), module_relative=False, encoding="utf-8")

    assert result.attempted >= 5
    assert result.failed == 0


def test_readme_picture_is_small():
    """The picture is there, a PNG of 1280 pixels' width, below 300 kB."""
    data = (ROOT / "docs" / "images" / "front.png").read_bytes()

    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20], "big") == 1280
    assert len(data) < 300_000
