"""Figures: amounts of money, shares and counts, with their bounds and ranges.

A figure is read forward from each number, and what stands before it is looked up: no pattern runs over the text
but the one that finds where a number may begin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from copydesk.reading import _counted
from copydesk.reading._amounts import Amount, amount_at, is_article, longest_ending, numbers_of, words_before
from copydesk.reading._currencies import LANDS, SIGNS, dollar_of, land_behind, meant_by, sign_before, used_in
from copydesk.reading._shapes import any_of
from copydesk.reading.languages import LANGUAGES, listed
from copydesk.reading.languages._neutral import NEUTRAL
from copydesk.types import Bound, Figure, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from copydesk.reading.languages import Language

_NOT_INSIDE = frozenset("._,:/@#-–_")
_CHANGES = listed(
    """rose rise rises rising fell fall falls falling up down increased increase cut raised raise grew grow climbed
    climb dropped drop jumped jump lifted lowered lower reduced reduce went moved slipped swelled shrank"""
)
_AND = frozenset({"and", "et", "und", "y", "e"})
#: "A few hundred" names no number.
_VAGUE = frozenset(
    {"few", "several", "many", "couple", "einige", "mehrere", "quelques", "plusieurs", "varios", "unos"}
)
_MINUS = frozenset({"minus", "menos", "moins"})
_PLUS = re.compile(r"\+|-plus\b|\splus\b(?!\s[\w$€£])|\s(?:or|oder|ou|o)\s(?:more|mehr|plus|más)\b")
_OR = "or|oder|ou|o"
#: "Three or four million": no further apart than this.
_MOST_CHOICE = 2
_OR_LESS = re.compile(r"\s(?:or|oder|ou|o)\s(?:less|fewer|weniger|moins|menos)\b")
_OUT_OF = re.compile(r"\s(?:in|out\sof)\s")
_BASIS = re.compile(r"[\s-](?:basis[\s-]points?|bps?)\b|bps?\b")
#: A share printed with an endless fraction is kept to a hundredth of a per cent.
#: Behind the unit: "three million euros or so", "€3m at most".
_BEHIND = (
    (re.compile(r"\s(?:or\s(?:so|thereabouts)|give\sor\stake|more\sor\sless)\b"), Bound.ABOUT),
    (re.compile(r"\s(?:at\s(?:the\s)?(?:very\s)?most|tops|at\sthe\soutside)\b"), Bound.UP_TO),
    (
        re.compile(r"\s(?:at\s(?:the\s)?(?:very\s)?least|or\smore|and\sup|or\sabove|upwards)\b"),
        Bound.AT_LEAST,
    ),
    (re.compile(r"\s(?:or\s(?:less|fewer|under))\b"), Bound.UP_TO),
)
_ODD = re.compile(r"[-\s]odd\b")
#: "Edged up to 4.3 %" is a way, and no bound.
_WAYS = listed("edged ticked inched crept nudged bumped revised moved went go goes going gone stepped scaled")
#: "Over ten years" is how long it takes.
_DURATION = re.compile(
    r"[\s-](?:[a-z]{3,10}\s)?(?:second|minute|hour|day|night|week|weekend|month|quarter|year|decade|season)s?\b"
)
_LASTING = listed(
    "for lasted last lasts took take takes is was just well only of aged than a been taken ago spent spans"
)
#: "Lost twenty pounds", "twenty pounds of cocaine": weights.
_WEIGHS = listed("weigh weighs weighed weighing lost lose gained gain shed heavier lighter weight overweight")
_OF_GOODS = re.compile(
    r"\sof\s(?!(?:public|taxpayers|government|lottery|private|foreign|new|extra|additional|savings|funding|money|debts?|tax|cash"
    r"|credit|shares|stock|investment|aid|cuts|its|his|her|their|our|my)\b)|\s(?:overweight|heavier|lighter)\b"
)
_OF_ONE = re.compile(
    r"\sof\s(?:a|an|one|1)[\s-](?:full\s)?(?P<word>percentage\spoint|per\s?cent|pct)\b|\sa\s(?P<half>per\s?cent)\b"
    r"|\s(?:of\s)?(?:a\s)?(?P<point>(?:percentage\s)?point)\b"
)
_NO_SHARE = re.compile(r"\s?[-–]|\s(?:an?|past|time|way|hour|dozen|century|mile|price)\b|\s\d")
#: Near "half a point" these tell that it is of a rate or a share.
_SHARES = re.compile(
    r"\d\s?%|\d\spercent|\d\sper\scent|\brates?\b|\binflation\b|\bunemployment\b|\byields?\b"
)
_NEAR_BY = 60
_OTHER_DIGITS = re.compile("[٠-٩۰-۹०-९০-৯๐-๙０-９]")
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What may stand behind a number in one language."""

    to: re.Pattern[str]
    percent: re.Pattern[str]
    currency: re.Pattern[str]
    coin: re.Pattern[str]


