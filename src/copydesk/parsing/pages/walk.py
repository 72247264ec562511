"""One pass over a page: its tags and texts in their order become elements and blocks.

The parser's tree is walked as the text it writes out: there each tag is closed, each value quoted and each bare
mark escaped, so that one pattern cuts it surely. Asking the tree node by node took three times as long. Depth costs
nothing, and each text piece is folded (white space only) and kept in the order of the page.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from copydesk.parsing.pages.elements import Element, Leaf, Medium, Page
from copydesk.parsing.pages.limits import USUAL, PageLimits
from copydesk.parsing.pages.tags import BLOCK, CELL, INHERITED, MEANS, MEDIA, NOTED, SKIP, SLANT, STRONG
from copydesk.parsing.pages.words import Says, said_by

if TYPE_CHECKING:
    from collections.abc import Iterator

_ATTRIBUTES = r'(?: [^ \t\n\f\r/>]+?="[^"]*")*+'
_RAW = "style|noscript|textarea|noframes|noembed|xmp|plaintext"  # left out as they stand: no text of the page is in them
#: A closing tag (1); a script (2, 3); a raw element (4); a frame (5, 6); a comment; an opening tag (7, 8).
_TOKEN = re.compile(
    rf"<(?:/([^ \t\n\f\r>]+)>|script({_ATTRIBUTES})>([^<]*+(?:<(?!/script>)[^<]*+)*+)</script>"
    rf"|({_RAW}){_ATTRIBUTES}>[^<]*+(?:<(?!/\4>)[^<]*+)*+</\4>"
    rf"|(iframe)({_ATTRIBUTES})>[^<]*+(?:<(?!/iframe>)[^<]*+)*+</iframe>"
    rf"|!--[^-]*+(?:-(?!->)[^-]*+)*+-->|![^>]*>|([^ \t\n\f\r/>]+)({_ATTRIBUTES})>)"
)
_CLOSING, _SCRIPT, _FRAME, _OPENING = 1, 3, 6, 8
_ATTRIBUTE = re.compile(r' ([^ \t\n\f\r/>]+?)="([^"]*)"')
_CLASS, _ID, _HREF, _ITEMPROP, _REL, _HIDDEN, _STYLE = (
    f' {name}="' for name in ("class", "id", "href", "itemprop", "rel", "hidden", "style")
)
_VOIDS = "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr"
_VOID = frozenset(_VOIDS.split())
_WHOLE = frozenset(
    ("svg", "math", "template", "select", "object", "canvas", "datalist")
)  # and all that is in them
_CREDIT = int(Says.CREDIT)
_UNDISPLAYED = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_REMEMBERED = 200  # characters of attributes that are read once for all pages: longer ones hardly come twice
_LONGEST_NAMES = 400  # characters of class and id that are looked at

Attributes = dict[str, str | None]


class _Told(NamedTuple):
    """What the attributes of one element say."""

    names: str
    says: int
    href: str | None
    itemprop: str
    rel: str
    hidden: bool


def _attributes(text: str) -> Attributes:
    """Return the attributes of a written-out tag."""
    if "&" not in text:
        return dict(_ATTRIBUTE.findall(text))
    return {name: _unescaped(value) for name, value in _ATTRIBUTE.findall(text)}


def _unescaped(text: str) -> str:
    """Return a text as it was before it was written out: five entities are all there are."""
    return (
        text.replace("&nbsp;", "\xa0")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", '"')
        .replace("&amp;", "&")
    )


def _value(text: str, key: str) -> str | None:
    """Return the value behind ` name="`: no value holds a quotation mark, so what is found is no other's."""
    start = text.find(key)
    if start < 0:
        return None
    start += len(key)
    value = text[start : text.find('"', start)]
    return _unescaped(value) if "&" in value else value


def _read(text: str) -> _Told:
    """Return what the attributes say."""
    names = f"{_value(text, _CLASS) or ''} {_value(text, _ID) or ''}"
    named = len(names) > 1
    return _Told(
        names[:_LONGEST_NAMES] if named else "",
        said_by(names[:_LONGEST_NAMES]) if named else 0,
        _value(text, _HREF),
        (_value(text, _ITEMPROP) or "") if "itemprop" in text else "",
        (_value(text, _REL) or "") if " rel" in text else "",
        (_value(text, _HIDDEN) is not None)
        or (" style" in text and _UNDISPLAYED.search(_value(text, _STYLE) or "") is not None),
    )


_remembered = lru_cache(maxsize=8192)(_read)  # an outlet writes the same few hundred tags on all its pages


