"""What the shapes of dates mean: from a match to its first and last day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from copydesk.reading import _days
from copydesk.reading._days import Days, Part, Period
from copydesk.reading._tense import points_ahead

if TYPE_CHECKING:
    from collections.abc import Callable

    from copydesk.reading.languages import Language

_PREVIOUS = re.compile(r"([^\W\d_]+)['’]?[\s(]{0,2}$")
#: A list of years: "in 2009, 2012 and 2015".
_EARLIER_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?:,\s|,?\s(?:and|or|und|et|y)\s)$")
#: "Moved from Monday to Thursday": two days and no stretch.
MOVED = re.compile(
    r"\b(?:moved?|postponed|pushed|rescheduled|delayed|shifted|brought|changed|deferred|switched)\b"
)
_AND = re.compile(r"\d\s(?:and|und|et|y)\s\d")
#: What is told of a quarter once it is over.
_ACCOUNTS = frozenset(
    {"results", "earnings", "profit", "profits", "revenue", "sales", "figures", "numbers", "gdp"}
)
#: So many years back and more are a guess where they are round: "300 years ago".
_LONG_AGO = 100
_FAMOUS_DAYS = frozenset({(9, 11), (1, 6), (10, 7), (7, 7)})
_FAMOUS_FOR = frozenset(
    {"attacks", "attack", "terror", "terrorist", "riot", "riots", "insurrection", "massacre", "commission"}
)
_CLOCK = frozenset({"gmt", "hrs", "hours", "bst", "est", "edt", "et", "utc", "cet", "local"})
#: "On this day in 1969".
_IN_A_YEAR = re.compile(r",? in \d{4}\b")
_FOLLOWING = re.compile(r"[ \u00a0]([^\W\d_]+)(?:[ \u00a0]([^\W\d_]+))?")
#: Where the day of the week, or of the month, comes first in 03/04/2026.
_MONTH_FIRST, _DAY_FIRST = (
    frozenset({"US", "PH"}),
    frozenset({"GB", "IE", "AU", "NZ", "IN", "ZA", "KE", "NG", "SG", "PK"}),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A match of one shape, with everything its meaning may depend on."""

    text: str
    low: str
    match: re.Match[str]
    language: Language
    published: date | None

    def get(self, name: str) -> str:
        """Return a group; empty where the shape has none of that name, or it took no part."""
        groups = self.match.re.groupindex
        return (self.match[name] or "") if name in groups else ""

    def printed(self, name: str) -> str:
        """Return a group as printed, with its capitals."""
        return self.text[self.match.start(name) : self.match.end(name)]

    @property
    def part(self) -> Part | None:
        """Which part is meant: early, mid, late, earlier, later."""
        word = self.get("part")
        return Part(self.language.parts[" ".join(word.split())]) if word else None

    def step(self, name: str = "which") -> int | None:
        """Return -1 for last, 0 for this, 1 for next; None where no such word stands."""
        word = self.get(name)
        if not word:
            return None
        if word in self.language.last or word in self.language.past:
            return -1
        return 1 if word in self.language.next else 0

    def number(self, name: str) -> int:
        """Return a number in digits or words."""
        word = self.get(name)
        return int(word) if word.isdigit() else self.language.numbers.get(word, 1)

    def period(self) -> Period:
        """Return the period that is named."""
        return Period(self.language.periods[self.get("period")])

    def ahead(self) -> bool | None:
        """Say which way the clause points."""
        return points_ahead(self.low, self.match.start(), self.match.end(), self.language)

    def before(self) -> str:
        """Return the word right before the match."""
        start = self.match.start()
        found = _PREVIOUS.search(self.low, max(0, start - 24), start)
        return found[1] if found else ""

    def capital_behind(self, group: str) -> bool:
        """Say whether a capitalised word stands right behind a group."""
        end = self.match.end(group)
        return self.text[end : end + 1] in {" ", "\u00a0"} and self.text[end + 1 : end + 2].isupper()


# --- full dates -----------------------------------------------------------------------------------------


def _numeric(found: Found) -> Days | None:
    """2025-01-22, 22.1.2025, and 03/04/2026 where the language or region tells what comes first."""
    year, one, two = int(found.get("year")), int(found.get("one")), int(found.get("two"))
    mark = found.get("mark")
    if mark == "-":
        month, day = one, two
    elif mark == "." or found.language.decimal_comma or one > 12 or found.language.region in _DAY_FIRST:
        month, day = two, one
    elif two > 12 or one == two or found.language.region in _MONTH_FIRST:
        month, day = one, two
    else:
        return None
    day_of_year = date(year, month, day)
    return day_of_year, day_of_year


