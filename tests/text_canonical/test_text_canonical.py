"""Canonical form: what house style may change, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.text.canonical import HOUSE_STYLE, canonical

DIFFERENT = [
    ("a negation", "it holds", "it does not hold"),
    ("a magnitude", "$10 million", "$10 billion"),
    ("a currency", "$10 million", "€10 million"),
    ("a unit", "10 percent", "10"),
    ("percentage points", "10 percent", "10 percentage points"),
    ("a digit", "12,500 people", "12,600 people"),
    ("a contraction", "they do not", "they don't"),
    ("a country and a pronoun", "tell the US", "tell the us"),
    ("a day", "on Dec. 4", "on Dec. 5"),
    ("a clock", "at 5 p.m.", "at 5 a.m."),
    ("a word", "secured", "insured"),
    ("a tense", "we are told", "we were told"),
]


@pytest.mark.parametrize(("what", "one", "two"), HOUSE_STYLE)
def test_house_style_is_the_same(what: str, one: str, two: str):
    """Each row of the table is the same in canonical form."""
    assert canonical(one).keys == canonical(two).keys, what


@pytest.mark.parametrize(("what", "one", "two"), DIFFERENT)
def test_everything_else_is_different(what: str, one: str, two: str):
    """What changes the sense stays different."""
    assert canonical(one).keys != canonical(two).keys, what


def test_contractions_open_only_in_the_loose_keys():
    """Outside quotation marks "don't" is "do not"; the strict keys keep them apart."""
    assert canonical("they don't").loose == canonical("they do not").loose


def test_brackets_and_gaps_are_marked():
    """Words in brackets and places of an ellipsis are known by their token."""
    found = canonical("They [the builders] left … in May [...] again")
    assert sorted(found.bracketed) == [1, 2]
    assert [found.keys[at] for at in sorted(found.gaps)] == ["in", "again"]


def test_picture_characters_are_no_words():
    """A flag or a wave is remembered at the word behind it."""
    found = canonical("We love \U0001f1fa\U0001f1f8 boats")
    assert found.keys == ("we", "love", "boats")
    assert sorted(found.emoji) == [2]


def test_spans_lead_back_to_the_untouched_text():
    """Each token's span is what was printed."""
    text = "“Well under $10B”, he’d said on Dec. 4th"
    assert [token.span.of(text) for token in canonical(text).tokens()] == [
        "Well", "under", "$10B", "he", "’d", "said", "on", "Dec. 4th",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("two hundred thousand", "#200000"),
        ("ninety-nine", "#99"),
        ("three dozen", "#36"),
        ("6.3-billion", "#6300000000"),
        ("£1.5m", "#1500000£"),
        ("CA$5", "#5CA$"),
        ("USD 1.25bn", "#1250000000$"),
        ("0.5%", "#0.5%"),
        ("the 1990s", "#1990s"),
        ("thirty-first", "o31"),
        ("12 noon", "#12"),
        ("4th of July", "d07-04"),
    ],
)
def test_figures_come_to_one_key(text: str, key: str):
    """Figures in words, digits and short forms have the value and unit in their key."""
    assert key in canonical(text).keys


@given(st.text())
def test_any_text_has_a_canonical_form(text: str):
    """No text raises; tokens stand in order, inside the text."""
    found = canonical(text)
    assert list(found.starts) == sorted(found.starts)
    assert all(0 <= start <= end <= len(text) for start, end in zip(found.starts, found.ends, strict=True))
    assert len(found.keys) == len(found.loose) == len(found.starts)
    assert all(found.keys)


@given(
    st.lists(
        st.sampled_from(
            [
                "$10",
                "B",
                " ",
                "per",
                "cent",
                "Dec.",
                "4",
                "'s",
                "n't",
                "[",
                "]",
                "…",
                "one",
                "US",
                ":",
                "30",
                "pm",
            ]
        )
    )
)
def test_any_heap_of_special_words_has_a_canonical_form(pieces: list[str]):
    """Special words in any order and number raise nothing."""
    found = canonical("".join(pieces))
    assert all(start <= end for start, end in zip(found.starts, found.ends, strict=True))
