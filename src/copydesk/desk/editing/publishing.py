"""Approve, hold, put under embargo, kill, correct: what readers see of a story."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from copydesk.desk.editing.hands import Hand, bake, keep, take
from copydesk.desk.models import Act, Article, Correction, Story
from copydesk.desk.stories import HandError, recount
from copydesk.desk.topics import tidy

CORRECTION_CHARACTERS = 2000  #: most of a correction
REASON_CHARACTERS = 1000  #: most of a reason
_STANDING = ("state", "by_hand", "published_at", "embargoed_until")


def approve(number: int, version: int, hand: Hand, *, reason: str = "") -> Act:
    """Let readers see a story that was held, or the articles of a public one that are withheld.

    Args:
        number: of the story.
        version: that the editor saw.
        hand: who does it.
        reason: for the log; empty for none.

    Raises:
        ConflictError: somebody changed it since.
        HandError: it is not held, and nothing of it is withheld.
    """
    with transaction.atomic():
        story = take(Story, number, version)
        waiting = list(story.articles.filter(approved=False).order_by("pk").values_list("pk", flat=True))
        if not story.articles.filter(withheld=True).exists():
            _expect(story, Story.State.HELD)
        _expect(story, Story.State.HELD, Story.State.PUBLISHED)
        before = standing_of(story) | {"approved": waiting}
        Article.objects.filter(pk__in=waiting).update(approved=True, withheld=False)
        story.published_at = story.published_at or hand.now
        return _given(story, Story.State.PUBLISHED, before, Act.Kind.APPROVED, hand=hand, reason=reason)


def hold(number: int, version: int, hand: Hand, *, reason: str = "") -> Act:
    """Take a story away from readers until it is approved; arguments and errors as for `approve`."""
    with transaction.atomic():
        story = take(Story, number, version)
        _expect(story, Story.State.PUBLISHED)
        return _given(story, Story.State.HELD, standing_of(story), Act.Kind.HELD, hand=hand, reason=reason)


def kill(number: int, version: int, hand: Hand, *, reason: str) -> Act:
    """Take a story away for good: it must not be used. Arguments and errors as for `approve`.

    Raises:
        HandError: there is no reason given.
    """
    if not reason.strip():
        raise HandError("a kill needs a reason: others will ask")
    with transaction.atomic():
        story = take(Story, number, version)
        _expect(story, Story.State.PUBLISHED, Story.State.HELD)
        return _given(
            story, Story.State.KILLED, standing_of(story), Act.Kind.KILLED, hand=hand, reason=reason
        )


def embargo(number: int, version: int, hand: Hand, *, until: datetime | None, reason: str = "") -> Act:
    """Hide a story until a time; None lifts the embargo. Arguments and errors as for `approve`.

    Raises:
        HandError: the time lies not ahead.
    """
    if until is not None and until <= hand.now:
        raise HandError("an embargo ends in the future")
    with transaction.atomic():
        story = take(Story, number, version)
        _expect(story, Story.State.PUBLISHED, Story.State.HELD)
        before = standing_of(story)
        Story.objects.filter(pk=story.pk).update(embargoed_until=until)
        bake(story, now=hand.now)
        return keep(
            Act.Kind.EMBARGOED if until else Act.Kind.LIFTED,
            hand,
            subject_of(story),
            story=story,
            about=story.headline,
            reason=reason.strip()[:REASON_CHARACTERS],
            before=before,
            after={"embargoed_until": until.isoformat() if until else None},
        )


def correct(
    number: int, version: int, hand: Hand, *, text: str, label: str = Correction.Label.CORRECTION
) -> Act:
    """Put a dated correction on a story's page, in the feeds and on the page of corrections.

    Args:
        number: of the story.
        version: that the editor saw.
        hand: who does it.
        text: what was wrong and what is right, in the editor's words.
        label: a value of `Correction.Label`.

    Raises:
        ConflictError: somebody changed it since.
        HandError: there is no text, no such label, or the story is killed.
    """
    text = text.strip()[:CORRECTION_CHARACTERS]
    if not text:
        raise HandError("a correction needs words")
    if label not in Correction.Label.values:
        raise HandError(f"there is no label {label!r}")
    with transaction.atomic():
        story = take(Story, number, version)
        _expect(story, Story.State.PUBLISHED, Story.State.HELD)
        row = Correction.objects.create(story=story, text=text, label=label, at=hand.now, by=hand.user)
        bake(story, now=hand.now)
        return keep(
            Act.Kind.CORRECTED,
            hand,
            f"correction {row.pk}",
            story=story,
            about=story.headline,
            reason=text,
            before={"correction": row.pk},
            after={"label": label},
        )


def file_under(number: int, version: int, hand: Hand, *, topic: str) -> Act:
    """Give a story a topic by hand; an empty one lets the outlets decide again.

    Arguments and errors as for `approve`.
    """
    with transaction.atomic():
        story = take(Story, number, version)
        _expect(story, Story.State.PUBLISHED, Story.State.HELD)
        before = {"topic": story.topic, "by_hand": story.topic_by_hand}
        set_topic(story, tidy(topic), by_hand=bool(tidy(topic)), now=hand.now)
        return keep(
            Act.Kind.FILED,
            hand,
            subject_of(story),
            story=story,
            about=story.headline,
            reason=tidy(topic),
            before=before,
            after={"topic": story.topic},
        )


def set_topic(story: Story, topic: str, *, by_hand: bool, now: datetime) -> None:
    """Write a story's topic, or have it worked out anew, and have its pages baked."""
    story.topic, story.topic_by_hand = topic, by_hand
    Story.objects.filter(pk=story.pk).update(topic=topic, topic_by_hand=by_hand)
    recount([story.pk], now=now)
    bake(story, now=now)


def subject_of(story: Story) -> str:
    """Return what the log calls a story."""
    return f"story {story.pk}"


def standing_of(story: Story) -> dict[str, Any]:
    """Return what decides whether readers see a story, as an undo puts it back."""
    found = {name: getattr(story, name) for name in _STANDING}
    return {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in found.items()
    }


def restore(story: Story, before: dict[str, Any], *, now: datetime) -> None:
    """Put back what `standing_of` told; when it was first published stays true."""
    values = {name: before[name] for name in ("state", "by_hand")}
    until = before["embargoed_until"]
    values["embargoed_until"] = datetime.fromisoformat(until) if until else None
    Story.objects.filter(pk=story.pk).update(**values)
    Article.objects.filter(pk__in=before.get("approved", ())).update(approved=False)
    recount([story.pk], now=now)
    bake(story, now=now)


def _given(
    story: Story, state: Story.State, before: dict[str, Any], kind: Act.Kind, *, hand: Hand, reason: str
) -> Act:
    """Give a story a state by hand and keep who did it."""
    story.state, story.by_hand = state, True
    story.save(update_fields=["state", "by_hand", "published_at"])
    recount([story.pk], now=hand.now)
    bake(story, now=hand.now)
    return keep(
        kind,
        hand,
        subject_of(story),
        story=story,
        about=story.headline,
        reason=reason.strip()[:REASON_CHARACTERS],
        before=before,
        after={"state": state.value},
    )


def _expect(story: Story, *states: Story.State) -> None:
    """Refuse what cannot be done to a story in its state."""
    if story.state not in states:
        raise HandError(f"this story is {Story.State(story.state).label}: that cannot be done to it")
