"""Addresses of pages and feeds: read for fetching, told apart for identity, tidied when an editor types one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NoReturn
from urllib.parse import quote, unquote_to_bytes, urljoin

from copydesk.errors import AddressRefusedError
from copydesk.intake.addresses import is_loopback, literal, refusal
from copydesk.intake.tracking import is_tracking

_URL = re.compile(r"(https?)://([^/?#]*)([^#]*)(#.*)?", re.IGNORECASE | re.DOTALL)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?=[/\\])", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?")
_PORT = re.compile(r"[0-9]{1,5}")
_DEFAULT_PORTS = {"http": 80, "https": 443}
# Written as they stand in a request line: what RFC 3986 allows, and what servers meet every day.
_TARGET_SAFE = "/?:@!$&'()*+,;=-._~%[]|{}^`\\\""
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_URL_MOST = 8192
_SHOWN_MOST = 300
_INSIDE_SUFFIXES = (".localhost", ".local", ".internal", ".home.arpa", ".lan", ".intranet", ".corp", ".home")
_HASH_BANG = "#!"


@dataclass(frozen=True, slots=True)
class Address:
    """An http(s) address, taken apart once and ready to be asked for."""

    scheme: str  #: "http" or "https"
    host: str  #: lower case, in ASCII; IPv6 without brackets
    port: int
    target: str  #: path and query in ASCII, beginning with "/"
    user: str | None = None  #: "name:password" as the address had it, escapes undone; None without
    fragment: str = ""  #: with its "#"; never sent
    authority: str = field(init=False)  #: as a Host header writes it, without the scheme's own port
    place: str = field(init=False)  #: host and port: what pacing goes by
    origin: str = field(init=False)  #: scheme, host and port: what robots.txt and kept connections go by
    url: str = field(init=False)  #: the whole address without user name, password and fragment

    def __post_init__(self) -> None:
        name = f"[{self.host}]" if ":" in self.host else self.host
        authority = name if self.port == _DEFAULT_PORTS[self.scheme] else f"{name}:{self.port}"
        origin = f"{self.scheme}://{authority}"
        # Made once, since each fetch asks for them ten times.
        keep = object.__setattr__
        keep(self, "authority", authority)
        keep(self, "place", f"{self.host}:{self.port}")
        keep(self, "origin", origin)
        keep(self, "url", origin + self.target)


def public(url: str) -> str:
    """Return an address as it may be shown: without user name and password, and not endless.

    Works on any text, since what is shown is often what could not be read.

    >>> public("https://ann:secret@example.org/feed")
    'https://example.org/feed'
    """
    shown = url.strip()
    scheme = _SCHEME.match(shown)
    begin = scheme.end() if scheme else 0
    while begin < len(shown) and shown[begin] in "/\\":
        begin += 1
    end = _authority_end(shown, begin)
    marked = shown.rfind("@", begin, end)
    if marked < 0 and ":" in shown[begin:end] and not _ends_in_port(shown[begin:end]):
        # A password with a slash in it looks like a broken port: cut before the last "@" wherever it is.
        marked = shown.rfind("@")
    if marked >= begin:
        shown = shown[:begin] + shown[marked + 1 :]
    shown = "".join(each if each.isprintable() else "�" for each in shown[: _SHOWN_MOST + 1])
    return shown if len(shown) <= _SHOWN_MOST else shown[:_SHOWN_MOST] + "…"


def _authority_end(text: str, begin: int) -> int:
    """Return where the authority that begins at `begin` ends."""
    ends = [found for mark in "/?#\\" if (found := text.find(mark, begin)) >= 0]
    return min(ends, default=len(text))


def _ends_in_port(authority: str) -> bool:
    """Say whether what follows the last colon is a port, or the colon belongs to an IPv6 address."""
    port = authority.rpartition(":")[2]
    return port == "" or port.isdecimal() or authority.endswith("]")


def read_address(url: str) -> Address:
    """Take an http(s) address apart.

    Args:
        url: as a feed, a redirect or an editor wrote it; spaces round it are dropped.

    Raises:
        AddressRefusedError: it is no http or https address, or its host or port cannot be.

    >>> read_address("https://Example.org:8443/a b?q=1#top").url
    'https://example.org:8443/a%20b?q=1'
    """
    text = url.strip()
    if len(text) > _URL_MOST:
        _refuse(url, "the address is too long")
    found = _URL.fullmatch(text)
    if found is None:
        _refuse(url, "is no http or https address")
    scheme = found[1].lower()
    user, _, place = found[2].rpartition("@")
    host, port = _split_port(place, url)
    return Address(
        scheme=scheme,
        host=_host(host, url),
        port=_DEFAULT_PORTS[scheme] if port is None else port,
        target=_target(found[3]),
        user=unquote_to_bytes(_no_surrogates(user)).decode("utf-8", "replace") if user else None,
        fragment=found[4] or "",
    )


def join(base: Address, location: str) -> Address:
    """Return the address that a redirect from `base` names.

    Raises:
        AddressRefusedError: it is no http or https address.

    >>> join(read_address("https://example.org/a/b"), "../c").url
    'https://example.org/c'
    """
    try:
        joined = urljoin(base.url, location.strip())
    except ValueError:
        _refuse(location, "is no http or https address")
    return read_address(joined)


def _refuse(url: str, problem: str) -> NoReturn:
    """Raise the error for an address that cannot be read."""
    raise AddressRefusedError(public(url), problem) from None


def _split_port(place: str, url: str) -> tuple[str, int | None]:
    """Return host and port; the port is None when it is not said."""
    host, colon, port = place.rpartition(":")
    if not colon or place.endswith("]"):
        return place, None
    if port == "":
        return host, None
    if not _PORT.fullmatch(port) or not 0 < int(port) < 65536:
        _refuse(url, "the port is none")
    return host, int(port)


def _host(host: str, url: str) -> str:
    """Return a host name in lower case and ASCII."""
    if host.startswith("[") and host.endswith("]"):
        address = literal(host)
        if address is None or ":" not in address or "%" in host:
            _refuse(url, "the host is no IPv6 address")
        return address
    name = host.lower() if host.isascii() else _idna(host, url)
    name = name.removesuffix(".")
    if (
        len(name) > 253
        or not _HOST.fullmatch(name)
        or any(not 0 < len(each) < 64 for each in name.split("."))
    ):
        _refuse(url, "the host is no name")
    return literal(name) or name


def _idna(host: str, url: str) -> str:
    """Return an international name as the network knows it."""
    import idna

    try:
        return idna.encode(host, uts46=True).decode("ascii").lower()
    except (UnicodeError, ValueError, IndexError):
        _refuse(url, "the host is no name")


def _no_surrogates(text: str) -> str:
    """Return the text with lone surrogates replaced, which no encoding can write."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _target(rest: str) -> str:
    """Return path and query as a request line may carry them."""
    target = rest if rest.startswith("/") else "/" + rest
    if target.isascii() and target.isprintable() and " " not in target and "<" not in target:
        return target
    return quote(_no_surrogates(target), safe=_TARGET_SAFE)


