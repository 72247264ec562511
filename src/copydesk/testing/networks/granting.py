"""What the fakes that give out tokens share: a code is good once, for the application that it was given to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from copydesk.testing.networks.server import Told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from copydesk.testing.networks.server import Asked

CODE = "harbour-code"
APPLICATION = {"client_id": "harbour-client", "client_secret": "harbour-client-secret"}


def grant(asked: Asked, told: Mapping[str, Any]) -> Told:
    """Tell a token for the right code, shown by the right application with the address it named before."""
    wanted = APPLICATION | {"code": CODE, "grant_type": "authorization_code"}
    wrong = any(asked.form.get(name) != value for name, value in wanted.items())
    if wrong or not asked.form.get("redirect_uri", "").startswith("https://"):
        return Told(400, {"error": "invalid_grant"})
    return Told(200, dict(told))
