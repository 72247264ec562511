"""Takes what must not change out of a text before a translator or a language model sees it, and puts it back.

`protect` replaces quotations, names, figures and dates by placeholders such as ⟦Q1⟧; `restore` puts the words
back byte for byte, or refuses and says which placeholder was lost, doubled, altered, invented or moved.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from copydesk._codec import Value
from copydesk.errors import InputError
from copydesk.reading import read
from copydesk.text.marks import stretches
from copydesk.types import Article, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.types import Reading

#: Rare enough that no text means anything by them, plain enough that translators leave them alone.
OPENING, CLOSING = "⟦", "⟧"
#: Lost placeholders whose bare letters are looked for, so that the message can say where they went.
_HINTS = 20
#: Without a day of its own “on Monday” is no date; which day it is does not matter here, where it stands does.
_ANY_DAY = datetime(2001, 1, 3, tzinfo=UTC)


class Kind(StrEnum):
    """What a placeholder stands for; its letter is in the placeholder."""

    QUOTATION = "Q"
    NAME = "N"
    FIGURE = "F"
    DATE = "D"
    BRACKETS = "X"  #: the text's own ⟦ or ⟧, which nobody may take for a placeholder


class Order(StrEnum):
    """How far placeholders may move; no order lets one leave its sentence."""

    KEPT = "kept"  #: things of one kind keep their order: “from ⟦F1⟧ to ⟦F2⟧” cannot be turned round
    SENTENCE = "sentence"  #: within a sentence all but quotations may change places


@dataclass(frozen=True, slots=True)
class Piece(Value):
    """One stretch that was taken out."""

    placeholder: str
    kind: Kind
    words: str  #: as they stood, marks of a quotation included
    sentence: (
        int  #: number of the sentence it stood in, from 0; a quotation keeps the sentences it spans together
    )


@dataclass(frozen=True, slots=True)
class Protected(Value):
    """A text that may be handed out, and what was taken out of it."""

    text: str
    pieces: tuple[Piece, ...] = ()  #: in the order of the text


class GuardError(InputError):
    """What came back cannot be restored: words may have been lost or changed.

    Attributes:
        missing: placeholders that are gone.
        doubled: placeholders that stand more than once.
        altered: stretches that look like placeholders and are none.
        invented: well-formed placeholders that were never given out.
        moved: placeholders that stand where they change what is said.
    """

    def __init__(
        self,
        *,
        missing: tuple[str, ...] = (),
        doubled: tuple[str, ...] = (),
        altered: tuple[str, ...] = (),
        invented: tuple[str, ...] = (),
        moved: tuple[str, ...] = (),
        hint: str = "",
    ) -> None:
        self.missing, self.doubled, self.altered = missing, doubled, altered
        self.invented, self.moved = invented, moved
        told = (
            ("missing", missing),
            ("doubled", doubled),
            ("altered", altered),
            ("invented", invented),
            ("moved", moved),
        )
        parts = [f"{name}: {', '.join(each)}" for name, each in told if each]
        super().__init__(f"cannot be restored; {'; '.join(parts)}{hint}. Nothing was put back")


def protect(text: str, reading: Reading | None = None) -> Protected:
    """Take quotations, names, figures and dates out of a text.

    Args:
        text: any text; one that holds ⟦ or ⟧ itself is restored like any other.
        reading: who said what in it; None reads it.

    >>> protect("“It holds,” said Ida Voll.").text
    '⟦Q1⟧ said ⟦N2⟧.'

    Complexity: as reading, near linear.
    """
    found = read(Article(body=text), published=_ANY_DAY) if reading is None else reading
    spans = list(_spans(text, found))
    cells = _cells(text, found, spans)
    parts: list[str] = []
    pieces, at = [], 0
    for number, (span, kind) in enumerate(spans, 1):
        placeholder = f"{OPENING}{kind.value}{number}{CLOSING}"
        parts += (text[at : span.start], placeholder)
        pieces.append(Piece(placeholder, kind, span.of(text), cells[number - 1]))
        at = span.end
    return Protected("".join((*parts, text[at:])), tuple(pieces))


def restore(protected: Protected, text: str | None = None, *, order: Order = Order.KEPT) -> str:
    """Put back what was taken out; nothing is put back unless all of it can be.

    Spaces inside a placeholder and the case of its letter may have changed; nothing else may.

    Args:
        protected: what `protect` gave.
        text: what came back from the translator or model; None takes the text that was handed out.
        order: how far placeholders may have moved.

    Raises:
        GuardError: a placeholder is missing, doubled, altered, invented, or stands where it changes what is said.

    >>> guarded = protect("“It holds,” said Ida Voll.")
    >>> restore(guarded, "⟦Q1⟧, dijo ⟦ n2 ⟧.")
    '“It holds,”, dijo Ida Voll.'
    """
    given = protected.text if text is None else text
    known = {piece.placeholder: number for number, piece in enumerate(protected.pieces)}
    places, invented = [], []
    for match in _PLACEHOLDER.finditer(given):
        placeholder = f"{OPENING}{match[1].upper()}{int(match[2])}{CLOSING}"
        if placeholder in known:
            places.append((match.start(), match.end(), known[placeholder]))
        else:
            invented.append(match[0])
    _refuse(protected, given, [number for _, _, number in places], tuple(invented), order)
    parts: list[str] = []
    at = 0
    for start, end, number in places:
        parts += (given[at:start], protected.pieces[number].words)
        at = end
    return "".join((*parts, given[at:]))


_PLACEHOLDER = re.compile(rf"{OPENING}\s*([{''.join(Kind)}])\s*([1-9][0-9]{{0,8}})\s*{CLOSING}", re.IGNORECASE)  # fmt: skip
_REMAINS = re.compile(
    rf"{OPENING}[^{OPENING}{CLOSING}\n]{{0,40}}{CLOSING}|{OPENING}\W?\w{{0,12}}|[^{OPENING}{CLOSING}\s]{{0,12}}{CLOSING}"
)
#: What has a digit in it and was read as nothing: a score, a clock, a number of a street.
_DIGITS = re.compile(r"(?:[$€£¥]\s?)?\w*\d\w*(?:[.,:/–-]\w*\d\w*)*(?:\s?%)?")
_BRACKETS = re.compile(rf"[{OPENING}{CLOSING}]+(?:[^{OPENING}{CLOSING}\n]{{0,40}}[{OPENING}{CLOSING}]+)*")


def _refuse(
    protected: Protected, given: str, numbers: list[int], invented: tuple[str, ...], order: Order
) -> None:
    """Raise unless every piece stands once, nothing else looks like one, and none moved too far."""
    pieces = protected.pieces
    counts = Counter(numbers)
    missing = tuple(piece.placeholder for number, piece in enumerate(pieces) if not counts[number])
    doubled = tuple(pieces[number].placeholder for number in sorted(counts) if counts[number] > 1)
    rest = _PLACEHOLDER.sub(" ", given)
    altered = tuple(match[0] for match in _REMAINS.finditer(rest))
    moved = () if missing or doubled else tuple(_moved(pieces, numbers, order))
    if missing or doubled or altered or invented or moved:
        raise GuardError(
            missing=missing,
            doubled=doubled,
            altered=altered,
            invented=invented,
            moved=moved,
            hint=_hint(missing, rest),
        )


def _hint(missing: tuple[str, ...], rest: str) -> str:
    """Return where a lost placeholder's bare letters stand, if they do: its brackets were taken off."""
    for placeholder in missing[:_HINTS]:
        bare = re.search(rf"\b{placeholder[1:-1]}\b", rest)
        if bare:
            return f" ({placeholder[1:-1]} stands without its brackets in line {rest.count(chr(10), 0, bare.start()) + 1})"
    return ""


