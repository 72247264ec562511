"""Roles: who did what to whom, where the words stayed and their places changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.checking.lexicon import OPPOSITES, SMALL
from copydesk.checking.similar import same_root
from copydesk.types import Alteration, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.checking.comparison import Change, Comparison, Prepared
    from copydesk.text.alignment import Link
    from copydesk.text.canonical import Canonical

IDS = {"claim.role": "Who did it and whom it was done to changed places."}
_HAVE = frozenset({"have", "has", "had", "having", "get", "getting", "got"})
_PASSIVE = frozenset({"by"})
#: Before these a noun is the other side: "confidence in the town" is not "the town's confidence".
_TOWARDS = frozenset({"in", "against", "on", "towards", "toward", "to", "from"})


def find(comparison: Comparison) -> Iterator[Finding]:
    """Yield findings for names that changed places, for objects turned into owners, and for causers dropped."""
    by_link: dict[int, list[Change]] = {}
    for change in comparison.changes:
        by_link.setdefault(change.link, []).append(change)
    for number, changes in sorted(by_link.items()):
        link = comparison.alignment.links[number]
        crossed = list(_swapped(comparison, changes, link)) or list(_crossed(comparison, changes, link))
        yield from crossed
        yield from _turned(comparison, changes)
        yield from _voices(comparison, changes)
        dropped = _causer_dropped(comparison, changes)
        if dropped is not None:
            yield _finding(comparison, *dropped, Severity.MINOR)


def _swapped(comparison: Comparison, changes: list[Change], link: Link) -> Iterator[Finding]:
    """Yield a finding where two names stand in each other's place and no passive explains it."""
    source, copy = comparison.source, comparison.copy
    old, new = source.words.keys, copy.words.keys
    passive = _PASSIVE & set(new[slice(*link.copy)]) != _PASSIVE & set(old[slice(*link.source)])
    if passive or len(changes) > 8 or _turned_verb(comparison, changes):
        return
    for place, one in enumerate(changes):
        for two in changes[place + 1 :]:
            first = _named(comparison, one)
            second = _named(comparison, two)
            crossed = first[0] and second[0] and first[0] & second[1] and first[1] & second[0]
            if crossed and not first[0] & first[1] and _told_between(comparison, one, two):
                yield _finding(
                    comparison,
                    (one.source[0], two.source[1]),
                    (one.copy[0], two.copy[1]),
                    Severity.CRITICAL,
                )
                return


def _crossed(comparison: Comparison, changes: list[Change], link: Link) -> Iterator[Finding]:
    """Yield a finding where the words beside a verb changed sides: "Roth sued the council", "the council sued Roth"."""
    source, copy = comparison.source, comparison.copy
    if not 2 <= len(changes) <= 8 or link.source[1] - link.source[0] > _LONG:
        return
    changed = {at for each in changes for at in range(*each.source)}
    here = {copy.words.loose[at]: at for at in range(*link.copy)}
    for at in range(link.source[0] + 1, link.source[1] - 1):
        key = source.words.loose[at]
        place = here.get(key)
        if place is None or key in SMALL or key in _BOTH or at in source.names or source.quote_of[at] >= 0:
            continue
        old, new = _beside(source.words, at, link.source), _beside(copy.words, place, link.copy)
        if old is None or new is None or old[0] == old[1]:
            continue
        bearers = [source.words.loose[each] for each in old]
        if bearers == [copy.words.loose[each] for each in reversed(new)] and changed & set(old):
            if any(source.words.loose[each] in _BE | _PASSIVE for each in range(old[0], old[1])) or any(
                copy.words.loose[each] in _BE | _PASSIVE for each in range(new[0], new[1])
            ):
                continue
            yield _finding(comparison, (old[0], old[1] + 1), (new[0], new[1] + 1), Severity.CRITICAL)
            return


#: Sentences with more words are not looked through for crossed bearers.
_LONG = 80


def _beside(words: Canonical, at: int, link: tuple[int, int]) -> tuple[int, int] | None:
    """Return the word right before a verb and the first behind it that is no article; None where a mark parts them."""
    behind = at + 1
    while behind < link[1] and words.loose[behind] in _ARTICLES:
        behind += 1
    if at - 1 < link[0] or behind >= link[1] or words.loose[at - 1] in SMALL or words.loose[behind] in SMALL:
        return None
    parted = words.text[words.ends[at - 1] : words.starts[behind]]
    return None if {",", ";", ":", "(", "/"} & set(parted) else (at - 1, behind)


def _named(comparison: Comparison, change: Change) -> tuple[set[str], set[str]]:
    """Return the names on both sides of a change."""
    source, copy = comparison.source, comparison.copy
    names = (
        {source.words.keys[at] for at in range(*change.source) if at in source.names},
        {copy.words.keys[at] for at in range(*change.copy) if at in copy.names},
    )
    if any(names):
        return names
    plain = {key for key in source.words.loose[slice(*change.source)] if key not in SMALL}
    other = {key for key in copy.words.loose[slice(*change.copy)] if key not in SMALL}
    single = len(plain) == len(other) == 1 and all(key.isalpha() for key in plain | other)
    return (plain, other) if single else (set(), set())


