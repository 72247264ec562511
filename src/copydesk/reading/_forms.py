"""One name, many forms: which full name a surname, a first name, capitals or a short form stand for."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from copydesk.reading import _gazetteer, _known
from copydesk.reading._runs import Run, printed

if TYPE_CHECKING:
    from copydesk.reading._scan import Scan

_ACRONYM = re.compile(r"[A-Z]{2,6}s?$")
_CAMEL = re.compile(r"(?!Mc|Mac|De|Di|La|Le|Van|O['’])[A-Z]?[a-z]+[A-Z]")
_LONGEST_PERSON = 5
_PARTICLES = frozenset(
    [
        "de",
        "van",
        "von",
        "der",
        "den",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "la",
        "le",
        "bin",
        "ibn",
        "al",
        "el",
    ]
)
#: A bare surname stands for the one of several bearers who is named so many times more often.
_CLEARLY = 2
#: Last words that a firm's short form leaves out.
_FIRMS = frozenset(
    [
        "party",
        "bank",
        "inc",
        "corp",
        "co",
        "group",
        "company",
        "ltd",
        "plc",
        "motor",
        "motors",
        "holdings",
        "ag",
        "university",
    ]
)
_ALIASES = {name: short for short, longs in _known.ALIASES.items() for name in longs}
_AMPERSAND = re.compile(r"\s?&\s?")


def _plain(word: str) -> str:
    """Return a word without accents: José is Jose."""
    if word.isascii():
        return word
    return "".join(each for each in unicodedata.normalize("NFKD", word) if not unicodedata.combining(each))


class Forms:
    """The fullest form of each name in an article."""

    def __init__(self, scan: Scan, found: list[Run]) -> None:
        self.scan = scan
        self.counts = Counter(_plain(" ".join(run.words)) for run in found)
        self.people: dict[str, dict[str, str]] = {}  #: surname → plain full name → as printed
        self.bodies: dict[str, str] = {}  #: short form of an organisation → as printed
        self.firsts: dict[str, str] = {}
        longer = [run for run in found if len(run.words) > 1]
        for run in longer:
            if run.words[0] not in _PARTICLES:
                self._learn(run)
        for run in longer:
            # "Van Gogh" is nobody else where Vincent van Gogh is named.
            if run.words[0] in _PARTICLES and _plain(" ".join(run.words)) not in self.people:
                self._learn(run)

    def _learn(self, run: Run) -> None:
        """Keep the short forms that a name of several words may take."""
        language, words = self.scan.language, [_plain(word) for word in run.words]
        full, name = printed(self.scan, run), " ".join(words)
        last, named = words[-1], words[0] in language.boys or words[0] in language.girls
        body = (
            name in _gazetteer.ORGANISATIONS
            or last in language.organisation_words
            or words[0] in language.organisation_words
            or " of " in name
            or last in _known.FIRM_FORMS
            or (last in _known.BODY_LAST and not named)
        )
        self._learn_letters(words, full, body=body)
        if body:
            self._learn_body(words, full, named=named)
        elif name not in _gazetteer.PLACES and len(words) <= _LONGEST_PERSON:
            self._learn_person(words, full, named=named)

    def _learn_letters(self, words: list[str], full: str, *, body: bool) -> None:
        """Keep the capitals of a name, "M&S" for "Marks & Spencer", and short forms of other letters."""
        name = " ".join(words)
        capitals = "".join(word[0] for word, at in zip(words, full.split(), strict=False) if at[0].isupper())
        short = _ALIASES.get(name)
        if short is not None:
            self.bodies.setdefault(short, full)
        if "&" in full:
            self.bodies.setdefault(_AMPERSAND.sub("&", name), full)
            initials = "&".join(part.strip()[:1] for part in full.lower().split("&"))
            self.bodies.setdefault(initials, full)
            self.bodies.setdefault(initials.replace("&", " "), full)
        if len(capitals) >= 2 and (body or len(capitals) > 2):
            self.bodies.setdefault(capitals, full)

    def _learn_body(self, words: list[str], full: str, *, named: bool) -> None:
        """Keep "the bank" of a bank, and a firm without what the law calls it."""
        last = words[-1]
        if (last in self.scan.language.organisation_words or last in _known.BODY_LAST) and len(words) <= 4:
            self.bodies.setdefault("the " + last, full)
        if last not in _FIRMS and last not in _known.FIRM_FORMS:
            return
        core = words[:-1]
        self.bodies.setdefault(" ".join(core), full)
        while len(core) > 1 and core[-1] in _FIRMS:
            core = core[:-1]
            self.bodies.setdefault(" ".join(core), full)
        if core[0] in _gazetteer.ORGANISATIONS or (len(core) > 1 and last in _known.FIRM_FORMS and not named):
            self.bodies.setdefault(core[0], full)

    def _learn_person(self, words: list[str], full: str, *, named: bool) -> None:
        """Keep the surname with and without particles, all that stands behind the given name, and that."""
        surname, last, key = _surname(words), words[-1], _person_key(words)
        for at in range(1, len(words) - 1):
            # "García Márquez", "Lula da Silva".
            if words[at] not in _PARTICLES:
                self.people.setdefault(" ".join(words[at:]), {}).setdefault(key, full)
        camel = _CAMEL.match(full.rsplit(maxsplit=1)[-1]) and not named
        if _can_be_surname(self.scan, full.rsplit(maxsplit=1)[-1]) and not camel:
            self.people.setdefault(surname, {}).setdefault(key, full)
            if surname != last:
                self.people.setdefault(last, {}).setdefault(key, full)
        if named or words[0] in _known.FAMILY_FIRST:
            self.firsts.setdefault(words[0], full)

    def full(self, run: Run) -> str:
        """Return the fullest form of a name."""
        name, full = " ".join(run.words), printed(self.scan, run)
        words = list(run.words)
        if not name.isascii():
            words = [_plain(word) for word in run.words]
            name = " ".join(words)
        body = self._body(run, name, full)
        if body is not None:
            return body
        bearers = self.people.get(name)
        if bearers is not None and _person_key(words) not in bearers:
            return self._bearer(run, bearers) or full
        if len(words) > 1 and name in self.bodies:
            return self.bodies[name]
        if name in _gazetteer.PLACES or name in _gazetteer.ORGANISATIONS:
            return full
        if len(words) == 1:
            return self.firsts.get(name, full)
        same = self.people.get(_surname(words), {})
        alike = (
            other
            for other in same.values()
            if _same_person(words, [_plain(w).lower() for w in other.split()])
        )
        return next(alike, full)

    def _body(self, run: Run, name: str, full: str) -> str | None:
        """Return the body that one word stands for; None when it stands for none."""
        if len(run.words) > 1:
            return None
        if _ACRONYM.match(full) and name in self.bodies:
            return self.bodies[name]
        before = self.scan.tokens[run.first - 1].low if run.first else ""
        if before == "the" and f"the {name}" in self.bodies:
            return self.bodies[f"the {name}"]
        return self.bodies.get(name) if name not in self.people else None

    def _bearer(self, run: Run, bearers: dict[str, str]) -> str | None:
        """Return whom a bare surname means: the only bearer, else the one of that sex, or named far more often."""
        if len(bearers) == 1:
            return next(iter(bearers.values()))
        language = self.scan.language
        title = self.scan.tokens[run.first - 1].low if run.first else ""
        for sex, first_names in ((language.women, language.girls), (language.men, language.boys)):
            if title in sex and run.titled:
                fitting = [full for full in bearers.values() if full.split()[0].lower() in first_names]
                if len(fitting) == 1:
                    return fitting[0]
        elders = [
            full for full in bearers.values() if full.rstrip(".").lower().split()[-1] not in {"jr", "sr"}
        ]
        if len(elders) == 1:
            return elders[0]
        often = sorted(bearers, key=lambda each: -self.counts[each])
        if self.counts[often[0]] >= _CLEARLY * self.counts[often[1]]:
            return bearers[often[0]]
        return None


def _surname(words: list[str]) -> str:
    """Return the surname with its particles: "van der Berg"."""
    core = words[:-1] if words[-1] in {"jr", "sr", "ii", "iii", "iv"} and len(words) > 2 else words
    first = len(core) - 1
    while first > 1 and core[first - 1] in _PARTICLES:
        first -= 1
    surname = " ".join(core[first:])
    for article in ("al-", "el-"):
        surname = surname.removeprefix(article)
    return surname


def _person_key(words: list[str]) -> str:
    """Return what tells one bearer of a surname from another."""
    return " ".join(words)


def _can_be_surname(scan: Scan, word: str) -> bool:
    """Say whether a last word can be a person's: no acronym, no firm, no place."""
    low = word.lower()
    known = low in scan.language.organisation_words or low in scan.language.places or low in _gazetteer.PLACES
    return not (known or _ACRONYM.match(word))


def _same_person(words: list[str], other: list[str]) -> bool:
    """Say whether two full names can be one person's: "J. Roe", "Jane Roe", "Jane A. Roe"."""
    if (words[-1] in {"jr", "sr"}) != (other[-1].rstrip(".") in {"jr", "sr"}):
        return False
    first, second = words[0].rstrip("."), other[0].rstrip(".")
    middle, other_middle = words[1:-1], other[1:-1]
    if middle and other_middle and middle != other_middle and not set(middle) & set(other_middle):
        return False
    return first == second or (min(len(first), len(second)) == 1 and first[0] == second[0])
