"""What a story's page tells machines: schema.org NewsArticle as JSON-LD."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from copydesk.front.addresses import quotation_path, story_path, web_address
from copydesk.front.characters import printable_json

if TYPE_CHECKING:
    from datetime import datetime

    from copydesk.front.values import CoverageRow, Printed, QuotationCard, QuotationPage, Site, StoryPage

MOST_HEADLINE = 110  #: characters; search engines refuse longer ones


def news_article(page: StoryPage, site: Site) -> str:
    """Return a story as schema.org JSON-LD, safe inside a script element.

    It is based on the article that is shown; its quotations are cited with who spoke them.
    """
    address = site.url + story_path(page.card.number, page.card.slug)
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "headline": page.card.headline[:MOST_HEADLINE],
        "description": page.card.standfirst,
        "articleSection": page.card.topic,
        "inLanguage": page.card.language,
        "datePublished": _time(page.card.opened),
        "dateModified": _time(page.card.updated),
        "isAccessibleForFree": True,
        "publisher": {"@type": "NewsMediaOrganization", "name": site.name, "url": f"{site.url}/"},
        "author": _authors(page),
        "image": web_address(page.card.picture.url) if page.card.picture else "",
        "isBasedOn": _based_on(page.source),
        "citation": [_quotation(each) for each in page.quotations],
        "mentions": [
            *(_article(each) for each in page.coverage if web_address(each.url)),
            *({"@type": "Organization", "name": each} for each in page.organisations),
        ],
        "correction": [
            {"@type": "CorrectionComment", "text": each.text, "datePublished": _time(each.when)}
            for each in page.corrections
        ],
        "video": [
            {"@type": "VideoObject", "name": each.title or "Video", "url": web_address(each.url)}
            for each in page.videos
            if web_address(each.url)
        ],
    }
    return script_json(_kept(found))


def quotation_json(page: QuotationPage, site: Site) -> str:
    """Return a quotation as schema.org JSON-LD, safe inside a script element."""
    card = page.card
    address = site.url + quotation_path(card.number)
    found = {"@context": "https://schema.org", "@id": address, "url": address, **_quotation(card)}
    found["inLanguage"] = card.language
    found["dateCreated"] = _time(card.first.when)
    found["subjectOf"] = [
        {
            "@type": "NewsArticle",
            "url": site.url + story_path(each.number, each.slug),
            "headline": each.headline,
        }
        for each in page.stories
    ]
    return script_json(_kept(found))


def script_json(value: Any) -> str:
    r"""Return JSON that no text inside it can break out of a script element.

    >>> script_json({"headline": "</script>"})
    '{"headline":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(printable_json(value), ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _kept(value: Any) -> Any:
    """Return a value without what is empty, all the way down."""
    if isinstance(value, dict):
        return {key: _kept(each) for key, each in value.items() if each not in ("", None, [], {})}
    if isinstance(value, list):
        return [_kept(each) for each in value]
    return value


def _time(when: datetime | None) -> str:
    """Return a time as ISO 8601; empty when unknown."""
    return when.isoformat(timespec="seconds") if when else ""


def _authors(page: StoryPage) -> list[dict[str, str]]:
    """Return the people who wrote the article shown, else its outlet."""
    people = [{"@type": "Person", "name": each} for each in page.authors]
    if people or not page.source:
        return people
    outlet = page.source.outlet
    return [{"@type": "NewsMediaOrganization", "name": outlet.name, "url": web_address(outlet.home_url)}]


def _based_on(source: Printed | None) -> dict[str, Any]:
    """Return the article that the page is based on."""
    if source is None or not web_address(source.url):
        return {}
    return {
        "@type": "NewsArticle",
        "url": web_address(source.url),
        "datePublished": _time(source.when),
        "publisher": {"@type": "NewsMediaOrganization", "name": source.outlet.name},
    }


def _quotation(card: QuotationCard) -> dict[str, Any]:
    """Return an utterance as schema.org Quotation."""
    return {
        "@type": "Quotation",
        "text": card.words,
        "spokenByCharacter": {"@type": "Person", "name": card.speaker} if card.speaker else {},
        "inLanguage": card.language,
        "isBasedOn": web_address(card.first.url),
    }


def _article(row: CoverageRow) -> dict[str, Any]:
    """Return another outlet's article on the same event."""
    return {
        "@type": "NewsArticle",
        "headline": row.headline[:MOST_HEADLINE],
        "url": web_address(row.url),
        "datePublished": _time(row.when),
        "publisher": {"@type": "NewsMediaOrganization", "name": row.outlet.name},
    }
