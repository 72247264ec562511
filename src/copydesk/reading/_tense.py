"""Which way a clause points: "will rule on Friday" lies ahead, "ruled on Friday" behind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk.reading.languages import listed

if TYPE_CHECKING:
    from copydesk.reading.languages import Language

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[.!?;\n”\"»]")
_STOPS = frozenset('.!?;\n”"»')
_REACH = 110
_AHEAD_REACH = 90
#: Words in -ed that tell no time.
_NO_PAST = listed("need speed united hundred indeed exceed proceed succeed seed breed feed embed red bed")
#: Before a participle these make no past: "will be announced", "to get married".
_PASSIVE = listed("be being get to is are stay stays remain remains")
_MODAL = listed("will would can could may might shall should must")
#: "Postponed to Monday" lies ahead.
_ONWARD = (["to"], ["until"], ["till"])
_FEW = 3
#: "A trial date of May 20", "take effect Nov. 1".
_DUE, _TAKES = (["date"], ["deadline"]), (["take"], ["takes"], ["effective"])
_IS, _AT = listed("is are"), listed("on at in pm am noon midnight for from next this")
_OPENING = listed("beginning starting")
_PLURAL = listed(
    "they we people police united city town rovers wanderers athletic albion palace villa forest"
)
_LATE = listed("’ll 'll")


def points_ahead(low: str, start: int, end: int, language: Language) -> bool | None:
    """Say whether the clause around a date lies ahead; None where it does not tell.

    The nearest telling word before the date decides, then, for a date that opens its sentence, the first one
    behind it.
    """
    before = _WORD.findall(low, max(0, start - _REACH), start)
    weak = False
    for number in range(len(before) - 1, -1, -1):
        word = before[number]
        if word in _STOPS:
            short = word == "." and number > 0 and len(before[number - 1]) == 1  # 8 p.m.
            if short or number >= len(before) - 2 or word in '”"»':
                continue
            break
        if word in language.until:
            weak = True
            continue
        told = True if weak and word in language.deferring else _told_by(before, number, language)
        if told is not None:
            return told
    if weak:
        # "By Monday, twelve had died": what opens a sentence waits for its verb.
        opens = len(before) < _FEW or any(each in _STOPS for each in before[-_FEW:])
        return not opens or _behind(low, end, language) is not False
    if len(before) > 4 and not any(each in _STOPS for each in before[-4:]):
        return None
    return _behind(low, end, language)


def _told_by(before: list[str], number: int, language: Language) -> bool | None:
    """Return what one word before a date tells, given all of them."""
    word, behind = before[number], before[number + 1 :]
    if word in language.deferring and behind[:1] in _ONWARD:
        return True
    if word in language.pledges:
        # "Vowed Tuesday to fight" was then, "vowed to fight Tuesday" lies ahead.
        return "to" in behind
    if word in language.ahead and before[max(0, number - 2) : number] == ["had", "been"]:
        return False
    if word == "of" and behind == [] and before[number - 1 : number] in _DUE:
        return True
    if word == "effect" and before[number - 1 : number] in _TAKES:
        return True
    if word in _IS and _AT.issuperset(behind):
        # "The match is on Saturday", "is at 3pm on Saturday".
        return True
    return _tells(word, before[number - 1] if number else "", language)


def _is_plural(word: str) -> bool:
    """Say whether a word looks like a noun for many: voters, schools."""
    return len(word) > 3 and word[-1] == "s" and word[-2] not in "s'’iu"


def _behind(low: str, end: int, language: Language) -> bool | None:
    """Return what the words behind a date tell."""
    earlier = ""
    for word in _WORD.findall(low, end, end + _AHEAD_REACH):
        if word in _STOPS:
            break
        told = False if word in language.pledges else _tells(word, earlier, language)
        if told is not None:
            return told
        earlier = word
    return None


def _is_no_verb(word: str, earlier: str, language: Language) -> bool:
    """Say whether a word only looks like a verb: "in May", "the week beginning August 8", "unveiled plans"."""
    if word in language.months and earlier in language.since:
        return True
    if word in _OPENING and earlier in language.periods:
        return True
    return word == "plans" and (earlier in language.determiners or earlier.endswith("ed"))


def _tells(word: str, earlier: str, language: Language) -> bool | None:
    """Return what one word tells, given the word before it."""
    if _is_no_verb(word, earlier, language):
        return None
    if word in language.ahead or word[-3:] in _LATE:
        return True
    if word in language.planned and (_is_plural(earlier) or earlier in _PLURAL or earlier in language.places):
        return True
    if word in language.behind:
        # "Will be heard", "to be sold", "could cut": the word before the verb tells.
        return None if earlier in _PASSIVE or earlier in _MODAL else False
    if len(word) > 4 and word.endswith(language.ahead_endings or "\0"):
        return True
    if (
        language.past_ending
        and len(word) > 3
        and word.endswith(language.past_ending)
        and word not in _NO_PAST
    ):
        return None if earlier in _PASSIVE else False
    return None
