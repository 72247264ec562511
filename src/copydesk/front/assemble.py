"""Rows into values: what a page shows, gathered in a bounded number of queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from copydesk import types
from copydesk.desk.models import (
    SHOWN_FINDINGS,
    Article,
    ArticleVersion,
    Correction,
    Finding,
    Post,
    Relation,
    Reply,
    Story,
)
from copydesk.desk.stories import moment_of, public_stories
from copydesk.front.alterations import GRAVITY, alteration_note, bodies_of
from copydesk.front.quotations import quotation_cards
from copydesk.front.rights import Rights, shown
from copydesk.front.rows import correction_note, link_to, printed
from copydesk.front.values import (
    Bond,
    Comparison,
    CorrectionNote,
    CoverageRow,
    Limits,
    Picture,
    Piece,
    PostNote,
    ReplyNote,
    StoryCard,
    StoryPage,
    Video,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

MOST_NOTES = 12  #: alterations shown of one article; a spun text has hundreds


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The article that a story's page shows, with its text and what may be shown of it."""

    article: Article
    content: types.Article
    rights: Rights


def story_page(story: Story, limits: Limits, now: datetime) -> StoryPage:
    """Return everything a story's page carries, in at most fourteen queries.

    Args:
        story: a story that readers may see.
        limits: how much is shown.
        now: aware; words printed only in stories that nobody may see at this time are left out.
    """
    articles = list(
        Article.objects.filter(story=story, state=Article.State.MATCHED).select_related("outlet", "source")
    )
    articles.sort(key=lambda each: (moment_of(each), each.pk))
    relations = _relations(articles)
    findings = _findings(articles)
    told = _told(story, articles)
    comparisons = _comparisons(articles, relations, findings, limits)
    rows = _coverage(articles, relations, findings)
    page = StoryPage(
        card=_card(story, articles, relations, told, excerpt=limits.excerpt),
        coverage=rows,
        comparisons=tuple(comparisons.values()),
        quotations=quotation_cards(
            articles, Story.objects.filter(public_stories(now)), certainty=limits.certainty
        ),
        posts=_posts(story),
        replies=_replies(story),
        corrections=_corrections(story, told),
    )
    return with_text(page, told, excerpt=limits.excerpt) if told else page


def with_text(page: StoryPage, told: Told, *, excerpt: int) -> StoryPage:
    """Return the page with the text of the article it shows, as far as the rights go."""
    content, text = told.content, shown(told.content, told.rights, most=excerpt)
    credited = content.credited_source
    return replace(
        page,
        byline=content.byline or "",
        authors=content.authors,
        source=printed(told.article),
        modified=content.modified if content.modified != content.published else None,
        paragraphs=text.paragraphs,
        complete=text.complete,
        videos=tuple(Video(url=each.url, title=each.title or "") for each in content.videos if each.url),
        credited=Piece(credited.name, credited.href or "") if credited else None,
    )


def _told(story: Story, articles: Sequence[Article]) -> Told | None:
    """Return the article a story's page shows: its lead, else the earliest; None without a version."""
    lead = next((each for each in articles if each.pk == story.lead_id), None)
    lead = lead or next((each for each in articles if each.version_id), None)
    if lead is None or lead.version_id is None:
        return None
    content = ArticleVersion.objects.values_list("content", flat=True).get(pk=lead.version_id)
    return Told(article=lead, content=types.Article.from_dict(content), rights=Rights(lead.source.rights))


def told_by_story(stories: Sequence[Story]) -> dict[int, Told]:
    """Return the article shown for each story by the story's id, in one query."""
    leads = Article.objects.filter(pk__in=[each.lead_id for each in stories if each.lead_id])
    found = {}
    for article in leads.select_related("outlet", "source", "version"):
        if article.version and article.story_id:
            content = types.Article.from_dict(article.version.content)
            found[article.story_id] = Told(
                article=article, content=content, rights=Rights(article.source.rights)
            )
    return found


