"""LinkedIn: cuts a text at a bare mark, names the post that has the same text, says nothing of what is gone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from copydesk.testing.networks.granting import grant
from copydesk.testing.networks.server import Asked, FakeServer, Stood, Told

AUTHOR = "urn:li:organization:5"


@dataclass
class FakeLinkedIn(FakeServer):
    """One organisation."""

    @property
    def fields(self) -> dict[str, str]:
        """Return what an account here names."""
        return super().fields | {"author": AUTHOR}

    def tell(self, asked: Asked) -> Told:
        """Answer one call."""
        if asked.path == "/oauth/v2/accessToken":
            return grant(asked, {"access_token": self.token, "expires_in": 5184000})
        if asked.headers.get("Authorization") != f"Bearer {self.token}":
            return Told(401, {"status": 401, "serviceErrorCode": 65600, "message": "Invalid access token"})
        if not re.fullmatch(r"20\d{4}", asked.headers.get("LinkedIn-Version", "")):
            return Told(426, {"status": 426, "code": "NONEXISTENT_VERSION"})
        number = unquote(asked.path.removeprefix("/rest/posts").removeprefix("/"))
        if asked.method == "GET":
            start, most = int(asked.query["start"]), int(asked.query["count"])
            newest = list(reversed(self.posts))[start : start + most]
            return Told(200, {"elements": [_post(each) for each in newest]})
        if asked.method == "DELETE":
            self.posts = [each for each in self.posts if each.id != number]
            return Told(204)
        if number:
            return self._edit(number, asked.json["patch"]["$set"]["commentary"])
        return self._new(asked.json)

    def _new(self, data: dict[str, Any]) -> Told:
        """Make a post, unless its text stands already."""
        said = data["commentary"]
        if len(said) > 3000:
            return Told(422, {"status": 422, "message": "commentary is too long"})
        twin = next((each for each in self.posts if each.more["said"] == said), None)
        if twin:
            problem = f"Duplicate post is detected. Content is a duplicate of {twin.id}"
            return Told(422, {"status": 422, "code": "DUPLICATE_POST", "message": problem})
        made = self.add(shown(said), said=said, content=data.get("content"))
        made.id = f"urn:li:share:{made.id}"
        return Told(201, headers={"x-restli-id": made.id})

    def _edit(self, number: str, said: str) -> Told:
        """Put a new text in place."""
        found = self.find(number)
        if found is None:
            return Told(404, {"status": 404, "message": "not found"})
        found.text, found.more["said"] = shown(said), said
        return Told(204)


def shown(said: str) -> str:
    r"""Return a text as a reader sees it: cut at the first bare mark outside of an address.

    >>> shown("\\[sic\\] gone (here it ends)")
    '[sic] gone '
    """
    pieces = []
    for found in re.finditer(r"https?://\S+|\\(.)|([|{}@\[\]()<>#*_~])|[^\\]", said, re.DOTALL):
        if found[2]:
            break
        pieces.append(found[1] if found[1] is not None else found[0])
    return "".join(pieces)


def _post(post: Stood) -> dict[str, Any]:
    """Return a post as the network tells it."""
    made = int(post.made.timestamp() * 1000)
    return {"id": post.id, "author": AUTHOR, "commentary": post.more["said"], "createdAt": made}
