"""The few words of our own that a post may begin with, in the language of its story."""

from __future__ import annotations

#: by language: what a post begins with that corrects another, and one that says a story has grown
_WORDS = {
    "de": ("Korrektur", "Jetzt aus {count} Redaktionen"),
    "en": ("Correction", "Now from {count} newsrooms"),
    "es": ("Corrección", "Ya lo cuentan {count} redacciones"),
    "fr": ("Correction", "Désormais dans {count} rédactions"),
    "it": ("Correzione", "Ora da {count} redazioni"),
    "nl": ("Correctie", "Nu van {count} redacties"),
    "pt": ("Correção", "Agora em {count} redações"),
}
USUAL = "en"  #: for every other language


def correction(language: str) -> str:
    """Return what a post begins with that corrects another.

    Args:
        language: BCP 47 tag of the story; empty where it is not known.

    >>> correction("de-AT"), correction("")
    ('Korrektur', 'Correction')
    """
    return _of(language)[0]


def grown(language: str, count: int) -> str:
    """Return what a post begins with that says a story has grown.

    Args:
        language: BCP 47 tag of the story; empty where it is not known.
        count: newsrooms that reported it on their own, two or more.

    >>> grown("fr", 4)
    'Désormais dans 4 rédactions'
    """
    return _of(language)[1].format(count=count)


def _of(language: str) -> tuple[str, str]:
    """Return a language's words."""
    return _WORDS.get(language.partition("-")[0].lower(), _WORDS[USUAL])
