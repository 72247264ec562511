"""What a decision about a speaker is made from, each fact a short name that stands in the table of weights."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from copydesk.reading._mentions import Mention, MentionKind
from copydesk.reading._scan import CUE_LETTERS, Scan
from copydesk.text.marks import MarkState, MarkStyle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.reading._speech import Unit

#: How many tokens between a mention and the marks are spelled out in a feature.
_SPELLED = 5
_BEFORE = 10
_AFTER = 5
_PARAGRAPHS_BACK = 2
_LONGEST_PHRASE = 6


@dataclass(slots=True)
class Place:
    """Where a unit stands, worked out once for all its candidates."""

    unit: Unit
    first: int  #: number of the first token in or after the marks
    after: int  #: number of the first token behind the marks
    paragraph: int
    last_paragraph: int
    sentence: int
    last_sentence: int
    lead: str  #: the character before the opening mark, white space left out
    tail: str  #: the last character inside, or ","  where a comma follows the closing mark
    before: str  #: classes of the words before, nearest first, within the sentence
    behind: str  #: classes of the words behind, within the sentence or up to its end
    capital: bool  #: the quoted words begin with a capital letter
    cued: str = "00"  #: whether a cue stands before, and behind


def place_of(scan: Scan, unit: Unit) -> Place:
    """Work out where a unit stands."""
    first, after = scan.token_at(unit.start), scan.token_at(unit.end)
    text = scan.text
    head = text[max(0, unit.start - 3) : unit.start].rstrip()
    lead = head[-1] if head and "\n" not in text[unit.start - len(head) : unit.start] else ""
    inner = unit.pieces[-1].inner
    tail = text[inner.end - 1]
    if tail.isalnum() and text[unit.end : unit.end + 1] in {",", ".", "?", "!"}:
        tail = text[unit.end]
    place = Place(
        unit=unit,
        first=first,
        after=after,
        paragraph=scan.paragraph_at(unit.start),
        last_paragraph=scan.paragraph_at(unit.end - 1),
        sentence=scan.sentence_at(unit.start),
        last_sentence=scan.sentence_at(unit.end - 1),
        lead=lead if not lead.isalnum() else "a",
        tail=tail if not tail.isalnum() else "a",
        before="",
        behind="",
        capital=first < len(scan.tokens) and scan.tokens[first].capital,
    )
    place.before = _spelled_before(scan, place)
    place.behind = _spelled_behind(scan, place)
    place.cued = f"{_has_cue(place.before):d}{_has_cue(place.behind):d}"
    return place


def _spelled_before(scan: Scan, place: Place) -> str:
    """Spell the words before the marks by their classes, nearest first."""
    if scan.text[max(0, place.unit.start - 2) : place.unit.start].strip() == "" and _new_paragraph(
        scan, place
    ):
        return "|"
    letters: list[str] = []
    at = place.first - 1
    while at >= 0 and len(letters) < 4 and scan.sentence_at(scan.tokens[at].start) == place.sentence:
        letters.append('"' if scan.quoted[at] else scan.tokens[at].kind)
        at -= 1
    return "".join(letters)


def _new_paragraph(scan: Scan, place: Place) -> bool:
    """Say whether the opening mark begins a paragraph."""
    return scan.paragraphs[place.paragraph].start == place.unit.start


def _spelled_behind(scan: Scan, place: Place) -> str:
    """Spell the words behind the marks by their classes."""
    letters: list[str] = []
    at = place.after
    end = scan.paragraphs[place.last_paragraph].end
    while at < len(scan.tokens) and len(letters) < 4 and scan.tokens[at].start < end:
        gap = scan.between(at) if letters else scan.text[place.unit.end : scan.tokens[at].start]
        if letters and ("." in gap or "\n" in gap):
            break
        letters.append('"' if scan.quoted[at] else scan.tokens[at].kind)
        at += 1
    return "".join(letters) or "|"


# --- candidates ---------------------------------------------------------------------------------------


def candidates(scan: Scan, outside: list[Mention], place: Place) -> list[int]:
    """Return the numbers, in `outside`, of the mentions near enough to be the speaker, nearest first."""
    low = bisect_left(outside, place.first, key=lambda mention: mention.first)
    before: list[int] = []
    for number in range(low - 1, max(-1, low - 1 - _BEFORE), -1):
        if place.paragraph - scan.paragraph_at(outside[number].span.start) > _PARAGRAPHS_BACK:
            break
        before.append(number)
    behind: list[int] = []
    while low < len(outside) and outside[low].first < place.after:
        low += 1
    for number in range(low, min(len(outside), low + _AFTER)):
        if scan.paragraph_at(outside[number].span.start) - place.last_paragraph > 1:
            break
        behind.append(number)
    return before + behind


# --- features -----------------------------------------------------------------------------------------


def unit_features(scan: Scan, place: Place) -> list[str]:
    """Return what speaks for or against the stretch being speech by anybody at all."""
    unit = place.unit
    inner = unit.pieces[0].inner
    words = place.after - place.first
    text = inner.of(scan.text)
    length = str(words) if words < 4 else "4-6" if words < 7 else "7-12" if words < 13 else "13+"
    first = scan.tokens[place.first] if place.first < len(scan.tokens) else None
    capital = "A" if first is not None and first.capital and first.start < inner.end else "a"
    titled = words > 1 and all(
        each.capital or each.kind in "dpc" for each in scan.tokens[place.first : place.after]
    )
    style = "1" if unit.pieces[0].style is MarkStyle.SINGLE else "2"
    state = unit.pieces[-1].state
    finds = [
        "none",
        f"none length={length}{capital}",
        f"none length={length} before={place.before[:1]}",
        f"none tail={place.tail} length={length}",
        f"none lead={place.lead} {capital}",
        f"none before={place.before[:2]} lead={place.lead}",
        f"none behind={place.behind[:1]} tail={place.tail}",
        f"none behind={place.behind[:2]}",
        f"none style={style} paragraph={min(place.paragraph, 1)}",
        f"none titlecase={titled:d}{style}",
        f"none cue={place.cued}",
        f"none end={text[-1] in '.,!?…':d} cue={place.cued}",
    ]
    mates = _mates(scan, place)
    finds.append(f"none mates={mates} cue={place.cued} {capital}")
    finds.append(f"none mates={mates} subject={_reports(scan, place)} {length}")
    if state is MarkState.UNCLOSED:
        finds.append("none unclosed")
    if first is not None and words:
        finds.append(f"none first={first.kind} {length}")
        finds.append(f"none last={scan.tokens[place.after - 1].kind} {length}")
        if place.first:
            finds.append(f"none word-before={scan.tokens[place.first - 1].low}")
    return finds


def _mates(scan: Scan, place: Place) -> str:
    """Say whether other quoted words stand in the same sentence, before or behind."""
    sentence = scan.sentences[place.sentence]
    ahead = any(
        scan.quoted[at]
        for at in range(max(0, place.first - 15), place.first)
        if scan.starts[at] >= sentence.start
    )
    end = scan.sentences[place.last_sentence].end
    beyond = min(len(scan.tokens), place.after + 15)
    behind = any(scan.quoted[at] for at in range(place.after, beyond) if scan.starts[at] < end)
    return f"{ahead:d}{behind:d}"


def _reports(scan: Scan, place: Place) -> str:
    """Return the first cue of the sentence that stands outside marks, before the quoted words."""
    start = scan.sentences[place.sentence].start
    found = "-"
    for at in range(place.first - 1, max(-1, place.first - 30), -1):
        if scan.starts[at] < start:
            break
        if scan.tokens[at].kind in CUE_LETTERS and not scan.quoted[at]:
            found = scan.tokens[at].kind
    return found


def _has_cue(letters: str) -> bool:
    """Say whether a cue stands among spelled words."""
    return not CUE_LETTERS.isdisjoint(letters)


@dataclass(frozen=True, slots=True)
class Before:
    """What was decided for the unit before this one."""

    mention: Mention | None
    place: Place


class Profile(NamedTuple):
    """What is true of a mention whatever quotation it is weighed for."""

    left: str
    right: str
    own: str  #: the cue behind the mention and what stands behind that
    verb: str  #: the class of the cue beside it; "-" where there is none
    inside: str  #: the cue of an earlier speaker whose words the mention stands in
    subject: bool  #: it begins its sentence
    words: tuple[str, ...]  #: the cue beside it, as a word
    kind: str
    sentence: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Profiles:
    """The profiles of an article's mentions, each worked out once."""

    scan: Scan
    known: dict[int, Profile] = field(default_factory=dict)

    def of(self, mention: Mention) -> Profile:
        """Return the profile of a mention."""
        found = self.known.get(mention.first)
        if found is None:
            found = self.known[mention.first] = self._make(mention)
        return found

    def _make(self, mention: Mention) -> Profile:
        """Work out a profile."""
        scan = self.scan
        left, right = _context(scan, mention)
        verb = right if right in CUE_LETTERS else left if left in CUE_LETTERS else "-"
        return Profile(
            left=left,
            right=right,
            own=right + _second(scan, mention, right),
            verb=verb,
            inside=_governed(scan, mention),
            subject=left == "|",
            words=tuple(_cue_words(scan, mention)),
            kind=mention.kind.value + ("+" if mention.titled else ""),
            sentence=scan.sentence_at(mention.span.start),
            paragraph=scan.paragraph_at(mention.span.start),
        )


