"""The quote ledger's pure part: direct quotations in, utterances with their printed forms out.

Two printings are one form when they are equal after house style is taken away. Near forms of one speaker
are put beside each other as candidates; whether such a form was altered is for the check to say.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq, Levenshtein

from copydesk._codec import Value
from copydesk.text.canonical import canonical
from copydesk.text.words import words
from copydesk.types import Relation, RelationKind

if TYPE_CHECKING:
    from collections.abc import Iterable

_TELLING = 6  # tokens from which equal words are one utterance whoever is named
_LEAST_NEAR = 4  # tokens that the shorter of two near forms must have
_NEAR, _NEAR_UNNAMED = 0.6, 0.8  # of the shorter form's tokens, those in order in the other
_LEAST_CUT = 3  # tokens of a piece of a longer form
_LONGER = (
    2.5  # a near form has at most this many times the other's tokens, unless one is a piece of the other
)
_SAME_WORDS = 0.5  # of the longer form's tokens, those in order in the other; with fewer it is a paraphrase
_TOKEN_CAP = 300  # forms with a token, above which it finds no candidates
_MOST_CANDIDATES = 12
_LAST = datetime.max.replace(tzinfo=UTC)


class Standing(StrEnum):
    """How a form stands to the utterance's first full form; variant and altered are candidates for the check."""

    FIRST = "first"
    STYLE = "style"  #: the same words in another house's style
    TRUNCATED = "truncated"  #: a piece of another form
    TRANSLATED = "translated"  #: in another language
    PARAPHRASED = "paraphrased"  #: few of its words stand in the first form, or few of the first form's in it
    VARIANT = "variant"  #: near, printed by a newsroom of its own: another transcript or translation
    ALTERED = "altered"  #: near, printed in a copy


@dataclass(frozen=True, slots=True)
class Printing(Value):
    """One quotation as one article printed it."""

    key: str  #: of the article
    outlet: str | None
    words: str  #: inside the marks, as printed
    speaker: str | None = None  #: as this article names the speaker; None when nobody is sure
    published: datetime | None = None  #: a time without zone counts as UTC
    relation: Relation | None = None  #: how the article stands to others; None when not known
    language: str | None = None  #: of the article, BCP 47; None when not known


@dataclass(frozen=True, slots=True)
class PrintedForm(Value):
    """One wording of an utterance and everybody who printed it, the earliest first."""

    words: str  #: as first printed
    standing: Standing
    printings: tuple[Printing, ...]

    @property
    def styles(self) -> tuple[str, ...]:
        """The same words as other houses style them, each once, in the order of their printing."""
        return tuple(dict.fromkeys(each.words for each in self.printings if each.words != self.words))


@dataclass(frozen=True, slots=True)
class UtteranceGroup(Value):
    """Something one speaker said once: its first full form, then the others in order of first printing."""

    speaker: str | None  #: the fullest name given; None when nobody is sure
    forms: tuple[PrintedForm, ...]


@dataclass(slots=True)
class _Form:
    """A form while the ledger is being made."""

    tokens: tuple[str, ...]
    printings: list[Printing]


@dataclass(slots=True)
class _Group:
    """An utterance while the ledger is being made."""

    forms: dict[tuple[str, ...], _Form]
    speakers: dict[str, None]


def forms(entries: Iterable[Printing]) -> tuple[UtteranceGroup, ...]:
    """Group quotations into utterances; the result does not depend on the order of the entries.

    >>> one = Printing("a", "The Quay Post", "It has well under $10B secured", "Edda Morn")
    >>> two = Printing("b", "Mirror", "it has well under 10 billion dollars secured", "Morn")
    >>> [len(each.forms[0].printings) for each in forms([one, two])]
    [2]
    """
    groups: list[_Group] = []
    exact: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    by_token: defaultdict[str, dict[int, None]] = defaultdict(dict)
    for entry in sorted(entries, key=_order):
        tokens = tuple(canonical(entry.words).keys)
        number = _equal(groups, exact[tokens], entry, tokens)
        if number is None:
            number = _near(groups, by_token, entry, tokens)
        if number is None:
            number = len(groups)
            groups.append(_Group({}, {}))
        group = groups[number]
        form = group.forms.setdefault(tokens, _Form(tokens, []))
        form.printings.append(entry)
        if entry.speaker:
            group.speakers[entry.speaker] = None
        if number not in exact[tokens]:
            exact[tokens].append(number)
        for token in tokens:
            by_token[token][number] = None
    return tuple(_finished(each) for each in groups)


def same_speaker(one: str | None, other: str | None) -> bool | None:
    """Say whether two names can be one person's; None when either is missing.

    The last words are compared, one letter's difference forgiven: garbled copies bend names.

    >>> same_speaker("Elon Musk", "Muska"), same_speaker("Ida Voll", "Jon Tarn"), same_speaker(None, "Voll")
    (True, False, None)
    """
    first, second = words(one or "").forms, words(other or "").forms
    if not first or not second:
        return None
    last, latter = first[-1], second[-1]
    forgiven = 1 if min(len(last), len(latter)) >= 4 else 0
    return Levenshtein.distance(last, latter) <= forgiven


def _order(entry: Printing) -> tuple[datetime, str, str, str]:
    """Return what orders printings: time, those without one last; then key and words."""
    when = entry.published or _LAST
    return (when if when.tzinfo else when.replace(tzinfo=UTC), entry.key, entry.words, entry.speaker or "")


