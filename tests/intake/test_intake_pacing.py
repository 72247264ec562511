"""Turns: how many at a time, how long between two, and who waits for whom; on a clock that jumps."""

import asyncio
import selectors

import pytest

from copydesk.errors import RetryLaterError
from copydesk.intake import Limits
from copydesk.intake.pacing import Turns
from copydesk.intake.urls import read_address

POST = read_address("https://post.example/feed")
TIMES = read_address("https://times.example/feed")


class JumpingLoop(asyncio.SelectorEventLoop):
    """A loop whose clock stands still while there is work and jumps when all wait."""

    def __init__(self):
        self.now = 1000.0
        loop = self

        class Selector(selectors.SelectSelector):
            """Waits by moving the clock."""

            def select(self, timeout=None):
                """Jump instead of waiting."""
                if timeout:
                    loop.now += timeout
                return super().select(0)

        super().__init__(Selector())

    def time(self):
        """Return the loop's own time."""
        return self.now


def play(main):
    """Run a coroutine on a clock that jumps."""
    with asyncio.Runner(loop_factory=JumpingLoop) as runner:
        return runner.run(main())


async def visit(turns, address, log, lasting=0.0):
    """Take a turn, note when it began, keep it for a while."""
    await turns.enter(address)
    try:
        log.append((address.host.partition(".")[0], asyncio.get_running_loop().time() - 1000))
        await asyncio.sleep(lasting)
    finally:
        turns.leave(address)


def test_pause_between_two_starts():
    """Requests to one host start a second apart, whoever else is fetched meanwhile."""

    async def main():
        turns, log = Turns(Limits()), []
        await asyncio.gather(*(visit(turns, each, log) for each in (POST, POST, POST, TIMES)))
        return log

    log = play(main)
    assert [round(at, 3) for name, at in log if name == "post"] == [0, 1, 2]
    assert [at for name, at in log if name == "times"] == [0]


def test_two_at_a_time():
    """A third request waits until one of two is done, though the pause is long over."""

    async def main():
        turns, log = Turns(Limits(host_pause=0)), []
        await asyncio.gather(*(visit(turns, POST, log, lasting=10) for _ in range(3)))
        return log

    assert [round(at, 3) for _, at in play(main)] == [0, 0, 10]


def test_a_host_with_many_pages_does_not_starve_another():
    """A hundred pages of one host wait for that host, not on the places that all share."""

    async def main():
        turns, log = Turns(Limits(concurrency=3)), []
        crowd = [asyncio.create_task(visit(turns, POST, log, lasting=0.5)) for _ in range(100)]
        await asyncio.sleep(0.1)
        await visit(turns, TIMES, log)
        for task in crowd:
            task.cancel()
        await asyncio.gather(*crowd, return_exceptions=True)
        return log

    log = play(main)
    assert dict(log)["times"] == pytest.approx(0.1)


def test_host_that_asked_for_rest_is_refused_at_once():
    """While a host rests its requests fail at once and say how long; also those that already wait."""

    async def main():
        turns, log = Turns(Limits(host_pause=5)), []
        await visit(turns, POST, log)
        waiting = asyncio.create_task(visit(turns, POST, log))
        await asyncio.sleep(1)
        turns.hold(POST, 60)
        with pytest.raises(RetryLaterError) as caught:
            await visit(turns, POST, log)
        with pytest.raises(RetryLaterError):
            await waiting
        await visit(turns, TIMES, log)
        assert caught.value.after == pytest.approx(60)
        assert turns.wait(POST) == pytest.approx(56)
        await asyncio.sleep(60)
        await visit(turns, POST, log)
        return log

    assert [name for name, _ in play(main)] == ["post", "times", "post"]


def test_cancelled_waiters_give_their_places_back():
    """A request that is cancelled while it waits takes no place with it."""

    async def main():
        turns, log = Turns(Limits(host_connections=1, concurrency=1, host_pause=0)), []
        first = asyncio.create_task(visit(turns, POST, log, lasting=10))
        others = [asyncio.create_task(visit(turns, each, log)) for each in (POST, TIMES, POST)]
        await asyncio.sleep(1)
        for task in (first, *others):
            task.cancel()
        await asyncio.gather(first, *others, return_exceptions=True)
        await visit(turns, POST, log)
        await visit(turns, TIMES, log)
        return log

    assert [name for name, _ in play(main)] == ["post", "post", "times"]


def test_hosts_are_forgotten_in_time():
    """What is kept of hosts does not grow without end."""

    async def main():
        turns, log = Turns(Limits()), []
        for number in range(2500):
            await visit(turns, read_address(f"https://h{number}.example/"), log)
            await asyncio.sleep(2)
        return len(turns._gates)

    assert play(main) <= 2000
