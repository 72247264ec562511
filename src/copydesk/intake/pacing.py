"""Turns: how many requests a host gets at a time, how long it rests between two, and who waits for whom.

A request first waits for its host and only then for one of the places that all hosts share; so a host with
a thousand pages waiting never holds more places than it may use, and the others pass it by.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.errors import RetryLaterError

if TYPE_CHECKING:
    from copydesk.intake.limits import Limits
    from copydesk.intake.urls import Address

_GATES_MOST = 2000


@dataclass(slots=True)
class _Gate:
    """One host."""

    places: asyncio.Semaphore
    pause: float
    free_at: float = 0.0  #: when the next request may start, by the loop's clock
    held_until: float = 0.0  #: until when the host asked to be left alone
    users: int = 0  #: requests that are on the way or wait


class Turns:
    """Gives out turns by host and port."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._all = asyncio.Semaphore(limits.concurrency)
        self._gates: dict[str, _Gate] = {}

    async def enter(self, address: Address) -> None:
        """Wait for a turn; `leave` must follow.

        Raises:
            RetryLaterError: the host asked to be left alone, and the time is not over.
        """
        gate = self._gate(address.place)
        gate.users += 1
        try:
            await gate.places.acquire()
            try:
                await self._start(gate, address)
            except BaseException:
                gate.places.release()
                raise
        except BaseException:
            gate.users -= 1
            raise

    async def _start(self, gate: _Gate, address: Address) -> None:
        """Wait for the host's pause and for a shared place."""
        clock = asyncio.get_running_loop().time
        while True:
            now = clock()
            if gate.held_until > now:
                raise RetryLaterError(
                    address.url, "the server asked to be left alone for a while", after=gate.held_until - now
                )
            if gate.free_at > now:
                # The time is taken before the wait, so that two waiters do not wake for the same moment.
                start = gate.free_at
                gate.free_at = start + gate.pause
                await asyncio.sleep(start - now)
                await self._all.acquire()
                break
            await self._all.acquire()
            if gate.free_at <= clock():
                gate.free_at = clock() + gate.pause
                break
            self._all.release()
        if gate.held_until > clock():
            self._all.release()
            raise RetryLaterError(
                address.url, "the server asked to be left alone for a while", after=gate.held_until - clock()
            )

    def leave(self, address: Address) -> None:
        """Give the turn back."""
        gate = self._gates[address.place]
        gate.users -= 1
        self._all.release()
        gate.places.release()

    def hold(self, address: Address, seconds: float) -> None:
        """Leave a host alone for a while."""
        until = asyncio.get_running_loop().time() + seconds
        gate = self._gate(address.place)
        gate.held_until = max(gate.held_until, until)

    def slow(self, address: Address, pause: float) -> None:
        """Take the pause that the host's robots.txt asks for, within our cap; never a shorter one than ours."""
        wanted = min(pause, self._limits.crawl_delay_most)
        self._gate(address.place).pause = max(self._limits.host_pause, wanted)

    def wait(self, address: Address) -> float:
        """Return for how many seconds a request to this host would wait if it came now, at least."""
        gate = self._gates.get(address.place)
        if gate is None:
            return 0.0
        return max(0.0, max(gate.free_at, gate.held_until) - asyncio.get_running_loop().time())

    def _gate(self, place: str) -> _Gate:
        """Return the host's gate; hosts that rest and wait for nothing are forgotten in time."""
        gate = self._gates.get(place)
        if gate is None:
            if len(self._gates) >= _GATES_MOST:
                self._forget()
            gate = _Gate(asyncio.Semaphore(self._limits.host_connections), self._limits.host_pause)
            self._gates[place] = gate
        return gate

    def _forget(self) -> None:
        """Drop the gates that nobody uses and whose times are over."""
        now = asyncio.get_running_loop().time()
        self._gates = {
            place: gate
            for place, gate in self._gates.items()
            if gate.users or gate.free_at > now or gate.held_until > now
        }
