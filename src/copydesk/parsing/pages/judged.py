"""What each block of a page is for: the scorer's odds, the general rules, and what a site rule says, which counts most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.parsing.pages import score
from copydesk.parsing.pages.headline import headline_leaf
from copydesk.parsing.pages.kinds import OUTSIDE_BODY, fallen_back, kinds_of
from copydesk.types import BlockKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from copydesk.parsing.pages.siterules import Sites
    from copydesk.parsing.pages.structured import Claims
    from copydesk.parsing.pages.tree import Leaf, Page


@dataclass(frozen=True, slots=True)
class Judged:
    """The blocks of a page with their kinds, by their number."""

    lead: Leaf | None  #: the headline
    odds: list[float]  #: that a block is text of the article, as logarithms
    kinds: list[BlockKind]
    told: Mapping[int, BlockKind]  #: the kinds that a site rule gave


def judge(page: Page, claims: Claims, url: str | None, sites: Sites) -> Judged:
    """Return what each block is for.

    Args:
        page: cut into blocks.
        claims: what it says of itself.
        url: where it was fetched; None has no site rule.
        sites: the rules.
    """
    told = sites.kinds(url, page.leaves)
    lead = next((page.leaves[number] for number, kind in told.items() if kind is BlockKind.HEADLINE), None)
    lead = lead or headline_leaf(page, claims.headlines, claims.site)
    odds = fallen_back(page.leaves, score.odds_of(page, lead))
    for number, kind in told.items():
        # The kinds of the blocks around it are weighed with what is known of this one.
        odds[number] = score.NEVER if kind in OUTSIDE_BODY else max(odds[number], score.SURE)
    kinds = kinds_of(page.leaves, odds, lead, claims)
    for number, kind in told.items():
        kinds[number] = kind
    return Judged(lead, odds, kinds, told)
