"""A page cut into blocks: parsed by lexbor, walked over once, and the text added up to the elements above it."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from copydesk.parsing.pages.elements import Element, Leaf, Medium, Page
from copydesk.parsing.pages.limits import USUAL, PageLimits
from copydesk.parsing.pages.tags import FORMATTING
from copydesk.parsing.pages.walk import Walk
from copydesk.parsing.pages.words import Says

__all__ = ["Element", "Leaf", "Medium", "Page", "bounded", "parse", "reads_as_prose"]

_ASIDE_TAGS = frozenset(("aside", "nav", "footer", "form"))
_ASIDE_WORDS = int(Says.COMMENT | Says.POPUP | Says.NEWSLETTER | Says.BIOGRAPHY | Says.HIDDEN)

_NEVER_OPEN = ("<meta", "<link", "<img", "<input", "<br", "<!--", "<source", "<path", "<hr")
_TAG = re.compile(r"</?[a-zA-Z!]")
_INLINE = re.compile(rf"<(/?)(?:{FORMATTING})(?=[\s/>])[^<>]*>", re.IGNORECASE)


def parse(source: str, limits: PageLimits = USUAL) -> Page:
    """Cut a page's source into blocks, within limits; linear in its length.

    >>> [leaf.text for leaf in parse("<p>One  <b>two</b>, three<p>four").leaves]
    ['One two, three', 'four']
    """
    source = bounded(source, limits)
    page = Walk(limits).over(LexborHTMLParser(source.encode("utf-8", "replace")).html or "")
    page.source = source
    _add_up(page)
    return page


def bounded(source: str, limits: PageLimits = USUAL) -> str:
    """Return as much of the source as may safely be parsed."""
    source = source[: limits.characters]
    tags = source.count("<")
    if tags > limits.tags:
        for number, match in enumerate(_TAG.finditer(source)):
            if number >= limits.tags:
                source = source[: match.start()]
                break
        tags = min(tags, limits.tags)
    # A block opens every unclosed inline tag again: without this a page of 1 MB becomes a tree of gigabytes.
    opening = tags - source.count("</")  # no more tags than these can be open at once
    if opening * tags > limits.reopened and _most_open(source) * tags > limits.reopened:
        opening -= sum(map(source.count, _NEVER_OPEN))
        if opening * tags > limits.reopened:
            source = _INLINE.sub("", source)
    return source


def _most_open(source: str) -> int:
    """Return how many inline tags are open at once at most, if closing tags close one each."""
    now = most = 0
    for match in _INLINE.finditer(source):
        now = max(0, now - 1) if match[1] else now + 1
        most = max(most, now)
    return most


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
