"""A relay of Nostr that takes notes of one account: it verifies ids and signatures, keeps, drops, and loses answers."""

from __future__ import annotations

import hashlib
import json
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from copydesk.testing.networks.server import Asked, FakeServer, Told

if TYPE_CHECKING:
    from collections.abc import Callable

MOST = 65_536  #: bytes of an event


@dataclass
class FakeNostr(FakeServer):
    """One relay."""

    token: str = "1f" * 32
    tells_wait: bool = False
    dropped: set[str] = field(default_factory=set)
    _relay: Any = field(default=None, repr=False)

    @property
    def fields(self) -> dict[str, str]:
        """Return what an account here names."""
        self.wrong["key"] = "2e" * 32
        return {"server": f"ws://127.0.0.1:{self.port}", "key": self.token, "inside": "yes"}

    def __enter__(self) -> Self:
        from websockets.sync.server import serve

        self._relay = serve(self._talk, "127.0.0.1", self.port, compression=None)
        self.port = int(self._relay.socket.getsockname()[1])
        threading.Thread(target=self._relay.serve_forever, name="FakeNostr", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._relay.shutdown()

    def _talk(self, client: Any) -> None:
        """Answer one client until it leaves."""
        from websockets.exceptions import ConnectionClosed

        try:
            for said in client:
                answers = self.hear(said)
                if answers is None:
                    client.close()
                    return
                for each in answers:
                    client.send(each)
        except ConnectionClosed:
            return

    def hear(self, said: str) -> list[str] | None:
        """Return the answers to one message; None when they are lost."""
        kind, *rest = json.loads(said)
        told = self.answer(Asked("GET" if kind == "REQ" else "POST", kind, {}, {}, json.dumps(rest).encode()))
        return None if told is None else [json.dumps(each) for each in told.json]

    def speak(self, url: str, said: str, is_last: Callable[[str], bool]) -> list[str]:  # noqa: ARG002 - as Speak
        """Answer without a network in between."""
        return self.hear(said) or []

    def waits(self) -> Told:
        """Return a relay's words for "wait"."""
        return self._no("rate-limited: slow down")

    def refuses(self, status: int) -> Told:  # noqa: ARG002 - a relay has no status
        """Return a relay's words for a refusal."""
        return self._no("blocked: not here")

    def _no(self, why: str) -> Told:
        """Refuse what was asked last."""
        asked = self.asked[-1]
        if asked.path == "REQ":
            return Told(200, [["CLOSED", asked.json[0], why]])
        return Told(200, [["OK", asked.json[0]["id"], False, why]])

    def tell(self, asked: Asked) -> Told:
        """Answer one message."""
        if asked.path == "REQ":
            name, wanted = asked.json
            found = [each.more["event"] for each in self.posts if each.id in wanted.get("ids", [each.id])]
            return Told(200, [*(["EVENT", name, each] for each in found), ["EOSE", name]])
        event = asked.json[0]
        problem = self._problem(event, len(asked.body))
        if problem:
            return Told(200, [["OK", event["id"], False, problem]])
        if 20_000 <= event["kind"] < 30_000:
            return Told(200, [["OK", event["id"], True, ""]])
        if event["kind"] == 5:
            gone = {each[1] for each in event["tags"] if each[0] == "e"}
            self.dropped |= gone
            self.posts[:] = [each for each in self.posts if each.id not in gone]
        elif event["id"] in self.dropped:
            return Told(200, [["OK", event["id"], False, "blocked: deleted by its author"]])
        elif any(each.id == event["id"] for each in self.posts):
            return Told(200, [["OK", event["id"], True, "duplicate: have it"]])
        else:
            answers = next((each[1] for each in event["tags"] if each[0] == "e"), "")
            self.add(event["content"], reply_to=answers, event=event).id = event["id"]
        return Told(200, [["OK", event["id"], True, ""]])

    def _problem(self, event: Any, size: int) -> str:
        """Return why an event is not taken; empty for none."""
        import coincurve

        public = bytes.fromhex(event["pubkey"])
        data = [0, event["pubkey"], event["created_at"], event["kind"], event["tags"], event["content"]]
        number = hashlib.sha256(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()).digest()
        signed = coincurve.PublicKeyXOnly(public).verify(bytes.fromhex(event["sig"]), number)
        if number.hex() != event["id"] or not signed:
            return "invalid: id or signature"
        if public != coincurve.PublicKeyXOnly.from_secret(bytes.fromhex(self.token)).format():
            return "restricted: this relay takes notes of its members"
        return "invalid: too large" if size > MOST else ""
