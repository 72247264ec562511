"""XML bytes to a tree, whatever is wrong with them: never a DTD, an entity of theirs, a file or the network.

Sound XML costs one parse, by expat into Python's own elements: what stands in them is read without asking C again.
What has a DTD or an xml:base, and what expat refuses, goes to libxml2. Where that complains, the text is mended the
way its writer meant it (bare ampersands, HTML entities, HTML that was not wrapped in CDATA) and parsed once more.
"""

from __future__ import annotations

import html
import re
from itertools import chain, islice
from typing import TYPE_CHECKING, cast
from xml.etree import ElementTree as ET

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32)])
_NOT_CHARACTERS = re.compile(rb"\xef\xbf[\xbe\xbf]")
_ROOT = re.compile(
    rb"<(?:\?xml\s|!DOCTYPE\s+rss|(?:\w{1,20}:)?(?:rss|rdf|feed|channel|urlset|sitemapindex)[\s>])",
    re.IGNORECASE,
)
_HEAD = 65_536  # bytes of rubbish that may stand before the root
_PROLOG = re.compile(rb"(?>\s+|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE", re.DOTALL)
_DOCTYPE = re.compile(rb"<!DOCTYPE\b[^\[<>]*(?:\[(.*?)\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ENTITY = re.compile(rb"<!ENTITY\s+([A-Za-z][\w.-]{0,30})\s+([\"'])([^\"'&%<]{0,32})\2\s*>", re.ASCII)
_ENTITIES_MOST = 300  # entities of its own that a feed may name; HTML has 252

_OUTSIDE = re.compile(rb"(<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z))", re.DOTALL)
_LOOSE_AMPERSAND = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)")
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_BAD_NUMBER = re.compile(rb"&#(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}));")
_BARE_TAG = re.compile(rb"<[A-Za-z][^<>]*+>")
_BARE_VALUE = re.compile(rb"(\s[\w:.-]+=)([^\s\"'<>/=]+)(?=[\s>/])")
_LOOSE_BRACKET = re.compile(rb"<(?![A-Za-z_/!?])")
_UNWRAPPED = re.compile(
    rb"<(description|content:encoded|title|summary|content)(\s[^<>]*)?>((?:(?!</?\1[\s>]).)*?)</\1\s*>",
    re.DOTALL | re.IGNORECASE,
)
_MARKUP = re.compile(rb"<[A-Za-z/]")
_STRUCTURE = re.compile(rb"<(?:item|entry|channel|link|pubDate|guid|id|updated)[\s>]", re.IGNORECASE)
_ENTRY_EDGE = re.compile(rb"<(/?)((?:\w{1,20}:)?(?:item|entry))(?:\s[^<>]*)?(?<!/)>", re.IGNORECASE)
_LARGE = 2**18  # bytes
_FAULTS_MOST = 50_000
_BEGINNINGS = (b"<?xml ", b"<rss", b"<feed")
_DEPTH_MOST = 200  # levels; libxml2 complains of 256
_SOUND_MOST = 2**22  # bytes; libxml2 has limits of its own for what is larger
_KEPT = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})


def to_elements(data: bytes, problems: list[str]) -> _Element | None:
    """Return what `to_tree` does; of sound XML as Python's own elements, which know nothing of what is above them.

    Args:
        data: the document, in UTF-8.
        problems: what had to be mended is added here, in plain words.
    """
    sound = _sound(data)
    return to_tree(data, problems) if sound is None else sound


def _sound(data: bytes) -> _Element | None:
    """Return the root of a document without faults, DTD and xml:base; None for every other, and for very deep ones."""
    if not data.startswith(_BEGINNINGS) or len(data) > _SOUND_MOST:
        return None
    if b"<!DOCTYPE" in data or b"xml:base" in data or (data.startswith(b"<?xml") and b"1.0" not in data[:24]):
        return None
    try:
        root = ET.fromstring(data, ET.XMLParser(encoding="utf-8"))  # noqa: S314 - no DTD, so no entities
    except (ET.ParseError, ValueError):
        return None
    level = [root]
    for _ in range(_DEPTH_MOST):
        level = [inner for each in level if len(each) for inner in each]
        if not level:
            return cast("_Element", root)
    return None


def to_tree(data: bytes, problems: list[str]) -> _Element | None:
    """Return the root of a tree from UTF-8 bytes; None when there is none.

    Args:
        data: the document, in UTF-8.
        problems: what had to be mended is added here, in plain words.
    """
    data = _begun(data, problems)
    large = len(data) > _LARGE and (faults := _faults(data)) > 0
    if large:
        # libxml2 keeps each complaint, which may be one per byte: what is large is mended first.
        if faults > _FAULTS_MOST:
            problems.append("not well-formed XML: nearly nothing but faults")
            return None
        data = _with_markup_mended(_without_controls(data))
    root, complaint = _parse(data)
    if complaint is None:
        return root
    problems.append(f"not well-formed XML: {complaint}")
    mended = _mended(data if large else _with_markup_mended(_without_controls(data)))
    if mended != data:
        again, _ = _parse(mended)
        if again is not None:
            return again
    return root


def cleaned_text(data: bytes) -> bytes:
    """Return the document as `to_tree` reads it at its second try, for another parser to read."""
    return _mended(_with_markup_mended(_without_controls(_begun(data, []))))


