"""The desk's pages to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from copydesk.desk.editing.roles import Role
from copydesk.desk.models import Act, Article, Correction, Source, Story
from copydesk.desk.stories import HandError, find
from copydesk.front.desk import queue as queues
from copydesk.front.desk.access import at_desk
from copydesk.front.desk.sources import source_desk, source_list
from copydesk.front.desk.stories import article_judged, log_lines, story_desk, story_rows
from copydesk.front.desk.values import Kind
from copydesk.types import Policy

if TYPE_CHECKING:
    from copydesk.front.desk.access import Desk

LOG_PAGE = 60


@require_safe
@at_desk(Role.READER)
def queue_view(desk: Desk) -> HttpResponse:
    """Show what needs a person."""
    text = desk.request.GET.get("kind", "")
    kind = Kind(text) if text in set(Kind) else None
    entries = queues.queue(kind)
    counts = queues.counts()
    return desk.page(
        "queue.html",
        entries=entries,
        full=len(entries) == queues.SHOWN,
        kind=kind,
        counts=counts,
        stamp=queues.stamp(counts),
        place=desk.request.get_full_path(),
    )


@require_safe
@at_desk(Role.READER)
def pulse_view(desk: Desk) -> HttpResponse:  # noqa: ARG001 - who asks is looked at before
    """Say, for the script, whether the queue has changed."""
    return JsonResponse({"stamp": queues.stamp(queues.counts())}, headers={"Cache-Control": "no-store"})


@require_safe
@at_desk(Role.READER)
def stories_view(desk: Desk) -> HttpResponse:
    """List stories by state and words."""
    state, words = desk.request.GET.get("state", ""), desk.request.GET.get("q", "")[:200].replace("\0", "")
    known = (*Story.State.values, "embargoed")
    state = state if state in known else ""
    rows = story_rows(state=state, words=words, now=desk.now)
    return desk.page("stories.html", rows=rows, state=state, words=words, states=known)


@require_safe
@at_desk(Role.READER)
def story_view(desk: Desk, number: int) -> HttpResponse:
    """Show a story with everything that can be done to it."""
    row = get_object_or_404(Story.objects.select_related("lead__outlet", "lead__source"), pk=number)
    labels = Correction.Label.choices
    return desk.page("story.html", story=story_desk(row, desk.hand), labels=labels, place=desk.request.path)


@require_safe
@at_desk(Role.EDITOR)
def merge_view(desk: Desk, number: int) -> HttpResponse:
    """Show two stories side by side before one becomes part of the other."""
    row = get_object_or_404(Story.objects.select_related("lead__outlet", "lead__source"), pk=number)
    other = find(desk.request.GET.get("with", "").strip())
    if other == row:
        raise HandError("a story cannot be merged with itself")
    found = Story.objects.select_related("lead__outlet", "lead__source").get(pk=other.pk)
    pair = [story_desk(each, desk.hand) for each in (row, found)]
    return desk.page("merge.html", story=pair[0], other=pair[1])


@require_safe
@at_desk(Role.READER)
def article_view(desk: Desk, number: int) -> HttpResponse:
    """Show what an article altered, each to be judged."""
    row = get_object_or_404(Article.objects.select_related("outlet", "story"), pk=number)
    judged = article_judged(row)
    if not judged:
        raise Http404
    return desk.page("article.html", article=row, judged=judged, place=desk.request.path)


@require_safe
@at_desk(Role.READER)
def sources_view(desk: Desk) -> HttpResponse:
    """List the sources, those in trouble first."""
    return desk.page("sources.html", sources=source_list(), brought=_brought(desk))


def _brought(desk: Desk) -> str:
    """Return what a list of feeds brought, as a sentence; empty when none was brought just now."""
    counts = [desk.request.GET.get(name, "") for name in ("new", "known")]
    if not all(each.isascii() and each.isdecimal() and len(each) < 7 for each in counts):
        return ""
    new, known = map(int, counts)
    return f"{new} new source{'' if new == 1 else 's'} from the list; {known} known already."


@require_safe
@at_desk(Role.READER)
def source_view(desk: Desk, number: int) -> HttpResponse:
    """Show a source, its health and its rules."""
    row = get_object_or_404(Source.objects.select_related("outlet"), pk=number)
    return desk.page(
        "source.html",
        source=source_desk(row, desk.hand),
        rights=Source.Rights.choices,
        modes=Source.Mode.choices,
        policies=[(each.value, each.name.title()) for each in Policy],
        place=desk.request.path,
    )


@require_safe
@at_desk(Role.READER)
def log_view(desk: Desk) -> HttpResponse:
    """Show who did what when."""
    text = desk.request.GET.get("before", "")
    acts = Act.objects.all()
    if text.isascii() and text.isdecimal() and len(text) < 16:
        acts = acts.filter(pk__lt=int(text))
    lines = log_lines(acts, desk.hand)
    last = lines[-1].act if len(lines) == LOG_PAGE else None
    return desk.page("log.html", lines=lines, last=last, place=desk.request.get_full_path())
