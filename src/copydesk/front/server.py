"""The web server: baked files to readers, the desk's addresses to Django."""

from __future__ import annotations

import os
import re
import signal
import socket
import threading
import time
from functools import partial
from typing import TYPE_CHECKING

from copydesk.front.gate import Gate
from copydesk.front.store import FileStore, Packed, matches

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from pathlib import Path
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

REPLIES = "/reply/"
NEWSLETTER = "/newsletter/"
LEAVE = f"{NEWSLETTER}leave/"  #: mail programs send many of these from one address
DJANGO_PATHS = ("/healthz", "/search/")
DESK_FOLDERS = ("/admin/", "/desk/")
DJANGO_FOLDERS = (
    "/admin/", "/api/", "/desk/", "/quotation/", "/person/", "/topic/", "/organisation/", "/preview/", "/feeds/topic/", "/feeds/outlet/", "/feeds/person/", "/feeds/organisation/",
    REPLIES, NEWSLETTER,
)  # fmt: skip
#: nothing of a page runs; `connect-src` is for those who look robots.txt up from within it, as Lighthouse does
PAGE_POLICY = (
    "default-src 'none'; connect-src 'self'; style-src 'self'; img-src 'self' https: http: data:; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
DESK_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
ALWAYS = "public, no-cache"  #: kept, but asked for again each time: a killed story is gone at once
FOR_GOOD = "public, max-age=31536000, immutable"  #: the name holds a hash of what it says
A_WHILE = "public, max-age=300"
_STORY = re.compile(r"^/story/(\d{1,18})(?:-[^/]*)?/?$")
_FIXED = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("X-Frame-Options", "DENY"),
]
CROWDED = b"Many forms came from your network just now. Please go back, wait a minute, and send it again.\n"
_CROWDED = (
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("Retry-After", "60"),
)
_REASONS = {
    200: "200 OK",
    301: "301 Moved Permanently",
    304: "304 Not Modified",
    404: "404 Not Found",
    405: "405 Method Not Allowed",
    429: "429 Too Many Requests",
}


class FrontServer:
    """A WSGI application over a folder of baked files.

    Args:
        folder: the baked files.
        django: answers the desk, the programs' door and /healthz.
        static: finds a file of the desk under /static/ by its path; None when there is none.
        memory: most bytes of files that are kept in it.
        desk_hosts: host names at which alone the desk and the rows below it are there; empty for all.
    """

    def __init__(
        self,
        folder: Path,
        django: WSGIApplication,
        static: Callable[[str], Path | None],
        *,
        memory: int = 64 * 2**20,
        desk_hosts: Collection[str] = (),
    ) -> None:
        self.folder = folder
        self.django = django
        self.static = static
        self.files = FileStore(most=memory)
        self.gate = Gate()
        self.desk_hosts = frozenset(each.lower() for each in desk_hosts)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        path = _path(environ)
        forms = path.startswith((REPLIES, NEWSLETTER)) and not path.startswith(LEAVE)
        if forms and environ["REQUEST_METHOD"] == "POST" and not self._lets_in(environ):
            start_response(_REASONS[429], [*_FIXED, *_CROWDED, ("Content-Length", str(len(CROWDED)))])
            return [CROWDED]
        if self._hides(environ, path):
            answer = self._missing(environ)
            start_response(_REASONS[answer.status], answer.headers)
            return [answer.body]
        if path in DJANGO_PATHS or path.startswith(DJANGO_FOLDERS) or f"{path}/" in DJANGO_FOLDERS:
            return self.django(environ, _with_policy(start_response))
        answer = self._answer(environ, path)
        start_response(_REASONS[answer.status], answer.headers)
        return [answer.body]

    def _hides(self, environ: WSGIEnvironment, path: str) -> bool:
        """Say whether a path is the desk's, and this is not where the desk is."""
        if not self.desk_hosts or not f"{path}/".startswith(DESK_FOLDERS):
            return False
        return (
            str(environ.get("HTTP_HOST", "")).rpartition("@")[2].partition(":")[0].lower()
            not in self.desk_hosts
        )

    def _lets_in(self, environ: WSGIEnvironment) -> bool:
        """Say whether a reader's form may come in."""
        from copydesk.front.desk.access import address_in

        return self.gate.opens(address_in(environ))

    def _answer(self, environ: WSGIEnvironment, path: str) -> _Answer:
        """Return what a reader gets for a path."""
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return _Answer(405, [*_FIXED, ("Allow", "GET, HEAD"), ("Content-Length", "0")])
        accepted = str(environ.get("HTTP_ACCEPT_ENCODING", ""))
        packed = self._find(path, accepted)
        if packed is not None:
            return _file(packed, environ, caching=_caching(path))
        target = self._moved(path)
        if target:
            headers = [*_FIXED, ("Location", target), ("Cache-Control", ALWAYS), ("Content-Length", "0")]
            return _Answer(301, headers)
        return self._missing(environ)

    def _missing(self, environ: WSGIEnvironment) -> _Answer:
        """Return the page that says there is no such page."""
        missing = self.files.get(self.folder / "404.html", str(environ.get("HTTP_ACCEPT_ENCODING", "")))
        packed = missing or Packed(b"There is no such page.\n", '""', "text/plain; charset=utf-8")
        return _file(packed, environ, caching=ALWAYS, status=404)

    def _find(self, path: str, accepted: str) -> Packed | None:
        """Return the file that stands at a path; None when there is none, or it is nobody's business."""
        if not _decent(path):
            return None
        if path.startswith("/static/"):
            place = self.static(path.removeprefix("/static/"))
            return self.files.get(place, accepted) if place else None
        name = path[1:] + ("index.html" if path.endswith("/") else "")
        return self.files.get(self.folder / name, accepted)

    def _moved(self, path: str) -> str:
        """Return where a page has its address now; empty when nobody knows."""
        if not _decent(path):
            return ""
        story = _STORY.match(path)
        if story:
            try:
                target = (self.folder / "story" / f".{int(story[1])}").read_text(encoding="utf-8")
            except OSError:
                return ""
            return target if target != path and _STORY.match(target) else ""
        if not path.endswith("/") and (self.folder / path[1:] / "index.html").is_file():
            return f"{path}/"
        return ""


