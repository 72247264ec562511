"""Quotations into utterances: what is one form, what is near, what is somebody else's."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from copydesk.matching import Printing, Standing, forms, standing
from copydesk.types import Relation, RelationKind

MONDAY = datetime(2026, 10, 5, tzinfo=UTC)
COPY = Relation("copy", RelationKind.REPRINT, of="first")


def printing(
    key: str, words: str, speaker: str | None = "Edda Morn", *, hour: int = 0, relation=None
) -> Printing:
    """Return one quotation as printed by an outlet named like its key."""
    return Printing(key, f"Outlet {key}", words, speaker, MONDAY + timedelta(hours=hour), relation)


def test_house_style_is_one_form():
    """Marks, case, spelling and the way money is written make no second form."""
    groups = forms(
        [
            printing("a", "It has well under $10B secured for the centre"),
            printing("b", "it has well under 10 billion dollars secured for the center", "Morn", hour=1),
        ]
    )
    assert len(groups) == 1
    assert [each.standing for each in groups[0].forms] == [Standing.FIRST]
    assert [each.key for each in groups[0].forms[0].printings] == ["a", "b"]
    assert groups[0].speaker == "Edda Morn"
    assert groups[0].forms[0].styles == ("it has well under 10 billion dollars secured for the center",)


def test_altered_in_a_copy_variant_elsewhere():
    """A near form in a copy is a candidate for altered; in a newsroom of its own it is a variant."""
    first = printing("first", "We cannot ask people to pay for rust")
    altered = printing(
        "copy", "We can not request people to pay for rust", "Edda Morna", hour=1, relation=COPY
    )
    variant = printing("own", "We can't just ask people to pay for the rust", hour=2)
    (group,) = forms([variant, altered, first])
    assert [(each.printings[0].key, each.standing) for each in group.forms] == [
        ("first", Standing.FIRST),
        ("copy", Standing.ALTERED),
        ("own", Standing.VARIANT),
    ]


def test_a_piece_is_truncated_even_when_printed_first():
    """A few words of a longer quotation are truncated, although a headline had them an hour earlier."""
    piece = printing("headline", "pay for rust")
    full = printing("report", "We cannot ask people to pay for rust", hour=1)
    (group,) = forms([piece, full])
    assert [(each.printings[0].key, each.standing) for each in group.forms] == [
        ("report", Standing.FIRST),
        ("headline", Standing.TRUNCATED),
    ]


def test_short_words_of_two_speakers_are_two_utterances():
    """Two people who both said they were happy said two things."""
    assert len(forms([printing("a", "I am very happy"), printing("b", "I am very happy", "Jon Pell")])) == 2


def test_long_equal_words_are_one_utterance_whoever_is_named():
    """Eleven equal words are one utterance; one of the two papers has the speaker wrong."""
    words = "That crane belongs in our memories, not on our balance sheet"
    assert len(forms([printing("a", words), printing("b", words, "Jon Pell", hour=1)])) == 1


def test_unlike_quotations_stay_apart():
    """Different sentences of one speaker are different utterances."""
    groups = forms(
        [
            printing("a", "We cannot ask people to pay for rust"),
            printing("b", "The ferry will run again by Easter"),
        ]
    )
    assert len(groups) == 2


def test_unnamed_speaker_joins_near_equal_words():
    """A quotation without speaker joins the utterance whose words it nearly has."""
    groups = forms(
        [
            printing("a", "They are selling our grandfathers by the kilo", "Jon Pell"),
            printing("b", "They are selling our grandfathers by the pound", None, hour=1),
        ]
    )
    assert len(groups) == 1


def test_order_of_entries_does_not_matter():
    """Any order of the same printings gives the same ledger."""
    entries = [
        printing("a", "We cannot ask people to pay for rust"),
        printing("b", "We cannot ask anybody to pay for rust", hour=1, relation=COPY),
        printing("c", "pay for rust", None, hour=2),
        printing("d", "The ferry will run again by Easter", "Jon Pell", hour=3),
    ]
    assert len({forms(each) for each in itertools.permutations(entries)}) == 1


def test_odd_input_does_not_raise():
    """Empty words, marks alone, no time and no speaker are taken as they are."""
    entries = [Printing("a", None, ""), Printing("b", None, "…"), Printing("c", None, "“”", "—")]
    assert sum(len(form.printings) for group in forms(entries) for form in group.forms) == 3


def test_groups_travel_as_json():
    """An utterance survives the way to JSON and back."""
    (group,) = forms([printing("a", "We cannot ask people to pay for rust", relation=COPY)])
    assert type(group).from_dict(group.to_dict()) == group


@pytest.mark.parametrize(
    ("words", "language", "relation", "expected"),
    [
        ("We can’t ask people to pay for rust!", "en", None, Standing.STYLE),
        ("ask people to pay for rust", "en", None, Standing.TRUNCATED),
        ("Wir können die Leute nicht für Rost zahlen lassen", "de-AT", COPY, Standing.TRANSLATED),
        ("Nobody here should have to spend their own money on old iron", "en", COPY, Standing.PARAPHRASED),
        ("We cannot ask voters to pay for rust", "en-GB", COPY, Standing.ALTERED),
        ("We cannot ask voters to pay for rust", "en-GB", None, Standing.VARIANT),
    ],
)
def test_each_form_has_its_class(words, language, relation, expected):
    """Style, cut, language and how many words are left decide the class; of near words, whether it is a copy."""
    first = Printing("first", None, "We can't ask people to pay for rust", language="en-US")
    assert standing(first, Printing("b", None, words, relation=relation, language=language)) is expected
