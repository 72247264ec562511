"""Judges two articles: does one come from the other, which came first, and what says so."""

from __future__ import annotations

import math
from dataclasses import dataclass
from operator import mul
from typing import TYPE_CHECKING

from copydesk.matching.credits import agency_name, same_outlet
from copydesk.matching.features import Features, features
from copydesk.matching.weights import BIAS, PRODUCTS, WEIGHTS

if TYPE_CHECKING:
    from copydesk.matching.fingerprint import Kept
    from copydesk.matching.live import Live

_CREDIT_SCORE = 1.0  # what a credit to the other's outlet, or a shared agency, adds
_TALKED_OF_NAMES, _TALKED_OF_TERMS = 0.3, 0.2
_LINKED_NAMES, _LINKED_TERMS = (
    0.2,
    0.1,
)  # what an article shares at least with one it links to as its forerunner
_REFILLED = 6.0  # what it takes away when two briefs differ in their figures
_RENAMED = 1.0  # and for each name that one of two briefs does not have
_LEAST_SHARED = 10  # runs of three words that a follow-up must share to be looked at
_MUCH_LONGER = 1.25
_LONGER = 1.1  # how much longer the fuller of two must be to count as the source


@dataclass(frozen=True, slots=True)
class Pair:
    """What was found out about two articles; the same whichever came first."""

    features: Features
    score: float  #: above 0 one is a reprint or rewrite of the other
    is_credited: bool  #: one names the other's outlet
    is_linked: bool = False  #: one's text links to the other

    @property
    def certainty(self) -> float:
        """Return the score as a number from 0 to 1."""
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, self.score))))


def judge(one: Live, other: Live) -> Pair | None:
    """Return what two articles have to do with each other; None when nothing worth keeping."""
    found = features(one, other)
    if found is None:
        return None
    credited = credits_outlet(one.kept, other.kept) or credits_outlet(other.kept, one.kept)
    score = weigh(found.vector())
    if credited or shared_agency(one.kept, other.kept):
        score += _CREDIT_SCORE
    if found.is_refilled:
        score -= _REFILLED
    score -= _RENAMED * found.renamed
    if found.is_template:
        score = min(score, -1.0)
    linked = links_to(one.kept, other.kept) or links_to(other.kept, one.kept)
    linked = linked and found.names >= _LINKED_NAMES and found.terms >= _LINKED_TERMS
    talked_of = credited and found.names >= _TALKED_OF_NAMES and found.terms >= _TALKED_OF_TERMS
    if score <= 0 and not talked_of and not linked and (found.shingles < _LEAST_SHARED or found.is_template):
        return None
    return Pair(features=found, score=score, is_credited=credited, is_linked=linked)


def weigh(vector: tuple[float, ...]) -> float:
    """Return what the model says of two articles' features: above 0 for a copy.

    It weighs each feature by itself and with each other: what a shared name says depends on the length.
    """
    score: float = sum(
        value * (alone + sum(map(mul, row, vector[place:])))
        for place, (value, alone, row) in enumerate(zip(vector, WEIGHTS, PRODUCTS, strict=True))
    )
    return BIAS + score


def links_to(article: Kept, other: Kept) -> bool:
    """Say whether an article's text links to the other."""
    return not article.links.isdisjoint(other.addresses)


def credits_outlet(article: Kept, other: Kept) -> bool:
    """Say whether an article names the other's outlet as its source."""
    outlet = other.outlet
    if not outlet or (article.outlet and same_outlet(article.outlet, outlet)):
        return False
    if article.credits.agency is not None and is_agency(other, article.credits.agency):
        return True
    return any(same_outlet(each, outlet) for each in article.credits.outlets)


def is_agency(article: Kept, agency: str) -> bool:
    """Say whether an article was published by the agency itself."""
    return article.outlet is not None and (
        agency_name(article.outlet) == agency or same_outlet(article.outlet, agency)
    )


def shared_agency(one: Kept, other: Kept) -> str | None:
    """Return the agency that both credit, or that one is and the other credits; None when there is none."""
    for first, second in ((one, other), (other, one)):
        agency = first.credits.agency
        if agency is None:
            continue
        if second.credits.agency is not None and same_name(second.credits.agency, agency):
            return agency
        if is_agency(second, agency):
            return agency
    return None


def same_name(one: str, other: str) -> bool:
    """Say whether two agency names mean one agency, by its name or by its initials."""
    return one == other or same_outlet(one, other) or are_initials(one, other) or are_initials(other, one)


def are_initials(short: str, long: str) -> bool:
    """Say whether one name is the other's initials.

    >>> are_initials("UCP", "United Coastal Press"), are_initials("Up", "United Press")
    (True, False)
    """
    return (
        short.isupper()
        and len(short) > 1
        and short == "".join(each[0] for each in long.split() if each[0].isupper())
    )


def is_before(one: Live, other: Live) -> bool:
    """Say whether `one` is the earlier of two related articles.

    By time of publication; else by who credits whom, by who says its text appeared elsewhere, by which is
    fuller; else by key when both times are known and equal, by arrival when they are not.
    """
    first, second = one.kept, other.kept
    timed = first.published is not None and second.published is not None
    if timed and first.published != second.published:
        return bool(first.published < second.published)  # type: ignore[operator]
    credit = by_credit(one, other)
    if credit is not None:
        return credit
    if len(one.words) > _LONGER * len(other.words):
        return True
    if len(other.words) > _LONGER * len(one.words):
        return False
    return first.key < second.key if timed else first.order < second.order


def by_name(one: Live, other: Live) -> bool | None:
    """Say whether `one` is the earlier since the other names its outlet; None when neither or both do."""
    named, names = credits_outlet(other.kept, one.kept), credits_outlet(one.kept, other.kept)
    return named if named != names else None


def by_credit(one: Live, other: Live) -> bool | None:
    """Say whether `one` is the earlier by the credits of both; None when they do not tell.

    A text that says it appeared elsewhere did not appear first in one that has much less of it: a cut copy
    lost the line that says so.
    """
    first, second = one.kept, other.kept
    named = by_name(one, other)
    if named is not None:
        return named
    if first.credits.is_taken == second.credits.is_taken:
        return None
    taken, rest = (other, one) if second.credits.is_taken else (one, other)
    return second.credits.is_taken if len(taken.words) <= _MUCH_LONGER * len(rest.words) else None
