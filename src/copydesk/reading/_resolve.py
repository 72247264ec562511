"""Whom a pronoun or a title stands for, and how well a speaker is named."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.reading._mentions import Mention, MentionKind
from copydesk.reading.languages import PronounKind
from copydesk.types import NameKind, Span, Strength

if TYPE_CHECKING:
    from copydesk.reading._names import Gathered
    from copydesk.reading._scan import Scan

#: How many sentences back a pronoun may reach.
_REACH = 6
_LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a mention is."""

    name: str | None
    strength: Strength
    how: str  #: in plain words
    anonymity: Span | None = None


class Resolver:
    """Resolves the mentions of one article."""

    def __init__(self, scan: Scan, outside: list[Mention], gathered: Gathered) -> None:
        self.scan = scan
        self.outside = outside
        self.gathered = gathered
        self.people = [
            each for each in outside if each.kind is MentionKind.NAME and self._kind(each) is NameKind.PERSON
        ]
        self.starts = [each.span.start for each in self.people]
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
        kind = self.scan.language.pronouns.get(pronoun.key)
        if kind not in {PronounKind.MAN, PronounKind.WOMAN, PronounKind.RELATIVE}:
            return None
        here = self.scan.sentence_at(pronoun.span.start)
        paragraph = self.scan.paragraph_at(pronoun.span.start)
        best: tuple[float, str] | None = None
        scores: dict[str, float] = {}
        for number in range(bisect_left(self.starts, pronoun.span.start) - 1, -1, -1):
            mention = self.people[number]
            away = here - self.scan.sentence_at(mention.span.start)
            if away > _REACH:
                break
            name = self.gathered.canonical[mention.first]
            if kind is PronounKind.RELATIVE:
                return name if pronoun.first - mention.last <= 3 else None
            gender = self.genders.get(name)
            if gender is not None and gender is not kind:
                continue
            score = self._closeness(mention, away, paragraph) + (1.0 if gender is kind else 0.0)
            scores[name] = max(scores.get(name, 0.0), score) + 0.15
        for name, score in scores.items():
            if best is None or score > best[0]:
                best = (score, name)
        return best[1] if best is not None else None

    def _closeness(self, mention: Mention, away: int, paragraph: int) -> float:
        """Score how well a mention stands for a later pronoun."""
        scan = self.scan
        score = 3.0 - 0.7 * away
        sentence = scan.sentences[scan.sentence_at(mention.span.start)]
        ahead = scan.tokens[mention.first - 1].kind if mention.first else "|"
        if mention.span.start - sentence.start < 30 and ahead != "p":
            score += 1.2
        following = mention.last + 1
        if following < len(scan.tokens) and not scan.between(following).strip():
            score += (
                0.5 if scan.tokens[following].kind.isupper() or scan.tokens[following].kind in "xe" else 0.0
            )
        if mention.first and scan.tokens[mention.first - 1].kind in "STKCW":
            score += 0.8
        if mention.possessive:
            score -= 0.6
        if ahead == "p":
            score -= 0.6
        return score - 0.4 * (paragraph - scan.paragraph_at(mention.span.start))
