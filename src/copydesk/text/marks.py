"""Quotation marks as news prints them: the one place in the code that looks for them.

Marks are paired paragraph by paragraph, so that one missing mark spoils its own paragraph and no other.
Double marks and guillemets are paired first, by a stack; single marks last, because most are apostrophes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from copydesk.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class MarkState(StrEnum):
    """How a stretch ends."""

    CLOSED = "closed"
    CONTINUED = "continued"  #: the speech goes on in the next paragraph
    UNCLOSED = "unclosed"  #: the closing mark is missing


class MarkStyle(StrEnum):
    """Which marks a stretch stands in."""

    CURLY = "curly"
    STRAIGHT = "straight"
    MIXED = "mixed"  #: opened in one style, closed in another
    DOUBLED = "doubled"  #: two single marks for one double mark
    GUILLEMETS = "guillemets"
    LOW_HIGH = "low_high"
    CORNER = "corner"
    SINGLE = "single"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text in quotation marks."""

    inner: Span  #: the words, without marks and white space at the edges; never empty
    outer: Span  #: the words with the marks that stand there
    state: MarkState
    depth: int  #: 0 for the outermost, 1 for a quotation within a quotation, and so on
    style: MarkStyle


class _Role(StrEnum):
    """What a mark can do where it stands."""

    OPENS = "opens"
    CLOSES = "closes"
    EITHER = "either"


class _Mark(NamedTuple):
    """One printed mark."""

    start: int
    end: int
    glyph: str
    role: _Role


class _Draft(NamedTuple):
    """A stretch before its depth is known."""

    inner: Span
    outer: Span
    state: MarkState
    style: MarkStyle


_ENTITIES = {
    "&quot;": '"', "&#34;": '"', "&#x22;": '"', "&ldquo;": "“", "&#8220;": "“", "&rdquo;": "”",
    "&#8221;": "”", "&bdquo;": "„", "&laquo;": "«", "&raquo;": "»", "＂": '"', "‟": "“", "``": "‘‘",
    ",,": "„", "‛": "‘", "`": "‘",
}  # fmt: skip
_MARK = re.compile(
    "(?=[&\"“”„‟«»‹›「」『』＂'‘’‚‛`,])(?:"  # nothing else begins one: a search for one of these is quick
    r"&(?:quot|#34|#x22|ldquo|rdquo|bdquo|laquo|raquo|#8220|#8221);"
    r"|(?<=\S)'(?=''(?!'))|''|‘‘|’’|``|(?<![^\s(]),,(?=\w)|[\"“”„‟«»‹›「」『』＂'‘’‚‛`])"
)
_SINGLES = frozenset("'‘’‚")
_OPENING = frozenset("“‘‘„‚")
_CLOSING = frozenset(("”", "’’"))
_STYLES = {
    '"': MarkStyle.STRAIGHT, "''": MarkStyle.DOUBLED, "‘‘": MarkStyle.DOUBLED, "’’": MarkStyle.DOUBLED,
    "“": MarkStyle.CURLY, "”": MarkStyle.CURLY, "„": MarkStyle.LOW_HIGH, "«": MarkStyle.GUILLEMETS,
    "»": MarkStyle.GUILLEMETS, "‹": MarkStyle.GUILLEMETS, "›": MarkStyle.GUILLEMETS,
    "「": MarkStyle.CORNER, "」": MarkStyle.CORNER, "『": MarkStyle.CORNER, "』": MarkStyle.CORNER,
}  # fmt: skip
#: Marks of one family close each other: outlets mix curly, straight and doubled within one article.
_FAMILIES = {"«": "«", "»": "«", "‹": "‹", "›": "‹", "「": "「", "」": "「", "『": "『", "』": "『"}
_BEFORE_OPENING = frozenset("([{-–—/…“‘„«‚‹¿¡*_")
_AFTER_CLOSING = frozenset(".,;:!?)]}-–—/…”’'»\"›*_“")
_STRONG_END = frozenset('.,!?…;:”"—–)')
_ELISION = re.compile(r"(?:em|til|till|cause|tis|twas|bout|round|n|nuff|cuz|\d0s|\d\d)\b", re.IGNORECASE)
_INCHES = re.compile(r"\d['’′]\s?\d{1,2}$")
_BLANK_LINE = re.compile(r"\n\s*\n\s*")
_LINE_END = re.compile(r"\n\s*")
#: Where speech without a closing mark ends for a reader: "“We will go, the mayor said on Monday."
_SAID = (
    r"(?:said|says|told|added|asked|wrote|replied|warned|explained|sagte|erklärte|dijo|afirmó|a\sdéclaré)\b"
)
_ATTRIBUTED = re.compile(
    rf"[,?!](?=\s(?:{_SAID}|dit-(?:il|elle)\b"
    rf"|(?:he|she|they|the\s[\w-]{{1,20}}(?:\s[\w-]{{1,20}})?|[^\W\d_a-z][\w.’'-]{{0,20}}(?:\s[^\W\d_a-z][\w.’'-]{{0,20}}){{0,3}})\s{_SAID}))"
)
#: Marks of one family that mean nothing else, wherever they stand.
_PLAIN_PAIRS = frozenset('“”"')
#: Nesting deeper than this is broken text; the bound keeps pairing linear.
_DEEPEST = 6
#: A single mark closed by what may be a possessive is believed over this many code points only.
_WEAK_REACH = 160


