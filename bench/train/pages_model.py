"""Learns which blocks of a page are its article, and writes the weights that `copydesk.parsing.pages` ships.

    python bench/train/pages_model.py WIRE_FOLDER --out src/copydesk/parsing/pages/weights.json

It needs lightgbm, numpy and scikit-learn, which Copydesk itself does not. Pages are split by host: fold 0 to 4
by a hash of the host, so that no site is both learnt from and scored; `--cross FOLDER` writes one set of
weights for each fold, learnt without it.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import lightgbm
import numpy as np

from copydesk.parsing.pages import features, headline, tree
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


def examples(folder: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return rows, labels, weights and folds of all blocks."""
    rows, labels, weights, folds = [], [], [], []
    for name in ("pages-news", "pages-articles"):
        for page in read(folder, name):
            cut = tree.parse(page["html"])
            if not cut.leaves:
                continue
            claims = claims_of(cut)
            told = labels_of(cut, page["text"])
            lead = headline.headline_leaf(cut, claims.headlines)
            for leaf, row, label in zip(cut.leaves, features.rows_of(cut, lead), told, strict=True):
                if row is None or label is None or 0.25 < label < 0.6:
                    continue
                rows.append(row)
                labels.append(label >= 0.6)
                weights.append(
                    min(6.0, 0.4 + len(leaf.text) / 100)
                    if label < 0.6
                    else min(6.0, 0.6 + len(leaf.text) / 60)
                )
                folds.append(fold_of(page["url"]))
    return (np.array(rows, dtype=float), np.array(labels), np.array(weights), np.array(folds))


def train(
    rows: np.ndarray, labels: np.ndarray, weights: np.ndarray, trees: int, leaves: int
) -> lightgbm.Booster:
    """Learn gradient-boosted trees small enough to read."""
    settings = {
        "objective": "binary", "num_leaves": leaves, "learning_rate": 0.11, "min_data_in_leaf": 60, "lambda_l2": 5.0,
        "feature_fraction": 0.5, "bagging_fraction": 0.8, "bagging_freq": 1, "verbose": -1, "seed": 7, "num_threads": 2,
        "deterministic": True, "max_bin": 127,
    }  # fmt: skip
    data = lightgbm.Dataset(rows, labels, weight=weights, feature_name=list(features.NAMES))
    return lightgbm.train(settings, data, trees)


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


def export(model: lightgbm.Booster, out: Path) -> None:
    """Write the trees as JSON: the names of the numbers, and the trees."""
    trees = [nested(one["tree_structure"]) for one in model.dump_model()["tree_info"]]
    out.write_text(
        json.dumps({"names": list(features.NAMES), "trees": trees}, separators=(",", ":")) + "\n",
        encoding="utf-8",
    )


def main() -> None:
    """Learn from all pages, and for each fold from all pages but its own; say how well the left-out ones are told apart."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="where the shipped weights go")
    parser.add_argument("--cross", type=Path, help="folder for fold-N.json, learnt without fold N")
    parser.add_argument("--trees", type=int, default=150)
    parser.add_argument("--leaves", type=int, default=16)
    options = parser.parse_args()
    rows, labels, weights, folds = examples(options.folder)
    export(train(rows, labels, weights, options.trees, options.leaves), options.out)
    for fold in range(FOLDS) if options.cross else ():
        keep = folds != fold
        model = train(rows[keep], labels[keep], weights[keep], options.trees, options.leaves)
        export(model, options.cross / f"fold-{fold}.json")
        wrong = (model.predict(rows[~keep]) > 0.5) != labels[~keep]
        print(
            f"fold {fold}: {(~keep).sum()} blocks, {labels[~keep].mean():.3f} article, {wrong.mean():.4f} wrong",
            flush=True,
        )


if __name__ == "__main__":
    main()
