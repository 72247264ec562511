"""The words around a finding on both sides, cut into what is the same and what is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copydesk.types import Span

_AROUND = 60


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text with the words around it."""

    before: str
    words: str
    after: str
    line: int  #: counted from 1


def passage(text: str, span: Span | None) -> Passage | None:
    """Return the words of a span with some around them, cut at spaces and line ends.

    >>> from copydesk.types import Span
    >>> passage("The mill owes $42 million to the town.", Span(14, 25)).words
    '$42 million'
    """
    if span is None:
        return None
    start, end = min(span.start, len(text)), min(span.end, len(text))
    before = text[max(0, start - _AROUND) : start].rsplit("\n", 1)[-1]
    after = text[end : end + _AROUND].split("\n", 1)[0]
    if start - _AROUND > 0 and len(before) == _AROUND:
        before = "…" + before.partition(" ")[2]
    if end + _AROUND < len(text) and len(after) == _AROUND:
        after = after.rpartition(" ")[0] + "…"
    return Passage(before, text[start:end], after, text.count("\n", 0, start) + 1)
