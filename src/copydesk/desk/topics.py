"""What a story is about in one word, as the newsrooms that print it file it; an editor's list and hand come before them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_CHARACTERS = 40  #: of a topic; what is longer is a sentence
MOST_WORDS = 4
_SHORT = 4  #: letters up to which capitals are an abbreviation
_LEVELS = re.compile(r"\s*(?:[/>|›»]|::)\s*")
_LETTER = re.compile(r"[^\W\d_]")
#: what outlets file things under that says nothing of what they are about
_EMPTY = frozenset(
    ["all", "allgemein", "aktuell", "aktuelles", "actualidad", "actualité", "actualités", "analyse", "analysis", "article", "articles", "artikel", "blog", "breaking", "comment", "commentary", "default", "editorial", "editorials", "exclusive", "featured", "features", "general", "geral", "generale", "headlines", "home", "homepage", "latest", "lead", "letters", "live", "main", "meinung", "meldungen", "misc", "miscellaneous", "nachrichten", "new", "news", "newswire", "noticias", "notizie", "nouvelles", "nyheter", "op-ed", "opinion", "opinions", "other", "others", "photos", "press", "rss", "schlagzeilen", "sonstiges", "startseite", "stories", "story", "trending", "uncategorised", "uncategorized", "unkategorisiert", "update", "updates", "video", "videos", "wire"]
) | {
    "breaking news", "home page", "latest news", "latest stories", "main news", "más noticias", "news & analysis",
    "press release", "press releases", "read more", "top news", "top stories", "top story", "wire news",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filed:
    """How one article is filed."""

    outlet: str
    section: str = ""  #: what the page says; empty for nothing
    words: tuple[str, ...] = ()  #: what the feed says


@lru_cache(maxsize=8)
def chosen(text: str) -> Mapping[str, str]:
    """Return an editor's topics by each word that leads to them, in small letters; none for an empty text.

    Args:
        text: topics by semicolon, each with the words that mean it: `Harbour: port, ferries; Town`.

    >>> chosen("Harbour: port, ferries; Town")["ferries"], len(chosen(""))
    ('Harbour', 0)
    """
    found: dict[str, str] = {}
    for each in text.split(";"):
        name, _, words = each.partition(":")
        if name := " ".join(name.split())[:MOST_CHARACTERS]:
            found |= {word: name for word in (_key(name), *map(_key, words.split(","))) if word}
    return found


def topic_of(articles: Iterable[Filed], topics: Mapping[str, str]) -> str:
    """Return what most newsrooms file a story under; empty where they say nothing.

    Each outlet has one voice for each topic, a page's section counts twice as much as a word of a feed, and of
    several with as many voices the first counts. Where an editor made a list, only what is on it is a topic.

    Args:
        articles: of the story, the earliest first.
        topics: as from `chosen`; empty takes what the outlets say.

    >>> topic_of([Filed("A", "News", ("Ferries",)), Filed("B", "ferries")], {})
    'Ferries'
    >>> topic_of([Filed("A", "Ferries")], chosen("Harbour: ferries"))
    'Harbour'
    """
    voices: dict[tuple[str, str], int] = {}
    printed: dict[str, str] = {}
    for each in articles:
        said = [(each.section, 2), *((word, 1) for word in each.words)]
        for word, weight in said:
            name = topics.get(_key(word), "") if topics else _name(word, each.outlet)
            if name:
                key = _key(name)
                printed.setdefault(key, name)
                voices[each.outlet, key] = max(weight, voices.get((each.outlet, key), 0))
    counted: Counter[str] = Counter()
    for (_, key), weight in voices.items():
        counted[key] += weight
    return printed[counted.most_common(1)[0][0]] if counted else ""


def tidy(text: str) -> str:
    """Return an editor's own words for a topic without what an address cannot hold; empty for none.

    >>> tidy("  Harbour /  Ferries ")
    'Harbour Ferries'
    """
    return " ".join(re.sub(r"[/\\?#%\x00-\x1f]", " ", text).split())[:MOST_CHARACTERS].strip(" .")


def _key(word: str) -> str:
    """Return a word by which topics are told apart."""
    return " ".join(word.casefold().split())


def _name(word: str, outlet: str) -> str:
    """Return an outlet's word as a topic; empty where it says nothing of what an article is about."""
    name = tidy(_LEVELS.split(word.strip(), maxsplit=1)[0])
    key = _key(name)
    if not _LETTER.search(name) or key in _EMPTY or key == _key(outlet) or len(name.split()) > MOST_WORDS:
        return ""
    if len(word) > MOST_CHARACTERS:
        return ""
    return name.capitalize() if name.islower() or (name.isupper() and len(name) > _SHORT) else name
