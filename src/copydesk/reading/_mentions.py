"""Who could be speaking: names, pronouns and noun phrases, found by shape and word lists."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from copydesk.reading._scan import CUE_LETTERS, Scan, Token
from copydesk.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_NOUN = 6
_LONGEST_NAME = 8


class MentionKind(StrEnum):
    """What kind of words name somebody."""

    NAME = "name"
    PRONOUN = "pronoun"
    NOUN = "noun"


class Mention(NamedTuple):
    """Words that can name a speaker."""

    kind: MentionKind
    span: Span
    first: int  #: number of the first token
    last: int  #: number of the last token
    key: str  #: the last word, lower-case: what tells Musk from Altman
    titled: bool  #: a title or role stands directly before a name
    possessive: bool
    quoted: bool


def mentions(scan: Scan) -> list[Mention]:
    """Return all mentions in the order of the text, those inside quotation marks too."""
    found: list[Mention] = []
    kinds, tokens = scan.kinds, scan.tokens
    phrases = _phrases(scan)
    at = 0
    while at < len(tokens):
        token = tokens[at]
        kind = kinds[at]
        if kind == "n" or (kind == "w" and token.low in scan.language.speaking_relatives):
            found.append(_mention(scan, MentionKind.PRONOUN, at, at))
        elif (
            kind == "d"
            and token.low in scan.language.owners
            and speech_noun(scan, at)
            and not scan.quoted[at]
        ):
            found.append(_mention(scan, MentionKind.PRONOUN, at, at)._replace(possessive=True))
        elif token.capital and _begins_name(scan, at):
            end = _name_end(scan, at)
            found += _split_at_titles(scan, at, end)
            at = end
        elif phrases[at]:
            end = _noun_end(scan, at)
            if end >= at:
                found.append(_mention(scan, MentionKind.NOUN, at, end))
                at = end
        at += 1
    return found


def _phrases(scan: Scan) -> bytearray:
    """Say of each token whether a noun phrase that speaks can begin there.

    A phrase is at most seven words long, and speaks where one of them is a role or a title, or a cue or "according to"
    stands beside it; so where none of these is near, none begins.
    """
    size = len(scan.kinds)
    able = bytearray(size)
    for found in _SPEAKING.finditer(scan.kinds):
        at = found.start()
        able[max(0, at - _FARTHEST) : at + 2] = b"\1" * (min(size, at + 2) - max(0, at - _FARTHEST))
    for number in scan.according:
        if number < size:
            able[number] = 1
    for found in _NEVER_PHRASE.finditer(scan.kinds):
        able[found.start()] = 0
    return able


_SPEAKING = re.compile(f"[ry{''.join(sorted(CUE_LETTERS))}]")
#: What no noun phrase begins with.
_NEVER_PHRASE = re.compile("[^dryoe0]")
#: The last word of a phrase and the auxiliaries behind it.
_FARTHEST = _LONGEST_NOUN + 3


def speech_noun(scan: Scan, at: int) -> str:
    """Return the noun of speech within three words behind a token and outside marks; empty where none is."""
    for number in range(at + 1, min(len(scan.tokens), at + 4)):
        if scan.between(number).strip("'’s ") or scan.quoted[number]:
            return ""
        if scan.tokens[number].low in scan.language.speech_nouns:
            return scan.tokens[number].low
    return ""


def _mention(scan: Scan, kind: MentionKind, first: int, last: int, *, titled: bool = False) -> Mention:
    """Make a mention of the tokens from first to last."""
    begin, end = scan.tokens[first], scan.tokens[last]
    return Mention(
        kind, Span(begin.start, end.end), first, last, end.low, titled, end.possessive, scan.quoted[first]
    )


def joined(scan: Scan, number: int) -> bool:
    """Say whether only a space, or the full stop of an initial or title, parts a token from the one before."""
    gap = scan.between(number)
    if gap in _SPACES:
        return True
    if gap in _STOPPED:
        before = scan.tokens[number - 1]
        return before.end - before.start == 1 or (before.kind == "y" and before.end - before.start <= 4)
    return False


_SPACES = frozenset({" ", "\u00a0"})
_STOPPED = frozenset({". ", ".\u00a0"})


def _begins_name(scan: Scan, at: int) -> bool:
    """Say whether a name can begin at a token."""
    token = scan.tokens[at]
    if not token.capital or token.low in scan.language.not_names:
        return False
    if token.kind in CUE_LETTERS:
        return False
    german = scan.language.capital_nouns
    return not german or token.kind not in "ryd"


def _name_end(scan: Scan, at: int) -> int:
    """Return the number of the last token of the run of capitalised words that begins at a token."""
    end = at
    tokens = scan.tokens
    while end + 1 < len(tokens) and end - at < _LONGEST_NAME and not tokens[end].possessive:
        if not joined(scan, end + 1):
            break
        following = tokens[end + 1]
        if following.capital and (
            following.low not in scan.language.not_names or following.low in scan.language.inside_names
        ):
            end += 1
            continue
        links = following.low in scan.language.particles or (
            following.low == "of" and tokens[end].low in scan.language.organisation_words
        )
        if links and end + 2 < len(tokens) and joined(scan, end + 2) and tokens[end + 2].capital:
            end += 2
            continue
        break
    return end


def _split_at_titles(scan: Scan, first: int, last: int) -> Iterator[Mention]:
    """Part "Acme CEO Ann Roe" into Acme and Ann Roe; a title alone is a noun."""
    start = first
    titled = first > 0 and scan.tokens[first - 1].kind in "yr" and joined(scan, first)
    for at in range(first, last + 1):
        if scan.tokens[at].low not in scan.language.titles:
            continue
        if at > start:
            yield _mention(scan, MentionKind.NAME, start, at - 1, titled=titled)
        start = at + 1
        titled = True
    if start <= last:
        yield _mention(scan, MentionKind.NAME, start, last, titled=titled)
    else:
        yield _mention(scan, MentionKind.NOUN, first, last)


def _noun_end(scan: Scan, at: int) -> int:
    """Return the last token of the noun phrase that begins at a token; before `at` when there is none.

    A phrase counts when one of its words is a role, or when a cue stands beside it.
    """
    end = at
    tokens, kinds = scan.tokens, scan.kinds
    while end + 1 < len(kinds) and end - at < _LONGEST_NOUN:
        kind = kinds[end + 1]
        if kind not in "ryoeg0N" or not joined(scan, end + 1):
            break
        if tokens[end].possessive and tokens[end + 1].capital:
            break
        if kind == "N" and kinds[end] in "ry":
            # "the mayor Claire Vidal": the name is the mention.
            return at - 1
        end += 1
    while end > at and kinds[end] in "eg" and tokens[end].low not in scan.language.roles:
        end -= 1
    if tokens[end].kind in "d0eg":
        if (
            end == at
            and tokens[at].kind == "d"
            and tokens[at].low in scan.language.stand_alone
            and _cue_follows(scan, end)
        ):
            return end
        return at - 1
    if tokens[end].kind == "N" and end > at:
        # A name ends the phrase: the name is the mention.
        return at - 1
    if not _ROLES.isdisjoint(kinds[at : end + 1]):
        return end
    # A bare singular noun does not speak: "trim quickly newly announced project".
    several = (
        tokens[at].kind in "d0" or tokens[end].low.endswith("s") or (at > 0 and tokens[at - 1].possessive)
    )
    return end if several and _beside_cue(scan, at, end) else at - 1


_ROLES = frozenset("ry")


def _cue_follows(scan: Scan, last: int) -> bool:
    """Say whether a cue follows a token, with nothing but auxiliaries and spaces between."""
    after = last + 1
    while after < len(scan.tokens) and after - last < 3 and scan.tokens[after].kind == "x":
        after += 1
    return _is_cue(scan.tokens, after) and not any(
        scan.between(number).strip() for number in range(last + 1, after + 1)
    )


def _beside_cue(scan: Scan, first: int, last: int) -> bool:
    """Say whether a cue stands directly before or after a phrase."""
    after = last + 1
    while after < len(scan.tokens) and after - last < 3 and scan.tokens[after].kind == "x":
        after += 1
    if first in scan.according:
        return True
    return _is_cue(scan.tokens, after) or _is_cue(scan.tokens, first - 1)


def _is_cue(tokens: list[Token], at: int) -> bool:
    """Say whether there is a cue at a number."""
    return 0 <= at < len(tokens) and tokens[at].kind in CUE_LETTERS
