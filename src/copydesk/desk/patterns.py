"""Which findings are the same thing again: what one dismissal covers."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from copydesk.text.canonical import canonical

if TYPE_CHECKING:
    from copydesk.desk.models import Finding

#: words from which a pair of wordings is told apart from all others by itself
TELLING_WORDS = 4


def pattern_of(row: Finding) -> str:
    """Return one hash for all findings that are the same as this one.

    Same check, and the same words on both sides, house style aside. Wordings of fewer than four words, such as
    a figure, are the same only among copies of one source; without a source, only in one outlet.

    Args:
        row: its article may be unsaved, but not without an outlet.
    """
    source, copy = _form(row.source_words), _form(row.copy_words)
    parts = [row.check_id, source, copy]
    if not (source or copy):
        parts.append(_form(row.message))
    if max(source.count(" "), copy.count(" ")) + 1 < TELLING_WORDS:
        parts.append(f"source {row.source_id}" if row.source_id else f"outlet {row.article.outlet_id}")
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=20).hexdigest()


def _form(text: str) -> str:
    """Return words as they are compared."""
    return " ".join(canonical(text).keys)
