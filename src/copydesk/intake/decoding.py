"""Content-Encoding undone piece by piece, so that a bomb costs no more memory than its cap.

A decoder gives bounded pieces; the caller counts them and stops. Brotli and zstd load when first met.
"""

from __future__ import annotations

import importlib
import zlib
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PIECE = 64 * 2**10  #: most bytes a decoder gives at a time; brotli may give twice that

# Empty gzip members and zstd frames cost us work and give nothing; a real body has one or a few.
_MEMBERS_MOST = 64
# RFC 9659: more than 8 MiB of window may not be asked of a reader of HTTP.
_ZSTD_WINDOW_LOG = 23
_ZSTD_MODULES = ("compression.zstd", "backports.zstd")


def zstd_module() -> Any:
    """Return Python's zstd, which stands in its library from 3.14 on and in `backports.zstd` before.

    Only these two can stop in the middle of a block, which a bomb needs.

    Raises:
        BrokenCodingError: neither is installed.
    """
    for name in _ZSTD_MODULES:
        try:
            return importlib.import_module(name)
        except ModuleNotFoundError:
            continue
    raise BrokenCodingError("the body is packed with zstd, which is not installed here")


def offered() -> str:
    """Return what our Accept-Encoding says.

    >>> offered().startswith("gzip, deflate, br")
    True
    """
    known = any(find_spec(name.partition(".")[0]) and find_spec(name) for name in _ZSTD_MODULES)
    return "gzip, deflate, br, zstd" if known else "gzip, deflate, br"


class BrokenCodingError(Exception):
    """The body is not packed as its header says; the message says how."""


class Decoder(Protocol):
    """Unpacks one coding."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Give the unpacked pieces of `data`, none above about twice `PIECE`."""

    def finish(self) -> None:
        """Say that nothing follows.

        Raises:
            BrokenCodingError: the packed body ends early.
        """


class _Zlib:
    """gzip with one or more members, or deflate with or without its header."""

    def __init__(self, coding: str) -> None:
        self._gzip = coding == "gzip"
        self._unpacker = zlib.decompressobj(31 if self._gzip else 15)
        self._members = 0
        self._begun = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Give the unpacked pieces, part after part."""
        while data:
            if self._unpacker.eof:
                if not self._next_member(data):
                    return
                data = data.lstrip(b"\0")
            piece = self._unpack(data)
            data = self._unpacker.unconsumed_tail or self._unpacker.unused_data
            if piece:
                yield piece

    def _next_member(self, data: bytes) -> bool:
        """Make ready for another gzip member; False when what follows the last one is padding or rubbish."""
        if not self._gzip or not data.lstrip(b"\0").startswith(b"\x1f"):
            return False
        self._members += 1
        if self._members > _MEMBERS_MOST:
            raise BrokenCodingError("the packed body has too many parts")
        self._unpacker = zlib.decompressobj(31)
        return True

    def _unpack(self, data: bytes) -> bytes:
        """Return the next piece; deflate without zlib's header is taken as servers send it."""
        try:
            piece = self._unpacker.decompress(data, PIECE)
        except zlib.error as error:
            if self._begun or self._gzip:
                raise BrokenCodingError("the packed body is broken") from error
            self._begun = True
            self._unpacker = zlib.decompressobj(-15)
            return self._unpack(data)
        self._begun = True
        return piece

    def finish(self) -> None:
        """Refuse a body that ends early."""
        if not self._unpacker.eof and self._begun:
            raise BrokenCodingError("the packed body ends early")


class _Brotli:
    """br."""

    def __init__(self) -> None:
        import brotli

        self._error = brotli.error
        self._unpacker = brotli.Decompressor()
        self._begun = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Give the unpacked pieces."""
        self._begun = self._begun or bool(data)
        try:
            piece = self._unpacker.process(data, output_buffer_limit=PIECE)
            while piece:
                yield piece
                piece = self._unpacker.process(b"", output_buffer_limit=PIECE)
        except self._error as error:
            raise BrokenCodingError("the packed body is broken") from error

    def finish(self) -> None:
        """Refuse a body that ends early."""
        if self._begun and not self._unpacker.is_finished():
            raise BrokenCodingError("the packed body ends early")


class _Zstd:
    """zstd, with a window no larger than HTTP allows."""

    def __init__(self) -> None:
        zstd = zstd_module()
        self._error = zstd.ZstdError
        self._options: dict[int, int] = {zstd.DecompressionParameter.window_log_max: _ZSTD_WINDOW_LOG}
        self._make = zstd.ZstdDecompressor
        self._unpacker = self._make(options=self._options)
        self._frames = 1
        self._begun = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Give the unpacked pieces, frame after frame."""
        while data or not (self._unpacker.needs_input or self._unpacker.eof):
            if self._unpacker.eof:
                self._next_frame()
            self._begun = True
            try:
                piece = self._unpacker.decompress(data, PIECE)
            except self._error as error:
                raise BrokenCodingError("the packed body is broken") from error
            data = self._unpacker.unused_data if self._unpacker.eof else b""
            if piece:
                yield piece

    def _next_frame(self) -> None:
        """Make ready for another frame."""
        self._frames += 1
        if self._frames > _MEMBERS_MOST:
            raise BrokenCodingError("the packed body has too many parts")
        self._unpacker = self._make(options=self._options)

    def finish(self) -> None:
        """Refuse a body that ends early."""
        if self._begun and not self._unpacker.eof:
            raise BrokenCodingError("the packed body ends early")


class _Chain:
    """A body that was packed twice."""

    def __init__(self, outer: Decoder, inner: Decoder) -> None:
        self._outer = outer
        self._inner = inner

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Give the pieces that are unpacked twice."""
        for piece in self._outer.feed(data):
            yield from self._inner.feed(piece)

    def finish(self) -> None:
        """Refuse a body that ends early in either packing."""
        self._outer.finish()
        self._inner.finish()


def decoder_for(content_encoding: str) -> Decoder | None:
    """Return what unpacks a body with this Content-Encoding; None when it is not packed.

    Words that are no coding ("utf-8", "none") are passed over, as servers write them by mistake.

    Raises:
        BrokenCodingError: packed more than twice, which no honest server does.

    >>> import gzip
    >>> unpack = decoder_for("gzip")
    >>> b"".join(unpack.feed(gzip.compress(b"Ferry runs again")))
    b'Ferry runs again'
    """
    codings = [word for each in content_encoding.lower().split(",") if (word := each.strip()) in _MAKERS]
    if not codings:
        return None
    if len(codings) > 2:
        raise BrokenCodingError("the body is packed more than twice")
    decoders = [_MAKERS[each]() for each in reversed(codings)]
    return decoders[0] if len(decoders) == 1 else _Chain(decoders[0], decoders[1])


_MAKERS: dict[str, Callable[[], Decoder]] = {
    "gzip": lambda: _Zlib("gzip"),
    "x-gzip": lambda: _Zlib("gzip"),
    "deflate": lambda: _Zlib("deflate"),
    "br": _Brotli,
    "zstd": _Zstd,
}
