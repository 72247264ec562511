"""What a stranger's server may take from us: one frozen value, built once at the edge."""

from __future__ import annotations

from dataclasses import dataclass

_MIB = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The caps of fetching. Sizes are bytes, times seconds; the defaults are those of the settings.

    Raises:
        ValueError: a cap is negative, or one that must leave room is zero.

    >>> Limits(redirects=3).redirects
    3
    """

    feed_bytes: int = 15 * _MIB  #: of a feed, after decompression; the compressed body has the same cap
    page_bytes: int = 15 * _MIB  #: of a page, likewise
    robots_bytes: int = 500 * 2**10  #: read of a robots.txt; the rest is not looked at (RFC 9309, 2.5)
    header_bytes: int = 64 * 2**10  #: of one answer's headers; above 100 KiB the HTTP library stops first
    redirects: int = 5  #: that are followed
    fetch_seconds: float = 30.0  #: for one fetch with its redirects, without the wait for a turn
    idle_seconds: float = 10.0  #: between two pieces of an answer, and to connect
    host_connections: int = 2  #: requests to one host at a time
    host_pause: float = 1.0  #: between the starts of two requests to one host
    crawl_delay_most: float = 30.0  #: of a pause that robots.txt may ask for
    concurrency: int = 32  #: requests at a time, all hosts together
    retry_after_most: float = 86400.0  #: that a server may ask for with Retry-After
    retry_after_unsaid: float = 60.0  #: for which a host rests that answers 429 or 503 and names no time
    robots_seconds: float = 86400.0  #: for which a robots.txt is remembered
    robots_retry_seconds: float = 600.0  #: after which a robots.txt that did not come is asked for again

    def __post_init__(self) -> None:
        for name in _MUST_LEAVE_ROOM:
            if not getattr(self, name) > 0:
                raise ValueError(f"{name} must be above 0, not {getattr(self, name)!r}")
        for name in ("redirects", "host_pause", "crawl_delay_most", "robots_bytes"):
            if not getattr(self, name) >= 0:
                raise ValueError(f"{name} must not be below 0, not {getattr(self, name)!r}")


_MUST_LEAVE_ROOM = (
    "feed_bytes",
    "page_bytes",
    "header_bytes",
    "fetch_seconds",
    "idle_seconds",
    "host_connections",
    "concurrency",
    "retry_after_most",
    "retry_after_unsaid",
    "robots_seconds",
    "robots_retry_seconds",
)
