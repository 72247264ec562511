"""Canonical form: the words of a text with house style taken away, each tied to its place in the text.

Two houses print one sentence in many ways that nobody would call an alteration. `HOUSE_STYLE` is the table
of what counts as the same; everything else is different. Every token keeps its `Span` of the untouched text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from copydesk.text.abbreviations import (
    ALWAYS_LONG,
    CURRENCY_WORDS,
    CUT_AFTER,
    CUT_SHORT,
    DOZENS,
    ENDINGS,
    ENDINGS_OF_VERBS,
    HALF_DAYS,
    IS_WORDS,
    MONEY_AFTER,
    MONTH_NAMES,
    MONTHS,
    PERCENT_AFTER,
    PREFIXES,
    STEMS,
    UNITED,
    WRITTEN_APART,
)
from copydesk.text.numerals import MAGNITUDES, NUMBER_WORDS, number_key, read_words
from copydesk.text.spelling import base_spelling
from copydesk.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What counts as the same: what it is about, one way to print it, another. A test holds each row.
HOUSE_STYLE: tuple[tuple[str, str, str], ...] = (
    ("quotation marks", "“It holds,” he said.", '"It holds," he said.'),
    ("doubled single marks", "''It holds,'' he said.", "“It holds,” he said."),
    ("dashes", "one pier — the old one", "one pier - the old one"),
    ("hyphens", "the well-known pier", "the well known pier"),
    ("punctuation at a mark", "“It holds”, he said", "“It holds,” he said"),
    ("case at a cut", "“The pier holds”", "“the pier holds”"),
    ("-ise and -ize", "They realise it", "They realize it"),
    ("-our and -or", "a neighbour's labour", "a neighbor's labor"),
    ("-re and -er", "the centre", "the center"),
    ("doubled consonants", "a cancelled, travelling show", "a canceled, traveling show"),
    ("single spellings", "a grey adviser's programme", "a gray advisor's program"),
    ("the United States", "in the United States", "in the U.S."),
    ("acronyms", "the F.B.I. in N.Y.", "the FBI in NY"),
    ("agencies", "the Associated Press", "the AP"),
    ("money", "$10 billion", "US$10bn"),
    ("money before", "USD 10B", "10 billion dollars"),
    ("per cent", "100 per cent", "100%"),
    ("thousands", "12,500 people", "12\u00a0500 people"),
    ("thousands parted", "12,500 people", "12 500 people"),
    ("ampersand", "the sea & the sky", "the sea and the sky"),
    ("prefixes", "co-operate by e-mail", "cooperate by email"),
    ("words written apart", "health care on a web site", "healthcare on a website"),
    ("number words", "twenty-five boats", "25 boats"),
    ("dozens", "two dozen boats", "2 dozen boats"),
    ("ordinals", "the twenty-first boat", "the 21st boat"),
    ("days", "on Dec. 4, 2015", "on 4 December 2015"),
    ("clock", "at 5:30 p.m.", "at 17:30"),
    ("titles cut short", "Gov. Lind and Sen. Moss", "Governor Lind and Senator Moss"),
    ("accents", "the café of Señor Núñez", "the cafe of Senor Nunez"),
    ("ligatures", "the ﬁnal oﬃce", "the final office"),
    ("invisible characters", "the pi\u00ader\u200b\ufe0f", "the pier"),
    ("white space", "the\u00a0old   pier", "the old pier"),
)  # fmt: skip

_INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
)
_EMOJI = "\u2600-\u27bf\U0001f000-\U0001faff"
_TAIL = rf"(?:[{_INVISIBLE}]|['’ʼ](?=[^\W\d_])|\*{{2,}})[^\W_]*"
_RAW = re.compile(
    rf"(?=[\w$€£¥₹.…\[\]%&‰{_EMOJI}])(?:"  # nothing else begins one: spaces and marks are passed over at once
    rf"([A-Za-z]{{2,}}+(?![^\W_]|['’ʼ*$€£¥₹{_INVISIBLE}]))"  # 1 a plain word: most are
    r"|((?:[^\W\d_]\.){2,})"  # 2 a dotted acronym
    r"|((?:(?:US|AU|CA|NZ|HK|[ACS])?[$€£¥₹][ \u00a0]?)?(?:\d{1,3}(?: \d{3})+(?!\d|[.,]\d)|\d+(?:[,\u00a0\u202f\u2009]\d{3}(?!\d))*(?:\.\d+)?)(?::\d\d(?!\d))?)"
    rf"|([^\W\d_][^\W_]*(?:{_TAIL})*)"  # 4 any other word
    rf"|(\.(?:[ \u00a0]?\.){{2,}}|…|[\[\]%&‰]|[{_EMOJI}]+))",
)
#: What a match of each group is: 1 an acronym, 2 a figure, 3 a word, 4 a symbol.
_KINDS = (0, 3, 1, 2, 3, 4)
DOZEN = 12
_MOST_KNOWN = 1 << 16
_HIDDEN = re.compile(f"[{_INVISIBLE}]")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or figure of the canonical form, and where it stands."""

    key: str  #: equal keys are the same words in print, inside quotation marks too
    loose: str  #: as `key`, with contractions opened: "n't" is "not"
    span: Span  #: into the untouched text