def paragraphs(text: str) -> tuple[Span, ...]:
    r"""Return the paragraphs of a text, without white space at their edges.

    A blank line ends a paragraph; where a text has none, every line is a paragraph.

    >>> [each.of("One.\n\nTwo\nlines.") for each in paragraphs("One.\n\nTwo\nlines.")]
    ['One.', 'Two\nlines.']
    """
    border = _BLANK_LINE if _BLANK_LINE.search(text.strip()) else _LINE_END
    found: list[Span] = []
    start = 0
    for gap in border.finditer(text):
        _keep_trimmed(text, start, gap.start(), found)
        start = gap.end()
    _keep_trimmed(text, start, len(text), found)
    return tuple(found)


def stretches(text: str) -> tuple[Stretch, ...]:
    """Return every stretch in quotation marks, nested ones included, in the order of the text.

    Apostrophes, feet and inches are no marks. A stretch never crosses a paragraph: speech over several
    paragraphs is one stretch in each, all but the last `continued`.

    >>> [(s.inner.of(t), s.depth) for t in ['"I said ‘no’ to it," he said.'] for s in stretches(t)]
    [('I said ‘no’ to it,', 0), ('no', 1)]
    """
    marks = list(_marks(text))
    if not marks:
        return ()
    drafts: list[_Draft] = []
    parts = list(_by_paragraph(paragraphs(text), marks))
    carried = False
    for number, (paragraph, inside) in enumerate(parts):
        if not inside and not carried:
            continue
        doubles = [mark for mark in inside if mark.glyph not in _SINGLES]
        following = parts[number + 1] if number + 1 < len(parts) else None
        pairing = _Pairing(text, paragraph, doubles)
        found, carried = pairing.run(following, carried=carried)
        singles = [mark for mark in inside if mark.glyph in _SINGLES]
        drafts += found
        drafts += _pair_singles(text, paragraph, singles, found, following)
    return tuple(_with_depth(drafts))


# --- marks and what they can do -----------------------------------------------------------------------


def _keep_trimmed(text: str, start: int, end: int, found: list[Span]) -> None:
    """Add the stretch without white space at its edges, if anything is left of it."""
    span = _trimmed(text, start, end)
    if span is not None:
        found.append(span)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """Return the stretch without white space at its edges; None when nothing is left."""
    if start < end and not text[start].isspace() and not text[end - 1].isspace():
        return Span(start, end)
    piece = text[start:end]
    kept = piece.strip()
    if not kept:
        return None
    start += len(piece) - len(piece.lstrip())
    return Span(start, start + len(kept))


def _spoken_end(text: str, start: int, end: int) -> int:
    """Return where a stretch ends whose closing mark is missing: before the words that attribute it, if any."""
    attributed = _ATTRIBUTED.search(text, start, end)
    return attributed.end() if attributed is not None else end


def _marks(text: str) -> Iterator[_Mark]:
    """Find every mark with its role; an inch sign is none, and none an apostrophe inside a word."""
    reversed_guillemets: bool | None = None
    # In Swedish and Finnish the same guillemet opens and closes.
    alike = {glyph for glyph, other in ("»«", "«»", "›‹", "‹›") if glyph in text and other not in text}
    for found in _MARK.finditer(text):
        start, end = found.span()
        glyph = _ENTITIES.get(found[0], found[0])
        left = text[start - 1] if start else " "
        right = text[end] if end < len(text) else " "
        if glyph in _SINGLES and left.isalnum() and right.isalnum():
            continue
        if glyph in "«»‹›" and reversed_guillemets is None:
            reversed_guillemets = glyph in "»›" and not right.isspace()
        if glyph == '"' and left.isdigit() and _INCHES.search(text, max(0, start - 5), start):
            continue
        if glyph in alike:
            yield _Mark(start, end, glyph, _role('"', left, right, reversed_guillemets=False))
            continue
        yield _Mark(start, end, glyph, _role(glyph, left, right, bool(reversed_guillemets)))


