"""A proxy between us and a network that loses answers: the network did what it was asked, and we never hear of it."""

from __future__ import annotations

import contextlib
import random
import socket
import socketserver
import threading
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from copydesk.testing.networks.server import Forgiving

if TYPE_CHECKING:
    from collections.abc import Mapping


class Speech(StrEnum):
    """What is spoken through a proxy, and so from where on an answer may be lost."""

    HTTP = "http"  #: from the first byte
    SMTP = "smtp"  #: once a mail's last line has gone out
    WEBSOCKET = "websocket"  #: once the server has agreed to speak


class _Server(Forgiving, socketserver.ThreadingTCPServer):
    """Takes connections."""

    daemon_threads = True
    request_queue_size = 128


@dataclass
class LossyProxy:
    """Passes each connection on to a server; of a share of them it keeps the answers to itself.

    What goes to the server always arrives whole. Enter it to open it, leave it to close it.
    """

    behind: int  #: port of the server on this machine
    share: float  #: of connections whose answers are lost, 0 to 1
    speech: Speech = Speech.HTTP
    seed: int = 11
    port: int = 0
    lost: int = 0  #: connections whose answers were lost
    passed: int = 0  #: all other connections
    _chance: random.Random = field(init=False, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _server: _Server | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)  # noqa: S311 - no secret

    def __enter__(self) -> Self:
        proxy = self

        class Handler(socketserver.BaseRequestHandler):
            """Passes one connection on."""

            def handle(self) -> None:
                proxy.pass_on(self.request)

        self._server = _Server(("127.0.0.1", self.port), Handler)
        self.port = int(self._server.server_address[1])
        threading.Thread(
            target=self._server.serve_forever, args=(0.05,), name="LossyProxy", daemon=True
        ).start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._server:
            self._server.shutdown()
            self._server.server_close()

    def through(self, fields: Mapping[str, str]) -> dict[str, str]:
        """Return an account's fields whose server is reached through this proxy."""
        there, here = f"127.0.0.1:{self.behind}", f"127.0.0.1:{self.port}"
        return {name: value.replace(there, here) for name, value in fields.items()}

    def pass_on(self, client: socket.socket) -> None:
        """Pass one connection on until the server has said all."""
        with self._lock:
            loses = self._chance.random() < self.share
        with socket.create_connection(("127.0.0.1", self.behind), timeout=30) as there:
            asked = _Asked()
            threading.Thread(target=asked.pass_up, args=(client, there), daemon=True).start()
            was_lost = self._pass_down(there, client, asked if loses else None)
        with self._lock:
            self.lost += was_lost
            self.passed += not was_lost

    def _pass_down(self, there: socket.socket, client: socket.socket, asked: _Asked | None) -> bool:
        """Pass the answers down to the client; say whether one was lost. Asked is None where none may be."""
        told, was_lost = b"", False
        with contextlib.suppress(OSError):
            while piece := there.recv(2**16):
                ends = {
                    Speech.HTTP: True,
                    Speech.SMTP: asked is not None and asked.mailed,
                    Speech.WEBSOCKET: b"\r\n\r\n" in told,
                }[self.speech]
                told = (told + piece)[-4096:] if self.speech is Speech.WEBSOCKET and not ends else told
                if asked and ends:
                    # The server has begun to answer, so it did what was asked; the client hears nothing.
                    was_lost = True
                    if self.speech is not Speech.HTTP:
                        break
                    continue
                client.sendall(piece)
        for end in (client, there):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        return was_lost


class _Asked:
    """What a client has asked so far."""

    def __init__(self) -> None:
        self.mailed = False

    def pass_up(self, client: socket.socket, there: socket.socket) -> None:
        """Pass what a client says up to the server, until it says no more."""
        tail = b""
        with contextlib.suppress(OSError):
            while piece := client.recv(2**16):
                tail = (tail + piece)[-2048:]
                # Set before the server can hear it, so that its answer finds it set.
                self.mailed = self.mailed or b"\r\n.\r\n" in tail
                there.sendall(piece)
        with contextlib.suppress(OSError):
            there.shutdown(socket.SHUT_WR)
