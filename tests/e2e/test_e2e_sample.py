"""The sample newsroom from its sources to the front page, against a list written by hand."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pytest

from copydesk.intake import canonical

if TYPE_CHECKING:
    from copydesk.testing.site import Site

pytestmark = [pytest.mark.database, pytest.mark.slow]

COPIES = {"reprint", "rewrite"}


@dataclass
class Found:
    """What the site found, asked of its database, in the ids of the list."""

    site: Site
    expected: dict[str, Any]
    ids: dict[int, str] = field(init=False)

    def __post_init__(self) -> None:
        known = {
            canonical(self.site.address(each["outlet"], each["path"])): each["id"]
            for each in self.expected["article"]
        }
        for each in self.expected["moved"]:
            known[canonical(self.site.address(each["outlet"], each["old"]))] = each["article"]
        rows = self.site.query("SELECT id, url FROM desk_article WHERE state = 'matched'")
        self.ids = {number: known.get(canonical(url), url) for number, url in rows}

    @cached_property
    def stories(self) -> dict[frozenset[str], tuple[int, int, str]]:
        """The stories that readers see: members, with number, independent newsrooms and lead."""
        members: dict[int, set[str]] = {}
        for number, story in self.site.query(
            "SELECT id, story_id FROM desk_article WHERE story_id IS NOT NULL"
        ):
            members.setdefault(story, set()).add(self.ids[number])
        rows = self.site.query("SELECT id, independent, lead_id FROM desk_story WHERE state = 'published'")
        return {frozenset(members.get(row[0], ())): (row[0], row[1], self.ids[row[2]]) for row in rows}

    @cached_property
    def relations(self) -> set[tuple[str, str, str]]:
        """Copy, of, kind."""
        rows = self.site.query("SELECT article_id, of_id, kind FROM desk_relation")
        return {(self.ids[copy], self.ids[of], kind) for copy, of, kind in rows}

    @cached_property
    def bodies(self) -> dict[str, str]:
        """The body of each article, as extracted."""
        rows = self.site.query(
            "SELECT a.id, v.content FROM desk_article a JOIN desk_articleversion v ON v.id = a.version_id"
        )
        return {
            self.ids[number]: (json.loads(content) if isinstance(content, str) else content)["body"]
            for number, content in rows
        }

    @cached_property
    def findings(self) -> list[tuple[str, str, str, tuple[int, int] | None, tuple[int, int] | None]]:
        """Copy, check id, severity, and where in copy and source."""
        rows = self.site.query(
            "SELECT article_id, check_id, severity, copy_start, copy_end, source_start, source_end FROM desk_finding"
        )
        return [
            (
                self.ids[row[0]],
                row[1],
                row[2],
                None if row[3] is None else (row[3], row[4]),
                None if row[5] is None else (row[5], row[6]),
            )
            for row in rows
        ]

    def reports(self, wanted: dict[str, Any]) -> bool:
        """Say whether a finding points at the altered words, in the copy or, if they were dropped, in the source."""
        copy, source = self.bodies[wanted["copy"]], self.bodies[wanted["of"]]
        in_copy = _place(copy, wanted["copy_words"])
        in_source = _place(source, wanted["source_words"])
        return any(
            (in_copy and at_copy and _overlap(in_copy, at_copy))
            or (in_source and at_source and _overlap(in_source, at_source))
            for article, _, _, at_copy, at_source in self.findings
            if article == wanted["copy"]
        )


def _place(text: str, words: str) -> tuple[int, int] | None:
    """Return where words stand in a text; None when they are empty."""
    if not words:
        return None
    start = text.find(words)
    assert start >= 0, f"the body lacks {words!r}"
    return start, start + len(words)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Say whether two stretches touch."""
    return one[0] < max(other[1], other[0] + 1) and other[0] < one[1]


@pytest.fixture(scope="module")
def found(sample_site: Site, expected: dict[str, Any]) -> Found:
    """What the site found."""
    return Found(sample_site, expected)


def test_every_article_is_taken_in_once(found, expected):
    """All articles of the list are matched, none twice, and nothing else is."""
    assert sorted(found.ids.values()) == sorted(each["id"] for each in expected["article"])


def test_what_leads_nowhere_is_set_aside_with_its_error(found, expected):
    """A missing page and one that robots.txt closes are recorded, and are on no page."""
    rows = dict(found.site.query("SELECT url, error FROM desk_article WHERE state = 'failed'"))
    wanted = {found.site.address(each["outlet"], each["path"]) for each in expected["failure"]}

    assert set(rows) == wanted
    assert all(rows.values())


