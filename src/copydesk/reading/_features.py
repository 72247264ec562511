"""What a decision about a speaker is made from, each fact a short name that stands in the table of weights."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from copydesk.reading import _facts as facts
from copydesk.reading._mentions import Mention, MentionKind
from copydesk.reading._scan import CUE_LETTERS, Scan, Token
from copydesk.reading._told import Teller, Told, place_in
from copydesk.text.marks import MarkState, MarkStyle

if TYPE_CHECKING:
    from copydesk.reading._facts import Facts
    from copydesk.reading._profiles import Profiles
    from copydesk.reading._speech import Unit

#: How many tokens between a mention and the marks are spelled out in a feature.
_SPELLED = 5
_BEFORE = 10
_AFTER = 5
_PARAGRAPHS_BACK = 2


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
    near: int = -1  #: number of the nearest cue before the marks in their sentence; -1 without one
    near_away: str = ""  #: its class and how far it stands
    that: bool = False  #: "that" stands between it and the marks
    far: int = -1  #: number of the first cue behind the marks in their sentence; -1 without one
    far_away: str = ""
    marks: tuple[str, str, str, str, bool] = ("", "", "", "", False)  #: before, behind, tail, lead, capital
    cues: tuple[str, str, bool, str, str, str] = (
        "",
        "",
        False,
        "",
        "",
        "",
    )  #: near, far, that, before, lead, tail
    led: tuple[str, str, bool, str] = ("", "", False, "")  #: before, steps to near, that, lead
    teller: Teller | None = None  #: on whom the words rest by the table of attributions
    stop: int = -1  #: where a full stop stands before the marks that ended no sentence: "in public. iPhones"


def place_of(scan: Scan, unit: Unit, told: Told) -> Place:
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
    place.teller = told.teller(first, after)
    _see_cue_before(scan, place)
    _see_cue_behind(scan, place)
    ahead = place.before[:1]
    place.marks = (ahead, place.behind[:2], place.tail, place.lead, place.capital)
    place.cues = (place.near_away, place.far_away, place.that, ahead, place.lead, place.tail)
    place.led = (ahead, place.near_away[1:], place.that, place.lead)
    return place


def _see_cue_before(scan: Scan, place: Place) -> None:
    """Find the nearest cue before the marks, and a full stop that ended no sentence."""
    start = scan.sentences[place.sentence].start
    that = False
    for at in range(place.first - 1, max(-1, place.first - _SEEN_BEFORE), -1):
        token = scan.tokens[at]
        if token.start < start:
            break
        if place.stop < 0 and scan.between(at + 1)[:2] == ". " and _can_end(token):
            place.stop = token.end
        if token.kind == "t":
            that = True
        elif place.near < 0 and token.kind in CUE_LETTERS and not scan.quoted[at]:
            away = place.first - at
            place.near = at
            place.near_away = token.kind + next(step for step, most in _STEPS if away <= most)
            place.that = that


def _can_end(token: Token) -> bool:
    """Say whether a word before a full stop is no title or abbreviation."""
    return not token.capital and token.kind != "y" and len(token.low) > 3


def _see_cue_behind(scan: Scan, place: Place) -> None:
    """Find the first cue behind the marks, before the sentence ends or other words are quoted."""
    tokens = scan.tokens
    end = scan.paragraphs[place.last_paragraph].end
    for at in range(place.after, min(len(tokens), place.after + _SEEN_BEHIND)):
        if tokens[at].start >= end or scan.quoted[at]:
            break
        begins = at > place.after and tokens[at].capital and len(tokens[at - 1].low) > 2
        if begins and scan.between(at).strip()[:1] in {".", "!", "?"}:
            break
        if tokens[at].kind in CUE_LETTERS:
            away = at - place.after
            place.far = at
            place.far_away = tokens[at].kind + (
                "0" if away < 1 else "2" if away < 3 else "5" if away < 6 else "9"
            )
            break


#: How far around the marks a cue is looked for, in words, and the steps in which its distance counts.
_SEEN_BEFORE = 25
_SEEN_BEHIND = 14
_STEPS = (("1", 1), ("2", 2), ("4", 4), ("8", 8), ("9", _SEEN_BEFORE))


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


def unit_features(scan: Scan, place: Place) -> list[Facts]:
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
    if place.teller is not None:
        teller = place.teller.sure + place.teller.beside
        finds += [f"none told={teller} {length}", f"none told={teller} cue={place.cued} {capital}"]
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
    return [(facts.listing, *finds)]


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


class Standing(NamedTuple):
    """How many mentions stand between a candidate and the marks, on its side."""

    rank: int
    cued: int  #: counting only those with a cue beside them


def mention_features(
    profiles: Profiles, place: Place, mention: Mention, standing: Standing, before: Before | None
) -> list[Facts]:
    """Return what speaks for or against a mention being the speaker of a unit, in groups."""
    scan = profiles.scan
    its = profiles.of(mention)
    verb = its.verb
    near, cued = min(standing.rank, 3), min(standing.cued, 2)
    behind = mention.first >= place.after
    if behind:
        away = its.sentence - place.last_sentence
        paragraphs = its.paragraph - place.last_paragraph
        gap = _gap(scan, place.after, mention.first, place.unit.end)
        side = "after"
    else:
        stopped = mention.last < len(scan.tokens) and mention.span.end <= place.stop
        away = place.sentence - its.sentence + stopped
        paragraphs = place.paragraph - its.paragraph
        gap = _gap(scan, mention.last + 1, place.first, mention.span.end)
        side = "before"
    where = f"{side}{min(away, 2)}{min(paragraphs, 2)}"
    whose, far = profiles.whose(place.near, mention), profiles.whose(place.far, mention)
    inside = its.inside if not behind and away == 0 else None
    finds: list[Facts] = [
        (facts.beside, where, mention.possessive, its.shape),
        (facts.cued, where, _form(scan, mention), verb, its.cue),
        (facts.named, where, its.name),
        (facts.alike, its.sides),
        (facts.marked, where, near, place.marks),
        (facts.spoken, where, verb, near, cued, its.subject, place.tail, place.lead, place.cued),
        (facts.spelled, where, gap, its.noun, inside, verb),
        (facts.owning, where, whose, far, place.cues),
        (facts.owned, where, whose, profiles.how(place.near), place.led),
        (facts.stood, where, whose, cued, its.part, place.near_away[:1], place.that),
        (facts.linked, where, its.link, place.lead, place.before[:1]),
    ]
    if place.teller is not None:
        told = place_in(place.teller, mention)
        finds.append(
            (facts.told, where, told, place.teller.sure, place.teller.beside, whose, mention.kind.value)
        )
    if before is not None:
        finds.append(_continuity(scan, place, mention, before, where))
    return finds


def _form(scan: Scan, mention: Mention) -> str:
    """Return a pronoun's word, or whether a noun is a role; empty for a name."""
    if mention.kind is MentionKind.PRONOUN:
        return f"pronoun={mention.key}"
    return f"role={scan.kinds[mention.last] in 'ry':d}" if mention.kind is MentionKind.NOUN else ""


