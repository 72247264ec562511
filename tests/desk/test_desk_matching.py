"""Matching as a worker does it: restarts, late originals, new versions, what a hand decided."""

from __future__ import annotations

from datetime import timedelta

import pytest

from copydesk import types
from copydesk.desk import stories
from copydesk.desk.models import Article, ArticleVersion, Finding, Relation, Story
from copydesk.desk.work.matching import MatchStep
from copydesk.settings import Settings

pytestmark = [pytest.mark.database, pytest.mark.django_db]

CRANE = (
    "The harbour council of Varrow voted on Monday to sell the old crane on the north quay to a firm from Tarn.\n\n"
    "“We will not miss its noise, but we will miss its shadow,” said Mara Lind, who chairs the council.\n\n"
    "The firm pays 300,000 crowns and takes the crane down before the winter storms, the council said in a note. "
    "Nine members voted for the sale and two against it, after a debate of four hours in the old customs house."
)
ALTERED = CRANE.replace("we will miss its shadow", "we will miss its height")
BREAD = (
    "Bakers in Hesk raised the price of rye bread for the third time this year, after the mill on the island shut.\n\n"
    "“Flour now comes by boat, and boats cost money,” said Ivo Tarrant, a baker of thirty years.\n\n"
    "A loaf costs eleven crowns, two more than in spring, and the shops expect another rise before the new year."
)


@pytest.fixture
def extracted(make_article, now):
    """Make an article that waits to be matched, published so many hours before now."""

    def make(number, body, hours):
        return make_article(
            number, body, state=Article.State.EXTRACTED, due_at=now, published=now - timedelta(hours=hours)
        )

    return make


def match(now, *, step=None):
    """Match all that is due, with a step of a worker that has just started unless one is given."""
    step = step or MatchStep(Settings())
    while step.run(now):
        pass


def relations():
    """Return copy, source and kind of every relation."""
    return set(Relation.objects.values_list("article_id", "of_id", "kind"))


def test_restart_gives_the_same_as_one_worker(extracted, now):
    """A copy that comes after a restart finds its original and joins its story."""
    original = extracted(1, CRANE, 5)
    other = extracted(2, BREAD, 4)
    match(now)
    copy = extracted(3, CRANE, 3)
    match(now + timedelta(minutes=1))
    for row in (original, other, copy):
        row.refresh_from_db()

    assert relations() == {(copy.pk, original.pk, "reprint")}
    assert copy.story == original.story != other.story
    assert copy.story.independent == 1


def test_story_keeps_its_key_when_the_article_that_opened_it_was_matched_again(extracted, now):
    """After a new version of the first article and a restart, the next copy joins the same story."""
    original, copy = extracted(1, CRANE, 5), extracted(2, CRANE, 4)
    match(now)
    say(original, CRANE + "\n\nThe sale was confirmed on Tuesday.", now)
    match(now + timedelta(minutes=1))
    late = extracted(3, CRANE, 2)
    match(now + timedelta(minutes=2))
    for row in (original, copy, late):
        row.refresh_from_db()

    assert original.story == copy.story == late.story
    assert Story.objects.filter(state=Story.State.PUBLISHED).count() == 1


def test_story_goes_on_after_its_first_article_left_the_window(extracted, now):
    """Forty days later a restart no longer knows the first article; its story still goes on."""
    first, second = extracted(1, CRANE, 5), extracted(2, CRANE, 4)
    match(now)
    Article.objects.filter(pk=first.pk).update(matched_at=now - timedelta(days=40))
    late = extracted(3, CRANE, 2)
    match(now + timedelta(minutes=1))
    for row in (first, second, late):
        row.refresh_from_db()

    assert late.story == second.story == first.story


def test_copy_matched_before_its_original_is_corrected(extracted, now):
    """When the earlier article comes later, the copy becomes its copy and is checked against it."""
    copy = extracted(2, ALTERED, 3)
    match(now)
    assert relations() == set()
    original = extracted(1, CRANE, 5)
    match(now + timedelta(minutes=1))
    copy.refresh_from_db()
    original.refresh_from_db()

    assert relations() == {(copy.pk, original.pk, "reprint")}
    assert copy.story == original.story
    assert copy.findings.filter(check_id="quote.altered", source=original).exists()


def say(row, body, now):
    """Let an article say something else from now on."""
    row.refresh_from_db()
    number = row.versions.count() + 1
    content = types.Article(url=row.url, headline=row.headline, body=body, published=row.published).to_dict()
    row.version = ArticleVersion.objects.create(
        article=row, number=number, seen_at=now, digest=str(number), content=content
    )
    row.state, row.due_at = Article.State.EXTRACTED, now
    row.save()


def test_new_version_of_a_source_checks_its_copies_again(extracted, now):
    """A copy that was altered is faithful once its source says the same words."""
    original, copy = extracted(1, CRANE, 5), extracted(2, ALTERED, 3)
    step = MatchStep(Settings())
    match(now, step=step)
    before = set(copy.findings.values_list("check_id", flat=True))
    say(original, ALTERED, now)
    match(now + timedelta(minutes=1), step=step)

    assert "quote.altered" in before
    assert "quote.altered" not in set(copy.findings.values_list("check_id", flat=True))
    assert copy.relations.get().checked_at == now + timedelta(minutes=1)


def test_pinned_article_stays_where_a_hand_put_it(extracted, now):
    """A new version of a pinned article does not move it back to its original's story."""
    original, copy, bread = extracted(1, CRANE, 5), extracted(2, CRANE, 3), extracted(3, BREAD, 4)
    match(now)
    bread.refresh_from_db()
    Article.objects.filter(pk=copy.pk).update(story=bread.story, pinned=True)
    say(copy, CRANE + "\n\nMore is to follow.", now)
    match(now + timedelta(minutes=1))
    for row in (original, copy):
        row.refresh_from_db()

    assert copy.story == bread.story != original.story


def test_judged_finding_stays_judged(extracted, now):
    """What an editor dismissed is not found again at the next check."""
    original, copy = extracted(1, CRANE, 5), extracted(2, ALTERED, 3)
    match(now)
    copy.findings.update(state=Finding.State.DISMISSED)
    before = sorted(copy.findings.values_list("pk", "state"))
    say(original, CRANE + "\n\nThe sale was confirmed on Tuesday.", now)
    match(now + timedelta(minutes=1))
    again = copy.findings.filter(state=Finding.State.OPEN, check_id="quote.altered")

    assert set(before) <= set(copy.findings.values_list("pk", "state"))
    assert not again.exists()


def test_article_that_cannot_be_matched_holds_up_no_other(extracted, now):
    """It is set aside with its error, and what comes after it is matched."""
    bad, good = extracted(1, CRANE, 5), extracted(2, BREAD, 4)
    ArticleVersion.objects.filter(article=bad).update(content={"body": 5})
    match(now)
    bad.refresh_from_db()
    good.refresh_from_db()

    assert bad.state == Article.State.FAILED
    assert bad.error.startswith("matching: unexpected ")
    assert good.state == Article.State.MATCHED


def test_stories_are_counted_after_a_correction(extracted, now):
    """Two papers with the same words count as one newsroom, whichever came in first."""
    copy = extracted(2, CRANE, 3)
    match(now)
    extracted(1, CRANE, 5)
    match(now + timedelta(minutes=1))
    copy.refresh_from_db()

    assert stories.standing(copy.story).independent == 1
