"""Printed forms are found by three words in a row, among any number of others."""

from __future__ import annotations

import random

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as some

from copydesk.desk import traced
from copydesk.desk.models import Form, Trace, Utterance
from copydesk.matching.traces import SHORT, all_traces, kept_traces

pytestmark = [pytest.mark.database, pytest.mark.django_db]

SAID = "The harbour will not be sold while I keep the keys to it"
LONG = " ".join(f"w{number}a" for number in range(120))


@pytest.fixture
def printed(now):
    """Return a function that enters a form, with an utterance of its own."""

    def enter(words: str) -> Form:
        """Enter one form."""
        utterance = Utterance.objects.create(first_seen=now)
        form = Form.objects.create(utterance=utterance, words=words, digest=words[:60], first_seen=now)
        traced.keep([form])
        return form

    return enter


@pytest.mark.parametrize(
    "asked",
    [
        SAID,
        "the harbor will not be sold while I keep the keys to it",
        "The harbour will never be sold while I kept the keys to it",
        "will not be sold",
        "nobody said that the harbour will stay",
    ],
)
def test_a_form_is_found_by_three_words_in_a_row(printed, asked):
    """Whole, in another house style, with words altered, or a piece of it."""
    form = printed(SAID)
    printed("Something else was said by somebody else about the weather")
    assert traced.near(asked) == [form.utterance_id]


@pytest.mark.parametrize("asked", ["", "sold", "the keys", "harbour keys sold while", "…"])
def test_fewer_words_find_nothing(printed, asked):
    """Words that do not stand side by side are no quotation of the form."""
    printed(SAID)
    assert traced.near(asked) == []


def test_a_form_of_two_words_is_found_by_both(printed):
    """What is too short for a run is one run."""
    form = printed("Never again")
    assert traced.near("never again") == [form.utterance_id]


@pytest.mark.parametrize("begin", range(0, 114, 6))
def test_six_words_of_a_long_form_find_it(printed, begin):
    """Not every trace of a long form is kept, but one of every six words is."""
    form = printed(LONG)
    assert traced.near(" ".join(LONG.split()[begin : begin + 6])) == [form.utterance_id]


def test_the_form_that_shares_most_comes_first(printed):
    """The nearest form's utterance stands before others."""
    other = printed("The harbour will not be rebuilt, they said")
    form = printed(SAID)
    assert traced.near(SAID) == [form.utterance_id, other.utterance_id]


def test_what_everybody_says_finds_a_bounded_number(printed):
    """A trace that many forms hold is kept for the first of them only."""
    for number in range(traced.HOLDERS_MOST + 9):
        printed(f"It is what it is, number {number}")
    (most,) = {Trace.objects.filter(trace=each).count() for each in all_traces(("it", "is", "what"))}
    assert most == traced.HOLDERS_MOST
    assert 0 < len(traced.near("it is what it is")) <= traced.NEAREST


def test_a_form_that_is_gone_is_found_no_more(printed):
    """Traces go with their form."""
    form = printed(SAID)
    form.delete()
    assert traced.near(SAID) == []
    assert not Trace.objects.exists()


def test_the_migrations_make_these_tables():
    """No model has a field that no migration makes."""
    call_command("makemigrations", "--check", "--dry-run", "desk", verbosity=0)


@given(some.integers(0, 10_000), some.integers(SHORT + 1, 200), some.integers(6, 40))
def test_every_six_words_share_a_trace_with_their_form(seed, size, length):
    """The guarantee of winnowing holds for any words, repeated ones too."""
    dice = random.Random(seed)
    words = dice.choices("abcdefghijklmnop", k=size)
    begin = dice.randrange(size)
    piece = words[begin : begin + length]
    if len(piece) >= 6:
        assert set(all_traces(piece)) & set(kept_traces(words))
