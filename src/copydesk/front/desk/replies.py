"""The desk's pages for readers' replies: what waits and why, many decided at once, and the lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.http import Http404
from django.views.decorators.http import require_POST, require_safe

from copydesk.desk.editing.roles import Role
from copydesk.desk.models import Reply, ReplyRule
from copydesk.desk.replies import learning, moderating
from copydesk.desk.stories import HandError
from copydesk.front.desk.access import HOME, at_desk
from copydesk.replies.plain import paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.http import HttpResponse

    from copydesk.desk.models import Act
    from copydesk.front.desk.access import Desk
    from copydesk.replies.plain import Piece

SHOWN = 40  #: replies on a page
WORDS = 5  #: telling words shown
PLACE = f"{HOME}replies/"
_TABS = {
    "waiting": Q(state=Reply.State.HELD),
    "reported": Q(state=Reply.State.APPROVED, reports__gt=0),
    "shown": Q(state=Reply.State.APPROVED),
    "refused": Q(state=Reply.State.REJECTED),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A reply before an editor."""

    number: int
    name: str
    paragraphs: tuple[tuple[tuple[Piece, ...], ...], ...]
    when: datetime
    story: int
    headline: str
    reasons: tuple[str, ...]
    percent: int  #: how likely it is refused, as word-Bayes has it
    words: tuple[str, ...]  #: that say so, the most telling first
    link: str  #: where it was written, when elsewhere
    answers: str  #: whom it answers; empty for nobody
    reports: int
    by_email: bool  #: its address is known, as a hash, and can be blocked
    by_subnet: bool

    @property
    def key(self) -> str:
        """What its element on the page is called."""
        return f"reply-{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One of the lists of replies."""

    name: str
    title: str
    many: int


@require_safe
@at_desk(Role.READER)
def replies_view(desk: Desk) -> HttpResponse:
    """Show the replies that wait, those most likely to be shown first; or those decided on."""
    name = desk.request.GET.get("tab", "waiting")
    name = name if name in _TABS else "waiting"
    order = ("likely_refused", "written_at", "pk") if name == "waiting" else ("-written_at", "-pk")
    found = Reply.objects.filter(_TABS[name]).select_related("story", "parent").order_by(*order)
    rows = list(found[:SHOWN])
    return desk.page(
        "replies.html", entries=entries(rows), tabs=tabs(), name=name, place=desk.request.get_full_path()
    )


@require_POST
@at_desk(Role.EDITOR)
def replies_act(desk: Desk) -> HttpResponse:
    """Decide on one reply, or on all that are ticked."""
    act, _, one = desk.request.POST.get("act", "").partition(" ")
    numbers = [
        int(each) for each in ([one] if one else desk.request.POST.getlist("reply")) if _is_number(each)
    ]
    if act not in _ACTS:
        raise Http404
    if not numbers:
        raise HandError("tick at least one reply")
    return desk.back(_ACTS[act](desk, numbers), PLACE)


@require_safe
@at_desk(Role.EDITOR)
def lists_view(desk: Desk) -> HttpResponse:
    """Show the lists: words, hosts, addresses and subnets, and what each means."""
    rows = ReplyRule.objects.select_related("by").order_by("kind", "value")[:500]
    kinds = [each for each in ReplyRule.Kind.choices if each[0] in {"word", "host"}]
    return desk.page("reply_lists.html", rows=rows, kinds=kinds, place=desk.request.path)


@require_POST
@at_desk(Role.EDITOR)
def lists_act(desk: Desk) -> HttpResponse:
    """Put words or hosts on the lists, or take a line off."""
    place = f"{PLACE}lists/"
    if desk.request.POST.get("remove"):
        return desk.back(moderating.unlist(desk.number("remove"), desk.hand), place)
    kind = ReplyRule.Kind.HOST if desk.text("kind") == "host" else ReplyRule.Kind.WORD
    verdict = ReplyRule.Verdict.BLOCK if kind == ReplyRule.Kind.HOST else ReplyRule.Verdict.HOLD
    return desk.back(moderating.list_words(desk.text("words"), desk.hand, kind=kind, verdict=verdict), place)


def entries(rows: list[Reply]) -> tuple[Waiting, ...]:
    """Return replies as the desk shows them, in two further queries.

    Args:
        rows: with their stories and what they answer.
    """
    scores = learning.scores(rows)
    return tuple(
        Waiting(
            number=row.pk,
            name=row.name,
            paragraphs=paragraphs(row.text),
            when=row.written_at,
            story=row.story_id,
            headline=row.story.headline,
            reasons=tuple(each for each in row.held_for.split("; ") if each),
            percent=round(scores[row.pk].value * 100),
            words=tuple(
                f"{'+' if each.weight > 0 else '−'} {each.word}" for each in scores[row.pk].words[:WORDS]
            ),
            link=row.link,
            answers=row.parent.name if row.parent else "",
            reports=row.reports,
            by_email=bool(row.email_hash),
            by_subnet=bool(row.subnet_hash),
        )
        for row in rows
    )


def tabs() -> tuple[Tab, ...]:
    """Return the lists of replies and how many stand in each, in one query."""
    figures = Reply.objects.aggregate(**{name: Count("pk", filter=which) for name, which in _TABS.items()})
    return tuple(Tab(name=name, title=name.title(), many=figures[name]) for name in _TABS)


def _is_number(text: str) -> bool:
    """Say whether a text is the number of a row."""
    return text.isascii() and text.isdecimal() and len(text) < 16


def _show(desk: Desk, numbers: list[int]) -> Act:
    """Show replies."""
    return moderating.show(numbers, desk.hand)


def _refuse(desk: Desk, numbers: list[int]) -> Act:
    """Refuse replies."""
    return moderating.refuse(numbers, desk.hand)


def _block_email(desk: Desk, numbers: list[int]) -> Act:
    """Refuse a reply, and block its address."""
    return moderating.block(numbers[0], desk.hand, kind=ReplyRule.Kind.EMAIL)


def _block_subnet(desk: Desk, numbers: list[int]) -> Act:
    """Refuse a reply, and block its subnet for a week."""
    return moderating.block(numbers[0], desk.hand, kind=ReplyRule.Kind.SUBNET)


_ACTS: dict[str, Callable[[Desk, list[int]], Act]] = {
    "show": _show,
    "refuse": _refuse,
    "block-email": _block_email,
    "block-subnet": _block_subnet,
}
