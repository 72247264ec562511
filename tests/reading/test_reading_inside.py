"""What the desk put into quoted words, and where it cut them."""

from __future__ import annotations

import pytest

from copydesk.reading import read

#: text, insertions, omissions
INSIDE = [
    ("“They [the council] knew,” said Ina Moor.", ["[the council]"], []),
    ("“The pier … was rotten,” said Ina Moor.", [], ["…"]),
    ("“The pier ... was rotten,” said Ina Moor.", [], ["..."]),
    ("“The pier . . . was rotten,” said Ina Moor.", [], [". . ."]),
    ("“The pier […] was rotten,” said Ina Moor.", [], ["[…]"]),
    ("“The pier [...] was [very] rotten,” said Ina Moor.", ["[very]"], ["[...]"]),
    ("“[W]e knew it. … Nobody [of us] spoke ...,” said Ina Moor.", ["[W]", "[of us]"], ["…", "..."]),
    ("“The pier was rotten,” said Ina Moor [the owner] … later.", [], []),
    ("“The pier [was rotten,” said Ina Moor.", [], []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "insertions", "omissions"), INSIDE)
def test_insertions_and_cuts_are_marked(text, insertions, omissions):
    """Brackets with words are insertions, ellipses with or without brackets are omissions, inside the marks only."""
    quotation = read(text).quotations[0]
    assert [each.of(text) for each in quotation.insertions] == insertions
    assert [each.of(text) for each in quotation.omissions] == omissions


def test_they_are_marked_in_any_language():
    """A text whose language has no file has them too."""
    text = "“Silta [vanha] oli … laho”, sanoi Ina Moor."
    quotation = read(text, language="fi").quotations[0]
    assert [each.of(text) for each in quotation.insertions] == ["[vanha]"]
    assert [each.of(text) for each in quotation.omissions] == ["…"]