def test_stories_are_those_of_the_list(found, expected):
    """Every story has exactly the articles that belong to it."""
    wanted = {frozenset(each["articles"]): each["slug"] for each in expected["story"]}

    assert {wanted.get(each, f"not in the list: {sorted(each)}") for each in found.stories} == set(
        wanted.values()
    )


def test_independent_newsrooms_are_counted(found, expected):
    """An agency's text counts once, a copy not at all."""
    counts = {members: count for members, (_, count, _) in found.stories.items()}
    wanted = {frozenset(each["articles"]): len(each["independent"]) for each in expected["story"]}

    assert counts == wanted


def test_story_is_led_by_somebodys_own_work(found, expected):
    """The article that leads is one of those the list allows."""
    leads = {members: lead for members, (_, _, lead) in found.stories.items()}

    assert [
        each["slug"] for each in expected["story"] if leads[frozenset(each["articles"])] not in each["lead"]
    ] == []


def test_copies_are_found_with_their_sources(found, expected):
    """Every reprint and rewrite of the list is found, and no other is claimed."""
    wanted = {(each["copy"], each["of"], each["kind"]) for each in expected["relation"]}

    assert {each for each in found.relations if each[2] in COPIES} == {
        each for each in wanted if each[2] in COPIES
    }


def test_follow_ups_are_found(found, expected):
    """Every follow-up of the list is found, and no other is claimed."""
    wanted = {(each["copy"], each["of"], each["kind"]) for each in expected["relation"]}

    assert {each for each in found.relations if each[2] == "follow_up"} == {
        each for each in wanted if each[2] == "follow_up"
    }


def test_alterations_are_reported(found, expected):
    """The check points at every alteration of the list, but for those the list says are still missed."""
    missed = {
        (each["copy"], each["source_words"], each["copy_words"])
        for each in expected["finding"]
        if not found.reports(each)
    }
    known = {
        (each["copy"], each["source_words"], each["copy_words"])
        for each in expected["finding"]
        if each.get("missed")
    }

    assert missed == known


def test_honest_copies_stay_clean(found, expected):
    """House style, trims and an honest rewrite give no finding above a note."""
    honest = set(expected["honest"]["copies"])

    assert [each for each in found.findings if each[0] in honest and each[2] != "note"] == []


def test_furniture_stays_out_of_the_text(found, expected):
    """What the mirror leaves around its texts is in no body."""
    lines = [*expected["furniture"]["lines"], expected["furniture"]["teaser"]]
    mirrored = {name: body for name, body in found.bodies.items() if name.startswith("dailywave")}

    assert [(name, line) for name, body in mirrored.items() for line in lines if line in body] == []


def test_front_page_shows_every_story(found, expected):
    """The front page over HTTP links every story, and each link leads to its page."""
    page = found.site.get("/")
    links = set(re.findall(r'href="(/story/[^"#]+)', page))

    assert len(links) == len(expected["story"])
    for link in links:
        assert "</html>" in found.site.get(link)


def test_full_text_of_an_unlicensed_source_is_not_published(found, expected):
    """A page shows whole texts only of outlets whose rights say full."""
    licensed = {each["slug"] for each in expected["outlet"] if each["rights"] == "full"}
    outlets = {each["id"]: each["outlet"] for each in expected["article"]}
    pages = [
        " ".join(html.unescape(re.sub(r"<[^>]+>", " ", found.site.get(link))).split())
        for link in sorted(set(re.findall(r'href="(/story/[^"#]+)', found.site.get("/"))))
    ]
    shown = [
        name
        for name, body in found.bodies.items()
        if outlets[name] not in licensed
        and len(body) > 1500
        and any(" ".join(body.split()) in page for page in pages)
    ]

    assert shown == []


@pytest.mark.parametrize(
    ("path", "start"),
    [
        ("/feeds/rss.xml", "<?xml"),
        ("/feeds/atom.xml", "<?xml"),
        ("/feeds/feed.json", "{"),
        ("/sitemap.xml", "<?xml"),
        ("/news-sitemap.xml", "<?xml"),
        ("/robots.txt", "User-agent"),
        ("/healthz", "{"),
    ],
)
def test_machine_files_are_served(sample_site, path, start):
    """Feeds, maps and the health page answer."""
    assert sample_site.get(path).startswith(start)
