"""The nouns of fetching, without anything that fetches."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

FEED_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.1"
)
PAGE_ACCEPT = "text/html, application/xhtml+xml, application/xml;q=0.8, */*;q=0.5"


class RobotsPolicy(Enum):
    """Whether robots.txt is asked before a request."""

    ASK = "ask"  #: always, also for a feed that the editor added by hand
    SKIP = "skip"  #: never: for robots.txt itself, and for sites of the editor's own


class Overflow(Enum):
    """What to do with a body above its cap."""

    REFUSE = "refuse"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """What to fetch, and what is known of it from the last time."""

    url: str
    etag: str | None = None  #: as it came; None to ask without it
    last_modified: str | None = None  #: as it came; None to ask without it
    body_hash: str | None = None  #: of the last body; None when there is none
    byte_cap: int | None = None  #: of the body, packed and unpacked; None for `Limits.feed_bytes`
    accept: str = FEED_ACCEPT
    robots: RobotsPolicy = RobotsPolicy.ASK
    overflow: Overflow = Overflow.REFUSE


@dataclass(frozen=True, slots=True)
class Hop:
    """One request on the way to an answer."""

    url: str
    status: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came. Addresses are without user name and password."""

    url: str  #: the one that answered, after redirects
    status: int  #: 200 or 304
    body: bytes  #: unpacked; empty at 304
    permanent_url: str | None = None  #: where it moved for good: every redirect was 301 or 308; else None
    content_type: str | None = None  #: the header as it came
    etag: str | None = None  #: to be kept for the next request; None when the server's cannot be trusted
    last_modified: str | None = None  #: to be kept for the next request
    body_hash: str | None = None  #: BLAKE2b of the body in hex; at 304 the one that was asked with
    unchanged: bool = False  #: 304, or the body that was asked with came again
    max_age: float | None = None  #: seconds that the server calls it fresh; None when it does not say
    links: str | None = None  #: the Link header, which may name a WebSub hub
    hops: tuple[Hop, ...] = ()  #: every request of this fetch, the last one included


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it came over the wire; headers by their names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes
