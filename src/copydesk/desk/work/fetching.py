"""A thread that fetches, so that one slow server never holds up the rest of a worker's work."""

from __future__ import annotations

import asyncio
import queue
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Self, TypeVar

from copydesk.errors import ConnectionFailedError, FetchError, TooSlowError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
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
        self._full = threading.Event()
        self._enough = 0  #: outcomes for which the caller is woken
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

    def submit(self, requests: Sequence[tuple[Ticket, FetchRequest]]) -> None:
        """Hand in requests; the outcome of each comes back with its ticket."""
        if requests:
            self.pending += len(requests)
            self._loop.call_soon_threadsafe(self._start, requests)

    def outcomes(self, *, wait: float, enough: int) -> list[Outcome[Ticket]]:
        """Return what is done; wait up to `wait` seconds until `enough` is done, or all there is.

        What is kept together costs less, so a moment's patience pays.
        """
        self._enough = min(enough, self.pending)
        if self._done.qsize() < self._enough:
            self._full.wait(wait)
        self._full.clear()
        found = []
        while not self._done.empty():
            found.append(self._done.get_nowait())
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

    def _start(self, requests: Sequence[tuple[Ticket, FetchRequest]]) -> None:
        """Start fetches; called in the loop."""
        for ticket, request in requests:
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
        if self._done.qsize() >= self._enough:
            self._full.set()
