"""Numbers in digits and words, read forward from one place of a text in lower case."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from copydesk.reading._shapes import any_of, by_first
from copydesk.reading.languages import LANGUAGES
from copydesk.reading.languages._neutral import NEUTRAL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from copydesk.reading.languages import Language

_VULGAR = {
    "½": Decimal("0.5"),
    "¼": Decimal("0.25"),
    "¾": Decimal("0.75"),
    "⅓": Decimal(1) / 3,
    "⅔": Decimal(2) / 3,
}
_LONGEST = 30
#: What parts the thousands in English: "1,000,000", "1 000 000".
_GROUPING = {ord(","): None, 0x20: None, 0xA0: None, 0x202F: None}
#: The longest number in words that is read.
_MOST_WORDS = 12
_WORD = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r"\s(?:and|y)\s|[ \u00a0-]")
_POINT = re.compile(r"\spoint((?:\s[a-z]{3,5}){1,5})")
_ARTICLES = frozenset({"a", "an", "one", "ein", "eine", "einer", "un", "une", "una"})


class Amount(NamedTuple):
    """One number as printed."""

    start: int
    end: int
    value: Decimal
    spelled: bool
    power: bool  #: a magnitude word belongs to it
    letter: str  #: the one letter that may be a magnitude: "m"; empty where there is none
    share: bool = False  #: a fraction of something: "two-thirds"


@dataclass(frozen=True, slots=True)
class Numbers:
    """How one language prints numbers."""

    digits: re.Pattern[str]
    magnitude: re.Pattern[str]
    fraction: re.Pattern[str]
    of_magnitude: re.Pattern[str]
    anchor: re.Pattern[str]  #: where a number may begin, unless a letter stands before it
    any_anchor: re.Pattern[str]  #: the same with the digits of other scripts, which is slower


def numbers_of(language: Language) -> Numbers:
    """Return how a language prints numbers, built once."""
    return _build(language.code)


@cache
def _build(code: str) -> Numbers:
    """Build the patterns of a language."""
    language = LANGUAGES.get(code, NEUTRAL)
    magnitudes, fractions, numbers = language.magnitudes, language.fractions, language.numbers
    if language.decimal_comma:
        space = " " if code in {"fr", "es"} else ""
        digits = (
            rf"\d{{1,3}}(?:[.\u00a0\u202f{space}]\d{{3}})+(?![\d])(?:,\d{{1,6}})?|\d{{1,20}}(?:,\d{{1,6}})?"
        )
    else:
        digits = (
            r"\d{1,3}(?:[ \u00a0\u202f]\d{3}){2,}(?![\d])|\d{1,3}(?:[\u00a0\u202f]\d{3})+(?![\d])|\d{1,3}(?:\.\d{3}){2}(?!\.?\d)"
            r"|\d{1,2}(?:,\d\d)+,\d{3}(?!\d)|\d{1,3}(?:,\d{3})+(?!,?\d)(?:\.\d{1,6})?|\d{1,20}(?:\.\d{1,8})?"
        )
    words = any_of([each for each in magnitudes if len(each) > 1])
    fraction = any_of(fractions)
    counted = {*numbers, *(each for each in magnitudes if len(each) > 3 or each == "mil"), *fractions, "zero"}
    words_of = by_first(counted, r"\b")
    article = r"(?:a|an|eine?r?|une?|una)"
    return Numbers(
        digits=re.compile(rf"(?:{digits})(?P<vulgar>[½¼¾⅓⅔]|[ -](?:[1-3]/[234]|[1357]/8)(?![\w/]))?"),
        magnitude=re.compile(rf"(?:[ \u00a0-]?(?P<word>{words})\b\.?|(?P<letter>[kmb])\b)"),
        fraction=re.compile(rf"(?:[ \u00a0-])?(?P<fraction>{fraction})\b"),
        of_magnitude=re.compile(rf"(?:\s(?:of|de)\s{article}|\s{article})?[\s-](?P<word>{words})\b"),
        anchor=re.compile("|".join([*words_of, *(rf"{digit}\d*" for digit in "0123456789"), "½", "¼", "¾"])),
        any_anchor=re.compile("|".join([*words_of, r"\d+", "[½¼¾]"])),
    )


def amount_at(low: str, at: int, language: Language) -> Amount | None:
    """Return the number that begins at a place; None when there is none."""
    first = low[at : at + 1]
    if first.isdigit():
        return _digits(low, at, language)
    if first in _VULGAR:
        return _with_power(
            low, Amount(at, at + 1, _VULGAR[first], spelled=False, power=False, letter=""), language
        )
    return _fraction(low, at, Decimal(1), language) or _words(low, at, language)


def decimal_of(digits: str, *, comma: bool) -> Decimal | None:
    """Return the value of digits with their marks; None when it is no sensible number."""
    if len(digits) > _LONGEST:
        return None
    if comma:
        plain = digits.translate({ord("."): None, 0x20: None, 0xA0: None, 0x202F: None}).replace(",", ".")
    else:
        plain = digits.translate(_GROUPING)
        if plain.count(".") > 1:
            plain = plain.replace(".", "")
    try:
        return Decimal(plain)
    except ArithmeticError:
        return None


def _digits(low: str, at: int, language: Language) -> Amount | None:
    """Return a number in digits."""
    match = numbers_of(language).digits.match(low, at)
    if match is None:
        return None
    vulgar = match["vulgar"] or ""
    value = decimal_of(match[0].removesuffix(vulgar), comma=bool(language.decimal_comma))
    if value is None:
        return None
    if vulgar:
        value += _VULGAR[vulgar] if vulgar in _VULGAR else _parted(vulgar)
    amount = Amount(at, match.end(), value, spelled=False, power=False, letter="")
    return _with_power(low, amount, language)


def _parted(fraction: str) -> Decimal:
    """Return the value of a fraction in digits: "2-1/2"."""
    above, _, below = fraction[1:].partition("/")
    return Decimal(above) / Decimal(below)


def _with_power(low: str, amount: Amount, language: Language) -> Amount:
    """Take the magnitude behind a number in, if there is one; twice where it says "mil millones"."""
    for _ in range(2):
        match = numbers_of(language).magnitude.match(low, amount.end)
        if match is None:
            break
        if match["letter"]:
            return amount if amount.power else amount._replace(end=match.end(), letter=match["letter"])
        end = match.end("word") + _full_stop(low, match)
        amount = amount._replace(end=end, value=scaled(amount.value, match["word"], language), power=True)
    return amount


def _full_stop(low: str, match: re.Match[str]) -> int:
    """Return 1 where a full stop belongs to a short magnitude: "1,2 Mrd. Euro"."""
    short = match.end("word") - match.start("word") <= 3
    return int(short and match[0].endswith(".") and low[match.end() : match.end() + 1] == " ")


def scaled(value: Decimal, word: str, language: Language) -> Decimal:
    """Return a value times its magnitude, without exponent."""
    if word == "dozen":
        return value * 12
    found = value.scaleb(language.magnitudes[word])
    return found.quantize(Decimal(1)) if found == found.to_integral() and found < 10**24 else found


def _words(low: str, at: int, language: Language) -> Amount | None:
    """Return a number in words: "two hundred and fifty thousand", "a million", "one point five million"."""
    total, part, end, place, power = Decimal(0), Decimal(-1), at, at, False
    last = Decimal(0)  # the magnitude named last: "a million and a half"
    for _ in range(_MOST_WORDS):
        match = _WORD.match(low, place)
        if match is None:
            break
        word = match[0]
        if word in language.magnitudes and len(word) > 2 and part != 0:
            total, part = _multiplied(total, part, word, language)
            power, last = True, scaled(Decimal(1), word, language)
        elif word == "half" and part > 0 and low[place - 2 : place] == "a ":
            part += Decimal("0.5")
        elif word == "half" and part < 0 < total and low[place - 7 : place] == " and a ":
            total += last / 2
        else:
            more = _word_value(match, part, language)
            if more is None:
                break
            part = more
        end = match.end()
        following = _GAP.match(low, end)
        if following is None:
            break
        place = following.end()
        if " and " in following[0] and low.startswith("a half", place):
            place += len("a ")
    if end == at:
        return None
    amount = Amount(at, end, total + max(part, Decimal(0)), spelled=True, power=power, letter="")
    return _pointed(low, amount, language) or _fraction(low, end, amount.value, language, at) or amount


def _multiplied(total: Decimal, part: Decimal, word: str, language: Language) -> tuple[Decimal, Decimal]:
    """Return the number so far times a magnitude, as what is done with and what may still grow."""
    if part < 0 < total:
        # Mil millones: the thousand counts the millions.
        part, total = total, Decimal(0)
    part = scaled(max(part, Decimal(1)), word, language)
    closed = language.magnitudes[word] >= 3 and word != "dozen"
    return (total + part, Decimal(-1)) if closed else (total, part)


def _word_value(match: re.Match[str], part: Decimal, language: Language) -> Decimal | None:
    """Return the number so far with one more word; None when the word does not go on with it."""
    value = language.numbers.get(match[0])
    if value is None:
        return None
    if part < 0:
        return Decimal(value)
    fits = part % 100 >= 20 and part % 10 == 0 and 0 < value < 10
    if language.code == "fr":
        # Sixty-ten, four-twenties, ten-seven.
        if part == 4 and value == 20:
            return Decimal(80)
        fits = fits or (part in {60, 80} and 10 <= value < 20) or (part == 10 and 7 <= value <= 9)
    return part + value if fits or (part and part % 100 == 0 and value < 100) else None


def _pointed(low: str, amount: Amount, language: Language) -> Amount | None:
    """Return "one point five million"."""
    match = _POINT.match(low, amount.end, amount.end + 30)
    if match is None or amount.power:
        return None
    digits, end = "", amount.end + len(" point")
    for word in match[1].split():
        if not 0 <= language.numbers.get(word, -1) <= 9:
            break
        digits += str(language.numbers[word])
        end += len(word) + 1
    if not digits:
        return None
    value = Decimal(f"{amount.value}.{digits}")
    return _with_power(low, amount._replace(value=value, end=end), language)


def _fraction(
    low: str, at: int, count: Decimal, language: Language, start: int | None = None
) -> Amount | None:
    """Return "half a million", "three-quarters of a million", and shares such as "two-thirds"."""
    match = numbers_of(language).fraction.match(low, at)
    if match is None or (start is None and match.start("fraction") != at):
        return None
    value = count / language.fractions[match["fraction"]]
    begin = at if start is None else start
    of = numbers_of(language).of_magnitude.match(low, match.end())
    if of is not None:
        return Amount(
            begin, of.end(), _plain(scaled(value, of["word"], language)), spelled=True, power=True, letter=""
        )
    return Amount(begin, match.end(), value, spelled=True, power=False, letter="", share=True)


def _plain(value: Decimal) -> Decimal:
    """Return a value without the endless digits of a third."""
    return value.quantize(Decimal(1)) if value == value.to_integral() else value.quantize(Decimal("0.01"))


def is_article(word: str) -> bool:
    """Say whether a number word may be a mere article."""
    return word in _ARTICLES


def words_before(low: str, at: int) -> list[str]:
    """Return the words right before a place, white space and an opening bracket parting them from it."""
    return low[max(0, at - 32) : at].replace("(", " ").split()


def longest_ending(words: list[str], phrases: Iterable[str]) -> str:
    """Return the longest of some phrases that ends a list of words; empty when none does."""
    for length in range(min(4, len(words)), 0, -1):
        phrase = " ".join(words[-length:])
        if phrase in phrases:
            return phrase
    return ""
