"""Runs one process of a site beneath the one that started it, and ends it when that one is gone.

Usage: python -m copydesk.cli._child PARENT -m MODULE [ARGUMENT ...]

A killed parent can ask nobody to end, and a program that serves until it is told to stop would hold its
port for ever. The parent's number comes as an argument: a parent that fell while we were starting is
missed by whoever asks for it later.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
import threading
import time

LOOK_SECONDS = 0.2
#: seconds a program has to end in order before it is ended
GRACE_SECONDS = 20.0


def main(arguments: list[str]) -> None:
    """Run a module as a program, watched over."""
    parent, module = int(arguments[0]), arguments[2]
    threading.Thread(target=_end_with, args=(parent,), name="parent-watch", daemon=True).start()
    sys.argv = [module, *arguments[3:]]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _end_with(parent: int) -> None:
    """Wait until the parent is gone, then end this process."""
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1:])
