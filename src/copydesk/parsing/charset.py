"""Bytes to text: what the sender said, what the document says, what the bytes look like, in that order.

Two habits of the web bend the order. Bytes that are valid UTF-8 are read as UTF-8 whatever one-byte
charset was declared, for a text in such a charset practically never is. And a text in UTF-8 with a few
foreign bytes keeps its UTF-8; the foreign bytes are read as windows-1252, where they nearly always come
from.
"""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NO_LEAD = bytes(range(0xC2))  # what cannot begin a character of several bytes in UTF-8
_FOREIGN_MOST = 10_000  # foreign bytes put right one by one; beyond that it would cost too much
_HEAD = 1024  # bytes in which a document may name its charset, as in the HTML standard

# Labels that mean another charset on the web than in Python.
_WEB = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "ansi": "cp1252",
    "x-ansi": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "x-cp1250": "cp1250",
    "x-cp1251": "cp1251",
    "x-cp1252": "cp1252",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "euc_kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "x-euc-jp": "euc_jp",
    "big5": "big5hkscs",
    "unicode": "utf-16-le",
    "utf-16": "utf-16-le",
    "utf8mb4": "utf-8",
    "x-unicode20utf8": "utf-8",
}
_TWO_BYTE = frozenset({"gb18030", "cp932", "cp949", "euc_jp", "big5hkscs", "iso2022_jp", "hz"})
_WIDE = frozenset({"utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"})
_ONE_BYTE = frozenset(
    [f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)]
    + [f"cp{page}" for page in (437, 850, 852, 866, 874, *range(1250, 1259))]
    + ["koi8-r", "koi8-u", "mac_roman", "mac-roman", "mac-cyrillic"]
)
_KNOWN = _TWO_BYTE | _WIDE | _ONE_BYTE | {"utf-8"}

_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';,>]+)", re.IGNORECASE)
_XML_DECLARATION = re.compile(
    rb"^\s{0,40}<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']\s*([A-Za-z0-9._:-]{1,40})", re.ASCII
)
_META = re.compile(
    rb"<meta\s[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{1,40})", re.IGNORECASE | re.ASCII
)


def decode(data: bytes, declared: str | None = None) -> str:
    """Return bytes as text, never failing; NULs are dropped.

    Args:
        data: the bytes as they came, decompressed.
        declared: the charset or the whole Content-Type header the server sent; None when it sent none.

    >>> decode("“Größe”".encode("cp1252"), "text/html; charset=ISO-8859-1")
    '“Größe”'
    >>> decode("плановый".encode("koi8-r"), "koi8-r")
    'плановый'
    """
    text = _decode(data, declared)
    return text.replace("\0", "") if "\0" in text else text


def to_utf8(data: bytes, declared: str | None = None) -> bytes:
    """Return bytes in UTF-8; those that are in it already are returned as they are.

    Args:
        data: the bytes as they came, decompressed.
        declared: the charset or the whole Content-Type header the server sent; None when it sent none.

    >>> to_utf8("Größe".encode("latin-1"), "latin-1").decode()
    'Größe'
    """
    if b"\0" not in data and b"\x1b" not in data and not data.startswith(codecs.BOM_UTF8):
        if data.isascii():
            return data
        if _label(data, declared) not in _TWO_BYTE and _as_utf8(data) is not None:
            _, used = codecs.utf_8_decode(data, "strict", False)  # noqa: FBT003 - positional only in C
            return data[:used]  # without a cut last character, which would not be UTF-8
    return decode(data, declared).encode("utf-8", "replace")


def named_charset(label: str) -> str | None:
    """Return Python's name of the charset a browser would use for a label; None for one nobody knows.

    >>> named_charset("Latin1"), named_charset("utf-7")
    ('cp1252', None)
    """
    plain = label.strip().strip("\"'").lower()
    found = _WEB.get(plain)
    if found:
        return found
    try:
        name = codecs.lookup(plain).name
    except (LookupError, ValueError):
        return None
    name = _WEB.get(name, name)
    return name if name in _KNOWN else None


