"""The facts by which attributions are found: the words that report, how far they reach, who stands for what.

A fact is a tuple: its name, and the classes, marks, steps or single words that it names.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from copydesk.reading._view import View

Fact = tuple[str, ...]

_BEFORE_MOST = 7
_BEHIND_MOST = 5
#: What a phrase that names somebody can end with, and what it goes on with.
_ENDS = frozenset("Nnorywd0")
_GOES_ON = frozenset("Norye0g")
#: What a phrase that names somebody consists of, and how far it is followed.
_IN_PHRASE = frozenset("Noryde0n")
_PHRASE = 6
#: How far from a cue quoted words are looked for in its sentence.
_QUOTED = 30
#: What a word's ending is cut to, so that "railed" and "railing" are one.
_ENDINGS = ("ing", "ed", "es", "s", "d", "e")
_SHORTEST_ROOT = 2
_DOUBLED = 4
#: Counts in steps: 4 stands for 4 and 5, and so on.
STEPS = ("0", "1", "2", "3", "4", "4", "6", "6", "6", *["9"] * 5, *["14"] * 8, "22")


class Cue(NamedTuple):
    """A reporting word with the words that belong to it."""

    at: int  #: the word that decides
    first: int
    last: int
    word: str  #: as the table knows it: itself, or its last letters
    prior: int = -1  #: the last word of the source before it in its sentence


def known(view: View, at: int, words: frozenset[str]) -> str:
    """Return a word as the table knows it."""
    low = view.lows[at]
    return low if low in words else "-" + low[-3:]


@lru_cache(maxsize=1 << 14)
def root_of(low: str) -> str:
    """Return a word without its ending, roughly: "railed" and "railing" are one."""
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) > _SHORTEST_ROOT:
            low = low[: -len(ending)]
            break
    return low[:-1] if len(low) > _DOUBLED and low[-1] == low[-2] else low


def steps(count: int) -> str:
    """Return a count in steps."""
    return STEPS[count] if 0 <= count < 22 else "0" if count < 0 else "22"


def mark_left(view: View, at: int, first: int) -> str:
    """Say what is met first to the left: a closing mark, a comma, the sentence's start."""
    for gap in view.gaps[at : max(first, at - 8) : -1]:
        if gap:
            return '"' if '"' in gap else gap if gap == "," else ";"
    if at - first >= 8:
        return "-"
    return '"' if '"' in view.gaps[first] else "|"


def mark_right(view: View, at: int, last: int) -> str:
    """Say what is met first to the right: an opening mark, a comma, the sentence's end."""
    for gap in view.gaps[at + 1 : min(last, at + 8) + 1]:
        if gap:
            return '"' if '"' in gap else gap if gap in ",:" else ";"
    if last - at >= 8:
        return "-"
    return '"' if '"' in view.gaps[last + 1] else "|"


# --- the side of the claim --------------------------------------------------------------------------------


def side_facts(view: View, cue: Cue) -> list[Fact]:
    """Return what tells whether a claim stands behind its cue (R), before it (L), or around it (B)."""
    first, last = view.first[cue.first], view.last[cue.last]
    marks = mark_left(view, cue.first, first) + mark_right(view, cue.last, last)
    n1 = view.gaps[cue.last + 1] + view.forms[cue.last + 1] if cue.last < last else "|"
    p1 = view.forms[cue.first - 1] + view.gaps[cue.first] if cue.first > first else "|"
    rest, head = steps(last - cue.last), steps(cue.first - first)
    after = '"' if '"' in view.gaps[last + 1] and not view.quoted[last] else ""
    begins = '"' if view.quoted[first] else "s"
    kind = view.kinds[cue.at]
    prior = "p" if cue.prior >= 0 else "-"
    return [
        *_worded_facts(view, cue, n1, p1),
        *_quoting_facts(view, cue, marks),
        ("w", cue.word),
        ("wm", cue.word, marks),
        ("wr", cue.word, rest),
        ("kmr", kind, marks, rest, after),
        ("kmh", kind, marks, head),
        ("kn", kind, n1),
        ("kp", kind, p1),
        ("nm", n1, marks),
        ("pmr", p1, marks, rest),
        ("pn", p1, n1),
        ("wp", cue.word, p1),
        ("wn", cue.word, n1),
        ("hra", head, rest, after),
        ("mab", marks, after, begins),
        ("bo", begins, prior, marks),
    ]


