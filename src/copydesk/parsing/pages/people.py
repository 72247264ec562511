"""Bylines to names: people only. Desks, agencies and outlets are no authors, and none is invented."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk.parsing.pages import phrases
from copydesk.parsing.pages._first_names import FIRST_NAMES
from copydesk.parsing.pages.bylines import MARK, PLACES, leading_name, marked_off, parted

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
    r"(?i)^[\s\W_]*(?:(?:written|posted|reported|authored|story|words|text|published|article|report|photographs?|created|submitted|edited|guest post|interview) (?:by|and photos? by)"
    r"|(?:verfasst|eingestellt|erstellt|geschrieben|veröffentlicht|(?:ein )?(?:artikel|beitrag|text|bericht|interview|kommentar)) (?:am .{4,20} )?von|(?:publié|écrit|rédigé) (?:le .{4,20} )?par|(?:publicado|escrito) por|scritto da|pubblicato da"
    r"|reporting by|(?:ein(?:e)? )?(?:gastbeitrag|analyse|reportage|kolumne|porträt|essay) von|(?:une? )?(?:enquête|analyse|chronique|reportage|entretien|tribune) (?:de|par)|propos recueillis par"
    r"|by|von|vom|par|por|di|door|av|af|autore?|autora|auteur|autor(?:en)?|texte?|testo|tekst|texto|текст(?: и фото)?|авторы?|authors?|writer|przez|yazan|redactie|redaktion|írta|teksti)\b\s*:?\s*(?=\S)(?<![^\W\d_])"
    r"|^[\s\W_]*(?-i:[Bb]y(?=[A-Z][a-z]))"
)
_SPLIT = re.compile(
    r"\s*(?:[,;|•·/\n\d]|\s-\s|\s–\s|\s—\s|\b(?:and|und|et|och|og|en|e|y|i|with|mit|avec|con)\b|&|\+)\s*"
)
_DROPPED = re.compile(r"(?:https?:\S+|www\.\S+|\S+@\S+\.\S+|\(.*?\)|\[.*?\]|@\w+)")
_NOT_NAMES = re.compile(
    r"(?i)\b(?:staff|newsroom|desk|editors?|editorial|team|admin(?:istrator)?|agency|agencies|news|newspaper|magazine|press|media|website|online|digital|redaktion|rédaction|corporation|store|clinic|kommentare?|datum|anzahl|min(?:utes)? read|reading|lesezeit|"
    r"redaction|redacción|redazione|redação|redactie|toimitus|redakcja|редакция|writers?|reporters?|correspondents?|contributors?|contributing|columnist|producer|"
    r"author|guest|network|times|post|tribune|gazette|herald|journal|daily|weekly|today|tv|radio|inc|ltd|llc|gmbh|group|company|university|institute|foundation|association|"
    r"council|department|office|coordenadoria|secretar[ií]a|assessoria|asesoría|comunicação|comunicación|prefeitura|journalism|founder|co-founder|ceo|cto|cfo|manager|director|president|dietitian|nutritionist|physician|therapist|korrespondent\w*|redakteur\w*|journaliste?|corresponsal|pressestelle|ufficio|bureaux|équipe|equipo|mitarbeiter\w*|ministry|committee|board|support|webmaster|user|anonymous|unknown|service|services|bureau|wire|wires|community|blog|published|updated|posted|comments?|"
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
AUTHOR_PAGE = re.compile(
    r"(?i)/(?:authors?|autor(?:en|es)?|auteurs?|staff|profiles?|people|by|contributors?|journalist\w*|writers?|autoren-und-redaktion|member|user)/|author=|blogger\.com/profile"
)
_APART = 3  # blocks between two bylines of one article
_HANDLE = re.compile(r"[^\W\d_][\w.\-]{2,24}")  # a first name or a pen name
_TITLE = re.compile(r"^(?:(?:dr|prof|professor|mr|mrs|ms|rev|sir|dame)\s+)+")
_TURNED = re.compile(r"[^\W\d_][\w'’\- ]{1,24}, [^\W\d_][\w'’.\- ]{0,24}")  # "Lesk, Ana": two or more of them
_UNNAMED = """that this these you your our we can what how why when where who which is are was will not free download go new best guide tips ideas home
    contact licensed recipe step made make more most to in of and or with without after before over under gehe zu zum zur alles alle weitere mehr
    wie was warum wir ihr unser unsere neue neuer deutsche deutscher deutsches bundesverband verband verein archiv ausgabe endlich
    les nos votre vos notre comment pourquoi nuestro nuestra cómo"""
_COMMON = frozenset(_UNNAMED.split())  # words that stand in no name, so that a line of them is none
_ELIDED = re.compile(r"(?:dell|d|l|al)['’-][A-Z]")  # "d'Souza", "al-Masri"
_LETTERS = re.compile(r"[^\W_]+")
_PHOTOGRAPHS = re.compile(
    r"(?i)^\W*(?:photo(?:graph(?:y|s|er)?)?s?|fotos?|bilder|images?|illustrations?|edited|video)\b"
)
_DESK_END = re.compile(r"(?i)(?:admin|press|media|news|team|redaktion|agency|\.com|tv|online)$")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-‐‑])*\.?")


def people(texts: Iterable[str], outlet: Sequence[str] = ()) -> tuple[str, ...]:
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
        line = _DROPPED.sub(" ", text)
        if _plain(_LEAD.sub("", line)) in own:
            continue
        for part in _SPLIT.split(_LEAD.sub("", marked_off(line, outlet))):
            name = _LEAD.sub("", " ".join(part.split())).strip(" .:,-–—|*\"'“”")
            name = parted(name)
            name = name if is_person(name) else leading_name(name, others=len(found))
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
    if (
        not 4 <= len(name) <= 45
        or name.lower() in AGENCIES
        or name.lower() in PLACES
        or _NOT_NAMES.search(name)
    ):
        return False
    words = name.split()
    if any(word.lower() in _COMMON for word in words):
        return False
    if not 2 <= len(words) <= 5 or any(mark.isdigit() for mark in name):
        return False
    if not all(_WORD.fullmatch(word) for word in words):
        return False
    cased = [word for word in words if word.lower() not in _PARTICLES]
    return len(cased) >= 1 and all(
        word[0].isupper()
        or not word[0].isalpha()
        or word[0].lower() == word[0].upper()
        or _ELIDED.match(word)
        for word in cased
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


def authors_of(claims: Claims, bylines: Sequence[Leaf], page: Page, host: str = "") -> tuple[str, ...]:
    """Return the authors of a page: claims that the page prints too, mended by the byline where the two overlap.

    Args:
        claims: what the metadata says, the most trusted list first.
        bylines: the printed byline blocks.
        page: where a claimed name must be printed to be believed before others.
        host: of the page's address; a firm that bears its name is no author.
    """
    outlet = (claims.site or "", claims.publisher or "")
    printed = " ".join(leaf.text for leaf in page.leaves if len(leaf.text) < 400).lower()
    by = any(phrases.BY.match(leaf.text[:40]) or "author" in leaf.marks for leaf in bylines)
    bylines = _first_group(bylines, outlet)
    signed = people((text for leaf in bylines for text in _signatures(leaf)), outlet)
    lists = [names for each in claims.authors if (names := _claimed(each, claims, outlet, host))]
    claimed = _chosen(lists, printed, " ".join(leaf.text for leaf in bylines).lower())
    if not claimed:
        return signed or _handle(claims, outlet, printed, host)
    overlap = {_bare(name) for name in signed} & {_bare(name) for name in claimed}
    if by and signed and (_nested(signed, claimed) if overlap else _unprinted(claimed, printed)):
        return signed
    written = {_plain(name): name for name in signed if not name.isupper()}
    return tuple(written.get(_plain(name), name) if name.isupper() else name for name in claimed)


def _claimed(names: Sequence[str], claims: Claims, outlet: Sequence[str], host: str) -> tuple[str, ...]:
    """Return the people of one claimed list; one who bears the outlet's name counts where typed as a person."""
    if all(_TURNED.fullmatch(name) for name in names) and (
        len(names) > 1 or has_first_name(" ".join(reversed(names[0].split(", "))))
    ):
        names = [" ".join(reversed(name.split(", "))) for name in names]
    own = [name for name in outlet if name not in claims.people and not has_first_name(name)]
    typed = tuple(name for name in names if name in claims.people and _two_words(name))
    return typed or tuple(
        name
        for name in people((name for name in names if name not in claims.firms), own)
        if has_first_name(name) or not _names_the_site(name, host)
    )


