"""The step that bakes: pages of stories and outlets that changed, then what lists them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import structlog
from django.db import DatabaseError
from django.db.models import F, Q

from copydesk.desk.editing.hands import bake
from copydesk.desk.models import Outlet, Story
from copydesk.errors import StoreError
from copydesk.front.baking import bakery
from copydesk.front.days import days_of
from copydesk.front.together import bake_all

if TYPE_CHECKING:
    from datetime import datetime

    from copydesk.front.baking import Bakery
    from copydesk.settings import Settings

log = structlog.get_logger()

#: pages baked before other steps get their turn
BATCH = 50
#: the front page ages and the news sitemap forgets, even when nothing is new
REFRESH = timedelta(minutes=10)
#: when a page that could not be drawn is tried again
AGAIN = timedelta(minutes=5)


class BakeStep:
    """Bakes what is due. A page is baked before its row says so: after a kill it is baked once more."""

    name = "baking"

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._pause = timedelta(seconds=settings.bake_pause)
        self._bakery: Bakery | None = None
        self._stale = True  # lists may be older than what they list
        self._listed_at: datetime | None = None

    def run(self, now: datetime) -> int:
        """Bake what is due, up to a bound; return how many pages that were."""
        aged = self._listed_at is None or now - self._listed_at >= REFRESH
        if self._bakery is None or aged:
            # Anew from time to time: a newsletter that was connected meanwhile is named on every page.
            self._bakery = bakery(self._settings)
        if self._bakery.is_outdated():
            bake_all(self._bakery, self._settings)
        done = self._bake_stories(self._bakery, now) + self._bake_outlets(self._bakery, now)
        self._stale = self._stale or done > 0
        if aged or (self._stale and self._listed_at is not None and now - self._listed_at >= self._pause):
            self._bakery.bake_front()
            self._bakery.bake_feeds()
            self._bakery.bake_corrections()
            self._stale, self._listed_at = False, now
        return done

    def _bake_stories(self, baking: Bakery, now: datetime) -> int:
        """Bake the stories that are due, and those whose embargo has ended."""
        lifted = Q(embargoed_until__lte=now) & (Q(baked_at=None) | Q(baked_at__lt=F("embargoed_until")))
        for story in Story.objects.filter(lifted, bake_due_at=None, state=Story.State.PUBLISHED)[:BATCH]:
            # With the pages that share its words and those of its outlets: they may speak of it from now on.
            bake(story, now=now)
        due = Story.objects.filter(bake_due_at__lte=now)
        rows = list(due.order_by("bake_due_at", "pk").values_list("pk", "bake_due_at")[:BATCH])
        baked = self._drawn(baking, rows, now) if rows else []
        if baked:
            # Before the rows say that all is done, so that a kill leaves no day without its story.
            baking.bake_days(days_of([number for number, _ in baked], baking.site.zone))
        for number, when in baked:
            Story.objects.filter(pk=number, bake_due_at=when).update(bake_due_at=None)
        return len(rows)

    def _drawn(
        self, baking: Bakery, rows: list[tuple[int, datetime | None]], now: datetime
    ) -> list[tuple[int, datetime | None]]:
        """Bake some stories together, one by one if that fails; return those that could be drawn."""
        try:
            baking.bake_stories([number for number, _ in rows])
        except (DatabaseError, StoreError):
            raise
        except Exception:
            log.exception("stories not baked together", stories=len(rows))
        else:
            return rows
        drawn = []
        for number, when in rows:
            try:
                baking.bake_story(number)
            except (DatabaseError, StoreError):
                raise
            except Exception:
                # One page that cannot be drawn keeps no other from its readers.
                log.exception("story not baked", story=number)
                Story.objects.filter(pk=number).update(bake_due_at=now + AGAIN, baked_at=now)
                continue
            drawn.append((number, when))
        return drawn

    def _bake_outlets(self, baking: Bakery, now: datetime) -> int:
        """Bake the outlets that are due."""
        due = (
            Outlet.objects.filter(bake_due_at__lte=now)
            .order_by("bake_due_at")
            .values_list("pk", "bake_due_at")
        )
        rows = list(due[:BATCH])
        for number, when in rows:
            baking.bake_outlet(number)
            Outlet.objects.filter(pk=number, bake_due_at=when).update(bake_due_at=None)
        return len(rows)