def canonical(url: str) -> str:
    """Return the identity of an article's address: two that lead to one article become equal.

    Dropped: the fragment, tracking parameters of our own list, user name and password, the scheme's own
    port, the case of the host, needless escapes. Kept: the order of the other parameters, http against
    https, "www.", a slash at the end. Never fetch what this returns.

    Raises:
        AddressRefusedError: it is no http or https address.

    >>> canonical("HTTP://News.Example:80/a?utm_source=x&id=5&amp=1#top")
    'http://news.example/a?id=5&amp=1'
    """
    address = read_address(url)
    path, _, query = address.target.partition("?")
    kept = [each for each in query.split("&") if each and not is_tracking(_name(each))]
    text = address.origin + _plain_escapes(path)
    if kept:
        text += "?" + _plain_escapes("&".join(kept))
    # "#!" picks the article on sites that live in one page.
    return text + _plain_fragment(address.fragment)


def _plain_fragment(fragment: str) -> str:
    """Return the fragment where it picks the article, else nothing."""
    if not fragment.startswith(_HASH_BANG) or len(fragment) <= len(_HASH_BANG):
        return ""
    return "#" + _plain_escapes(quote(_no_surrogates(fragment[1:]), safe=_TARGET_SAFE))


def _name(parameter: str) -> str:
    """Return the name of one query parameter, escapes undone."""
    return unquote_to_bytes(parameter.partition("=")[0]).decode("utf-8", "replace")


def _plain_escapes(text: str) -> str:
    """Return the text with escapes in upper case, and none where a plain letter would do."""
    return _ESCAPE.sub(_plain_escape, text) if "%" in text else text


def _plain_escape(found: re.Match[str]) -> str:
    """Return one escape in its plain form."""
    letter = chr(int(found[1], 16))
    return letter if letter in _UNRESERVED else found[0].upper()


def normalise_typed(text: str) -> str:
    """Return the full address for what an editor typed.

    Raises:
        AddressRefusedError: it cannot be a web address.

    >>> normalise_typed("example.org"), normalise_typed("feed://example.org/rss")
    ('https://example.org/', 'https://example.org/rss')
    """
    typed = text.strip().strip("<>\"'“”").strip()
    if typed.lower().startswith("feed:"):
        typed = typed[5:]
    if not typed or any(each.isspace() for each in typed):
        _refuse(text, "is no web address; type it as example.org or https://example.org/feed")
    if not typed.lower().startswith(("http://", "https://")):
        typed = _with_scheme(typed, text)
    address = read_address(typed)
    if "." not in address.host and ":" not in address.host and address.host != "localhost":
        _refuse(text, "is no web address: its host has no dot")
    user = f"{typed.partition('://')[2].partition('/')[0].rpartition('@')[0]}@" if address.user else ""
    return f"{address.scheme}://{user}{address.authority}{address.target}"


def _with_scheme(typed: str, text: str) -> str:
    """Return what was typed with https before it, or http on this machine."""
    if _SCHEME.match(typed):
        _refuse(text, "is no http or https address")
    bare = typed.lstrip("/")
    place = bare[: _authority_end(bare, 0)]
    if "@" in place:
        _refuse(text, "is no web address but looks like one of a person")
    host = place.rpartition(":")[0] or place
    local = host.lower() == "localhost" or is_loopback(literal(host) or "")
    return f"{'http' if local else 'https'}://{bare}"


def inside_house(host: str) -> bool:
    """Say whether a host name or literal address leads inside: this machine, this network, a private one.

    A name with dots is outside by this test; where it really leads is checked when connecting.

    >>> inside_house("127.1"), inside_house("printer.local"), inside_house("example.org")
    (True, True, False)
    """
    name = host.strip().rstrip(".").lower()
    address = literal(name)
    if address is not None:
        return refusal(address) is not None
    return "." not in name or name.endswith(_INSIDE_SUFFIXES)
