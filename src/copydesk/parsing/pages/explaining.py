"""Why a block got its type: each block of a page with its kind, its odds and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.parsing.pages import score
from copydesk.parsing.pages.headline import headline_leaf
from copydesk.parsing.pages.kinds import fallen_back, kinds_of
from copydesk.parsing.pages.reading_bytes import text_of
from copydesk.parsing.pages.structured import claims_of
from copydesk.parsing.pages.tree import parse

if TYPE_CHECKING:
    from copydesk.types import BlockKind


@dataclass(frozen=True, slots=True)
class Explained:
    """One block of a page, with what its type was made from."""

    kind: BlockKind
    text: str
    odds: float | None  #: log odds that it is text of the article; None for what is plainly a menu
    where: str  #: its tag, the class and id words of it


def explain(page: bytes | str) -> list[Explained]:
    """Return every block of a page, in page order. A kind other than body or furniture was given by a rule.

    Raises:
        NotAPageError: the page is empty, or neither HTML nor plain text.

    >>> [(each.kind.value, each.where) for each in explain("<h1 class=hed>Bridge closed</h1>")]
    [('headline', 'h1.hed')]
    """
    tree = parse(text_of(page, None))
    claims = claims_of(tree)
    lead = headline_leaf(tree, claims.headlines)
    odds = fallen_back(tree.leaves, score.odds_of(tree, lead))
    return [
        Explained(kind, leaf.text, odd if odd > score.NEVER else None, ".".join([leaf.element.tag, *leaf.element.names.split()]))
        for leaf, kind, odd in zip(tree.leaves, kinds_of(tree.leaves, odds, lead, claims), odds, strict=True)
    ]  # fmt: skip