def _is_month(found: Found, name: str = "month") -> bool:
    """Say whether a word is a month as printed: "may" and "march" need their capital in English."""
    return found.printed(name)[:1].isupper() or found.language.code in {"fr", "es"}


def _calendar(found: Found) -> Days | None:
    """January 21, 2025; 21 January; Sept. 12-16; Oct. 30-Nov. 2."""
    if not _is_month(found):
        return None
    month = found.language.months[found.get("month")]
    month2 = found.language.months[found.get("month2") or found.get("month")]
    first = int(found.get("day"))
    last = int(found.get("day2") or first)
    if last > first + 1 and _AND.search(found.match[0]) and found.before() not in found.language.between:
        # "5, 6 and 9 March" is no stretch.
        return None
    if found.get("year"):
        year = int(found.get("year"))
        return date(year - (month > month2), month, first), date(year, month2, last)
    if found.published is None or _is_famous(found, month, first):
        return None
    step = found.step()
    if step is not None:
        year = found.published.year + step
        return date(year, month, first), date(year + (month > month2), month2, last)
    year = _days.year_of_day(found.published, month, first, ahead=found.ahead())
    return date(year, month, first), date(year + (month > month2), month2, last)


def _is_famous(found: Found, month: int, day: int) -> bool:
    """Say whether a day is one of history that needs no year: "the Sept. 11 attacks"."""
    following = _FOLLOWING.match(found.low, found.match.end())
    return (month, day) in _FAMOUS_DAYS and following is not None and following[1] in _FAMOUS_FOR


def _holiday(found: Found) -> Days | None:
    """Christmas Eve; New Year's Day 2025: the nearest one, or as the clause points."""
    name = " ".join(found.get("name").split())
    if not found.printed("name")[0].isupper():
        return None
    month, day = found.language.holidays[name]
    if found.get("year"):
        year = int(found.get("year"))
    elif found.published is None:
        return None
    elif found.get("which"):
        year = found.published.year + (found.step() or 0)
    else:
        year = _days.year_of_day(found.published, month, day, ahead=found.ahead())
    return date(year, month, day), date(year, month, day)


def _edge(found: Found) -> Days | None:
    """The end of the year, the start of this month: the last or first day of the one we are in."""
    period = found.period()
    if found.published is None or period not in {Period.MONTH, Period.QUARTER, Period.YEAR, Period.DECADE}:
        return None
    if found.low.startswith(" of ", found.match.end()):
        return None
    if period is Period.DECADE:
        first = found.published.year // 10 * 10
        days = _days.years(first, first + 9)
    else:
        days = _days.around(found.published, period, 0)
    ends = found.get("edge") == "end"
    if ends and found.ahead() is False:
        # "It closed at the end of the year": which year, only the story knows.
        return None
    day = days[1] if ends else days[0]
    return day, day


def _fortnight(found: Found) -> Days | None:
    """The next fortnight: two weeks from or up to the day of publication."""
    if found.published is None:
        return None
    other = _days.shifted(found.published, Period.FORTNIGHT, found.step() or -1)
    return min(other, found.published), max(other, found.published)


def _between_days(found: Found) -> Days | None:
    """Between May 3 and May 6; "on May 3 and May 6" are two dates."""
    return _calendar(found) if found.before() in found.language.between else None


def _month_of_year(found: Found) -> Days | None:
    """January 2025; early January 2025."""
    if not _is_month(found):
        return None
    days = _days.months(int(found.get("year")), found.language.months[found.get("month")])
    return _days.part_of(days, found.part, found.published)


def _month_of_that_year(found: Found) -> Days | None:
    """March last year."""
    if found.published is None or not _is_month(found):
        return None
    year = found.published.year + (found.step() or 0)
    return _days.months(year, found.language.months[found.get("month")])


def _months_of_a_quarter(found: Found) -> Days | None:
    """The June quarter: the three months that end with June."""
    month = found.language.months[found.get("month")]
    if not _is_month(found) or month % 3:
        return None
    if found.get("year"):
        year = int(found.get("year"))
    elif found.published is None:
        return None
    elif found.ahead():
        year = found.published.year + (month < found.published.month)
    else:
        year = found.published.year - (month > found.published.month)
    return _days.months(year, month - 2, 3)


