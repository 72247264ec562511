"""What all tests share: a site folder of their own, and where other people's texts lie."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"

os.environ.setdefault("COPYDESK_SITE_FOLDER", tempfile.mkdtemp(prefix="copydesk-tests-"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of other people's texts; the test skips, saying so, where it is missing."""
    if not SHARED.is_dir():
        pytest.skip(
            f"needs other people's texts, which are not committed: {SHARED.name}/ beside the checkout"
        )
    return SHARED
