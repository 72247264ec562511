"""The facts by which a claim's beginning and end are found, once its cue, side and source are known."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from copydesk.reading._sequence import STEPS, Cue, Fact, mark_left, steps

if TYPE_CHECKING:
    from copydesk.reading._view import View

#: Words before which a claim may end without a mark.
_LINKS = frozenset("pctwxSKTCHWe")
#: So many words of a claim are looked at for an end inside its sentence: the bound keeps reading linear.
_FARTHEST = 200


#: Words that can be verbs, and those that voice something.
_VERB = re.compile("[xeSKTCWHPRL]")
_VOICED = re.compile("[SKTC]")
#: So many words of a claim are looked at for its first verb.
_VERB_WITHIN = 12
_FORMS = frozenset({"ed", "ng", "ly"})


class Frame(NamedTuple):
    """A cue with its side and its source."""

    cue: Cue
    side: str
    source: tuple[int, int] | None


class Begun(NamedTuple):
    """A claim behind its cue whose beginning is known."""

    frame: Frame
    start: int
    last: int  #: of the sentence it begins in
    form: str  #: of its first word; a mark where it is quoted
    opened: str  #: "t" behind "that", "to", else the class of its first word
    led: str  #: what stands before its source, or before its cue where the source does not stand before that
    mark: str  #: the first mark before its cue
    verb: str  #: whether a verb stands among its first words
    marks: list[int]  #: the words of its sentence that stand behind a mark
    commas: list[int]


def right_starts(view: View, frame: Frame) -> list[int]:
    """Return where a claim behind its cue may begin."""
    cue = frame.cue
    if not view.gaps[cue.last + 1] and view.kinds[cue.last + 1] in "tgn":
        return [cue.last + 1]
    last = min(view.last[cue.last], len(view.lows) - 4)
    behind = frame.source[1] + 1 if frame.source else -1
    found = [
        at
        for at in range(cue.last + 1, min(last, cue.last + 16) + 1)
        if at <= cue.last + 2 or view.gaps[at] or view.kinds[at] in "tcw" or at == behind
    ]
    following = view.last[cue.last] + 1
    if following < len(view.lows) - 3 and (
        not found or ('"' in view.gaps[following] and not view.quoted[last])
    ):
        found.append(following)
    return found[:7]


def right_start_facts(view: View, frame: Frame, at: int, rank: int) -> list[Fact]:
    """Return what speaks for a claim behind its cue beginning at a word."""
    cue, source = frame.cue, frame.source
    away = steps(at - cue.last - 1)
    form = view.gaps[at] + view.forms[at]
    place = "=" if source and at == source[1] + 1 else "<" if source and source[0] <= at <= source[1] else "-"
    if view.quoted[at] and not view.quoted[at - 1]:
        place += '"'
    return [
        ("df", away, form),
        ("fo", form, place),
        ("wd", cue.word, away),
        ("wf", cue.word, form),
        ("wo", cue.word, place),
        ("fp", form, view.forms[at - 1]),
        ("fn", form, view.forms[at + 1]),
        ("or", place, STEPS[rank]),
        ("lfd", view.forms[cue.last], form, away),
    ]


def right_ends(view: View, start: int) -> list[int]:
    """Return where a claim that begins at a word may end: at marks, before words that link, at the sentence's end."""
    gaps, kinds, days = view.gaps, view.kinds, view.scan.language.weekdays
    last = view.last[start]
    found: list[int] = []
    weak = 0
    for at in range(start, min(last, start + _FARTHEST)):
        if gaps[at + 1]:
            found.append(at)
        elif weak < 8 and (kinds[at + 1] in _LINKS or view.lows[at + 1] in days) and kinds[at] not in "pdtcx":
            found.append(at)
            weak += 1
        if len(found) > 13:
            break
    found.append(last)
    if view.quoted[last]:
        found += _quote_ends(view, last)
    return found


def _quote_ends(view: View, last: int) -> list[int]:
    """Return the ends of the sentences of a quotation that runs on behind a sentence's end, and its own."""
    found: list[int] = []
    at = last
    count = len(view.lows) - 3
    while (
        at + 1 < count
        and view.quoted[at + 1]
        and '"' not in view.gaps[at + 1]
        and len(found) < 10
        and at - last < _FARTHEST
    ):
        at += 1
        end = view.last[at]
        while at < end and view.quoted[at + 1] and at - last < _FARTHEST:
            at += 1
        found.append(at)
    return found


