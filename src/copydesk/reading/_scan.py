"""One pass over a text: its words, with what each can be, and which of them stand in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import NamedTuple

from copydesk.reading.languages import Language, PronounKind, language_for
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
    kinds: str  #: the kind of each token
    shown: str  #: the same, but a quotation mark for each token inside marks
    gaps: list[str]  #: what stands before each token, a line's end before the first and behind the last
    stops: list[str]  #: the same without white space at its edges
    sentence_of: list[int]  #: number of the sentence of each token

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
        return self.gaps[number] if 0 < number < len(self.gaps) else "\n"


def scan(text: str, language: Language) -> Scan:
    """Make a text ready for reading; linear in its length."""
    marked = stretches(text)
    words = _tokens(text, language)
    starts = [each[0] for each in words]
    ends = [each[1] for each in words]
    gaps = ["\n", *[text[end:start] for end, start in zip(ends, islice(starts, 1, None), strict=False)]]
    gaps += ["\n"] if words else []
    kinds = _nouns_told(gaps, words, language)
    whole = sentences(text)
    blocks = paragraphs(text)
    quoted = _quoted(starts, ends, marked)
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
        quoted=quoted,
        according=_according(text, language, starts),
        kinds=kinds,
        shown="".join(['"' if inside else kind for kind, inside in zip(kinds, quoted, strict=True)]),
        gaps=gaps,
        stops=[each.strip() for each in gaps],
        sentence_of=_sentence_of(starts, whole),
    )


def _sentence_of(starts: list[int], whole: tuple[Span, ...]) -> list[int]:
    """Return the number of the sentence of each word; a word before the first is in the first."""
    numbers: list[int] = []
    for number, following in enumerate(whole[1:]):
        numbers += [number] * (bisect_left(starts, following.start, len(numbers)) - len(numbers))
    return numbers + [max(0, len(whole) - 1)] * (len(starts) - len(numbers))


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


def _nouns_told(gaps: list[str], words: list[Token], language: Language) -> str:
    """Class "report" in "the report" as a noun: no reporting word follows a determiner directly.

    Returns the kinds of all words.
    """
    kinds = [each[5] for each in words]
    roles = language.roles
    for found in CUES.finditer("".join(kinds)):
        number = found.start()
        token, before = words[number], words[number - 1]
        owned = before.possessive and token.low in roles
        owned = owned or (before.kind == "d" and before.low not in language.not_bound)
        if number and owned and not gaps[number].strip(" \u00a0’'s"):
            kinds[number] = "r" if token.low in roles else OTHER
            words[number] = token._replace(kind=kinds[number])
    return "".join(kinds)


def _tokens(text: str, language: Language) -> list[Token]:
    """Return the words of a text; what a word can be is worked out once for each spelling."""
    known = _spellings(language)
    new = tuple.__new__
    made = []
    for found in _WORD.finditer(text):
        start = found.start()
        length, low, capital, possessive, kind = known[found[0]]
        made.append(new(Token, (start, start + length, low, capital, possessive, kind)))
    return made


class _Spellings(dict[str, tuple[int, str, bool, bool, str]]):
    """What the spellings met before can be: most words of a day's news have been."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.table = _classes(language.code)
        self.language = language

    def __missing__(self, word: str) -> tuple[int, str, bool, bool, str]:
        """Work out a spelling."""
        if len(self) >= _MOST_KNOWN:
            self.clear()
        facts = _facts(word, self.table, self.language)
        if len(word) <= _LONGEST_KNOWN:
            self[word] = facts
        return facts


#: So many spellings of a language are kept, and none longer than this, so that no text can fill the memory.
_MOST_KNOWN = 1 << 16
_LONGEST_KNOWN = 40
_BY_LANGUAGE: dict[str, _Spellings] = {}


def _spellings(language: Language) -> _Spellings:
    """Return the spellings of a language that were met before."""
    found = _BY_LANGUAGE.get(language.code)
    if found is None:
        found = _BY_LANGUAGE[language.code] = _Spellings(language)
    return found


def _facts(word: str, table: dict[str, str], language: Language) -> tuple[int, str, bool, bool, str]:
    """Return the length of a word as printed without its possessive ending, and the other fields of its token."""
    possessive = word[-1] in "sS" and len(word) > 2 and word[-2] in "'’"
    if possessive:
        word = word[:-2]
    low = word.lower()
    capital = low != word and word[0].isupper()
    kind = table.get(low)
    if kind is None:
        kind = _shape(low, language, capital=capital)
    elif capital and kind in CUE_LETTERS and low in language.title_cues:
        kind = "N"
    return len(word), low, capital, possessive, kind


def _shape(low: str, language: Language, *, capital: bool) -> str:
    """Class a word that no list knows by its form."""
    if capital:
        return "N"
    if low[0].isdigit():
        return "0"
    if low.endswith("ed"):
        return "e"
    ending = language.adverb_ending
    if ending and low.endswith(ending) and len(low) > len(ending) + 2 and low not in language.no_adverbs:
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
CUES = re.compile(f"[{''.join(sorted(CUE_LETTERS))}]")


def _quoted(starts: list[int], ends: list[int], marked: tuple[Stretch, ...]) -> list[bool]:
    """Say of each word whether it stands inside quotation marks."""
    inside = [False] * len(starts)
    at = 0
    for stretch in marked:
        if stretch.depth:
            continue
        at = bisect_right(ends, stretch.outer.start, at)
        end = max(at, bisect_left(starts, stretch.outer.end, at))
        inside[at:end] = [True] * (end - at)
        at = end
    return inside
