"""The facts by which the words that report are found, and the words before and behind that belong to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from copydesk.reading._sequence import Fact, mark_left, mark_right, root_of, steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.reading._view import View

#: Words that voice something: where one stands in a sentence, the others report less often.
_VOICED = re.compile("[SKTCW]")
#: How far from a word a voicing one is looked for, in words, and how near one counts by its distance.
_AROUND = 25
_BESIDE = 16
#: A name or pronoun so many words before is who may report.
_WHO = 8
#: So many attributions before a word are looked at.
_REMEMBERED = 6


class Heard(NamedTuple):
    """An attribution that was found before, as the next words see it."""

    at: int  #: the word that reports
    side: str
    first: int  #: of its claim
    last: int


def anchors(view: View, words: frozenset[str]) -> list[int]:
    """Return the numbers of the words that may report: listed ones, and unlisted verbs."""
    found = []
    for at, (low, kind) in enumerate(zip(view.lows, view.kinds, strict=True)):
        if low in words or (kind in "eg" and len(low) > 4):
            found.append(at)
    return found


def near_facts(view: View, at: int, word: str) -> list[Fact]:
    """Return what the words beside a word say for or against its reporting something."""
    forms, gaps = view.forms, view.gaps
    kind = view.kinds[at]
    p1 = forms[at - 1] + gaps[at] if at > view.first[at] else "|"
    n1 = gaps[at + 1] + forms[at + 1] if at < view.last[at] else gaps[at + 1]
    return [("w", word), ("wp", word, p1), ("wn", word, n1), ("kpn", kind, p1, n1), ("p", p1), ("n", n1)]


def far_facts(view: View, at: int, word: str, heard: Sequence[Heard]) -> list[Fact]:
    """Return what the rest of its sentence says for or against a word reporting something."""
    forms, kinds, gaps = view.forms, view.kinds, view.gaps
    first, last = view.first[at], view.last[at]
    p1 = forms[at - 1] + gaps[at] if at > first else "|"
    p2 = forms[at - 2] + gaps[at - 1] if at - 1 > first else "|"
    n1 = gaps[at + 1] + forms[at + 1] if at < last else gaps[at + 1]
    n2 = gaps[at + 2] + forms[at + 2] if at + 1 < last else "|"
    kind = kinds[at]
    back = at - 1
    while back >= first and kinds[back] == "x" and not gaps[back + 1]:
        back -= 1
    subject = kinds[back] + gaps[back + 1] if back >= first else "|"
    mark = mark_left(view, at, first) + mark_right(view, at, last)
    if view.quoted[at]:
        mark += "q"
    rest = steps(last - at)
    root = root_of(view.lows[at])
    where, whose = standing(view, at, heard)
    return [
        ("ws", word, subject),
        ("wm", word, mark),
        ("wr", word, rest),
        ("kpp", kind, p1, p2),
        ("knn", kind, n1, n2),
        ("ksm", kind, subject, mark),
        ("ksn", kind, subject, n1),
        ("krm", kind, rest, mark),
        ("pp", p2),
        ("nn", n2),
        ("rm", rest, mark, steps(at - first)),
        ("es", view.lows[at][-3:], subject),
        ("le", root),
        ("lep", root, p1),
        ("len", root, n1),
        *_voiced_facts(view, at, word),
        ("st", where, word),
        ("stk", where, whose, kind),
        ("stp", where, view.forms[at - 1] if at else ""),
    ]


def standing(view: View, at: int, heard: Sequence[Heard]) -> tuple[str, str]:
    """Say whether a word stands inside a claim found before or behind one in its sentence, and what reported that."""
    near = "-", ""
    for each in reversed(heard[-_REMEMBERED:]):
        if each.first <= at <= each.last:
            return "in" + each.side, view.kinds[each.at]
        if near[0] == "-" and each.at >= view.first[at]:
            near = "s", view.kinds[each.at]
    return near


def _voiced_facts(view: View, at: int, word: str) -> list[Fact]:
    """Return what other reporting words, names and marks of the sentence say for or against a word."""
    first, last, kind = view.first[at], view.last[at], view.kinds[at]
    kinds, quoted = view.scan.kinds, view.quoted
    behind = _VOICED.search(kinds, at + 1, min(last, at + _AROUND) + 1)
    before = -1
    for found in _VOICED.finditer(kinds, max(first, at - _AROUND), at):
        before = found.start()
    both = ("b" if before >= 0 else "") + ("a" if behind else "")
    marked = ("q" if quoted[at] else "") + ("h" if quoted[first] else "") + ("t" if quoted[last] else "")
    ahead = beyond = who = ""
    if before >= 0 and at - before <= _BESIDE:
        that = "t" if "t" in kinds[before + 1 : at] else ""
        ahead = kinds[before] + that + steps(at - before)
    if behind and behind.start() - at <= _BESIDE:
        beyond = kinds[behind.start()] + steps(behind.start() - at)
    for near in range(at - 1, max(first, at - _WHO) - 1, -1):
        if kinds[near] in "Nn":
            who = kinds[near] + steps(at - near)
            break
    following = view.gaps[at + 1] + view.lows[at + 1] if at < last else "|"
    return [
        ("se", both, word),
        ("sek", both, kind, marked),
        ("sq", marked, word),
        ("nm", who, word),
        ("nmk", who, kind, following),
        ("nb", ahead, kind),
        ("na", beyond, kind),
        ("nbw", ahead[:2], word),
        ("naw", beyond[:1], word),
        ("nba", ahead, beyond),
    ]


def before_facts(view: View, at: int, first: int, word: str) -> list[Fact]:
    """Return what speaks for the word before a cue belonging to it, "has" in "has vowed"."""
    one = view.forms[first - 1]
    two = view.gaps[first - 1] + view.forms[first - 2] if first > 1 else "|"
    away = steps(at - first)
    return [
        ("1", one),
        ("1w", view.lows[first - 1], word),
        ("10", one, view.forms[first]),
        ("12", one, two),
        ("1dk", view.kinds[first - 1], away, view.kinds[at]),
        ("wd", word, away),
    ]


def behind_facts(view: View, at: int, last: int, word: str) -> list[Fact]:
    """Return what speaks for the word behind a cue belonging to it, "to" in "referred to"."""
    one = view.forms[last + 1]
    two = view.gaps[last + 2] + view.forms[last + 2]
    three = view.gaps[last + 3] + view.forms[last + 3] if two and last + 3 < len(view.forms) else "|"
    low, kind, zero = view.lows[last + 1], view.kinds[last + 1], view.forms[last]
    away = steps(last - at)
    end = view.last[at]
    mark = next(filter(None, view.gaps[last + 2 : min(end, last + 12) + 1]), "")
    return [
        ("1d", one, away),
        ("1w", one, word),
        ("lw", low, word),
        ("12", one, two),
        ("10", one, zero),
        ("102", one, zero, two),
        ("123", one, two, three),
        ("k1d", view.kinds[at], kind, away),
        ("wd1", word, away, kind),
        ("ll", low, view.gaps[last + 2] + view.lows[last + 2]),
        ("lll", view.lows[last], low, view.forms[last + 2]),
        ("r", low, mark),
        ("rk", one, mark, word),
        ("lx", low, view.kinds[at]),
        ("q", "q" if view.quoted[at] else "", one),
        ("m", mark_left(view, at, view.first[at]), one, word),
        ("rest", steps(end - last), one, view.kinds[at]),
    ]
