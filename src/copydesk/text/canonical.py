"""Canonical form: the words of a text with house style taken away, each tied to its place in the text.

Two houses print one sentence in many ways that nobody would call an alteration. `HOUSE_STYLE` is the table
of what counts as the same; everything else is different. Every token keeps its `Span` of the untouched text.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from copydesk.text.abbreviations import (
    CUT_AFTER,
    DOZENS,
    ENDINGS,
    HALF_DAYS,
    MONEY_AFTER,
    MONTHS,
    PERCENT_AFTER,
)
from copydesk.text.numerals import MAGNITUDES, number_key
from copydesk.text.special import DASHES, INVISIBLE, PLAIN, SEPARATORS, SPECIAL, kind_of, parts_of, until_day
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
    ("money on the wire", "4 mln dlrs", "$4 million"),
    ("money before", "USD 10B", "10 billion dollars"),
    ("per cent", "100 per cent", "100%"),
    ("thousands", "12,500 people", "12\u00a0500 people"),
    ("thousands parted", "12,500 people", "12 500 people"),
    ("ampersand", "the sea & the sky", "the sea and the sky"),
    ("prefixes", "co-operate by e-mail", "cooperate by email"),
    ("words written apart", "health care on a web site", "healthcare on a website"),
    ("number words", "twenty-five boats", "25 boats"),
    ("number words with “and”", "one hundred and twenty boats", "120 boats"),
    ("lakhs and crores", "Rs 2.5 crore", "₹25,000,000"),
    ("dozens", "two dozen boats", "2 dozen boats"),
    ("ordinals", "the twenty-first boat", "the 21st boat"),
    ("days", "on Dec. 4, 2015", "on 4 December 2015"),
    ("ranges of days", "from Dec. 6-9", "from 6-9 December"),
    ("clock", "at 5:30 p.m.", "at 17:30"),
    ("clock with a full stop", "at 5.30pm", "at 17:30"),
    ("a capital in brackets", "“[T]he pier holds”", "“the pier holds”"),
    ("titles cut short", "Gov. Lind and Sen. Moss", "Governor Lind and Senator Moss"),
    ("accents", "the café of Señor Núñez", "the cafe of Senor Nunez"),
    ("ligatures", "the ﬁnal oﬃce", "the final office"),
    ("invisible characters", "the pi\u00ader\u200b\ufe0f", "the pier"),
    ("white space", "the\u00a0old   pier", "the old pier"),
)  # fmt: skip

_EMOJI = "\u2600-\u27bf\U0001f000-\U0001faff"
_TAIL = rf"(?:[{INVISIBLE}]|['’ʼ](?=[^\W\d_])|\*{{2,}})[^\W_]*"
_RAW = re.compile(
    rf"(?=[\w$€£¥₹.…\[\]%&‰{_EMOJI}])("  # nothing else begins one: spaces and marks are passed over at once
    rf"[A-Za-z]{{2,}}+(?![^\W_]|['’ʼ*$€£¥₹{INVISIBLE}])"  # a plain word: most are
    r"|(?:[^\W\d_]\.){2,}"  # a dotted acronym
    r"|(?:(?:(?:US|AU|CA|NZ|HK|[ACS])?[$€£¥₹][ \u00a0]?)?(?:\d{1,3}(?: \d{3})+(?!\d|[.,]\d)|\d+(?:[,\u00a0\u202f\u2009]\d{3}(?!\d))*(?:\.\d+)?)(?::\d\d(?!\d))?)"
    rf"|[^\W\d_][^\W_]*(?:{_TAIL})*"  # any other word
    rf"|(?:\.(?:[ \u00a0]?\.){{2,}}|…|[\[\]%&‰]|[{_EMOJI}]+))",
)
DOZEN = 12


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


class Builder:
    """Collects the columns of a `Canonical` from raw tokens, left to right."""

    __slots__ = (
        "at",
        "bracketed",
        "emoji",
        "ends",
        "forms",
        "gaps",
        "keys",
        "loose",
        "open_at",
        "raw_ends",
        "raw_starts",
        "starts",
        "text",
    )

    def __init__(self, text: str) -> None:
        self.text = text
        # Text and raw tokens take turns: cutting and adding up lengths is quicker than a match for each.
        pieces = _RAW.split(text)
        places = list(itertools.accumulate(map(len, pieces)))
        self.forms = pieces[1::2]
        self.raw_starts = places[:-1:2]
        self.raw_ends = places[1::2]
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
        """Return the kind, text and place of the raw token some places ahead; kind 0 when the text is over."""
        place = self.at + ahead
        if place < len(self.forms):
            word = self.forms[place]
            return kind_of(word), word, self.raw_starts[place], self.raw_ends[place]
        return 0, "", len(self.text), len(self.text)

    def run(self) -> None:
        """Read all raw tokens: most are plain words, which are put down a run at a time."""
        readers = {1: self._acronym, 2: self._figure, 3: self._word, 4: self._symbol}
        plain = list(map(PLAIN.__getitem__, self.forms))
        starts, ends = self.raw_starts, self.raw_ends
        for place in [at for at, key in enumerate(plain) if not key] + [len(plain)]:
            here = self.at
            if here > place:
                continue
            self.keys += plain[here:place]
            self.starts += starts[here:place]
            self.ends += ends[here:place]
            self.at = place + 1
            if place < len(plain):
                word = self.forms[place]
                readers[kind_of(word)](word, starts[place], ends[place])

    def _symbol(self, word: str, start: int, end: int) -> None:
        """Take in what is neither word nor figure."""
        here = len(self.keys)
        if word == "[":
            if self._letters(start):
                return
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

    def _letters(self, start: int) -> bool:
        """Take in letters that a desk put into a word, "[T]he" or "walk[ed]": the word, in brackets if its end is."""
        (_, letters, begin, stop), (_, close, closed, _) = self.peek(0), self.peek(1)
        if close != "]" or begin != start + 1 or stop != closed or not letters.isalpha():
            return False
        kind, rest, at, end = self.peek(2)
        if len(letters) == 1 and kind == 3 and at == closed + 1 and rest.isalpha():
            self.at += 3
            self.put(parts_of(letters + rest)[0][0], begin, end)
            return True
        if self.keys and self.ends[-1] == start and len(letters) <= 3 and self.text[start - 1].isalpha():
            self.at += 2
            self.keys[-1] = parts_of(self.text[self.starts[-1] : start] + letters)[0][0]
            self.ends[-1] = stop
            self.bracketed.add(len(self.keys) - 1)
            return True
        return False

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
        special = SPECIAL.get(word) or SPECIAL.get(word.lower())
        if special is not None:
            taken = special(self, word, start, end)
            if taken:
                return
        pieces = parts_of(word)
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
        value = digits.translate(SEPARATORS)
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
        if kind not in {1, 3} or lower not in HALF_DAYS or len(value) > 5:
            return False
        hours, dot, minutes = value.replace(".", ":").partition(":")
        if dot and len(minutes) != 2:
            return False
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
        kind, until, begin, _ = self.peek(0)
        if (
            kind == 2
            and self.text[end:begin] in DASHES
            and until.isdecimal()
            and int(value) < int(until) <= 31
        ):
            named = MONTHS.get(self.peek(1)[1].lower()) if self.peek(1)[1][:1].isupper() else None
            if named is not None:
                self.put(f"d{named:02}-{int(value):02}", start, end)  # "6-9 December"
            return named is not None
        ahead = 1 if self.peek(0)[1] == "of" else 0
        kind, month, begin, stop = self.peek(ahead)
        number = MONTHS.get(month.lower()) if kind == 3 and month[:1].isupper() else None
        if number is None or begin - end > 5 or (ahead == 0 and not self._near(end, begin)):
            return False
        if self.peek(ahead + 1)[0] == 2 and self.peek(ahead + 1)[1].isdecimal():
            follow = self.peek(ahead + 1)
            dashed = self.text[stop : follow[2]].lstrip(".") in DASHES
            if len(follow[1]) <= 2 and follow[2] - stop <= 2 and not dashed:
                return False
        self.at += ahead + 1
        self.put(f"d{number:02}-{int(value):02}", start, stop)
        until_day(self, number, int(value), stop)
        return True


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
    builder = Builder(text)
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
