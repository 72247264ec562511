"""A thread that fetches, so that one slow server never holds up the rest of a worker's work."""

from __future__ import annotations

import asyncio
import queue
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Self, TypeVar

from copydesk.errors import ConnectionFailedError, FetchError, TooSlowError

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from copydesk.intake import Fetched, Fetcher, FetchRequest

Ticket = TypeVar("Ticket")

#: seconds after which a request is given up whatever it waits for; the fetcher's own limits come before
HARD_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Ticket]):
    """What came of one request."""

    ticket: Ticket  #: what the request was made for, as handed in
    fetched: Fetched | FetchError


class FetchThread(Generic[Ticket]):
    """Runs a fetcher on an event loop in a thread of its own.

    The database and the parsing stay in the caller's thread; only bytes and errors cross over.
    """

    def __init__(self, make: Callable[[], Fetcher]) -> None:
        self._make = make
        self._done: queue.SimpleQueue[Outcome[Ticket]] = queue.SimpleQueue()
        self._ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._fetcher: Fetcher | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._thread = threading.Thread(target=self._run, name="copydesk-fetch", daemon=True)
        self.pending = 0  #: requests handed in whose outcome was not taken yet

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)

    def submit(self, ticket: Ticket, request: FetchRequest) -> None:
        """Hand in a request; its outcome comes back with the ticket."""
        self.pending += 1
        self._loop.call_soon_threadsafe(self._start, ticket, request)

    def outcomes(self, *, wait: float) -> list[Outcome[Ticket]]:
        """Return what is done; wait up to `wait` seconds for the first if nothing is."""
        found: list[Outcome[Ticket]] = []
        try:
            found.append(self._done.get(timeout=wait) if wait > 0 else self._done.get_nowait())
            while True:
                found.append(self._done.get_nowait())
        except queue.Empty:
            self.pending -= len(found)
            return found

    def _run(self) -> None:
        """Run the loop until the caller leaves; then end what is still under way."""
        asyncio.set_event_loop(self._loop)
        self._fetcher = self._make()
        self._loop.run_until_complete(self._fetcher.__aenter__())
        self._ready.set()
        try:
            self._loop.run_forever()
        finally:
            for task in self._tasks:
                task.cancel()
            self._loop.run_until_complete(asyncio.gather(*self._tasks, return_exceptions=True))
            self._loop.run_until_complete(self._fetcher.__aexit__(None, None, None))
            self._loop.close()

    def _start(self, ticket: Ticket, request: FetchRequest) -> None:
        """Start one fetch; called in the loop."""
        task = self._loop.create_task(self._fetch(ticket, request))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _fetch(self, ticket: Ticket, request: FetchRequest) -> None:
        """Fetch, and put the outcome where the caller finds it."""
        assert self._fetcher is not None
        fetched: Fetched | FetchError
        try:
            async with asyncio.timeout(HARD_SECONDS):
                fetched = await self._fetcher.fetch(request)
        except TimeoutError:
            fetched = TooSlowError(
                request.url, f"given up after {HARD_SECONDS} s, waiting for its turn included"
            )
        except FetchError as error:
            fetched = error
        except Exception as error:  # noqa: BLE001 - the border of a worker: it is recorded on the row
            fetched = ConnectionFailedError(request.url, f"unexpected {type(error).__name__}: {error}")
        self._done.put(Outcome(ticket, fetched))
