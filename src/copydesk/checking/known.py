"""A quotation against its known printed forms: the same words, a variant, or altered, and who printed which first.

This is weaker evidence than a source: two reporters may have heard one speech, or a speaker said it twice.
So what is found here is never graver than minor, and the message says whose words it was held against.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

from copydesk._codec import Value
from copydesk.checking.lexicon import FILLERS, NEGATIONS, SMALL
from copydesk.text.alignment import edits_between
from copydesk.text.canonical import canonical
from copydesk.types import Alteration, Finding, QuotationKind, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from copydesk.checking.comparison import Side
    from copydesk.text.alignment import Edit
    from copydesk.text.canonical import Canonical

#: Quotations of fewer words are said every day by somebody.
TELLING = 4
#: From this share of the shorter one's words in order, two forms may be one utterance.
NEAR = 0.6
#: Fewer equal words that carry sense are chance, as are words scattered over a form so many times as long.
LEAST_SHARED, LONGER = 2, 2.5
#: Two transcripts of one speech seldom differ in one content word and nothing else; two translations in many.
FEW_EDITS, CLOSE = 2, 0.75
_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class KnownForm(Value):
    """One wording of an utterance as one outlet printed it."""

    words: str  #: inside the marks, as printed
    outlet: str
    utterance: str  #: forms of one utterance share it
    when: datetime | None = None  #: aware UTC; None when nobody knows
    url: str | None = None
    speaker: str | None = None  #: None when nobody is sure


class Likeness(StrEnum):
    """How words stand to a known form."""

    SAME = "same"  #: the form, house style aside, or a piece of it
    VARIANT = "variant"  #: as two people may have heard, or translated, one speech
    ALTERED = "altered"  #: the form but for a word or two that change what is said


@dataclass(frozen=True, slots=True)
class Known(Value):
    """What is known of some quoted words."""

    likeness: Likeness
    nearest: KnownForm  #: the wording nearest to them, as first printed
    forms: tuple[KnownForm, ...]  #: every printing of the utterance, the earliest first

    @property
    def first(self) -> KnownForm:
        """Return the earliest printing of the utterance."""
        return self.forms[0]


def look_up(words: str, forms: Iterable[KnownForm]) -> Known | None:
    """Return what is known of quoted words; None when no known form is near them.

    Args:
        words: inside the marks.
        forms: known printings, of any utterances and in any order.

    >>> mill = KnownForm("the mill has well under $4B secured for spring", "The Quay Post", "1")
    >>> found = look_up("The mill has well under $4 billion insured for spring", [mill])
    >>> str(found.likeness), found.first.outlet
    ('altered', 'The Quay Post')
    >>> look_up("nobody knows what it will cost", [mill]) is None
    True

    Complexity: the number of forms times the square of a form's words.
    """
    return _looked_up(words, _prepared(forms))


def _prepared(forms: Iterable[KnownForm]) -> list[tuple[KnownForm, Canonical]]:
    """Return forms in the order in which they were printed, each in canonical form."""
    return [(form, canonical(form.words)) for form in sorted(forms, key=_order)]


def _looked_up(words: str, forms: list[tuple[KnownForm, Canonical]]) -> Known | None:
    """Return what is known of quoted words among prepared forms."""
    asked = canonical(words)
    best, nearest = 0.0, None
    for each in forms:
        score = _closeness(asked.keys, each[1].keys)
        # Of equally near forms the one printed first is held against the words.
        if score >= NEAR and score > best:
            best, nearest = score, each
    if nearest is None:
        return None
    form, found = nearest
    printings = tuple(each for each, _ in forms if each.utterance == form.utterance)
    return Known(_likeness(found, asked), form, printings)


def against_known(copy: Side, forms: Sequence[KnownForm]) -> Iterator[Finding]:
    """Yield a finding for each quotation that known printings have in other words.

    What was printed after the article was published is no measure of it: who was first altered nothing.

    Args:
        copy: the article, with its reading.
        forms: what other articles printed; the article's own printings are left out by the caller.
    """
    published = copy.article.published or _LAST
    prepared = _prepared(form for form in forms if form.when is None or form.when <= published)
    for quotation in copy.reading.quotations:
        words = quotation.span.of(copy.article.body)
        if quotation.kind is QuotationKind.INDIRECT or len(canonical(words)) < TELLING:
            continue
        known = _looked_up(words, prepared)
        if known is None:
            continue
        if known.likeness is Likeness.SAME:
            if not _is_first(known):
                message = f"These words were first printed by {_said(known.nearest)}; before that, {_printed(known.first)}."
                yield Finding(
                    "quote.altered", Severity.NOTE, Alteration.VARIANT, message, None, quotation.span, None
                )
            continue
        altered = known.likeness is Likeness.ALTERED
        outlets = len({each.outlet for each in known.forms})
        also = f", one of {outlets} outlets with these words or others" if outlets > 1 else ""
        message = f"The copy has “{words}”; {_printed(known.nearest)}{also}."
        if not _is_first(known):
            message += f" First of all, {_printed(known.first)}."
        yield Finding(
            "quote.altered",
            Severity.MINOR if altered else Severity.NOTE,
            Alteration.ALTERED if altered else Alteration.VARIANT,
            message,
            None,
            quotation.span,
            known.nearest.words if altered else None,
        )


def _is_first(known: Known) -> bool:
    """Say whether the nearest wording is the one printed first, or a piece or an extension of it."""
    first, nearest = canonical(known.first.words).keys, canonical(known.nearest.words).keys
    return first == nearest or _closeness(first, nearest) >= 1


def _printed(form: KnownForm) -> str:
    """Return who printed what."""
    return f"{_said(form)} printed “{form.words}”"


def _said(form: KnownForm) -> str:
    """Return an outlet, with the day if it is known."""
    return f"{form.outlet} ({form.when:%Y-%m-%d %H:%M} UTC)" if form.when else form.outlet


def _order(form: KnownForm) -> tuple[datetime, str, str]:
    """Return what orders printings: time, those without one last."""
    return (form.when or _LAST, form.outlet, form.words)


def _closeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Return how much of the shorter form stands in order in the longer; 0 for forms too short to tell."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < TELLING:
        return 0.0
    size = len(shorter)
    if any(list(longer[at : at + size]) == list(shorter) for at in range(len(longer) - size + 1)):
        return 1.0
    # Small words stand in order in any long sentence; those that carry sense must be shared too.
    telling = [[key for key in each if key not in SMALL] for each in (shorter, longer)]
    shared = LCSseq.similarity(*telling)
    if shared < LEAST_SHARED or len(longer) > LONGER * size:
        return 0.0
    return min(0.99, LCSseq.similarity(one, other) / size, shared / len(telling[0]))


def _likeness(form: Canonical, asked: Canonical) -> Likeness:
    """Return how words stand to the form nearest to them; what is trimmed at the edges is no difference."""
    edits = [
        each
        for each in edits_between(form.keys, asked.keys, (0, len(form)), (0, len(asked)))
        if not _harmless(each, form, asked)
    ]
    if not edits:
        return Likeness.SAME
    weighty = any(_weighs(each, form, asked) for each in edits)
    few = len(edits) <= FEW_EDITS and _closeness(form.keys, asked.keys) >= CLOSE
    return Likeness.ALTERED if weighty and few else Likeness.VARIANT


def _harmless(edit: Edit, form: Canonical, asked: Canonical) -> bool:
    """Say whether an edit is a trim at an edge, a marked cut, or in brackets."""
    (a, b), (c, d) = edit.source, edit.copy
    if a == b and c < d:
        return c == 0 or d == len(asked) or all(at in asked.bracketed for at in range(c, d))
    if c == d:
        return a == 0 or b == len(form) or c in asked.gaps
    return b - a == d - c and all(form.loose[a + at] == asked.loose[c + at] for at in range(b - a))


def _weighs(edit: Edit, form: Canonical, asked: Canonical) -> bool:
    """Say whether an edit changes a word that carries sense, or a negation."""
    changed = {*form.keys[slice(*edit.source)], *asked.keys[slice(*edit.copy)]}
    return bool(changed & NEGATIONS) or bool(changed - SMALL - FILLERS)
