"""Where names stand: runs of capitalised words, with the particles and links that hold them together."""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import itemgetter
from typing import NamedTuple

from copydesk.reading import _gazetteer, _known
from copydesk.reading._mentions import joined
from copydesk.reading._scan import CUE_LETTERS, Scan, Token
from copydesk.reading.languages import listed
from copydesk.types import Span

#: Lower-case words inside a name: "Ursula von der Leyen", "Rio de Janeiro".
_PARTICLES = listed(
    "de van von der den del della di da dos du la le las los bin ibn al el ter ten zu zur am y do das af ap abu wa bint ould ben vom van't"
)
_HEADS = listed(
    """department ministry university bank house court council bureau board church college institute association
    federation society academy office republic kingdom city isle gulf bay cape mount strait lake archdiocese bishop
    committee chamber union center centre school library museum parliament league organization organisation league
    church army guard secretary duke duchess prince princess knights daughters sons friends doctors states
    district state islands lords commons representatives director order port fund party ministerio universidad
    banco université ministère banque"""
)
_OF_SAINTS = listed("hospital college church cathedral school university street square park clinic hall")
_LINKS = listed("of for and the on to des du de la und für et y")
_SHORT = listed("st mt ft jr sr dr mr mrs ms gen sen rep gov lt col sgt")
_SUFFIXES = listed("jr sr ii iii iv")
_LONGEST = 9
_LONGEST_SYLLABLE = 4
_LONG = 2  #: a run of more than two words
#: A headline is no longer, in code points, has so many words longer than that, and is no lead-in.
_LONGEST_HEADLINE, _FEWEST_TITLED, _SMALL_WORD = 160, 4, 3
#: "PARIS, Oct 9 (Reuters) - ", "BREAKING: ".
_LEAD_IN = re.compile(r"(?:\)\s[-–—]|(?:^|\n)[A-Z]{4,}:)\s$")
_ENDING = frozenset(':;,”"')
_OPENS = 2  #: a mark and a space may stand before the first word of a sentence
_FEWEST_SHOUTED = 3
_PARTS_OF_PLACES = listed(
    "north south east west northern southern eastern western central greater new upper lower fort"
)
_SHORTEST_CAMEL = 3
_AL = re.compile(r"(?:al|el|an|as|ad|d|l)[-'’][^\W\d_a-z]")
_MONTH_NAMES = listed("april june may")
_CORPORATE = listed("inc corp co ltd")
#: Forms of firms that are printed small: "Rolls-Royce Holdings plc".
_SMALL_FORMS = listed("plc gmbh")
#: "Rep. Ilhan Omar, D-Minn.": a party and a state.
_PARTY = re.compile(r"[dri]-[a-z]+$")
#: Where a name may begin with a small letter: "al-Assad", "l’Allemagne", "easyJet".
_SPECIAL = re.compile(r"(?<![^\W_])(?:[aeld][lnsd]?[-'’][^\W\d_a-z]|[eix][a-z]*[^\W\d_a-z])")
_APOSTROPHES = frozenset({"'", "’"})
#: Common words that are bodies in capitals: the WHO, the US.
ALSO_ACRONYMS = listed("who us un era pac aid")


class Run(NamedTuple):
    """A name as printed."""

    span: Span
    first: int  #: number of the first token
    last: int
    words: tuple[str, ...]  #: in lower case
    titled: bool  #: a title or role stands directly before it
    begins: bool  #: it opens a sentence, a paragraph or a quotation
    possessive: bool


def runs(scan: Scan, titled: list[tuple[int, int]]) -> list[Run]:
    """Return the runs of capitalised words that can be names, in the order of the text.

    Args:
        scan: the text.
        titled: where its headlines in title case stand.
    """
    found: list[Run] = []
    shouting = _shouting(scan)
    done = -1
    special = {match.start() for match in _SPECIAL.finditer(scan.text)}
    for at, token in enumerate(scan.tokens):
        if not token.capital and token.start not in special:
            continue
        if at <= done or not (token.capital or _is_al(scan, token) or _is_camel(scan, token)):
            continue
        if not _can_begin(scan, at):
            continue
        done = _end(scan, at)
        if shouting and _inside(token.start, shouting):
            # In a headline in capitals every word looks like a name; those known from elsewhere are kept.
            found += [_run(scan, number, number) for number in range(at, done + 1)]
        elif titled and _inside(token.start, titled):
            _of_headline(scan, at, done, found)
        else:
            _split(scan, at, done, found)
    return found


def in_headline(run: Run, titled: list[tuple[int, int]]) -> bool:
    """Say whether a name stands in one of the headlines of a text."""
    return _inside(run.span.start, titled)


def _inside(place: int, stretches: list[tuple[int, int]]) -> bool:
    """Say whether a place lies in one of some stretches, which are in the order of the text and apart."""
    at = bisect_right(stretches, place, key=_begin) - 1
    return at >= 0 and place < stretches[at][1]


_begin = itemgetter(0)


def headlines(scan: Scan) -> list[tuple[int, int]]:
    """Return the paragraphs that are headlines with every longer word capitalised."""
    found: list[tuple[int, int]] = []
    if len(scan.paragraphs) == 1:
        return found
    for each in scan.paragraphs:
        short = each.end - each.start <= _LONGEST_HEADLINE and scan.text[each.end - 1] not in _ENDING
        if short and _is_headline(each.of(scan.text)):
            found.append((each.start, each.end))
    return found


def _is_headline(words: str) -> bool:
    """Say whether every longer word of a paragraph is capitalised."""
    longer = 0
    for word in words.split():
        if len(word) > _SMALL_WORD and word[0].isalpha():
            if not word[0].isupper():
                return False
            longer += 1
    return longer >= _FEWEST_TITLED


def _of_headline(scan: Scan, first: int, last: int, found: list[Run]) -> None:
    """Keep first names with what follows them together; the other words of a headline are judged one by one."""
    language, tokens, at = scan.language, scan.tokens, first
    while at <= last:
        low = tokens[at].low
        pair = at < last and (low in language.boys or low in language.girls or _is_known_pair(scan, at))
        found.append(_run(scan, at, at + 1 if pair else at))
        at += 2 if pair else 1


def _is_known_pair(scan: Scan, at: int) -> bool:
    """Say whether two words are a place or body that everybody knows."""
    pair = f"{scan.tokens[at].low} {scan.tokens[at + 1].low}"
    return pair in _gazetteer.PLACES or pair in _gazetteer.ORGANISATIONS


def printed(scan: Scan, run: Run) -> str:
    """Return a name with its white space folded."""
    words = scan.text[run.span.start : run.span.end]
    return words if len(run.words) == 1 else " ".join(words.split())


def is_shouted(words: str) -> bool:
    """Say whether a paragraph or sentence is printed in capitals."""
    return words.isupper() and len(words.split()) >= _FEWEST_SHOUTED


def _shouting(scan: Scan) -> list[tuple[int, int]]:
    """Return the stretches that are printed in capitals, paragraphs or sentences, in order and apart."""
    found: list[tuple[int, int]] = []
    for each in sorted((*scan.paragraphs, *scan.sentences)):
        if scan.text[each.start + 1 : each.start + 2].isupper() and is_shouted(each.of(scan.text)):
            if found and each.start < found[-1][1]:
                found[-1] = found[-1][0], max(found[-1][1], each.end)
            else:
                found.append((each.start, each.end))
    return found


def _is_al(scan: Scan, token: Token) -> bool:
    """Say whether a word is a name behind its article: "al-Assad", "l’Allemagne"."""
    low = token.low
    return (
        low[:1] in "aeld"
        and (low[1:2] in _APOSTROPHES or low[2:3] == "-")
        and bool(_AL.match(scan.text, token.start))
    )


def _is_camel(scan: Scan, token: Token) -> bool:
    """Say whether a word begins small and goes on in capitals: "easyJet", "xAI"."""
    if token.low[:1] not in "eix" or len(token.low) < _SHORTEST_CAMEL:
        return False
    word = scan.text[token.start : token.end]
    return not word.islower() and word[1:2] != "-" and word[0].islower()