@dataclass(slots=True)
class _Draft:
    """A figure while it is read."""

    start: int
    end: int
    amount: Amount
    sign: str | None
    upper: Amount | None = None
    joined: str = ""  #: what parts the two ends of a range
    unit: str | None = None
    odd: bool = False  #: "thirty-odd"
    share: Decimal | None = None  #: set where the value is a share by itself: "one in five"


def figures(text: str, language: Language, taken: Iterable[Span]) -> tuple[Figure, ...]:
    """Return the figures of a text; what stands in `taken`, such as dates, is no figure.

    >>> from copydesk.reading.languages import language_for
    >>> found = figures("It has well under $10B.", language_for("en"), ())[0]
    >>> found.value, found.unit, found.bound.value
    (Decimal('10000000000'), 'USD', 'under')
    """
    low = text.lower()
    if len(low) != len(text):
        low = "".join(each.lower()[:1] for each in text)
    blocked = sorted([*taken, *_counted.phones(low)])
    at = number = 0
    found: list[Figure] = []
    currency = ""
    reader = _Reader(text, low, language)
    numbers = numbers_of(language)
    pattern = numbers.any_anchor if _OTHER_DIGITS.search(low) else numbers.anchor
    for anchor in pattern.finditer(low):
        start = anchor.start()
        if start and low[start - 1].isalnum() and low[start].isalpha():
            continue
        while number < len(blocked) and blocked[number].end <= start:
            number += 1
        inside = number < len(blocked) and blocked[number].start <= start
        if start < at or inside:
            continue
        reader.limit = blocked[number].start if number < len(blocked) else len(text)
        reader.since = at
        figure, at = reader.read(start, currency)
        if figure is not None:
            found.append(figure)
            if figure.unit in _counted.WITH_CENTS:
                currency = figure.unit
    return tuple(found)


@cache
def _patterns(code: str) -> _Patterns:
    """Build the patterns of a language once."""
    language = LANGUAGES.get(code, NEUTRAL)
    to, per_cent, currencies, coins = language.to, language.per_cent, language.currencies, language.coins
    signs = any_of(sign for sign in SIGNS if sign not in {"r", "rs", "rs.", "rm", "fr."})
    joins = any_of(word for word in to if word not in _AND)
    ands = any_of(_AND)
    return _Patterns(
        to=re.compile(
            rf"\s?(?P<dash>[-–—])\s?(?!\s?(?:{joins})\s)|-?\s(?:{joins})\s|\s(?P<and>{ands})\s|\s(?P<or>{_OR})\s"
        ),
        percent=re.compile(
            rf"[ \u00a0\u202f]?%|(?P<short>pc)\b|[\s-](?P<word>{any_of(per_cent)})\b|\s(?:of\sa\s|a\s)(?P<one>{any_of(per_cent)})\b"
        ),
        currency=re.compile(
            rf"[\s-](?:(?:de|d['’])\s?|[a-z]{{2,12}}(?:ish|an|ese)\s)??(?P<word>{any_of(currencies)})\b"
            rf"|[ \u00a0]?(?P<million>m|md|mds|mrd|mio|k)?[ \u00a0]?(?P<sign>€)|[ \u00a0]?(?P<code>{signs})(?![\w$])|\sd['’](?P<elided>{any_of(currencies)})\b"
        ),
        coin=re.compile(rf"[\s-]?(?:(?P<land>{any_of(LANDS)})\s)?(?P<word>{any_of(coins)})\b"),
    )


