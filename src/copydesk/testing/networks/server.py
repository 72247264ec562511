"""What the fakes of networks share: a server on loopback that speaks real HTTP and loses answers when told to."""

from __future__ import annotations

import json
import random
import socketserver
import sys
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qsl, urlsplit

from copydesk.posting.http import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    from copydesk.posting.http import Request


@dataclass(frozen=True)
class Asked:
    """One request as a fake sees it."""

    method: str
    path: str  #: without the query
    query: dict[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body, read as JSON; empty without one."""
        return json.loads(self.body) if self.body else {}

    @property
    def form(self) -> dict[str, str]:
        """The body, read as a form."""
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))


@dataclass(frozen=True)
class Told:
    """What a fake answers."""

    status: int
    json: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: bytes | None = None  #: in place of the JSON

    @property
    def data(self) -> bytes:
        """The body's bytes."""
        if self.raw is not None:
            return self.raw
        return b"" if self.json is None else json.dumps(self.json).encode()


@dataclass
class Stood:
    """One post on a fake."""

    id: str
    text: str  #: as a reader sees it
    made: datetime
    key: str = ""  #: what the sender called it
    reply_to: str = ""
    more: dict[str, Any] = field(default_factory=dict)  #: what only this network knows


@dataclass
class FakeServer:
    """One account's server; enter it to open it, leave it to close it.

    A subclass gives `tell`. An answer may be lost after the call was done, as a network loses it.
    """

    token: str = "harbour-token-1"  # noqa: S105 - of a server that exists in tests only
    posts: list[Stood] = field(default_factory=list)  #: oldest first
    ever: int = 0  #: posts that were made, those deleted since among them
    lose: int = 0  #: of the next writes, this many are done and their answer is not sent
    lose_every: int = 0  #: of all writes, the answer of each so-manieth is not sent; 0 for none
    lose_share: float = 0.0  #: of all answers, to reads as well, this share is not sent
    wait: int = 0  #: seconds; when not 0, every call is answered by the network's words for "wait"
    refuse: dict[str, int] = field(
        default_factory=dict
    )  #: method and start of path, such as "PUT /v2": its status
    port: int = 0
    before: int = 0  #: writes that a post needs before its own
    tells_wait: bool = True  #: whether it says for how long
    wrong: dict[str, str] = field(default_factory=dict)  #: secrets of the right form that are none
    asked: list[Asked] = field(default_factory=list, repr=False)
    _writes: int = 0
    _lock: threading.RLock = field(default_factory=threading.RLock, repr=False)
    _chance: random.Random = field(default_factory=lambda: random.Random(7), repr=False)  # noqa: S311 - no secret
    _server: ThreadingHTTPServer | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """Return the server's address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def fields(self) -> dict[str, str]:
        """Return what an account here names."""
        return {"server": self.url, "token": self.token, "inside": "yes"}

    @property
    def texts(self) -> list[str]:
        """Return the posts as readers see them, oldest first."""
        return [each.text for each in self.posts]

    def __enter__(self) -> Self:
        self._server = _Server(("127.0.0.1", self.port), _handler(self))
        self._server.daemon_threads = True
        self.port = int(self._server.server_address[1])
        threading.Thread(
            target=self._server.serve_forever, args=(0.05,), name=type(self).__name__, daemon=True
        ).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server:
            self._server.shutdown()
            self._server.server_close()

    def tell(self, asked: Asked) -> Told:
        """Answer one call as the network does."""
        raise AssertionError(f"{type(self).__name__} answers nothing: {asked.path}")

    def waits(self) -> Told:
        """Return the network's words for "wait"."""
        return Told(429, {"error": "Too many requests"}, {"Retry-After": str(self.wait)})

    def refuses(self, status: int) -> Told:
        """Return the network's words for a refusal."""
        return Told(status, {"error": "This action is not allowed"})

    def answer(self, asked: Asked) -> Told | None:
        """Return the answer to one call; None for one that is lost."""
        with self._lock:
            self.asked.append(asked)
            where = f"{asked.method} {asked.path}"
            status = next((code for start, code in self.refuse.items() if where.startswith(start)), 0)
            if status:
                return self.refuses(status)
            if self.wait:
                return self.waits()
            told = self.tell(asked)
            lost = self.lose_share > 0 and self._chance.random() < self.lose_share
            if asked.method != "GET":
                self._writes += 1
                lost = lost or self.lose > 0 or bool(self.lose_every and self._writes % self.lose_every == 0)
                self.lose = max(0, self.lose - 1)
            return None if lost else told

    def direct(self, request: Request) -> Answer:
        """Answer a call of ours without a network in between."""
        where = urlsplit(request.url)
        query = dict(parse_qsl(where.query, keep_blank_values=True))
        told = self.tell(Asked(request.method, where.path, query, dict(request.headers), request.body))
        return Answer(told.status, {name.lower(): value for name, value in told.headers.items()}, told.data)

    def add(self, text: str, *, key: str = "", reply_to: str = "", **more: Any) -> Stood:
        """Make a post."""
        self.ever += 1
        made = Stood(str(self.ever), text, datetime.now(UTC), key, reply_to, more)
        self.posts.append(made)
        return made

    def find(self, number: str) -> Stood | None:
        """Return a post by its id."""
        return next((each for each in self.posts if each.id == number), None)


class Forgiving(socketserver.BaseServer):
    """A server whose clients may be killed in the middle of a call."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that is gone; tell any other fault."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Server(Forgiving, ThreadingHTTPServer):
    """Speaks HTTP."""


def units(text: str) -> int:
    """Return the UTF-16 units of a text."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def stamp(when: datetime) -> str:
    """Return a time as most networks write it."""
    return when.isoformat().replace("+00:00", "Z")


def _handler(fake: FakeServer) -> type[BaseHTTPRequestHandler]:
    """Return what answers for a server."""

    class Handler(BaseHTTPRequestHandler):
        """Answers one call."""

        def _do(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            where = urlsplit(self.path)
            query = dict(parse_qsl(where.query, keep_blank_values=True))
            told = fake.answer(Asked(self.command, where.path, query, dict(self.headers), body))
            self.close_connection = True
            if told is None:
                return
            self.send_response(told.status)
            for name, value in told.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(told.data)))
            self.end_headers()
            self.wfile.write(told.data)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _do  # noqa: N815 - the base class looks for these names

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
            """Write nothing."""

    return Handler
