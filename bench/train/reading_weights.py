"""Learns the table of weights that `copydesk.reading` ships, from annotated articles; the same bytes each time.

    python bench/train/reading_weights.py ../shared/quotes/train.jsonl src/copydesk/reading/weights.tsv
    python bench/train/reading_weights.py ../shared/quotes/train.jsonl src/copydesk/reading/weights.en.tsv told

The second learns what the table of attributions adds, with the first's weights as they are: where no attribution was
found nothing changes.

A conditional log-linear model: of all candidates of a stretch (and nobody), the right ones together are made
likely. The facts are classes, places and single words of a closed list; no text of the articles is kept.
"""

from __future__ import annotations

import json
import math
import sys
from dataclasses import dataclass
from operator import mul
from pathlib import Path

import reading_attributions

from copydesk.reading import _attributed, _features, _ranking
from copydesk.reading._mentions import Mention, mentions
from copydesk.reading._profiles import Profiles
from copydesk.reading._scan import Scan, scan
from copydesk.reading._speech import Unit, units
from copydesk.reading._told import Told, with_sources
from copydesk.reading.languages import language_for

#: Steps of the fit; more change nothing that the two decimals of the table would show.
STEPS = 50
#: How strongly a weight is drawn to nothing; chosen by cross-validation on train.jsonl.
SHRINK = 5.0
#: A fact seen less often than this is left out of the table: it would describe one article.
RARE = 10
#: A single word in a fact is kept when it was seen this often beside a candidate.
RARE_WORD = 30
#: Marks a fact that holds a single word of the text.
WORD = "word-before="
#: Marks a fact about what the table of attributions found.
TOLD = "told="
#: A weight smaller than this changes nothing.
SMALL = 0.05
#: More quoted words than this, left without annotation, are a gap in the annotation and teach nothing.
LONG = 9
#: Each third is read with weights learned from the other two, to learn from speakers as they will be chosen.
FOLDS = 3
#: How many steps the fit remembers.
MEMORY = 8


