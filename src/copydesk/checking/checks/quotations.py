"""Quotations: inside marks nothing is similar, it is equal or altered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from copydesk.checking.counterparts import Counterpart, Counterparts, Match
from copydesk.checking.housestyle import is_same_print
from copydesk.checking.inplace import in_place
from copydesk.checking.lexicon import CUES, NEGATIONS, SMALL, TITLES
from copydesk.checking.similar import is_garbled
from copydesk.text.alignment import Edit, edits_between
from copydesk.text.canonical import canonical
from copydesk.text.marks import MarkState
from copydesk.types import Alteration, Finding, Severity, Span, Strength

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.checking.comparison import Comparison, Prepared, Quote
    from copydesk.types import Quotation, Speaker

IDS = {
    "quote.altered": "Words inside quotation marks are other ones than the source's.",
    "quote.negation": "A “not” was put into a quotation or taken out of it.",
    "quote.inserted": "Words stand inside quotation marks, outside brackets, that the source's quotation lacks.",
    "quote.cut_unmarked": "Words were cut out of a quotation without an ellipsis.",
    "quote.contraction": "A contraction inside a quotation was opened or closed.",
    "quote.invented": "Quotation marks stand round words that the source does not quote.",
    "quote.marks_removed": "The source's quotation was retold in nearly its words, without marks.",
    "quote.speaker_changed": "A quotation is given to another speaker.",
    "quote.speaker_lost": "A quotation stands without the speaker whom the source names.",
}
#: A quotation of fewer words than this may be a nickname, a title or a word held with tongs.
SHORT = 2
#: Between articles that did not copy each other, fewer equal words than this are chance.
FEW = 6
#: A copy with a smaller share of the source's words is an article of its own: it may quote what it heard itself.
TAKEN = 0.45


def find(comparison: Comparison) -> Iterator[Finding]:
    """Yield findings for every quotation of the copy, then for those of the source that lost their marks."""
    counterparts = Counterparts(comparison)
    pieces = [
        (quote, piece, counterparts.of(*piece))
        for quote in comparison.copy.quotes
        for piece in _pieces(comparison.copy, quote)
    ]
    for number, (quote, piece, match) in enumerate(pieces):
        replaced = in_place(comparison, pieces, number) if match.kind is Counterpart.NONE else None
        yield from (
            _judge(comparison, quote, piece, match)
            if replaced is None
            else _replaced(comparison, piece, replaced)
        )
    matches = [(quote, match) for quote, _, match in pieces]
    if not comparison.strangers:
        yield from _marks_removed(comparison)
    yield from _speakers(comparison, matches)


def _replaced(comparison: Comparison, piece: tuple[int, int], quote: Quote) -> Iterator[Finding]:
    """Yield the finding for a quotation that stands where the source has quite another."""
    here, there = comparison.copy.words.span(*piece), quote.span
    if piece[1] - piece[0] > SHORT and not _is_title(comparison.copy, piece):
        said, wrote = there.of(comparison.source.text), here.of(comparison.copy.text)
        message = f"The source quotes “{said}” here, the copy “{wrote}”."
        yield Finding("quote.altered", Severity.CRITICAL, Alteration.ALTERED, message, there, here, said)


def _pieces(copy: Prepared, quote: Quote) -> Iterator[tuple[int, int]]:
    """Yield the runs of words between the marked gaps of a quotation."""
    first = quote.first
    for at in range(quote.first + 1, quote.last):
        if at in copy.words.gaps:
            yield first, at
            first = at
    yield first, quote.last


def _judge(comparison: Comparison, quote: Quote, piece: tuple[int, int], match: Match) -> Iterator[Finding]:
    """Yield what is wrong with one piece of a quotation, its counterpart found."""
    copy = comparison.copy
    here = copy.words.span(*piece)
    if match.kind is Counterpart.QUOTED:
        return
    if match.kind is Counterpart.UNQUOTED:
        if _may_stand_in_marks(comparison, quote, piece, match):
            return
        there = comparison.source.words.span(match.first, match.last)
        yield Finding(
            "quote.invented",
            Severity.CRITICAL if piece[1] - piece[0] > SHORT else Severity.MAJOR,
            Alteration.ALTERED,
            "The source says this in its own words; the copy puts it in quotation marks.",
            there,
            here,
            there.of(comparison.source.text),
        )
    elif match.kind is Counterpart.NONE:
        taken = (
            comparison.alignment.linked * comparison.alignment.equal >= TAKEN
            and quote.state is MarkState.CLOSED
        )
        if taken and piece[1] - piece[0] > SHORT and not _is_title(copy, piece):
            yield Finding(
                "quote.invented",
                Severity.CRITICAL,
                Alteration.ALTERED,
                "The source has no such quotation.",
                None,
                here,
                None,
            )
    else:
        yield from _differences(comparison, piece, match)


def _may_stand_in_marks(comparison: Comparison, quote: Quote, piece: tuple[int, int], match: Match) -> bool:
    """Say whether marks round words the source prints without marks are harmless.

    Names of works and nicknames take marks in one house and italics in another; where marks do not close,
    nobody can say what stands inside them.
    """
    if piece[1] - piece[0] < (FEW if comparison.strangers else SHORT) or quote.state is MarkState.UNCLOSED:
        return True
    if _is_title(comparison.copy, piece):
        return True
    return comparison.source.near_unclosed(match.first) or _is_cut_speech(comparison, match)


def _is_cut_speech(comparison: Comparison, match: Match) -> bool:
    """Say whether the source prints the words as speech without marks: a transcript's "NAME: words"."""
    source = comparison.source
    start = source.words.starts[match.first]
    line = source.text.rfind("\n", 0, start) + 1
    head = source.text[line : min(start, line + 60)]
    name, colon, _ = head.partition(":")
    return bool(colon) and name.isupper()


