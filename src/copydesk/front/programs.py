"""The programs' door: `POST /api/v1/check`, and the document that describes it."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, Any

from django.conf import settings as django_settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from django.utils import timezone

from copydesk import api
from copydesk.checking import compare, review
from copydesk.desk.known import readable, told_of
from copydesk.errors import InputError
from copydesk.front.answering import Refusal, answering, only
from copydesk.front.openapi import document
from copydesk.types import Article, Policy

if TYPE_CHECKING:
    from copydesk.settings import Settings
    from copydesk.types import Report

#: checks at the same time: the server's other threads stay with the readers
AT_ONCE = 2
_BUSY = threading.BoundedSemaphore(AT_ONCE)
_FIELDS = frozenset({"source", "copy", "policy"})
_PAGE_FIELDS = frozenset({"html", "url"})


@answering
def check_view(request: HttpRequest) -> HttpResponse:
    """Answer with the report on a copy."""
    only(request, "POST")
    asked = _asked(request, most=_site().check_bytes)
    if not _BUSY.acquire(blocking=False):
        raise Refusal(503, "busy", "all places for checks are taken; try again in a second", Retry_After="1")
    try:
        report = _report(asked, _site().policy)
    finally:
        _BUSY.release()
    return JsonResponse(report.to_dict(), headers={"Cache-Control": "no-store"})


@answering
def document_view(request: HttpRequest) -> HttpResponse:
    """Answer with the OpenAPI document."""
    only(request, "GET", "HEAD")
    return JsonResponse(
        document(check_bytes=_site().check_bytes), headers={"Cache-Control": "public, max-age=300"}
    )


@answering
def nothing_view(request: HttpRequest) -> HttpResponse:
    """Answer that there is nothing at this address."""
    raise Refusal(404, "unknown_address", f"nothing is at {request.path}; see /api/v1/openapi.json")


def _site() -> Settings:
    """Return the site's settings."""
    found: Settings = django_settings.SITE
    return found


def _asked(request: HttpRequest, *, most: int) -> dict[str, Any]:
    """Return the JSON object that a request carries."""
    if request.content_type != "application/json":
        raise Refusal(415, "not_json", "send application/json, in UTF-8")
    too_large = Refusal(413, "too_large", f"send at most {most} bytes (setting check_bytes of this site)")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > most:
        raise too_large
    try:
        data = request.read(most + 1)
    except (UnreadablePostError, OSError) as error:
        raise Refusal(400, "broken_off", "the request broke off") from error
    if len(data) > most:
        raise too_large
    try:
        found = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Refusal(400, "not_json", f"the body is not JSON in UTF-8: {error}") from error
    if not isinstance(found, dict):
        raise Refusal(400, "wrong_form", "the body is JSON, but no object")
    unknown = sorted(set(found) - _FIELDS)
    if unknown:
        raise Refusal(400, "wrong_form", f"unknown field {unknown[0]!r}; there are: source, copy, policy")
    return found


def _report(asked: dict[str, Any], policy: str) -> Report:
    """Return the report that was asked for."""
    if "copy" not in asked:
        raise Refusal(400, "wrong_form", "the field copy is missing: the text to be checked")
    name = asked.get("policy", policy)
    if not isinstance(name, str) or name not in {each.value for each in Policy}:
        known = ", ".join(Policy)
        raise Refusal(400, "unknown_policy", f"there is no such policy; there are: {known}")
    copy = api.side(_article("copy", asked["copy"]))
    if asked.get("source") is None:
        return review(copy, policy=Policy(name), known=told_of(copy, readable(timezone.now())))
    return compare(api.side(_article("source", asked["source"])), copy, policy=Policy(name))


def _article(field: str, value: Any) -> Article:
    """Return the article that a field holds: a text as it stands, or a page to take it out of."""
    if isinstance(value, str):
        return Article(body=value)
    if not isinstance(value, dict) or set(value) - _PAGE_FIELDS or not isinstance(value.get("html"), str):
        raise Refusal(400, "wrong_form", f"{field} must be a text, or an object with html and perhaps url")
    url = value.get("url")
    if url is not None and not isinstance(url, str):
        raise Refusal(400, "wrong_form", f"url of {field} must be a text")
    try:
        return api.extract(value["html"], url=url, limits=django_settings.SITE.page_limits)
    except InputError as error:
        raise Refusal(422, "unreadable", f"{field}: {error}") from error
