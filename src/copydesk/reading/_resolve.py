"""Whom a pronoun or a title stands for, and how well a speaker is named."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from copydesk.reading._mentions import Mention, MentionKind
from copydesk.reading._scan import CUE_LETTERS
from copydesk.reading.languages import PronounKind
from copydesk.types import NameKind, Span, Strength

if TYPE_CHECKING:
    from copydesk.reading._names import Gathered
    from copydesk.reading._scan import Scan

#: How many sentences back a pronoun may reach, not counting quoted ones, and how many mentions.
_REACH = 6
_REMEMBERED = 40
#: What counts for and against a mention that a pronoun may stand for.
_PER_SENTENCE = 0.7
_PER_PARAGRAPH = 0.5
_SPOKE = 1.4
_RETOLD = 0.8
_SEX = 0.5
_AGAIN = 0.15
_TIMES = 3
_LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a mention is."""

    name: str | None
    strength: Strength
    how: str  #: in plain words
    anonymity: Span | None = None


def _unquoted(scan: Scan) -> list[int]:
    """Count, for each sentence, those up to it that do not begin inside quotation marks."""
    counts: list[int] = []
    for sentence in scan.sentences:
        first = scan.token_at(sentence.start)
        quoted = first < len(scan.tokens) and first > 0 and scan.quoted[first] and scan.quoted[first - 1]
        counts.append((counts[-1] if counts else 0) + (not quoted))
    return counts


