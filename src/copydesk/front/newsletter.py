"""The newsletter's pages: ask, confirm, choose, leave; no JavaScript, no account, nothing told about who is on the list."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from django.conf import settings as django_settings
from django.core import signing
from django.http import Http404, HttpResponse
from django.utils import timezone

from copydesk.desk.clean import storable_text
from copydesk.desk.models import Subscriber
from copydesk.desk.newsletter import subscribing
from copydesk.desk.replies.accepting import TooManyError
from copydesk.desk.stories import HandError
from copydesk.front import notes
from copydesk.front.desk.access import SeeOther, address_of
from copydesk.front.live import STALE, is_forged, live, not_forged, page, said, sentence, typed
from copydesk.front.rendering import asset_path

if TYPE_CHECKING:
    from django.http import HttpRequest

    from copydesk.settings import Settings

FORM = "newsletter.form"  #: salt of the forms' times
FORM_SECONDS = 12 * 3600
HOME = "/newsletter/"
KICKER = "Newsletter"
TOPIC_CHARACTERS = 100


@live("GET", "HEAD", "POST")
def ask_view(request: HttpRequest) -> HttpResponse:
    """Show the form, and take what it brings."""
    if request.method != "POST":
        return _form(request)
    if subscribing.account() is None:
        raise Http404
    made = _made(request.POST.get("form", ""))
    if made is None or is_forged(request):
        return _form(request, problem=STALE, status=403)
    settings: Settings = django_settings.SITE
    wish = subscribing.Wish(
        email=typed(request, "email"),
        rhythm=typed(request, "rhythm"),
        topics=_topics(request),
        address=address_of(request),
        seconds=time.time() - made,
        trap=typed(request, "website"),
    )
    try:
        subscribing.ask(wish, settings, now=timezone.now())
    except TooManyError as error:
        return _form(request, problem=sentence(error), status=429)
    except HandError as error:
        return _form(request, problem=sentence(error), status=422)
    return SeeOther(f"{HOME}asked/")


@live("GET", "HEAD")
def asked_view(request: HttpRequest) -> HttpResponse:
    """Say where to look; the same to everybody, so that nobody learns who is on the list."""
    told = "Look into your mailbox: a mail asks you to confirm"
    return page(
        request,
        "newsletter_said.html",
        told=told,
        rest=f"It comes within minutes. Whoever does not confirm gets no more mail, and the address is deleted after {subscribing.ASKED_DAYS} days.",
    )


@live("GET", "HEAD", "POST")
def confirm_view(request: HttpRequest, token: str) -> HttpResponse:
    """Put a reader on the list; a mail's link only shows the button, since mail programs follow links."""
    row = subscribing.of_token(token)
    if row.state == Subscriber.State.CONFIRMED:
        return SeeOther(f"{HOME}mine/{token}/")
    if request.method != "POST":
        return page(request, "newsletter_confirm.html", row=row)
    not_forged(request)
    subscribing.confirm(row, now=timezone.now())
    return SeeOther(f"{HOME}mine/{token}/")


@live("GET", "HEAD", "POST")
def mine_view(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a reader gets, and let it be changed."""
    row = _confirmed(token)
    told = ""
    if request.method == "POST":
        not_forged(request)
        subscribing.choose(row, typed(request, "rhythm"), _topics(request), now=timezone.now())
        row = subscribing.of_token(token)
        told = "Kept."
    values = _choices(row.rhythm, row.topics)
    return page(request, "newsletter_mine.html", row=row, told=told, leave=f"{HOME}leave/{token}/", **values)


@live("GET", "HEAD", "POST")
def leave_view(request: HttpRequest, token: str) -> HttpResponse:
    """Take a reader off the list; a mail program does it with one POST (RFC 8058), so no form of ours is asked for."""
    row = subscribing.of_token(token)
    if request.method == "POST":
        subscribing.leave(row, now=timezone.now())
        return said(request, "No more mail comes, and your address is deleted.", kicker=KICKER)
    if row.state == Subscriber.State.LEFT:
        return said(request, "You get no mail from us, and your address is deleted.", kicker=KICKER)
    return page(request, "newsletter_leave.html", row=row)


def _confirmed(token: str) -> Subscriber:
    """Return a reader who is on the list.

    Raises:
        HandError: they are not.
    """
    row = subscribing.of_token(token)
    if row.state != Subscriber.State.CONFIRMED:
        raise HandError("this address is not on the list; you can ask for the newsletter again")
    return row


def _form(request: HttpRequest, *, problem: str = "", status: int = 200) -> HttpResponse:
    """Return the form, with what was typed."""
    made = _made(request.POST.get("form", ""))
    values = _choices(typed(request, "rhythm"), _topics(request))
    mails, push_key = subscribing.account() is not None, notes.public_key()
    if not mails and not push_key:
        raise Http404
    return page(
        request,
        "newsletter.html",
        status=status,
        mails=mails,
        push_key=push_key,
        push_script=asset_path("push.js"),
        form=signing.dumps(made or time.time(), salt=FORM),
        email=typed(request, "email"),
        problem=problem,
        **values,
    )


def _choices(rhythm: str, topics: tuple[str, ...] | list[str]) -> dict[str, Any]:
    """Return what can be chosen, and what is."""
    return {
        "rhythms": Subscriber.Rhythm.choices,
        "rhythm": subscribing.rhythm_of(rhythm),
        "topics": subscribing.topics_of(timezone.now()),
        "chosen": topics,
    }


def _topics(request: HttpRequest) -> tuple[str, ...]:
    """Return the topics that are ticked."""
    found = request.POST.getlist("topic")[: subscribing.MOST_TOPICS]
    return tuple(storable_text(each[:TOPIC_CHARACTERS]) for each in found)


def _made(text: str) -> float | None:
    """Return when a form was made; None where it is not ours, or too old."""
    try:
        return float(signing.loads(text[:500], salt=FORM, max_age=FORM_SECONDS))
    except (signing.BadSignature, ValueError, TypeError):
        return None
