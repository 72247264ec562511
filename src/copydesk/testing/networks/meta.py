"""Threads and a Facebook page: codes inside errors, lists in pages, posts prepared before they are published."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import regex

from copydesk.testing.networks.granting import grant
from copydesk.testing.networks.server import Asked, FakeServer, Stood, Told, stamp, units

_EMOJI = regex.compile(r"[\p{Extended_Pictographic}\p{Regional_Indicator}\u20e3\ufe0f]")


@dataclass
class FakeMeta(FakeServer):
    """What both share."""

    tells_wait: bool = False
    page: int = 50  #: posts in one answer at most

    def waits(self) -> Told:
        """Ask to wait: with 400 and a code."""
        return fault(400, 4, "Application request limit reached")

    def refuses(self, status: int) -> Told:
        """Refuse."""
        return fault(status, 200, "Permissions error")

    def known(self, asked: Asked) -> Told | None:
        """Return the refusal of a wrong token; None for the right one."""
        if asked.headers.get("Authorization") != f"Bearer {self.token}":
            return fault(400, 190, "Error validating access token")
        return None

    def listed(self, asked: Asked, posts: list[Stood], names: dict[str, str]) -> Told:
        """Return a page of posts, the newest first."""
        start, most = int(asked.query.get("after") or 0), min(self.page, int(asked.query["limit"]))
        newest = list(reversed(posts))
        told = {"data": [named(each, names) for each in newest[start : start + most]]}
        more = len(newest) > start + most
        cursors = {"cursors": {"after": str(start + most)}} | ({"next": "https://…"} if more else {})
        return Told(200, told | {"paging": cursors})

    def gone(self, number: str) -> Told:
        """Take a post away."""
        found = self.find(number)
        if found is None:
            return fault(400, 100, "Unsupported delete request", under=33)
        self.posts.remove(found)
        return Told(200, {"success": True})


@dataclass
class FakeThreads(FakeMeta):
    """One Threads profile."""

    before: int = 1
    prepared: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def fields(self) -> dict[str, str]:
        """Return what an account here names."""
        return super().fields | {"user": "17"}

    def tell(self, asked: Asked) -> Told:
        """Answer one call."""
        if asked.path == "/oauth/access_token":
            return grant(asked, {"access_token": "short", "user_id": 17})
        if asked.path == "/access_token":
            asks = (asked.query.get("access_token"), asked.query.get("client_secret"))
            right = asks == ("short", "harbour-client-secret")
            return Told(200, {"access_token": self.token}) if right else fault(400, 190, "Wrong token")
        if asked.path == "/refresh_access_token":
            return self._renewed(asked)
        refused = self.known(asked)
        if refused:
            return refused
        path = asked.path.removeprefix("/v1.0/")
        if path == "me":
            return Told(200, {"id": "17"})
        if asked.method == "DELETE":
            return self.gone(path)
        if asked.method == "GET":
            replies = path == "17/replies"
            posts = [each for each in self.posts if bool(each.reply_to) == replies]
            return self.listed(asked, posts, {"text": "text", "timestamp": "time"})
        return self._new(path, asked.form)

    def _renewed(self, asked: Asked) -> Told:
        """Change the token for another one that holds sixty days."""
        if asked.query != {"grant_type": "th_refresh_token", "access_token": self.token}:
            return fault(400, 190, "Error validating access token")
        self.token += "-renewed"
        return Told(200, {"access_token": self.token, "token_type": "bearer", "expires_in": 5184000})

    def _new(self, path: str, data: dict[str, str]) -> Told:
        """Prepare a post, or publish what is prepared."""
        if path == "17/threads":
            if counted(data["text"]) > 500:
                return fault(400, 100, "Param text must be at most 500 characters long")
            number = f"9{len(self.prepared)}"
            self.prepared[number] = data
            return Told(200, {"id": number})
        data = self.prepared.pop(data["creation_id"])
        return Told(200, {"id": self.add(data["text"].strip(), reply_to=data.get("reply_to_id", "")).id})


@dataclass
class FakeFacebook(FakeMeta):
    """One page."""

    @property
    def fields(self) -> dict[str, str]:
        """Return what an account here names."""
        return super().fields | {"page": "23"}

    def tell(self, asked: Asked) -> Told:
        """Answer one call."""
        path = asked.path.partition("/v23.0/")[2]
        told = self._granted(asked, path) or self.known(asked)
        if told:
            return told
        if path == "me":
            return Told(200, {"id": "23"})
        if asked.method == "DELETE":
            return self.gone(path)
        if asked.method == "GET":
            return self.listed(asked, self.posts, {"message": "text", "created_time": "time"})
        if units(asked.form["message"]) > 63_206:
            return fault(400, 100, "message is too long")
        if path == "23/feed":
            made = self.add(asked.form["message"].strip(), link=asked.form["link"])
            made.id = f"23_{made.id}"
            return Told(200, {"id": made.id})
        found = self.find(path)
        if found is None:
            return fault(400, 100, "Object does not exist", under=33)
        found.text = asked.form["message"].strip()
        return Told(200, {"success": True})

    def _granted(self, asked: Asked, path: str) -> Told | None:
        """Give the owner's token, one that lasts for it, and the page's own for that one; None for other calls."""
        if path == "oauth/access_token" and "fb_exchange_token" in asked.form:
            return Told(200, {"access_token": f"long-{asked.form['fb_exchange_token']}"})
        if path == "oauth/access_token":
            return grant(asked, {"access_token": "owner"})
        if path == "23" and asked.headers.get("Authorization") == "Bearer long-owner":
            return Told(200, {"id": "23", "access_token": self.token})
        return None


def counted(text: str) -> int:
    """Return a text's length as Threads counts it."""
    return sum(
        len(each.encode()) if _EMOJI.search(each) else len(each) for each in regex.findall(r"\X", text)
    )


def named(post: Stood, names: dict[str, str]) -> dict[str, Any]:
    """Return a post under the names that the network has for its parts."""
    parts = {"text": post.text, "time": stamp(post.made)}
    return {"id": post.id} | {name: parts[part] for name, part in names.items()}


def fault(status: int, code: int, said: str, *, under: int = 0) -> Told:
    """Refuse in the owner's own words."""
    error = {"message": said, "type": "OAuthException", "code": code, "error_subcode": under}
    return Told(status, {"error": error})
