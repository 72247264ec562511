"""Speakers whom the page itself sets beside the marks: a name behind a bar, or before a colon in a transcript.

“We will stay.” ― Ina Moor
"MOOR: We will stay.

Neither needs a reporting word, so both are known before anything is weighed.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from copydesk.reading._mentions import Mention, MentionKind
from copydesk.reading._speech import Unit
from copydesk.reading.languages import listed
from copydesk.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from copydesk.reading._scan import Scan
    from copydesk.text.marks import Stretch

_BAR = re.compile(r"[.,]?[ \u00a0]{0,2}(?:[―—–]|--)[ \u00a0]?")
#: What may stand behind a name that signs: the end of its line, the next marks, or an age or office in the same line.
_SIGNED = re.compile(r"[ \u00a0]*\.?[ \u00a0]*(?:\n|$|(?=[“\"«„]))|,[ \u00a0][^\n.!?“”\"]{1,80}(?:\n|$)")
_LABEL = re.compile(
    r"(?P<name>[^\W\d_a-z][^\W\d_a-z.'’-]{1,20}(?: [^\W\d_a-z][^\W\d_a-z.'’-]{1,20}){0,3}):\s"
)
_FEWEST_LABELS = 2
#: Labels in capitals that are nobody.
_NO_LABELS = listed(
    "note breaking update updated video watch question answer editor source sources photo photos crosstalk more related exclusive"
    " correction live caption transcript voiceover announcer unidentified warning live: read ps re fyi"
)


def labels(scan: Scan, units: Iterable[Unit]) -> Mapping[int, Mention]:
    """Return, by where a piece's words begin, who is named in capitals at its head: "MOOR: We will stay.".

    One such head in an article is a headline's word; two or more are a transcript.
    """
    found: dict[int, Mention] = {}
    for unit in units:
        for piece in unit.pieces:
            mention = _label(scan, piece)
            if mention is not None:
                found[piece.inner.start] = mention
    counts = Counter(each.key for each in found.values())
    return found if counts.total() >= _FEWEST_LABELS else {}


def _label(scan: Scan, piece: Stretch) -> Mention | None:
    """Return the name in capitals that opens a piece at the start of its paragraph."""
    start = piece.inner.start
    if not scan.text[start : start + 2].isupper():
        return None
    match = _LABEL.match(scan.text, start, min(piece.inner.end, start + 90))
    paragraph = scan.paragraphs[scan.paragraph_at(start)]
    if match is None or piece.outer.start != paragraph.start or not match["name"].isupper():
        return None
    first, last = scan.token_at(start), scan.token_at(match.end("name")) - 1
    if last < first or not _NO_LABELS.isdisjoint(scan.tokens[at].low for at in range(first, last + 1)):
        return None
    return Mention(
        kind=MentionKind.NAME,
        span=Span(*match.span("name")),
        first=first,
        last=last,
        key=scan.tokens[last].low,
        titled=False,
        possessive=False,
        quoted=True,
    )


def parted(units: Iterable[Unit], heads: Mapping[int, Mention]) -> list[Unit]:
    """Begin a new unit at each piece that a label opens: what follows is another's, whatever the marks say."""
    found: list[Unit] = []
    for unit in units:
        begin = 0
        for number, piece in enumerate(unit.pieces):
            if number > begin and piece.inner.start in heads:
                found.append(Unit(unit.pieces[begin:number]))
                begin = number
        found.append(Unit(unit.pieces[begin:]) if begin else unit)
    return found


def is_bar(between: str) -> bool:
    """Say whether what stands between marks and a name is a bar: "“We will stay.” ― Ina Moor"."""
    return _BAR.fullmatch(between) is not None


def signer(scan: Scan, unit: Unit, outside: Iterable[Mention], signed: int) -> Mention | None:
    """Return who is named behind a bar after the closing mark; None where nobody is.

    Only what stands alone is signed: behind a sentence that ends in a quotation the bar leads to the reporter's name.

    Args:
        scan: the text.
        unit: the marks.
        outside: the mentions behind them, in the order of the text.
        signed: where the name that signed the unit before ends; -1 without one.
    """
    begin = max(signed, scan.paragraphs[scan.paragraph_at(unit.start)].start)
    if scan.text[begin : unit.start].rpartition("\n")[2].strip(" \u00a0."):
        return None
    bar = _BAR.match(scan.text, unit.end)
    if bar is None:
        return None
    named = next((each for each in outside if each.span.start >= bar.end()), None)
    if named is None or named.kind is not MentionKind.NAME or named.span.start != bar.end():
        return None
    return named if _SIGNED.match(scan.text, named.span.end) else None
