"""The sample newsroom as a program sees it: outlets on loopback ports, started, stopped and corrected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

from copydesk.sample._load import ArticleFile, OutletFile, Rights, load_articles, load_outlets
from copydesk.sample._render import Resource, Shelf, resources
from copydesk.sample._serve import LOOPBACK, Dispatcher, OutletServer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

ANCHOR_WEEKDAY = 3  #: Thursday: the newsroom's tenth day
_WEEK = 7


def latest_anchor(today: date) -> date:
    """Return the newest day, not after `today`, that can be the newsroom's tenth: a Thursday.

    >>> latest_anchor(date(2026, 11, 22))
    datetime.date(2026, 11, 19)
    """
    return today - timedelta(days=(today.weekday() - ANCHOR_WEEKDAY) % _WEEK)


@dataclass(frozen=True, slots=True)
class SampleOutlet:
    """An outlet that is being served."""

    slug: str
    name: str
    base_url: str  #: without a slash at the end
    source_url: str  #: what to watch: the feed, or the front page where there is none
    feed_url: str | None  #: None for the outlet without a feed
    publishes: str  #: in plain words
    rights: Rights
    language: str


def served_at(ports: Mapping[str, int]) -> tuple[SampleOutlet, ...]:
    """Return the outlets as they are served on these ports, by slug; an outlet without a port is left out.

    For a process that watches a newsroom which another process serves.

    >>> served_at({"tideline": 8123})[0].source_url
    'http://127.0.0.1:8123/feed.json'
    """
    return tuple(_served(outlet, ports[outlet.slug]) for outlet in load_outlets() if outlet.slug in ports)


def _served(outlet: OutletFile, port: int) -> SampleOutlet:
    """Return an outlet with its addresses."""
    base = _address(port)
    return SampleOutlet(
        slug=outlet.slug,
        name=outlet.name,
        base_url=base,
        source_url=base + (outlet.feed or "/"),
        feed_url=base + outlet.feed if outlet.feed else None,
        publishes=outlet.publishes,
        rights=outlet.rights,
        language=outlet.language,
    )


def _address(port: int) -> str:
    """Return the address of an outlet's front page, without a slash at the end."""
    return f"http://{LOOPBACK}:{port}"


class SampleNewsroom:
    """The invented newsroom: every outlet over real HTTP, each on a loopback port of its own.

    Every article starts in its first version; `correct` puts the next in its place.

    Args:
        anchor: the newsroom's tenth day, a Thursday, so that weekdays in the texts stay true.
        ports: outlet's slug to port; an outlet that is missing, or None for all, gets any free port.

    Raises:
        ValueError: the anchor is not a Thursday.

    >>> with SampleNewsroom(date(2026, 11, 19)) as newsroom:
    ...     newsroom.outlets[0].base_url.startswith("http://127.0.0.1:")
    True
    """

    def __init__(self, anchor: date, ports: Mapping[str, int] | None = None) -> None:
        if anchor.weekday() != ANCHOR_WEEKDAY:
            raise ValueError(f"{anchor} is not a Thursday; latest_anchor() finds one")
        self.anchor = anchor
        self._wanted = dict(ports or {})
        self._outlets = load_outlets()
        self._versions = {o.slug: load_articles(o.slug, anchor) for o in self._outlets}
        self._current = {a.id: a for versions in self._versions.values() for a in versions if a.version == 1}
        self._servers: dict[str, OutletServer] = {}
        self._dispatcher: Dispatcher | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Bind every outlet's port and begin to answer.

        Raises:
            OSError: a port that was asked for is taken.
        """
        if self._dispatcher:
            return
        try:
            for outlet in self._outlets:
                self._servers[outlet.slug] = OutletServer(self._wanted.get(outlet.slug, 0))
        except OSError:
            for server in self._servers.values():
                server.server_close()
            self._servers.clear()
            raise
        for outlet in self._outlets:
            self._fill(outlet)
        self._dispatcher = Dispatcher(tuple(self._servers.values()))
        self._dispatcher.start()

    def stop(self) -> None:
        """Close every port; the same ports are asked for when it is started again."""
        if self._dispatcher:
            self._wanted = dict(self.ports)
            self._dispatcher.stop()
            self._dispatcher = None
            self._servers.clear()

    @property
    def ports(self) -> dict[str, int]:
        """Outlet's slug to port, of the outlets being served."""
        return {slug: server.port for slug, server in self._servers.items()}

    @property
    def allow_ports(self) -> frozenset[int]:
        """The loopback ports that fetching must be allowed to reach."""
        return frozenset(self.ports.values())

    @property
    def outlets(self) -> tuple[SampleOutlet, ...]:
        """The outlets being served, by slug; empty before the start."""
        return served_at(self.ports)

    def address(self, article_id: str) -> str:
        """Return the address of an article's page.

        Raises:
            KeyError: there is no such article.
        """
        article = self._current[article_id]
        return self._base(article.outlet) + article.path

    def article(self, article_id: str) -> ArticleFile:
        """Return the version of an article that is being served now.

        Raises:
            KeyError: there is no such article.
        """
        return self._current[article_id]

    @property
    def article_ids(self) -> tuple[str, ...]:
        """The ids of all articles."""
        return tuple(self._current)

    @property
    def correctable(self) -> tuple[str, ...]:
        """The ids of the articles that have a version after the one being served."""
        versions = [each for articles in self._versions.values() for each in articles]
        return tuple(each.id for each in versions if each.version == self._current[each.id].version + 1)

    def correct(self, article_id: str) -> None:
        """Put the article's next version in its place, live, page and feed, as its outlet would.

        Raises:
            KeyError: there is no such article.
            ValueError: the article has no later version.
        """
        current = self._current[article_id]
        later = [
            each
            for each in self._versions[current.outlet]
            if each.id == article_id and each.version == current.version + 1
        ]
        if not later:
            raise ValueError(f"{article_id} has no version after {current.version}")
        self._current[article_id] = later[0]
        if current.outlet in self._servers:
            self._fill(next(outlet for outlet in self._outlets if outlet.slug == current.outlet))

    def resources(self, slug: str) -> Mapping[str, Resource]:
        """Return every path of an outlet being served, with its answer."""
        return self._servers[slug].resources

    def _base(self, slug: str) -> str:
        """Return an outlet's address without a slash at the end."""
        return _address(self._servers[slug].port)

    def _fill(self, outlet: OutletFile) -> None:
        """Render everything an outlet serves and put it in place at once."""
        mine = [article for article in self._current.values() if article.outlet == outlet.slug]
        newest_first = tuple(sorted(mine, key=lambda article: article.published, reverse=True))
        shelf = Shelf(outlet, self._base(outlet.slug), newest_first, self.address)
        self._servers[outlet.slug].resources = resources(shelf)