class _Answer:
    """Status, headers and body of an answer."""

    __slots__ = ("body", "headers", "status")

    def __init__(self, status: int, headers: list[tuple[str, str]], body: bytes = b"") -> None:
        self.status = status
        self.headers = headers
        self.body = body


def _path(environ: WSGIEnvironment) -> str:
    """Return the path asked for; WSGI hands bytes over as Latin-1."""
    raw = str(environ.get("PATH_INFO", "") or "/")
    try:
        return raw.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return raw


def _decent(path: str) -> bool:
    """Say whether a path can name a file of ours: no step upwards, no hidden name, no empty step."""
    if not path.startswith("/") or "\0" in path or "\\" in path:
        return False
    steps = path[1:].split("/")
    return not any(step.startswith(".") for step in steps) and "" not in steps[:-1] and len(path) <= 1000


def _caching(path: str) -> str:
    """Return how long a file may be kept without asking again."""
    if path.startswith("/assets/"):
        return FOR_GOOD
    return A_WHILE if path.startswith("/static/") or path == "/favicon.svg" else ALWAYS


def _file(packed: Packed, environ: WSGIEnvironment, *, caching: str, status: int = 200) -> _Answer:
    """Return a file as an answer, or 304 when the reader has it already."""
    headers = [
        *_FIXED,
        ("Cache-Control", caching),
        ("Content-Security-Policy", PAGE_POLICY),
        ("Vary", "Accept-Encoding"),
    ]
    if status == 200:
        headers.append(("ETag", packed.etag))
        if matches(packed.etag, str(environ.get("HTTP_IF_NONE_MATCH", ""))):
            return _Answer(304, headers)
    headers += [("Content-Type", packed.content_type), ("Content-Length", str(len(packed.data)))]
    if packed.encoding:
        headers.append(("Content-Encoding", packed.encoding))
    return _Answer(status, headers, b"" if environ["REQUEST_METHOD"] == "HEAD" else packed.data)


def _with_policy(start_response: StartResponse) -> StartResponse:
    """Return a start_response that adds the desk's content policy where Django sets none."""

    def start(status: str, headers: list[tuple[str, str]], *rest: object) -> Callable[[bytes], object]:
        if not any(name.lower() == "content-security-policy" for name, _ in headers):
            headers = [*headers, ("Content-Security-Policy", DESK_POLICY)]
        return start_response(status, headers, *rest)  # type: ignore[arg-type]  # the optional exc_info, as it came

    return start


def django_static(path: str) -> Path | None:
    """Return the place of one of Django's own static files; None when there is none."""
    from pathlib import Path

    from django.contrib.staticfiles import finders
    from django.core.exceptions import SuspiciousFileOperation

    try:
        found = finders.find(path)
    except SuspiciousFileOperation:
        return None
    return Path(found) if isinstance(found, str) else None


def application(folder: Path) -> FrontServer:
    """Return the whole site as a WSGI application, Django set up and behind it.

    Args:
        folder: the baked files.
    """
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    found = get_wsgi_application()
    hosts = [each.strip() for each in settings.SITE.desk_hosts.split(",") if each.strip()]
    return FrontServer(folder, found, django_static, desk_hosts=hosts)


def free_port(host: str) -> int:
    """Return a port of `host` on which nobody listens at the moment.

    >>> free_port("127.0.0.1") > 1023
    True
    """
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def serve(host: str, port: int, folder: Path, *, threads: int = 4) -> None:
    """Serve the site until SIGTERM or SIGINT comes or the parent process is gone.

    Args:
        host: address to listen on.
        port: port to listen on; not 0, see `free_port`.
        folder: the baked files.
        threads: requests answered at the same time.
    """
    from granian.constants import HTTPModes, Interfaces
    from granian.server import Server

    server = Server(
        target="copydesk.front.server",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=threads,
        http=HTTPModes.http1,
        websockets=False,
        log_enabled=False,
        workers_kill_timeout=5,
    )
    _die_with(os.getppid())

    server.serve(target_loader=partial(_load, folder, os.getpid()), wrap_loader=False)


def _load(folder: Path, parent: int) -> FrontServer:
    """Return the site inside granian's worker, which is to end with granian."""
    _die_with(parent)
    return application(folder)


def _die_with(parent: int) -> None:
    """Ask this process to stop as soon as its parent is another one: the first is gone."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()
