"""What is true of a mention whatever quotation it is weighed for, and whose each reporting word is."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from copydesk.reading._mentions import Mention, MentionKind, speech_noun
from copydesk.reading._scan import CUE_LETTERS, CUES, Scan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.reading._told import Told

_LONGEST_PHRASE = 6
#: How many mentions before a reporting word may be its subject.
_SUBJECTS = 6
#: A reporting word that gives a name to what stands behind it is not said by that.
_INVERTED = CUE_LETTERS - {"L"}


class Profile(NamedTuple):
    """What is true of a mention whatever quotation it is weighed for."""

    verb: str  #: the class of the cue beside it, small where it is its subject from afar; "-" without any
    inside: str  #: the cue of an earlier speaker whose words the mention stands in
    subject: bool  #: it begins its sentence
    sentence: int
    paragraph: int
    link: str  #: the preposition before it; "A" for "according to"
    noun: str  #: behind a possessive: the noun of speech, "-" for another
    shape: tuple[str, str, str, str, bool]  #: kind, left, right, verb, subject
    cue: tuple[
        str, tuple[str, ...]
    ]  #: the cue behind it and what stands behind that; the cue beside it, as a word
    name: tuple[str, str, str]  #: sort, verb, fame
    sides: tuple[str, str, str]  #: sort, left, right
    part: tuple[str, str, bool, str]  #: verb, inside, subject, left


class Owner(NamedTuple):
    """Whose a reporting word is."""

    number: int  #: of the mention; -1 when nobody's
    how: str  #: i behind it, a beside it, g a participle after a comma, c in the clause; empty for nobody


_NOBODY = Owner(-1, "")


@dataclass(slots=True)
class Profiles:
    """The profiles of an article's mentions, each worked out once."""

    scan: Scan
    outside: list[Mention]
    told: Told
    known: dict[int, Profile] = field(default_factory=dict)
    sorts: dict[str, str] = field(default_factory=dict)  #: by the key of a name
    counts: dict[str, int] = field(default_factory=dict)
    cued: dict[str, int] = field(default_factory=dict)  #: how many mentions of a key have a cue beside them
    numbers: dict[int, int] = field(default_factory=dict)  #: of each mention, by its first token
    owned: dict[int, str] = field(default_factory=dict)  #: the cue each mention is the subject of
    owners: dict[int, Owner] = field(default_factory=dict)  #: by the token of the cue

    def __post_init__(self) -> None:
        """Count what the article shows of each name, and find whose its reporting words are."""
        scan = self.scan
        for number, mention in enumerate(self.outside):
            key = mention.key
            self.numbers[mention.first] = number
            self.counts[key] = self.counts.get(key, 0) + 1
            ahead = scan.tokens[mention.first - 1].kind if mention.first else "|"
            inverted = ahead in CUE_LETTERS and not scan.between(mention.first).strip()
            if inverted or right_of(scan, mention.last) in CUE_LETTERS:
                self.cued[key] = self.cued.get(key, 0) + 1
            if mention.kind is MentionKind.NAME and self.sorts.get(key) != "P":
                self.sorts[key] = _sort(scan, mention, self.sorts.get(key, "?"))
        for cue in CUES.finditer(scan.shown):
            at = cue.start()
            found = self.owners[at] = _owner(scan, self.outside, at)
            if found.number >= 0:
                self.owned.setdefault(self.outside[found.number].first, cue[0].lower())

    def of(self, mention: Mention) -> Profile:
        """Return the profile of a mention."""
        found = self.known.get(mention.first)
        if found is None:
            found = self.known[mention.first] = self._make(mention)
        return found

    def _make(self, mention: Mention) -> Profile:
        """Work out a profile."""
        scan = self.scan
        key = mention.key
        left, right = _context(scan, mention)
        verb = (
            right
            if right in CUE_LETTERS
            else left
            if left in _INVERTED
            else self.owned.get(mention.first, "-")
        )
        named = mention.kind is MentionKind.NAME
        kind = mention.kind.value + ("+" if mention.titled else "")
        own = right + _second(scan, mention, right)
        subject, inside = left == "|", _governed(scan, mention)
        sort = self.sorts.get(key, "") if named else mention.kind.value[:3]
        fame = _often(self.counts.get(key, 0)) + str(min(2, self.cued.get(key, 0) - (verb != "-")))
        return Profile(
            verb=verb,
            inside=inside,
            subject=subject,
            sentence=scan.sentence_of[mention.first],
            paragraph=scan.paragraph_at(mention.span.start),
            link=_link(scan, mention),
            noun=(speech_noun(scan, mention.last) or "-") if mention.possessive else "",
            shape=(kind, left, right, verb, subject),
            cue=(own, tuple(_cue_words(scan, mention))),
            name=(sort, verb, fame),
            sides=(sort, left, right),
            part=(verb, inside, subject, left),
        )

    def whose(self, cue: int, mention: Mention) -> str:
        """Say how a mention stands to the owner of a cue: "=" is it, "~" has its name, else before or behind.

        "-" without a cue, "0" for a cue of nobody's.
        """
        found = self.owners.get(cue)
        if found is None:
            return "-"
        if found.number < 0:
            return "0"
        number = self.numbers[mention.first]
        if number == found.number:
            return "="
        if self.outside[found.number].key == mention.key:
            return "~"
        return "<" if number < found.number else ">"

    def how(self, cue: int) -> str:
        """Say how the owner of a cue was found; empty without one."""
        found = self.owners.get(cue)
        return found.how if found is not None else ""


