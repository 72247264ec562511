"""The queue: everything that needs a person, the gravest first, the newest first among equals."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, Max, OuterRef, Q

from copydesk.desk.models import Act, Article, Finding, Post, Source, Story
from copydesk.desk.outbox import not_withdrawn
from copydesk.desk.stories import moment_of
from copydesk.front.alterations import GRAVITY, alteration_note, bodies_of
from copydesk.front.desk.values import Counts, Entry, Judged, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

SHOWN = 40  #: entries on the page
LOOKED_AT = 400  #: open findings that are grouped by article
WITHHELD = Q(withheld=True, state=Article.State.MATCHED)  #: articles that wait
FAILURES = 3  #: failures in a row from which a source needs a person
REACH = 160  #: code points shown on either side of what was altered
WORDS = 600  #: characters shown of what was altered itself
GRAVE = (Finding.Severity.CRITICAL, Finding.Severity.MAJOR)
_MODES = {Source.Mode.HOLD: "its source is on hold", Source.Mode.WHEN_CLEAN: "its source is to be clean"}


def held_stories() -> QuerySet[Story]:
    """Return the stories that wait for approval: wholly, or with some of their articles."""
    public = Q(state=Story.State.PUBLISHED) & Exists(Article.objects.filter(WITHHELD, story=OuterRef("pk")))
    return Story.objects.filter(Q(state=Story.State.HELD) | public)


def open_findings() -> QuerySet[Finding]:
    """Return the grave findings that nobody judged."""
    return Finding.objects.filter(state=Finding.State.OPEN, severity__in=GRAVE)


def troubled_sources() -> QuerySet[Source]:
    """Return the sources that need a person."""
    failing = Q(state=Source.State.ACTIVE, attempts__gte=FAILURES)
    return Source.objects.filter(failing | Q(state__in=(Source.State.STOPPED, Source.State.GONE)))


def failed_posts() -> QuerySet[Post]:
    """Return the posts that did not go out, of which nobody knows, or that were not taken away."""
    unsure = Q(state=Post.State.UNCONFIRMED) & ~Q(error="")
    return Post.objects.filter(Q(state=Post.State.FAILED) | unsure) | not_withdrawn()


def counts() -> Counts:
    """Return how much needs a person, in four queries."""
    return Counts(
        stories=held_stories().count(),
        findings=open_findings().count(),
        sources=troubled_sources().count(),
        posts=failed_posts().count(),
    )


def stamp() -> str:
    """Return a hash that changes when the queue does, in six queries."""
    last = Act.objects.aggregate(last=Max("pk"))["last"]
    found = Finding.objects.aggregate(last=Max("pk"))["last"]
    return hashlib.sha256(repr((counts(), last, found)).encode()).hexdigest()[:16]


def queue(kind: Kind | None = None) -> tuple[Entry, ...]:
    """Return what needs a person, in a bounded number of queries.

    Args:
        kind: only this kind; None for all.
    """
    makers = {Kind.STORY: _stories, Kind.FINDING: _findings, Kind.SOURCE: _sources, Kind.POST: _posts}
    found = [entry for name, make in makers.items() if kind in {None, name} for entry in make()]
    found.sort(key=lambda each: (-each.gravity, -each.when.timestamp(), each.key))
    return tuple(found[:SHOWN])


def _stories() -> list[Entry]:
    """Return the stories that wait for approval; what an editor held can wait longest."""
    rows = (
        held_stories().select_related("lead__outlet", "lead__source").order_by("-updated_at", "-pk")[:SHOWN]
    )
    grave = Count("findings", filter=Q(findings__state=Finding.State.OPEN, findings__severity__in=GRAVE))
    members = Article.objects.filter(story__in=[each.pk for each in rows]).order_by()
    withheld = Count("pk", filter=Q(withheld=True), distinct=True)
    counted = members.annotate(open_=grave, kept_back=withheld).values_list("story", "open_", "kept_back")
    figures = {story: (open_, kept_back) for story, open_, kept_back in counted}
    return [
        Entry(
            kind=Kind.STORY,
            gravity=1 if each.by_hand else 2,
            when=each.updated_at,
            number=each.pk,
            headline=each.headline,
            where=each.lead.outlet.name if each.lead else "",
            why=why_held(each, *figures.get(each.pk, (0, 0))),
            version=each.version,
            language=each.lead.outlet.language if each.lead else "",
            story=each.pk,
        )
        for each in rows
    ]


def why_held(story: Story, grave: int, withheld: int = 0) -> str:
    """Return why a story waits, as a sentence.

    Args:
        story: held, or public with articles that are withheld; with its lead's source.
        grave: its grave findings that are open.
        withheld: articles that their source's mode keeps from readers.
    """
    if story.state == Story.State.PUBLISHED:
        are = "1 of its articles waits" if withheld == 1 else f"{withheld} of its articles wait"
        return f"Readers see it, but {are}: the mode of the source asks for an editor."
    if story.by_hand:
        return "An editor holds it."
    if story.lead is None:
        return "It has no article any more."
    reason = _MODES.get(Source.Mode(story.lead.source.mode), "it is not yet worked out")
    found = (
        f", and {grave} grave finding{'s' if grave > 1 else ''} stand{'' if grave > 1 else 's'} open"
        if grave
        else ""
    )
    return f"It waits: {reason}{found}."


def _findings() -> list[Entry]:
    """Return the articles with grave findings that are open, each with its gravest one."""
    rows: list[Finding] = []
    for severity in GRAVE:
        found = Finding.objects.filter(state=Finding.State.OPEN, severity=severity)
        related = found.select_related("article__outlet", "article__story", "source__outlet")
        rows += related.order_by("-found_at", "-pk")[: LOOKED_AT - len(rows)]
    by_article: dict[int, list[Finding]] = {}
    for each in rows:
        if each.article.story is None or each.article.story.state != Story.State.KILLED:
            by_article.setdefault(each.article_id, []).append(each)
    groups = list(by_article.values())[:SHOWN]
    bodies = bodies_of(group[0] for group in groups)
    return [_finding(group, bodies) for group in groups]


def _finding(group: Sequence[Finding], bodies: dict[int, str]) -> Entry:
    """Return an article's findings as one entry."""
    worst = min(group, key=lambda each: (GRAVITY.index(each.severity), each.pk))
    article = worst.article
    against = f" against {worst.source.outlet.name}" if worst.source else ""
    return Entry(
        kind=Kind.FINDING,
        gravity=3 if worst.severity == Finding.Severity.CRITICAL else 2,
        when=max(moment_of(article), worst.found_at),
        number=article.pk,
        headline=article.headline or article.url,
        where=f"{article.outlet.name}{against}",
        why=worst.message,
        language=article.outlet.language,
        story=article.story_id,
        worst=judged(worst, bodies),
        more=len(group) - 1,
    )


