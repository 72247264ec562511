"""Claims that rest on somebody without quotation marks: retold speech, and "according to"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.reading._mentions import Mention, MentionKind
from copydesk.reading._scan import CUE_LETTERS, Scan
from copydesk.reading.languages import PronounKind
from copydesk.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPEECH = frozenset("SKCRP")
#: Words that a clause can begin with, once "that" has been left out.
_CLAUSE = frozenset("dnNyrxc0")
_SHORTEST = 3
_TRAILING = 6
#: "At the same time, Moor said …" opens with no claim; a claim that begins so is longer.
_LONG_OPENING = 10


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim without marks, and on whom it rests."""

    claim: Span
    mention: Mention
    cue: Span
    letter: str  #: the class of the cue; "A" for "according to"
    pattern: str  #: which shape was found


def claims(scan: Scan, outside: list[Mention]) -> list[Claim]:
    """Return the claims of a text, at most two in a sentence, in its order."""
    found: list[Claim] = []
    per_sentence: dict[int, int] = {}
    for number, mention in enumerate(outside):
        sentence = scan.sentence_at(mention.span.start)
        if per_sentence.get(sentence, 0) > 1:
            continue
        claim = _claim(scan, mention, scan.sentences[sentence])
        if claim is None or (found and found[-1].claim.overlaps(claim.claim)):
            continue
        if number and found and found[-1].cue == claim.cue:
            continue
        per_sentence[sentence] = per_sentence.get(sentence, 0) + 1
        found.append(claim)
    return found


def _claim(scan: Scan, mention: Mention, sentence: Span) -> Claim | None:
    """Return the claim that rests on a mention, if one does."""
    if not _can_stand_for(scan, mention):
        return None
    at = mention.first
    for back in range(4):
        if at - back in scan.according and (back == 0 or _one_phrase(scan, at - back, at)):
            return _by_according(scan, mention, sentence, scan.according[at - back])
    cue = mention.last + 1
    while cue < len(scan.tokens) and cue - mention.last < 4 and scan.tokens[cue].kind == "x":
        cue += 1
    if _is_cue(scan, cue, sentence) and _one_phrase(scan, mention.last, cue):
        return _after_cue(scan, mention, sentence, cue) or _before_cue(scan, mention, sentence, cue)
    ahead = mention.first - 1
    while ahead >= 0 and mention.first - ahead < 6 and scan.tokens[ahead].kind in "dyrNo" and mention.titled:
        ahead -= 1
    if _is_cue(scan, ahead, sentence) and scan.tokens[ahead].kind in "SKC":
        return _inverted(scan, mention, sentence, ahead)
    return None


def _can_stand_for(scan: Scan, mention: Mention) -> bool:
    """Say whether a mention can be a source: no writer's "I", no "those who", no noun without an office."""
    if mention.kind is MentionKind.PRONOUN:
        kind = scan.language.pronouns.get(mention.key)
        after_comma = scan.between(mention.first).strip() == ","
        return kind is not PronounKind.SELF and (kind is not PronounKind.RELATIVE or after_comma)
    if mention.kind is MentionKind.NAME:
        return True
    kinds = [scan.tokens[number].kind for number in range(mention.first, mention.last + 1)]
    return kinds[0] == "d" or "r" in kinds or "y" in kinds


def _one_phrase(scan: Scan, first: int, last: int) -> bool:
    """Say whether only spaces part the tokens."""
    return all(not scan.between(number).strip(" .") for number in range(first + 1, last + 1))


def _is_cue(scan: Scan, at: int, sentence: Span) -> bool:
    """Say whether a reporting word stands at a number, outside marks."""
    return (
        0 <= at < len(scan.tokens)
        and scan.tokens[at].kind in CUE_LETTERS
        and not scan.quoted[at]
        and sentence.start <= scan.tokens[at].start < sentence.end
    )


