"""Whom an article credits: the agency whose text it carries and the outlets it names as its source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from copydesk.text.words import words

if TYPE_CHECKING:
    from copydesk.types import Article

_AGENCIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("AAP", ("aap", "australian associated press")),
    ("AFP", ("afp", "agence france presse")),
    ("Anadolu", ("anadolu", "anadolu agency", "anadolu ajansi")),
    ("ANI", ("ani", "asian news international")),
    ("ANP", ("anp", "algemeen nederlands persbureau")),
    ("ANSA", ("ansa",)),
    ("AP", ("ap", "associated press", "the associated press")),
    ("APA", ("apa", "austria presse agentur")),
    ("Belga", ("belga", "belga news agency")),
    ("Bloomberg", ("bloomberg", "bloomberg news")),
    ("CP", ("cp", "canadian press", "the canadian press")),
    ("dpa", ("dpa", "deutsche presse agentur")),
    ("EFE", ("efe", "agencia efe")),
    ("IANS", ("ians", "indo asian news service")),
    ("Interfax", ("interfax",)),
    ("Kyodo", ("kyodo", "kyodo news")),
    ("NTB", ("ntb",)),
    ("PA", ("pa", "pa media", "pa news agency", "press association", "the press association")),
    ("PTI", ("pti", "press trust of india")),
    ("Reuters", ("reuters", "thomson reuters")),
    ("Ritzau", ("ritzau",)),
    ("TASS", ("tass", "itar tass")),
    ("TT", ("tt nyhetsbyran",)),
    ("UPI", ("upi", "united press international")),
    ("Xinhua", ("xinhua", "xinhua news agency")),
    ("Yonhap", ("yonhap", "yonhap news agency")),
)
_AGENCY_OF = {alias: name for name, aliases in _AGENCIES for alias in aliases}
_AGENCY_WORDS = re.compile(
    r"\b(?:agency|newswire|news ?wire|wire|wire service|press association)\b", re.IGNORECASE
)
_NAME = r"(?:[A-Z0-9][\w&.'’-]*|of|the|and|for|de|la|&)"
_NAMES = rf"(?:[Tt]he )?[A-Z0-9][\w&.'’-]*(?: {_NAME}){{0,5}}"
# "MARLOW BAY, Oct 3 (Harbour Wire) —": what stands in brackets before the dash of a dateline.
_DATELINE = re.compile(rf"^.{{0,90}}?\(({_NAMES})\)\s*(?:[—–:]|--?)", re.DOTALL)
_BRACKETED = re.compile(r"\(([A-Za-z][A-Za-z ]{1,30})\)\s*(?:[—–:]|--?)")
_DASHED = re.compile(rf"(?:^|\n)\s*(?:[—–]|--)\s*({_NAMES})\s*$")
_CREDIT = re.compile(
    r"\b(?i:(?:originally|first) (?:appeared|published|reported|posted|printed|ran)(?: (?:on|in|by|at))?"
    r"|(?:source|via|credit|courtesy of)\s*:?"
    r"|read (?:more|the (?:full|original) (?:story|article|report)) (?:at|on|in)\s*:?"
    r"|(?:republished|reprinted|reproduced|syndicated) (?:with permission )?(?:from|by)"
    r"|reported by|according to(?: a report (?:in|by))?|told|in an interview with)"
    rf"\s+({_NAMES})"
)
# The same in small letters: where a credit can begin.
_CREDIT_BEGINS = (
    *("originally ", "first ", "source", "via", "credit", "courtesy of", "read more ", "read the "),
    *("republished ", "reprinted ", "reproduced ", "syndicated ", "reported by", "according to", "told"),
    "in an interview with",
)
_REPORTED = re.compile(r" (?:first |has |had )?(?:reported|reports|revealed)\b")
_NAME_BEFORE = re.compile(rf"{_NAMES}$")
_REACH = 80  # code points before "reported" within which a name may begin
_HEAD, _TAIL = 400, 600
_MOST_NAMES = 1 << 14


@dataclass(frozen=True, slots=True)
class Credits:
    """Whom an article credits."""

    agency: str | None = None  #: by its usual name; None when it credits none
    outlets: tuple[str, ...] = ()  #: forms of the names credited: "the harbour post"
    is_taken: bool = False  #: it says of itself that its text appeared elsewhere first


NO_CREDITS = Credits()


def read_credits(body: str, article: Article | None) -> Credits:
    r"""Return whom a text credits, by its own words and its article's fields (None for a bare text).

    >>> read_credits("MARLOW BAY, Oct 3 (Harbour Wire) — The ferry is back.", None).agency
    'Harbour Wire'
    >>> read_credits("The ferry is back.\n\nThis story originally appeared on The Quay Post.", None).outlets
    ('the quay post',)
    """
    lines = _credit_lines(body)
    named = [each.group(1) for each in lines]
    if "report" in body or " revealed" in body:
        named += _reporters(body)
    agency = None
    is_taken = False
    if article is not None:
        if article.credited_source is not None:
            named.append(article.credited_source.name)
            is_taken = True
        agency = agency_name(article.agency) or _agency_in(article.byline)
    late = [each for each in lines if each.start() > len(body) - _TAIL]
    agency = agency or _agency_of_text(body[:_HEAD], body[-_TAIL:], late)
    if agency is None and not named and not late and not is_taken:
        return NO_CREDITS
    outlets = tuple(dict.fromkeys(name_form(each) for each in named))
    return Credits(
        agency=agency, outlets=tuple(each for each in outlets if each), is_taken=is_taken or bool(late)
    )


@lru_cache(maxsize=_MOST_NAMES)
def name_form(name: str) -> str:
    """Return the form in which names of outlets and agencies are compared.

    >>> name_form("The Quay-Post")
    'the quay post'
    """
    return " ".join(words(name).forms)


def agency_name(name: str | None) -> str | None:
    """Return an agency's usual name for any of its names; an unknown name as it stands; None for none.

    >>> agency_name("The Associated Press")
    'AP'
    """
    if not name or not name.strip():
        return None
    return _AGENCY_OF.get(name_form(name), name.strip())


@lru_cache(maxsize=_MOST_NAMES)
def same_outlet(one: str, other: str) -> bool:
    """Say whether two names mean one outlet: equal but for an article, or one a piece of the other.

    >>> same_outlet("The Quay Post", "quay post"), same_outlet("The Quay Post", "Hill Post")
    (True, False)
    """
    first = _without_article(name_form(one))
    second = _without_article(name_form(other))
    if not first or not second:
        return False
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    return len(short) >= _LEAST_NAME and (
        f" {short} " in f" {long} " or short.replace(" ", "") in long.replace(" ", "")
    )


_LEAST_NAME = 6


def _without_article(form: str) -> str:
    """Return a name's form without a leading "the"."""
    return form.removeprefix("the ")


