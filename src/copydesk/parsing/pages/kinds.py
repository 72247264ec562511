"""What each block of a page is for: the scorer says what is article text, these rules name the rest."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from copydesk.parsing.pages import phrases
from copydesk.parsing.pages.people import people
from copydesk.parsing.pages.pictures import is_credit
from copydesk.parsing.pages.words import Says
from copydesk.types import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.parsing.pages.structured import Claims
    from copydesk.parsing.pages.tree import Element, Leaf

OUTSIDE_BODY = frozenset(
    (
        BlockKind.CAPTION, BlockKind.CREDIT, BlockKind.KICKER, BlockKind.HEADLINE, BlockKind.BYLINE, BlockKind.DATE, BlockKind.TEASER,
        BlockKind.SOURCE_CREDIT, BlockKind.CORRECTION, BlockKind.EMBED, BlockKind.FURNITURE,
    )
)  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_POSTS = re.compile(
    r"(?i)twitter-tweet|twitter-video|instagram-media|fb-post|tiktok-embed|reddit-card|reddit-embed|bluesky-embed|mastodon"
)
_CLOCK = re.compile(r"(?i)\d{1,2}[:.h]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?|uhr|h)?(?:\s*[a-z]{2,5})?")
_LISTING = "pre"
_FRAGMENT = 12  # blocks of a page that may be nothing but a fragment
_SENTENCE = 25  # characters of the shortest sentence taken from a fragment
_BARELY = 0.1  # log odds of what is taken for text for want of anything better
_BEFORE = 3  # blocks before the headline that may still be article text
_WITHIN_REACH = -4.0  # log odds below which a block is furniture whatever it says
_NEAR_HEAD = 12  # blocks around the headline in which kicker, standfirst, byline and date stand
_SHORT = 160  # characters of a byline, date or teaser at most
_LABEL_REACH = 5  # blocks from the headline within which "Breaking News" alone is a label
_ROW = 3  # links that make a row
_COLOPHON = 8  # how many times longer than what follows a closing row of links the article must be
_TEASER_ALONE = 22  # characters of "Read more" that announces nothing
_STAMP = 70  # characters of "Published 11:11 PM EST Nov 19, 2019" at most
_LABELLED = re.compile(r"[^\W\d_]{2}")
_DIGIT = re.compile(r"\d")
_NO_LABEL = int(Says.NAVIGATION | Says.BYLINE | Says.DATE | Says.SHARE)
_LABELS = 5  # labels that stand in one list at most: longer ones are menus
_LABEL_ALONE = 30  # characters of a label that nothing but its place speaks for
_CREDIT_ALONE = 45  # characters of a line under a caption that is its credit
_LINKED_TITLE = 12  # characters of the links of a list of other articles: tags are shorter
_SURE = 2.0  # log odds from which a paragraph full of links is text all the same
_SMALL_LABEL = 45  # characters of a kicker at most


def near(leaf: Leaf, steps: int = 2) -> int:
    """Return what the class words of the block's element and the elements just above it say."""
    element = leaf.element
    says = element.says | leaf.says
    for _ in range(steps):
        if element.parent is None or element.parent.tag in {"body", "html"}:
            break
        element = element.parent
        says |= element.says
    return says


def post_around(leaf: Leaf) -> Element | None:
    """Return the element of the post of a social network that the block is part of; None if it is part of none."""
    element: Element | None = leaf.element
    passed = []
    while element is not None and element.tag != "body" and element.posted is not False:
        if element.tag in {"blockquote", "div"} and element.names and _POSTS.search(element.names):
            return element
        passed.append(element)
        element = element.parent
    for one in passed:
        one.posted = False
    return None


def fallen_back(leaves: Sequence[Leaf], odds: list[float]) -> list[float]:
    """Return the odds; on a small page where nothing reached 0, the plain sentences of it are taken for its text.

    Feeds carry such fragments: two paragraphs with nothing around them.
    """
    if len(leaves) > _FRAGMENT or any(odd > 0 for odd in odds):
        return with_listings(leaves, odds)
    return [
        _BARELY
        if len(leaf.text) >= _SENTENCE
        and leaf.linked * 2 < len(leaf.text)
        and leaf.element.tag not in _HEADINGS
        else odd
        for leaf, odd in zip(leaves, odds, strict=True)
    ]