class Standing(NamedTuple):
    """How many mentions stand between a candidate and the marks, on its side."""

    rank: int
    cued: int  #: counting only those with a cue beside them


def mention_features(
    profiles: Profiles, place: Place, mention: Mention, standing: Standing, before: Before | None
) -> list[str]:
    """Return what speaks for or against a mention being the speaker of a unit."""
    scan = profiles.scan
    its = profiles.of(mention)
    kind, left, right, verb = its.kind, its.left, its.right, its.verb
    behind = mention.first >= place.after
    near = min(standing.rank, 3)
    if behind:
        away = its.sentence - place.last_sentence
        paragraphs = its.paragraph - place.last_paragraph
        gap = _gap(scan, place.after, mention.first, place.unit.end)
        side = "after"
    else:
        away = place.sentence - its.sentence
        paragraphs = place.paragraph - its.paragraph
        gap = _gap(scan, mention.last + 1, place.first, mention.span.end)
        side = "before"
    where = f"{side}{min(away, 2)}{min(paragraphs, 2)}"
    finds = [
        f"{where} {kind}",
        f"{where} near={near}",
        f"{where} near={near} {place.before[:1]}{place.behind[:1]}",
        f"{where} {left}>{right}",
        f"{where} {kind} {left}>{right}",
        f"{where} gap={gap}",
        f"{where} verb={verb} tail={place.tail}",
        f"{where} verb={verb} lead={place.lead} near={near}",
        f"{kind} {left}>{right} possessive={mention.possessive:d}",
        f"{where} subject={its.subject:d} {verb}",
        f"{where} cue={place.cued} {verb}",
        f"{side} tail={place.tail} behind={place.behind[:2]}",
        f"{where} lead={place.lead} capital={place.capital:d}",
        f"{where} own={its.own}",
        f"{where} cued={min(standing.cued, 2)} {verb}",
        f"{where} cued={min(standing.cued, 2)} {verb} subject={its.subject:d} lead={place.lead}",
    ]
    if not behind and away == 0:
        finds += [f"before inside={its.inside} {verb}", f"before inside={its.inside} gap={gap}"]
    if mention.kind is MentionKind.PRONOUN:
        finds.append(f"{side} pronoun={mention.key}")
    elif mention.kind is MentionKind.NOUN:
        role = scan.tokens[mention.last].kind in "ry"
        finds.append(f"{side} role={role:d} {verb}")
    finds += [f"{where[:-1]} {word}" for word in its.words]
    if before is not None:
        finds += _continuity(scan, place, mention, before, where)
    return finds


