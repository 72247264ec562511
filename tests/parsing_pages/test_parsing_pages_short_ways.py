"""Short ways that spare time: signs before patterns, tags that are remembered. They say what the long ways say."""

from __future__ import annotations

import pytest

from copydesk.parsing.pages import phrases
from copydesk.parsing.pages.tree import parse

BLOCKS = [
    "Tom Reed contributed to this report.",
    "Ida Marsh CONTRIBUTED REPORTING",
    "(Reporting by Ida Marsh; Editing by Jo Vale)",
    "Additional reporting: Tom Reed",
    "written by\xa0us, compiled by Ida",
    "The bridge is closed.",
    "Ida Marsh is a reporter",
    "Ida Marsh is an award-winning writer",
    "Tom Reed (is the founder of The Gull)",
    "Follow him on the quay",
    "@idamarsh",
    "About the author",
]


@pytest.mark.parametrize("text", BLOCKS)
def test_signs_hide_nothing(text) -> None:
    """The quick answer is the pattern's answer."""
    assert phrases.contributed(text) == (phrases.CONTRIBUTED.search(text) is not None)
    assert phrases.biography(text) == (phrases.BIOGRAPHY.search(text) is not None)


@pytest.mark.parametrize(
    ("page", "blocks"),
    [
        ("<p title='a > b'>One</p><p>Two", ["One", "Two"]),
        ("<a href='/x?a=1&amp;b=2>3' title='<b>'>One</a><p>Two", ["One", "Two"]),
        ("<script>if (a < b) c('</p>')</script><p>One", ["One"]),
        ("<!-- <p>none --> <p>One <svg><title>x</title></svg>two", ["One two"]),
        ("<p>1 &lt; 2 &amp; 3<iframe src='/f'><p>x</iframe>", ["1 < 2 & 3"]),
    ],
)
def test_tags_are_cut_where_they_end(page, blocks) -> None:
    """Marks in values, scripts, comments and drawings end nothing."""
    assert [leaf.text for leaf in parse(page).leaves] == blocks
    assert [leaf.text for leaf in parse(page).leaves] == blocks  # as remembered


def test_a_value_is_no_class() -> None:
    """What a lost quotation mark leaves at the end of a value names no class."""
    page = parse("<div title='One class=' comments=''>Two</div>")
    assert page.leaves[0].element.names == ""