def _role(glyph: str, left: str, right: str, reversed_guillemets: bool) -> _Role:  # noqa: FBT001 - a fact of the text, not a switch
    """Say what a mark can do between the two characters beside it."""
    if glyph in "«»‹›":
        return _Role.OPENS if (glyph in "«‹") != reversed_guillemets else _Role.CLOSES
    if glyph in "「『„":
        return _Role.OPENS
    if glyph in "」』":
        return _Role.CLOSES
    opens = (left.isspace() or left in _BEFORE_OPENING) and not right.isspace()
    closes = not left.isspace() and (right.isspace() or right in _AFTER_CLOSING)
    if glyph in _OPENING or glyph == "‘‘":
        return _Role.CLOSES if closes and not opens else _Role.OPENS
    if glyph in _CLOSING:
        return _Role.OPENS if opens and not closes else _Role.CLOSES
    if opens == closes:
        return _Role.EITHER
    return _Role.OPENS if opens else _Role.CLOSES


def _by_paragraph(spans: Iterable[Span], marks: list[_Mark]) -> Iterator[tuple[Span, list[_Mark]]]:
    """Hand each paragraph its marks; both come in the order of the text."""
    at = 0
    for span in spans:
        first = at
        while at < len(marks) and marks[at].start < span.end:
            at += 1
        yield span, marks[first:at]


# --- double marks and guillemets ----------------------------------------------------------------------


def _family(glyph: str) -> str:
    """Name the family whose marks close each other."""
    return _FAMILIES.get(glyph, '"')


def _style(opening: str, closing: str | None) -> MarkStyle:
    """Name the style of a pair."""
    first = _STYLES[opening]
    if closing is None or first is MarkStyle.LOW_HIGH or first is _STYLES[closing]:
        return first
    return MarkStyle.MIXED


