"""What every check is handed: both sides in canonical form, aligned, with their quotations marked."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, TypeVar

from copydesk.checking.housestyle import is_house_style
from copydesk.checking.lexicon import MONTHS, SMALL, WEEKDAYS
from copydesk.text.alignment import Alignment, align
from copydesk.text.canonical import Canonical, canonical
from copydesk.text.marks import MarkState, stretches
from copydesk.text.sentences import sentences
from copydesk.types import Article, Closeness, NameKind, Policy, Quotation, QuotationKind, Reading, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ASIDE = re.compile(r"\([^()\n]{1,300}\)")
_T = TypeVar("_T", bound="_Placed")
#: A full stop behind one ends no sentence.
_BEFORE_NAMES = frozenset({"mr", "mrs", "ms", "dr"})
#: From this share of equal words in linked sentences a copy counts as near-verbatim.
NEAR_VERBATIM = 0.93
#: Sentences with fewer equal words were linked for their place alone: what differs there proves nothing.
LEAST_SHARE = 0.25
#: A copy with a smaller share of words from the source is an article of its own.
TAKEN = 0.42
#: Between articles that did not copy each other only sentences with this share of equal words are compared.
STRANGER_SHARE = 0.7
#: Shorter texts are too short to tell a rewrite from an article of its own: they count as rewrites.
ENOUGH = 40
#: How many words from a mark that is not closed nobody can say what stands inside marks.
UNSURE = 120


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two articles, with its reading; the text is the article's body."""

    article: Article
    reading: Reading


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch inside quotation marks, as tokens."""

    first: int
    last: int
    span: Span
    state: MarkState
    quotation: Quotation | None  #: what the reading says of it; None when it does not speak of it


@dataclass(frozen=True, slots=True)
class Prepared:
    """One side, ready to be compared."""

    side: Side
    words: Canonical
    quotes: tuple[Quote, ...]
    quote_of: tuple[int, ...]  #: for each token the number of its quote; -1 outside marks
    names: frozenset[int]  #: tokens that are part of a name
    sentences: tuple[Span, ...]
    openers: frozenset[int]  #: tokens that begin a sentence
    vocabulary: Counter[str]  #: how often each loose key occurs
    people: frozenset[int]  #: tokens that are part of a person's name
    proper: frozenset[
        str
    ]  #: words of names that stand among small letters, so that no headline made the capital
    neighbours: frozenset[tuple[str, str]]  #: name words printed side by side: ("anton", "lesk")
    unclosed: tuple[int, ...]  #: first tokens of the quotes whose closing mark is missing
    capitals: tuple[bool, ...]  #: for each token whether it is printed with a capital
    asides: tuple[tuple[int, int], ...]  #: runs of tokens in (parentheses), in the order of the text

    @property
    def text(self) -> str:
        """Return the untouched text."""
        return self.words.text

    def in_quote(self, first: int, last: int) -> bool:
        """Say whether some tokens, or the place between two, lie inside one quotation."""
        if first < last:
            return any(self.quote_of[at] >= 0 for at in range(first, last))
        if not 0 < first < len(self.words):
            return False
        return self.quote_of[first] >= 0 and self.quote_of[first] == self.quote_of[first - 1]

    def near_unclosed(self, at: int) -> bool:
        """Say whether a mark that is never closed stands near, so that nobody knows what it held."""
        place = bisect_left(self.unclosed, at - UNSURE)
        return place < len(self.unclosed) and self.unclosed[place] < at + UNSURE

    def is_aside(self, first: int, last: int) -> bool:
        """Say whether some tokens stand in one pair of parentheses."""
        place = bisect_right(self.asides, (first, len(self.words))) - 1
        return first < last and place >= 0 and last <= self.asides[place][1]

    def capital(self, at: int) -> bool:
        """Say whether a token is printed with a capital."""
        return self.capitals[at]


@dataclass(frozen=True, slots=True)
class Change:
    """An edit between linked sentences, outside quotation marks, that house style does not explain."""

    source: tuple[int, int]
    copy: tuple[int, int]
    link: int  #: number of its link in the alignment


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides, how they are aligned, and what stands between them."""

    source: Prepared
    copy: Prepared
    alignment: Alignment
    changes: tuple[Change, ...]
    closeness: Closeness
    policy: Policy
    strangers: bool  #: the copy has so little from the source that it is an article of its own
    holds_source: bool = (
        False  #: much of a source, be it short, stands in the copy: what it quotes is from there
    )


