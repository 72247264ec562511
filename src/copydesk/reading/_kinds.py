"""What a name names: each mention gives evidence, and the article decides."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from copydesk.reading import _gazetteer, _known
from copydesk.reading._scan import CUE_LETTERS, Scan
from copydesk.reading.languages import LANGUAGES, listed
from copydesk.reading.languages._neutral import NEUTRAL
from copydesk.types import NameKind

if TYPE_CHECKING:
    from copydesk.reading._runs import Run
    from copydesk.reading.languages import Language

Votes = dict[NameKind, int]

_ACRONYM = re.compile(r"[A-Z]{2,6}s?$")
_CAMEL = re.compile(r"(?!Mc|Mac|De|Di|La|Le|Van|O['’])[A-Z]?[a-z]+[A-Z]")
#: Where the evidence is even.
_RANK = {NameKind.PERSON: 3, NameKind.PLACE: 2, NameKind.ORGANISATION: 1, NameKind.WORK: 0}
_STATES = frozenset({"u.s", "u.k", "u.n", "e.u", "d.c", "n.y", "l.a", "u.s.", "u.k.", "u.n.", "e.u.", "l.a."})
_PERSONAL = listed("van von der den bin ibn al da dos di della abu ben bint wa")
_INITIALS = re.compile(r"[a-z](?:\.[a-z])*\.?$")
_OF_PLACE = listed(
    """mayor town city village state capital port island county province governor people residents streets suburb
    outskirts district north south east west citizens"""
)
_FIRM_BEHIND = listed(
    "shares stock ceo chief spokesman spokeswoman profits executives employees inc corp ltd plc"
)
_FIRM_BEFORE = listed(
    """site website paper newspaper newspapers daily weekly magazine broadcaster station channel network outlet agency
    company firm startup start-up bank group party union club band airline carrier maker retailer supermarket brand
    charity brewer operator platform app giant insurer utility team"""
)
_KIN = listed("wife husband son daughter brother sister father mother mr mrs ms miss dr sir lady")
_BODY_HEADS = listed(
    """university department ministry bank house court council bureau board institute association federation society
    academy office college committee church union ministerio universidad banco université ministère banque"""
)
_PEERS = listed("duke duchess prince princess king queen earl countess marquess")
_DIRECTIONS = listed("north south east west northern southern eastern western central upper lower greater")
_SAINTLY = listed("san santa são")
_INVESTED = listed("shares stake stakes stock stocks investors investment holding holdings")
_PLACE_HEADS = listed("lake river mount isle gulf cape strait republic kingdom city port fort saint st río")


def evidence_of(scan: Scan, run: Run) -> Votes:
    """Return what one mention says about what it names."""
    printed = scan.text[run.span.start : run.span.end]
    votes = dict(_from_words(scan.language.code, run.words, printed, scan.quoted[run.first]))
    _from_before(scan, run, votes)
    _from_behind(scan, run, votes)
    return votes


@lru_cache(maxsize=1 << 14)
def _from_words(code: str, words: tuple[str, ...], text: str, quoted: bool) -> Votes:  # noqa: FBT001 - a fact of the mention
    """Return what the words of a name say by themselves; names come again and again in a day's news."""
    language = LANGUAGES.get(code, NEUTRAL)
    low = " ".join(words)
    votes: Votes = {}
    named = words[0] in language.boys or words[0] in language.girls
    place = (
        low in _gazetteer.PLACES
        or low.rstrip(".") in _gazetteer.PLACES
        or all(word in language.places for word in words)
    )
    if place:
        _vote(votes, NameKind.PLACE, 6)
    if len(words) == 1 and low.endswith("shire"):
        _vote(votes, NameKind.PLACE, 4)
    if "&" in low and len(words) > 1:
        _vote(votes, NameKind.ORGANISATION, 4)
    if low in _gazetteer.ORGANISATIONS or (words[-1] in language.organisation_words and len(words) > 1):
        _vote(votes, NameKind.ORGANISATION, 9)
    if len(words) > 1:
        if low in _gazetteer.PLACES:
            _vote(votes, NameKind.PLACE, 6)
        _from_heads(words, votes, named=named)
        _from_shape(words, language, votes, named=named, quoted=quoted)
    elif words[0] in language.organisation_words:
        _vote(votes, NameKind.ORGANISATION, 3)
    elif named and not place:
        _vote(votes, NameKind.PERSON, 2)
    elif words[0] in _known.PEOPLE:
        _vote(votes, NameKind.PERSON, 6)
    if not place and not named and (_ACRONYM.match(text) or _CAMEL.match(text) or "&" in text):
        _vote(votes, NameKind.ORGANISATION, 7 if "&" in text else 3)
    return votes


def kind_of(scan: Scan, name: str, votes: Votes) -> NameKind:
    """Decide what a name names from all its mentions; with no evidence at all it is an organisation."""
    words = name.lower().split()
    if len(words) > 1 and (words[0] in scan.language.boys or words[0] in scan.language.girls):
        _vote(votes, NameKind.PERSON, 3)
    if not votes:
        return NameKind.ORGANISATION
    return max(votes, key=lambda kind: (votes[kind], _RANK[kind]))


def _vote(votes: Votes, kind: NameKind, count: int) -> None:
    """Count votes for one kind."""
    votes[kind] = votes.get(kind, 0) + count


