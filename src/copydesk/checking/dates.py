"""What counts as a date among canonical tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.checking.lexicon import MONTHS, RELATIVE_DAYS, WEEKDAYS

if TYPE_CHECKING:
    from copydesk.text.canonical import Canonical


def is_date(words: Canonical, at: int) -> bool:
    """Say whether a token names a day, a weekday, a month or a year.

    >>> from copydesk.text.canonical import canonical
    >>> found = canonical("on Dec. 4, 2015, may 12 boats")
    >>> [is_date(found, at) for at in range(len(found))]
    [False, True, True, False, False, False]
    """
    key = words.keys[at]
    if key[0] == "d" and key[1:2].isdigit():
        return True
    if key[0] == "#":
        return len(key) == 5 and key[1:].isdecimal() and "1800" <= key[1:] <= "2099" and _is_bare(words, at)
    if key in WEEKDAYS or key in RELATIVE_DAYS:
        return True
    return key in MONTHS and words.text[words.starts[at]].isupper() and key not in {"may", "march"}


def _is_bare(words: Canonical, at: int) -> bool:
    """Say whether four digits stand as years do: without a comma or a unit."""
    return words.text[words.starts[at] : words.ends[at]].isdecimal()
