"""A Discord channel's webhook: marks shown as formatting, no history, codes of its own beside the status."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from copydesk.testing.networks.server import Asked, FakeServer, Told, units


@dataclass
class FakeDiscord(FakeServer):
    """One webhook."""

    token: str = "harbour-webhook-1"  # noqa: S105 - of a webhook that exists in tests only
    pictures: list[str] = field(default_factory=list)  #: alt texts of those uploaded

    def __post_init__(self) -> None:
        self.wrong = {"webhook": "/no/such/place"}

    @property
    def fields(self) -> dict[str, str]:
        """Return what an account here names."""
        self.wrong["webhook"] = f"{self.url}/api/webhooks/77/old-harbour-webhook"
        return {"webhook": f"{self.url}/api/webhooks/77/{self.token}", "inside": "yes"}

    def waits(self) -> Told:
        """Ask to wait."""
        return Told(
            429,
            {"message": "You are being rate limited.", "retry_after": float(self.wait)},
            {"Retry-After": str(self.wait)},
        )

    def tell(self, asked: Asked) -> Told:
        """Answer one call."""
        start = f"/api/webhooks/77/{self.token}"
        if not asked.path.startswith(start):
            return Told(404, {"message": "Unknown Webhook", "code": 10015})
        number = asked.path.removeprefix(start).removeprefix("/messages/")
        if asked.method == "GET":
            return Told(200, {"id": "77", "channel_id": "5", "guild_id": "3", "type": 1})
        if asked.method == "POST":
            return self._new(asked)
        found = self.find(number)
        if found is None:
            return Told(404, {"message": "Unknown Message", "code": 10008})
        if asked.method == "DELETE":
            self.posts.remove(found)
            return Told(204)
        found.text = shown(asked.json["content"])
        return Told(200, {"id": found.id})

    def _new(self, asked: Asked) -> Told:
        """Post a message; without `wait` nothing is told of it."""
        data = _data(asked)
        if units(data["content"]) > 2000 or data.get("allowed_mentions") != {"parse": []}:
            return Told(400, {"message": "Invalid Form Body", "code": 50035})
        self.pictures += [each["description"] for each in data.get("attachments", ())]
        made = self.add(shown(data["content"]))
        return (
            Told(200, {"id": made.id, "channel_id": "5"}) if asked.query.get("wait") == "true" else Told(204)
        )


def _data(asked: Asked) -> dict[str, Any]:
    """Return the JSON of a message, alone or in the parts of a form."""
    if not asked.headers.get("Content-Type", "").startswith("multipart/"):
        return dict(asked.json)
    found = re.search(rb'name="payload_json"\r\n\r\n(.*?)\r\n--', asked.body, re.DOTALL)
    return dict(json.loads(found[1])) if found else {}


def shown(text: str) -> str:
    """Return a text as a reader sees it: marks without a backslash are formatting and vanish."""
    plain = re.sub(r"(?<!\\)(\*+|~~|\|\||`+|(?<!\w)_|_(?!\w))(?=\S)", "", text)
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", plain)
