"""What is kept of an article for grouping it into a story: its telling words, names, figures and lede."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING
from zlib import crc32

from copydesk.matching.common_words import COMMON
from copydesk.matching.fingerprint import body_of, seconds
from copydesk.text.words import words
from copydesk.types import Article

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

_BODY_WORDS = 600  # the rest of a long article wanders
_LEDE_WORDS = 60
_LEAST_LETTERS = 3
_MOST_TERMS = 160
_PAIRED_WORDS = 200


@dataclass(frozen=True, slots=True)
class Profile:
    """One article as the grouper keeps it; all weights are plain counts, weighed when compared."""

    key: str
    order: int  #: of arrival
    published: float | None  #: seconds since 1970; None when not known
    terms: dict[str, float]  #: telling words, by dampened count
    names: frozenset[str]
    figures: frozenset[str]
    lede: frozenset[str]  #: telling words of headline and first sentences
    pairs: frozenset[int]  #: hashes of two telling words that follow each other


def profile(
    key: str,
    article_or_text: Article | str,
    *,
    order: int = 0,
    published: datetime | None = None,
) -> Profile:
    """Return what is kept of an article.

    >>> sorted(profile("a", "Mayor Anton Lesk opened the bridge with 12 guests.").names)
    ['anton', 'lesk', 'mayor']
    """
    body = body_of(article_or_text)
    article = article_or_text if isinstance(article_or_text, Article) else None
    top = ""
    if article is not None:
        top = "\n".join(each for each in (article.headline, article.standfirst) if each)
    text = f"{top}\n{body}" if top else body
    found = words(text)
    kept = [
        (form, text[start].isupper())
        for form, number, start in zip(
            found.forms[:_BODY_WORDS], found.hashes[:_BODY_WORDS], found.starts[:_BODY_WORDS], strict=True
        )
        if number not in COMMON and (len(form) >= _LEAST_LETTERS or not form.isascii() or form.isdigit())
    ]
    stems = [stem(form) for form, _ in kept]
    counts = Counter(stems)
    lower = {form for form, is_capital in kept if not is_capital}
    return Profile(
        key=key,
        order=order,
        published=seconds(published or (article.published if article is not None else None)),
        terms={each: 1.0 + math.log(count) for each, count in counts.most_common(_MOST_TERMS)},
        names=frozenset(
            stem(form)
            for form, is_capital in kept
            if is_capital and form not in lower and not form[0].isdigit()
        ),
        figures=frozenset(form for form, _ in kept if form[0].isdigit()),
        lede=frozenset(stems[:_LEDE_WORDS]),
        pairs=frozenset(crc32(f"{one} {other}".encode()) for one, other in pairwise(stems[:_PAIRED_WORDS])),
    )


def stem(form: str) -> str:
    """Return a word without the commonest English endings, so that forms of one verb meet.

    >>> stem("elections"), stem("rescued"), stem("rescuing")
    ('election', 'rescu', 'rescu')
    """
    for ending, least in (
        ("ings", 8),
        ("ing", 7),
        ("ies", 6),
        ("ied", 6),
        ("es", 6),
        ("ed", 6),
        ("s", 5),
        ("e", 6),
    ):
        if form.endswith(ending) and len(form) >= least and not form.endswith("ss"):
            return form[: -len(ending)]
    return form


def shared(one: Iterable[str], other: Iterable[str]) -> set[str]:
    """Return what stands in both.

    >>> shared("ab", "bc")
    {'b'}
    """
    return set(one) & set(other)
