"""What is kept of an article for comparing it: its words by hash, their places, its units and credits."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from copydesk.matching.common_words import COMMON
from copydesk.matching.credits import Credits, read_credits
from copydesk.matching.links import addresses, linked
from copydesk.text.words import Words, word_hash, words
from copydesk.types import Article

_UNIT_END = re.compile(r"\s*\n\s*|(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[]*[^\W_a-z])")
_QUOTED = re.compile(r"“[^“”\n]*(?:”|$|\n)|\"[^\"\n]*(?:\"|$|\n)|«[^«»\n]*»|„[^„“”\n]*[“”]")
_SENTENCE_END = re.compile(r"[.!?:\n\"“”‘«„(\[•|]")
_LEAST_NAME = 2
FIGURE = word_hash("\x00figure")  # stands for every figure in a unit's masked form


@dataclass(frozen=True, slots=True)
class Unit:
    """A line or sentence: what is learned as boilerplate when many unlike articles carry it."""

    first: int  #: index of its first word
    end: int  #: index behind its last word
    form: int  #: hash of its words, figures masked
    filling: int  #: hash of its figures; 0 when it has none
    sign: int  #: stays the same when a few of its words are changed


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """One article as the matcher keeps it. Indexes count words, spans code points of the body."""

    key: str
    order: int  #: of arrival
    hashes: array[int]
    starts: array[int]
    ends: array[int]
    units: tuple[Unit, ...]
    quoted: tuple[tuple[int, int], ...]  #: stretches of words that stand in quotation marks
    names: frozenset[int]  #: hashes of capitalised words inside sentences
    figures: tuple[int, ...]  #: hashes of figures, in order
    credits: Credits
    published: float | None  #: seconds since 1970, UTC; None when not known
    outlet: str | None
    addresses: frozenset[str] = frozenset()  #: under which it can be linked to
    links: frozenset[str] = frozenset()  #: the addresses its text links to


def body_of(article_or_text: Article | str) -> str:
    """Return the text that spans lie in: an article's body, or a bare text as it is.

    >>> body_of(Article(headline="Ferry back", body="The ferry is back."))
    'The ferry is back.'
    """
    return article_or_text.body if isinstance(article_or_text, Article) else article_or_text


def fingerprint(
    key: str,
    article_or_text: Article | str,
    *,
    order: int = 0,
    published: datetime | None = None,
    outlet: str | None = None,
) -> Fingerprint:
    """Return what is kept of an article; `published` None takes the article's own time.

    >>> fingerprint("a", "The Quay Post paid 300.").figures == (word_hash("300"),)
    True
    """
    body = body_of(article_or_text)
    article = article_or_text if isinstance(article_or_text, Article) else None
    found = words(body)
    figures = tuple(
        number for form, number in zip(found.forms, found.hashes, strict=True) if form[0].isdigit()
    )
    when = published or (article.published if article is not None else None)
    return Fingerprint(
        key=key,
        order=order,
        hashes=array("I", found.hashes),
        starts=array("I", found.starts),
        ends=array("I", found.ends),
        units=tuple(_units(body, found, frozenset(figures))),
        quoted=tuple(_quoted(body, found)),
        names=frozenset(_names(body, found)),
        figures=figures,
        credits=read_credits(body, article),
        published=seconds(when),
        outlet=outlet,
        addresses=addresses(article),
        links=linked(article),
    )


def seconds(when: datetime | None) -> float | None:
    """Return a time as seconds since 1970; a time without zone counts as UTC; None stays None.

    >>> seconds(datetime(1970, 1, 1, 0, 1))
    60.0
    """
    if when is None:
        return None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()


def shingles(hashes: list[int]) -> set[int]:
    """Return the hashes of all runs of three words.

    The hash of a tuple of integers is not salted: the same on every run of one Python.

    >>> len(shingles([1, 2, 3, 4]))
    2
    """
    return set(map(hash, zip(hashes, hashes[1:], hashes[2:], strict=False)))


def _units(body: str, found: Words, figures: frozenset[int]) -> list[Unit]:
    """Return the lines and sentences of a body, by their words; `figures` are the hashes of its figures."""
    cuts = [each.start() for each in _UNIT_END.finditer(body)]
    edges = [0]
    index = 0
    starts = found.starts
    for cut in cuts:
        while index < len(starts) and starts[index] < cut:
            index += 1
        if index > edges[-1]:
            edges.append(index)
    if len(starts) > edges[-1]:
        edges.append(len(starts))
    hashes = found.hashes
    return [_unit(hashes[first:end], first, figures) for first, end in pairwise(edges)]


def _unit(hashes: tuple[int, ...], first: int, known: frozenset[int]) -> Unit:
    """Return the unit of some words from the index `first` on; `known` are the hashes that are figures."""
    end = first + len(hashes)
    if known.isdisjoint(hashes):
        return Unit(first, end, hash(hashes), 0, _sign(hashes))
    figures = tuple(each for each in hashes if each in known)
    form = tuple(FIGURE if each in known else each for each in hashes)
    return Unit(first, end, hash(form), hash(figures) or 1, _sign(form))


def _sign(hashes: tuple[int, ...]) -> int:
    """Return the least hash among the telling words: a change elsewhere leaves it as it is."""
    return min((each for each in hashes if each not in COMMON and each != FIGURE), default=hashes[0])


def _quoted(body: str, found: Words) -> list[tuple[int, int]]:
    """Return the stretches of words inside quotation marks."""
    stretches: list[tuple[int, int]] = []
    index = 0
    starts = found.starts
    for each in _QUOTED.finditer(body):
        while index < len(starts) and starts[index] < each.start():
            index += 1
        first = index
        while index < len(starts) and starts[index] < each.end():
            index += 1
        if index > first:
            stretches.append((first, index))
    return stretches


def _names(body: str, found: Words) -> set[int]:
    """Return the hashes of words that are capitalised where no sentence begins."""
    names: set[int] = set()
    starts, ends, hashes = found.starts, found.ends, found.hashes
    capitals = [index for index, start in enumerate(starts) if body[start].isupper()]
    for index in capitals:
        number = hashes[index]
        if (
            index
            and number not in names
            and number not in COMMON
            and ends[index] - starts[index] >= _LEAST_NAME
            and not _SENTENCE_END.search(body, ends[index - 1], starts[index])
        ):
            names.add(number)
    return names