def _told_between(comparison: Comparison, one: Change, two: Change) -> bool:
    """Say whether a word that tells what was done stands between two bearers, and no mere "and"."""
    keys, to_copy = comparison.source.words.loose, comparison.alignment.to_copy
    between = range(one.source[1], two.source[0])
    if all(keys[at] in SMALL or keys[at] in _BOTH for at in between):
        return False
    return any(to_copy[at] >= 0 and keys[at] not in SMALL for at in between)


#: Where one of these joins two bearers it does not matter who is named first.
_BOTH = frozenset(
    {"and", "or", "plus", "versus", "v", "vs", "between", "with", "met", "meets", "married", "divorced"}
)


def _turned_verb(comparison: Comparison, changes: list[Change]) -> bool:
    """Say whether the verb became its opposite, which is right where its bearers changed places: "beat", "lost to"."""
    for each in changes:
        for word in comparison.source.words.loose[slice(*each.source)]:
            if OPPOSITES.get(word, frozenset()) & set(comparison.copy.words.loose[slice(*each.copy)]):
                return True
    return False


def _voices(comparison: Comparison, changes: list[Change]) -> Iterator[Finding]:
    """Yield a finding where "the firm was sued by the town" became "the firm sued the town", or the other way round."""
    source, copy = comparison.source.words, comparison.copy.words
    to_source, to_copy = comparison.alignment.to_source, comparison.alignment.to_copy
    for each in changes:
        for at in range(*each.source):
            verb = at - 1
            if source.loose[at] == "by" and verb > 0 and _is_active(source, verb, copy, to_copy):
                here = to_copy[verb]
                yield _finding(comparison, (verb - 1, at + 1), (here, here + 1), Severity.CRITICAL)
        for at in range(*each.copy):
            verb = at - 1
            if copy.loose[at] == "by" and verb > 0 and _is_active(copy, verb, source, to_source):
                there = to_source[verb]
                yield _finding(comparison, (there, there + 1), (verb - 1, at + 1), Severity.CRITICAL)


def _is_active(passive: Canonical, verb: int, active: Canonical, across: tuple[int, ...]) -> bool:
    """Say whether the other side has a passive's verb without "by" and helper, between the same two bearers."""
    behind = verb + 2
    while behind < len(passive) and passive.loose[behind] in _ARTICLES:
        behind += 1
    before = verb - 1
    while before > 0 and passive.loose[before] in _BE:
        before -= 1
    if before == verb - 1 or behind >= len(passive) or min(across[verb], across[before], across[behind]) < 0:
        return False
    here = across[verb]
    return (
        across[before] in {here - 1, here - 2}
        and active.loose[here - 1] not in _BE
        and (here < across[behind] <= here + 2 and active.loose[here + 1] != "by")
    )


_BE = frozenset(
    {"was", "were", "is", "are", "been", "be", "being", "has", "have", "had", "got", "gets", "get", "will"}
)
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their", "two", "some"})


def _turned(comparison: Comparison, changes: list[Change]) -> Iterator[Finding]:
    """Yield a finding where "confidence in the town" became "the town's confidence"."""
    source = comparison.source
    for gone in changes:
        names = [at for at in range(*gone.source) if _is_name(source, at)]
        if not names:
            continue
        before = names[0] - 1
        while before > 0 and source.words.keys[before] == "the":
            before -= 1
        if before < 1 or source.words.keys[before] not in _TOWARDS:
            continue
        noun = comparison.alignment.to_copy[before - 1]
        wanted = {source.words.keys[at] for at in names}
        for come in changes:
            new = {comparison.copy.words.keys[at] for at in range(*come.copy)}
            if noun >= 0 and come.copy[1] == noun and wanted <= new and len(new) <= len(wanted) + 1:
                yield _finding(
                    comparison, (before - 1, names[-1] + 1), (come.copy[0], noun + 1), Severity.MINOR
                )
                break


def _is_name(side: Prepared, at: int) -> bool:
    """Say whether a token is part of a name, a country cut short among them."""
    return at in side.names or side.words.keys[at] in {"u.s.", "uk", "un", "eu"}


def _causer_dropped(
    comparison: Comparison, changes: list[Change]
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return where "having it built" became "building it"."""
    source, copy = comparison.source.words, comparison.copy.words
    old = {at for each in changes for at in range(*each.source)}
    for each in changes:
        for at in range(*each.copy):
            if not copy.keys[at].endswith("ing"):
                continue
            for verb in range(each.source[0], min(len(source), each.source[0] + 8)):
                had = [i for i in range(max(0, verb - 4), verb - 1) if i in old and source.keys[i] in _HAVE]
                done = source.keys[verb].endswith(("ed", "en", "t")) and same_root(
                    source.keys[verb], copy.keys[at]
                )
                if verb in old and done and had:
                    return (had[-1], verb + 1), (at, at + 1)
    return None


def _finding(
    comparison: Comparison, there: tuple[int, int], here: tuple[int, int], severity: Severity
) -> Finding:
    """Return the finding for changed roles."""
    old, new = comparison.source.words.span(*there), comparison.copy.words.span(*here)
    words = old.of(comparison.source.text)
    return Finding(
        "claim.role",
        severity,
        Alteration.ALTERED,
        f"The source says “{words}”, the copy “{new.of(comparison.copy.text)}”: who does what to whom is another.",
        old,
        new,
        words,
    )