def _worded_facts(view: View, cue: Cue, behind: str, ahead: str) -> list[Fact]:
    """Return what the words of a cue and the single words beside it tell of the side of its claim."""
    first, last = view.first[cue.first], view.last[cue.last]
    lows, forms = view.lows, view.forms
    opens, closes = forms[cue.first], forms[cue.last]
    word = view.gaps[cue.last + 1] + lows[cue.last + 1] if cue.last < last else "|"
    second = view.gaps[cue.last + 2] + forms[cue.last + 2] if cue.last + 1 < last else "|"
    before = forms[cue.first - 2] + view.gaps[cue.first - 1] if cue.first - 1 > first else "|"
    root = root_of(lows[cue.at])
    return [
        ("fl", opens, closes, behind),
        ("flp", opens, closes, ahead),
        ("wf", cue.word, opens, closes),
        ("lx", lows[cue.first], lows[cue.last]),
        ("ln", word),
        ("lnn", word, second),
        ("nn", behind, second),
        ("pp", before, ahead),
        ("lp", lows[cue.first - 1] if cue.first > first else "|", behind),
        ("le", root),
        ("lem", root, mark_left(view, cue.first, first) + mark_right(view, cue.last, last)),
        ("len", root, behind),
    ]


def _quoting_facts(view: View, cue: Cue, marks: str) -> list[Fact]:
    """Return what the quoted words of a sentence tell of the side of a claim."""
    quoted, first, last = view.quoted, view.first[cue.first], view.last[cue.last]
    place = ("h" if quoted[first] else "") + ("t" if quoted[last] else "")
    place += "n" if quoted[last + 1] and not quoted[last] else ""
    place += ("q" if quoted[cue.at] else "") + ("b" if cue.first > first and quoted[cue.first - 1] else "")
    place += "f" if cue.last < last and quoted[cue.last + 1] else ""
    before = "1" if any(quoted[max(first, cue.first - _QUOTED) : cue.first]) else ""
    behind = "1" if any(quoted[cue.last + 1 : min(last, cue.last + _QUOTED) + 1]) else ""
    return [
        ("qq", place, marks),
        ("qw", place, cue.word),
        ("qab", before, behind, marks),
        ("qabk", before, behind, place, view.kinds[cue.at]),
    ]


# --- the source -------------------------------------------------------------------------------------------


def source_ends(view: View, cue: Cue) -> list[int]:
    """Return where a source may end: the last words of phrases before and behind the cue in its sentence."""
    kinds, gaps = view.kinds, view.gaps
    start = view.first[cue.first]
    found: list[int] = []
    for at in range(cue.first - 1, max(start, cue.first - 40) - 1, -1):
        if at + 1 == cue.first or (kinds[at] in _ENDS and (gaps[at + 1] or kinds[at + 1] not in _GOES_ON)):
            found.append(at)
            if len(found) == _BEFORE_MOST:
                break
    if start <= cue.prior < found[-1] if found else False:
        found.append(cue.prior)
    end = view.last[cue.last]
    count = len(found)
    for at in range(cue.last + 1, min(end, cue.last + 25) + 1):
        if kinds[at] in _ENDS and (at == end or gaps[at + 1] or kinds[at + 1] not in _GOES_ON):
            found.append(at)
            if len(found) - count == _BEHIND_MOST:
                break
    return found


def is_its_subject(view: View, cue: Cue) -> bool:
    """Say whether a name, pronoun or role stands directly before a listed reporting word: 99 of 100 are its source."""
    before = cue.first - 1
    return (
        before >= view.first[cue.first]
        and view.kinds[before] in "nNr"
        and view.kinds[cue.first] in "SKTCHWL"
        and not view.gaps[cue.first]
        and not view.scan.tokens[before].possessive
    )


def no_source_facts(view: View, cue: Cue, side: str) -> list[Fact]:
    """Return what speaks for a cue that names no source."""
    p1 = view.forms[cue.first - 1] + view.gaps[cue.first] if cue.first else "|"
    n1 = view.gaps[cue.last + 1] + view.forms[cue.last + 1]
    first, last = view.forms[cue.first], view.forms[cue.last]
    return [
        ("no",),
        ("nosw", side, cue.word),
        ("nosp", side, p1),
        ("nosn", side, n1),
        ("nofl", first, last, steps(cue.last - cue.first)),
        ("nofwp", first, cue.word, p1),
        ("nop", "p" if cue.prior >= 0 else "-", p1),
    ]


