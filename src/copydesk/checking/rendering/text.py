"""The report for a terminal: each finding with the source's and the copy's words side by side."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from copydesk.checking.rendering.passages import passage
from copydesk.types import Severity, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.types import Finding, Report, Span


class Colour(Enum):
    """Whether the terminal shows colours."""

    NONE = "none"
    ANSI = "ansi"


_RED, _GREEN, _BOLD, _OFF = "\x1b[31m", "\x1b[32m", "\x1b[1m", "\x1b[0m"
_LINES = {
    Verdict.CLEAN: "clean: nothing was altered",
    Verdict.REVIEW: "review: somebody should look at this",
    Verdict.BLOCK: "block: this should not be published",
}


def render_text(report: Report, source: str, copy: str, *, colour: Colour = Colour.NONE) -> str:
    """Return the report as lines for a terminal.

    Args:
        report: what `compare` or `review` gave.
        source: the source's body; empty after `review`.
        copy: the copy's body.
        colour: ANSI marks altered words red and green; without it [-old-] and {+new+}.

    >>> from copydesk.types import Report, Verdict
    >>> print(render_text(Report(verdict=Verdict.CLEAN), "", "The pier holds."), end="")
    clean: nothing was altered
    """
    lines = [_paint(_LINES[report.verdict], _BOLD, colour)]
    counts = [(each, sum(1 for f in report.findings if f.severity is each)) for each in Severity]
    if report.findings:
        lines.append(", ".join(f"{count} {severity}" for severity, count in counts if count))
    for finding in report.findings:
        lines += ["", *_finding(finding, source, copy, colour)]
    return "\n".join(lines) + "\n"


def _finding(finding: Finding, source: str, copy: str, colour: Colour) -> Iterator[str]:
    """Yield the lines of one finding."""
    yield _paint(f"{finding.severity} {finding.id}", _BOLD, colour) + f": {_clean(finding.message)}"
    yield from _side("source", source, finding.source, ("[-", "-]", _RED), colour)
    yield from _side("copy", copy, finding.copy, ("{+", "+}", _GREEN), colour)


def _side(
    name: str, text: str, span: Span | None, marks: tuple[str, str, str], colour: Colour
) -> Iterator[str]:
    """Yield the line that shows one side's words."""
    shown = passage(text, span)
    if shown is None:
        return
    opening, closing, paint = marks
    words = _clean(shown.words)
    words = f"{paint}{words}{_OFF}" if colour is Colour.ANSI else f"{opening}{words}{closing}"
    yield f"  {name:6} {shown.line:4}  {_clean(shown.before)}{words}{_clean(shown.after)}"


def _paint(words: str, paint: str, colour: Colour) -> str:
    """Return words in a colour, or as they are."""
    return f"{paint}{words}{_OFF}" if colour is Colour.ANSI else words


def _clean(words: str) -> str:
    """Return words on one line and without control characters: a text may not steer the terminal."""
    return "".join(each if each.isprintable() else " " for each in words)
