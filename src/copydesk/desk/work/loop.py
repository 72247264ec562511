"""A worker: does its steps again and again until it is asked to stop. It starts nothing it cannot leave."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

import structlog
from django.db import close_old_connections

from copydesk._stopping import StopSign
from copydesk.desk.leases import holder_name, release_dead
from copydesk.desk.store import storing
from copydesk.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.settings import Settings

log = structlog.get_logger()

#: seconds after which a step that asks other servers lets the others have their turn, pages above all
TURN_SECONDS = 1.0
#: seconds a worker rests when nothing was due, and when nothing was for so many rounds: a site at rest costs little
IDLE_SECONDS = 0.2
AT_REST_SECONDS = 1.0
AT_REST_ROUNDS = 15
#: seconds a worker rests after the database refused
REFUSED_SECONDS = 2.0


class Step(Protocol):
    """One kind of work. A step claims due rows, does a bounded piece of work, and keeps the result."""

    name: str

    def run(self, now: datetime) -> int:
        """Do what is due, up to a bound; return how many rows that were.

        Raises:
            StoreError: the results could not be kept; what was claimed falls due again.
        """


class Stop:
    """Says whether to stop: on SIGTERM or SIGINT, or when the process that started this one is gone."""

    def __init__(self) -> None:
        self._asked = StopSign()
        self._parent = os.getppid()

    def listen(self) -> None:
        """Take SIGTERM and SIGINT from now on; only in the main thread."""
        self._asked.listen()

    def __call__(self) -> bool:
        """Say whether it is time to stop."""
        return self._asked.is_set() or os.getppid() != self._parent

    def wait(self, seconds: float) -> None:
        """Rest, but no longer than until asked to stop."""
        self._asked.wait(seconds)


def work(steps: Sequence[Step], *, stop: Stop, settings: Settings) -> None:
    """Do the steps in turn until `stop` says so.

    A step that the database refuses is tried again; nothing it claimed is lost, since leases end. Any
    other error of one step is logged and does not keep the others from their work.

    Args:
        steps: in the order of an article's way.
        stop: asked between steps.
        settings: for the folder named in messages.
    """
    _give_back(settings)
    empty = 0
    while not stop():
        done = 0
        for step in steps:
            if stop():
                break
            done += _guarded(step, stop, settings)
        close_old_connections()
        empty = 0 if done else empty + 1
        if empty:
            stop.wait(IDLE_SECONDS if empty < AT_REST_ROUNDS else AT_REST_SECONDS)
    _give_back(settings)


def _give_back(settings: Settings) -> None:
    """Give back what dead processes of this host hold, and what bears our own name.

    A worker that starts holds nothing yet: its number was another's before, as in a container that starts
    anew. Without this, what a killed worker held would wait until its leases end.
    """
    try:
        with storing("what was given back"):
            release_dead()
            release_dead([holder_name()])
    except StoreError as error:
        _refused("leases", error, settings)


def _refused(step: str, error: StoreError, settings: Settings) -> None:
    """Tell that the database or the disk refused."""
    log.warning(
        "store", step=step, error=str(error), kind=type(error).__name__, folder=str(settings.site_folder)
    )


def _guarded(step: Step, stop: Stop, settings: Settings) -> int:
    """Run a step; what goes wrong is logged, and the worker goes on."""
    try:
        with storing(f"what the step {step.name!r} did"):
            return step.run(datetime.now(UTC))
    except StoreError as error:
        _refused(step.name, error, settings)
        stop.wait(REFUSED_SECONDS)
    except Exception:
        log.exception("step failed", step=step.name)
        stop.wait(REFUSED_SECONDS)
    return 0
