"""What an editor merges and splits stays so, is logged, and old addresses lead on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from copydesk.desk import stories
from copydesk.desk.models import Article, Story, StoryEvent
from copydesk.desk.work.matching import MatchStep
from copydesk.settings import Settings

pytestmark = [pytest.mark.database, pytest.mark.django_db]

CRANE = (
    "The harbour council voted on Monday to sell the old crane to a firm from Tarn for 300 crowns. "
    "Mayor Edda Morn said the quay needs the room, and that the ferry will use it from May."
)
BREAD = (
    "Bakers in Hollin raised the price of rye bread by a fifth after the second dry summer in a row. "
    "The guild expects no relief before the barley is in."
)


@pytest.fixture
def extracted(make_article, now):
    """Make an article that waits to be matched."""
    return lambda number, body: make_article(number, body, state=Article.State.EXTRACTED, due_at=now)


def story_of(row):
    """Return the story an article is in now."""
    row.refresh_from_db()
    return row.story


def test_split_is_not_undone_by_the_running_matcher(extracted, now):
    """A copy taken out stays out, a further copy of it included, though the words say otherwise."""
    own, copy = extracted(1, CRANE), extracted(2, CRANE)
    step = MatchStep(Settings())
    step.run(now)
    old = story_of(own)
    assert story_of(copy) == old
    fresh = stories.split(old, [copy], now=now)
    later = extracted(3, CRANE + "\n\nMore is to follow.")
    step.run(now + timedelta(minutes=1))
    MatchStep(Settings()).run(now + timedelta(hours=1))

    assert story_of(copy) == fresh != old
    assert story_of(own) == old
    assert story_of(later) in {old, fresh}
    assert {each.kind for each in old.events.all()} >= {StoryEvent.Kind.SPLIT}
    assert StoryEvent.objects.filter(kind=StoryEvent.Kind.MOVED, article=copy, other=old).exists()


def test_split_holds_after_a_restart(extracted, now):
    """A worker that starts anew, and gets a new version of a split article, leaves it where it is."""
    own, copy = extracted(1, CRANE), extracted(2, CRANE)
    MatchStep(Settings()).run(now)
    fresh = stories.split(story_of(own), [copy], now=now)
    Article.objects.filter(pk=copy.pk).update(state=Article.State.EXTRACTED, due_at=now)
    Article.objects.filter(pk=own.pk).update(state=Article.State.EXTRACTED, due_at=now)
    later = now + timedelta(hours=2)
    from copydesk.desk.models import Lease

    Lease.objects.all().delete()
    MatchStep(Settings()).run(later)

    assert story_of(copy) == fresh
    assert story_of(own) != fresh


def test_merge_by_hand_redirects_and_gathers_what_comes(extracted, now):
    """Two unlike articles are one story by hand; a copy of the second joins the first's story."""
    crane, bread = extracted(1, CRANE), extracted(2, BREAD)
    step = MatchStep(Settings())
    step.run(now)
    kept, gone = story_of(crane), story_of(bread)
    assert kept != gone
    stories.merge_by_hand(kept, gone, now=now)
    copy = extracted(3, BREAD)
    step.run(now + timedelta(minutes=1))
    gone.refresh_from_db()

    assert gone.state == Story.State.MERGED
    assert gone.merged_into == kept
    assert stories.find(f"/story/{gone.pk}-bread/") == kept
    assert story_of(bread) == story_of(copy) == kept
    assert StoryEvent.objects.get(kind=StoryEvent.Kind.MERGED).evidence == ["By hand."]


def test_what_a_hand_cannot_do_is_said(extracted, now):
    """A split that leaves nothing, a merge with itself and an unknown story are refused, and change nothing."""
    crane = extracted(1, CRANE)
    MatchStep(Settings()).run(now)
    story = story_of(crane)
    with pytest.raises(stories.HandError, match="one to leave"):
        stories.split(story, [crane], now=now)
    with pytest.raises(stories.HandError, match="with itself"):
        stories.merge_by_hand(story, story, now=now)
    with pytest.raises(stories.HandError, match="no story 'nowhere'"):
        stories.find("nowhere")

    assert StoryEvent.objects.filter(kind__in=("split", "merged")).count() == 0


def test_killed_story_is_not_merged(extracted, now):
    """What must not be used does not come back under another story's address."""
    crane, bread = extracted(1, CRANE), extracted(2, BREAD)
    MatchStep(Settings()).run(now)
    gone = story_of(bread)
    gone.state = Story.State.KILLED
    gone.save()
    with pytest.raises(stories.HandError, match="killed"):
        stories.merge_by_hand(story_of(crane), gone, now=now)
