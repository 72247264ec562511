"""A story as ninjs 3.1: only what the standard names, in its types, and every text as the page has it."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from urllib.parse import urlsplit

import pytest

from copydesk.front.ninjs import ninjs
from copydesk.front.values import Site, StoryPage

_TIME, _URI = "date-time", "uri"
_NAMED = {"name": str, "rel": str, "uri": _URI, "literal": str}
_TEXTS = [{"role": str, "contentType": str, "charCount": int, "wordCount": int, "value": str}]
#: the standard's properties that we write, each with its type
STANDARD = {
    "uri": _URI, "type": {"text", "picture"}, "representationType": {"full", "partial"}, "version": str,
    "firstCreated": _TIME, "versionCreated": _TIME, "contentCreated": _TIME, "pubStatus": {"usable"},
    "copyrightHolder": str, "language": str, "by": str, "headlines": _TEXTS, "bodies": _TEXTS, "descriptions": _TEXTS,
    "people": [_NAMED], "organisations": [_NAMED], "subjects": [_NAMED], "infoSources": [{"name": str, "role": str, "uri": _URI}],
    "altIds": [{"role": str, "value": str}], "standard": {"name": str, "version": str, "schema": _URI},
    "rightsInfo": {"linkedRights": _URI},
}  # fmt: skip
STANDARD["associations"] = [STANDARD | {"name": str, "rel": str}]


def faults(value, wanted, place="") -> list[str]:
    """Where a value is not of the type that the standard has."""
    if isinstance(wanted, list):
        return [each for n, one in enumerate(value) for each in faults(one, wanted[0], f"{place}/{n}")]
    if isinstance(wanted, dict):
        odd = [f"{place}/{key}" for key in value if key not in wanted]
        return odd + [
            each
            for key in set(value) & set(wanted)
            for each in faults(value[key], wanted[key], f"{place}/{key}")
        ]
    if isinstance(wanted, set):
        return [] if value in wanted else [place]
    if wanted == _TIME:
        return [] if datetime.fromisoformat(value).utcoffset() is not None else [place]
    if wanted == _URI:
        return [] if urlsplit(value).scheme and " " not in value else [place]
    return [] if isinstance(value, wanted) and value != "" else [place]


@pytest.mark.parametrize("licence", ["", "https://tarn.example/licence.xml"])
def test_story_is_of_the_standard(story_page, site, licence) -> None:
    """Every property is one of ninjs 3.1 and of its type; the texts are those of the page."""
    found = ninjs(story_page, dataclasses.replace(site, license_url=licence))
    names = [each["name"] for each in found["people"]]

    assert faults(found, STANDARD) == []
    assert found["headlines"][0]["value"] == story_page.card.headline
    assert found["bodies"][0]["value"].split("\n\n")[0] == "".join(
        each.text for each in story_page.paragraphs[0]
    )
    assert names == list(dict.fromkeys(each.speaker for each in story_page.quotations if each.speaker))
    assert ("rightsInfo" in found) is bool(licence)


def test_articles_say_where_their_words_come_from(story_page, site) -> None:
    """Each article of the story is an association with its relation; one without an address is left out."""
    found = ninjs(story_page, site)["associations"]
    rows = [row for each in story_page.coverage for row in (each, *each.taken_by)]

    assert [each["rel"] for each in found if each["type"] == "text"] == [
        row.bond.value for row in rows if row.url
    ]
    assert {each["infoSources"][0]["name"] for each in found if each["type"] == "text"} <= {
        row.outlet.name for row in rows
    }


def test_story_without_anything_has_what_it_must(front_page) -> None:
    """A story of which hardly anything is known is still of the standard, and says so."""
    found = ninjs(StoryPage(card=front_page.stories[10]), Site(name="Osk", url="https://osk.example"))

    assert faults(found, STANDARD) == []
    assert found["representationType"] == "partial"
    assert "bodies" not in found
