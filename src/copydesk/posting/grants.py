"""OAuth 2 as the networks' files share it: an application that its owner registered asks leave for an account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from copydesk.errors import InputError
from copydesk.posting import talk
from copydesk.posting.network import Leave

if TYPE_CHECKING:
    from copydesk.posting.network import Back, Line

#: what an account names before leave is asked, where the editor must register an application of their own
APPLICATION = ("client_id", "client_secret")


@dataclass(frozen=True, slots=True)
class Door:
    """Where a network asks the account's owner, and where it gives out tokens."""

    network: str
    ask: str  #: address of the page on which the owner says yes
    token: str  #: address that takes the code
    scope: str


def leave(line: Line, door: Door, back: Back) -> Leave:
    """Return where the account's owner lets the application in.

    Raises:
        InputError: the server only leads back to a page, and there is none to lead to.
    """
    if not back.url:
        raise InputError(
            f"{door.network} leads back to the site with its code: connect the account at the desk"
        )
    kept = {each: line.fields.get(each, "") for each in APPLICATION} | {"redirect_uri": back.url}
    asked = {name: kept[name] for name in ("client_id", "redirect_uri")}
    asked |= {"response_type": "code", "scope": door.scope, "state": back.state}
    return Leave(f"{door.ask}?{urlencode(asked)}", kept)


def token(line: Line, door: Door, given: Leave, code: str) -> Any:
    """Return what the server tells with the token that a code is good for."""
    # Some servers hang a fragment's mark onto the code.
    data = {"grant_type": "authorization_code", "code": code.partition("#")[0]} | dict(given.kept)
    return talk.ask(line, talk.with_form(door.token, data), f"{door.network} POST token").json()
