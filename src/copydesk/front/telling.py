"""The read-only API: stories, outlets, quotations and search as JSON, for anybody, without a key."""

from __future__ import annotations

import dataclasses
import hashlib
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings as django_settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from copydesk.desk.clean import storable_text
from copydesk.desk.models import Article, Story
from copydesk.desk.search import QUERY_CHARACTERS, Search
from copydesk.desk.stories import public_stories
from copydesk.front.addresses import outlet_path, quotation_path, story_path, web_address
from copydesk.front.answering import Refusal, answering, only
from copydesk.front.assemble import card_of, story_pages, told_by_story
from copydesk.front.baking import limits_of, site_of
from copydesk.front.lists import outlets_with_pages, tallies
from copydesk.front.ninjs import ninjs
from copydesk.front.quotations import cards_of, readable_in
from copydesk.front.searching import PAGES_MOST, search_page
from copydesk.front.store import matches
from copydesk.front.told import (
    ArticleTold,
    FormTold,
    OutletList,
    OutletTold,
    QuotationTold,
    StoryLine,
    StoryList,
    StoryTold,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.db.models import QuerySet

    from copydesk.front.values import CoverageRow, OutletLink, QuotationCard, Site, StoryCard, StoryPage
    from copydesk.settings import Settings

AT_ONCE = 2  #: answers made at the same time: the server's other threads stay with the readers
_BUSY = threading.BoundedSemaphore(AT_ONCE)
LISTED = 20  #: stories of one answer
PAGES = 500  #: of a list of stories; older ones are found in the archive and the sitemap
_Told = StoryList | StoryTold | OutletList | QuotationTold


@answering
def stories_view(request: HttpRequest) -> HttpResponse:
    """Tell stories, those that changed last first; `outlet` and `since` narrow them."""
    asked = _asked(request, "page", "outlet", "since")
    number = _number(asked.get("page", "1"), PAGES)
    return _answer(request, lambda: _stories(asked, number))


@answering
def story_view(request: HttpRequest, number: int) -> HttpResponse:
    """Tell one story."""
    _asked(request)
    return _answer(request, lambda: _story(number))


@answering
def ninjs_view(request: HttpRequest, number: int) -> HttpResponse:
    """Tell one story as ninjs."""
    _asked(request)
    return _answer(request, lambda: _as_ninjs(number))


@answering
def outlets_view(request: HttpRequest) -> HttpResponse:
    """Tell the outlets."""
    _asked(request)
    return _answer(
        request,
        lambda: OutletList(
            outlets=tuple(_outlet(each, _site()) for each in outlets_with_pages(timezone.now()))
        ),
    )


@answering
def quotation_view(request: HttpRequest, number: int) -> HttpResponse:
    """Tell one quotation with all its forms."""
    _asked(request)
    return _answer(request, lambda: _quotation_of(number))


@answering
def search_view(request: HttpRequest) -> HttpResponse:
    """Tell what a search finds: `q` and `speaker` as on the page of search."""
    asked = _asked(request, "q", "speaker", "page")
    number = _number(asked.get("page", "1"), PAGES_MOST)
    search = Search(query=asked.get("q", ""), speaker=asked.get("speaker", ""))
    if not (search.terms or search.speaker):
        raise Refusal(400, "nothing_asked", "say what to look for: q, speaker, or both")
    return _answer(request, lambda: _found(asked, search, number))


def _answer(request: HttpRequest, make: Callable[[], _Told | dict[str, Any] | None]) -> HttpResponse:
    """Answer with a value as JSON, 304 when the program has it, 404 when there is none, 503 when all places are taken."""
    if not _BUSY.acquire(blocking=False):
        raise Refusal(503, "busy", "all places are taken; try again in a second", Retry_After="1")
    try:
        told = make()
    finally:
        _BUSY.release()
    if told is None:
        raise Refusal(404, "not_there", f"nothing that readers may see is at {request.path}")
    body = told if isinstance(told, dict) else dataclasses.asdict(told)
    answer: HttpResponse = JsonResponse(body, json_dumps_params={"ensure_ascii": False})
    tag = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    if matches(tag, request.headers.get("If-None-Match", "")):
        answer = HttpResponse(status=304)
    answer["ETag"], answer["Cache-Control"] = tag, "public, no-cache"
    answer["Access-Control-Allow-Origin"] = "*"  # all of it is public, and nothing is known of who asks
    return answer


def _stories(asked: dict[str, str], number: int) -> StoryList:
    """Return a page of stories."""
    found = _public()
    if "outlet" in asked:
        theirs = Article.objects.filter(outlet__slug=asked["outlet"], withheld=False)
        found = found.filter(pk__in=theirs.values("story"))
    if "since" in asked:
        found = found.filter(updated_at__gte=_moment(asked["since"]))
    begin = (number - 1) * LISTED
    rows = list(found.order_by("-updated_at", "-pk")[begin : begin + LISTED + 1])
    more = len(rows) > LISTED and number < PAGES
    return StoryList(stories=_lines(rows[:LISTED]), next=_next("stories", asked, number) if more else None)


def _lines(rows: Sequence[Story]) -> tuple[StoryLine, ...]:
    """Return stories as lists tell them, in three queries."""
    told, figures = told_by_story(rows), tallies(rows)
    most = limits_of(_settings()).excerpt
    return tuple(
        _line(card_of(row, told.get(row.pk), figures[row.pk], excerpt=most), _site()) for row in rows
    )


def _found(asked: dict[str, str], search: Search, number: int) -> StoryList:
    """Return a page of what a search finds."""
    page = search_page(search, number, timezone.now(), limits_of(_settings()))
    lines = tuple(_line(each.card, _site()) for each in page.found)
    return StoryList(stories=lines, next=_next("search", asked, number) if number < page.last else None)


def _page(number: int) -> StoryPage | None:
    """Return a story's page; None when readers may not see it."""
    row = _public().filter(pk=number).first()
    return story_pages([row], limits_of(_settings()), timezone.now())[row.pk] if row else None


def _as_ninjs(number: int) -> dict[str, Any] | None:
    """Return a story as ninjs; None when readers may not see it."""
    page = _page(number)
    return ninjs(page, _site()) if page else None


def _story(number: int) -> StoryTold | None:
    """Return a story; None when readers may not see it."""
    page, site = _page(number), _site()
    if page is None:
        return None
    return StoryTold(
        story=_line(page.card, site),
        byline=page.byline,
        source=web_address(page.source.url) or None if page.source else None,
        paragraphs=_paragraphs(page),
        quotations=tuple(_quotation(each, site) for each in page.quotations),
        articles=tuple(_article(row, site) for each in page.coverage for row in (each, *each.taken_by)),
        corrections=tuple(
            f"{_time(each.when)} {each.text}" if each.when else each.text for each in page.corrections
        ),
    )


def _quotation_of(number: int) -> QuotationTold | None:
    """Return a quotation; None when readers may see no form of it."""
    certainty = limits_of(_settings()).certainty
    card = cards_of([number], readable_in(_public()), certainty=certainty).get(number)
    return _quotation(card, _site()) if card else None


def _paragraphs(page: StoryPage) -> tuple[str, ...]:
    """Return what may be shown of the text."""
    return tuple("".join(piece.text for piece in each) for each in page.paragraphs)


def _line(card: StoryCard, site: Site) -> StoryLine:
    """Return a story as a list tells it."""
    return StoryLine(
        number=card.number,
        page=site.url + story_path(card.number, card.slug),
        headline=card.headline,
        standfirst=card.standfirst,
        language=card.language,
        outlet=_outlet(card.outlet, site) if card.outlet else None,
        opened=_time(card.opened),
        updated=_time(card.updated),
        independent=card.independent,
        articles=card.articles,
        altered=card.altered,
    )


def _article(row: CoverageRow, site: Site) -> ArticleTold:
    """Return an article of a story."""
    return ArticleTold(
        headline=row.headline,
        url=web_address(row.url),
        outlet=_outlet(row.outlet, site),
        published=_time(row.when),
        bond=row.bond.value,
        taken_from=row.of.outlet.name if row.of else None,
        altered=row.altered,
    )


def _quotation(card: QuotationCard, site: Site) -> QuotationTold:
    """Return an utterance with its forms."""
    return QuotationTold(
        number=card.number,
        page=site.url + quotation_path(card.number),
        words=card.words,
        speaker=card.speaker or None,
        outlet=_outlet(card.first.outlet, site),
        url=web_address(card.first.url),
        printed=_time(card.first.when),
        forms=tuple(
            FormTold(
                standing=each.standing.value,
                words="".join(stretch.text for stretch in each.words),
                urls=tuple(address for told in each.printed if (address := web_address(told.url))),
            )
            for each in card.forms
        ),
    )


def _outlet(link: OutletLink, site: Site) -> OutletTold:
    """Return an outlet."""
    return OutletTold(
        name=link.name,
        slug=link.slug,
        page=site.url + outlet_path(link.slug),
        home=web_address(link.home_url),
    )


def _asked(request: HttpRequest, *known: str) -> dict[str, str]:
    """Return the fields of a query; one that is not known is refused."""
    only(request, "GET", "HEAD")
    unknown = sorted(set(request.GET) - set(known))
    if unknown:
        there = ", ".join(known) or "none"
        raise Refusal(400, "unknown_field", f"unknown field {unknown[0][:60]!r}; there are: {there}")
    return {name: storable_text(request.GET[name][:QUERY_CHARACTERS]).strip() for name in request.GET}


def _number(text: str, most: int) -> int:
    """Return the number of a page."""
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
    if not 1 <= number <= most:
        raise Refusal(400, "wrong_page", f"page is a number from 1 to {most}")
    return number


def _moment(text: str) -> datetime:
    """Return a time of a query; without a zone it is UTC."""
    try:
        found = datetime.fromisoformat(text)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise Refusal(400, "wrong_time", "since is a day or a time, such as 2026-03-14T12:00:00Z") from error


def _next(name: str, asked: dict[str, str], number: int) -> str:
    """Return the address of the next page."""
    return f"{_site().url}/api/v1/{name}?{urlencode(asked | {'page': str(number + 1)})}"


def _public() -> QuerySet[Story]:
    """Return the stories that readers may see."""
    return Story.objects.filter(public_stories(timezone.now()))


def _settings() -> Settings:
    """Return the site's settings."""
    found: Settings = django_settings.SITE
    return found


def _site() -> Site:
    """Return the site as its pages name it."""
    return site_of(_settings())


def _time(when: datetime) -> str:
    """Return a time as programs read it."""
    return when.astimezone(UTC).isoformat(timespec="seconds")
