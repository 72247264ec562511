"""HTTP/1.1 over one wire: h11 reads and writes it, this module counts what it costs.

h11 is used as it stands under httpx2, without the layers above it: those have cookies, pools and traces
that we must not have or do not need, and they cost more than the rest of a 304 (docs/explanation/intake.md).
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import h11

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from copydesk.intake.network import Wire

_READ_MOST = 64 * 2**10
_HEADER_READ_MOST = 16 * 2**10
_INTERIM_MOST = 16


class BrokenAnswerError(Exception):
    """The answer breaks the rules of HTTP, or ends early."""


class TooMuchError(Exception):
    """The server sent more bytes than the request may cost."""


class Connection:
    """One connection to one origin, for one request at a time.

    Args:
        wire: connected, and under TLS where the origin wants it.
        header_bytes: most bytes of an answer's headers; a chunk's head and the trailers have the same cap.
        idle_seconds: most time between two pieces of an answer.
    """

    def __init__(self, wire: Wire, *, header_bytes: int, idle_seconds: float) -> None:
        self.wire = wire
        self.kept_at = 0.0  #: since when it lies idle, by the loop's clock
        self._idle_seconds = idle_seconds
        self._talk = h11.Connection(h11.CLIENT, max_incomplete_event_size=header_bytes)

    async def ask(self, method: bytes, target: bytes, headers: list[tuple[bytes, bytes]]) -> h11.Response:
        """Send a request without a body and return the head of its answer.

        Raises:
            TooMuchError: the headers are too large.
            BrokenAnswerError: the answer breaks the rules, or there is none.
            TimeoutError: nothing came for too long.
            OSError: the connection broke.
        """
        try:
            data = self._talk.send(h11.Request(method=method, target=target, headers=headers)) or b""
            data += self._talk.send(h11.EndOfMessage()) or b""
        except h11.LocalProtocolError as error:
            raise BrokenAnswerError("the request cannot be written") from error
        self.wire.write(data)
        for _ in range(_INTERIM_MOST):
            event = await self._next(_HEADER_READ_MOST)
            if isinstance(event, h11.Response):
                return event
            if not isinstance(event, h11.InformationalResponse) or event.status_code == 101:
                break
        raise BrokenAnswerError("the answer is broken")

    async def pieces(self, most: int) -> AsyncGenerator[bytes, None]:
        """Give the body as it comes, until its end.

        Args:
            most: bytes that may still be read from the wire, chunk heads included.

        Raises:
            TooMuchError: more came.
            BrokenAnswerError: it breaks the rules or ends early.
            TimeoutError: nothing came for too long.
            OSError: the connection broke.
        """
        left = most
        while True:
            event = self._take()
            if event is h11.NEED_DATA:
                left -= await self._more(_READ_MOST)
                if left < 0:
                    raise TooMuchError
            elif isinstance(event, h11.Data):
                yield bytes(event.data)
            else:
                return

    def skip_body(self) -> None:
        """Pass over what has come of a body that nobody wants; unless that is all, the connection cannot rest."""
        # The status has said what matters; a body broken behind it changes nothing.
        with contextlib.suppress(BrokenAnswerError, TooMuchError):
            while isinstance(self._take(), h11.Data):
                pass

    async def _next(self, most: int) -> object:
        """Return the next event, reading what it needs."""
        while (event := self._take()) is h11.NEED_DATA:
            await self._more(most)
        return event

    def _take(self) -> object:
        """Return the next event from what was read."""
        try:
            return self._talk.next_event()
        except h11.RemoteProtocolError as error:
            if error.error_status_hint == 431:
                raise TooMuchError from error
            raise BrokenAnswerError("the answer is broken or ends early") from error

    async def _more(self, most: int) -> int:
        """Read once and return how many bytes came."""
        data = await self.wire.read(most, seconds=self._idle_seconds)
        if not data and self._talk.their_state is h11.SEND_RESPONSE:
            raise BrokenAnswerError("the server hung up without an answer")
        self._talk.receive_data(data)
        return len(data)

    def rest(self) -> bool:
        """Make ready for another request; False when this connection must be closed.

        Bytes beyond the declared length would be taken for the next answer, so they end the connection.
        """
        talk = self._talk
        if talk.our_state is not h11.DONE or talk.their_state is not h11.DONE:
            return False
        if talk.trailing_data[0] or not self.wire.quiet:
            return False
        talk.start_next_cycle()
        return True
