"""Learns the table of attributions that `copydesk.reading` ships, from annotated articles; the same bytes each time.

    python bench/train/reading_attributions.py ../shared/quotes/train.jsonl src/copydesk/reading/attributions.en.tsv

Ten decisions are learned one after the other, each log-linear, by gradient steps that shrink for facts seen often:
whether a word reports, which words before and behind it belong to it, on which side its claim stands, where the
source and the claim begin and end. The facts are classes of words, marks, distances and single words; no text of
the articles is kept.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from copydesk.reading import _attributed, _reach, _reporting, _sequence
from copydesk.reading._scan import Scan, scan
from copydesk.reading._view import View, view
from copydesk.reading.languages import language_for

#: How often the examples are gone through, and how far the first step goes.
ROUNDS = 4
STEP = 0.3
#: How strongly a weight is drawn to nothing at each step that moves it.
SHRINK = 0.9
#: A word is listed as reporting when it was annotated this often and in this share of its places.
SEEN = 2
SHARE = 0.04
#: Decisions between yes and no; the others are between several options.
ALONE = ("anchor", "before", "behind")
#: A fact seen less often than this is left out of the table: it would describe one article.
RARE = 5
#: A weight smaller than this changes nothing.
SMALL = 0.12


class Gold(NamedTuple):
    """An annotated attribution by the numbers of its words."""

    at: int
    first: int
    last: int
    side: str
    source: tuple[int, int] | None
    parts: list[tuple[int, int]]  #: of the claim, in order


@dataclass
class Article:
    """An article made ready for learning."""

    text: str
    seen: View
    gold: list[Gold]


@dataclass
class Case:
    """One decision: the facts of each option, and the right one; of a yes or no the only option is the yes."""

    options: list[list[_sequence.Fact]]
    right: int


def anchor_of(ready: Scan, first: int, last: int) -> int:
    """Return the word of a cue that decides: the first that is no auxiliary, preposition or the like."""
    for at in range(first, last + 1):
        if ready.tokens[at].kind not in "xpdcnt":
            return at
    return first


def words_of(ready: Scan, start: int, end: int) -> tuple[int, int] | None:
    """Return the first and last word of a span; None without words."""
    first, last = ready.token_at(start), ready.token_at(end) - 1
    return (first, last) if first <= last else None


def gold_of(ready: Scan, each: dict) -> Gold | None:
    """Turn an annotation into words; None where it has no cue or no claim in words."""
    if not each["cue"] or not each["content"]:
        return None
    cue = words_of(ready, each["cue"][0][0], each["cue"][-1][1])
    parts = [part for start, end in each["content"] if (part := words_of(ready, start, end))]
    if cue is None or not parts:
        return None
    source = words_of(ready, each["source"][0][0], each["source"][-1][1]) if each["source"] else None
    first, last = parts[0][0], parts[-1][1]
    side = "R" if first > cue[1] else "L" if last < cue[0] else "B"
    return Gold(anchor_of(ready, *cue), *cue, side, source, parts)


def prepared(raw: dict) -> Article:
    """Make an article ready."""
    ready = scan(raw["text"], language_for("en"))
    gold = [one for each in raw["attributions"] if (one := gold_of(ready, each))]
    return Article(raw["text"], view(ready), sorted(gold, key=lambda one: one.at))


def reporting(articles: list[Article]) -> frozenset[str]:
    """Return the words that are listed as reporting."""
    right: Counter[str] = Counter()
    everywhere: Counter[str] = Counter()
    for each in articles:
        everywhere.update(each.seen.lows)
        right.update(each.seen.lows[gold.at] for gold in each.gold)
    return frozenset(
        word for word, count in right.items() if count >= SEEN and count >= SHARE * everywhere[word]
    )


def cases_of(article: Article, words: frozenset[str]) -> dict[str, list[Case]]:
    """Turn an article into decisions."""
    seen = article.seen
    cases: dict[str, list[Case]] = {stage: [] for stage in _attributed.STAGES}
    anchored = {gold.at for gold in article.gold}
    covered = {at for gold in article.gold for at in range(gold.first, gold.last + 1)}
    heard: list[_reporting.Heard] = []
    told = iter([*article.gold, None])
    following = next(told)
    for at in _reporting.anchors(seen, words):
        while following and following.at < at:
            heard.append(heard_of(following))
            following = next(told)
        if at in covered and at not in anchored:
            continue
        word = _sequence.known(seen, at, words)
        facts = _reporting.near_facts(seen, at, word) + _reporting.far_facts(seen, at, word, heard)
        cases["anchor"].append(Case([facts], int(at in anchored)))
    sentence = prior = -1
    for gold in article.gold:
        if seen.first[gold.at] != sentence:
            sentence, prior = seen.first[gold.at], -1
        _cue_cases(seen, gold, words, cases)
        cue = _sequence.Cue(gold.at, gold.first, gold.last, _sequence.known(seen, gold.at, words), prior)
        facts = _sequence.side_facts(seen, cue)
        options = [[(side, *fact) for fact in facts] for side in _attributed.SIDES]
        cases["side"].append(Case(options, _attributed.SIDES.index(gold.side)))
        _source_cases(seen, gold, cue, cases)
        prior = gold.source[1] if gold.source else prior
        _claim_cases(seen, gold, _reach.Frame(cue, gold.side, gold.source), cases)
    return cases


def heard_of(gold: Gold) -> _reporting.Heard:
    """Return an annotation as the words behind it see it."""
    return _reporting.Heard(gold.at, gold.side, gold.parts[0][0], gold.parts[-1][1])


def _cue_cases(seen: View, gold: Gold, words: frozenset[str], cases: dict[str, list[Case]]) -> None:
    """Learn which words belong to a cue."""
    word = _sequence.known(seen, gold.at, words)
    start, end = seen.first[gold.at], seen.last[gold.at]
    first = gold.at
    while first > start and not seen.gaps[first] and gold.at - first < 5:
        more = gold.first < first
        cases["before"].append(Case([_reporting.before_facts(seen, gold.at, first, word)], int(more)))
        if not more:
            break
        first -= 1
    last = gold.at
    while last < end and not seen.gaps[last + 1] and last - gold.at < 6:
        more = gold.last > last
        cases["behind"].append(Case([_reporting.behind_facts(seen, gold.at, last, word)], int(more)))
        if not more:
            break
        last += 1


def _source_cases(seen: View, gold: Gold, cue: _sequence.Cue, cases: dict[str, list[Case]]) -> None:
    """Learn where a source ends and begins."""
    ends = _attributed.ranked_ends(seen, cue)
    options = [_sequence.no_source_facts(seen, cue, gold.side)]
    options += [_sequence.source_end_facts(seen, cue, gold.side, at, rank) for rank, at in ends]
    places = [at for _, at in ends]
    if gold.source is None:
        cases["end"].append(Case(options, 0))
        return
    first, last = gold.source
    cases["end"].append(Case(options, 1 + places.index(last) if last in places else -1))
    starts = _sequence.source_starts(seen, cue, last)
    options = [_sequence.source_start_facts(seen, cue, last, at, rank) for rank, at in enumerate(starts)]
    cases["start"].append(Case(options, starts.index(first) if first in starts else -1))


def _claim_cases(seen: View, gold: Gold, frame: _reach.Frame, cases: dict[str, list[Case]]) -> None:
    """Learn where a claim begins and ends."""
    right = [part for part in gold.parts if part[0] > gold.last]
    left = [part for part in gold.parts if part[1] < gold.first]
    if right and gold.side != "L":
        begin, stop = right[0][0], right[-1][1]
        begin += seen.lows[begin] == "that" and begin < stop
        starts = [
            at + (seen.lows[at] == "that" and at < seen.last[at]) for at in _reach.right_starts(seen, frame)
        ]
        facts = [
            _reach.right_start_facts(seen, frame, at, rank)
            for rank, at in enumerate(_reach.right_starts(seen, frame))
        ]
        cases["rstart"].append(Case(facts, starts.index(begin) if begin in starts else -1))
        ends = _reach.right_ends(seen, begin)
        begun = _reach.begun(seen, frame, begin)
        facts = [_reach.right_end_facts(seen, begun, at, rank) for rank, at in enumerate(ends)]
        cases["rend"].append(Case(facts, ends.index(stop) if stop in ends else -1))
    if left and gold.side != "R":
        begin, stop = left[0][0], left[-1][1]
        ends = _reach.left_ends(seen, frame)
        facts = [_reach.left_end_facts(seen, frame, at, rank) for rank, at in enumerate(ends)]
        cases["lend"].append(Case(facts, ends.index(stop) if stop in ends else -1))
        starts = _reach.left_starts(seen, stop)
        facts = [_reach.left_start_facts(seen, frame, stop, at, rank) for rank, at in enumerate(starts)]
        cases["lstart"].append(Case(facts, starts.index(begin) if begin in starts else -1))


def learned(stage: str, cases: list[Case]) -> dict[_sequence.Fact, float]:
    """Fit the weights of one decision."""
    alone = stage in ALONE
    counts = Counter(fact for case in cases for option in case.options for fact in option)
    names = [name for name, count in counts.items() if count >= RARE]
    number = {name: place for place, name in enumerate(names)}
    coded = [
        ([[number[f] for f in option if f in number] for option in case.options], case.right)
        for case in cases
        if case.right >= 0 and (alone or len(case.options) > 1)
    ]
    fit = Fit([0.0] * len(names), [0.0] * len(names), [1.0] * len(names), SHRINK / max(1, len(coded)))
    order = random.Random(7)
    for _ in range(ROUNDS):
        order.shuffle(coded)
        for options, right in coded:
            fit.seen += 1
            if alone:
                fit.step(options[0], _yes(fit.weights, options[0]) - right)
                continue
            for place, pull in enumerate(_pulls(fit.weights, options, right)):
                if abs(pull) > 1e-3:
                    fit.step(options[place], pull)
    return {name: fit.weight(number[name]) for name in names}


@dataclass
class Fit:
    """Weights on their way: each is drawn to nothing, and rarely seen facts stay there."""

    weights: list[float]
    slopes: list[float]  #: summed up
    squares: list[float]  #: of the slopes, summed up
    shrink: float  #: for each example
    seen: int = 0

    def step(self, facts: list[int], pull: float) -> None:
        """Move the weights of some facts."""
        slopes, squares, weights = self.slopes, self.squares, self.weights
        square, drawn = pull * pull, self.shrink * self.seen
        for fact in facts:
            slopes[fact] += pull
            squares[fact] += square
            slope = slopes[fact]
            if slope > drawn:
                weights[fact] = STEP * (drawn - slope) / math.sqrt(squares[fact])
            elif slope < -drawn:
                weights[fact] = STEP * (-drawn - slope) / math.sqrt(squares[fact])
            else:
                weights[fact] = 0.0

    def weight(self, fact: int) -> float:
        """Return the weight of a fact in the end."""
        self.step([fact], 0.0)
        return self.weights[fact]


def _yes(weights: list[float], facts: list[int]) -> float:
    """Return how likely a yes is."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(map(weights.__getitem__, facts))))))


