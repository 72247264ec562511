"""The step that tells a WebSub hub when the site's feeds have changed, so that who follows them gets news at once."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from copydesk.desk.leases import hold, holder_name
from copydesk.errors import CopydeskError, StoreError
from copydesk.front.bake import Baker
from copydesk.front.baking import baked_folder, site_of
from copydesk.posting import talk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from copydesk.posting.network import Line
    from copydesk.settings import Settings

log = structlog.get_logger()

FEEDS = ("feeds/rss.xml", "feeds/atom.xml", "feeds/feed.json")
PAUSE = timedelta(seconds=10)  #: least time between two looks
LONGEST = timedelta(hours=1)  #: after a hub that does not answer
_TOLD = ".hub"  #: the baked file that remembers what the hub was told


class HubStep:
    """Tells the hub of `websub_hub` what changed since it was told last; a kill in between tells it twice.

    Args:
        settings: the site's.
        line_of: opens a line that reaches no address inside the house; see `copydesk.desk.accounts.line_of`.
    """

    name = "hub"

    def __init__(
        self, settings: Settings, line_of: Callable[[Mapping[str, str], datetime, dict[str, str]], Line]
    ) -> None:
        self._settings = settings
        self._line_of = line_of
        self._baker = Baker(baked_folder(settings.site_folder))
        self._again: datetime | None = None
        self._failures = 0

    def run(self, now: datetime) -> int:
        """Tell the hub which feeds changed; return how many it was told."""
        hub = self._settings.websub_hub
        if not hub or (self._again is not None and now < self._again):
            return 0
        self._again = now + PAUSE
        told, stand = self._told(), self._stand()
        changed = [path for path in stand if stand[path] != told.get(path)]
        lease = timedelta(seconds=self._settings.lease_seconds)
        if not changed or not hold("hub", now=now, holder=holder_name(), lease=lease):
            return 0
        line = self._line_of({"server": hub}, now, {})
        try:
            for path in changed:
                self._tell(line, f"{site_of(self._settings).url}/{path}")
                told[path] = stand[path]
                self._baker.write(_TOLD, json.dumps(told, sort_keys=True).encode())
        except StoreError:
            raise
        except CopydeskError as error:
            self._failures += 1
            self._again = now + min(LONGEST, PAUSE * 2 ** min(self._failures, 10))
            log.warning("the hub was not told", hub=hub, problem=str(error), failures=self._failures)
            return 0
        self._failures = 0
        return len(changed)

    def _tell(self, line: Line, feed: str) -> None:
        """Tell the hub that a feed changed."""
        data = {"hub.mode": "publish", "hub.topic": feed, "hub.url": feed}
        talk.ask(line, talk.with_form(talk.server(line), data), "hub POST")

    def _told(self) -> dict[str, str]:
        """Return what the feeds were when the hub was told of them, by path."""
        try:
            found = json.loads(self._baker.read(_TOLD) or b"{}")
        except ValueError:
            found = {}
        return {str(path): str(mark) for path, mark in found.items()} if isinstance(found, dict) else {}

    def _stand(self) -> dict[str, str]:
        """Return what the feeds are now, by path."""
        found = {}
        for path in FEEDS:
            data = self._baker.read(path)
            if data is not None:
                found[path] = hashlib.sha256(data).hexdigest()
        return found
