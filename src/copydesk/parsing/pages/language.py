"""Which language a text is in: what the page declares, unless the words of the text say otherwise."""

from __future__ import annotations

import re
from collections import Counter

_COMMON: dict[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "en": "the of and to in that is was for on with he as it his by from they said have",
        "de": "der die und das den von mit ist des im dem nicht ein eine auch als sich auf wird sind",
        "fr": "le la les des et est dans une que pour du qui sur au pas par plus avec ce sont",
        "es": "el la los las que del en una por con para se es su al lo como más fue pero",
        "it": "il la che di è per una del della con non sono gli nel anche alla da più ha dei",
        "pt": "o que não uma do da em para com os as por mais foi ao dos são na pelo à",
        "nl": "de het een van en is dat op te zijn niet voor met aan ook werd naar bij wordt om",
        "sv": "och att det som är en på för av med den inte till har ett om var de från sig",
        "da": "og at det er en på for af med den ikke til har et der som de var ved blev",
        "no": "og at det er en på for av med den ikke til har et som de var ved ble fra",
        "fi": "ja on ei että oli se hän ovat mutta myös kun kuin sen joka mukaan ole tai vuoden olla jos",
        "pl": "i w na z się do nie że jest o jak po to za od przez dla są tym ale",
        "cs": "a v na se je že s z do to o i pro za jsou ale by podle který také",
        "hr": "je u i na se za da su od s a o koji kako nije bi ili će iz što",
        "hu": "a az és hogy nem is egy volt meg de csak már ez mint van még után el ki szerint",
        "ro": "și de la în a o că pe cu din nu este pentru mai care au fost se un ca",
        "tr": "ve bir bu da de için ile olarak çok daha olan gibi sonra kadar ise en değil ne var ama",
        "ru": "и в не на что с по как это из к у за от для его о был но было",
        "uk": "і в не на що з та у до це як за від для про його але є був було",
        "el": "και το του της η να ο με για την των από που στο είναι στην οι τα τη δεν",
        "id": "yang dan di ini itu dengan untuk dari dalam tidak pada adalah akan juga ke oleh ada telah bisa karena",
        "vi": "và của là có không được cho các trong một đã với người những này đến ở khi để như",
    }.items()
}
# Each common word with its languages: one look-up a word instead of one a word and language.
_SPOKEN = {
    word: tuple(code for code, common in _COMMON.items() if word in common)
    for word in frozenset().union(*_COMMON.values())
}
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")), ("ko", re.compile(r"[\uac00-\ud7af]")), ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")), ("he", re.compile(r"[\u0590-\u05ff]")), ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)  # fmt: skip
_TAG = re.compile(r"([a-zA-Z]{2,3})(?:[-_]([a-zA-Z]{4}))?(?:[-_]([a-zA-Z]{2}|\d{3}))?(?![a-zA-Z])")
_WORD = re.compile(r"[^\W\d_]+")
_CLEAR = 0.25  # share of a language's common words from which the declared language is believed at once
_READ = 2500  # characters that are looked at


def language_of(text: str, declared: str | None) -> str | None:
    """Return a text's language as BCP 47; None if nothing says it.

    Args:
        text: the article's body.
        declared: what the page says, in whatever form; None if it says nothing.

    >>> language_of("Der Rat hat die Brücke nicht gesperrt, und das ist auch im Sinne der Stadt.", "en_US")
    'de'
    >>> language_of("The council did not close the bridge, he said, and that is that.", "en_US")
    'en-US'
    """
    tag = _normal(declared)
    if (
        tag
        and _share(_WORD.findall(text[:_READ].lower()), _COMMON.get(tag.split("-")[0], frozenset())) > _CLEAR
    ):
        return tag
    seen = _guess(text[:_READ])
    if seen is None or (
        tag and (tag.split("-")[0] == seen or {tag.split("-")[0], seen} <= {"no", "nb", "nn", "da"})
    ):
        return tag
    return (
        tag
        if tag
        and tag.split("-")[0] not in _COMMON
        and seen in _COMMON
        and seen not in {"en", "de", "fr", "es"}
        else seen
    )


def _normal(declared: str | None) -> str | None:
    """Return a declared language in the usual writing: pt_br → pt-BR."""
    match = _TAG.match((declared or "").strip())
    if not match:
        return None
    parts = (match[1].lower(), (match[2] or "").title(), (match[3] or "").upper())
    return "-".join(part for part in parts if part)


def _guess(text: str) -> str | None:
    """Return the language whose most common words fill the text best; None if that is not clear."""
    for code, letters in _SCRIPTS:
        if len(letters.findall(text)) * 5 > len(text):
            return code
    words = _WORD.findall(text.lower())
    if len(words) < 8:
        return None
    told = Counter(code for word, times in Counter(words).items() for code in _SPOKEN.get(word, ()) * times)
    shares = sorted(((told[code] / len(words), code) for code in _COMMON), reverse=True)
    return shares[0][1] if shares[0][0] > 0.12 and shares[0][0] > shares[1][0] * 1.25 else None


def _share(words: list[str], common: frozenset[str]) -> float:
    """Return the share of the words that are common ones."""
    return sum(map(common.__contains__, words)) / (len(words) or 1)
