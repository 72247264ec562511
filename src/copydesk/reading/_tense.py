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
_OPENING = listed("beginning starting")
_PLURAL = listed("they we people police")
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
        if weak and word in language.deferring:
            return True
        told = _tells(word, before[number - 1] if number else "", language)
        if told is not None:
            return told
    if weak:
        return True
    if len(before) > 4 and not any(each in _STOPS for each in before[-4:]):
        return None
    return _behind(low, end, language)


def _is_plural(word: str) -> bool:
    """Say whether a word looks like a noun for many: voters, schools."""
    return len(word) > 3 and word[-1] == "s" and word[-2] not in "s'’iu"


def _behind(low: str, end: int, language: Language) -> bool | None:
    """Return what the words behind a date tell."""
    earlier = ""
    for word in _WORD.findall(low, end, end + _AHEAD_REACH):
        if word in _STOPS:
            break
        told = _tells(word, earlier, language)
        if told is not None:
            return told
        earlier = word
    return None


def _tells(word: str, earlier: str, language: Language) -> bool | None:
    """Return what one word tells, given the word before it."""
    if word in language.months and earlier in language.since:
        # In May: the month, and no modal verb.
        return None
    if word in _OPENING and earlier in language.periods:
        # "The week beginning August 8" says when, and not that it lies ahead.
        return None
    if word in language.ahead or word[-3:] in _LATE:
        return True
    if word in language.planned and (_is_plural(earlier) or earlier in _PLURAL):
        return True
    if word in language.behind:
        # "Will be heard", "to be sold": the word before the participle tells.
        return None if earlier in _PASSIVE else False
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
