"""Sentences that lost their beginning with the one who said it: "She said that the sea is rising", "The sea is rising"."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.checking.lexicon import CUES, OPENING, PLAIN_CUES, PRONOUNS, SMALL, TITLES, VIEWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.checking.comparison import Comparison, Prepared

_REPORTING = CUES | VIEWS | {"that"}
#: Words at the start of the copy's sentence that may have been told otherwise.
_RETOLD = 3
#: The longest beginning that can be a bearer with an aside and a reporting word.
_LONGEST = 40
#: The longest name before a colon that tells whose words follow: "Lind: The dam holds".
_LABEL = 3
#: From this share of equal words on a sentence is near enough its source to tell what it dropped.
_CLOSE = 0.4
_HELPERS = frozenset(
    (
        "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may", "might", "must",
        "should", "does", "do", "did",
    )
)  # fmt: skip
_DETERMINERS = frozenset(
    ("the", "a", "an", "his", "her", "its", "their", "this", "that", "these", "those", "our", "my")
)


@dataclass(frozen=True, slots=True)
class Clipping:
    """A sentence of the copy that begins in the middle of one of the source; token numbers."""

    head: tuple[int, int]  #: what the source has before it
    link: int  #: number of the link both stand in
    copy: int  #: where the copy's sentence begins


def clippings(comparison: Comparison) -> Iterator[Clipping]:
    """Yield the sentences whose beginning is gone where it ran into the rest, and bore a claim.

    What a comma parts from the rest ("On Tuesday, …") may go, and so may what tells when and where. What has a
    bearer and a verb may not: without it the rest is said by the paper itself.
    """
    openers = sorted(comparison.source.openers)
    links = comparison.alignment.links
    number = 0
    for here in sorted(comparison.copy.openers):
        while number < len(links) and links[number].copy[1] <= here:
            number += 1
        if number == len(links):
            return
        if not links[number].copy[0] <= here or links[number].share < _CLOSE:
            continue
        there = _begins_at(comparison, here, links[number].source)
        if there is None:
            continue
        start = openers[bisect_right(openers, there) - 1] if openers and openers[0] <= there else 0
        if start < there and _is_retold(comparison, (start, there), here):
            continue  # one sentence was split in two
        if start < there and _is_gone(comparison, start, there) and _bears(comparison.source, start, there):
            yield Clipping((start, there), number, here)


def _begins_at(comparison: Comparison, here: int, linked: tuple[int, int]) -> int | None:
    """Return the token of the source at which a sentence of the copy begins; None if that is not known.

    Behind a reporting word its first two may stand without being aligned, where the next were told anew.
    """
    source, copy = comparison.source.words, comparison.copy.words
    to_source = comparison.alignment.to_source
    stop = min(len(copy), here + _RETOLD + 1)
    if to_source[here] < 0 or (copy.loose[here] == "that" and to_source[here + 1 : here + 2] == (-1,)):
        pair = copy.loose[here : here + (1 if copy.loose[here] == "that" else 2)]
        for at in range(linked[0] + 1, linked[1]):
            if source.loose[at : at + len(pair)] == pair and source.loose[at - 1] in _REPORTING:
                return at
    for at in range(here, stop):
        there = to_source[at]
        if there < 0:
            continue
        if at == here and at + 1 < stop and to_source[at + 1] > there + 1:
            # "The firm said the dam holds" against "The dam holds": the first "the" was taken for the second.
            behind = to_source[at + 1] - 1
            return behind if source.loose[behind] == copy.loose[at] else there
        return max(0, there - (at - here))
    return None


def _is_gone(comparison: Comparison, start: int, there: int) -> bool:
    """Say whether the words before a place are not in the copy, and nothing but a space parts them from the rest."""
    source = comparison.source
    if there - start > _LONGEST or source.in_quote(start, there):
        return False
    gap = source.text[source.words.ends[there - 1] : source.words.starts[there]]
    if gap.strip() not in {"", ":"} or (":" in gap and there - start > _LABEL):
        return False
    kept = [at for at in range(start, there) if comparison.alignment.to_copy[at] >= 0]
    return all(source.words.loose[at] in SMALL for at in kept) and len(kept) <= 1


def _is_retold(comparison: Comparison, head: tuple[int, int], here: int) -> bool:
    """Say whether half of a beginning's telling words stand right before the copy's sentence, or further on in it."""
    words, to_source = comparison.copy.words, comparison.alignment.to_source
    telling = {key for key in comparison.source.words.loose[slice(*head)] if key not in SMALL}
    # What tells another sentence of the source is no telling of this one.
    before = {
        words.loose[at]
        for at in range(max(0, here - _LONGEST), here)
        if to_source[at] < 0 or head[0] <= to_source[at] < head[1]
    }
    if len(telling) > 2 and 2 * len(telling & before) >= len(telling):
        return True
    openers = comparison.copy.openers
    stop = next(
        (at for at in range(here + 1, min(len(words), here + _LONGEST)) if at in openers), here + _LONGEST
    )
    behind = {words.loose[at] for at in range(here, min(stop, len(words))) if to_source[at] < 0}
    verb = comparison.source.words.loose[
        head[1] - 1
    ]  # "nobody answered the letters", "the letters were not answered"
    return (len(telling) > 1 and telling <= behind) or (verb in CUES - PLAIN_CUES and verb in behind)


def _bears(source: Prepared, start: int, there: int) -> bool:
    """Say whether the beginning has a bearer and a verb, and is no title, epithet or time before the rest."""
    keys = source.words.loose
    if source.text[source.words.ends[there - 1] : source.words.starts[there]].strip():
        return all(at in source.names and keys[at] not in TITLES for at in range(start, there))
    if there - start < 2:
        return False
    spoke = any(
        (keys[at] in CUES or keys[at] in VIEWS) and keys[at - 1] not in _DETERMINERS
        for at in range(start + 1, there)
    )
    if keys[start] in OPENING and not (spoke and (keys[there - 1] == "that" or keys[there - 1] in CUES)):
        return False
    bearer = any(
        at in source.names
        or keys[at] in PRONOUNS
        or (keys[at] not in SMALL and keys[at] not in CUES and at < there - 1)
        for at in range(start, there)
    )
    if keys[there - 1] == "that" or keys[there] == "that" or spoke:
        return bearer
    if there in source.names or keys[there - 1] in TITLES:
        return bearer and keys[there - 1] in _HELPERS
    return bearer and _has_verb(source, start, there)


def _has_verb(source: Prepared, start: int, there: int) -> bool:
    """Say whether a verb that nobody listed stands in a beginning, known by its form and by what it follows."""
    keys = source.words.loose
    for at in range(start + 1, there):
        key, before = keys[at], keys[at - 1]
        if at in source.names or before in _DETERMINERS:
            continue
        if key in _HELPERS:
            return True
        subject = (
            before in PRONOUNS or at - 1 in source.names or (before.endswith("s") and before not in SMALL)
        )
        if key.endswith("ed") or (subject and key not in SMALL and key.isalpha() and not key.endswith("ing")):
            return True
        if key.endswith("s") and not key.endswith("ss") and key not in SMALL and at == there - 1:
            return True
    return False
