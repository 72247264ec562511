"""The scorer: a small sum of decision trees, shipped as data, that says how likely a block is article text.

`bench/train/pages_model.py` learns the trees; `weights.json` holds them as nested lists
[number, threshold, at most, above] over the numbers that `features.NAMES` names. They are written out as Python
expressions and compiled once in a process: walking the lists took four times as long.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from copydesk.errors import CopydeskError
from copydesk.parsing.pages import context, features

if TYPE_CHECKING:
    from collections.abc import Callable

    from copydesk.parsing.pages.tree import Leaf, Page

    Scorer = Callable[[list[float]], float]

_FIRST = 40  # trees after which a sum this far from 0 is not added to any more: later trees only refine
_CLEAR = 3.0
NEVER = context.NEVER
SURE = 9.0  #: the log odds of a block that a site rule puts into the text


@cache
def _looks() -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Return the trees of the first and the second look, checked against the numbers that the rows hold."""
    data = json.loads(files(__package__).joinpath("weights.json").read_text(encoding="utf-8"))
    if tuple(data["names"]) != features.NAMES or tuple(data["context"]) != context.NAMES:
        raise CopydeskError("weights.json was learnt on other numbers than features.NAMES: train it again")
    return tuple(data["trees"]), tuple(data["second"])


def compiled(trees: tuple[Any, ...]) -> Scorer:
    """Return a function that adds up what the trees say of one row, in their order; it stops once the sum is clear.

    >>> compiled(([0, 0.5, -1.0, [1, 2.0, 0.25, 3.0]],))([1.0, 2.0])
    0.25
    """
    width = 1 + max(map(_last, trees), default=-1)
    # Names of the function cost half of what places in a list do.
    lines = ["def total(row):", f" {''.join(f'r{n},' for n in range(width))}*_ = row", " sum = 0.0"]
    for number, tree in enumerate(trees):
        if number == _FIRST:
            lines += [f" if sum > {_CLEAR} or sum < -{_CLEAR}: return sum", " first, sum = sum, 0.0"]
        lines.append(f" sum += {_written(tree)}")
    lines.append(" return first + sum" if len(trees) > _FIRST else " return sum")
    space: dict[str, Any] = {}
    exec("\n".join(lines), {}, space)  # noqa: S102 - nothing but the numbers that _written lets through
    function: Scorer = space["total"]
    return function


def _written(node: Any) -> str:
    """Return a tree as an expression; numbers only, whatever the file holds."""
    if not isinstance(node, list):
        return repr(float(node))
    number, threshold, low, high = node
    return f"({_written(low)} if r{int(number)} <= {float(threshold)!r} else {_written(high)})"


@cache
def _scorers() -> tuple[Scorer, Scorer]:
    """Return the compiled trees of the package: those of the first look and those of the second."""
    first, second = _looks()
    return compiled(first), compiled(second)


def _last(node: Any) -> int:
    """Return the highest number of a row that a tree asks for; -1 if it asks for none."""
    return max(int(node[0]), _last(node[2]), _last(node[3])) if isinstance(node, list) else -1


def log_odds(row: list[float]) -> float:
    """Return the log odds at first look that the block behind this row is text of the article.

    >>> log_odds([0.0] * len(features.NAMES)) < 0
    True
    """
    return _scorers()[0](row)


def odds_of(page: Page, headline: Leaf | None) -> list[float]:
    """Return for each block the log odds that it is text of the article: above 0 is more likely than not."""
    first, second = _scorers()
    odds = [first(row) if row else NEVER for row in features.rows_of(page, headline)]
    return [second(row) if row is not None else NEVER for row in context.rows_of(page.leaves, odds, headline)]
