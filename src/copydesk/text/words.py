"""Words: where they stand in a text, and a form of each that house style cannot change.

A word's form is casefolded, without marks, accents and the possessive `'s`, so that "Clinton’s", "CLINTON"
and "clinton" are one. Scripts that set no spaces between words are read character by character.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from dataclasses import dataclass

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003134f"
)
_LETTER = rf"[^\W_{_UNSPACED}]"
# Vowel signs and accents written as code points of their own do not count as letters for `re`.
_MARKS = "[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0962\u0963\u0981-\u0983\u09be-\u09cd]"
_WORD = re.compile(
    rf"(?<!\w)(?:[^\W\d_]\.){{2,}}"
    r"|\d+(?:[.,]\d+)+"
    rf"|[{_UNSPACED}]"
    rf"|{_LETTER}(?:{_LETTER}|{_MARKS})*(?:['’ʼ]{_LETTER}(?:{_LETTER}|{_MARKS})*)*"
)
# The same for texts in ASCII alone, which are most, in half the time.
_ASCII_WORD = re.compile(
    r"\d+(?:[.,]\d+)+|(?<![A-Za-z0-9_])(?:[A-Za-z]\.){2,}|[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*"
)
_APOSTROPHES = re.compile("['’ʼ.]")
_POSSESSIVE = ("'s", "’s", "ʼs")
_MOST_KNOWN = 1 << 17


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text, in its order; the four tuples have one entry for each word."""

    forms: tuple[str, ...]  #: as compared
    hashes: tuple[int, ...]  #: 32-bit hash of each form, the same on every run and machine
    starts: tuple[int, ...]  #: code points into the text
    ends: tuple[int, ...]  #: code points into the text, half-open

    def __len__(self) -> int:
        return len(self.forms)


def words(text: str) -> Words:
    """Return the words of `text` with their places, in one pass.

    >>> found = words("The U.S. paid $1,200 for Ann’s café.")
    >>> found.forms
    ('the', 'us', 'paid', '1200', 'for', 'ann', 'cafe')
    >>> found.starts[:3]
    (0, 4, 9)
    """
    pattern = _ASCII_WORD if text.isascii() else _WORD
    spans = [each.span() for each in pattern.finditer(text)]
    if not spans:
        return Words((), (), (), ())
    forms, hashes = zip(*[_KNOWN[text[start:end]] for start, end in spans], strict=True)
    starts, ends = zip(*spans, strict=True)
    return Words(forms, hashes, starts, ends)


def word_form(word: str) -> str:
    """Return the form in which a single word is compared.

    >>> word_form("Élysée’s")
    'elysee'
    """
    if not word.isascii():
        word = "".join(
            each for each in unicodedata.normalize("NFKD", word) if not unicodedata.combining(each)
        )
    word = word.casefold()
    if word.endswith(_POSSESSIVE):
        word = word[:-2]
    if word[:1].isdigit():
        return _figure_form(word)
    return _APOSTROPHES.sub("", word) or word


def word_hash(form: str) -> int:
    """Return the 32-bit hash of a form; the same on every run, machine and Python.

    >>> word_hash("mayor")
    592764960
    """
    return zlib.crc32(form.encode("utf-8", "surrogatepass"))


class _Known(dict[str, tuple[str, int]]):
    """Forms and hashes of words met before: most words of a day's news have been."""

    def __missing__(self, word: str) -> tuple[str, int]:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        form = word_form(word)
        found = self[word] = form, word_hash(form)
        return found


_KNOWN = _Known()


def _figure_form(figure: str) -> str:
    """Return a figure without its thousands marks: both 1,200,000 and 1.200.000 are 1200000."""
    for mark in ",.":
        groups = figure.split(mark)
        if len(groups) > 1 and len(groups[0]) <= 3 and all(len(each) == 3 for each in groups[1:]):
            return "".join(groups)
    return figure.replace(",", ".")
