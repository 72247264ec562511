"""Being asked to stop: a sign that a signal may set at any moment, however many come at once.

A `threading.Event` may not be set from a signal's handler: where the signal comes while the main thread has the
event's lock, or while another handler is setting it, the process waits for itself for ever.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal


class StopSign:
    """Whether somebody asked to stop. Setting it takes no lock.

    >>> sign = StopSign()
    >>> sign.wait(0.0)
    False
    >>> sign.set()
    >>> sign.wait(60.0), sign.is_set()
    (True, True)
    """

    def __init__(self) -> None:
        self._asked = False
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._writer, False)
        self._poll = select.poll()
        self._poll.register(self._reader, select.POLLIN)

    def __del__(self) -> None:
        for end in (self._reader, self._writer):
            with contextlib.suppress(OSError):
                os.close(end)

    def listen(self) -> None:
        """Take SIGTERM and SIGINT from now on; only in the main thread."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.set())

    def set(self) -> None:
        """Ask to stop, from wherever."""
        self._asked = True
        # A full pipe wakes whoever waits as well.
        with contextlib.suppress(BlockingIOError):
            os.write(self._writer, b"\0")

    def is_set(self) -> bool:
        """Say whether somebody asked."""
        return self._asked

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until somebody asks, or for so many seconds; None waits for ever. Say whether somebody asked."""
        if not self._asked:
            self._poll.poll(None if seconds is None else seconds * 1000)
        return self._asked
