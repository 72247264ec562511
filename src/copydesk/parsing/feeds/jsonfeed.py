"""JSON Feed 1.0 and 1.1; of a feed that was cut off, the entries before the cut."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from copydesk.parsing.dates import parse_when
from copydesk.parsing.feeds.draft import Draft
from copydesk.parsing.feeds.elements import ENTRIES_MOST
from copydesk.parsing.feeds.media import enclosure, is_picture
from copydesk.parsing.feeds.words import absolute, absolute_links, as_html, folded, people, plain, sound
from copydesk.types import Enclosure, Picture

if TYPE_CHECKING:
    from copydesk.parsing.feeds.elements import Channel

_ITEMS = re.compile(r"\"items\"\s*:\s*\[")
_SIZE_MOST = 10**15  # bytes
_BETWEEN = re.compile(r"[\s,]*")
_TRAILING_COMMA = re.compile(r",(\s*[\]}])")


def read_json(text: str, channel: Channel) -> list[Draft] | None:
    """Read a JSON Feed into the channel and its drafts; None when the text is no JSON Feed."""
    document = _loaded(text, channel)
    if not isinstance(document, dict):
        return None
    items = document.get("items")
    if not isinstance(items, list):
        items = []
        if "jsonfeed.org" not in _text(document, "version"):
            return None
    channel.title = plain(_text(document, "title")) or None
    channel.home_url = absolute(_text(document, "home_page_url"), channel.url)
    channel.self_url = absolute(_text(document, "feed_url"), channel.url)
    channel.language = folded(_text(document, "language")) or None
    channel.authors = _authors(document)
    hubs = document.get("hubs")
    for hub in hubs if isinstance(hubs, list) else ():
        if isinstance(hub, dict):
            channel.hub_url = channel.hub_url or absolute(_text(hub, "url"), channel.url)
    drafts = [_draft(each, channel) for each in items[:ENTRIES_MOST] if isinstance(each, dict)]
    if len(drafts) < len(items[:ENTRIES_MOST]):
        channel.problems.append(f"{len(items[:ENTRIES_MOST]) - len(drafts)} entries are no JSON objects")
    return drafts


def _loaded(text: str, channel: Channel) -> Any:
    """Return the document; of a broken one what can be saved; None when that is nothing."""
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        problem = f"not well-formed JSON: {str(error)[:160]}"
    if "jsonfeed.org" not in text[:4000] and not _ITEMS.search(text):
        return None
    channel.problems.append(problem)
    try:
        return json.loads(_TRAILING_COMMA.sub(r"\1", text), strict=False)
    except (ValueError, RecursionError):
        return _saved(text)


def _saved(text: str) -> Any:
    """Return a document of the entries that are whole."""
    found = _ITEMS.search(text)
    if found is None:
        return None
    decoder = json.JSONDecoder(strict=False)
    items: list[Any] = []
    at = found.end()
    while between := _BETWEEN.match(text, at):
        try:
            item, at = decoder.raw_decode(text, between.end())
        except (ValueError, RecursionError):
            break
        items.append(item)
    try:
        head = json.loads(text[: found.start()].rstrip().rstrip(",") + "}", strict=False)
    except (ValueError, RecursionError):
        head = {}
    return {**head, "items": items} if isinstance(head, dict) else {"items": items}


def _text(mapping: dict[str, Any], name: str) -> str:
    """Return a member as text: "" when it is missing or no text."""
    value = mapping.get(name)
    return sound(value) if isinstance(value, str) else ""


def _id(entry: dict[str, Any]) -> str | None:
    """Return the entry's id; the format asks for text and takes numbers for it."""
    value = entry.get("id")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return repr(value)[:400]
    return _text(entry, "id").strip() or None


def _draft(entry: dict[str, Any], channel: Channel) -> Draft:
    """Read one entry."""
    base = channel.home_url or channel.url
    draft = Draft(base)
    draft.id = _id(entry)
    draft.url = absolute(_text(entry, "url"), base)
    draft.spare_url = absolute(_text(entry, "external_url"), base)
    draft.headline = plain(_text(entry, "title")) or None
    draft.summary = as_html(_text(entry, "summary").strip()) or None
    draft.content = absolute_links(_text(entry, "content_html").strip(), base) or None
    if draft.content is None:
        draft.content = as_html(_text(entry, "content_text").strip()) or None
    draft.published = parse_when(_text(entry, "date_published"))
    draft.updated = parse_when(_text(entry, "date_modified"))
    draft.language = folded(_text(entry, "language")) or None
    draft.authors = _authors(entry) or [name for name in channel.authors if name != channel.title]
    tags = entry.get("tags")
    draft.topics = (
        [plain(sound(tag)) for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
    )
    draft.pictures = _pictures(entry, base)
    draft.enclosures = _enclosures(entry, base)
    return draft


def _authors(mapping: dict[str, Any]) -> list[str]:
    """Return the names in `authors` (1.1) or `author` (1.0)."""
    stated = mapping.get("authors")
    persons = [*(stated if isinstance(stated, list) else ()), mapping.get("author")]
    names = [_text(each, "name") for each in persons if isinstance(each, dict)]
    return [name for each in names for name in people(each)]


def _pictures(entry: dict[str, Any], base: str | None) -> list[Picture]:
    """Return the main picture, the banner and the attached pictures, each once."""
    found = [absolute(_text(entry, name), base) for name in ("image", "banner_image")]
    attached = entry.get("attachments")
    for each in attached if isinstance(attached, list) else ():
        if isinstance(each, dict):
            address = absolute(_text(each, "url"), base)
            if address and is_picture(address, _text(each, "mime_type") or None, None):
                found.append(address)
    return [Picture(address) for address in dict.fromkeys(found) if address]


def _enclosures(entry: dict[str, Any], base: str | None) -> list[Enclosure]:
    """Return the attached files that are no pictures."""
    found = []
    attached = entry.get("attachments")
    for each in attached if isinstance(attached, list) else ():
        if isinstance(each, dict) and (address := absolute(_text(each, "url"), base)):
            type_, size = _text(each, "mime_type"), each.get("size_in_bytes")
            if not is_picture(address, type_ or None, None):
                stated = str(size) if type(size) is int and 0 < size < _SIZE_MOST else None
                found.append(enclosure(address, type_, stated))
    return found
