"""What a number counts, and whether it counts anything: years, ordinals, clock times, labels and scores do not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from copydesk.reading._amounts import is_article
from copydesk.reading._currencies import SIGNS
from copydesk.reading._shapes import any_of
from copydesk.reading.languages import listed
from copydesk.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from copydesk.reading._amounts import Amount
    from copydesk.reading.languages import Language

#: Stands for a unit where what was read is a score, a phone number or the like.
NO_FIGURE = "\0"
WITH_CENTS = frozenset({"USD", "EUR", "AUD", "CAD", "NZD", "SGD", "HKD", "ZAR"})
#: The rest of a longer number: of a phone number, a version, a clock time, a score.
LONGER = re.compile(r"[\w.:/@–-]{0,40}\b")
SIGN = re.compile(rf"{any_of(sign for sign in SIGNS if not sign.isalpha())}[ \u00a0]?")
#: What may stand between the lower end of a range and what joins it: "3% to 4%".
BETWEEN = re.compile(r"\s?(?:%|€|£|\$)|\s(?:percent|per\scent|prozent)(?=\s(?:to|bis)\s)")
COUNTED_SHORT = re.compile(
    r"\s(?:people|users|followers|subscribers|viewers|views|jobs|homes|voters|votes|customers|members|fans|tonnes|tons"
    r"|barrels|cars|vehicles|units|households|children|workers|visitors|passengers|copies)\b"
)
POINT = re.compile(r"point|punkt|puntos")
AND_COINS = re.compile(r"\sand\s(?P<number>[a-z]{3,10}(?:-[a-z]{3,5})?|\d\d?)\s(?:cents|pence)\b")
OF = re.compile(r"\s(?:of|der|des|de|d['’]|aller)\b")
TIME = re.compile(r"\s(?:second|minute|hour|day|week|month|year|decade|game|match|attempt|inning)s?\b")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|re|ers|e|ème|º|ª|°)(?!\w)")
_CLOCK = re.compile(r"(?::\d|\s?(?:[ap]\.?m\b|o['’]clock|uhr\b|h\d{0,2}\b|gmt\b|noon\b|midnight\b))")
_NEXT = re.compile(r"[\s\u00a0-]([^\W\d_]{2,18})(?:[\s\u00a0-]([^\W\d_]{2,18}))?(?:[\s-]([^\W\d_]{2,18}))?")
_AGE = re.compile(r",(?=[\s.,;)]|$)|\)|\.(?=\s|$)")
#: Each alternative begins with what no plain number has, or a word that calls.
_PHONE = re.compile(
    r"(?P<number>\+\d{1,3}(?:[ .-]\(?\d{2,5}\)?){2,5}|\(0?\d{2,5}\) ?\d{3,4}[ -]\d{3,4}"
    r"|(?<![\w$€£.,-])(?:0\d{2,4}[ -]\d{3,4}[ -]\d{3,4}|(?:1-)?\d{3}[-.]\d{3}[-.]\d{4})"
    r"|(?:(?<=call )|(?<=dial )|(?<=phone )|(?<=text ))\d{3}-\d{4})(?![\w-])"
)
_LABEL = re.compile(r"([^\W_]+)(?:\.)?[\s\u00a0]$")
_NO_UNIT = listed(
    """is was has does this less plus times across years-old as us his perhaps always besides towards afterwards its
    thus various series species news means hours' business address press process access success
    minus versus yes whose theirs hers ours yours unless"""
)
_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot", "lives": "life",
    "km": "kilometre", "kg": "kilogram", "cm": "centimetre", "mm": "millimetre", "mph": "mile per hour",
    "km/h": "kilometre per hour", "person": "person", "wives": "wife", "police": "police",
    "knives": "knife", "halves": "half", "degree": "degree", "degrees": "degree", "teeth": "tooth",
    "mice": "mouse", "geese": "goose", "series": "series", "species": "species",
}  # fmt: skip
_PERSONS = frozenset({"person", "man", "woman", "child"})
_HYPHENED = listed(
    """year month week day hour minute second mile metre meter kilometre kilometer foot inch acre hectare ton tonne
    pound kilo gallon litre liter barrel degree point seat bed page storey story man woman member person nation state
    county city vote room mile-long megawatt part game match run goal lap round stage"""
)
_LABELS = listed(
    """no nos number page pages seat gate room flight route highway channel version chapter section article paragraph
    item group grade phase level stage line row question figure table type class level district precinct ward unit
    apartment apt suite platform interstate rule law act amendment proposition psalm verse volume vol part season
    episode exhibit count lot model formula category catch area area51 zone boeing airbus windows ios iphone android
    apollo division league under-age size size-"""
)
#: "A six-figure sum", "ten-to-one".
_NO_COUNT = re.compile(r"[-\s](?:figures?|digits?)\b|-to-(?:\d|one\b)")
_EMERGENCY = frozenset({"911", "999", "112"})
_YEAR_LENGTH = 4
_LONGEST_PLAIN = 9
_ALONE = re.compile(
    r"\s(?:of\s(?:the|them|us|you|its|his|her|their|these|those|whom|which)|were|had|have|are|died|others|more|or\smore"
    r"|each|killed|injured|wounded|dead|hurt|missing)\b"
)
_PEOPLES = ("ans", "crats", "ers", "ons", "ists", "lis", "ors", "ims", "ews", "nes", "ics", "ities", "ives")
_STREETS = listed(
    "street st road rd avenue ave lane drive boulevard blvd place square court way terrace close rue"
)


class Number(NamedTuple):
    """A number in its text, with the words that bound it."""

    text: str
    low: str
    start: int
    end: int
    amount: Amount


def is_amount(number: Number, language: Language, *, bounded: bool, ranged: bool) -> bool:
    """Tell amounts from years, ordinals, clock times, parts of words, labels and the pronoun one."""
    low, end, amount = number.low, number.end, number.amount
    rest = low[end : end + 8]
    if rest[:1].isalnum() or rest[:1] in {"/", "_", "@", ":"} or _ORDINAL.match(rest) or _CLOCK.match(rest):
        return False
    goes_on = rest[:1] in {".", ",", "-", "–"} and rest[1:2].isdigit()
    if goes_on or (rest[:1] in {"-", "–"} and number.text[end + 1 : end + 2].isupper()) or _is_item(number):
        return False
    if language.capital_nouns and rest[:1] == "." and not amount.spelled and low[end : end + 2] == ". ":
        # "Der 3. Platz": an ordinal, unless the sentence ends here.
        return bounded and not number.text[end + 2 : end + 3].isupper()
    digits = low[amount.start : amount.end]
    if _NO_COUNT.match(low, end):
        return False
    if amount.spelled:
        return amount.power or bounded or ranged or not _is_one(number, digits)
    if bounded or ranged or amount.power:
        return True
    if digits in _EMERGENCY and unit_of(number) is None:
        return False
    return not (_is_year(number, digits, language) or _is_label(number, language) or _is_address(number))


def _is_year(number: Number, digits: str, language: Language) -> bool:
    """Say whether four digits are a year: they are, but where they count people."""
    if len(digits) != _YEAR_LENGTH or not digits.isdigit() or not 15 <= int(digits[:2]) <= 20:
        return False
    return language.code != "en" or unit_of(number) not in _PERSONS


def _is_item(number: Number) -> bool:
    """Say whether a number counts the items of a list, is an identifier, or carries a letter: "401(k)"."""
    low, start, end = number.low, number.start, number.end
    if low[end : end + 1] == "(" and low[end + 2 : end + 3] == ")":
        return True
    digits = low[number.amount.start : number.amount.end]
    if digits.isdigit() and len(digits) > _LONGEST_PLAIN:
        return True
    opens = low[max(0, start - 1) : start] in {"", "\n"}
    return opens and low[end : end + 1] in {".", ")"} and low[end + 1 : end + 2] in {" ", ""}


def _is_one(number: Number, word: str) -> bool:
    """Say whether a number word is a mere article or pronoun: "one of them", "no one"."""
    if (
        word not in {"zero", "null", "cero", "zéro", "oh"}
        and not is_article(word)
        and word not in {"uno", "eins"}
    ):
        return False
    following = _NEXT.match(number.low, number.end)
    return not (word == "one" and following is not None and following[1] in _PERSONS)


def _is_label(number: Number, language: Language) -> bool:
    """Say whether a number is the name of something: "Flight 243", "page 12", "Article 50"."""
    before = _LABEL.search(number.text, max(0, number.start - 20), number.start)
    if before is None:
        return False
    word = before[1]
    if word.lower() in _LABELS:
        return True
    if language.capital_nouns or not word[0].isupper() or unit_of(number) is not None:
        return False
    opens = (
        before.start() < 2
        or number.text[before.start() - 2] in '.!?:\n”"'
        or number.text[before.start() - 1] in '\n“"'
    )
    return not opens and word.lower() not in language.months


def _is_address(number: Number) -> bool:
    """Say whether a number is that of a house: "45 Harbour Street"."""
    following = _NEXT.match(number.text, number.end)
    if following is None or not following[1][0].isupper():
        return False
    return any(word is not None and word.lower() in _STREETS for word in following.groups())


def phones(low: str) -> Iterable[Span]:
    """Return where telephone numbers stand; no piece of them is a figure.

    >>> [each.of("call 020 7946 0958 now") for each in phones("call 020 7946 0958 now")]
    ['020 7946 0958']
    """
    return [Span(*match.span("number")) for match in _PHONE.finditer(low)]


def stands_alone(number: Number, language: Language) -> bool:
    """Say whether a number word without a noun counts all the same: "five were killed"."""
    if language.code != "en":
        following = _NEXT.match(number.low, number.end)
        return following is not None and not is_article(number.low[number.start : number.end])
    return _ALONE.match(number.low, number.end) is not None


def unit_of(number: Number) -> str | None:
    """Return the noun counted, in the singular, or "year" for an age; None when there is none.

    The noun is one of the next three words: "20 new jobs", "3.2 million votes".
    """
    low, end = number.low, number.end
    if _is_age(number):
        return "year"
    if low[end : end + 1] == "-":
        following = _NEXT.match(low, end)
        if following is not None and following[1] in _HYPHENED:
            return _IRREGULAR.get(following[1], following[1])
    return noun_behind(number.text, end)


def _is_age(number: Number) -> bool:
    """Say whether a number is somebody's age: "Ina Moor, 45, said", "aged 45"."""
    text, start = number.text, number.start
    if (
        number.amount.spelled
        or not 0 < number.amount.value < 120
        or number.low[start : number.end].count(".")
    ):
        return False
    if number.low[max(0, start - 5) : start] == "aged ":
        return True
    if not (text[start - 2 : start] == ", " and _AGE.match(text, number.end)):
        return False
    name = text[max(0, start - 22) : start - 2].split()
    return bool(name) and name[-1][0].isupper() and name[-1].isalpha()


def noun_behind(text: str, end: int) -> str | None:
    """Return the plural noun among the next three words, in the singular; None when there is none.

    >>> noun_behind("20 new jobs", 2)
    'job'
    """
    following = _NEXT.match(text, end)
    if following is None:
        return None
    capital = None
    for printed in following.groups():
        word = printed.lower() if printed else ""
        if not word or word in _STOP:
            break
        if word in _NO_UNIT:
            continue
        if printed[0].isupper() and not printed.isupper():
            # "250 Americans" counts them, "five Dallas officers" does not.
            capital = capital or (_singular(word) if word.endswith(_PEOPLES) else None)
            continue
        if word in _IRREGULAR:
            return _IRREGULAR[word]
        if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
            return _singular(word)
    return capital


def _singular(word: str) -> str:
    """Return the singular of a regular plural."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1]


#: A noun counted stands before any of these.
_STOP = listed(
    """the a an of in on at to from for with by and or but that which who is are was were be has have had will would
    this these those his her their its it he she they as than when while after before during since until over under
    about into said says per yet not were last next ago"""
)
