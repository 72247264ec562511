"""The desk decides on replies: one or many at once, with lists, and all of it can be undone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from copydesk.desk.editing.hands import Hand, keep
from copydesk.desk.models import Act, Reply, ReplyRule
from copydesk.desk.replies import learning
from copydesk.desk.replies.accepting import on_page
from copydesk.desk.stories import HandError
from copydesk.replies.holds import Reason
from copydesk.replies.plain import tidy_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

MOST = 200  #: replies in one act
SUBNET_BLOCKED = timedelta(days=7)  #: subnets change hands
_KINDS = {Reply.State.APPROVED: Act.Kind.SHOWN, Reply.State.REJECTED: Act.Kind.REFUSED}


def show(numbers: Sequence[int], hand: Hand) -> Act:
    """Show replies; their pages are baked within two seconds.

    Raises:
        HandError: none of them can be shown any more.
    """
    return _decide(numbers, Reply.State.APPROVED, hand)


def refuse(numbers: Sequence[int], hand: Hand, *, reason: str = "") -> Act:
    """Refuse replies; those that readers saw are gone from the page.

    Raises:
        HandError: none of them can be refused any more.
    """
    return _decide(numbers, Reply.State.REJECTED, hand, reason=reason)


def block(number: int, hand: Hand, *, kind: ReplyRule.Kind) -> Act:
    """Put who wrote a reply on the list, by e-mail address or by subnet, and refuse the reply.

    Raises:
        HandError: this is not known of it, or it cannot be refused any more.
    """
    row = Reply.objects.filter(pk=number).first()
    value = "" if row is None else (row.email_hash if kind == ReplyRule.Kind.EMAIL else row.subnet_hash)
    if row is None or not value:
        raise HandError("where this reply came from is not known any more")
    with transaction.atomic():
        return _decide(
            [number], Reply.State.REJECTED, hand, rule=list_value(kind, value, hand, note=row.name)
        )


def list_value(
    kind: ReplyRule.Kind,
    value: str,
    hand: Hand,
    *,
    verdict: ReplyRule.Verdict = ReplyRule.Verdict.BLOCK,
    note: str = "",
) -> ReplyRule:
    """Put a value on the lists, in place of what they said of it."""
    until = hand.now + SUBNET_BLOCKED if kind == ReplyRule.Kind.SUBNET else None
    row, _ = ReplyRule.objects.update_or_create(
        kind=kind,
        value=value[:200],
        defaults={"verdict": verdict, "note": note[:200], "at": hand.now, "until": until, "by": hand.user},
    )
    return row


def list_words(text: str, hand: Hand, *, kind: ReplyRule.Kind, verdict: ReplyRule.Verdict) -> Act:
    """Put words or hosts on the list, one a line.

    Raises:
        HandError: there is none.
    """
    found = [tidy_line(each, most=100).casefold() for each in text.splitlines()[:MOST]]
    values = sorted({each.removeprefix("www.") for each in found if each})
    if not values:
        raise HandError("write at least one, each on a line of its own")
    with transaction.atomic():
        rows = [list_value(kind, each, hand, verdict=verdict) for each in values]
        about = ", ".join(values)
        return keep(
            Act.Kind.LISTED,
            hand,
            f"reply rules {rows[0].pk}",
            about=about,
            before={"rules": [r.pk for r in rows]},
        )


def unlist(number: int, hand: Hand) -> Act:
    """Take a line off the lists; the undo puts it back.

    Raises:
        HandError: it is gone already.
    """
    with transaction.atomic():
        row = ReplyRule.objects.filter(pk=number).first()
        if row is None:
            raise HandError("this is on no list any more")
        was = {"kind": row.kind, "value": row.value, "verdict": row.verdict, "note": row.note}
        row.delete()
        return keep(
            Act.Kind.LISTED,
            hand,
            f"reply rules {number}",
            about=f"no more: {was['note'] or was['value']}",
            before={"unlisted": was},
        )


def undo_decision(act: Act, hand: Hand) -> None:
    """Put replies back as they were before an act; what changed since stays.

    Raises:
        HandError: all of them changed since.
    """
    before = {int(number): was for number, was in act.before["replies"].items()}
    left = Reply.objects.select_for_update().filter(pk__in=before).exclude(state=Reply.State.DELETED)
    rows = [row for row in left if row.version == act.after["versions"].get(str(row.pk))]
    if not rows:
        raise HandError("all of these replies changed since")
    for row in rows:
        row.state, row.held_for, row.reports = (
            before[row.pk]["state"],
            before[row.pk]["for"],
            before[row.pk]["reports"],
        )
        row.version += 1
    Reply.objects.bulk_update(rows, ["state", "held_for", "reports", "version"])
    for row in rows:
        if row.state != Reply.State.APPROVED:
            row.mails.all().delete()
    learning.learn(rows, {row.pk: before[row.pk]["learned"] for row in rows})
    ReplyRule.objects.filter(pk__in=act.before.get("rules", [])).delete()
    on_page([row for row in rows if row.state != Reply.State.APPROVED], now=hand.now)
    on_page([row for row in rows if row.state == Reply.State.APPROVED], now=hand.now)
    learning.weigh_queue()


def undo_listing(act: Act, hand: Hand) -> None:
    """Take off the lists what an act put there, or put back what it took off."""
    ReplyRule.objects.filter(pk__in=act.before.get("rules", [])).delete()
    if was := act.before.get("unlisted"):
        kind, verdict = ReplyRule.Kind(was["kind"]), ReplyRule.Verdict(was["verdict"])
        list_value(kind, was["value"], hand, verdict=verdict, note=was["note"])


def report(number: int, subnet_hash: str, *, most: int, now: datetime) -> None:
    """Count a reader's report of a reply that is shown; after `most` of them it is held again.

    Args:
        number: of the reply.
        subnet_hash: of who reports; one subnet counts once.
        most: reports after which it is held.
        now: aware.

    Raises:
        HandError: readers do not see it.
    """
    with transaction.atomic():
        row = Reply.objects.select_for_update().filter(pk=number, state=Reply.State.APPROVED).first()
        if row is None:
            raise HandError("this reply is not there any more")
        if not row.seen_by(subnet_hash):
            return
        row.reports += 1
        row.held_for = Reason.REPORTED
        if row.reports >= most:
            row.state = Reply.State.HELD
        row.save(update_fields=["reports", "held_for", "state", "reporters"])
        if row.state == Reply.State.HELD:
            on_page([row], now=now)


def _decide(
    numbers: Sequence[int], state: Reply.State, hand: Hand, *, reason: str = "", rule: ReplyRule | None = None
) -> Act:
    """Decide on replies alike; those already so, or deleted by their writer, are left out."""
    with transaction.atomic():
        wanted = Reply.objects.select_for_update().filter(pk__in=list(numbers)[:MOST]).order_by("pk")
        rows = [
            each
            for each in wanted
            if each.state != Reply.State.DELETED and (each.state != state or each.reports)
        ]
        if not rows:
            raise HandError("these replies were decided on already, or are gone")
        before = {
            str(each.pk): {
                "state": each.state,
                "for": each.held_for,
                "reports": each.reports,
                "learned": each.learned,
            }
            for each in rows
        }
        numbers = [each.pk for each in rows]
        Reply.objects.filter(pk__in=numbers).update(
            state=state, held_for="", reports=0, reporters=[], version=F("version") + 1
        )
        for each in rows:
            each.state, each.version = state, each.version + 1
        learned = learning.SHOWN if state == Reply.State.APPROVED else learning.REFUSED
        learning.learn(rows, dict.fromkeys(numbers, learned))
        learning.weigh_queue()
        on_page(rows, now=hand.now)
        stories = {each.story_id for each in rows}
        more = f" and {len(rows) - 1} more" if len(rows) > 1 else ""
        return keep(
            _KINDS[state],
            hand,
            f"reply {numbers[0]}" if not more else f"replies {numbers[0]}-{numbers[-1]}",
            story_id=stories.pop() if len(stories) == 1 else None,
            about=f"{rows[0].name}: {tidy_line(rows[0].text, most=120)}{more}",
            reason=reason,
            before={"replies": before, "rules": [rule.pk] if rule else []},
            after={"versions": {str(each.pk): each.version for each in rows}},
        )