class _Pairing:
    """Pairs the double marks of one paragraph."""

    def __init__(self, text: str, paragraph: Span, marks: list[_Mark]) -> None:
        self.text = text
        self.paragraph = paragraph
        self.marks = marks
        self.open: list[_Mark] = []
        self.found: list[_Draft] = []

    def run(self, following: tuple[Span, list[_Mark]] | None, *, carried: bool) -> tuple[list[_Draft], bool]:
        """Return the stretches, and whether the speech runs on into a paragraph that does not reopen."""
        if carried:
            start = self.paragraph.start
            self.open.append(_Mark(start, start, "“", _Role.OPENS))
        if not carried and self._is_plain():
            for opening, closing in zip(self.marks[::2], self.marks[1::2], strict=True):
                self._emit(opening, closing.start, closing, MarkState.CLOSED)
            return self.found, False
        reopened = following is not None and _reopens(*following)
        balance = _balances(self.marks, 1 if reopened else 0)
        for number, mark in enumerate(self.marks):
            if not self._is_inches(mark, number):
                self._take(mark, balance[number])
        return self.found, self._finish(following, reopened=reopened)

    def _is_plain(self) -> bool:
        """Say whether each mark that opens is closed by the next one, which most paragraphs hold to."""
        opening, closing = self.marks[::2], self.marks[1::2]
        return (
            len(opening) == len(closing)
            and all(each.role is _Role.OPENS and each.glyph in _PLAIN_PAIRS for each in opening)
            and all(
                other.role is _Role.CLOSES
                and other.glyph in _PLAIN_PAIRS
                and not (other.glyph == '"' and self.text[other.start - 1].isdigit())
                for other in closing
            )
        )

    def _take(self, mark: _Mark, closers_to_come: int) -> None:
        """Open or close a stretch at one mark."""
        top = self.open[-1] if self.open else None
        partner = self._partner(mark)
        closes = mark.role is _Role.CLOSES or (mark.role is _Role.EITHER and partner is not None)
        # In „so“ the mark that opens elsewhere closes.
        if top is not None and top.glyph == "„" and mark.glyph in "“”":
            closes = True
        if closes:
            if partner is not None:
                self._close(partner, mark)
            return
        if (
            top is not None
            and _family(top.glyph) == _family(mark.glyph)
            and closers_to_come <= len(self.open)
        ):
            self._emit(self.open.pop(), mark.start, None, MarkState.UNCLOSED)
        if len(self.open) < _DEEPEST:
            self.open.append(mark)

    def _partner(self, mark: _Mark) -> int | None:
        """Find the open mark that this one closes."""
        family = _family(mark.glyph)
        for at in range(len(self.open) - 1, -1, -1):
            if _family(self.open[at].glyph) == family:
                return at
        return None

    def _close(self, at: int, mark: _Mark) -> None:
        """Close the open mark at a place of the stack; those above it were never closed."""
        while len(self.open) > at + 1:
            self._emit(self.open.pop(), mark.start, None, MarkState.UNCLOSED)
        self._emit(self.open.pop(), mark.start, mark, MarkState.CLOSED)

    def _emit(self, opening: _Mark, end: int, closing: _Mark | None, state: MarkState) -> None:
        """Keep a stretch, if there is anything in it."""
        if state is MarkState.UNCLOSED:
            end = _spoken_end(self.text, opening.end, end)
        inner = _trimmed(self.text, opening.end, end)
        if inner is None:
            return
        outer = Span(opening.start, closing.end if closing else inner.end)
        self.found.append(
            _Draft(inner, outer, state, _style(opening.glyph, closing.glyph if closing else None))
        )

    def _finish(self, following: tuple[Span, list[_Mark]] | None, *, reopened: bool) -> bool:
        """Close what is left open at the paragraph's end."""
        if not self.open:
            return False
        runs_on = not reopened and following is not None and _closes_first(*following)
        outermost = self.open[0]
        while self.open:
            mark = self.open.pop()
            goes_on = mark is outermost and (reopened or runs_on)
            state = MarkState.CONTINUED if goes_on else MarkState.UNCLOSED
            self._emit(mark, self.paragraph.end, None, state)
        return runs_on

    def _is_inches(self, mark: _Mark, number: int) -> bool:
        """Say whether a straight mark after a digit means inches rather than an end of speech."""
        if mark.glyph != '"' or mark.start == 0 or not self.text[mark.start - 1].isdigit():
            return False
        if not self.open:
            return mark.role is _Role.CLOSES
        left = len(self.marks) - number
        return self.text[mark.end : mark.end + 2].strip().islower() and left % 2 == 0


def _balances(marks: list[_Mark], slack: int) -> list[int]:
    """For each mark, count the closing marks still to come that no later opening mark will use."""
    result = [0] * len(marks)
    spare = slack
    for number in range(len(marks) - 1, -1, -1):
        result[number] = spare
        if marks[number].role is _Role.CLOSES:
            spare += 1
        elif marks[number].role is _Role.OPENS:
            spare = max(slack, spare - 1)
    return result


def _reopens(paragraph: Span, marks: list[_Mark]) -> bool:
    """Say whether a paragraph begins with an opening double mark."""
    first = marks[0] if marks else None
    return (
        first is not None
        and first.start == paragraph.start
        and first.glyph not in _SINGLES
        and first.role is not _Role.CLOSES
    )


def _closes_first(_: Span, marks: list[_Mark]) -> bool:
    """Say whether the first double mark of a paragraph closes what an earlier one opened."""
    first = next((mark for mark in marks if mark.glyph not in _SINGLES), None)
    return first is not None and first.role is _Role.CLOSES


# --- single marks -------------------------------------------------------------------------------------


class _Single(NamedTuple):
    """A single mark that may open or close, and the double stretch it lies in."""

    mark: _Mark
    container: int
    opens: bool
    closes: bool
    strong: bool
    possessive: bool


def _singles(text: str, marks: list[_Mark], doubles: list[_Draft]) -> list[_Single]:
    """Return the single marks that are no plain apostrophes."""
    found: list[_Single] = []
    order = sorted(range(len(doubles)), key=lambda number: (doubles[number].inner.start, -number))
    inside: list[int] = []
    at = 0
    for mark in marks:
        while at < len(order) and doubles[order[at]].inner.start <= mark.start:
            inside.append(order[at])
            at += 1
        while inside and doubles[inside[-1]].inner.end < mark.end:
            inside.pop()
        single = _single(text, mark, inside[-1] if inside else -1)
        if single.opens or single.closes:
            found.append(single)
    return found