def with_listings(leaves: Sequence[Leaf], odds: list[float]) -> list[float]:
    """Return the odds; a listing of code between two blocks of text belongs to the text, whatever it looks like."""
    found = [*odds]
    text = [number for number, odd in enumerate(odds) if odd > 0]
    for before, after in pairwise(text):
        between = range(before + 1, after)
        if between and all(leaves[number].element.tag == _LISTING for number in between):
            for number in between:
                found[number] = max(found[number], _BARELY)
    return found


def _after_headline(leaves: Sequence[Leaf], odds: Sequence[float], headline: Leaf | None) -> Sequence[float]:
    """Take what stands well before the headline for furniture, where most of the text stands after it."""
    if headline is None:
        return odds
    edge = headline.order - _BEFORE
    ahead = sum(len(leaf.text) for leaf, odd in zip(leaves[: max(0, edge)], odds, strict=False) if odd > 0)
    total = sum(len(leaf.text) for leaf, odd in zip(leaves, odds, strict=True) if odd > 0)
    if not ahead or ahead * 2 > total:
        return odds
    return [min(odd, -_BARELY) if number < edge else odd for number, odd in enumerate(odds)]


def kinds_of(
    leaves: Sequence[Leaf], odds: Sequence[float], headline: Leaf | None, claims: Claims
) -> list[BlockKind]:
    """Return the kind of each block, in page order."""
    odds = _after_headline(leaves, odds, headline)
    first = next(
        (number for number, odd in enumerate(odds) if odd > 0 and len(leaves[number].text) > _SMALL_LABEL),
        len(leaves),
    )
    last = max((number for number, odd in enumerate(odds) if odd > 0), default=-1)
    start = headline.order if headline is not None else first
    kinds: list[BlockKind] = []
    for number, leaf in enumerate(leaves):
        kind = BlockKind.HEADLINE if leaf is headline else None
        if kind is None and start - 3 <= number <= last + 12 and post_around(leaf) is None:
            kind = _at_picture(leaf, leaf.element.says | (leaf.says if leaf.credit_from in {None, 0} else 0))
        if (
            kind is BlockKind.CAPTION
            and kinds
            and kinds[-1] is BlockKind.CAPTION
            and _signs(leaf, leaves[number - 1])
        ):
            kind = BlockKind.CREDIT
        if kind is None and start - _NEAR_HEAD <= number <= max(first, start) + 4 and number <= start + 25:
            kind = _at_head(leaf, number - start, odds[number], claims)
            if kind is None and number == start - 1 and _over(leaf, headline):
                kind = BlockKind.KICKER
        if kind is None and abs(number - start) <= _LABEL_REACH and _is_label(leaf):
            kind = BlockKind.KICKER
        if kind is None and start - 3 <= number <= last + 12:
            kind = _in_article(leaf, odds[number])
        if kind is None:
            kind = _of_text(leaf) if odds[number] > 0 else BlockKind.FURNITURE
        kinds.append(kind)
    return _colophon_off(leaves, kinds)


def _colophon_off(leaves: Sequence[Leaf], kinds: list[BlockKind]) -> list[BlockKind]:
    """Take for furniture what little stands after a closing list of links: the outlet's words on itself."""
    listed = max(
        (n for n, leaf in enumerate(leaves) if kinds[n] is BlockKind.TEASER and _is_link_list(leaf)),
        default=None,
    )
    if listed is None:
        return kinds
    sizes = [0 if kind in OUTSIDE_BODY else len(leaf.text) for leaf, kind in zip(leaves, kinds, strict=True)]
    if sum(sizes[listed:]) * _COLOPHON > sum(sizes):
        return kinds
    return [
        BlockKind.FURNITURE if number > listed and kind not in OUTSIDE_BODY else kind
        for number, kind in enumerate(kinds)
    ]


