"""What other articles of a story printed is held against an article that nobody copied."""

from __future__ import annotations

import pytest

from copydesk import types
from copydesk.checking import Side
from copydesk.desk import ledger
from copydesk.desk.known import readable, told_anywhere, told_in_story, told_of, usable
from copydesk.desk.models import Story
from copydesk.desk.stories import open_story
from copydesk.desk.work.checks import check_alone
from copydesk.reading import read

pytestmark = [pytest.mark.database, pytest.mark.django_db]

ORIGINAL = "“We have well over $4B secured for the new pier,” said Mayor Anna Lind on Monday."
ALTERED = ORIGINAL.replace("secured", "insured")


@pytest.fixture
def told(make_article, now):
    """Two articles of one story, the second with another word inside the marks."""
    rows = [make_article(1, ORIGINAL), make_article(2, ALTERED)]
    story = open_story("1", rows[0], now=now)
    for row, body in zip(rows, (ORIGINAL, ALTERED), strict=True):
        row.story = story
        row.save()
        ledger.enter(row, body, read(body), certainty=0.0)
    return rows


def test_an_article_sees_the_others_forms_and_not_its_own(told):
    """Each form comes with its outlet, its address, its time and its speaker."""
    (form,) = told_in_story(told[1])
    assert (form.words, form.outlet, form.url, form.speaker, form.when) == (
        "We have well over $4B secured for the new pier,",
        "Outlet 1",
        told[0].url,
        "Anna Lind",
        told[0].published,
    )


def test_the_first_to_print_is_held_against_nobody(told, now):
    """The earlier article has no finding, whatever the later one printed."""
    assert told_in_story(told[0]) == ()
    assert check_alone(told[0], policy=types.Policy.REUTERS, now=now).findings == ()


def test_the_desk_finds_the_other_word(told, now):
    """The later article gets a minor finding that names who printed what first."""
    report = check_alone(told[1], policy=types.Policy.REUTERS, now=now)
    (finding,) = told[1].findings.all()
    assert report.verdict is types.Verdict.REVIEW
    assert (finding.check_id, finding.severity, finding.source) == ("quote.altered", "minor", None)
    assert "Outlet 1 (2026-10-14 09:00 UTC) printed “We have well over $4B secured" in finding.message


def test_an_article_without_a_story_has_no_others(make_article):
    """Nothing is known of an article that stands alone."""
    assert told_in_story(make_article(1, ORIGINAL)) == ()


@pytest.mark.usefixtures("told")
def test_forms_are_found_anywhere_by_their_words():
    """A quotation with another word still finds its utterances; words that nobody printed find nothing."""
    found = told_anywhere("we have well over 4 billion dollars assured for the new pier", usable())
    assert {form.outlet for form in found} == {"Outlet 1", "Outlet 2"}
    assert told_anywhere("nobody told anyone", usable()) == ()
    assert told_anywhere("", usable()) == told_anywhere("so it is", usable()) == ()


@pytest.mark.usefixtures("told")
def test_forms_are_found_for_all_quotations_of_a_text():
    """Each form comes once, however many quotations are near it; a text without quotations has none."""
    body = f"{ORIGINAL} {ALTERED}"
    found = told_of(Side(types.Article(body=body), read(body)), usable())
    assert len(found) == len(set(found)) == 2
    assert told_of(Side(types.Article(body="Calm."), types.Reading()), usable()) == ()


def test_strangers_are_told_of_public_words_only(told, now):
    """Words of a held story or a withheld article are nobody's business; the newsroom hears of all but killed ones."""
    words = "we have well over 4 billion dollars assured for the new pier"

    def outlets(among):
        return [form.outlet for form in told_anywhere(words, among)]

    assert outlets(readable(now)) == []
    Story.objects.update(state=Story.State.PUBLISHED)
    assert outlets(readable(now)) == ["Outlet 1", "Outlet 2"]
    told[1].withheld = True
    told[1].save()
    assert outlets(readable(now)) == ["Outlet 1"]
    assert outlets(usable()) == ["Outlet 1", "Outlet 2"]
    Story.objects.update(state=Story.State.KILLED)
    assert outlets(usable()) == []