def _phrase_start(scan: Scan, mention: Mention) -> int:
    """Return the first token of the phrase a mention ends: "the Microsoft chief Ina Moor"."""
    first = mention.first
    kinds = "dyrNo" if mention.titled else "d"
    while first > 0 and mention.first - first < _LONGEST_PHRASE and scan.tokens[first - 1].kind in kinds:
        if scan.between(first).strip(" .") or scan.quoted[first - 1]:
            break
        if scan.starts[first] == scan.sentences[scan.sentence_at(scan.starts[first])].start:
            break
        first -= 1
    return first


def _context(scan: Scan, mention: Mention) -> tuple[str, str]:
    """Say what stands left and right of a mention and its titles, auxiliaries passed over."""
    first = _phrase_start(scan, mention)
    gap = scan.between(first).strip()
    if _is_subject(scan, first):
        left = "|"
    elif scan.quoted[first - 1]:
        left = '"'
    else:
        left = gap[-1] if gap.strip(".") else scan.tokens[first - 1].kind
    return left, _right_of(scan, mention.last)


def _right_of(scan: Scan, last: int) -> str:
    """Say what stands right of a token, auxiliaries passed over."""
    tokens = scan.tokens
    at = last + 1
    while at < len(tokens) and at - last < 4 and tokens[at].kind == "x" and not scan.between(at).strip():
        at += 1
    if at >= len(tokens):
        return "|"
    gap = scan.between(at).strip()
    if gap:
        return gap[0]
    if scan.between(at).count("\n"):
        return "|"
    return '"' if scan.quoted[at] else tokens[at].kind


