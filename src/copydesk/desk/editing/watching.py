"""What an editor does with a source at the desk: pause it, visit it again, change its rules."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from copydesk.desk import sources
from copydesk.desk.editing.hands import Hand, keep, take
from copydesk.desk.editing.publishing import REASON_CHARACTERS
from copydesk.desk.models import Act, Source, Story
from copydesk.desk.stories import HandError, recount
from copydesk.types import Policy

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Rules:
    """How a source's articles are treated."""

    rights: str  #: a value of `Source.Rights`
    mode: str  #: a value of `Source.Mode`
    policy: str = ""  #: a value of `copydesk.types.Policy`; empty for the site's


def pause(number: int, version: int, hand: Hand, *, reason: str = "") -> Act:
    """Visit a source no more until it is resumed.

    Args:
        number: of the source.
        version: that the editor saw.
        hand: who does it.
        reason: for the log.

    Raises:
        ConflictError: somebody changed it since.
        HandError: it is paused already.
    """
    with transaction.atomic():
        row = take(Source, number, version)
        if row.state == Source.State.PAUSED:
            raise HandError("this source is paused already")
        before = {"state": row.state, "note": row.note, "attempts": row.attempts}
        sources.pause(row)
        return _kept(Act.Kind.PAUSED, row, hand, before, reason=reason)


def resume(number: int, version: int, hand: Hand, *, reason: str = "") -> Act:
    """Visit a source again, now; arguments and errors as for `pause`."""
    with transaction.atomic():
        row = take(Source, number, version)
        before = {"state": row.state, "note": row.note, "attempts": row.attempts}
        sources.resume(row, now=hand.now)
        return _kept(Act.Kind.RESUMED, row, hand, before, reason=reason)


def change_rules(number: int, version: int, hand: Hand, *, rules: Rules, reason: str = "") -> Act:
    """Change a source's rights, mode and policy; its stories are worked out and baked anew.

    Arguments and errors as for `pause`.

    Raises:
        HandError: there are no such rights, mode or policy, or nothing is different.
    """
    known = {"rights": Source.Rights.values, "mode": Source.Mode.values, "policy": ["", *Policy]}
    for name, value in asdict(rules).items():
        if value not in known[name]:
            raise HandError(f"there is no {name} {value!r}")
    with transaction.atomic():
        row = take(Source, number, version)
        before = rules_of(row)
        if before == asdict(rules):
            raise HandError("these are the source’s rules already")
        set_rules(row, rules, now=hand.now)
        return _kept(Act.Kind.RULES, row, hand, before, reason=reason)


def rules_of(row: Source) -> dict[str, str]:
    """Return a source's rules as the log keeps them."""
    return {"rights": row.rights, "mode": row.mode, "policy": row.policy}


def set_rules(row: Source, rules: Rules, *, now: datetime) -> None:
    """Give a source its rules, and have its stories worked out anew."""
    row.rights, row.mode, row.policy = rules.rights, rules.mode, rules.policy
    row.save(update_fields=["rights", "mode", "policy"])
    stories = Story.objects.filter(articles__source=row).values_list("pk", flat=True).distinct()
    recount(list(stories), now=now)


def _kept(kind: Act.Kind, row: Source, hand: Hand, before: Mapping[str, object], *, reason: str) -> Act:
    """Keep who did what to a source."""
    return keep(
        kind,
        hand,
        f"source {row.pk}",
        source=row,
        about=f"{row.outlet.name}, {row}",
        reason=reason.strip()[:REASON_CHARACTERS],
        before=dict(before),
        after={**rules_of(row), "state": row.state},
    )
