"""Who speaks where a language leaves the subject out: "«…», añadió." and "Dijo: «…»"."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copydesk.reading._features import Before
    from copydesk.reading._mentions import Mention
    from copydesk.reading._profiles import Profiles
    from copydesk.reading._ranking import Choice
    from copydesk.reading._scan import Scan
    from copydesk.reading._speech import Unit

#: How sure it is that who spoke last, or the subject of the sentence before, goes on as subject.
_GOES_ON = 0.8
#: A speaker that the weights hold for this sure stays.
_SURE = 0.75
#: How many sentences back the subject is looked for.
_BACK = 2


def with_dropped(profiles: Profiles, choice: Choice, before: Before | None) -> Choice:
    """Return a choice with the speaker that a reporting word without subject has; the choice itself where none has."""
    scan = profiles.scan
    if not scan.language.bare_cues:
        return choice
    cue = _bare_cue(scan, choice.unit)
    if cue < 0:
        return choice
    sentence = scan.sentence_at(choice.unit.start)
    if choice.mention is not None and choice.certainty >= _SURE:
        return replace(choice, cue=cue) if profiles.of(choice.mention).sentence < sentence else choice
    mention = _subject(profiles, sentence, before)
    if mention is None:
        # It is speech, whoever speaks.
        return replace(choice, speech=1.0)
    return replace(choice, mention=mention, certainty=_GOES_ON, speech=1.0, cue=cue)


def _bare_cue(scan: Scan, unit: Unit) -> int:
    """Return the reporting word without subject beside the marks of a unit; -1 where none is."""
    return max(_behind(scan, unit), _ahead(scan, unit))


def _behind(scan: Scan, unit: Unit) -> int:
    """Return the number of "añadió" in "«…», añadió en la sala"; -1 where somebody is named behind it."""
    at = scan.token_at(unit.end)
    while at < len(scan.tokens) and scan.kinds[at] == "x":
        at += 1
    if at >= len(scan.tokens) or scan.tokens[at].low not in scan.language.bare_cues or scan.quoted[at]:
        return -1
    gap = scan.text[unit.end : scan.tokens[at].start]
    if "." in gap or "\n" in gap:
        return -1
    alone = scan.between(at + 1).strip() or "\n" in scan.between(at + 1)
    return at if alone or scan.kinds[at + 1] in "px" else -1


def _ahead(scan: Scan, unit: Unit) -> int:
    """Return the number of "dijo" in "Después dijo: «…»"; -1 where other words stand before it."""
    at = scan.token_at(unit.start) - 1
    if at < 0 or scan.tokens[at].low not in scan.language.bare_cues or scan.quoted[at]:
        return -1
    if scan.text[scan.tokens[at].end : unit.start].strip() != ":":
        return -1
    first = bisect_left(scan.starts, scan.sentences[scan.sentence_at(scan.tokens[at].start)].start, 0, at)
    # "«…», explicó, y añadió: «…»": what is quoted before, and what reports it, is no subject of this one.
    return at if set(scan.kinds[first:at]) <= {"x", "c"} or _goes_on(scan, at) else -1


def _goes_on(scan: Scan, cue: int) -> bool:
    """Say whether a reporting word is the second one behind marks: "«…», explicó, y añadió"."""
    at = cue - 1
    while at >= 0 and scan.kinds[at] in "xc":
        at -= 1
    return at > 0 and at < cue - 1 and scan.tokens[at].low in scan.language.bare_cues and scan.quoted[at - 1]


def _subject(profiles: Profiles, sentence: int, before: Before | None) -> Mention | None:
    """Return who is the subject before a sentence; None where the text does not tell."""
    scan, outside = profiles.scan, profiles.outside
    if before is not None and scan.sentence_at(before.place.unit.end - 1) == sentence:
        return before.mention
    for number in range(sentence - 1, max(-1, sentence - 1 - _BACK), -1):
        span = scan.sentences[number]
        if before is not None and span.start <= before.place.unit.start < span.end:
            return before.mention
        at = bisect_left(outside, span.start, key=lambda each: each.span.start)
        if at < len(outside) and outside[at].span.start < span.end:
            return outside[at] if profiles.of(outside[at]).subject else None
    return None
