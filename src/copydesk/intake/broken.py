"""Broken feeds are read by feedparser in a process of its own, with limits on its time and memory."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.errors import NotAFeedError
from copydesk.types import Feed

if TYPE_CHECKING:
    from collections.abc import Sequence

#: what runs in the process: it takes the most bytes of memory, the most seconds and the address
_PROGRAM = (sys.executable, "-P", "-m", "copydesk.intake._broken_child")
_TOLD_MOST = 200  # characters of the process's last words


@dataclass(frozen=True, slots=True)
class BrokenFeedReader:
    """Reads what `parse_feed` hands over, in a process that is killed at its limit; a new one for each feed."""

    seconds: float = 10.0  #: most time of the process, by the clock
    memory: int = 512 * 2**20  #: most bytes of address space
    program: Sequence[str] = _PROGRAM  #: what runs; it reads the feed and prints `Feed.to_dict()` as JSON

    def __call__(self, data: bytes, url: str | None) -> Feed:
        """Return the broken feed as far as feedparser can read it.

        Args:
            data: the feed in UTF-8.
            url: where it was fetched; None leaves relative addresses as they are.

        Raises:
            NotAFeedError: no entry was found, or the process was stopped at its limit.
        """
        import subprocess

        command = [*self.program, str(self.memory), str(self.seconds), url or ""]
        where = url or "the data"
        try:
            done = subprocess.run(  # noqa: S603 - our own program
                command, input=data, capture_output=True, timeout=self.seconds, check=False
            )
        except subprocess.TimeoutExpired as error:
            problem = f"{where}: too broken; reading it was stopped after {self.seconds:g} seconds"
            raise NotAFeedError(problem) from error
        if done.returncode:
            told = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2][:_TOLD_MOST]
            raise NotAFeedError(f"{where}: too broken; reading it was stopped: {told or done.returncode}")
        said = json.loads(done.stdout)
        if "refused" in said:
            raise NotAFeedError(said["refused"])
        return Feed.from_dict(said)
