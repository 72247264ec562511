"""Who bears a claim, by kind: a person, many people, somebody, a document. One kind is not another."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from copydesk.checking.lexicon import CUES, DOCUMENTS, OURSELVES, PLURAL_BEARERS, SMALL, SOURCES, VIEWS
from copydesk.types import Alteration, Finding, Severity

if TYPE_CHECKING:
    from copydesk.checking.comparison import Change, Comparison, Prepared

#: A change of more words than this is a sentence told anew.
_FEW = 6
#: A description stands so near its name, in words.
_BESIDE = 8
_SOMEBODY = frozenset({"a", "an", "one", "another", "#1"})
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their"})
_JOINTS = frozenset(
    {"but", "and", "that", "as", "while", "when", "because", "though", "although", "if", "to", "since"}
)
#: With "of" they say how many, not who: "a number of tenants" may be "some tenants".
_COUNTED = frozenset(
    {"number", "handful", "couple", "dozen", "dozens", "group", "range", "series", "majority", "lot"}
)
_ANY = frozenset({"some", "many", "others", "several", "most"})
#: Behind these stands whom it was told: "told reporters".
_TOLD = frozenset({"told", "tells", "tell", "telling", "informed"})
_MANY = frozenset(SOURCES.values()) | PLURAL_BEARERS


class Kind(StrEnum):
    """What kind of bearer some words name."""

    PERSON = "person"
    MANY = "many"
    SOMEBODY = "somebody"
    DOCUMENT = "document"
    OPEN = "open"  #: "the senator", "the firm": may stand for anybody


_OTHER = {
    Kind.PERSON: {Kind.MANY, Kind.SOMEBODY, Kind.DOCUMENT},
    Kind.MANY: {Kind.PERSON, Kind.SOMEBODY},
    Kind.DOCUMENT: {Kind.PERSON, Kind.SOMEBODY, Kind.MANY},
    Kind.SOMEBODY: {Kind.DOCUMENT},
    Kind.OPEN: set(),
}


def other_bearer(comparison: Comparison, change: Change) -> Finding | None:
    """Return the finding for a bearer who became one of another kind, or somebody's people; None if none did.

    "Lind said" may become "the mayor said", and not "campaign aides said" or "the report said"; an outlet may not
    become "our reporter", nor Lind "Lind's office".
    """
    (a, b), (c, d) = change.source, change.copy
    if d - c > _FEW or b - a > _FEW or not _keeps_place(comparison, change):
        return None
    if c == d:
        return _of_his_people(comparison, change)
    if a < b and (not _is_subject(comparison.source, a) or comparison.copy.words.loose[c] in _TOLD):
        return None
    b, d = _bearer_end(comparison.source, a, b), _bearer_end(comparison.copy, c, d)
    told = _told(comparison.copy, (c, d))
    if a == b:
        return (
            _finding(comparison, (max(0, a - 1), a), (c - 1, d))
            if told and _is_owned(comparison, change)
            else None
        )
    old, new = _kind(comparison.source, a, b), _kind(comparison.copy, c, d)
    if new is Kind.SOMEBODY and _is_described(comparison, change):
        return None
    hidden = told and _hides_outlet(comparison, change)
    if hidden or (new in _OTHER[old] and (told or _bounded(comparison, change))):
        return _finding(comparison, (a, b), (c, d))
    return None


def _bearer_end(side: Prepared, first: int, last: int) -> int:
    """Return where the bearer ends in a run that goes on with a reporting word or an adverb told otherwise too."""
    keys = side.words.loose
    end = last
    while end - first > 1 and (
        keys[end - 1] in CUES or keys[end - 1] in VIEWS or keys[end - 1].endswith("ly")
    ):
        end -= 1
    return end


def _keeps_place(comparison: Comparison, change: Change) -> bool:
    """Say whether what stands behind the change, or before it, is a word that stayed."""
    (a, b), (c, d) = change.source, change.copy
    to_source = comparison.alignment.to_source
    behind = d < len(to_source) and to_source[d] == b
    before = c > 0 and a > 0 and to_source[c - 1] == a - 1 and comparison.copy.words.loose[c - 1] in CUES
    return behind or before


def _is_subject(side: Prepared, first: int) -> bool:
    """Say whether words can be what a clause begins with, or what a reporting word leads: not "in a statement"."""
    keys, words = side.words.loose, side.words
    if first and keys[first - 1] in _ARTICLES:
        first -= 1
    if not first or first in side.openers or keys[first - 1] in CUES or keys[first - 1] in _JOINTS:
        return True
    return bool(words.text[words.ends[first - 1] : words.starts[first]].strip())


def _told(side: Prepared, run: tuple[int, int]) -> bool:
    """Say whether a word that reports stands right before or within three words behind."""
    keys = side.words.loose
    return any(key in CUES or key in VIEWS for key in keys[run[1] : run[1] + 3]) or (
        run[0] > 0 and keys[run[0] - 1] in CUES
    )


def _bounded(comparison: Comparison, change: Change) -> bool:
    """Say whether the words are a sentence's first on both sides, and so its subject."""
    return change.source[0] in comparison.source.openers and change.copy[0] in comparison.copy.openers