def _reporters(body: str) -> list[str]:
    """Return the names that stand before "reported"."""
    found = []
    for each in _REPORTED.finditer(body):
        name = _NAME_BEFORE.search(body[max(0, each.start() - _REACH) : each.start()])
        if name:
            found.append(name.group())
    return found


def _agency_in(byline: str | None) -> str | None:
    """Return the agency that a byline names; None when it names none."""
    if not byline:
        return None
    form = f" {name_form(byline)} "
    for alias, name in _AGENCY_OF.items():
        if len(alias) >= _LEAST_NAME and f" {alias} " in form:
            return name
    last = byline.rpartition("/")[2].rpartition("|")[2].strip()
    return _AGENCY_OF.get(name_form(last))


def _credit_lines(body: str) -> list[re.Match[str]]:
    """Return the credits in a text in their order; looked for only where one can begin."""
    low = body.lower()
    if len(low) != len(body):
        return list(_CREDIT.finditer(body))
    starts = []
    for each in _CREDIT_BEGINS:
        place = low.find(each)
        while place >= 0:
            starts.append(place)
            place = low.find(each, place + 1)
    found: list[re.Match[str]] = []
    for place in sorted(starts):
        line = _CREDIT.match(body, place)
        if line and (not found or place >= found[-1].end()):
            found.append(line)
    return found


def _agency_of_text(head: str, tail: str, late: list[re.Match[str]]) -> str | None:
    """Return the agency that a dateline or a closing credit names; None when there is none."""
    if "(" in head:
        dateline = _DATELINE.match(head)
        if dateline:
            return agency_name(dateline.group(1))
        for each in _BRACKETED.finditer(head):
            name = _AGENCY_OF.get(name_form(each.group(1)))
            if name:
                return name
    for each in (*_DASHED.finditer(tail), *late):
        found = each.group(1)
        name = _AGENCY_OF.get(name_form(found))
        if name or _AGENCY_WORDS.search(found):
            return name or found
    return None
