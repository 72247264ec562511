"""What the scorer is told about each block: one row of numbers per block, in the order of `NAMES`."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from math import log1p
from typing import TYPE_CHECKING

from copydesk.parsing.pages import phrases
from copydesk.parsing.pages.tree import reads_as_prose
from copydesk.parsing.pages.words import Says

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.parsing.pages.tree import Element, Leaf, Page

TAG_NUMBERS = {"p": 1, "h1": 2, "h2": 3, "h3": 4, "h4": 5, "h5": 6, "h6": 7, "li": 8, "div": 9, "td": 10, "tr": 10, "blockquote": 11,
         "span": 12, "figcaption": 13, "section": 14, "article": 15, "button": 16, "label": 16, "a": 17, "dd": 18, "dt": 19,
         "pre": 20, "header": 21, "footer": 22, "address": 23, "body": 24, "aside": 25}  # fmt: skip
_WITHIN = ("article", "main", "aside", "nav", "footer", "header", "figure", "figcaption", "blockquote", "li", "table", "form",
           "h1", "section", "p", "a", "button")  # fmt: skip
_GROUPS = tuple(group for group in Says if group)
_MASKS = tuple(int(group) for group in _GROUPS)
_FOREIGN = int(Says.COMMENT | Says.POPUP | Says.RELATED | Says.NEWSLETTER | Says.NAVIGATION)
_MENUS = ("nav", "footer")
LINKED = 0.8  #: least share of a menu's entries that is linked: spaces and bars stand between them
_MENU_WORDS = int(Says.NAVIGATION | Says.FOOTER)
_SENTENCE_END = re.compile(r"[.!?。！？।…][\"'”’»)\]]*(?:\s|$)")
_CAPITAL = re.compile(
    r"[A-Z\u00c0-\u00de\u0400-\u042f](?<=\b.)"
)  # at a word's edge; the set first is thrice as fast

#: What each number of a row is.
NAMES: tuple[str, ...] = (
    "length", "words", "link_share", "links", "ends_sentence", "sentences", "commas", "capitals", "digits", "strong", "slanted",
    "tag", "depth", "place", "prose_before", "prose_after", "from_headline", "hidden", "anchored", "repeated", "colon_end",
    "parent_length", "parent_link_share", "parent_prose_share", "parent_leaves", "grand_length", "grand_link_share",
    "grand_prose_share", "grand_leaves", "kin_prose", "kin_count", "kin_links", "in_core", "core_steps", "to_prose_back",
    "to_prose_on", "core_share",
    "previous_length", "previous_links", "previous_tag", "next_length", "next_links", "next_tag", "before_previous_length",
    "after_next_length", "window_prose", "furniture", "teaser", "source_credit", "correction", "biography", "credit", "by", "dated",
    "is_headline", "quoted", "core_place", "all_caps", "contributed", "same_article", "in_dialogue",
    *(f"within_{tag}" for tag in _WITHIN),
    *(f"near_{group.name.lower() if group.name else ''}" for group in _GROUPS),
    *(f"far_{group.name.lower() if group.name else ''}" for group in _GROUPS),
)  # fmt: skip


def core_of(page: Page) -> Element | None:
    """Return the smallest element that holds most of the prose that its siblings do not hold alone.

    The walk goes down from the root as long as one child holds at least 60 % of the prose.
    """
    best: Element | None = None
    for element in page.elements:
        if best is None:
            best = element if element.parent is None or element.prose else best
        elif element.parent is best and element.prose * 10 >= best.prose * 6 and element.leaves > 1:
            best = element
    return best


def kin_key(leaf: Leaf) -> tuple[str, str, str]:
    """Return what blocks of one kind on a page have in common: tag and class of the block and its parent."""
    element = leaf.element
    above = element.parent
    return (
        element.tag,
        element.names[:40] if element.tag not in {"p", "li"} else "",
        above.names[:80] if above else "",
    )


def hopeless(leaf: Leaf) -> bool:
    """Say whether a block is plainly part of a menu: such blocks get no row, which halves the cost of a page.

    >>> from copydesk.parsing.pages.tree import parse
    >>> [hopeless(leaf) for leaf in parse("<nav><a href=/a>News</a> <a href=/b>Sport</a></nav><p>The bridge is closed.").leaves]
    [True, False]
    """
    text, element = leaf.text, leaf.element
    if len(text) >= 60 or leaf.linked < len(text) * LINKED:
        return False
    whole = leaf.linked >= len(text)
    return not element.within.isdisjoint(_MENUS) or (whole and element.says_all & _MENU_WORDS != 0)


def rows_of(page: Page, headline: Leaf | None) -> list[list[float] | None]:
    """Return one row of numbers for each block of the page, in page order; None for what is plainly a menu."""
    return _Rows(page, headline).rows()


class _Rows:
    """What the rows share: totals, kin, the core and the place of the headline."""

    def __init__(self, page: Page, headline: Leaf | None) -> None:
        self.leaves = page.leaves
        self.core = core_of(page)
        self.headline = headline
        self.prose = [len(leaf.text) if reads_as_prose(leaf) else 0 for leaf in self.leaves]
        self.total = sum(self.prose) or 1
        self.repeated = Counter(leaf.text for leaf in self.leaves)
        self.keys = [kin_key(leaf) for leaf in self.leaves]
        self.kin_prose: Counter[tuple[str, str, str]] = Counter()
        self.kin_links: Counter[tuple[str, str, str]] = Counter()
        self.kin_count = Counter(self.keys)
        for key, leaf, prose in zip(self.keys, self.leaves, self.prose, strict=True):
            self.kin_prose[key] += prose
            self.kin_links[key] += leaf.linked
        self.home = _article_above(headline.element) if headline else None
        self.foreign = _FOREIGN & ~(headline.element.says_all if headline else 0)
        self.steps: dict[Element, int] = {}
        self._mark_core()

    def _mark_core(self) -> None:
        """Number the elements from the core upwards, and find where its prose begins and ends."""
        element, steps = self.core, 0
        while element is not None:
            self.steps[element] = steps
            element, steps = element.parent, steps + 1
        inside = [
            number
            for number, leaf in enumerate(self.leaves)
            if self.prose[number] and self._core_steps(leaf) == 0
        ]
        self.first = inside[0] if inside else 0
        self.last = inside[-1] if inside else len(self.leaves)

    def _core_steps(self, leaf: Leaf) -> int:
        """Return how many elements above the core the block hangs: 0 is inside."""
        element: Element | None = leaf.element
        while element is not None:
            if element in self.steps:
                return self.steps[element]
            element = element.parent
        return 99

    def rows(self) -> list[list[float] | None]:
        """Return all rows."""
        before = 0
        back = self._distances(range(len(self.leaves)))
        onward = self._distances(range(len(self.leaves) - 1, -1, -1))
        rows: list[list[float] | None] = []
        for number, leaf in enumerate(self.leaves):
            if hopeless(leaf):
                rows.append(None)
                continue
            row = self._of_text(leaf)
            row += self._of_place(number, leaf, before)
            row += self._of_ancestors(number, leaf)
            row += (back[number], onward[number], (self.core.prose if self.core else 0) / self.total)
            row += self._of_neighbours(number)
            row += self._of_wording(number, leaf)
            row += (self._same_article(leaf), leaf.element.says_all & self.foreign != 0)
            row += _of_names(leaf)
            rows.append(row)
            before += self.prose[number]
        return rows

    def _same_article(self, leaf: Leaf) -> int:
        """Return 2 in the headline's `<article>`, -1 in another one, else 0."""
        own = _article_above(leaf.element)
        if own is None or self.headline is None:
            return 0
        return 2 if own is self.home else -1

    def _distances(self, order: Sequence[int]) -> list[int]:
        """Return for each block how many blocks lie between it and the last prose block met in this order."""
        found = [99] * len(self.leaves)
        away = 99
        for number in order:
            found[number] = away
            away = 0 if self.prose[number] else min(99, away + 1)
        return found

    def _of_text(self, leaf: Leaf) -> list[float]:
        """Return the numbers of the block's own text."""
        text = leaf.text
        length = len(text)
        return [
            length, text.count(" ") + 1, leaf.linked / length, len(leaf.links), bool(_SENTENCE_END.search(text[-3:])),
            len(_SENTENCE_END.findall(text)), text.count(","), len(_CAPITAL.findall(text)) / (text.count(" ") + 1),
            sum(map(text.count, "0123456789")) / length, leaf.strong / length, leaf.slanted / length,
        ]  # fmt: skip

    def _of_place(self, number: int, leaf: Leaf, before: int) -> list[float]:
        """Return the numbers of where the block stands."""
        element = leaf.element
        return [
            TAG_NUMBERS.get(element.tag, 0), element.depth, number / len(self.leaves), before / self.total,
            (self.total - before - self.prose[number]) / self.total,
            max(-50, min(200, number - self.headline.order)) if self.headline else -99, element.hidden,
            element.anchor is not None, self.repeated[leaf.text], leaf.text.endswith(":"),
        ]  # fmt: skip

    def _of_ancestors(self, number: int, leaf: Leaf) -> list[float]:
        """Return the numbers of the elements above the block, of its kin and of the core."""
        row: list[float] = []
        above = leaf.element.parent or leaf.element
        for element in (above, above.parent or above):
            letters = element.letters or 1
            row += (log1p(letters), element.linked / letters, element.prose / letters, element.leaves)
        key = self.keys[number]
        steps = self._core_steps(leaf)
        count = self.kin_count[key]
        row += (self.kin_prose[key] / self.total, count, self.kin_links[key] / count, steps == 0, steps)
        return row

    def _of_neighbours(self, number: int) -> list[float]:
        """Return the numbers of the blocks before and after it."""
        row: list[float] = []
        leaves = self.leaves
        for other in (number - 1, number + 1):
            if 0 <= other < len(leaves):
                leaf = leaves[other]
                row += (len(leaf.text), leaf.linked / len(leaf.text), TAG_NUMBERS.get(leaf.element.tag, 0))
            else:
                row += (-1, -1, -1)
        row += [
            len(leaves[other].text) if 0 <= other < len(leaves) else -1 for other in (number - 2, number + 2)
        ]
        row.append(sum(self.prose[max(0, number - 3) : number + 4]) / 7)
        return row

    def _of_wording(self, number: int, leaf: Leaf) -> list[float]:
        """Return what the phrases of pages find in the block."""
        text = leaf.text
        length = len(text)
        short = length < 400
        headline = self.headline
        return [
            short and phrases.FURNITURE.search(text) is not None, short and phrases.TEASER.search(text) is not None,
            short and phrases.SOURCE_CREDIT.search(text) is not None, phrases.CORRECTION.search(text[:300]) is not None,
            phrases.biography(text[:200]), length < 150 and phrases.CREDIT.search(text) is not None,
            phrases.BY.search(text[:40]) is not None, length < 120 and phrases.DATED.search(text) is not None,
            headline is not None and text == headline.text, text[0] in "\"“„«'‘",
            (number - self.first) / (self.last - self.first + 1), length > 3 and text.isupper(),
            short and phrases.contributed(text),
        ]  # fmt: skip


def _article_above(element: Element | None) -> Element | None:
    """Return the nearest `<article>` around an element."""
    if element is None or "article" not in element.within:
        return None
    while element is not None and element.tag != "article":
        element = element.parent
    return element


def _of_names(leaf: Leaf) -> list[float]:
    """Say what the tags, classes and ids around the block say."""
    element = leaf.element
    near = element.says
    above = element.parent
    if above is not None and above.tag not in {"body", "html"}:
        near |= above.says
        if above.parent is not None and above.parent.tag not in {"body", "html"}:
            near |= above.parent.says
    return [*_tags_around(element.within), *_said(near), *_said(element.says_all)]


@lru_cache(maxsize=4096)
def _tags_around(within: frozenset[str]) -> tuple[bool, ...]:
    """Say which of the tags that count stand around a block."""
    return tuple(tag in within for tag in _WITHIN)


@lru_cache(maxsize=4096)
def _said(groups: int) -> tuple[bool, ...]:
    """Say which groups of class words are set."""
    return tuple(groups & mask != 0 for mask in _MASKS)