def _second(scan: Scan, mention: Mention, right: str) -> str:
    """Say what stands behind the cue of a mention: a hearer, "that", a mark."""
    if right not in CUE_LETTERS:
        return ""
    at = mention.last + 1
    while scan.tokens[at].kind == "x":
        at += 1
    return _right_of(scan, at)


def _governed(scan: Scan, mention: Mention) -> str:
    """Say whether a mention stands inside what somebody earlier in the sentence is said to have said."""
    start = scan.sentences[scan.sentence_at(mention.span.start)].start
    that = False
    for at in range(mention.first - 1, max(-1, mention.first - 25), -1):
        token = scan.tokens[at]
        if token.start < start:
            break
        if token.kind == "t":
            that = True
        elif token.kind in CUE_LETTERS and not scan.quoted[at]:
            return token.kind + ("t" if that else "")
    return "-"


def _gap(scan: Scan, first: int, end: int, start: int) -> str:
    """Spell what lies between a mention and the marks: word classes and punctuation, shortened."""
    if end - first > _SPELLED + 3:
        letters = {scan.tokens[at].kind for at in range(first, min(end, first + 12)) if not scan.quoted[at]}
        return "far" + "".join(sorted(letters & CUE_LETTERS))[:2]
    spelled = []
    place = start
    for at in range(first, end):
        token = scan.tokens[at]
        punctuation = scan.text[place : token.start].strip(" \n\"'“”‘’")
        if punctuation:
            spelled.append(punctuation[0])
        letter = '"' if scan.quoted[at] else token.kind
        if not spelled or letter != spelled[-1] or letter in CUE_LETTERS:
            spelled.append(letter)
        place = token.end
    return "".join(spelled[:7])


def _is_subject(scan: Scan, first: int) -> bool:
    """Say whether a phrase begins its sentence."""
    start = scan.starts[first]
    return start - scan.sentences[scan.sentence_at(start)].start <= 2


def _cue_words(scan: Scan, mention: Mention) -> Iterator[str]:
    """Return the cue beside a mention as a word."""
    after = mention.last + 1
    while after < len(scan.tokens) and after - mention.last < 4 and scan.tokens[after].kind == "x":
        after += 1
    if (
        after < len(scan.tokens)
        and scan.tokens[after].kind in CUE_LETTERS
        and not scan.between(after).strip()
    ):
        yield f"then={scan.tokens[after].low}"
    ahead = mention.first - 1
    if ahead >= 0 and scan.tokens[ahead].kind in CUE_LETTERS and not scan.between(mention.first).strip():
        yield f"after={scan.tokens[ahead].low}"


def _continuity(scan: Scan, place: Place, mention: Mention, before: Before, where: str) -> list[str]:
    """Return how a mention stands to the speaker of the unit before."""
    same_paragraph = place.paragraph - before.place.last_paragraph
    link = f"{min(same_paragraph, 2)}{'|' if place.before == '|' else ''}"
    cued = place.cued
    if before.mention is None:
        return [f"{where} last=none {link}"]
    if before.mention.span == mention.span:
        same_sentence = place.sentence - before.place.last_sentence
        return [
            f"last=same {link} {cued}",
            f"last=same {link} sentence={min(same_sentence, 3)} {place.behind[:1]}",
            f"last=same {link} lead={place.lead} tail={before.place.tail}",
            f"last=same gap={_gap(scan, before.place.after, place.first, before.place.unit.end)}",
        ]
    if before.mention.key == mention.key:
        return [f"{where} last=name {link}"]
    # Whoever was named after the last quotation is closer than its speaker.
    return [
        f"{where} last=other {link}",
        f"{where[:-1]} newer={mention.first > before.mention.first:d} {cued}",
    ]
