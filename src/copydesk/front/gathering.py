"""The rows that pages of stories are made of: as many queries for fifty stories as for one."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Q

from copydesk import types
from copydesk.desk.models import (
    SHOWN_ARTICLES,
    SHOWN_FINDINGS,
    Article,
    ArticleVersion,
    Correction,
    Finding,
    Naming,
    Post,
    Relation,
    Reply,
    Story,
)
from copydesk.desk.stories import absorbed, moment_of
from copydesk.front.alterations import bodies_of
from copydesk.front.quotations import cards_by_story
from copydesk.front.rights import Rights

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.db.models import QuerySet

    from copydesk.front.values import QuotationCard

ORGANISATIONS_MOST = 12  #: named on a story's page
_OfStory = TypeVar("_OfStory", Article, Correction, Post)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The article that a story's page shows, with its text and what may be shown of it."""

    article: Article
    content: types.Article
    rights: Rights


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Everything that the page of one story is made of; relations and findings of other stories may be among it."""

    story: Story
    articles: tuple[Article, ...]  #: matched ones, with outlet and source, in the order of time
    relations: Mapping[int, Relation]  #: by the article's id, to the article it has most from
    findings: Mapping[int, Sequence[Finding]]  #: by the article's id, those that readers see
    bodies: Mapping[int, str]  #: by the article's id, of the articles that findings speak of
    told: Told | None  #: None without an article that has a version
    quotations: tuple[QuotationCard, ...]
    organisations: tuple[str, ...]  #: that more than one outlet names, those named most first
    corrections: Sequence[Correction]  #: ours, newest first
    posts: Sequence[Post]
    replies: Sequence[Reply]  #: approved ones, in the order of time


def gather(stories: Sequence[Story], public: QuerySet[Story], *, certainty: float) -> dict[int, Gathered]:
    """Return what the pages of some stories are made of, by the story's id, in at most fifteen queries, one more for each further step of merging.

    Args:
        stories: one, or several that readers may see.
        public: the stories that readers may see; words printed only in others are left out.
        certainty: least certainty at which a speaker is named, 0 to 1.
    """
    articles = _articles(stories)
    every = [each for found in articles.values() for each in found]
    findings = _findings(every, public)
    relations = _relations(every, public)
    bodies = bodies_of(each for found in findings.values() for each in found)
    told = _told(stories, articles)
    quotations = cards_by_story(articles, public, certainty=certainty)
    named = _organisations(stories)
    corrections = _by_story(Correction.objects.filter(story__in=stories).order_by("-at"))
    replies = _replies(stories)
    sent = Post.objects.filter(story__in=stories, state__in=[Post.State.SENT, Post.State.CORRECTED])
    posts = _by_story(sent.select_related("account").order_by("sent_at", "pk"))
    return {
        each.pk: Gathered(
            story=each,
            articles=tuple(articles.get(each.pk, ())),
            relations=relations,
            findings=findings,
            bodies=bodies,
            told=told.get(each.pk),
            quotations=quotations.get(each.pk, ()),
            organisations=named.get(each.pk, ()),
            corrections=corrections[each.pk],
            posts=posts[each.pk],
            replies=replies.get(each.pk, ()),
        )
        for each in stories
    }


def _articles(stories: Sequence[Story]) -> dict[int, list[Article]]:
    """Return the matched articles of each story, in the order of time."""
    rows = Article.objects.filter(SHOWN_ARTICLES, story__in=stories)
    found = _by_story(rows.select_related("outlet", "source"))
    for each in found.values():
        each.sort(key=lambda row: (moment_of(row), row.pk))
    return found


def _told(stories: Sequence[Story], articles: Mapping[int, Sequence[Article]]) -> dict[int, Told]:
    """Return the article each story's page shows: its lead, else the earliest; none without a version."""
    leads: dict[int, tuple[Article, int]] = {}
    for story in stories:
        here = articles.get(story.pk, ())
        lead = next((each for each in here if each.pk == story.lead_id), None)
        lead = lead or next((each for each in here if each.version_id), None)
        if lead is not None and lead.version_id is not None:
            leads[story.pk] = lead, lead.version_id
    versions = [version for _, version in leads.values()]
    contents = dict(ArticleVersion.objects.filter(pk__in=versions).values_list("pk", "content"))
    return {
        story: Told(
            article=lead,
            content=types.Article.from_dict(contents[version]),
            rights=Rights(lead.source.rights),
        )
        for story, (lead, version) in leads.items()
    }


def _relations(articles: Sequence[Article], public: QuerySet[Story]) -> dict[int, Relation]:
    """Return for each article the relation to the readable article it has most from, by the article's id."""
    readable = Q(of__in=articles) | Q(of__withheld=False, of__story__in=public)
    found = Relation.objects.filter(readable, article__in=articles).select_related("of__outlet")
    best: dict[int, Relation] = {}
    for each in found.order_by("article_id", "-share", "pk"):
        best.setdefault(each.article_id, each)
    return best


def _findings(articles: Sequence[Article], public: QuerySet[Story]) -> dict[int, list[Finding]]:
    """Return what each article altered, by the article's id.

    What an editor dismissed is left out, and what would show words of an article that readers may not see.
    """
    found = defaultdict(list)
    readable = Q(source=None) | Q(source__in=articles) | Q(source__withheld=False, source__story__in=public)
    rows = Finding.objects.filter(SHOWN_FINDINGS, readable, article__in=articles).select_related(
        "source__outlet"
    )
    for each in rows.order_by("article_id", "copy_start", "pk"):
        found[each.article_id].append(each)
    return found


def _replies(stories: Sequence[Story]) -> dict[int, list[Reply]]:
    """Return the approved replies of each story, with those of the stories that were merged into it."""
    goals = {each.pk: each.pk for each in stories} | absorbed(stories)
    found: defaultdict[int, list[Reply]] = defaultdict(list)
    rows = Reply.objects.filter(story__in=goals, state=Reply.State.APPROVED)
    for each in rows.order_by("written_at", "pk"):
        found[goals[each.story_id]].append(each)
    return found


def _organisations(stories: Sequence[Story]) -> dict[int, tuple[str, ...]]:
    """Return the organisations that the articles of each story name, those in most articles first."""
    shown = Article.objects.filter(SHOWN_ARTICLES, story__in=stories)
    rows = Naming.objects.filter(article__in=shown, organisation__sure=True)
    found: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for story, name in rows.order_by("pk").values_list("article__story", "organisation__name"):
        found[story][name] += 1
    return {
        story: tuple(name for name, _ in names.most_common(ORGANISATIONS_MOST))
        for story, names in found.items()
    }


def _by_story(rows: Iterable[_OfStory]) -> defaultdict[int, list[_OfStory]]:
    """Return rows by the story they belong to, in their order."""
    found: defaultdict[int, list[_OfStory]] = defaultdict(list)
    for each in rows:
        if each.story_id is not None:
            found[each.story_id].append(each)
    return found