def _parse(data: bytes) -> tuple[_Element | None, str | None]:
    """Return the root and libxml2's first complaint."""
    # One parser per document: its error log must not be another thread's.
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return None, str(error)[:200]
    log = parser.error_log
    if not log:
        return root, None
    first = log[0]
    return root, f"{first.message[:160]} (line {first.line})"


def _without_controls(data: bytes) -> bytes:
    """Return the document without the characters that XML forbids."""
    data = data.translate(None, _CONTROLS)
    return _NOT_CHARACTERS.sub(b"\xef\xbf\xbd", data) if b"\xef\xbf" in data else data


def _begun(data: bytes, problems: list[str]) -> bytes:
    """Return the document from its root on: without rubbish before it and without its DTD."""
    if not data.startswith(_BEGINNINGS):
        data = data.lstrip()
        found = _ROOT.search(data[:_HEAD])
        if found is not None and found.start():
            if not data.startswith((b"<!--", b"<?")):
                problems.append("something stood before the beginning of the feed")
            data = data[found.start() :]
    if _PROLOG.match(data):
        data = _without_dtd(data, problems)
    return data


def _without_dtd(data: bytes, problems: list[str]) -> bytes:
    """Return the document without its DTD; short plain entities it defined are written out."""
    found = _DOCTYPE.match(data, data.index(b"<!DOCTYPE"))
    if found is None:
        return data
    rest = data[found.end() :]
    inside = found[1] or b""
    if b"<!ENTITY" not in inside:
        return data[: found.start()] + rest
    own = {name: value for name, _, value in _ENTITY.findall(inside)[:_ENTITIES_MOST] if name not in _KEPT}
    problems.append("the feed defines entities of its own; only short plain ones are read")
    return data[: found.start()] + _NAMED.sub(lambda name: own.get(name[1], name[0]), rest)


def _mended(data: bytes) -> bytes:
    """Return the document as its writer meant it."""
    return _UNWRAPPED.sub(_wrapped, _with_entries_closed(data))


def _faults(data: bytes) -> int:
    """Return how many loose ampersands and brackets stand outside CDATA; more than the limit are not counted."""
    if data.count(b"<!--") + data.count(b"<![CDATA[") > _FAULTS_MOST * 2:
        return _FAULTS_MOST + 1
    outside = _OUTSIDE.sub(b"", data)
    loose = chain(_LOOSE_AMPERSAND.finditer(outside), _LOOSE_BRACKET.finditer(outside))
    return sum(1 for _ in islice(loose, _FAULTS_MOST + 1))


def _with_markup_mended(data: bytes) -> bytes:
    """Return the document with the ampersands and brackets outside CDATA and comments put right."""
    if data.count(b"<![CDATA[") > data.count(b"]]>"):
        data += b"]]>"
    return b"".join(
        part if part.startswith((b"<![CDATA[", b"<!--")) else _mended_markup(part)
        for part in _OUTSIDE.split(data)
    )


def _with_entries_closed(data: bytes) -> bytes:
    """Return the document with an end before each entry that begins inside another."""
    pieces: list[bytes] = []
    opened: bytes | None = None
    for part in _OUTSIDE.split(data):
        if part.startswith((b"<![CDATA[", b"<!--")):
            pieces.append(part)
            continue
        done = 0
        for tag in _ENTRY_EDGE.finditer(part):
            if tag[1]:
                opened = None
                continue
            if opened is not None:
                pieces += (part[done : tag.start()], b"</%b>" % opened)
                done = tag.start()
            opened = tag[2]
        pieces.append(part[done:])
    return b"".join(pieces)


def _mended_markup(part: bytes) -> bytes:
    """Return a stretch outside CDATA with its ampersands and brackets put right."""
    if b"&" in part:
        part = _NAMED.sub(_named, part)
        part = _LOOSE_AMPERSAND.sub(b"&amp;", part)
        part = _BAD_NUMBER.sub(_numbered, part)
    part = _LOOSE_BRACKET.sub(b"&lt;", part)
    return _BARE_TAG.sub(lambda tag: _BARE_VALUE.sub(rb'\1"\2"', tag[0]), part)


def _named(found: re.Match[bytes]) -> bytes:
    """Return an HTML entity as its characters; XML's own five stay."""
    if found[1] in _KEPT:
        return found[0]
    text = found[0].decode("ascii")
    plain = html.unescape(text)
    return found[0] if plain == text else html.escape(plain).encode("utf-8")


def _numbered(found: re.Match[bytes]) -> bytes:
    """Return a character reference, or what a browser makes of it where XML forbids it."""
    number = int(found[1], 16) if found[1] else int(found[2])
    if number in {9, 10, 13} or 0xA0 <= number < 0xD800 or 32 <= number < 127:
        return found[0]
    return html.escape(html.unescape(found[0].decode("ascii"))).encode("utf-8")


def _wrapped(found: re.Match[bytes]) -> bytes:
    """Return an element whose HTML was not wrapped, wrapped."""
    name, attributes, inside = found[1], found[2] or b"", found[3]
    if b"<![CDATA[" in inside or b"xhtml" in attributes or not _MARKUP.search(inside):
        return found[0]
    if _STRUCTURE.search(inside):
        return found[0]
    return b"<%b%b><![CDATA[%b]]></%b>" % (name, attributes, inside.replace(b"]]>", b"]]&gt;"), name)
