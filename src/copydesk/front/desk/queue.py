"""The queue: everything that needs a person, the gravest first, the newest first among equals."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Q

from copydesk.desk.models import Act, Article, Finding, Post, Reply, Source, Story
from copydesk.desk.outbox import not_withdrawn
from copydesk.desk.stories import moment_of
from copydesk.front.alterations import GRAVITY, alteration_note, bodies_of
from copydesk.front.desk.values import Counts, Entry, Judged, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

SHOWN = 40  #: entries on the page
LOOKED_AT = 400  #: open findings of one severity that are grouped by article
PORTION = 80  #: of them looked at a time
FAILURES = 3  #: failures in a row from which a source needs a person
REACH = 160  #: code points shown on either side of what was altered
WORDS = 600  #: characters shown of what was altered itself
GRAVE = (Finding.Severity.CRITICAL, Finding.Severity.MAJOR)
_MODES = {Source.Mode.HOLD: "its source is on hold", Source.Mode.WHEN_CLEAN: "its source is to be clean"}


def held_stories() -> QuerySet[Story]:
    """Return the stories that wait for approval."""
    return Story.objects.filter(state=Story.State.HELD)


def partly_held_stories() -> QuerySet[Story]:
    """Return the stories that readers see without some of their articles, which wait for approval."""
    return Story.objects.filter(waiting__gt=0)


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
    """Return how much needs a person, in six queries."""
    return Counts(
        stories=held_stories().count() + partly_held_stories().count(),
        findings=open_findings().count(),
        sources=troubled_sources().count(),
        posts=failed_posts().count(),
        replies=Reply.objects.filter(state=Reply.State.HELD).count(),
    )


def stamp(figures: Counts) -> str:
    """Return a hash that changes when the queue does, in two queries.

    Args:
        figures: as from `counts`.
    """
    last = Act.objects.aggregate(last=Max("pk"))["last"]
    found = Finding.objects.aggregate(last=Max("pk"))["last"]
    return hashlib.sha256(repr((figures, last, found)).encode()).hexdigest()[:16]


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
    rows = [
        story
        for kind in (held_stories(), partly_held_stories())
        for story in kind.select_related("lead__outlet", "lead__source").order_by("-updated_at", "-pk")[
            :SHOWN
        ]
    ]
    grave = Count("findings", filter=Q(findings__state=Finding.State.OPEN, findings__severity__in=GRAVE))
    members = Article.objects.filter(story__in=[each.pk for each in rows]).order_by()
    figures = dict(members.values("story").annotate(open_=grave).values_list("story", "open_"))
    return [
        Entry(
            kind=Kind.STORY,
            gravity=1 if each.by_hand else 2,
            when=each.updated_at,
            number=each.pk,
            headline=each.headline,
            where=each.lead.outlet.name if each.lead else "",
            why=why_held(each, figures.get(each.pk, 0)),
            version=each.version,
            language=each.lead.outlet.language if each.lead else "",
            story=each.pk,
        )
        for each in rows
    ]


def why_held(story: Story, grave: int) -> str:
    """Return why a story waits, as a sentence.

    Args:
        story: held, or public with articles that are withheld; with its lead's source.
        grave: its grave findings that are open.
    """
    if story.state == Story.State.PUBLISHED:
        are = "1 of its articles waits" if story.waiting == 1 else f"{story.waiting} of its articles wait"
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
    by_article: dict[int, list[Finding]] = {}
    for severity in GRAVE:
        found = Finding.objects.filter(state=Finding.State.OPEN, severity=severity)
        rows = found.exclude(article__story__state=Story.State.KILLED)
        rows = rows.select_related("article__outlet", "source__outlet").order_by("-found_at", "-pk")
        for begin in range(0, LOOKED_AT, PORTION):
            portion = rows.defer("article__item", "source__item")[begin : begin + PORTION]
            for each in portion:
                by_article.setdefault(each.article_id, []).append(each)
            if len(portion) < PORTION or len(by_article) >= SHOWN:
                break
    groups = list(by_article.values())[:SHOWN]
    # Counted, not filtered, by state: the database is to go by the articles, of which there are few.
    grave = Count("pk", filter=Q(state=Finding.State.OPEN, severity__in=GRAVE))
    theirs = Finding.objects.filter(article__in=[group[0].article_id for group in groups])
    more = dict(theirs.order_by().values_list("article").annotate(many=grave))
    bodies = bodies_of(group[0] for group in groups)
    return [_finding(group, bodies, more.get(group[0].article_id, 1) - 1) for group in groups]


def _finding(group: Sequence[Finding], bodies: dict[int, str], more: int) -> Entry:
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
        more=more,
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
