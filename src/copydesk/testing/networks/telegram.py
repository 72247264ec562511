"""Telegram's interface for bots: counts UTF-16 units, shows no history, tells refusals in its own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from copydesk.testing.networks.server import Asked, FakeServer, Stood, Told, units


@dataclass
class FakeTelegram(FakeServer):
    """One bot and one channel."""

    token: str = "42:harbour"  # noqa: S105 - of a bot that exists in tests only

    @property
    def fields(self) -> dict[str, str]:
        """Return what an account here names."""
        return {"server": self.url, "chat": "@desk", "token": self.token, "inside": "yes"}

    def waits(self) -> Told:
        """Ask to wait, in the body alone."""
        return _no(429, f"Too Many Requests: retry after {self.wait}", parameters={"retry_after": self.wait})

    def refuses(self, status: int) -> Told:
        """Refuse."""
        return _no(status, "Forbidden: bot is not a member of the channel chat")

    def tell(self, asked: Asked) -> Told:
        """Answer one call."""
        start, _, method = asked.path.rpartition("/")
        if start != f"/bot{self.token}":
            return _no(
                401 if start.startswith("/bot42:") else 404,
                "Unauthorized" if start.startswith("/bot42:") else "Not Found",
            )
        data = asked.json
        if method == "getMe":
            return _yes({"id": 42, "is_bot": True, "username": "desk_bot"})
        if data.get("chat_id") != "@desk":
            return _no(400, "Bad Request: chat not found")
        if method == "getChat":
            return _yes({"id": -1001, "type": "channel", "username": "desk"})
        if units(data.get("text", "")) > 4096:
            return _no(400, "Bad Request: message is too long")
        return self._do(method, data)

    def _do(self, method: str, data: dict[str, Any]) -> Told:
        """Write."""
        if method == "sendMessage":
            answered = str(data.get("reply_parameters", {}).get("message_id", ""))
            if answered and not self.find(answered):
                return _no(400, "Bad Request: message to be replied not found")
            return _yes(_message(self.add(data["text"].strip(), reply_to=answered)))
        found = self.find(str(data["message_id"]))
        if method == "deleteMessage":
            if found is None:
                return _no(400, "Bad Request: message to delete not found")
            if datetime.now(UTC) - found.made > timedelta(hours=48):
                return _no(400, "Bad Request: message can't be deleted for everyone")
            self.posts.remove(found)
            return _yes(result=True)
        if found is None:
            return _no(400, "Bad Request: message to edit not found")
        if found.text == data["text"]:
            return _no(400, "Bad Request: message is not modified: specified new message content")
        found.text = data["text"]
        return _yes(_message(found))


def _message(post: Stood) -> dict[str, Any]:
    """Return a message as the network tells it."""
    return {"message_id": int(post.id), "chat": {"id": -1001, "username": "desk"}, "text": post.text}


def _yes(result: Any) -> Told:
    """Say that it went well."""
    return Told(200, {"ok": True, "result": result})


def _no(code: int, said: str, **more: Any) -> Told:
    """Say that it did not."""
    return Told(code, {"ok": False, "error_code": code, "description": said} | more)
