"""Names: what each mention names, and which mentions name the same."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from copydesk.reading._mentions import Mention, MentionKind
from copydesk.reading._scan import CUE_LETTERS, Scan
from copydesk.types import Name, NameKind

if TYPE_CHECKING:
    from collections.abc import Iterable

_ACRONYM = re.compile(r"[A-Z]{2,6}s?$")
_CAMEL = re.compile(r"(?!Mc|Mac|De|Di|La|Le|Van|O['’])[A-Z]?[a-z]+[A-Z]")
_LONGEST_PERSON = 4


@dataclass(slots=True)
class Gathered:
    """The names of an article, gathered."""

    names: tuple[Name, ...] = ()
    canonical: dict[int, str] = field(default_factory=dict)  #: by the first token of a mention
    kinds: dict[str, NameKind] = field(default_factory=dict)  #: by canonical form
    offices: dict[str, str] = field(default_factory=dict)  #: by title in lower case: who holds it


def gather(scan: Scan, found: Iterable[Mention]) -> Gathered:
    """Gather the mentions of each name under its fullest form."""
    mentions = [each for each in found if each.kind is MentionKind.NAME]
    kept = _without_sentence_starts(scan, mentions)
    full = _full_forms(scan, kept)
    gathered = Gathered()
    evidence: dict[str, Counter[NameKind]] = {}
    for mention in kept:
        canonical = full.get(_printed(scan, mention).lower(), _printed(scan, mention))
        gathered.canonical[mention.first] = canonical
        evidence.setdefault(canonical, Counter()).update(_evidence(scan, mention))
    odd = _odd_spellings(scan, kept, gathered)
    for mention in kept:
        # A slip of the pen tells what the name it stands for is, and the other way round.
        if mention.first in odd and odd[mention.first] in evidence:
            evidence[odd[mention.first]].update(evidence[gathered.canonical[mention.first]])
    gathered.kinds = {name: _kind(scan, name, votes) for name, votes in evidence.items()}
    gathered.names = tuple(
        Name(
            mention.span,
            gathered.kinds[gathered.canonical[mention.first]],
            gathered.canonical[mention.first],
            odd.get(mention.first),
        )
        for mention in kept
    )
    gathered.offices = _offices(scan, kept, gathered)
    return gathered


def _printed(scan: Scan, mention: Mention) -> str:
    """Return a name with its white space folded."""
    return " ".join(mention.span.of(scan.text).split())


def _without_sentence_starts(scan: Scan, mentions: list[Mention]) -> list[Mention]:
    """Leave out single words that are capitalised only because they begin a sentence or a quotation."""
    german = bool(scan.language.capital_nouns)
    elsewhere = {
        scan.tokens[number].low
        for mention in mentions
        if mention.first != mention.last or not (german or _begins(scan, mention.first))
        for number in range(mention.first, mention.last + 1)
    }
    lower = {token.low for token in scan.tokens if not token.capital}
    kept = []
    for mention in mentions:
        token = scan.tokens[mention.first]
        word = token.low
        if mention.key in scan.language.currencies or mention.key in scan.language.magnitudes:
            continue
        if len(word) < 2 and mention.first == mention.last and word != "x":
            continue
        # Where every noun has a capital, a capital inside the sentence says nothing.
        telling = not german and not _begins(scan, mention.first)
        if mention.first != mention.last or telling:
            kept.append(mention)
            continue
        printed = mention.span.of(scan.text)
        shape = _ACRONYM.match(printed) or _CAMEL.match(printed)
        known = word in elsewhere or word in scan.language.places or mention.titled or mention.possessive
        speaks = _next_kind(scan, mention) in CUE_LETTERS or _next_kind(scan, mention) == "x"
        if shape or known or (speaks and word not in lower):
            kept.append(mention)
    return kept


def _begins(scan: Scan, number: int) -> bool:
    """Say whether a token begins a sentence, a paragraph or a quotation."""
    start = scan.tokens[number].start
    sentence = scan.sentences[scan.sentence_at(start)].start
    if start - sentence <= 2:
        return True
    return scan.text[start - 1] in "\"'“”‘’«»„:*•([" or "\n" in scan.between(number)


def _next_kind(scan: Scan, mention: Mention) -> str:
    """Return the class of the word behind a mention; empty where none follows directly."""
    following = mention.last + 1
    if following >= len(scan.tokens) or scan.between(following).strip():
        return ""
    return scan.tokens[following].kind


def _full_forms(scan: Scan, mentions: list[Mention]) -> dict[str, str]:
    """Return, for each printed form in lower case, the fullest form of the same name."""
    people: dict[str, str] = {}
    acronyms: dict[str, str] = {}
    for mention in mentions:
        words = _printed(scan, mention).split()
        if 2 <= len(words) <= _LONGEST_PERSON and _can_be_surname(scan, words[-1]):
            people.setdefault(words[-1].lower(), " ".join(words))
            if words[0].lower() in scan.language.boys or words[0].lower() in scan.language.girls:
                people.setdefault(words[0].lower(), " ".join(words))
        capitals = "".join(word[0] for word in words if word[0].isupper())
        if len(capitals) >= 3:
            acronyms.setdefault(capitals.lower(), " ".join(words))
    full: dict[str, str] = {}
    for mention in mentions:
        printed = _printed(scan, mention)
        words = printed.split()
        if len(words) == 1:
            longer = people.get(printed.lower())
            if longer is None and _ACRONYM.match(printed):
                longer = acronyms.get(printed.lower())
        else:
            longer = people.get(words[-1].lower())
            if longer is not None and not _same_person(words, longer.split()):
                longer = None
        if longer is not None:
            full[printed.lower()] = longer
    return full


def _can_be_surname(scan: Scan, word: str) -> bool:
    """Say whether a last word can be a person's: no acronym, no firm, no place."""
    low = word.lower()
    known = low in scan.language.organisation_words or low in scan.language.places
    return not (known or _ACRONYM.match(word) or _CAMEL.match(word))


