"""Bylines to names: people only. Desks, agencies and outlets are no authors, and none is invented."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk.parsing.pages import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from copydesk.parsing.pages.structured import Claims
    from copydesk.parsing.pages.tree import Leaf, Page

AGENCIES: dict[str, str] = {
    "reuters": "Reuters", "thomson reuters": "Reuters", "associated press": "Associated Press", "the associated press": "Associated Press",
    "ap": "Associated Press", "ap news": "Associated Press", "afp": "AFP", "agence france-presse": "AFP", "agence france presse": "AFP",
    "dpa": "dpa", "pa media": "PA Media", "press association": "PA Media", "pa": "PA Media", "ansa": "ANSA", "efe": "EFE", "agencia efe": "EFE",
    "ap/pa": "PA Media", "bloomberg": "Bloomberg", "bloomberg news": "Bloomberg", "upi": "UPI", "xinhua": "Xinhua", "tass": "TASS",
    "interfax": "Interfax", "kyodo": "Kyodo", "kyodo news": "Kyodo", "yonhap": "Yonhap", "apa": "APA", "sda": "SDA", "keystone-sda": "Keystone-SDA",
    "belga": "Belga", "anp": "ANP", "tt": "TT", "ntb": "NTB", "ritzau": "Ritzau", "stt": "STT", "pap": "PAP", "ctk": "ČTK", "čtk": "ČTK",
    "mti": "MTI", "hina": "HINA", "tanjug": "Tanjug", "fena": "FENA", "beta": "Beta", "lusa": "Lusa", "europa press": "Europa Press", "pti": "PTI",
    "press trust of india": "PTI", "ani": "ANI", "ians": "IANS", "aap": "AAP", "the canadian press": "The Canadian Press",
    "canadian press": "The Canadian Press", "anadolu agency": "Anadolu", "anadolu": "Anadolu", "aa": "Anadolu", "sid": "SID", "epd": "epd",
    "kna": "KNA", "afp/dpa": "AFP", "ritzau/afp": "AFP", "reuters staff": "Reuters", "agências": "agências", "agencias": "agencias",
}  # fmt: skip

_LEAD = re.compile(
    r"(?i)^[\s\W_]*(?:(?:written|posted|reported|story|words|text|published|article|report|photographs?|created|submitted|edited|guest post|interview) (?:by|and photos? by)"
    r"|by|von|vom|par|por|di|door|av|af|autore?|autora|auteur|autor(?:en)?|text|author|writer|przez|автор|yazan|escrito por|redactie|redaktion)\b\s*:?\s+(?=\S)"
)
_SPLIT = re.compile(
    r"\s*(?:[,;|•·/\n\d]|\s-\s|\s–\s|\s—\s|\b(?:and|und|et|och|og|en|e|y|i|with|mit|avec|con)\b|&|\+)\s*"
)
_DROPPED = re.compile(r"(?:https?:\S+|www\.\S+|\S+@\S+\.\S+|\(.*?\)|\[.*?\]|@\w+)")
_NOT_NAMES = re.compile(
    r"(?i)\b(?:staff|newsroom|desk|editors?|editorial|team|admin(?:istrator)?|agency|agencies|news|newspaper|magazine|press|media|website|online|digital|redaktion|rédaction|"
    r"redaction|redacción|redazione|redação|redactie|toimitus|redakcja|редакция|writers?|reporters?|correspondents?|contributors?|contributing|columnist|producer|"
    r"author|guest|network|times|post|tribune|gazette|herald|journal|daily|weekly|today|tv|radio|inc|ltd|llc|gmbh|group|company|university|institute|foundation|association|"
    r"council|department|office|ministry|committee|board|support|webmaster|user|anonymous|unknown|service|services|bureau|wire|wires|community|blog|published|updated|posted|comments?|"
    r"follow|subscribe|share|read|more|view|all|posts|by|on|at|the|for|from|about|january|february|march|april|june|july|august|september|october|november|december|"
    r"senior|chief|politics|business|sports?|technology|health|science|entertainment|updated|min|minutes|photos?|photographer|images?|getty|podcast|http|com|org|net|nachrichten|zeitung|"
    r"presse|verlag|autorin|agentur|studio|club|society|center|centre|project|llp|corp|international|global|world|live|video|newsletter|bio|fact|facts|checked|reviewed|programme|program|name|comment|reply|sponsored|partner|brand|content|marketing)\b"
)
_PARTICLES = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "di",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "ten",
        "la",
        "le",
        "al",
        "el",
        "bin",
        "ibn",
        "y",
        "e",
        "du",
        "af",
        "av",
        "zu",
        "zum",
        "of",
        "san",
        "st",
        "mc",
    ]
)
_AUTHOR_PAGE = re.compile(
    r"(?i)/(?:authors?|autor(?:en|es)?|auteurs?|staff|profiles?|people|by|contributors?|journalist\w*|writers?|redaktion|user)/|author="
)
_APART = 3  # blocks between two bylines of one article
_HANDLE = re.compile(r"[A-ZÀ-ÞА-Я][^\W\d_]{2,20}")  # a first name or a pen name
_DESK_END = re.compile(r"(?i)(?:press|media|news|team|redaktion|agency|\.com|tv|online)$")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-‐‑])*\.?")


def people(texts: Iterable[str], outlet: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the people that bylines or claims name, each once, in order.

    Args:
        texts: printed bylines, or names as metadata gives them.
        outlet: names of the outlet itself, which is not an author.

    >>> people(["By Ana Lesk and Tom O'Dwyer, Staff Writers"])
    ('Ana Lesk', "Tom O'Dwyer")
    >>> people(["Reuters", "Harbour Desk"])
    ()
    """
    own = {_plain(name) for name in outlet if name}
    found: dict[str, str] = {}
    for text in texts:
        if text.startswith(("http:", "https:", "/")):
            continue
        text = _LEAD.sub("", _DROPPED.sub(" ", text))  # noqa: PLW2901 - the byline without its trimmings
        if _plain(text) in own:
            continue
        for part in _SPLIT.split(text):
            name = _LEAD.sub("", " ".join(part.split())).strip(" .:,-–—|*\"'“”")
            if is_person(name) and _plain(name) not in own:
                found.setdefault(_plain(name), name)
    return tuple(
        name
        for key, name in found.items()
        if not any(key != other and key in other.split(" ") for other in found)
    )


