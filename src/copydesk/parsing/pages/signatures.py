"""Names that a page prints without a word such as "by": beside the date, on a link to their page, under the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk.parsing.pages import phrases
from copydesk.parsing.pages.people import AUTHOR_PAGE, has_first_name, is_handle, is_person, pen_names, people
from copydesk.parsing.pages.words import Says
from copydesk.types import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from copydesk.parsing.pages.structured import Claims
    from copydesk.parsing.pages.tree import Leaf, Page

_BEFORE = 3  # blocks before the headline in which a name may stand
_BEHIND = 9  # blocks behind it
_BELOW = 6  # blocks below the last paragraph
_SHORT = 170  # characters of a line that signs
_ALONE = 40  # characters of a name that stands alone
_PARTS = re.compile(r"\s*[|•·,⋅–—]\s*|\s-\s|\s+(?:in|on behalf of|am|um|at|le)\s+|//")
_FOREIGN = int(
    Says.COMMENT | Says.RELATED | Says.POPUP | Says.NAVIGATION | Says.SHARE | Says.KICKER | Says.TAGS | Says.LISTING
    | Says.CAPTION | Says.CREDIT
)  # fmt: skip
_ELSEWHERE = int(Says.COMMENT | Says.RELATED | Says.POPUP)
_PICTURED = frozenset(("figure", "figcaption", "nav", "form", "footer"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
#: "More from Ana Lesk" on a link to her page.
_ALL_BY = re.compile(
    r"(?i)^(?:(?:view|see|read|find)\s)?(?:all|more|other|alles?|alle|weitere|mehr|tous|toutes|plus|todos|todas|más|tutti|altri)\b.{0,40}?\s(?:by|from|of|von|de|par|por|di|da)\s+(?=\S)"
)
#: "..., writes Ana Lesk": how some papers sign in the standfirst.
_WRITES = re.compile(
    r"(?:[,.:;–—-]\s*(?:writes|reports|asks|explains|says|schreibt|berichtet|meint|fragt|von|by)|\b(?:By|Von|Par|Por))\s+((?:[^\W\d_][\w.'’-]*\s){1,3}[^\W\d_][\w'’-]+)\W*$"
)
_BOXES = re.compile(
    r"(?i)(?:author|autor|auteur|byline|writer)[\w-]{0,12}?[-_ ]{0,2}name|name[-_]{0,2}(?:author|autor)|(?:written|posted|story)[-_]{1,2}by\b"
)
_COMMENTED = int(Says.COMMENT | Says.RELATED | Says.NAVIGATION)


def signature(
    page: Page, kinds: Sequence[BlockKind], headline: Leaf | None, claims: Claims
) -> tuple[Leaf | None, tuple[str, ...]]:
    """Return the line that signs the article and whom it names; None and nobody where no line does.

    The surest form comes first: a link to an author's page, a word such as "by", a name beside the date, a name
    alone that begins with a common first name or is called a byline, then the first forms below the text, then a
    name that the whole page puts into its elements for authors. A site that bears the name of a person is that
    person's. Where the metadata names a desk or a firm, a name alone signs nothing.
    """
    outlet = (claims.site or "", claims.publisher or "")
    near = list(_near(page.leaves, kinds, headline))
    below = list(_below(page.leaves, kinds))
    loose = [] if any(claims.authors) else near
    for leaves, find in (
        (near, _linked), (near, _said), (near, _boxed), (loose, _dated), (loose, _alone), (_standfirsts(page.leaves, kinds), _written),
        (below, _said), (below, _linked), (below, _boxed), (below if loose else (), _alone),
    ):  # fmt: skip
        for leaf in leaves:
            names = find(leaf, outlet)
            if names:
                return leaf, names
    only = _only(page.leaves, kinds, outlet)
    if only is not None:
        return only
    titles = (
        claims.site or "",
        claims.title.rsplit("|", 1)[-1].rsplit(" - ", 1)[-1].strip(),
        page.leaves[0].text if page.leaves else "",
    )
    own = next((name for name in titles if has_first_name(name) and is_person(name)), None)
    return None, (own,) if own else ()


def _near(leaves: Sequence[Leaf], kinds: Sequence[BlockKind], headline: Leaf | None) -> Iterator[Leaf]:
    """Return the short blocks around the headline that may sign the article."""
    if headline is None:
        return
    own = headline.element.says_all
    for number in range(max(0, headline.order - _BEFORE), min(len(leaves), headline.order + _BEHIND)):
        if leaves[number] is not headline and _may_sign(leaves[number], kinds[number], own):
            yield leaves[number]


def _below(leaves: Sequence[Leaf], kinds: Sequence[BlockKind]) -> Iterator[Leaf]:
    """Return the short blocks around the end of the text."""
    last = max((n for n, kind in enumerate(kinds) if kind is BlockKind.BODY), default=None)
    if last is None:
        return
    own = leaves[last].element.says_all
    for number in range(max(0, last - 1), min(len(leaves), last + _BELOW)):
        if _may_sign(leaves[number], kinds[number], own):
            yield leaves[number]


def _may_sign(leaf: Leaf, kind: BlockKind, own: int) -> bool:
    """Say whether a block is short and stands where authors sign."""
    return (
        len(leaf.text) <= _SHORT
        and not leaf.element.hidden
        and kind not in {BlockKind.CAPTION, BlockKind.CREDIT, BlockKind.TEASER, BlockKind.EMBED}
        and leaf.element.within.isdisjoint(_PICTURED)
        and not leaf.element.says & _FOREIGN
        and not leaf.element.says_all & _ELSEWHERE & ~own
    )


def _linked(leaf: Leaf, outlet: Sequence[str]) -> tuple[str, ...]:
    """Return the names that stand on links to author pages."""
    texts = [
        _ALL_BY.sub("", leaf.text[start:end])
        for start, end, address in leaf.links
        if AUTHOR_PAGE.search(address)
    ]
    found = people(texts, outlet)
    if found or len(texts) != 1:
        return found
    own = " ".join(outlet).lower()
    return (texts[0],) if is_handle(texts[0]) and texts[0].lower() not in own else ()


def _boxed(leaf: Leaf, outlet: Sequence[str]) -> tuple[str, ...]:
    """Return the name in an element whose class says that it holds an author's name."""
    return people([leaf.text], outlet) if len(leaf.text) <= _ALONE and _is_box(leaf) else ()


