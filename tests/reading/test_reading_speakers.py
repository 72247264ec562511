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
