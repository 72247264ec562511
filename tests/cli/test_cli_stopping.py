"""Asked to stop by many signals at once, a process stops: no signal finds a lock that the last one holds."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from copydesk._stopping import StopSign

# It leaves at once: while Python ends it no longer answers signals, and dies of the next one.
WAITS = """
import os
from copydesk._stopping import StopSign
sign = StopSign()
sign.listen()
print("ready", flush=True)
while not sign.wait(0.0005):
    pass
for _ in range(200):
    sign.wait(0.0005)
print("stopped", flush=True)
os._exit(0)
"""


@pytest.mark.parametrize("many", [1, 2, 300])
def test_signals_at_once_stop_a_process(many) -> None:
    """However many signals come, and though they come while others are answered, the process goes on and stops."""
    with subprocess.Popen([sys.executable, "-c", WAITS], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "ready\n"
        for number in range(many):
            if process.poll() is None:
                os.kill(process.pid, (signal.SIGTERM, signal.SIGINT)[number % 2])
        assert process.communicate(timeout=60)[0] == "stopped\n"
        assert process.returncode == 0


def test_who_waits_is_woken_at_once() -> None:
    """A wait for an hour ends when another thread asks to stop."""
    sign, begun = StopSign(), time.monotonic()
    threading.Timer(0.05, sign.set).start()

    assert sign.wait(3600.0)
    assert time.monotonic() - begun < 60
    assert sign.wait()
