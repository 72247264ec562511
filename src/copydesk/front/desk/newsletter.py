"""The desk's page for the newsletter: how many read it, what became of each issue, and whose mail comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe

from copydesk.desk.editing.roles import Role
from copydesk.desk.newsletter import counts, subscribing
from copydesk.front.desk.access import at_desk

if TYPE_CHECKING:
    from django.http import HttpResponse

    from copydesk.front.desk.access import Desk


@require_safe
@at_desk(Role.READER)
def newsletter_view(desk: Desk) -> HttpResponse:
    """Show counts, issues and readers whose servers take no mail; no address is shown."""
    found = counts.counts()
    issues = [
        (each, ", ".join(f"{many} {name}" for name, many in each.by_state.items()))
        for each in counts.issue_lines()
    ]
    return desk.page(
        "newsletter.html",
        account=subscribing.account(),
        states=found.by_state.items(),
        rhythms=found.by_rhythm.items(),
        topics=list(found.by_topic.items())[:30],
        browsers=found.browsers,
        issues=issues,
        refused=counts.refused(),
    )
