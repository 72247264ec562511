"""One pass over the tree: the page cut into blocks of text, with everything the fields are made from.

The walk is a loop over the parser's own traversal, so depth costs nothing; each text piece is folded
(white space only) and kept in the order of the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from copydesk.parsing.pages import limits
from copydesk.parsing.pages.words import Says, said_by

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "canvas",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "iframe",
        "label",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
        "video",
        "audio",
        "amp-video",
    ]
)
SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "textarea",
        "select",
        "option",
        "head",
        "object",
        "canvas",
        "datalist",
        "noframes",
        "amp-analytics",
        "amp-ad",
    ]
)
FORMATTING = "a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u"
_BLOCK, _SKIP, _CELL, _STRONG, _SLANT, _NOTED = 1, 2, 4, 8, 16, 32
_HEAD = frozenset(("meta", "link", "title", "script", "base"))  # what is read inside skipped elements
CELLS = frozenset(("td", "th"))
_MEDIA = frozenset(("img", "amp-img", "iframe", "video", "amp-youtube", "amp-video", "source", "amp-iframe"))

# One look-up a node instead of six: what each tag means for the walk, as bits.
_MEANS: dict[str, int] = dict.fromkeys(BLOCKS | SKIPPED, 0)
for _tags, _bit in (
    (BLOCKS, _BLOCK),
    (SKIPPED, _SKIP),
    (CELLS, _CELL),
    (("b", "strong"), _STRONG),
    (("i", "em"), _SLANT),
    (_MEDIA | {"meta", "link", "script", "title", "time", "html", "base"}, _NOTED),
):
    for _tag in _tags:
        _MEANS[_tag] = _MEANS.get(_tag, 0) | _bit
_INHERITED = _STRONG | _SLANT

_ASIDE_TAGS = frozenset(("aside", "nav", "footer", "form"))
_ASIDE_WORDS = int(Says.COMMENT | Says.POPUP | Says.NEWSLETTER | Says.BIOGRAPHY | Says.HIDDEN)

_TAG = re.compile(r"</?[a-zA-Z!]")
_INLINE = re.compile(rf"<(/?)(?:{FORMATTING})(?=[\s/>])[^<>]*>", re.IGNORECASE)
_TOLD_MOST = 3  # dates that are kept of those that scripts hold
_TOLD = re.compile(
    r"""(?:date_?[pP]ublished|[pP]ublished_?(?:Date|At|at|On|on)|[pP]ublish_?(?:Date|date)|firstPublished(?:At|Date)?|[cC]reated_?(?:At|at)|pub_?[dD]ate|"date\\?")\\?["']?\s*[:=]\s*\\?["']((?:19|20)\d\d-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?)"""
)
_UNDISPLAYED = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Element:
    """One element, with what it hands down to the text in it."""

    parent: Element | None
    tag: str
    key: int
    depth: int
    means: int = 0  #: what its tag means for the walk; bold and italics are handed down
    says_all: int = 0  #: what the class and id words say, its own and its ancestors'
    within: frozenset[str] = frozenset()  #: tags of its ancestors, its own included
    anchor: Element | None = None  #: the nearest link it stands in
    skipped: bool = False
    hidden: bool = False
    order: int = 0
    names: str = ""  #: class and id, as written
    says: int = 0  #: its own class and id words
    href: str | None = None  #: of a link itself
    itemprop: str = ""
    rel: str = ""
    letters: int = 0  #: characters of text below it
    linked: int = 0  #: of these, inside links
    prose: int = 0  #: of these, in blocks that read like a paragraph
    leaves: int = 0  #: blocks of text below it


@dataclass(slots=True, eq=False)
class Leaf:
    """One block of text as the page cuts it."""

    text: str
    element: Element  #: the nearest element that makes blocks
    links: list[tuple[int, int, str]]
    linked: int  #: characters inside links
    strong: int  #: characters in bold
    slanted: int  #: characters in italics
    order: int
    moment: str | None = None  #: the datetime of a <time> in it
    marks: frozenset[str] = frozenset()  #: itemprop and rel words of inline elements in it
    says: int = 0  #: what the class words of the inline elements around its text say
    credit_from: int | None = None  #: where an inline element begins that says it is a credit


@dataclass(slots=True, eq=False)
class Medium:
    """A picture, video or embedded frame, and where it stands."""

    element: Element
    attributes: dict[str, str | None]
    before: int  #: blocks of text that precede it


@dataclass(slots=True, eq=False)
class Page:
    """All that one pass over the tree brings home."""

    elements: list[Element] = field(default_factory=list)
    leaves: list[Leaf] = field(default_factory=list)
    media: list[Medium] = field(default_factory=list)
    metas: list[dict[str, str | None]] = field(default_factory=list)
    relations: list[dict[str, str | None]] = field(default_factory=list)  #: <link> elements
    scripts: list[str] = field(default_factory=list)  #: JSON-LD
    properties: list[tuple[str, Element, dict[str, str | None]]] = field(default_factory=list)  #: microdata
    moments: list[tuple[str, Element, int]] = field(default_factory=list)  #: <time datetime>, blocks before
    title: str = ""
    told: tuple[str, ...] = ()  #: dates of publication that scripts hold, the first ones
    language: str | None = None
    base: str | None = None


