"""The articles that the matching tests share: written for them, one file each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

_FOLDER = Path(__file__).parent / "articles"


@pytest.fixture(scope="session")
def article() -> Callable[[str], str]:
    """Return the text of an article by the name of its file."""
    return lambda name: (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").strip()