@dataclass(frozen=True, slots=True)
class Canonical:
    """A text as tokens, kept in columns because long texts have many."""

    text: str
    keys: tuple[str, ...]
    loose: tuple[str, ...]
    starts: tuple[int, ...]  #: code points
    ends: tuple[int, ...]  #: code points
    bracketed: frozenset[int] = frozenset()  #: tokens that stand in [brackets]
    gaps: frozenset[int] = frozenset()  #: tokens that an ellipsis stands before
    emoji: frozenset[int] = frozenset()  #: tokens that a picture character stands before

    def __len__(self) -> int:
        return len(self.keys)

    def tokens(self) -> Iterator[Token]:
        """Yield the tokens one by one."""
        for key, loose, start, end in zip(self.keys, self.loose, self.starts, self.ends, strict=True):
            yield Token(key, loose, Span(start, end))

    def span(self, first: int, last: int) -> Span:
        """Return the stretch of the text from token `first` up to, not including, token `last`.

        No token at all gives the empty stretch where they would stand.
        """
        if first >= last:
            at = self.starts[first] if first < len(self.starts) else len(self.text)
            return Span(at, at)
        return Span(self.starts[first], self.ends[last - 1])

    def within(self, span: Span) -> tuple[int, int]:
        """Return the tokens that begin inside the span, as first and one past the last."""
        return bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)

    def words(self, first: int, last: int) -> str:
        """Return the untouched text of some tokens."""
        return self.span(first, last).of(self.text)


