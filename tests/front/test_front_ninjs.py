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
_TEXTS = [{"role": str, "contentType": str, "value": str}]
_BODIES = [{"role": str, "contentType": str, "charCount": int, "wordCount": int, "value": str}]
#: The standard's properties that we write, each with its type, compared one by one with IPTC's own
#: `ninjs-schema_3.1.json` (github.com/iptc/newsinjson, commit 3ace397) on 2026-11-24. It allows no others.
STANDARD = {
    "uri": _URI, "type": {"text", "picture"}, "representationType": {"full", "partial"}, "version": str,
    "firstCreated": _TIME, "versionCreated": _TIME, "contentCreated": _TIME, "pubStatus": {"usable"},
    "copyrightHolder": str, "language": str, "by": str, "headlines": _TEXTS, "bodies": _BODIES, "descriptions": _TEXTS,
    "people": [_NAMED], "organisations": [_NAMED], "subjects": [_NAMED], "infoSources": [{"name": str, "role": str, "uri": _URI}],
    "altIds": [{"role": str, "value": str}], "standard": {"name": str, "version": str, "schema": _URI},
    "rightsInfo": {"linkedRights": _URI},
}  # fmt: skip
STANDARD["associations"] = [STANDARD | {"name": str, "rel": str}]
#: what must be there, by the place of the object
REQUIRED = {
    "": ("uri",), "associations": ("name", "uri"), "headlines": ("value",), "bodies": ("value",), "descriptions": ("value",),
    "rightsInfo": ("linkedRights",),
}  # fmt: skip


def faults(value, wanted, place="") -> list[str]:
    """Where a value is not of the type that the standard has."""
    if isinstance(wanted, list):
        return [each for n, one in enumerate(value) for each in faults(one, wanted[0], f"{place}/{n}")]
    if isinstance(wanted, dict):
        kind = next((each for each in reversed(place.split("/")) if not each.isdigit()), "")
        odd = [f"{place}/{key}" for key in value if key not in wanted]
        odd += [f"{place}/{key} is missing" for key in REQUIRED.get(kind, ()) if key not in value]
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


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"uri": "not an address"}, "/uri"),
        ({"colour": "red"}, "/colour"),
        ({"pubStatus": "gone"}, "/pubStatus"),
        ({"headlines": [{"role": "main"}]}, "/headlines/0/value is missing"),
        ({"associations": [{"uri": "https://osk.example/1"}]}, "/associations/0/name is missing"),
        ({"firstCreated": "2026-03-14T12:00:00"}, "/firstCreated"),
    ],
)
def test_what_is_not_of_the_standard_is_seen(story_page, site, change, place) -> None:
    """A document that breaks the standard in one place is told by that place."""
    assert faults(ninjs(story_page, site) | change, STANDARD) == [place]
