"""Source and copy in, findings out: what the copy altered."""

from __future__ import annotations

from copydesk.checking.check import compare, review
from copydesk.checking.comparison import Side

__all__ = ["Side", "compare", "review"]