def _months(found: Found) -> Days | None:
    """January to March; between June and August 2024."""
    if not (_is_month(found) and _is_month(found, "month2")):
        return None
    if found.get("and") and found.before() not in found.language.between:
        return None
    first, last = (found.language.months[found.get(name)] for name in ("month", "month2"))
    if found.get("year"):
        year = int(found.get("year"))
    elif found.published is not None:
        year = _days.year_of_month(found.published, last, ahead=found.ahead())
    else:
        return None
    return _days.months(year - (first > last), first)[0], _days.months(year, last)[1]


def _that_month(found: Found) -> Days | None:
    """Last December; next March."""
    if found.published is None or not _is_month(found):
        return None
    month, day = found.language.months[found.get("month")], found.published
    step = found.step() or 0
    year = day.year - (month >= day.month) if step < 0 else day.year + (step > 0 and month <= day.month)
    return _days.months(year, month)


def _month_alone(found: Found) -> Days | None:
    """In December: the latest one begun, or the coming one where the clause lies ahead."""
    if found.published is None or not _is_month(found):
        return None
    before = found.before()
    best = found.language.code == "en" and (before in {"best", "worst"} or before.endswith("est"))
    if not found.get("part") and before not in found.language.since and not best:
        return None
    following = _FOLLOWING.match(found.low, found.match.end("month"))
    if following and found.capital_behind("month") and following[1] in found.language.place_words:
        return None
    month = found.language.months[found.get("month")]
    year = _days.year_of_month(found.published, month, ahead=found.ahead())
    return _days.part_of(_days.months(year, month), found.part, found.published)


# --- seen from the day of publication -------------------------------------------------------------------


def _weekdays(found: Found) -> Days | None:
    """Monday to Wednesday; between Friday and Sunday; "moved from Saturday to Sunday" are two days."""
    if found.before() == "from" and MOVED.search(
        found.low, max(0, found.match.start() - 40), found.match.start()
    ):
        return None
    if found.get("and") and found.before() not in found.language.between:
        return None
    first = _weekday(found)
    if first is None:
        return None
    number = found.language.weekdays[found.get("weekday2")]
    return first[0], _days.weekday(first[0], number, None if number == first[0].weekday() else 1)


def _weekday(found: Found) -> Days | None:
    """Tuesday: the latest one not after publication, or the coming one where the clause lies ahead."""
    if found.published is None or not _is_weekday(found):
        return None
    number = found.language.weekdays[found.get("weekday")]
    week = found.step("week")
    if week is not None:
        monday = _days.around(found.published, Period.WEEK, week)[0]
        day = _days.weekday(monday, number, 0)
        return day, day
    step = found.step()
    if step is None:
        step = found.step("after")
    if step is None and found.ahead():
        step = 1 if number != found.published.weekday() else None
    day = _days.weekday(found.published, number, step)
    return day, day


def _weeks_on(found: Found) -> Days | None:
    """A week on Saturday, a fortnight from Friday: counted from the first such day to come."""
    if found.published is None or found.language.code != "en":
        return None
    first = _days.weekday(found.published, found.language.weekdays[found.get("weekday")], 1)
    day = _days.shifted(first, Period.WEEK, 2 if found.get("weeks") == "fortnight" else 1)
    return day, day


def _is_weekday(found: Found) -> bool:
    """Tell a day from a habit ("every Friday") and from a name ("Sunday Times", "Black Friday")."""
    word, language = found.printed("weekday"), found.language
    if not word[0].isupper() and language.code in {"en", "de"}:
        return False
    if len(word) < 4 and found.text[found.match.end("weekday") :][:1] != ".":
        return False
    before = found.before()
    if before == "other" and found.low.startswith("every", max(0, found.match.start() - len("every other "))):
        return False
    if (before in language.no_day and not found.get("which")) or (language.capital_nouns and word[-1] == "s"):
        return False
    following = _FOLLOWING.match(found.text, found.match.end("weekday"))
    if before == "the" and following is not None and following[1] in {"of", "before", "after"}:
        return False
    if following is None or not following[1][0].isupper() or language.capital_nouns:
        return True
    name_goes_on = following[1].lower() in language.parts_of_day
    opens = before == "" or before in language.determiners
    return not (name_goes_on or (opens and found.step() is None))


