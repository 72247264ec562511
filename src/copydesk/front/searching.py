"""Search: which words of a story's page are kept, and the page that shows what was found."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings as django_settings
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from copydesk.desk import search
from copydesk.desk.clean import storable_text
from copydesk.desk.models import Outlet, SearchEntry, Story
from copydesk.desk.stories import public_stories
from copydesk.front.assemble import card_of, told_by_story
from copydesk.front.lists import outlets_with_pages, tallies
from copydesk.front.rendering import busy_html, search_html
from copydesk.front.values import Found, SearchPage, Stretch
from copydesk.text.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.http import HttpRequest

    from copydesk.desk.search import Search, Term
    from copydesk.front.values import Limits, Site, StoryPage
    from copydesk.settings import Settings

#: searches at the same time: the server's other threads stay with those who read
AT_ONCE = 2
_BUSY = threading.BoundedSemaphore(AT_ONCE)
RETRY_SECONDS = 2  #: when somebody who was turned away may try again
SHOWN_AT_A_TIME = 20
PAGES_MOST = search.FOUND_MOST // SHOWN_AT_A_TIME
LINE_CHARACTERS = 240  #: of the text under a result
NAME_CHARACTERS = 100  #: most of a speaker's name that is read


def keep_pages(pages: Iterable[tuple[Story, StoryPage]]) -> None:
    """Let stories that readers may see be found by what their pages show, as just baked, and by nothing else."""
    search.keep([_entry(story, page) for story, page in pages])


def _entry(story: Story, page: StoryPage) -> SearchEntry:
    """Return what a story is found by."""
    paragraphs = ["".join(piece.text for piece in each) for each in page.paragraphs]
    shown = [page.card.standfirst, *paragraphs, *(f"“{each.words}”" for each in page.quotations)]
    headlines = [row.headline for each in page.coverage for row in (each, *each.taken_by)]
    outlets = {row.outlet.name for each in page.coverage for row in (each, *each.taken_by)}
    return search.entry(
        story,
        headline=page.card.headline,
        people="\n".join([*(each.speaker for each in page.quotations), page.byline, *page.authors]),
        text="\n".join([page.card.kicker, *shown, *headlines, *sorted(outlets)]),
        shown="\n".join(each for each in shown if each),
    )


@require_safe
def search_view(request: HttpRequest) -> HttpResponse:
    """Answer a reader's search with a page; works without JavaScript. With too many at once, 503."""
    from copydesk.front.baking import site_of

    settings: Settings = django_settings.SITE
    site = site_of(settings)
    if not _BUSY.acquire(blocking=False):
        headers = {"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"}
        again = f"{request.path}?{request.GET.urlencode()}" if request.GET else request.path
        return HttpResponse(busy_html(again, site), status=503, headers=headers)
    try:
        page = _found(request, settings, site)
    finally:
        _BUSY.release()
    return HttpResponse(search_html(page, site), headers={"Cache-Control": "private, no-cache"})


def _found(request: HttpRequest, settings: Settings, site: Site) -> SearchPage:
    """Return the page of results that a request asks for."""
    from copydesk.front.baking import limits_of

    now = timezone.now()
    asked = _asked(request, site)
    number = _page_number(request.GET.get("page", ""))
    page = search_page(asked, number, now, limits_of(settings))
    return replace(
        page,
        begin=_day(request.GET.get("from", "")),
        end=_day(request.GET.get("to", "")),
        outlets=outlets_with_pages(now),
    )


