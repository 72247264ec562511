"""Answers with the preview of a story: drawn when asked for, so that a kill holds at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.views.decorators.http import require_safe

from copydesk.desk.models import Story
from copydesk.desk.stories import public_stories
from copydesk.front.addresses import preview_mark
from copydesk.front.lists import tallies
from copydesk.front.previews import png
from copydesk.front.sayings import made_when_asked
from copydesk.front.values import Preview

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from copydesk.front.values import Site

FOR_GOOD = "public, max-age=31536000, immutable"
A_WHILE = "public, max-age=300"


@require_safe
def preview_view(request: HttpRequest, number: int, mark: str) -> HttpResponse:
    """Show a story's preview; 404 when readers may not see the story."""

    def made(_: object, site: Site) -> bytes | None:
        story = Story.objects.filter(public_stories(timezone.now()), pk=number).first()
        return png(preview_of(story, site), site.preview_font) if story else None

    answer = made_when_asked(request, made)
    if answer.status_code == 200:
        answer["Content-Type"] = "image/png"
        answer["Cache-Control"] = FOR_GOOD if mark == _mark_now(number) else A_WHILE
    return answer


def preview_of(story: Story, site: Site) -> Preview:
    """Return what a story's preview says, in one query."""
    tally = tallies([story])[story.pk]
    return Preview(
        number=story.pk,
        headline=story.headline,
        kicker=story.topic,
        site=site.name,
        independent=max(1, tally.independent),
        altered=tally.altered,
    )


def _mark_now(number: int) -> str:
    """Return the mark of what a story's preview says now."""
    found = Story.objects.filter(pk=number).values_list("headline", "topic").first()
    return preview_mark(*found) if found else ""
