"""Learns the table of weights that `copydesk.reading` ships, from annotated articles; the same bytes each time.

    python bench/train/reading_weights.py ../shared/quotes/train.jsonl src/copydesk/reading/weights.tsv

A conditional log-linear model: of all candidates of a stretch (and nobody), the right ones together are made
likely. The facts are classes, places and single words of a closed list; no text of the articles is kept.
"""

from __future__ import annotations

import json
import math
import sys
from dataclasses import dataclass
from pathlib import Path

from copydesk.reading import _features, _ranking
from copydesk.reading._mentions import Mention, mentions
from copydesk.reading._scan import Scan, scan
from copydesk.reading._speech import Unit, units
from copydesk.reading.languages import language_for

ROUNDS = 6
RATE = 0.25
SHRINK = 2e-6
#: A fact seen less often than this is left out of the table: it would describe one article.
RARE = 30
#: A weight smaller than this changes nothing.
SMALL = 0.1
#: More quoted words than this, left without annotation, are a gap in the annotation and teach nothing.
LONG = 9


@dataclass
class Case:
    """One stretch: the facts of each candidate, and which candidates are right."""

    options: list[list[int]]
    right: list[int]


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


def cases_of(article: dict, numbers: dict[str, int]) -> list[Case]:
    """Turn an article into cases; the speaker before is the annotated one."""
    text = article["text"]
    ready: Scan = scan(text, language_for("en"))
    outside = [each for each in mentions(ready) if not each.quoted]
    before = None
    profiles = _features.Profiles(ready)
    made = []
    for unit in units(ready):
        place = _features.place_of(ready, unit)
        found = _ranking.options(profiles, outside, place, before)
        gold = gold_of(unit, article)
        if gold is None and place.after - place.first > LONG:
            continue
        if gold is None or not gold["speaker"]:
            right = [0]
        else:
            right = [
                n
                for n, each in enumerate(found)
                if each.mention and is_right(text, each.mention, gold["speaker"])
            ]
        if not right:
            continue
        coded = [[numbers.setdefault(name, len(numbers)) for name in each.features] for each in found]
        made.append(Case(coded, right))
        exact = (
            [
                found[n].mention
                for n in right
                if n
                and any(
                    found[n].mention.span.start < e and s < found[n].mention.span.end
                    for s, e in gold["speaker"]
                )
            ]
            if right != [0]
            else []
        )
        if right != [0]:
            before = _features.Before(exact[0] if exact else found[right[0]].mention, place)
    return made


def learn(cases: list[Case], size: int) -> list[float]:
    """Fit the weights by AdaGrad in a fixed order; return their average over the last half."""
    weights = [0.0] * size
    squares = [1e-6] * size
    total = [0.0] * size
    kept = 0
    for round_number in range(ROUNDS):
        for at in range(len(cases)):
            # A fixed stride mixes the articles without chance.
            case = cases[at * 7919 % len(cases)]
            step(case, weights, squares)
        if round_number >= ROUNDS // 2:
            kept += 1
            total = [a + b for a, b in zip(total, weights, strict=True)]
    return [each / kept for each in total]


def step(case: Case, weights: list[float], squares: list[float]) -> None:
    """Make the right candidates of one case more likely."""
    shares = shares_of(case, weights)
    right = sum(shares[n] for n in case.right) or 1e-12
    wanted = dict.fromkeys(case.right, 0.0)
    for n in case.right:
        wanted[n] = shares[n] / right
    change: dict[int, float] = {}
    for n, features in enumerate(case.options):
        gradient = wanted.get(n, 0.0) - shares[n]
        if abs(gradient) < 1e-4:
            continue
        for feature in features:
            change[feature] = change.get(feature, 0.0) + gradient
    for feature, pull in change.items():
        gradient = pull - SHRINK * len(weights) / 100 * weights[feature]
        squares[feature] += gradient * gradient
        weights[feature] += RATE * gradient / math.sqrt(squares[feature])


def shares_of(case: Case, weights: list[float], steepness: float = 1.0) -> list[float]:
    """Return the likelihood of each candidate."""
    scores = [steepness * sum(weights[f] for f in features) for features in case.options]
    highest = max(scores)
    shares = [math.exp(each - highest) for each in scores]
    total = sum(shares)
    return [each / total for each in shares]


def steepness_of(cases: list[Case], weights: list[float]) -> float:
    """Choose how far to spread scores so that certainties hold on cases not learned from."""

    def loss(value: float) -> float:
        return -sum(math.log(max(1e-9, sum(shares_of(c, weights, value)[n] for n in c.right))) for c in cases)

    return min((n / 20 for n in range(6, 31)), key=loss)


def prepared(articles: list[dict]) -> tuple[list[list[Case]], dict[str, int]]:
    """Turn articles into cases over the facts that are common enough."""
    numbers: dict[str, int] = {}
    raw = [cases_of(each, numbers) for each in articles]
    counts = [0] * len(numbers)
    for made in raw:
        for case in made:
            for features in case.options:
                for feature in features:
                    counts[feature] += 1
    for made in raw:
        for case in made:
            case.options = [[f for f in features if counts[f] >= RARE] for features in case.options]
    return raw, numbers


def table_of(weights: list[float], numbers: dict[str, int], steepness: float) -> str:
    """Write the table, sorted by name."""
    lines = [
        "# Weights learned by bench/train/reading_weights.py; a line is a fact and what it adds to a candidate's score.",
        f"#steepness\t{steepness:.2f}",
    ]
    for name in sorted(numbers):
        value = weights[numbers[name]]
        if abs(value) >= SMALL:
            lines.append(f"{name}\t{value:.2f}")
    return "\n".join(lines) + "\n"


def main(source: str, target: str, only: str = "all") -> None:
    """Learn from the articles of a file and write the table; `odd` leaves out every fifth article."""
    articles = [json.loads(line) for line in Path(source).read_text("utf-8").splitlines()]
    raw, numbers = prepared(articles)
    held = [n for n in range(len(raw)) if n % 5 == 0]
    part = [case for n, made in enumerate(raw) if n % 5 for case in made]
    weights = learn(part, len(numbers))
    steepness = steepness_of([case for n in held for case in raw[n]], weights)
    if only == "all":
        weights = learn([case for made in raw for case in made], len(numbers))
    Path(target).write_text(table_of(weights, numbers, steepness), "utf-8")
    print(
        len(numbers), "facts seen;", sum(abs(each) >= SMALL for each in weights), "kept; steepness", steepness
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