def search_page(asked: Search, number: int, now: datetime, limits: Limits) -> SearchPage:
    """Return a page of what a reader looks for, in at most eight queries.

    Args:
        asked: what is looked for.
        number: of the page, from 1.
        now: aware; stories under embargo at this time are left out.
        limits: how much is shown.
    """
    ids = search.found(asked, Story.objects.filter(public_stories(now)))
    begin = (number - 1) * SHOWN_AT_A_TIME
    by_id = Story.objects.in_bulk(ids[begin : begin + SHOWN_AT_A_TIME])
    rows = list(by_id.values())
    told, figures = told_by_story(rows), tallies(rows)
    texts = dict(SearchEntry.objects.filter(pk__in=rows).values_list("pk", "shown"))
    return SearchPage(
        query=asked.query,
        speaker=asked.speaker,
        outlet=asked.outlet,
        altered=asked.altered,
        asked=bool(asked.terms or asked.speaker or asked.outlet or asked.begin or asked.end or asked.altered),
        many=len(ids),
        more=len(ids) >= search.FOUND_MOST,
        number=number,
        last=max(1, -(-len(ids) // SHOWN_AT_A_TIME)),
        found=tuple(
            Found(
                card=card_of(each, told.get(each.pk), figures[each.pk], excerpt=limits.excerpt),
                headline=marked(each.headline, asked.terms),
                line=best_line(texts.get(each.pk, ""), asked.terms),
            )
            for each in (by_id[each] for each in ids[begin : begin + SHOWN_AT_A_TIME] if each in by_id)
        ),
    )


def marked(text: str, terms: Sequence[Term]) -> tuple[Stretch, ...]:
    """Return a text with what a search looks for marked.

    >>> from copydesk.desk.search import terms_of
    >>> [each.text for each in marked("Ferry crews strike.", terms_of("strike")) if each.changed]
    ['strike']
    """
    found, at = [], 0
    for start, end in _places(text, terms):
        found += [Stretch(text[at:start]), Stretch(text[start:end], changed=True)]
        at = end
    found.append(Stretch(text[at:]))
    return tuple(each for each in found if each.text)


def best_line(text: str, terms: Sequence[Term]) -> tuple[Stretch, ...]:
    """Return the line of a text that has most of what a search looks for, cut to fit; the first if none has any.

    Args:
        text: lines as printed.
        terms: what is looked for; none gives the first line.
    """
    lines = text.split("\n")
    counts = [len({_form(line[start:end]) for start, end in _places(line, terms)}) for line in lines]
    line = lines[counts.index(max(counts))]
    places = _places(line, terms)
    begin = max(0, places[0][0] - LINE_CHARACTERS // 3) if places else 0
    if begin + LINE_CHARACTERS >= len(line):
        begin = max(0, len(line) - LINE_CHARACTERS)
    begin = line.find(" ", begin) + 1 if begin else 0
    end = begin + LINE_CHARACTERS
    if end < len(line):
        end = max(line.rfind(" ", begin, end), begin + 1)
    cut = line[begin:end]
    before, behind = ("… " if begin else ""), (" …" if end < len(line) else "")
    return tuple(each for each in (Stretch(before), *marked(cut, terms), Stretch(behind)) if each.text)


def _places(text: str, terms: Iterable[Term]) -> list[tuple[int, int]]:
    """Return where words that a search looks for stand in a text, in its order."""
    wanted, read = tuple(terms), words(text)
    forms = [search.searched_form(each) for each in read.forms]
    return [
        (start, end)
        for form, start, end in zip(forms, read.starts, read.ends, strict=True)
        if any(each.finds(form) for each in wanted)
    ]


def _form(word: str) -> str:
    """Return a word as it is compared."""
    return "".join(search.forms_of(word))


def _asked(request: HttpRequest, site: Site) -> Search:
    """Return what a request looks for; what cannot be read is left out."""
    zone = ZoneInfo(site.zone)
    begin, end = _day(request.GET.get("from", "")), _day(request.GET.get("to", ""))
    outlet = _text(request, "outlet", NAME_CHARACTERS)
    return search.Search(
        query=_text(request, "q", search.QUERY_CHARACTERS),
        speaker=_text(request, "speaker", NAME_CHARACTERS),
        outlet=outlet if Outlet.objects.filter(slug=outlet).exists() else "",
        begin=datetime.combine(begin, time.min, zone) if begin else None,
        end=datetime.combine(end + timedelta(days=1), time.min, zone) if end else None,
        altered=request.GET.get("altered") == "1",
    )


def _text(request: HttpRequest, name: str, most: int) -> str:
    """Return what stands in a field of the form, as far as a database takes it."""
    return storable_text(request.GET.get(name, "")[:most]).strip()


def _day(text: str) -> date | None:
    """Return a day as a form sends it; None when it is none."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if date(1900, 1, 1) <= found < date(9000, 1, 1) else None


def _page_number(text: str) -> int:
    """Return the number of a page, from 1; the first where none can be read."""
    return min(max(1, int(text)), PAGES_MOST) if text.isascii() and text.isdecimal() and len(text) < 6 else 1
