"""Learns which blocks of a page are its article, and writes the weights that `copydesk.parsing.pages` ships.

    python bench/train/pages_model.py WIRE_FOLDER --out src/copydesk/parsing/pages/weights.json

It needs lightgbm, numpy and scikit-learn, which Copydesk itself does not. Pages are split by host: fold 0 to 4
by a hash of the host, so that no site is both learnt from and scored; `--cross FOLDER` writes one set of
weights for each fold, learnt without it. The second look is learnt on what the first one says of sites it does not
know, so that it trusts it no more than it may.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import lightgbm
import numpy as np

from copydesk.parsing.pages import context, features, headline, score, tree
from copydesk.parsing.pages.structured import claims_of

FOLDS = 5
WORD = re.compile(r"\w+")


def fold_of(url: str) -> int:
    """Return the fold of a page's site, the same on every run."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return hashlib.sha256(host.encode()).digest()[0] % FOLDS


def labels_of(page: tree.Page, text: str) -> list[float | None]:
    """Return the share of each block that stands in the reference, short blocks placed between long ones.

    None means that the block cannot be told either way and is not learnt from.
    """
    reference = WORD.findall(text.lower())
    shingles: dict[tuple[str, ...], list[int]] = {}
    for place in range(len(reference) - 3):
        shingles.setdefault(tuple(reference[place : place + 4]), []).append(place)
    lines = {" ".join(WORD.findall(line.lower())) for line in text.splitlines()}
    words = [WORD.findall(leaf.text.lower()) for leaf in page.leaves]
    labels: list[float | None] = [0.0] * len(words)
    spots: list[int | None] = [None] * len(words)
    last = 0
    for number, own in enumerate(words):
        if len(own) < 8:
            continue
        hits = [shingles.get(tuple(own[i : i + 4])) for i in range(len(own) - 3)]
        share = sum(hit is not None for hit in hits) / len(hits)
        labels[number] = share
        if share > 0.7:
            first = next(hit for hit in hits if hit)
            spots[number] = min(first, key=lambda spot: abs(spot - last))
            last = spots[number] + len(own)
    _place_short(words, reference, lines, spots, labels)
    return labels


def _place_short(
    words: list[list[str]],
    reference: list[str],
    lines: set[str],
    spots: list[int | None],
    labels: list[float | None],
) -> None:
    """Label the short blocks: they count if they stand in the reference between the long ones around them."""
    known = [number for number, spot in enumerate(spots) if spot is not None]
    for number, own in enumerate(words):
        if not own:
            labels[number] = None
        if not 0 < len(own) < 8:
            continue
        before = max((k for k in known if k < number), default=None)
        after = min((k for k in known if k > number), default=None)
        if before is None and after is None:
            continue
        end = len(reference) if after is None else spots[after] + 1
        start = max(0, end - 60) if before is None else spots[before] + len(words[before]) - 2
        end = min(end, start + 200) if after is None else end
        window = f" {' '.join(reference[max(0, start) : end])} "
        joined = " ".join(own)
        if f" {joined} " in window and (joined in lines or len(own) > 2):
            labels[number] = 1.0


def read(folder: Path, name: str) -> list[dict[str, object]]:
    """Return the pages of one file."""
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@dataclass
class Learnt:
    """One page as it is learnt from: its blocks with rows, what they are, and how much each counts."""

    leaves: list[tree.Leaf]
    lead: tree.Leaf | None
    rows: list[list[float] | None]
    told: list[float | None]
    fold: int

    def weight(self, number: int) -> float:
        """Return how much a block counts: long ones more, text more than the rest."""
        length = len(self.leaves[number].text)
        return min(6.0, 0.6 + length / 60) if self.told[number] >= 0.6 else min(6.0, 0.4 + length / 100)

    def used(self) -> list[int]:
        """Return the blocks that are learnt from: those with a row that can be told either way."""
        pairs = enumerate(zip(self.rows, self.told, strict=True))
        return [
            n for n, (row, label) in pairs if row is not None and label is not None and not 0.25 < label < 0.6
        ]


