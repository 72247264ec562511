"""Readers' replies: the form, the writer's own page, reports and confirmations; no JavaScript, no account.

The form is no part of the baked page but a page of its own, answered live and never kept by a cache: so each form has
its own key, time and protection against forgery, and the story's page stays one file for everybody.
"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings as django_settings
from django.core import signing
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from copydesk.desk.models import Reply, Story
from copydesk.desk.replies import changing, mailing, mentions, moderating
from copydesk.desk.replies.accepting import Sent, TooManyError, accept, shown_under
from copydesk.desk.replies.privacy import hashed
from copydesk.desk.stories import HandError, public_stories, standing
from copydesk.errors import InputError
from copydesk.front.desk.access import SeeOther, address_of
from copydesk.front.live import STALE, is_forged, live, not_forged, page, said, sentence, typed
from copydesk.replies.plain import NAME_CHARACTERS, TEXT_CHARACTERS, paragraphs
from copydesk.replies.subnets import subnet

if TYPE_CHECKING:
    from django.http import HttpRequest

    from copydesk.settings import Settings

FORM = "replies.form"  #: salt of the forms' keys
FORM_SECONDS = 12 * 3600
CONFIRMED = "replies.confirmed"  #: salt of the cookie of a browser whose address was confirmed
COOKIE_SECONDS = 180 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Form:
    """What a form says of itself."""

    story: int
    key: str
    made: float  #: seconds since 1970


@live("GET", "HEAD", "POST")
def reply_view(request: HttpRequest, number: int, parent: int | None = None) -> HttpResponse:
    """Show the form under a story, and take what it brings."""
    story = _story(number)
    if request.method != "POST":
        return _form(request, story, parent)
    form = _read(request.POST.get("form", ""), story.pk)
    if form is None or is_forged(request):
        return _form(request, story, parent, problem=STALE, status=403)
    settings: Settings = django_settings.SITE
    sent = Sent(
        story=story.pk,
        parent=parent,
        name=typed(request, "name"),
        email=typed(request, "email"),
        text=typed(request, "text"),
        tell=typed(request, "tell"),
        trap=typed(request, "website"),
        key=form.key,
        seconds=time.time() - form.made,
        address=address_of(request),
        confirmed=_confirmed(request),
    )
    try:
        row = accept(sent, settings, now=timezone.now())
    except TooManyError as error:
        return _form(request, story, parent, problem=sentence(error), status=429)
    except HandError as error:
        return _form(request, story, parent, problem=sentence(error), status=422)
    return SeeOther(f"/reply/mine/{changing.token_of(row)}/")


@live("GET", "HEAD", "POST")
def mine_view(request: HttpRequest, token: str) -> HttpResponse:
    """Thank a writer, say what becomes of the reply, and let it be changed or deleted for a while."""
    settings: Settings = django_settings.SITE
    now, problem, status = timezone.now(), "", 200
    row = changing.mine(token)
    if request.method == "POST":
        try:
            not_forged(request)
            if request.POST.get("act") == "delete":
                changing.delete(token, settings, now=now)
                return said(
                    request, "Your reply is deleted, with your name and your address.", story=row.story
                )
            changing.change(token, typed(request, "text"), settings, confirmed=_confirmed(request), now=now)
            return SeeOther(request.path)
        except HandError as error:
            problem, status = sentence(error), 422
    until = changing.changes_until(row, settings)
    values = {
        "reply": row,
        "paragraphs": paragraphs(row.text),
        "typed": request.POST.get("text", row.text),
        "open": now <= until,
        "until": until,
        "problem": problem,
        "story": row.story,
        "limit": TEXT_CHARACTERS,
    }
    return page(request, "reply_mine.html", status=status, **values)


@live("GET", "HEAD", "POST")
def report_view(request: HttpRequest, number: int) -> HttpResponse:
    """Ask whether a reply is to be reported, and report it."""
    row = Reply.objects.filter(pk=number, state=Reply.State.APPROVED).select_related("story").first()
    if row is None:
        raise HandError("this reply is not there any more")
    if request.method != "POST":
        return page(request, "reply_report.html", reply=row, story=row.story, paragraphs=paragraphs(row.text))
    not_forged(request)
    settings: Settings = django_settings.SITE
    place = subnet(address_of(request), ipv4=settings.reply_subnet_ipv4, ipv6=settings.reply_subnet_ipv6)
    moderating.report(number, hashed("subnet", place), most=settings.reply_reports, now=timezone.now())
    return said(request, "Thank you. An editor will look at it.", story=row.story)


@live("GET", "HEAD", "POST")
def confirm_view(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm an address, or forget it; a mail's link only shows the two buttons, since mail programs follow links."""
    row = mailing.confirmed(token)
    if row is None:
        raise HandError("this link does not lead to a reply any more")
    if request.method != "POST":
        return page(request, "reply_confirm.html", story=row.story)
    not_forged(request)
    if request.POST.get("act") == "stop":
        mailing.no_more_mail(row)
        return said(
            request, "No more mail comes. Your address is forgotten; only its hash stays.", story=row.story
        )
    done = said(request, "Your address is confirmed in this browser.", story=row.story)
    value = signing.dumps(row.email_hash, salt=CONFIRMED)
    secure = bool(django_settings.SESSION_COOKIE_SECURE)
    done.set_cookie(
        _cookie(), value, max_age=COOKIE_SECONDS, secure=secure, httponly=True, samesite="Lax", path="/"
    )
    return done


