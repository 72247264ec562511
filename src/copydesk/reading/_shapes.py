"""What dates look like: patterns built once per language from its words, over text in lower case.

Each pattern is tried on a stretch of a hundred code points at most, so that none can take long.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING

from copydesk.reading.languages import LANGUAGES
from copydesk.reading.languages._neutral import NEUTRAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from copydesk.reading.languages import Language


class Kind(IntEnum):
    """What a telling word is; the first kinds take their words first."""

    NUMERIC = 1
    MONTH = 2
    WEEKDAY = 3
    DAY = 4
    PERIOD = 5
    SEASON = 6
    YEAR = 7


#: After these shapes no other is tried: what looks like them and is no date is none at all.
FINAL = frozenset({"numeric", "calendar", "century", "weekday"})


_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Shapes:
    """The patterns of one language."""

    anchor: re.Pattern[str]  #: finds the telling words
    kinds: Mapping[str, Kind]
    of_kind: Mapping[Kind, tuple[tuple[str, re.Pattern[str]], ...]]  #: by name, in order of precedence


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first, grouped by their first letter to be fast.

    >>> any_of(["may", "march", "june"])
    '(?:june|m(?:arch|ay))'
    """
    parts = by_first(words)
    return f"(?:{'|'.join(parts)})" if parts else "(?!)"


def by_first(words: Iterable[str], behind: str = "") -> list[str]:
    """Return one pattern for each first letter of some words, each followed by what must stand behind it."""
    groups: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=lambda each: (-len(each), each)):
        groups[word[:1]].append(word[1:])
    return [
        re.escape(first)
        + (_spaced(rest[0]) if len(rest) == 1 else f"(?:{'|'.join(map(_spaced, rest))})")
        + behind
        for first, rest in sorted(groups.items())
    ]


def _spaced(word: str) -> str:
    """Return the pattern of a word; a space in it is any white space."""
    return r"\s".join(re.escape(each) for each in word.split(" "))


def shapes_of(language: Language) -> Shapes:
    """Return the patterns of a language, built once."""
    return _build(language.code)


@cache
def _build(code: str) -> Shapes:
    """Build the patterns of a language."""
    language = LANGUAGES.get(code, NEUTRAL)
    w = _words(language)
    kinds = (
        dict.fromkeys(language.periods, Kind.PERIOD)
        | dict.fromkeys(language.seasons, Kind.SEASON)
        | dict.fromkeys([*language.days, *language.nights], Kind.DAY)
        | dict.fromkeys(language.weekdays, Kind.WEEKDAY)
        | dict.fromkeys((word for name in language.holidays for word in name.split()[-1:]), Kind.PERIOD)
        | dict.fromkeys(language.months, Kind.MONTH)
        | dict.fromkeys(_compounds(language), Kind.WEEKDAY)
        | {f"{letter}{number}": Kind.PERIOD for letter in "qh" for number in "1234"}
    )
    shapes = _dated(w) | _relative(w, postposed=language.code in {"fr", "es"})
    compiled = {kind: tuple((name, re.compile(pattern)) for name, pattern in shapes[kind]) for kind in shapes}
    compiled[Kind.YEAR] = compiled[Kind.NUMERIC] + compiled[Kind.YEAR]
    # Each alternative begins with one letter or digit, so that the search skips to those; that a word begins there
    # is looked at afterwards.
    years = [rf"{digit}(?:\d\d\d|0s\b)" for digit in _DIGITS]
    decades = [rf"{digit}0(?<=años {digit}0)\b" for digit in _DIGITS] if code == "es" else []
    anchor = re.compile("|".join([*by_first(kinds, r"(?![^\W_])"), *years, *decades]))
    return Shapes(anchor, kinds, compiled)


def _compounds(language: Language) -> list[str]:
    """Return weekdays with their part of the day, where a language writes them as one word."""
    if not language.capital_nouns:
        return []
    return [day + part for day in language.weekdays for part in language.parts_of_day]


