"""What is kept of an article for comparing it, and what is read from it when it is compared."""

from __future__ import annotations

import zlib
from array import array
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import pairwise
from typing import NamedTuple

from copydesk.matching.common_words import COMMON
from copydesk.matching.credits import Credits, read_credits
from copydesk.matching.links import addresses, linked
from copydesk.matching.scan import scan
from copydesk.text.words import word_hash
from copydesk.types import Article

FIGURE = word_hash("\x00figure")  # stands for every figure in a unit's masked form
_QUICK = 1  # zlib's level: half the size in a twentieth of the time that reading takes


class Unit(NamedTuple):
    """A line or sentence: what is learned as boilerplate when many unlike articles carry it."""

    first: int  #: index of its first word
    end: int  #: index behind its last word
    form: int  #: hash of its words, figures masked


@dataclass(frozen=True, slots=True)
class Kept:
    """One article as the matcher keeps it: its text packed, and what the text does not tell."""

    key: str
    order: int  #: of arrival, from 1
    packed: bytes  #: the body, as UTF-8, by zlib
    credits: Credits
    published: float | None  #: seconds since 1970, UTC; None when not known
    outlet: str | None
    addresses: frozenset[str]  #: under which it can be linked to
    links: frozenset[str]  #: the addresses its text links to

    @property
    def body(self) -> str:
        """The untouched text that spans lie in."""
        return zlib.decompress(self.packed).decode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """One article as it is compared. Indexes count words."""

    kept: Kept
    body: str
    hashes: list[int]
    units: tuple[Unit, ...]
    names: frozenset[int]  #: hashes of capitalised words inside sentences
    figures: tuple[int, ...]  #: hashes of figures, in order
    offsets: list[int]  #: for each piece between white spaces the words before it; at the end their number


def body_of(article_or_text: Article | str) -> str:
    """Return the text that spans lie in: an article's body, or a bare text as it is.

    >>> body_of(Article(headline="Ferry back", body="The ferry is back."))
    'The ferry is back.'
    """
    return article_or_text.body if isinstance(article_or_text, Article) else article_or_text


def keep(
    key: str,
    article_or_text: Article | str,
    *,
    order: int = 1,
    published: datetime | None = None,
    outlet: str | None = None,
) -> Kept:
    """Return what is kept of an article; `published` None takes the article's own time.

    >>> keep("a", "The ferry is back.").body
    'The ferry is back.'
    """
    body = body_of(article_or_text)
    article = article_or_text if isinstance(article_or_text, Article) else None
    when = published or (article.published if article is not None else None)
    return Kept(
        key=key,
        order=order,
        packed=zlib.compress(body.encode("utf-8", "surrogatepass"), _QUICK),
        credits=read_credits(body, article),
        published=seconds(when),
        outlet=outlet,
        addresses=addresses(article),
        links=linked(article),
    )


def fingerprint(kept: Kept) -> Fingerprint:
    """Read an article for comparing it.

    >>> fingerprint(keep("a", "The Quay Post paid 300.")).figures == (word_hash("300"),)
    True
    """
    body = kept.body
    found = scan(body)
    return Fingerprint(
        kept=kept,
        body=body,
        hashes=found.hashes,
        units=tuple(_units(found.hashes, found.edges, frozenset(found.figures))),
        names=frozenset(found.names),
        figures=tuple(found.figures),
        offsets=found.offsets,
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
    """Return the hashes of all runs of three words; good within one run of Python, not to be stored.

    >>> len(shingles([1, 2, 3, 4]))
    2
    """
    return set(map(hash, zip(hashes, hashes[1:], hashes[2:], strict=False)))


def filling(article: Fingerprint, number: int) -> int:
    """Return a hash of the figures of an article's line; 0 when it has none."""
    unit = article.units[number]
    known = frozenset(article.figures)
    figures = [each for each in article.hashes[unit.first : unit.end] if each in known]
    return (_hash64(array("I", figures).tobytes()) or 1) if figures else 0


def sign(article: Fingerprint, number: int) -> int:
    """Return what stays the same when a few words of a line are changed; 0 outside of the article."""
    if not 0 <= number < len(article.units):
        return 0
    unit = article.units[number]
    run = article.hashes[unit.first : unit.end]
    known = COMMON.union(article.figures)
    return min((each for each in run if each not in known), default=run[0])


def _units(hashes: list[int], edges: list[int], known: frozenset[int]) -> list[Unit]:
    """Return the lines and sentences of a body; `known` are the hashes that are figures."""
    masked = [FIGURE if each in known else each for each in hashes] if known else hashes
    packed = array("I", masked).tobytes()
    return [Unit(first, end, _hash64(packed[4 * first : 4 * end])) for first, end in pairwise(edges)]


def _hash64(packed: bytes) -> int:
    """Return 64 bits for a run of packed words, the same on every run and Python."""
    return int.from_bytes(blake2b(packed, digest_size=8).digest(), "little")
