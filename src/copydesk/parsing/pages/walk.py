"""One pass over a page: its tags and texts in their order become elements and blocks.

The parser's tree is walked as the text it writes out: there each tag is closed, each value quoted and each bare
mark escaped, so that one pattern cuts it surely. Asking the tree node by node took three times as long. What a tag
says is remembered by how it is written, so that most tags cost one look-up; the pattern cuts what is new. Depth costs
nothing, and each text piece is folded (white space only) and kept in the order of the page.
"""

from __future__ import annotations

import re
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
_HREF = ' href="'
_OPENED = re.compile(rf"([^ \t\n\f\r/>!][^ \t\n\f\r/>]*+)({_ATTRIBUTES})")
_CLOSED = re.compile(r"/([^ \t\n\f\r>]+)")
_VOIDS = "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr"
_VOID = frozenset(_VOIDS.split())
_WHOLE = frozenset(
    ("svg", "math", "template", "select", "object", "canvas", "datalist")
)  # and all that is in them
_CUT = _WHOLE | {"script", "iframe", *_RAW.split("|")}  # where they end is for the pattern to say
_CREDIT = int(Says.CREDIT)
_UNDISPLAYED = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_EDGE = BLOCK | CELL
_LONGEST_REMEMBERED = (
    200  # characters of a tag that is read once for all pages: longer ones hardly come twice
)
_MOST_REMEMBERED = 8192  # an outlet writes the same few hundred tags on all its pages
_LONGEST_NAMES = 400  # characters of class and id that are looked at

Attributes = dict[str, str | None]


class _Tag(NamedTuple):
    """What one tag says, as it is written."""

    name: str
    means: int = 0
    names: str = ""
    says: int = 0
    href: str | None = None  #: of a link
    itemprop: str = ""
    rel: str = ""
    hidden: bool = False
    attributes: Attributes = {}  # noqa: RUF012 - nobody writes into it
    closing: bool = False


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


def _opening(name: str, written: str) -> _Tag:
    """Return what an opening tag says."""
    means = MEANS.get(name, 0)
    if not written:
        return _Tag(name, means=means)
    attributes = _attributes(written)
    get = attributes.get
    names = f"{get('class') or ''} {get('id') or ''}"[:_LONGEST_NAMES]
    if len(names) == 1:
        names = ""
    style = get("style")
    hidden = "hidden" in attributes or (style is not None and _UNDISPLAYED.search(style) is not None)
    return _Tag(
        name, means, names, said_by(names) if names else 0, get("href") if name == "a" else None,
        get("itemprop") or "", get("rel") or "", hidden, attributes,
    )  # fmt: skip


_known: dict[str, _Tag] = {}  # shared by all threads: each look and each change is one step


def _tag_of(head: str) -> _Tag | None:
    """Return what stands between two brackets; None for what the pattern must cut."""
    if head.startswith(("!", "script")):
        return None
    if head.startswith("a ") and (start := head.find(_HREF)) > 0:
        # Addresses hardly come twice, the links around them do.
        start += len(_HREF)
        end = head.find('"', start)
        tag = _remembered(f"{head[:start]}{head[end:]}") if end > 0 else None
        if tag is None:
            return None
        href = head[start:end]
        href = _unescaped(href) if "&" in href else href
        name, means, names, says, _, itemprop, rel, hidden, attributes, _ = tag
        if itemprop:
            attributes = {**attributes, "href": href}
        return _Tag(name, means, names, says, href, itemprop, rel, hidden, attributes)
    return _remembered(head)