def _is_title(side: Prepared, piece: tuple[int, int]) -> bool:
    """Say whether the words are capitalised as names of works are."""
    first, last = piece
    large = sum(1 for at in range(first, last) if side.capital(at))
    long = sum(1 for at in range(first, last) if side.capital(at) or len(side.words.keys[at]) > 3)
    return large == long and last - first >= 1 and large > 0 and (last - first > 1 or side.capital(first))


def _differences(comparison: Comparison, piece: tuple[int, int], match: Match) -> Iterator[Finding]:
    """Yield a finding for each place where a quotation is not its counterpart."""
    source, copy = comparison.source, comparison.copy
    for edit in edits_between(source.words.keys, copy.words.keys, (match.first, match.last), piece):
        if is_same_print(source.words, copy.words, edit):
            continue
        trimmed = _outside(comparison, edit, piece)
        if trimmed is None:
            continue
        finding = _difference(comparison, trimmed)
        if finding is not None:
            apart = comparison.strangers and not comparison.holds_source
            yield _as_variant(finding) if apart else finding


def _as_variant(finding: Finding) -> Finding:
    """Return a finding as it counts between articles that did not copy each other: two transcripts may differ."""
    grave = finding.id == "quote.negation"
    return replace(finding, severity=Severity.MAJOR if grave else Severity.MINOR, verdict=Alteration.VARIANT)


def _outside(comparison: Comparison, edit: Edit, piece: tuple[int, int]) -> Edit | None:
    """Return the edit without what may differ: brackets, marked gaps, edges, words between quotations."""
    (a, b), (c, d) = edit.source, edit.copy
    copy, source = comparison.copy.words, comparison.source
    if c < d and all(at in copy.bracketed for at in range(c, d)):
        return None
    if c == d:
        if c in (piece[0], piece[1]) or c in copy.gaps:
            return None
        spoken = [at for at in range(a, b) if source.quote_of[at] >= 0]
        if not spoken:
            return None
    return edit


