"""Word-Bayes: how likely the desk is to refuse a reply, learned from what it decided. It orders the queue, nothing else.

Each distinct word counts once a reply. A word's weight is the logarithm of how much more often it stood in what was
refused than in what was shown, smoothed so that one sighting says little; the most telling words are added up, as in
Paul Graham's "A Plan for Spam" (2002). An editor sees them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.replies.plain import hosts
from copydesk.text.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping

TELLING = 15  #: words that are added up
WORDS = 300  #: distinct words of a reply that are learned
WORD_CHARACTERS = 40
SMOOTH = 1.0  #: sightings that every word is thought to have had on either side


@dataclass(frozen=True, slots=True)
class Count:
    """In how many replies a word stood."""

    shown: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Telling:
    """A word and what it says."""

    word: str
    weight: float  #: above 0 speaks for refusing


@dataclass(frozen=True, slots=True)
class Score:
    """How likely a reply is to be refused."""

    value: float  #: 0 to 1; 0.5 when nothing is known
    words: tuple[Telling, ...]  #: the most telling first


def features(text: str, name: str = "") -> tuple[str, ...]:
    """Return the distinct words by which a reply is known: its words, its links' hosts, its writer's name.

    >>> features("Cheap cheap pills https://pills.example/", "Bob")
    ('cheap', 'pills', 'link:pills.example', 'name:bob')
    """
    linked = hosts(text)
    plain = " ".join(each for each in text.split() if "://" not in each)
    found = [form for form in words(plain).forms if len(form) <= WORD_CHARACTERS][: WORDS * 4]
    found += [f"link:{each}"[:WORD_CHARACTERS] for each in linked]
    found += ["links:many"] if len(linked) > 2 else []
    found += [f"name:{form}"[:WORD_CHARACTERS] for form in words(name).forms]
    return tuple(dict.fromkeys(found))[:WORDS]


def score(found: tuple[str, ...], counts: Mapping[str, Count], total: Count) -> Score:
    """Return how likely a reply is to be refused.

    Args:
        found: as from `features`.
        counts: of those of its words that were seen before.
        total: how many replies were learned from.

    >>> score(("pills",), {"pills": Count(shown=0, refused=9)}, Count(shown=10, refused=10)).value > 0.8
    True
    """
    known = [(word, counts[word]) for word in found if word in counts]
    weighed = [Telling(word, _weight(count, total)) for word, count in known]
    weighed.sort(key=lambda each: (-abs(each.weight), each.word))
    chosen = tuple(weighed[:TELLING])
    odds = sum(each.weight for each in chosen)
    return Score(1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))), chosen)


def _weight(count: Count, total: Count) -> float:
    """Return the logarithm of how much more often a word stands in what is refused."""
    refused = (count.refused + SMOOTH) / (total.refused + 2 * SMOOTH)
    shown = (count.shown + SMOOTH) / (total.shown + 2 * SMOOTH)
    return math.log(refused / shown)
