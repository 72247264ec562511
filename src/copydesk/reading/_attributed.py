"""Finds every attribution of a text with the learned table: cue, side, source, claim, one after the other."""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from copydesk.reading import _reach as reach
from copydesk.reading import _reporting as rep
from copydesk.reading import _sequence as seq
from copydesk.reading._mentions import Mention, MentionKind
from copydesk.reading._view import View, view
from copydesk.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from copydesk.reading._scan import Scan

#: A word that reports less surely than this is passed over.
LIKELY = 0.42
#: A word whose neighbours speak against it this much is not looked at again.
_HOPELESS = -1.0
#: What may stand before the first word and behind the last one of a span and belong to it.
_SIGNS = frozenset("$£€#@")
SIDES = ("R", "L", "B")


@dataclass(frozen=True, slots=True)
class Table:
    """The learned weights, by decision; a fact that is not listed adds nothing."""

    words: frozenset[str]  #: the single words that the table knows as reporting
    facts: dict[str, dict[seq.Fact, float]]  #: by the name of the decision
    sides: dict[seq.Fact, tuple[float, float, float]]  #: of the decision "side", one weight for each

    def score(self, stage: str, facts: list[seq.Fact]) -> float:
        """Add up the facts of a decision."""
        return sum(filter(None, map(self.facts[stage].get, facts)))


STAGES = ("anchor", "before", "behind", "side", "end", "start", "rstart", "rend", "lend", "lstart")


def table_of(text: str) -> Table:
    """Read a table: decision, fact and weight in each line, comments behind a hash."""
    facts: dict[str, dict[seq.Fact, float]] = {stage: {} for stage in STAGES}
    words = set()
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        stage, *fact, value = line.split("\t")
        if stage == "word":
            words.add(fact[0])
        else:
            facts[stage][tuple(fact)] = float(value)
    named = facts["side"]
    bare = dict.fromkeys(fact[1:] for fact in named)
    sides = {
        fact: (named.get(("R", *fact), 0.0), named.get(("L", *fact), 0.0), named.get(("B", *fact), 0.0))
        for fact in bare
    }
    return Table(frozenset(words), facts, sides)


@cache
def table(code: str) -> Table | None:
    """Return the table that ships for a language; None where there is none."""
    path = files("copydesk.reading").joinpath(f"attributions.{code}.tsv")
    return table_of(path.read_text(encoding="utf-8")) if path.is_file() else None


def by_language(scan: Scan) -> list[Found] | None:
    """Return the attributions of a text; None where its language has no table."""
    known = table(scan.language.code)
    return None if known is None else found(scan, known)


class Found(NamedTuple):
    """One attribution by the numbers of its words."""

    cue: seq.Cue
    source: tuple[int, int] | None
    claim: tuple[int, int]
    share: float  #: how likely the cue reports


def found(scan: Scan, weights: Table) -> list[Found]:
    """Return the attributions of a text in the order of their cues."""
    seen = view(scan)
    made: list[Found] = []
    heard: list[rep.Heard] = []
    end = sentence = prior = -1
    for at in rep.anchors(seen, weights.words):
        if at <= end:
            continue
        share = likelihood(seen, at, weights, heard)
        if share < LIKELY:
            continue
        if seen.first[at] != sentence:
            sentence, prior = seen.first[at], -1
        each = attribution(seen, at, weights, prior, share)
        if each is not None:
            made.append(each)
            heard.append(rep.Heard(at, side_of(each.cue, each.claim), *each.claim))
            end = each.cue.last
            prior = each.source[1] if each.source else prior
    return made


def side_of(cue: seq.Cue, claim: tuple[int, int]) -> str:
    """Return on which side of its cue a claim stands."""
    return "R" if claim[0] > cue.last else "L" if claim[1] < cue.first else "B"


def likelihood(seen: View, at: int, weights: Table, heard: list[rep.Heard]) -> float:
    """Return how likely a word reports something; 0.0 where its neighbours rule it out."""
    word = seq.known(seen, at, weights.words)
    get = weights.facts["anchor"].get
    score = sum(filter(None, map(get, rep.near_facts(seen, at, word))))
    if score < _HOPELESS:
        return 0.0
    score += sum(filter(None, map(get, rep.far_facts(seen, at, word, heard))))
    return 1 / (1 + math.exp(-score))


def attribution(seen: View, at: int, weights: Table, prior: int, share: float) -> Found | None:
    """Return the attribution of a reporting word."""
    cue = cue_of(seen, at, weights, prior)
    side = _side(seq.side_facts(seen, cue), weights.sides)
    source = source_of(seen, cue, side, weights)
    frame = reach.Frame(cue, side, source)
    claim = claim_of(seen, frame, weights)
    return None if claim is None else Found(cue, source, claim, share)


def _side(facts: list[seq.Fact], known: dict[seq.Fact, tuple[float, float, float]]) -> str:
    """Return the side of the claim that the facts speak for most."""
    right = left = both = 0.0
    for one, two, three in filter(None, map(known.get, facts)):
        right += one
        left += two
        both += three
    return "R" if right >= left and right >= both else "L" if left >= both else "B"