def _can_begin(scan: Scan, at: int) -> bool:
    """Say whether a name can begin at a word."""
    token, language = scan.tokens[at], scan.language
    if token.low in ALSO_ACRONYMS and scan.text[token.start : token.end].isupper():
        return True
    if "-" in token.low and (_describes(scan, token) or _PARTY.match(token.low)):
        return False
    if token.low in language.not_names and not _goes_on_as_name(scan, at):
        return False
    if token.kind in CUE_LETTERS and not _goes_on_as_name(scan, at):
        return False
    if token.low in language.weekdays or (token.low in language.months and not _is_first_name(scan, at)):
        return False
    return not language.capital_nouns or token.kind not in "ryd"


def _describes(scan: Scan, token: Token) -> bool:
    """Say whether a hyphen makes an adjective of a name: "London-based", "AI-enabled"."""
    behind = scan.text[token.start : token.end].rpartition("-")[2]
    return len(behind) > 3 and behind.islower()


def _is_first_name(scan: Scan, at: int) -> bool:
    """Say whether a month is somebody's first name: "April Jones"."""
    language = scan.language
    low = scan.tokens[at].low
    known = low in language.girls or low in language.boys or low in _MONTH_NAMES
    if known and low in _MONTH_NAMES and at and scan.tokens[at - 1].low in language.since:
        return False
    return known and at + 1 < len(scan.tokens) and joined(scan, at + 1) and scan.tokens[at + 1].capital


def _goes_on_as_name(scan: Scan, at: int) -> bool:
    """Say whether a common word opens a name that is known: "New York", "Black Lives Matter", "Will Smith"."""
    if at + 1 >= len(scan.tokens) or not joined(scan, at + 1) or not scan.tokens[at + 1].capital:
        return False
    low = scan.tokens[at].low
    if low == "great" and scan.tokens[_end(scan, at + 1)].low in _known.PLACE_LAST | _OF_SAINTS:
        return True
    if low in _gazetteer.PEOPLES and scan.tokens[_end(scan, at + 1)].low in scan.language.organisation_words:
        return True
    pair = f"{low} {scan.tokens[at + 1].low}"
    if pair in _gazetteer.PLACES or pair in _gazetteer.ORGANISATIONS or low in {"new", "american"}:
        return True
    if at + 2 < len(scan.tokens) and joined(scan, at + 2):
        triple = f"{pair} {scan.tokens[at + 2].low}"
        if triple in _gazetteer.ORGANISATIONS or triple in _gazetteer.PLACES:
            return True
    return low in scan.language.boys or (low in _MONTH_NAMES and _is_first_name(scan, at))


def _end(scan: Scan, at: int) -> int:
    """Return the number of the last word of the run that begins at a word."""
    tokens, end, headed = scan.tokens, at, _is_head(scan, at)
    while end + 1 < len(tokens) and end - at < _LONGEST:
        following = tokens[end + 1]
        gap = scan.between(end + 1)
        if tokens[end].possessive:
            # "St Averil’s Hospital" is one name, "London’s Hyde" none.
            if following.capital and following.low in _OF_SAINTS and gap in {"’s ", "'s "}:
                end += 1
                continue
            break
        if gap in {" & ", " + ", "&"} and following.capital:
            end += 1
            continue
        if not (joined(scan, end + 1) or (gap == ". " and tokens[end].low in _SHORT)):
            break
        if following.low in _SUFFIXES and gap != " ":
            break
        if following.capital or _is_al(scan, following):
            if following.low in scan.language.weekdays or following.low in scan.language.pronouns:
                break
            if "-" in following.low and _describes(scan, following) and not _is_given(scan, end, following):
                break
            end += 1
            headed = headed or _is_head(scan, end)
            continue
        link = _held(scan, end) or _linked(scan, end, headed=headed)
        if not link:
            break
        end = link
    return end


