"""A service as the library Apprise calls it: it takes a message as JSON and says yes or no."""

from __future__ import annotations

from dataclasses import dataclass

from copydesk.testing.networks.server import Asked, FakeServer, Told


@dataclass
class FakeApprise(FakeServer):
    """One service."""

    @property
    def fields(self) -> dict[str, str]:
        """Return what an account here names."""
        return {"address": f"json://desk:{self.token}@127.0.0.1:{self.port}/hook", "inside": "yes"}

    def tell(self, asked: Asked) -> Told:
        """Answer one call."""
        self.add(asked.json["message"])
        return Told(200, {})
