"""Sources as an editor sees them: how they are, what they may, what was done to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Case, Value, When

from copydesk.desk.models import Act, Source
from copydesk.front.desk.stories import log_lines
from copydesk.front.desk.values import SourceDesk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.desk.editing.hands import Hand
    from copydesk.front.desk.values import LogLine

_WORST_FIRST = Case(
    When(state=Source.State.STOPPED, then=Value(0)),
    When(state=Source.State.GONE, then=Value(1)),
    When(state=Source.State.ACTIVE, attempts__gt=0, then=Value(2)),
    When(state=Source.State.PAUSED, then=Value(3)),
    default=Value(4),
)


def source_list() -> tuple[SourceDesk, ...]:
    """Return all sources, those in trouble first, in one query."""
    rows = Source.objects.select_related("outlet").order_by(_WORST_FIRST, "outlet__name", "pk")
    return tuple(_shown(each) for each in rows)


def source_desk(row: Source, hand: Hand) -> SourceDesk:
    """Return a source with what was done to it."""
    return _shown(row, log_lines(Act.objects.filter(source=row), hand))


def _shown(row: Source, log: Sequence[LogLine] = ()) -> SourceDesk:
    """Return a source as the desk shows it."""
    return SourceDesk(
        number=row.pk,
        version=row.version,
        outlet=row.outlet.name,
        title=row.title,
        url=row.url,
        kind=row.get_kind_display(),
        state=row.state,
        state_label=row.get_state_display(),
        note=row.note,
        attempts=row.attempts,
        rights=row.rights,
        mode=row.mode,
        policy=row.policy,
        visited=row.visited_at,
        succeeded=row.succeeded_at,
        due=row.due_at,
        log=tuple(log),
    )
