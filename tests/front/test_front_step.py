"""The step that bakes: what is due, what an embargo held back, and what lists them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from copydesk.desk.models import Article, Form, Outlet, Printing, Source, Story, Utterance
from copydesk.front.baking import baked_folder
from copydesk.front.step import BakeStep
from copydesk.settings import Settings

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def story(settings):  # noqa: ARG001 - asks for the configured Django
    """A published story that is due."""
    now = datetime.now(UTC)
    return Story.objects.create(
        key="1", slug="ferry-back", headline="Ferry back", opened_at=now, updated_at=now, bake_due_at=now
    )


def step_in(folder) -> BakeStep:
    """Return a step that bakes into a folder of its own."""
    return BakeStep(Settings(site_folder=folder))


def test_due_story_is_baked_and_no_longer_due(story, tmp_path):
    """A page is written, and the row says so."""
    Outlet.objects.create(slug="quay", name="The Quay", bake_due_at=story.bake_due_at)

    assert step_in(tmp_path).run(datetime.now(UTC)) == 2
    story.refresh_from_db()
    assert story.bake_due_at is None
    assert story.baked_at is not None
    assert (baked_folder(tmp_path) / "index.html").is_file()
    day = story.opened_at.date().isoformat()
    assert "Ferry back" in (baked_folder(tmp_path) / f"archive/{day}/index.html").read_text(encoding="utf-8")


def test_a_site_at_rest_is_asked_little(story, tmp_path, django_assert_max_num_queries):  # noqa: ARG001 - it is baked first
    """With nothing due a turn costs three questions: it comes many times a second."""
    step, now = step_in(tmp_path), datetime.now(UTC)
    while step.run(now):
        pass
    with django_assert_max_num_queries(3):
        assert step.run(now) == 0


def test_story_that_changes_while_it_is_baked_stays_due(story, tmp_path):
    """A due time that moved meanwhile is not taken back."""
    step = step_in(tmp_path)
    later = datetime.now(UTC) + timedelta(minutes=1)
    Story.objects.filter(pk=story.pk).update(bake_due_at=later)

    step.run(datetime.now(UTC))

    story.refresh_from_db()
    assert story.bake_due_at == later


def test_story_is_baked_when_its_embargo_ends(story, tmp_path):
    """Nobody has to remember an embargo: the page appears once its time has come, and once only."""
    step = step_in(tmp_path)
    now = datetime.now(UTC)
    step.run(now)
    Story.objects.filter(pk=story.pk).update(
        embargoed_until=now - timedelta(seconds=1), baked_at=now - timedelta(hours=1), bake_due_at=None
    )

    assert step.run(now) == 1
    assert step.run(now) == 0


def test_pages_that_share_words_are_baked_when_an_embargo_ends(story, tmp_path):
    """Another story that prints the same utterance may show the embargoed story's form from that time on."""
    step = step_in(tmp_path)
    now = datetime.now(UTC)
    utterance = Utterance.objects.create(speaker="Jorun Vask", first_seen=now)
    form = Form.objects.create(
        utterance=utterance, words="Two litres", digest="2", standing="first", first_seen=now
    )
    other = Story.objects.create(key="2", slug="pumps", headline="Pumps", opened_at=now, updated_at=now)
    for row in (story, other):
        outlet = Outlet.objects.create(slug=row.slug, name=row.headline)
        source = Source.objects.create(outlet=outlet, url=f"https://{row.slug}.example/feed")
        article = Article.objects.create(
            source=source, outlet=outlet, key=row.slug, story=row, first_seen=now, state=Article.State.MATCHED
        )
        Printing.objects.create(form=form, article=article, start=0, end=9, certainty=0.9)
    step.run(now)
    ended = now - timedelta(seconds=1)
    Story.objects.filter(pk=story.pk).update(
        embargoed_until=ended, baked_at=now - timedelta(hours=1), bake_due_at=None
    )

    assert step.run(now) == 3
    other.refresh_from_db()
    assert other.baked_at is not None
    assert step.run(now) == 0