def parse(source: str) -> Page:
    """Cut a page's source into blocks; linear in its length, with the caps of `limits`.

    >>> [leaf.text for leaf in parse("<p>One  <b>two</b>, three<p>four").leaves]
    ['One two, three', 'four']
    """
    source = bounded(source)
    page = _Walk().over(LexborHTMLParser(source))
    page.told = tuple(match[1] for _, match in zip(range(_TOLD_MOST), _TOLD.finditer(source), strict=False))
    return page


def bounded(source: str) -> str:
    """Return as much of the source as may safely be parsed."""
    source = source[: limits.MAX_CHARACTERS]
    tags = source.count("<")
    if tags > limits.MAX_TAGS:
        for number, match in enumerate(_TAG.finditer(source)):
            if number >= limits.MAX_TAGS:
                source = source[: match.start()]
                break
        tags = min(tags, limits.MAX_TAGS)
    # A block opens every unclosed inline tag again: without this a page of 1 MB becomes a tree of gigabytes.
    opening = tags - source.count("</")  # no more tags than these can be open at once
    if opening * tags > limits.MAX_REOPENED and _most_open(source) * tags > limits.MAX_REOPENED:
        source = _INLINE.sub("", source)
    return source.encode("utf-8", "replace").decode("utf-8") if not source.isascii() else source


def _most_open(source: str) -> int:
    """Return how many inline tags are open at once at most, if closing tags close one each."""
    now = most = 0
    for match in _INLINE.finditer(source):
        now = max(0, now - 1) if match[1] else now + 1
        most = max(most, now)
    return most


