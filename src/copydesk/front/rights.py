"""How much of an article's text readers may see: the source's rights decide, nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from copydesk.front.values import Piece
from copydesk.text.excerpts import excerpt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.types import Article, Link


class Rights(StrEnum):
    """As in `copydesk.desk.models.Source.Rights`."""

    LINK = "link"
    EXCERPT = "excerpt"
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What may be shown of an article's text."""

    standfirst: str = ""
    paragraphs: tuple[tuple[Piece, ...], ...] = ()
    complete: bool = False  #: the whole text; only where it is licensed


def shown(article: Article, rights: Rights, *, most: int) -> Shown:
    """Return what may be shown of an article.

    `link` shows nothing but the headline, which is not decided here; `excerpt` the standfirst or else the
    first sentences; `full` everything, with its links in place.

    Args:
        article: as its outlet printed it.
        rights: of the source it came from.
        most: most characters of an excerpt.

    >>> from copydesk.types import Article
    >>> harbour = Article(body="The wall broke. Nobody was hurt. The mayor came at noon.")
    >>> shown(harbour, Rights.EXCERPT, most=40).paragraphs[0][0].text
    'The wall broke. Nobody was hurt.'
    >>> shown(harbour, Rights.LINK, most=40)
    Shown(standfirst='', paragraphs=(), complete=False)
    """
    if rights is Rights.LINK:
        return Shown()
    standfirst = " ".join((article.standfirst or "").split())
    if rights is Rights.FULL:
        paragraphs = tuple(
            each
            for each in linked(article.body, article.links)
            if _folded(each) not in _picture_words(article)
        )
        return Shown(standfirst=standfirst, paragraphs=paragraphs, complete=True)
    if standfirst:
        return Shown(standfirst=excerpt(standfirst, most))
    first = excerpt(" ".join(article.body.split()), most)
    return Shown(paragraphs=((Piece(first),),) if first else ())


def _folded(paragraph: tuple[Piece, ...]) -> str:
    """Return a paragraph's words, white space folded."""
    return " ".join("".join(piece.text for piece in paragraph).split())


def _picture_words(article: Article) -> frozenset[str]:
    """Return captions and credits, which stand under their picture and not in the text as well."""
    found = set()
    for each in article.pictures:
        caption, credit = " ".join((each.caption or "").split()), " ".join((each.credit or "").split())
        found |= {caption, credit, f"{caption} {credit}"}
    return frozenset(found - {"", " "})


def linked(body: str, links: Sequence[Link]) -> tuple[tuple[Piece, ...], ...]:
    """Return a body cut into paragraphs, its links standing where they stood.

    A link that overlaps an earlier one, or crosses the end of a paragraph, is left out; its words stay.

    >>> from copydesk.types import Link, Span
    >>> linked("See the report.", [Link(Span(8, 14), "https://example.org/r")])
    ((Piece(text='See the ', href=''), Piece(text='report', href='https://example.org/r'), Piece(text='.', href='')),)
    """
    paragraphs = []
    ordered = sorted(links, key=lambda link: link.span)
    for start, end in _paragraphs(body):
        pieces, at = [], start
        for link in ordered:
            if link.span.start < at or link.span.end > end or not len(link.span):
                continue
            if link.span.start > at:
                pieces.append(Piece(body[at : link.span.start]))
            pieces.append(Piece(link.span.of(body), link.href))
            at = link.span.end
        if at < end:
            pieces.append(Piece(body[at:end]))
        paragraphs.append(tuple(pieces))
    return tuple(paragraphs)


def _paragraphs(body: str) -> list[tuple[int, int]]:
    """Return where each paragraph starts and ends, empty ones left out."""
    found, at = [], 0
    for part in re.split(r"(\n[ \t]*\n+)", body):
        if part.strip():
            found.append((at, at + len(part)))
        at += len(part)
    return found
