"""Serves the outlets over real HTTP, each on its own loopback port, from one thread that waits for them all."""

from __future__ import annotations

import gzip
import selectors
import socket
import threading
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from copydesk.sample._render import Resource

LOOPBACK = "127.0.0.1"


class OutletServer(ThreadingHTTPServer):
    """One outlet's server; `resources` may be replaced as a whole while it runs."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int) -> None:
        super().__init__((LOOPBACK, port), _Handler)
        self.resources: Mapping[str, Resource] = {}

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing when a client goes away in the middle of an answer: clients may be killed in tests."""


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD with validators, 304, 301, 404 and gzip."""

    protocol_version = "HTTP/1.1"
    server_version = "SampleNewsroom"
    sys_version = ""
    timeout = 10
    server: OutletServer

    def do_GET(self) -> None:
        """Answer with the body."""
        self._answer(self._found())

    def do_HEAD(self) -> None:
        """Answer with the headers alone."""
        self._answer(self._found())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Write nothing: the terminal belongs to Copydesk."""

    def _found(self) -> Resource | None:
        """Return what stands under the path asked for."""
        return self.server.resources.get(self.path.partition("?")[0])

    def _answer(self, found: Resource | None) -> None:
        """Send the whole answer."""
        if found is None:
            self._send(HTTPStatus.NOT_FOUND, {"Content-Type": "text/html"}, b"<h1>Not found</h1>")
        elif found.location:
            self._send(HTTPStatus(found.status), {"Location": found.location}, b"")
        elif self._unchanged(found):
            self._send(HTTPStatus.NOT_MODIFIED, {"ETag": found.etag}, None)
        else:
            headers = {
                "Content-Type": found.content_type,
                "ETag": found.etag,
                "Last-Modified": _http_date(found.modified),
            }
            body = found.body
            if found.squeezed:
                headers["Vary"] = "Accept-Encoding"
                if "gzip" in self.headers.get("Accept-Encoding", ""):
                    body = gzip.compress(body, mtime=0)
                    headers["Content-Encoding"] = "gzip"
            self._send(HTTPStatus.OK, headers, body)

    def _unchanged(self, found: Resource) -> bool:
        """Say whether the client already has this body, by its own validators."""
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
            return found.etag in known or "*" in known
        since = self.headers.get("If-Modified-Since")
        if not since:
            return False
        try:
            return found.modified.replace(microsecond=0) <= parsedate_to_datetime(since)
        except (TypeError, ValueError):
            return False  # a date that is none, or has no zone, asks for the whole answer

    def _send(self, status: HTTPStatus, headers: Mapping[str, str], body: bytes | None) -> None:
        """Send status, headers and, unless HEAD asked, the body; None means an answer that has no body."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if body is not None:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if body and self.command != "HEAD":
            self.wfile.write(body)


def _http_date(moment: datetime) -> str:
    """Return a time as HTTP prints it."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)


class Dispatcher:
    """One thread that sleeps until any of the servers is called, so that idle outlets cost nothing."""

    def __init__(self, servers: tuple[OutletServer, ...]) -> None:
        self._servers = servers
        self._bell, self._ear = socket.socketpair()
        self._thread = threading.Thread(target=self._run, name="sample-newsroom", daemon=True)

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """End answering and close every port; a second call does nothing."""
        if self._bell.fileno() == -1:
            return
        self._bell.send(b"x")
        self._thread.join()
        for server in self._servers:
            server.server_close()
        self._bell.close()
        self._ear.close()

    def _run(self) -> None:
        """Hand each call to its server, until the bell rings."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._ear, selectors.EVENT_READ, None)
            for server in self._servers:
                server.timeout = 0
                selector.register(server, selectors.EVENT_READ, server)
            while True:
                for key, _ in selector.select():
                    if key.data is None:
                        return
                    key.data.handle_request()