def begun(view: View, frame: Frame, start: int) -> Begun:
    """Look at a claim behind its cue whose beginning is known, for all its ends."""
    cue, source, gaps = frame.cue, frame.source, view.gaps
    first, last = view.first[cue.first], view.last[start]
    opening = source[0] if source and source[1] < cue.first else cue.first
    ahead = view.forms[opening - 1] + gaps[opening] if opening > first else "|"
    low = view.lows[start]
    marks = [at for at in range(start + 1, min(last, start + _FARTHEST) + 1) if gaps[at]]
    return Begun(
        frame,
        start,
        last,
        '"' if view.quoted[start] else view.forms[start],
        "t"
        if start and view.lows[start - 1] in view.scan.language.that
        else low
        if low == "to"
        else view.kinds[start],
        "behind" if source and source[0] > cue.last else ("" if source else "-") + ahead,
        mark_left(view, cue.first, first),
        "v" if _VERB.search(view.scan.kinds, start, start + _VERB_WITHIN) else "",
        marks,
        [at for at in marks if gaps[at] == ","],
    )


def right_end_facts(view: View, claim: Begun, at: int, rank: int) -> list[Fact]:
    """Return what speaks for a claim that has begun ending at a word."""
    cue, last, begins = claim.frame.cue, claim.last, claim.form
    gap, form, after = view.gaps[at + 1], view.forms[at + 1], view.forms[at + 2]
    if form in {"g", "e"} or (form == "N" and view.lows[at + 1] in view.scan.language.weekdays):
        form = view.lows[at + 1]
    ends = "s" if at == last else "q" if at > last else ""
    facts = _behind_facts(view, claim, at, ends, form)
    if view.quoted[at]:
        ends += '"' if not view.quoted[at + 1] or '"' in gap else "-"
    length = steps(at - claim.start)
    kind = view.kinds[cue.at]
    facts += [
        ("gfn", gap, form, after),
        ("eg", ends, gap),
        ("ew", ends, cue.word),
        ("ekb", ends, kind, begins),
        ("er", ends, STEPS[rank], steps(last - at)),
        ("bgf", begins, gap, form),
        ("wgf", cue.word, gap, form),
        ("kgfn", kind, gap, form, length),
        ("pgf", view.forms[at], gap, form),
        ("es", ends, view.forms[view.first[cue.first]]),
        ("len", view.forms[cue.last], ends, length),
    ]
    return facts


def _behind_facts(view: View, claim: Begun, at: int, ends: str, form: str) -> list[Fact]:
    """Return what the words behind a claim's end, and how it began, say for that end."""
    gap, low, second, last = view.gaps[at + 1], view.lows[at + 1], view.lows[at + 2], claim.last
    word, kind = claim.frame.cue.word, view.kinds[claim.frame.cue.at]
    opened, led = claim.opened, claim.led
    within = bisect_right(claim.commas, at)
    follow = str(min(len(claim.commas) - within, 3))
    facts = [
        ("ln", gap, low),
        ("lp", view.lows[at], gap, form),
        ("lnn", gap, low, second),
        ("vi", claim.verb, gap, form, view.kinds[claim.start]),
        ("vic", claim.verb, ends, word),
        ("sb", led, ends, gap),
        ("sbf", led, gap, form),
        ("ml", claim.mark, ends, gap, form),
        ("th", opened, ends, gap),
        ("thf", opened, gap, form),
        ("thk", opened, kind, gap, form),
        ("cc", str(min(within, 3)), follow, gap, ends),
        ("ccf", follow, gap, form, ends),
        ("tl", opened, steps(at - claim.start), gap, ends),
        ("tr", opened, steps(last - at), gap, form),
    ]
    return facts + _next_facts(view, claim, at, form) if at < last else facts


def _next_facts(view: View, claim: Begun, at: int, form: str) -> list[Fact]:
    """Return what the words up to the next mark say for a claim's end: with a verb they are a clause of their own."""
    gap, kinds, cue = view.gaps[at + 1], view.kinds, claim.frame.cue
    marks = claim.marks
    place = bisect_right(marks, at + 1)
    stop = min(marks[place] if place < len(marks) else at + 9, claim.last + 1, at + 9)
    verb = _VERB.search(view.scan.kinds, at + 1, stop)
    found = "" if verb is None else verb[0] if verb[0] in "xe" else "V"
    reports = "c" if _VOICED.search(view.scan.kinds, at + 1, stop) else ""
    closes = view.gaps[stop] if stop <= claim.last else "end"
    one = at + 1 + (kinds[at + 1] in "ct")
    low, cued = ending(view.lows[one]), ending(view.lows[cue.at])
    like = "S" if view.lows[one] == view.lows[claim.start] else ""
    like += ("C" if kinds[one] == kinds[cue.at] else "") + ("E" if low == cued != "o" else "")
    like += "K" if kinds[one] == kinds[claim.start] else ""
    return [
        ("bv", gap, form, found),
        ("bg", gap, form, closes, found),
        ("bc", gap, form, reports, closes),
        ("bn", gap, form, steps(stop - at - 1), closes),
        ("par", gap, form, like),
        ("pe", gap, form, cued, low),
        ("pk", gap, form, kinds[one], kinds[one + 1]),
    ]