class _Builder:
    """Collects the columns of a `Canonical` from raw tokens, left to right."""

    __slots__ = (
        "at",
        "bracketed",
        "emoji",
        "ends",
        "gaps",
        "keys",
        "loose",
        "open_at",
        "raw",
        "starts",
        "text",
    )

    def __init__(self, text: str) -> None:
        self.text = text
        kinds = _KINDS
        self.raw = [(kinds[m.lastindex or 0], m[0], *m.span()) for m in _RAW.finditer(text)]
        self.at = 0
        self.keys: list[str] = []
        self.loose: dict[int, str] = {}  #: where the loose key is another than the strict one
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.bracketed: set[int] = set()
        self.gaps: set[int] = set()
        self.emoji: set[int] = set()
        self.open_at: int | None = None

    def put(self, key: str, start: int, end: int, loose: str | None = None) -> None:
        """Add one token."""
        if loose is not None and loose != key:
            self.loose[len(self.keys)] = loose
        self.keys.append(key)
        self.starts.append(start)
        self.ends.append(end)

    def peek(self, ahead: int = 1) -> tuple[int, str, int, int]:
        """Return the raw token some places ahead; kind 0 when the text is over."""
        place = self.at + ahead
        return self.raw[place] if place < len(self.raw) else (0, "", len(self.text), len(self.text))

    def run(self) -> None:
        """Read all raw tokens; most are plain words, which are put down at once."""
        raw, count, plain = self.raw, len(self.raw), _PLAIN
        keys, starts, ends = self.keys, self.starts, self.ends
        readers = {1: self._acronym, 2: self._figure, 3: self._word, 4: self._symbol}
        while self.at < count:
            kind, word, start, end = raw[self.at]
            self.at += 1
            key = plain[word] if kind == 3 else ""
            if key:
                keys.append(key)
                starts.append(start)
                ends.append(end)
            else:
                readers[kind](word, start, end)

    def _symbol(self, word: str, start: int, end: int) -> None:
        """Take in what is neither word nor figure."""
        here = len(self.keys)
        if word == "[":
            self.open_at = here
        elif word == "]":
            if self.open_at is not None and here - self.open_at <= 30:
                self.bracketed.update(range(self.open_at, here))
                if self.open_at == here:
                    self.gaps.add(here)
            self.open_at = None
        elif word == "&":
            self.put("and", start, end)
        elif word in "%‰":
            self.put(word, start, end)
        elif word[0] in ".…":
            self.gaps.add(here)
        else:
            self.emoji.add(here)

    def _acronym(self, word: str, start: int, end: int) -> None:
        """Take in letters with full stops: U.S., F.B.I., p.m."""
        letters = word.replace(".", "")
        key = letters.casefold()
        if key in {"us", "usa"} and letters.isupper():
            key = "u.s."
        elif len(letters) == 2 and key in {"am", "pm"}:
            key = "pm" if key == "pm" else "a.m."
        self.put(key, start, end)

    def _word(self, word: str, start: int, end: int) -> None:
        """Take in one word, with those that belong to it."""
        special = _SPECIAL.get(word) or _SPECIAL.get(word.lower())
        if special is not None:
            taken = special(self, word, start, end)
            if taken:
                return
        pieces = _pieces(word)
        if len(pieces) == 1:
            self.put(pieces[0][0], start, end)
            return
        for key, loose, first, last in pieces:
            self.put(key, start + first, start + last, loose)

    def _figure(self, word: str, start: int, end: int) -> None:
        """Take in a figure with its currency, magnitude, per cent sign, clock or ending."""
        digits = word.lstrip("USAHKCNZ$€£¥₹ \u00a0")
        unit = word[: len(word) - len(digits)].strip(" \u00a0")
        if unit in {"US$", "$", "€", "£", "¥", "₹", "A$", "C$"} or unit.endswith("$"):
            unit = "$" if unit == "US$" else unit
        value = digits.translate(_SEPARATORS)
        if not unit and self._clock(value, start):
            return
        if ":" in value:
            self.put(f"@{value}", start, end)
            return
        kind, after, begin, stop = self.peek(0)
        if kind == 3 and begin == end and not unit and after.lower() in ENDINGS | {"s"}:
            self.at += 1
            if after.lower() != "s" and self._day_first(value, start, stop):
                return
            self.put(f"#{value}s" if after.lower() == "s" else f"o{value}", start, stop)
            return
        if not unit and self._day_first(value, start, end):
            return
        self.finish(number_key(value, 0), start, end, unit)

    def finish(self, value: str, start: int, end: int, unit: str = "") -> None:
        """Add a figure once its digits are known: read magnitude, per cent and currency behind it."""
        kind, after, begin, stop = self.peek(0)
        lower = after.lower() if kind == 3 else after
        if kind == 3 and self._near(end, begin):
            power = MAGNITUDES.get(lower)
            if power is None and begin == end:
                power = CUT_AFTER.get(lower)
            elif power is None and lower in {"bn", "mn", "tn", "trn", "mln", "bln"}:
                power = CUT_AFTER[lower]
            if power is not None:
                value, end = number_key(value, power), stop
                self.at += 1
                kind, after, begin, stop = self.peek(0)
                lower = after.lower() if kind == 3 else after
        if kind == 3 and lower in DOZENS and not unit and self._near(end, begin):
            value, end = number_key(str(Decimal(value) * DOZEN), 0), stop
            self.at += 1
            kind, after, begin, stop = self.peek(0)
            lower = after.lower() if kind == 3 else after
        if not unit and self._near(end, begin):
            if lower in PERCENT_AFTER:
                unit, end = "%", stop
                self.at += 1
            elif lower == "per" and self.peek(1)[1].lower() == "cent":
                unit, end = "%", self.peek(1)[3]
                self.at += 2
            elif lower in MONEY_AFTER and kind == 3:
                unit, end = MONEY_AFTER[lower], stop
                self.at += 1
        self.put(f"#{value}{unit}", start, end)

    def _near(self, end: int, begin: int) -> bool:
        """Say whether nothing but a space or a hyphen stands between two places."""
        return begin - end <= 1 and self.text[end:begin] in {"", " ", "-", "\u00a0", "\u202f", "\n", "‑"}

    def _clock(self, value: str, start: int) -> bool:
        """Take in a time of day with am or pm behind it."""
        kind, after, _, stop = self.peek(0)
        lower = after.lower()
        if kind not in {1, 3} or lower not in HALF_DAYS or "." in value or len(value) > 5:
            return False
        hours, _, minutes = value.partition(":")
        if not 1 <= int(hours) <= 12:
            return False
        self.at += 1
        hour = int(hours) % 12 + HALF_DAYS[lower]
        self.put(f"@{hour}:{minutes or '00'}", start, stop)
        return True

    def _day_first(self, value: str, start: int, end: int) -> bool:
        """Take in "4 December" and "4th of December"."""
        if not value.isdecimal() or not 1 <= len(value) <= 2 or not 1 <= int(value) <= 31:
            return False
        ahead = 1 if self.peek(0)[1] == "of" else 0
        kind, month, begin, stop = self.peek(ahead)
        number = MONTHS.get(month.lower()) if kind == 3 and month[:1].isupper() else None
        if number is None or begin - end > 5 or (ahead == 0 and not self._near(end, begin)):
            return False
        if self.peek(ahead + 1)[0] == 2 and self.peek(ahead + 1)[1].isdecimal():
            follow = self.peek(ahead + 1)
            if len(follow[1]) <= 2 and follow[2] - stop <= 2:
                return False
        self.at += ahead + 1
        self.put(f"d{number:02}-{int(value):02}", start, stop)
        return True


