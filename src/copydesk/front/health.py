"""/healthz: whether the site works, for whoever watches it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import DatabaseError
from django.db.models import Max, Min
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from copydesk.desk.models import Source, Story

if TYPE_CHECKING:
    from django.http import HttpRequest


@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """Answer 200 with what is due and when was last baked, or 503 when the database does not answer."""
    try:
        due = Source.objects.filter(state=Source.State.ACTIVE).aggregate(oldest=Min("due_at"))["oldest"]
        baked = Story.objects.aggregate(last=Max("baked_at"))["last"]
    except DatabaseError as error:
        return _answer({"status": "down", "database": type(error).__name__}, status=503)
    late = max(0.0, (timezone.now() - due).total_seconds()) if due else 0.0
    return _answer(
        {
            "status": "ok",
            "database": "ok",
            "oldest_due_source": due.isoformat() if due else None,
            "late_seconds": round(late, 1),
            "last_bake": baked.isoformat() if baked else None,
        },
        status=200,
    )


def _answer(values: dict[str, Any], *, status: int) -> JsonResponse:
    """Return values as JSON that nobody keeps."""
    return JsonResponse(values, status=status, headers={"Cache-Control": "no-store"})