def _kind(side: Prepared, first: int, last: int) -> Kind:
    """Return what kind of bearer a run names."""
    keys = side.words.loose
    head = keys[last - 1]
    if any(at in side.people for at in range(first, last)) and last - 1 in side.names:
        return Kind.PERSON
    if head in _MANY or keys[first : first + 2] == ("members", "of"):
        return Kind.MANY
    if last - 1 in side.names:
        return Kind.OPEN
    if head in DOCUMENTS:
        return Kind.DOCUMENT
    if keys[first] in _ANY and head.endswith("s"):
        return Kind.MANY
    if _COUNTED & set(keys[first:last]):
        return Kind.OPEN
    beside = first > 0 and not side.text[side.words.ends[first - 1] : side.words.starts[first]].strip()
    before = keys[first - 1] if beside else ""
    if (keys[first] in _SOMEBODY or before in _SOMEBODY) and head not in SMALL:
        return Kind.SOMEBODY
    return Kind.OPEN


def _is_described(comparison: Comparison, change: Change) -> bool:
    """Say whether the source itself describes the bearer so: "a retired judge" for "Klein, a retired judge"."""
    source, copy = comparison.source.words, comparison.copy.words
    telling = {key for key in copy.loose[slice(*change.copy)] if key not in SMALL and key not in _SOMEBODY}
    names = {source.keys[at] for at in range(*change.source) if at in comparison.source.names}
    return bool(telling) and any(
        telling <= set(source.loose[max(0, at - _BESIDE) : at + _BESIDE])
        for at, key in enumerate(source.keys)
        if key in names
    )


def _hides_outlet(comparison: Comparison, change: Change) -> bool:
    """Say whether a name that is no person's gave way to "our reporter" and the like."""
    source, copy = comparison.source, comparison.copy
    outlet = any(at in source.names and at not in source.people for at in range(*change.source))
    own = copy.words.loose[change.copy[1] - 1] in OURSELVES
    return outlet and own and not any(at in copy.names for at in range(*change.copy))


def _is_owned(comparison: Comparison, change: Change) -> bool:
    """Say whether "Lind" became "Lind's office" before a reporting word."""
    c, d = change.copy
    copy = comparison.copy
    return (
        0 < c < d
        and _has_owner(copy, c, d)
        and c - 1 in copy.names
        and comparison.alignment.to_source[c - 1] == change.source[0] - 1
        and copy.words.loose[d - 1] not in CUES
    )


def _has_owner(side: Prepared, first: int, last: int) -> bool:
    """Say whether a run begins with the ending of an owner and goes on with what is owned: "'s office", "' office"."""
    if side.words.keys[first] == "'s":
        return last - first > 1
    before = side.words.ends[first - 1]
    return side.text[before : before + 2] in {"' ", "’ "}


def _of_his_people(comparison: Comparison, change: Change) -> Finding | None:
    """Return the finding for "Lind's office said" that became "Lind said"."""
    (a, b), (c, d) = change.source, change.copy
    source = comparison.source
    if not 0 < a < b or not _has_owner(source, a, b) or a - 1 not in source.names or not c:
        return None
    if comparison.alignment.to_copy[a - 1] != c - 1 or not _told(comparison.copy, (c - 1, d)):
        return None
    return _finding(comparison, (a - 1, b), (c - 1, d))


def _finding(comparison: Comparison, there: tuple[int, int], here: tuple[int, int]) -> Finding:
    """Return the finding for another bearer: critical beside a reporting word."""
    told = _told(comparison.copy, here)
    old, new = comparison.source.words.span(*there), comparison.copy.words.span(*here)
    words = old.of(comparison.source.text)
    return Finding(
        "attribution.changed" if told else "name.changed",
        Severity.CRITICAL if told else Severity.MAJOR,
        Alteration.ALTERED,
        f"The source rests this on “{words}”, the copy on “{new.of(comparison.copy.text)}”.",
        old,
        new,
        words,
    )
