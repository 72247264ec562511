"""One person's data: all that their address wrote, and what mail goes there, to be handed over or erased."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from copydesk.desk.models import Act, Reply, ReplyRule
from copydesk.desk.newsletter import moving
from copydesk.desk.replies.changing import wipe
from copydesk.desk.replies.privacy import email_hash, email_of

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


def exported(email: str, folder: Path) -> dict[str, Any]:
    """Return all that is kept of who has an address, ready to be written as JSON.

    Args:
        email: the address.
        folder: the site's, for what is sealed.
    """
    digest = email_hash(email)
    rows = Reply.objects.filter(email_hash=digest).select_related("story").order_by("written_at", "pk")
    listed = ReplyRule.objects.filter(kind=ReplyRule.Kind.EMAIL, value=digest)
    return {
        "email": email,
        "email_hash": digest,
        "replies": [
            {
                "reply": row.pk,
                "story": row.story_id,
                "headline": row.story.headline,
                "name": row.name,
                "text": row.text,
                "state": row.state,
                "held_for": row.held_for,
                "written_at": row.written_at.isoformat(),
                "edited_at": row.edited_at.isoformat() if row.edited_at else None,
                "address_kept_for_mail": email_of(row, folder),
                "network_address_hash": row.address_hash,
                "subnet_hash": row.subnet_hash,
            }
            for row in rows
        ],
        "newsletter": moving.exported(email, folder),
        "lists": [{"verdict": each.verdict, "since": each.at.isoformat()} for each in listed],
    }


def erase(email: str, *, now: datetime) -> int:
    """Erase all that is kept of who has an address, in the log and in what was learned, too; return how many replies.

    What stood on pages is gone from them within seconds; that something was erased stays in the log, without a name.
    """
    digest = email_hash(email)
    with transaction.atomic():
        rows = list(Reply.objects.select_for_update().filter(email_hash=digest))
        names = {f"reply {row.pk}" for row in rows}
        Act.objects.filter(subject__in=names).update(about="erased", before={}, after={})
        for act in Act.objects.filter(
            kind__in=(Act.Kind.SHOWN, Act.Kind.REFUSED), subject__startswith="replies "
        ):
            if any(str(row.pk) in act.before.get("replies", {}) for row in rows):
                Act.objects.filter(pk=act.pk).update(about="several, some of them erased since")
        wipe(rows, now=now)
        ReplyRule.objects.filter(kind=ReplyRule.Kind.EMAIL, value=digest).delete()
        moving.erase(email)
        Act.objects.create(
            kind=Act.Kind.ERASED,
            at=now,
            by=None,
            by_name="command line",
            subject="replies",
            about=f"{len(rows)}",
        )
    return len(rows)
