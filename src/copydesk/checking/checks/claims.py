"""Claims: what a sentence says, outside quotation marks: negation, certainty, number of, direction, guilt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.checking.changewords import BOTH_WAYS, Words
from copydesk.checking.lexicon import (
    ACCUSED,
    BOUNDS,
    CERTAINTY,
    CONDITIONS,
    CUES,
    GRAVER,
    GUILTY,
    HEARD,
    HEDGES,
    HELD,
    HOMOPHONES,
    NEGATIONS,
    OPPOSITES,
    PASTS,
    PERSONS,
    PLAIN_CUES,
    PRESSURE,
    QUANTIFIERS,
    REFUSALS,
    SMALL,
    SUPERLATIVES,
)
from copydesk.checking.reversals import another_of_a_kind, blamed, taken_back
from copydesk.checking.similar import same_root
from copydesk.types import Alteration, Finding, Severity

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from copydesk.checking.comparison import Change, Comparison, Prepared
    from copydesk.text.canonical import Canonical
    from copydesk.types import Span

IDS = {
    "claim.negation": "The copy denies what the source says, or says what it denies.",
    "claim.certainty": "The copy is surer or less sure than the source.",
    "claim.quantifier": "All, most, some, few or none became another of them.",
    "claim.direction": "A word stands for its opposite.",
    "claim.presumption": "An accusation became guilt, or a deed a graver one.",
    "claim.altered": "A word that carries the sense is another one.",
}

#: In a sentence with fewer equal words a negation may have gone to another clause.
_CLOSE = 0.8


def find(comparison: Comparison) -> Iterator[Finding]:
    """Yield at most one finding for each change, the gravest first."""
    for change in comparison.changes:
        if comparison.source.is_aside(*change.source) and change.copy[0] == change.copy[1]:
            continue
        words = Words(comparison, change)
        for judge in _JUDGES:
            what = judge(words)
            if what is not None:
                yield _finding(comparison, change, what)
                break


def _negation(words: Words) -> tuple[str, Severity, str] | None:
    """Judge a negation put in or taken out."""
    lost, gained = words.lost(NEGATIONS), words.gained(NEGATIONS)
    if bool(lost) == bool(gained):
        return None
    other = words.new if lost else words.old
    if _is_bound(words.old) or _is_bound(words.new) or ("without" in (*lost, *gained) and not other):
        return None  # "no fewer than forty": the figures judge that
    if _still_denied(words.before, words.after) or _still_denied(words.after, words.before):
        return None
    if words.share < _CLOSE and _denials(words.before) == _denials(words.after):
        return None
    own = words.old if lost else words.new
    if any(w in REFUSALS or w.startswith(("un", "non", "dis")) for w in other) and not _one_refusal(
        own, other
    ):
        return None
    if sum(1 for w in other if w not in SMALL) > 1 and not words.has_predicate(own):
        return None
    if (lost and len(words.old) > 4) or (gained and len(words.new) > 6):
        return None
    return "claim.negation", Severity.CRITICAL, "denies what the other says"


def _is_bound(words: tuple[str, ...]) -> bool:
    """Say whether a negation is part of a bound: "no fewer than", "not more than"."""
    return words[:1] in {("no",), ("not",)} and words[1:2] in {("fewer",), ("less",), ("more",), ("later",)}


def _denied_within(words: Words) -> tuple[str, Severity, str] | None:
    """Judge a word that denies itself where the other side's does not: "unarmed", "armed"."""
    if len(words.old) != 1 or len(words.new) != 1:
        return None
    short, long = sorted((words.old[0], words.new[0]), key=len)
    denies = any(long == head + short for head in _DENYING) and len(short) > 3 and long not in _SAME_SENSE
    stem = long.removesuffix("less")
    denies = denies or (stem != long and short == stem + "ful")
    if not denies or _denials(words.before) != _denials(words.after):
        return None  # "not unhappy", "happy"
    return "claim.negation", Severity.CRITICAL, "denies what the other says"


_DENYING = ("un", "in", "im", "ir", "il", "dis", "non", "de")
#: The beginning denies nothing in these.
_SAME_SENSE = frozenset(
    {"inflammable", "invaluable", "inhabitable", "unravel", "unloosen", "inform", "instill", "immigrant"}
)


