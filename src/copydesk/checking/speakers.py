"""Who is said to have said it: speakers that changed or were lost, where the words are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.checking.counterparts import Counterpart, Match
from copydesk.checking.epithets import Epithets
from copydesk.checking.lexicon import CUES, PRONOUNS, SMALL, TITLES
from copydesk.checking.similar import is_garbled
from copydesk.checking.transliteration import is_transliterated
from copydesk.text.canonical import canonical
from copydesk.text.marks import MarkState
from copydesk.types import Alteration, Finding, Severity, Span, Strength

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.checking.comparison import Comparison, Prepared, Quote
    from copydesk.types import Quotation, Speaker

#: Between articles that did not copy each other, fewer equal words than this are chance.
FEW = 6


def speakers(comparison: Comparison, matches: list[tuple[Quote, Match]]) -> Iterator[Finding]:
    """Yield findings where a matched quotation changed or lost its speaker."""
    source = comparison.source
    epithets = Epithets(comparison)
    for quote, match in matches:
        if match.kind not in {Counterpart.QUOTED, Counterpart.ALTERED} or quote.last - quote.first < 3:
            continue
        if comparison.strangers and (match.kind is Counterpart.ALTERED or quote.last - quote.first < FEW):
            continue
        number = source.quote_of[match.first]
        if number < 0:
            continue
        said = source.quotes[number].quotation
        told = quote.quotation
        if said is None or said.speaker is None:
            continue
        if told is None or told.speaker is None:
            if _is_lost(comparison, quote, match, said):
                yield _finding(comparison, said.speaker, quote, None)
        elif _is_turned(comparison, said.speaker.span, told.speaker.span):
            yield _finding(comparison, said.speaker, quote, told.speaker)
        elif _beside_quote(comparison, quote, match, (said.speaker.span, told.speaker.span)):
            other = said.speaker.name is not None and epithets.is_others(
                set(said.speaker.name.casefold().split()), told.speaker.span
            )
            if other or not _same_person(comparison, said.speaker, told.speaker):
                yield _finding(comparison, said.speaker, quote, told.speaker)


def _is_turned(comparison: Comparison, there: Span, here: Span) -> bool:
    """Say whether a man speaks where a woman spoke, or the other way round, both by nothing but "he" and "she"."""
    words = there.of(comparison.source.text).lower(), here.of(comparison.copy.text).lower()
    return words in {("he", "she"), ("she", "he")}


def _is_lost(comparison: Comparison, quote: Quote, match: Match, said: Quotation) -> bool:
    """Say whether the copy leaves a quotation without the speaker whom the source names beside it."""
    source, copy = comparison.source, comparison.copy
    if said.speaker is None or not _by_name(source, said):
        return False
    gone = not _named_near(copy, quote, said.speaker, source) or _stands_alone(
        comparison, quote, match, said.speaker
    )
    return gone and _cue_lost(comparison, quote, match) and not _same_speech(copy, quote)


def _finding(comparison: Comparison, said: Speaker, quote: Quote, told: Speaker | None) -> Finding:
    """Return the finding for a speaker who is another one, or gone where `told` is None."""
    words = said.span.of(comparison.source.text)
    if told is None:
        return Finding(
            "quote.speaker_lost",
            Severity.MAJOR,
            Alteration.ALTERED,
            f"The source gives this to {said.name or words}; the copy names no speaker.",
            said.span,
            quote.span,
            words,
        )
    other = told.span.of(comparison.copy.text)
    return Finding(
        "quote.speaker_changed",
        Severity.CRITICAL,
        Alteration.ALTERED,
        f"The source gives this to {said.name or words}, the copy to {told.name if other[:1].isupper() and told.name else other}.",
        said.span,
        told.span,
        words,
    )


def _beside_quote(comparison: Comparison, quote: Quote, match: Match, speakers: tuple[Span, Span]) -> bool:
    """Say whether both texts name the speaker in the quotation's own paragraph, and the words are not the same ones.

    A speaker read from a paragraph further up is a guess; paragraphs that moved would change it.
    """
    source, copy = comparison.source, comparison.copy
    there, here = speakers
    first, last = copy.words.within(here)
    kept = [comparison.alignment.to_source[at] for at in range(first, last)]
    if kept == list(range(*source.words.within(there))):
        return False  # the same words: only what the readings make of "he" differs
    if kept and all(at >= 0 and match.first - 7 <= at <= match.last + 7 for at in kept):
        return False
    return _one_paragraph(source.text, source.words.starts[match.first], there) and _one_paragraph(
        copy.text, quote.span.start, here
    )


def _one_paragraph(text: str, at: int, span: Span) -> bool:
    """Say whether no line ends between a place and a span."""
    return "\n" not in text[min(at, span.start) : max(at, span.start)]


def _beside(side: Prepared, span: Span) -> set[str]:
    """Return the words of a span and of its sentence, a few on either side, outside marks.

    Who "he" is may stand further up in the sentence.
    """
    low, high = side.words.within(span)
    first, last = low, high
    reach = 30 if side.words.loose[low] in PRONOUNS else 8
    while first > max(0, low - reach) and first not in side.openers:
        first -= 1
    while last < min(len(side.words), high + 8) and last not in side.openers:
        last += 1
    return {side.words.keys[at] for at in range(first, last) if side.quote_of[at] < 0}


def _by_name(source: Prepared, said: Quotation) -> bool:
    """Say whether the source names the speaker beside the quotation, and does not just say "he"."""
    if said.speaker is None or said.strength is not Strength.NAMED:
        return False
    return source.words.within(said.speaker.span)[0] in source.names


def _named_near(copy: Prepared, quote: Quote, speaker: Speaker, source: Prepared) -> bool:
    """Say whether the copy names the source's speaker somewhere near the quotation."""
    name = set(source.words.keys[slice(*source.words.within(speaker.span))])
    if speaker.name:
        name |= set(canonical(speaker.name).keys)
    name -= TITLES | SMALL
    return bool(name & set(copy.words.keys[max(0, quote.first - 120) : quote.last + 60]))


