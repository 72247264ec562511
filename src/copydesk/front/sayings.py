"""The pages of one quotation and of what one person said: answered when asked for, so that a kill holds at once."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from django.conf import settings as django_settings
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from copydesk.desk.clean import storable_text
from copydesk.desk.models import Printing, Story, Utterance
from copydesk.desk.stories import public_stories
from copydesk.front.assemble import Tally, card_of
from copydesk.front.baking import baked_folder, limits_of, site_of
from copydesk.front.quotations import cards_of, readable_in
from copydesk.front.rendering import busy_html, person_html, quotation_html
from copydesk.front.values import PersonPage, QuotationPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from copydesk.front.values import Limits, Site
    from copydesk.settings import Settings

#: pages made at the same time: the server's other threads stay with those who read what is baked
AT_ONCE = 2
_BUSY = threading.BoundedSemaphore(AT_ONCE)
RETRY_SECONDS = 2
SHOWN_AT_A_TIME = 20
PAGES_MOST = 50
STORIES_MOST = 20  #: in which one quotation is shown to stand
NAME_CHARACTERS = 300


@require_safe
def quotation_view(request: HttpRequest, number: int) -> HttpResponse:
    """Show one utterance with all its forms; 404 when readers may read none."""
    return made_when_asked(request, lambda limits, site: _quotation(number, limits, site))


@require_safe
def person_view(request: HttpRequest, name: str) -> HttpResponse:
    """Show what somebody is surely quoted with; 404 when that is nothing."""
    page = page_asked(request)
    return made_when_asked(
        request, lambda limits, site: _person(storable_text(name)[:NAME_CHARACTERS], page, limits, site)
    )


def page_asked(request: HttpRequest) -> int:
    """Return the number of the page that an address asks for; 1 when it names none."""
    wanted = request.GET.get("page", "1")
    return int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 4 else 1


def made_when_asked(request: HttpRequest, make: Callable[[Limits, Site], bytes | None]) -> HttpResponse:
    """Answer with a page, with the page of what is not there, or with 503 when too many ask at once."""
    settings: Settings = django_settings.SITE
    site = site_of(settings)
    if not _BUSY.acquire(blocking=False):
        headers = {"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"}
        return HttpResponse(busy_html(request.get_full_path(), site), status=503, headers=headers)
    try:
        made = make(limits_of(settings), site)
    finally:
        _BUSY.release()
    if made is None:
        missing = baked_folder(settings.site_folder) / "404.html"
        if not missing.is_file():
            raise Http404
        return HttpResponse(missing.read_bytes(), status=404, headers={"Cache-Control": "no-store"})
    return HttpResponse(made, headers={"Cache-Control": "public, no-cache"})


def _quotation(number: int, limits: Limits, site: Site) -> bytes | None:
    """Return the page of a quotation, in five queries."""
    now = timezone.now()
    public = Story.objects.filter(public_stories(now))
    readable = readable_in(public)
    card = cards_of([number], readable, certainty=limits.certainty).get(number)
    if card is None:
        return None
    there = Printing.objects.filter(readable, form__utterance=number).values("article__story")
    stories = public.filter(pk__in=there).select_related("lead__outlet").order_by("-updated_at", "-pk")
    cards = tuple(card_of(each, None, Tally(), excerpt=limits.excerpt) for each in stories[:STORIES_MOST])
    return quotation_html(QuotationPage(card=card, stories=cards), site)


def _person(name: str, number: int, limits: Limits, site: Site) -> bytes | None:
    """Return a page of what somebody said, in four queries."""
    readable = readable_in(Story.objects.filter(public_stories(timezone.now())))
    told = Printing.objects.filter(readable, form__utterance__speaker=name)
    said = Utterance.objects.filter(speaker=name, pk__in=told.values("form__utterance"))
    many = said.count() if name else 0
    last = min(PAGES_MOST, -(-many // SHOWN_AT_A_TIME))
    if not 1 <= number <= last:
        return None
    begin = (number - 1) * SHOWN_AT_A_TIME
    ordered = said.order_by("-first_seen", "-pk").values_list("pk", flat=True)
    shown = list(ordered[begin : begin + SHOWN_AT_A_TIME])
    cards = cards_of(shown, readable, certainty=limits.certainty)
    page = PersonPage(
        name=name,
        many=many,
        number=number,
        last=last,
        cards=tuple(cards[each] for each in shown if each in cards),
    )
    return person_html(page, site)
