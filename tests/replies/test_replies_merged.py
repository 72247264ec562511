"""Replies of stories that were merged stand under the story that is left, and go back when the merge is undone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from tests.replies.reply_forms import NOW

from copydesk.desk.models import Reply, Story
from copydesk.desk.replies import moderating
from copydesk.desk.stories import absorbed
from copydesk.front.assemble import story_page
from copydesk.front.baking import limits_of

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def another(key: str, **fields: object) -> Story:
    """Keep another story."""
    return Story.objects.create(key=key, slug=key, headline=key, opened_at=NOW, updated_at=NOW, **fields)


@pytest.fixture
def chain(story) -> tuple[Story, Story, Story]:
    """A story, one that was merged into it, and one that was merged into that one before."""
    middle = another("middle", state="merged", merged_into=story)
    return story, middle, another("first", state="merged", merged_into=middle)


def told(story: Story, site_settings) -> list[str]:
    """The replies on a story's page."""
    page = story_page(story, limits_of(site_settings), datetime.now(UTC))
    return [each.text for note in page.replies for each in (note, *note.answers)]


def test_replies_of_merged_stories_stand_on_the_page(chain, make_reply, site_settings) -> None:
    """All of them, in the order of time; undone, each is where it was."""
    kept, middle, first = chain
    make_reply("one", story=first, state="approved")
    make_reply("two", story=kept, state="approved")
    make_reply("three", story=middle, state="approved")
    make_reply("held", story=middle)
    make_reply("elsewhere", story=another("other"), state="approved")
    assert told(kept, site_settings) == ["one", "two", "three"]
    Story.objects.filter(pk=middle.pk).update(state="published", merged_into=None)
    assert told(kept, site_settings) == ["two"]


def test_showing_one_bakes_the_page_that_is_left(chain, make_reply, hand) -> None:
    """The page on which it stands is due at once."""
    kept, _, first = chain
    row = make_reply("one", story=first)
    Story.objects.update(bake_due_at=None)
    moderating.show([row.pk], hand)
    assert Story.objects.get(bake_due_at__isnull=False) == kept


def test_they_can_be_answered(chain, make_reply, send) -> None:
    """Answers go to the story that is left, under the reply; those of other stories are not there to be answered."""
    kept, middle, _ = chain
    row = make_reply("one", story=middle, state="approved")
    answer = send("I agree with that.", path=f"/reply/{kept.pk}/to/{row.pk}/")
    assert answer.status_code == 303
    made = Reply.objects.latest("pk")
    assert (made.story, made.parent) == (kept, row)
    stray = make_reply("stray", story=another("other"), state="approved")
    assert Client().get(f"/reply/{kept.pk}/to/{stray.pk}/").status_code == 410


def test_ring_of_merges_ends(story) -> None:
    """Stories that were merged into each other, by whatever fault, keep nobody waiting."""
    other = another("other", state="merged", merged_into=story)
    Story.objects.filter(pk=story.pk).update(state="merged", merged_into=other)
    story.refresh_from_db()
    assert absorbed([story]) in ({other.pk: story.pk}, {other.pk: story.pk, story.pk: story.pk})


def test_desk_counts_what_waits(chief, make_reply) -> None:
    """The tab of replies says how many wait."""
    make_reply("one")
    make_reply("two")
    make_reply("shown", state="approved")
    assert 'Replies <span class="number">2</span>' in chief.get("/desk/").content.decode()
