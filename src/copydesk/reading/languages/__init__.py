"""One file of words per language; `language_for` finds the one for a language tag."""

from dataclasses import replace
from functools import cache

from copydesk.reading.languages._language import CueKind, Language, PronounKind, listed
from copydesk.reading.languages.de import GERMAN
from copydesk.reading.languages.en import ENGLISH
from copydesk.reading.languages.es import SPANISH
from copydesk.reading.languages.fr import FRENCH

LANGUAGES = {each.code: each for each in (ENGLISH, GERMAN, FRENCH, SPANISH)}


def language_for(tag: str) -> Language | None:
    """Return the words of a language by its BCP 47 tag; None when there is no file for it.

    >>> language_for("en-GB").name
    'English'
    """
    first, *rest = tag.replace("_", "-").split("-")
    language = LANGUAGES.get(first.lower())
    region = next((each.upper() for each in rest if len(each) == 2 and each.isalpha()), "")
    return _of_region(language.code, region) if language is not None and region else language


@cache
def _of_region(code: str, region: str) -> Language:
    """Return the words of a language as used in a region: 03/04 is March there, or April."""
    return replace(LANGUAGES[code], region=region)


__all__ = ["LANGUAGES", "CueKind", "Language", "PronounKind", "language_for", "listed"]
