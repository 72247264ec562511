"""Words that are more than themselves: what each reader takes in from its first word on, and what a word is made of.

`canonical.Builder` asks `SPECIAL` for the reader of a word; a reader takes in as many raw tokens as it knows, or none.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from copydesk.text.abbreviations import (
    ALWAYS_LONG,
    CURRENCY_WORDS,
    CUT_SHORT,
    ENDINGS,
    ENDINGS_OF_VERBS,
    IS_WORDS,
    MONTH_NAMES,
    MONTHS,
    PREFIXES,
    STEMS,
    UNITED,
    WRITTEN_APART,
)
from copydesk.text.numerals import MAGNITUDES, NUMBER_WORDS, TENS, goes_on, number_key, read_words
from copydesk.text.spelling import base_spelling

if TYPE_CHECKING:
    from copydesk.text.canonical import Builder

INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
)
#: What may part the two ends of a range.
DASHES = frozenset({"-", "–", "‑", " - ", " – "})
_DIGITS = frozenset("123456789")
_MOST_KNOWN = 1 << 16
_MONEY = frozenset("$€£¥₹")
_HIDDEN = re.compile(f"[{INVISIBLE}]")


def _month(builder: Builder, word: str, start: int, end: int) -> bool:
    """Take in "Dec. 4", "December 4th" and a month alone."""
    if not word[0].isupper():
        return False
    number = MONTHS[word.lower()]
    kind, day, begin, stop = builder.peek(0)
    comma = builder.text[end : end + 1] == ","  # "before May, 3 boats": no day
    near = begin - end <= 2 and not comma
    if kind == 2 and day.isdecimal() and 1 <= len(day) <= 2 and 1 <= int(day) <= 31 and near:
        builder.at += 1
        ending = builder.peek(0)
        if ending[0] == 3 and ending[2] == stop and ending[1].lower() in ENDINGS:
            builder.at += 1
            stop = ending[3]
        builder.put(f"d{number:02}-{int(day):02}", start, stop)
        until_day(builder, number, int(day), stop)
        return True
    builder.put(MONTH_NAMES[number], start, end)
    return True


def until_day(builder: Builder, month: int, day: int, end: int) -> None:
    """Take in the second day of "Dec. 6-9", which is a day of the same month, if one stands behind a dash."""
    kind, until, begin, stop = builder.peek(0)
    if (
        kind != 2
        or builder.text[end:begin].lstrip(".") not in DASHES
        or not until.isdecimal()
        or len(until) > 2
    ):
        return
    if day < int(until) <= 31 and builder.peek(1)[1].lower() not in MONTHS:
        builder.at += 1
        builder.put(f"d{month:02}-{int(until):02}", begin, stop)


@lru_cache(maxsize=1 << 12)
def _read_words(words: tuple[str, ...]) -> tuple[str, int]:
    """Return what number words mean and how many of them were read: texts say the same few again and again."""
    return read_words(list(words))


def _number_words(builder: Builder, word: str, start: int, end: int) -> bool:
    """Take in a number written in words, as far as it goes."""
    words, ends, ahead = [word.lower()], [end], [0]  # and how many raw tokens each is behind the first
    while len(words) < 12:
        here = ahead[-1]
        kind, after, begin, stop = builder.peek(here)
        if after == "and" and words[-1] in MAGNITUDES and begin - ends[-1] == 1:
            here, last = here + 1, stop
            kind, after, begin, stop = builder.peek(here)
            if begin - last > 1 or not goes_on(after.lower(), builder.peek(here + 1)[1].lower()):
                break
        elif begin - ends[-1] > 1:
            break
        if kind != 3 or after.lower() not in NUMBER_WORDS:
            break
        words.append(after.lower())
        ends.append(stop)
        ahead.append(here + 1)
    kind, digit, begin, stop = builder.peek(ahead[-1])
    if len(words) == 1 and word.lower() in TENS and digit in _DIGITS and builder.text[end:begin] == "-":
        builder.at += 1
        builder.finish(str(TENS[word.lower()] + int(digit)), start, stop)  # "forty-8"
        return True
    key, taken = _read_words(tuple(words))
    if not taken:
        return False
    builder.at += ahead[taken - 1]
    if key[0] == "o":
        builder.put(key, start, ends[taken - 1])
    else:
        builder.finish(key, start, ends[taken - 1])
    return True


def _united(builder: Builder, word: str, start: int, end: int) -> bool:
    """Take in United States (of America), United Kingdom and United Nations."""
    key = UNITED.get(builder.peek(0)[1].lower())
    if key is None or not word[0].isupper() or builder.peek(0)[2] - end != 1:
        return False
    stop = builder.peek(0)[3]
    builder.at += 1
    if key == "u.s." and builder.peek(0)[1] == "of" and builder.peek(1)[1] == "America":
        stop = builder.peek(1)[3]
        builder.at += 2
    builder.put(key, start, stop)
    return True


def _two_words(builder: Builder, word: str, start: int, _end: int) -> bool:
    """Take in Associated Press and European Union."""
    second, key = {"Associated": ("Press", "ap"), "European": ("Union", "eu")}[word]
    if builder.peek(0)[1] != second:
        return False
    builder.put(key, start, builder.peek(0)[3])
    builder.at += 1
    return True


def _capitals(builder: Builder, word: str, start: int, end: int) -> bool:
    """Take in US and USA, which are not the word "us"."""
    if word not in {"US", "USA"}:
        return False
    builder.put("u.s.", start, end)
    return True


def _cut_short(builder: Builder, word: str, start: int, end: int) -> bool:
    """Take in "Gov." as governor."""
    dotted = builder.text[end : end + 1] == "."
    long = CUT_SHORT.get(word) if dotted else ALWAYS_LONG.get(word)
    if long is None:
        return False
    builder.put(long, start, end)
    return True


def _currency(builder: Builder, word: str, start: int, end: int) -> bool:
    """Take in "USD 10B"."""
    kind, figure, begin, stop = builder.peek(0)
    dotted = builder.text[end : end + 1] == "."  # "Rs. 500"
    if kind != 2 or begin - end > 1 + dotted or not figure[0].isdecimal() or ":" in figure:
        return False
    builder.at += 1
    builder.finish(number_key(figure.translate(SEPARATORS), 0), start, stop, CURRENCY_WORDS[word])
    return True


def _number(builder: Builder, word: str, start: int, end: int) -> bool:
    """Take in "No. 43", which denies nothing."""
    kind, _, begin, _ = builder.peek(0)
    if kind != 2 or builder.text[end:begin] not in {". ", ".", ".\u00a0"} or not word[0].isupper():
        return False
    builder.put("number", start, end)
    return True


def _prefix(builder: Builder, word: str, start: int, end: int) -> bool:
    """Take in "e-mail" and "co-operate" as one word, as other houses print them."""
    kind, after, begin, stop = builder.peek(0)
    if kind != 3 or begin - end != 1 or builder.text[end] not in "-‑" or not after[0].islower():
        return False
    builder.at += 1
    builder.put(base_spelling(word.lower() + parts_of(after)[0][0]), start, stop)
    return True


def _apart(builder: Builder, word: str, start: int, end: int) -> bool:
    """Take in "health care" as "healthcare"."""
    kind, after, begin, stop = builder.peek(0)
    if kind != 3 or begin - end != 1 or builder.text[end] not in " -‑\u00a0":
        return False
    if after.lower() not in WRITTEN_APART[word.lower()]:
        return False
    builder.at += 1
    builder.put(base_spelling(word.lower() + after.lower()), start, stop)
    return True


SEPARATORS = dict.fromkeys(map(ord, ", \u00a0\u202f\u2009"))
SPECIAL = (
    dict.fromkeys(MONTHS, _month)
    | dict.fromkeys(NUMBER_WORDS, _number_words)
    | dict.fromkeys(CUT_SHORT, _cut_short)
    | dict.fromkeys(CURRENCY_WORDS, _currency)
    | dict.fromkeys(("Associated", "European"), _two_words)
    | dict.fromkeys(PREFIXES, _prefix)
    | dict.fromkeys(WRITTEN_APART, _apart)
    | {"united": _united, "US": _capitals, "USA": _capitals, "No": _number, "Nos": _number}
)


def kind_of(word: str) -> int:
    """Return what a raw token is: 1 an acronym, 2 a figure, 3 a word, 4 a symbol.

    >>> [kind_of(each) for each in ("U.S.", "US$4.50", "4", "pier", "…")]
    [1, 2, 2, 3, 4]
    """
    if word.isalpha():
        return 3
    if word[0].isdecimal() or not _MONEY.isdisjoint(word):
        return 2
    if not word[0].isalnum():
        return 4
    return 1 if "." in word else 3


@lru_cache(maxsize=1 << 16)
def parts_of(word: str) -> tuple[tuple[str, str, int, int], ...]:
    """Return a word's tokens: key, loose key, and where they stand in the word."""
    plain = word
    if not word.isascii():
        plain = _HIDDEN.sub("", word).replace("’", "'").replace("ʼ", "'")
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(each for each in decomposed if not unicodedata.combining(each))
    lower = plain.casefold()
    if "'" not in lower:
        key = base_spelling(lower)
        return ((key, key, 0, len(word)),)
    stem, ending, stem_loose, ending_loose = _contraction(lower)
    stem = base_spelling(stem)
    cut = len(word) - len(ending) if len(plain) == len(word) else 0
    if not ending:
        return ((stem, stem, 0, len(word)),)
    first = cut or len(word)
    return ((stem, stem_loose or stem, 0, first), (ending, ending_loose, cut, len(word)))


class _Plain(dict[str, str]):
    """Keys of words met before that are one token whatever stands beside them; "" for all others."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        usual = kind_of(word) == 3 and word not in SPECIAL and word.lower() not in SPECIAL
        pieces = parts_of(word) if usual else ()
        found = self[word] = pieces[0][0] if len(pieces) == 1 else ""
        return found


PLAIN = _Plain()


def _contraction(lower: str) -> tuple[str, str, str, str]:
    """Return stem, ending, opened stem and opened ending of a word with an apostrophe."""
    if lower.endswith("n't") and len(lower) > 3:
        stem = lower[:-3]
        return stem, "n't", STEMS.get(stem, stem), "not"
    for ending, opened in ENDINGS_OF_VERBS.items():
        if lower.endswith(ending) and len(lower) > len(ending):
            return lower[: -len(ending)], ending, "", opened
    if lower.endswith("'s") and len(lower) > 2:
        stem = lower[:-2]
        return stem, "'s", "", "is" if stem in IS_WORDS else "'s"
    return lower, "", "", ""
