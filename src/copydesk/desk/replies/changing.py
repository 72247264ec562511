"""A writer changes or deletes a reply: with the link that only they have, within the time the site gives."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core import signing
from django.db import transaction

from copydesk.desk.models import Reply
from copydesk.desk.replies import learning
from copydesk.desk.replies.accepting import decide, on_page, text_hash
from copydesk.desk.stories import HandError
from copydesk.replies.holds import Draft, Reason
from copydesk.replies.plain import TEXT_CHARACTERS, tidy

if TYPE_CHECKING:
    from datetime import datetime

    from copydesk.settings import Settings

MINE = "replies.mine"  #: salt of the writers' links
LINK_DAYS = 30  #: for which a link shows what became of a reply


def token_of(reply: Reply) -> str:
    """Return the token of the writer's own link."""
    return signing.dumps([reply.pk, reply.key], salt=MINE)


def mine(token: str) -> Reply:
    """Return the reply that a token belongs to.

    Raises:
        HandError: the token is not ours, or too old, or the reply is gone.
    """
    try:
        number, key = signing.loads(token, salt=MINE, max_age=LINK_DAYS * 24 * 3600)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise HandError("this link does not lead to a reply any more") from error
    found = Reply.objects.filter(pk=number, key=key).select_related("story").first()
    if found is None or found.state == Reply.State.DELETED:
        raise HandError("this reply is gone")
    return found


def changes_until(reply: Reply, settings: Settings) -> datetime:
    """Return until when a reply's writer may change it; aware."""
    return reply.written_at + timedelta(minutes=settings.reply_edit_minutes)


def change(token: str, text: str, settings: Settings, *, confirmed: str, now: datetime) -> Reply:
    """Change a reply's text; it is looked at as if it were new, and a refused one stays refused.

    Raises:
        HandError: it is too late, or there is no text.
    """
    text = tidy(text)
    if not text.strip():
        raise HandError(f"please write something, up to {TEXT_CHARACTERS:,} characters")
    with transaction.atomic():
        row = _open(token, settings, now)
        was, why = row.state, row.held_for
        row.text, row.text_hash, row.edited_at = text, text_hash(text), now
        crowded = Reason.RATE in why
        draft = Draft(row.name, text, settings.reply_seconds_least)
        found = decide(row, draft, settings, confirmed=confirmed, crowded=crowded, now=now)
        approved_by_hand = was == Reply.State.APPROVED and bool(found)
        if was == Reply.State.REJECTED:
            row.state, row.held_for = was, why
        elif approved_by_hand:
            row.held_for = f"changed by its writer after it was shown; {row.held_for}"[:400]
        elif was == Reply.State.HELD:
            # What was held once is looked at by a person, whatever was taken out of it.
            row.state, row.held_for = was, "; ".join(dict.fromkeys([*why.split("; "), *found]))[:400]
        row.version += 1
        row.save()
        on_page([row], now=now)
    return row


def delete(token: str, settings: Settings, *, now: datetime) -> None:
    """Delete a reply: its words, its name and its address are gone at once.

    Raises:
        HandError: it is too late.
    """
    with transaction.atomic():
        row = _open(token, settings, now)
        wipe([row], now=now)


def wipe(rows: list[Reply], *, now: datetime) -> None:
    """Take everything out of rows that their writers gave; answers by others move up."""
    learning.learn(rows, {})
    for row in rows:
        row.mails.all().delete()
        row.children.update(parent=None)
        row.name, row.text, row.text_hash, row.link = "", "", "", ""
        row.email_hash = row.address_hash = row.subnet_hash = row.sealed_key_id = ""
        row.sealed, row.held_for, row.state = b"", "", Reply.State.DELETED
        row.version += 1
        row.save()
    on_page(rows, now=now)


def _open(token: str, settings: Settings, now: datetime) -> Reply:
    """Return a reply that its writer may still change, locked."""
    found = mine(token)
    row = Reply.objects.select_for_update().get(pk=found.pk)
    if now > changes_until(row, settings):
        raise HandError(f"replies can be changed for {settings.reply_edit_minutes} minutes; yours is older")
    return row
