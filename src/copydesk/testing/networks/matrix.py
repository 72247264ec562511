"""A Matrix server: one room, messages under numbers taken once, edits and removals that stand beside them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from copydesk.testing.networks.server import Asked, FakeServer, Stood, Told

ROOM = "!desk:matrix.example"


@dataclass
class FakeMatrix(FakeServer):
    """One login in one room."""

    encrypted: bool = False
    keeps_numbers: bool = True  #: a new login would not
    _numbers: dict[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> dict[str, str]:
        """Return what an account here names."""
        return super().fields | {"room": ROOM}

    def waits(self) -> Told:
        """Ask to wait, in milliseconds."""
        return _no(429, "M_LIMIT_EXCEEDED", retry_after_ms=self.wait * 1000)

    def refuses(self, status: int) -> Told:
        """Refuse."""
        return _no(status, "M_FORBIDDEN")

    def tell(self, asked: Asked) -> Told:
        """Answer one call."""
        path = unquote(asked.path.removeprefix("/_matrix/client/v3/"))
        if asked.headers.get("Authorization") != f"Bearer {self.token}":
            return _no(401, "M_UNKNOWN_TOKEN")
        if path == "account/whoami":
            return Told(200, {"user_id": "@desk:matrix.example", "device_id": "D1"})
        if path == "joined_rooms":
            return Told(200, {"joined_rooms": [ROOM]})
        if path.endswith("/state/m.room.encryption/"):
            return Told(200, {"algorithm": "m.megolm.v1"}) if self.encrypted else _no(404, "M_NOT_FOUND")
        if path == f"rooms/{ROOM}/messages":
            return self._messages(asked.query)
        if len(asked.body) > 65_000:
            return _no(413, "M_TOO_LARGE")
        return self._put(path.removeprefix(f"rooms/{ROOM}/"), asked.json)

    def _messages(self, query: dict[str, str]) -> Told:
        """Return messages, the newest first."""
        start, most = int(query.get("from") or 0), int(query["limit"])
        newest = list(reversed(self.posts))
        told = {"chunk": [_event(each) for each in newest[start : start + most]]}
        return Told(200, told | ({"end": str(start + most)} if len(newest) > start + most else {}))

    def _put(self, path: str, content: dict[str, Any]) -> Told:
        """Write under a number: the same number gives the first event again."""
        if self.keeps_numbers and path in self._numbers:
            return Told(200, {"event_id": self._numbers[path]})
        removed = re.fullmatch(r"redact/(.+)/[^/]+", path)
        if removed:
            self.posts = [each for each in self.posts if each.id != removed[1]]
            event = f"$redaction-{path}"
        elif content.get("m.relates_to", {}).get("rel_type") == "m.replace":
            found = self.find(content["m.relates_to"]["event_id"])
            if found:
                found.text = content["m.new_content"]["body"]
            event = f"$edit-{len(self._numbers)}"
        else:
            answered = content.get("m.relates_to", {}).get("m.in_reply_to", {}).get("event_id", "")
            made = self.add(content["body"], reply_to=answered, content=content)
            event = made.id = f"$event-{self.ever}"
        self._numbers[path] = event
        return Told(200, {"event_id": event})


def _event(post: Stood) -> dict[str, Any]:
    """Return a message as the server tells it."""
    content = json.loads(json.dumps(post.more["content"]))
    return {
        "type": "m.room.message",
        "event_id": post.id,
        "content": content,
        "origin_server_ts": int(post.made.timestamp() * 1000),
    }


def _no(status: int, code: str, **more: Any) -> Told:
    """Refuse in Matrix' own words."""
    return Told(status, {"errcode": code, "error": "No."} | more)
