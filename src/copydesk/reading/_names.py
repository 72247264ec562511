"""Names: what each mention names, and which mentions name the same."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from copydesk.reading import _gazetteer, _known
from copydesk.reading._forms import Forms
from copydesk.reading._kinds import Votes, evidence_of, kind_of
from copydesk.reading._mentions import Mention, MentionKind
from copydesk.reading._runs import ALSO_ACRONYMS, Run, headlines, in_headline, is_shouted, printed, runs
from copydesk.reading._scan import CUE_LETTERS, Scan
from copydesk.reading._works import works
from copydesk.types import Name, NameKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from copydesk.reading.languages import Language

#: Spellings shorter or longer are not compared; of each initial and length so many at most, to stay linear.
_SHORTEST_RIVAL, _LONGEST_RIVAL, _MOST_RIVALS = 4, 24, 60
_AND = frozenset({"and", "und", "et", "y"})
_ACRONYM = re.compile(r"[A-Z]{2,6}s?$")
_CAMEL = re.compile(r"(?!Mc|Mac|De|Di|La|Le|Van|O['’])[A-Z]?[a-z]+[A-Z]")


@dataclass(slots=True)
class Gathered:
    """The names of an article, gathered."""

    names: tuple[Name, ...] = ()
    canonical: dict[int, str] = field(default_factory=dict)  #: by the first token of a mention
    kinds: dict[str, NameKind] = field(default_factory=dict)  #: by canonical form
    offices: dict[str, str] = field(default_factory=dict)  #: by title in lower case: who holds it


def gather(scan: Scan, found: Iterable[Mention]) -> Gathered:
    """Gather the mentions of each name under its fullest form."""
    titles = works(scan)
    covered = {number for title in titles for number in range(title.first, title.last + 1)}
    headings = headlines(scan)
    kept = _kept(scan, [each for each in runs(scan, headings) if each.first not in covered], headings)
    forms = Forms(scan, kept)
    canonical = _shared(scan, kept, [forms.full(run) for run in kept])
    evidence: dict[str, Votes] = {}
    for run, name in zip(kept, canonical, strict=True):
        _add(evidence.setdefault(name, {}), evidence_of(scan, run))
        if name.lower() in forms.people:
            # A surname that several people of the article bear.
            _add(evidence[name], {NameKind.PERSON: 3})
    odd = _odd_spellings(scan, kept, canonical)
    for number, other in odd.items():
        # A slip of the pen tells what the name it stands for is, and the other way round.
        if other in evidence:
            own = dict(evidence[canonical[number]])
            _add(evidence[canonical[number]], evidence[other])
            _add(evidence[other], own)
    gathered = Gathered()
    gathered.kinds = {name: kind_of(scan, name, votes) for name, votes in evidence.items()}
    names = [
        Name(run.span, gathered.kinds[name], name, odd.get(number))
        for number, (run, name) in enumerate(zip(kept, canonical, strict=True))
    ]
    names += [Name(title.span, NameKind.WORK, printed(scan, title)) for title in titles]
    gathered.names = tuple(sorted(names, key=lambda each: each.span.start))
    by_token = {
        at: name for run, name in zip(kept, canonical, strict=True) for at in range(run.first, run.last + 1)
    }
    mentions = [each for each in found if each.kind is MentionKind.NAME]
    for mention in mentions:
        names_of = (by_token.get(at) for at in range(mention.last, mention.first - 1, -1))
        known = next((each for each in names_of if each is not None), None)
        if known is not None:
            gathered.canonical[mention.first] = known
    gathered.offices = _offices(
        scan, [each for each in mentions if each.first in gathered.canonical], gathered
    )
    return gathered


def _shared(scan: Scan, kept: list[Run], canonical: list[str]) -> list[str]:
    """Give a first name the surname that it shares with the next person: "Barack and Michelle Obama"."""
    words = scan.language
    for number, (run, following) in enumerate(pairwise(kept)):
        if (
            len(run.words) != 1
            or following.first != run.last + 2
            or scan.tokens[run.last + 1].low not in _AND
        ):
            continue
        first = {run.words[0], following.words[0]}
        if (
            canonical[number] == printed(scan, run)
            and len(following.words) > 1
            and first <= words.boys | words.girls
        ):
            surname = printed(scan, following).split(" ", 1)[1]
            canonical[number] = f"{canonical[number]} {surname}"
    return canonical


def _add(votes: Votes, more: Votes) -> None:
    """Count more votes in."""
    for kind, count in more.items():
        votes[kind] = votes.get(kind, 0) + count


# --- which runs are names -------------------------------------------------------------------------------


def _kept(scan: Scan, found: list[Run], titled: list[tuple[int, int]]) -> list[Run]:
    """Leave out words that are capitalised only because they begin a sentence or stand in a headline."""
    german = bool(scan.language.capital_nouns)
    shouted = {run.first for run in found if _is_shouted(scan, run)}
    if titled:
        shouted.update(run.first for run in found if len(run.words) == 1 and in_headline(run, titled))
    elsewhere = {
        word
        for run in found
        if run.first not in shouted and (len(run.words) > 1 or not (german or run.begins))
        for word in (*run.words, *(each[3:] for each in run.words if each[:3] in {"al-", "el-"}))
    }
    lower = {token.low for token in scan.tokens if not token.capital}
    return [run for run in found if _is_name(scan, run, elsewhere, lower, shouted=run.first in shouted)]


def _is_shouted(scan: Scan, run: Run) -> bool:
    """Say whether a single word stands in a paragraph in capitals."""
    if len(run.words) > 1 or not run.span.of(scan.text).isupper():
        return False
    start = run.span.start
    around = (scan.paragraphs[scan.paragraph_at(start)], scan.sentences[scan.sentence_at(start)])
    return any(is_shouted(each.of(scan.text)) for each in around)


def _is_name(scan: Scan, run: Run, elsewhere: set[str], lower: set[str], *, shouted: bool) -> bool:
    """Say whether a run is a name and not a word with a capital."""
    language = scan.language
    words, low = run.words, " ".join(run.words)
    if shouted:
        return words[0] in elsewhere and words[0] not in language.not_names
    if low in _gazetteer.PEOPLES or words[-1] in language.currencies:
        return False
    if len(words) > 1:
        if low in _gazetteer.ORGANISATIONS or _names_nothing(words, language):
            return low in _gazetteer.ORGANISATIONS
        if low in _known.OFFICES or (words[-1] in _gazetteer.PEOPLES and low not in _gazetteer.PLACES):
            return words[0] in language.boys or words[0] in language.girls
        return not all(word in _gazetteer.PEOPLES or word in language.not_names for word in words)
    if words[0] in _known.NO_NAMES:
        return False
    if words[0] in ALSO_ACRONYMS and run.span.of(scan.text).isupper():
        return True
    return _is_single_name(scan, run, elsewhere, lower)


def _names_nothing(words: tuple[str, ...], language: Language) -> bool:
    """Say whether a name is that of a storm, a prize, a law, a day or the like, which are of no kind."""
    storm = words[0] in _known.STORMS and words[-1] not in language.organisation_words
    return storm or words[-1] in _known.NO_NAME_LAST


def _is_single_name(scan: Scan, run: Run, elsewhere: set[str], lower: set[str]) -> bool:
    """Say whether one capitalised word is a name."""
    language, word = scan.language, run.words[0]
    before = scan.tokens[run.first - 1].low if run.first else ""
    if before == "the" and word[-1] == "s" and (word[:-1] in elsewhere or word[:-1] in _known.PEOPLE):
        # "The Clintons" are several.
        return False
    common = word in _gazetteer.COMMON and (run.begins or word in lower)
    role = word in language.titles or (word in language.roles and word not in elsewhere)
    if (
        common
        or role
        or word in language.magnitudes
        or word in language.numbers
        or (len(word) < 2 and word != "x")
    ):
        return False
    if not _says_nothing(scan, run):
        return True
    text = run.span.of(scan.text)
    known = (
        word in _known.PEOPLE
        or word in _gazetteer.PLACES
        or word in _gazetteer.ORGANISATIONS
        or word in language.places
    )
    shaped = _ACRONYM.match(text) or _CAMEL.match(text) or "&" in text
    if known or shaped or run.titled or run.possessive or word in elsewhere:
        return word not in language.not_names
    named = word in language.boys or word in language.girls
    return word not in lower and (named or _acts(scan, run)) and not language.capital_nouns


def _says_nothing(scan: Scan, run: Run) -> bool:
    """Say whether a capital says nothing: at a sentence's start, and where every noun has one."""
    return bool(scan.language.capital_nouns) or run.begins


