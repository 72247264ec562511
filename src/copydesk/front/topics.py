"""The pages of topics and organisations, and the feeds of these, an outlet or a person: answered when asked for, so that a kill holds at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from copydesk.desk.clean import storable_text
from copydesk.desk.models import SHOWN_ARTICLES, Article, Organisation, Outlet, Printing, Story
from copydesk.desk.stories import public_stories
from copydesk.front import feeds, lists
from copydesk.front.addresses import organisation_path, outlet_path, person_path, topic_path
from copydesk.front.assemble import card_of, told_by_story
from copydesk.front.quotations import readable_in
from copydesk.front.rendering import topic_html
from copydesk.front.sayings import NAME_CHARACTERS, PAGES_MOST, SHOWN_AT_A_TIME, made_when_asked, page_asked
from copydesk.front.values import FeedOf, TopicPage

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from copydesk.front.values import Limits, Site

#: the forms of a feed, with what each is served as
FORMS = {
    "rss.xml": "application/rss+xml",
    "atom.xml": "application/atom+xml",
    "feed.json": "application/feed+json",
}
TYPES = {form: f"{kind}; charset=utf-8" for form, kind in FORMS.items()}


@require_safe
def topic_view(request: HttpRequest, name: str) -> HttpResponse:
    """Show a topic's stories, those that changed last first; 404 when there is none."""
    number = page_asked(request)
    return made_when_asked(
        request, lambda limits, site: _topic(storable_text(name)[:NAME_CHARACTERS], number, limits, site)
    )


@require_safe
def organisation_view(request: HttpRequest, name: str) -> HttpResponse:
    """Show the stories that name an organisation; 404 when there is none, or only one outlet ever named it."""
    number = page_asked(request)
    return made_when_asked(
        request,
        lambda limits, site: _organisation(storable_text(name)[:NAME_CHARACTERS], number, limits, site),
    )


@require_safe
def feed_view(request: HttpRequest, kind: str, name: str, form: str) -> HttpResponse:
    """Answer with the feed of a topic, an outlet, a person or an organisation; 404 when it has no stories."""
    if kind not in _WHOSE or form not in FORMS:
        raise Http404
    answer = made_when_asked(
        request, lambda limits, site: _feed(kind, storable_text(name)[:NAME_CHARACTERS], form, limits, site)
    )
    if answer.status_code == 200:
        answer["Content-Type"] = TYPES[form]
    return answer


def feed_of_topic(name: str, site: Site) -> FeedOf:
    """Return the feed of a topic."""
    page = topic_path(name)
    return FeedOf(title=f"{site.name}: {name}", page=page, folder=f"/feeds{page}")


def _topic(name: str, number: int, limits: Limits, site: Site) -> bytes | None:
    """Return a page of a topic, in six queries."""
    page = TopicPage(name=name, many=0, number=number, last=0)
    return _listed(page, Q(topic=name), feed_of_topic(name, site), limits, site)


def _organisation(name: str, number: int, limits: Limits, site: Site) -> bytes | None:
    """Return a page of the stories that name an organisation, in seven queries."""
    now = timezone.now()
    found = _of_organisation(name, site, now)
    if found is None:
        return None
    page = TopicPage(kicker="Organisation", name=name, many=0, number=number, last=0)
    return _listed(page, found[1], found[0], limits, site)


def _listed(page: TopicPage, which: Q, whose: FeedOf, limits: Limits, site: Site) -> bytes | None:
    """Return a page of some stories, those that changed last first; None when there is no such page."""
    stories = Story.objects.filter(public_stories(timezone.now()) & which).order_by("-updated_at", "-pk")
    many, number = stories.count() if page.name else 0, page.number
    last = min(PAGES_MOST, -(-many // SHOWN_AT_A_TIME))
    if not 1 <= number <= last:
        return None
    begin = (number - 1) * SHOWN_AT_A_TIME
    shown = list(stories[begin : begin + SHOWN_AT_A_TIME])
    told, figures = told_by_story(shown), lists.tallies(shown)
    cards = tuple(
        card_of(each, told.get(each.pk), figures[each.pk], excerpt=limits.excerpt) for each in shown
    )
    return topic_html(replace(page, many=many, last=last, stories=cards), site, whose)


def _feed(kind: str, name: str, form: str, limits: Limits, site: Site) -> bytes | None:
    """Return a feed, in eight queries; None where it has no stories."""
    now = timezone.now()
    found = _WHOSE[kind](name, site, now)
    pages = lists.feed_pages(now, limits, among=found[1]) if found else ()
    if not found or not pages:
        return None
    if form == "feed.json":
        return feeds.json_feed(pages, site, whose=found[0])
    make = feeds.rss if form == "rss.xml" else feeds.atom
    return make(pages, site, updated=max(feeds.changed(each) for each in pages), whose=found[0])


def _of_topic(name: str, site: Site, now: datetime) -> tuple[FeedOf, Q] | None:  # noqa: ARG001 - as the others
    """Return the feed of a topic with its stories; None where there is none."""
    return (feed_of_topic(name, site), Q(topic=name)) if name else None


def _of_outlet(name: str, site: Site, now: datetime) -> tuple[FeedOf, Q] | None:  # noqa: ARG001 - as the others
    """Return the same for an outlet: the stories that something of it stands in."""
    outlet = Outlet.objects.filter(slug=name).first()
    if outlet is None:
        return None
    shown = Article.objects.filter(SHOWN_ARTICLES, outlet=outlet, story__isnull=False)
    page = outlet_path(outlet.slug)
    return FeedOf(title=f"{site.name}: {outlet.name}", page=page, folder=f"/feeds{page}"), Q(
        pk__in=shown.values("story")
    )


def _of_person(name: str, site: Site, now: datetime) -> tuple[FeedOf, Q] | None:
    """Return the same for a person: the stories that they are surely quoted in."""
    readable = readable_in(Story.objects.filter(public_stories(now)))
    said = Printing.objects.filter(readable, form__utterance__speaker=name)
    page = person_path(name)
    if not name:
        return None
    return FeedOf(title=f"{site.name}: {name}", page=page, folder=f"/feeds{page}"), Q(
        pk__in=said.values("article__story")
    )


def _of_organisation(name: str, site: Site, now: datetime) -> tuple[FeedOf, Q] | None:  # noqa: ARG001 - as the others
    """Return the same for an organisation: the stories of which a shown article names it."""
    row = Organisation.objects.filter(name=name, sure=True).first() if name else None
    if row is None:
        return None
    shown = Article.objects.filter(SHOWN_ARTICLES, namings__organisation=row, story__isnull=False)
    page = organisation_path(name)
    return FeedOf(title=f"{site.name}: {name}", page=page, folder=f"/feeds{page}"), Q(
        pk__in=shown.values("story")
    )


_WHOSE = {
    "topic": _of_topic,
    "outlet": _of_outlet,
    "person": _of_person,
    "organisation": _of_organisation,
}