def ending(low: str) -> str:
    """Return the ending of a word that tells its form."""
    return low[-2:] if low[-2:] in _FORMS else "s" if low[-1:] == "s" else "o"


def left_ends(view: View, frame: Frame) -> list[int]:
    """Return where a claim before its cue may end."""
    cue, source = frame.cue, frame.source
    front = min(cue.first, source[0]) if source else cue.first
    found = []
    for at in range(front - 1, max(-1, front - 14), -1):
        if at in {front - 1, cue.first - 1} or view.gaps[at + 1]:
            found.append(at)
        if at < view.first[front] or len(found) == 6:
            break
    if cue.first and cue.first - 1 not in found:
        found.append(cue.first - 1)
    return found


def left_end_facts(view: View, frame: Frame, at: int, rank: int) -> list[Fact]:
    """Return what speaks for a claim before its cue ending at a word."""
    cue, source = frame.cue, frame.source
    gap, form = view.gaps[at + 1], view.forms[at + 1]
    place = "=" if source and at == source[0] - 1 else "<" if source and at >= source[0] else "-"
    closes = "q" if view.quoted[at] else ""
    if closes and not view.quoted[at + 1]:
        closes = '"'
    step = STEPS[rank]
    return [
        ("or", place, step),
        ("ogc", place, gap, closes),
        ("ogf", place, gap, form),
        ("ow", place, cue.word),
        ("src", "s" if at < view.first[cue.first] else "", step, closes),
        ("po", view.forms[at], place),
    ]


def left_starts(view: View, end: int) -> list[int]:
    """Return where a claim that ends at a word before its cue may begin."""
    first = view.first[end]
    found: list[int] = []
    for at in range(end, max(first, end - _FARTHEST), -1):
        if view.gaps[at] or view.kinds[at] in "tcw" or view.kinds[at - 1] in "tcw":
            found.append(at)
        if len(found) > 10:
            break
    found.append(first)
    at = first
    while at > 0 and view.quoted[at] and view.quoted[at - 1] and '"' not in view.gaps[at] and len(found) < 20:
        at = view.first[at - 1]
        while at < end and not view.quoted[at]:
            at += 1
        found.append(at)
    return found


def left_start_facts(view: View, frame: Frame, end: int, at: int, rank: int) -> list[Fact]:
    """Return what speaks for a claim before its cue beginning at a word."""
    cue = frame.cue
    gap, form = view.gaps[at], view.forms[at]
    quoted = "q" if view.quoted[end] else ""
    if view.quoted[at] and (not at or not view.quoted[at - 1] or '"' in gap):
        quoted += '"'
    first = view.first[end]
    same = "s" if at == first else "q" if at < first else ""
    ahead = view.forms[at - 1] if at else "|"
    kinds, low = view.scan.kinds, view.lows[at]
    before = "v" if _VERB.search(kinds, max(first, at - _FARTHEST), max(first, at)) else ""
    inside = "v" if _VERB.search(kinds, at, min(end, at + _VERB_WITHIN) + 1) else ""
    source = "-" if frame.source is None else "b" if frame.source[0] < cue.first else "a"
    return [
        ("lw", same, gap, low),
        ("v", same, before, gap, form),
        ("vv", same, before, inside, gap),
        ("hd", steps(at - first), gap, form),
        ("fw", view.forms[first], same, gap),
        ("kw", view.kinds[cue.at], cue.word, same),
        ("so", source, same, gap, view.gaps[end + 1]),
        ("eg", view.gaps[end + 1], same, gap),
        ("lp", view.lows[at - 1] if at else "|", same, gap),
        ("sq", same, quoted),
        ("sgf", same, gap, form),
        ("sgw", same, gap, cue.word),
        ("srq", same, STEPS[rank], quoted),
        ("sn", same, steps(end - at)),
        ("gfn", gap, form, view.forms[at + 1]),
        ("spf", same, ahead, form),
        ("sqk", same, quoted, frame.side, view.kinds[cue.at]),
    ]
