"""The quote ledger: one utterance, its printed forms, and who printed which first."""

from __future__ import annotations

from datetime import timedelta

import pytest

from copydesk import types
from copydesk.checking import Side, compare
from copydesk.desk import ledger, outbox
from copydesk.desk.models import Form, Printing, Utterance
from copydesk.desk.stories import open_story
from copydesk.reading import read

pytestmark = [pytest.mark.database, pytest.mark.django_db]

ORIGINAL = '"We have well over $4B secured for the pier," said Mayor Anna Lind on Monday.'
STYLED = "“We have well over $4 billion secured for the pier”, Mayor Anna Lind said on Monday."
ALTERED = "“We have well over $4 billion insured for the pier,” Mayor Anna Lind said on Monday."


def enter(row, body):
    """Enter what a body quotes."""
    return ledger.enter(row, body, read(body), certainty=0.0)


def test_house_style_is_one_form(make_article):
    """The same words in two papers' styles are one form with two printings."""
    enter(make_article(1), ORIGINAL)
    enter(make_article(2), STYLED)

    assert (Utterance.objects.count(), Form.objects.count(), Printing.objects.count()) == (1, 1, 2)


def test_speaker_stands_at_the_utterance(make_article):
    """The utterance carries the speaker's name."""
    enter(make_article(1), ORIGINAL)

    assert Utterance.objects.get().speaker == "Anna Lind"


def test_unsure_speaker_is_not_named(make_article):
    """Below the certainty asked for, nobody is named."""
    row = make_article(1)
    ledger.enter(row, ORIGINAL, read(ORIGINAL), certainty=1.01)

    assert Utterance.objects.get().speaker == ""


def test_earliest_printing_is_the_first_form(make_article, now):
    """An article that appeared earlier but came later takes the first place."""
    enter(make_article(1, published=now), STYLED)
    enter(make_article(2, published=now - timedelta(days=1)), ORIGINAL)

    form = Form.objects.get()
    assert form.first_seen == now - timedelta(days=1)
    assert form.words == "We have well over $4B secured for the pier,"


def test_altered_quotation_is_a_form_of_the_same_utterance(make_article):
    """What the check found to be altered is filed under what was said."""
    source, mirror = make_article(1, ORIGINAL), make_article(2, ALTERED)
    enter(source, ORIGINAL)
    enter(mirror, ALTERED)
    sides = [Side(types.Article(body=body), read(body)) for body in (ORIGINAL, ALTERED)]

    ledger.connect(mirror, source, compare(*sides).findings)

    assert Utterance.objects.count() == 1
    assert sorted(Form.objects.values_list("standing", flat=True)) == ["altered", "first"]


WHOLE = "We have well over $4 billion secured for the pier and not one crown of it is borrowed"


@pytest.mark.parametrize(
    ("later", "standing"),
    [
        ("well over $4 billion secured for the pier", "truncated"),
        ("We have got well over $4 billion secured for this pier and no crown of it is borrowed", "variant"),
    ],
)
def test_a_near_form_of_another_newsroom_is_filed_under_the_utterance(make_article, later, standing):
    """A piece, or other words of one speaker in the same order, is another form; who came first stays first."""
    enter(make_article(1), f"“{WHOLE},” said Mayor Anna Lind on Monday.")
    enter(make_article(2), f"“{later},” said Mayor Anna Lind in the evening.")

    assert Utterance.objects.count() == 1
    assert list(Form.objects.order_by("pk").values_list("standing", flat=True)) == ["first", standing]


def test_the_fuller_form_is_the_first_one(make_article):
    """When a piece was printed before the whole, the whole is what was said."""
    enter(make_article(1), "“well over $4 billion secured for the pier,” said Mayor Anna Lind.")
    enter(make_article(2), f"“{WHOLE},” said Mayor Anna Lind on Monday.")

    assert list(Form.objects.order_by("pk").values_list("standing", flat=True)) == ["truncated", "first"]


def test_the_same_words_of_somebody_else_are_another_utterance(make_article):
    """Two speakers who say nearly the same said two things."""
    enter(make_article(1), f"“{WHOLE},” said Mayor Anna Lind on Monday.")
    enter(
        make_article(2),
        "“We have well over $4 billion secured for the pier, and it is ours,” said Ivo Tarrant.",
    )

    assert Utterance.objects.count() == 2