def _held(scan: Scan, end: int) -> int:
    """Return the last word of what small words hold together: "Trinidad and Tobago", "Acme plc"; 0 where none do."""
    if scan.tokens[end + 1].low in _SMALL_FORMS:
        return end + 1
    last = end + 2
    if last >= len(scan.tokens) or not (joined(scan, last) and scan.tokens[last].capital):
        return 0
    words = " ".join(each.low for each in scan.tokens[end : last + 1])
    return last if words in _gazetteer.PLACES else 0


def _is_given(scan: Scan, at: int, following: Token) -> bool:
    """Say whether a word is a given name behind its family name: "Ban Ki-moon"."""
    first = following.low.partition("-")[0]
    return scan.tokens[at].low in _known.FAMILY_FIRST and len(first) <= _LONGEST_SYLLABLE


def _is_head(scan: Scan, at: int) -> bool:
    """Say whether a word is one that "of" ties to what follows: "Bank of England"."""
    return scan.tokens[at].low in _HEADS


def _linked(scan: Scan, end: int, *, headed: bool) -> int:
    """Return the capitalised word that particles or links tie to the run; 0 when there is none."""
    tokens = scan.tokens
    link = tokens[end + 1].low
    if link not in _PARTICLES and not (headed and link in _LINKS):
        return 0
    for length in (1, 2):
        last = end + length + 1
        if last >= len(tokens) or not all(joined(scan, number) for number in range(end + 1, last + 1)):
            return 0
        words = [tokens[number].low for number in range(end + 1, last)]
        if any(tokens[number].capital for number in range(end + 1, last)):
            return 0
        if not tokens[last].capital:
            continue
        if all(word in _PARTICLES for word in words):
            return last
        if (
            headed
            and words[0] in {"of", "for", "des", "de", "du", "für"}
            and all(word in _LINKS for word in words)
        ):
            return last
        return 0
    return 0


def _split(scan: Scan, first: int, last: int, found: list[Run]) -> None:
    """Part "Acme CEO Ann Roe" into Acme and Ann Roe, and "German Chancellor Olaf Scholz" likewise."""
    language, tokens = scan.language, scan.tokens
    if first == last and tokens[first].low not in language.titles:
        # Most names are one word: nothing to part, and nothing to trim.
        titled = first > 0 and tokens[first - 1].kind in "yr" and joined(scan, first)
        found.append(_run(scan, first, last, titled=titled))
        return
    start = first
    titled = first > 0 and tokens[first - 1].kind in "yr" and joined(scan, first)
    whole = tokens[last].low in language.organisation_words or tokens[last].low in language.place_words
    for at in range(first, last + 1):
        low = tokens[at].low
        role = low in language.titles or (tokens[at].kind == "r" and at == start and at < last)
        tied = at < last and tokens[at + 1].low in {"of", "for"}
        behind = at > first and tokens[at - 1].low in _LINKS
        if _is_own(scan, at, (start, last)):
            continue
        if not role or behind or (whole and at != first) or tied or (whole and tokens[at].kind == "r"):
            continue
        if at > start:
            found.append(_trimmed(scan, start, at - 1, titled=titled))
        start = at + 1
        titled = True
    if start <= last:
        found.append(_trimmed(scan, start, last, titled=titled))


def _is_own(scan: Scan, at: int, run: tuple[int, int]) -> bool:
    """Say whether what looks like a title is part of the name: "Stephen King", "King Street"."""
    tokens, (start, last) = scan.tokens, run
    low = tokens[at].low
    if at > start and low in _known.SURNAMES:
        return at == last or tokens[at + 1].low in _SUFFIXES
    return (
        at == last - 1 == start and low in _known.OF_STREETS and tokens[last].low in scan.language.place_words
    )


def _behind_office(scan: Scan, first: int, last: int) -> int:
    """Return where the person begins in "Secretary of State Marco Rubio"."""
    for length in (3, 2):
        if last - first >= length:
            words = " ".join(each.low for each in scan.tokens[first : first + length])
            if words in _known.OFFICES:
                return first + length
    return first


