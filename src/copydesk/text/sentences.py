"""Sentences, found with one pattern and a short list of abbreviations."""

from __future__ import annotations

import re

from copydesk.text.marks import paragraphs
from copydesk.types import Span


def _listed(words: str) -> frozenset[str]:
    """Return the words of a listing."""
    return frozenset(words.split())


#: Never the last word of a sentence: a name follows.
_BEFORE_NAME = _listed(
    """mr mrs ms dr prof sen rep gov gen lt col sgt capt cmdr adm maj pvt cpl hon rev fr st ste mt ft pres supt
    det insp atty messrs mme mlle m mm sr sra srta dra ing lic don herr hr fr dipl vs v no nos nr art abs vol pp
    pg fig cf eg e.g i.e ca approx bzw ggf z.b u.a d.h usw inkl avda ave blvd"""
)
#: May end a sentence: only a word that begins sentences, or a mark, shows that it does.
_MAY_END = _listed(
    """inc corp co ltd llc bros jr sr u.s u.k u.n e.u d.c l.a a.m p.m am pm etc jan feb mar apr jun jul aug sep
    sept oct nov dec mon tue wed thu fri sat sun dept univ assn est ph.d m.d b.a m.a ee.uu s.a usw"""
)
_STARTERS = _listed(
    """the a an he she it they we i you this that these those there his her its their our my in on at but and or
    so if when while after before as for from by with to of not no yes what who how why where some many most
    according however meanwhile since although though because during under both each one two three mr mrs ms dr
    der die das ein eine er sie es wir ich und aber le la les un une il elle ils el los las una"""
)
_STOP = re.compile(r"[.!?…。！？]+[\"'”’»)\]“›」』*]{0,4}")
_WORD_BEFORE = re.compile(r"[\w.&'’-]{1,20}$")
_NEXT_WORD = re.compile(r"[\"'“‘„«(\[¿¡»‹「『*–—-]{0,4}\s{0,2}([\w'’]{0,30})")
_LOOK_BACK = 20


def sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of a text, without white space between them.

    Closing marks belong to their sentence, a paragraph's end is a sentence's end, and abbreviations and
    initials end none.

    >>> text = "Dr. Vale left at 9 a.m. on Monday. “Why?” asked J. Roe."
    >>> [each.of(text) for each in sentences(text)]
    ['Dr. Vale left at 9 a.m. on Monday.', '“Why?” asked J. Roe.']
    """
    found: list[Span] = []
    for paragraph in paragraphs(text):
        start = paragraph.start
        for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
            end = stop.end()
            if end >= paragraph.end or start >= end or not _ends(text, start, stop):
                continue
            found.append(Span(start, end))
            start = _skip_space(text, end)
        if start < paragraph.end:
            found.append(Span(start, paragraph.end))
    return tuple(found)


def _skip_space(text: str, at: int) -> int:
    """Return the first place from `at` on that is no white space."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    """Say whether a sentence ends at this full stop, question mark or ellipsis."""
    if stop[0][0] in "。！？":
        return True
    if not text[stop.end()].isspace():
        return False
    at = _skip_space(text, stop.end())
    following = _NEXT_WORD.match(text, at)
    word = following[1] if following else ""
    if word[:1].islower():
        return False
    if stop[0][0] != "." or len(stop[0].rstrip("\"'”’»)]“›」』*")) > 1:
        return True
    return not _is_abbreviation(text, start, stop.start(), word.lower())


def _is_abbreviation(text: str, start: int, at: int, following: str) -> bool:
    """Say whether the full stop at `at` belongs to an abbreviation or an initial inside a sentence."""
    before = _WORD_BEFORE.search(text[max(start, at - _LOOK_BACK) : at])
    if before is None:
        return False
    word = before[0].lower().strip("'’-.")
    if word in _BEFORE_NAME:
        return following != "" or word not in {"no", "m", "v", "st", "don"}
    starts_sentence = following in _STARTERS or following == ""
    if word in _MAY_END:
        return not starts_sentence
    if len(word) == 1 and word.isalpha():
        return not (starts_sentence and word != "j")
    initials = len(word) <= 5 and word.replace(".", "").isalpha() and "." in word
    if initials:
        return not starts_sentence
    # In German and Spanish dates the day carries a full stop: "am 3. Oktober".
    return word.isdigit() and len(word) <= 2 and following in _MONTHS


_MONTHS = _listed(
    """januar februar märz april mai juni juli august september oktober november dezember jänner jahrhundert
    bundesliga liga"""
)
