"""The way out to a relay: one message over a WebSocket, and what is answered to it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from copydesk.errors import InputError
from copydesk.posting.http import SECONDS, Reach, Way, Wire
from copydesk.posting.values import LostAnswerError, RefusedError, WaitError

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_ANSWERS = 100  #: to one message


class Speak(Protocol):
    """Says one thing to a relay and hears the answers."""

    def __call__(self, url: str, said: str, is_last: Callable[[str], bool], /) -> list[str]:
        """Say it; return what comes, up to and with the first answer that is the last.

        Raises:
            WaitError: it was surely not said.
            LostAnswerError: it may have been heard.
        """


def no_relay(url: str, said: str, is_last: Callable[[str], bool]) -> list[str]:  # noqa: ARG001 - as Speak
    """Refuse to speak: this line leads to no relay."""
    raise RefusedError(f"{urlsplit(url).hostname}: no relay is spoken to from here")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Speaks over wss; over ws only inside the house, where the way leads there."""

    way: Way

    def __call__(self, url: str, said: str, is_last: Callable[[str], bool]) -> list[str]:
        """Say one thing; see `Speak`."""
        try:
            from websockets.exceptions import WebSocketException
            from websockets.sync.client import connect
        except ImportError:
            raise InputError("relays need the package websockets: install copydesk[nostr]") from None
        parts = urlsplit(url)
        if not parts.hostname or parts.scheme not in {"wss", "ws"}:
            raise InputError("a relay's address begins with wss://")
        safe = parts.scheme == "wss"
        if not safe and self.way.reach is not Reach.INSIDE:
            raise InputError(f"ws://{parts.hostname}: a relay is spoken to over wss")
        port = parts.port or (443 if safe else 80)
        line = self.way.connect(parts.hostname, port, Wire.STARTTLS if safe else Wire.PLAIN)
        ends = min(time.monotonic() + SECONDS, self.way.ends)
        is_said = False
        try:
            with connect(url, sock=line, open_timeout=_left(ends), close_timeout=1, compression=None) as talk:
                is_said = True
                talk.send(said)
                return _answers(talk.recv, is_last, ends)
        except (OSError, WebSocketException) as error:
            problem = f"{parts.hostname}: {type(error).__name__}"
            if is_said:
                raise LostAnswerError(f"{problem}: it may have been heard") from error
            raise WaitError(f"{problem}: nothing was said", None) from error
        finally:
            line.close()


def _left(ends: float) -> float:
    """Return the seconds until a moment of the monotonic clock."""
    return max(0.1, ends - time.monotonic())


def _answers(hear: Callable[[float], str | bytes], is_last: Callable[[str], bool], ends: float) -> list[str]:
    """Return the answers up to the last one.

    Raises:
        LostAnswerError: it does not come.
    """
    found: list[str] = []
    while len(found) < MOST_ANSWERS:
        said = hear(_left(ends))
        found.append(said if isinstance(said, str) else said.decode("utf-8", "replace"))
        if is_last(found[-1]):
            return found
    raise LostAnswerError("the relay says much and does not answer")
