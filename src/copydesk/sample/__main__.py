"""`python -m copydesk.sample`: serves the sample newsroom as a process of its own until it is told to stop."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk._stopping import StopSign
from copydesk.sample import SampleNewsroom, latest_anchor

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LATEST = "latest"


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve the newsroom until SIGTERM or Ctrl-C; return 0, or 1 when a port cannot be had.

    Args:
        arguments: as typed; None takes them from the command line.
    """
    options = _options(arguments)
    stop = StopSign()
    stop.listen()
    newsroom = SampleNewsroom(options.anchor, _read_ports(options.ports_file))
    if options.versions == LATEST:
        for article_id in newsroom.correctable:
            newsroom.correct(article_id)
    try:
        newsroom.start()
    except OSError as taken:
        sys.stderr.write(f"sample newsroom: {taken}; another one may be running\n")
        return 1
    try:
        if options.ports_file:
            _write_ports(options.ports_file, newsroom.ports)
        for outlet in newsroom.outlets:
            sys.stdout.write(f"{outlet.source_url}  {outlet.name}: {outlet.publishes}\n")
        sys.stdout.flush()
        stop.wait()
    finally:
        newsroom.stop()
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options as typed."""
    parser = argparse.ArgumentParser(prog="python -m copydesk.sample", description=__doc__)
    parser.add_argument(
        "--anchor",
        type=date.fromisoformat,
        default=latest_anchor(date.today()),  # noqa: DTZ011 - the newsroom's days are this machine's days
        help="the newsroom's tenth day, a Thursday; the newest one by default",
    )
    parser.add_argument(
        "--versions",
        choices=("first", LATEST),
        default=LATEST,
        help="first: as printed before any correction; latest: as they stand after the ten days (default)",
    )
    parser.add_argument("--ports-file", type=Path, help="JSON file that keeps the ports from run to run")
    return parser.parse_args(arguments)


def _read_ports(path: Path | None) -> dict[str, int]:
    """Return the ports of an earlier run; nothing when there was none or its file was cut short."""
    if path is None or not path.exists():
        return {}
    with contextlib.suppress(ValueError, AttributeError):
        return {str(slug): int(port) for slug, port in json.loads(path.read_text("utf-8")).items()}
    return {}


def _write_ports(path: Path, ports: Mapping[str, int]) -> None:
    """Write the ports; readers see the old file or the whole new one."""
    beside = path.with_name(path.name + ".new")
    beside.write_text(json.dumps(ports, indent=1) + "\n", "utf-8")
    os.replace(beside, path)  # noqa: PTH105 - atomic, and says so more plainly than Path.replace


if __name__ == "__main__":
    sys.exit(main())
