"""Quotations with their speakers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from copydesk.reading import SURE_ENOUGH, read
from copydesk.types import Article, QuotationKind, Strength

#: text, quoted words, mention of the speaker, resolved name
SPEAKERS = [
    ("“We will rebuild the pier,” said Mayor Anton Lesk.", "We will rebuild the pier,", "Anton Lesk", "Anton Lesk"),
    ("“We will rebuild the pier,” Anton Lesk said.", "We will rebuild the pier,", "Anton Lesk", "Anton Lesk"),
    ("Anton Lesk said: “We will rebuild the pier.”", "We will rebuild the pier.", "Anton Lesk", "Anton Lesk"),
    ("Anton Lesk told reporters that the plan was “a gift to the town.”", "a gift to the town.", "Anton Lesk", "Anton Lesk"),
    ("Ina Moor, who runs the ferry, said, “The pier was rotten for years.”", "The pier was rotten for years.", "Ina Moor", "Ina Moor"),
    ("''The pier was rotten,'' Ina Moor said on Friday.", "The pier was rotten,", "Ina Moor", "Ina Moor"),
    ("Ina Moor runs the ferry.\n\n“The pier was rotten,” she said.", "The pier was rotten,", "she", "Ina Moor"),
    ("Mayor Anton Lesk met Ina Moor.\n\n“The pier was rotten,” the mayor said.", "The pier was rotten,", "the mayor", "Anton Lesk"),
    ("“The pier was rotten,” a senior aide said.", "The pier was rotten,", "a senior aide", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "mention", "name"), SPEAKERS)
def test_the_speaker_is_found_and_named(text, words, mention, name):
    """The mention beside the quotation is found and resolved to a name of the article."""
    quotation = next(q for q in read(text).quotations if q.kind is not QuotationKind.INDIRECT)
    assert quotation.span.of(text) == words
    assert quotation.speaker is not None, quotation.reason
    assert mention in quotation.speaker.span.of(text)
    assert quotation.speaker.name == name
    assert quotation.reason
    assert quotation.certainty >= SURE_ENOUGH


def test_pieces_of_a_split_quotation_are_one_utterance():
    """What stands before and after the attribution is one utterance."""
    text = "“We will rebuild the pier,” Anton Lesk said, “and we will pay for it.”"
    first, second = read(text).quotations
    assert first.utterance == second.utterance
    assert second.speaker.name == "Anton Lesk"


def test_speech_over_paragraphs_is_one_utterance_of_one_speaker():
    """A reopened quotation has the speaker named at its end."""
    text = "“The pier was rotten for years.\n\n“Nobody listened to us,” said Ina Moor."
    first, second = read(text).quotations
    assert first.utterance == second.utterance
    assert first.speaker == second.speaker
    assert second.speaker.name == "Ina Moor"


def test_two_speakers_are_two_utterances():
    """Quotations of different people do not share an utterance."""
    text = "“The pier was rotten,” said Ina Moor.\n\n“It was sound,” said Anton Lesk."
    first, second = read(text).quotations
    assert first.utterance != second.utterance


def test_scare_quotes_are_no_speech():
    """A nickname in marks is nobody's speech."""
    text = "The old “fish” market closed in 2009. The town built a road over it."
    assert read(text).quotations == ()


def test_an_unsure_speaker_is_not_given():
    """Without a hint of who speaks there is no speaker, and the reason says so."""
    text = "Rain fell on Marlow Bay.\n\n“The pier was rotten for many years and nobody listened.”"
    quotation = read(text).quotations[0]
    assert quotation.speaker is None
    assert quotation.strength is Strength.NONE
    assert quotation.certainty < SURE_ENOUGH
    assert quotation.reason


def test_words_in_marks_within_a_sentence_are_mixed():
    """Some quoted words in a retold sentence are mixed, a whole clause is direct."""
    text = "Anton Lesk said the pier was “a ruin” and left.\n\n“We are late,” said Ina Moor."
    assert [q.kind for q in read(text).quotations if q.kind is not QuotationKind.INDIRECT] == [
        QuotationKind.MIXED,
        QuotationKind.DIRECT,
    ]


def test_retold_speech_is_indirect():
    """A that-clause is retold speech with its speaker and cue."""
    text = "Anton Lesk said that the pier would open in May."
    quotation = read(text).quotations[0]
    assert quotation.kind is QuotationKind.INDIRECT
    assert quotation.span.of(text) == "the pier would open in May"
    assert (quotation.speaker.name, quotation.cue.of(text)) == ("Anton Lesk", "said")


def test_an_outer_speaker_is_not_the_one_named_within():
    """Who stands inside the reported clause is talked about, not talking."""
    text = "In a letter, Acme wrote that in 2017 Moor “not only wanted the pier, but planned it.”"
    quotation = read(text).quotations[0]
    assert quotation.speaker is None or quotation.speaker.name == "Acme"


def test_an_article_is_read_by_its_own_body_and_day():
    """The body, the time and the language of an article are used."""
    article = Article(
        body="„Wir bauen“, sagte Anton Lesk am Montag.",
        language="de-AT",
        published=datetime(2024, 10, 9, tzinfo=UTC),
    )
    reading = read(article)
    assert reading.language == "de"
    assert reading.quotations[0].speaker.name == "Anton Lesk"
    assert reading.dates[0].first.isoformat() == "2024-10-07"


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("de", "„Wir bauen den Hafen wieder auf“, sagte Bürgermeister Anton Lesk.", "Anton Lesk"),
        ("fr", "« Nous allons reconstruire le quai », a déclaré la maire Claire Vidal.", "Claire Vidal"),
        ("es", "“Vamos a reconstruir el muelle”, dijo el alcalde Pablo Ferrer.", "Pablo Ferrer"),
    ],
)
def test_other_languages_have_speakers(language, text, name):
    """A language with a file of words has its speakers read."""
    assert read(text, language=language).quotations[0].speaker.name == name


def test_a_language_without_a_file_says_so():
    """Marks and figures are read, and a note says that speakers are not."""
    reading = read("”Emme tiedä vielä”, sanoi Matti. Se maksaa 40 %.", language="fi")
    assert reading.quotations[0].speaker is None
    assert reading.figures[0].unit == "%"
    assert "fi" in reading.notes[0]


@pytest.mark.shared
def test_the_garbled_page_has_its_speakers(shared):
    """The quotations of the garbled page have their speakers, as far as these are sure, and no wrong one."""
    text = (shared / "page" / "garbled-page.txt").read_text("utf-8")
    reading = read(text, published=datetime(2025, 1, 22, tzinfo=UTC))
    found = [q for q in reading.quotations if q.kind is not QuotationKind.INDIRECT]
    names = ["Musk", "Musk", "Musk", "Sam Altman", "Sam Altman", "Satya Nadella", "OpenAI"]
    assert len(found) == len(names)
    given = [q.speaker.name if q.speaker else None for q in found]
    assert all(one in {None, name} for one, name in zip(given, names, strict=True))
    assert sum(one is not None for one in given) >= 4
