"""What the tests of the desk share: rows to work on."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from copydesk.desk.models import Outlet, Source

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2026, 10, 14, 9, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    """The time at which the tests of the desk play."""
    return NOW


@pytest.fixture
def make_source(db: None) -> Callable[..., Source]:  # noqa: ARG001 - asks for the database
    """Make a source of an outlet of its own, due now."""

    def make(number: int = 1, **fields: object) -> Source:
        outlet, _ = Outlet.objects.get_or_create(
            slug=f"outlet-{number}", defaults={"name": f"Outlet {number}"}
        )
        values = {"url": f"http://outlet-{number}.example/feed", "due_at": NOW} | fields
        return Source.objects.create(outlet=outlet, **values)

    return make
