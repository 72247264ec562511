"""What a language file holds: the words that reading needs to know, and nothing that decides."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

_Key = TypeVar("_Key")


class CueKind(StrEnum):
    """How a reporting word reports."""

    SAY = "say"  #: the plain word: said
    TELL = "tell"  #: needs a hearer: told reporters
    SPEAK = "speak"  #: speech and hardly anything else: added, replied
    CLAIM = "claim"  #: speech or opinion: argued, warned
    WRITE = "write"  #: in writing: wrote, tweeted
    CALL = "call"  #: gives a name to something: called, described
    THINK = "think"  #: opinion without speech: believes
    SHOW = "show"  #: what a paper does: shows, found, reads
    LEARN = "learn"  #: what an outlet does: has learned, reported


class PronounKind(StrEnum):
    """Whom a pronoun can stand for."""

    MAN = "man"
    WOMAN = "woman"
    MANY = "many"
    THING = "thing"
    SELF = "self"
    RELATIVE = "relative"


def listed(words: str) -> frozenset[str]:
    """Return the words of a listing, parted by white space.

    >>> sorted(listed("he she"))
    ['he', 'she']
    """
    return frozenset(words.split())


def grouped(groups: Mapping[_Key, str]) -> dict[str, _Key]:
    """Turn groups of words into a table from the word to its group.

    >>> grouped({1: "a b", 2: "c"})
    {'a': 1, 'b': 1, 'c': 2}
    """
    return {word: key for key, words in groups.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language; every word is lower-case unless said otherwise."""

    code: str  #: BCP 47 without region: "en"
    name: str  #: in English
    cues: Mapping[str, CueKind]
    pronouns: Mapping[str, PronounKind]
    auxiliaries: frozenset[str]  #: may stand between speaker and cue: "has", "also"
    determiners: frozenset[str]
    prepositions: frozenset[str]
    connectives: frozenset[str]  #: that, and, but, who: words that end a noun phrase
    according: tuple[str, ...]  #: "according to"
    that: frozenset[str]  #: opens an indirect statement
    men: frozenset[str]  #: honorifics and nouns for men
    women: frozenset[str]
    boys: frozenset[str]  #: first names of men
    girls: frozenset[str]  #: first names of women
    titles: frozenset[str]  #: offices and honorifics before a name
    roles: frozenset[str]  #: nouns for people and papers that speak
    anonymous: frozenset[str]  #: nouns that name nobody: "source", "person"
    anonymity: tuple[str, ...]  #: openings of the reason given: "who asked not to be named"
    organisation_words: frozenset[str]
    places: frozenset[str]  #: capitalised words in lower-case
    place_words: frozenset[str]  #: last words of places: "street", "bay"
    work_words: frozenset[str]  #: nouns before a title: "book", "film"
    not_names: frozenset[str]  #: capitalised at a sentence's start, in headlines or by rule, and no names
    speech_nouns: frozenset[str] = frozenset()  #: "claim", "letter": behind a possessive they make a speaker
    owners: frozenset[str] = frozenset()  #: possessives that can speak through such a noun: "his"
    stand_alone: frozenset[str] = frozenset()  #: determiners that speak beside a reporting word: "both said"
    not_bound: frozenset[str] = frozenset()  #: determiners after which a reporting word stays one
    speaking_relatives: frozenset[str] = frozenset()  #: "who", but not "which"
    bare_cues: frozenset[str] = frozenset()  #: reporting verbs for one person that need no subject: "dijo"
    title_cues: frozenset[str] = frozenset()  #: reporting words that are names in capitals: "the Post"
    adverb_ending: str = ""  #: of words that may stand between speaker and reporting word: "ly"
    no_adverbs: frozenset[str] = frozenset()  #: words with that ending that are none: "rally"
    inside_names: frozenset[str] = frozenset()  #: words of `not_names` that may stand inside a name: "New"
    particles: frozenset[str] = frozenset()  #: small words inside a name: "van"
    glued_adjectives: frozenset[str] = frozenset()  #: follow an article that may be glued to a name
    months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)  #: Monday is 0
    days: Mapping[str, int] = field(default_factory=dict)  #: "yesterday": -1
    periods: Mapping[str, str] = field(default_factory=dict)  #: "week": "week"; day week month year
    last: frozenset[str] = frozenset()  #: before a period or weekday: the one before
    this: frozenset[str] = frozenset()
    next: frozenset[str] = frozenset()
    ago: frozenset[str] = frozenset()  #: after or before "three days"
    parts_of_day: frozenset[str] = frozenset()
    nights: frozenset[str] = frozenset()  #: the night that ended on the day itself: "overnight"
    past: frozenset[str] = frozenset()  #: "the past week": the one that ends on the day itself
    parts: Mapping[str, str] = field(default_factory=dict)  #: "early", "mid", "late", "so_far", "to_come"
    seasons: Mapping[str, int] = field(default_factory=dict)  #: the first month of each
    ordinals: Mapping[str, int] = field(default_factory=dict)  #: of quarters and halves: "third": 3
    since: frozenset[str] = frozenset()  #: may stand before a bare month or year: "in", "since"
    until: frozenset[str] = frozenset()  #: what follows lies ahead unless the clause is past: "by"
    between: frozenset[str] = frozenset()  #: opens a range: "between"
    before_ago: tuple[str, ...] = ()  #: stands before a number of periods that have passed: "vor"
    from_now: tuple[str, ...] = ()  #: stands behind a number of periods to come
    within: frozenset[str] = frozenset()  #: "in three days", where the clause lies ahead
    no_day: frozenset[str] = frozenset()  #: before a weekday that names none: "every", "a", "Black"
    ahead: frozenset[str] = frozenset()  #: verbs and adjectives that put a clause ahead: "will", "due"
    deferring: frozenset[str] = frozenset()  #: "adjourned until Monday" lies ahead, though it is past
    lasting: frozenset[str] = frozenset()  #: before "last", which makes it a verb: "will"
    pledges: frozenset[str] = frozenset()  #: past verbs whose infinitive lies ahead: "vowed"
    planned: frozenset[str] = frozenset()  #: plain verbs that put a clause ahead behind a plural: "voters go"
    ahead_endings: tuple[str, ...] = ()  #: endings of the future, with the accent: "rá"
    behind: frozenset[str] = frozenset()  #: verbs that put a clause behind: "said", "was"
    past_ending: str = ""  #: the ending of the past, where it is regular: "ed"
    holidays: Mapping[str, tuple[int, int]] = field(default_factory=dict)  #: month and day: "boxing day"
    region: str = ""  #: of the language tag, in capitals: "GB"; empty when unknown
    numbers: Mapping[str, int] = field(default_factory=dict)
    magnitudes: Mapping[str, int] = field(default_factory=dict)  #: powers of ten
    currencies: Mapping[str, str] = field(default_factory=dict)  #: "dollars": "USD"
    per_cent: tuple[str, ...] = ()
    bounds: Mapping[str, str] = field(default_factory=dict)  #: "well under": "under"
    to: frozenset[str] = frozenset()  #: between the ends of a range
    fractions: Mapping[str, int] = field(default_factory=dict)  #: "thirds": 3, "half": 2
    coins: Mapping[str, str] = field(default_factory=dict)  #: hundredths: "pence": "GBP"; "cents": "" for any
    decimal_comma: frozenset[str] = frozenset()  #: non-empty where a comma parts decimals
    capital_nouns: frozenset[str] = frozenset()  #: non-empty where all nouns are capitalised
