"""Mail that came back: a server took it first and told later that nobody is there (RFC 3464)."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import Message
from typing import TYPE_CHECKING

from copydesk.desk.models import Delivery
from copydesk.desk.newsletter.subscribing import refuse
from copydesk.errors import InputError

if TYPE_CHECKING:
    from datetime import datetime
    from email.message import EmailMessage

    from copydesk.desk.models import Subscriber

_NUMBER = re.compile(rb"^message-id:\s*(<[0-9a-f]{40}@[^>\s]{1,150}>)", re.IGNORECASE | re.MULTILINE)
#: RFC 3463: 5.1.x an address that is none, 5.2.1 a mailbox that is shut; all others may be about the mail
_GONE = re.compile(r"^5\.(?:1\.[0-9]|2\.1)\b")


def take(data: bytes, *, now: datetime) -> Subscriber | None:
    """Take a mail that came back off the list, where it says for good that nobody is there.

    The mail's own number says whose it was; nobody who never got it can know it.

    Args:
        data: the report as it came.
        now: aware.

    Returns:
        The reader who gets no more mail; None where the report is about something that passes.

    Raises:
        InputError: it is no report, or none about a mail of ours.
    """
    report: EmailMessage = email.message_from_bytes(data, policy=email.policy.default)
    status = _status(report)
    numbers = _NUMBER.findall(data.replace(b"\r\n", b"\n"))
    known = Delivery.objects.filter(message_id__in=[each.decode("ascii", "replace") for each in numbers])
    row = known.select_related("subscriber").first()
    if not status or row is None:
        raise InputError("this is no report of a mail of ours that came back")
    if not _GONE.match(status):
        return None
    refuse(row.subscriber, f"came back: {status}", now=now)
    return row.subscriber


def _status(report: EmailMessage) -> str:
    """Return the status that a report gives; empty where it is no report, or of what was not given up."""
    for part in report.walk():
        if part.get_content_type() == "message/delivery-status":
            blocks = part.get_payload()
            for block in blocks if isinstance(blocks, list) else []:
                if isinstance(block, Message) and str(block.get("Action", "")).strip().lower() == "failed":
                    return str(block.get("Status", "")).strip()[:20]
    return ""
