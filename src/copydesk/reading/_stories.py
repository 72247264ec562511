"""Days counted from another date of the story: "arrested on Monday and charged the next day". English only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk.reading import _days
from copydesk.reading._days import Period
from copydesk.types import DateMention, Span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from copydesk.reading._days import Days
    from copydesk.reading.languages import Language

#: The date that is counted from stands so near, in code points, and with at most one sentence end between.
_NEAR = 200
_PHRASE = re.compile(
    r"(?<!\w)(?:the\s(?P<which>next|following|same|previous)\s(?P<period>day|morning|afternoon|evening|night|week|month|year)\b"
    r"|(?P<count>\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s"
    r"(?P<unit>day|week|month|year|decade)s?\s(?P<way>later|earlier|after|before)\b"
    r"|the\sday\s(?P<beside>after|before)(?=[.,;]|\s(?:he|she|it|they)\b)"
    r"|the\sfollowing\s(?P<name>[a-z]{3,9})\b)"
)
_ENDS = re.compile(r"[.!?][”\"’)]?\s")
_BREAK = re.compile(r"\n\s*\n")
_WORD = re.compile(r"[^\W\d_]+")
_WORDS = "zero one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {word: number for number, word in enumerate(_WORDS.split())} | {"a": 1, "an": 1}
_SAID_REACH = 3  #: words before a date among which a reporting word makes it the day of the saying
_LONGEST_DAY, _LONGEST_MONTH = 1, 31
#: Of more than one week or month only the period is told.
_PASSIVE = frozenset({"was", "were", "been", "being", "is", "be", "are"})
#: "From a year earlier" names the same days of another year, which nobody prints.
_COMPARED = re.compile(r"\b(?:from|than|with|to|as|versus|on)\s$")
_PERIODS = {"day": Period.DAY, "week": Period.WEEK, "month": Period.MONTH, "year": Period.YEAR}


def story_dates(
    low: str, found: Sequence[DateMention], language: Language, published: date | None
) -> list[DateMention]:
    """Return the dates that hang on another date shortly before them; found in the order of the text.

    Linear: each phrase looks at the last date before it only.
    """
    more: list[DateMention] = []
    if language.code != "en" or published is None or not found:
        return more
    number = 0
    for match in _PHRASE.finditer(low, found[0].span.end):
        while number < len(found) and found[number].span.start < match.start():
            number += 1
        if number < len(found) and found[number].span.start < match.end():
            continue
        anchor = found[number - 1]
        if more and more[-1].span.start > anchor.span.start:
            anchor = more[-1]
        if anchor.span.end > match.start() or not _holds(low, anchor, match, language):
            continue
        days = _counted(match, anchor, language)
        if days is not None and (days[0] <= published or anchor.first > published):
            more.append(DateMention(Span(*match.span()), *days))
    return more


def _holds(low: str, anchor: DateMention, match: re.Match[str], language: Language) -> bool:
    """Say whether a phrase counts from a date: it is near, and not only the day on which something was said."""
    start, end = anchor.span.start, match.start()
    between = low[anchor.span.end : end]
    if len(between) > _NEAR or _BREAK.search(between) or len(_ENDS.findall(between)) > 1:
        return False
    if match["way"] in {"after", "before"} and not re.match(r"[.,;]", low[match.end() : match.end() + 1]):
        return False
    if match["way"] in {"earlier", "before"} and _COMPARED.search(low, max(0, end - 12), end):
        return False
    before = _WORD.findall(low, max(0, start - 40), start)[-_SAID_REACH:]
    return not any(
        word in language.cues and (at == 0 or before[at - 1] not in _PASSIVE)
        for at, word in enumerate(before)
    )


def _counted(match: re.Match[str], anchor: DateMention, language: Language) -> Days | None:
    """Return the days that a phrase means, counted from a date; None where that date is not told so exactly."""
    length = (anchor.last - anchor.first).days + 1
    if match["name"]:
        return _next_name(match["name"], anchor, language)
    if match["beside"]:
        period, step = Period.DAY, 1 if match["beside"] == "after" else -1
    elif match["which"]:
        period = _PERIODS.get(match["period"], Period.DAY)
        step = {"same": 0, "previous": -1}.get(match["which"], 1)
    else:
        word = match["count"]
        step = int(word) if word.isdigit() else _NUMBERS[word]
        step = step if match["way"] in {"later", "after"} else -step
        if match["unit"] == "decade":
            period, step = Period.YEAR, 10 * step
        else:
            period = _PERIODS[match["unit"]]
    if period in {Period.DAY, Period.WEEK} and length > _LONGEST_DAY:
        return None
    if period is Period.MONTH and length > _LONGEST_MONTH:
        return None
    if anchor.first.year != anchor.last.year:
        return None
    try:
        return _days.around(anchor.first, period, step)
    except (ValueError, OverflowError):
        return None


def _next_name(name: str, anchor: DateMention, language: Language) -> Days | None:
    """Return "the following January", "the following Monday"."""
    if name in language.months and (anchor.last - anchor.first).days < _LONGEST_MONTH:
        month, day = language.months[name], anchor.last
        return _days.months(day.year + (month <= day.month), month)
    if name in language.weekdays and anchor.first == anchor.last:
        day = _days.weekday(anchor.first, language.weekdays[name], 1)
        return day, day
    return None
