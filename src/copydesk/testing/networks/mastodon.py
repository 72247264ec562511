"""A Mastodon server on loopback that counts, refuses, remembers keys and loses answers as the real one may."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from typing import Any

import regex

from copydesk.testing.networks.server import Asked, FakeServer, Told

_ADDRESS = re.compile(r"https?://\S+")


@dataclass
class FakeMastodon(FakeServer):
    """One account's server; enter it to open it, leave it to close it.

    Its `refuse` is by GET, POST, REPLY, PUT and DELETE.
    """

    limit: int = 500  #: most characters, each address counted as 23
    keeps_keys: bool = (
        True  #: whether a repeated Idempotency-Key gives the first post again; GoToSocial does not
    )
    statuses: list[dict[str, Any]] = field(default_factory=list)  #: oldest first
    wait_reads: int = 0  #: seconds; when not 0, every GET is answered 429
    said: list[dict[str, Any]] = field(default_factory=list)  #: what others wrote below our posts
    media: list[str] = field(default_factory=list)  #: the descriptions of pictures
    _keys: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def texts(self) -> list[str]:
        """Return the posts as readers see them, oldest first."""
        return [each["text"] for each in self.statuses]

    def answer(self, asked: Asked) -> Told | None:
        """Return the answer to one call; None for one that is lost."""
        seconds = self.wait_reads if asked.method == "GET" else self.wait
        kept, self.wait = self.wait, seconds
        try:
            return super().answer(asked)
        finally:
            self.wait = kept

    def tell(self, asked: Asked) -> Told:
        """Answer one call."""
        if asked.path.startswith("/api/v2/instance"):
            rules = {"max_characters": self.limit, "characters_reserved_per_url": 23}
            return Told(200, {"configuration": {"statuses": rules}})
        if asked.path in {"/api/v1/apps", "/oauth/token"}:
            return self._grant(asked)
        if asked.headers.get("Authorization") != f"Bearer {self.token}":
            return Told(401, {"error": "The access token is invalid"})
        if asked.path == "/api/v2/media":
            found = re.search(rb'name="description"\r\n\r\n(.*?)\r\n--', asked.body, re.DOTALL)
            self.media.append(found[1].decode() if found else "")
            return Told(200, {"id": f"m{len(self.media)}"})
        replies = asked.method == "POST" and asked.json.get("in_reply_to_id")
        what = "REPLY" if replies and "REPLY" in self.refuse else asked.method
        if what in self.refuse:
            return self.refuses(self.refuse[what])
        if asked.method == "GET":
            status, told = self._read(asked.path, asked.query.get("max_id", ""))
        else:
            status, told = self._write(
                asked.method, asked.path, asked.headers.get("Idempotency-Key", ""), asked.body
            )
        return Told(status, told)

    def _grant(self, asked: Asked) -> Told:
        """Make an application, or give out a token for its owner's code."""
        own = {"client_id": "harbour-client", "client_secret": "harbour-client-secret"}
        if asked.path == "/api/v1/apps":
            return Told(200, own | {"name": asked.form["client_name"]})
        wanted = own | {"code": "harbour-code", "grant_type": "authorization_code"}
        if any(asked.form.get(name) != value for name, value in wanted.items()):
            return Told(400, {"error": "invalid_grant"})
        return Told(200, {"access_token": self.token, "token_type": "Bearer", "scope": asked.form["scope"]})

    def _read(self, path: str, older: str) -> tuple[int, Any]:
        """Answer a GET."""
        if path == "/api/v1/accounts/verify_credentials":
            return 200, {"id": "7", "username": "desk"}
        if path.startswith("/api/v1/accounts/7/statuses"):
            below = int(older) if older else self.ever + 1
            newest = [each for each in reversed(self.statuses) if int(each["id"]) < below]
            return 200, newest[:40]
        status = self._status(path.removesuffix("/source").removesuffix("/context"))
        if status is None:
            return 404, {"error": "Record not found"}
        if path.endswith("/context"):
            return 200, {"ancestors": [], "descendants": self._below(status["id"])}
        return 200, {"id": status["id"], "text": status["text"]} if path.endswith("/source") else status

    def say(self, below: str, text: str, **more: Any) -> dict[str, Any]:
        """Let somebody else write below a post; return it as the server tells it, to be changed or taken out of `said`."""
        who = {"id": "31", "acct": "ann@shore.example", "display_name": "Ann Lee"}
        number = f"9{len(self.said)}"
        told = {
            "id": number,
            "in_reply_to_id": below,
            "content": text,
            "visibility": "public",
            "account": who,
        }
        told |= {"url": f"{self.url}/@ann/{number}", "created_at": "2026-10-14T09:00:00.000Z"} | more
        self.said.append(told)
        return told

    def _write(self, method: str, path: str, key: str, body: bytes) -> tuple[int, Any]:
        """Answer POST, PUT and DELETE."""
        text = str(json.loads(body)["status"]) if body else ""
        if len(regex.findall(r"\X", _ADDRESS.sub("x" * 23, text))) > self.limit:
            return 422, {"error": "Validation failed: Text character limit exceeded"}
        if method == "POST":
            if self.keeps_keys and key in self._keys:
                return 200, self._keys[key]
            status = self._new(text, json.loads(body))
            self._keys[key] = status
            return 200, status
        found = self._status(path)
        if found is None:
            return 404, {"error": "Record not found"}
        if method == "DELETE":
            self.statuses.remove(found)
            return 200, found
        found |= {"text": text, "content": _content(text), "edited_at": "2026-10-14T09:00:00.000Z"}
        return 200, found

    def _new(self, text: str, asked: dict[str, Any]) -> dict[str, Any]:
        """Make a post."""
        self.ever += 1
        status = {
            "id": str(self.ever),
            "created_at": datetime.now(UTC).isoformat().replace("+00:00", "Z"),
            "url": f"{self.url}/@desk/{self.ever}",
            "account": {"id": "7", "acct": "desk", "display_name": "Desk"},
            "visibility": "public",
            "content": _content(text),
            "text": text,
            "language": asked.get("language"),
            "in_reply_to_id": asked.get("in_reply_to_id"),
            "media_ids": asked.get("media_ids", []),
        }
        self.statuses.append(status)
        return status

    def _below(self, number: str) -> list[dict[str, Any]]:
        """Return what stands below a post, the account's own among it."""
        known, found = {number}, []
        for each in [*self.statuses, *self.said]:
            if each["in_reply_to_id"] in known:
                known.add(each["id"])
                found.append(each)
        return found

    def _status(self, path: str) -> dict[str, Any] | None:
        """Return the post that a path names."""
        number = path.rpartition("/")[2]
        return next((each for each in self.statuses if each["id"] == number), None)


def _content(text: str) -> str:
    """Return a text as the server shows it."""
    return (
        f"<p>{_ADDRESS.sub(lambda found: f'<a href={found.group()!r}>{found.group()}</a>', escape(text))}</p>"
    )
