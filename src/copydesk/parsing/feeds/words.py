"""Small readers of what stands inside elements: headlines, HTML, addresses, people."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urljoin

if TYPE_CHECKING:
    from collections.abc import Sequence

_BREAKING_TAG = re.compile(r"</?(?:br|p|div|li|ul|ol|h[1-6]|td|tr|table|hr)\b[^<>]*>", re.IGNORECASE)
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|acronym|b|big|cite|code|em|font|i|img|kbd|mark|nobr|q|s|small|span|strike|strong|sub|sup"
    r"|time|tt|u|var|wbr)\b[^<>]*>|<!--[^<>]*-->",
    re.IGNORECASE,
)
_MARKUP_MOST = 20_000  # code points of a link that are looked at
_UNSEEN = re.compile(r"<(svg|script|style|template)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_ANY_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
_HTML_SIGN = re.compile(
    r"</(?:a|b|em|i|p|div|strong|span|ul|li|h[1-6]|blockquote)>|<(?:br|img|p)\b", re.IGNORECASE
)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE | re.ASCII)
_WHITE = re.compile(r"[\t\r\n]+")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE | re.ASCII)
_RELATIVE_SIGN = re.compile(
    r"\s(?:href|src|poster)\s*=\s*[\"'](?!https?:|#|mailto:|data:)[^\"']", re.IGNORECASE
)
_VALUE_SIGN = re.compile(r"=\s*[\"'](?!https?:|#|mailto:|data:)[^\"']")
_TAG = re.compile(r"<[a-zA-Z][^<>]*+>")
_LINK_ATTRIBUTE = re.compile(r"(\s(?:href|src|poster)\s*=\s*)([\"'])([^\"'<>]*)\2", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff\0]")

_MAIL = r"[^\s@()<>\[\]]+@[^\s@()<>\[\]]+"
_MAIL_THEN_NAME = re.compile(rf"(?:mailto:)?{_MAIL}\s*[(\[]([^()\[\]]*)[)\]]")
_NAME_THEN_MAIL = re.compile(rf"([^<(\[@]+?)\s*[<(\[]\s*(?:mailto:)?{_MAIL}\s*[>)\]]")
_ONLY_MAIL = re.compile(rf"[<(\[]?(?:mailto:)?{_MAIL}[>)\]]?")
_NAME_MOST = 100  # code points of an author element worth remembering
_AND = re.compile(r"\s+(?:and|und|et|&)\s+|\s*[;|]\s*")
_NOBODY = frozenset(
    [
        "admin",
        "administrator",
        "anonymous",
        "author",
        "editor",
        "editors",
        "guest",
        "info",
        "newsroom",
        "no-reply",
        "noreply",
        "root",
        "staff",
        "unknown",
        "webmaster",
        "wordpress",
    ]
)


def plain(text: str) -> str:
    """Return a headline or label as plain text: tags off, entities read, white space folded.

    >>> plain("Mayor &amp;amp; council:  <b>no</b> deal")
    'Mayor & council: no deal'
    """
    if "<" in text:
        text = _INLINE_TAG.sub("", _BREAKING_TAG.sub(" ", text))
    return folded(unescaped(text) if "&" in text else text)


def label(text: str) -> str:
    """Return a topic as `plain` does; the same few stand in all entries of a feed.

    >>> label("Council &amp; harbour")
    'Council & harbour'
    """
    return _plain_again(text) if len(text) < _NAME_MOST else plain(text)


def inline_text(markup: str) -> str:
    """Return the words of a piece of a page; only tags of inline elements join what stands beside them.

    >>> inline_text("<a><span>Fer</span>ry<svg><title>x</title></svg><div>back</div></a>")
    'Ferry back'
    """
    text = _INLINE_TAG.sub("", _UNSEEN.sub(" ", markup[:_MARKUP_MOST]))
    return folded(html.unescape(_ANY_TAG.sub(" ", text)))


_plain_again = lru_cache(maxsize=2048)(plain)


def folded(text: str) -> str:
    """Return text with every run of white space as one space."""
    return " ".join(text.split())


def unescaped(text: str) -> str:
    """Return text with its entities read, and read once more where they were written twice.

    >>> unescaped("AT&amp;amp;T &copy; R&D")
    'AT&T © R&D'
    """
    for _ in range(2):
        if not _REFERENCE.search(text):
            break
        text = _REFERENCE.sub(lambda found: html.unescape(found[0]), text)
    return text


def as_html(text: str) -> str:
    """Return plain text as HTML."""
    return html.escape(text, quote=False)


def looks_like_html(text: str) -> bool:
    """Say whether a text that is called plain carries HTML tags."""
    return "<" in text and _HTML_SIGN.search(text) is not None


def sound(text: str) -> str:
    """Return text without the code points that no file or database takes: lone surrogates and NUL."""
    return text if text.isascii() and "\0" not in text else _SURROGATE.sub("", text)


def absolute(address: str | None, base: str | None) -> str | None:
    """Return an address made absolute; None when there is none or it is not of the web.

    >>> absolute("/a/1", "https://gull.example/feed"), absolute("javascript:x()", None)
    ('https://gull.example/a/1', None)
    """
    if not address:
        return None
    address = address.strip()
    if address.startswith(("https://", "http://")):
        if "&amp;" in address:
            address = address.replace("&amp;", "&")
        return address if address.isprintable() and " " not in address else _tidy(address)
    if not address:
        return None
    address = _tidy(unescaped(address) if "&" in address else address)
    scheme = _SCHEME.match(address)
    if scheme is not None and scheme[1].lower() not in {"http", "https"}:
        return None
    if base is None:
        return address
    try:
        joined = urljoin(base, address)
    except ValueError:
        return None
    return joined if joined.lower().startswith(("http://", "https://")) or scheme is None else None


def _tidy(address: str) -> str:
    """Return an address without line ends, its blanks written as a browser would."""
    return _WHITE.sub("", address).strip().replace(" ", "%20")


def absolute_links(text: str, base: str | None) -> str:
    """Return HTML with the relative links inside its tags made absolute; the rest is untouched."""
    # The first sign is cheap and true of nearly every link; the second is what is looked for.
    if base is None or "<" not in text or not _VALUE_SIGN.search(text) or not _RELATIVE_SIGN.search(text):
        return text

    def mend(found: re.Match[str]) -> str:
        return _LINK_ATTRIBUTE.sub(put_right, found[0])

    def put_right(link: re.Match[str]) -> str:
        address = absolute(html.unescape(link[3]), base)
        if address is None:
            return link[0]
        return f"{link[1]}{link[2]}{html.escape(address) if '&' in link[3] else address}{link[2]}"

    return _TAG.sub(mend, text)


def people(text: str) -> tuple[str, ...]:
    """Return the names in an author element; addresses and role names are no names.

    >>> people("desk@gull.example (Ida Marsh)"), people("By Ida Marsh and Tom Reed")
    (('Ida Marsh',), ('Ida Marsh', 'Tom Reed'))
    """
    # The same few people write everything in a feed.
    return _people_again(text) if len(text) < _NAME_MOST else _people(text)


def _people(text: str) -> tuple[str, ...]:
    """Return the names in an author element."""
    text = plain(text)
    if "@" in text:
        if found := _MAIL_THEN_NAME.fullmatch(text) or _NAME_THEN_MAIL.fullmatch(text):
            text = found[1]
        elif _ONLY_MAIL.fullmatch(text):
            return ()
    if text[:3].lower() == "by ":
        text = text[3:]
    names: list[str] = []
    for part in _AND.split(text):
        pieces = part.split(",")
        # "Marsh, Ida" is one person, "Ida Marsh, Tom Reed" are two.
        names += pieces if all(" " in piece.strip() for piece in pieces) else [part]
    return tuple(name for each in names if (name := each.strip(" ,\"'")) and name.lower() not in _NOBODY)


_people_again = lru_cache(maxsize=2048)(_people)


def unique(values: Sequence[str]) -> tuple[str, ...]:
    """Return values in order, each once, empty ones left out."""
    if len(values) > 1:
        return tuple(dict.fromkeys(filter(None, values)))
    return tuple(values) if values and values[0] else ()