def pages_of(folder: Path) -> list[Learnt]:
    """Return all pages, cut and labelled."""
    found = []
    for name in ("pages-news", "pages-articles"):
        for page in read(folder, name):
            cut = tree.parse(page["html"])
            if cut.leaves:
                claims = claims_of(cut)
                lead = headline.headline_leaf(cut, claims.headlines, claims.site)
                rows = features.rows_of(cut, lead)
                found.append(
                    Learnt(cut.leaves, lead, rows, labels_of(cut, page["text"]), fold_of(page["url"]))
                )
    return found


def first_look(pages: list[Learnt]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return rows, labels and weights of the blocks, as they are at first look."""
    chosen = [(page, number) for page in pages for number in page.used()]
    rows = np.array([page.rows[number] for page, number in chosen], dtype=float)
    return (
        rows,
        np.array([page.told[n] >= 0.6 for page, n in chosen]),
        np.array([page.weight(n) for page, n in chosen]),
    )


def second_look(pages: list[Learnt], models: list[list[object]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return rows, labels and weights as they are at second look; the first look did not know the page's site."""
    scorers = [score.compiled(tuple(trees)) for trees in models]
    rows, labels, weights = [], [], []
    for page in pages:
        odds = [scorers[page.fold](row) if row else score.NEVER for row in page.rows]
        seconds = context.rows_of(page.leaves, odds, page.lead)
        for number in page.used():
            rows.append(seconds[number])
            labels.append(page.told[number] >= 0.6)
            weights.append(page.weight(number))
    return np.array(rows, dtype=float), np.array(labels), np.array(weights)


def train(
    data: tuple[np.ndarray, np.ndarray, np.ndarray], names: tuple[str, ...], trees: int, leaves: int
) -> list[object]:
    """Learn gradient-boosted trees small enough to read; return them as nested lists."""
    settings = {
        "objective": "binary", "num_leaves": leaves, "learning_rate": 0.11, "min_data_in_leaf": 60, "lambda_l2": 5.0,
        "feature_fraction": 0.5, "bagging_fraction": 0.8, "bagging_freq": 1, "verbose": -1, "seed": 7, "num_threads": 2,
        "deterministic": True, "max_bin": 127,
    }  # fmt: skip
    rows, labels, weights = data
    model = lightgbm.train(
        settings, lightgbm.Dataset(rows, labels, weight=weights, feature_name=list(names)), trees
    )
    return [nested(one["tree_structure"]) for one in model.dump_model()["tree_info"]]


def nested(node: dict[str, object]) -> object:
    """Return a tree as nested lists [feature, threshold, at most, above], a leaf as its value."""
    if "leaf_value" in node:
        return round(node["leaf_value"], 4)
    return [
        node["split_feature"],
        float(f"{node['threshold']:.5g}"),
        nested(node["left_child"]),
        nested(node["right_child"]),
    ]


def export(first: list[object], second: list[object], out: Path) -> None:
    """Write the trees of both looks as JSON, with the names of the numbers."""
    data = {"names": list(features.NAMES), "trees": first, "context": list(context.NAMES), "second": second}
    out.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")


def main() -> None:
    """Learn from all pages, and for each fold from all pages but its own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="where the shipped weights go")
    parser.add_argument("--cross", type=Path, help="folder for fold-N.json, learnt without fold N")
    parser.add_argument("--trees", type=int, default=150)
    parser.add_argument("--leaves", type=int, default=16)
    parser.add_argument("--second", type=int, default=60, help="trees of the second look")
    options = parser.parse_args()
    pages = pages_of(options.folder)
    models = [
        train(
            first_look([page for page in pages if page.fold != fold]),
            features.NAMES,
            options.trees,
            options.leaves,
        )
        for fold in range(FOLDS)
    ]
    first = train(first_look(pages), features.NAMES, options.trees, options.leaves)
    export(first, train(second_look(pages, models), context.NAMES, options.second, 12), options.out)
    for fold in range(FOLDS) if options.cross else ():
        known = [page for page in pages if page.fold != fold]
        second = train(second_look(known, models), context.NAMES, options.second, 12)
        export(models[fold], second, options.cross / f"fold-{fold}.json")
        print(f"fold {fold}: learnt on {len(known)} pages", flush=True)


if __name__ == "__main__":
    main()