def _remembered(head: str) -> _Tag | None:
    """Return what `_tag_of` does, read once for all pages."""
    tag = _known.get(head)
    if tag is not None:
        return tag
    if found := _OPENED.fullmatch(head):
        if found[1] in _CUT:
            return None
        tag = _opening(found[1], found[2])
    elif found := _CLOSED.fullmatch(head):
        tag = _Tag(found[1], closing=True)
    else:
        return None
    if len(head) < _LONGEST_REMEMBERED:
        if len(_known) >= _MOST_REMEMBERED:
            _known.clear()
        _known[head] = tag
    return tag


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
        leaves, stack, limits, find = self.page.leaves, self.stack, self.limits, written.find
        count = last = 0
        start = find("<")
        while start >= 0:
            end = find(">", start)
            if end < 0:
                break
            head = written[start + 1 : end]
            tag = _known.get(head) or _tag_of(head)
            token = _TOKEN.match(written, start) if tag is None else None
            if tag is None and token is None:  # a bare mark: part of the text
                start = find("<", start + 1)
                continue
            if count > limits.nodes or len(leaves) >= limits.blocks:
                break
            count += 1
            if start > last and stack:
                self._between(written[last:start], stack[-1])
            last = end + 1
            if token is not None:
                last = self._cut(token, written)
            elif tag is not None and tag.closing:
                self._close(tag.name)
            elif tag is not None:
                self._enter(tag)
            start = find("<", last)
        self._flush()
        return self.page

    def _between(self, text: str, above: Element) -> None:
        """Take up a text: into the block, or as the page's title; what stands in the head else is left out."""
        if above.skipped or above.tag == "title":
            if "&" in text:
                text = _unescaped(text)
            if not above.skipped:
                self._text(text, above)
            if above.tag == "title" and not self.page.title:
                self.page.title = " ".join(text.split())[:1000]
        elif text.isspace():
            self.spaced = True
        else:
            self._text(_unescaped(text) if "&" in text else text, above)

    def _cut(self, token: re.Match[str], written: str) -> int:
        """Take up what the pattern cut; return where it ends."""
        kind = token.lastindex
        if kind == _CLOSING:
            self._close(token[1])
        elif kind == _OPENING and token[7] in _WHOLE:
            return self._past(token[7], _TOKEN.finditer(written, token.end()), token.end())
        elif kind == _OPENING:
            self._enter(_opening(token[7], token[8]))
        elif kind is not None:
            self._raw(token)
        return token.end()

    def _raw(self, token: re.Match[str]) -> None:
        """Take up an element whose content is no text: of a frame where it stands, of a script what machines read."""
        if token.lastindex == _FRAME:
            self._enter(_opening(token[5], token[6]))
            self._close(token[5])
        elif token.lastindex == _SCRIPT and "ld+json" in token[2]:
            self.page.scripts.append(token[3][: self.limits.structured])

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

    def _enter(self, tag: _Tag) -> None:
        """Open an element, ending the block before it where it makes blocks."""
        means = tag.means
        if means & _EDGE:
            self._leave(means)
        element = self._element(tag)
        if means & NOTED or element.itemprop or element.rel:
            self._note(tag, element)
        self.page.elements.append(element)
        name = tag.name
        if name not in _VOID:
            self.stack.append(element)
        elif name == "br":
            self.spaced = True
            self.breaks += 1
            if self.breaks > 1:
                self._flush()
        elif means & _EDGE:
            self._leave(means)

    def _element(self, tag: _Tag) -> Element:
        """Make the element, with what it inherits and what its attributes say."""
        name, means, names, says, href, itemprop, rel, hidden, _, _ = tag
        if not self.stack:
            return Element(None, name, 0, means)
        above = self.stack[-1]
        within = above.within
        if name not in within and above.depth < self.limits.depth:
            # The same few sets come again and again; a set keeps its hash, so the look-up is cheap.
            pair = (within, name)
            known = self.sets.get(pair)
            if known is None:
                known = self.sets[pair] = within | {name}
            within = known
        says_all = above.says_all
        if says and name not in {"body", "html"}:
            says_all |= says
        element = Element(
            above, name, above.depth + 1, means | (above.means & INHERITED), says_all, within,
            above.anchor, above.skipped or means & SKIP != 0, hidden or above.hidden, len(self.page.elements),
            names, says, None, itemprop, rel,
        )  # fmt: skip
        if href:
            element.href, element.anchor = href, element
        return element

    def _note(self, noted: _Tag, element: Element) -> None:
        """Keep what the fields of an article are made from besides text."""
        page, tag, attributes = self.page, noted.name, noted.attributes
        if not attributes:
            return
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
