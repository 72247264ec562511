"""The desk's forms: each does one thing, keeps who did it, and goes back to where it was sent from."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.http import Http404
from django.views.decorators.http import require_POST

from copydesk.desk.editing import grouping, judging, publishing, speakers, translations, watching
from copydesk.desk.editing.hands import keep
from copydesk.desk.editing.roles import Role
from copydesk.desk.editing.undoing import undo
from copydesk.desk.models import Act, Post
from copydesk.desk.stories import HandError
from copydesk.errors import InputError
from copydesk.front.desk.access import HOME, at_desk

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from copydesk.front.desk.access import Desk


def _story_page(number: int) -> str:
    """Return the desk's page of a story."""
    return f"{HOME}story/{number}/"


def _approve(desk: Desk, number: int) -> Act:
    """Approve a story."""
    return publishing.approve(number, desk.number("version"), desk.hand, reason=desk.text("reason"))


def _hold(desk: Desk, number: int) -> Act:
    """Hold a story."""
    return publishing.hold(number, desk.number("version"), desk.hand, reason=desk.text("reason"))


def _kill(desk: Desk, number: int) -> Act:
    """Kill a story."""
    return publishing.kill(number, desk.number("version"), desk.hand, reason=desk.text("reason"))


def _embargo(desk: Desk, number: int) -> Act:
    """Put a story under embargo."""
    until = _moment(desk.text("until"), desk.site.zone)
    return publishing.embargo(
        number, desk.number("version"), desk.hand, until=until, reason=desk.text("reason")
    )


def _lift(desk: Desk, number: int) -> Act:
    """Lift a story's embargo."""
    return publishing.embargo(number, desk.number("version"), desk.hand, until=None)


def _correct(desk: Desk, number: int) -> Act:
    """Correct a story."""
    return publishing.correct(
        number, desk.number("version"), desk.hand, text=desk.text("text"), label=desk.text("label")
    )


def _topic(desk: Desk, number: int) -> Act:
    """Give a story a topic."""
    return publishing.file_under(number, desk.number("version"), desk.hand, topic=desk.text("topic"))


def _merge(desk: Desk, number: int) -> Act:
    """Merge another story into one."""
    other = (desk.number("other"), desk.number("other_version"))
    return grouping.merge((number, desk.number("version")), other, desk.hand, reason=desk.text("reason"))


def _split(desk: Desk, number: int) -> Act:
    """Split articles off a story."""
    articles = [
        int(each) for each in desk.request.POST.getlist("article") if each.isdecimal() and len(each) < 16
    ]
    return grouping.split(
        number, desk.number("version"), desk.hand, articles=articles, reason=desk.text("reason")
    )


_STORY_ACTS: dict[str, Callable[[Desk, int], Act]] = {
    "approve": _approve,
    "hold": _hold,
    "kill": _kill,
    "embargo": _embargo,
    "lift": _lift,
    "correct": _correct,
    "topic": _topic,
    "merge": _merge,
    "split": _split,
}


@require_POST
@at_desk(Role.EDITOR)
def story_act(desk: Desk, number: int, act: str) -> HttpResponse:
    """Do something to a story."""
    if act not in _STORY_ACTS:
        raise Http404
    return desk.back(_STORY_ACTS[act](desk, number), _story_page(number))


@require_POST
@at_desk(Role.EDITOR)
def finding_act(desk: Desk, number: int, act: str) -> HttpResponse:
    """Judge a finding."""
    judge = {"accept": judging.accept, "dismiss": judging.dismiss}.get(act)
    if judge is None:
        raise Http404
    done = judge(number, desk.number("version"), desk.hand, reason=desk.text("reason"))
    return desk.back(done, HOME)


@require_POST
@at_desk(Role.EDITOR)
def speaker_act(desk: Desk, number: int) -> HttpResponse:
    """Put a speaker right."""
    story = desk.number("story")
    done = speakers.put_right(
        number, desk.number("version"), desk.hand, speaker=desk.text("speaker"), story=story
    )
    return desk.back(done, _story_page(story))


@require_POST
@at_desk(Role.EDITOR)
def apart_act(desk: Desk, number: int) -> HttpResponse:
    """Say that a proposed translation is none."""
    story = desk.number("story")
    done = translations.dismiss(number, desk.number("version"), desk.hand, story=story)
    return desk.back(done, _story_page(story))


@require_POST
@at_desk(Role.EDITOR)
def source_act(desk: Desk, number: int, act: str) -> HttpResponse:
    """Pause a source, or visit it again."""
    change = {"pause": watching.pause, "resume": watching.resume}.get(act)
    if change is None:
        raise Http404
    done = change(number, desk.number("version"), desk.hand, reason=desk.text("reason"))
    return desk.back(done, f"{HOME}source/{number}/")


@require_POST
@at_desk(Role.CHIEF)
def rules_act(desk: Desk, number: int) -> HttpResponse:
    """Change a source's rules."""
    rules = watching.Rules(desk.text("rights"), desk.text("mode"), desk.text("policy"))
    done = watching.change_rules(
        number, desk.number("version"), desk.hand, rules=rules, reason=desk.text("reason")
    )
    return desk.back(done, f"{HOME}source/{number}/")


@require_POST
@at_desk(Role.EDITOR)
def retry_act(desk: Desk, number: int) -> HttpResponse:
    """Order another try of a post; its network is read first, so that nothing stands twice."""
    from copydesk.desk.outbox import order_retry

    row = Post.objects.select_related("story", "account").filter(pk=number).first()
    if row is None:
        raise Http404
    try:
        order_retry(number, now=desk.now)
    except InputError as error:
        raise HandError(str(error)) from error
    done = keep(Act.Kind.RETRIED, desk.hand, f"post {number}", story=row.story, about=str(row))
    return desk.back(done, HOME)


@require_POST
@at_desk(Role.EDITOR)
def undo_act(desk: Desk, number: int) -> HttpResponse:
    """Undo an act."""
    done = undo(number, desk.hand)
    return desk.back(done, _story_page(done.story_id) if done.story_id else HOME)


def _moment(text: str, zone: str) -> datetime:
    """Return the time that a field holds, in the site's zone.

    Raises:
        HandError: it is no time.
    """
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise HandError("say until when, as day and time") from error
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone))
