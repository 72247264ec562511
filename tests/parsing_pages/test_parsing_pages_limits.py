"""How much of a page is read is set by name: each setting takes effect, here and where the site reads pages."""

from __future__ import annotations

import dataclasses

import pytest

from copydesk.parsing import PageLimits, extract
from copydesk.settings import Settings

PAGE = (
    '<h1>Ferry back</h1><figure><img src="a.jpg" width="900" height="600"><figcaption>One.</figcaption></figure>'
    '<figure><img src="b.jpg" width="900" height="600"></figure>'
    "<p>The ferry to Osk runs again after a week, said Ida Voll, who sails her.</p>"
    "<p>Islanders had crossed with the mail boat until the crack was mended.</p>"
    "<p>The first crossing is at noon on Friday, the harbour office said.</p>"
)
TITLED = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Told by machine"}</script><p>The ferry is back.</p>'


def read(**limits: int) -> str:
    """Read the page within limits; return its text."""
    return extract(PAGE, limits=PageLimits(**limits)).body


def test_each_limit_has_a_setting_with_the_same_default() -> None:
    """What the package does by itself is what a site does that sets nothing."""
    assert Settings().page_limits == PageLimits()
    changed = Settings(page_max_blocks=7, page_max_pictures=2).page_limits
    assert (changed.blocks, changed.pictures) == (7, 2)
    names = {f"page_max_{each.name}" for each in dataclasses.fields(PageLimits)}
    assert names == {each.name for each in dataclasses.fields(Settings) if each.name.startswith("page_max_")}


@pytest.mark.parametrize(
    ("limits", "kept"),
    [({}, 3), ({"characters": len(PAGE) - 60}, 3), ({"tags": 12}, 2), ({"nodes": 16}, 1), ({"blocks": 4}, 2)],
)
def test_what_lies_behind_a_limit_is_not_read(limits, kept) -> None:
    """The text up to there is whole; less of the page means less text, never other text."""
    whole, part = read(), read(**limits)
    assert whole.startswith(part)
    assert part
    assert len(part.split("\n\n")) <= kept
    assert (part == whole) is (not limits)


def test_pictures_and_long_blocks() -> None:
    """So many pictures and no more; a block that is too long goes on in the next one, and no letter is lost."""
    assert len(extract(PAGE).pictures) == 2
    assert len(extract(PAGE, limits=PageLimits(pictures=1)).pictures) == 1
    cut = read(block_characters=30)
    assert cut.replace("\n\n", "").replace(" ", "") == read().replace("\n\n", "").replace(" ", "")


def test_machine_data_and_plain_text() -> None:
    """A script that is longer than allowed says nothing; a plain text ends after so many paragraphs."""
    assert extract(TITLED).headline == "Told by machine"
    for limits in (PageLimits(structured=20), PageLimits(structured_nodes=0)):
        assert extract(TITLED, limits=limits).headline != "Told by machine"
    plain = "Headline\n\n" + "\n\n".join(f"Paragraph {number} is here." for number in range(9))
    assert "Paragraph 8" in extract(plain).body
    assert "Paragraph 4" not in extract(plain, limits=PageLimits(plain_blocks=5)).body


def test_command_takes_the_setting(tmp_path) -> None:
    """`copydesk extract` reads no more than the environment says."""
    import os
    import subprocess
    import sys

    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    own = {"COPYDESK_PAGE_MAX_BLOCKS": "4", "COPYDESK_SITE_FOLDER": str(tmp_path)}
    command = [sys.executable, "-m", "copydesk", "extract", str(page)]
    told = subprocess.run(
        command, env=os.environ | own, capture_output=True, text=True, check=True, timeout=60
    )
    assert "runs again" in told.stdout
    assert "first crossing" not in told.stdout
