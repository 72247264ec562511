"""Copydesk: a news site that gathers itself and never changes what anyone said.

>>> import copydesk
>>> report = copydesk.check('"It has well under $10B secured," he wrote.',
...                         '"It has well under $10 billion insured," he wrote.')
>>> report.findings[0].id
'quote.altered'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copydesk import guard as guard
    from copydesk.api import Matcher, check, extract, parse_feed, read

__version__ = "0.1.0"
__all__ = ["Matcher", "check", "extract", "parse_feed", "read"]


def __getattr__(name: str) -> object:
    """Load a public function when it is first asked for, so that importing one room stays cheap."""
    if name in __all__:
        from copydesk import api

        return getattr(api, name)
    if name == "guard":
        from importlib import import_module

        return import_module("copydesk.guard")
    raise AttributeError(f"module 'copydesk' has no attribute {name!r}")
