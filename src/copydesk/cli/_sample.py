"""Runs the sample newsroom beside the site, on the same ports and days every time."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from copydesk.errors import CopydeskError
from copydesk.sample import latest_anchor, served_at
from copydesk.types import FeedKind

if TYPE_CHECKING:
    from pathlib import Path

    from copydesk.cli._processes import Processes
    from copydesk.settings import Settings

PORTS_FILE = "sample-ports.json"
ANCHOR_FILE = "sample-anchor"
START_SECONDS = 20.0
NAME = "Port Sennick Reader"


def start_newsroom(processes: Processes, settings: Settings) -> Settings:
    """Start the newsroom's outlets, each on a port of its own; return the settings that let us fetch them.

    Raises:
        CopydeskError: it does not start, most likely because one of its ports is taken.
    """
    ports = settings.site_folder / PORTS_FILE
    before = _ports(ports)
    started = time.time()
    processes.start(
        "sample newsroom",
        "-m",
        "copydesk.sample",
        "--anchor",
        str(_anchor(settings)),
        "--ports-file",
        str(ports),
    )
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if processes.fallen("sample newsroom"):
            raise CopydeskError(
                f"the sample newsroom did not start: is one of the ports in {ports} taken? "
                f"Stop what holds it, or delete {settings.site_folder}/ to begin anew"
            )
        if ports.exists() and ports.stat().st_mtime >= started - 1:
            break
        time.sleep(0.05)
    found = _ports(ports) or before
    allowed = ",".join(str(port) for port in sorted(found.values()))
    return replace(
        settings,
        allow_ports=allowed,
        site_name=settings.site_name if settings.site_name != "Copydesk" else NAME,
        port=settings.port if settings.port != 8000 else 0,
        host_pause=0.1,
        poll_seconds_least=60.0,
        poll_seconds_most=600.0,
    )


def watch_newsroom(settings: Settings, *, now: datetime) -> int:
    """Add the newsroom's outlets as sources, if they are not yet; return how many were new."""
    from copydesk.desk.sources import NewSource, add

    ports = _ports(settings.site_folder / PORTS_FILE)
    new = 0
    for outlet in served_at(ports):
        wanted = NewSource(
            url=outlet.source_url,
            kind=FeedKind.PAGE if outlet.feed_url is None else FeedKind.RSS,
            title=outlet.name,
            outlet=outlet.name,
            home_url=outlet.base_url,
            language=outlet.language,
            rights=outlet.rights.value,
        )
        new += add(wanted, now=now)[1]
    return new


def _anchor(settings: Settings) -> date:
    """Return the newsroom's tenth day: the one of the first run, so that nothing moves afterwards."""
    path = settings.site_folder / ANCHOR_FILE
    if path.exists():
        return date.fromisoformat(path.read_text(encoding="ascii").strip())
    anchor = latest_anchor(datetime.now().astimezone().date())
    path.write_text(anchor.isoformat(), encoding="ascii")
    return anchor


def _ports(path: Path) -> dict[str, int]:
    """Return the ports of the outlets; none before the first run."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return {str(slug): int(port) for slug, port in found.items()}
