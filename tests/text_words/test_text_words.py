"""Words: where they stand, and what house style cannot change in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.text.words import word_form, word_hash, words


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("The mayor's cat", ("the", "mayor", "cat")),
        ("The mayor’s cat", ("the", "mayor", "cat")),
        ("Don't DON’T dont", ("dont", "dont", "dont")),
        ("U.S. and US", ("us", "and", "us")),
        ("1,200,000 and 1.200.000 and 1200000", ("1200000", "and", "1200000", "and", "1200000")),
        ("3.14 against 3,14", ("3.14", "against", "3.14")),
        ("café and cafe\u0301", ("cafe", "and", "cafe")),
        ("Straße STRASSE", ("strasse", "strasse")),
        ("well-known snake_case", ("well", "known", "snake", "case")),
        ("漢字です", ("漢", "字", "て", "す")),
        ("$10B, 7pm", ("10b", "7pm")),
        ("", ()),
        ("— … “”", ()),
    ],
)
def test_forms(text, forms):
    """Each text has these words, in this form."""
    assert words(text).forms == forms


@given(st.text())
def test_places(text):
    """Places rise, lie in the text, and cover just the word whose form stands beside them."""
    found = words(text)
    assert len(found) == len(found.hashes) == len(found.starts) == len(found.ends)
    behind = 0
    for form, number, start, end in zip(found.forms, found.hashes, found.starts, found.ends, strict=True):
        assert behind <= start < end <= len(text)
        assert word_form(text[start:end]) == form
        assert word_hash(form) == number
        behind = end


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_plain_and_wide_texts_are_read_alike(text):
    """A text in ASCII has the same words when one letter outside ASCII stands behind it."""
    assert words(f"{text} é").forms[:-1] == words(text).forms


def test_hash_is_the_same_on_every_run():
    """The hash of a word is fixed, so that what is stored today is found tomorrow."""
    assert word_hash("crane") == 1446371454
    assert word_hash("\ud800") == word_hash("\ud800")