def _trimmed(scan: Scan, first: int, last: int, *, titled: bool) -> Run:
    """Leave out a people before a person ("American Ann Roe"), and what common word opens or ends a run."""
    tokens, language = scan.tokens, scan.language
    while first < last and tokens[last].low in language.not_names and tokens[last].low not in _KEPT_LAST:
        last -= 1
    while first < last and (
        (
            tokens[first].low in _gazetteer.PEOPLES
            and (tokens[first + 1].low in language.boys or tokens[first + 1].low in language.girls)
        )
        or (tokens[first].low in language.not_names and not _goes_on_as_name(scan, first))
    ):
        first += 1
    office = _behind_office(scan, first, last)
    first, titled = office, titled or office > first
    while first < last and tokens[first].low in _known.TITLES:
        first += 1
        titled = True
    first = _behind_opening(scan, _given_name(scan, first, last), last)
    begins = first < last and tokens[first].low in _known.JOBS and _begins(scan, first)
    while first < last and begins and tokens[first].low in _known.JOBS:
        first += 1
        titled = True
    return _run(scan, first, last, titled=titled)


def _behind_opening(scan: Scan, first: int, last: int) -> int:
    """Return where the place begins in "Besides China": a word that only opens the sentence is no part of it."""
    if first == last or not _begins(scan, first) or scan.tokens[first].low in _PARTS_OF_PLACES:
        return first
    words = [scan.tokens[number].low for number in range(first, last + 1)]
    whole, rest = " ".join(words), " ".join(words[1:])
    known = whole in _gazetteer.PLACES or whole in _gazetteer.ORGANISATIONS
    named = words[0] in scan.language.boys or words[0] in scan.language.girls
    return first + 1 if rest in _gazetteer.PLACES and not (known or named) else first


def _given_name(scan: Scan, first: int, last: int) -> int:
    """Return where the person begins in "Navy SEAL Chris Kyle" and "House Republican Thomas Massie"."""
    language, tokens = scan.language, scan.tokens
    low = tokens[last - 1].low
    if last - first < _LONG or low not in language.boys | language.girls:
        return first
    if tokens[last].low in language.organisation_words or tokens[last].low in language.place_words:
        return first
    before = tokens[last - 2]
    told = (
        before.low in _gazetteer.PEOPLES
        or before.low in language.roles
        or before.low in _known.JOBS
        or (scan.text[before.start : before.end].isupper() and len(before.low) > 1 and "." not in before.low)
    )
    return last - 1 if told and not scan.text[tokens[last].start : tokens[last].end].isupper() else first


_KEPT_LAST = listed("will may march april june august day new good post times news first")


def _run(scan: Scan, first: int, last: int, *, titled: bool = False) -> Run:
    """Make a run of the words from first to last."""
    begin, end = scan.tokens[first], scan.tokens[last]
    stop = end.end
    if end.low in {"jr", "sr", *_CORPORATE} and scan.text[stop : stop + 1] == "." and first < last:
        stop += 1
    start = begin.start
    words = [begin.low] if first == last else [each.low for each in scan.tokens[first : last + 1]]
    if begin.low[:2] in {"l'", "l’", "d'", "d’"} and not begin.capital:
        start += 2
        words[0] = words[0][2:]
    possessive = end.possessive
    if possessive and end.low in _known.POSSESSED and scan.text[stop : stop + 2] in {"'s", "’s"}:
        name = f"{' '.join(scan.text[start:stop].lower().split())}{scan.text[stop : stop + 2]}"
        if name in _gazetteer.ORGANISATIONS:
            stop, possessive = stop + 2, False
            words[-1] += scan.text[end.end : stop]
    return Run(Span(start, stop), first, last, tuple(words), titled, _begins(scan, first), possessive)


def _begins(scan: Scan, number: int) -> bool:
    """Say whether a word begins a sentence, a paragraph or a quotation."""
    start = scan.tokens[number].start
    if start - scan.sentence_starts[scan.sentence_of[number]] <= _OPENS or _LEAD_IN.search(
        scan.text, max(0, start - 48), start
    ):
        return True
    return scan.text[start - 1] in "\"'“‘„«»:*•([" or "\n" in scan.between(number)
