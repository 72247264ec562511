"""Fetches single pages for commands, as politely and safely as the site does."""

from __future__ import annotations

import asyncio

from copydesk.cli._site import settings_of
from copydesk.intake import PAGE_ACCEPT, FetchRequest


def fetch_page(url: str) -> bytes:
    """Return the bytes of a page on the web.

    Raises:
        FetchError: it did not come; the message says why.
    """
    from copydesk.desk.fetcher import fetcher_of

    async def fetch() -> bytes:
        """Fetch with a fetcher of this loop."""
        async with fetcher_of(settings_of(None)) as fetcher:
            return (await fetcher.fetch(FetchRequest(url, accept=PAGE_ACCEPT))).body

    return asyncio.run(fetch())