def _pulls(weights: list[float], options: list[list[int]], right: int) -> list[float]:
    """Return how far each option is from what it should be."""
    scores = [sum(map(weights.__getitem__, facts)) for facts in options]
    highest = max(scores)
    shares = [math.exp(score - highest) for score in scores]
    total = sum(shares)
    return [share / total - (place == right) for place, share in enumerate(shares)]


def trained(articles: list[Article]) -> str:
    """Learn a table from articles."""
    words = reporting(articles)
    cases: dict[str, list[Case]] = {stage: [] for stage in _attributed.STAGES}
    for each in articles:
        for stage, found in cases_of(each, words).items():
            cases[stage] += found
    lines = [f"word\t{word}\t1" for word in words]
    for stage in _attributed.STAGES:
        lines += [
            "\t".join((stage, *fact, f"{value:.2f}"))
            for fact, value in learned(stage, cases[stage]).items()
            if abs(value) >= SMALL
        ]
    head = "# Learned by bench/train/reading_attributions.py; a line is a decision, a fact, and what the fact adds."
    return "\n".join([head, *sorted(lines)]) + "\n"


def main(source: str, target: str) -> None:
    """Learn from the articles of a file and write the table."""
    articles = [prepared(json.loads(line)) for line in Path(source).read_text("utf-8").splitlines()]
    text = trained(articles)
    Path(target).write_text(text, "utf-8")
    print(text.count("\n") - 1, "facts")


if __name__ == "__main__":
    main(*sys.argv[1:])