class _Walk:
    """The state of one pass: the open elements, and the block that is being collected."""

    def __init__(self) -> None:
        self.page = Page()
        self.stack: list[Element] = []
        self.sets: dict[tuple[frozenset[str], str], frozenset[str]] = {}
        self._fresh()

    def _fresh(self) -> None:
        """Begin to collect a new block."""
        self.pieces: list[str] = []
        self.length = 0
        self.spaced = False
        self.breaks = 0
        self.links: list[tuple[int, int, Element]] = []
        self.linked = self.strong = self.slanted = 0
        self.holder: Element | None = None
        self.moment: str | None = None
        self.marks: set[str] = set()
        self.says = 0
        self.credit_from: int | None = None

    def over(self, parser: LexborHTMLParser) -> Page:
        """Visit every node once."""
        root = parser.root
        if root is None:
            return self.page
        stack, leaves = self.stack, self.page.leaves
        for count, node in enumerate(root.traverse(include_text=True)):
            if count > limits.MAX_NODES or len(leaves) >= limits.MAX_BLOCKS:
                break
            tag = node.tag or ""
            parent = node.parent
            key = parent.mem_id if parent is not None else 0
            while stack and stack[-1].key != key:
                self._leave(stack.pop().means)
            if tag == "-text":
                if stack and not stack[-1].skipped:
                    self._text(node.text_content or "", stack[-1])
            elif tag[:1] not in "-!":
                self._enter(node, tag)
        self._flush()
        _add_up(self.page)
        return self.page

    def _leave(self, means: int) -> None:
        """Note that an element ended before the next node."""
        if means & _BLOCK:
            if self.holder is None:
                self.spaced, self.breaks = False, 0
            else:
                self._flush()
        elif means & _CELL:
            self.spaced = True

    def _enter(self, node: LexborNode, tag: str) -> None:
        """Open an element, ending the block before it where it makes blocks."""
        above = self.stack[-1] if self.stack else None
        means = _MEANS.get(tag, 0)
        if above is not None and above.skipped and tag not in _HEAD:
            self.stack.append(Element(above, tag, node.mem_id, above.depth, means, skipped=True))
            return
        attributes = node.attributes
        self._leave(means)
        element = self._element(above, tag, node.mem_id, means)
        if attributes:
            if above is not None:
                self._describe(element, attributes)
            if means & _NOTED or element.itemprop or element.rel:
                self._note(node, tag, attributes, element)
        elif tag == "title":
            self._note(node, tag, attributes, element)
        self.stack.append(element)
        self.page.elements.append(element)
        if tag == "br":
            self.spaced = True
            self.breaks += 1
            if self.breaks > 1:
                self._flush()

    def _element(self, above: Element | None, tag: str, key: int, means: int) -> Element:
        """Make the element, with what it inherits."""
        if above is None:
            return Element(None, tag, key, 0, means)
        within = above.within
        if tag not in within and above.depth < limits.MAX_DEPTH:
            # The same few sets come again and again; a set keeps its hash, so the look-up is cheap.
            pair = (within, tag)
            known = self.sets.get(pair)
            if known is None:
                known = self.sets[pair] = within | {tag}
            within = known
        return Element(
            above, tag, key, above.depth + 1, means | (above.means & _INHERITED), above.says_all, within,
            above.anchor, above.skipped or means & _SKIP != 0, above.hidden, len(self.page.elements),
        )  # fmt: skip

    def _describe(self, new: Element, attributes: dict[str, str | None]) -> None:
        """Take over what the attributes say."""
        get = attributes.get
        names = f"{get('class') or ''} {get('id') or ''}"
        if len(names) > 1:
            new.names = names = names[:400]
            new.says = says = said_by(names)
            if new.tag not in {"body", "html"}:
                new.says_all |= says
        if new.tag == "a" and get("href"):
            new.href = attributes["href"]
            new.anchor = new
        new.itemprop = get("itemprop") or ""
        new.rel = get("rel") or ""
        style = get("style")
        if "hidden" in attributes or (style and _UNDISPLAYED.search(style)):
            new.hidden = True

    def _note(self, node: LexborNode, tag: str, attributes: dict[str, str | None], element: Element) -> None:
        """Keep what the fields of an article are made from besides text."""
        page = self.page
        before = len(page.leaves)
        if tag == "meta":
            page.metas.append(attributes)
        elif tag == "link":
            page.relations.append(attributes)
        elif tag == "script":
            if "ld+json" in (attributes.get("type") or ""):
                page.scripts.append(node.text()[: limits.MAX_STRUCTURED])
        elif tag == "title" and not page.title and "svg" not in element.within:
            page.title = " ".join(node.text().split())[:1000]
        elif tag == "time":
            page.moments.append((attributes.get("datetime") or "", element, before))
            self.moment = self.moment or attributes.get("datetime")
        elif tag in _MEDIA:
            page.media.append(Medium(element, attributes, before))
        elif tag == "html":
            page.language = attributes.get("lang") or attributes.get("xml:lang")
        elif tag == "base" and page.base is None:
            page.base = attributes.get("href")
        if element.itemprop:
            page.properties.append((element.itemprop, element, attributes))
        if element.itemprop or element.rel:
            self.marks.update(element.itemprop.split(), element.rel.split())

    def _text(self, text: str, above: Element) -> None:
        """Add one text piece to the block that is being collected, its white space folded."""
        words = text.split()
        if not words:
            self.spaced = self.spaced or bool(text)
            return
        if self.length and (self.spaced or text[0].isspace()):
            self.pieces.append(" ")
            self.length += 1
        folded = " ".join(words)
        start, self.length = self.length, self.length + len(folded)
        self.pieces.append(folded)
        self.spaced = text[-1].isspace()
        self.breaks = 0
        if self.holder is None:
            self.holder = above
        if above.says and not above.means & _BLOCK:
            self.says |= above.says
            if self.credit_from is None and above.says & Says.CREDIT:
                self.credit_from = start
        if above.anchor is not None:
            self.linked += len(folded)
            if self.links and self.links[-1][2] is above.anchor:
                start = self.links.pop()[0]
            self.links.append((start, self.length, above.anchor))
        if above.means & _STRONG:
            self.strong += len(folded)
        if above.means & _SLANT:
            self.slanted += len(folded)
        if self.length > limits.MAX_BLOCK_CHARACTERS:
            self._flush()

    def _flush(self) -> None:
        """End the block that is being collected."""
        if self.holder is None:
            self.spaced, self.breaks = False, 0
            return
        element = self.holder
        while element.parent is not None and not element.means & _BLOCK:
            element = element.parent
        leaves = self.page.leaves
        links = [(start, end, anchor.href or "") for start, end, anchor in self.links]
        leaves.append(
            Leaf(
                "".join(self.pieces), element, links, self.linked, self.strong, self.slanted, len(leaves),
                self.moment, frozenset(self.marks), self.says, self.credit_from,
            )
        )  # fmt: skip
        self._fresh()


def reads_as_prose(leaf: Leaf) -> bool:
    """Say whether a block looks like a paragraph: long, punctuated, few links."""
    length = len(leaf.text)
    return length > 80 and leaf.linked * 3 < length and any(mark in leaf.text for mark in ".,;!?。，،।")


def _aside(leaf: Leaf) -> bool:
    """Say whether a block stands where no article stands: in a comment, a form, a dialogue, a footer."""
    element = leaf.element
    return (
        element.hidden or element.says_all & _ASIDE_WORDS != 0 or not element.within.isdisjoint(_ASIDE_TAGS)
    )


def _add_up(page: Page) -> None:
    """Add the text of every block to all elements that hold it; children follow parents, so one way back.

    Prose that stands aside does not count, unless nearly all of it does: then the words around it mislead.
    """
    prose = [leaf for leaf in page.leaves if reads_as_prose(leaf)]
    counted = [leaf for leaf in prose if not _aside(leaf)]
    if sum(len(leaf.text) for leaf in counted) * 8 < sum(len(leaf.text) for leaf in prose):
        counted = prose
    for leaf in counted:
        leaf.element.prose += len(leaf.text)
    for leaf in page.leaves:
        leaf.element.letters += len(leaf.text)
        leaf.element.linked += leaf.linked
        leaf.element.leaves += 1
    for element in reversed(page.elements):
        above = element.parent
        if above is not None and element.letters:
            above.letters += element.letters
            above.linked += element.linked
            above.leaves += element.leaves
            above.prose += element.prose
