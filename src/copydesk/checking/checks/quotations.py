"""Quotations: inside marks nothing is similar, it is equal or altered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from copydesk.checking.counterparts import Counterpart, Counterparts, Match
from copydesk.checking.housestyle import is_same_print
from copydesk.checking.inplace import in_place, short_in_place
from copydesk.checking.lexicon import NEGATIONS
from copydesk.checking.speakers import FEW, speakers
from copydesk.checking.unmarked import half_outside, marks_removed
from copydesk.text.alignment import Edit, edits_between
from copydesk.text.marks import MarkState
from copydesk.types import Alteration, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from copydesk.checking.comparison import Comparison, Prepared, Quote

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
#: Words of the longest name of a work.
LONGEST_TITLE = 9
_WORKS = frozenset(
    (
        "film", "movie", "novel", "book", "memoir", "song", "single", "album", "series", "show", "play", "opera", "ballet",
        "symphony", "poem", "essay", "painting", "sculpture", "exhibition", "documentary", "podcast", "sitcom", "musical",
        "magazine", "comedy", "drama", "thriller", "story", "game", "called", "entitled", "titled",
    )
)  # fmt: skip
#: From this many words on, what stands between two quotations is more than a reporting clause.
BETWEEN = 14
#: Between articles that did not copy each other, quotations that differ in more of their words are two utterances.
ANOTHER = 0.4
#: A quotation that differs in so many places was retold, and gets one finding.
MANY = 4
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
        own = comparison.strangers and not comparison.holds_source
        lacks = match.kind is Counterpart.NONE and not own
        tiny = short_in_place(comparison, pieces, number) if lacks else None
        replaced = tiny or (in_place(comparison, pieces, number) if lacks else None)
        yield from (
            _judge(comparison, quote, piece, match)
            if replaced is None
            else _replaced(comparison, piece, replaced)
        )
    matches = [(quote, match) for quote, _, match in pieces]
    if not comparison.strangers:
        yield from marks_removed(comparison)
        yield from half_outside(comparison, matches)
    yield from speakers(comparison, matches)


def _is_taken(comparison: Comparison) -> bool:
    """Say whether so much of the copy is the source's that it can have heard nothing itself."""
    return comparison.alignment.linked * comparison.alignment.equal >= TAKEN


def _replaced(comparison: Comparison, piece: tuple[int, int], quote: Quote) -> Iterator[Finding]:
    """Yield the finding for a quotation that stands where the source has quite another."""
    here, there = comparison.copy.words.span(*piece), quote.span
    long = piece[1] - piece[0] > SHORT or quote.last - quote.first <= SHORT
    if long and not _is_title(comparison.copy, piece):
        said, wrote = there.of(comparison.source.text), here.of(comparison.copy.text)
        message = f"The source quotes “{said}” here, the copy “{wrote}”."
        yield Finding("quote.altered", Severity.CRITICAL, Alteration.ALTERED, message, there, here, said)


def _pieces(copy: Prepared, quote: Quote) -> Iterator[tuple[int, int]]:
    """Yield the runs of words between the marked gaps of a quotation."""
    first = quote.first
    for at in sorted(copy.words.gaps.intersection(range(quote.first + 1, quote.last))):
        yield first, at
        first = at
    yield first, quote.last


def _judge(comparison: Comparison, quote: Quote, piece: tuple[int, int], match: Match) -> Iterator[Finding]:
    """Yield what is wrong with one piece of a quotation, its counterpart found."""
    copy = comparison.copy
    here = copy.words.span(*piece)
    if match.kind in {Counterpart.QUOTED, Counterpart.ALTERED}:
        yield from _unbracketed(comparison, piece, match)
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
        taken = _is_taken(comparison) and quote.state is MarkState.CLOSED
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
    if _is_title(comparison.copy, piece) or _is_work(comparison.source, match):
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


def _is_work(source: Prepared, match: Match) -> bool:
    """Say whether the source names a work in these words, in whatever language: "his film Der lange Weg"."""
    before = source.words.loose[max(0, match.first - 2) : match.first]
    return (
        bool(_WORKS & set(before))
        and match.last - match.first <= LONGEST_TITLE
        and source.capital(match.first)
    )


def _is_title(side: Prepared, piece: tuple[int, int]) -> bool:
    """Say whether the words are capitalised as names of works are."""
    first, last = piece
    large = sum(1 for at in range(first, last) if side.capital(at))
    long = sum(1 for at in range(first, last) if side.capital(at) or len(side.words.keys[at]) > 3)
    return large == long and last - first >= 1 and large > 0 and (last - first > 1 or side.capital(first))


def _differences(comparison: Comparison, piece: tuple[int, int], match: Match) -> Iterator[Finding]:
    """Yield a finding for each place where a quotation is not its counterpart; one for all where they are many."""
    source, copy = comparison.source, comparison.copy
    if _is_joined(comparison, piece, match):
        return
    apart = comparison.strangers and not comparison.holds_source
    found = []
    for edit in edits_between(source.words.keys, copy.words.keys, (match.first, match.last), piece):
        if is_same_print(source.words, copy.words, edit):
            continue
        trimmed = _outside(comparison, edit, piece)
        finding = None if trimmed is None else _difference(comparison, trimmed)
        if finding is not None:
            found.append(_as_variant(finding) if apart else finding)
    if apart and found and not _is_one_utterance(comparison, piece, match):
        return
    if len(found) >= MANY:
        yield _retold(comparison, piece, match, found)
    else:
        yield from found