def _is_box(leaf: Leaf) -> bool:
    """Say whether the class words of a block's element, or of the one above it, are those of an author's name."""
    above = leaf.element.parent
    return _BOXES.search(leaf.element.names) is not None or (
        above is not None and above.leaves == 1 and _BOXES.search(above.names) is not None
    )


def _standfirsts(leaves: Sequence[Leaf], kinds: Sequence[BlockKind]) -> Iterator[Leaf]:
    """Return the standfirsts."""
    return (leaf for leaf, kind in zip(leaves, kinds, strict=True) if kind is BlockKind.STANDFIRST)


def _written(leaf: Leaf, outlet: Sequence[str]) -> tuple[str, ...]:
    """Return the name that a standfirst ends with: "..., writes Ana Lesk"."""
    match = _WRITES.search(leaf.text)
    return people([match[1]], outlet) if match and has_first_name(match[1]) else ()


def _only(
    leaves: Sequence[Leaf], kinds: Sequence[BlockKind], outlet: Sequence[str]
) -> tuple[Leaf, tuple[str, ...]] | None:
    """Return the one line that signs anything on the page outside comments and lists; None if there are several."""
    last = max((n for n, kind in enumerate(kinds) if kind is BlockKind.BODY), default=-1)
    found: dict[tuple[str, ...], Leaf] = {}
    for leaf in leaves[: last + _BELOW]:
        if len(leaf.text) > _SHORT or leaf.element.hidden or leaf.element.says_all & _COMMENTED:
            continue
        names = _boxed(leaf, outlet) or _said(leaf, outlet) or _linked(leaf, outlet)
        if names:
            found.setdefault(names, leaf)
    if len(found) != 1:
        return None
    names, leaf = next(iter(found.items()))
    return leaf, names


def _said(leaf: Leaf, outlet: Sequence[str]) -> tuple[str, ...]:
    """Return the names behind a word such as "by"."""
    if not phrases.BY.match(leaf.text[:40]):
        return ()
    found = people([_PARTS.split(leaf.text)[0]], outlet) or people([leaf.text], outlet)[:1]
    signs = leaf.element.says & Says.BYLINE or any(
        AUTHOR_PAGE.search(address) for _, _, address in leaf.links
    )
    return found or (pen_names(leaf.text, outlet) if signs else ())


def _dated(leaf: Leaf, outlet: Sequence[str]) -> tuple[str, ...]:
    """Return the names in a line that also holds a date."""
    if len(leaf.text) > 110 or not (leaf.moment or phrases.DATED.search(leaf.text)):
        return ()
    return tuple(
        name for part in _PARTS.split(leaf.text) if is_person(part) for name in people([part], outlet)
    )[:3]


def _alone(leaf: Leaf, outlet: Sequence[str]) -> tuple[str, ...]:
    """Return a name that is a block of its own: with a common first name, or called a byline."""
    if len(leaf.text) > _ALONE or leaf.element.tag in _HEADINGS or not is_person(leaf.text):
        return ()
    if not has_first_name(leaf.text) and not leaf.element.says_all & Says.BYLINE:
        return ()
    return people([leaf.text], outlet)
