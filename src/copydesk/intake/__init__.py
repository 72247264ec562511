"""Fetched bytes from due sources, and the next visit: politeness and safety of the network.

The names below load nothing heavy; the HTTP library comes with the first `Fetcher` that is entered,
Protego with the first robots.txt, brotli and zstd with the first body packed so.
"""

from copydesk.intake.fetching import (
    FEED_ACCEPT,
    PAGE_ACCEPT,
    Fetched,
    Fetcher,
    FetchRequest,
    Overflow,
    RobotsPolicy,
)
from copydesk.intake.limits import Limits
from copydesk.intake.schedule import (
    NextVisit,
    PollRule,
    SourceState,
    VisitState,
    after_failure,
    after_success,
    after_unchanged,
)
from copydesk.intake.urls import canonical, inside_house, normalise_typed

__all__ = [
    "FEED_ACCEPT",
    "PAGE_ACCEPT",
    "FetchRequest",
    "Fetched",
    "Fetcher",
    "Limits",
    "NextVisit",
    "Overflow",
    "PollRule",
    "RobotsPolicy",
    "SourceState",
    "VisitState",
    "after_failure",
    "after_success",
    "after_unchanged",
    "canonical",
    "inside_house",
    "normalise_typed",
]
