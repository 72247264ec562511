"""One pass over a text: its words, with what each can be, and which of them stand in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from copydesk.reading.languages import Language, PronounKind, language_for, listed
from copydesk.text.marks import Stretch, paragraphs, stretches
from copydesk.text.sentences import sentences
from copydesk.types import Span

#: The French verb parts from the pronoun behind it: "a-t-elle ajouté".
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-'’&](?!(?:t-)?(?:elle|il)s?\b)[^\W_]+)*")
#: The class of a word that neither a list nor its form knows; see `_classes`.
OTHER = "o"


class Token(NamedTuple):
    """One word."""

    start: int
    end: int  #: a possessive ending is not part of the word
    low: str  #: in lower case
    capital: bool
    possessive: bool
    kind: str  #: one letter, see `_classes`


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
    according: dict[int, Span]  #: the words "according to", by the number of the token behind them

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
    table = _classes(language.code)
    german = bool(language.capital_nouns)
    words = _nouns_told(text, _tokens(text, table, german), language.roles)
    whole = sentences(text)
    blocks = paragraphs(text)
    starts = [each.start for each in words]
    return Scan(
        text=text,
        language=language,
        paragraphs=blocks,
        sentences=whole,
        stretches=marked,
        tokens=words,
        starts=starts,
        sentence_starts=[each.start for each in whole],
        paragraph_starts=[each.start for each in blocks],
        quoted=_quoted(words, marked),
        according=_according(text, language, starts),
    )


def _according(text: str, language: Language, starts: list[int]) -> dict[int, Span]:
    """Find the words "according to"."""
    found: dict[int, Span] = {}
    low = text.lower()
    if len(low) != len(text):
        return found
    for words in language.according:
        at = low.find(words)
        while at >= 0:
            end = at + len(words)
            found[bisect_left(starts, end)] = Span(at, end)
            at = low.find(words, end)
    return found


def _nouns_told(text: str, words: list[Token], roles: frozenset[str]) -> list[Token]:
    """Class "report" in "the report" as a noun: no reporting word follows a determiner directly."""
    before = None
    for number, token in enumerate(words):
        if before is not None and token.kind in CUE_LETTERS:
            owned = before.possessive and token.low in roles
            owned = owned or (before.kind == "d" and before.low not in _ALONE)
            if owned and not text[before.end : token.start].strip(" \u00a0’'s"):
                words[number] = token._replace(kind="r" if token.low in roles else OTHER)
        before = token
    return words


#: Determiners that can also stand alone and speak: "both said".
_ALONE = listed("""this that these those one another some many most several both each all few two three four five six any
    every other""")


def _tokens(text: str, table: dict[str, str], german: bool) -> list[Token]:  # noqa: FBT001 - a fact of the language
    """Return the words of a text; what a word can be is worked out once for each spelling."""
    known: dict[str, tuple[int, str, bool, bool, str]] = {}
    made = []
    for found in _WORD.finditer(text):
        word = found[0]
        facts = known.get(word)
        if facts is None:
            facts = known[word] = _facts(word, table, german)
        start = found.start()
        made.append(Token(start, start + facts[0], *facts[1:]))
    return made


def _facts(word: str, table: dict[str, str], german: bool) -> tuple[int, str, bool, bool, str]:  # noqa: FBT001 - as above
    """Return the length of a word as printed without its possessive ending, and the other fields of its token."""
    possessive = word[-1] in "sS" and len(word) > 2 and word[-2] in "'’"
    if possessive:
        word = word[:-2]
    low = word.lower()
    capital = low != word and word[0].isupper()
    kind = table.get(low)
    if kind is None:
        kind = _shape(low, capital)
    elif capital and not german and kind in CUE_LETTERS and low in _TITLE_CUES:
        kind = "N"
    return len(word), low, capital, possessive, kind


#: Reporting words that are titles or names when capitalised: "the Post", "the States".
_TITLE_CUES = frozenset({"post", "posts", "states", "report", "reports", "speaking", "charged", "tells"})


#: Words in -ly that are nouns, adjectives or verbs.
_NO_ADVERBS = listed("""rally reply apply imply belly jelly bully silly daily early family assembly anomaly monopoly
    butterfly supply resupply multiply comply weekly monthly elderly friendly likely unlikely lonely deadly costly
    lively lovely orderly quarterly scholarly timely unfriendly firefly""")


def _shape(low: str, capital: bool) -> str:  # noqa: FBT001 - a fact of the word, not a switch
    """Class a word that no list knows by its form."""
    if capital:
        return "N"
    if low[0].isdigit():
        return "0"
    if low.endswith("ed"):
        return "e"
    if low.endswith("ly") and len(low) > 4 and low not in _NO_ADVERBS:
        return "x"
    return "g" if low.endswith("ing") else OTHER


@cache
def _classes(code: str) -> dict[str, str]:
    """Return the class of every listed word of a language, in one letter.

    A capital letter is a kind of cue (S say, T tell, K speak, C claim, W write, L call, H think, P paper,
    R reported); n pronoun, w relative pronoun, d determiner, p preposition, t that, c connective, x auxiliary,
    r role, y title. Words of no list are N capitalised, 0 number, e in -ed, g in -ing, o anything else.
    """
    language = language_for(code)
    table: dict[str, str] = {}
    if language is None:
        return table
    for letter, words in (
        ("r", language.roles),
        ("y", language.titles),
        ("c", language.connectives),
        ("p", language.prepositions),
        ("d", language.determiners),
        ("x", language.auxiliaries),
        ("t", language.that),
    ):
        table.update(dict.fromkeys(words, letter))
    for word, pronoun in language.pronouns.items():
        table[word] = "w" if pronoun is PronounKind.RELATIVE else "n"
    table.update({word: _CUE_LETTERS[cue.value] for word, cue in language.cues.items()})
    return table


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
