"""Notes in the browser: a script on the newsletter's page asks for them, and these addresses answer it.

No form of another site can send JSON here without asking first, and it gets no yes; so no other protection is needed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.conf import settings as django_settings
from django.http import HttpResponse
from django.utils import timezone

from copydesk.desk.clean import storable_text
from copydesk.desk.newsletter.subscribing import MOST_TOPICS
from copydesk.desk.push import browsers
from copydesk.desk.replies.accepting import TooManyError
from copydesk.errors import CopydeskError, InputError
from copydesk.front.desk.access import address_of
from copydesk.front.live import live, sentence
from copydesk.front.rendering import asset

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest

MOST_BYTES = 16_384  #: of what a browser sends
TOPIC_CHARACTERS = 100


def public_key() -> str:
    """Return the key that browsers take notes from; empty where no account sends any, or its key cannot be read."""
    account, folder = browsers.account(), django_settings.SITE.site_folder
    if account is None:
        return ""
    try:
        return browsers.signer_of(folder, "").public
    except CopydeskError:
        return ""


@live("GET", "HEAD")
def worker_view(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view takes it
    """Answer with the script that shows notes; its address is its scope, so it has no hash."""
    return HttpResponse(asset("push-worker.js"), content_type="text/javascript; charset=utf-8")


@live("POST")
def keep_view(request: HttpRequest) -> HttpResponse:
    """Keep a browser that asks for notes."""
    if browsers.account() is None:
        return _told("This site sends no notes.", 404)
    try:
        data = _json(request)
        topics = data.get("topics")
        named = (
            [storable_text(str(each)[:TOPIC_CHARACTERS]) for each in topics[:MOST_TOPICS]]
            if isinstance(topics, list)
            else []
        )
        browsers.keep(
            data.get("subscription"), named, address_of(request), django_settings.SITE, now=timezone.now()
        )
    except TooManyError as error:
        return _told(sentence(error), 429)
    except InputError as error:
        return _told(sentence(error), 422)
    return _told("Kept.", 201)


@live("POST")
def leave_view(request: HttpRequest) -> HttpResponse:
    """Forget a browser."""
    try:
        browsers.leave(str(_json(request).get("endpoint") or "")[:2000])
    except InputError as error:
        return _told(sentence(error), 422)
    return _told("Forgotten.", 200)


def _json(request: HttpRequest) -> Mapping[str, Any]:
    """Return what a script of ours sent.

    Raises:
        InputError: it was not sent so.
    """
    if request.content_type != "application/json" or len(request.body) > MOST_BYTES:
        raise InputError("this address takes JSON of the newsletter's page")
    try:
        data = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise InputError("this address takes JSON of the newsletter's page") from error
    if not isinstance(data, dict):
        raise InputError("this address takes JSON of the newsletter's page")
    return data


def _told(words: str, status: int) -> HttpResponse:
    """Return a sentence."""
    return HttpResponse(f"{words}\n", status=status, content_type="text/plain; charset=utf-8")
