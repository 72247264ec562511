"""What one pass over a page brings home: its elements, its blocks of text, and what fields are made from."""

from __future__ import annotations

from dataclasses import dataclass, field

from copydesk.parsing.pages.limits import USUAL, PageLimits


@dataclass(slots=True, eq=False)
class Element:
    """One element, with what it hands down to the text in it."""

    parent: Element | None
    tag: str
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
    posted: bool | None = None  #: whether it stands in a post of a social network; None until somebody asked


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
    source: str = ""  #: what was parsed
    language: str | None = None
    base: str | None = None
    limits: PageLimits = USUAL  #: the most that was read