def prepare(side: Side) -> Prepared:
    """Bring one side into the form that checks read."""
    words = canonical(side.article.body)
    quotes = tuple(_quotes(side, words))
    quote_of = [-1] * len(words)
    for number, quote in enumerate(quotes):
        quote_of[quote.first : quote.last] = [number] * (quote.last - quote.first)
    parts = side.reading.sentences or sentences(words.text)
    openers = frozenset([bisect_left(words.starts, each.start) for each in parts])
    capitals = tuple(map(str.isupper, map(words.text.__getitem__, words.starts)))
    runs = [words.within(name.span) for name in side.reading.names]
    names = _names(runs, words, openers, capitals)
    return Prepared(
        side=side,
        words=words,
        quotes=quotes,
        quote_of=tuple(quote_of),
        names=names,
        people=frozenset(
            at
            for name, run in zip(side.reading.names, runs, strict=True)
            if name.kind is NameKind.PERSON
            for at in range(*run)
        ),
        proper=_proper(words, names),
        neighbours=frozenset(
            (words.keys[at], words.keys[at + 1])
            for at in names
            if at + 1 in names and words.text[words.ends[at] : words.starts[at + 1]] == " "
        ),
        unclosed=tuple(quote.first for quote in quotes if quote.state is MarkState.UNCLOSED),
        capitals=capitals,
        asides=tuple(words.within(Span(*each.span())) for each in _ASIDE.finditer(words.text)),
        sentences=parts,
        openers=openers,
        vocabulary=Counter(words.loose),
    )


def _quotes(side: Side, words: Canonical) -> Iterator[Quote]:
    """Yield what stands inside marks, outermost first, each with what the reading says of it."""
    told = {}
    for each in side.reading.quotations:
        if each.kind is not QuotationKind.INDIRECT:
            told[bisect_left(words.starts, each.span.start)] = each
    last_token = 0
    for stretch in stretches(words.text):
        first, last = words.within(stretch.inner)
        if stretch.depth == 0 and last_token <= first < last:
            last_token = last
            yield Quote(first, last, stretch.inner, stretch.state, told.get(first))


def _names(
    runs: list[tuple[int, int]], words: Canonical, openers: frozenset[int], capitals: tuple[bool, ...]
) -> frozenset[int]:
    """Return the tokens that are part of a name: the runs that the reading gives, and capitals inside sentences."""
    found = set(itertools.chain.from_iterable(itertools.starmap(range, runs)))
    text = words.text
    known = set()
    large = list(itertools.compress(range(len(capitals)), capitals))
    for at in large:
        if at not in openers and is_namelike(words.keys[at]):
            start = words.starts[at]
            before = text[max(0, start - 2) : start].strip()
            if not before or before[-1] not in "“\"'‘.:?!" or (at and words.keys[at - 1] in _BEFORE_NAMES):
                found.add(at)
                known.add(words.keys[at])
    found.update(at for at in large if words.keys[at] in known)
    return frozenset(at for at in found if is_namelike(words.keys[at]))


def _proper(words: Canonical, names: frozenset[int]) -> frozenset[str]:
    """Return the words of names that stand among small letters somewhere."""
    found: set[str] = set()
    for at in names:
        if words.keys[at] not in found and _in_small_letters(words, at):
            found.add(words.keys[at])
    return frozenset(found)


def _in_small_letters(words: Canonical, at: int) -> bool:
    """Say whether a word printed small stands right beside a token, or one further."""
    return any(
        words.text[words.starts[each]].islower() and len(words.keys[each]) > 2
        for each in range(max(0, at - 2), min(len(words), at + 3))
    )


class _Placed(Protocol):
    """Anything a reading gives, with its place."""

    @property
    def span(self) -> Span:
        """Return where it stands."""


def overlapping(items: Sequence[_T], span: Span) -> list[_T]:
    """Return what overlaps a span among items in the order of the text.

    >>> from copydesk.types import Name, NameKind, Span
    >>> lind = Name(Span(4, 8), NameKind.PERSON, "Lind")
    >>> overlapping([lind], Span(6, 9)) == [lind], overlapping([lind], Span(8, 9))
    (True, [])
    """
    found = []
    for at in range(bisect_right(items, span.start, key=lambda each: each.span.end), len(items)):
        if items[at].span.start >= span.end:
            break
        if items[at].span.overlaps(span):
            found.append(items[at])
    return found


@lru_cache(maxsize=1 << 15)
def is_namelike(key: str) -> bool:
    """Say whether a key can be part of a name: no figure, date or small word."""
    return (
        key[0].isalpha()
        and key not in SMALL
        and key not in WEEKDAYS
        and key not in MONTHS
        and not (key[0] in "do" and key[1:2].isdigit())
    )


def compare_sides(source: Prepared, copy: Prepared, policy: Policy) -> Comparison:
    """Align two prepared sides and list the changes between them."""
    alignment = align(source.words, copy.words, source.sentences, copy.sentences)
    shared = alignment.linked * alignment.equal
    strangers = len(copy.words) >= ENOUGH and shared < TAKEN
    changes = []
    for number, link in enumerate(alignment.links):
        if link.share < (STRANGER_SHARE if strangers else LEAST_SHARE):
            continue
        for edit in link.edits:
            if source.in_quote(*edit.source) and (copy.in_quote(*edit.copy) or edit.copy[0] == edit.copy[1]):
                continue
            if copy.in_quote(*edit.copy):
                continue
            if not is_house_style(source.words, copy.words, edit):
                changes.append(Change(edit.source, edit.copy, number))
    near = alignment.equal >= NEAR_VERBATIM
    return Comparison(
        source=source,
        copy=copy,
        alignment=alignment,
        changes=tuple(changes),
        closeness=Closeness.NEAR_VERBATIM if near else Closeness.REWRITE,
        policy=policy,
        strangers=strangers,
        holds_source=shared * len(copy.words) >= TAKEN * len(source.words),
    )
