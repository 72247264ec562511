"""The time at which the tests of replies play, and what a browser finds hidden in a form."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


def token(client: Client, path: str) -> dict[str, str]:
    """Open a page with a form and return what is hidden in it."""
    page = client.get(path).content.decode()
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
