"""Pages to articles: one pass over a fast tree, text always a verbatim slice, nothing believed blindly."""

from copydesk.parsing.pages.extraction import extract

__all__ = ["extract"]
