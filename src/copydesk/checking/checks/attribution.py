"""Attribution: who stands for a claim, and how well known the source is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from copydesk.checking.anonymity import UNNAMED, unnamed
from copydesk.checking.bearers import other_bearer
from copydesk.checking.clipped import clippings
from copydesk.checking.comparison import Change
from copydesk.checking.exchanged import exchanged_bearer
from copydesk.checking.lexicon import (
    ANONYMOUS,
    CUES,
    DOUBTED_CUES,
    PLAIN_CUES,
    PRONOUNS,
    SMALL,
    SOURCES,
    STRONG_CUES,
    SURE_CUES,
    TITLES,
    VIEWS,
)
from copydesk.text.canonical import canonical
from copydesk.types import Alteration, Finding, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.checking.comparison import Comparison, Prepared

IDS = {
    "attribution.lost": "The copy states as fact what the source reports on somebody's word.",
    "attribution.changed": "A claim is laid to somebody else.",
    "attribution.weakened": "The copy doubts what the source gives as certain.",
    "attribution.strengthened": "The source is made to look stronger: one became several, a claim a proof.",
}
#: From this share of equal words on a sentence is near enough its source to tell what it dropped.
_CLOSE = 0.5
#: "Is accused of having" bears no attribution but an accusation, which the claims judge.
ACCUSING = frozenset({"alleged", "allegedly", "suspected", "accused"})
_SHORT = 4
_HIDDEN = frozenset({"unnamed", "anonymous", "unidentified"})
#: "In her view, …" leaves the rest with her.
_VIEWPOINTS = frozenset(
    {"view", "opinion", "telling", "account", "eyes", "words", "estimate", "reckoning", "judgment"}
)
#: A change of more words than this is a sentence told anew.
_FEW = 6
_LONGEST = 14
#: The longest reporting clause at a sentence's end: ", said Lind, who has run the port since …".
_TAIL = 40
_NEAR = 40
#: A clause that tells something about somebody is an aside with a claim of its own, and may go.
_RELATIVES = frozenset({"who", "which", "whose", "where", "whom"})


def find(comparison: Comparison) -> Iterator[Finding]:
    """Yield findings for attributions that were dropped or made stronger."""
    if comparison.strangers:
        return
    yield from unnamed(comparison)
    yield from _clipped(comparison)
    for each in comparison.changes:
        if comparison.source.is_aside(*each.source) and each.copy[0] == each.copy[1]:
            continue
        several = _several(comparison, each)
        if several is not None:
            yield several
            continue
        bearer = _according(comparison, each)
        if bearer is not None:
            yield _lost_finding(comparison, each, bearer)
            continue
        change = _to_sentence_start(comparison, each)
        lost = _lost(comparison, change)
        if lost is not None:
            yield lost
            continue
        other = (
            _stronger(comparison, change)
            or _weaker(comparison, change)
            or other_bearer(comparison, change)
            or exchanged_bearer(comparison, change)
        )
        if other is not None:
            yield other


def _clipped(comparison: Comparison) -> Iterator[Finding]:
    """Yield findings for sentences that lost their beginning with the one who said it."""
    for each in clippings(comparison):
        change = Change(each.head, (each.copy, each.copy), each.link)
        if not _moved(comparison, change):
            yield _lost_finding(comparison, change, each.head)


def _to_sentence_start(comparison: Comparison, change: Change) -> Change:
    """Return a cut moved to where its sentence begins, if the same words are cut.

    "The firm said the dam is safe" loses "The firm said" or "firm said the"; both leave "the dam is safe".
    """
    (a, b), (c, d) = change.source, change.copy
    keys, openers = comparison.source.words.keys, comparison.source.openers
    if c != d:
        return change
    for step in range(1, 4):
        if a - step < 0 or c - step < 0 or keys[a - step] != keys[b - step]:
            break
        if a - step in openers:
            return replace(change, source=(a - step, b - step), copy=(c - step, c - step))
    return change


def _lost(comparison: Comparison, change: Change) -> Finding | None:
    """Return the finding for a reporting clause that is gone while its claim remains."""
    source, copy = comparison.source, comparison.copy
    (a, b), (c, d) = change.source, change.copy
    old, new = source.words.keys[a:b], copy.words.keys[c:d]
    longest = _LONGEST if not _is_tail(comparison, change) else _TAIL
    if not 2 <= b - a <= longest or any(key not in SMALL for key in new):
        return None
    if (
        old[0] in _RELATIVES
        or any(source.quote_of[at] >= 0 for at in range(a, b))
        or _whole_sentence(comparison, change)
    ):
        return None
    if (
        _moved(comparison, change)
        or _still_borne(comparison, change)
        or (not new and b - a <= _SHORT and ACCUSING & set(old))
    ):
        return None
    link = comparison.alignment.links[change.link]
    if not _is_clipped(comparison, change):
        reports = any(key in CUES for key in old) or (longest == _TAIL and old[-1] in VIEWS)
        reports = reports or (old[0] in {"in", "by"} and old[-1] in _VIEWPOINTS)
        if not reports or not any(key not in CUES and (key not in SMALL or key in PRONOUNS) for key in old):
            return None
        elsewhere = any(copy.words.keys[at] in CUES for at in range(*link.copy) if copy.quote_of[at] < 0)
        if elsewhere and not _fewer_cues(comparison, change) and not _is_mere_clause(comparison, change):
            return None
    return _lost_finding(comparison, change, (a, b))


def _lost_finding(comparison: Comparison, change: Change, run: tuple[int, int]) -> Finding:
    """Return the finding for a reporting clause that is gone."""
    source, copy = comparison.source, comparison.copy
    (c, d), link = change.copy, comparison.alignment.links[change.link]
    there = source.words.span(*run)
    if run != change.source and c < d < link.copy[1]:
        # Other words changed here too, and have findings of their own: point beside them.
        around = copy.words.span(d, d + 1)
    else:
        around = copy.words.span(max(link.copy[0], c - 1), min(link.copy[1], max(d, c) + 1))
    return Finding(
        "attribution.lost",
        Severity.CRITICAL,
        Alteration.ALTERED,
        f"The source rests this on “{there.of(source.text)}”; the copy states it as fact.",
        there,
        around,
        there.of(source.text),
    )


def _according(comparison: Comparison, change: Change) -> tuple[int, int] | None:
    """Return where "according to somebody" stood that is gone, while the sentence gained no reporting word for it."""
    source, copy = comparison.source.words, comparison.copy.words
    (a, b), link = change.source, comparison.alignment.links[change.link]
    at = next((i for i in range(a, b - 2) if source.loose[i : i + 2] == ("according", "to")), None)
    if at is None or link.share < _CLOSE:
        return None
    last = at + 2
    while last < link.source[1] and not (
        {",", ";"} & set(source.text[source.ends[last - 1] : source.starts[last]])
    ):
        last += 1
    here = range(max(0, link.copy[0] - 1), link.copy[1])
    reported = any(copy.keys[i] in CUES and comparison.alignment.to_source[i] < 0 for i in here)
    reported = reported and not _fewer_cues(comparison, change)
    if last > b or reported or _moved(comparison, change):
        return None
    return at, last


def _several(comparison: Comparison, change: Change) -> Finding | None:
    """Return the finding for one source that became several: "a neighbour said", "neighbours said"."""
    source, copy = comparison.source, comparison.copy
    (a, b), (c, d) = change.source, change.copy
    for one in range(a, b):
        key = source.words.loose[one]
        if len(key) < 4 or not key.isalpha() or one in source.names or key in copy.words.loose[c:d]:
            continue
        if not {"a", "an", "one", "another", "#1"} & set(source.words.keys[max(0, one - 3) : one]):
            continue
        many = {key + "s", key + "es", key.removesuffix("y") + "ies", key.removesuffix("man") + "men"}
        two = next((at for at in range(c, d) if copy.words.loose[at] in many), None)
        if two is None or not (
            any(k in CUES for k in copy.words.keys[two + 1 : two + 4]) or _led_by_cue(copy, two)
        ):
            continue
        stop = comparison.alignment.links[change.link].source[1]
        if _led_by_cue(source, one) or any(
            k in CUES for k in source.words.keys[one + 1 : min(stop, one + 30)]
        ):
            return _stronger_finding(comparison, (a, b), (c, d))
    return None


def _led_by_cue(side: Prepared, at: int) -> bool:
    """Say whether a reporting word leads to a bearer: "according to a banker", "told by a banker"."""
    return any(key in CUES for key in side.words.keys[max(0, at - 4) : at])


def _moved(comparison: Comparison, change: Change) -> bool:
    """Say whether the reporting clause stands somewhere else near: its bearer beside a new reporting word."""
    source, copy = comparison.source, comparison.copy
    keys = copy.words.keys
    (a, b), link = change.source, comparison.alignment.links[change.link]
    named = {source.words.keys[at] for at in range(a, b) if at in source.names}
    bearers = named or {key for key in source.words.keys[a:b] if key not in CUES and key not in SMALL}
    for_it = PRONOUNS & {"he", "she", "they"} if bearers else PRONOUNS & set(source.words.keys[a:b])
    kept = set(source.words.keys[b : link.source[1]])  # a word of the rest reports nothing new
    for at in range(max(0, link.copy[0] - _NEAR), min(len(keys), link.copy[1] + _NEAR)):
        if keys[at] in bearers and comparison.alignment.to_source[at] < 0 and _is_label(comparison, at):
            return True
        if keys[at] not in CUES or comparison.alignment.to_source[at] >= 0 or copy.quote_of[at] >= 0:
            continue
        if keys[at] in kept and link.copy[0] <= at < link.copy[1]:
            continue
        around = range(max(0, at - 4), min(len(keys), at + 5))
        known = bearers | for_it if link.copy[0] <= at < link.copy[1] else bearers
        if any(keys[i] in known and comparison.alignment.to_source[i] < 0 for i in around):
            return True
    return False


def _is_label(comparison: Comparison, at: int) -> bool:
    """Say whether a colon stands behind a word: "Ruth Ansell: the pier is shut"."""
    words = comparison.copy.words
    return words.text[words.ends[at] : words.ends[at] + 1] == ":"


def _still_borne(comparison: Comparison, change: Change) -> bool:
    """Say whether the clause stood at a quotation, and the same bearer speaks beside it in the same paragraph.

    "Lind was bitter:" leads to a quotation without a reporting word.
    """
    source, copy = comparison.source, comparison.copy
    (a, b), (c, d) = change.source, change.copy
    named = {source.words.keys[at] for at in range(a, b) if at in source.names}
    speaker = _speaker_beside(source, a, b)
    if speaker is None or not named | speaker:
        return False
    if named | speaker and (_speaker_beside(copy, c, d) or set()) & (named | speaker):
        return True
    if not c or not named:
        return False
    place = copy.words.ends[c - 1]
    start = copy.text.rfind("\n", 0, place) + 1
    stop = copy.text.find("\n", place)
    low, high = copy.words.within(Span(start, stop if stop >= 0 else len(copy.text)))
    return any(
        copy.words.keys[at] in CUES
        and copy.quote_of[at] < 0
        and named & set(copy.words.keys[max(low, at - 4) : at + 4])
        for at in range(max(low, c - _NEAR), min(high, d + _NEAR))
    )


def _speaker_beside(side: Prepared, first: int, last: int) -> set[str] | None:
    """Return the words of the name of the one who speaks beside a run; None where no quotation of its paragraph is near."""
    beside = None
    for at in (first - 1, first, last):
        number = side.quote_of[at] if 0 <= at < len(side.words) else -1
        if (
            number < 0
            or "\n"
            in side.text[side.words.ends[max(first - 1, 0)] : side.words.starts[max(at, first - 1, 0)]]
        ):
            continue
        beside = beside or set()
        told = side.quotes[number].quotation
        if told is not None and told.speaker is not None:
            name = canonical(told.speaker.name or "").keys
            beside |= {each for each in name if each not in TITLES and each not in SMALL}
    return beside


def _is_clipped(comparison: Comparison, change: Change) -> bool:
    """Say whether a sentence lost its beginning with subject and verb: "She said [that] the sea is rising".

    What a comma parts from the rest ("On Tuesday, …") may go; words that run into the rest may not.
    """
    source = comparison.source
    (a, b), (c, d) = change.source, change.copy
    keys = source.words.keys
    if (
        a not in source.openers
        or b >= len(keys)
        or (c not in comparison.copy.openers and d not in comparison.copy.openers)
    ):
        return False
    gap = source.text[source.words.ends[b - 1] : source.words.starts[b]]
    if gap.strip():
        return False
    link, to_source = comparison.alignment.links[change.link], comparison.alignment.to_source
    told = {comparison.copy.words.keys[at] for at in range(*link.copy) if to_source[at] < 0}
    if keys[b - 1] in told - PLAIN_CUES:
        return False  # "nobody answered the letters", "the letters were not answered"
    bearer = [at for at in range(a, b) if at in source.names or keys[at] in PRONOUNS]
    spoke = any(key in CUES for key in keys[a:b]) or keys[b - 1] == "that"
    ended = (
        bool(bearer)
        and bearer[0] < b - 1
        and b - 1 not in source.names
        and keys[b - 1].endswith(("ed", "es"))
    )
    return ended or (
        spoke and (bool(bearer) or any(key not in SMALL and key not in CUES for key in keys[a:b]))
    )


def _is_mere_clause(comparison: Comparison, change: Change) -> bool:
    """Say whether what is gone is a reporting clause and no more: ", she said", "said Lind, the mayor,"."""
    source = comparison.source
    (a, b), (c, d) = change.source, change.copy
    keys = source.words.keys
    if c < d or b - a > 6:
        return False
    bearer = any(at in source.names or keys[at] in PRONOUNS for at in range(a, b))
    return bearer and all(
        at in source.names
        or keys[at] in CUES
        or keys[at] in SMALL
        or keys[at] in PRONOUNS
        or keys[at] in TITLES
        for at in range(a, b)
    )


def _is_tail(comparison: Comparison, change: Change) -> bool:
    """Say whether a sentence lost its end behind a comma, with a reporting word first or last in it."""
    source = comparison.source
    (a, b), (c, d) = change.source, change.copy
    if c < d or a < 1 or not (b in source.openers or b == len(source.words)):
        return False
    comma = "," in source.text[source.words.ends[a - 1] : source.words.starts[a]]
    return comma and any(source.words.keys[at] in CUES or source.words.keys[at] in VIEWS for at in (a, b - 1))


def _fewer_cues(comparison: Comparison, change: Change) -> bool:
    """Say whether the copy's sentence reports less often than the source's, so that no word of it was moved."""
    link = comparison.alignment.links[change.link]
    return _cues(comparison.copy, link.copy) < _cues(comparison.source, link.source)


def _cues(side: Prepared, run: tuple[int, int]) -> int:
    """Return how many reporting words stand outside quotation marks in a run."""
    return sum(1 for at in range(*run) if side.words.keys[at] in CUES and side.quote_of[at] < 0)


def _whole_sentence(comparison: Comparison, change: Change) -> bool:
    """Say whether the change takes out a sentence from end to end, claim and all."""
    (a, b), _ = change.source, change.copy
    openers = comparison.source.openers
    return a in openers and (b in openers or b == len(comparison.source.words))


def _stronger(comparison: Comparison, change: Change) -> Finding | None:
    """Return the finding for a source that grew in number or certainty."""
    source, copy = comparison.source, comparison.copy
    (a, b), (c, d) = change.source, change.copy
    old, new = source.words.keys[a:b], copy.words.keys[c:d]
    if b - a > _FEW or d - c > _FEW:
        return None
    raised = any(SOURCES.get(key) in new and key not in new for key in old)
    raised = raised or (any(key in PLAIN_CUES for key in old) and any(key in STRONG_CUES for key in new))
    known = any(key in ANONYMOUS for key in old) and any(at in copy.names for at in range(c, d))
    hidden = _HIDDEN & set(old) and not (_HIDDEN | ANONYMOUS) & set(new)
    known = known or bool(hidden and b - a > 1 and UNNAMED.search(copy.text) is None)
    if not raised and not known:
        return None
    return _stronger_finding(comparison, (a, b), (c, d))


def _weaker(comparison: Comparison, change: Change) -> Finding | None:
    """Return the finding for a word of certainty that became one of doubt: "confirmed", "claimed"."""
    source, copy = comparison.source, comparison.copy
    (a, b), (c, d) = change.source, change.copy
    if b - a > _FEW or d - c > _FEW:
        return None
    sure = next((at for at in range(a, b) if source.words.keys[at] in SURE_CUES), None)
    doubted = next((at for at in range(c, d) if copy.words.keys[at] in DOUBTED_CUES), None)
    if sure is None or doubted is None:
        return None
    there, here = source.words.span(sure, sure + 1), copy.words.span(doubted, doubted + 1)
    return Finding(
        "attribution.weakened",
        Severity.MINOR,
        Alteration.ALTERED,
        f"The source says “{there.of(source.text)}”, the copy “{here.of(copy.text)}”: it doubts it.",
        there,
        here,
        there.of(source.text),
    )


def _stronger_finding(comparison: Comparison, old: tuple[int, int], new: tuple[int, int]) -> Finding:
    """Return the finding for a source that is made to look stronger."""
    source, copy = comparison.source, comparison.copy
    there, here = source.words.span(*old), copy.words.span(*new)
    return Finding(
        "attribution.strengthened",
        Severity.MAJOR,
        Alteration.ALTERED,
        f"The source says “{there.of(source.text)}”, the copy “{here.of(copy.text)}”: the source looks stronger.",
        there,
        here,
        there.of(source.text),
    )
