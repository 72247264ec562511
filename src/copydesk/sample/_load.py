"""Reads the newsroom's files: one text file per article, one TOML file per outlet."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

LAST_DAY = 10
REGION = timezone(timedelta(hours=1))
_VERSION = re.compile(r"^(?P<stem>\d\d-[\w-]+?)(?:\.(?P<version>\d))?\.txt$")
_MOMENT = re.compile(r"\{\{(?P<how>date|day|month|dashed) (?P<number>-?\d+)\}\}")


class Rights(StrEnum):
    """What a site may show of an outlet's articles."""

    LINK = "link"
    EXCERPT = "excerpt"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class OutletFile:
    """An outlet as its TOML file describes it."""

    slug: str
    name: str
    publishes: str  #: in plain words, for people
    rights: Rights
    feed: str | None  #: path of the feed; None for an outlet without one
    feed_type: str = "application/xml"  #: Content-Type of the feed
    page_type: str = "text/html; charset=utf-8"  #: Content-Type of the pages
    encoding: str = "utf-8"  #: in which pages and feed really are
    language: str = "en"
    tagline: str = ""
    squeezed: bool = False  #: answers with gzip to those who can take it
    disallow: tuple[str, ...] = ()  #: paths that its robots.txt asks to keep out of
    moved: tuple[tuple[str, str], ...] = ()  #: old path and the id of the article it leads to
    strays: tuple[tuple[str, str], ...] = ()  #: path and headline of feed entries that lead to no article
    pages: tuple[tuple[str, str], ...] = ()  #: path and words of pages that are no articles


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """One version of an article, its dates resolved; times are aware, in the region's zone."""

    id: str
    outlet: str
    version: int  #: 1 for the first
    path: str
    published: datetime
    modified: datetime | None
    headline: str
    paragraphs: tuple[str, ...]  #: links as [words](id or address); a leading "## " makes a heading
    kicker: str = ""
    section: str = ""
    standfirst: str = ""
    byline: str = ""
    agency: str = ""
    picture: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""
    video: str = ""
    correction: str = ""
    source_name: str = ""
    source_href: str = ""  #: an article's id or an address
    feed_date: str = ""  #: what the feed prints instead of the true date; "none" for no date at all
    charset: str = ""  #: a charset that the server wrongly names for this page


def newsroom_folder() -> Traversable:
    """Return the folder of the newsroom's files, wherever the package lies."""
    return files("copydesk.sample") / "newsroom"


def day_of(anchor: date, number: int) -> date:
    """Return the date of the newsroom's day `number`; the anchor is its tenth day.

    >>> day_of(date(2026, 11, 19), 1)
    datetime.date(2026, 11, 10)
    """
    return anchor + timedelta(days=number - LAST_DAY)


def resolve_dates(text: str, anchor: date) -> str:
    """Put true dates in the place of `{{date 3}}`, `{{day 3}}`, `{{month 3}}` and `{{dashed 3}}`.

    >>> resolve_dates("until {{date 12}}, or {{day 12}}", date(2026, 11, 19))
    'until 21 November 2026, or November 21'
    """

    def moment(found: re.Match[str]) -> str:
        day = day_of(anchor, int(found["number"]))
        shapes = {
            "date": f"{day.day} {day:%B %Y}",
            "day": f"{day:%B} {day.day}",
            "month": f"{day:%B}",
            "dashed": day.isoformat(),
        }
        return shapes[found["how"]]

    return _MOMENT.sub(moment, text)


def _moment(text: str, anchor: date) -> datetime:
    """Return the time that "4 13:05" means: day number, then the hour in the region."""
    number, clock = text.split()
    return datetime.combine(day_of(anchor, int(number)), time.fromisoformat(clock), REGION)


def parse_article(name: str, outlet: str, text: str, anchor: date) -> ArticleFile:
    """Return the article that a file holds: a header of `field: value` lines, a blank line, paragraphs.

    Raises:
        ValueError: the file's name or header is not of that shape.
    """
    found = _VERSION.match(name)
    if not found:
        raise ValueError(f"{outlet}/{name}: not an article's file name")
    head, _, body = resolve_dates(text, anchor).strip().partition("\n\n")
    fields = {
        key.strip(): value.strip() for key, _, value in (line.partition(":") for line in head.splitlines())
    }
    modified = fields.pop("modified", None)
    published = _moment(fields.pop("at"), anchor)
    article = ArticleFile(
        id=f"{outlet}-{name[:2]}",
        outlet=outlet,
        version=int(found["version"] or 1),
        path=fields.pop("path"),
        published=published,
        modified=_moment(modified, anchor) if modified else None,
        headline=fields.pop("headline"),
        paragraphs=tuple(" ".join(part.split()) for part in body.split("\n\n") if part.strip()),
    )
    try:
        return replace(article, **fields)  # type: ignore[arg-type]  # every field left is a string
    except TypeError as unknown:
        raise ValueError(f"{outlet}/{name}: {unknown}") from unknown


def load_outlets() -> tuple[OutletFile, ...]:
    """Return all outlets in the order of their slugs."""
    folders = sorted(
        (f for f in newsroom_folder().iterdir() if (f / "outlet.toml").is_file()), key=lambda f: f.name
    )
    return tuple(_outlet(folder) for folder in folders)


def _outlet(folder: Traversable) -> OutletFile:
    """Return the outlet whose folder this is."""
    table = tomllib.loads((folder / "outlet.toml").read_text("utf-8"))
    moved, strays, pages = (_pairs(table.pop(key, {})) for key in ("moved", "strays", "pages"))
    outlet = OutletFile(
        slug=folder.name,
        name=table.pop("name"),
        publishes=table.pop("publishes"),
        rights=Rights(table.pop("rights")),
        feed=table.pop("feed", None),
        disallow=tuple(table.pop("disallow", ())),
        moved=moved,
        strays=strays,
        pages=pages,
    )
    return replace(outlet, **table)


def _pairs(table: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return a TOML table as pairs."""
    return tuple(table.items())


def load_articles(outlet: str, anchor: date) -> tuple[ArticleFile, ...]:
    """Return every version of an outlet's articles, by file name."""
    folder = newsroom_folder() / outlet
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".txt"))
    return tuple(parse_article(name, outlet, (folder / name).read_text("utf-8"), anchor) for name in names)


def in_utc(moment: datetime) -> str:
    """Return a time as feeds in UTC print it.

    >>> in_utc(datetime(2026, 11, 19, 7, 30, tzinfo=REGION))
    '2026-11-19T06:30:00Z'
    """
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
