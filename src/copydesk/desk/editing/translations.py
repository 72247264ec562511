"""What may be a translation of what: proposed by machine, merged or said to be none by an editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet

from copydesk.desk.editing.hands import Hand, keep, take
from copydesk.desk.models import Act, Proposal, Story
from copydesk.desk.stories import HandError, recount

if TYPE_CHECKING:
    from datetime import datetime


def open_proposals(story: Story) -> QuerySet[Proposal]:
    """Return the proposals for a story's articles that nobody answered, the surest first.

    Those with an article of a killed story ask nothing of anybody.
    """
    here = Q(article__story=story) | Q(of__story=story)
    asking = Proposal.objects.filter(here, state=Proposal.State.OPEN)
    asking = asking.exclude(article__story__state=Story.State.KILLED).exclude(
        of__story__state=Story.State.KILLED
    )
    return asking.select_related("article__outlet", "article__story", "of__outlet", "of__story").order_by(
        "-certainty", "pk"
    )


def count_anew(row: Proposal, *, now: datetime) -> None:
    """Count the newsrooms of the story that holds both articles of a proposal anew, if there is one."""
    if row.article.story_id is not None and row.article.story_id == row.of.story_id:
        recount([row.article.story_id], now=now)


def dismiss(number: int, version: int, hand: Hand, *, story: int | None = None) -> Act:
    """Say that a proposed translation is none; it is not proposed again.

    Args:
        number: of the proposal.
        version: that the editor saw.
        hand: who does it.
        story: on whose page the editor did it, for the log.

    Raises:
        ConflictError: somebody changed it since.
        HandError: it was dismissed already, or there is no such proposal.
    """
    with transaction.atomic():
        row = take(Proposal, number, version)
        if row.state == Proposal.State.DISMISSED:
            raise HandError("this was dismissed already")
        Proposal.objects.filter(pk=row.pk).update(state=Proposal.State.DISMISSED)
        count_anew(row, now=hand.now)
        about = f"{row.article} and {row.of}"
        return keep(
            Act.Kind.APART,
            hand,
            f"proposal {row.pk}",
            about=about,
            story_id=story,
            before={"proposal": row.pk},
        )
