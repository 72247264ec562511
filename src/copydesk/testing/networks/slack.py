"""Slack's web interface: 200 to nearly everything, marks between pointed brackets, hidden parts of messages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from copydesk.testing.networks.server import Asked, FakeServer, Stood, Told, units


@dataclass
class FakeSlack(FakeServer):
    """One bot in one channel."""

    @property
    def fields(self) -> dict[str, str]:
        """Return what an account here names."""
        return super().fields | {"channel": "C1"}

    def waits(self) -> Told:
        """Ask to wait."""
        return Told(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": str(self.wait)})

    def refuses(self, status: int) -> Told:  # noqa: ARG002 - Slack says 200 to a refusal
        """Refuse."""
        return _no("missing_scope")

    def tell(self, asked: Asked) -> Told:
        """Answer one call."""
        method = asked.path.removeprefix("/api/")
        if asked.headers.get("Authorization") != f"Bearer {self.token}":
            return _no("invalid_auth")
        if method == "auth.test":
            return _yes(user_id="U1")
        if method == "conversations.history":
            return self._history(asked.query)
        if asked.json.get("channel") != "C1":
            return _no("channel_not_found")
        if units(asked.json.get("text", "")) > 40_000:
            return _no("msg_too_long")
        return self._write(method, asked.json)

    def _history(self, query: dict[str, str]) -> Told:
        """Return messages, the newest first; hidden parts only when asked for."""
        if query["channel"] != "C1":
            return _no("channel_not_found")
        start, most = int(query.get("cursor") or 0), int(query["limit"])
        newest = [each for each in reversed(self.posts) if each.made.timestamp() > float(query["oldest"])]
        told = [
            _message(each, query.get("include_all_metadata") == "true")
            for each in newest[start : start + most]
        ]
        more = str(start + most) if len(newest) > start + most else ""
        return _yes(messages=told, response_metadata={"next_cursor": more})

    def _write(self, method: str, data: dict[str, Any]) -> Told:
        """Post, edit, delete."""
        if method == "chat.postMessage":
            key = data.get("metadata", {}).get("event_payload", {}).get("key", "")
            made = self.add(shown(data), key=key, reply_to=data.get("thread_ts", ""))
            made.id = f"{made.made.timestamp():.0f}.{self.ever:06}"
            return _yes(ts=made.id, channel="C1")
        found = self.find(data["ts"])
        if found is None:
            return _no("message_not_found")
        if method == "chat.delete":
            self.posts.remove(found)
        else:
            found.text = shown(data)
        return _yes(ts=found.id, channel="C1")


def shown(data: dict[str, Any]) -> str:
    """Return a message as a reader sees it: its formatting is done unless switched off, links lose their brackets."""
    text = data["text"]
    if data.get("mrkdwn") is not False:
        text = re.sub(r"[*_~`]", "", text)
    return unescape(re.sub(r"<(https?://[^>|]+)>", r"\1", text))


def _message(post: Stood, metadata: bool) -> dict[str, Any]:  # noqa: FBT001 - as the query says it
    """Return a message as Slack tells it."""
    hidden = {"event_type": "copydesk_post"} | ({"event_payload": {"key": post.key}} if metadata else {})
    return {"type": "message", "ts": post.id, "text": post.text, "metadata": hidden}


def _yes(**more: Any) -> Told:
    """Say that it went well."""
    return Told(200, {"ok": True} | more)


def _no(problem: str) -> Told:
    """Say that it did not: with 200 all the same."""
    return Told(200, {"ok": False, "error": problem})
