"""robots.txt, asked for as RFC 9309 says and remembered for a day.

Protego reads it. A file that is not there (4xx) allows everything; one that cannot be had (5xx, no answer)
forbids everything until it can, for a while, unless an older copy is known.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.errors import (
    AddressRefusedError,
    FetchError,
    GoneError,
    RetryLaterError,
    RobotsRefusedError,
    StatusError,
    TooLargeError,
)
from copydesk.intake.values import FetchRequest, Overflow, RobotsPolicy

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from protego import Protego

    from copydesk.intake.limits import Limits
    from copydesk.intake.urls import Address
    from copydesk.intake.values import Fetched

_KNOWN_MOST = 2000
_KNOWN_BYTES_MOST = 2 * 2**20
_PARSED_AT_ONCE = 16 * 2**10
_AGENT = re.compile(r"user[- ]?agent\s*(?::|\s)\s*(.*)", re.IGNORECASE)
_SITE_WIDE = re.compile(r"(?:site-?maps?|host)\s*:", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z_-]+")
_ACCEPT = "text/plain, */*;q=0.5"


@dataclass(slots=True)
class _Known:
    """What one site's robots.txt said."""

    until: float  #: by the loop's clock
    rules: Protego | None  #: None allows everything
    size: int = 0  #: bytes read
    trouble: FetchError | None = None  #: why it could not be had; None when it could


class Robots:
    """Asks and remembers robots.txt by scheme, host and port.

    Args:
        fetch: fetches it, with every cap in force.
        limits: the caps and times.
        product: our product token, matched against the file's groups without regard to case.
    """

    def __init__(
        self, fetch: Callable[[FetchRequest], Awaitable[Fetched]], limits: Limits, product: str
    ) -> None:
        self._fetch = fetch
        self._limits = limits
        self._product = product
        self._known: dict[str, _Known] = {}
        self._bytes = 0
        self._asking: dict[str, asyncio.Lock] = {}

    async def ask(self, address: Address) -> float | None:
        """Return the pause in seconds that the site asks for; None when it asks for none.

        Raises:
            RobotsRefusedError: it asks us not to fetch this address, or cannot say.
            FetchError: the host cannot be reached at all; the error says how.
        """
        origin = address.origin
        known = self._known.get(origin)
        if known is None or known.until <= asyncio.get_running_loop().time():
            known = await self._learn_once(origin)
        if known.trouble is not None:
            raise _refusal(address.url, known.trouble) from known.trouble
        if known.rules is None:
            return None
        if not known.rules.can_fetch(address.url, self._product):
            raise RobotsRefusedError(address.url, "the site's robots.txt asks us not to fetch it")
        delay = known.rules.crawl_delay(self._product)
        return float(delay) if delay is not None and delay > 0 else None

    async def _learn_once(self, origin: str) -> _Known:
        """Fetch a site's robots.txt; those who ask meanwhile wait for the same answer."""
        lock = self._asking.setdefault(origin, asyncio.Lock())
        try:
            async with lock:
                known = self._known.get(origin)
                if known is None or known.until <= asyncio.get_running_loop().time():
                    known = await self._learn(origin, known)
                    self._keep(origin, known)
                return known
        finally:
            if not lock.locked():
                self._asking.pop(origin, None)

    async def _learn(self, origin: str, older: _Known | None) -> _Known:
        """Fetch a site's robots.txt and say what it means."""
        now = asyncio.get_running_loop().time()
        lasting = now + self._limits.robots_seconds
        try:
            fetched = await self._fetch(
                FetchRequest(
                    origin + "/robots.txt",
                    byte_cap=self._limits.robots_bytes,
                    accept=_ACCEPT,
                    robots=RobotsPolicy.SKIP,
                    overflow=Overflow.CUT,
                )
            )
        except StatusError as error:
            if error.status < 500:
                return _Known(lasting, None)
            return self._without(error, older)
        except (GoneError, TooLargeError):
            # RFC 9309, 2.3.1.2: after five redirects the file may be taken as not there.
            return _Known(lasting, None)
        except FetchError as error:
            return self._without(error, older)
        if len(fetched.body) <= _PARSED_AT_ONCE:
            rules = _parse(fetched.body, self._product)
        else:
            # Half a megabyte of rules takes Protego a second, in which others go on.
            rules = await asyncio.to_thread(_parse, fetched.body, self._product)
        return _Known(lasting, rules, len(fetched.body))

    def _without(self, error: FetchError, older: _Known | None) -> _Known:
        """Say what holds while a robots.txt cannot be had: the older copy, or nothing may be fetched."""
        after = error.after if isinstance(error, RetryLaterError) and error.after else 0.0
        until = asyncio.get_running_loop().time() + max(self._limits.robots_retry_seconds, after)
        if older is not None and older.trouble is None:
            return _Known(until, older.rules, older.size)
        return _Known(until, None, trouble=error)

    def _keep(self, origin: str, known: _Known) -> None:
        """Remember, and forget the oldest beyond what is kept."""
        replaced = self._known.pop(origin, None)
        self._bytes += known.size - (replaced.size if replaced else 0)
        self._known[origin] = known
        while len(self._known) > _KNOWN_MOST or (self._bytes > _KNOWN_BYTES_MOST and len(self._known) > 1):
            oldest = next(iter(self._known))
            self._bytes -= self._known.pop(oldest).size


def _parse(body: bytes, product: str) -> Protego:
    """Return the rules of a robots.txt that are for us or for all."""
    from protego import Protego

    return Protego.parse("\n".join(ours(body.decode("utf-8-sig", "replace"), product)))


def ours(text: str, product: str) -> Iterator[str]:
    r"""Give the lines of a robots.txt that are for us or for all, group by group.

    The rules for others are left out before Protego sees them: it keeps a copy of each rule for each name
    of its group, so half a megabyte of names and rules became gigabytes.

    Args:
        text: of the file.
        product: our product token; a group is ours when it names exactly this, in any case (RFC 9309, 2.2.1).

    >>> text = "User-agent: a\nUser-agent: Copydesk/2\nDisallow: /x # no\n\nUser-agent: b\nDisallow: /"
    >>> list(ours(text, "Copydesk"))
    ['User-agent: copydesk', 'Disallow: /x']
    """
    names: list[str] = []
    naming = False
    for line in text.splitlines():
        bare = line.partition("#")[0].strip()
        agent = _AGENT.fullmatch(bare)
        if agent is not None:
            names = names if naming else []
            naming = True
            if agent[1] == "*" or _token(agent[1]) == product.lower():
                names.append("*" if agent[1] == "*" else product.lower())
        elif bare and not _SITE_WIDE.match(bare):
            if naming:
                yield from (f"User-agent: {name}" for name in dict.fromkeys(names))
            naming = False
            if names:
                yield bare


def _token(agent: str) -> str:
    """Return the product token that a User-agent line names, in lower case."""
    found = _TOKEN.match(agent)
    return found[0].lower() if found else ""


def _refusal(url: str, trouble: FetchError) -> FetchError:
    """Return the error for an address whose robots.txt could not be had."""
    problem = f"robots.txt: {trouble.problem}"
    if isinstance(trouble, RetryLaterError):
        return RetryLaterError(url, problem, after=trouble.after)
    if isinstance(trouble, StatusError):
        return RobotsRefusedError(url, f"{problem}, so nothing is fetched until it can be read")
    if isinstance(trouble, AddressRefusedError):
        return AddressRefusedError(url, trouble.problem)
    return type(trouble)(url, problem)