def is_person(name: str) -> bool:
    """Say whether a text looks like the name of one person: two to five words, written like names.

    >>> is_person("Maren Oduya"), is_person("Maren Oduya has more"), is_person("Reuters")
    (True, False, False)
    """
    if not 4 <= len(name) <= 45 or name.lower() in AGENCIES or _NOT_NAMES.search(name):
        return False
    words = name.split()
    if not 2 <= len(words) <= 5 or any(mark.isdigit() for mark in name):
        return False
    if not all(_WORD.fullmatch(word) for word in words):
        return False
    cased = [word for word in words if word.lower() not in _PARTICLES]
    return len(cased) >= 1 and all(
        word[0].isupper() or not word[0].isalpha() or word[0].lower() == word[0].upper() for word in cased
    )


def agency_in(texts: Iterable[str]) -> str | None:
    """Return the agency that a byline or claim names; None if it names none.

    >>> agency_in(["By Ana Lesk", "The Associated Press"])
    'Associated Press'
    """
    for text in texts:
        for part in (_LEAD.sub("", text), *_SPLIT.split(_LEAD.sub("", text))):
            agency = AGENCIES.get(part.strip(" .:()").lower())
            if agency:
                return agency
    return None


def _plain(name: str) -> str:
    """Return a name without case and full stops, to compare it."""
    return " ".join(name.lower().replace(".", " ").split())


def authors_of(claims: Claims, bylines: Sequence[Leaf], page: Page) -> tuple[str, ...]:
    """Return the authors of a page: claims that the page prints too, mended by the byline where the two overlap.

    Args:
        claims: what the metadata says, the most trusted list first.
        bylines: the printed byline blocks.
        page: where a claimed name must be printed to be believed before others.
    """
    outlet = (claims.site or "", claims.publisher or "")
    printed = " ".join(leaf.text for leaf in page.leaves if len(leaf.text) < 400).lower()
    bylines = _first_group(bylines, outlet)
    signed = people((text for leaf in bylines for text in _signatures(leaf)), outlet)
    claimed = _chosen([names for each in claims.authors if (names := people(each, outlet))], printed)
    if claimed:
        overlap = {_plain(name) for name in signed} & {_plain(name) for name in claimed}
        by = any(phrases.BY.match(leaf.text[:40]) for leaf in bylines)
        return signed if by and overlap and _nested(signed, claimed) else claimed
    return signed or _handle(claims, outlet, printed)


def _first_group(bylines: Sequence[Leaf], outlet: Sequence[str]) -> list[Leaf]:
    """Return the first byline that names a person, and those that stand with it: later ones sign other articles."""
    group: list[Leaf] = []
    for leaf in bylines:
        if group and leaf.order - group[-1].order > _APART:
            break
        if group or people(_signatures(leaf), outlet):
            group.append(leaf)
    return group


def _signatures(leaf: Leaf) -> list[str]:
    """Return the words of a byline that stand on links to author pages, else the whole line."""
    linked = [leaf.text[start:end] for start, end, address in leaf.links if _AUTHOR_PAGE.search(address)]
    return linked if people(linked) else [leaf.text]


def _chosen(lists: list[tuple[str, ...]], printed: str) -> tuple[str, ...]:
    """Return the first list of claimed authors, unless the page prints none of it and all of another."""
    if not lists or any(name.lower() in printed for name in lists[0]):
        return lists[0] if lists else ()
    return next((names for names in lists if all(name.lower() in printed for name in names)), lists[0])


def _nested(signed: tuple[str, ...], claimed: tuple[str, ...]) -> bool:
    """Say whether one of the two lists holds all names of the other."""
    one, other = {_plain(name) for name in signed}, {_plain(name) for name in claimed}
    return one <= other or other <= one


def _handle(claims: Claims, outlet: Sequence[str], printed: str) -> tuple[str, ...]:
    """Return a claimed author who signs with one word, if the page prints it and it is not the outlet."""
    own = "".join(_plain(name) for name in outlet).replace(" ", "")
    for names in claims.authors:
        name = " ".join(names[0].split()) if len(names) == 1 else ""
        if name.lower() in AGENCIES or _NOT_NAMES.search(name) or _DESK_END.search(name):
            continue
        if _HANDLE.fullmatch(name) and name.lower() in printed and name.lower() not in own:
            return (name,)
    return ()
