"""Figures: amounts of money, shares and counts, with their bounds and ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from copydesk.reading.languages import listed
from copydesk.types import Bound, Figure, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from copydesk.reading.languages import Language

_SYMBOLS = {
    "US$": "USD", "A$": "AUD", "C$": "CAD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "R$": "BRL", "$": "USD",
    "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "USD": "USD", "EUR": "EUR",
    "GBP": "GBP", "CHF": "CHF", "JPY": "JPY", "CNY": "CNY", "INR": "INR", "AUD": "AUD", "CAD": "CAD",
}  # fmt: skip
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|re|e|ème|º|ª)\b", re.IGNORECASE)
_CLOCK = re.compile(r"(?::\d|\s?(?:[ap]\.?m\b|o['’]clock|uhr\b|h\d{0,2}\b))", re.IGNORECASE)
_PLURAL = re.compile(r"[\s\u00a0-](?:[a-z]{2,15}[ -])?([a-z]{2,18})\b")
_NO_UNIT = listed("is was has does this less plus times across years-old as us his perhaps always besides")
_SINGULAR = {
    "people": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
    "lives": "life",
}
_LONGEST = 30


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What the figures of one language look like."""

    figure: re.Pattern[str]
    at_least: re.Pattern[str]


def figures(text: str, language: Language, taken: Iterable[Span]) -> tuple[Figure, ...]:
    """Return the figures of a text; what stands in `taken`, such as dates, is no figure.

    >>> from copydesk.reading.languages import language_for
    >>> found = figures("It has well under $10B.", language_for("en"), ())[0]
    >>> found.value, found.unit, found.bound.value
    (Decimal('10000000000'), 'USD', 'under')
    """
    patterns = _patterns(language)
    blocked = sorted(taken)
    at = 0
    found: list[Figure] = []
    for match in patterns.figure.finditer(text):
        while at < len(blocked) and blocked[at].end <= match.start("number"):
            at += 1
        if at < len(blocked) and blocked[at].start < match.end():
            continue
        figure = _figure(text, match, language, patterns)
        if figure is not None:
            found.append(figure)
    return tuple(found)


