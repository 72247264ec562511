"""Whose hand it is, the log of what it does, and the number that keeps two hands from overwriting each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import F

from copydesk.desk.models import Act, Article, Outlet, Story
from copydesk.desk.models.versioned import Versioned
from copydesk.desk.stories import HandError

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.auth.models import User

Row = TypeVar("Row", bound=Versioned)


class ConflictError(HandError):
    """Somebody else changed the row after the form was made; look again, then decide.

    Attributes:
        row: as it is now.
    """

    def __init__(self, row: Versioned) -> None:
        super().__init__("somebody else changed this since your page was made")
        self.row = row


@dataclass(frozen=True, slots=True)
class Hand:
    """Who acts, and when."""

    user: User
    now: datetime  #: aware


def take(model: type[Row], number: int, version: int) -> Row:
    """Return a row for changing, its version counted up; locked until the transaction ends.

    Args:
        model: of the row.
        number: its primary key.
        version: that the form was made from.

    Raises:
        ConflictError: it has another version by now.
        HandError: there is no such row.
    """
    rows = model._default_manager.filter(pk=number)  # noqa: SLF001 - Django's name
    taken = rows.filter(version=version).update(version=F("version") + 1)
    row = rows.first()
    if row is None:
        raise HandError(f"there is no {model._meta.verbose_name} {number}")  # noqa: SLF001 - Django's name
    if not taken:
        raise ConflictError(row)
    return row


def keep(kind: Act.Kind, hand: Hand, subject: str, **fields: Any) -> Act:
    """Write an act into the log.

    Args:
        kind: what was done.
        hand: who did it.
        subject: what it was done to, such as `story 12`; an undo is refused while later acts on it stand.
        fields: further ones of `Act`.
    """
    about = str(fields.pop("about", ""))[:600]
    return Act.objects.create(
        kind=kind,
        at=hand.now,
        by=hand.user,
        by_name=hand.user.get_username(),
        subject=subject,
        about=about,
        **fields,
    )


def bake(story: Story, *, now: datetime) -> None:
    """Have everything baked anew on which a story stands: its page, its outlets', and pages that share its words."""
    Story.objects.filter(pk=story.pk).update(bake_due_at=now)
    Outlet.objects.filter(articles__story=story).update(bake_due_at=now)
    said = Article.objects.filter(story=story).values("printings__form__utterance")
    sharing = Article.objects.filter(printings__form__utterance__in=said).exclude(story=story)
    Story.objects.filter(pk__in=sharing.values("story")).update(bake_due_at=now)
