"""Bytes in, values out: feeds and sitemaps become items, pages become articles, OPML becomes outlines.

Each name is loaded when it is first asked for: who reads a feed does not pay for the page extractor,
and the broad parsers that stand behind the narrow ones are loaded only when something is broken.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copydesk.parsing.charset import decode
    from copydesk.parsing.dates import parse_when
    from copydesk.parsing.discovery import find_feeds, front_page_items
    from copydesk.parsing.feeds import parse_feed
    from copydesk.parsing.opml import Outline, read_opml, write_opml
    from copydesk.parsing.pages import extract
    from copydesk.parsing.pages.limits import PageLimits
    from copydesk.parsing.pages.siterules import Sites, site_rules

_HOMES = {
    "Outline": "copydesk.parsing.opml",
    "PageLimits": "copydesk.parsing.pages.limits",
    "Sites": "copydesk.parsing.pages.siterules",
    "decode": "copydesk.parsing.charset",
    "extract": "copydesk.parsing.pages",
    "find_feeds": "copydesk.parsing.discovery",
    "front_page_items": "copydesk.parsing.discovery",
    "parse_feed": "copydesk.parsing.feeds",
    "parse_when": "copydesk.parsing.dates",
    "read_opml": "copydesk.parsing.opml",
    "site_rules": "copydesk.parsing.pages.siterules",
    "write_opml": "copydesk.parsing.opml",
}

__all__ = [
    "Outline",
    "PageLimits",
    "Sites",
    "decode",
    "extract",
    "find_feeds",
    "front_page_items",
    "parse_feed",
    "parse_when",
    "read_opml",
    "site_rules",
    "write_opml",
]


def __getattr__(name: str) -> object:
    """Load a public name of the room when it is first asked for."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'copydesk.parsing' has no attribute {name!r}")
    found: object = getattr(import_module(home), name)
    globals()[name] = found
    return found