def _words(language: Language) -> dict[str, str]:
    """Return the alternatives that the patterns are made of."""
    spans = {name: [word for word, kind in language.periods.items() if kind in name.split()] for name in
             ("quarter half", "year", "week", "weekend", "century")}  # fmt: skip
    articles = r"(?:(?:the|den|dem|der|die|das|le|la|les|el|los|las)\s|l['’])?"
    return {
        "month": any_of(language.months),
        "weekday": any_of(language.weekdays),
        "day": any_of(language.days),
        "night": any_of(language.nights),
        "period": any_of(language.periods),
        "quarter": any_of(spans["quarter half"]),
        "three": "quarter" if language.code == "en" else "(?!)",
        "year_word": any_of(spans["year"]),
        "week_word": any_of(spans["week"]),
        "weekend": any_of(spans["weekend"]),
        "century": any_of(spans["century"]),
        "season": any_of(language.seasons),
        "holiday": any_of(language.holidays),
        "edge": any_of(["end", "start", "beginning"] if language.code == "en" else []),
        "ordinal": any_of(language.ordinals),
        "which": any_of([*language.last, *language.this, *language.next]),
        "stretch": any_of([*language.last, *language.past, *language.next]),
        "past": any_of(language.past),
        "ago": any_of(language.ago),
        "before_ago": any_of(language.before_ago),
        "now": any_of(language.from_now),
        "within": any_of(language.within),
        "part_word": any_of(language.parts),
        "part_of_day": any_of(language.parts_of_day),
        "count": rf"(?P<count>\d{{1,3}}|{any_of([*language.numbers, 'a', 'an', 'einem', 'einer'])})",
        "year": r"(?P<year>(?:1[5-9]|20)\d\d)(?![\d%]|[.,:/]\d)",
        "link": r"(?:(?:of|de|del|des|du)\s(?:l['’])?)?",
        "to": r"(?:\s?[-–—]\s?|\s(?:to|through|until|bis|zum|au|al|à|a)\s|(?P<and>\s(?:and|et|und|y)\s))",
        "the": articles,
    }


_Named = tuple[tuple[str, str], ...]


def _dated(w: dict[str, str]) -> dict[Kind, _Named]:
    """Return the shapes that name a month or a year."""
    s, the, link, year = r"\s{1,2}", w["the"], w["link"], w["year"]
    part = rf"(?:(?P<part>{w['part_word']})(?:\s|-)(?:in\s|im\s)?{the})?"
    weekday = rf"(?:{w['weekday']}\.?,?{s}{the})?"
    month, th = rf"(?P<month>{w['month']})\b(?:\.(?=\s?[\d,]))?", r"(?:st|nd|rd|th|er|º)?"
    of_year = rf"(?:,?{s}{link}{year}|,?{s}{link}{the}(?P<which>{w['which']}){s}{w['year_word']}\b)?"
    no_more = r"(?![\d%]|[.,:/]\d|\w)"
    over = rf"{w['to']}(?:(?P<month2>{w['month']})\b\.?{s})?(?P<day2>\d{{1,2}}){th}{no_more}"
    # "May 3 and 5 others": two days joined by "and" are a range nowhere.
    over = over.replace(r"|(?P<and>\s(?:and|et|und|y)\s)", "")
    both = w["to"].replace("(?P<and>", "(?:")
    day2 = rf"(?:{both}(?P<day2>\d{{1,2}}){th}\.?)?"
    return {
        Kind.NUMERIC: (
            ("numeric", r"(?<![\w./-])(?P<year>(?:1[5-9]|20)\d\d)(?P<mark>-)(?P<one>\d\d)-(?P<two>\d\d)(?!\d)"),
            ("numeric", r"(?<![\w./-])(?P<one>\d{1,2})(?P<mark>[./])(?P<two>\d{1,2})(?P=mark)(?P<year>(?:1[5-9]|20)\d\d)(?![\w/])"),
        ),
        Kind.MONTH: (
            ("holiday", rf"(?<!\w)(?P<name>{w['holiday']})(?!\w)(?:,?{s}(?:in{s}|{link}){year}|{s}(?P<which>{w['which']}){s}{w['year_word']}\b)?"),
            ("between days", rf"(?<!\w){weekday}{month}{s}(?P<day>\d{{1,2}}){th}\s(?:and|und|et|y)\s{weekday}(?P<month2>{w['month']})\b\.?{s}(?P<day2>\d{{1,2}}){th}{no_more}{of_year}"),
            ("calendar", rf"(?<!\w){weekday}{month}{s}(?P<day>\d{{1,2}}){th}{no_more}(?:{over})?{of_year}"),
            ("calendar", rf"(?<![\w.,$€£/-]){weekday}(?P<day>\d{{1,2}}){th}\.?{day2}{s}{link}{month}{of_year}"),
            ("month of that year", rf"(?<!\w){month},?{s}{link}{the}(?P<which>{w['which']}){s}{w['year_word']}\b"),
            ("months of a quarter", rf"(?<!\w){month}{s}{w['three']}\b(?:,?{s}{link}{year})?"),
            ("months", rf"(?<!\w){month}{w['to']}(?P<month2>{w['month']})\b(?:,?{s}{link}{year})?"),
            ("month of year", rf"(?<!\w){part}{month},?{s}{link}{year}"),
            ("that month", rf"(?<!\w)(?P<which>{w['which']}){s}{month}"),
            ("that month", rf"(?<!\w){month}{s}(?P<which>{w['which']})\b"),
            ("month alone", rf"(?<!\w){part}{month}(?!{s}\d)"),
        ),
        Kind.YEAR: (
            ("years", rf"(?<![\w.,$€£/-]){year}[-–/](?P<year2>(?:1[5-9]|20)?\d\d)(?![\w-])"),
            ("years", rf"(?<![\w.,$€£/-]){year}{w['to']}(?P<year2>(?:1[5-9]|20)\d\d)(?![\w-])"),
            ("decade", rf"(?<![\w$€£]){part}(?P<decade>(?:1[5-9]|20)\d0)(?:s|['’]s|er|er{s}jahren?)\b"),
            ("decade", rf"{part}['’‘](?P<decade>\d0)s\b"),
            ("decade", r"(?:années|años)\s(?P<decade>(?:1[5-9]|20)?\d0)\b"),
            ("year", rf"(?<![\w$€£.,/-]){part}{year}(?![\w-])"),
        ),
    }  # fmt: skip


