"""What the end-to-end tests share: one running site, and the list of what it must find."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from copydesk.testing.site import Site, database_for

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def expected() -> dict[str, Any]:
    """What Copydesk should find in the sample newsroom, listed by hand."""
    return tomllib.loads((Path(__file__).parent / "expected.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The sample newsroom's site, started as `make run` does, with everything taken in."""
    site = Site(tmp_path_factory.mktemp("sample") / "site", database_for(f"e2e_{os.getpid()}"))
    site.start()
    try:
        site.settled_after = site.wait_settled(300)
        yield site
    finally:
        site.kill_all()
