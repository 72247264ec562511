"""How long a text is, as networks count it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from copydesk.posting.values import Counting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from copydesk.posting.values import Limit

_GRAPHEME = regex.compile(r"\X")
_ADDRESS = regex.compile(r"https?://\S+", regex.IGNORECASE)


def graphemes(text: str) -> int:
    """Return how many characters a reader sees, by the Unicode rules (UAX 29, extended clusters).

    >>> graphemes("e\u0301 👩‍🚒")
    3
    """
    return sum(1 for _ in _GRAPHEME.finditer(text))


def utf16_units(text: str) -> int:
    """Return how many UTF-16 units a text takes.

    >>> utf16_units("a🚒")
    3
    """
    return len(text) + sum(1 for each in text if ord(each) > 0xFFFF)


def weighted(text: str, permalink: str, url: int) -> int:
    """Return the graphemes of a text in which an address counts as `url`, whatever its length.

    Only our own permalink between white space is taken to be shortened. Any other address counts as the longer of
    both: where a network ends an address in running text differs from server to server, and too much is safe.

    >>> weighted("Read https://desk.example/s/1", "https://desk.example/s/1", 23)
    28
    """
    total, at = 0, 0
    for found in _ADDRESS.finditer(text):
        total += graphemes(text[at : found.start()])
        total += url if found.group() == permalink else max(url, graphemes(found.group()))
        at = found.end()
    return total + graphemes(text[at:])


def length(text: str, limit: Limit, permalink: str) -> int:
    """Return the length of a text as this limit counts it."""
    match limit.counting:
        case Counting.GRAPHEMES:
            return graphemes(text)
        case Counting.UTF16:
            return utf16_units(text)
        case Counting.BYTES:
            return len(text.encode("utf-8", "surrogatepass"))
        case Counting.WEIGHTED_URLS:
            return weighted(text, permalink, limit.url)


def fits(text: str, limits: Iterable[Limit], permalink: str) -> bool:
    """Say whether a text keeps within every limit."""
    return all(length(text, each, permalink) <= each.most for each in limits)