def _is_link_list(leaf: Leaf) -> bool:
    """Say whether a paragraph is little but a row of links."""
    return len(leaf.links) >= _ROW and leaf.linked * 10 >= len(leaf.text) * 7


def _at_head(leaf: Leaf, distance: int, odd: float, claims: Claims) -> BlockKind | None:
    """Name kicker, standfirst, byline and date, by where they stand and what they say."""
    text, says, own = leaf.text, near(leaf, 1), leaf.element.says | leaf.says
    if leaf.element.hidden or post_around(leaf) is not None:
        return None
    if (
        distance < 0
        and len(text) <= _SMALL_LABEL
        and distance >= -6
        and _is_kicker(leaf, own | near(leaf, 1), claims)
    ):
        return BlockKind.KICKER
    if distance <= 0 and distance < -4:
        return None
    if len(text) <= _SHORT and odd < 2.5:
        if (
            "author" in leaf.marks
            or (says & Says.BYLINE and not _is_dated(leaf))
            or phrases.BY.match(text[:40])
        ):
            return BlockKind.BYLINE
        if _is_dated(leaf):
            return BlockKind.DATE
    if distance > 0 and 30 <= len(text) <= 600 and leaf.linked * 2 < len(text):
        if says & Says.SUMMARY or (claims.description and _same(text, claims.description) and odd < 3):
            return BlockKind.STANDFIRST
        if (
            leaf.element.tag in {"h2", "h3"}
            and odd < 0
            and distance <= 3
            and not says & (Says.RELATED | Says.NAVIGATION)
        ):
            return BlockKind.STANDFIRST
    return None


def _is_kicker(leaf: Leaf, says: int, claims: Claims) -> bool:
    """Say whether a short line over the headline is its kicker."""
    text, element = leaf.text, leaf.element
    if (
        (leaf.element.says | leaf.says) & _NO_LABEL
        or not _LABELLED.search(text)
        or phrases.FURNITURE.match(text)
    ):
        return False
    if not element.within.isdisjoint(("nav", "form", "button", "footer")) or phrases.NO_LABEL.fullmatch(text):
        return False
    if element.tag == "li" and element.parent is not None and element.parent.leaves > _LABELS:
        return False
    return bool(says & Says.KICKER) or (claims.section is not None and text.lower() == claims.section.lower())


def _is_label(leaf: Leaf) -> bool:
    """Say whether a line is a label such as "Breaking News": no entry of a menu, no button."""
    if not phrases.LABEL.fullmatch(leaf.text) or leaf.element.hidden:
        return False
    linked = leaf.linked == len(leaf.text) and not (leaf.element.says | leaf.says) & Says.KICKER
    return (
        not linked
        and leaf.element.within.isdisjoint(("nav", "form", "button", "footer", "li"))
        and not leaf.element.says & _NO_LABEL
    )


def _over(leaf: Leaf, headline: Leaf | None) -> bool:
    """Say whether a short line stands right over the headline in the same element: no date, no name, no crumbs."""
    text, element = leaf.text, leaf.element
    if headline is None or len(text) > _LABEL_ALONE or not _LABELLED.search(text) or _DIGIT.search(text):
        return False
    if (
        phrases.FURNITURE.match(text)
        or phrases.NO_LABEL.fullmatch(text)
        or phrases.BY.match(text)
        or people([text])
    ):
        return False
    if (element.says | leaf.says) & (Says.NAVIGATION | Says.SHARE) or not element.within.isdisjoint(
        ("nav", "form", "button")
    ):
        return False
    if any(mark in text for mark in "›»>/"):
        return False
    above = (headline.element.parent, headline.element.parent.parent if headline.element.parent else None)
    return any(
        one is not None and one.tag not in {"body", "html"} and one in (element.parent, element)
        for one in above
    )


def _signs(leaf: Leaf, caption: Leaf) -> bool:
    """Say whether a short line without an end stands right under a caption in the same frame: its credit."""
    return (
        len(leaf.text) <= _CREDIT_ALONE
        and len(caption.text) > len(leaf.text)
        and leaf.text[-1].isalnum()
        and leaf.element.parent is caption.element.parent
        and leaf.element.tag != "li"
    )


