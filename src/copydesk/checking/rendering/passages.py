"""The words around a finding on both sides, cut into what is the same and what is not."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from copydesk.text.alignment import edits_between

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from copydesk.types import Finding, Span

AROUND = 60  #: code points shown on either side of a finding, unless said otherwise
#: Findings of words that one side lacks: that side's span holds their neighbours, which nobody altered.
_CUT, _PUT_IN = "quote.cut_unmarked", "quote.inserted"
_TOKENS = re.compile(r"\s+|\w+(?:[.,'’]\w+)*|[^\w\s]")
_LEAST_SHARED = 0.34  #: of the shorter side's words; below it everything is another wording


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words, altered or only there to be read with them."""

    text: str
    altered: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text with the words around it."""

    before: str
    words: str
    after: str
    line: int  #: counted from 1
    pieces: tuple[Piece, ...] = ()  #: `words` cut where they differ from the other side's

    @property
    def all_pieces(self) -> tuple[Piece, ...]:
        """Return the whole passage in pieces, none of them empty."""
        whole = (Piece(self.before), *self.pieces, Piece(self.after))
        return tuple(each for each in whole if each.text)


def passage(text: str, span: Span | None, *, around: int = AROUND) -> Passage | None:
    """Return the words of a span with some around them, cut at spaces and line ends.

    >>> from copydesk.types import Span
    >>> passage("The mill owes $42 million to the town.", Span(14, 25)).words
    '$42 million'
    """
    if span is None:
        return None
    start, end = min(span.start, len(text)), min(span.end, len(text))
    before = text[max(0, start - around) : start].rsplit("\n", 1)[-1]
    after = text[end : end + around].split("\n", 1)[0]
    if start - around > 0 and len(before) == around:
        before = "…" + before.partition(" ")[2]
    if end + around < len(text) and len(after) == around:
        after = after.rpartition(" ")[0] + "…"
    words = text[start:end]
    return Passage(before, words, after, text.count("\n", 0, start) + 1, (Piece(words, altered=True),))


def passages(
    finding: Finding, source: str, copy: str, *, around: int = AROUND
) -> tuple[Passage | None, Passage | None]:
    """Return a finding's words in the source and in the copy, differing words marked one by one.

    >>> from copydesk.types import Alteration, Finding, Severity, Span
    >>> found = Finding("quote.altered", Severity.CRITICAL, Alteration.ALTERED, "", Span(0, 9), Span(0, 9))
    >>> [piece.text for side in passages(found, "a red ear", "a raw ear") for piece in side.pieces if piece.altered]
    ['red', 'raw']
    """
    one, other = passage(source, finding.source, around=around), passage(copy, finding.copy, around=around)
    if one is None or other is None or not one.words or not other.words or one.words == other.words:
        return one, other
    if finding.id == _CUT:
        return one, replace(other, pieces=(Piece(other.words),))
    if finding.id == _PUT_IN:
        return replace(one, pieces=(Piece(one.words),)), other
    old, new = _TOKENS.findall(one.words), _TOKENS.findall(other.words)
    edits = edits_between(old, new, (0, len(old)), (0, len(new)))
    kept = sum(len(each.strip()) for each in old) - sum(
        len(each.strip()) for edit in edits for each in old[slice(*edit.source)]
    )
    if kept < _LEAST_SHARED * min(len(one.words), len(other.words)):
        return one, other
    return (
        replace(one, pieces=tuple(_pieces(old, [edit.source for edit in edits]))),
        replace(other, pieces=tuple(_pieces(new, [edit.copy for edit in edits]))),
    )


def _pieces(tokens: Sequence[str], altered: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    """Yield tokens as pieces, the altered runs apart."""
    at = 0
    for first, last in altered:
        yield Piece("".join(tokens[at:first]))
        yield Piece("".join(tokens[first:last]), altered=True)
        at = last
    yield Piece("".join(tokens[at:]))
