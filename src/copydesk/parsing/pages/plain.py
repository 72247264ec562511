"""Plain text, as a mail or a copied page gives it: the same blocks, told apart by their words alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk.parsing.dates import parse_when
from copydesk.parsing.pages import phrases
from copydesk.parsing.pages.body import build
from copydesk.parsing.pages.language import language_of
from copydesk.parsing.pages.limits import USUAL, PageLimits
from copydesk.parsing.pages.people import people
from copydesk.parsing.pages.pictures import is_credit, watched
from copydesk.parsing.pages.sources import agency_of, credited, dateline_of
from copydesk.parsing.pages.structured import Claims
from copydesk.parsing.pages.tree import Element, Leaf
from copydesk.types import Article, Block, BlockKind, Picture, Span, Video

if TYPE_CHECKING:
    from datetime import datetime

_GAP = re.compile(r"\n[^\S\n]*\n\s*")
_WRAP_LEAST, _WRAP_MOST = 45, 100  # characters of a line that was broken by hand
_LABEL = 40  # characters of a kicker at most
_HEADLINE = 160  # characters of a headline at most
_ENDS = re.compile(r"[.!?。！？…][\"'”’»)\]]*$")
_CLAIMS = Claims()


def extract_plain(text: str, url: str | None, limits: PageLimits = USUAL) -> Article:
    """Read a text without tags. A text of one line is its own body, untouched.

    >>> extract_plain("“It  is closed,” she said.", None).body
    '“It  is closed,” she said.'
    """
    text = text[: limits.characters]
    lines = _blocks(text, limits.plain_blocks)
    if len(lines) < 2:
        return _one(text, url)
    kinds = _kinds(lines)
    return _article(lines, kinds, url)


def _one(text: str, url: str | None) -> Article:
    """Return an article that is nothing but one piece of text, its edges included."""
    dateline, agency = dateline_of(text)
    whole = Block(BlockKind.BODY, text, Span(0, len(text)))
    return Article(
        url=url,
        body=text,
        blocks=(whole,),
        dateline=dateline,
        agency=agency,
        language=language_of(text, None),
    )


def _blocks(text: str, most: int) -> list[str]:
    """Cut a text at blank lines, and at line ends unless the lines were broken by hand; fold white space."""
    found: list[str] = []
    for chunk in _GAP.split(text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")):
        lines = [folded for line in chunk.split("\n") if (folded := " ".join(line.split()))]
        if len(lines) > 2 and all(_WRAP_LEAST <= len(line) <= _WRAP_MOST for line in lines[:-1]):
            lines = [" ".join(lines)]
        found.extend(lines)
        if len(found) > most:
            break
    return found[:most]


def _kinds(lines: list[str]) -> list[BlockKind]:
    """Name every line: first by its own words, then the head of the text by its place."""
    kinds = [_by_words(line) for line in lines]
    start = next(
        (
            n
            for n, (line, kind) in enumerate(zip(lines, kinds, strict=True))
            if kind is BlockKind.BODY and _ENDS.search(line) and len(line) > 60
        ),
        None,
    )
    if start is None:
        return kinds
    _name_head(lines, kinds, start)
    _name_captions(lines, kinds)
    _cut_tail(lines, kinds)
    return kinds


def _by_words(line: str) -> BlockKind:
    """Name a line by its own words."""
    if len(line) < 400 and phrases.FURNITURE.match(line):
        return BlockKind.FURNITURE
    if len(line) < 900 and phrases.CORRECTION.match(line):
        return BlockKind.CORRECTION
    if len(line) < 300 and phrases.SOURCE_CREDIT.match(line):
        return BlockKind.SOURCE_CREDIT
    if len(line) < 200 and phrases.TEASER.match(line):
        return BlockKind.TEASER
    if is_credit(line):
        return BlockKind.CREDIT
    return BlockKind.BODY


def _name_head(lines: list[str], kinds: list[BlockKind], start: int) -> None:
    """Name kicker, headline, byline and date among the lines before the first paragraph."""
    head = [n for n in range(start) if kinds[n] is BlockKind.BODY]
    for n in list(head):
        if phrases.BY.match(lines[n][:40]) and len(lines[n]) < 120 and people([lines[n]]):
            kinds[n] = BlockKind.BYLINE
        elif phrases.DATED.search(lines[n]) and len(lines[n]) < 60 and not _ENDS.search(lines[n]):
            kinds[n] = BlockKind.DATE
        else:
            continue
        head.remove(n)
    if not head:
        return
    long = [n for n in head if len(lines[n]) <= _HEADLINE]
    if not long:
        return
    second = len(long) > 1 and len(lines[long[0]]) <= _LABEL and len(lines[long[1]]) > len(lines[long[0]])
    if second:
        kinds[long[0]] = BlockKind.KICKER
    named = long[1] if second else long[0]
    kinds[named] = BlockKind.HEADLINE
    after = [n for n in head if n > named and len(lines[n]) > 30]
    if after and kinds[after[0]] is BlockKind.BODY:
        kinds[after[0]] = BlockKind.STANDFIRST


def _name_captions(lines: list[str], kinds: list[BlockKind]) -> None:
    """A paragraph right above a credit line is the caption of its picture, if it stands alone as one."""
    for n in range(1, len(lines)):
        if (
            kinds[n] is BlockKind.CREDIT
            and kinds[n - 1] in {BlockKind.BODY, BlockKind.STANDFIRST}
            and len(lines[n - 1]) < 500
        ):
            kinds[n - 1] = BlockKind.CAPTION


def _cut_tail(lines: list[str], kinds: list[BlockKind]) -> None:
    """Short lines without an end after the first comment form or source line are furniture too."""
    last = max(
        (
            n
            for n, kind in enumerate(kinds)
            if kind is BlockKind.BODY and _ENDS.search(lines[n]) and len(lines[n]) > 60
        ),
        default=-1,
    )
    seen = False
    for n in range(last + 1, len(lines)):
        seen = seen or kinds[n] is not BlockKind.BODY
        if seen and kinds[n] is BlockKind.BODY and not _ENDS.search(lines[n]):
            kinds[n] = BlockKind.FURNITURE


def _article(lines: list[str], kinds: list[BlockKind], url: str | None) -> Article:
    """Make an article of named lines."""
    nowhere = Element(None, "p", 0)
    leaves = [Leaf(line, nowhere, [], 0, 0, 0, n) for n, line in enumerate(lines)]
    lead = next((n for n, kind in enumerate(kinds) if kind is BlockKind.STANDFIRST), None)
    built = build(leaves, kinds, lead, None)
    named = {
        kind: [line for line, own in zip(lines, kinds, strict=True) if own is kind] for kind in BlockKind
    }
    dateline, _ = dateline_of(built.body)
    bylines, sources = named[BlockKind.BYLINE], named[BlockKind.SOURCE_CREDIT]
    return Article(
        url=url,
        kicker=_first(named[BlockKind.KICKER]),
        headline=_first(named[BlockKind.HEADLINE]),
        standfirst=_first(named[BlockKind.STANDFIRST]),
        byline=_first(bylines),
        authors=people(bylines),
        agency=agency_of(built.body, bylines, sources),
        dateline=dateline,
        published=_published(named[BlockKind.DATE]),
        pictures=_pictures(lines, kinds),
        videos=tuple(Video(None, title) for line in named[BlockKind.TEASER] if (title := watched(line))),
        body=built.body,
        credited_source=credited([(line, ()) for line in sources], _CLAIMS, None),
        corrections=tuple(named[BlockKind.CORRECTION]),
        language=language_of(built.body, None),
        blocks=built.blocks,
        furniture=built.furniture,
    )


def _first(lines: list[str]) -> str | None:
    """Return the first line; None if there is none."""
    return lines[0] if lines else None


def _pictures(lines: list[str], kinds: list[BlockKind]) -> tuple[Picture, ...]:
    """Return one picture for each credit line, with the caption above it."""
    return tuple(
        Picture(None, None, lines[n - 1] if n and kinds[n - 1] is BlockKind.CAPTION else None, lines[n])
        for n, kind in enumerate(kinds)
        if kind is BlockKind.CREDIT
    )


def _published(dates: list[str]) -> datetime | None:
    """Return the first printed date that can be read."""
    return next((moment for line in dates if (moment := parse_when(line))), None)
