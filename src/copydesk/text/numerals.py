"""Numbers in words and digits, brought to one key. Used by `canonical` alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_SMALL = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
#: The tens and what they are worth.
TENS = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
#: Magnitude words and their power of ten.
MAGNITUDES = {
    "hundred": 2, "thousand": 3, "lakh": 5, "lakhs": 5, "million": 6, "crore": 7, "crores": 7, "billion": 9, "trillion": 12,
}  # fmt: skip
_ORDINALS = {
    word: value
    for value, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
        ],
        1,
    )
} | {word[:-1] + "ieth": value for word, value in TENS.items()}
#: Every word a number can be made of.
NUMBER_WORDS = frozenset(_SMALL) | frozenset(TENS) | frozenset(MAGNITUDES) | frozenset(_ORDINALS) | {"dozen"}


def number_key(digits: str, power: int) -> str:
    """Return decimal digits times a power of ten, without exponent and idle zeros.

    >>> number_key("1.50", 6), number_key("007", 0), number_key("2.50", 0)
    ('1500000', '7', '2.5')
    """
    whole, _, fraction = digits.partition(".")
    if power:
        whole += fraction[:power].ljust(power, "0")
        fraction = fraction[power:]
    whole = whole.lstrip("0") or "0"
    fraction = fraction.rstrip("0")
    return f"{whole}.{fraction}" if fraction else whole


def goes_on(word: str, behind: str) -> bool:
    """Say whether a number goes on behind "hundred and" with a word: with one below a hundred that counts no more.

    >>> goes_on("twenty", "people"), goes_on("two", "hundred"), goes_on("boats", "")
    (True, False, False)
    """
    return (word in _SMALL or word in TENS) and behind not in MAGNITUDES and behind != "dozen"


def read_words(words: Sequence[str]) -> tuple[str, int]:
    """Return the key of the number that lower-case words begin with, and how many words it takes.

    An ordinal's key begins with "o". No number gives an empty key and 0.

    >>> read_words(["twenty", "five"]), read_words(["twenty", "first"]), read_words(["boats"])
    (('25', 2), ('o21', 2), ('', 0))
    """
    total, part, taken = 0, -1, 0
    for word in words:
        if word in _ORDINALS:
            if part < 0 or (part % 10 == 0 and part % 100 and _ORDINALS[word] < 10):
                return f"o{total + max(part, 0) + _ORDINALS[word]}", taken + 1
            break
        value = _add(part, word)
        if value is None:
            break
        if word in MAGNITUDES and word != "hundred":
            total, part = total + value, -1
            taken += 1
            break
        part = value
        taken += 1
    return (str(total + max(part, 0)), taken) if taken else ("", 0)


def _add(part: int, word: str) -> int | None:
    """Return the number so far with one more word; None when the word does not go on with it."""
    if word in _SMALL:
        if part < 0:
            return _SMALL[word]
        joins = (part % 100 >= 20 and part % 10 == 0 and 0 < _SMALL[word] < 10) or (part and part % 100 == 0)
        return part + _SMALL[word] if joins else None
    if word in TENS:
        if part < 0:
            return TENS[word]
        return part + TENS[word] if part and part % 100 == 0 else None
    if word == "dozen":
        return 12 * part if 0 < part < 20 else None
    if part <= 0:
        return None
    if word == "hundred":
        return part * 100 if part < 100 else None
    return part * int(10 ** MAGNITUDES[word])
