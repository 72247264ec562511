"""One pass over a text: its words, with what each can be, and which of them stand in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from copydesk.reading.languages import Language, PronounKind
from copydesk.text.marks import Stretch, paragraphs, stretches
from copydesk.text.sentences import sentences

if TYPE_CHECKING:
    from copydesk.types import Span

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-'’&][^\W_]+)*")
#: Letters that tell a feature what a word is; see `word_class`.
OTHER = "o"


class Token(NamedTuple):
    """One word."""

    start: int
    end: int  #: a possessive ending is not part of the word
    low: str  #: in lower case
    capital: bool
    possessive: bool
    kind: str  #: one letter, see `word_class`


@dataclass(frozen=True, slots=True)
class Scan:
    """A text made ready for reading."""

    text: str
    language: Language
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    stretches: tuple[Stretch, ...]
    tokens: list[Token]
    starts: list[int]  #: where each token starts
    sentence_starts: list[int]
    paragraph_starts: list[int]
    quoted: list[bool]  #: for each token: inside quotation marks

    def token_at(self, place: int) -> int:
        """Return the number of the first token that starts at or after a place."""
        return bisect_left(self.starts, place)

    def sentence_at(self, place: int) -> int:
        """Return the number of the sentence a place lies in."""
        return max(0, bisect_right(self.sentence_starts, place) - 1)

    def paragraph_at(self, place: int) -> int:
        """Return the number of the paragraph a place lies in."""
        return max(0, bisect_right(self.paragraph_starts, place) - 1)

    def between(self, number: int) -> str:
        """Return what stands between a token and the one before it."""
        if number <= 0 or number >= len(self.tokens):
            return "\n"
        return self.text[self.tokens[number - 1].end : self.tokens[number].start]


def scan(text: str, language: Language) -> Scan:
    """Make a text ready for reading; linear in its length."""
    marked = stretches(text)
    words = [_token(found, language) for found in _WORD.finditer(text)]
    whole = sentences(text)
    blocks = paragraphs(text)
    return Scan(
        text=text,
        language=language,
        paragraphs=blocks,
        sentences=whole,
        stretches=marked,
        tokens=words,
        starts=[each.start for each in words],
        sentence_starts=[each.start for each in whole],
        paragraph_starts=[each.start for each in blocks],
        quoted=_quoted(words, marked),
    )


def _token(found: re.Match[str], language: Language) -> Token:
    """Make a token of a word as printed."""
    word = found[0]
    start, end = found.span()
    possessive = len(word) > 2 and word[-1] in "sS" and word[-2] in "'’"
    if possessive:
        word = word[:-2]
        end -= 2
    low = word.lower()
    return Token(start, end, low, word[0].isupper(), possessive, word_class(low, language, word[0].isupper()))


def word_class(low: str, language: Language, capital: bool) -> str:  # noqa: FBT001 - a fact of the word, not a switch
    """Say in one letter what a word can be.

    A capital letter is a kind of cue (S say, T tell, K speak, C claim, W write, L call, H think, P paper,
    R reported); n pronoun, w relative pronoun, d determiner, p preposition, t that, c connective, x auxiliary,
    r role, y title, N capitalised, 0 number, e ends in -ed, g ends in -ing, o anything else.
    """
    cue = language.cues.get(low)
    if cue is not None and not (capital and not language.capital_nouns and low in language.titles):
        return _CUE_LETTERS[cue.value]
    pronoun = language.pronouns.get(low)
    if pronoun is not None:
        return "w" if pronoun is PronounKind.RELATIVE else "n"
    for letter, words in (
        ("t", language.that),
        ("x", language.auxiliaries),
        ("d", language.determiners),
        ("p", language.prepositions),
        ("c", language.connectives),
        ("y", language.titles),
        ("r", language.roles),
    ):
        if low in words:
            return letter
    if capital:
        return "N"
    if low[0].isdigit():
        return "0"
    if low.endswith("ed"):
        return "e"
    return "g" if low.endswith("ing") else OTHER


_CUE_LETTERS = {
    "say": "S",
    "tell": "T",
    "speak": "K",
    "claim": "C",
    "write": "W",
    "call": "L",
    "think": "H",
    "show": "P",
    "learn": "R",
}
CUE_LETTERS = frozenset(_CUE_LETTERS.values())


def _quoted(words: list[Token], marked: tuple[Stretch, ...]) -> list[bool]:
    """Say of each word whether it stands inside quotation marks."""
    inside = [False] * len(words)
    at = 0
    for stretch in marked:
        if stretch.depth:
            continue
        while at < len(words) and words[at].end <= stretch.outer.start:
            at += 1
        while at < len(words) and words[at].start < stretch.outer.end:
            inside[at] = True
            at += 1
    return inside
