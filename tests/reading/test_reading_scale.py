"""Reading does the same work for each piece of a text, however long the text is."""

from __future__ import annotations

import sys

import pytest

from copydesk.reading import read

#: pieces that make a slow pattern go back and forth: marks, brackets, dots, titles, pronouns, reporting words
PIECES = ["“", '"a ', "''b ", "[", "[a ", ". ", "...", "said ", "said that ", "according to ", "he said. ", "Mr. ", "Ina Moor, who ", "“a,” ", "the ", "A. B. ", "a-", "a’", "and so he said "]  # fmt: skip


def steps(text: str) -> int:
    """Count the lines of our own code that run while a text is read."""
    counted = 0
    read("“a,” said Ina Moor.")  # the tables are read once, and not counted

    def line(_frame, event, _argument):
        nonlocal counted
        counted += event == "line"
        return line

    before = sys.gettrace()
    sys.settrace(line)
    try:
        read(text)
    finally:
        sys.settrace(before)
    return counted


@pytest.mark.parametrize("piece", PIECES)
def test_four_times_the_text_is_not_much_more_than_four_times_the_work(piece):
    """The work grows with the text and not with its square, for a text that is one piece again and again."""
    assert steps(piece * 800) < 6 * steps(piece * 200) + 2000
