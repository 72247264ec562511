"""What commands that post share: where a story's page stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from copydesk.desk.models import Story
    from copydesk.settings import Settings


def address_in(settings: Settings) -> Callable[[Story], str]:
    """Return what gives the absolute address of a story's page on this site."""
    from copydesk.front.addresses import story_path

    return lambda story: f"{settings.site_url.rstrip('/')}{story_path(story.pk, story.slug)}"
