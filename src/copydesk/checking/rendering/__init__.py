"""A report for people and tools: one file for each form. JSON is `Report.to_dict()`."""

from __future__ import annotations

from copydesk.checking.rendering.page import render_page
from copydesk.checking.rendering.sarif import render_sarif
from copydesk.checking.rendering.text import WIDTH, Colour, render_text

__all__ = ["WIDTH", "Colour", "render_page", "render_sarif", "render_text"]
