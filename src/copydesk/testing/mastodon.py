"""A Mastodon server on loopback that counts, refuses, remembers keys and loses answers as the real one may."""

from __future__ import annotations

import json
import re
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self

import regex

if TYPE_CHECKING:
    from types import TracebackType

_ADDRESS = re.compile(r"https?://\S+")


@dataclass
class FakeMastodon:
    """One account's server; enter it to open it, leave it to close it.

    Args:
        limit: most characters, each address counted as 23.
        keeps_keys: whether a repeated Idempotency-Key gives the first post again; GoToSocial does not.
    """

    limit: int = 500
    keeps_keys: bool = True
    token: str = "harbour-token-1"  # noqa: S105 - of a server that exists in tests only
    statuses: list[dict[str, Any]] = field(default_factory=list)  #: oldest first
    ever: int = 0  #: posts that were made, those deleted since among them
    lose: int = 0  #: of the next writes, this many are done and their answer is not sent
    lose_every: int = 0  #: of all writes, the answer of each so-manieth is not sent; 0 for none
    wait: int = 0  #: seconds; when not 0, every write is answered 429
    wait_reads: int = 0  #: seconds; when not 0, every GET is answered 429
    refuse: dict[str, int] = field(default_factory=dict)  #: GET, POST, REPLY, PUT, DELETE: the status it gets
    port: int = 0
    _keys: dict[str, dict[str, Any]] = field(default_factory=dict)
    _writes: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _server: ThreadingHTTPServer | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """Return the server's address."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), _handler(self))
        self._server.daemon_threads = True
        self.port = int(self._server.server_address[1])
        threading.Thread(target=self._server.serve_forever, name="fake-mastodon", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server:
            self._server.shutdown()
            self._server.server_close()

    def answer(self, method: str, path: str, headers: Any, body: bytes) -> tuple[int, Any]:
        """Return status and JSON of one call; status 0 for an answer that is lost."""
        with self._lock:
            if path.startswith("/api/v2/instance"):
                rules = {"max_characters": self.limit, "characters_reserved_per_url": 23}
                return 200, {"configuration": {"statuses": rules}}
            if headers.get("Authorization") != f"Bearer {self.token}":
                return 401, {"error": "The access token is invalid"}
            what = "REPLY" if method == "POST" and json.loads(body).get("in_reply_to_id") else method
            if what in self.refuse:
                return self.refuse[what], {"error": "This action is not allowed"}
            if (self.wait_reads if method == "GET" else self.wait) > 0:
                return 429, {"error": "Too many requests"}
            if method == "GET":
                return self._read(path)
            status, told = self._write(method, path, headers.get("Idempotency-Key", ""), body)
            self._writes += 1
            self.lose, lost = max(0, self.lose - 1), self.lose > 0
            every = self.lose_every and self._writes % self.lose_every == 0
            return (0, None) if lost or every else (status, told)

    def _read(self, path: str) -> tuple[int, Any]:
        """Answer a GET."""
        if path == "/api/v1/accounts/verify_credentials":
            return 200, {"id": "7", "username": "desk"}
        if path.startswith("/api/v1/accounts/7/statuses"):
            found = re.search(r"max_id=(\d+)", path)
            below = int(found[1]) if found else self.ever + 1
            newest = [each for each in reversed(self.statuses) if int(each["id"]) < below]
            return 200, newest[:40]
        status = self._status(path.removesuffix("/source"))
        if status is None:
            return 404, {"error": "Record not found"}
        return 200, {"id": status["id"], "text": status["text"]} if path.endswith("/source") else status

    def _write(self, method: str, path: str, key: str, body: bytes) -> tuple[int, Any]:
        """Answer POST, PUT and DELETE."""
        text = str(json.loads(body)["status"]) if body else ""
        if len(regex.findall(r"\X", _ADDRESS.sub("x" * 23, text))) > self.limit:
            return 422, {"error": "Validation failed: Text character limit exceeded"}
        if method == "POST":
            if self.keeps_keys and key in self._keys:
                return 200, self._keys[key]
            status = self._new(text, json.loads(body))
            self._keys[key] = status
            return 200, status
        found = self._status(path)
        if found is None:
            return 404, {"error": "Record not found"}
        if method == "DELETE":
            self.statuses.remove(found)
            return 200, found
        found |= {"text": text, "content": _content(text), "edited_at": "2026-10-14T09:00:00.000Z"}
        return 200, found

    def _new(self, text: str, asked: dict[str, Any]) -> dict[str, Any]:
        """Make a post."""
        self.ever += 1
        status = {
            "id": str(self.ever),
            "created_at": datetime.now(UTC).isoformat().replace("+00:00", "Z"),
            "url": f"{self.url}/@desk/{self.ever}",
            "content": _content(text),
            "text": text,
            "language": asked.get("language"),
            "in_reply_to_id": asked.get("in_reply_to_id"),
        }
        self.statuses.append(status)
        return status

    def _status(self, path: str) -> dict[str, Any] | None:
        """Return the post that a path names."""
        number = path.rpartition("/")[2]
        return next((each for each in self.statuses if each["id"] == number), None)


def _content(text: str) -> str:
    """Return a text as the server shows it."""
    return (
        f"<p>{_ADDRESS.sub(lambda found: f'<a href={found.group()!r}>{found.group()}</a>', escape(text))}</p>"
    )


def _handler(fake: FakeMastodon) -> type[BaseHTTPRequestHandler]:
    """Return what answers for a server."""

    class Handler(BaseHTTPRequestHandler):
        """Answers one call."""

        def _do(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, told = fake.answer(self.command, self.path, self.headers, body)
            if not status:
                self.close_connection = True
                return
            data = json.dumps(told).encode()
            self.send_response(status)
            if status == 429:
                self.send_header("Retry-After", str(fake.wait_reads if self.command == "GET" else fake.wait))
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PUT = do_DELETE = _do  # noqa: N815 - the base class looks for these names

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
            """Write nothing."""

    return Handler
