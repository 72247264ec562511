"""The worker's loop: at work it does not rest, without work it rests longer and longer up to a second."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from copydesk.desk.work.loop import AT_REST_ROUNDS, AT_REST_SECONDS, IDLE_SECONDS, Stop, work
from copydesk.settings import Settings

pytestmark = [pytest.mark.django_db(transaction=True)]


class Rests(Stop):
    """Stops after so many rests, and does not take their time."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.rests: list[float] = []
        self.most = most

    def __call__(self) -> bool:
        """Say whether there were enough."""
        return len(self.rests) >= self.most

    def wait(self, seconds: float) -> None:
        """Note a rest."""
        self.rests.append(seconds)


@dataclass
class Rows:
    """A step with rows at some of its turns."""

    due: set[int]
    name: str = "rows"
    turns: list[int] = field(default_factory=list)

    def run(self, now) -> int:  # noqa: ARG002 - as all steps
        """Do a row where there is one."""
        self.turns.append(len(self.turns))
        return int(self.turns[-1] in self.due)


def test_a_site_at_rest_is_looked_at_once_a_second():
    """The first rests are short, since work seldom comes alone; then they are a second."""
    stop = Rests(AT_REST_ROUNDS + 2)
    work([Rows(due={0, 1})], stop=stop, settings=Settings())
    assert stop.rests == [IDLE_SECONDS] * (AT_REST_ROUNDS - 1) + [AT_REST_SECONDS] * 3


def test_new_work_makes_the_rests_short_again():
    """What follows new work is looked for at once, and soon after."""
    stop = Rests(AT_REST_ROUNDS + 3)
    work([Rows(due={AT_REST_ROUNDS + 1})], stop=stop, settings=Settings())
    assert stop.rests[-3:] == [AT_REST_SECONDS, IDLE_SECONDS, IDLE_SECONDS]
