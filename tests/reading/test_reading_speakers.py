"""Speakers by how they stand in their sentence, and whom pronouns stand for."""

from __future__ import annotations

import pytest

from copydesk.reading import SURE_ENOUGH, read
from copydesk.types import QuotationKind

#: text, words of the mention, resolved name
STANDING = [
    ("“The pier was rotten all along,” the report stated.", "the report", None),
    ("“Nobody asked us before they closed it,” another said.", "another", None),
    ("“Nobody asked us before they closed it,” Ina Moor quickly added.", "Ina Moor", "Ina Moor"),
    ("Ina Moor mocked the new project, called Pier One, saying that “it will rot like the last.”", "Ina Moor", "Ina Moor"),
    ("In Marlow Bay, Ina Moor attacked the council, saying, “They knew that it was rotten.”", "Ina Moor", "Ina Moor"),
]  # fmt: skip

READERS = "Readers wrote in.\n\n“We will stay, come what may.” ― Ina Moor\n“They never asked us, not once.” ― Anton Lesk, 61, Tarn\n“It is over now.” ― Pia Orr"
TRANSCRIPT = 'Partial transcript as follows:\n\n"MOOR: Will you stay as mayor?\n\n"LESK: Well, that is for the voters.\n\n"And they will decide.\n\n"MOOR: Thank you."'

#: text, pronoun as it stands, name
PRONOUNS = [
    ("Anton Lesk met Ina Moor on Friday. “We agreed on the pier,” she said.", "she", "Ina Moor"),
    ("“The pier was rotten,” said Anton Lesk, who has never met Oscar Brand. “We will rebuild it,” he added.", "he", "Anton Lesk"),
    ("Anton Lesk said Oscar Brand had lied.\n\n“I have it in writing,” he said.", "he", "Anton Lesk"),
    ("Anton Lesk spoke first. He praised the town. He thanked Oscar Brand. “It was a long year,” he said.", "he", "Anton Lesk"),
]  # fmt: skip


def speaker(text):
    """Return the last quotation in marks of a text."""
    return [each for each in read(text).quotations if each.kind is not QuotationKind.INDIRECT][-1]


def test_signed_quotations_are_those_of_the_name_behind_the_bar():
    """In a list of signed quotations each is its signer's, not that of the name just before it."""
    found = read(READERS).quotations
    assert [each.speaker.name for each in found] == ["Ina Moor", "Anton Lesk", "Pia Orr"]
    assert found[0].reason == "name behind the bar after it"


def test_a_reporter_signs_no_quotation():
    """A name behind a bar at the end of a report is the reporter's."""
    text = "Anton Lesk called the plan “a farce without end.”--Ina Moor\n\nTarn voted."
    assert [each.speaker.name for each in read(text).quotations] == ["Anton Lesk"]


def test_transcript_goes_from_speaker_to_speaker():
    """Names in capitals before a colon take turns; what goes on in a new paragraph is still theirs; none is published."""
    reasons = [each.reason for each in read(TRANSCRIPT).quotations]
    assert [each.split("“")[1].split("”")[0] for each in reasons] == ["MOOR", "LESK", "LESK", "MOOR"]
    assert all("before the colon at its head" in each for each in reasons)
    assert all(each.speaker is None for each in read(TRANSCRIPT).quotations)


def test_one_word_in_capitals_makes_no_transcript():
    """A single label is a headline's."""
    text = 'Ina Moor said: \n\n"PIER: We shut it on Monday, and it stays shut."'
    assert not [each for each in read(text).quotations if "colon" in each.reason]


@pytest.mark.parametrize(("text", "words", "name"), STANDING)
def test_who_stands_in_the_sentence_speaks(text, words, name):
    """Reports, determiners, adverbs, “according to” and participles lead to the right words."""
    quotation = speaker(text)
    assert quotation.speaker is not None, quotation.reason
    assert words in quotation.speaker.span.of(text)
    assert quotation.speaker.name == name
    assert quotation.certainty >= SURE_ENOUGH


@pytest.mark.parametrize(("text", "words", "name"), PRONOUNS)
def test_a_pronoun_stands_for_who_speaks(text, words, name):
    """A pronoun is the last person who spoke, or was spoken of as the subject, and could be meant."""
    quotation = speaker(text)
    assert quotation.speaker is not None, quotation.reason
    assert quotation.speaker.span.of(text).lower() == words
    assert quotation.speaker.name == name


def test_an_unsure_retold_claim_has_no_speaker():
    """A shape that is right less often than 95 in 100 leaves the speaker out, and says whom it would be."""
    text = "The pier will be closed in May, according to Anton Lesk."
    (quotation,) = read(text).quotations
    assert quotation.speaker is None
    assert "Anton Lesk" in quotation.reason
    (attribution,) = read(text).attributions
    assert attribution.name == "Anton Lesk"


def test_thousands_of_pronouns_are_read():
    """A long chain of pronouns is followed without a call inside a call for each."""
    text = "Anton Lesk spoke. " + "“It is late,” he said. " * 3000
    assert speaker(text).speaker.name == "Anton Lesk"
