"""Held or shown: every reply waits for reasons that a person can read, or is shown because there is none."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from copydesk.replies.plain import hosts


class Reason(StrEnum):
    """Why a reply waits; the words are what the desk shows."""

    BLOCKED = "on the block list"
    HONEYPOT = "filled in the field that people do not see"
    TIME = "written faster than a person types"
    RATE = "many replies in a short time from there"
    REPEAT = "the same text was sent before"
    WORDS = "has words from your list"
    LINKS = "has more links than you allow"
    LANGUAGE = "written in another script than the site"
    FIRST = "the first reply of this address"
    UNCONFIRMED = "the address is not confirmed in this browser"
    REFUSALS = "most of this address's replies were refused"
    REPORTED = "reported by readers"
    OUTSIDE = "comes from elsewhere"
    IMPORTED = "waited in the system it was imported from"


@dataclass(frozen=True, slots=True)
class Rules:
    """What an editor has set."""

    links: int  #: most links of a reply that is shown at once
    words: tuple[str, ...] = ()  #: casefolded, none of them shown at once
    script: str = "LATIN"  #: of the site's language, as Unicode names it
    least_seconds: float = 4.0  #: from form to answer
    trusted_after: int = 1  #: shown replies of an address before its next one is shown at once


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of who writes."""

    shown: int = 0  #: replies of this address that were shown
    refused: int = 0
    confirmed: bool = False  #: in this browser
    repeated: bool = False
    blocked: bool = False
    allowed: bool = False
    crowded: bool = False  #: its address or subnet wrote much of late


@dataclass(frozen=True, slots=True)
class Draft:
    """What was sent."""

    name: str
    text: str
    seconds: float  #: since the form was made
    trap: str = ""  #: of the field that people do not see


def reasons(draft: Draft, known: Known, rules: Rules) -> tuple[Reason, ...]:
    """Return why a reply waits, the gravest first; none to show it.

    >>> reasons(Draft("Ann", "Good.", 30.0), Known(shown=2, confirmed=True), Rules(links=1))
    ()
    >>> [str(each) for each in reasons(Draft("Ann", "Good.", 30.0), Known(), Rules(links=1))]
    ['the first reply of this address']
    """
    refusals = known.refused > known.shown and known.refused > 1
    is_first = known.shown < rules.trusted_after
    of_person = {
        Reason.FIRST: is_first,
        Reason.UNCONFIRMED: not is_first and not known.confirmed,
        Reason.REFUSALS: refusals,
    }
    found = {
        Reason.BLOCKED: known.blocked,
        Reason.HONEYPOT: bool(draft.trap),
        Reason.TIME: draft.seconds < rules.least_seconds,
        Reason.RATE: known.crowded,
        Reason.REPEAT: known.repeated,
        Reason.WORDS: has_words(f"{draft.name}\n{draft.text}", rules.words),
        Reason.LINKS: len(hosts(draft.text)) > rules.links,
        Reason.LANGUAGE: other_script(draft.text, rules.script),
    } | ({} if known.allowed else of_person)
    return tuple(each for each in Reason if found.get(each))


def has_words(text: str, listed: tuple[str, ...]) -> bool:
    """Say whether a text has one of the listed words, whole, whatever letters that look alike stand in it.

    >>> has_words("Buy C\u0410SINO chips", ("casino",)), has_words("Specialist", ("cialis",))
    (True, False)
    """
    plain = _alike(text)
    return any(re.search(rf"(?<!\w){re.escape(_alike(each))}(?!\w)", plain) for each in listed if each)


def other_script(text: str, script: str) -> bool:
    """Say whether most letters of a text belong to another script.

    >>> other_script("Добрый день всем", "LATIN"), other_script("Good день", "LATIN")
    (True, False)
    """
    letters = [each for each in text[:2000] if each.isalpha()]
    if len(letters) < 6 or not script:
        return False
    own = sum(script in _script(each) for each in letters)
    return own * 2 < len(letters)


def same(text: str) -> str:
    """Return a text as repeats are looked for: letters and digits only.

    >>> same("Buy NOW!!") == same("buy, now")
    True
    """
    return "".join(each for each in _alike(text) if each.isalnum())


_SCRIPTS = {
    **dict.fromkeys(("ru", "uk", "bg", "sr", "be", "mk", "kk", "mn"), "CYRILLIC"),
    **dict.fromkeys(("ar", "fa", "ur", "ps"), "ARABIC"),
    **dict.fromkeys(("he", "yi"), "HEBREW"),
    **dict.fromkeys(("hi", "mr", "ne"), "DEVANAGARI"),
    **dict.fromkeys(("zh", "yue"), "CJK"),
    "el": "GREEK",
    "ko": "HANGUL",
    "th": "THAI",
    "ka": "GEORGIAN",
    "hy": "ARMENIAN",
    "bn": "BENGALI",
    "ja": "",
    "ta": "TAMIL",
    "te": "TELUGU",
    "am": "ETHIOPIC",
}


def script_of(language: str) -> str:
    """Return the script of a language as Unicode names it; empty where several are usual.

    >>> script_of("en-GB"), script_of("uk")
    ('LATIN', 'CYRILLIC')
    """
    return _SCRIPTS.get(language.lower().partition("-")[0], "LATIN")


def _script(letter: str) -> str:
    """Return a letter's Unicode name, which begins with its script."""
    return unicodedata.name(letter, "")


_LIKE = str.maketrans("асеорхуіјԁѕһαορνι013457", "aceopxyijdshaopvioieast")


def _alike(text: str) -> str:
    """Return a text casefolded, letters that look like Latin ones as these, marks taken off."""
    low = unicodedata.normalize("NFKD", text).casefold().translate(_LIKE)
    return "".join(each for each in low if not unicodedata.combining(each))