def _quarter(found: Found) -> Days | None:
    """The third quarter; Q3 2023; the first half of last year."""
    short = found.get("short")
    if short:
        length, number = (3 if short[0] == "q" else 6), int(short[1])
    else:
        length = 3 if found.period() is Period.QUARTER else 6
        number = found.language.ordinals[found.get("ordinal")]
    if number * length > 12:
        return None
    month = (number - 1) * length + 1
    if found.get("year"):
        return _days.months(int(found.get("year")), month, length)
    if found.published is None:
        return None
    step = found.step()
    behind = _FOLLOWING.match(found.low, found.match.end())
    if behind is not None and behind[1] in _ACCOUNTS and step is None and not found.get("whole"):
        # "Will report Q3 results": of the latest one that has ended.
        year = found.published.year - (found.published.month < month + length)
        return _days.months(year, month, length)
    if step is not None or found.get("whole"):
        return _days.months(found.published.year + (step or 0), month, length)
    if found.before() in found.language.no_day or (length == 6 and not short):
        return None
    if found.ahead():
        return _days.months(found.published.year + (found.published.month >= month + length), month, length)
    return _days.months(found.published.year - (found.published.month < month), month, length)


def _stretch(found: Found) -> Days | None:
    """The past three months; the next two years: from or up to the day of publication."""
    if found.published is None:
        return None
    if found.match.end() < len(found.low) and found.low.startswith((" of ", " of\n"), found.match.end()):
        return None
    if found.get("which") == "last" and found.before() in found.language.lasting:
        # "It will last 90 days": the verb.
        return None
    count = found.number("count") if found.get("count") else 1
    step = found.step() or -1
    other = _days.shifted(found.published, found.period(), step * count)
    return min(other, found.published), max(other, found.published)


def _ago(found: Found) -> Days | None:
    """Three days ago; two weeks ago is as precise as a week."""
    if found.published is None or found.period() is Period.CENTURY:
        return None
    count = found.number("count")
    if found.period() is Period.YEAR and count >= _LONG_AGO and count % 50 == 0:
        return None
    return _off(found, -count)


def _to_come(found: Found) -> Days | None:
    """In three days, where the clause lies ahead; two weeks from now."""
    if found.published is None or not (found.get("now") or found.ahead()):
        return None
    return _off(found, found.number("count"))


def _off(found: Found, count: int) -> Days | None:
    """Return the period that lies so many periods off."""
    if found.published is None:
        return None
    if found.period() is Period.HOUR:
        day = _days.shifted(found.published, Period.HOUR, count)
        return day, day
    return _days.around(found.published, found.period(), count)


def _before_last(found: Found) -> Days | None:
    """The week before last."""
    return None if found.published is None else _days.around(found.published, found.period(), -2)


def _period(found: Found) -> Days | None:
    """Last week, this month, earlier this year; weeks run from Monday to Sunday."""
    if found.published is None or found.low.startswith(" of ", found.match.end()):
        return None
    period, step = found.period(), found.step() or 0
    if period is Period.DECADE:
        decade = found.published.year // 10 * 10 + 10 * step
        return _days.years(decade, decade + 9)
    if step < 0 and found.before() == "the" and not found.part and period is not Period.DAY:
        # "In the last year" is up to the day, "last year" the year before.
        return _stretch(found) if period in {Period.WEEK, Period.MONTH, Period.YEAR, Period.DECADE} else None
    if period in {Period.HOUR, Period.CENTURY} or (period is Period.DAY and step != 0):
        return None
    if period is Period.DAY and _IN_A_YEAR.match(found.low, found.match.end()):
        return None
    return _days.part_of(_days.around(found.published, period, step), found.part, found.published)


def _weekend(found: Found) -> Days | None:
    """Over the weekend: the latest one begun, or the coming one where the clause lies ahead."""
    if found.published is None:
        return None
    back = found.published.weekday() < 5 and not found.ahead()
    return _days.around(found.published, Period.WEEKEND, -1 if back else 0)


def _century(found: Found) -> Days | None:
    """The 19th century."""
    number = int(found.get("count"))
    return _days.years(number * 100 - 99, number * 100) if 10 <= number <= 21 else None


def _season(found: Found) -> Days | None:
    """Last summer; this fall; next spring."""
    if found.published is None:
        return None
    month = found.language.seasons[found.get("season")]
    step = found.step()
    return _days.season(found.published, month, found.step("after") or 0 if step is None else step)


