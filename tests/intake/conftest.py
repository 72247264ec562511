"""What the tests of the intake share: the hostile server and a fetcher that may reach it."""

from __future__ import annotations

import asyncio

import pytest

from copydesk.intake import Fetcher, FetchRequest, Limits
from copydesk.testing.hostile import HostileServer

QUICK = Limits(host_pause=0, fetch_seconds=1.5, idle_seconds=0.5, retry_after_unsaid=5)
AGENT = "Copydesk/0.1 (+https://bay.example)"


@pytest.fixture
def server():
    """Give a running hostile server."""
    with HostileServer() as running:
        yield running


@pytest.fixture
def fetch(server):
    """Give a function that fetches from the hostile server with a fetcher of its own."""

    def run(target, *, limits=QUICK, **known):
        async def once():
            async with Fetcher(
                user_agent=AGENT, limits=limits, allow_ports=frozenset({server.port})
            ) as fetcher:
                return await fetcher.fetch(FetchRequest(server.url(target), **known))

        return asyncio.run(once())

    return run