@csrf_exempt
@require_POST
def webmention_view(request: HttpRequest) -> HttpResponse:
    """Take note that a page mentions a story of ours; it is fetched before anybody believes it."""
    source, target = (request.POST.get(each, "")[:2001] for each in ("source", "target"))
    try:
        mentions.note(source, target, django_settings.SITE, now=timezone.now())
    except InputError as error:
        return HttpResponse(f"{sentence(error)}\n", status=400, content_type="text/plain; charset=utf-8")
    return HttpResponse("It will be looked at.\n", status=202, content_type="text/plain; charset=utf-8")


def _form(
    request: HttpRequest, story: Story, parent: int | None, *, problem: str = "", status: int = 200
) -> HttpResponse:
    """Return the form, with what was typed."""
    answered = shown_under(parent, story.pk) if parent else None
    if parent and answered is None and request.method != "POST":
        raise HandError("the reply that you answer is not there any more")
    form = _read(request.POST.get("form", ""), story.pk)
    # A form that came in keeps its key: sent twice it is one reply. A stale one gets a new one.
    key = form.key if form else secrets.token_hex(16)
    values = {
        "story": story,
        "answered": answered,
        "quoted": paragraphs(answered.text) if answered else (),
        "form": signing.dumps([story.pk, key, form.made if form else time.time()], salt=FORM),
        "typed": {name: typed(request, name) for name in ("name", "email", "text", "tell")},
        "problem": problem,
        "limit": TEXT_CHARACTERS,
        "name_limit": NAME_CHARACTERS,
        "minutes": django_settings.SITE.reply_edit_minutes,
    }
    return page(request, "reply.html", status=status, **values)


def _read(text: str, story: int) -> Form | None:
    """Return what a form says of itself; None where it is not ours, for another story, or too old."""
    try:
        number, key, made = signing.loads(text[:500], salt=FORM, max_age=FORM_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Form(number, key, made) if number == story else None


def _story(number: int) -> Story:
    """Return the story that readers see under a number."""
    found = Story.objects.filter(pk=number).first() if number < 2**62 else None
    found = standing(found) if found else None
    if found is None or not Story.objects.filter(public_stories(timezone.now()), pk=found.pk).exists():
        raise Http404
    return found


def _confirmed(request: HttpRequest) -> str:
    """Return the hash of the address that this browser confirmed; empty for none."""
    try:
        found = signing.loads(request.COOKIES.get(_cookie(), ""), salt=CONFIRMED, max_age=COOKIE_SECONDS)
    except (signing.BadSignature, ValueError):
        return ""
    return found if isinstance(found, str) else ""


def _cookie() -> str:
    """Return the name of the cookie of a confirmed address."""
    return "__Host-replies" if django_settings.SESSION_COOKIE_SECURE else "replies"
