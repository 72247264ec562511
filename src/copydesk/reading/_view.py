"""A text as the learned table of attributions sees it: each word by its form, and what parts it from the next."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copydesk.reading._scan import Scan

#: Words of these classes are seen as themselves, all others by their class: see `_scan`.
_SPELLED = frozenset("xpctwdn")
_MARKS = frozenset('"“”„‟«»‘`')
_STOPS = ",;:—–-()[]…!?.•|/"
_SHORTENED = frozenset({". ", ".\u00a0"})
#: Gaps that are seen alike.
_ALIKE = {"–": "—", "-": "—", "[": "(", "]": ")", "!": ".", "?": ".", "…": ".", "•": "—", "|": "—", "/": "—"}


@dataclass(frozen=True, slots=True)
class View:
    """The words of a text by number, with three empty ones behind the last."""

    scan: Scan
    lows: list[str]
    forms: list[str]  #: the word itself where its class is closed, else its class
    kinds: list[str]
    gaps: list[str]  #: before each word: empty for a space, a mark, "|" a new sentence, "¶" a new paragraph
    quoted: list[bool]
    first: list[int]  #: number of the first word of its sentence
    last: list[int]  #: number of the last word of its sentence


def view(scan: Scan) -> View:
    """Look at a text that was made ready; linear in its length."""
    tokens = scan.tokens
    lows = [each.low for each in tokens]
    kinds = [each.kind for each in tokens]
    forms = [
        low if kind in _SPELLED else "os" if kind == "o" and low[-1] == "s" else kind
        for low, kind in zip(lows, kinds, strict=True)
    ]
    first, last = _bounds(scan)
    quoted = [*scan.quoted, False, False, False]
    gaps = _gaps(scan, quoted, first)
    return View(
        scan,
        [*lows, *[""] * 3],
        [*forms, *"|||"],
        [*kinds, *"|||"],
        [*gaps, *"¶¶¶"],
        quoted,
        [*first, *[len(tokens)] * 3],
        [*last, *[len(tokens)] * 3],
    )


def _bounds(scan: Scan) -> tuple[list[int], list[int]]:
    """Return for each word the numbers of the first and last word of its sentence."""
    edges = sorted({scan.token_at(start) for start in scan.sentence_starts} | {0, len(scan.tokens)})
    first: list[int] = []
    last: list[int] = []
    for start, end in pairwise(edges):
        first += [start] * (end - start)
        last += [end - 1] * (end - start)
    return first, last


def _gaps(scan: Scan, quoted: list[bool], first: list[int]) -> list[str]:
    """Return what parts each word from the one before."""
    known: dict[tuple[str, bool, bool], str] = {}
    gaps: list[str] = []
    inside = False
    for number, between in enumerate(scan.gaps[: len(first)]):
        now = quoted[number]
        begins = first[number] == number
        if (
            now == inside
            and not begins
            and (between == " " or (between in _SHORTENED and _short(scan, number)))
        ):
            gaps.append("")
            continue
        if not number:
            between = scan.text[: scan.starts[0]]  # noqa: PLW2901 - the text's own beginning
        key = (between, now != inside, begins)
        found = known.get(key)
        if found is None:
            found = known[key] = _gap(between, turned=now != inside, begins=begins)
        gaps.append(found)
        inside = now
    return gaps


def _short(scan: Scan, number: int) -> bool:
    """Say whether a title or initial stands before a word: its full stop ends nothing."""
    before = scan.tokens[number - 1]
    return before.kind == "y" or before.end - before.start == 1


def _gap(between: str, *, turned: bool, begins: bool) -> str:
    """Class what stands between two words."""
    mark = '"' if turned or not _MARKS.isdisjoint(between) else ""
    if "\n" in between:
        return "¶" + mark
    if begins:
        return "|" + mark
    if between[:2] in {"'s", "’s", "'S", "’S"}:
        between = between[2:]
    stop = next((each for each in between if each in _STOPS), "")
    return _ALIKE.get(stop, stop) + mark