def _alternatives(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first."""
    return "|".join(re.escape(each) for each in sorted(words, key=lambda word: (-len(word), word)))


@cache
def _compiled(language_code: str, parts: tuple[str, ...]) -> _Patterns:
    """Build the patterns of a language once."""
    del language_code
    bounds, words, magnitudes, currencies, per_cent, to, digits, between = parts
    symbols = _alternatives(_SYMBOLS)
    spelled = rf"(?:{words})(?:[ -](?:{words}|{magnitudes}))?"
    number = rf"(?:{digits}|{spelled})"
    magnitude = rf"(?:[ \u00a0-]?(?:{magnitudes})\b)"
    money = rf"(?:(?<![A-Za-z])(?:{symbols})[ \u00a0]?)"
    figure = re.compile(
        rf"(?:(?<!\w)(?P<bound>{bounds})[ \u00a0]+)?"
        rf"(?P<before>{money})?(?<![\w.,:/])(?<!\d[-–])(?P<number>{number})(?P<power>{magnitude})?"
        rf"(?:(?P<to>[-–]| (?:{to}) )(?P<before2>{money})?(?P<number2>{number})(?P<power2>{magnitude})?(?![\w:]))?"
        rf"(?P<plus>\+|-plus)?"
        rf"(?:[ \u00a0-]?(?:de |d['’])?(?:(?P<percent>%|(?:{per_cent})\b)|(?P<currency>€|£|(?:US )?(?:{currencies})\b)))?",
        re.IGNORECASE,
    )
    return _Patterns(figure, re.compile(rf"\s(?:{between})\b"))


def _patterns(language: Language) -> _Patterns:
    """Return the patterns of a language."""
    if language.decimal_comma:
        digits = r"\d{1,3}(?:[.\u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
    else:
        digits = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    return _compiled(
        language.code,
        (
            _alternatives(language.bounds) or "(?!)",
            _alternatives(language.numbers) or "(?!)",
            _alternatives(language.magnitudes) or "(?!)",
            _alternatives([*language.currencies, *(code.lower() for code in ("USD", "EUR", "GBP"))]),
            _alternatives(language.per_cent) or "(?!)",
            _alternatives(language.to) or "(?!)",
            digits,
            "or more|oder mehr|ou plus|o más",
        ),
    )


def _value(number: str, power: str | None, language: Language) -> Decimal | None:
    """Return the value of a number in digits or words; None when it is no sensible number."""
    low = number.lower()
    if low[0].isdigit():
        if len(low) > _LONGEST:
            return None
        if language.decimal_comma:
            plain = low.translate({ord("."): None, 0xA0: None, 0x202F: None}).replace(",", ".")
        else:
            plain = low.replace(",", "")
        try:
            value = Decimal(plain)
        except ArithmeticError:
            return None
    else:
        value = _spelled(low, language)
    if power is not None:
        value = value.scaleb(language.magnitudes[power.strip(" \u00a0-").lower()])
        value = value.quantize(Decimal(1)) if value == value.to_integral() else value
    return value


def _spelled(words: str, language: Language) -> Decimal:
    """Return the value of number words such as "twenty-five" or "two hundred"."""
    total = 0
    for word in re.split(r"[ -]", words):
        if word in language.magnitudes:
            total *= 10 ** language.magnitudes[word]
        else:
            total += language.numbers.get(word, 0)
    return Decimal(total)


def _figure(text: str, match: re.Match[str], language: Language, patterns: _Patterns) -> Figure | None:
    """Make a figure of what was found; None for years, ordinals, clock times and the word one."""
    number, power = match["number"], match["power"]
    end = match.end()
    unit = _money(match, language)
    if match["percent"]:
        unit = "%"
    upper = None
    if match["number2"]:
        shared = power or match["power2"]
        value = _value(number, shared if match["power2"] else power, language)
        upper = _value(match["number2"], match["power2"], language)
    else:
        value = _value(number, power, language)
    if value is None:
        return None
    if upper is not None and upper <= value:
        # A score or a season, no range: the first number stands alone.
        return None
    if unit is None and not _is_amount(text, match, upper):
        return None
    if unit is None:
        unit = _noun(text, end) if language.code == "en" else None
        if number[0].isalpha() and unit is None and power is None:
            return None
    bound = _bound(text, match, language, patterns)
    return Figure(Span(match.start(), end), value, unit, bound, upper)


def _money(match: re.Match[str], language: Language) -> str | None:
    """Return the currency of a figure."""
    sign = (match["before"] or match["before2"] or "").strip(" \u00a0").upper()
    if sign:
        return _SYMBOLS.get(sign)
    word = (match["currency"] or "").lower().removeprefix("us ")
    return language.currencies.get(word) or _SYMBOLS.get(word.upper()) if word else None


def _is_amount(text: str, match: re.Match[str], upper: Decimal | None) -> bool:
    """Tell amounts from years, ordinals, clock times, parts of words and the pronoun one."""
    end = match.end()
    number = match["number"]
    rest = text[end : end + 8]
    if rest[:1].isalnum() or rest[:1] in {"/", "_", "@"} or _ORDINAL.match(rest) or _CLOCK.match(rest):
        return False
    if rest[:1] == "." and rest[1:2].isdigit():
        return False
    if match["power"] or match["bound"] or match["plus"]:
        return True
    if len(number) == 4 and number.isdigit() and number[:2] in {"17", "18", "19", "20"}:
        return False
    if upper is not None and match["number2"].isalpha() != number.isalpha():
        return False
    return number.lower() not in {"one", "zero", "a", "ein", "eine", "un", "une", "uno", "una", "los"}


def _noun(text: str, end: int) -> str | None:
    """Return the noun counted, in the singular; None when the next words hold no plural."""
    found = _PLURAL.match(text, end, min(len(text), end + 40))
    for word in (_first_word(text, end), found[1] if found else None):
        if word is None or word in _NO_UNIT:
            continue
        if word in _SINGULAR:
            return _SINGULAR[word]
        if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
            return word[:-3] + "y" if word.endswith("ies") else word[:-1]
    return None


def _first_word(text: str, end: int) -> str | None:
    """Return the lower-case word right behind a place."""
    found = re.match(r"[\s\u00a0-]([a-z]{2,18})\b", text[end : end + 24])
    return found[1] if found else None


def _bound(text: str, match: re.Match[str], language: Language, patterns: _Patterns) -> Bound:
    """Return how the figure is meant."""
    if match["bound"]:
        return Bound(language.bounds[match["bound"].lower()])
    if match["plus"] or patterns.at_least.match(text, match.end()):
        return Bound.AT_LEAST
    return Bound.EXACT