def _acts(scan: Scan, run: Run) -> bool:
    """Say whether what stands behind a word that opens a sentence is what stands behind names."""
    tokens, after = scan.tokens, run.last + 1
    if after >= len(tokens) or scan.between(after) not in {" ", ", "}:
        return False
    following = tokens[after]
    if scan.between(after) == ", ":
        return (
            following.capital
            and after + 1 < len(tokens)
            and scan.text[following.end : following.end + 1] == ","
        )
    plural = run.words[0].endswith("s") and not run.words[0].endswith("ss")
    if following.low in _FIRM_WORDS:
        return True
    return (
        (following.kind in CUE_LETTERS or following.kind == "x")
        and not plural
        and following.low not in {"not", "also"}
    )


_FIRM_WORDS = frozenset(
    {"shares", "stock", "ceo", "chief", "spokesman", "spokeswoman", "executives", "employees"}
)


# --- odd spellings ------------------------------------------------------------------------------------


def _odd_spellings(scan: Scan, found: list[Run], canonical: list[str]) -> dict[int, str]:
    """Return, by the number of the run, the known name that an odd spelling resembles."""
    counts = Counter(each.words[-1] for each in found)
    forms = {run.words[-1]: name for run, name in zip(reversed(found), reversed(canonical), strict=True)}
    frequent: dict[tuple[str, int], list[str]] = {}
    for key, count in counts.most_common():
        if count == 1:
            break
        group = frequent.setdefault((key[:1], len(key)), [])
        if len(group) < _MOST_RIVALS and len(key) <= _LONGEST_RIVAL:
            group.append(key)
    odd: dict[int, str] = {}
    seen: dict[str, str | None] = {}
    for number, run in enumerate(found):
        key = run.words[-1]
        if key not in seen:
            seen[key] = _rival(key, counts, frequent)
        rival = seen[key]
        if rival is not None:
            odd[number] = forms[rival]
        elif _is_glued(scan, run):
            odd[number] = printed(scan, run)[:-1]
    return odd


