"""An honest outlet on loopback: a feed, and a page for each of its articles."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType


@dataclass
class Newsstand:
    """Serves pages at their paths and lists them in /feed.xml; enter it to open it, leave it to close it.

    Args:
        pages: by path: a text, which gets a page around it, or a page as bytes.

    >>> with Newsstand({"/1": "The ferry is back."}) as stand:
    ...     stand.url("/1").startswith("http://127.0.0.1:")
    True
    """

    pages: Mapping[str, str | bytes]
    port: int = 0  #: of 127.0.0.1, once it is open
    _server: ThreadingHTTPServer | None = field(default=None, repr=False)

    def url(self, path: str) -> str:
        """Return the address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"

    def __enter__(self) -> Self:
        stand = self

        class Handler(BaseHTTPRequestHandler):
            """Answers for this newsstand."""

            def do_GET(self) -> None:
                """Answer with the page, the feed, or 404."""
                body = stand.body(self.path)
                self.send_response(404 if body is None else 200)
                kind = "application/rss+xml" if self.path == "/feed.xml" else "text/html"
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body or b"")))
                self.end_headers()
                self.wfile.write(body or b"")

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
                """Write nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = int(self._server.server_address[1])
        threading.Thread(target=self._server.serve_forever, name="newsstand", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.shutdown()
        self._server.server_close()

    def body(self, path: str) -> bytes | None:
        """Return what stands at a path; None for nothing."""
        if path == "/feed.xml":
            items = "".join(
                f"<item><title>Report {number}</title><link>{self.url(each)}</link></item>"
                for number, each in enumerate(self.pages)
            )
            return f'<rss version="2.0"><channel><title>Newsstand</title>{items}</channel></rss>'.encode()
        page = self.pages.get(path)
        if page is None or isinstance(page, bytes):
            return page
        head = f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{path}</title></head>"
        text = "".join(f"<p>{escape(each)}</p>" for each in page.split("\n\n"))
        return f"{head}<body><article><h1>Report {path}</h1>{text}</article></body></html>".encode()