def _stands_alone(comparison: Comparison, quote: Quote, match: Match, speaker: Speaker) -> bool:
    """Say whether "said Lind" was cut from behind a quotation that is now a paragraph by itself."""
    source, copy = comparison.source, comparison.copy
    named = range(*source.words.within(speaker.span))
    if not named or not match.last <= named[0] <= match.last + 3:
        return False
    if any(comparison.alignment.to_copy[at] >= 0 for at in named):
        return False
    before = copy.text[: max(0, quote.span.start - 2)].rstrip(" \u00a0'\"“‘")
    behind = copy.text[quote.span.end :].lstrip("'\"”’.,")
    if before and not before.endswith("\n"):
        return False
    before = before.rstrip()
    return before[-1:] not in {":", ",", "“", '"'} and (not behind.strip() or behind.lstrip(" ")[:1] == "\n")


def _cue_lost(comparison: Comparison, quote: Quote, match: Match) -> bool:
    """Say whether the source reports beside the quotation and the copy does not."""
    return _cue_near(comparison.source, match.first, match.last) and not _cue_near(
        comparison.copy, quote.first, quote.last
    )


def _cue_near(side: Prepared, first: int, last: int) -> bool:
    """Say whether a reporting word stands in the same paragraph, outside marks, near a quotation."""
    text, words = side.text, side.words
    begin = text.rfind("\n\n", 0, words.starts[first]) + 1
    stop = text.find("\n\n", words.ends[last - 1])
    lower, upper = words.within(Span(max(0, begin), stop if stop >= 0 else len(text)))
    return any(
        words.keys[at] in CUES and side.quote_of[at] < 0
        for at in range(max(lower, first - 40), min(upper, last + 40))
    )


def _same_speech(side: Prepared, quote: Quote) -> bool:
    """Say whether the quotation goes on from the paragraph before it."""
    before = _number(side, quote) - 1
    if before < 0 or side.quotes[before].state is not MarkState.CONTINUED:
        return False
    return quote.first - side.quotes[before].last < 2


def _number(side: Prepared, quote: Quote) -> int:
    """Return which of the side's quotes this is."""
    return side.quote_of[quote.first]


def _same_person(comparison: Comparison, said: Speaker, told: Speaker) -> bool:
    """Say whether two speakers may be one: a word of their names is shared, or one of them is not known."""
    if said.name is None or told.name is None:
        return True
    source, copy = comparison.source, comparison.copy
    one = _beside(source, said.span) | set(said.name.casefold().split())
    two = set(copy.words.keys[slice(*copy.words.within(told.span))]) | set(told.name.casefold().split())
    if (one & two) - SMALL:
        return True
    named = source.words.keys[slice(*source.words.within(said.span))]
    return any(
        _is_misprint(old, new) or is_transliterated(old, new)
        for old in {*named, *said.name.casefold().split()}
        for new in two
    )


def _is_misprint(old: str, new: str) -> bool:
    """Say whether a name is another one misspelt or run into the next word: that is the names' own check."""
    return (
        len(old) >= 3
        and old[0] == new[0]
        and (is_garbled(old, new) or (new.startswith(old) and len(new) > len(old)))
    )
