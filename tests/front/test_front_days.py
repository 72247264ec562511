"""The days that the archive lists: each story on its day, to the last microsecond, and only the changed line drawn anew."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from copydesk.desk.models import Story
from copydesk.front.bake import Baker
from copydesk.front.baking import Bakery
from copydesk.front.days import days_of, days_there_are
from copydesk.front.values import Limits

pytestmark = [pytest.mark.database, pytest.mark.django_db]
NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "zone", ["UTC", "Europe/Oslo", "Asia/Kathmandu", "America/St_Johns", "Pacific/Chatham"]
)
def test_days_are_counted_as_the_calendar_has_them(zone):
    """To the last microsecond before midnight, over changes of the clock and before 1970, both ways count alike."""
    midnights = (
        datetime(1969, 12, 31, tzinfo=UTC),
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(2026, 3, 14, tzinfo=UTC),
        datetime(2026, 3, 29, 1, tzinfo=UTC),
        datetime(2026, 10, 24, 18, 15, tzinfo=UTC),
        datetime(2026, 10, 24, 22, tzinfo=UTC),
    )
    hairs = (timedelta(microseconds=-1), timedelta(milliseconds=-1), timedelta(0), timedelta(microseconds=1))
    for number, when in enumerate(each + hair for each in midnights for hair in hairs):
        Story.objects.create(
            key=str(number), slug="s", headline="h", opened_at=when, updated_at=when, published_at=NOW
        )
    expected = Counter(each.opened_at.astimezone(ZoneInfo(zone)).date() for each in Story.objects.all())
    found = days_there_are(NOW, zone)
    assert {each.day: each.stories for each in found} == dict(expected)
    assert [each.day for each in found] == sorted(expected, reverse=True)


def test_a_changed_headline_comes_to_its_day(tmp_path, site):
    """Lines of a day's page are remembered between bakings, and the one that changed is drawn anew."""
    baking = Bakery(Baker(tmp_path / "baked"), site, Limits())
    rows = [
        Story.objects.create(
            key=str(each), slug="s", headline=f"First wording {each}", opened_at=NOW, updated_at=NOW
        )
        for each in range(2)
    ]
    baking.bake_days()
    Story.objects.filter(pk=rows[0].pk).update(headline="Second wording")
    assert baking.bake_days(days_of([rows[0].pk], site.zone)) == 1
    page = (baking.baker.read("archive/2026-03-14/index.html") or b"").decode()
    assert "Second wording" in page
    assert "First wording 1" in page
    assert "First wording 0" not in page