class Resolver:
    """Resolves the mentions of one article."""

    def __init__(
        self,
        scan: Scan,
        outside: list[Mention],
        gathered: Gathered,
        speaking: frozenset[int] = frozenset(),
    ) -> None:
        self.scan = scan
        self.speaking = speaking  # first tokens of the mentions that are quoted
        self.outside = outside
        self.gathered = gathered
        self.people = [
            each for each in outside if each.kind is MentionKind.NAME and self._kind(each) is NameKind.PERSON
        ]
        self.starts = [each.span.start for each in self.people]
        self.language_pronouns = scan.language.pronouns
        self.unquoted = _unquoted(scan)
        self.antecedents: dict[int, str] | None = None
        self.genders = self._genders()
        self.known: dict[int, Identity] = {}

    def identity(self, mention: Mention) -> Identity:
        """Return who a mention is; worked out once."""
        found = self.known.get(mention.first)
        if found is None:
            found = self.known[mention.first] = self._identify(mention)
        return found

    def _identify(self, mention: Mention) -> Identity:
        """Work out who a mention is."""
        if mention.kind is MentionKind.NAME:
            printed = " ".join(mention.span.of(self.scan.text).split())
            name = self.gathered.canonical.get(mention.first, printed)
            return Identity(name, Strength.NAMED, "")
        if mention.kind is MentionKind.PRONOUN:
            person = self._antecedent(mention)
            if person is None:
                return Identity(None, Strength.NONE, "")
            how = f"; “{mention.span.of(self.scan.text)}” stands for {person}"
            return Identity(person, Strength.NAMED, how)
        return self._noun(mention)

    def _kind(self, mention: Mention) -> NameKind | None:
        """Return what a name names."""
        canonical = self.gathered.canonical.get(mention.first)
        return self.gathered.kinds[canonical] if canonical is not None else None

    def _noun(self, mention: Mention) -> Identity:
        """Say who "the mayor", "a person familiar with the matter" or "the statement" is."""
        tokens = self.scan.tokens
        words = [tokens[number].low for number in range(mention.first, mention.last + 1)]
        anonymity = self._reason_for_anonymity(mention)
        definite = words[0] in {"the", "der", "die", "le", "la", "el", "his", "her"}
        unnamed = any(word in self.scan.language.anonymous for word in words)
        if anonymity is not None or (
            unnamed and (not definite or words[-1] in {"source", "sources", "person"})
        ):
            return Identity(None, Strength.ANONYMOUS, "", anonymity)
        alone = mention.first == mention.last
        holder = self.gathered.offices.get(words[-1]) if definite or alone else None
        if holder is not None:
            return Identity(holder, Strength.NAMED, f"; “{mention.span.of(self.scan.text)}” is {holder}")
        return Identity(None, Strength.TITLED, "")

    def _reason_for_anonymity(self, mention: Mention) -> Span | None:
        """Return the words that say why somebody is not named, in the same sentence."""
        sentence = self.scan.sentences[self.scan.sentence_at(mention.span.start)]
        low = self.scan.text[mention.span.end : min(sentence.end, mention.span.end + 300)].lower()
        places = [low.find(opening) for opening in self.scan.language.anonymity]
        places = [each for each in places if 0 <= each < 120]
        if not places:
            return None
        start = mention.span.end + min(places)
        end = min(sentence.end, start + _LONGEST_REASON)
        while end > start and self.scan.text[end - 1] in ".!?”\"’' ":
            end -= 1
        quote = min(
            (at for at in (self.scan.text.find(mark, start, end) for mark in '“"') if at > 0), default=end
        )
        return Span(start, max(start, quote))

    # --- pronouns ---------------------------------------------------------------------------------

    def _genders(self) -> dict[str, PronounKind]:
        """Return what titles, first names and words beside a name say about a person."""
        language = self.scan.language
        found: dict[str, PronounKind] = {}
        for mention in self.people:
            name = self.gathered.canonical[mention.first]
            first = name.split()[0].lower()
            before = self.scan.tokens[mention.first - 1].low if mention.first else ""
            after = self._appositive(mention)
            if before in language.women or after & language.women:
                found[name] = PronounKind.WOMAN
            elif before in language.men or after & language.men:
                found[name] = PronounKind.MAN
            elif first in language.girls:
                found.setdefault(name, PronounKind.WOMAN)
            elif first in language.boys:
                found.setdefault(name, PronounKind.MAN)
        return found

    def _appositive(self, mention: Mention) -> frozenset[str]:
        """Return the words of "Ann Roe, a spokeswoman"."""
        after = mention.last + 1
        if after >= len(self.scan.tokens) or self.scan.between(after).strip() != ",":
            return frozenset()
        words = set()
        for number in range(after, min(len(self.scan.tokens), after + 5)):
            if number > after and self.scan.between(number).strip():
                break
            words.add(self.scan.tokens[number].low)
        return frozenset(words - {"his", "her", "he", "she", "him"})

    def _antecedent(self, pronoun: Mention) -> str | None:
        """Return the name a pronoun stands for: the likeliest person named before it."""
        if self.language_pronouns.get(pronoun.key) is PronounKind.RELATIVE:
            number = bisect_left(self.starts, pronoun.span.start) - 1
            if number < 0 or pronoun.first - self.people[number].last > 3:
                return None
            return self.gathered.canonical[self.people[number].first]
        if self.antecedents is None:
            self.antecedents = self._all_antecedents()
        return self.antecedents.get(pronoun.first)

    def _all_antecedents(self) -> dict[int, str]:
        """Return the names of all pronouns for one person, by their token, from left to right.

        A pronoun that was understood is a mention of its name for the pronouns behind it.
        """
        found: dict[int, str] = {}
        traces: list[_Trace] = []
        people = {each.first for each in self.people}
        for mention in self.outside:
            kind = self.language_pronouns.get(mention.key) if mention.kind is MentionKind.PRONOUN else None
            if mention.first in people:
                name = self.gathered.canonical[mention.first]
            elif kind is PronounKind.MAN or kind is PronounKind.WOMAN:
                named = self._likeliest(mention, kind, traces)
                if named is None:
                    continue
                name = found[mention.first] = named
            else:
                continue
            traces.append(self._trace(mention, name))
            del traces[:-_REMEMBERED]
        return found

    def _likeliest(self, pronoun: Mention, kind: PronounKind, traces: list[_Trace]) -> str | None:
        """Return the likeliest of the names before a pronoun that may be a man's or a woman's."""
        here = self.unquoted[self.scan.sentence_at(pronoun.span.start)]
        paragraph = self.scan.paragraph_at(pronoun.span.start)
        speaks = _speaks(self.scan, pronoun)
        scores: dict[str, float] = {}
        times: dict[str, int] = {}
        for trace in reversed(traces):
            away = here - trace.sentence
            if away > _REACH:
                break
            gender = self.genders.get(trace.name)
            if gender is not None and gender is not kind:
                continue
            score = trace.weight - _PER_SENTENCE * away - _PER_PARAGRAPH * (paragraph - trace.paragraph)
            if speaks and trace.speaks:
                score += _SPOKE
            if speaks and trace.retold:
                score -= _RETOLD
            if gender is kind:
                score += _SEX
            scores[trace.name] = max(scores.get(trace.name, -9.0), score)
            times[trace.name] = times.get(trace.name, 0) + 1
        if not scores:
            return None
        return max(scores, key=lambda name: scores[name] + _AGAIN * min(times[name], _TIMES))

    def _trace(self, mention: Mention, name: str) -> _Trace:
        """Note how well a mention stands for a later pronoun."""
        scan = self.scan
        sentence = scan.sentence_at(mention.span.start)
        start = scan.sentences[sentence].start
        ahead = scan.tokens[mention.first - 1].kind if mention.first else "|"
        weight = 0.0
        if mention.span.start - start < 30 and ahead != "p":
            weight += 1.2
        following = mention.last + 1
        if following < len(scan.tokens) and not scan.between(following).strip():
            weight += (
                0.5 if scan.tokens[following].kind.isupper() or scan.tokens[following].kind in "xe" else 0.0
            )
        if mention.possessive:
            weight -= 0.6
        if ahead == "p":
            weight -= 0.6
        if mention.first in self.speaking:
            weight += 0.5
        return _Trace(
            name,
            self.unquoted[sentence],
            scan.paragraph_at(mention.span.start),
            weight,
            mention.first in self.speaking or _speaks(scan, mention),
            _is_retold(scan, mention, start),
        )


