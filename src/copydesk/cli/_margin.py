"""An article on a terminal with its speakers in the margin, so that a person can check at a glance."""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from copydesk.types import Bound, QuotationKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from copydesk.types import Article, Figure, Quotation, Reading

#: columns of the margin, and of what parts it from the text
MARGIN = 18
_RULE = " │ "
NARROWEST, WIDEST = 40, 120
_COLOURS = ("cyan", "green", "yellow", "magenta", "blue", "bright_cyan", "bright_green", "bright_magenta")
_WORD = re.compile(r"\S+")
_PARAGRAPH = re.compile(r"\n\s*\n\s*")
_UNSURE = "?"


@dataclass(frozen=True, slots=True)
class _Said:
    """A stretch of the body that somebody said, as it is shown."""

    start: int
    end: int
    label: str  #: what stands in the margin
    colour: str | None  #: None where nobody is named


def reading_text(article: Article, reading: Reading, *, width: int = 80) -> str:
    """Return an article with its speakers in the margin, then what else was read and why.

    Args:
        article: whose body was read.
        reading: of that body.
        width: columns of the terminal; kept between 40 and 120.
    """
    width = min(max(width, NARROWEST), WIDEST)
    said = _said(article.body, reading.quotations)
    lines = [_line("", click.style(article.headline, bold=True))] if article.headline else []
    lines += _body_lines(article.body, said, width)
    lines += _notes(article.body, reading, width)
    return "\n".join(lines)


def columns(text: str) -> int:
    """Return how many columns a text takes on a terminal.

    >>> columns("ab"), columns("行く")
    (2, 4)
    """
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1
        for each in text
    )


# --- the article ----------------------------------------------------------------------------------------


def _said(body: str, quotations: Iterable[Quotation]) -> list[_Said]:
    """Return what is shown as said, each speaker in a colour of their own."""
    colours: dict[str, str] = {}
    found: list[_Said] = []
    for quotation in quotations:
        name = _speaker(body, quotation)
        if name != _UNSURE:
            colours.setdefault(name, _COLOURS[len(colours) % len(_COLOURS)])
        label = f"({name})" if quotation.kind is QuotationKind.INDIRECT else name
        found.append(_Said(quotation.span.start, quotation.span.end, label, colours.get(name)))
    return sorted(found, key=lambda each: (each.start, each.end))


def _speaker(body: str, quotation: Quotation) -> str:
    """Return the speaker's name, the words that name them, or a question mark."""
    if quotation.speaker is None:
        return _UNSURE
    return " ".join((quotation.speaker.name or quotation.speaker.span.of(body)).split())


def _body_lines(body: str, said: list[_Said], width: int) -> Iterator[str]:
    """Yield the lines of the body, each with the speakers of what begins in it."""
    start, first = 0, 0
    for end in [*(gap.start() for gap in _PARAGRAPH.finditer(body)), len(body)]:
        for line_start, line_end in _wrapped(body, start, end, width - MARGIN - len(_RULE)):
            labels = []
            while first < len(said) and said[first].start < line_end:
                labels.append(said[first])
                first += 1
            around = [each for each in said[max(0, first - 12) : first] if each.end > line_start]
            yield from _margined(labels, _coloured(body, line_start, line_end, around))
        start = end
        if end < len(body):
            yield _line("", "")


def _wrapped(body: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """Yield where the lines of a paragraph begin and end; a word longer than a line is broken."""
    first: int | None = None
    last = start
    for word in _WORD.finditer(body, start, end):
        at, stop = word.span()
        if first is not None and columns(body[first:stop]) > width:
            yield first, last
            first = None
        if first is None:
            while columns(body[at:stop]) > width:
                piece = at + max(1, width // 2 if not body[at:stop].isascii() else width)
                yield at, piece
                at = piece
            first = at
        last = stop
    if first is not None:
        yield first, last


def _coloured(body: str, start: int, end: int, said: list[_Said]) -> str:
    """Return a line of the body with what was said in its speaker's colour."""
    text, at = "", start
    for each in said:
        low, high = max(each.start, at), min(each.end, end)
        if low >= high:
            continue
        text += _flat(body[at:low])
        words = _flat(body[low:high])
        text += click.style(words, fg=each.colour) if each.colour else click.style(words, underline=True)
        at = high
    return text + _flat(body[at:end])


def _flat(text: str) -> str:
    """Return a piece of text on one line, without control characters that would move the cursor."""
    return "".join(each if each.isprintable() else " " for each in text)


def _margined(labels: list[_Said], text: str) -> Iterator[str]:
    """Yield one line of text with the first speaker beside it, and a line for each further one."""
    yield _line(labels[0].label if labels else "", text, labels[0].colour if labels else None)
    for earlier, each in itertools.pairwise(labels):
        if each.label != earlier.label:
            yield _line(each.label, "", each.colour)


def _line(label: str, text: str, colour: str | None = None) -> str:
    """Return one line with its margin."""
    short = _flat(label) if columns(label) <= MARGIN else _flat(label)[: MARGIN - 1] + "…"
    padding = " " * max(0, MARGIN - columns(short))
    return f"{padding}{click.style(short, fg=colour, bold=True) if short else ''}{_RULE}{text}".rstrip()


# --- what else was read -----------------------------------------------------------------------------------


def _notes(body: str, reading: Reading, width: int) -> Iterator[str]:
    """Yield why each speaker was chosen, then names, figures, dates and notes."""
    room = width - MARGIN - len(_RULE)
    yield _line("", "")
    for quotation in reading.quotations:
        words = _flat(quotation.span.of(body))
        start = words if len(words) <= 30 else words[:29] + "…"
        reason = quotation.reason or "no speaker found"
        text = f"{quotation.certainty:.2f} “{start}” {quotation.kind.value}: {reason}"
        yield from _listed(_speaker(body, quotation), text, room)
    names: dict[str, list[str]] = {}
    for name in {each.canonical: each for each in reading.names}.values():
        odd = f" (beside {name.resembles})" if name.resembles else ""
        names.setdefault(name.kind.value, []).append(f"{name.canonical}{odd}")
    for kind, found in names.items():
        yield from _listed(kind, ", ".join(found), room)
    for figure in reading.figures:
        yield from _listed("figure", f"{figure.span.of(body)} = {_figure(figure)}", room)
    for each in reading.dates:
        days = str(each.first) if each.first == each.last else f"{each.first} to {each.last}"
        yield from _listed("date", f"{each.span.of(body)} = {days}", room)
    for note in reading.notes:
        yield from _listed("note", note, room)


def _figure(figure: Figure) -> str:
    """Return a figure as numbers: "up to 3000000 to 4000000 USD"."""
    bound = "" if figure.bound is Bound.EXACT else figure.bound.value.replace("_", " ") + " "
    upper = f" to {figure.upper:f}" if figure.upper is not None else ""
    return f"{bound}{figure.value:f}{upper} {figure.unit or ''}".rstrip()


def _listed(label: str, text: str, room: int) -> Iterator[str]:
    """Yield a labelled entry, wrapped."""
    flat = _flat(text)
    for number, (start, end) in enumerate(_wrapped(flat, 0, len(flat), room)):
        yield _line(label if number == 0 else "", click.style(flat[start:end], dim=True))
