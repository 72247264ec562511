"""What an editor did is on the site when the answer comes: its pages are baked at once, before a worker gets to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from copydesk.desk.models import Story
from copydesk.errors import StoreError
from copydesk.front.baking import bakery

if TYPE_CHECKING:
    from datetime import datetime

    from copydesk.settings import Settings

log = structlog.get_logger()

MOST = 5  #: stories baked while an editor waits; the others wait for a worker, some tenths of a second


def bake_now(settings: Settings, when: datetime) -> int:
    """Bake the pages of the stories that an act made due, or take them away; return how many files changed.

    The rows stay due: a worker bakes the lists, and the pages once more, so that nothing rests on this.

    Args:
        settings: the site's.
        when: aware: the moment of the act, at which its stories fell due.
    """
    numbers = list(Story.objects.filter(bake_due_at=when).order_by("pk").values_list("pk", flat=True)[:MOST])
    if not numbers:
        return 0
    try:
        return bakery(settings).bake_stories(numbers)
    except StoreError as error:
        log.warning("not baked at once", stories=numbers, problem=str(error))
        return 0
