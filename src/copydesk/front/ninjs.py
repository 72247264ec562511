"""A story as ninjs 3.1, the International Press Telecommunications Council's news in JSON, for newsrooms' own systems."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any

from copydesk.front.addresses import organisation_path, person_path, story_path, topic_path, web_address
from copydesk.front.characters import printable_json
from copydesk.front.feeds import changed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from copydesk.front.values import CoverageRow, Picture, Site, StoryPage

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
VERSION = "3.1"


def ninjs(page: StoryPage, site: Site) -> dict[str, Any]:
    """Return a story as an object of ninjs 3.1: what is shown of its text, whose it is, and the articles it rests on.

    Its `uri` stays when the headline changes; `version` is the moment of the latest change.

    >>> from datetime import UTC, datetime
    >>> from copydesk.front.values import Site, StoryCard, StoryPage
    >>> noon = datetime(2026, 3, 14, 12, tzinfo=UTC)
    >>> card = StoryCard(number=7, slug="ferry", headline="Ferry back", outlet=None, updated=noon, opened=noon)
    >>> ninjs(StoryPage(card=card), Site(name="Osk", url="https://osk.example"))["uri"]
    'https://osk.example/story/7/'
    """
    card, latest = page.card, _time(changed(page))
    found: dict[str, Any] = {
        "uri": site.url + story_path(card.number, ""),
        "standard": {"name": "ninjs", "version": VERSION, "schema": SCHEMA},
        "type": "text",
        "representationType": "full" if page.complete else "partial",
        "version": latest,
        "firstCreated": _time(card.opened),
        "versionCreated": latest,
        "contentCreated": _time(page.source.when) if page.source else "",
        "pubStatus": "usable",
        "language": card.language,
        "headlines": [{"role": "main", "contentType": "text/plain", "value": card.headline}],
        "descriptions": _described(page),
        "bodies": _bodies(page),
        "by": page.byline or ", ".join(page.authors),
        "copyrightHolder": page.source.outlet.name if page.source else "",
        "infoSources": _sources(page),
        "people": [
            {"name": name, "rel": "mentions", "uri": site.url + person_path(name)} for name in page.people
        ],
        "organisations": [
            {"name": name, "rel": "mentions", "uri": site.url + organisation_path(name)}
            for name in page.organisations
        ],
        "subjects": [{"name": card.topic, "rel": "about", "uri": site.url + topic_path(card.topic)}]
        if card.topic
        else [],
        "altIds": [{"role": "permalink", "value": site.url + story_path(card.number, card.slug)}],
        "associations": [*_picture(card.picture), *_articles(page)],
        "rightsInfo": {"linkedRights": site.license_url} if site.license_url else {},
    }
    kept: dict[str, Any] = printable_json(
        {key: value for key, value in found.items() if value not in ("", [], {})}
    )
    return kept


def _described(page: StoryPage) -> list[dict[str, str]]:
    """Return the standfirst, and what was corrected, labelled."""
    found = [
        ("summary", page.card.standfirst),
        *(("correction", f"{each.label}: {each.text}") for each in page.corrections),
    ]
    return [{"role": role, "contentType": "text/plain", "value": text} for role, text in found if text]


def _bodies(page: StoryPage) -> list[dict[str, Any]]:
    """Return what may be shown of the text, as plain text with a blank line between paragraphs."""
    text = "\n\n".join("".join(piece.text for piece in each) for each in page.paragraphs)
    if not text:
        return []
    kind = {"role": "main" if page.complete else "excerpt", "contentType": "text/plain"}
    return [kind | {"charCount": len(text), "wordCount": len(text.split()), "value": text}]


def _sources(page: StoryPage) -> list[dict[str, str]]:
    """Return the outlets that a story rests on, the one whose text is shown first."""
    shown = page.source.outlet if page.source else None
    rows = [row.outlet for each in page.coverage for row in (each, *each.taken_by)]
    outlets = {each.slug: each for each in ([shown] if shown else []) + rows}
    return [
        {"name": each.name, "role": "source" if shown and each.slug == shown.slug else "coverage"}
        | ({"uri": address} if (address := web_address(each.home_url)) else {})
        for each in outlets.values()
    ]


def _picture(picture: Picture | None) -> Iterator[dict[str, Any]]:
    """Yield the picture, which stays on its outlet's server."""
    address = web_address(picture.url) if picture else ""
    if picture and address:
        told = (("caption", picture.caption), ("alt", picture.alt))
        yield {
            "name": picture.caption or picture.alt or "picture",
            "uri": address,
            "type": "picture",
            "rel": "picture",
            **({"by": picture.credit} if picture.credit else {}),
            "descriptions": [{"role": role, "value": text} for role, text in told if text],
        }


def _articles(page: StoryPage) -> Iterator[dict[str, Any]]:
    """Yield the articles, each with its relation to where its words come from."""
    for each in page.coverage:
        for row in (each, *each.taken_by):
            if address := web_address(row.url):
                yield _article(row, address)


def _article(row: CoverageRow, address: str) -> dict[str, Any]:
    """Return an article of another outlet."""
    return {
        "name": row.headline or row.outlet.name,
        "uri": address,
        "type": "text",
        "rel": row.bond.value,
        "contentCreated": _time(row.when),
        "infoSources": [{"name": row.outlet.name, "role": "source"}],
        **({"language": row.language} if row.language else {}),
    }


def _time(when: datetime) -> str:
    """Return a time as programs read it."""
    return when.astimezone(UTC).isoformat(timespec="seconds")