def _two_words(name: str) -> bool:
    """Say whether a name that is typed as a person has the form of one, in whatever case it is written."""
    return is_person(name) or (len(name.split()) == 2 and is_person(name.title()))


def has_first_name(name: str) -> bool:
    """Say whether a name of two or three words begins with a common first name.

    >>> has_first_name("Anna Lesk"), has_first_name("Gull Post")
    (True, False)
    """
    words = name.lower().split()
    return 2 <= len(words) <= 3 and words[0] in FIRST_NAMES


def _names_the_site(name: str, host: str) -> bool:
    """Say whether a name is that of the site: "Gull Post" of gull-post.example."""
    letters = "".join(_LETTERS.findall(name.lower()))
    return len(letters) > 4 and letters in "".join(_LETTERS.findall(host.lower()))


def _unprinted(claimed: Sequence[str], printed: str) -> bool:
    """Say whether the page prints none of the names."""
    return not any(name.lower() in printed for name in claimed)


def _first_group(bylines: Sequence[Leaf], outlet: Sequence[str]) -> list[Leaf]:
    """Return the first byline that names a person, and those that stand with it: later ones sign other articles."""
    group: list[Leaf] = []
    for leaf in bylines:
        if _PHOTOGRAPHS.match(leaf.text):
            continue
        if group and leaf.order - group[-1].order > _APART:
            break
        if group or people(_signatures(leaf), outlet):
            group.append(leaf)
    return group