def _same_person(words: list[str], other: list[str]) -> bool:
    """Say whether two full names can be one person's: "J. Roe", "Jane Roe", "Jane A. Roe"."""
    first, second = words[0].lower().rstrip("."), other[0].lower().rstrip(".")
    return first == second or (min(len(first), len(second)) == 1 and first[0] == second[0])


def _evidence(scan: Scan, mention: Mention) -> dict[NameKind, int]:
    """Return what one mention says about what it names."""
    words = [scan.tokens[number].low for number in range(mention.first, mention.last + 1)]
    printed = mention.span.of(scan.text)
    language = scan.language
    votes: Counter[NameKind] = Counter()
    if words[-1] in language.organisation_words or words[0] in {
        "university",
        "department",
        "ministry",
        "bank",
    }:
        votes[NameKind.ORGANISATION] += 6
    place = all(word in language.places for word in words)
    if place or words[-1] in language.place_words:
        votes[NameKind.PLACE] += 6
    if not place and (_ACRONYM.match(printed) or _CAMEL.search(printed)):
        votes[NameKind.ORGANISATION] += 3
    if len(words) > 1 and (words[0] in language.boys or words[0] in language.girls):
        votes[NameKind.PERSON] += 5
    before = scan.tokens[mention.first - 1] if mention.first else None
    if mention.titled and before is not None and (before.low in language.titles or before.kind == "y"):
        votes[NameKind.PERSON] += 4
    if before is not None and before.kind == "p" and before.low in {"in", "at", "near", "à", "en"}:
        votes[NameKind.PLACE] += 2 if len(words) == 1 else 1
    if before is not None and before.kind == "d":
        votes[NameKind.ORGANISATION] += 2
    following = _next_kind(scan, mention)
    if following in CUE_LETTERS or following == "w" or _who_follows(scan, mention):
        votes[NameKind.PERSON] += 1 if following in CUE_LETTERS else 3
    if 2 <= len(words) <= 3 and not mention.quoted:
        votes[NameKind.PERSON] += 2
    if scan.quoted[mention.first] and before is not None and before.low in language.work_words:
        votes[NameKind.WORK] += 6
    return dict(votes)


def _who_follows(scan: Scan, mention: Mention) -> bool:
    """Say whether "who" stands behind a name and its comma."""
    after = mention.last + 1
    return (
        after < len(scan.tokens)
        and scan.tokens[after].kind == "w"
        and scan.tokens[after].low != "which"
        and scan.between(after).strip() == ","
    )