def source_end_facts(view: View, cue: Cue, side: str, at: int, rank: int) -> list[Fact]:
    """Return what speaks for a source that ends at a word; `rank` counts the phrases between."""
    if at < cue.first:
        way = "b" + side
        between = spelled(view, at + 1, cue.first)
    else:
        way = "a" + side
        between = spelled(view, cue.last + 1, at)
    place = way + STEPS[rank]
    gap = view.gaps[at + 1]
    form = view.forms[at]
    ahead = view.forms[at - 1] + view.gaps[at] if at else "|"
    kind = view.kinds[cue.at]
    prior = "=" if at == cue.prior else "-" if cue.prior < 0 else "<" if at < cue.prior else ">"
    head = phrase_of(view, at)
    led = view.forms[head] + view.gaps[head + 1] if head < at else "|" + view.gaps[at]
    opens = "|" if head == view.first[at] else ""
    return [
        ("l", way, view.lows[at]),
        ("h", way, led, opens),
        ("hp", place, led),
        ("hk", place, led, kind, view.forms[cue.first]),
        ("fr", place, form, opens),
        ("", place),
        ("f", place, form, gap),
        ("i", place, between),
        ("kcl", place, kind, view.forms[cue.first], view.forms[cue.last]),
        ("q", place, "q" if view.quoted[at] else "", "q" if view.quoted[cue.at] else ""),
        ("w", place, cue.word),
        ("fp", place, form, ahead),
        ("wif", way, between, form),
        ("wik", way, between, kind),
        ("gn", place, gap, view.forms[at + 1]),
        ("o", prior, place, form),
        ("ok", prior, way, kind, view.forms[cue.first - 1] if cue.first else "|"),
    ]


def phrase_of(view: View, at: int) -> int:
    """Return the word before the phrase that ends at a word, or the first of its sentence; six words away at most."""
    head, first = at, view.first[at]
    while head > first and at - head < _PHRASE and not view.gaps[head] and view.kinds[head] in _IN_PHRASE:
        head -= 1
    return head


def spelled(view: View, first: int, end: int) -> str:
    """Spell the classes between two words, shortened."""
    if end - first > 10:
        return "far"
    if end == first + 1:
        return view.gaps[first] + view.kinds[first] + view.gaps[end]
    letters: list[str] = []
    before = ""
    for gap, kind in zip(view.gaps[first:end], view.kinds[first:end], strict=True):
        if gap or kind != before:
            letters.append(gap + kind)
        before = kind
    if end >= first:
        letters.append(view.gaps[end])
    return "".join(letters[:6])


def source_starts(view: View, cue: Cue, end: int) -> list[int]:
    """Return where a source that ends at a word may begin."""
    low = max(view.first[end], end - 30)
    if end > cue.last:
        low = max(low, cue.last + 1)
    kinds, gaps = view.kinds, view.gaps
    found: list[int] = []
    for at in range(end, low - 1, -1):
        if at < end and gaps[at + 1][:1] in {";", "."}:
            break
        if kinds[at] in "pct" and at != end:
            continue
        if (
            at == low
            or gaps[at]
            or kinds[at - 1] not in "Norde0y"
            or (kinds[at] in "dn" and kinds[at - 1] != "d")
        ):
            found.append(at)
            if len(found) == 9:
                break
    return found or [end]


def source_start_facts(view: View, cue: Cue, end: int, at: int, rank: int) -> list[Fact]:
    """Return what speaks for a source from a word to its end."""
    form = view.forms[at]
    opens = at == view.first[at]
    ahead = "|" if opens else view.forms[at - 1] + view.gaps[at]
    if at == cue.last + 1:
        ahead = "cue"
    side = "b" if end < cue.first else "a"
    inner = spelled(view, at, end)
    length = steps(end - at)
    commas = STEPS[min(3, sum(map(bool, view.gaps[at + 1 : end + 1])))]
    last = view.forms[end]
    return [
        ("fp", side, form, ahead),
        ("p", side, ahead, commas),
        ("nc", side, length, commas),
        ("i", inner),
        ("ig", inner, view.gaps[end + 1], side),
        ("efp", last, form, ahead),
        ("pl", view.kinds[at - 1] if at else "|", STEPS[rank], commas),
        ("cpg", commas, ahead, view.gaps[end + 1]),
    ]
