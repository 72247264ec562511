"""Trains the small model that judges a pair of articles; prints the weights for matching/weights.py.

Positive: two articles of one cluster of reprints.jsonl.gz, or two translations of one article. Negative: candidates of other clusters, and
look-alikes of one story in stories.jsonl.gz that share under 3 % of their five-word shingles. Only the
development half is read (by hash of the cluster; of the stories by hash of the topic, as the scorer draws it). Run: python bench/train/matching_pairs.py [articles]
"""

from __future__ import annotations

import gzip
import json
import math
import sys
import zlib
from pathlib import Path

from copydesk.matching.boilerplate import Boilerplate
from copydesk.matching.features import features
from copydesk.matching.fingerprint import fingerprint, keep
from copydesk.matching.live import live
from copydesk.matching.postings import Postings

DATA = Path(__file__).resolve().parents[3] / "shared" / "matching"
DECAY = 1e-5
SPARING = 0.03


def rows_of(name: str, *, by: str, most: int) -> list[dict[str, str]]:
    """Return the development half of a file, drawn as the scorer draws it."""
    with gzip.open(DATA / name, "rt", encoding="utf-8") as lines:
        rows = [json.loads(each) for each in lines]
    return [each for each in rows if zlib.crc32(each[by].encode()) % 2 == 0][:most]


def pairs(rows: list[dict[str, str]], *, independent: bool) -> list[tuple[tuple[float, ...], int]]:
    """Return the candidate pairs of a file with their labels."""
    found = []
    known = [fingerprint(keep(each["id"], each["text"], order=n)) for n, each in enumerate(rows)]
    lines, index = Boilerplate(known.__getitem__), Postings()
    for each in known[1:]:
        lines.add(each)
    lives = [live(each, lines.standing) for each in known]
    for number, one in enumerate(lives[1:], 1):
        for other, _ in index.enter(number, one, 16):
            if "roundup" in {rows[number].get("kind"), rows[other].get("kind")}:
                continue
            label = int(rows[number]["cluster"] == rows[other]["cluster"])
            if independent and label:
                short = min(known[number].hashes, known[other].hashes, key=len)
                both = fives(known[number].hashes) & fives(known[other].hashes)
                if len(both) >= SPARING * max(len(short) - 4, 1):
                    continue
                label = 0
            seen = features(one, lives[other])
            if seen is not None and not seen.is_template:
                found.append((seen.vector(), label))
    return found


def fives(hashes: object) -> set[tuple[int, ...]]:
    """Return the runs of five words."""
    listed = list(hashes)
    return set(zip(listed, listed[1:], listed[2:], listed[3:], listed[4:], strict=False))


def train(data: list[tuple[tuple[float, ...], int]]) -> tuple[float, list[float]]:
    """Fit a logistic regression by Newton steps; both classes weigh the same."""
    width = len(data[0][0]) + 1
    positives = sum(label for _, label in data)
    share = {1: 0.5 / positives, 0: 0.5 / (len(data) - positives)}
    weights = [0.0] * width
    for _ in range(25):
        gradient = [DECAY * each for each in weights]
        gradient[0] = 0.0
        hessian = [[(DECAY if i == j else 0.0) for j in range(width)] for i in range(width)]
        for vector, label in data:
            full = (1.0, *vector)
            guess = 1 / (
                1 + math.exp(-max(-30.0, min(30.0, sum(w * v for w, v in zip(weights, full, strict=True)))))
            )
            slope = share[label] * (guess - label)
            bend = share[label] * guess * (1 - guess)
            for i in range(width):
                gradient[i] += slope * full[i]
                if bend > 1e-9:
                    row = hessian[i]
                    scaled = bend * full[i]
                    for j in range(width):
                        row[j] += scaled * full[j]
        step = solve(hessian, gradient)
        weights = [w - s for w, s in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-4:
            break
    return weights[0], weights[1:]


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve a small system of linear equations by elimination."""
    size = len(right)
    rows = [[*matrix[i], right[i]] for i in range(size)]
    for i in range(size):
        best = max(range(i, size), key=lambda r: abs(rows[r][i]))
        rows[i], rows[best] = rows[best], rows[i]
        for r in range(size):
            if r != i and rows[i][i]:
                factor = rows[r][i] / rows[i][i]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[i], strict=True)]
    return [rows[i][size] / rows[i][i] for i in range(size)]


def main() -> None:
    """Train and print."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    data = pairs(rows_of("reprints.jsonl.gz", by="cluster", most=most), independent=False)
    data += pairs(rows_of("translations.jsonl.gz", by="cluster", most=most // 6), independent=False)
    stories = pairs(rows_of("stories.jsonl.gz", by="topic", most=most), independent=True)
    data += stories
    print(len(data), sum(label for _, label in data), len(stories))
    bias, weights = train(data)
    print("BIAS =", round(bias, 3))
    print("WEIGHTS =", tuple(round(each, 3) for each in weights))
    scored = [
        (bias + sum(w * v for w, v in zip(weights, vector, strict=True)), label) for vector, label in data
    ]
    for cut in (-2, -1, 0, 1, 2, 3):
        hit = sum(label for score, label in scored if score > cut)
        said = sum(1 for score, _ in scored if score > cut)
        print(
            cut, "precision", round(hit / said, 4), "recall", round(hit / sum(label for _, label in data), 4)
        )


if __name__ == "__main__":
    main()