def judged(row: Finding, bodies: dict[int, str]) -> Judged:
    """Return a finding as the desk shows it.

    Args:
        row: with its article's outlet.
        bodies: as from `copydesk.front.alterations.bodies_of`.
    """
    return Judged(
        number=row.pk,
        version=row.version,
        state=row.state,
        note=alteration_note(row, bodies, row.article.outlet.language, most=WORDS, reach=REACH),
        repair=row.repair,
        by=row.judged_by.get_username() if row.judged_by else "",
        when=row.judged_at,
        reason=row.judgement,
    )


def _sources() -> list[Entry]:
    """Return the sources in trouble."""
    rows = troubled_sources().select_related("outlet").order_by("-visited_at", "-pk")[:SHOWN]
    return [
        Entry(
            kind=Kind.SOURCE,
            gravity=1 if each.state == Source.State.ACTIVE else 2,
            when=each.visited_at or each.added_at,
            number=each.pk,
            headline=each.outlet.name,
            where=str(each),
            why=each.note or f"{each.attempts} failures in a row.",
            version=each.version,
        )
        for each in rows
    ]


def _posts() -> list[Entry]:
    """Return the posts that did not go out."""
    rows = failed_posts().select_related("story", "account").order_by("-pk")[:SHOWN]
    return [
        Entry(
            kind=Kind.POST,
            gravity=2,
            when=each.tried_at or each.due_at or each.story.updated_at,
            number=each.pk,
            headline=each.story.headline,
            where=str(each.account),
            why=each.error or "It was not sent.",
            story=each.story_id,
        )
        for each in rows
    ]
