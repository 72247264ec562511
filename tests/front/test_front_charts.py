"""A story's course as a picture: every article a dot at its time, a line from whom it was taken."""

from __future__ import annotations

import dataclasses
import re
from datetime import timedelta
from xml.etree import ElementTree as ET

from copydesk.front.charts import LEAST, MOST, course
from copydesk.front.rendering import story_html

SVG = re.compile(rb"<svg.*?</svg>", re.DOTALL)


def test_articles_stand_at_their_times_with_lines_to_their_sources(story_page) -> None:
    """Five articles in the order of their times; lines for what was taken, from the source's place to the taker's."""
    coverage = story_page.coverage
    coverage = (
        *coverage[:2],
        dataclasses.replace(coverage[2], of=dataclasses.replace(coverage[2].of, url=coverage[0].url)),
    )
    found = course(coverage)

    assert [(mark.bond, mark.altered, bool(mark.line)) for mark in found.marks] == [
        ("independent", False, False),
        ("independent", False, False),
        ("reprint", True, True),
        ("rewrite", False, True),
        ("follow_up", False, True),
    ]
    across = [float(mark.x) for mark in found.marks]
    assert across == sorted(across)
    assert (across[0], across[-1]) == (152.0, 348.0)
    for mark in found.marks[2:]:
        assert mark.line == f"M{found.marks[0].x} {found.marks[0].y}V{mark.y}H{mark.x}"


def test_there_is_a_picture_only_where_there_is_something_to_see(story_page) -> None:
    """Few articles or one moment make none; of very many the earliest are drawn, and the others are counted."""
    coverage = story_page.coverage
    first = coverage[1]
    later = [
        dataclasses.replace(first, when=first.when + timedelta(minutes=n), url=f"{n}")
        for n in range(MOST + 5)
    ]

    assert course(later[: LEAST - 1]) is None
    assert course([first] * LEAST) is None
    assert course(later[:LEAST]).left_out == 0
    found = course(later)
    assert (len(found.marks), found.left_out, found.last) == (MOST, 5, later[MOST - 1].when)


def test_source_that_is_not_there_or_came_later_has_no_line(story_page) -> None:
    """A taker printed before its source, or of a source that is not in the story, stands alone."""
    coverage = story_page.coverage
    early = dataclasses.replace(coverage[0].taken_by[0], when=coverage[0].when - timedelta(hours=1))
    first = dataclasses.replace(coverage[0], taken_by=(early,))

    assert coverage[2].of.url not in {each.url for each in coverage}
    assert [mark.line for mark in course((first, *coverage[1:])).marks] == [""] * 4


def test_drawn_picture_is_sound_and_hostile_names_are_text(story_page, site) -> None:
    """The SVG is well-formed, has a title, no style and no script; an outlet's name is text and nothing else."""
    rows = story_page.coverage
    name = "<script>alert(1)</script>"
    hostile = dataclasses.replace(rows[0], outlet=dataclasses.replace(rows[0].outlet, name=name))
    page = dataclasses.replace(story_page, coverage=(hostile, *rows[1:]))
    [drawn] = SVG.findall(story_html(page, site))
    root = ET.fromstring(drawn)

    assert {each.tag for each in root.iter()} == {"svg", "title", "path", "text", "circle"}
    assert "".join(root.find("text").itertext()) == "<script>alert(1)</s…"
    assert b"style=" not in drawn
    assert root.get("aria-labelledby") == root.find("title").get("id")