def _clean(scan: Scan, start: int, end: int) -> Span | None:
    """Return a claim without punctuation at its edges; None when it is too short or quoted."""
    text = scan.text
    while start < end and (text[start].isspace() or text[start] in ",;:–—"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;:–—!"):
        end -= 1
    first, last = scan.token_at(start), scan.token_at(end)
    if last - first < _SHORTEST or all(scan.quoted[first:last]):
        return None
    return Span(start, end)


def _by_according(scan: Scan, mention: Mention, sentence: Span, words: Span) -> Claim | None:
    """CLAIM, according to SOURCE; According to SOURCE, CLAIM."""
    if words.start - sentence.start > 12:
        claim = _clean(scan, sentence.start, words.start)
    else:
        comma = scan.text.find(",", mention.span.end, sentence.end)
        claim = _clean(scan, comma, sentence.end) if comma > 0 else None
    return Claim(claim, mention, words, "A", "according") if claim is not None else None


def _after_cue(scan: Scan, mention: Mention, sentence: Span, cue: int) -> Claim | None:
    """SOURCE said (that) CLAIM."""
    tokens = scan.tokens
    letter = tokens[cue].kind
    at = cue + 1
    if letter == "T" or (at < len(tokens) and tokens[at].kind == "0"):
        # "told reporters on Monday that": the hearer and the day lie between.
        while (
            at < len(tokens)
            and at - cue < _TRAILING
            and tokens[at].kind != "t"
            and tokens[at].start < sentence.end
        ):
            at += 1
    elif at < len(tokens) and tokens[at].low in scan.language.weekdays:
        at += 1
    if at >= len(tokens) or tokens[at].start >= sentence.end or scan.between(at).strip():
        return None
    that = tokens[at].kind == "t"
    if not that and (letter not in "SHCP" or tokens[at].kind not in _CLAUSE or scan.quoted[at]):
        return None
    if not that and letter in "CHP" and tokens[at].kind not in "nN":
        return None
    if not that and tokens[at].low in {
        "to",
        "how",
        "why",
        "what",
        "so",
        "and",
        "or",
        "but",
        "if",
        "when",
        "as",
    }:
        return None
    claim = _clean(
        scan, tokens[at].end if that else tokens[at].start, _clause_end(scan, mention, sentence, at)
    )
    pattern = "that" if that else "bare"
    return None if claim is None else Claim(claim, mention, _cue_span(scan, cue), letter, pattern)


def _clause_end(scan: Scan, mention: Mention, sentence: Span, at: int) -> int:
    """Return where a claim ends: in "While Moor said that it rained, …" at the comma."""
    first = scan.token_at(sentence.start)
    if first < mention.first and mention.first - first < 4 and scan.tokens[first].kind in "cp":
        comma = scan.text.find(",", scan.tokens[at].end, sentence.end)
        return comma if comma > 0 else sentence.end
    return sentence.end


def _cue_span(scan: Scan, cue: int) -> Span:
    """Return the span of a cue."""
    return Span(scan.tokens[cue].start, scan.tokens[cue].end)


def _before_cue(scan: Scan, mention: Mention, sentence: Span, cue: int) -> Claim | None:
    """CLAIM, SOURCE said."""
    letter = scan.tokens[cue].kind
    last = scan.token_at(sentence.end) - 1
    phrase = mention.first
    kinds = "dyrNo" if mention.titled else "d"
    while phrase > 0 and scan.tokens[phrase - 1].kind in kinds and scan.between(phrase) == " ":
        phrase -= 1
    first = scan.token_at(sentence.start)
    opening = scan.tokens[first].kind in "cpeg" and phrase - first < _LONG_OPENING
    quoted = any(scan.quoted[cue : last + 1])
    relative = scan.language.pronouns.get(mention.key) is PronounKind.RELATIVE
    if opening or quoted or relative or letter not in _SPEECH:
        return None
    if last - cue > _TRAILING or not scan.between(phrase).strip().endswith(","):
        return None
    claim = _clean(scan, sentence.start, scan.tokens[phrase - 1].end)
    return None if claim is None else Claim(claim, mention, _cue_span(scan, cue), letter, "tail")


def _inverted(scan: Scan, mention: Mention, sentence: Span, cue: int) -> Claim | None:
    """CLAIM, said SOURCE."""
    ends = (
        scan.text[mention.span.end : mention.span.end + 1] in {",", "."}
        or mention.span.end >= sentence.end - 1
    )
    if mention.kind is MentionKind.PRONOUN or scan.tokens[cue].kind == "C" or not ends:
        return None
    if not scan.between(cue).strip().endswith(","):
        return None
    claim = _clean(scan, sentence.start, scan.tokens[cue - 1].end)
    return (
        None
        if claim is None
        else Claim(claim, mention, _cue_span(scan, cue), scan.tokens[cue].kind, "inverted")
    )


def unquoted(scan: Scan, found: list[Claim]) -> Iterator[Claim]:
    """Return the claims that hold no quoted words: those are quotations already."""
    for each in found:
        first, last = scan.token_at(each.claim.start), scan.token_at(each.claim.end)
        if not any(scan.quoted[first:last]):
            yield each
