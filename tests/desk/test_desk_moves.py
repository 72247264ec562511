"""Articles that move to a better story: rows, log, addresses and pages follow; what an editor decided does not move."""

from __future__ import annotations

from datetime import timedelta

import pytest

from copydesk.desk import stories
from copydesk.desk.models import Article, Story, StoryEvent
from copydesk.desk.work.matching import MatchStep
from copydesk.settings import Settings

pytestmark = [pytest.mark.database, pytest.mark.django_db]

DOCK = (
    "Flames destroyed the fuel dock of Marlow Bay on Friday night. Harbour master Edda Morn said forty tonnes of diesel "
    "burned. Firemen from Castell and Tarn fought the blaze until dawn, and the coastguard closed the eastern channel."
)
BETWEEN = (
    "The Candle Regatta starts a day late: of the fuel dock in Marlow Bay only ash is left. Skipper Ilse Vance of the "
    "cutter Petrel said nineteen crews drew lots for the lanes. Edda Morn, master of the harbour, lights the first candle."
)
REGATTA = (
    "Nineteen crews drew lots for the lanes of the Candle Regatta. Skipper Ilse Vance of the cutter Petrel starts from the "
    "outer lane, a day late. The first candle is lit at dusk."
)

HEADLINES = {
    1: "Fire at night",
    2: "Regatta a day late",
    3: "Regatta lanes are drawn",
    4: "Rain or rye bread",
}


@pytest.fixture
def extracted(make_article, now):
    """Make an article that waits to be matched."""

    def make(number, body):
        return make_article(
            number,
            body,
            headline=HEADLINES[number],
            state=Article.State.EXTRACTED,
            due_at=now,
            published=now,
        )

    return make


def match(now, step):
    """Match all that is due."""
    while step.run(now):
        pass


def story_of(row):
    """Return the story an article is in now."""
    row.refresh_from_db()
    return row.story


def test_an_article_moves_with_log_and_pages(extracted, now):
    """The story it leaves keeps its address, the move is logged with its reasons, and both are baked."""
    step = MatchStep(Settings())
    dock, between = extracted(1, DOCK), extracted(2, BETWEEN)
    match(now, step)
    assert story_of(dock) == story_of(between)
    first = story_of(dock)
    Story.objects.update(bake_due_at=None)

    regatta = extracted(3, REGATTA)
    match(now + timedelta(minutes=1), step)

    assert story_of(dock) == first
    assert story_of(between) == story_of(regatta) != first
    event = StoryEvent.objects.get(kind=StoryEvent.Kind.MOVED)
    assert (event.story, event.other, event.article) == (regatta.story, first, between)
    assert any("Shared names:" in each for each in event.evidence)
    assert not Story.objects.filter(bake_due_at=None).exists()
    first.refresh_from_db()
    assert (first.lead, first.independent, first.merged_into) == (dock, 1, None)


@pytest.mark.parametrize("act", ["kill", "hold", "embargo"])
def test_nothing_leaves_a_story_that_an_editor_keeps_back(extracted, now, act):
    """The article that would move stays where readers do not see it, also after a restart."""
    step = MatchStep(Settings())
    dock, between = extracted(1, DOCK), extracted(2, BETWEEN)
    match(now, step)
    kept = Story.objects.filter(pk=story_of(dock).pk)
    if act == "kill":
        kept.update(state=Story.State.KILLED, by_hand=True)
    elif act == "hold":
        kept.update(state=Story.State.HELD, by_hand=True)
    else:
        kept.update(embargoed_until=now + timedelta(days=1))

    extracted(3, REGATTA)
    match(now + timedelta(minutes=1), step)
    assert story_of(between) == story_of(dock)
    extracted(4, f"{REGATTA} Rain is near.")
    match(now + timedelta(minutes=2), MatchStep(Settings()))
    assert story_of(between) == story_of(dock)


def test_a_story_that_its_last_article_leaves_leads_on(make_article, now):
    """Its address leads to the story that the article is in, and nothing public stands empty."""
    one, other = make_article(1), make_article(2)
    left, goal = (stories.open_story(str(row.pk), row, now=now) for row in (one, other))
    for row, story in ((one, left), (other, goal)):
        stories.join(row, story, (), now=now)

    changed = stories.join(Article.objects.get(pk=one.pk), goal, ["it is most like the other"], now=now)

    left.refresh_from_db()
    assert (left.state, left.merged_into) == (Story.State.MERGED, goal)
    assert changed == {left.pk, goal.pk}


def test_an_article_that_opens_a_story_of_its_own_is_logged_as_a_split(make_article, now):
    """The story that it leaves says so, and names the new one."""
    one, other = make_article(1), make_article(2)
    story = stories.open_story(str(one.pk), one, now=now)
    for row in (one, other):
        stories.join(row, story, (), now=now)

    fresh = stories.open_story(str(other.pk), other, now=now)
    stories.join(Article.objects.get(pk=other.pk), fresh, (), now=now)

    split = StoryEvent.objects.get(kind=StoryEvent.Kind.SPLIT)
    assert (split.story, split.other, split.article) == (story, fresh, other)


def test_rows_that_the_memory_has_elsewhere_are_moved_after_a_restart(extracted, now):
    """What was moved in memory only, when a worker fell, is moved in the rows with the next article."""
    dock, between, regatta = extracted(1, DOCK), extracted(2, BETWEEN), extracted(3, REGATTA)
    match(now, MatchStep(Settings()))
    assert story_of(between) == story_of(regatta)
    Article.objects.filter(pk=between.pk).update(story=story_of(dock))

    extracted(
        4, "A loaf of rye bread costs eleven crowns in Hesk since the mill on the island shut for good."
    )
    match(now + timedelta(minutes=1), MatchStep(Settings()))

    assert story_of(between) == story_of(regatta) != story_of(dock)
