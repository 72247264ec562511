"""SQLite knows how many stories an index leads to, and so does not read them all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from copydesk.desk.models import Story
from copydesk.desk.search import Search, found
from copydesk.desk.stories import public_stories
from copydesk.desk.work.planning import OLD, PlanStep, count

pytestmark = pytest.mark.django_db


def stories(now, many):
    """So many stories that readers may see, one a minute."""
    rows = [
        Story(key=f"s{n}", slug="s", headline=f"Ferry {n}", opened_at=now - n * timedelta(minutes=1),
              updated_at=now, published_at=now)
        for n in range(many)
    ]  # fmt: skip
    Story.objects.bulk_create(rows)


def known() -> dict[str, str]:
    """What SQLite counted, by index."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE name = 'sqlite_stat1'")
        if not cursor.fetchone():
            return {}
        cursor.execute("SELECT idx, stat FROM sqlite_stat1 WHERE tbl = 'desk_story'")
        return dict(cursor.fetchall())


def test_counts_at_the_start_once_a_day_and_when_there_are_more(now):
    """The step counts at once, not again for the same stories, then when half as many came, then a day later."""
    step = PlanStep()
    stories(now, 10)
    step.run(now)
    assert known()["story_state"].startswith("10 ")
    Story.objects.filter(key="s9").delete()
    step.run(now + timedelta(hours=1))
    assert known()["story_state"].startswith("10 ")
    step.run(now + OLD + timedelta(minutes=1))
    assert known()["story_state"].startswith("9 ")


def test_a_week_is_read_from_one_index(now):
    """What a search within a week asks for first is answered from the index of times alone."""
    stories(now, 400)
    count()
    asked = Story.objects.filter(public_stories(now), opened_at__gte=now - timedelta(minutes=20))
    plan = asked.order_by().values("pk").explain()

    assert "COVERING INDEX story_opened" in plan


@pytest.mark.database
def test_counting_does_no_harm_elsewhere(now):
    """On either database it can be asked for, and searches go on."""
    stories(now, 3)
    count()
    assert PlanStep().run(now) == 0
    assert found(Search(begin=now - timedelta(minutes=1)), Story.objects.all()) == []