@dataclass
class Case:
    """One stretch: the facts of each candidate, and which candidates are right."""

    options: list[list[int]]
    right: list[int]
    base: list[float]  #: what each candidate has before anything is learned


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Return the share of two stretches that both cover."""
    common = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, common) / (max(a[1], b[1]) - min(a[0], b[0]))


def gold_of(unit: Unit, article: dict) -> dict | None:
    """Find the annotated quotation of a stretch."""
    for piece in unit.pieces:
        for each in article["quotes"]:
            if overlap((piece.inner.start, piece.inner.end), (each["start"], each["end"])) >= 0.8:
                return each
    return None


def is_right(text: str, mention: Mention, gold: list[list[int]]) -> bool:
    """Say whether a mention overlaps the annotated source or is the same name."""
    for start, end in gold:
        if mention.span.start < end and start < mention.span.end:
            return True
        last = text[start:end].split()[-1:] or [""]
        named = last[0].strip(".,'’s").lower()
        if (
            mention.kind.value == "name"
            and named == mention.key
            and named[:1].isalpha()
            and last[0][0].isupper()
        ):
            return True
    return False


def cases_of(
    article: dict, numbers: dict[str, int], table: _ranking.Weights | None, known: _attributed.Table | None
) -> list[Case]:
    """Turn an article into cases; the speaker before is the chosen one, or without a table the annotated one."""
    text = article["text"]
    ready: Scan = scan(text, language_for("en"))
    told = Told(ready, None if known is None else _attributed.found(ready, known))
    outside = with_sources(told, [each for each in mentions(ready) if not each.quoted])
    before = None
    profiles = Profiles(ready, outside, told)
    made = []
    for unit in units(ready):
        place = _features.place_of(ready, unit, told)
        found = _ranking.options(profiles, outside, place, before)
        gold = gold_of(unit, article)
        right = right_of(text, gold, found)
        gap = gold is None and place.after - place.first > LONG
        if right and not gap:
            coded = [
                [
                    numbers.setdefault(name, len(numbers))
                    for name in each.features
                    if known is None or TOLD in name
                ]
                for each in found
            ]
            given = [
                0.0
                if known is None
                else sum(table.get(name, 0.0) for name in each.features if TOLD not in name)
                for each in found
            ]
            made.append(Case(coded, right, given))
        if table is not None:
            mention = _ranking.decide(unit, found, table).mention
        else:
            mention = annotated(gold, found, right) if not gap else None
        if mention is not None:
            before = _features.Before(mention, place)
    return made


def right_of(text: str, gold: dict | None, found: list[_ranking.Option]) -> list[int]:
    """Return the numbers of the right candidates; nobody is the first."""
    if gold is None or not gold["speaker"]:
        return [0]
    return [
        n for n, each in enumerate(found) if each.mention and is_right(text, each.mention, gold["speaker"])
    ]


def annotated(gold: dict | None, found: list[_ranking.Option], right: list[int]) -> Mention | None:
    """Return the candidate that the annotation points at, else one of the same name."""
    named = [found[n].mention for n in right if n]
    inside = [
        each
        for each in named
        if any(each.span.start < end and start < each.span.end for start, end in gold["speaker"])
    ]
    return (inside or named or [None])[0]


def learn(cases: list[Case], size: int) -> list[float]:
    """Fit the weights by L-BFGS: the slope of the loss, bent by what the last steps showed of its curve."""
    weights = [0.0] * size
    loss, slope = loss_of(cases, weights)
    steps: list[tuple[list[float], list[float], float]] = []
    for _ in range(STEPS):
        way = direction(slope, steps)
        length = 1.0 if steps else 1.0 / max(1.0, math.sqrt(dot(slope, slope)))
        downhill = dot(way, slope)
        while True:
            tried = [w + length * d for w, d in zip(weights, way, strict=True)]
            new_loss, new_slope = loss_of(cases, tried)
            if new_loss <= loss + 1e-4 * length * downhill or length < 1e-6:
                break
            length /= 2
        moved = [a - b for a, b in zip(tried, weights, strict=True)]
        bent = [a - b for a, b in zip(new_slope, slope, strict=True)]
        curve = dot(moved, bent)
        if curve > 1e-10:
            steps = [*steps[1 - MEMORY :], (moved, bent, 1 / curve)]
        weights, loss, slope = tried, new_loss, new_slope
    return weights


def dot(one: list[float], other: list[float]) -> float:
    """Return the sum of the products."""
    return sum(map(mul, one, other))


def direction(slope: list[float], steps: list[tuple[list[float], list[float], float]]) -> list[float]:
    """Return where to go: downhill, corrected by the curve that the last steps showed."""
    way = [-each for each in slope]
    shares = []
    for moved, bent, inverse in reversed(steps):
        share = inverse * dot(moved, way)
        shares.append(share)
        way = [w - share * b for w, b in zip(way, bent, strict=True)]
    if steps:
        _, bent, inverse = steps[-1]
        scale = 1 / (inverse * dot(bent, bent))
        way = [scale * w for w in way]
    for (moved, bent, inverse), share in zip(steps, reversed(shares), strict=True):
        back = share - inverse * dot(bent, way)
        way = [w + back * m for w, m in zip(way, moved, strict=True)]
    return way


def loss_of(cases: list[Case], weights: list[float]) -> tuple[float, list[float]]:
    """Return how unlikely the right candidates are, and the slope of that for each weight."""
    slope = [SHRINK * each for each in weights]
    loss = SHRINK / 2 * dot(weights, weights)
    for case in cases:
        shares = shares_of(case, weights)
        right = sum(shares[n] for n in case.right) or 1e-12
        loss -= math.log(right)
        for n, features in enumerate(case.options):
            pull = shares[n] - (shares[n] / right if n in case.right else 0.0)
            if abs(pull) > 1e-7:
                for feature in features:
                    slope[feature] += pull
    return loss, slope


def shares_of(case: Case, weights: list[float]) -> list[float]:
    """Return the likelihood of each candidate."""
    at = weights.__getitem__
    scores = [given + sum(map(at, features)) for given, features in zip(case.base, case.options, strict=True)]
    highest = max(scores)
    shares = [math.exp(each - highest) for each in scores]
    total = sum(shares)
    return [each / total for each in shares]


def trained(
    articles: list[dict], tables: list[_ranking.Weights | None], told: list[_attributed.Table | None]
) -> str:
    """Learn a table from articles, each read with its own tables for the speakers before and the attributions."""
    numbers: dict[str, int] = {}
    cases = [
        case
        for each, table, known in zip(articles, tables, told, strict=True)
        for case in cases_of(each, numbers, table, known)
    ]
    counts = [0] * len(numbers)
    for case in cases:
        for features in case.options:
            for feature in features:
                counts[feature] += 1
    names = [name for name in numbers if counts[numbers[name]] >= (RARE_WORD if WORD in name else RARE)]
    order = {numbers[name]: place for place, name in enumerate(names)}
    for case in cases:
        case.options = [[order[f] for f in features if f in order] for features in case.options]
    return table_of(learn(cases, len(names)), names)


def table_of(weights: list[float], names: list[str]) -> str:
    """Write the table, sorted by name."""
    lines = [
        "# Weights learned by bench/train/reading_weights.py; a line is a fact and what it adds to a candidate's score."
    ]
    lines += sorted(
        f"{name}\t{value:.2f}" for name, value in zip(names, weights, strict=True) if abs(value) >= SMALL
    )
    return "\n".join(lines) + "\n"


def crossed(articles: list[dict]) -> list[_ranking.Weights | None]:
    """Return for each article a table learned from the other folds."""
    tables = []
    for fold in range(FOLDS):
        part = [n for n in range(len(articles)) if n % FOLDS != fold]
        text = trained([articles[n] for n in part], [None] * len(part), [None] * len(part))
        tables.append(_ranking.table(text))
    return [tables[n % FOLDS] for n in range(len(articles))]


def attributions(articles: list[dict]) -> list[_attributed.Table | None]:
    """Return for each article a table of attributions learned from the other folds."""
    ready = [reading_attributions.prepared(each) for each in articles]
    tables = []
    for fold in range(FOLDS):
        part = [each for n, each in enumerate(ready) if n % FOLDS != fold]
        tables.append(_attributed.table_of(reading_attributions.trained(part)))
    return [tables[n % FOLDS] for n in range(len(articles))]


def main(source: str, target: str, only: str = "all") -> None:
    """Learn from the articles of a file and write the table; `odd` leaves out every fifth article."""
    articles = [json.loads(line) for line in Path(source).read_text("utf-8").splitlines()]
    if only == "odd":
        articles = [each for n, each in enumerate(articles) if n % 5]
    tables = crossed(articles)
    told = attributions(articles) if only == "told" else [None] * len(articles)
    text = trained(articles, tables, told)
    Path(target).write_text(text, "utf-8")
    print(text.count("\n") - 1, "facts")


if __name__ == "__main__":
    main(*sys.argv[1:])