def _often(count: int) -> str:
    """Return a count in four steps."""
    return "1" if count < 2 else "2" if count < 4 else "4" if count < 8 else "8"


def _sort(scan: Scan, mention: Mention, known: str) -> str:
    """Return what a name looks like: P person, L place, O organisation, 2 of several words, ? unknown."""
    language = scan.language
    first = scan.tokens[mention.first].low
    several = mention.last > mention.first
    if mention.titled or (several and (first in language.boys or first in language.girls)):
        return "P"
    if mention.key in language.places or mention.key in language.place_words:
        return "L"
    if mention.key in language.organisation_words or mention.span.of(scan.text).isupper():
        return "O"
    return "2" if known == "?" and several else known


def _link(scan: Scan, mention: Mention) -> str:
    """Return the preposition before a mention, "A" for "according to" before its phrase."""
    at = mention.first - 1
    for start in range(mention.first, max(-1, mention.first - 4), -1):
        if start in scan.according:
            return "A"
        if scan.tokens[start - 1].kind not in "dyrNo":
            break
    if at >= 0 and scan.tokens[at].kind == "p" and not scan.between(mention.first).strip():
        return scan.tokens[at].low
    return "-"


def _owner(scan: Scan, outside: list[Mention], cue: int) -> Owner:
    """Find whose a reporting word is: who stands beside it, else the subject of its clause."""
    start = scan.sentences[scan.sentence_of[cue]].start
    low = bisect_left(outside, cue, key=lambda mention: mention.first)
    gap = scan.between(cue).strip()
    if low < len(outside) and scan.tokens[cue].kind in "SKWC" and outside[low].first - cue <= 3:
        opens = cue == 0 or gap or scan.quoted[cue - 1]
        if opens and not scan.between(cue + 1).strip():
            return Owner(low, "i")
    if scan.tokens[cue].low.endswith("ing") and gap[-1:] in {",", "—", "–", "-"}:
        found = _participle(scan, outside, bisect_left(outside, start, key=lambda each: each.span.start), low)
        if found >= 0:
            return Owner(found, "g")
    for number in range(low - 1, max(-1, low - 1 - _SUBJECTS), -1):
        mention = outside[number]
        if mention.span.start < start:
            break
        if mention.possessive:
            continue
        if past_auxiliaries(scan, mention.last) == cue:
            return Owner(number, "a")
        if _ahead(scan, mention) != "p":
            return Owner(number, "c")
    return _NOBODY


def _participle(scan: Scan, outside: list[Mention], first: int, end: int) -> int:
    """Return whose a participle behind a comma is, of the mentions of its sentence from first to end; -1 for nobody.

    "Moor mocked the project, called Pier One, writing that": who speaks before it, else the subject.
    """
    subject = -1
    for number in range(first, end):
        mention = outside[number]
        if mention.possessive:
            continue
        verb = past_auxiliaries(scan, mention.last)
        if verb < len(scan.tokens) and scan.tokens[verb].kind in CUE_LETTERS and not scan.quoted[verb]:
            if not scan.between(verb).strip() and scan.tokens[verb].kind != "L":
                subject = number
        elif subject < 0 and _ahead(scan, mention) != "p":
            parted = scan.between(mention.last + 1).strip()[:1] in {",", "—", "–"}
            if not parted or (verb < len(scan.tokens) and scan.tokens[verb].kind == "w"):
                subject = number
    return subject


