"""The report for a terminal: each finding with the source's and the copy's words side by side."""

from __future__ import annotations

import unicodedata
from enum import Enum
from itertools import zip_longest
from typing import TYPE_CHECKING

from copydesk.checking.rendering.passages import passages
from copydesk.types import Severity, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.checking.rendering.passages import Passage
    from copydesk.types import Finding, Report


class Colour(Enum):
    """Whether the terminal shows colours."""

    NONE = "none"
    ANSI = "ansi"


_RED, _GREEN, _BOLD, _DIM, _OFF = "\x1b[31m", "\x1b[32m", "\x1b[1m", "\x1b[2m", "\x1b[0m"
_LINES = {
    Verdict.CLEAN: "clean: nothing was altered",
    Verdict.REVIEW: "review: somebody should look at this",
    Verdict.BLOCK: "block: this should not be published",
}
_MARKS = {"source": ("[-", "-]", _RED), "copy": ("{+", "+}", _GREEN)}
_BETWEEN = " │ "
WIDTH, LEAST_WIDTH = 80, 40


def render_text(
    report: Report, source: str, copy: str, *, colour: Colour = Colour.NONE, width: int = WIDTH
) -> str:
    """Return the report as lines for a terminal.

    Args:
        report: what `compare` or `review` gave.
        source: the source's body; empty after `review`.
        copy: the copy's body.
        colour: ANSI marks altered words red and green; without it [-old-] and {+new+}.
        width: of the terminal in columns; no line is wider, unless it has fewer than 40.

    >>> from copydesk.types import Report, Verdict
    >>> print(render_text(Report(verdict=Verdict.CLEAN), "", "The pier holds."), end="")
    clean: nothing was altered
    """
    width = max(width, LEAST_WIDTH)
    lines = [_paint(_LINES[report.verdict], _BOLD, colour)]
    counts = [(each, sum(1 for f in report.findings if f.severity is each)) for each in Severity]
    if report.findings:
        lines.append(", ".join(f"{count} {severity}" for severity, count in counts if count))
    for finding in report.findings:
        lines += ["", *_finding(finding, passages(finding, source, copy, around=width), colour, width)]
    return "\n".join(lines) + "\n"


def _finding(
    finding: Finding, sides: tuple[Passage | None, Passage | None], colour: Colour, width: int
) -> Iterator[str]:
    """Yield the lines of one finding."""
    yield _paint(f"{finding.severity} {finding.id}", _BOLD, colour)
    for line in _wrapped([(finding.message, "")], width - 2, colour):
        yield f"  {line[0]}"
    column = (width - 2 - len(_BETWEEN)) // 2
    columns = [
        [(_paint(head, _DIM, colour), len(head)), *_wrapped(words, column, colour)]
        for name, shown in zip(_MARKS, sides, strict=True)
        for head, words in [_side(name, shown, colour)]
    ]
    for (left, taken), (right, _) in zip_longest(*columns, fillvalue=("", 0)):
        yield f"  {left}{' ' * (column - taken)}{_BETWEEN}{right}".rstrip()


def _side(name: str, shown: Passage | None, colour: Colour) -> tuple[str, list[tuple[str, str]]]:
    """Return one side's heading, and its words each with the colour it is painted in."""
    if shown is None:
        return name, [("(nothing)", "")]
    opening, closing, paint = _MARKS[name] if colour is Colour.NONE else ("", "", _MARKS[name][2])
    words = [
        (f"{opening}{piece.text}{closing}", paint) if piece.altered else (piece.text, "")
        for piece in shown.all_pieces
    ]
    return f"{name}, line {shown.line}", words


def _wrapped(stretches: list[tuple[str, str]], width: int, colour: Colour) -> list[tuple[str, int]]:
    """Return stretches of words as lines of at most `width` columns, each with the columns it takes."""
    lines: list[tuple[str, int]] = []
    line, taken, space = "", 0, False
    for word in _words(stretches, width):
        size = sum(_columns(text) for text, _ in word)
        if not size:
            space = taken > 0
            continue
        if taken + space + size > width:
            lines.append((line, taken))
            line, taken, space = "", 0, False
        line += " " * space + "".join(_paint(text, paint, colour) for text, paint in word)
        taken, space = taken + space + size, False
    return [*lines, (line, taken)]


def _words(stretches: list[tuple[str, str]], width: int) -> Iterator[list[tuple[str, str]]]:
    """Yield words as painted parts, an empty one for each space; none is wider than a line."""
    word: list[tuple[str, str]] = []
    room = width
    for text, paint in stretches:
        for each in _clean(text):
            if each == " ":
                yield word
                yield []
                word, room = [], width
                continue
            size = _columns(each)
            if size > room:
                yield word
                word, room = [], width
            if word and word[-1][1] == paint:
                word[-1] = (word[-1][0] + each, paint)
            else:
                word.append((each, paint))
            room -= size
    yield word


def _columns(text: str) -> int:
    """Return how many columns a terminal needs for a text.

    >>> _columns("Tokyo 東京"), _columns("Zoe" + chr(0x308))
    (10, 3)
    """
    wide = sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)
    return wide - sum(1 for each in text if unicodedata.combining(each))


def _paint(words: str, paint: str, colour: Colour) -> str:
    """Return words in a colour, or as they are."""
    return f"{paint}{words}{_OFF}" if paint and colour is Colour.ANSI else words


def _clean(words: str) -> str:
    """Return words on one line and without control characters: a text may not steer the terminal."""
    return "".join(each if each.isprintable() else " " for each in words)
