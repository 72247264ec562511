"""What stands in a byline beside the names: places, days, clocks, degrees, offices and the outlet; marked off, not changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk.parsing._date_words import MONTHS
from copydesk.parsing.pages._first_names import FIRST_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable

MARK = " | "  #: stands where something was marked off; no name goes across it
_LONG_MONTHS = "|".join(sorted((name for name in MONTHS if len(name) > 4), key=len, reverse=True))
_ALL_MONTHS = "|".join(sorted((name for name in MONTHS if len(name) > 2), key=len, reverse=True))
_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
#: "Ana Lesk Monday, November 18": a day after a name is none of its words.
_DAY = re.compile(rf"(?i)(?<=\w)[\s,]+(?:{_DAYS})(?=\W*(?:\d|$|(?:{_ALL_MONTHS})\b))")
_MONTH = re.compile(
    rf"(?i)(?<=\w)[\s,]+(?:(?:{_ALL_MONTHS})\.?(?=\s+\d)|(?:{_LONG_MONTHS})(?=\s*(?:$|[,;|])))"
)
_CLOCK = re.compile(
    r"\b(?:AM|PM|[ap]\.m\.)(?:\s*[A-Z]{2,4}T?\b)?|(?<=\s)(?:EST|EDT|CST|CDT|MST|MDT|PST|PDT|GMT|UTC|CET|CEST|BST|IST|AEST|ET|PT|Uhr)\b"
)
#: "By Ana Lesk in Marlow and Tom Hill in Gull Harbour": a place ends where the next name begins.
_PLACE = re.compile(
    r"\s(?:in|aus|at|from|near|à|depuis|desde)\s[^,;|/·•]*?(?=\s(?:and|und|et|y|e)\s|[,;|/·•]|$)"
)
#: "en" is "and" in Dutch, and a place follows it behind a Spanish or French word for "by".
_EN = re.compile(r"\sen\s[^,;|/·•]*?(?=\s(?:et|y|e)\s|[,;|/·•]|$)")
_ROMANCE = re.compile(r"(?i)^[\W_]*(?:(?:escrito |publicado |publié |écrit )?(?:por|par)|texto|texte)\b")
_DEGREES = re.compile(
    r"(?:[\s,]+(?:Ph\.?D\.?|M\.D\.|MD|RDN?|RN|MBA|MSc|BSc|MPH|JD|DDS|CFA|CPA|OBE|CBE|MBE|LD|PsyD|EdD|DVM|LCSW|Esq\.)(?![^\W\d_]))+"
)
_OFFICES = re.compile(
    r"(?i)[\s,]+(?:(?:our|unser|unsere[rm]?|notre|nuestr[oa])\s|(?:senior|staff|chief|political|national|world|foreign|special|deputy|managing|associate|contributing)\s|(?:reporter|correspondent|writer|editor|columnist|korrespondent(?:in)?|redakteur(?:in)?|journaliste?|corresponsal|enviad[oa] especial|envoyée? spéciale?)\b).*?(?=\s(?:and|und|et|y|e|&)\s|[,;|/·•]|$)"
)
#: "Von unserem Korrespondenten Ralf Maier": what the outlet calls its own people before the name.
_OURS = re.compile(
    r"(?i)\b(?:our(?: own)?|unser(?:em|er|en)?|notre|nuestr[oa])\s+[\w-]+\s+(?-i:(?=[^\W\d_a-zß-ÿ]))"
)
_CAPITALS = re.compile(r"(?<=[a-z])\s+[A-Z]{2,}(?:\s+[A-Z]{2,})+(?=\s*(?:$|[,;|]))")
_GLUED = re.compile(r"(?<=[a-zà-ÿ]{3})(?=[A-Z][a-z]{2,})")
_EDITED = re.compile(
    r"(?i)[\s;(]+(?:editing|edited|additional reporting|photographs?|photos?|pictures?|fotos?|illustrations?|video) (?:by|von|par|por|de)\b.*$"
)
PLACES = frozenset(
    """los angeles|san francisco|san diego|hong kong|tel aviv|buenos aires|são paulo|kuala lumpur|mexico city|cape town|las vegas|santa fe
    |saudi arabia|south africa|united states|sri lanka|el salvador|costa rica|puerto rico|south korea|north korea|washington dc|addis ababa|abu dhabi
    |phnom penh|santo domingo|salt lake city|kansas city|st louis|saint louis|santa monica|baton rouge|silicon valley|west bank|palo alto|el paso
    |frankfurt am main|bad homburg|baden-baden|la paz|ciudad de méxico|rio de janeiro""".replace(
        "\n    ", ""
    ).split("|")
)  # of two words, which read like names
_INITIAL = re.compile(r"[A-Z]\.?")


def marked_off(text: str, outlet: Iterable[str] = ()) -> str:
    """Return a byline with a mark in place of all that is no name; names are left as they are printed.

    Args:
        text: one byline.
        outlet: names of the outlet itself.

    >>> marked_off("Ana Lesk in Gull Harbour and Tom Hill Monday, November 18")
    'Ana Lesk |  and Tom Hill | , November 18'
    """
    if _ROMANCE.match(text):
        text = _EN.sub(MARK, text)
    for name in outlet:
        if len(name) > 3 and len(text) > len(name):
            text = text.replace(name, MARK)
    text = _OURS.sub("", text)
    for pattern in (_EDITED, _CLOCK, _DAY, _MONTH, _DEGREES, _PLACE, _OFFICES, _CAPITALS):
        text = pattern.sub(MARK, text)
    return text


def parted(name: str) -> str:
    """Return the name in a pair of words that a page prints without a space before what follows.

    >>> parted("Clara HoltFounder"), parted("Clara McHolt"), parted("Clara Holt")
    ('Clara Holt', 'Clara McHolt', 'Clara Holt')
    """
    found = _GLUED.split(name, maxsplit=1)
    words = found[0].split()
    return found[0] if len(found) == 2 and len(words) == 2 and words[0].lower() in FIRST_NAMES else name


def leading_name(part: str, *, others: int) -> str:
    """Return the name that a row of capitalised words begins with; nothing where none surely does.

    Args:
        part: what stands between two separators of a byline, no name as a whole.
        others: how many names the byline has given so far: a row of words beside one is a name and its outlet.

    >>> leading_name("Trevor J. Mitchell Sioux Falls Leader", others=0)
    'Trevor J. Mitchell'
    """
    words = part.split()
    if len(words) < 4 or words[0].lower() not in FIRST_NAMES or not all(word[0].isupper() for word in words):
        return ""
    if _INITIAL.fullmatch(words[1]):
        return " ".join(words[:3])
    return " ".join(words[:2]) if others else ""