def _signatures(leaf: Leaf) -> list[str]:
    """Return the words of a byline that stand on links to author pages, else the whole line.

    A line that begins with a word such as "by" is taken whole where it names those too: not every author has a page.
    """
    linked = [leaf.text[start:end] for start, end, address in leaf.links if AUTHOR_PAGE.search(address)]
    found = people(linked)
    whole = phrases.BY.match(leaf.text[:40]) and set(found) <= set(people([leaf.text]))
    return [leaf.text] if whole or not found else linked


def _chosen(lists: list[tuple[str, ...]], printed: str, byline: str) -> tuple[str, ...]:
    """Return the first list of claimed authors, unless the page prints none of it and all of another.

    A longer list that holds the first one is taken where the byline prints all of it.
    """
    if not lists:
        return ()
    for names in lists:
        if (
            len(names) > len(lists[0])
            and set(names) > set(lists[0])
            and all(name.lower() in byline for name in names)
        ):
            return names
    if any(name.lower() in printed for name in lists[0]):
        return lists[0]
    return next((names for names in lists if all(name.lower() in printed for name in names)), lists[0])


def _bare(name: str) -> str:
    """Return a name as it is compared: without case, full stops and titles."""
    return _TITLE.sub("", _plain(name))


def _nested(signed: tuple[str, ...], claimed: tuple[str, ...]) -> bool:
    """Say whether one of the two lists holds all names of the other."""
    one, other = {_bare(name) for name in signed}, {_bare(name) for name in claimed}
    return one <= other or other <= one


def _handle(claims: Claims, outlet: Sequence[str], printed: str, host: str) -> tuple[str, ...]:
    """Return a claimed author who signs with one word, if typed as a person or printed, and not the outlet."""
    own = "".join(_plain(name) for name in outlet).replace(" ", "")
    for names in claims.authors:
        name = " ".join(names[0].split()) if len(names) == 1 else ""
        if name in claims.firms or not (name in claims.people or name.lower() in printed):
            continue
        if is_handle(name) and name.lower() not in own and not _names_the_site(name, host):
            return (name,)
    return ()


def pen_names(text: str, outlet: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the single words that a byline gives for names: "By Linny and Pete"; nobody where other words stand there.

    >>> pen_names("By Linny and Pete"), pen_names("By Harbour Works"), pen_names("By admin")
    (('Linny', 'Pete'), (), ())
    """
    own = "".join(_plain(name) for name in outlet).replace(" ", "")
    line = _LEAD.sub("", marked_off(_DROPPED.sub(" ", text), outlet)).partition(MARK)[0]
    line = re.split(r"\s*(?:[|•·/\d]|\s[-–—]\s)", line, maxsplit=1)[0]
    names = [part.strip(" .:,-–—") for part in _SPLIT.split(line) if part.strip(" .:,-–—")]
    known = all(is_handle(name) and name.lower() not in own for name in names)
    return tuple(names) if known and len(names) <= 2 else ()


def is_handle(name: str) -> bool:
    """Say whether one word may be a first name or pen name: no desk, agency or address.

    >>> is_handle("gullwatcher"), is_handle("admin"), is_handle("Reuters")
    (True, False, False)
    """
    return (
        _HANDLE.fullmatch(name) is not None
        and name.lower() not in AGENCIES
        and not _NOT_NAMES.search(name)
        and not _DESK_END.search(name)
    )
