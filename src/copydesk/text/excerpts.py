"""The start of a text, cut where a sentence ends and never inside quotation marks."""

from __future__ import annotations

import re

# A sentence ends at its mark, with what closes behind it, before white space and a capital or a mark.
_END = re.compile(r"[.!?…][\"”’»)\]]*(?=\s+[\"“‘«(\[]?[^\W\d_a-z]|\s+\d|\s*$)")
#: A full stop behind these ends no sentence: initials, titles, months.
_SHORT = re.compile(r"(?:^|[\s(“\"])(?:[^\W\d_]|[A-Z][a-z]{1,3}|(?:[^\W\d_]\.)+[^\W\d_])\.$")
_OPENING, _CLOSING = "“«", "”»"


def excerpt(text: str, most: int) -> str:
    """Return the first sentences of a text, as many as fit; never a quotation cut in two.

    Where not even the first sentence fits, it is cut between two words outside quotation marks and ends
    in an ellipsis.

    Args:
        text: with white space already folded.
        most: most characters, the ellipsis included.

    >>> excerpt("Mr. Lesk came. He said: “It was dark. I left.” Then rain fell for days.", 50)
    'Mr. Lesk came. He said: “It was dark. I left.”'
    >>> excerpt("A very long sentence without an end in sight", 20)
    'A very long …'
    """
    if len(text) <= most:
        return text
    whole = whole_sentences(text, most)
    if whole:
        return whole
    for cut in range(most - 2, 0, -1):
        if text[cut].isspace() and _outside(text[:cut]):
            return f"{text[:cut].rstrip(' ,;:–—-')} …"
    return ""


def whole_sentences(text: str, most: int) -> str:
    """Return the first whole sentences of a text, as many as fit; never a quotation cut in two.

    Args:
        text: with white space already folded.
        most: most characters.

    >>> whole_sentences("He said: “It was dark. I left.” Then rain fell.", 35)
    'He said: “It was dark. I left.”'
    >>> whole_sentences("A very long sentence without an end in sight", 20)
    ''
    """
    ends = [
        found.end()
        for found in _END.finditer(text, 0, most + 2)
        if found.end() <= most and not _SHORT.search(text[: found.start() + 1])
    ]
    if len(text) <= most:
        ends.append(len(text))
    return next((text[:end] for end in reversed(ends) if _outside(text[:end])), "")


def _outside(text: str) -> bool:
    """Say whether a text ends outside quotation marks."""
    depth = sum(text.count(mark) for mark in _OPENING) - sum(text.count(mark) for mark in _CLOSING)
    return depth <= 0 and text.count('"') % 2 == 0
