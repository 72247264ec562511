"""A mail server: logs in, takes mails, defers, refuses, and breaks off after it took one."""

from __future__ import annotations

import base64
import email
import email.policy
import socketserver
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from copydesk.posting.values import NotAllowedError
from copydesk.testing.networks.server import Asked, FakeServer, Forgiving

if TYPE_CHECKING:
    from email.message import EmailMessage

    from copydesk.posting.mail import Letter


class _Server(Forgiving, socketserver.ThreadingTCPServer):
    """Speaks SMTP."""


@dataclass
class FakeMail(FakeServer):
    """One mailbox of a list."""

    token: str = "harbour-mail-1"  # noqa: S105 - of a server that exists in tests only
    tells_wait: bool = False
    refused: int = 0  #: with which every receiver is refused; 0 for none

    @property
    def fields(self) -> dict[str, str]:
        """Return what an account here names."""
        return {
            "server": f"127.0.0.1:{self.port}",
            "sender": "Harbour Desk <desk@desk.example>",
            "to": "readers@list.example",
            "unsubscribe": "https://desk.example/no-more-mail",
            "user": "desk",
            "password": self.token,
            "inside": "yes",
        }

    @property
    def mails(self) -> list[EmailMessage]:
        """Return the mails that were taken."""
        return [each.more["mail"] for each in self.posts]

    def __enter__(self) -> Self:
        fake = self

        class Handler(socketserver.StreamRequestHandler):
            """Talks with one client."""

            def handle(self) -> None:
                fake.talk(self)

        server = _Server(("127.0.0.1", self.port), Handler)
        server.daemon_threads = True
        self._tcp = server
        self.port = int(server.server_address[1])
        threading.Thread(target=server.serve_forever, args=(0.05,), name="FakeMail", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._tcp.shutdown()
        self._tcp.server_close()

    def talk(self, client: socketserver.StreamRequestHandler) -> None:
        """Talk with one client until it says good-bye."""
        client.wfile.write(b"220 mail.example\r\n")
        while line := client.rfile.readline():
            word, _, rest = line.decode().strip().partition(" ")
            word = word.upper()
            self.asked.append(Asked(word, rest, {}, {}, b""))
            if word == "DATA":
                client.wfile.write(b"354 go on\r\n")
                data = self._read(client)
                if self.take(data):
                    return
                client.wfile.write(b"250 taken\r\n")
                continue
            client.wfile.write(self._say(word, rest))
            if word == "QUIT":
                return

    def _say(self, word: str, rest: str) -> bytes:
        """Answer one line."""
        if word == "EHLO":
            return b"250-mail.example\r\n250 AUTH PLAIN\r\n"
        if word == "AUTH":
            own = base64.b64encode(f"\0desk\0{self.token}".encode()).decode()
            return b"235 in\r\n" if rest == f"PLAIN {own}" else b"535 wrong\r\n"
        if word == "RCPT" and self.wait:
            return b"451 later\r\n"
        if word == "RCPT" and self.refused:
            return f"{self.refused} no\r\n".encode()
        return b"250 well\r\n"

    def _read(self, client: socketserver.StreamRequestHandler) -> bytes:
        """Read a mail to its end, a doubled dot made one."""
        lines = []
        while (line := client.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return b"".join(lines)

    def take(self, data: bytes) -> bool:
        """Keep a mail; say whether its answer is lost."""
        with self._lock:
            mail = email.message_from_bytes(data, policy=email.policy.default)
            text = base64.b64decode(str(mail.get_payload())).decode()
            self.add(text, key=str(mail["Message-ID"]), reply_to=str(mail["In-Reply-To"] or ""), mail=mail)
            self._writes += 1
            lost = self.lose > 0 or bool(self.lose_every and self._writes % self.lose_every == 0)
            self.lose = max(0, self.lose - 1)
            return lost or (self.lose_share > 0 and self._chance.random() < self.lose_share)

    def deliver(self, letter: Letter) -> None:
        """Take a letter of ours without a network in between."""
        if letter.password != self.token:
            raise NotAllowedError("wrong")
        self.take(letter.data)