def _month(builder: _Builder, word: str, start: int, end: int) -> bool:
    """Take in "Dec. 4", "December 4th" and a month alone."""
    if not word[0].isupper():
        return False
    number = MONTHS[word.lower()]
    kind, day, begin, stop = builder.peek(0)
    if kind == 2 and day.isdecimal() and 1 <= len(day) <= 2 and 1 <= int(day) <= 31 and begin - end <= 2:
        builder.at += 1
        ending = builder.peek(0)
        if ending[0] == 3 and ending[2] == stop and ending[1].lower() in ENDINGS:
            builder.at += 1
            stop = ending[3]
        builder.put(f"d{number:02}-{int(day):02}", start, stop)
        return True
    builder.put(MONTH_NAMES[number], start, end)
    return True


def _number_words(builder: _Builder, word: str, start: int, end: int) -> bool:
    """Take in a number written in words, as far as it goes."""
    words, ends = [word.lower()], [end]
    while len(words) < 12:
        kind, after, begin, stop = builder.peek(len(words) - 1)
        if kind != 3 or begin - ends[-1] > 1 or after.lower() not in NUMBER_WORDS:
            break
        words.append(after.lower())
        ends.append(stop)
    key, taken = read_words(words)
    if not taken:
        return False
    builder.at += taken - 1
    if key[0] == "o":
        builder.put(key, start, ends[taken - 1])
    else:
        builder.finish(key, start, ends[taken - 1])
    return True


def _united(builder: _Builder, word: str, start: int, end: int) -> bool:
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


def _two_words(builder: _Builder, word: str, start: int, _end: int) -> bool:
    """Take in Associated Press and European Union."""
    second, key = {"Associated": ("Press", "ap"), "European": ("Union", "eu")}[word]
    if builder.peek(0)[1] != second:
        return False
    builder.put(key, start, builder.peek(0)[3])
    builder.at += 1
    return True