@pytest.mark.parametrize(
    ("language", "words", "standing"),
    [
        (
            "en",
            "We have well over $4 billion insured for the pier and not one crown of it is borrowed",
            "altered",
        ),
        ("en", "More than $4 billion stands ready so the pier gets built with our own money", "paraphrased"),
        ("de", "Wir haben weit über 4 Milliarden Dollar für den Steg gesichert", "translated"),
    ],
)
def test_a_copy_is_graded_by_how_its_words_stand_to_the_first(make_article, language, words, standing):
    """One word changed is altered, other words are a paraphrase inside the marks, another language a translation."""
    source, mirror = make_article(1), make_article(2)
    mirror.version.content = {**mirror.version.content, "language": language}
    source.version.content = {**source.version.content, "language": "en"}
    mirror.version.save()
    source.version.save()
    bodies = [f"“{each},” said Mayor Anna Lind on Monday." for each in (WHOLE, words)]
    for row, body in zip((source, mirror), bodies, strict=True):
        enter(row, body)
    finding = types.Finding(
        id="quote.altered",
        severity=types.Severity.CRITICAL,
        verdict=types.Alteration.ALTERED,
        message="altered",
        source=types.Span(1, 1 + len(WHOLE)),
        copy=types.Span(1, 1 + len(words)),
    )

    ledger.connect(mirror, source, [finding])

    assert Utterance.objects.count() == 1
    assert list(Form.objects.order_by("pk").values_list("standing", flat=True)) == ["first", standing]


def test_house_style_of_a_printing_is_told(make_article):
    """The words as one paper styles them are given where they differ from the form's; the first paper has none."""
    first, second = make_article(1, ORIGINAL), make_article(2, STYLED)
    enter(first, ORIGINAL)
    enter(second, STYLED)

    told = [ledger.styled(each) for each in Printing.objects.order_by("article__pk")]

    assert told == ["", "We have well over $4 billion secured for the pier"]


def test_new_version_replaces_what_the_article_printed(make_article):
    """What an article no longer prints is forgotten, with the utterance if nobody else prints it."""
    row = make_article(1)
    enter(row, ORIGINAL)
    enter(row, '"The pier is closed until further notice," said Mayor Anna Lind.')

    assert [form.words for form in Form.objects.all()] == ["The pier is closed until further notice,"]
    assert Utterance.objects.count() == 1


@pytest.mark.parametrize(("stories", "utterances"), [((1, 1), 1), ((1, 2), 2)])
def test_short_words_are_one_utterance_only_within_a_story(make_article, now, stories, utterances):
    """Two speakers who both say "never again" said two things, unless it is one story."""
    for number, story in enumerate(stories, 1):
        row = make_article(number)
        row.story = open_story(str(story), row, now=now)
        row.save()
        enter(row, f'"Never again," said Mayor Anna Lind on day {number}.')

    assert Utterance.objects.count() == utterances


@pytest.mark.parametrize("name", ["Anna Lund", ""])
def test_an_editors_word_on_who_spoke_stands(make_article, name):
    """Articles that print the words later do not overrule it, also where it is that nobody knows."""
    enter(make_article(1), ORIGINAL)
    Utterance.objects.update(speaker=name, by_hand=True)
    enter(make_article(2), STYLED)

    assert Utterance.objects.get().speaker == name
    assert Printing.objects.count() == 2


@pytest.mark.parametrize(
    ("by_hand", "name", "posted"),
    [(False, "", "Anna Lind"), (True, "Anna Lund", "Anna Lund"), (True, "", "")],
)
def test_posts_name_the_speaker_that_an_editor_named(make_article, now, by_hand, name, posted):
    """A speaker put right reaches the networks; words of nobody are not posted."""
    row = make_article(1, ORIGINAL)
    row.source.rights = "full"
    row.source.save()
    reading = read(ORIGINAL)
    row.version.reading = reading.to_dict()
    row.version.save()
    story = open_story("1", row, now=now)
    story.lead = row
    enter(row, ORIGINAL)
    if by_hand:
        Utterance.objects.update(speaker=name, by_hand=True)
    card = outbox.card_of(story, "https://here.example/1", limits=outbox.Limits(certainty=0.0, excerpt=200))

    assert card.speaker == posted
    assert bool(card.quotation) == bool(posted)
