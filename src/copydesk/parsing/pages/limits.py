"""How much of a page is read at all: no page may cost more than about two seconds and 300 MB.

The largest honest news page seen has 1.5 million characters, 4,000 blocks of text and a depth of 60.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLimits:
    r"""The most that is read of one page; the settings `page_max_…` name the same.

    >>> from copydesk.parsing import extract
    >>> extract("It is back.\n\nAt last.\n\nAnd how.", limits=PageLimits(plain_blocks=2)).body
    'It is back.\n\nAt last.'
    """

    characters: int = 4_000_000  #: of the page's source; what follows is not read
    tags: int = 150_000  #: opening and closing; the source is cut after the last one allowed
    nodes: int = 400_000  #: of the tree that are visited
    blocks: int = 5_000  #: of text; what follows is not read
    block_characters: int = 200_000  #: of one block; the rest becomes further blocks
    depth: int = 400  #: deeper elements count as this deep and inherit what the element there inherits
    reopened: int = 2_000_000  #: unclosed inline tags times tags; HTML opens each of them again in each block
    structured: int = 500_000  #: characters of one JSON-LD script
    structured_nodes: int = 5_000  #: objects of all JSON-LD scripts
    pictures: int = 60  #: of one article
    plain_blocks: int = 20_000  #: paragraphs of a plain text


USUAL = PageLimits()
