"""What the templates need beside Django's own tags."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote
from zoneinfo import ZoneInfo

from django import template
from django.template.loader import render_to_string
from django.utils.dateformat import format as date_format
from django.utils.html import format_html

from copydesk.front import addresses

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.utils.safestring import SafeString

    from copydesk.front.values import Site, StoryCard

register = template.Library()
#: answers kept of functions that templates ask the same again and again
REMEMBERED = 4096
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


@lru_cache(maxsize=8)
def _zone(name: str) -> ZoneInfo:
    """Return a time zone by its IANA name."""
    return ZoneInfo(name)


def _zone_name(when: datetime) -> str:
    """Return a time's zone in words; zones without letters are named by their distance from UTC."""
    name = when.tzname() or "UTC"
    return name if name[0].isalpha() else f"UTC{name}"


@register.simple_tag
def moment(when: datetime, site: Site) -> SafeString:
    """Return a time for readers and machines: day, hour and time zone of the site."""
    return _moment(when, site.zone)


@register.simple_tag
def short_moment(when: datetime, site: Site) -> SafeString:
    """Return a time in few words, the full one in its `datetime`."""
    return _short_moment(when, site.zone)


@lru_cache(maxsize=REMEMBERED)
def _moment(when: datetime, zone: str) -> SafeString:
    """Return a time as an element: the same times stand many times on a page."""
    local = when.astimezone(_zone(zone))
    words = f"{date_format(local, 'j F Y, H:i')} {_zone_name(local)}"
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), words)


@lru_cache(maxsize=REMEMBERED)
def _short_moment(when: datetime, zone: str) -> SafeString:
    """Return a time as an element of few words."""
    local = when.astimezone(_zone(zone))
    words = date_format(local, "j M, H:i")
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), words)


@register.simple_tag
@lru_cache(maxsize=REMEMBERED)
def line(card: StoryCard, site: Site) -> SafeString:
    """Return a story as the page of a day lists it; on a day of many stories all but the changed one are remembered."""
    return render_to_string("front/_line.html", {"card": card, "site": site})


@register.filter
def web(text: str) -> str:
    """Return an address that is safe to link to, or an empty text."""
    return addresses.web_address(text)


@register.filter
def host(text: str) -> str:
    """Return the host of an address, for readers."""
    return (
        addresses.web_address(text).split("/")[2].removeprefix("www.") if addresses.web_address(text) else ""
    )


@register.filter
def story_path(card: StoryCard) -> str:
    """Return the path of a story's page."""
    return addresses.story_path(card.number, card.slug)


@register.filter
def outlet_path(slug: str) -> str:
    """Return the path of an outlet's page."""
    return addresses.outlet_path(slug)


@register.filter
def quotation_path(number: int) -> str:
    """Return the path of a quotation's page."""
    return addresses.quotation_path(number)


@register.filter
def person_path(name: str) -> str:
    """Return the path of the page with what somebody said."""
    return addresses.person_path(name)


@register.filter
def organisation_path(name: str) -> str:
    """Return the path of the page with the stories that name an organisation."""
    return addresses.organisation_path(name)


@register.filter
def topic_path(name: str) -> str:
    """Return the path of a topic's page."""
    return addresses.topic_path(name)


@register.filter
def day_path(day: date) -> str:
    """Return the path of the page with a day's stories."""
    return addresses.day_path(day)


@register.filter
def contact_address(text: str) -> str:
    """Return a mail or web address as a link may have it; empty when it is neither.

    >>> contact_address("desk@tarn.example"), contact_address("https://tarn.example/us"), contact_address("by pigeon")
    ('mailto:desk@tarn.example', 'https://tarn.example/us', '')
    """
    if _MAIL.fullmatch(text):
        return f"mailto:{text}"
    return addresses.web_address(text)


@register.filter
def percent_encoded(text: str) -> str:
    """Return a text as it may stand in a query, everything odd as %XX."""
    return quote(text, safe="", errors="replace")


@register.filter
@lru_cache(maxsize=64)
def language(text: str) -> str:
    """Return a language tag that may stand in `lang`, or an empty text."""
    parts = text.replace("_", "-").split("-")
    fits = parts[0].isascii() and parts[0].isalpha() and 2 <= len(parts[0]) <= 3
    return (
        "-".join([parts[0].lower(), *(p for p in parts[1:2] if p.isascii() and p.isalpha() and len(p) == 2)])
        if fits
        else ""
    )
