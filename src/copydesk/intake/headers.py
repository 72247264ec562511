"""What an answer's headers say, read without trust."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,12})", re.ASCII | re.IGNORECASE)
_NO_KEEP = re.compile(r"(?:^|[\s,])(?:no-cache|no-store)", re.ASCII | re.IGNORECASE)
# A validator goes back to the server as it came; nobody needs one longer than this.
_VALIDATOR_MOST = 1024


def http_date(text: str) -> datetime | None:
    """Return an HTTP date as aware UTC; None when it cannot be read.

    >>> http_date("Sun, 06 Nov 1994 08:49:37 GMT")
    datetime.datetime(1994, 11, 6, 8, 49, 37, tzinfo=datetime.timezone.utc)
    >>> http_date("soon") is None
    True
    """
    try:
        found = parsedate_to_datetime(text[:64])
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def retry_after(text: str, *, now: datetime, most: float) -> float | None:
    """Return the seconds that a Retry-After asks for, between 0 and `most`; None when it cannot be read.

    Args:
        text: the header's value: seconds, or an HTTP date.
        now: aware UTC, by the server's clock where it is known.
        most: seconds.

    >>> retry_after("120", now=datetime(2026, 1, 1, tzinfo=UTC), most=3600)
    120.0
    >>> retry_after("Thu, 01 Jan 2026 00:00:30 GMT", now=datetime(2026, 1, 1, tzinfo=UTC), most=3600)
    30.0
    """
    text = text.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:15]), most)
    then = http_date(text)
    return None if then is None else min(max((then - now).total_seconds(), 0.0), most)


def max_age(cache_control: str | None) -> float | None:
    """Return for how many seconds an answer says it stays fresh; None when it does not say.

    >>> max_age("public, max-age=900"), max_age("no-cache, max-age=900"), max_age(None)
    (900.0, None, None)
    """
    if not cache_control or _NO_KEEP.search(cache_control):
        return None
    found = _MAX_AGE.search(cache_control)
    return float(found[1]) if found else None


def validator(value: str | None) -> str | None:
    """Return an ETag or Last-Modified that can be sent back as it came; None when it cannot.

    >>> validator('W/"a1"'), validator("a" + chr(10) + "X: y"), validator("")
    ('W/"a1"', None, None)
    """
    if not value or len(value) > _VALIDATOR_MOST or not value.isprintable():
        return None
    try:
        value.encode("latin-1")
    except UnicodeEncodeError:
        return None
    return value
