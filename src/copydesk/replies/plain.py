"""Plain text: what a reader typed is put right once, and its web addresses become links when it is shown.

Nothing of it is ever markup: a page escapes every piece, and a link is an address of http or https with a host.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

TEXT_CHARACTERS = 10_000
NAME_CHARACTERS = 100
MARKS = 3  #: most combining marks on one letter; stacks of more run over the lines around them
MARKS_ALL = (
    0.34  #: most marks among letters and marks before a text loses those that are no part of its script
)
LINES = 200
#: directions that outlive their line, invisible signs, private use, tags; joiners are looked at apart
_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff"
    "\ufff9-\ufffb\uffa0\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_JOINERS = "\u200c\u200d"
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_ADDRESS = re.compile(r"(?i)(?<![\w@/.-])https?://[^\s<>\"'`{}|\\^\u201c\u201d\u00ab\u00bb]+")
_TRAIL = ".,;:!?…*_~"
_PAIRS = {")": "(", "]": "["}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a reply's text."""

    text: str
    href: str = ""  #: where it leads; empty for plain words


def tidy(text: str, *, most: int = TEXT_CHARACTERS) -> str:
    """Return a text as it is kept: composed, without invisible signs, stacked marks and needless lines.

    Args:
        text: as typed.
        most: code points kept.

    >>> tidy("Good" + chr(0x202E) + " day" + chr(0x200B) + "  ") == "Good day"
    True
    """
    text = text[: most * 4].replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROLS.sub("", unicodedata.normalize("NFC", text))
    text = _unstacked(_joined(_HIDDEN.sub("", text)))
    lines = [line.rstrip() for line in text.split("\n")[:LINES]]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:most].rstrip()


def tidy_line(text: str, *, most: int = NAME_CHARACTERS) -> str:
    r"""Return a text of one line, such as a name: no line break of it reaches a header.

    >>> tidy_line("Ann\r\nBcc: all@example.org")
    'Ann Bcc: all@example.org'
    """
    return " ".join(tidy(text, most=most * 2).split())[:most].rstrip()


def pieces(text: str) -> tuple[Piece, ...]:
    """Return a text in pieces, its web addresses with where they lead.

    >>> [each.href for each in pieces("See https://a.example/x. Or javascript:alert(1)")]
    ['', 'https://a.example/x', '']
    """
    found, at = [], 0
    for match in _ADDRESS.finditer(text):
        shown = _trimmed(match[0])
        if not _leads_somewhere(shown):
            continue
        end = match.start() + len(shown)
        found += [Piece(text[at : match.start()]), Piece(shown, shown)]
        at = end
    found.append(Piece(text[at:]))
    return tuple(each for each in found if each.text)


def paragraphs(text: str) -> tuple[tuple[tuple[Piece, ...], ...], ...]:
    r"""Return a text as paragraphs of lines of pieces.

    >>> [len(lines) for lines in paragraphs("One\ntwo\n\nthree")]
    [2, 1]
    """
    blocks = [block for block in re.split(r"\n{2,}", text) if block.strip()]
    return tuple(tuple(pieces(line) for line in block.split("\n")) for block in blocks)


def hosts(text: str) -> tuple[str, ...]:
    """Return the hosts that a text links to, in its order, without `www.`.

    >>> hosts("https://www.a.example/1 and https://b.example")
    ('a.example', 'b.example')
    """
    found = (urlsplit(each.href).hostname or "" for each in pieces(text) if each.href)
    return tuple(each.removeprefix("www.") for each in found)


def _joined(text: str) -> str:
    """Return a text whose joiners stand only where they join: letters of scripts that need them, and emoji."""
    if not any(each in text for each in _JOINERS):
        return text
    kept = []
    for at, sign in enumerate(text):
        before, behind = text[at - 1 : at], text[at + 1 : at + 2]
        joins = before > "\u0590" and behind > "\u0590" and behind not in _JOINERS
        if sign not in _JOINERS or joins:
            kept.append(sign)
    return "".join(kept)


def _unstacked(text: str) -> str:
    """Return a text with a few marks on each letter at most."""
    kept: list[str] = []
    run = 0
    for sign in text:
        run = run + 1 if unicodedata.category(sign) in {"Mn", "Me"} else 0
        if run <= MARKS:
            kept.append(sign)
    marks = sum(unicodedata.category(each) in {"Mn", "Me"} for each in kept)
    # Latin, Greek and Cyrillic have composed letters; a third of marks on them is no language's.
    plain = sum("A" <= each <= "\u052f" and each.isalpha() for each in kept)
    if plain and marks > MARKS_ALL * plain:
        return "".join(each for each in kept if not "\u0300" <= each <= "\u036f")
    return "".join(kept)


def _trimmed(address: str) -> str:
    """Return an address without the punctuation of its sentence."""
    while address:
        last = address[-1]
        if last in _TRAIL or (last in _PAIRS and address.count(last) > address.count(_PAIRS[last])):
            address = address[:-1]
        else:
            break
    return address


def _leads_somewhere(address: str) -> bool:
    """Say whether an address names a host that readers can see for what it is: no user, no odd port."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    named = "." in host.strip(".") and not host.startswith(".") and ".." not in host
    return named and "@" not in parts.netloc and (port is None or port > 0) and len(address) <= 2000
