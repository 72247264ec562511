"""What an edit may be without altering anything: joined words, bleeps, picture characters, honorifics."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk.checking.lexicon import STANDING, TITLES
from copydesk.checking.transliteration import is_transliterated

if TYPE_CHECKING:
    from copydesk.text.alignment import Edit
    from copydesk.text.canonical import Canonical

_ARTICLES = frozenset({"a", "an", "the", "that", "'s", "and"})
#: A run of stars or dashes that hides letters, behind a word and inside one.
_HIDING = re.compile(r"(?:\*+|[-_#]{2,}|[–—]{1,5}(?=[\s,.!?”\"]))\w*")
_HIDING_RUN = re.compile(r"\*+|[-_#]{2,}|[–—]+")
_JOINERS = frozenset({"", " ", "-", "\u00a0", "‑", "–", "'", "’"})


def is_same_print(source: Canonical, copy: Canonical, edit: Edit) -> bool:
    """Say whether an edit is mere printing, inside quotation marks too.

    Words joined or parted at a space or hyphen, a bleeped word, a picture character printed in words.
    """
    (a, b), (c, d) = edit.source, edit.copy
    if a < b and c < d:
        return (
            _joined(source, copy, edit) or _bleeped(source, copy, edit) or _transliterated(source, copy, edit)
        )
    if a == b and c < d and a in source.emoji:
        around = copy.text[max(0, copy.starts[c] - 1)], copy.text[copy.ends[d - 1] : copy.ends[d - 1] + 1]
        return around in {("(", ")"), ("[", "]"), (":", ":")}
    return all(source.keys[at] == "'s" for at in range(a, b)) and all(
        copy.keys[at] == "'s" for at in range(c, d)
    )


def is_house_style(source: Canonical, copy: Canonical, edit: Edit) -> bool:
    """Say whether an edit outside quotation marks is house style: print, small words, titles at a name."""
    if is_same_print(source, copy, edit):
        return True
    (a, b), (c, d) = edit.source, edit.copy
    old, new = source.keys[a:b], copy.keys[c:d]
    if all(key in _ARTICLES for key in old + new):
        return True
    if "".join(source.loose[a:b]) == "".join(copy.loose[c:d]) == "cannot":
        return True  # "can't", "can not"
    if any(key in STANDING for key in old + new):
        return False
    return bool(old + new) and all(key in TITLES for key in old + new) and (not old or not new)


def _transliterated(source: Canonical, copy: Canonical, edit: Edit) -> bool:
    """Say whether both sides are one name out of another script, printed large on both."""
    (a, b), (c, d) = edit.source, edit.copy
    return (
        b - a == d - c == 1
        and is_transliterated(source.keys[a], copy.keys[c])
        and source.text[source.starts[a]].isupper()
        and copy.text[copy.starts[c]].isupper()
    )


def _joined(source: Canonical, copy: Canonical, edit: Edit) -> bool:
    """Say whether both sides are the same letters, parted by nothing more than a space or hyphen."""
    (a, b), (c, d) = edit.source, edit.copy
    if b - a == d - c or "".join(source.keys[a:b]) != "".join(copy.keys[c:d]):
        return False
    initials = all(len(key) == 1 for key in max(source.keys[a:b], copy.keys[c:d], key=len))
    return initials or all(
        side.text[side.ends[at] : side.starts[at + 1]] in _JOINERS
        for side, first, last in ((source, a, b), (copy, c, d))
        for at in range(first, last - 1)
    )


def _bleeped(source: Canonical, copy: Canonical, edit: Edit) -> bool:
    """Say whether one side is the other with letters starred or dashed out."""
    (a, b), (c, d) = edit.source, edit.copy
    if b - a > 2 or d - c > 2:
        return False
    one, two = _printed(source, a, b), _printed(copy, c, d)
    if "*" not in one + two:
        return False
    return _fits(one, two) if "*" in two else _fits(two, one)


def _printed(words: Canonical, first: int, last: int) -> str:
    """Return some words as printed, small, with every run of characters that hides letters as one star."""
    end = words.ends[last - 1]
    behind = _HIDING.match(words.text, end)
    text = words.text[words.starts[first] : behind.end() if behind else end].casefold()
    return _HIDING_RUN.sub("*", text)


def _fits(whole: str, hidden: str) -> bool:
    """Say whether a word may be another one of which a star hides some letters; both may hide some."""
    head, _, tail = hidden.partition("*")
    first, star, last = whole.partition("*")
    if not star:
        return bool(head) and " " not in whole and whole.startswith(head) and whole.endswith(tail)
    heads, tails = sorted((head, first), key=len), sorted((tail, last), key=len)
    return bool(heads[0]) and heads[1].startswith(heads[0]) and tails[1].endswith(tails[0])
