"""The processes of a site: started together, watched, started again if one falls, ended together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

import click

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

#: seconds a process has to end by itself before it is ended
GRACE_SECONDS = 15.0
#: seconds before a fallen process is started again: doubled each time, up to the most
RESTART_SECONDS = 1.0
RESTART_MOST = 60.0
#: seconds after which a process that runs counts as well again
WELL_SECONDS = 60.0


@dataclass(slots=True)
class Child:
    """One process of the site."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    wait: float = RESTART_SECONDS
    again_at: float = 0.0


@dataclass(slots=True)
class Processes:
    """Runs the processes of a site beneath this one."""

    environment: Mapping[str, str]
    children: list[Child] = field(default_factory=list)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self, name: str, *arguments: str) -> None:
        """Start `python -m MODULE …`, its arguments from `-m` on; it runs until `stop`, and is started again if it falls.

        It ends by itself when this process is gone, however it went.
        """
        here = str(os.getpid())
        child = Child(name, (sys.executable, "-m", "copydesk.cli._child", here, *arguments))
        self.children.append(child)
        self._launch(child)

    def _launch(self, child: Child) -> None:
        """Start one process; Ctrl-C on the terminal reaches only us, and we end it in order."""
        child.started = time.monotonic()
        child.process = subprocess.Popen(  # noqa: S603 - our own programs
            child.command,
            env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def watch(self) -> None:
        """Start again what has fallen, later each time; call this now and then."""
        now = time.monotonic()
        for child in self.children:
            if child.process is None:
                if now >= child.again_at:
                    self._launch(child)
                continue
            code = child.process.poll()
            if code is None:
                if now - child.started > WELL_SECONDS:
                    child.wait = RESTART_SECONDS
                continue
            click.echo(
                f"\n{child.name} ended with {code}; it is started again in {child.wait:.0f} s", err=True
            )
            child.process, child.again_at = None, now + child.wait
            child.wait = min(child.wait * 2, RESTART_MOST)

    def fallen(self, name: str) -> bool:
        """Say whether a process has ended since it was started."""
        child = next(each for each in self.children if each.name == name)
        return child.process is None or child.process.poll() is not None

    def stop(self) -> None:
        """Ask all processes to end, last started first; end those that do not."""
        running = [child.process for child in reversed(self.children) if child.process is not None]
        for process in running:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS
        for process in running:
            try:
                process.wait(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.children.clear()
