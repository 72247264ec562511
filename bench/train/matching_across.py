"""Fits the weights of `copydesk.matching.across`; prints them to be put there by hand.

    python bench/train/matching_across.py ../shared/matching/stories.jsonl.gz [articles]

Articles of the development half and their translations by Apertium, as bench/matching_across.py makes them; each pair that the index
brings together is a case. A logistic fit with a square penalty; a wrong proposal counts twice, since the editor trusts them.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from copydesk.matching.across import Across
from matching_across import corpus, same

PENALTY = 0.5
WRONG = 2.0
STEPS = 20_000


def main() -> None:
    """Print the weights and the bias."""
    across, rows, labels = Across(), [], []
    for each in corpus(Path(sys.argv[1]), "dev", int(sys.argv[2]) if len(sys.argv) > 2 else 400):
        for other, shares in across.compared(each.words, each.language):
            rows.append(shares)
            labels.append(same(each.key, other))
        across.add(each.key, each.words, language=each.language)
    values, wanted = np.array(rows), np.array(labels, dtype=float)
    weighted = np.hstack([values, np.ones((len(values), 1))])
    counts = np.where(wanted > 0, 1.0, WRONG)
    weights = np.zeros(weighted.shape[1])
    for _ in range(STEPS):
        told = 1 / (1 + np.exp(-weighted @ weights))
        slope = weighted.T @ ((told - wanted) * counts) + PENALTY * np.append(weights[:-1], 0.0)
        weights -= 0.5 * slope / len(values)
    print(len(values), "cases,", int(wanted.sum()), "right")
    print("WEIGHTS =", tuple(round(float(each), 1) for each in weights[:-1]))
    print("BIAS =", round(float(weights[-1]), 1))


if __name__ == "__main__":
    main()
