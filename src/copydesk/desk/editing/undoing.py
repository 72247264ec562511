"""Undo: what an act changed is put back; the act stays in the log, with the one that undid it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from django.db import transaction
from django.db.models import F

from copydesk.desk import sources
from copydesk.desk.editing.grouping import move_back
from copydesk.desk.editing.hands import Hand, bake, keep
from copydesk.desk.editing.judging import reopen
from copydesk.desk.editing.publishing import restore, set_topic
from copydesk.desk.editing.roles import Role, role_of
from copydesk.desk.editing.speakers import set_speaker
from copydesk.desk.editing.translations import count_anew
from copydesk.desk.editing.watching import Rules, set_rules
from copydesk.desk.models import Act, Correction, Proposal, Source, Story
from copydesk.desk.replies.moderating import undo_decision, undo_listing
from copydesk.desk.stories import HandError

if TYPE_CHECKING:
    from collections.abc import Callable

    from copydesk.desk.models.versioned import Versioned

Found = TypeVar("Found")


def undo(number: int, hand: Hand) -> Act:
    """Undo an act: one's own, or anybody's for a chief.

    Raises:
        HandError: it was undone before, something later rests on it, it is somebody else's, or it cannot be undone.
    """
    with transaction.atomic():
        act = Act.objects.select_for_update(of=("self",)).filter(pk=number).first()
        if act is None:
            raise HandError("there is no such act")
        if why := why_not(act, hand):
            raise HandError(why)
        _UNDO[Act.Kind(act.kind)](act, hand)
        return keep(
            Act.Kind.UNDONE,
            hand,
            act.subject,
            undoes=act,
            about=act.about,
            story=act.story,
            other=act.other,
            finding=act.finding,
            source=Source.objects.filter(pk=act.source_id or 0).first(),
            utterance=act.utterance,
        )


def why_not(act: Act, hand: Hand) -> str:
    """Return why an act cannot be undone by somebody; empty when it can."""
    if act.kind not in _UNDO or (act.kind in _OF_SOURCES and act.source_id is None):
        return "this cannot be undone"
    if Act.objects.filter(undoes=act).exists():
        return "this was undone already"
    if act.by_id != hand.user.pk and role_of(hand.user) < Role.CHIEF:
        return "only a chief undoes what somebody else did"
    later = Act.objects.filter(subject=act.subject, pk__gt=act.pk, undone_by=None)
    if later.exclude(kind=Act.Kind.UNDONE).exists():
        return "something later rests on this; undo that first"
    return ""


def _standing(act: Act, hand: Hand) -> None:
    """Put back whether readers see a story."""
    story = _there(act.story)
    if story.state == Story.State.MERGED:
        raise HandError("this story was merged since; undo that first")
    _count(story)
    restore(story, act.before, now=hand.now)


def _correction(act: Act, hand: Hand) -> None:
    """Take a correction off the page; the log keeps its words."""
    story = _there(act.story)
    _count(story)
    Correction.objects.filter(pk=act.before["correction"]).delete()
    bake(story, now=hand.now)


def _topic(act: Act, hand: Hand) -> None:
    """Let a story have its former topic."""
    story = _there(act.story)
    _count(story)
    set_topic(story, act.before["topic"], by_hand=act.before["by_hand"], now=hand.now)


def _merge(act: Act, hand: Hand) -> None:
    """Give a merged story its articles and its address back."""
    kept, gone = _there(act.story), _there(act.other)
    if kept.state == Story.State.MERGED:
        raise HandError("the story it was merged into was merged itself since; undo that first")
    for story in (kept, gone):
        _count(story)
    Story.objects.filter(pk=kept.pk).update(opened_at=datetime.fromisoformat(act.before["opened_at"]))
    Story.objects.filter(pk=gone.pk).update(merged_into=None, state=act.before["gone"]["state"])
    move_back(act.before["articles"], kept, gone, now=hand.now)
    restore(gone, act.before["gone"], now=hand.now)
    bake(kept, now=hand.now)


def _split(act: Act, hand: Hand) -> None:
    """Bring split articles home; the address of the story they had leads home, too."""
    home, fresh = _there(act.story), _there(act.other)
    if Story.State.MERGED in {home.state, fresh.state}:
        raise HandError("one of the two stories was merged since; undo that first")
    for story in (home, fresh):
        _count(story)
    move_back(act.before["articles"], fresh, home, now=hand.now)
    if not fresh.articles.exists():
        Story.objects.filter(pk=fresh.pk).update(
            state=Story.State.MERGED, merged_into=home, bake_due_at=hand.now
        )
    bake(home, now=hand.now)


def _speaker(act: Act, hand: Hand) -> None:
    """Let an utterance have its former speaker."""
    row = _there(act.utterance)
    _count(row)
    set_speaker(row, act.before["speaker"], by_hand=act.before["by_hand"], now=hand.now)


def _judgement(act: Act, hand: Hand) -> None:
    """Open findings again."""
    reopen(act, now=hand.now)


def _apart(act: Act, hand: Hand) -> None:
    """Propose a translation again."""
    row = _there(Proposal.objects.filter(pk=act.before["proposal"]).first())
    _count(row)
    Proposal.objects.filter(pk=row.pk).update(state=Proposal.State.OPEN)
    count_anew(row, now=hand.now)


def _added(act: Act, hand: Hand) -> None:  # noqa: ARG001 - as the others
    """Forget a source that has brought nothing yet."""
    row = _there(act.source)
    many = row.articles.count()
    if many:
        raise HandError(
            f"this source has brought {many} articles since; pause it, "
            f"or take it away with them: copydesk source remove {row.pk}"
        )
    sources.remove(row)


def _visits(act: Act, hand: Hand) -> None:
    """Let a source be visited as before."""
    row = _there(act.source)
    _count(row)
    visited = act.before["state"] == Source.State.ACTIVE
    Source.objects.filter(pk=row.pk).update(
        state=act.before["state"],
        note=act.before["note"],
        attempts=act.before["attempts"],
        due_at=hand.now if visited else None,
    )


def _rules(act: Act, hand: Hand) -> None:
    """Give a source its former rules."""
    row = _there(act.source)
    _count(row)
    set_rules(row, Rules(**act.before), now=hand.now)


def _there(row: Found | None) -> Found:
    """Return a row that an act was about."""
    if row is None:
        raise HandError("what this was done to is gone")
    return row


def _count(row: Versioned) -> None:
    """Count a change by hand, so that forms made before it are refused."""
    type(row)._default_manager.filter(pk=row.pk).update(version=F("version") + 1)  # noqa: SLF001 - Django's name


#: undone only where a source is there to be put back; the same done to an account is undone by its own buttons
_OF_SOURCES = frozenset({Act.Kind.ADDED, Act.Kind.PAUSED, Act.Kind.RESUMED, Act.Kind.RULES})
_UNDO: dict[Act.Kind, Callable[[Act, Hand], None]] = {
    Act.Kind.APPROVED: _standing,
    Act.Kind.HELD: _standing,
    Act.Kind.KILLED: _standing,
    Act.Kind.EMBARGOED: _standing,
    Act.Kind.LIFTED: _standing,
    Act.Kind.CORRECTED: _correction,
    Act.Kind.FILED: _topic,
    Act.Kind.MERGED: _merge,
    Act.Kind.SPLIT: _split,
    Act.Kind.SPEAKER: _speaker,
    Act.Kind.ACCEPTED: _judgement,
    Act.Kind.DISMISSED: _judgement,
    Act.Kind.APART: _apart,
    Act.Kind.ADDED: _added,
    Act.Kind.PAUSED: _visits,
    Act.Kind.RESUMED: _visits,
    Act.Kind.RULES: _rules,
    Act.Kind.SHOWN: undo_decision,
    Act.Kind.REFUSED: undo_decision,
    Act.Kind.LISTED: undo_listing,
}
