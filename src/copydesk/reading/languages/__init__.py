"""One file of words per language; `language_for` finds the one for a language tag."""

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
    return LANGUAGES.get(tag.replace("_", "-").split("-")[0].lower())


__all__ = ["LANGUAGES", "CueKind", "Language", "PronounKind", "language_for", "listed"]
