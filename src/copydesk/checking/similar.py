"""How alike two words look. It finds counterparts and garbled names; it never passes a quotation."""

from __future__ import annotations

from rapidfuzz.distance import OSA, DamerauLevenshtein

_LEAST = 0.6


def is_garbled(old: str, new: str) -> bool:
    """Say whether one lower-case word looks like a misprint of another.

    >>> is_garbled("musk", "muska"), is_garbled("tebas", "thebes"), is_garbled("clinton", "sanders")
    (True, True, False)
    >>> is_garbled("republican", "republicans")
    False
    """
    if old == new or is_inflected(old, new):
        return False
    if min(len(old), len(new)) <= 2:
        return abs(len(old) - len(new)) == 1 and (old.startswith(new) or new.startswith(old))
    distance = OSA.distance(old, new)
    longest = max(len(old), len(new))
    return (distance <= 2 and 1 - distance / longest >= _LEAST) or (
        longest >= 8 and DamerauLevenshtein.distance(old, new) <= 3 and old[0] == new[0]
    )


def is_inflected(old: str, new: str) -> bool:
    """Say whether the two are forms of one word: plural, of a people, past.

    >>> is_inflected("democrat", "democratic"), is_inflected("russia", "russian"), is_inflected("lesk", "leska")
    (True, True, False)
    """
    head = 0
    for one, two in zip(old, new, strict=False):
        if one != two:
            break
        head += 1
    for cut in range(head, max(3, head - 3), -1):
        tails = {old[cut:], new[cut:]}
        if tails <= _ENDINGS and not (cut < 5 and tails & _SHORT_ENDINGS):
            return True
    return tails_of_vowels(old[head:], new[head:], old[:head])


def tails_of_vowels(one: str, two: str, stem: str) -> bool:
    """Say whether a people's "n" follows its country's "a", as in Russia and Russian."""
    return sorted((one, two)) == ["", "n"] and len(stem) >= 5 and stem.endswith("a")


_ENDINGS = frozenset(
    {
        "",
        "s",
        "es",
        "an",
        "ian",
        "ic",
        "ics",
        "ical",
        "ish",
        "ese",
        "i",
        "ed",
        "d",
        "ing",
        "ly",
        "al",
        "y",
        "ies",
        "ied",
    }
    | {"e", "er", "ers", "ans", "ians", "ism", "ist", "ists", "ity"}
)
_SHORT_ENDINGS = frozenset({"i", "d", "e", "y"})


def same_root(old: str, new: str) -> bool:
    """Say whether two words share so much of their beginning that they are one word's forms.

    >>> same_root("develop", "developing"), same_root("build", "bid")
    (True, False)
    """
    head = 0
    for one, two in zip(old, new, strict=False):
        if one != two:
            break
        head += 1
    return head >= 4 and head >= min(len(old), len(new)) - 2 and abs(len(old) - len(new)) <= 4