def _single(text: str, mark: _Mark, container: int) -> _Single:
    """Judge one single mark by the characters beside it."""
    left = text[mark.start - 1] if mark.start else " "
    right = text[mark.end] if mark.end < len(text) else " "
    word_on_both_sides = left.isalnum() and right.isalnum()
    starts = left.isspace() or left in _BEFORE_OPENING or left in "\"'"
    opens = (
        mark.glyph != "’"
        and starts
        and not right.isspace()
        and right not in ".,;:!?)"
        and not _ELISION.match(text, mark.end)
    )
    closes = (
        not word_on_both_sides
        and mark.glyph != "‚"
        and not left.isspace()
        and not (left in _BEFORE_OPENING and left not in "-–—…")
        and not right.isalnum()
    )
    return _Single(mark, container, opens, closes, left in _STRONG_END, left in "sSxXzZ")


def _pair_singles(
    text: str,
    paragraph: Span,
    marks: list[_Mark],
    doubles: list[_Draft],
    following: tuple[Span, list[_Mark]] | None,
) -> Iterator[_Draft]:
    """Pair the single marks of a paragraph; whatever finds no partner was an apostrophe."""
    if not marks:
        return
    singles = _singles(text, marks, doubles)
    closers = _closers_ahead(singles)
    used_to = -1
    for number, single in enumerate(singles):
        if not single.opens or number <= used_to:
            continue
        partner = closers[number]
        if partner is not None:
            opening, closing = single.mark, singles[partner].mark
            inner = _trimmed(text, opening.end, closing.start)
            if inner is not None:
                used_to = partner
                outer = Span(opening.start, closing.end)
                yield _Draft(inner, outer, MarkState.CLOSED, MarkStyle.SINGLE)
        elif single.mark.start == paragraph.start:
            yield from _open_single(text, paragraph, single.mark, following)
            return


def _open_single(
    text: str, paragraph: Span, mark: _Mark, following: tuple[Span, list[_Mark]] | None
) -> Iterator[_Draft]:
    """Return the stretch of a single mark that begins a paragraph and is not closed in it."""
    goes_on = False
    if following is not None and following[1]:
        first = following[1][0]
        goes_on = first.start == following[0].start and first.glyph in "'‘"
    inner = _trimmed(text, mark.end, paragraph.end)
    if inner is not None and (goes_on or mark.glyph == "‘"):
        state = MarkState.CONTINUED if goes_on else MarkState.UNCLOSED
        yield _Draft(inner, Span(mark.start, inner.end), state, MarkStyle.SINGLE)


class _Ahead(NamedTuple):
    """The next places to the right, by number, where a single mark may close."""

    sure: int | None = None
    possessive: int | None = None
    opener: int | None = None


def _closers_ahead(singles: list[_Single]) -> list[int | None]:
    """For each single mark, choose the mark that would close it within the same double stretch."""
    result: list[int | None] = [None] * len(singles)
    ahead: dict[int, _Ahead] = {}
    for number in range(len(singles) - 1, -1, -1):
        single = singles[number]
        seen = ahead.get(single.container, _Ahead())
        if single.opens:
            result[number] = _choose(singles, number, seen)
        if single.closes and (single.strong or not single.possessive):
            seen = seen._replace(sure=number)
        elif single.closes:
            seen = seen._replace(possessive=number)
        if single.opens:
            seen = seen._replace(opener=number)
        ahead[single.container] = seen
    return result


def _choose(singles: list[_Single], number: int, seen: _Ahead) -> int | None:
    """Choose between a sure end and one that may be a possessive: "the boys' club"."""
    start = singles[number].mark.start
    limit = len(singles) if seen.opener is None else seen.opener
    if seen.sure is not None and seen.sure <= limit:
        near = singles[seen.sure].mark.start - start <= _WEAK_REACH
        if near or singles[seen.sure].strong:
            return seen.sure
    if seen.possessive is not None and seen.possessive <= limit:
        near = singles[seen.possessive].mark.start - start <= _WEAK_REACH
        return seen.possessive if near else None
    return None


def _with_depth(drafts: list[_Draft]) -> Iterator[Stretch]:
    """Put the stretches in order and count in how many others each lies."""
    around: list[int] = []
    for draft in sorted(drafts, key=lambda each: (each.outer.start, -each.outer.end)):
        while around and around[-1] <= draft.outer.start:
            around.pop()
        yield Stretch(draft.inner, draft.outer, draft.state, len(around), draft.style)
        around.append(draft.outer.end)
