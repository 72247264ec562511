"""Works by title: what stands in marks beside "book", "film", "song", and titles set off by commas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.reading._runs import Run
from copydesk.reading.languages import listed
from copydesk.types import Span

if TYPE_CHECKING:
    from copydesk.reading._scan import Scan

_LONGEST = 9
_AND = frozenset({"and", "und", "et", "y"})
#: "She wrote “A Harbour in Winter”": said of works, where no comma stands before the mark.
_MAKES = listed("wrote writes directed directs sang sings recorded composed authored co-wrote penned starred")
_MARKS = "“”\"‘’'«» "
#: Words that a title leaves in lower case.
_SMALL = listed(
    "a an the of in on at and or to for with from by as is la le les de des du der die das und el los y"
)


def works(scan: Scan) -> list[Run]:
    """Return the titles of works, in the order of the text; linear in its length."""
    found: list[Run] = []
    for stretch in scan.stretches:
        first, last = scan.token_at(stretch.inner.start), scan.token_at(stretch.inner.end) - 1
        if first > last or last - first >= _LONGEST or not _is_title(scan, first, last):
            continue
        at = scan.token_at(stretch.outer.start)
        also = bool(found) and at == found[-1].last + 2 and scan.tokens[at - 1].low in _AND
        if also or _work_before(scan, at) or _work_behind(scan, last):
            found.append(_made(scan, first, last))
    return found + _set_off(scan, {each.first for each in found})


def _is_title(scan: Scan, first: int, last: int) -> bool:
    """Say whether every word is capitalised but the small ones."""
    tokens = scan.tokens[first : last + 1]
    return tokens[0].capital and all(
        each.capital or each.low in _SMALL or each.kind == "0" for each in tokens
    )


def _work_before(scan: Scan, first: int) -> bool:
    """Say whether a noun for a work stands right before a word."""
    before = scan.tokens[max(0, first - 2) : first]
    if before and scan.language.code == "en" and before[-1].low in _MAKES:
        return scan.between(first).strip(_MARKS).strip() == ""
    return any(each.low in scan.language.work_words for each in before)


def _work_behind(scan: Scan, last: int) -> bool:
    """Say whether a noun for a work follows as an apposition: "Gone Again," a film."""
    after = scan.tokens[last + 1 : last + 5]
    if len(after) < 2 or after[0].kind != "d":
        return False
    return any(each.low in scan.language.work_words for each in after[1:])


def _set_off(scan: Scan, known: set[int]) -> list[Run]:
    """Return titles between commas behind a noun for a work: "Her novel, The Harbour, came out"."""
    found, tokens = [], scan.tokens
    for number, token in enumerate(tokens):
        if token.low not in scan.language.work_words or number + 1 >= len(tokens) or number + 1 in known:
            continue
        if scan.between(number + 1) != ", " or not tokens[number + 1].capital or scan.quoted[number + 1]:
            continue
        last = number + 1
        while last + 1 < len(tokens) and last - number < _LONGEST and scan.between(last + 1) == " ":
            if not (tokens[last + 1].capital or tokens[last + 1].low in _SMALL):
                break
            last += 1
        closed = scan.text[tokens[last].end : tokens[last].end + 1] == ","
        if closed and tokens[number + 1].low in _SMALL and tokens[last].capital and last > number + 1:
            found.append(_made(scan, number + 1, last))
    return found


def _made(scan: Scan, first: int, last: int) -> Run:
    """Make a run of the words of a title."""
    tokens = scan.tokens
    words = tuple(each.low for each in tokens[first : last + 1])
    span = Span(tokens[first].start, tokens[last].end)
    return Run(span, first, last, words, titled=False, begins=False, possessive=False)