def _capitals(builder: _Builder, word: str, start: int, end: int) -> bool:
    """Take in US and USA, which are not the word "us"."""
    if word not in {"US", "USA"}:
        return False
    builder.put("u.s.", start, end)
    return True


def _cut_short(builder: _Builder, word: str, start: int, end: int) -> bool:
    """Take in "Gov." as governor."""
    dotted = builder.text[end : end + 1] == "."
    long = CUT_SHORT.get(word) if dotted else ALWAYS_LONG.get(word)
    if long is None:
        return False
    builder.put(long, start, end)
    return True


def _currency(builder: _Builder, word: str, start: int, end: int) -> bool:
    """Take in "USD 10B"."""
    kind, figure, begin, stop = builder.peek(0)
    if kind != 2 or begin - end > 1 or not figure[0].isdecimal() or ":" in figure:
        return False
    builder.at += 1
    builder.finish(number_key(figure.translate(_SEPARATORS), 0), start, stop, CURRENCY_WORDS[word])
    return True


def _number(builder: _Builder, word: str, start: int, end: int) -> bool:
    """Take in "No. 43", which denies nothing."""
    kind, _, begin, _ = builder.peek(0)
    if kind != 2 or builder.text[end:begin] not in {". ", ".", ".\u00a0"} or not word[0].isupper():
        return False
    builder.put("number", start, end)
    return True


def _prefix(builder: _Builder, word: str, start: int, end: int) -> bool:
    """Take in "e-mail" and "co-operate" as one word, as other houses print them."""
    kind, after, begin, stop = builder.peek(0)
    if kind != 3 or begin - end != 1 or builder.text[end] not in "-‑" or not after[0].islower():
        return False
    builder.at += 1
    builder.put(base_spelling(word.lower() + _pieces(after)[0][0]), start, stop)
    return True


def _apart(builder: _Builder, word: str, start: int, end: int) -> bool:
    """Take in "health care" as "healthcare"."""
    kind, after, begin, stop = builder.peek(0)
    if kind != 3 or begin - end != 1 or builder.text[end] not in " -‑\u00a0":
        return False
    if after.lower() not in WRITTEN_APART[word.lower()]:
        return False
    builder.at += 1
    builder.put(base_spelling(word.lower() + after.lower()), start, stop)
    return True


_SEPARATORS = dict.fromkeys(map(ord, ", \u00a0\u202f\u2009"))
_SPECIAL = (
    dict.fromkeys(MONTHS, _month)
    | dict.fromkeys(NUMBER_WORDS, _number_words)
    | dict.fromkeys(CUT_SHORT, _cut_short)
    | dict.fromkeys(CURRENCY_WORDS, _currency)
    | dict.fromkeys(("Associated", "European"), _two_words)
    | dict.fromkeys(PREFIXES, _prefix)
    | dict.fromkeys(WRITTEN_APART, _apart)
    | {"united": _united, "US": _capitals, "USA": _capitals, "No": _number, "Nos": _number}
)


@lru_cache(maxsize=1 << 16)
def _pieces(word: str) -> tuple[tuple[str, str, int, int], ...]:
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
        pieces = () if word in _SPECIAL or word.lower() in _SPECIAL else _pieces(word)
        found = self[word] = pieces[0][0] if len(pieces) == 1 else ""
        return found


_PLAIN = _Plain()


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


def canonical(text: str) -> Canonical:
    """Return the canonical form of a text.

    Args:
        text: any text; it is not changed, all places are code points into it.

    >>> canonical("“Well under $10B”, he said").keys
    ('well', 'under', '#10000000000$', 'he', 'said')
    >>> canonical("well under USD 10 billion").keys == canonical("Well under $10bn").keys
    True

    Complexity: linear in the length of the text.
    """
    builder = _Builder(text)
    builder.run()
    loose = list(builder.keys)
    for at, key in builder.loose.items():
        loose[at] = key
    return Canonical(
        text=text,
        keys=tuple(builder.keys),
        loose=tuple(loose),
        starts=tuple(builder.starts),
        ends=tuple(builder.ends),
        bracketed=frozenset(builder.bracketed),
        gaps=frozenset(builder.gaps),
        emoji=frozenset(builder.emoji),
    )