def _rival(key: str, counts: Counter[str], frequent: Mapping[tuple[str, int], list[str]]) -> str | None:
    """Return the more frequent spelling that a spelling may be a slip for; None where there is none."""
    if not _SHORTEST_RIVAL <= len(key) <= _LONGEST_RIVAL:
        return None
    known = [
        other
        for length in (len(key) - 1, len(key), len(key) + 1)
        for other in frequent.get((key[0], length), ())
        if length >= _SHORTEST_RIVAL
        and other != key
        and counts[other] > counts[key]
        and _alike(key, other)
        and not _stems(key).isdisjoint(_stems(other))
    ]
    return max(known, key=lambda each: (counts[each], each)) if known else None


def _stems(key: str) -> set[str]:
    """Return the forms that two spellings one letter apart share: the word, and the word short of a letter."""
    return {key, *(key[:at] + key[at + 1 :] for at in range(1, len(key)))}


def _alike(key: str, other: str) -> bool:
    """Say whether one spelling may be a slip for the other; a plural or a possessive is none."""
    if key[0] != other[0] or {key, other} == {other, other + "s"} or {key, other} == {key, key + "s"}:
        return False
    if len(key) == len(other):
        differing = [at for at in range(len(key)) if key[at] != other[at]]
        return len(key) >= 6 and (len(differing) == 1 or sorted(key) == sorted(other))
    return abs(len(key) - len(other)) == 1


def _is_glued(scan: Scan, run: Run) -> bool:
    """Say whether an article is glued to a name: "Larry Ellisona big backer"."""
    following = run.last + 1
    if not run.words[-1].endswith("a") or len(run.words[-1]) < 4 or following >= len(scan.tokens):
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
