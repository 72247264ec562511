"""Addresses under a fuzzer that is guided by coverage."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def test_fuzzer_finds_nothing_in_addresses():
    """Atheris finds no exception but the documented one, and no identity that changes when taken twice."""
    pytest.importorskip("atheris")
    harness = Path(__file__).with_name("fuzz_urls.py")

    run = subprocess.run(
        [sys.executable, harness, "-runs=5000", "-seed=7", "-verbosity=0"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert run.returncode == 0, run.stderr[-3000:]
