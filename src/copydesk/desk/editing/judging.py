"""Accept a finding, or dismiss it and all that are the same; what was dismissed once is not shown again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from copydesk.desk.editing.hands import Hand, keep, take
from copydesk.desk.editing.publishing import REASON_CHARACTERS
from copydesk.desk.models import Act, Dismissal, Finding
from copydesk.desk.patterns import pattern_of
from copydesk.desk.stories import HandError, recount

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime


def accept(number: int, version: int, hand: Hand, *, reason: str = "") -> Act:
    """Say that a finding is right; it stays on the story's page.

    Args:
        number: of the finding.
        version: that the editor saw.
        hand: who judges.
        reason: for the log; empty for none.

    Raises:
        ConflictError: somebody judged it since.
        HandError: it is not open, or there is no such finding.
    """
    with transaction.atomic():
        row = _open(number, version)
        _judge([row], Finding.State.ACCEPTED, hand, reason)
        recount(_stories([row]), now=hand.now)
        return _kept(Act.Kind.ACCEPTED, row, hand, reason, [row.pk])


def dismiss(number: int, version: int, hand: Hand, *, reason: str) -> Act:
    """Say that a finding is none: no reader sees it, and the same pattern is not shown again, here or elsewhere.

    Arguments and errors as for `accept`.

    Raises:
        HandError: there is no reason given.
    """
    if not reason.strip():
        raise HandError("a dismissal needs a reason: it holds for the same pattern from now on")
    with transaction.atomic():
        row = _open(number, version)
        pattern = row.pattern or pattern_of(row)
        same = Finding.objects.select_related("article").filter(pattern=pattern, state=Finding.State.OPEN)
        rows = [row, *same.exclude(pk=row.pk)]
        _judge(rows, Finding.State.DISMISSED, hand, reason)
        Dismissal.objects.update_or_create(
            pattern=pattern,
            defaults={
                "check_id": row.check_id,
                "source_words": row.source_words,
                "copy_words": row.copy_words,
                "reason": reason.strip()[:REASON_CHARACTERS],
                "at": hand.now,
                "by": hand.user,
            },
        )
        recount(_stories(rows), now=hand.now)
        return _kept(Act.Kind.DISMISSED, row, hand, reason, [each.pk for each in rows], pattern=pattern)


def reopen(act: Act, *, now: datetime) -> None:
    """Open again what an act judged, and forget the pattern it dismissed."""
    rows = Finding.objects.filter(pk__in=act.before["findings"], judged_at=act.at).select_related("article")
    changed = list(rows)
    rows.update(
        state=Finding.State.OPEN, judged_by=None, judged_at=None, judgement="", version=F("version") + 1
    )
    if pattern := act.before.get("pattern"):
        later = Finding.objects.filter(
            pattern=pattern, state=Finding.State.DISMISSED, judged_at__gt=act.at, version=0
        )
        changed += list(later.select_related("article"))
        later.update(state=Finding.State.OPEN, judged_by=None, judged_at=None, judgement="")
        Dismissal.objects.filter(pattern=pattern).delete()
    recount(_stories(changed), now=now)


def remember(rows: Sequence[Finding], *, now: datetime) -> None:
    """Give fresh findings their pattern, and dismiss those that an editor dismissed before.

    Args:
        rows: not yet saved.
        now: aware.
    """
    for row in rows:
        row.pattern = pattern_of(row)
    known = {
        each.pattern: each for each in Dismissal.objects.filter(pattern__in={row.pattern for row in rows})
    }
    for row in rows:
        if before := known.get(row.pattern):
            row.state, row.judged_at, row.judged_by_id = Finding.State.DISMISSED, now, before.by_id
            row.judgement = before.reason


def _open(number: int, version: int) -> Finding:
    """Return an open finding for judging."""
    row = take(Finding, number, version)
    if row.state != Finding.State.OPEN:
        raise HandError(f"this finding is {row.state} already; undo that first")
    return row


def _judge(rows: Iterable[Finding], state: Finding.State, hand: Hand, reason: str) -> None:
    """Judge findings alike."""
    for row in rows:
        row.state, row.judged_by, row.judged_at = state, hand.user, hand.now
        row.judgement = reason.strip()[:REASON_CHARACTERS]
        row.save(update_fields=["state", "judged_by", "judged_at", "judgement"])


def _stories(rows: Iterable[Finding]) -> set[int]:
    """Return the stories that findings belong to, by number."""
    return {row.article.story_id for row in rows if row.article.story_id is not None}


def _kept(
    kind: Act.Kind, row: Finding, hand: Hand, reason: str, findings: list[int], *, pattern: str = ""
) -> Act:
    """Keep who judged what."""
    return keep(
        kind,
        hand,
        f"finding {row.pk}",
        finding=row,
        story_id=row.article.story_id,
        about=f"{row.article}: {row.message}",
        reason=reason.strip()[:REASON_CHARACTERS],
        before={"findings": findings, **({"pattern": pattern} if pattern else {})},
    )
