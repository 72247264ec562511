"""Says how one article stands to another that came before it: kind, shares, passages, evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.matching.align import Alignment, align
from copydesk.matching.common_words import COMMON
from copydesk.matching.pair import Pair, credits_outlet, links_to, shared_agency
from copydesk.types import Relation, RelationKind

if TYPE_CHECKING:
    from copydesk.matching.fingerprint import Fingerprint
    from copydesk.matching.live import Live

_MOSTLY = 0.5  # of a copy's live words, those that make it a copy rather than an article that builds on one
_VERBATIM = 0.55  # of a copy's live words, those in runs of five that make it a reprint, not a rewrite
_CARRIED = (
    12  # words outside quotation marks that an article must carry over in one piece to build on another
)
_CARRIED_TERMS = 5  # of these, telling words
_IN_PIECES = (
    0.6  # of the matched words, those in long runs: a round-up carries pieces, a spinner scatters words
)
_LEAST_PLAIN = 10  # words outside quotation marks from which they must have been taken too
_LEAST_TAKEN = 0.15  # of these
_SURE_FOLLOW_UP = 0.9
_HOUR = 3600.0


def relate(copy: Live, source: Live, pair: Pair) -> Relation | None:
    """Return how `copy` stands to the earlier `source`; None when on a closer look it does not.

    Cost: about linear in the two lengths, but for the gaps between long shared runs, where it is their product
    divided by 64.
    """
    found = align(source.article, copy.article)
    own, others = len(copy.words) or 1, len(source.words) or 1
    share = min(1.0, found.covered / own)
    source_share = min(1.0, found.source_covered / others)
    kind, certainty = _kind(copy, source, pair, found)
    if kind is None:
        return None
    return Relation(
        key=copy.kept.key,
        kind=kind,
        of=source.kept.key,
        share=round(share, 4),
        source_share=round(source_share, 4),
        certainty=round(certainty, 4),
        agency=shared_agency(source.kept, copy.kept),
        passages=found.passages,
        evidence=tuple(_evidence(copy, source, pair, found)),
    )


def unrelated(key: str) -> Relation:
    """Return the relation of an article that comes from none that is known."""
    return Relation(key=key, kind=RelationKind.NONE)


def _kind(copy: Live, source: Live, pair: Pair, found: Alignment) -> tuple[RelationKind | None, float]:
    """Return the kind of a relation and how sure it is; None for the kind when there is none after all."""
    own = len(copy.words) or 1
    taken, plain = _outside_marks(found)
    if pair.score > 0 and (plain < _LEAST_PLAIN or taken >= _LEAST_TAKEN * plain):
        if found.verbatim >= _VERBATIM * own:
            return RelationKind.REPRINT, pair.certainty
        if found.covered >= _MOSTLY * own or found.verbatim < _IN_PIECES * found.matched:
            return RelationKind.REWRITE, pair.certainty
        return RelationKind.FOLLOW_UP, pair.certainty
    carried = _carried(copy.article, found)
    if carried >= _CARRIED:
        return RelationKind.FOLLOW_UP, min(_SURE_FOLLOW_UP, 0.5 + carried / 100)
    if credits_outlet(copy.kept, source.kept) or (pair.is_linked and links_to(copy.kept, source.kept)):
        return RelationKind.FOLLOW_UP, _SURE_FOLLOW_UP * (0.5 + 0.5 * pair.features.names)
    return None, 0.0


def _outside_marks(found: Alignment) -> tuple[int, int]:
    """Return how many words outside quotation marks have a counterpart, and how many there are."""
    quoted = found.quoted
    taken = sum(each.length - sum(quoted[each.copy : each.copy + each.length]) for each in found.pieces)
    return taken, len(quoted) - sum(quoted)


def _carried(copy: Fingerprint, found: Alignment) -> int:
    """Return the words of the longest piece carried over outside quotation marks.

    Two newsrooms that hear one speech print the same quotation; that alone says nothing.
    """
    best = 0
    quoted = found.quoted
    for each in found.blocks:
        plain = [
            copy.hashes[index] for index in range(each.copy, each.copy + each.length) if not quoted[index]
        ]
        if len(set(plain) - COMMON) >= _CARRIED_TERMS:
            best = max(best, len(plain))
    return best


def _evidence(copy: Live, source: Live, pair: Pair, found: Alignment) -> list[str]:
    """Return in plain sentences what speaks for the relation."""
    name = source.kept.outlet or source.kept.key
    own, others = len(copy.words) or 1, len(source.words) or 1
    share, whole = min(1.0, found.covered / own), min(1.0, found.source_covered / others)
    passages = "1 passage" if len(found.passages) == 1 else f"{len(found.passages)} passages"
    said = [f"{share:.0%} of its words come from {name}, in {passages}; it has {whole:.0%} of that text."]
    if found.moved:
        said.append("Passages stand in another order than in the source.")
    if pair.score > 0 and found.verbatim < _VERBATIM * own:
        said.append(
            f"Many words were replaced: {found.matched} of {own} stand as they were, "
            f"{pair.features.order:.0%} of the shared telling words in the same order."
        )
    agency = shared_agency(source.kept, copy.kept)
    if agency:
        said.append(f"Both credit {agency}.")
    if credits_outlet(copy.kept, source.kept):
        said.append(f"It names {name} as its source.")
    if links_to(copy.kept, source.kept):
        said.append(f"Its text links to the article in {name}.")
    if pair.features.figures > 0.5 and len(copy.figures & source.figures) > 1:
        said.append(f"They share {len(copy.figures & source.figures)} figures.")
    said.append(_direction(copy, source))
    return said


def _direction(copy: Live, source: Live) -> str:
    """Return in a plain sentence why the source counts as the earlier one."""
    first, second = source.kept.published, copy.kept.published
    if first is not None and second is not None and first != second:
        hours = (second - first) / _HOUR
        late = (
            f"{hours / 24:.0f} days"
            if hours >= 48
            else f"{hours:.0f} hours"
            if hours >= 2
            else f"{hours * 60:.0f} minutes"
        )
        return f"It appeared {late} later."
    if credits_outlet(copy.kept, source.kept):
        return "The times do not say which came first; the credit does."
    if len(source.words) > len(copy.words):
        return "The times do not say which came first; the fuller text counts as the source."
    return "The times do not say which came first."