def _from_heads(words: tuple[str, ...], votes: Votes, *, named: bool) -> None:
    """Count what the first or last word of a longer name says: "Airbus SE", "Duke of Sussex", "East Jerusalem"."""
    if words[-1] in _known.FIRM_FORMS:
        _vote(votes, NameKind.ORGANISATION, 9)
    if words[0] in _PEERS and "of" in words:
        _vote(votes, NameKind.PERSON, 6)
    if words[0] in _DIRECTIONS and " ".join(words[1:]) in _gazetteer.PLACES:
        _vote(votes, NameKind.PLACE, 6)
    if words[0] in _SAINTLY and not named:
        _vote(votes, NameKind.PLACE, 3)


def _from_shape(
    words: tuple[str, ...], language: Language, votes: Votes, *, named: bool, quoted: bool
) -> None:
    """Count what the words of a longer name say."""
    initials = _INITIALS.match(words[0]) and words[0] not in _STATES
    if initials or (words[0] in _known.FAMILY_FIRST and len(words) <= 3):
        _vote(votes, NameKind.PERSON, 4)
    if words[-1].endswith(_known.NOUN_ENDINGS) and not named:
        _vote(votes, NameKind.ORGANISATION, 3)
    if words[-1] in _known.BODY_LAST and not named:
        _vote(votes, NameKind.ORGANISATION, 6)
    if words[-1] in _known.PLACE_LAST and not named:
        _vote(votes, NameKind.PLACE, 6)
    if words[0] in _BODY_HEADS:
        _vote(votes, NameKind.ORGANISATION, 6)
    if words[-1] in language.place_words or words[0] in _PLACE_HEADS:
        _vote(votes, NameKind.PLACE, 7)
    if named:
        _vote(votes, NameKind.PERSON, 5)
    if words[0] in _gazetteer.PEOPLES or words[0] in {
        "national",
        "royal",
        "international",
        "federal",
        "united",
    }:
        _vote(votes, NameKind.ORGANISATION, 4)
    particle = any(word in _PERSONAL for word in words[1:-1]) and not ("of" in words or "the" in words)
    if (len(words) <= 3 or particle) and "of" not in words and not quoted:
        _vote(votes, NameKind.PERSON, 2)
    if "and" in words or "for" in words:
        _vote(votes, NameKind.ORGANISATION, 3)


def _from_before(scan: Scan, run: Run, votes: Votes) -> None:
    """Count what stands before a mention: a title, "in", "the", "mayor of"."""
    if not run.first:
        return
    tokens, single = scan.tokens, len(run.words) == 1
    before = tokens[run.first - 1]
    if scan.between(run.first).strip(" .\u00a0"):
        return
    if before.low in _FIRM_BEFORE:
        _vote(votes, NameKind.ORGANISATION, 5)
        return
    if before.kind in CUE_LETTERS and before.low in {"told", "tells"}:
        # Whoever is told something by a speaker is an outlet more often than a person.
        _vote(votes, NameKind.ORGANISATION, 2)
    if run.titled and (before.kind == "y" or before.low in scan.language.titles or before.kind == "r"):
        _vote(votes, NameKind.PERSON, 4)
    if before.low in _KIN:
        _vote(votes, NameKind.PERSON, 4)
    if before.low == "in" and run.first > 1 and tokens[run.first - 2].low in _INVESTED:
        _vote(votes, NameKind.ORGANISATION, 3)
    elif before.low in {"in", "near", "à", "en"}:
        _vote(votes, NameKind.PLACE, 3 if single else 1)
    elif before.low in {"at", "from", "to", "across", "outside", "around", "through"} and single:
        _vote(votes, NameKind.PLACE, 2 if before.low != "at" else 1)
    if before.low == "of" and run.first > 1 and tokens[run.first - 2].low in _OF_PLACE:
        _vote(votes, NameKind.PLACE, 4)
    if before.kind == "d" and before.low in {"the", "der", "die", "das", "la", "le", "el"}:
        _vote(votes, NameKind.ORGANISATION, 2 if before.low == "the" else 0)


def _from_behind(scan: Scan, run: Run, votes: Votes) -> None:
    """Count what stands behind a mention: a reporting word, "who", "shares", a state."""
    tokens, after = scan.tokens, run.last + 1
    if after >= len(tokens):
        return
    gap, following = scan.between(after), tokens[after]
    if run.possessive:
        return
    if gap == " ":
        if following.low in _FIRM_BEHIND:
            _vote(votes, NameKind.ORGANISATION, 4)
        elif following.kind in CUE_LETTERS:
            _vote(votes, NameKind.PERSON, 1)
        if following.kind in CUE_LETTERS and after + 1 < len(tokens) and tokens[after + 1].low == "it":
            _vote(votes, NameKind.ORGANISATION, 2)
        if following.kind == "w" and following.low != "which":
            _vote(votes, NameKind.PERSON, 3)
    elif gap.strip() == ",":
        if following.kind == "w" and following.low != "which":
            _vote(votes, NameKind.PERSON, 3)
        elif following.low in _gazetteer.PLACES and following.capital and len(run.words) == 1:
            _vote(votes, NameKind.PLACE, 4)
        elif following.kind == "0":
            _vote(votes, NameKind.PERSON, 2)
