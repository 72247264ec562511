"""What our own reader could not read, read by feedparser, which is loaded only then."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from copydesk.parsing.dates import parse_when
from copydesk.parsing.feeds.draft import Draft
from copydesk.parsing.feeds.media import enclosure, is_picture
from copydesk.parsing.feeds.tree import cleaned_text
from copydesk.parsing.feeds.words import absolute, absolute_links, folded, people, plain, sound
from copydesk.types import CreditedSource, FeedKind, Picture

if TYPE_CHECKING:
    from copydesk.parsing.feeds.elements import Channel

_HEADERS = {"content-type": "application/xml; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Broken:
    """What could be read of a broken feed."""

    kind: FeedKind
    drafts: list[Draft]


def read_broken(data: bytes, channel: Channel) -> Broken | None:
    """Read a broken feed into the channel, where that is still empty, and drafts; None when it finds nothing."""
    import feedparser

    try:
        parsed = feedparser.parse(
            io.BytesIO(cleaned_text(data)),  # a stream: text could be taken for an address or a file's name
            response_headers=_HEADERS,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
        drafts = [_draft(entry, channel) for entry in parsed.entries]
        if not channel.title:
            channel.title = plain(_text(parsed.feed, "title")) or None
        channel.home_url = channel.home_url or absolute(_text(parsed.feed, "link"), channel.url)
        version = str(parsed.version or "")
    except Exception as error:  # noqa: BLE001 - it raises whatever its parts raise, on input like this
        channel.problems.append(f"feedparser gave up: {type(error).__name__}")
        return None
    if not drafts:
        return None
    kind = FeedKind.ATOM if version.startswith("atom") else FeedKind.RDF if version in _RDF else FeedKind.RSS
    return Broken(kind, drafts)


_RDF = frozenset({"rss090", "rss10"})


def _text(mapping: Any, name: str) -> str:
    """Return a member of feedparser's dictionaries as text: "" when it is missing."""
    value = mapping.get(name)
    return sound(value) if isinstance(value, str) else ""


def _draft(entry: Any, channel: Channel) -> Draft:
    """Return a feedparser entry as a draft."""
    base = channel.home_url or channel.url
    draft = Draft(base)
    draft.id = _text(entry, "id").strip() or None
    draft.url = absolute(_text(entry, "link"), base)
    draft.headline = plain(_text(entry, "title")) or None
    draft.summary = absolute_links(_text(entry, "summary"), base) or None
    contents = [_text(each, "value") for each in entry.get("content") or ()]
    draft.content = absolute_links(max(contents, key=len, default=""), base) or None
    draft.published = _when(entry, "published")
    draft.updated = _when(entry, "updated")
    authors = [_text(each, "name") for each in entry.get("authors") or ()]
    draft.authors = [name for each in authors for name in people(each)]
    draft.topics = [folded(_text(each, "term")) for each in entry.get("tags") or ()]
    draft.language = _text(entry, "language") or None
    source = entry.get("source")
    if isinstance(source, dict) and (name := plain(_text(source, "title"))):
        draft.credited_source = CreditedSource(name, absolute(_text(source, "href"), base))
    shown = [absolute(_text(each, "url"), base) for each in entry.get("media_content") or ()]
    draft.pictures = [Picture(address) for address in dict.fromkeys(shown) if address]
    for each in entry.get("enclosures") or ():
        type_, address = _text(each, "type"), absolute(_text(each, "href"), base)
        if address and not is_picture(address, type_ or None, None):
            draft.enclosures = [*draft.enclosures, enclosure(address, type_, _text(each, "length"))]
    return draft


def _when(entry: Any, name: str) -> datetime | None:
    """Return a date of an entry: as we read it, else as feedparser did."""
    found = parse_when(_text(entry, name))
    stated = entry.get(f"{name}_parsed")
    if found is None and stated is not None:
        try:
            year, month, day, hour, minute, second = stated[:6]
            return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
        except ValueError:
            return None
    return found
