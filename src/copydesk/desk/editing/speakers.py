"""Put a wrong speaker right: who said the words of an utterance, on every page that prints them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from copydesk.desk.clean import storable_text
from copydesk.desk.editing.hands import Hand, keep, take
from copydesk.desk.editing.publishing import REASON_CHARACTERS
from copydesk.desk.models import Act, Article, Story, Utterance
from copydesk.desk.stories import HandError

if TYPE_CHECKING:
    from datetime import datetime

SPEAKER_CHARACTERS = 300


def put_right(
    number: int, version: int, hand: Hand, *, speaker: str, story: int | None = None, reason: str = ""
) -> Act:
    """Say who spoke an utterance; an empty name says that nobody knows.

    Args:
        number: of the utterance.
        version: that the editor saw.
        hand: who does it.
        speaker: the name, as readers see it.
        story: on whose page the editor did it, for the log.
        reason: for the log.

    Raises:
        ConflictError: somebody changed it since.
        HandError: it is that speaker already, or there is no such utterance.
    """
    name = " ".join(storable_text(speaker).split())[:SPEAKER_CHARACTERS]
    with transaction.atomic():
        row = take(Utterance, number, version)
        if row.by_hand and row.speaker == name:
            raise HandError("that is the speaker already")
        before = {"speaker": row.speaker, "by_hand": row.by_hand}
        set_speaker(row, name, by_hand=True, now=hand.now)
        words = row.forms.order_by("first_seen", "pk").values_list("words", flat=True).first() or ""
        return keep(
            Act.Kind.SPEAKER,
            hand,
            f"utterance {row.pk}",
            utterance=row,
            story_id=story,
            about=f"“{words[:400]}”",
            reason=reason.strip()[:REASON_CHARACTERS],
            before=before,
            after={"speaker": name},
        )


def set_speaker(row: Utterance, speaker: str, *, by_hand: bool, now: datetime) -> None:
    """Set who spoke an utterance, and have every page baked that prints it."""
    row.speaker, row.by_hand = speaker, by_hand
    row.save(update_fields=["speaker", "by_hand"])
    printing = Article.objects.filter(printings__form__utterance=row).values("story")
    Story.objects.filter(pk__in=printing).update(bake_due_at=now)
