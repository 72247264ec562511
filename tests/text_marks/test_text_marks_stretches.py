"""Quotation marks as news prints them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.text.marks import MarkState, MarkStyle, paragraphs, stretches

#: text, and each stretch as (words, depth, state)
CASES = [
    ("“We leave at dawn,” she said.", [("We leave at dawn,", 0, "closed")]),
    ('"We leave at dawn," she said.', [("We leave at dawn,", 0, "closed")]),
    ("''We leave at dawn,'' she said.", [("We leave at dawn,", 0, "closed")]),
    ("‘‘We leave at dawn,’’ she said.", [("We leave at dawn,", 0, "closed")]),
    ("``We leave at dawn,'' she said.", [("We leave at dawn,", 0, "closed")]),
    ('“We leave at dawn," she said.', [("We leave at dawn,", 0, "closed")]),
    ('"We leave at dawn,” she said.', [("We leave at dawn,", 0, "closed")]),
    ("She called it ”a mess” twice.", [("a mess", 0, "closed")]),
    ("&quot;We leave,&quot; she said.", [("We leave,", 0, "closed")]),
    ("„Wir gehen“, sagte sie.", [("Wir gehen", 0, "closed")]),
    ("„Wir gehen”, sagte sie.", [("Wir gehen", 0, "closed")]),
    ("»Wir gehen«, sagte sie.", [("Wir gehen", 0, "closed")]),
    ("« On part », dit-elle.", [("On part", 0, "closed")]),
    ("彼は「行く」と言った。", [("行く", 0, "closed")]),
    ("“He told me ‘go’ and I went,” she said.", [("He told me ‘go’ and I went,", 0, "closed"), ("go", 1, "closed")]),
    ('"He told me \'go\' and I went," she said.', [("He told me 'go' and I went,", 0, "closed"), ("go", 1, "closed")]),
    ("“He said, ‘Go.’ ” Then rain.", [("He said, ‘Go.’", 0, "closed"), ("Go.", 1, "closed")]),
    ("‘I told her “no” at once,’ he said.", [("I told her “no” at once,", 0, "closed"), ("no", 1, "closed")]),
    ('"The card read “Gone fishing” on top," he said.', [("The card read “Gone fishing” on top,", 0, "closed"), ("Gone fishing", 1, "closed")]),
    ("''He was 'fine' then,'' she said.", [("He was 'fine' then,", 0, "closed"), ("fine", 1, "closed")]),
    ("“One.\n\n“Two,” he said.", [("One.", 0, "continued"), ("Two,", 0, "closed")]),
    ('"One.\n\n"Two.\n\n"Three," he said.', [("One.", 0, "continued"), ("Two.", 0, "continued"), ("Three,", 0, "closed")]),
    ("‘One.\n\n‘Two,’ he said.", [("One.", 0, "continued"), ("Two,", 0, "closed")]),
    ("“One.\n\nTwo,” he said.", [("One.", 0, "continued"), ("Two,", 0, "closed")]),
    ("“It never ends, he said.\n\nRain fell.", [("It never ends,", 0, "unclosed")]),
    ("“First, “second,” he said.", [("First,", 0, "unclosed"), ("second,", 0, "closed")]),
    ("A stray ” here.\n\n“Fine,” she said.", [("Fine,", 0, "closed")]),
    ("Mayor: 'We will not pay'", [("We will not pay", 0, "closed")]),
    ("'Not now' for students' loans", [("Not now", 0, "closed")]),
    ("Lesk 'sorry' over pier", [("sorry", 0, "closed")]),
    ("Rock 'n' roll from the '90s isn't dead.", []),
    ("The dogs' bowls and the cats' beds.", []),
    ("He's 6'2\" tall and Ann's 5'9\".", []),
    ('A 27" screen beside a 5" phone.', []),
    ('It is 6\'2" wide, and "heavy" too.', [("heavy", 0, "closed")]),
    ('He said "it is 27" across" to us.', [('it is 27" across', 0, "closed")]),
    ('He said—"never"—and left.', [("never", 0, "closed")]),
    ('("Never," he said.)', [("Never,", 0, "closed")]),
    ("“”", []),
    ('The word "it"?', [("it", 0, "closed")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_stretches_are_those_a_person_would_see(text, expected):
    """Each text gives the stretches a person would mark in it."""
    assert [(s.inner.of(text), s.depth, s.state.value) for s in stretches(text)] == expected


def test_the_outer_span_holds_the_marks():
    """The outer span covers both marks, entities included."""
    text = "&quot;Yes,&quot; he said."
    assert stretches(text)[0].outer.of(text) == "&quot;Yes,&quot;"


def test_styles_are_named():
    """A stretch says in which marks it stands."""
    text = "“a” 'b' \"c\" ''d'' “e\" «f» „g“ ‘h’"
    curly, single, straight = MarkStyle.CURLY, MarkStyle.SINGLE, MarkStyle.STRAIGHT
    assert [s.style for s in stretches(text)] == [
        curly, single, straight, MarkStyle.DOUBLED, MarkStyle.MIXED, MarkStyle.GUILLEMETS, MarkStyle.LOW_HIGH, single,
    ]  # fmt: skip


def test_a_missing_mark_spoils_its_own_paragraph_only():
    """Three paragraphs on from an unclosed mark, pairs are right again."""
    text = "He called it “a mess and left\n\nRain fell.\n\n“Fine,” she said. “Good,” he said."
    found = stretches(text)
    assert [s.inner.of(text) for s in found[1:]] == ["Fine,", "Good,"]
    assert found[0].state is MarkState.UNCLOSED


def test_lines_are_paragraphs_where_no_line_is_blank():
    """Hard line ends part paragraphs only in a text without blank lines."""
    assert [p.of("One.\nTwo.") for p in paragraphs("One.\nTwo.")] == ["One.", "Two."]
    assert len(paragraphs("One\nTwo.\n\nThree.")) == 2


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab A.,\n'\"“”‘’„«»&;5", max_size=60))
def test_stretches_lie_within_their_text_and_nest(text):
    """On any mixture of marks the stretches are ordered, trimmed, and inside their outer spans."""
    found = stretches(text)
    for stretch in found:
        assert stretch.outer.contains(stretch.inner)
        assert stretch.outer.end <= len(text)
        words = stretch.inner.of(text)
        assert words == words.strip() != ""
    assert [s.outer.start for s in found] == sorted(s.outer.start for s in found)


@pytest.mark.parametrize("piece", ['"', "“", "'", "''", "'a ", "a' ", "“a ", "«»", "‘a’ ", "“\n\n", "1'2\""])
def test_long_runs_of_marks_are_read(piece):
    """Sixty thousand code points of marks give an answer whose spans hold."""
    text = (piece * 60_000)[:60_000]
    assert all(stretch.outer.end <= len(text) for stretch in stretches(text))