def _difference(comparison: Comparison, edit: Edit) -> Finding | None:
    """Return the finding for one difference inside a quotation."""
    source, copy = comparison.source, comparison.copy
    (a, b), (c, d) = edit.source, edit.copy
    old, new = source.words.keys[a:b], copy.words.keys[c:d]
    there = (
        source.words.span(max(0, a - 1), min(len(source.words), b + 1)) if a == b else source.words.span(a, b)
    )
    here = copy.words.span(max(0, c - 1), min(len(copy.words), d + 1)) if c == d else copy.words.span(c, d)
    was, now = source.words.words(a, b), copy.words.words(c, d)
    repair = there.of(source.text)
    denies = sum(1 for key in old if key in NEGATIONS)
    if denies != sum(1 for key in new if key in NEGATIONS):
        what = (
            "quote.negation",
            Severity.CRITICAL,
            f"The quotation says “{repair}”; the copy, “{here.of(copy.text)}”.",
        )
    elif (
        old
        and all(source.words.loose[a + i] == copy.words.loose[c + i] for i in range(b - a))
        and b - a == d - c
    ):
        what = ("quote.contraction", Severity.MINOR, f"The quotation has “{was}”, the copy “{now}”.")
    elif not old:
        what = ("quote.inserted", Severity.MAJOR, f"The copy adds “{now}” inside the quotation.")
    elif not new:
        what = ("quote.cut_unmarked", Severity.MAJOR, f"The copy cuts “{was}” without an ellipsis.")
    else:
        what = ("quote.altered", Severity.CRITICAL, f"The quotation has “{was}”, the copy “{now}”.")
    id_, severity, message = what
    return Finding(id_, severity, Alteration.ALTERED, message, there, here, repair)


def _marks_removed(comparison: Comparison) -> Iterator[Finding]:
    """Yield findings for quotations that the copy tells in nearly their words without marks."""
    source, copy, alignment = comparison.source, comparison.copy, comparison.alignment
    for quote in source.quotes:
        length = quote.last - quote.first
        if length < 3 or quote.state is MarkState.UNCLOSED:
            continue
        found = [alignment.to_copy[at] for at in range(quote.first, quote.last)]
        places = [at for at in found if at >= 0]
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


def _speakers(comparison: Comparison, matches: list[tuple[Quote, Match]]) -> Iterator[Finding]:
    """Yield findings where a matched quotation changed or lost its speaker."""
    source, copy = comparison.source, comparison.copy
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
            gone = _by_name(source, said) and not _named_near(copy, quote, said.speaker, source)
            if gone and _cue_lost(comparison, quote, match) and not _same_speech(copy, quote):
                yield Finding(
                    "quote.speaker_lost",
                    Severity.MAJOR,
                    Alteration.ALTERED,
                    f"The source gives this to {said.speaker.name or said.speaker.span.of(source.text)}; the copy"
                    " names no speaker.",
                    said.speaker.span,
                    quote.span,
                    said.speaker.span.of(source.text),
                )
        elif _beside_quote(
            comparison, quote, match, (said.speaker.span, told.speaker.span)
        ) and not _same_person(
            comparison, said.speaker.span, told.speaker.span, said.speaker.name, told.speaker.name
        ):
            yield Finding(
                "quote.speaker_changed",
                Severity.CRITICAL,
                Alteration.ALTERED,
                f"The source gives this to {said.speaker.name}, the copy to {told.speaker.name}.",
                said.speaker.span,
                told.speaker.span,
                said.speaker.span.of(source.text),
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
    """Return the words of a span and of its sentence, a few on either side, outside marks."""
    low, high = side.words.within(span)
    first, last = low, high
    while first > max(0, low - 8) and first not in side.openers:
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


def _same_person(comparison: Comparison, there: Span, here: Span, said: str | None, told: str | None) -> bool:
    """Say whether two speakers may be one: a word of their names is shared, or one of them is not known."""
    if said is None or told is None:
        return True
    source, copy = comparison.source, comparison.copy
    one = _beside(source, there) | set(said.casefold().split())
    two = set(copy.words.keys[slice(*copy.words.within(here))]) | set(told.casefold().split())
    if (one & two) - SMALL:
        return True
    named = source.words.keys[slice(*source.words.within(there))]
    return any(_is_misprint(old, new) for old in {*named, *said.casefold().split()} for new in two)


def _is_misprint(old: str, new: str) -> bool:
    """Say whether a name is another one misspelt or run into the next word: that is the names' own check."""
    return (
        len(old) >= 3
        and old[0] == new[0]
        and (is_garbled(old, new) or (new.startswith(old) and len(new) > len(old)))
    )