class _Reader:
    """Reads one figure from the place where its number begins."""

    def __init__(self, text: str, low: str, language: Language) -> None:
        self.text = text
        self.low = low
        self.language = language
        self.limit = len(text)  #: where the next date begins
        self.since = 0  #: up to where the text has been read: a sign before it belongs to the figure before
        self.patterns = _patterns(language.code)

    def read(self, start: int, currency: str) -> tuple[Figure | None, int]:
        """Return the figure, if it is one, and the place up to which the text has been read."""
        amount = amount_at(self.low, start, self.language)
        if amount is None:
            return None, start + 1
        amount = self._with_point(amount)
        sign = (
            None if amount.spelled else sign_before(self.text, self.low, amount.start, self.language.region)
        )
        if sign and sign[0] < self.since:
            sign = None
        draft = _Draft(sign[0] if sign else amount.start, amount.end, amount, sign[1] if sign else None)
        if not sign and self._is_inside(amount):
            return None, self._past_number(amount)
        self._take_letter(draft)
        self._take_range(draft)
        if draft.end > self.limit:
            return None, amount.end
        bound = self._bound(draft)
        self._take_unit(draft, currency)
        if bound is Bound.EXACT and draft.unit != _counted.NO_FIGURE and draft.amount.end <= draft.end:
            bound = Bound.ABOUT if draft.odd else self._bound_behind(draft)
        return self._figure(draft, bound), draft.end

    # --- what belongs to the number -------------------------------------------------------------------

    def _with_point(self, amount: Amount) -> Amount:
        """Take in the point of "$.99" and ".5 per cent"."""
        at = amount.start
        share = self.low[at - 2 : at - 1] in {" ", "("} and self.patterns.percent.match(self.low, amount.end)
        if (
            self.low[at - 1 : at] == "."
            and (share or sign_before(self.text, self.low, at - 1))
            and amount.value == int(amount.value)
        ):
            digits = self.low[at : amount.end]
            if digits.isascii() and digits.isdigit():
                return amount._replace(start=at - 1, value=Decimal("0." + digits))
        return amount

    def _is_inside(self, amount: Amount) -> bool:
        """Say whether a number is part of a word, a version, a clock time, an address or a longer number."""
        at = amount.start
        before = self.low[at - 1 : at] if at else ""
        if amount.spelled:
            return before in {"-", "–", "'", "’"} and self.low[at - 2 : at - 1].isalnum()
        if before == "." and self.low[at - 2 : at - 1] in {"", " "}:
            return False
        if before in {"-", "–"}:
            earlier = self.low[at - 2 : at - 1] if at > 1 else " "
            return earlier.isalnum() or earlier in {")", "-", "+"}
        return before != "" and (before in _NOT_INSIDE or before.isalnum() or before == "+")

    def _past_number(self, amount: Amount) -> int:
        """Return the end of what a number is part of, so that no piece of it is read as a figure."""
        match = _counted.LONGER.match(self.low, amount.end)
        return match.end() if match else amount.end

    def _take_letter(self, draft: _Draft) -> None:
        """Decide whether one letter behind the digits is a magnitude: "$5m" is, a "5m pool" is not."""
        draft.amount = self._lettered(draft.amount, sure=draft.sign is not None)
        draft.end = draft.amount.end
        if draft.sign is not None and self.low.startswith(" grand", draft.end):
            thousand = draft.amount.value * 1000
            draft.end += len(" grand")
            draft.amount = draft.amount._replace(value=thousand, power=True, end=draft.end)

    def _lettered(self, amount: Amount, *, sure: bool) -> Amount:
        """Return the amount with its letter taken as a magnitude or left out."""
        if not amount.letter:
            return amount
        if (
            sure
            or _counted.COUNTED_SHORT.match(self.low, amount.end)
            or ((money := self.patterns.currency.match(self.low, amount.end)) and not money["million"])
        ):
            power = {"k": 3, "m": 6, "b": 9}[amount.letter]
            value = amount.value.scaleb(power)
            value = value.quantize(Decimal(1)) if value == value.to_integral() and value < 10**24 else value
            return amount._replace(value=value, power=True, letter="")
        return amount._replace(end=amount.end - 1, letter="")

    def _take_range(self, draft: _Draft) -> None:
        """Take in the upper end of a range: "$3-4 million", "between 3 and 4", "3 to 4 per cent"."""
        end = draft.end
        joint = self._joint(end)
        if joint is None or (joint["and"] and not self._opens_range(draft)):
            return
        place = joint.end()
        sign = None
        if not self.low[place : place + 1].isalnum():
            match = _counted.SIGN.match(self.low, place)
            if match is not None:
                sign = meant_by(match[0].strip(" \u00a0"), self.language.region)
                place = match.end()
        upper = amount_at(self.low, place, self.language)
        if upper is None or upper.start != place or (sign and draft.sign and sign != draft.sign):
            return
        if joint["or"] and (joint.start() > end or not self._is_choice(draft.amount, upper)):
            return
        share = self.low[end : joint.start()].strip(" €£$") if joint.start() > end else ""
        if share and (sign or not self.patterns.percent.match(self.low, upper.end)):
            # "Up 12 per cent to £4.3m": a share and a sum are no range.
            return
        upper = self._lettered(upper, sure=(sign or draft.sign) is not None)
        if (
            upper.spelled != draft.amount.spelled
            or upper.share
            or (self._is_change(draft) and not joint["dash"])
        ):
            return
        if joint["dash"] and draft.sign is None and sign is None and not self._is_range(draft, upper):
            draft.end = self._past_number(upper)
            draft.unit = _counted.NO_FIGURE
            return
        lower = draft.amount
        if upper.power and not lower.power:
            ratio = self._ratio(upper)
            lower = lower._replace(value=lower.value * ratio) if lower.value < upper.value / ratio else lower
        if upper.value <= lower.value:
            draft.unit = _counted.NO_FIGURE if joint["dash"] and draft.sign is None else None
            return
        draft.amount, draft.upper, draft.joined = lower, upper, joint[0].strip()
        draft.end, draft.sign = upper.end, draft.sign or sign

    def _is_choice(self, lower: Amount, upper: Amount) -> bool:
        """Say whether two numbers are one guess: "three or four million", and not "one or 20"."""
        high = upper.value if lower.power else upper.value / self._ratio(upper)
        return lower.value < high <= lower.value * _MOST_CHOICE and not lower.share

    def _joint(self, end: int) -> re.Match[str] | None:
        """Return what joins two ends of a range behind a number, a percent sign or a currency between them."""
        match = self.patterns.to.match(self.low, end)
        if match is None:
            between = _counted.BETWEEN.match(self.low, end)
            match = self.patterns.to.match(self.low, between.end()) if between else None
        return match

    def _ratio(self, amount: Amount) -> Decimal:
        """Return what the magnitude of an amount multiplies its digits by."""
        digits = numbers_of(self.language).digits.match(self.low, amount.start)
        words = self.low[amount.start : amount.end]
        bare = digits[0] if digits is not None else words[: max(words.rfind(" "), words.rfind("-"), 0)]
        plain = amount_at(bare, 0, self.language)
        return amount.value / plain.value if plain is not None and plain.value else Decimal(1)

    def _opens_range(self, draft: _Draft) -> bool:
        """Say whether "between" stands before a number."""
        words = words_before(self.low, draft.start)
        return bool(words) and words[-1] in self.language.between

    def _is_change(self, draft: _Draft) -> bool:
        """Tell "rose from $2 to $3", two figures, from a range."""
        words = words_before(self.low, draft.start)[-4:]
        return "from" in words[-1:] and not _CHANGES.isdisjoint(words)

    def _is_range(self, draft: _Draft, upper: Amount) -> bool:
        """Tell a range from a score, a phone number and the like: it is money, a share, or counts something."""
        if draft.amount.power or upper.power or self.patterns.percent.match(self.low, upper.end):
            return upper.value > draft.amount.value or upper.power
        if upper.value <= draft.amount.value or self.low[upper.end : upper.end + 1] in {"-", "–", "/", ":"}:
            return False
        counted = _counted.noun_behind(self.text, upper.end) if self.language.code == "en" else None
        return counted is not None or bool(self.patterns.currency.match(self.low, upper.end))

    # --- what stands around it ------------------------------------------------------------------------

    def _bound(self, draft: _Draft) -> Bound:
        """Return how the figure is meant, and take the words that say so in."""
        words = words_before(self.low, draft.start)
        power = draft.amount.power and draft.amount.spelled
        bounded = draft.amount.share and longest_ending(words[:-1], self.language.bounds)
        if words and is_article(words[-1]) and (power or bounded):
            self._take_before(draft, words[-1])
            words.pop()
        if words and draft.amount.spelled and words[-1] in _VAGUE:
            draft.unit = _counted.NO_FIGURE
            return Bound.EXACT
        phrase = longest_ending(words, self.language.bounds)
        if phrase and not self._is_way(draft, words, phrase):
            self._take_before(draft, phrase)
            return Bound(self.language.bounds[phrase])
        if words and words[-1] in _MINUS and words[-3:-1] != ["plus", "or"]:
            self._take_before(draft, words[-1])
            words.pop()
            draft.amount = draft.amount._replace(value=-draft.amount.value)
        elif self._signed(draft):
            draft.start -= 1
            draft.amount = draft.amount._replace(value=-draft.amount.value)
        for pattern, bound in ((_PLUS, Bound.AT_LEAST), (_OR_LESS, Bound.UP_TO)):
            match = pattern.match(self.low, draft.end)
            if match is not None:
                draft.end = match.end() if match[0] in {"+", "-plus"} else draft.end
                return bound
        return Bound.EXACT

    def _bound_behind(self, draft: _Draft) -> Bound:
        """Return the bound that stands behind a figure with its unit."""
        for pattern, bound in _BEHIND:
            match = pattern.match(self.low, draft.end)
            if match is not None and (draft.unit is not None or bound is not Bound.AT_LEAST):
                return bound
        return Bound.EXACT

    def _is_way(self, draft: _Draft, words: list[str], phrase: str) -> bool:
        """Tell "edged up to 4.3 %", a way, and "over ten years", a duration, from bounds."""
        earlier = words[-1 - len(phrase.split(" ")) :][:1]
        if phrase == "up to":
            return not _WAYS.isdisjoint(earlier)
        if phrase != "over" or draft.sign is not None:
            return False
        return (
            _DURATION.match(self.low, draft.end) is not None
            and bool(earlier)
            and _LASTING.isdisjoint(earlier)
        )

    def _signed(self, draft: _Draft) -> bool:
        """Say whether a minus sign stands before a share: "-0.3%"."""
        at = draft.amount.start
        if draft.sign is not None or self.low[at - 1 : at] not in {"-", "−", "–"}:
            return False
        parted = at < 2 or self.low[at - 2].isspace() or self.low[at - 2] == "("
        return parted and self.patterns.percent.match(self.low, draft.amount.end) is not None

    def _take_before(self, draft: _Draft, words: str) -> None:
        """Take words before a figure in; between them may be any white space."""
        place = draft.start
        for word in reversed(words.split(" ")):
            place = self.low.rindex(word, 0, place)
        draft.start = place

    def _take_unit(self, draft: _Draft, currency: str) -> None:
        """Read the unit behind a number: a share, a currency, coins."""
        if draft.unit == _counted.NO_FIGURE:
            return
        percent = self.patterns.percent.match(self.low, draft.end)
        odd = _ODD.match(self.low, draft.end) if percent is None else None
        if odd is not None:
            percent = self.patterns.percent.match(self.low, odd.end())
            draft.end, draft.odd = odd.end(), True
        if percent is not None:
            word = percent["word"] or percent["one"] or "%"
            if draft.amount.share:
                draft.amount = draft.amount._replace(value=_rounded(draft.amount.value))
            draft.end, draft.unit = percent.end(), "percentage point" if _counted.POINT.search(word) else "%"
            return
        basis = _BASIS.match(self.low, draft.end)
        if basis is not None:
            draft.end, draft.unit = basis.end(), "basis point"
            return
        if draft.sign is None:
            self._take_coins(draft, currency)
        if draft.unit is None:
            self._take_currency(draft)

    def _take_coins(self, draft: _Draft, currency: str) -> None:
        """Read hundredths of a currency: "99p", "50 cents"."""
        coin = self.patterns.coin.match(self.low, draft.end)
        if coin is None or (coin["word"] == "p" and coin.start() != coin.start("word")):
            return
        if self.low.startswith(" in the pound", coin.end()):
            draft.unit = _counted.NO_FIGURE
            return
        own = LANDS[coin["land"]] if coin["land"] else self.language.coins[coin["word"]]
        draft.unit = own or currency or self._own_currency()
        draft.amount = draft.amount._replace(value=draft.amount.value / 100)
        if draft.upper is not None:
            draft.upper = draft.upper._replace(value=draft.upper.value / 100)
        draft.end = coin.end()

    def _own_currency(self) -> str:
        """Return whose hundredths are meant where the text has named no currency yet."""
        if self.language.code != "en" or self.language.region == "IE":
            return "EUR"
        return dollar_of(self.language.region)

    def _take_currency(self, draft: _Draft) -> None:
        """Read the currency behind a number, and what repeats one before it."""
        match = self.patterns.currency.match(self.low, draft.end)
        draft.unit = draft.sign
        if match is None:
            if draft.sign == dollar_of(self.language.region):
                draft.unit, draft.end = land_behind(self.low, draft.end) or (draft.sign, draft.end)
            return
        word, code = match["word"] or match["elided"], match["code"] or match["sign"]
        if draft.sign is not None and not word:
            return
        if match["million"]:
            power = {"m": 6, "mio": 6, "k": 3}.get(match["million"], 9)
            draft.amount = draft.amount._replace(value=draft.amount.value.scaleb(power).quantize(Decimal(1)))
        if word in {"pound", "pounds"} and draft.sign is None and self._weighs(draft, match.end()):
            draft.unit, draft.end = "pound", match.end()
            return
        if word and self._is_vague(draft):
            draft.unit = _counted.NO_FIGURE
            return
        draft.unit = draft.sign or (
            used_in(self.low, self.language.currencies[word])
            if word
            else meant_by(code, self.language.region)
        )
        draft.end = match.end()
        coins = _counted.AND_COINS.match(self.low, draft.end) if word else None
        if coins is not None and draft.upper is None:
            cents = amount_at(self.low, coins.start("number"), self.language)
            if cents is not None and cents.end == coins.end("number"):
                draft.amount = draft.amount._replace(value=draft.amount.value + cents.value / 100)
                draft.end = coins.end()

    def _weighs(self, draft: _Draft, end: int) -> bool:
        """Tell pounds that are weighed from pounds that are paid."""
        if draft.amount.power:
            return False
        before = set(words_before(self.low, draft.start)[-4:])
        return (
            self.language.region == "US"
            or not _WEIGHS.isdisjoint(before)
            or _OF_GOODS.match(self.low, end) is not None
        )

    def _is_vague(self, draft: _Draft) -> bool:
        """Say whether a magnitude stands alone before its currency: "a million-dollar home"."""
        amount = draft.amount
        bare = self.low[amount.start : amount.end] in self.language.magnitudes
        return bare and self.low[amount.end : amount.end + 1] == "-"

    # --- whether it is one ----------------------------------------------------------------------------

    def _figure(self, draft: _Draft, bound: Bound) -> Figure | None:
        """Make a figure of what was read; None for years, ordinals, clock times, labels and the word one."""
        amount, unit = draft.amount, draft.unit
        if unit == _counted.NO_FIGURE:
            return None
        value, upper = amount.value, draft.upper.value if draft.upper else None
        if unit is None:
            if amount.share:
                return self._share(draft, bound)
            odds = self._odds(draft, bound)
            if odds is not None:
                return odds
            more = _PLUS.match(self.low, draft.end) or _OR_LESS.match(self.low, draft.end)
            behind = more.end() if more is not None else draft.end
            number = _counted.Number(self.text, self.low, draft.start, behind, amount)
            bounded = bound is not Bound.EXACT
            if not _counted.is_amount(number, self.language, bounded=bounded, ranged=upper is not None):
                return None
            unit = _counted.unit_of(number) if self.language.code == "en" else None
            if amount.spelled and not (
                unit or amount.power or bounded or _counted.stands_alone(number, self.language)
            ):
                return None
        return Figure(Span(draft.start, draft.end), value, unit, bound, upper)

    def _share(self, draft: _Draft, bound: Bound) -> Figure | None:
        """Make a share of "two-thirds of voters"; None for "the first half" and "a third man"."""
        of_one = _OF_ONE.match(self.low, draft.end) if self.language.code == "en" else None
        if of_one is not None:
            unit = "%" if of_one["point"] is None else self._unit_of_points(draft, of_one.end())
            draft.end = of_one.end()
            return Figure(Span(draft.start, draft.end), _rounded(draft.amount.value), unit, bound)
        match = _counted.OF.match(self.low, draft.end)
        before = words_before(self.low, draft.start)
        article = bool(before) and is_article(before[-1])
        counted = draft.amount.end - draft.amount.start > 8 or article or bound is not Bound.EXACT
        if match is None and article and before[-2:-1] == ["by"] and not _CHANGES.isdisjoint(before[-5:]):
            # "Exports rose by a third."
            return Figure(Span(draft.start, draft.end), _rounded(draft.amount.value * 100), "%", bound)
        whole = self.low[draft.amount.start : draft.end] in {"half", "hälfte", "moitié", "mitad"}
        if match is None and whole and bound is not Bound.EXACT and self.language.code == "en":
            if _NO_SHARE.match(self.low, draft.end):
                return None
        elif match is None or not (counted or whole) or (before and before[-1] in self.language.ordinals):
            return None
        return Figure(Span(draft.start, draft.end), _rounded(draft.amount.value * 100), "%", bound)

    def _unit_of_points(self, draft: _Draft, end: int) -> str:
        """Tell half a point of a rate or share from one of an index or a score."""
        if "percentage" in self.low[draft.end : end]:
            return "percentage point"
        around = self.low[max(0, draft.start - _NEAR_BY) : end + _NEAR_BY]
        return "percentage point" if _SHARES.search(around) else "point"

    def _odds(self, draft: _Draft, bound: Bound) -> Figure | None:
        """Make a share of "one in five" and "roughly four out of ten"."""
        match = _OUT_OF.match(self.low, draft.end)
        if match is None or draft.upper is not None or not 0 < draft.amount.value < 100:
            return None
        whole = amount_at(self.low, match.end(), self.language)
        if whole is None or whole.start != match.end() or whole.power or whole.share:
            return None
        told = match[0].strip() != "in" or (
            draft.amount.value < 10 and not _counted.TIME.match(self.low, whole.end)
        )
        if not told or not draft.amount.value < whole.value <= 1000:
            return None
        draft.end = whole.end
        return Figure(
            Span(draft.start, whole.end), _rounded(draft.amount.value * 100 / whole.value), "%", bound
        )


def _rounded(share: Decimal) -> Decimal:
    """Return a share to the hundredth; a third has no end."""
    value = share.quantize(_HUNDREDTH)
    return value.quantize(Decimal(1)) if value == value.to_integral() else value
