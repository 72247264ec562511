"""Feeds and sitemaps to items: a thin reader over lxml, with feedparser behind it for what is broken."""

from __future__ import annotations

from copydesk.parsing.feeds.reader import parse_feed

__all__ = ["parse_feed"]
