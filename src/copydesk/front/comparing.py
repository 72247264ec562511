"""Two wordings side by side, with the words marked that differ."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from copydesk.front.values import Stretch
from copydesk.text.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.types import Span

_WORD = re.compile(r"\s+|[^\W_]+(?:['’.,][^\W_]+)*|[^\w\s]|_")
#: Longer texts are shown whole, unmarked: the comparison costs the product of both lengths.
MOST_WORDS = 2000


def compared(first: str, second: str) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Return both texts cut into stretches, those marked that the other does not have.

    House style does not count as a difference; where texts differ in nothing else, case and width of
    spaces still do not. Joined again, the stretches are the texts, byte for byte. Costs the product of both
    lengths in words at worst.

    >>> [each.text for each in compared("under $10B secured", "under $10 billion insured")[1] if each.changed]
    ['insured']
    """
    before, after = canonical(first), canonical(second)
    if max(len(before), len(after)) > MOST_WORDS:
        return _whole(first), _whole(second)
    codes = SequenceMatcher(None, before.keys, after.keys, autojunk=False).get_opcodes()
    changed = [each for each in codes if each[0] != "equal"]
    if not changed:
        return _compared_by_word(first, second)
    return (
        _marked(first, [before.span(one, two) for _, one, two, _, _ in changed]),
        _marked(second, [after.span(one, two) for _, _, _, one, two in changed]),
    )


def _marked(text: str, spans: list[Span]) -> tuple[Stretch, ...]:
    """Return a text with some spans marked, out to the start of their words."""
    found, at = [], 0
    for span in spans:
        start, end = max(at, span.start), max(at, span.end)
        while at < start < end and text[start - 1].isalnum() and text[start].isalnum():
            start -= 1  # half a word, such as the end of "don’t", is marked whole
        found += [Stretch(text[at:start]), Stretch(text[start:end], changed=True)]
        at = end
    return tuple(each for each in [*found, Stretch(text[at:])] if each.text)


def _compared_by_word(first: str, second: str) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Return both texts with every word and sign marked that differs, house style included."""
    left, right = _WORD.findall(first), _WORD.findall(second)
    if max(len(left), len(right)) > MOST_WORDS:
        return _whole(first), _whole(second)
    matcher = SequenceMatcher(
        None, [_folded(each) for each in left], [_folded(each) for each in right], autojunk=False
    )
    codes = matcher.get_opcodes()
    return (
        tuple(_joined((left[a:b], kind != "equal") for kind, a, b, _, _ in codes)),
        tuple(_joined((right[c:d], kind != "equal") for kind, _, _, c, d in codes)),
    )


def _whole(text: str) -> tuple[Stretch, ...]:
    """Return a text as one unmarked stretch."""
    return (Stretch(text),) if text else ()


def _folded(word: str) -> str:
    """Return a word as it counts in a comparison."""
    if word.isspace():
        return " "
    return word.casefold().replace("’", "'").replace("“", '"').replace("”", '"').replace("‘", "'")


def _joined(runs: Iterator[tuple[list[str], bool]]) -> Iterator[Stretch]:
    """Yield stretches, white space at the edges of a marked one left outside the mark."""
    for words, changed in runs:
        text = "".join(words)
        if not text:
            continue
        if not changed or text.isspace():
            yield Stretch(text)
            continue
        inner = text.strip()
        start = text.index(inner)
        if start:
            yield Stretch(text[:start])
        yield Stretch(inner, changed=True)
        if text[start + len(inner) :]:
            yield Stretch(text[start + len(inner) :])


def clipped(stretches: tuple[Stretch, ...], most: int) -> tuple[Stretch, ...]:
    """Return the stretches as far as `most` characters reach, an ellipsis behind what was cut.

    >>> [each.text for each in clipped((Stretch("the old "), Stretch("harbour wall", True)), 16)]
    ['the old ', 'harbour', ' …']
    """
    found: list[Stretch] = []
    left = most
    for each in stretches:
        if len(each.text) > left:
            cut = each.text[:left].rpartition(" ")[0]
            return (*found, *([Stretch(cut, each.changed)] if cut else []), Stretch(" …"))
        found.append(each)
        left -= len(each.text)
    return tuple(found)


def around(body: str, start: int, end: int, *, reach: int) -> tuple[str, str]:
    """Return what stands before and behind a stretch of a text, cut at words and paragraphs.

    Args:
        body: the whole text.
        start: where the stretch starts, in code points.
        end: where it ends.
        reach: most code points taken on either side; an ellipsis stands where more was there.

    >>> around("The mayor said they have ten tonnes secured for the winter months.", 36, 43, reach=20)
    ('… have ten tonnes ', ' for the winter …')
    """
    before = body[max(0, start - reach) : start].rpartition("\n")[2]
    if len(before) == reach and start > reach:
        before = f"… {before.partition(' ')[2]}"
    behind = body[end : end + reach].partition("\n")[0]
    if len(behind) == reach and end + reach < len(body):
        behind = f"{behind.rpartition(' ')[0]} …"
    return before, behind
