"""The scorer: a small sum of decision trees, shipped as data, that says how likely a block is article text.

`bench/train/pages_model.py` learns the trees; `weights.json` holds them as nested lists
[number, threshold, at most, above] over the numbers that `features.NAMES` names.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from copydesk.errors import CopydeskError
from copydesk.parsing.pages import features

_FIRST = 40  # trees after which a sum this far from 0 is not added to any more: later trees only refine
_CLEAR = 3.0
NEVER = -9.0  #: the log odds of a block without a row


@cache
def _trees() -> tuple[Any, ...]:
    """Return the trees, checked against the numbers that the rows hold."""
    data = json.loads(files(__package__).joinpath("weights.json").read_text(encoding="utf-8"))
    if tuple(data["names"]) != features.NAMES:
        raise CopydeskError("weights.json was learnt on other numbers than features.NAMES: train it again")
    return tuple(data["trees"])


def log_odds(row: list[float]) -> float:
    """Return the log odds that the block behind this row is text of the article: above 0 is more likely than not.

    >>> log_odds([0.0] * len(features.NAMES)) < 0
    True
    """
    trees = _trees()
    total = _sum(trees[:_FIRST], row)
    return total if abs(total) > _CLEAR else total + _sum(trees[_FIRST:], row)


def _sum(trees: tuple[Any, ...], row: list[float]) -> float:
    """Add up what the trees say of one row."""
    total = 0.0
    for tree in trees:
        node = tree
        while node.__class__ is list:
            node = node[2] if row[node[0]] <= node[1] else node[3]
        total += node
    return total
