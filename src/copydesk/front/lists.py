"""The pages that list: front page, feeds, maps and outlets, out of the rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from copydesk.desk.models import (
    SHOWN_ARTICLES,
    SHOWN_FINDINGS,
    Article,
    Correction,
    Finding,
    Form,
    Outlet,
    Printing,
    Relation,
    Source,
    Story,
)
from copydesk.desk.stories import moment_of, public_stories
from copydesk.front.assemble import (
    Tally,
    card_of,
    coverage_row,
    told_by_story,
    with_text,
)
from copydesk.front.comparing import compared
from copydesk.front.feeds import changed
from copydesk.front.maps import Entry
from copydesk.front.ranking import BREAKING, is_breaking, rank
from copydesk.front.rows import correction_note, link_to
from copydesk.front.values import (
    FrontPage,
    OutletArticle,
    OutletLink,
    OutletPage,
    StoryCard,
    StoryPage,
    Topic,
    Watched,
)
from copydesk.parsing import Outline, write_opml
from copydesk.types import FeedKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from copydesk.front.values import CorrectionNote, Limits

CANDIDATES = 400  #: the latest stories, of which the front page takes the best
LATEST = 12
COVERED = 6
COVERED_AGE = timedelta(days=7)
WATCHED = 4
LISTED_OUTLETS = 60
LISTED_TOPICS = 12
TOPIC_AGE = timedelta(days=30)  #: a topic without a story for so long is listed no more; its page stands
OUTLET_ARTICLES = 60
_TAKEN = Q(kind__in=[Relation.Kind.REPRINT, Relation.Kind.REWRITE])


def front_page(now: datetime, limits: Limits) -> FrontPage:
    """Return the front page, in at most nine queries.

    Args:
        now: aware; stories under embargo at this time are left out.
        limits: how much is shown.
    """
    latest = list(Story.objects.filter(public_stories(now)).order_by("-updated_at", "-pk")[:CANDIDATES])
    figures = tallies(latest)
    breaking = _breaking(latest, now)
    covered = _most_covered(latest, figures, now)
    ranked = sorted(latest, key=lambda each: (-_rank(each, figures[each.pk]), each.pk))[: limits.front]
    needed = {each.pk: each for each in [*ranked, *latest[:LATEST], *covered]}
    told = told_by_story(list(needed.values()))
    cards = {
        key: replace(
            card_of(story, told.get(key), figures[key], excerpt=limits.excerpt), breaking=key in breaking
        )
        for key, story in needed.items()
    }
    return FrontPage(
        stories=tuple(cards[each.pk] for each in ranked),
        latest=tuple(cards[each.pk] for each in latest[:LATEST]),
        most_covered=tuple(cards[each.pk] for each in covered),
        watched=_watched(now, limits),
        outlets=outlets_with_pages(now)[:LISTED_OUTLETS],
        topics=_by_size(Counter(each.topic for each in latest if now - each.updated_at <= TOPIC_AGE))[
            :LISTED_TOPICS
        ],
    )


def topics_there_are(now: datetime) -> tuple[Topic, ...]:
    """Return the topics of late public stories, those with most stories first, in one query."""
    late = Story.objects.filter(public_stories(now), updated_at__gte=now - TOPIC_AGE).exclude(topic="")
    counted = late.order_by().values("topic").annotate(many=Count("pk"))
    return _by_size({each["topic"]: each["many"] for each in counted})


def _by_size(counted: Mapping[str, int]) -> tuple[Topic, ...]:
    """Return topics with how many stories each has, most first."""
    found = [Topic(name=name, many=many) for name, many in counted.items() if name]
    return tuple(sorted(found, key=lambda each: (-each.many, each.name)))


def _breaking(stories: Sequence[Story], now: datetime) -> set[int]:
    """Return the ids of the stories that are breaking, in one query."""
    recent = [each.pk for each in stories if now - each.updated_at <= BREAKING]
    taken = Relation.objects.filter(_TAKEN, article=OuterRef("pk"))
    own = Article.objects.filter(SHOWN_ARTICLES, story__in=recent).exclude(Exists(taken))
    moments = own.order_by().values_list("story_id", "outlet_id", Coalesce("published", "first_seen"))
    reports: dict[int, dict[int, datetime]] = {}
    for story, house, when in moments:
        firsts = reports.setdefault(story or 0, {})
        firsts[house] = min(when, firsts.get(house, when))
    return {story for story, firsts in reports.items() if is_breaking(firsts.values(), now)}


def _most_covered(stories: Sequence[Story], figures: dict[int, Tally], now: datetime) -> list[Story]:
    """Return the stories of the last days that most newsrooms reported on their own; none that only one did."""
    fresh = [
        each for each in stories if now - each.updated_at <= COVERED_AGE and figures[each.pk].independent > 1
    ]
    best = sorted(
        fresh, key=lambda each: (-figures[each.pk].independent, -figures[each.pk].articles, each.pk)
    )
    return best[:COVERED]


def _rank(story: Story, tally: Tally) -> float:
    """Return where a story stands on the front page."""
    return rank(tally.independent, tally.articles - tally.independent, story.updated_at)


def tallies(stories: Sequence[Story]) -> dict[int, Tally]:
    """Return each story in figures, by its id, in two queries."""
    ids = [each.pk for each in stories]
    articles = Article.objects.filter(SHOWN_ARTICLES, story__in=ids).order_by()
    counts = {
        each["story_id"]: each
        for each in articles.values("story_id").annotate(
            many=Count("pk"), houses=Count("outlet", distinct=True)
        )
    }
    findings = Finding.objects.filter(
        SHOWN_FINDINGS,
        article__story__in=ids,
        article__withheld=False,
        alteration=Finding.Alteration.ALTERED,
    ).exclude(source__withheld=True)
    altered = dict(
        findings.order_by()
        .values("article__story_id")
        .annotate(many=Count("pk"))
        .values_list("article__story_id", "many")
    )
    empty = {"many": 0, "houses": 0}
    return {
        each.pk: Tally(
            articles=counts.get(each.pk, empty)["many"],
            outlets=counts.get(each.pk, empty)["houses"],
            altered=altered.get(each.pk, 0),
            independent=max(1, each.independent),
        )
        for each in stories
    }


def _watched(now: datetime, limits: Limits) -> tuple[Watched, ...]:
    """Return the quotations altered last, one of each story, in two queries."""
    public = Story.objects.filter(public_stories(now))
    readable = Printing.objects.filter(article__story__in=public, article__withheld=False)
    altered = (
        readable.filter(form__standing__in=(Form.Standing.ALTERED, Form.Standing.PARAPHRASED))
        .select_related("form__utterance", "article__outlet", "article__story")
        .order_by("-form__first_seen", "-pk")
    )
    newest: dict[int, Printing] = {}
    for each in altered[: WATCHED * 20]:
        newest.setdefault(each.article.story_id or 0, each)
    chosen = {each.form.utterance_id: each for each in list(newest.values())[:WATCHED]}
    firsts: dict[int, Printing] = {}
    rows = readable.filter(
        form__standing=Form.Standing.FIRST, form__utterance__in=list(chosen)
    ).select_related("form", "article__outlet")
    for each in sorted(rows, key=lambda row: (moment_of(row.article), row.pk)):
        firsts.setdefault(each.form.utterance_id, each)
    pairs = ((firsts[key], each) for key, each in chosen.items() if key in firsts)
    return tuple(_watch(first, each, limits) for first, each in pairs)


def _watch(first: Printing, altered: Printing, limits: Limits) -> Watched:
    """Return one altered quotation beside its first wording."""
    story, utterance = altered.article.story, altered.form.utterance
    assert story is not None  # the query asks for articles in public stories
    before, after = compared(first.form.words, altered.form.words)
    named = first.speaker if first.certainty >= limits.certainty else ""
    return Watched(
        story=card_of(story, None, Tally(), excerpt=limits.excerpt),
        speaker=utterance.speaker or named,
        first=before,
        words=after,
        first_by=link_to(first.article.outlet),
        by=link_to(altered.article.outlet),
        anchor=f"quotation-{utterance.pk}",
        language=first.article.outlet.language,
    )


def outlets_with_pages(now: datetime) -> tuple[OutletLink, ...]:
    """Return the outlets of which something is public, by name."""
    public = Story.objects.filter(public_stories(now))
    shown = Article.objects.filter(SHOWN_ARTICLES, outlet=OuterRef("pk"), story__in=public)
    return tuple(link_to(each) for each in Outlet.objects.filter(Exists(shown)).order_by("name", "pk"))


def outlets_opml(now: datetime, title: str) -> str:
    """Return the outlets of which something is public, with the feeds by which they are watched, as OPML."""
    shown = {each.slug for each in outlets_with_pages(now)}
    rows = Source.objects.filter(outlet__slug__in=shown, state=Source.State.ACTIVE)
    return write_opml(
        (
            Outline(
                title=row.outlet.name,
                feed_url=row.url,
                home_url=row.outlet.home_url or None,
                kind=FeedKind(row.kind),
            )
            for row in rows.exclude(kind=Source.Kind.PAGE)
            .select_related("outlet")
            .order_by("outlet__name", "pk")
        ),
        title,
    )


def feed_pages(now: datetime, limits: Limits, *, among: Q | None = None) -> tuple[StoryPage, ...]:
    """Return the stories as the feeds show them, those that changed last first, in five queries.

    A correction is a change: feed readers get it though the story is old. `among` says which stories; None for all.
    """
    public = Story.objects.filter(public_stories(now), among or Q())
    latest = list(public.order_by("-updated_at", "-pk")[: limits.feed])
    rows = Correction.objects.filter(story__in=public).order_by("-at", "-pk")[: limits.feed]
    corrected = {each.story_id for each in rows}
    stories = {each.pk: each for each in [*latest, *public.filter(pk__in=corrected)]}
    notes: dict[int, list[CorrectionNote]] = {}
    for each in Correction.objects.filter(story__in=stories).order_by("-at", "-pk"):
        notes.setdefault(each.story_id, []).append(correction_note(each))
    told = told_by_story(list(stories.values()))
    pages = []
    for number, story in stories.items():
        page = StoryPage(
            card=card_of(story, told.get(number), Tally(), excerpt=limits.excerpt),
            corrections=tuple(notes.get(number, ())),
        )
        pages.append(with_text(page, told[number], excerpt=limits.excerpt) if number in told else page)
    pages.sort(key=lambda page: (changed(page), page.card.number), reverse=True)
    return tuple(pages[: limits.feed])


def map_entries(now: datetime, *, most: int) -> Iterator[Entry]:
    """Yield every public story for the maps, the latest first, `most` at most, in one query."""
    rows = Story.objects.filter(public_stories(now)).order_by("-updated_at", "-pk")
    fields = ("pk", "slug", "headline", "published_at", "opened_at", "updated_at")
    for number, slug, headline, published, opened, updated in rows.values_list(*fields)[:most].iterator():
        yield Entry(number=number, slug=slug, headline=headline, opened=published or opened, updated=updated)


def outlet_page(outlet: Outlet, now: datetime, limits: Limits) -> OutletPage:
    """Return an outlet's page, in at most eight queries; only what stands in public stories counts."""
    public = Story.objects.filter(public_stories(now))
    articles = Article.objects.filter(SHOWN_ARTICLES, outlet=outlet, story__in=public)
    taken = articles.filter(Exists(Relation.objects.filter(_TAKEN, article=OuterRef("pk"))))
    altered = taken.filter(
        Exists(
            Finding.objects.filter(
                SHOWN_FINDINGS, article=OuterRef("pk"), alteration=Finding.Alteration.ALTERED
            )
        )
    )
    given = Relation.objects.filter(
        _TAKEN, of__outlet=outlet, article__story__in=public, article__withheld=False, of__withheld=False
    )
    number_taken = taken.count()
    return OutletPage(
        outlet=link_to(outlet),
        articles=_outlet_articles(
            list(articles.select_related("outlet", "story")[:OUTLET_ARTICLES]), public, limits
        ),
        own=articles.count() - number_taken,
        taken=number_taken,
        altered=altered.count(),
        given=given.exclude(article__outlet=outlet).count(),
    )


def _outlet_articles(
    articles: Sequence[Article], public: QuerySet[Story], limits: Limits
) -> tuple[OutletArticle, ...]:
    """Return an outlet's articles with their relations and how much each altered."""
    relations: dict[int, Relation] = {}
    rows = Relation.objects.filter(
        article__in=articles, of__withheld=False, of__story__in=public
    ).select_related("of__outlet")
    for each in rows.order_by("article_id", "-share", "pk"):
        relations.setdefault(each.article_id, each)
    counts: dict[int, int] = dict(
        Finding.objects.filter(SHOWN_FINDINGS, article__in=articles)
        .order_by()
        .values("article_id")
        .annotate(many=Count("pk"))
        .values_list("article_id", "many")
    )
    return tuple(
        OutletArticle(
            row=coverage_row(each, relations.get(each.pk), counts.get(each.pk, 0)),
            story=_plain_card(each.story, limits) if each.story else None,
        )
        for each in sorted(articles, key=moment_of, reverse=True)
    )


def _plain_card(story: Story, limits: Limits) -> StoryCard:
    """Return a story by name and address only."""
    return card_of(story, None, Tally(), excerpt=limits.excerpt)
