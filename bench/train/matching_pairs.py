"""Trains the small model that judges a pair of articles; prints the weights for matching/weights.py.

Positive: two articles of one cluster of reprints.jsonl.gz, or two translations of one article. Negative: candidates of other clusters, and
look-alikes of one story in stories.jsonl.gz that share under 3 % of their five-word shingles. Only the
development half is read (by hash of the cluster; of the stories by hash of the topic, as the scorer draws it). Run: python bench/train/matching_pairs.py [articles]
"""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from pathlib import Path

import numpy as np

from copydesk.matching.boilerplate import Boilerplate
from copydesk.matching.features import features
from copydesk.matching.fingerprint import fingerprint, keep
from copydesk.matching.live import live
from copydesk.matching.postings import Postings

DATA = Path(__file__).resolve().parents[3] / "shared" / "matching"
DECAY = 1.0
CAUTION = 0.3  # taken from the bias: a false reprint costs more than a missed one
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


def products(vector: tuple[float, ...]) -> list[float]:
    """Return the features and the product of each with itself and those behind it."""
    return [*vector, *(one * other for place, one in enumerate(vector) for other in vector[place:])]


def train(rows: list[list[float]], labels: list[int]) -> tuple[float, list[float]]:
    """Fit a logistic regression by Newton steps; large weights of standardised features cost."""
    raw, wanted = np.array(rows), np.array(labels, dtype=float)
    middle, spread = raw.mean(axis=0), raw.std(axis=0) + 1e-6
    data = np.c_[np.ones(len(raw)), (raw - middle) / spread]
    weights = np.zeros(data.shape[1])
    ridge = np.diag([0.0, *[DECAY] * raw.shape[1]])
    for _ in range(60):
        guess = 1 / (1 + np.exp(-np.clip(data @ weights, -30, 30)))
        slope = data.T @ (guess - wanted) + ridge @ weights
        bend = (data * np.maximum(guess * (1 - guess), 1e-6)[:, None]).T @ data + ridge
        step = np.linalg.solve(bend, slope)
        weights -= step * min(1.0, 5.0 / float(np.abs(step).max()))
        if np.abs(step).max() < 1e-4:
            break
    plain = weights[1:] / spread
    return float(weights[0] - plain @ middle), plain.tolist()


def main() -> None:
    """Train and print."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    data = pairs(rows_of("reprints.jsonl.gz", by="cluster", most=most), independent=False)
    data += pairs(rows_of("translations.jsonl.gz", by="cluster", most=min(most, 900)), independent=False)
    data += pairs(rows_of("stories.jsonl.gz", by="topic", most=most), independent=True)
    rows, labels = [products(vector) for vector, _ in data], [label for _, label in data]
    print("#", len(data), "pairs,", sum(labels), "copies")
    bias, weights = train(rows, labels)
    width = len(data[0][0])
    print("BIAS =", round(bias - CAUTION, 3))
    print("WEIGHTS =", tuple(round(each, 3) for each in weights[:width]))
    print("PRODUCTS = (")
    place = width
    for row in range(width, 0, -1):
        print(f"    {tuple(round(each, 3) for each in weights[place : place + row])},")
        place += row
    print(")")
    scores = np.array(rows) @ np.array(weights) + bias
    wanted = np.array(labels)
    for cut in (-1, 0, 1, 2):
        hit, said = int(wanted[scores > cut].sum()), int((scores > cut).sum())
        print("#", cut, "precision", round(hit / said, 4), "recall", round(hit / int(wanted.sum()), 4))


if __name__ == "__main__":
    main()
