"""A Bluesky server: sessions that end, posts under keys, counted in graphemes and bytes, links marked by bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import regex

from copydesk.testing.networks.server import Asked, FakeServer, Told

DID = "did:plc:harbour"


@dataclass
class FakeBluesky(FakeServer):
    """One account's server."""

    sessions: int = 0  #: that were opened with the password
    said: list[dict[str, Any]] = field(default_factory=list)  #: what others wrote below our posts
    blobs: dict[str, bytes] = field(default_factory=dict)
    records: dict[str, dict[str, Any]] = field(default_factory=dict)  #: by key

    @property
    def fields(self) -> dict[str, str]:
        """Return what an account here names."""
        return {"server": self.url, "handle": "desk.example", "password": self.token, "inside": "yes"}

    @property
    def texts(self) -> list[str]:
        """Return the posts as readers see them."""
        return [each["text"] for each in self.records.values()]

    def waits(self) -> Told:
        """Ask to wait, until a moment told in seconds since 1970."""
        from datetime import UTC

        ends = int(datetime.now(UTC).timestamp()) + self.wait
        return Told(429, {"error": "RateLimitExceeded"}, {"RateLimit-Reset": str(ends)})

    def tell(self, asked: Asked) -> Told:
        """Answer one call."""
        name = asked.path.removeprefix("/xrpc/")
        shown = asked.headers.get("Authorization", "").removeprefix("Bearer ")
        if name == "com.atproto.server.createSession":
            if asked.json.get("password") != self.token:
                return Told(
                    401, {"error": "AuthenticationRequired", "message": "Invalid identifier or password"}
                )
            self.sessions += 1
            return self._session()
        if name == "com.atproto.server.refreshSession":
            if shown != f"refresh-{self.sessions}":
                return Told(400, {"error": "ExpiredToken"})
            return self._session()
        if name == "com.atproto.repo.getRecord":
            return self._get(asked.query["rkey"])
        if shown != f"access-{self.sessions}":
            return Told(400, {"error": "ExpiredToken", "message": "Token has expired"})
        return self._do(name, asked)

    def _session(self) -> Told:
        """Open a session."""
        return Told(
            200,
            {"did": DID, "accessJwt": f"access-{self.sessions}", "refreshJwt": f"refresh-{self.sessions}"},
        )

    def _get(self, rkey: str) -> Told:
        """Return a record."""
        if rkey not in self.records:
            return Told(400, {"error": "RecordNotFound", "message": "Could not locate record"})
        uri = f"at://{DID}/app.bsky.feed.post/{rkey}"
        return Told(200, {"uri": uri, "cid": f"cid-{rkey}", "value": self.records[rkey]})

    def say(self, below: str, text: str, **more: Any) -> dict[str, Any]:
        """Let somebody else write below a post, by its address; return it as the network tells it."""
        uri = f"at://did:plc:ann/app.bsky.feed.post/said{len(self.said)}"
        author = {"did": "did:plc:ann", "handle": "ann.example", "displayName": "Ann Lee"}
        record = {"text": text, "createdAt": "2026-10-14T09:00:00.000Z"}
        told = {"uri": uri, "author": author, "record": record, "below": below} | more
        self.said.append(told)
        return told

    def _thread(self, uri: str) -> dict[str, Any]:
        """Return a post with what stands below it; what was blocked has no post."""
        rkey = uri.rpartition("/")[2]
        own = {"uri": uri, "author": {"did": DID}, "record": self.records.get(rkey, {})}
        post = next((each for each in self.said if each["uri"] == uri), own)
        replies = [self._thread(each["uri"]) for each in self.said if each["below"] == uri]
        blocked = {"$type": "app.bsky.feed.defs#blockedPost", "uri": "at://x", "blocked": True}
        return {"$type": "app.bsky.feed.defs#threadViewPost", "post": post, "replies": [blocked, *replies]}

    def _do(self, name: str, asked: Asked) -> Told:
        """Do what needs a session."""
        if name == "app.bsky.feed.getPostThread":
            uri = asked.query["uri"]
            if uri.rpartition("/")[2] not in self.records:
                return Told(400, {"error": "NotFound", "message": "Post not found"})
            return Told(200, {"thread": self._thread(uri)})
        if name == "com.atproto.repo.uploadBlob":
            link = f"blob{len(self.blobs)}"
            self.blobs[link] = asked.body
            kind = asked.headers.get("Content-Type", "")
            blob = {"$type": "blob", "ref": {"$link": link}, "mimeType": kind, "size": len(asked.body)}
            return Told(200, {"blob": blob})
        rkey = asked.json["rkey"]
        if name == "com.atproto.repo.deleteRecord":
            self.records.pop(rkey, None)
            return Told(200, {})
        problem = wrong(rkey, asked.json["record"])
        if problem:
            return Told(400, {"error": "InvalidRequest", "message": problem})
        if rkey in self.records:
            # The real server tells this as a fault of its own.
            return Told(500, {"error": "InternalServerError", "message": "Internal Server Error"})
        self.records[rkey] = asked.json["record"]
        self.ever += 1
        return Told(200, {"uri": f"at://{DID}/app.bsky.feed.post/{rkey}", "cid": f"cid-{rkey}"})


def wrong(rkey: str, record: dict[str, Any]) -> str:
    """Say what is wrong with a post; empty for nothing."""
    if not re.fullmatch("[2-7a-j][2-7a-z]{12}", rkey):
        return "Invalid record key"
    text, data = record["text"], record["text"].encode()
    if len(regex.findall(r"\X", text)) > 300 or len(data) > 3000:
        return "Record/text must not be longer"
    datetime.fromisoformat(record["createdAt"])
    for facet in record.get("facets", ()):
        index = facet["index"]
        if data[index["byteStart"] : index["byteEnd"]].decode() != facet["features"][0]["uri"]:
            return "facet does not lie on its link"
    for each in record.get("embed", {}).get("images", ()):
        if each["image"]["size"] > 1_000_000 or not isinstance(each["alt"], str):
            return "image is too large"
    return ""
