"""What all tests share: a site folder of their own, and where other people's texts lie."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from copydesk.testing.browser import opened_chromium

if TYPE_CHECKING:
    from collections.abc import Generator

SHARED = Path(__file__).resolve().parents[2] / "shared"

# In CI the examples are the same on every run: what is red there is red here.
settings.register_profile("copydesk", deadline=None, print_blob=True, derandomize=bool(os.environ.get("CI")))
settings.load_profile("copydesk")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of other people's texts; the test skips, saying so, where it is missing."""
    if not SHARED.is_dir():
        pytest.skip(
            f"needs other people's texts, which are not committed: {SHARED.name}/ beside the checkout"
        )
    return SHARED


@pytest.fixture(scope="module")
def chromium() -> Generator[Any, Any, Any]:
    """One Chromium for all tests of a file; they skip, saying so, where there is none."""
    with opened_chromium() as browser:
        yield browser


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take long begin first, so that no worker is left with one at the end."""
    first = ("slow", "browser")
    items.sort(
        key=lambda item: next(
            (n for n, each in enumerate(first) if item.get_closest_marker(each)), len(first)
        )
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[Any]) -> Generator[None, Any, Any]:  # noqa: ARG001
    """In CI nothing may skip: there, a skipped test has failed, and says for want of what."""
    report = yield
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and in CI nothing may skip: {report.longrepr}"
    return report
