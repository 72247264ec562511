"""The fetcher that a site's settings ask for."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from copydesk import __version__
from copydesk.intake import Fetcher, Limits
from copydesk.intake.fetching import user_agent

if TYPE_CHECKING:
    from copydesk.settings import Settings


def fetcher_of(settings: Settings) -> Fetcher:
    """Return a fetcher that fetches as the settings say."""
    ports = frozenset(int(port) for port in settings.allow_ports.split(",") if port.strip())
    agent = user_agent(__version__, settings.site_url, settings.contact)
    return Fetcher(
        user_agent=agent, limits=_limits_of(settings), proxy=settings.proxy or None, allow_ports=ports
    )


def _limits_of(settings: Settings) -> Limits:
    """Return the limits of fetching that the settings name."""
    told = {each.name for each in dataclasses.fields(settings)}
    shared = told & {each.name for each in dataclasses.fields(Limits)}
    return Limits(**{name: getattr(settings, name) for name in shared})
