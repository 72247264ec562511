"""Rows into values: what a page shows, gathered in a bounded number of queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from copydesk import types
from copydesk.desk.models import (
    Article,
    Finding,
    Post,
    Relation,
    Reply,
    Story,
)
from copydesk.desk.stories import moment_of, public_stories
from copydesk.front.alterations import GRAVITY, alteration_note
from copydesk.front.gathering import Gathered, Told, gather
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
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

MOST_NOTES = 12  #: alterations shown of one article; a spun text has hundreds


def story_page(story: Story, limits: Limits, now: datetime) -> StoryPage:
    """Return everything a story's page carries, in at most fifteen queries.

    Args:
        story: a story that readers may see.
        limits: how much is shown.
        now: aware; words printed only in stories that nobody may see at this time are left out.
    """
    return story_pages([story], limits, now)[story.pk]


def story_pages(stories: Sequence[Story], limits: Limits, now: datetime) -> dict[int, StoryPage]:
    """Return everything the pages of some stories carry, by the story's id, in as many queries as one takes.

    Args:
        stories: that readers may see.
        limits: how much is shown.
        now: aware; words printed only in stories that nobody may see at this time are left out.
    """
    public = Story.objects.filter(public_stories(now))
    gathered = gather(stories, public, certainty=limits.certainty)
    return {number: _page(each, limits) for number, each in gathered.items()}


def _page(rows: Gathered, limits: Limits) -> StoryPage:
    """Return one story's page."""
    page = StoryPage(
        card=_card(rows, excerpt=limits.excerpt),
        people=tuple(dict.fromkeys(each.speaker for each in rows.quotations if each.speaker)),
        organisations=rows.organisations,
        coverage=_coverage(rows.articles, rows.relations, rows.findings),
        comparisons=tuple(_comparisons(rows, limits)),
        quotations=rows.quotations,
        posts=_posts(rows.posts),
        replies=_replies(rows.replies),
        corrections=_corrections(rows),
    )
    return with_text(page, rows.told, excerpt=limits.excerpt) if rows.told else page


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


def _card(rows: Gathered, *, excerpt: int) -> StoryCard:
    """Return a story as its own page's head shows it."""
    articles = rows.articles
    found = (finding for each in articles for finding in rows.findings.get(each.pk, ()))
    independent = len({each.outlet_id for each in articles if each.pk not in rows.relations})
    return card_of(
        rows.story,
        rows.told,
        Tally(
            articles=len(articles),
            outlets=len({each.outlet_id for each in articles}),
            altered=sum(each.alteration == Finding.Alteration.ALTERED for each in found),
            independent=rows.story.independent or independent,
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


def _comparisons(rows: Gathered, limits: Limits) -> Iterator[Comparison]:
    """Yield what each article altered of its source."""
    for article in rows.articles:
        findings = rows.findings.get(article.pk, ())
        gravest = sorted(findings, key=lambda each: GRAVITY.index(each.severity))[:MOST_NOTES]
        notes = tuple(
            alteration_note(each, rows.bodies, article.outlet.language, most=limits.excerpt)
            for each in findings
            if each in gravest
        )
        if notes:
            relation = rows.relations.get(article.pk)
            against = next((each.source for each in findings if each.source), None)
            source = against or (relation.of if relation else None)
            yield Comparison(
                anchor=altered_anchor(article),
                copy=printed(article),
                source=printed(source) if source else None,
                notes=notes,
                left_out=len(findings) - len(notes),
            )


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
    articles: Sequence[Article], relations: Mapping[int, Relation], findings: Mapping[int, Sequence[Finding]]
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


def _corrections(rows: Gathered) -> tuple[CorrectionNote, ...]:
    """Return our corrections, newest first, and the outlet's own."""
    notes, told = [correction_note(each) for each in rows.corrections], rows.told
    if told and told.rights is not Rights.LINK:
        notes += [
            CorrectionNote(text=text, outlet=link_to(told.article.outlet))
            for text in told.content.corrections
        ]
    return tuple(notes)


def _posts(posts: Sequence[Post]) -> tuple[PostNote, ...]:
    """Return where a story stands on other networks."""
    return tuple(
        PostNote(
            network=each.account.network, account=each.account.name, url=each.remote_url, when=each.sent_at
        )
        for each in posts
        if each.sent_at
    )


def _replies(rows: Sequence[Reply]) -> tuple[ReplyNote, ...]:
    """Return the approved replies, answers under what they answer."""
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
            number=reply.pk,
            when=reply.written_at,
            url=reply.link,
            answers=answers,
        )

    return tuple(note(each) for each in below[None])
