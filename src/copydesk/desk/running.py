"""Which processes of this machine run."""

from __future__ import annotations

import os


def is_running(process: int) -> bool:
    """Say whether a process of that id runs on this machine.

    >>> is_running(os.getpid())
    True
    """
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
