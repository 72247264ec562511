"""One bearer of a sentence for another whom the source knows: "Organizers say", "Polls say"."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from copydesk.checking.lexicon import CUES, DOCUMENTS, PRONOUNS, SMALL, TITLES, VIEWS
from copydesk.checking.similar import same_root
from copydesk.types import Alteration, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.checking.comparison import Change, Comparison, Prepared

#: In a sentence with fewer equal words the bearer may have gone elsewhere.
_CLOSE = 0.6
#: Words of the longest bearer on either side.
_LONGEST = 5
#: Places of a name that are looked at.
_PLACES = 64
#: What points at somebody told of before: a description of whoever it was.
_POINTING = frozenset(
    ("the", "this", "that", "these", "those", "he", "she", "it", "they", "such", "another", "a", "an")
)
_DEMONSTRATIVES = frozenset(("this", "that", "these", "those"))
_POSSESSIVES = frozenset(("his", "her", "its", "their", "our", "my"))
#: Who may be meant by either word, in lines of people who may be the same.
_SAME_PEOPLE = tuple(
    frozenset(line.split())
    for line in (
        "police officers officials authorities investigators detectives prosecutors government ministers administration",
        "researchers scientists academics scholars experts analysts economists observers strategists authors commentators",
        "residents neighbors locals villagers people inhabitants citizens families townspeople homeowners tenants",
        "lawmakers legislators members senators representatives mps congressmen parliamentarians politicians deputies",
        "lawyers attorneys counsel solicitors barristers", "doctors medics physicians surgeons",
        "workers employees staff staffers unions members strikers", "voters electors electorate people citizens",
        "campaigners activists protesters demonstrators organizers marchers supporters", "parents families relatives mothers",
        "aides advisers advisors staff staffers insiders officials allies associates", "leaders politicians chiefs heads",
        "executives managers bosses directors chiefs", "fans supporters backers followers", "banks lenders",
        "critics opponents rivals skeptics detractors", "records documents papers filings files data figures statistics",
        "polls surveys", "students pupils children youngsters", "firms companies businesses", "users customers clients people",
        "soldiers troops forces army", "reports report", "women girls mothers", "men boys fathers", "republicans gop",
        "sources insiders officials people", "reporters journalists media", "players team club side", "rebels fighters militants",
    )
)  # fmt: skip


def exchanged_bearer(comparison: Comparison, change: Change) -> Finding | None:
    """Return the finding for a sentence whose bearer gave way to another one of the source; None if it did not.

    What the sentence says is then said of, or by, somebody of whom the source says other things. A description
    ("the senator"), a pronoun and another word for the same people are none.
    """
    (a, b), (c, d) = change.source, change.copy
    links = comparison.alignment.links
    if not (1 <= b - a <= _LONGEST and 1 <= d - c <= _LONGEST) or links[change.link].share < _CLOSE:
        return None
    if not _begins(comparison, change) or not _goes_on(comparison, change):
        return None
    if not (_is_pronoun_lost(comparison, change) or _is_possessive(comparison, change)):
        if not _may_bear(comparison, change) or _may_be_same(comparison, change):
            return None
        if not _bears_elsewhere(comparison, change):
            return None
    return _finding(comparison, change)


def _begins(comparison: Comparison, change: Change) -> bool:
    """Say whether a change begins its sentence on both sides, behind nothing but what stands before a comma."""
    return _leads(comparison.source, change.source[0]) and _leads(comparison.copy, change.copy[0])


def _leads(side: Prepared, first: int) -> bool:
    """Say whether a token opens a sentence or follows a comma behind such an opening."""
    if first in side.openers:
        return True
    return side.text[side.words.ends[first - 1] : side.words.starts[first]].strip() == ","


def _goes_on(comparison: Comparison, change: Change) -> bool:
    """Say whether the word behind the change stayed, and is no name or end of one."""
    to_source, (b, d) = comparison.alignment.to_source, (change.source[1], change.copy[1])
    if d >= len(to_source) or to_source[d] != b:
        return False
    if comparison.copy.in_quote(d - 1, d) or comparison.source.in_quote(b - 1, b):
        return False
    if _is_label(comparison.copy, d):
        return _is_label(comparison.source, b)
    return d not in comparison.copy.names and (d + 1 >= len(to_source) or to_source[d + 1] == b + 1)


def _is_label(side: Prepared, last: int) -> bool:
    """Say whether a colon stands behind a bearer: "Insiders: Moss will win"."""
    return side.text[side.words.ends[last - 1] :][:1] == ":"


def _telling(side: Prepared, run: tuple[int, int]) -> list[str]:
    """Return the words of a run that say who is meant."""
    return [
        key
        for key in side.words.loose[slice(*run)]
        if key not in SMALL and key != "'s" and key not in TITLES - {"republican", "democratic"}
    ]


def _is_pronoun_lost(comparison: Comparison, change: Change) -> bool:
    """Say whether "that could help" became "Lind could help": what was pointed at is no person."""
    (a, b), (c, d) = change.source, change.copy
    return (
        b - a == 1
        and comparison.source.words.loose[a] in _DEMONSTRATIVES
        and all(at in comparison.copy.people for at in range(c, d))
    )


def _is_possessive(comparison: Comparison, change: Change) -> bool:
    """Say whether a name became "his" with nothing behind it that is his: "Lind said", "His said"."""
    b, (c, d) = change.source[1], change.copy
    copy = comparison.copy
    return (
        d - c == 1
        and copy.words.loose[c] in _POSSESSIVES
        and b - 1 in comparison.source.names
        and copy.words.loose[d] in CUES
    )


def _may_bear(comparison: Comparison, change: Change) -> bool:
    """Say whether both sides are bearers that name somebody, and not descriptions, pronouns or times."""
    source, copy = comparison.source, comparison.copy
    (a, b), (c, d) = change.source, change.copy
    old, new = source.words.loose[a:b], copy.words.loose[c:d]
    if old[0] in PRONOUNS or new[0] in PRONOUNS or new[0] in _POINTING or old[0] in _POINTING:
        return False
    if any(
        (key in CUES and key not in DOCUMENTS) or key in VIEWS or key.endswith("ly") for key in (*old, *new)
    ):
        return False
    return bool(_telling(source, (a, b))) and bool(_telling(copy, (c, d)))


def _may_be_same(comparison: Comparison, change: Change) -> bool:
    """Say whether both sides may mean the same people: a word or its root is shared, or a table has them in one line."""
    old, new = _telling(comparison.source, change.source), _telling(comparison.copy, change.copy)
    owners = [
        comparison.copy.words.keys[slice(*change.copy)],
        comparison.source.words.keys[slice(*change.source)],
    ]
    if "'s" in owners[0][:-1] and "'s" not in owners[1]:
        return False  # "Lind", "Lind's son"
    if any(one == two or same_root(one, two) for one in old for two in new):
        return True
    if any(old[-1] in line and new[-1] in line for line in _SAME_PEOPLE):
        return True
    return any(
        _is_called(comparison.source, at, new)
        for at in range(*change.source)
        if at in comparison.source.names
    )


def _is_called(source: Prepared, name: int, words: list[str]) -> bool:
    """Say whether the source itself has some words beside a name: "Anton Lesk, outside counsel"."""
    keys = source.words.loose
    return any(
        not set(words).isdisjoint(keys[max(0, at - _LONGEST) : at + 2 * _LONGEST])
        for at in itertools.islice(_places(keys, keys[name]), _PLACES)
    )


def _places(keys: tuple[str, ...], key: str) -> Iterator[int]:
    """Yield where a word stands."""
    at = -1
    while True:
        try:
            at = keys.index(key, at + 1)
        except ValueError:
            return
        yield at


def _bears_elsewhere(comparison: Comparison, change: Change) -> bool:
    """Say whether the source has the copy's bearer, word for word, as the bearer of another sentence."""
    source, (c, d) = comparison.source, change.copy
    wanted = comparison.copy.words.keys[c:d]
    keys = source.words.keys
    small = d - c == 1 and wanted[0] in DOCUMENTS
    for at in _places(keys, wanted[0]):
        if keys[at : at + len(wanted)] != wanted or change.source[0] <= at < change.source[1]:
            continue
        end = at + len(wanted)
        article = small and at and keys[at - 1] in {"a", "the"}
        opens = at in source.openers or (article and at - 1 in source.openers)
        if opens or (end < len(keys) and (keys[end] in CUES or keys[end] in VIEWS)):
            return True
    return False


def _finding(comparison: Comparison, change: Change) -> Finding:
    """Return the finding: critical beside a reporting word."""
    source, copy = comparison.source.words, comparison.copy.words
    there, here = source.span(*change.source), copy.span(*change.copy)
    words = there.of(source.text)
    told = _is_label(comparison.copy, change.copy[1]) or any(
        key in CUES for key in copy.loose[change.copy[1] : change.copy[1] + 3]
    )
    return Finding(
        "attribution.changed" if told else "name.changed",
        Severity.CRITICAL if told else Severity.MAJOR,
        Alteration.ALTERED,
        f"The source says this of “{words}”, the copy of “{here.of(copy.text)}”.",
        there,
        here,
        words,
    )