def _is_dated(leaf: Leaf) -> bool:
    """Say whether the block is a printed date."""
    return leaf.moment is not None or (len(leaf.text) < 90 and phrases.DATED.search(leaf.text) is not None)


def _same(text: str, description: str) -> bool:
    """Say whether a block is the description that the metadata gives."""
    return text[:60].lower() == description[:60].lower() and abs(len(text) - len(description)) < 80


def _in_article(leaf: Leaf, odd: float) -> BlockKind | None:
    """Name teasers, corrections, source lines and embedded posts between the paragraphs."""
    text = leaf.text
    says = leaf.element.says | (leaf.says if leaf.credit_from in {None, 0} else 0)
    if post_around(leaf) is not None:
        return BlockKind.EMBED
    if (leaf.moment is not None and _CLOCK.fullmatch(text)) or (
        len(text) < _STAMP and phrases.STAMPED.match(text)
    ):
        return BlockKind.DATE
    if leaf.linked * 2 < len(text) < 900 and (
        phrases.CORRECTION.match(text)
        or (says & Says.CORRECTION and phrases.CORRECTED.search(text) and not phrases.SUBMIT.search(text))
    ):
        return BlockKind.CORRECTION
    if odd < 1 and len(text) < 80 and phrases.BY.match(text[:40]) and people([text]):
        return BlockKind.BYLINE
    if (
        len(text) < 300
        and phrases.SOURCE_CREDIT.match(text)
        and leaf.element.within.isdisjoint(("nav", "aside"))
    ):
        return BlockKind.SOURCE_CREDIT
    return _by_phrase(leaf, odd) if odd >= _WITHIN_REACH else None


def _by_phrase(leaf: Leaf, odd: float) -> BlockKind | None:
    """Name teasers and furniture by the phrases that pages use."""
    text, heading = leaf.text, leaf.element.tag in _HEADINGS
    if len(text) < _SHORT and not heading and phrases.TEASER.match(text):
        alone = len(text) < _TEASER_ALONE and phrases.TEASER.fullmatch(text)
        return BlockKind.FURNITURE if alone else BlockKind.TEASER
    if len(text) < 400 and phrases.FURNITURE.match(text):
        return BlockKind.FURNITURE
    if _is_link_list(leaf) and not heading and odd < _SURE:
        titled = leaf.linked >= _LINKED_TITLE * len(leaf.links) and not phrases.TAGGED.match(text)
        return BlockKind.TEASER if titled else BlockKind.FURNITURE
    return None


def _at_picture(leaf: Leaf, says: int) -> BlockKind | None:
    """Name captions and credits; a caption with its credit in it is a caption, an advertisement's is furniture."""
    framed = not leaf.element.within.isdisjoint(("figure", "figcaption"))
    kind = None
    if says & Says.CREDIT and framed and len(leaf.text) < _SHORT:
        kind = BlockKind.CREDIT
    elif framed or (says & Says.CAPTION and not says & Says.BODY):
        if not leaf.credit_from and is_credit(leaf.text):
            kind = BlockKind.CREDIT
        elif "figcaption" in leaf.element.within or (near(leaf, 2) | says) & Says.CAPTION:
            kind = BlockKind.CAPTION
    if kind is None and says & Says.CREDIT and len(leaf.text) < _SHORT and phrases.CREDIT.search(leaf.text):
        kind = BlockKind.CREDIT
    elsewhere = not framed and leaf.element.says_all & Says.RELATED
    return BlockKind.FURNITURE if kind and (elsewhere or phrases.UNPICTURED.search(leaf.text)) else kind


def _of_text(leaf: Leaf) -> BlockKind:
    """Name what is article text by its tags."""
    within, tag = leaf.element.within, leaf.element.tag
    if tag in _HEADINGS:
        return BlockKind.HEADING
    if "blockquote" in within:
        return BlockKind.QUOTATION
    if "li" in within or tag in {"dd", "dt"}:
        return BlockKind.LIST
    if tag in {"tr", "td", "th"} and leaf.element.depth and "table" in within and len(leaf.text) < 400:
        return BlockKind.TABLE
    return BlockKind.BODY