def _that_season(found: Found) -> Days | None:
    """In the summer: the latest one begun or the coming one, where the clause tells."""
    ahead = found.ahead()
    following = _FOLLOWING.match(found.low, found.match.end())
    if found.published is None or ahead is None or (following and following[1] in {"of", "and", "season"}):
        return None
    month = found.language.seasons[found.get("season")]
    now = _days.season(found.published, month, 0)
    if now[0] <= found.published <= now[1]:
        return now
    return _days.season(found.published, month, 1 if ahead else -1)


def _season_of_year(found: Found) -> Days | None:
    """The summer of 1976; winter 2015-16."""
    month, year = found.language.seasons[found.get("season")], int(found.get("year"))
    return _days.part_of(_days.months(year, month, 3), found.part, found.published)


def _day(found: Found) -> Days | None:
    """Yesterday, tonight, the day before yesterday."""
    if found.published is None:
        return None
    word = found.get("name")
    printed = found.printed("name")
    if found.language.capital_nouns and printed[0].isupper() and found.before():
        return None
    if found.before() in found.language.determiners and " " not in word:
        return None
    if " " in word and not printed[1:].islower():
        return None
    inside = found.before() and printed[0].isupper()
    if inside and found.text[found.match.start() - 1] == " " and found.before() in {"usa", "s", "bbc"}:
        return None
    return _days.around(found.published, Period.DAY, found.language.days[word])


def _night(found: Found) -> Days | None:
    """Overnight: from the day before to the day of publication."""
    following = _FOLLOWING.match(found.low, found.match.end())
    words = found.language
    # "Overnight confinement" says how long, and nothing of when.
    tied = (
        following is not None
        and following[1] not in words.prepositions | words.connectives | words.determiners
    )
    if found.published is None or tied or found.before() in words.determiners:
        return None
    return _days.shifted(found.published, Period.DAY, -1), found.published


def _years(found: Found) -> Days | None:
    """2015-16; from 2015 to 2018; between 2015 and 2018."""
    if found.get("and") and found.before() not in found.language.between:
        return None
    first, last = int(found.get("year")), found.get("year2")
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return _days.years(first, end) if end > first else None


def _decade(found: Found) -> Days | None:
    """The 1990s; the late '80s."""
    number = found.get("decade")
    first = int(number) if len(number) == 4 else 1900 + int(number)
    if first % 10:
        return None
    return _days.part_of(_days.years(first, first + 9), found.part, found.published)


def _year(found: Found) -> Days | None:
    """In 2017; the 2008 crisis; early 2024."""
    before, language = found.before(), found.language
    if _EARLIER_YEAR.search(found.low, max(0, found.match.start() - 12), found.match.start()):
        before = next(iter(language.since))
    if not (
        found.get("part")
        or before in language.since
        or before in language.determiners
        or before in language.prepositions
    ):
        return None
    following = _FOLLOWING.match(found.low, found.match.end("year"))
    if following and (
        following[1] in language.currencies or following[1] in language.roles or following[1] in _CLOCK
    ):
        return None
    if found.text[found.match.start("year") - 1 : found.match.start("year")] in {
        "#",
        "$",
        "€",
        "£",
        "@",
        "/",
    }:
        return None
    year = int(found.get("year"))
    return _days.part_of(_days.years(year, year), found.part, found.published)


MEANINGS: dict[str, Callable[[Found], Days | None]] = {
    "numeric": _numeric,
    "holiday": _holiday,
    "edge": _edge,
    "fortnight": _fortnight,
    "that season": _that_season,
    "calendar": _calendar,
    "between days": _between_days,
    "month of that year": _month_of_that_year,
    "months": _months,
    "months of a quarter": _months_of_a_quarter,
    "month of year": _month_of_year,
    "that month": _that_month,
    "month alone": _month_alone,
    "weekdays": _weekdays,
    "weekday": _weekday,
    "weeks on": _weeks_on,
    "quarter": _quarter,
    "stretch": _stretch,
    "ago": _ago,
    "to come": _to_come,
    "before last": _before_last,
    "period": _period,
    "weekend": _weekend,
    "century": _century,
    "season": _season,
    "season of year": _season_of_year,
    "day": _day,
    "night": _night,
    "years": _years,
    "decade": _decade,
    "year": _year,
}
