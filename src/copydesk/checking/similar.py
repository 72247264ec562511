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
    short, long = sorted((old, new), key=len)
    if long.startswith(short) and len(short) >= 4:
        tail = long[len(short) :]
        if tail == "n":
            return short in _LANDS
        if tail == "i":
            return new == long
        return tail in _ADDED
    for stem in range(4, len(short)):
        if old[:stem] != new[:stem]:
            return False
        if {old[stem:], new[stem:]} <= _OF_PARTIES or {old[stem:], new[stem:]} <= _OF_LANDS:
            return True
    return False


_ADDED = frozenset(
    ("s", "es", "an", "ans", "ian", "ians", "ic", "ish", "ese", "ed", "ing", "ly", "al", "ns", "is")
)
_OF_PARTIES = frozenset(("s", "ic", "ics", "ism", "ist", "ists", "y", "ies"))
_OF_LANDS = frozenset(("a", "an", "y", "e", "ish", "ese", "ed", "ing", "ian", "o"))
_LANDS = frozenset(
    (
        "africa", "albania", "algeria", "america", "armenia", "asia", "australia", "austria", "bolivia", "bosnia",
        "bulgaria", "california", "cambodia", "chechnya", "colombia", "croatia", "cuba", "estonia", "ethiopia",
        "georgia", "india", "indonesia", "kenya", "korea", "latvia", "libya", "lithuania", "malaysia", "nigeria",
        "romania", "russia", "rwanda", "serbia", "slovakia", "slovenia", "somalia", "syria", "tanzania", "tunisia",
        "uganda", "venezuela", "virginia", "zambia",
    )
)  # fmt: skip


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
