"""Signs requests by OAuth 1.0a (RFC 5849), as X and Tumblr take them: such tokens do not run out."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from copydesk.posting.http import Request
    from copydesk.posting.network import Line

FIELDS = ("api_key", "api_secret", "token", "token_secret")


def signed(line: Line, request: Request) -> Request:
    """Return a request with its signature; a body of JSON is not part of it, the query is."""
    fields = line.fields
    told = {
        "oauth_consumer_key": fields["api_key"],
        "oauth_nonce": secrets.token_hex(16),
        "oauth_signature_method": "HMAC-SHA1",
        "oauth_timestamp": str(int(line.now.timestamp())),
        "oauth_token": fields["token"],
        "oauth_version": "1.0",
    }
    told["oauth_signature"] = signature(request, told, fields["api_secret"], fields["token_secret"])
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
