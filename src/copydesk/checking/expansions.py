"""What may become of a name cut short, and of a name that runs into the next word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.checking.lexicon import TITLES
from copydesk.checking.similar import is_garbled
from copydesk.text.canonical import canonical

if TYPE_CHECKING:
    from copydesk.checking.comparison import Change, Comparison

#: Longer changes are sentences told anew, and too long to try every word against every other.
_FEW = 12
#: A name is written out in full where a text first has it: so many words are looked through.
_LEAD = 600


def title_written_out(
    comparison: Comparison, change: Change
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return where a title cut short was written out as another word: "Dr Lind" is no "Drive Lind"."""
    source, copy = comparison.source, comparison.copy
    (a, b), (c, d) = change.source, change.copy
    if not b - a == d - c == 1 or b not in source.names or d >= len(copy.words):
        return None
    if comparison.alignment.to_source[d] != b:
        return None
    short = source.text[source.words.starts[a] : source.words.ends[a]].rstrip(".").casefold()
    key, new = source.words.keys[a], copy.words.keys[c]
    cut = key in TITLES and short != key and 1 < len(short) <= 4
    return ((a, b), (c, d)) if cut and new.startswith(short) and new not in TITLES else None


def otherwise_written_out(comparison: Comparison, change: Change) -> bool:
    """Say whether letters were written out in other words than the source's own, in its text, byline or credit."""
    source, copy = comparison.source, comparison.copy
    (a, b), (c, d) = change.source, change.copy
    short = next((at for at in range(a, b) if at in source.names), None)
    new = copy.words.keys[c:d]
    if short is None or b - a != 1 or len(new) < 2:
        return False
    article = source.side.article
    credit = article.credited_source.name if article.credited_source is not None else ""
    for text in (article.byline or "", credit, source.text):
        known = canonical(text) if text is not source.text else source.words
        for at in range(min(_LEAD, len(known) - len(new) + 1)):
            run = known.keys[at : at + len(new)]
            first = known.starts[at : at + len(new)]
            letters = "".join(key[0] for key in run)
            if letters == source.words.keys[short] and all(known.text[place].isupper() for place in first):
                return run != new
    return False


def is_acronym(comparison: Comparison, change: Change) -> bool:
    """Say whether one side is the other's first letters."""
    source, copy = comparison.source.words, comparison.copy.words
    one, two = source.keys[slice(*change.source)], copy.keys[slice(*change.copy)]
    for short, long in ((one, two), (two, one)):
        letters = "".join(key[0] for key in long if key not in {"of", "the", "and", "for", "on"})
        cut = {letters, letters + "s"} - TITLES  # "Ms" begins "Mr Sperling" and stands for nothing
        if any(len(key) > 1 and key in cut for key in short) and len(long) > 1:
            return True
    return False


def glued_name(comparison: Comparison, change: Change) -> tuple[int, int] | None:
    """Return a name, and the word of the copy in which it has run into the next one where a comma or link stood."""
    source, copy = comparison.source.words, comparison.copy.words
    (a, b), (c, d) = change.source, change.copy
    if b - a > _FEW or d - c > _FEW:
        return None
    for at in range(a, b):
        if at not in comparison.source.names or at + 1 >= len(source):
            continue
        name, follow = source.keys[at], source.keys[at + 1]
        if not source.text[source.ends[at] : source.starts[at + 1]].strip():
            continue
        for here in range(c, d):
            head = copy.keys[here].removesuffix(follow)
            if head not in ("", copy.keys[here]) and (head == name or is_garbled(name, head)):
                return at, here
    return None