def _moved(pieces: tuple[Piece, ...], numbers: list[int], order: Order) -> Iterator[str]:
    """Yield the placeholders that stand behind one they must stand before."""
    for before, after in pairwise(numbers):
        if pieces[after].sentence < pieces[before].sentence:
            yield pieces[after].placeholder
    last: dict[tuple[int, Kind], int] = {}
    for number in numbers:
        piece = pieces[number]
        if order is Order.SENTENCE and piece.kind is not Kind.QUOTATION:
            continue
        key = (piece.sentence, piece.kind)
        if last.get(key, -1) > number:
            yield piece.placeholder
        last[key] = max(number, last.get(key, -1))


def _spans(text: str, reading: Reading) -> Iterator[tuple[Span, Kind]]:
    """Yield what is to be taken out, in the order of the text, without overlaps; quotations win."""
    found = [(each.outer, 0, Kind.QUOTATION) for each in stretches(text) if each.depth == 0]
    found += [(Span(*match.span()), 1, Kind.BRACKETS) for match in _BRACKETS.finditer(text)]
    found += [(each.span, 2, Kind.DATE) for each in reading.dates]
    found += [(each.span, 3, Kind.FIGURE) for each in reading.figures]
    found += [(each.span, 4, Kind.NAME) for each in reading.names]
    found += [(Span(*match.span()), 5, Kind.FIGURE) for match in _DIGITS.finditer(text)]
    taken: list[tuple[Span, Kind]] = []
    for weight in range(6):
        rank = [(span, kind) for span, rank, kind in found if rank == weight and len(span)]
        taken = _merged(taken, sorted(rank, key=lambda each: (each[0].start, -each[0].end)))
    yield from _brackets_left(text, taken)


def _merged(taken: list[tuple[Span, Kind]], fresh: list[tuple[Span, Kind]]) -> list[tuple[Span, Kind]]:
    """Return both lists as one, without those of the second that overlap the first or one another."""
    merged: list[tuple[Span, Kind]] = []
    both = sorted(
        [(span, kind, 0) for span, kind in taken] + [(span, kind, 1) for span, kind in fresh],
        key=lambda each: (each[0].start, each[2]),
    )
    for span, kind, rank in both:
        if not merged or merged[-1][0].end <= span.start:
            merged.append((span, kind))
        elif rank == 0 and merged[-1][0].overlaps(span):
            # What was taken first stays; of the fresh one nothing is left standing before it.
            while merged and merged[-1][0].overlaps(span):
                merged.pop()
            merged.append((span, kind))
    return merged


def _brackets_left(text: str, taken: list[tuple[Span, Kind]]) -> Iterator[tuple[Span, Kind]]:
    """Yield what was taken, with every bracket of the text's own that it left standing."""
    at = 0
    for span, kind in [*taken, (Span(len(text), len(text)), Kind.BRACKETS)]:
        for match in re.finditer(f"[{OPENING}{CLOSING}]+", text[at : span.start]):
            yield Span(at + match.start(), at + match.end()), Kind.BRACKETS
        if len(span):
            yield span, kind
        at = span.end


def _cells(text: str, reading: Reading, spans: list[tuple[Span, Kind]]) -> list[int]:
    """Return for each piece the number of its sentence; a piece that spans several makes them one."""
    ends = [each.end for each in reading.sentences] or [len(text)]
    cells, cell, at = [], 0, 0
    reached = -1
    for span, _ in spans:
        while at < len(ends) and ends[at] <= span.start:
            if ends[at] >= reached:
                cell += 1
            at += 1
        cells.append(cell)
        reached = max(reached, span.end)
    return cells
