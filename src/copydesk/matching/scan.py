"""Reads a body in one quick pass: its words by hash, its lines and sentences, its names and figures.

A body is cut at white space, and what each piece holds is remembered: most pieces of a day's news have been
met before. No word reaches over white space, so the words are those of `copydesk.text.words`, in a quarter of
the time. Where they stand is worked out by `Places` for the few articles that are aligned.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, chain, compress
from typing import NamedTuple

from copydesk.matching.common_words import COMMON
from copydesk.text.words import word_hash, words

_QUOTED = re.compile(r"“[^“”\n]*(?:”|$|\n)|\"[^\"\n]*(?:\"|$|\n)|«[^«»\n]*»|„[^„“”\n]*[“”]")
_OPENING = '“"«„'
_PIECE = re.compile(r"\S+")
_ENDS = re.compile(r"[.!?][\"”’)\]]*$")
_MAY_BEGIN = re.compile(r"[\"“‘(\[]*[^\W_a-z]")
_STOP = re.compile(r"[.!?:\n\"“”‘«„(\[•|]")
_LINE_END = "\x00"
_LEAST_NAME = 2
_MOST_KNOWN, _LONGEST_KNOWN = 1 << 18, 32

_END, _NAME, _MORE, _STOPS, _BEGIN, _LINE = 1, 2, 4, 8, 16, 32
_PLAIN_MARKS = {
    "": 0,
    ",": 0,
    ";": 0,
    ":": _STOPS,
    ".": _END | _STOPS,
    "!": _END | _STOPS,
    "?": _END | _STOPS,
}
# One byte a piece, so that whole bodies are put together with the arithmetic of large integers.
_ENDING, _NAMING, _HOLDING, _STOPPING, _BEGINNING, _LINING = (
    bytes(1 if each & flag else 0 for each in range(256))
    for flag in (_END, _NAME, _MORE, _STOPS, _BEGIN, _LINE)
)
_WRITTEN = bytes(0 if each & _LINE else 1 for each in range(256))


class Piece(NamedTuple):
    """What stands between two white spaces."""

    hashes: tuple[int, ...]  #: of its words
    flags: int
    names: tuple[int, ...]  #: hashes of capitalised words behind its first
    figures: tuple[int, ...]  #: hashes of its figures


class Scan(NamedTuple):
    """A body as read; indexes count words."""

    hashes: list[int]
    edges: list[int]  #: where lines and sentences begin, the first 0; at the end the number of words
    names: set[int]  #: hashes of words that are capitalised where no sentence begins
    figures: list[int]  #: hashes of figures, in order
    offsets: list[int]  #: for each piece between white spaces the words before it; at the end their number


def scan(body: str) -> Scan:
    """Return what a body holds.

    >>> from copydesk.text.words import word_hash
    >>> found = scan("It rained. The Quay Post paid 300.")
    >>> found.edges, found.figures == [word_hash("300")], len(found.names)
    ([0, 2, 7], True, 2)
    """
    if _LINE_END in body:  # no word has it, so that another mark does as well
        body = body.replace(_LINE_END, "\x01")
    pieces = [*map(_KNOWN.__getitem__, body.replace("\n", f" {_LINE_END} ").split())]
    if not pieces:
        return Scan([], [0], set(), [], [0])
    runs = [each[0] for each in pieces]
    hashes = list(chain.from_iterable(runs))
    offsets = list(accumulate(map(len, runs), initial=0))
    edges, names, figures = [0], set[int](), list[int]()
    marks = bytes([each[1] for each in pieces])
    stops = int.from_bytes(marks.translate(_STOPPING), "little") << 8
    begins = int.from_bytes(marks.translate(_BEGINNING), "little") >> 8
    is_name = int.from_bytes(marks.translate(_NAMING), "little") & ~(stops | 1)
    is_cut = int.from_bytes(marks.translate(_LINING), "little") | (
        int.from_bytes(marks.translate(_ENDING), "little") & begins
    )
    size = len(marks)
    names = {each[0] for each in compress(runs, is_name.to_bytes(size, "little"))}
    edges = [0]
    for end in compress(offsets[1:], is_cut.to_bytes(size, "little")):
        if end > edges[-1]:
            edges.append(end)
    if len(hashes) > edges[-1]:
        edges.append(len(hashes))
    for each in compress(pieces, marks.translate(_HOLDING)):
        names.update(each.names)
        figures += each.figures
    return Scan(hashes, edges, names, figures, list(compress(offsets, marks.translate(_WRITTEN) + b"\x01")))


class Places:
    """Where the words of a body stand in it.

    Args:
        body: the text.
        offsets: of its pieces, from `scan`.
    """

    __slots__ = ("_body", "_offsets", "_pieces", "_starts")

    def __init__(self, body: str, offsets: list[int]) -> None:
        self._body = body
        self._offsets = offsets
        self._pieces = body.split()
        widths = list(map(len, self._pieces))
        if sum(widths) + len(widths) - 1 == len(body.strip()) == len(body):
            self._starts = list(accumulate((each + 1 for each in widths[:-1]), initial=0))
        else:
            self._starts = [each.start() for each in _PIECE.finditer(body)]

    def start(self, word: int) -> int:
        """Return where a word begins, in code points."""
        return self._span(word)[0]

    def end(self, word: int) -> int:
        """Return the code point behind a word."""
        return self._span(word)[1]

    def quoted(self) -> bytearray:
        """Return for each word 1 if it stands in quotation marks, else 0."""
        found = bytearray(self._offsets[-1])
        if not any(mark in self._body for mark in _OPENING):
            return found
        for each in _QUOTED.finditer(self._body):
            first, end = self._word_at(each.start()), self._word_at(each.end())
            found[first:end] = b"\x01" * (end - first)
        return found

    def _span(self, word: int) -> tuple[int, int]:
        """Return where a word stands."""
        piece = bisect_right(self._offsets, word) - 1
        start = self._starts[piece]
        found = words(self._pieces[piece])
        inside = word - self._offsets[piece]
        return start + found.starts[inside], start + found.ends[inside]

    def _word_at(self, place: int) -> int:
        """Return the index of the first word that begins at or behind a place."""
        piece = bisect_right(self._starts, place) - 1
        if piece < 0:
            return 0
        found = words(self._pieces[piece]).starts
        return self._offsets[piece] + sum(1 for each in found if each + self._starts[piece] < place)


class _Known(dict[str, Piece]):
    """Pieces met before. Cost: none but the first time."""

    def __missing__(self, piece: str) -> Piece:
        found = _read(piece)
        if len(piece) <= _LONGEST_KNOWN:
            if len(self) >= _MOST_KNOWN:
                self.clear()
                self[_LINE_END] = _LINE_PIECE
            self[piece] = found
        return found


def _read(piece: str) -> Piece:
    """Return what a piece holds."""
    mark = piece[-1] if piece[-1] in _PLAIN_MARKS else ""
    plain = piece.removesuffix(mark)
    if plain.isascii() and plain.isalpha():
        return _plain(plain, _PLAIN_MARKS.get(mark, 0))
    found = words(piece)
    flags = (_END if _ENDS.search(piece) else 0) | (_BEGIN if _MAY_BEGIN.match(piece) else 0)
    if not found.hashes:
        return Piece((), flags | (_STOPS if _STOP.search(piece) else 0), (), ())
    if _STOP.search(piece, found.ends[-1]):
        flags |= _STOPS
    capital = [
        number
        for index, number in enumerate(found.hashes)
        if piece[found.starts[index]].isupper()
        and number not in COMMON
        and found.ends[index] - found.starts[index] >= _LEAST_NAME
        and not _STOP.search(piece, found.ends[index - 1] if index else 0, found.starts[index])
    ]
    is_first = bool(capital) and capital[0] == found.hashes[0] and piece[found.starts[0]].isupper()
    is_first = is_first and not _STOP.search(piece, 0, found.starts[0])
    names = tuple(capital[1:] if is_first else capital)
    figures = tuple(
        number for form, number in zip(found.forms, found.hashes, strict=True) if form[0].isdigit()
    )
    flags |= (_NAME if is_first else 0) | (_MORE if names or figures else 0)
    return Piece(found.hashes, flags, names, figures)


def _plain(word: str, flags: int) -> Piece:
    """Return what a piece holds that is a word of plain letters: most are."""
    number = word_hash(word.lower())
    if word[0].isupper():
        flags |= _BEGIN
        if len(word) >= _LEAST_NAME and number not in COMMON:
            flags |= _NAME
    return Piece((number,), flags, (), ())


_LINE_PIECE = Piece((), _LINE | _STOPS, (), ())
_KNOWN = _Known({_LINE_END: _LINE_PIECE})
