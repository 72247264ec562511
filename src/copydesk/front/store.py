"""Baked files as the server hands them out: looked at on every request, packed once, kept in memory."""

from __future__ import annotations

import gzip
import hashlib
import stat
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import brotli

if TYPE_CHECKING:
    from pathlib import Path

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
}
#: Feeds have types of their own, by name.
NAMED_TYPES = {
    "rss.xml": "application/rss+xml; charset=utf-8",
    "atom.xml": "application/atom+xml; charset=utf-8",
    "outlets.opml": "text/x-opml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
}
_PACKABLE = (
    "text/",
    "application/rss",
    "application/atom",
    "application/feed",
    "application/json",
    "application/xml",
    "image/svg",
)
LEAST_PACKED = 256  #: bytes; packing less saves nothing
MOST_KEPT_FILE = 4 * 2**20  #: bytes; a larger file is read each time


@dataclass(frozen=True, slots=True)
class Packed:
    """A file's bytes as they go out."""

    data: bytes
    etag: str
    content_type: str
    encoding: str = ""  #: "br", "gzip", or empty


class FileStore:
    """Files with their packed forms, kept in memory up to a number of bytes, least used dropped first.

    A file is known by its place, inode, size and time of change, so a page that was baked again is seen
    at the next request.

    Args:
        most: bytes kept at most, packed and plain together.
    """

    def __init__(self, *, most: int = 64 * 2**20) -> None:
        self.most = most
        self.kept = 0
        self._lock = threading.Lock()
        self._known: OrderedDict[tuple[str, int, int, int, str], Packed] = OrderedDict()

    def get(self, path: Path, accepted: str) -> Packed | None:
        """Return a file in the best form that the reader takes; None when there is no such file.

        Args:
            path: of the file.
            accepted: the reader's Accept-Encoding; empty for none.
        """
        try:
            found = path.stat()
        except (OSError, ValueError):
            return None
        if not stat.S_ISREG(found.st_mode):
            return None
        content_type = NAMED_TYPES.get(path.name) or TYPES.get(path.suffix, "application/octet-stream")
        encoding = best_encoding(accepted) if content_type.startswith(_PACKABLE) else ""
        if found.st_size < LEAST_PACKED:
            encoding = ""
        key = (str(path), found.st_ino, found.st_size, found.st_mtime_ns, encoding)
        with self._lock:
            packed = self._known.get(key)
            if packed is not None:
                self._known.move_to_end(key)
                return packed
        try:
            packed = _pack(path.read_bytes(), content_type, encoding)
        except OSError:
            return None
        self._keep(key, packed)
        return packed

    def _keep(self, key: tuple[str, int, int, int, str], packed: Packed) -> None:
        """Remember a packed file, forgetting the least used ones."""
        if len(packed.data) > min(MOST_KEPT_FILE, self.most):
            return
        with self._lock:
            if key not in self._known:
                self._known[key] = packed
                self.kept += len(packed.data)
            while self.kept > self.most:
                _, dropped = self._known.popitem(last=False)
                self.kept -= len(dropped.data)


def _pack(data: bytes, content_type: str, encoding: str) -> Packed:
    """Return a file's bytes in an encoding, with an ETag made of what the file says."""
    digest = hashlib.sha256(data).hexdigest()[:24]
    if encoding == "br":
        return Packed(brotli.compress(data, quality=6), f'"{digest}-br"', content_type, "br")
    if encoding == "gzip":
        return Packed(gzip.compress(data, 6, mtime=0), f'"{digest}-gz"', content_type, "gzip")
    return Packed(data, f'"{digest}"', content_type)


def best_encoding(accepted: str) -> str:
    """Return the smallest encoding a reader takes: "br", "gzip" or empty for none.

    >>> best_encoding("gzip, deflate, br;q=0.9"), best_encoding("br;q=0, gzip;q=0.1"), best_encoding("")
    ('br', 'gzip', '')
    """
    taken = {}
    for part in accepted.lower().split(","):
        name, _, rest = part.strip().partition(";")
        weight = rest.strip().removeprefix("q=")
        taken[name.strip()] = not rest or weight.rstrip("0").rstrip(".") not in {"", "0"}
    for name in ("br", "gzip"):
        if taken.get(name, taken.get("*", False)):
            return name
    return ""


def matches(etag: str, asked: str) -> bool:
    """Say whether a reader's If-None-Match names the file it has.

    >>> matches('"abc"', 'W/"abc", "other"'), matches('"abc"', '*'), matches('"abc"', '"ab"')
    (True, True, False)
    """
    return any(each.strip().removeprefix("W/") in {etag, "*"} for each in asked.split(","))
