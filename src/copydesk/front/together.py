"""Baking a whole site on several cores: processes of our own take portions of the stories, and what one leaves undone is done here."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from copydesk.front.baking import Bakery
    from copydesk.settings import Settings

log = structlog.get_logger()

LEAST_STORIES = 1000  #: for each process: it takes a second to start
_MODULE = "copydesk.front.together"


@dataclass(frozen=True, slots=True)
class Hand:
    """A process that bakes its share."""

    process: subprocess.Popen[bytes]

    def is_done(self) -> bool:
        """Wait for it; say whether it baked all of its share."""
        done = self.process.wait() == 0
        if not done:
            log.warning("a share was not baked by its process", status=self.process.returncode)
        return done


def bake_all(baking: Bakery, settings: Settings) -> int:
    """Bake everything, on as many cores as the settings and the machine allow; return how many files this process changed.

    Args:
        baking: the site's bakery.
        settings: the site's; they stand in the environment of this process, as `copydesk` puts them there.

    Raises:
        StoreError: a file could not be written.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    many = min(settings.bake_processes, cores, baking.stories() // LEAST_STORIES)
    hands = [_hand(share, many) for share in range(1, many)]
    try:
        return baking.bake_all(hands)
    finally:
        for each in hands:
            each.process.terminate()
            each.process.wait()


def _hand(share: int, of: int) -> Hand:
    """Start a process for a share."""
    command = [sys.executable, "-m", _MODULE, str(share), str(of)]
    return Hand(subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL))  # noqa: S603 - our own program


def main(share: int, of: int) -> None:
    """Bake one share of the site that the environment names."""
    import django

    django.setup()
    from django.conf import settings

    from copydesk.front.baking import bakery

    baking = bakery(settings.SITE)
    with baking.baker.in_bulk():
        baking.bake_share(share, of)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
