"""Chooses the speaker of each stretch: a sum of weights for each candidate, and for nobody."""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from copydesk.reading._dropped import with_dropped
from copydesk.reading._facts import Facts, listing
from copydesk.reading._features import (
    Before,
    Place,
    Standing,
    candidates,
    mention_features,
    place_of,
    unit_features,
)
from copydesk.reading._labelled import labels, parted, signer
from copydesk.reading._profiles import Profiles
from copydesk.reading._told import with_sources

if TYPE_CHECKING:
    from collections.abc import Iterable

    from copydesk.reading._mentions import Mention
    from copydesk.reading._speech import Unit
    from copydesk.reading._told import Told


@dataclass(frozen=True, slots=True)
class Choice:
    """The most likely speaker of a unit."""

    unit: Unit
    mention: Mention | None  #: None when the stretch is more likely no speech at all
    certainty: float  #: 0 to 1, of this mention or another of the same name being right
    speech: float  #: 0 to 1, of the stretch being speech
    cue: int = -1  #: number of the reporting word, where it stands without a subject; -1 elsewhere


class Weights(dict[str, float]):
    """What each fact adds to a candidate's score, by its name; a fact that is not listed adds nothing."""

    def __init__(self, facts: Iterable[tuple[str, float]]) -> None:
        super().__init__(facts)
        self.groups = _Sums(self)

    def __missing__(self, fact: str) -> float:
        """Return what an unlisted fact adds."""
        return 0.0


class _Sums(dict[Facts, float]):
    """What groups of facts add; the sum of a group is kept for the next time."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        self.weight = weights.__getitem__

    def __missing__(self, group: Facts) -> float:
        """Sum the weights of a group."""
        name, *values = group
        total = sum(map(self.weight, name(*values)))
        if name is not listing:
            if len(self) >= _MOST_GROUPS:
                self.clear()
            self[group] = total
        return total


#: So many sums are kept, so that no text can fill the memory.
_MOST_GROUPS = 1 << 16


@cache
def weights(code: str) -> Weights:
    """Return the table that ships for a language: the one for all, and what the language's attributions add to it."""
    folder = files("copydesk.reading")
    paths = (folder.joinpath("weights.tsv"), folder.joinpath(f"weights.{code}.tsv"))
    return table("".join(path.read_text(encoding="utf-8") for path in paths if path.is_file()))


def table(text: str) -> Weights:
    """Read a table: a fact and its weight in each line, comments behind a hash."""
    lines = (line.partition("\t") for line in text.splitlines() if not line.startswith("#"))
    return Weights((name, float(value)) for name, _, value in lines)


@dataclass(frozen=True, slots=True)
class Option:
    """One candidate with its facts; no mention means that nobody speaks."""

    mention: Mention | None
    facts: list[Facts]  #: in groups
    key: str = ""  #: mentions of one key lend each other certainty

    @property
    def features(self) -> list[str]:
        """The names of all its facts."""
        return [each for name, *values in self.facts for each in name(*values)]


def options(profiles: Profiles, outside: list[Mention], place: Place, before: Before | None) -> list[Option]:
    """Return all candidates of a unit with their facts, nobody first."""
    found = [Option(None, unit_features(profiles.scan, place))]
    # One count for each side: mentions seen, and those of them with a cue.
    seen = {False: [0, 0], True: [0, 0]}
    far = before.mention if before is not None else None
    relatives = profiles.scan.language.speaking_relatives
    for number in candidates(profiles.scan, outside, place):
        mention = outside[number]
        count = seen[mention.first >= place.after]
        standing = Standing(*count)
        count[0] += 1
        count[1] += profiles.of(mention).verb != "-"
        if mention == far:
            far = None
        facts = mention_features(profiles, place, mention, standing, before)
        found.append(Option(mention, facts, _key(outside, number, relatives)))
    if far is not None:
        found.append(Option(far, mention_features(profiles, place, far, Standing(9, 9), before), far.key))
    return found


def _key(outside: list[Mention], number: int, relatives: frozenset[str]) -> str:
    """Return what a mention counts as: "Ina Moor, who" is one person."""
    mention = outside[number]
    if mention.key in relatives and number and outside[number - 1].last == mention.first - 1:
        return outside[number - 1].key
    return mention.key


def choose(told: Told, outside: list[Mention], units: list[Unit], table: Weights) -> list[Choice]:
    """Choose the speaker of each unit, from left to right."""
    scan = told.scan
    outside = with_sources(told, outside)
    made: list[Choice] = []
    before: Before | None = None
    profiles = Profiles(scan, outside, told)
    heads = labels(scan, units)
    starts, signed = [each.span.start for each in outside], -1
    for unit in parted(units, heads):
        place = place_of(scan, unit, told)
        behind = bisect_left(starts, unit.end)
        near = outside[behind : behind + 1]
        named = heads.get(unit.pieces[0].inner.start) or signer(scan, unit, near, signed)
        if named is not None:
            made.append(Choice(unit, named, _LABELLED if named.quoted else _SIGNED, 1.0))
            before, signed = Before(named, place), named.span.end
            continue
        choice = decide(unit, options(profiles, outside, place, before), table)
        if choice.mention is not None and not _has_witness(profiles, place, choice.mention, before):
            choice = replace(choice, certainty=min(choice.certainty, _WITHOUT_WITNESS))
        choice = with_dropped(profiles, choice, before)
        made.append(choice)
        if choice.mention is not None:
            before = Before(choice.mention, place)
    return made


#: How sure a name is that the page sets behind the marks with a bar (annotators agreed in 21 of 22), and one that a
#: transcript sets before a colon: where such a speech ends is less sure (10 of 19), so it is not published.
_SIGNED, _LABELLED = 0.97, 0.74
#: The most that a mention in another sentence is worth when no reporting word stands beside it: being the likeliest
#: of few candidates is no evidence by itself.
_WITHOUT_WITNESS = 0.6


def _has_witness(profiles: Profiles, place: Place, mention: Mention, before: Before | None) -> bool:
    """Say whether anything in the text ties a mention to the marks."""
    its = profiles.of(mention)
    if its.verb != "-" or place.sentence <= its.sentence <= place.last_sentence:
        return True
    return before is not None and before.mention is not None and before.mention.key == mention.key


def decide(unit: Unit, found: list[Option], table: Weights) -> Choice:
    """Choose the best candidate; mentions of one name lend each other certainty."""
    weight = table.groups.__getitem__
    scores = [sum(map(weight, option.facts)) for option in found]
    highest = max(scores)
    shares = [math.exp(score - highest) for score in scores]
    total = sum(shares)
    by_name: dict[str, float] = {}
    for option, share in zip(found, shares, strict=True):
        if option.mention is not None:
            key = option.key
            by_name[key] = by_name.get(key, 0.0) + share / total
    nobody = shares[0] / total
    if not by_name or nobody > max(0.5, *by_name.values()):
        return Choice(unit, None, 0.0, 1 - nobody)
    best = max(by_name, key=lambda key: by_name[key])
    alike = [each for each in zip(shares, found, strict=True) if each[1].mention and each[1].key == best]
    mention = max(alike, key=lambda each: each[0])[1].mention
    return Choice(unit, mention, by_name[best], 1 - nobody)