def _kind(scan: Scan, name: str, votes: Counter[NameKind]) -> NameKind:
    """Decide what a name names from all its mentions."""
    words = name.lower().split()
    if len(words) > 1 and (words[0] in scan.language.boys or words[0] in scan.language.girls):
        votes[NameKind.PERSON] += 3
    if not votes:
        return NameKind.ORGANISATION
    return max(votes, key=lambda kind: (votes[kind], kind.value))


# --- odd spellings ------------------------------------------------------------------------------------


def _odd_spellings(scan: Scan, mentions: list[Mention], gathered: Gathered) -> dict[int, str]:
    """Return, by first token, the known name that an odd spelling resembles."""
    counts = Counter(each.key for each in mentions)
    forms = {each.key: gathered.canonical[each.first] for each in reversed(mentions)}
    by_stem: dict[str, set[str]] = {}
    for key in counts:
        for stem in _stems(key):
            by_stem.setdefault(stem, set()).add(key)
    odd: dict[int, str] = {}
    for mention in mentions:
        key = mention.key
        known = [
            other
            for stem in _stems(key)
            for other in sorted(by_stem[stem])
            if other != key and counts[other] > counts[key] and _alike(key, other)
        ]
        if known:
            odd[mention.first] = forms[max(known, key=lambda each: (counts[each], each))]
        elif _is_glued(scan, mention):
            odd[mention.first] = _printed(scan, mention)[:-1]
    return odd


def _stems(key: str) -> set[str]:
    """Return the forms that two spellings one letter apart share: the word, and the word short of a letter."""
    if not 4 <= len(key) <= 24:
        return set()
    return {key, *(key[:at] + key[at + 1 :] for at in range(1, len(key)))}


def _alike(key: str, other: str) -> bool:
    """Say whether one spelling may be a slip for the other; a plural or a possessive is none."""
    if key[0] != other[0] or {key, other} == {other, other + "s"} or {key, other} == {key, key + "s"}:
        return False
    if len(key) == len(other):
        differing = [at for at in range(len(key)) if key[at] != other[at]]
        return len(key) >= 6 and (len(differing) == 1 or sorted(key) == sorted(other))
    return abs(len(key) - len(other)) == 1


def _is_glued(scan: Scan, mention: Mention) -> bool:
    """Say whether an article is glued to a name: "Larry Ellisona big backer"."""
    following = mention.last + 1
    if not mention.key.endswith("a") or len(mention.key) < 4 or following >= len(scan.tokens):
        return False
    token = scan.tokens[following]
    return (
        token.low in scan.language.glued_adjectives and not token.capital and scan.between(following) == " "
    )


# --- who holds which office ---------------------------------------------------------------------------


def _offices(scan: Scan, mentions: list[Mention], gathered: Gathered) -> dict[str, str]:
    """Return who holds an office, where the article names one person only for it."""
    holders: dict[str, set[str]] = {}
    for mention in mentions:
        name = gathered.canonical[mention.first]
        if gathered.kinds[name] is not NameKind.PERSON:
            continue
        for word in _titles_beside(scan, mention):
            holders.setdefault(word, set()).add(name)
    return {word: next(iter(names)) for word, names in holders.items() if len(names) == 1}


def _titles_beside(scan: Scan, mention: Mention) -> set[str]:
    """Return the offices that stand before a name, or behind its comma: "Anton Lesk, the mayor"."""
    tokens = scan.tokens
    found: set[str] = set()
    at = mention.first - 1
    while at >= 0 and mention.first - at < 5 and scan.between(at + 1).strip() in {"", "."}:
        if tokens[at].kind not in "yr" or tokens[at].possessive:
            break
        found.add(tokens[at].low)
        at -= 1
    after = mention.last + 1
    if after < len(tokens) and scan.between(after).strip() == ",":
        for number in range(after, min(len(tokens), after + 5)):
            if number > after and scan.between(number).strip():
                break
            if tokens[number].low in scan.language.titles or tokens[number].low in scan.language.roles:
                found.add(tokens[number].low)
                break
            if tokens[number].kind not in "dyroNeg":
                break
    return found
