"""How many newsrooms reported a story on their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk._codec import Value
from copydesk.matching.credits import agency_name, name_form
from copydesk.types import Relation, RelationKind

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Member(Value):
    """One article of a story, for counting."""

    key: str
    outlet: str | None  #: who published it; None counts as a newsroom of its own
    relation: Relation


def independent(members: Iterable[Member]) -> int:
    """Return how many independent newsrooms a story's articles come from.

    A reprint or rewrite counts for the newsroom it comes from, an agency's text for the agency, however
    many print it; two articles of one outlet count once.

    >>> alone = Relation(key="a", kind=RelationKind.NONE)
    >>> taken = Relation(key="b", kind=RelationKind.REPRINT, of="a")
    >>> independent([Member("a", "The Quay Post", alone), Member("b", "Mirror", taken)])
    1
    """
    listed = list(members)
    known = {each.key: each for each in listed}
    newsrooms = {_newsroom(each, known) for each in listed}
    return len(_unified(newsrooms))


def _newsroom(member: Member, known: dict[str, Member]) -> str:
    """Return what stands for the newsroom whose text an article carries.

    The source may lie outside the story: then its key stands for it, so that its reprints still count once.
    """
    met: set[str] = set()
    at = member
    while (
        at.relation.kind in {RelationKind.REPRINT, RelationKind.REWRITE}
        and at.relation.of
        and at.key not in met
    ):
        if at.relation.agency:
            return _label(at.relation.agency)
        met.add(at.key)
        source = known.get(at.relation.of)
        if source is None:
            return f"article {at.relation.of}"
        at = source
    agency = next(
        (
            each.relation.agency
            for each in known.values()
            if each.relation.of == at.key
            and each.relation.agency
            and each.relation.kind in {RelationKind.REPRINT, RelationKind.REWRITE}
        ),
        None,
    )
    if agency:
        return _label(agency)
    return _label(at.outlet) if at.outlet else f"article {at.key}"


def _label(name: str) -> str:
    """Return one label for all ways to write an outlet's or agency's name."""
    return f"newsroom {name_form(agency_name(name) or name).removeprefix('the ')}"


def _unified(newsrooms: set[str]) -> set[str]:
    """Return the newsrooms, those that stand there by their initials too left out where the name is there."""
    initials = {
        f"newsroom {''.join(word[0] for word in each.split()[1:])}" for each in newsrooms if " " in each[9:]
    }
    return {each for each in newsrooms if each not in initials}
