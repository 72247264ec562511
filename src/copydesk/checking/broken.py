"""Names that broke where nothing else changed: a lost capital, a word pushed in, a misspelling far from its place."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from copydesk.checking.lexicon import MONTHS, OFFICES, STANDING, WEEKDAYS
from copydesk.checking.similar import is_garbled
from copydesk.checking.transliteration import is_transliterated
from copydesk.types import Alteration, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.checking.comparison import Comparison, Prepared

#: Letters a name needs before its misspelling can be told from another name, without the place beside it.
LONG = 6
#: Letters of the longest word that capitals may mark as an acronym; longer ones are shouted.
_ACRONYM = 4


def garbled_name(comparison: Comparison, there: tuple[int, int], here: tuple[int, int]) -> Finding:
    """Return the finding for a misspelt name."""
    old, new = comparison.source.words.span(*there), comparison.copy.words.span(*here)
    words = old.of(comparison.source.text)
    return Finding(
        "name.garbled",
        Severity.MAJOR,
        Alteration.ALTERED,
        f"The source writes “{words}”, the copy “{new.of(comparison.copy.text)}”.",
        old,
        new,
        words,
    )


def broken(comparison: Comparison) -> Iterator[Finding]:
    """Yield findings for names that lost their capital or had a word pushed into them."""
    source, copy = comparison.source, comparison.copy
    to_copy = comparison.alignment.to_copy
    keys = source.words.keys
    fallen = {
        at
        for at in itertools.compress(range(len(keys)), source.capitals)
        if (there := to_copy[at]) >= 0
        and not copy.capitals[there]
        and (at in source.names or keys[at] in WEEKDAYS or keys[at] in MONTHS)
        and keys[at] not in _EITHER_CASE
        and _in_small_letters(source, at)
        and not (_is_of_title(source, at) and not _keeps_name(comparison, at))
        and not _in_capitals(source, at)
    }
    small = {key for key, large in zip(keys, source.capitals, strict=True) if not large} if fallen else set()
    for at in sorted(source.names | fallen):
        here = to_copy[at]
        if here < 0:
            continue
        pair = at + 1 in source.names and source.words.starts[at + 1] - source.words.ends[at] == 1
        if at in fallen and at - 1 not in fallen and (keys[at] not in small or (pair and at + 1 in fallen)):
            last = at + 2 if pair and at + 1 in fallen else at + 1
            yield garbled_name(comparison, (at, last), (here, max(here, to_copy[last - 1]) + 1))
            continue
        follow = to_copy[at + 1] if pair else -1
        if 1 < follow - here <= 3 and all(copy.words.keys[i] in _ARTICLES for i in range(here + 1, follow)):
            yield garbled_name(comparison, (at, at + 2), (here, follow + 1))


_ARTICLES = frozenset({"the", "a", "an", "of", "to", "in"})
#: What one house prints large and another small.
_EITHER_CASE = frozenset(
    ("parliament", "government", "cabinet", "court", "courts", "appeal", "appeals", "council", "internet", "web", "ministry",
     "army", "navy", "city", "town", "federal", "bible", "constitution", "parliamentary")
)  # fmt: skip


def _in_capitals(side: Prepared, at: int) -> bool:
    """Say whether a word is shouted, or stands in a line that is printed in capitals throughout."""
    start = side.words.starts[at]
    if not side.text[start : side.words.ends[at]].isupper():
        return False
    if len(side.words.keys[at]) > _ACRONYM:
        return True
    stop = side.text.find("\n", start)
    return side.text[side.text.rfind("\n", 0, start) + 1 : stop if stop >= 0 else len(side.text)].isupper()


def _keeps_name(comparison: Comparison, at: int) -> bool:
    """Say whether the word behind a title is the same on both sides, so that the title was not moved behind a name."""
    to_copy = comparison.alignment.to_copy
    return at + 1 < len(to_copy) and to_copy[at + 1] == to_copy[at] + 1


def _is_of_title(side: Prepared, at: int) -> bool:
    """Say whether a word is a title or stands before one: "Finance Minister Lind" is "Lind, the finance minister"."""
    keys = side.words.keys
    follows = at + 1 < len(keys) and side.text[side.words.ends[at] : side.words.starts[at + 1]] == " "
    return keys[at] in _OF_OFFICE or (follows and keys[at + 1] in _OF_OFFICE)


#: Words of offices that are printed large before a name and small behind it.
_OF_OFFICE = (
    frozenset(OFFICES)
    | STANDING
    | {"prime", "chief", "officer", "leader", "spokesman", "spokeswoman", "head"}
)


def _in_small_letters(side: Prepared, at: int) -> bool:
    """Say whether a word of the same sentence nearby is printed small, so that the line is no headline."""
    near = range(max(0, at - 5), min(len(side.words), at + 6))
    return sum(1 for each in near if not side.capital(each) and len(side.words.keys[each]) > 2) >= 2


def strays(comparison: Comparison, told: set[int]) -> Iterator[Finding]:
    """Yield findings for names outside changes that the source does not know but nearly knows."""
    source, copy = comparison.source, comparison.copy
    known: dict[str, int] = {}
    for at in sorted(source.names):
        if len(source.words.keys[at]) >= LONG:
            known.setdefault(source.words.keys[at], at)
    by_letter: dict[str, list[str]] = {}
    for key in known:
        by_letter.setdefault(key[0], []).append(key)
    aligned = comparison.alignment.to_source
    seen: set[str] = set()
    for at in sorted(copy.names):
        key = copy.words.keys[at]
        if at in told or aligned[at] >= 0 or key in source.vocabulary or len(key) < LONG or key in seen:
            continue
        if copy.quote_of[at] >= 0:
            continue
        seen.add(key)
        like = next(
            (
                each
                for each in by_letter.get(key[0], ())[:2000]
                if is_garbled(each, key) and not is_transliterated(each, key)
            ),
            None,
        )
        if like is not None and like not in copy.vocabulary:
            yield garbled_name(comparison, (known[like], known[like] + 1), (at, at + 1))
