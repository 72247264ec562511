"""A WordPress site: application passwords, slugs that get a number when taken, a bin, and pictures."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from copydesk.testing.networks.server import Asked, FakeServer, Stood, Told


@dataclass
class FakeWordPress(FakeServer):
    """One site and one author."""

    token: str = "hArb our1 pass word"  # noqa: S105 - of a site that exists in tests only
    may_publish: bool = True
    media: list[dict[str, Any]] = field(default_factory=list)

    @property
    def fields(self) -> dict[str, str]:
        """Return what an account here names."""
        return {"server": self.url, "user": "desk", "password": self.token, "inside": "yes"}

    def refuses(self, status: int) -> Told:
        """Refuse."""
        return _no(status, "rest_cannot_edit")

    def tell(self, asked: Asked) -> Told:
        """Answer one call."""
        own = base64.b64encode(f"desk:{self.token}".encode()).decode()
        if asked.headers.get("Authorization") != f"Basic {own}":
            return _no(401, "incorrect_password")
        path = asked.path.removeprefix("/wp-json/wp/v2/")
        if path == "users/me":
            return Told(200, {"id": 1, "capabilities": {"publish_posts": self.may_publish}})
        if path.startswith("media"):
            return self._media(path, asked)
        if path == "posts":
            return self._new(asked.json) if asked.method == "POST" else self._list(asked.query)
        return self._one(asked, self.find(path.removeprefix("posts/")))

    def _list(self, query: dict[str, str]) -> Told:
        """Return the posts with a slug; those in the bin are not among them."""
        found = [each for each in self.posts if each.more["slug"] == query["slug"]]
        return Told(200, [self._told(each) for each in found])

    def _new(self, data: dict[str, Any]) -> Told:
        """Make a post; a slug that is taken gets a number."""
        slug, number = data["slug"], 2
        while any(each.more["slug"] == slug for each in self.posts):
            slug, number = f"{data['slug']}-{number}", number + 1
        post = self.add(_shown(data["content"]), slug=slug, **data_of(data))
        return Told(201, self._told(post))

    def _one(self, asked: Asked, post: Stood | None) -> Told:
        """Edit a post, or put it into the bin."""
        if post is None:
            return _no(404, "rest_post_invalid_id")
        if asked.method == "DELETE":
            self.posts.remove(post)
        else:
            post.text = _shown(asked.json["content"])
            post.more |= data_of(asked.json)
        return Told(200, self._told(post))

    def _media(self, path: str, asked: Asked) -> Told:
        """Keep a picture, or its words."""
        if asked.method == "GET":
            return Told(200, [each for each in self.media if each["slug"] == asked.query["slug"]])
        if path == "media":
            name = re.search('filename="([^"]+)"', asked.headers.get("Content-Disposition", ""))
            slug = name[1].rpartition(".")[0] if name else ""
            self.media.append({"id": len(self.media) + 1, "slug": slug, "bytes": len(asked.body)})
            return Told(201, self.media[-1])
        found = self.media[int(path.removeprefix("media/")) - 1]
        found |= asked.json
        return Told(200, found)

    def _told(self, post: Stood) -> dict[str, Any]:
        """Return a post as WordPress tells it."""
        return {"id": int(post.id), "slug": post.more["slug"], "link": f"{self.url}/{post.more['slug']}/"}


def data_of(data: dict[str, Any]) -> dict[str, Any]:
    """Return what a post has beside text and slug."""
    return {name: data[name] for name in ("title", "excerpt", "featured_media") if name in data}


def _shown(content: str) -> str:
    """Return a post's HTML as a reader sees it."""
    blocks = re.findall(r"<p>(.*?)</p>", content, re.DOTALL)
    return "\n\n".join(unescape(re.sub(r"<[^>]+>", "", each.replace("<br>", "\n"))) for each in blocks)


def _no(status: int, code: str) -> Told:
    """Refuse in WordPress' own words."""
    return Told(status, {"code": code, "message": "Sorry.", "data": {"status": status}})