def _still_denied(one: Counter[str], two: Counter[str]) -> bool:
    """Say whether a sentence denies within a word what the other denies with "not": "unclear" for "not clear"."""
    return any(
        two[word] > one[word]
        and word.startswith(head)
        and one[word.removeprefix(head)] > two[word.removeprefix(head)]
        for word in two
        for head in ("un", "in", "im", "dis", "non", "il", "ir")
    )


def _denials(sentence: Counter[str]) -> int:
    """Return how often a sentence denies."""
    return sum(count for word, count in sentence.items() if word in NEGATIONS)


def _one_refusal(own: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether both sides refuse in the same word, so that the negation comes on top: "denies", "does not deny"."""
    return any(
        one in REFUSALS
        and two in REFUSALS
        and one[:3] == two[:3]
        and (one[:4] == two[:4] or min(len(one), len(two)) < 5)
        for one in own
        for two in other
    )


def _presumption(words: Words) -> tuple[str, Severity, str] | None:
    """Judge an accusation turned into guilt."""
    gained = words.gained(GUILTY)
    if gained and (words.lost(ACCUSED) or words.lost(PERSONS) or _accuses_no_more(words)):
        return "claim.presumption", Severity.CRITICAL, "takes an accusation for guilt"
    if words.lost(HEARD) and words.gained(HELD):
        return "claim.presumption", Severity.CRITICAL, "turns somebody who was heard into a suspect"
    if _is_done(words):
        return "claim.presumption", Severity.CRITICAL, "takes an accusation for guilt"
    for grave, plain in GRAVER.items():
        if words.gained(frozenset({grave})) and words.lost(plain):
            return "claim.presumption", Severity.CRITICAL, "gives the deed a graver name"
    if (
        words.short
        and not words.new
        and words.lost(frozenset({"alleged", "allegedly", "suspected", "accused"}))
    ):
        return "claim.presumption", Severity.CRITICAL, "takes an accusation for guilt"
    return None


def _accuses_no_more(words: Words) -> bool:
    """Say whether the source's sentence accuses and the copy's does not: "a suspect in the killing", "the killer"."""
    return any(words.before[w] for w in ACCUSED) and not any(words.after[w] for w in ACCUSED | HEDGES)


def _is_done(words: Words) -> bool:
    """Say whether "is accused of poisoning" became "poisoned": the deed stayed and the accusation went."""
    lost = words.lost(_ACCUSING)
    if (
        not lost
        or len(words.old) > _CLAUSE
        or any(words.after[w] > words.before[w] for w in ACCUSED | HEDGES | CUES)
    ):
        return False
    deeds = [w for w in words.old if w not in _ACCUSING and w not in SMALL]
    telling = [w for w in words.new if w not in SMALL]
    return all(w in _COMMITTED or any(_is_deed(deed, w) for deed in deeds) for w in telling)


_COMMITTED = frozenset({"committed", "commits", "perpetrated", "carried", "behind", "responsible"})


def _is_deed(deed: str, told: str) -> bool:
    """Say whether a word tells as done what another names: "poisoning", "poisoned"; "setting", "set"."""
    stem = deed.removesuffix("ing")
    stems = {stem, stem + "e", stem[:-1]} if stem != deed else {deed}
    return (
        deed == told
        or same_root(deed, told)
        or any(each == told or told in PASTS.get(each, ()) for each in stems)
    )


_ACCUSING = frozenset(
    (
        "accused", "suspected", "alleged", "allegedly", "suspicion", "charged", "accusations", "allegations", "charges",
        "charge", "accusation", "allegation",
    )
)  # fmt: skip
#: The longest accusation: "who is accused of having poisoned".
_CLAUSE = 7


def _certainty(words: Words) -> tuple[str, Severity, str] | None:
    """Judge a change in how sure the sentence is."""
    if not words.short:
        return None
    was = {CERTAINTY[w] for w in words.lost(CERTAINTY)}
    now = {CERTAINTY[w] for w in words.gained(CERTAINTY)}
    doubt, new_doubt = words.lost(HEDGES), words.gained(HEDGES)
    if PLAIN_CUES & set(words.old) and PLAIN_CUES & set(words.new):
        return None  # "claimed" and "alleged" leave it with the one who says it
    if _TOLD & set(doubt) and _TOLD & set(words.new):
        return None  # "reportedly", "is said to have"
    rest = [w for w in (*words.old, *words.new) if w not in SMALL and w not in HEDGES]
    if bool(doubt) != bool(new_doubt) and not (was or now) and (len(rest) < 2 or (words.old and words.new)):
        return "claim.certainty", Severity.CRITICAL, "is surer of it" if doubt else "is less sure of it"
    if "unlikely" in (*doubt, *new_doubt) and doubt and new_doubt:
        return "claim.certainty", Severity.CRITICAL, "turns likely and unlikely round"
    if was and now and was != now and not (doubt or new_doubt):
        return "claim.certainty", Severity.CRITICAL, "is sure in another degree"
    if {"may", "might"} & set(words.gained(CERTAINTY)) and not was and not doubt and not _hedged(words):
        return "claim.certainty", Severity.CRITICAL, "is less sure of it"
    surer = was & {"may", "seem"} and not now and not new_doubt and len(words.new) <= 1
    return ("claim.certainty", Severity.CRITICAL, "is surer of it") if surer else None


def _hedged(words: Words) -> bool:
    """Say whether the source's sentence doubts with a word that is gone: "perhaps it is" is "it may be"."""
    return any(words.before[w] > words.after[w] for w in (*HEDGES, *CONDITIONS)) or any(
        words.before[w] > words.after[w] for w in CERTAINTY
    )


def _condition(words: Words) -> tuple[str, Severity, str] | None:
    """Judge a condition that is gone: "if convicted, he faces", "he faces"."""
    lost = words.lost(CONDITIONS)
    if not lost or len(words.old) < 2 or any(w not in SMALL for w in words.new):
        return None
    if any(words.after[w] for w in ("when", "should", "once", "whether", "case", *CONDITIONS)):
        return None
    return "claim.certainty", Severity.CRITICAL, "drops the condition"


def _turned(words: Words) -> tuple[str, Severity, str] | None:
    """Judge the doer who became the one it was done to: "the occupiers", "the occupied"."""
    if len(words.old) != 1 or len(words.new) != 1 or not words.of_the:
        return None
    for doer, other in ((words.old[0], words.new[0]), (words.new[0], words.old[0])):
        agent, patient = doer.removesuffix("s"), other.removesuffix("s")
        if agent.endswith(("er", "or")) and patient.endswith(("ed", "ee")) and len(agent) > 5:
            stem = agent[:-2]
            if stem in {patient[:-2], patient[:-2].removesuffix("i") + "y"}:
                return "claim.direction", Severity.CRITICAL, "says the opposite"
    return None


def _homophone(words: Words) -> tuple[str, Severity, str] | None:
    """Judge a word that became one which sounds like it: "flour", "flower"."""
    if len(words.old) != 1 or len(words.new) != 1:
        return None
    one, two = (w if w in HOMOPHONES else w.removesuffix("s") for w in (words.old[0], words.new[0]))
    if one == two or one not in HOMOPHONES or HOMOPHONES[one] != HOMOPHONES.get(two):
        return None
    return "claim.altered", Severity.MINOR, "has a word that only sounds alike"


def _direction(words: Words) -> tuple[str, Severity, str] | None:
    """Judge a word that became its opposite."""
    if len(words.old) > 8 or len(words.new) > 8 or (words.turned and BOTH_WAYS & {*words.old, *words.new}):
        return None
    denied = _denials(words.before) == _denials(words.after)
    for word in words.lost(frozenset(OPPOSITES)):
        if denied and word in {"ever", "never"}:
            continue  # "nobody ever", "never"
        if any(
            words.after[each] > words.before[each] and not _is_other_word_for(words, each)
            for each in sorted(OPPOSITES[word])
        ):
            return "claim.direction", Severity.CRITICAL, "says the opposite"
    return None


def _is_other_word_for(words: Words, gained: str) -> bool:
    """Say whether a word stands for another that went, with the same opposite: "begin" for "start"."""
    return any(
        count > words.after[each] and OPPOSITES[each] & OPPOSITES[gained]
        for each, count in words.before.items()
        if each in OPPOSITES and each != gained
    )


def _quantifier(words: Words) -> tuple[str, Severity, str] | None:
    """Judge a change in how many or how often."""
    if not words.short:
        return None
    was = {QUANTIFIERS[w] for w in words.lost(QUANTIFIERS)}
    now = {QUANTIFIERS[w] for w in words.gained(QUANTIFIERS)}
    if was | now == {"none", "never"}:
        return None
    if (was and now and was != now) or (was & {"most", "some", "few", "half"} and not words.new):
        return "claim.quantifier", Severity.MAJOR, "speaks of another number of them"
    if now & {"all", "none", "always"} and all(w in SMALL or w[0] == "#" for w in words.old):
        return "claim.quantifier", Severity.MAJOR, "speaks of another number of them"
    if words.old == ("only",) and not words.new and words.behind in _OWNING:
        return "claim.quantifier", Severity.MAJOR, "speaks of another number of them"
    if not (words.old and words.new) and {*words.old, *words.new} <= _NEARLY and words.behind in _WHOLE:
        return "claim.quantifier", Severity.MAJOR, "speaks of another number of them"
    return None


#: Behind "only" these name whom alone it holds for.
_OWNING = frozenset({"the", "those", "people", "members", "women", "men", "he", "she", "they"})
_NEARLY = frozenset({"nearly", "almost", "virtually", "practically", "not"})
_WHOLE = frozenset(
    {"all", "every", "everyone", "everybody", "none", "no", "nobody", "always", "whole", "entire"}
)


def _pressure(words: Words) -> tuple[str, Severity, str] | None:
    """Judge an invitation that became persuasion or force."""
    was = {PRESSURE[w] for w in words.lost(PRESSURE)}
    now = {PRESSURE[w] for w in PRESSURE if words.after[w] > words.before[w]}
    gained = words.gained(PRESSURE)
    if gained and not was and 1 <= len(words.old) <= 2 and "to" in words.new and _BEEN & set(words.new):
        return "claim.altered", Severity.MAJOR, "tells of pressure"
    if was and now and was != now:
        return "claim.altered", Severity.MAJOR, "tells of another degree of pressure"
    return None


def _superlative(words: Words) -> tuple[str, Severity, str] | None:
    """Judge "the top backer" that became "a major backer"."""
    if not words.short or any(w in BOUNDS for w in words.new):
        return None
    lost, gained = words.lost(SUPERLATIVES), words.gained(SUPERLATIVES)
    if lost and not gained and any(w not in SMALL for w in words.new):
        return "claim.altered", Severity.MINOR, "weakens it"
    return None


_BEEN = frozenset({"was", "were", "been", "being", "is", "are"})
#: Words that leave a claim with others, without naming them.
_TOLD = frozenset(
    {
        "reportedly",
        "allegedly",
        "supposedly",
        "purportedly",
        "said",
        "reported",
        "alleged",
        "believed",
        "thought",
    }
)
_JUDGES = (
    _negation,
    taken_back,
    _denied_within,
    blamed,
    _presumption,
    _condition,
    _certainty,
    _direction,
    _turned,
    _quantifier,
    _pressure,
    _superlative,
    _homophone,
    another_of_a_kind,
)


def _finding(comparison: Comparison, change: Change, what: tuple[str, Severity, str]) -> Finding:
    """Return the finding for one judged change, each side shown with its neighbours where it is empty."""
    id_, severity, effect = what
    there = _shown(comparison.source.words, _without_names(comparison.source, change.source))
    here = _shown(comparison.copy.words, _without_names(comparison.copy, change.copy))
    words = there.of(comparison.source.text)
    return Finding(
        id_,
        severity,
        Alteration.ALTERED,
        f"The source says “{words}”, the copy “{here.of(comparison.copy.text)}”: it {effect}.",
        there,
        here,
        words,
    )


def _without_names(side: Prepared, run: tuple[int, int]) -> tuple[int, int]:
    """Return a run without the names at its ends, unless it is all names: those have their own check."""
    first, last = run
    while first < last and first in side.names:
        first += 1
    while first < last and last - 1 in side.names:
        last -= 1
    return (first, last) if first < last else run


def _shown(words: Canonical, run: tuple[int, int]) -> Span:
    """Return the span of a run, with its neighbours where it is empty."""
    first, last = run
    if first < last:
        return words.span(first, last)
    return words.span(max(0, first - 1), min(len(words), first + 1))
