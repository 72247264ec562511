"""The newsletter as the desk and the command line show it: counts, issues, and who gets no more mail and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - a field's type
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Count, Q

from copydesk.desk.models import Browser, Delivery, Issue, Subscriber
from copydesk.desk.newsletter.issues import content_of
from copydesk.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

ISSUES = 20  #: shown


@dataclass(frozen=True, slots=True)
class IssueLine:
    """An issue in the list."""

    number: int
    title: str
    network: str  #: newsletter or push
    kind: str
    made_at: datetime
    by_state: Mapping[str, int]  #: mails, by the state of their rows
    notes: int  #: to browsers, that wait
    shown: int  #: notes that browsers got


@dataclass(frozen=True, slots=True)
class Counts:
    """How many readers there are."""

    by_state: Mapping[str, int]
    by_rhythm: Mapping[str, int]  #: of those on the list
    by_topic: Mapping[str, int]  #: of those on the list who chose
    browsers: int


def counts() -> Counts:
    """Return how many readers there are, in four queries."""
    rows = Subscriber.objects.all()
    on_list = rows.filter(state=Subscriber.State.CONFIRMED)
    by_topic: dict[str, int] = {}
    for topics in on_list.exclude(topics=[]).values_list("topics", flat=True).iterator(500):
        for each in topics:
            by_topic[each] = by_topic.get(each, 0) + 1
    return Counts(
        by_state=_by(rows, "state", Subscriber.State.values),
        by_rhythm=_by(on_list, "rhythm", Subscriber.Rhythm.values),
        by_topic=dict(sorted(by_topic.items(), key=lambda each: (-each[1], each[0]))),
        browsers=Browser.objects.count(),
    )


def issue_lines() -> list[IssueLine]:
    """Return the newest issues that had readers, in two queries."""
    states = {
        each: Count("deliveries", filter=Q(deliveries__state=each), distinct=True)
        for each in Delivery.State.values
    }
    shown = Count("notes", filter=Q(notes__due_at=None), distinct=True)
    told = Issue.objects.annotate(
        shown=shown, waiting=Count("notes", filter=Q(notes__due_at__isnull=False), distinct=True), **states
    )
    rows = (
        told.filter(Q(deliveries__isnull=False) | Q(post__isnull=False)).select_related("account").distinct()
    )
    return [
        IssueLine(
            each.pk,
            content_of(each).subject or each.get_kind_display(),
            each.account.network,
            each.kind,
            each.made_at,
            {name: getattr(each, name) for name in Delivery.State.values if getattr(each, name)},
            each.waiting,
            each.shown,
        )
        for each in rows.order_by("-pk")[:ISSUES]
    ]


def refused() -> list[Subscriber]:
    """Return the readers who get no more mail because their servers take none, the newest first."""
    return list(Subscriber.objects.filter(state=Subscriber.State.REFUSED).order_by("-ended_at")[:ISSUES])


def send_again(number: int, *, now: datetime) -> int:
    """Have the unconfirmed mails of an issue go out once more, under the numbers they had; return how many.

    A reader may get it twice: many mailboxes drop the second one by its number, some do not.

    Raises:
        InputError: there is no such issue, or none of its mails is unconfirmed.
    """
    with transaction.atomic():
        rows = Delivery.objects.filter(issue_id=number, state=Delivery.State.UNCONFIRMED, lease_until=None)
        done = rows.update(state=Delivery.State.QUEUED, due_at=now)
    if not done:
        raise InputError(
            f"no mail of an issue {number} is unconfirmed; `copydesk newsletter list` shows them"
        )
    return done


def _by(rows: Any, name: str, values: list[str]) -> dict[str, int]:
    """Return how many rows have each value."""
    found = dict(rows.order_by().values_list(name).annotate(Count("pk")))
    return {each: found.get(each, 0) for each in values}
