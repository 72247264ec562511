"""Quotations that lost their marks, whole or in part, while their words stayed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.checking.counterparts import Counterpart
from copydesk.checking.lexicon import CUES
from copydesk.text.marks import MarkState
from copydesk.types import Alteration, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from copydesk.checking.comparison import Comparison, Quote
    from copydesk.checking.counterparts import Match

#: Fewer words than this beside a quotation may be the speaker's by chance.
_HALF = 4


def half_outside(comparison: Comparison, matches: Sequence[tuple[Quote, Match]]) -> Iterator[Finding]:
    """Yield findings for quotations that close too early or open too late, so that half of them stands outside."""
    source, copy = comparison.source, comparison.copy
    for quote, match in matches:
        if match.kind is not Counterpart.QUOTED or quote.state is not MarkState.CLOSED:
            continue
        whole = source.quotes[source.quote_of[match.first]]
        if (
            not source.capital(whole.first)
            or whole.state is MarkState.UNCLOSED
            or copy.near_unclosed(quote.first)
        ):
            continue
        behind = _run(comparison, (match.last, quote.last), whole, 1)
        before = _run(comparison, (match.first - 1, quote.first - 1), whole, -1)
        for there, here in (behind, before):
            if here[1] - here[0] >= _HALF:
                old = source.words.span(*there)
                yield Finding(
                    "quote.marks_removed",
                    Severity.MINOR,
                    Alteration.ALTERED,
                    "The source has these words inside the quotation; the copy, beside it.",
                    old,
                    copy.words.span(*here),
                    old.of(source.text),
                )


def _run(
    comparison: Comparison, start: tuple[int, int], whole: Quote, step: int
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the words beside a quotation of the copy that stand inside the source's, in one direction."""
    copy, (there, here) = comparison.copy, start
    while (
        whole.first <= there < whole.last
        and 0 <= here < len(copy.words)
        and copy.quote_of[here] < 0
        and comparison.alignment.to_copy[there] == here
    ):
        there, here = there + step, here + step
    low, high = sorted((start[1], here))
    first, last = sorted((start[0], there))
    return ((first, last), (low, high)) if step > 0 else ((first + 1, last + 1), (low + 1, high + 1))


def marks_removed(comparison: Comparison) -> Iterator[Finding]:
    """Yield findings for quotations that the copy tells in nearly their words without marks."""
    source, copy, alignment = comparison.source, comparison.copy, comparison.alignment
    for quote in source.quotes:
        length = quote.last - quote.first
        if length < 3 or quote.state is MarkState.UNCLOSED:
            continue
        places = [at for at in alignment.to_copy[quote.first : quote.last] if at >= 0]
        if (length < 5 or len(places) * 10 < length * 6) and not _retold(comparison, quote, places):
            continue
        if not places or any(copy.quote_of[at] >= 0 for at in range(min(places), max(places) + 1)):
            continue
        if max(places) - min(places) > 2 * length or copy.near_unclosed(min(places)):
            continue
        here = copy.words.span(min(places), max(places) + 1)
        intact = len(places) == length
        yield Finding(
            "quote.marks_removed",
            Severity.MINOR if intact else Severity.MAJOR,
            Alteration.ALTERED,
            "The source quotes this; the copy tells it "
            + (
                "in the same words without quotation marks."
                if intact
                else "in nearly the same words without marks."
            ),
            quote.span,
            here,
            quote.span.of(source.text),
        )


def _retold(comparison: Comparison, quote: Quote, places: list[int]) -> bool:
    """Say whether a sentence of the copy keeps a quotation's shape, with its reporting clause behind it."""
    copy = comparison.copy
    if len(places) * 10 < (quote.last - quote.first) * 3:
        return False
    tail = range(max(places) + 1, min(max(places) + 8, len(copy.words)))
    text = copy.text
    for at in tail:
        if copy.words.keys[at] in CUES:
            return "," in text[copy.words.ends[max(places)] : copy.words.starts[at]]
    return False