def cue_of(seen: View, at: int, weights: Table, prior: int) -> seq.Cue:
    """Return a cue with its auxiliaries and particles."""
    word = seq.known(seen, at, weights.words)
    first = last = at
    start, end = seen.first[at], seen.last[at]
    while first > start and at - first < 5 and not seen.gaps[first]:
        if weights.score("before", rep.before_facts(seen, at, first, word)) < 0:
            break
        first -= 1
    while last < end and last - at < 6 and not seen.gaps[last + 1]:
        if weights.score("behind", rep.behind_facts(seen, at, last, word)) < 0:
            break
        last += 1
    return seq.Cue(at, first, last, word, prior)


def source_of(seen: View, cue: seq.Cue, side: str, weights: Table) -> tuple[int, int] | None:
    """Return the first and last word of a source; None where none is named."""
    end = cue.first - 1 if seq.is_its_subject(seen, cue) else _source_end(seen, cue, side, weights)
    if end < 0:
        return None
    starts = seq.source_starts(seen, cue, end)
    facts = (seq.source_start_facts(seen, cue, end, at, rank) for rank, at in enumerate(starts))
    return _best(starts, facts, weights.facts["start"]), end


def _source_end(seen: View, cue: seq.Cue, side: str, weights: Table) -> int:
    """Return the last word of a source; -1 where none is named."""
    get = weights.facts["end"].get
    end, most = -1, sum(filter(None, map(get, seq.no_source_facts(seen, cue, side))))
    for rank, at in ranked_ends(seen, cue):
        score = sum(filter(None, map(get, seq.source_end_facts(seen, cue, side, at, rank))))
        if score > most:
            end, most = at, score
    return end


def _best(options: list[int], facts: Iterable[list[seq.Fact]], known: dict[seq.Fact, float]) -> int:
    """Return the option with the highest score; the earlier of equal ones."""
    if len(options) == 1:
        return options[0]
    scores = [sum(filter(None, map(known.get, each))) for each in facts]
    return options[scores.index(max(scores))]


def ranked_ends(seen: View, cue: seq.Cue) -> list[tuple[int, int]]:
    """Return where a source may end, with how many phrases lie between it and the cue."""
    ends = seq.source_ends(seen, cue)
    before = sum(1 for at in ends if at < cue.first)
    return [(n if n < before else n - before, at) for n, at in enumerate(ends)]


def claim_of(seen: View, frame: reach.Frame, weights: Table) -> tuple[int, int] | None:
    """Return the first and last word of a claim."""
    first = last = -1
    known = weights.facts
    if frame.side != "L":
        options = reach.right_starts(seen, frame)
        if not options:
            return None
        facts = (reach.right_start_facts(seen, frame, at, rank) for rank, at in enumerate(options))
        first = _best(options, facts, known["rstart"])
        options = reach.right_ends(seen, first)
        begun = reach.begun(seen, frame, first)
        facts = (reach.right_end_facts(seen, begun, at, rank) for rank, at in enumerate(options))
        last = _best(options, facts, known["rend"])
    if frame.side != "R":
        options = reach.left_ends(seen, frame)
        if not options:
            return None if first < 0 else (first, last)
        facts = (reach.left_end_facts(seen, frame, at, rank) for rank, at in enumerate(options))
        end = _best(options, facts, known["lend"])
        options = reach.left_starts(seen, end)
        facts = (reach.left_start_facts(seen, frame, end, at, rank) for rank, at in enumerate(options))
        first = _best(options, facts, known["lstart"])
        last = max(last, end)
    return (first, last) if first <= last else None


def span_of(scan: Scan, first: int, last: int) -> Span:
    """Return the span of some words, with the sign before a sum and the bracket behind a party."""
    text = scan.text
    start, end = scan.tokens[first].start, scan.tokens[last].end
    if start and text[start - 1] in _SIGNS:
        start -= 1
    if text[end : end + 1] == "%":
        end += 1
    opened = text.rfind("(", start, end)
    if opened >= 0 and text.find(")", opened, end) < 0:
        closing = text.find(")", end, end + 2)
        end = closing + 1 if closing >= 0 else end
    return Span(start, end)


def claim_span(scan: Scan, each: Found) -> Span:
    """Return the span of a claim, the "that" before it left out."""
    first, last = each.claim
    return span_of(scan, first + (scan.tokens[first].kind == "t" and first < last), last)


def head_of(scan: Scan, found: list[Mention], source: tuple[int, int]) -> Mention:
    """Return who a source is: the last one named before it is described, else its first words as a noun."""
    first, last = source
    head = first
    while head < last and scan.tokens[head + 1].kind not in "pwtc" and "," not in scan.between(head + 1):
        head += 1
    low = bisect_left(found, first, key=lambda mention: mention.first)
    best: Mention | None = None
    while low < len(found) and found[low].last <= head:
        each = found[low]
        if not each.possessive and not (each.quoted and each.kind is MentionKind.PRONOUN):
            best = each
        low += 1
    if best is not None:
        return best
    tokens = scan.tokens
    span = Span(tokens[first].start, tokens[head].end)
    return Mention(
        MentionKind.NOUN,
        span,
        first,
        head,
        tokens[head].low,
        titled=False,
        possessive=False,
        quoted=scan.quoted[first],
    )