def _relations(articles: Sequence[Article]) -> dict[int, Relation]:
    """Return for each article the relation to the article it has most from, by the article's id."""
    found = Relation.objects.filter(article__in=articles).select_related("of__outlet")
    best: dict[int, Relation] = {}
    for each in found.order_by("article_id", "-share", "pk"):
        best.setdefault(each.article_id, each)
    return best


def _findings(articles: Sequence[Article]) -> dict[int, list[Finding]]:
    """Return what each article altered, by the article's id; what an editor dismissed is left out."""
    found = defaultdict(list)
    rows = Finding.objects.filter(SHOWN_FINDINGS, article__in=articles).select_related("source__outlet")
    for each in rows.order_by("article_id", "copy_start", "pk"):
        found[each.article_id].append(each)
    return found


def _card(
    story: Story,
    articles: Sequence[Article],
    relations: Mapping[int, Relation],
    told: Told | None,
    *,
    excerpt: int,
) -> StoryCard:
    """Return a story as its own page's head shows it."""
    altered = Finding.objects.filter(
        SHOWN_FINDINGS, article__in=articles, alteration=Finding.Alteration.ALTERED
    )
    return card_of(
        story,
        told,
        Tally(
            articles=len(articles),
            outlets=len({each.outlet_id for each in articles}),
            altered=altered.count(),
            independent=story.independent
            or len({each.outlet_id for each in articles if each.pk not in relations}),
        ),
        excerpt=excerpt,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A story in figures."""

    articles: int = 0
    outlets: int = 0
    altered: int = 0
    independent: int = 0


def card_of(story: Story, told: Told | None, tally: Tally, *, excerpt: int) -> StoryCard:
    """Return a story as a list shows it."""
    card = StoryCard(
        number=story.pk,
        slug=story.slug,
        headline=story.headline,
        outlet=None,
        opened=story.published_at or story.opened_at,
        updated=story.updated_at,
        topic=story.topic,
        kicker=story.topic,
        independent=max(1, tally.independent),
        articles=max(1, tally.articles),
        outlets=max(1, tally.outlets),
        altered=tally.altered,
    )
    if told is None:
        return card
    content, text = told.content, shown(told.content, told.rights, most=excerpt)
    return replace(
        card,
        outlet=link_to(told.article.outlet),
        kicker=content.kicker or story.topic or content.section or "",
        standfirst=text.standfirst,
        picture=_picture(content) if told.rights is not Rights.LINK else None,
        language=content.language or told.article.outlet.language,
        source_url=told.article.url,
    )


def _picture(content: types.Article) -> Picture | None:
    """Return an article's first picture that has an address."""
    for each in content.pictures:
        if each.url:
            return Picture(
                url=each.url, alt=each.alt or "", caption=each.caption or "", credit=each.credit or ""
            )
    return None


def _comparisons(
    articles: Sequence[Article],
    relations: Mapping[int, Relation],
    findings: Mapping[int, list[Finding]],
    limits: Limits,
) -> dict[int, Comparison]:
    """Return what each article altered of its source, by the article's id."""
    found = {}
    bodies = bodies_of(each for found in findings.values() for each in found)
    for article in articles:
        gravest = sorted(findings.get(article.pk, ()), key=lambda each: GRAVITY.index(each.severity))[
            :MOST_NOTES
        ]
        notes = tuple(
            alteration_note(each, bodies, article.outlet.language, most=limits.excerpt)
            for each in findings.get(article.pk, ())
            if each in gravest
        )
        if notes:
            relation = relations.get(article.pk)
            against = next((each.source for each in findings[article.pk] if each.source), None)
            source = against or (relation.of if relation else None)
            found[article.pk] = Comparison(
                anchor=altered_anchor(article),
                copy=printed(article),
                source=printed(source) if source else None,
                notes=notes,
                left_out=len(findings[article.pk]) - len(notes),
            )
    return found


def coverage_row(
    article: Article, relation: Relation | None, altered: int, taken_by: Iterable[CoverageRow] = ()
) -> CoverageRow:
    """Return an article as the coverage shows it.

    Args:
        article: with its outlet.
        relation: to the article it has most from, with that one's outlet; None when independent.
        altered: findings about it that readers see.
        taken_by: articles that come from it.
    """
    return CoverageRow(
        headline=article.headline or article.url or "Without a headline",
        url=article.url,
        outlet=link_to(article.outlet),
        when=moment_of(article),
        bond=Bond(relation.kind) if relation else Bond.INDEPENDENT,
        of=printed(relation.of) if relation else None,
        share=round(relation.share * 100) if relation and relation.kind != Relation.Kind.FOLLOW_UP else None,
        agency=relation.agency if relation else "",
        altered=altered,
        comparison=altered_anchor(article) if altered else "",
        language=article.outlet.language,
        taken_by=tuple(taken_by),
    )


def altered_anchor(article: Article) -> str:
    """Return the anchor under which its story's page shows what an article altered."""
    return f"altered-{article.pk}"


def _coverage(
    articles: Sequence[Article], relations: Mapping[int, Relation], findings: Mapping[int, list[Finding]]
) -> tuple[CoverageRow, ...]:
    """Return a story's articles, each under the one of this story that it comes from."""
    here = {each.pk for each in articles}
    takers: dict[int | None, list[Article]] = defaultdict(list)
    for article in articles:
        relation = relations.get(article.pk)
        inside = relation is not None and relation.of_id in here and relation.kind != Relation.Kind.FOLLOW_UP
        takers[relation.of_id if relation and inside else None].append(article)
    placed: set[int] = set()

    def row(article: Article) -> CoverageRow:
        placed.add(article.pk)
        below = [row(each) for each in takers.get(article.pk, ()) if each.pk not in placed]
        return coverage_row(article, relations.get(article.pk), len(findings.get(article.pk, ())), below)

    roots = [row(each) for each in takers[None]]
    # Articles that come from each other in a ring have no root: the earliest left over becomes one.
    return tuple(roots + [row(each) for each in articles if each.pk not in placed])


def _corrections(story: Story, told: Told | None) -> tuple[CorrectionNote, ...]:
    """Return our corrections, newest first, and the outlet's own."""
    ours = Correction.objects.filter(story=story).order_by("-at")
    notes = [correction_note(each) for each in ours]
    if told and told.rights is not Rights.LINK:
        notes += [
            CorrectionNote(text=text, outlet=link_to(told.article.outlet))
            for text in told.content.corrections
        ]
    return tuple(notes)


def _posts(story: Story) -> tuple[PostNote, ...]:
    """Return where the story stands on other networks."""
    posts = Post.objects.filter(story=story, state__in=[Post.State.SENT, Post.State.CORRECTED])
    return tuple(
        PostNote(
            network=each.account.network, account=each.account.name, url=each.remote_url, when=each.sent_at
        )
        for each in posts.select_related("account").order_by("sent_at", "pk")
        if each.sent_at
    )


def _replies(story: Story) -> tuple[ReplyNote, ...]:
    """Return the approved replies, answers under what they answer."""
    rows = list(Reply.objects.filter(story=story, state=Reply.State.APPROVED).order_by("written_at", "pk"))
    here = {each.pk for each in rows}
    below: dict[int | None, list[Reply]] = defaultdict(list)
    for each in rows:
        below[each.parent_id if each.parent_id in here else None].append(each)
    placed: set[int] = set()

    def note(reply: Reply) -> ReplyNote:
        placed.add(reply.pk)
        answers = tuple(note(each) for each in below.get(reply.pk, ()) if each.pk not in placed)
        anchor = f"reply-{reply.pk}"
        return ReplyNote(
            anchor=anchor,
            name=reply.name,
            text=reply.text,
            when=reply.written_at,
            url=reply.link,
            answers=answers,
        )

    return tuple(note(each) for each in below[None])
