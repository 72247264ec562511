"""How currencies are printed before an amount, in any language: signs, codes and short forms."""

from __future__ import annotations

import re

from copydesk.reading._shapes import any_of

_CODES = """usd eur gbp chf jpy cny inr aud cad nzd hkd sgd brl krw rub sek nok dkk pln czk huf try zar mxn ils thb
    aed sar idr myr php ngn kes egp uah ars clp cop pkr twd"""
#: In lower case. Rand is told by its capital, right before the digits: "R500".
SIGNS = {
    "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD",
    "sg$": "SGD", "nt$": "TWD", "r$": "BRL", "mx$": "MXN", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY",
    "cn¥": "CNY", "rmb": "CNY", "₹": "INR", "rs": "INR", "rs.": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY",
    "₪": "ILS", "₴": "UAH", "₦": "NGN", "₱": "PHP", "฿": "THB", "₫": "VND", "zł": "PLN", "kr": "SEK", "sfr": "CHF",
    "$us": "USD", "$a": "AUD", "$nz": "NZD", "$c": "CAD", "$hk": "HKD", "aud$": "AUD", "usd$": "USD", "cad$": "CAD",
    "nzd$": "NZD", "us $": "USD", "sfr.": "CHF", "fr.": "CHF", "rm": "MYR", "r": "ZAR",
} | {code: code.upper() for code in _CODES.split()}  # fmt: skip
_BEFORE = re.compile(rf"(?<![^\W\d_])(?:{any_of(SIGNS)})[ \u00a0]?$")
_LONGEST = 5
#: What a bare "$" or "cent" is where no country is named, by the region of the language.
_DOLLARS = {"AU": "AUD", "CA": "CAD", "NZ": "NZD", "SG": "SGD", "HK": "HKD", "MX": "MXN", "CL": "CLP", "CO": "COP",
            "AR": "ARS", "TW": "TWD"}  # fmt: skip

#: Whose dollars or cents they are, as said beside them.
LANDS = {"us": "USD", "u.s.": "USD", "american": "USD", "australian": "AUD", "canadian": "CAD", "euro": "EUR",
         "new zealand": "NZD", "singapore": "SGD", "hong kong": "HKD"}  # fmt: skip
_LAND = re.compile(
    rf"\s(?P<land>{any_of(LANDS)})(?=[.,;:)\]]|$|\s\(|\s(?:to|for|in|from|on|at|and|or|over|per|by|a\syear)\b)"
)
#: Words that several countries have for their money: what tells the one that is meant by default from the others.
_SHARED = {
    "DKK": (r"d[ae]n(?:mark|ish)|copenhagen", ((r"norw(?:ay|egian)|oslo", "NOK"),)),
    "MXN": (r"mexic", ((r"argentin|buenos\saires", "ARS"), (r"chilean?\b|santiago", "CLP"), (r"colombia|bogot", "COP"),
                       (r"philippine|filipino|manila", "PHP"), (r"\bcuban?\b|havana", "CUP"))),
    "INR": (r"\bindia", ((r"pakistan|islamabad|karachi", "PKR"), (r"sri\slanka", "LKR"), (r"\bnepal", "NPR"))),
}  # fmt: skip


def used_in(low: str, currency: str) -> str:
    """Return whose money a word means that several countries share, by the countries the text names.

    >>> used_in("norway's fund lost 15 billion kroner.", "DKK")
    'NOK'
    """
    if currency not in _SHARED:
        return currency
    own, others = _SHARED[currency]
    named = [code for land, code in others if re.search(land, low)]
    return named[0] if len(named) == 1 and re.search(own, low) is None else currency


def land_behind(low: str, at: int) -> tuple[str, int] | None:
    """Return whose dollars are meant, as said behind the amount, and where that ends: "$12 million Canadian".

    >>> land_behind("$12 million canadian.", 11)
    ('CAD', 20)
    """
    match = _LAND.match(low, at)
    return None if match is None else (LANDS[match["land"]], match.end())


def dollar_of(region: str) -> str:
    """Return the currency that a bare "$" means in a region; the dollar of the United States elsewhere.

    >>> dollar_of("AU"), dollar_of("")
    ('AUD', 'USD')
    """
    return _DOLLARS.get(region, "USD")


def meant_by(sign: str, region: str) -> str:
    """Return the currency of a sign or code in lower case.

    >>> meant_by("$", "CA"), meant_by("us$", "CA")
    ('CAD', 'USD')
    """
    return dollar_of(region) if sign == "$" else SIGNS[sign]


def sign_before(text: str, low: str, at: int, region: str = "") -> tuple[int, str] | None:
    """Return where the sign or code of a currency before an amount starts, and its ISO 4217 code.

    >>> sign_before("He paid US$5.", "he paid us$5.", 11)
    (8, 'USD')
    """
    if at == 0 or (low[at - 1].isalnum() and not low[at - 1].isalpha()):
        return None
    match = _BEFORE.search(low, max(0, at - _LONGEST), at)
    if match is None:
        return None
    sign = match[0].rstrip(" \u00a0")
    attached = match.end() - match.start() == len(sign)
    if sign == "r" and not (attached and text[match.start()] == "R"):
        return None
    if sign.isalpha() and not text[match.start()].isupper() and sign != "kr":
        return None
    return match.start(), meant_by(sign, region)


def code_behind(word: str) -> str | None:
    """Return the currency of a sign or code behind an amount: "12 €", "10 million USD"."""
    return SIGNS.get(word)