def _gap(scan: Scan, first: int, end: int, start: int) -> str:
    """Spell what lies between a mention and the marks: word classes and punctuation, shortened."""
    shown = scan.shown
    if end - first > _SPELLED + 3:
        return "far" + "".join(sorted(CUE_LETTERS.intersection(shown[first : min(end, first + 12)])))[:2]
    spelled: list[str] = []
    place = start
    for at in range(first, end):
        token = scan.tokens[at]
        gap = scan.text[place : token.start]
        punctuation = "" if gap == " " else gap.strip(" \n\"'“”‘’")
        if punctuation:
            spelled.append(punctuation[0])
        letter = shown[at]
        if not spelled or letter != spelled[-1] or letter in CUE_LETTERS:
            spelled.append(letter)
        place = token.end
    return "".join(spelled[:7])


def _continuity(scan: Scan, place: Place, mention: Mention, before: Before, where: str) -> Facts:
    """Return how a mention stands to the speaker of the unit before."""
    paragraphs = place.paragraph - before.place.last_paragraph
    link = f"{min(paragraphs, 2)}{'|' if place.before == '|' else ''}"
    if before.mention is None:
        return facts.after_nobody, where, link
    if before.mention.span == mention.span:
        sentence = min(place.sentence - before.place.last_sentence, 3)
        gap = _gap(scan, before.place.after, place.first, before.place.unit.end)
        marks = (place.behind[:1], place.lead, before.place.tail)
        return facts.goes_on, link, place.cued, sentence, gap, marks
    if before.mention.key == mention.key:
        return facts.same_name, where, link
    return facts.another, where, link, mention.first > before.mention.first, place.cued