def _decode(data: bytes, declared: str | None) -> str:
    """Return bytes as text, NULs and all."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    codec = _label(data, declared) or _wide(data)
    if (codec in _TWO_BYTE or (codec in _WIDE and b"\0" in data)) and (
        text := _strictly(data, codec)
    ) is not None:
        return text
    if (text := _as_utf8(data)) is not None:
        return text
    if codec in _ONE_BYTE:
        return data.decode(codec, "replace")
    if (text := _mixed_utf8(data)) is not None:
        return text
    if codec is None or codec == "utf-8":
        codec = _guess(data) or "cp1252"
    return data.decode(codec, "replace")


def _label(data: bytes, declared: str | None) -> str | None:
    """Return the charset that the header, else the document itself, names."""
    if declared:
        found = _CHARSET.search(declared)
        label = found[1] if found else ("" if "/" in declared else declared)
        if codec := named_charset(label) if label else None:
            return codec
    head = data[:_HEAD]
    inside = _XML_DECLARATION.match(head) or _META.search(head)
    codec = named_charset(inside[1].decode("ascii")) if inside else None
    # Who could read this label as ASCII did not read UTF-16.
    return "utf-8" if codec in _WIDE else codec


def _wide(data: bytes) -> str | None:
    """Return UTF-16 or UTF-32 in the order the NULs of the first characters show."""
    head = data[:200]
    if head.startswith((b"<\0", b"\0<")) and head[2:4] != b"\0\0":
        return "utf-16-le" if head[1] == 0 else "utf-16-be"
    if head.count(0) * 3 <= len(head):
        return "iso2022_jp" if b"\x1b$" in data[:_HEAD] else None
    if head[:2] != b"\0\0" and head[2:4] == b"\0\0":
        return "utf-32-le"
    if head[:3] == b"\0\0\0":
        return "utf-32-be"
    return "utf-16-le" if head[1::2].count(0) >= head[0::2].count(0) else "utf-16-be"


def _strictly(data: bytes, codec: str | None) -> str | None:
    """Return the text if every byte fits the charset, a cut last character apart."""
    if codec is None or codec not in _KNOWN:
        return None
    if codec in _WIDE:
        width = 4 if "32" in codec else 2
        data = data[: len(data) // width * width]
    try:
        return codecs.getincrementaldecoder(codec)("strict").decode(data, final=False)
    except (
        UnicodeError
    ):  # not always the kind for decoding: "pending buffer overflow" of iso2022_jp is the bare one
        return None


def _as_utf8(data: bytes) -> str | None:
    """Return the text if it is UTF-8, a cut last character apart."""
    try:
        text, used = codecs.utf_8_decode(data, "strict", False)  # noqa: FBT003 - positional only in C
    except UnicodeDecodeError:
        return None
    # ASCII with an odd last byte says nothing for UTF-8.
    return None if used < len(data) and text.isascii() else text


def _mixed_utf8(data: bytes) -> str | None:
    """Return the text if it is UTF-8 for the greater part; foreign bytes are read as windows-1252."""
    text = data.decode("utf-8", "replace")
    broken = text.count("�")
    leads = len(data.translate(None, _NO_LEAD))
    if broken * 2 > leads:
        return None
    if broken > _FOREIGN_MOST:
        return text
    return data.decode("utf-8", "copydesk-windows-1252")


def _foreign_byte(error: UnicodeError) -> tuple[str, int]:
    """Return the bytes UTF-8 could not read, as windows-1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("copydesk-windows-1252", _foreign_byte)


def _guess(data: bytes) -> str | None:
    """Return the charset the bytes look like; None when the detector cannot tell or is wrong."""
    from resiliparse.parse.encoding import detect_encoding

    label = detect_encoding(data)
    codec = named_charset(label) if label else None
    return codec if codec != "utf-8" else None
