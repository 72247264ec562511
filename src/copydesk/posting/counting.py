"""How long a text is, as networks count it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import regex

from copydesk.posting.values import Counting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from copydesk.posting.values import Limit

_GRAPHEME = regex.compile(r"\X")
_ADDRESS = regex.compile(r"https?://\S+", regex.IGNORECASE)
#: what some network could take for an address: also a bare name with a dot, as "desk.example" in a headline
_ANY_ADDRESS = regex.compile(r"\S*[^\s.]\.\p{L}{2,}\S*|https?://\S+", regex.IGNORECASE)
_EMOJI = regex.compile(r"[\p{Extended_Pictographic}\p{Regional_Indicator}\u20e3\ufe0f]")
#: code points that X counts once; every other counts twice
_LIGHT = ((0, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))


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


def weighted_letters(text: str, permalink: str, url: int) -> int:
    """Return the length of a text as X counts it: letters of most alphabets 1, others and emoji 2, our link `url`.

    What could be taken for another address counts as the longer of both.

    >>> weighted_letters("漢字 🚒 https://desk.example/s/1", "https://desk.example/s/1", 23)
    31
    """
    total, at = 0, 0
    text = unicodedata.normalize("NFC", text)
    for found in _ANY_ADDRESS.finditer(text):
        total += _weight(text[at : found.start()])
        total += url if found.group() == permalink else max(url, _weight(found.group()))
        at = found.end()
    return total + _weight(text[at:])


def _weight(text: str) -> int:
    """Return the weight of letters and emoji."""
    total = 0
    for found in _GRAPHEME.finditer(text):
        one = found.group()
        letters = sum(1 if any(low <= ord(each) <= high for low, high in _LIGHT) else 2 for each in one)
        # Not every sign that Unicode calls pictographic is an emoji to X: the longer of both is safe.
        total += max(2, letters if len(one) == 1 else 0) if _EMOJI.search(one) else letters
    return total


def emoji_bytes(text: str) -> int:
    """Return the code points of a text in which an emoji counts as its bytes of UTF-8.

    >>> emoji_bytes("a🚒")
    5
    """
    found = (each.group() for each in _GRAPHEME.finditer(text))
    return sum(
        len(each.encode("utf-8", "surrogatepass")) if _EMOJI.search(each) else len(each) for each in found
    )


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
        case Counting.WEIGHTED_LETTERS:
            return weighted_letters(text, permalink, limit.url)
        case Counting.EMOJI_BYTES:
            return emoji_bytes(text)


def fits(text: str, limits: Iterable[Limit], permalink: str) -> bool:
    """Say whether a text keeps within every limit."""
    return all(length(text, each, permalink) <= each.most for each in limits)
