"""What the programs' doors share: refusals as JSON, and which methods are taken."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

if TYPE_CHECKING:
    from collections.abc import Callable


class Refusal(Exception):  # noqa: N818 - it is an answer, and never leaves the programs' doors
    """Why a request is not answered with a report.

    Attributes:
        status: of the answer.
        code: stable, for programs.
        message: for people: what to mend.
        headers: further headers of the answer.
    """

    def __init__(self, status: int, code: str, message: str, **headers: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}

    def response(self) -> JsonResponse:
        """Return the refusal as an answer."""
        answer = {"error": {"code": self.code, "message": self.message}}
        return JsonResponse(answer, status=self.status, headers={"Cache-Control": "no-store", **self.headers})


def answering(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Have a view's refusals answered as JSON; programs send no cookies, so there is nothing to forge."""

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, **parts: int) -> HttpResponse:
        """Answer one request."""
        try:
            return view(request, **parts)
        except Refusal as refusal:
            return refusal.response()

    return answer


def only(request: HttpRequest, *methods: str) -> None:
    """Refuse a request with another method."""
    if request.method not in methods:
        allowed = ", ".join(methods)
        raise Refusal(405, "method_not_allowed", f"use {allowed} here", Allow=allowed)
