"""A reader who goes through a site's pages for as long as it is watched, and notes every page that is not whole."""

from __future__ import annotations

import http.client
import re
import threading
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from types import TracebackType

    from copydesk.testing.site import Site

PAUSE_SECONDS = 0.02
_STORY = re.compile(r'href="(/story/[^"#?]+)')
_VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    }
    | {"path", "use", "circle", "rect", "line", "polyline"}
)


class _Tags(HTMLParser):
    """Holds the tags of a page that are open, and the first that does not fit."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.fault = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the base's
        """Remember a tag that must be closed."""
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Pass over a tag that closes itself."""

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost tag, which must be this one."""
        if tag in _VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.fault = self.fault or f"</{tag}> closes nothing"


def fault_of(page: str) -> str:
    """Return what is wrong with a page that should be whole; empty when nothing is.

    >>> fault_of("<!DOCTYPE html><html><body><p>Ferry back.</p></body></html>")
    ''
    >>> fault_of("<!DOCTYPE html><html><body><p>Ferry ba")
    'does not end with </html>'
    """
    if not page.rstrip().endswith("</html>"):
        return "does not end with </html>"
    if not page.lstrip().lower().startswith("<!doctype html>"):
        return "does not begin with a doctype"
    tags = _Tags()
    tags.feed(page)
    tags.close()
    return tags.fault or (f"<{tags.open[-1]}> is not closed" if tags.open else "")


@dataclass
class Reader:
    """Fetches the front page and the story pages from a thread of its own; enter it to begin, leave it to end."""

    site: Site
    answers: Counter[int] = field(default_factory=Counter)  #: whole answers, by status
    away: int = 0  #: times nobody answered, or the server fell while it did
    faults: list[str] = field(default_factory=list)  #: every page that was not whole
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._run, name="reader", daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        assert self._thread is not None
        self._thread.join()

    def _run(self) -> None:
        """Read on until told to stop."""
        paths = ["/"]
        while not self._stop.wait(PAUSE_SECONDS):
            path = paths.pop()
            page = self._read(path)
            if path == "/" and page is not None:
                paths = [*dict.fromkeys(_STORY.findall(page))]
            if not paths:
                paths = ["/"]

    def _read(self, path: str) -> str | None:
        """Fetch one page and look it over; None when nobody answers, or there is no such page."""
        try:
            address = urlsplit(self.site.url)
            connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=20)
            try:
                connection.request("GET", path)
                answer = connection.getresponse()
                page = answer.read().decode("utf-8")
            finally:
                connection.close()
        except (OSError, ValueError, http.client.HTTPException):
            # No port yet, refused, or cut off before its stated length: a reader sees that nobody is there.
            self.away += 1
            self._stop.wait(0.1)
            return None
        self.answers[answer.status] += 1
        if answer.status in {200, 404}:
            plain = answer.getheader("Content-Type", "").startswith("text/plain")
            fault = "" if plain and answer.status == 404 else fault_of(page)
            if fault:
                self.faults.append(f"{path} {answer.status}: {fault}")
        elif answer.status != 301:
            self.faults.append(f"{path}: status {answer.status}")
        return page if answer.status == 200 else None
