"""Why a block got its type: each block of a page with its kind, its odds and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.parsing.pages import score
from copydesk.parsing.pages.judged import judge
from copydesk.parsing.pages.reading_bytes import text_of
from copydesk.parsing.pages.siterules import shipped
from copydesk.parsing.pages.structured import claims_of
from copydesk.parsing.pages.tree import parse

if TYPE_CHECKING:
    from copydesk.parsing.pages.siterules import Sites
    from copydesk.types import BlockKind


@dataclass(frozen=True, slots=True)
class Explained:
    """One block of a page, with what its type was made from."""

    kind: BlockKind
    text: str
    odds: float | None  #: log odds that it is text of the article; None for what is plainly a menu
    where: str  #: its tag, the class and id words of it
    rule: str = ""  #: name of the site rule that gave the kind; empty for none


def explain(page: bytes | str, url: str | None = None, sites: Sites | None = None) -> list[Explained]:
    """Return every block of a page, in page order. A kind other than body or furniture was given by a rule.

    Args:
        page: as for `extract`.
        url: where it was fetched; None has no site rule.
        sites: as for `extract`.

    Raises:
        NotAPageError: the page is empty, or neither HTML nor plain text.

    >>> [(each.kind.value, each.where) for each in explain("<h1 class=hed>Bridge closed</h1>")]
    [('headline', 'h1.hed')]
    """
    tree = parse(text_of(page, None))
    sites = shipped() if sites is None else sites
    judged, rule = judge(tree, claims_of(tree), url, sites), sites.at(url)
    return [
        Explained(
            kind,
            leaf.text,
            odd if odd > score.NEVER else None,
            ".".join([leaf.element.tag, *leaf.element.names.split()]),
            rule.name if rule and leaf.order in judged.told else "",
        )
        for leaf, kind, odd in zip(tree.leaves, judged.kinds, judged.odds, strict=True)
    ]
