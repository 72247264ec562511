"""What of an article stands in it in any language: its names, as they sound, and its figures."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: a word, or a number with its marks
_PIECE = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,\u00a0\u202f' ]\d{3})*(?:[.,]\d+)?")
_GROUPS = re.compile(r"[.,\u00a0\u202f' ](?=\d{3}(?!\d))")
#: letters that carry no mark but are written otherwise elsewhere, and the letters of Cyrillic and Greek
_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "e", "œ": "e", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "t", "ı": "i",
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "e", "ж": "s", "з": "s", "и": "i",
        "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
        "т": "t", "у": "u", "ў": "v", "ф": "f", "х": "k", "ц": "ts", "ч": "s", "ш": "s", "щ": "s", "ъ": "", "ы": "i",
        "ь": "", "э": "e", "ю": "iu", "я": "ia",
        "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "s", "η": "i", "θ": "t", "ι": "i", "κ": "k", "λ": "l",
        "μ": "m", "ν": "n", "ξ": "ks", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "i", "φ": "f",
        "χ": "k", "ψ": "ps", "ω": "o",
    }
)  # fmt: skip
#: one sound, spelled by different languages; the longest first
_SOUNDS = (
    ("tsch", "s"), ("tch", "s"), ("sch", "s"), ("dsch", "s"), ("dj", "s"), ("sh", "s"), ("ch", "s"), ("kh", "k"),
    ("ph", "f"), ("th", "t"), ("gh", "g"), ("rh", "r"), ("qu", "k"), ("ck", "k"), ("cc", "k"), ("ce", "se"),
    ("ci", "si"), ("cy", "si"), ("c", "k"), ("q", "k"), ("x", "ks"), ("z", "s"), ("j", "i"), ("w", "v"), ("y", "i"),
)  # fmt: skip
_VOWELS = re.compile(r"(?<=.)[aeiouh]+")
_TWICE = re.compile(r"(.)\1+")
_NEAR = (
    5  # so near behind a number a month written small is one: "may", "mars" and "march" are other words too
)
_LEAST_LETTERS = 3  # shorter words are mostly particles
_LEAST_SOUNDS = 3  # of a name, or its consonants are too few to know it by

#: the months in the languages that Copydesk knows best; a month is the same day's month in all
_MONTHS = """
january januar janvier enero gennaio janeiro januari ocak января stycznia
february februar février febrero febbraio fevereiro februari şubat февраля lutego
march märz mars marzo março maart mart марта marca
april avril abril aprile nisan апреля kwietnia
may mai mayo maggio maio mei mayıs мая maja
june juni juin junio giugno junho haziran июня czerwca
july juli juillet julio luglio julho temmuz июля lipca
august août agosto augustus ağustos августа sierpnia
september septembre septiembre settembre setembro eylül сентября września
october oktober octobre octubre ottobre outubro ekim октября października
november novembre noviembre novembro kasım ноября listopada
december dezember décembre diciembre dicembre dezembro aralık декабря grudnia
"""


def anchors(body: str) -> tuple[str, ...]:
    """Return the names and figures of a text in order, each in the form that is the same in other languages.

    A capitalised word stands for a name; a common one that opens a sentence or is a German noun stands in no text of
    another language, or is too frequent to say much.

    >>> anchors("Zelensky paid 1,200.5 on 3 March") == anchors("Selenskyj zahlte 1.200,5 am 3. März")
    True
    """
    found: list[str] = []
    number_ends = -_NEAR
    for match in _PIECE.finditer(body):
        piece = match[0]
        if piece[0].isdigit():
            found.append(_figure(piece))
            number_ends = match.end()
        elif piece[0].isupper():
            found += [_sounding(piece)] if len(piece) >= _LEAST_LETTERS else []
        elif match.start() - number_ends < _NEAR and piece in _MONTH_OF:
            found.append(_MONTH_OF[piece])
    return tuple(each for each in found if each)


@lru_cache(maxsize=65_536)
def _sounding(name: str) -> str:
    """Return a name by its consonants as they sound, whatever the spelling; empty for one that is too short."""
    low = name.lower().partition("'")[0].partition("’")[0]
    if low in _MONTH_OF:
        return _MONTH_OF[low]
    plain = unicodedata.normalize("NFKD", low.translate(_LETTERS))
    plain = "".join(each for each in plain if each.isalpha()).translate(_LETTERS)
    for spelled, sound in _SOUNDS:
        plain = plain.replace(spelled, sound)
    heard = _TWICE.sub(r"\1", _VOWELS.sub("", plain))
    return heard if len(heard) >= _LEAST_SOUNDS else _TWICE.sub(r"\1", plain)


def _figure(piece: str) -> str:
    """Return a number in one form: no marks between thousands, a point before the decimals."""
    plain = _GROUPS.sub("", piece).replace(",", ".")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


_MONTH_OF = {
    word: f"month {number}"
    for number, line in enumerate(_MONTHS.strip().split("\n"), 1)
    for word in line.split()
}
