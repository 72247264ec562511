"""Sentences of news."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.text.sentences import sentences

#: each text with a bar where a sentence ends
CASES = [
    "Rain fell.| The pier broke.",
    "Dr. Vale met Mr. Roe and Sen. Hill.| They talked.",
    "J. K. Roe wrote it.| She left.",
    "He works for Acme Inc. in Ohio.| He is 40.",
    "The U.S. Senate met.| It voted.",
    "He lives in the U.S.| She does not.",
    "It opened at 9 a.m. Monday.| It closed at 5 p.m.| The town slept.",
    "“We won.”| He left.",
    "“Who is it?” he asked.| Nobody answered.",
    "“We won,” he said.| “We will win again.”",
    "It cost $3.5 million.| Prices rose 2.5 percent.",
    "Wait ... what?| Yes.",
    "Am 3. Oktober kamen viele.| Es regnete.",
    "He left (at last.)| She stayed.",
    "Headline without a stop|\n\nThe body begins.",
    "See No. 5 on the list.| It is short.",
    "Call Yahoo! now, he said.| She did.",
]


@pytest.mark.parametrize("marked", CASES)
def test_sentences_end_where_a_person_ends_them(marked):
    """Abbreviations and initials end no sentence; closing marks belong to theirs."""
    text = marked.replace("|", "")
    assert [each.of(text) for each in sentences(text)] == [each.strip() for each in marked.split("|")]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_sentences_cover_every_word_once(text):
    """No printed character is lost or counted twice, on any text."""
    found = sentences(text)
    assert "".join("".join(each.of(text).split()) for each in found) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(found))
