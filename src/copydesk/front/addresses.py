"""Where pages live, and which addresses from outside may become links."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from datetime import date

_HOST = re.compile(r"^(?:[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?\.?|\[[0-9A-Fa-f:.]+\])$")
#: What may stand in a path or query as it is; everything else is written as %XX.
_KEPT = "/:;=@!$&'()*+,~-._"


@lru_cache(maxsize=4096)
def web_address(text: str) -> str:
    """Return an address that is safe to link to, or an empty text.

    Only http and https pass; user names and passwords are taken off, spaces and controls are escaped.

    >>> web_address("https://example.org/a b?x=1#top")
    'https://example.org/a%20b?x=1#top'
    >>> web_address("javascript:alert(1)")
    ''
    """
    try:
        parts = urlsplit(text.strip())
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii") if parts.hostname else ""
    except (ValueError, UnicodeError):
        return ""
    if ":" in host:
        host = f"[{host}]"
    if parts.scheme not in {"http", "https"} or not _HOST.match(host):
        return ""
    address = f"{parts.scheme}://{host}{'' if port is None else f':{port}'}{_escaped(parts.path) or '/'}"
    if parts.query:
        address += f"?{_escaped(parts.query, more='?')}"
    if parts.fragment:
        address += f"#{_escaped(parts.fragment, more='?')}"
    return address


def _escaped(text: str, *, more: str = "") -> str:
    """Return a part of an address with everything odd in it as %XX, and what was escaped left so."""
    pieces = re.split(r"(%[0-9A-Fa-f]{2})", text)
    return "".join(
        piece if number % 2 else quote(piece, safe=_KEPT + more, errors="replace")
        for number, piece in enumerate(pieces)
    )


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """Return a text as it may stand in a path of ours: small letters, digits and single hyphens.

    >>> slug("Harbour wall: 2nd crack!")
    'harbour-wall-2nd-crack'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:80].strip("-")


def story_path(number: int, text: str) -> str:
    """Return the path of a story's page; the number decides, the words are for people.

    >>> story_path(12, "harbour-wall")
    '/story/12-harbour-wall/'
    """
    words = slug(text)
    return f"/story/{number}-{words}/" if words else f"/story/{number}/"


def preview_mark(headline: str, kicker: str) -> str:
    """Return what changes whenever the words of a preview do, for its address.

    >>> preview_mark("Ferry back", "Harbour")
    '166af80b'
    """
    return hashlib.sha256(f"{kicker}\n{headline}".encode("utf-8", "replace")).hexdigest()[:8]


def preview_path(number: int, mark: str) -> str:
    """Return the path of the picture that other sites show beside a link to a story.

    >>> preview_path(12, "b2c18943")
    '/preview/12-b2c18943.png'
    """
    return f"/preview/{number}-{mark}.png"


def topic_path(name: str) -> str:
    """Return the path of a topic's page.

    >>> topic_path("Town hall")
    '/topic/Town%20hall/'
    """
    return f"/topic/{quote(name, safe='', errors='replace')}/"


def organisation_path(name: str) -> str:
    """Return the path of the page with the stories that name an organisation.

    >>> organisation_path("Harbour Office")
    '/organisation/Harbour%20Office/'
    """
    return f"/organisation/{quote(name, safe='', errors='replace')}/"


def quotation_path(number: int) -> str:
    """Return the path of a quotation's page.

    >>> quotation_path(7)
    '/quotation/7/'
    """
    return f"/quotation/{number}/"


def person_path(name: str) -> str:
    """Return the path of the page with what somebody said; the name stands in it as it is printed.

    >>> person_path("Anna Lind")
    '/person/Anna%20Lind/'
    """
    return f"/person/{quote(name, safe='', errors='replace')}/"


def day_path(day: date) -> str:
    """Return the path of the page with a day's stories.

    >>> from datetime import date
    >>> day_path(date(2026, 3, 14))
    '/archive/2026-03-14/'
    """
    return f"/archive/{day.isoformat()}/"


def outlet_path(text: str) -> str:
    """Return the path of an outlet's page.

    >>> outlet_path("gazette")
    '/outlet/gazette/'
    """
    return f"/outlet/{slug(text) or 'unnamed'}/"
