"""How much of a page is read at all: no page may cost more than about two seconds and 300 MB.

The largest honest news page seen has 1.5 million characters, 4,000 blocks of text and a depth of 60.
"""

from __future__ import annotations

MAX_CHARACTERS = 4_000_000  #: of the page's source; what follows is not read
MAX_TAGS = 150_000  #: opening and closing; the source is cut after the last one allowed
MAX_NODES = 400_000  #: of the tree that are visited
MAX_BLOCKS = 5_000  #: of text; what follows is not read
MAX_BLOCK_CHARACTERS = 200_000  #: of one block; the rest becomes further blocks
MAX_DEPTH = 400  #: deeper elements count as this deep and inherit what the element there inherits
MAX_REOPENED = 2_000_000  #: unclosed inline tags times tags; HTML opens each of them again in each block
MAX_STRUCTURED = 500_000  #: characters of one JSON-LD script
MAX_STRUCTURED_NODES = 5_000  #: objects of all JSON-LD scripts
MAX_PICTURES = 60  #: of one article
MAX_PLAIN_BLOCKS = 20_000  #: paragraphs of a plain text