class Walk:
    """The state of one pass: the open elements, and the block that is being collected."""

    def __init__(self, limits: PageLimits = USUAL) -> None:
        self.page = Page(limits=limits)
        self.limits = limits
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

    def over(self, written: str) -> Page:
        """Visit every tag and text of a tree that was written out, once each."""
        leaves, stack, limits = self.page.leaves, self.stack, self.limits
        take, enter = self._text, self._enter
        last = 0
        tokens = _TOKEN.finditer(written)
        for count, token in enumerate(tokens):
            if count > limits.nodes or len(leaves) >= limits.blocks:
                break
            start = token.start()
            if start > last and stack:
                text = written[last:start]
                if "&" in text:
                    text = _unescaped(text)
                above = stack[-1]
                if not above.skipped and above.tag != "title":
                    take(text, above)
                else:
                    self._between(text, above)
            last = token.end()
            kind = token.lastindex
            if kind == _CLOSING:
                self._close(token[1])
            elif kind == _OPENING and token[7] in _WHOLE:
                last = self._past(token[7], tokens, last)
            elif kind == _OPENING:
                enter(token[7], token[8])
            elif kind is not None:
                self._raw(token)
        self._flush()
        return self.page

    def _raw(self, token: re.Match[str]) -> None:
        """Take up an element whose content is no text: of a frame where it stands, of a script what machines read."""
        if token.lastindex == _FRAME:
            self._enter(token[5], token[6])
            self._close(token[5])
        elif token.lastindex == _SCRIPT and "ld+json" in token[2]:
            self.page.scripts.append(token[3][: self.limits.structured])

    def _between(self, text: str, above: Element) -> None:
        """Take up a text: into the block, or as the page's title; what stands in the head else is left out."""
        if not above.skipped:
            self._text(text, above)
        if above.tag == "title" and not self.page.title:
            self.page.title = " ".join(text.split())[:1000]

    def _past(self, tag: str, tokens: Iterator[re.Match[str]], last: int) -> int:
        """Leave out an element with all that is in it; return where it ends."""
        self._leave(MEANS.get(tag, 0))
        depth = 1
        for token in tokens:
            last = token.end()
            if token.lastindex == _OPENING:
                depth += token[7] == tag
            elif token.lastindex == _CLOSING and token[1] == tag:
                depth -= 1
                if not depth:
                    break
        self._leave(MEANS.get(tag, 0))
        return last

    def _close(self, tag: str) -> None:
        """Close the element of this tag, and those that were left open in it."""
        stack = self.stack
        if stack and stack[-1].tag == tag:
            self._leave(stack.pop().means)
            return
        if not any(element.tag == tag for element in reversed(stack)):
            return
        while stack:
            element = stack.pop()
            self._leave(element.means)
            if element.tag == tag:
                return

    def _leave(self, means: int) -> None:
        """Note that an element ended before what comes next."""
        if means & BLOCK:
            if self.holder is None:
                self.spaced, self.breaks = False, 0
            else:
                self._flush()
        elif means & CELL:
            self.spaced = True

    def _enter(self, tag: str, written: str) -> None:
        """Open an element, ending the block before it where it makes blocks."""
        above = self.stack[-1] if self.stack else None
        means = MEANS.get(tag, 0)
        if means & (BLOCK | CELL):
            self._leave(means)
        element = self._element(above, tag, means)
        if written:
            self._describe(element, written)
            if means & NOTED or element.itemprop or element.rel:
                self._note(tag, _attributes(written), element)
        self.page.elements.append(element)
        if tag not in _VOID:
            self.stack.append(element)
        elif tag == "br":
            self.spaced = True
            self.breaks += 1
            if self.breaks > 1:
                self._flush()
        elif means & (BLOCK | CELL):
            self._leave(means)

    def _element(self, above: Element | None, tag: str, means: int) -> Element:
        """Make the element, with what it inherits."""
        if above is None:
            return Element(None, tag, 0, means)
        within = above.within
        if tag not in within and above.depth < self.limits.depth:
            # The same few sets come again and again; a set keeps its hash, so the look-up is cheap.
            pair = (within, tag)
            known = self.sets.get(pair)
            if known is None:
                known = self.sets[pair] = within | {tag}
            within = known
        return Element(
            above, tag, above.depth + 1, means | (above.means & INHERITED), above.says_all, within,
            above.anchor, above.skipped or means & SKIP != 0, above.hidden, len(self.page.elements),
        )  # fmt: skip

    def _describe(self, new: Element, written: str) -> None:
        """Take over what the attributes say."""
        if new.parent is None:
            return
        told = _remembered(written) if len(written) < _REMEMBERED else _read(written)
        new.names, says = told.names, told.says
        if says:
            new.says = says
            if new.tag not in {"body", "html"}:
                new.says_all |= says
        if told.href and new.tag == "a":
            new.href, new.anchor = told.href, new
        new.itemprop, new.rel = told.itemprop, told.rel
        if told.hidden:
            new.hidden = True

    def _note(self, tag: str, attributes: Attributes, element: Element) -> None:
        """Keep what the fields of an article are made from besides text."""
        page = self.page
        before = len(page.leaves)
        if tag == "meta":
            page.metas.append(attributes)
        elif tag == "link":
            page.relations.append(attributes)
        elif tag == "time":
            page.moments.append((attributes.get("datetime") or "", element, before))
            self.moment = self.moment or attributes.get("datetime")
        elif tag in MEDIA:
            page.media.append(Medium(element, attributes, before))
        elif tag == "html":
            page.language = attributes.get("lang") or attributes.get("xml:lang")
        elif tag == "base" and page.base is None:
            page.base = attributes.get("href")
        if element.itemprop:
            page.properties.append((element.itemprop, element, attributes))
        if (element.itemprop or element.rel) and tag not in {"link", "meta"}:
            self.marks.update(element.itemprop.split(), element.rel.split())

    def _text(self, text: str, above: Element) -> None:
        """Add one text piece to the block that is being collected, its white space folded."""
        words = text.split()
        if not words:
            self.spaced = True
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
        means = above.means
        if above.says and not means & BLOCK:
            self.says |= above.says
            if self.credit_from is None and above.says & _CREDIT:
                self.credit_from = start
        if above.anchor is not None:
            self.linked += len(folded)
            if self.links and self.links[-1][2] is above.anchor:
                start = self.links.pop()[0]
            self.links.append((start, self.length, above.anchor))
        if means & INHERITED:
            self.strong += len(folded) if means & STRONG else 0
            self.slanted += len(folded) if means & SLANT else 0
        if self.length > self.limits.block_characters:
            self._flush()

    def _flush(self) -> None:
        """End the block that is being collected."""
        if self.holder is None:
            self.spaced, self.breaks = False, 0
            return
        element = self.holder
        while element.parent is not None and not element.means & BLOCK:
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
