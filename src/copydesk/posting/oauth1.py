"""OAuth 1.0a (RFC 5849) as X and Tumblr take it: requests are signed, and tokens do not run out.

A token is typed in, or given out by the server: the application borrows one, the account's owner says yes to it in
a browser, and the code with which they come back makes it last.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from copydesk.errors import InputError
from copydesk.posting import talk
from copydesk.posting.http import Request
from copydesk.posting.network import Leave
from copydesk.posting.values import RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from copydesk.posting.network import Back, Line

#: what an account names before leave is asked, where the editor must register an application of their own
APPLICATION = ("api_key", "api_secret")
FIELDS = (*APPLICATION, "token", "token_secret")
TYPED = "oob"  #: the way back where the server shows the code, to be typed in


@dataclass(frozen=True, slots=True)
class Door:
    """Where a network asks the account's owner, and where it lends and gives out tokens."""

    network: str
    ask: str  #: address of the page on which the owner says yes
    tokens: str  #: address before `request_token` and `access_token`
    shows: bool = False  #: whether its server shows the code where there is no page to lead back to


def leave(line: Line, door: Door, back: Back) -> Leave:
    """Borrow a token and return where the account's owner says yes to it.

    Raises:
        InputError: the server only leads back to a page, and there is none to lead to.
        RefusedError: it lends no token.
    """
    if not (back.url or door.shows):
        raise InputError(
            f"{door.network} leads back to the site with its code: connect the account at the desk"
        )
    way = f"{back.url}?{urlencode({'state': back.state})}" if back.url else TYPED
    lent = _token(replace(line, fields=_application(line)), door, "request_token", {"oauth_callback": way})
    return Leave(f"{door.ask}?{urlencode({'oauth_token': lent['token']})}", lent)


def redeem(line: Line, door: Door, given: Leave, code: str) -> dict[str, str]:
    """Return the account's keys: the borrowed token is changed for one that lasts."""
    lent = replace(line, fields=_application(line) | dict(given.kept))
    return _application(line) | _token(lent, door, "access_token", {"oauth_verifier": code})


def _application(line: Line) -> dict[str, str]:
    """Return the application's own keys."""
    return {each: line.fields.get(each, "") for each in APPLICATION}


def _token(line: Line, door: Door, name: str, beside: Mapping[str, str]) -> dict[str, str]:
    """Return the token that a server tells, with its secret."""
    asked = signed(line, Request("POST", f"{door.tokens}/{name}"), beside)
    answer = talk.ask(line, asked, f"{door.network} POST {name}")
    told = dict(parse_qsl(answer.body.decode("utf-8", "replace")))
    found = {"token": told.get("oauth_token", ""), "token_secret": told.get("oauth_token_secret", "")}
    if not all(found.values()):
        raise RefusedError(f"{door.network}: {name} told no token")
    return found


def signed(line: Line, request: Request, beside: Mapping[str, str] | None = None) -> Request:
    """Return a request with its signature; a body of JSON is not part of it, the query is.

    Args:
        line: to the account; without a token the application signs for itself.
        request: what goes out.
        beside: what the header says besides; None for nothing.
    """
    fields = line.fields
    told = {
        "oauth_consumer_key": fields["api_key"],
        "oauth_nonce": secrets.token_hex(16),
        "oauth_signature_method": "HMAC-SHA1",
        "oauth_timestamp": str(int(line.now.timestamp())),
        "oauth_version": "1.0",
        **({"oauth_token": fields["token"]} if fields.get("token") else {}),
        **(beside or {}),
    }
    told["oauth_signature"] = signature(request, told, fields["api_secret"], fields.get("token_secret", ""))
    header = "OAuth " + ", ".join(f'{_written(name)}="{_written(value)}"' for name, value in told.items())
    return replace(request, headers=dict(request.headers) | {"Authorization": header})


def signature(request: Request, told: Mapping[str, str], api_secret: str, token_secret: str) -> str:
    """Return the signature of a request (RFC 5849, 3.4)."""
    parts = urlsplit(request.url)
    pairs = [*told.items(), *parse_qsl(parts.query, keep_blank_values=True)]
    ordered = "&".join(
        f"{name}={value}" for name, value in sorted((_written(n), _written(v)) for n, v in pairs)
    )
    place = f"{parts.scheme}://{parts.netloc.lower()}{parts.path}"
    text = "&".join((request.method, _written(place), _written(ordered)))
    key = f"{_written(api_secret)}&{_written(token_secret)}"
    digest = hmac.new(key.encode(), text.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()


def _written(text: str) -> str:
    """Return a text as it is written in a signature."""
    return quote(text, safe="~")
