"""Bytes or text to the text of a page, or a refusal: pictures, documents and empty input are no pages."""

from __future__ import annotations

import re

from copydesk.errors import NotAPageError
from copydesk.parsing.charset import decode
from copydesk.parsing.pages.limits import USUAL, PageLimits

_MAGIC = (
    b"%PDF", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"BM\x00", b"\x00\x00\x01\x00", b"II*\x00", b"MM\x00*",
    b"ID3", b"OggS", b"fLaC", b"\x7fELF", b"MZ\x90", b"\x28\xb5\x2f\xfd", b"\xd0\xcf\x11\xe0", b"wOFF", b"wOF2", b"7z\xbc\xaf", b"Rar!",
    b"SQLite format 3", b"\x00\x00\x00\x18ftyp", b"\x00\x00\x00\x20ftyp", b"\x1aE\xdf\xa3",
)  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
_TAGS = re.compile(
    r"(?i)<!doctype\s+html|<!--|</?(?:html|head|body|title|meta|link|script|style|p|div|span|a|b|i|u|em|strong|small|br|hr|h[1-6]|ul|ol|li|table|tr|td|"
    r"th|tbody|article|section|main|header|footer|nav|aside|figure|figcaption|img|blockquote|q|cite|time|iframe|form|input|button|pre|code|font|center|"
    r"dl|dt|dd|sup|sub|video|audio|source|picture|noscript|template|label|select|option|textarea|svg)(?:\s[^<>]*)?/?>"
)
_MANY = 50  # a text with more than one unreadable character in so many is no text
_LOOKED_AT = 20_000  # characters that decide whether a text has tags, and whether it is text


def text_of(page: bytes | str, content_type: str | None, limits: PageLimits = USUAL) -> str:
    """Return the page as text.

    Raises:
        NotAPageError: it is empty, or neither HTML nor plain text.
    """
    if isinstance(page, bytes):
        page = page[: limits.characters * 2]
        start = page[:32].lstrip()
        if start.startswith(_MAGIC) or page[4:8] == b"ftyp":
            raise NotAPageError(
                "this is a picture, a document or an archive, not a page: hand in HTML or plain text"
            )
        page = decode(page, content_type)
    if not page.strip().strip("\ufeff\x00"):
        raise NotAPageError("the page is empty: hand in HTML or plain text")
    head = page[:_LOOKED_AT]
    if len(_CONTROL.findall(head)) * _MANY > len(head):
        raise NotAPageError("this is neither HTML nor plain text: most of it cannot be read as characters")
    return page


def has_tags(text: str) -> bool:
    """Say whether a text is HTML: it holds at least one tag that HTML knows.

    >>> has_tags("<p>One"), has_tags("if a < b and b > c")
    (True, False)
    """
    return _TAGS.search(text) is not None