def _is_joined(comparison: Comparison, piece: tuple[int, int], match: Match) -> bool:
    """Say whether a quotation is two of the source's, with nothing but a short reporting clause left out between them."""
    source, copy = comparison.source, comparison.copy
    here, there, skipped = piece[0], match.first, 0
    while here < piece[1] and there < len(source.words) and skipped < BETWEEN:
        if source.quote_of[there] < 0:
            there, skipped = there + 1, skipped + 1
            continue
        if source.words.keys[there] != copy.words.keys[here]:
            return False
        here, there, skipped = here + 1, there + 1, 0
    return here == piece[1]


def _is_one_utterance(comparison: Comparison, piece: tuple[int, int], match: Match) -> bool:
    """Say whether two articles that did not copy each other print one utterance: most of its words, in their order."""
    size = max(piece[1] - piece[0], match.last - match.first)
    changed = sum(
        max(edit.source[1] - edit.source[0], edit.copy[1] - edit.copy[0])
        for edit in edits_between(
            comparison.source.words.keys, comparison.copy.words.keys, (match.first, match.last), piece
        )
    )
    return size >= FEW and changed <= ANOTHER * size


def _retold(
    comparison: Comparison, piece: tuple[int, int], match: Match, found: Sequence[Finding]
) -> Finding:
    """Return one finding for a quotation that was told in other words: nobody reads twenty."""
    gravest = next((each for each in found if each.severity is Severity.CRITICAL), found[0])
    there, here = comparison.source.words.span(match.first, match.last), comparison.copy.words.span(*piece)
    denied = any(each.id == "quote.negation" for each in found)
    return replace(
        gravest,
        id="quote.altered",
        message=f"The quotation differs in {len(found)} places{', a negation among them' if denied else ''}.",
        source=there,
        copy=here,
        repair=there.of(comparison.source.text),
    )


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
    if a < b and c == d and all(at in source.words.bracketed for at in range(a, b)):
        return None
    if a < b and c < d and _is_trimmed(comparison, edit, piece):
        return None
    if c == d:
        if c in (piece[0], piece[1]) or c in copy.gaps:
            return None
        while a and source.quote_of[b - 1] >= 0 and source.words.keys[a - 1] == source.words.keys[b - 1]:
            a, b = a - 1, b - 1  # the same words are cut, and "he said. The" may be "The … he said"
        if all(source.quote_of[at] < 0 for at in range(a, b)):
            return edit if _joins(source, a, b) else None
    return edit


def _unbracketed(comparison: Comparison, piece: tuple[int, int], match: Match) -> Iterator[Finding]:
    """Yield findings for words that the source's desk put into [brackets] and the copy into the speaker's mouth."""
    source, copy = comparison.source, comparison.copy
    if not source.words.bracketed:
        return
    offset = piece[0] - match.first if match.kind is Counterpart.QUOTED else None
    run: list[tuple[int, int]] = []
    for at in range(match.first, match.last):
        place = comparison.alignment.to_copy[at] if offset is None else at + offset
        if (
            at in source.words.bracketed
            and piece[0] <= place < piece[1]
            and place not in copy.words.bracketed
        ):
            run.append((at, place))
    if run:
        there, here = source.words.span(run[0][0], run[-1][0] + 1), copy.words.span(run[0][1], run[-1][1] + 1)
        yield Finding(
            "quote.inserted",
            Severity.MAJOR,
            Alteration.ALTERED,
            f"The source's desk put “{there.of(source.text)}” in brackets; the copy gives it as spoken.",
            there,
            here,
            f"[{there.of(source.text)}]",
        )


def _joins(source: Prepared, first: int, last: int) -> bool:
    """Say whether more than "he said" stands between two quotations, so that they are no single one."""
    told = any(at in source.openers for at in range(first + 1, last))
    return last - first > BETWEEN or (told and last - first > BETWEEN // 2)


def _is_trimmed(comparison: Comparison, edit: Edit, piece: tuple[int, int]) -> bool:
    """Say whether a quotation ends or begins within words that count as one: "the United" of "the United States"."""
    source, copy = comparison.source.words, comparison.copy.words
    (a, b), (c, d) = edit.source, edit.copy
    if source.keys[a][0] in "#@" or source.keys[b - 1][0] in "#@":
        return False
    old, new = source.words(a, b).casefold(), copy.words(c, d).casefold()
    return (d == piece[1] and old.startswith(new + " ")) or (c == piece[0] and old.endswith(" " + new))


def _whole_words(comparison: Comparison, edit: Edit) -> Edit:
    """Return an edit that begins inside a word with that word's beginning: "don't" and "do not", not "n't" and "not"."""
    (a, b), (c, d) = edit.source, edit.copy
    source, copy = comparison.source.words, comparison.copy.words
    inside = any(
        first < last and first and words.ends[first - 1] == words.starts[first]
        for words, first, last in ((source, a, b), (copy, c, d))
    )
    if inside and a and c and source.loose[a - 1] == copy.loose[c - 1]:
        return replace(edit, source=(a - 1, b), copy=(c - 1, d))
    return edit


def _difference(comparison: Comparison, edit: Edit) -> Finding | None:
    """Return the finding for one difference inside a quotation."""
    source, copy = comparison.source, comparison.copy
    edit = _whole_words(comparison, edit)
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
    elif old and "".join(source.words.loose[a:b]) == "".join(copy.words.loose[c:d]):
        what = ("quote.contraction", Severity.MINOR, f"The quotation has “{was}”, the copy “{now}”.")
    elif not old:
        what = ("quote.inserted", Severity.MAJOR, f"The copy adds “{now}” inside the quotation.")
    elif not new:
        what = ("quote.cut_unmarked", Severity.MAJOR, f"The copy cuts “{was}” without an ellipsis.")
    else:
        what = ("quote.altered", Severity.CRITICAL, f"The quotation has “{was}”, the copy “{now}”.")
    id_, severity, message = what
    return Finding(id_, severity, Alteration.ALTERED, message, there, here, repair)
