"""The border to the database: what it raises becomes an error that says what to do."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import DatabaseError, OperationalError

from copydesk.errors import StoreError, StoreFullError, StoreLockedError

if TYPE_CHECKING:
    from collections.abc import Iterator

FULL = ("disk is full", "no space left", "disk i/o error", "could not extend file")
LOCKED = ("database is locked", "lock timeout", "canceling statement due to lock", "deadlock detected")


@contextmanager
def storing(what: str) -> Iterator[None]:
    """Name the errors of a block that writes to the database.

    Args:
        what: what is being kept, for the message: "the visit to http://…".

    Raises:
        StoreFullError: the disk is full; nothing of the block was kept.
        StoreLockedError: another process held the database too long; nothing of the block was kept.
        StoreError: the database cannot be reached or refused.
    """
    try:
        yield
    except OperationalError as error:
        raise _named(what, str(error)) from error
    except DatabaseError as error:
        raise StoreError(f"{what} could not be kept: {error}") from error
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise StoreFullError(
                f"{what} could not be kept: the disk is full; make room, nothing is lost"
            ) from error
        raise


def _named(what: str, problem: str) -> StoreError:
    """Return the error that an operational problem stands for."""
    low = problem.lower()
    if any(each in low for each in FULL):
        return StoreFullError(
            f"{what} could not be kept: the disk is full ({problem}); make room, nothing is lost"
        )
    if any(each in low for each in LOCKED):
        return StoreLockedError(
            f"{what} could not be kept: another process holds the database ({problem}); it is tried again"
        )
    return StoreError(f"{what} could not be kept: {problem}")