def _ahead(scan: Scan, mention: Mention) -> str:
    """Return the class of the word before the phrase of a mention; "|" where none stands directly before."""
    first = _phrase_start(scan, mention)
    return scan.tokens[first - 1].kind if first and not scan.between(first).strip() else "|"


def past_auxiliaries(scan: Scan, last: int) -> int:
    """Return the number of the first word behind a token that is no auxiliary, three words away at most."""
    at = last + 1
    while at < len(scan.tokens) and at - last < 4 and scan.tokens[at].kind == "x":
        at += 1
    return at


def _phrase_start(scan: Scan, mention: Mention) -> int:
    """Return the first token of the phrase a mention ends: "the Microsoft chief Ina Moor"."""
    first = mention.first
    kinds = "dyrNo" if mention.titled else "d"
    while first > 0 and mention.first - first < _LONGEST_PHRASE and scan.tokens[first - 1].kind in kinds:
        if scan.between(first).strip(" .") or scan.quoted[first - 1]:
            break
        if scan.starts[first] == scan.sentences[scan.sentence_of[first]].start:
            break
        first -= 1
    return first


def _context(scan: Scan, mention: Mention) -> tuple[str, str]:
    """Say what stands left and right of a mention and its titles, auxiliaries passed over."""
    first = _phrase_start(scan, mention)
    gap = scan.between(first).strip()
    if _is_subject(scan, first):
        left = "|"
    elif scan.quoted[first - 1]:
        left = '"'
    else:
        left = gap[-1] if gap.strip(".") else scan.tokens[first - 1].kind
    return left, right_of(scan, mention.last)


def right_of(scan: Scan, last: int) -> str:
    """Say what stands right of a token, auxiliaries passed over."""
    kinds, stops = scan.kinds, scan.stops
    at = last + 1
    while at < len(kinds) and at - last < 4 and kinds[at] == "x" and not stops[at]:
        at += 1
    if at >= len(kinds):
        return "|"
    if stops[at]:
        return stops[at][0]
    return "|" if "\n" in scan.gaps[at] else scan.shown[at]


def _second(scan: Scan, mention: Mention, right: str) -> str:
    """Say what stands behind the cue of a mention: a hearer, "that", a mark."""
    if right not in CUE_LETTERS:
        return ""
    at = mention.last + 1
    while scan.tokens[at].kind == "x":
        at += 1
    return right_of(scan, at)


def _governed(scan: Scan, mention: Mention) -> str:
    """Say whether a mention stands inside what somebody earlier in the sentence is said to have said."""
    start = scan.sentences[scan.sentence_of[mention.first]].start
    first = max(0, mention.first - 24, bisect_left(scan.starts, start, 0, mention.first))
    spelled = scan.shown[first : mention.first]
    cue = max(map(spelled.rfind, CUE_LETTERS))
    if cue < 0:
        return "-"
    return spelled[cue] + ("t" if "t" in scan.kinds[first + cue + 1 : mention.first] else "")


def _is_subject(scan: Scan, first: int) -> bool:
    """Say whether a phrase begins its sentence."""
    start = scan.starts[first]
    return start - scan.sentences[scan.sentence_of[first]].start <= 2


def _cue_words(scan: Scan, mention: Mention) -> Iterator[str]:
    """Return the cue beside a mention as a word."""
    kinds = scan.kinds
    after = mention.last + 1
    while after < len(kinds) and after - mention.last < 4 and kinds[after] == "x":
        after += 1
    if after < len(kinds) and kinds[after] in CUE_LETTERS and not scan.stops[after]:
        yield f"then={scan.tokens[after].low}"
    ahead = mention.first - 1
    if ahead >= 0 and kinds[ahead] in CUE_LETTERS and not scan.stops[mention.first]:
        yield f"after={scan.tokens[ahead].low}"