class _Trace(NamedTuple):
    """What a pronoun remembers of a mention before it."""

    name: str
    sentence: int  #: counted without sentences that begin in quotation marks
    paragraph: int
    weight: float
    speaks: bool  #: a reporting word stands beside it
    retold: bool  #: it stands behind somebody else's reporting word


def _speaks(scan: Scan, mention: Mention) -> bool:
    """Say whether a reporting word stands beside a mention."""
    after = mention.last + 1
    while after < len(scan.tokens) and after - mention.last < 4 and scan.tokens[after].kind == "x":
        after += 1
    if after < len(scan.tokens) and scan.tokens[after].kind in CUE_LETTERS and not scan.quoted[after]:
        return not scan.between(after).strip()
    ahead = mention.first - 1
    while ahead >= 0 and mention.first - ahead < 5 and scan.tokens[ahead].kind in "dyr":
        ahead -= 1
    return _inverted(scan, ahead)


def _inverted(scan: Scan, cue: int) -> bool:
    """Say whether a reporting word opens its clause, so that who spoke stands behind it: "…,” said Moor"."""
    if cue < 0 or scan.tokens[cue].kind not in "STKCW" or scan.quoted[cue]:
        return False
    return cue == 0 or scan.quoted[cue - 1] or bool(scan.between(cue).strip())


def _is_retold(scan: Scan, mention: Mention, start: int) -> bool:
    """Say whether a mention stands behind a reporting word of its sentence, and is not who speaks there."""
    for at in range(mention.first - 1, max(-1, mention.first - 20), -1):
        token = scan.tokens[at]
        if token.start < start:
            return False
        if token.kind in CUE_LETTERS and not scan.quoted[at]:
            return mention.first - at > 1 or not _inverted(scan, at)
    return False