def _equal(groups: list[_Group], numbers: list[int], entry: Printing, tokens: tuple[str, ...]) -> int | None:
    """Return the utterance that has this very form; None when none has, or only other speakers' have."""
    for number in numbers:
        if len(tokens) >= _TELLING or _speaks(groups[number], entry) is not False:
            return number
    return None


def _speaks(group: _Group, entry: Printing) -> bool | None:
    """Say whether an utterance's speaker can be the entry's; None when that is not known."""
    said = [same_speaker(each, entry.speaker) for each in group.speakers]
    if True in said:
        return True
    return False if False in said else None


def _near(
    groups: list[_Group],
    by_token: dict[str, dict[int, None]],
    entry: Printing,
    tokens: tuple[str, ...],
) -> int | None:
    """Return the utterance with the form nearest to an entry's; None when none is near enough."""
    votes: defaultdict[int, float] = defaultdict(float)
    for token in dict.fromkeys(tokens):
        posts = by_token.get(token, {})
        if len(posts) <= _TOKEN_CAP:
            for number in posts:
                votes[number] += 1.0 / len(posts)
    best, nearest = 0.0, None
    for number in sorted(votes, key=lambda each: (-votes[each], each))[:_MOST_CANDIDATES]:
        speaks = _speaks(groups[number], entry)
        if speaks is False:
            continue
        least = _NEAR if speaks else _NEAR_UNNAMED
        score = max(_closeness(each, tokens) for each in groups[number].forms)
        if score >= least and score > best:
            best, nearest = score, number
    return nearest


def _closeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Return how much of the shorter form stands in order in the longer; 0 when that says nothing."""
    short, long = sorted((one, other), key=len)
    if is_piece(short, long):
        return 1.0
    if len(short) < _LEAST_NEAR or len(long) > _LONGER * len(short):
        return 0.0
    return float(LCSseq.similarity(short, long)) / len(short)


def is_piece(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Say whether a form of at least three tokens stands in one piece inside a longer one.

    >>> is_piece(("we", "will", "build"), ("today", "we", "will", "build", "it"))
    True
    """
    size = len(short)
    if not _LEAST_CUT <= size < len(long):
        return False
    return any(long[index : index + size] == short for index in range(len(long) - size + 1))


def _finished(group: _Group) -> UtteranceGroup:
    """Return an utterance with the standing of each of its forms."""
    listed = list(group.forms.values())
    whole = [each for each in listed if not any(is_piece(each.tokens, other.tokens) for other in listed)]
    first = whole[0]
    ordered = [first, *(each for each in listed if each is not first)]
    return UtteranceGroup(
        speaker=max(group.speakers, key=lambda each: (len(each), each), default=None),
        forms=tuple(
            PrintedForm(
                words=each.printings[0].words,
                standing=_standing(each, first, is_whole=each in whole),
                printings=tuple(each.printings),
            )
            for each in ordered
        ),
    )


def is_near(one: Printing, other: Printing) -> bool:
    """Say whether two printings in different words may be one utterance: most of the shorter one's words, in order.

    Speakers who cannot be one person said two things; where one is missing the words must agree the more. A piece
    of at least three words is near, of whichever length the other is.

    >>> one = Printing("a", None, "We will not miss its noise, but its shadow", "Mara Lind")
    >>> is_near(one, Printing("b", None, "We shall not miss its noise but the shadow", "Lind"))
    True
    >>> is_near(one, Printing("c", None, "We shall not miss its noise but the shadow", "Ivo Tarrant"))
    False
    """
    speaks = same_speaker(one.speaker, other.speaker)
    if speaks is False:
        return False
    tokens = tuple(canonical(one.words).keys), tuple(canonical(other.words).keys)
    return _closeness(*tokens) >= (_NEAR if speaks else _NEAR_UNNAMED)


def standing(first: Printing, other: Printing) -> Standing:
    """Return how another printing of an utterance stands to the first full one.

    >>> one = Printing("a", None, "It has well under $10B secured for the centre")
    >>> standing(one, Printing("b", None, "it has well under 10 billion dollars secured for the center")).value
    'style'
    >>> standing(one, Printing("c", None, "well under $10 billion")).value
    'truncated'
    """
    tokens, others = tuple(canonical(first.words).keys), tuple(canonical(other.words).keys)
    if tokens == others:
        return Standing.STYLE
    if is_piece(others, tokens):
        return Standing.TRUNCATED
    return _reworded(first, other, (tokens, others))


def _reworded(first: Printing, other: Printing, tokens: tuple[tuple[str, ...], tuple[str, ...]]) -> Standing:
    """Return how a form in other words stands to the first; `tokens` are the two forms'."""
    if first.language and other.language and _tongue(first.language) != _tongue(other.language):
        return Standing.TRANSLATED
    longest = max(map(len, tokens)) or 1
    if LCSseq.similarity(*tokens) < _SAME_WORDS * longest:
        return Standing.PARAPHRASED
    copied = other.relation is not None and other.relation.kind in {
        RelationKind.REPRINT,
        RelationKind.REWRITE,
    }
    return Standing.ALTERED if copied else Standing.VARIANT


def _tongue(language: str) -> str:
    """Return the language without its country: "pt" of "pt-BR"."""
    return language.partition("-")[0].casefold()


def _standing(form: _Form, first: _Form, *, is_whole: bool) -> Standing:
    """Return how a form stands to the first full one."""
    if form is first:
        return Standing.FIRST
    if not is_whole:
        return Standing.TRUNCATED
    return _reworded(first.printings[0], form.printings[0], (first.tokens, form.tokens))