def _relative(w: dict[str, str], *, postposed: bool) -> dict[Kind, _Named]:
    """Return the shapes that are seen from the day of publication."""
    s, the, link, count = r"\s{1,2}", w["the"], w["link"], w["count"]
    part = rf"(?:(?P<part>{w['part_word']})(?:\s|-)(?:in\s|im\s)?{the})?"
    period, which = rf"(?P<period>{w['period']})\b", rf"(?P<which>{w['which']})"
    after = rf"(?:{s}(?P<after>{w['which']})\b)?" if postposed else ""
    of_day = rf"(?:{w['part_of_day']}|{s}{w['part_of_day']}\b)?"
    of_week = rf"(?:{s}{link}{the}(?P<week>{w['which']}){s}{w['week_word']}\b)?"
    quarter = rf"(?:(?P<ordinal>{w['ordinal']})[\s-](?P<period>{w['quarter']})\b|(?P<short>[qh][1-4])\b)"
    of_year = rf"(?:{w['year']}|{which}{s}{w['year_word']}\b|(?P<whole>{w['year_word']})\b)"
    back = (("period", rf"(?<!\w){period}{s}{which}\b"),) if postposed else ()
    return {
        Kind.WEEKDAY: (
            ("weeks on", rf"(?<!\w)a\s(?P<weeks>week|fortnight)\s(?:on|from|this|next)\s(?P<weekday>{w['weekday']})\b"),
            ("weekdays", rf"(?<!\w)(?P<weekday>{w['weekday']}){w['to']}(?P<weekday2>{w['weekday']})\b"),
            ("weekday", rf"(?<!\w)(?:{which}{s})?(?P<weekday>{w['weekday']}){of_day}(?!\w){of_week}{after}"),
        ),
        Kind.DAY: (
            ("night", rf"(?<![\w-])(?P<name>{w['night']})\b(?!-)"),
            ("day", rf"(?<![\w-])(?P<name>{w['day']})(?!\w){of_day}"),
        ),
        Kind.PERIOD: (
            ("holiday", rf"(?<!\w)(?P<name>{w['holiday']})(?!\w)(?:,?{s}(?:in{s}|{link}){w['year']}|{s}{which}{s}{w['year_word']}\b)?"),
            ("edge", rf"(?<!\w)(?:the\s)?(?P<edge>{w['edge']})\sof\s(?:the|this)\s(?P<period>{w['period']})\b"),
            ("edge", rf"(?<!\w)(?:by|before|until|at)\s(?:the\s)?(?P<period>{w['year_word']})[-\s](?P<edge>{w['edge']})\b"),
            ("century", rf"(?<!\w)(?P<count>\d\d)(?:th|st|nd|rd|\.)?{s}{w['century']}\b"),
            ("quarter", rf"(?<!\w){quarter}(?:,?{s}{link}{the}{of_year})?"),
            ("ago", rf"(?<![\w.,-]){count}{s}{period}{s}{w['ago']}\b"),
            ("ago", rf"(?<!\w){w['before_ago']}{s}{count}{s}{period}"),
            ("to come", rf"(?<!\w){count}{s}{period}{s}(?P<now>{w['now']})\b"),
            ("to come", rf"(?<!\w){w['within']}{s}{count}{s}{period}"),
            ("before last", rf"(?<!\w){period}{s}before{s}last\b"),
            ("stretch", rf"(?<!\w)(?P<which>{w['stretch']}){s}{count}{s}{period}"),
            ("stretch", rf"(?<!\w)(?P<which>{w['past']}){s}{period}"),
            ("fortnight", rf"(?<!\w)(?P<which>{w['stretch']}){s}(?P<period>fortnight)\b"),
            ("period", rf"(?<!\w){part}{which}{s}{period}"),
            *back,
            ("weekend", rf"(?<!\w)(?:over|at|during|on)\sthe\s(?P<period>{w['weekend']})\b"),
        ),
        Kind.SEASON: (
            ("season of year", rf"(?<!\w){part}(?P<season>{w['season']}),?{s}{link}{w['year']}(?:[-–/]\d\d(?:\d\d)?\b)?"),
            ("season", rf"(?<!\w){which}{s}(?P<season>{w['season']})\b"),
            ("that season", rf"(?<!\w)(?:in|during|over|this)\sthe\s(?P<season>{w['season']})\b"),
            *((("season", rf"(?<!\w)(?P<season>{w['season']}){s}(?P<which>{w['which']})\b"),) if postposed else ()),
        ),
    }  # fmt: skip
