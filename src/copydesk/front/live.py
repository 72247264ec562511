"""What the pages share on which readers write to us: never cached, a few at a time, no forgery, no account."""

from __future__ import annotations

import threading
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.conf import settings as django_settings
from django.http import HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from copydesk.desk.clean import storable_text
from copydesk.desk.stories import HandError
from copydesk.front.addresses import story_path
from copydesk.front.baking import site_of
from copydesk.front.rendering import asset_path
from copydesk.replies.plain import TEXT_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from copydesk.desk.models import Story

AT_ONCE = 2  #: forms answered at the same time: the server's other threads stay with those who read
_BUSY = threading.BoundedSemaphore(AT_ONCE)
_WAIT_SECONDS = 5.0
STALE = (
    "This form was open too long, or came from elsewhere. Your words are still here: please send them again."
)


class _Forgery(CsrfViewMiddleware):
    """Django's protection against forgery, which tells instead of answering, so that no words are lost."""

    def _reject(self, request: HttpRequest, reason: str) -> Any:  # noqa: ARG002 - Django's signature
        """Tell the reason."""
        return reason


def _nothing(_: HttpRequest) -> HttpResponse:
    """Answer nothing: stands for the view that is protected."""
    return HttpResponse()


def is_forged(request: HttpRequest) -> bool:
    """Say whether a form did not come from our own page."""
    return _Forgery(_nothing).process_view(request, _nothing, (), {}) is not None


def not_forged(request: HttpRequest) -> None:
    """Refuse a form that did not come from our own page.

    Raises:
        HandError: it did not.
    """
    if is_forged(request):
        raise HandError(STALE)


def live(*methods: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Open a view to readers: never cached, a few at a time, what cannot be done is said on a page."""

    def opened(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest, **parts: Any) -> HttpResponse:
            if not _BUSY.acquire(timeout=_WAIT_SECONDS):
                return said(request, "Many write at once. Please try again in a moment.", status=503)
            try:
                done = view(request, **parts)
            except HandError as error:
                done = said(request, sentence(error), status=410)
            finally:
                _BUSY.release()
            done["Cache-Control"] = "no-store"
            done["Referrer-Policy"] = "same-origin"
            done["X-Robots-Tag"] = "noindex"
            return done

        return csrf_exempt(require_http_methods(list(methods))(answer))

    return opened


def typed(request: HttpRequest, name: str) -> str:
    """Return what stands in a field, as far as a database takes it."""
    return storable_text(request.POST.get(name, "")[: TEXT_CHARACTERS * 2])


def said(
    request: HttpRequest, told: str, *, story: Story | None = None, kicker: str = "Replies", status: int = 200
) -> HttpResponse:
    """Return a page of one sentence."""
    return page(request, "reply_said.html", status=status, told=told, story=story, kicker=kicker)


def page(request: HttpRequest, template: str, *, status: int = 200, **values: Any) -> HttpResponse:
    """Return a page of the site."""
    story = values.get("story")
    home = story_path(story.pk, story.slug) if story else "/"
    shared = {"site": site_of(django_settings.SITE), "home": home, "look": asset_path("replies.css")}
    return render(request, f"front/{template}", shared | values, status=status)


def sentence(error: Exception) -> str:
    """Return an error as a sentence."""
    text = str(error)
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."
