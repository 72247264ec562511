"""Sources who do not want to be named: a copy that takes their words must say that they are unnamed."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from copydesk.types import Alteration, Finding, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.checking.comparison import Comparison
    from copydesk.text.alignment import Link

UNNAMED = re.compile(
    r"\b(?:not (?:to |want(?:ing|ed)? to |wish(?:ing|ed)? to )be (?:named|identified|quoted by name)"
    r"|(?:declin|refus)(?:ed|ing|es) to (?:be (?:named|identified)|give (?:a|his|her|their) names?)"
    r"|(?:on|under) (?:the )?condition of anonymity|on condition (?:that )?(?:he|she|they) (?:was|were|is|are|be) not"
    r"|(?:request|ask|insist)(?:ed|ing|s) (?:for |on )?anonymity|(?:remain|stay)(?:ed|ing|s)? anonymous"
    r"|n[o\u2019't]+ (?:been )?authori[sz]ed to (?:speak|talk|comment|discuss)"
    r"|name (?:has been|was|is being|is) withheld)\b",
    re.IGNORECASE,
)
#: No wish is worded without one of these, and looking for them is faster than for the wish.
_SIGNS = ("nam", "NAM", "identified", "quoted by", "anonym", "Anonym", "ANONYM", "condition", "authori")
_REACH = 60
#: A copy that keeps this share of the words of a sentence says what it said.
_KEPT = 0.5


def unnamed(comparison: Comparison) -> Iterator[Finding]:
    """Yield a finding for each source whose wish not to be named is gone while the words stayed.

    Where the wish stands in a sentence of its own, it counts as gone only if the copy took the sentences on both
    sides; a copy that stops before it was merely cut.
    """
    source, copy = comparison.source, comparison.copy
    links = sorted(comparison.alignment.links, key=lambda each: each.source)
    for match in _wishes(source.text):
        run = source.words.within(Span(*match.span()))
        if source.in_quote(*run) or any(comparison.alignment.to_copy[at] >= 0 for at in _telling(run)):
            continue
        link = _link_at(links, run[0])
        number = bisect_right(source.sentences, match.start(), key=lambda each: each.end)
        if number == len(source.sentences):
            continue
        sentence = source.words.within(source.sentences[number])
        if link is not None and _kept(comparison, link, sentence):
            here = copy.words.span(*link.copy)
            if UNNAMED.search(here.of(copy.text)) is None:
                yield _finding(comparison, Span(*match.span()), here, Severity.MAJOR)
        elif _stands_between(comparison, sentence) and UNNAMED.search(copy.text) is None:
            yield _finding(comparison, source.words.span(*sentence), None, Severity.MINOR)


def _wishes(text: str) -> Iterator[re.Match[str]]:
    """Yield the places where a source wishes not to be named, in the order of the text."""
    places = set()
    for sign in _SIGNS:
        at = text.find(sign)
        while at >= 0:
            places.add(at)
            at = text.find(sign, at + 1)
    done = 0
    for at in sorted(places):
        if at < done:
            continue
        match = UNNAMED.search(text, max(done, at - _REACH), at + _REACH)
        if match is not None:
            yield match
            done = match.end()


def _link_at(links: list[Link], at: int) -> Link | None:
    """Return the link that holds a token of the source; the links are in the source's order."""
    number = bisect_right(links, at, key=lambda each: each.source[0]) - 1
    return links[number] if number >= 0 and at < links[number].source[1] else None


def _telling(run: tuple[int, int]) -> range:
    """Return the last two tokens of a run: "be named", not the "not" and "to" that stand anywhere."""
    return range(max(run[0], run[1] - 1), run[1])


def _kept(comparison: Comparison, link: Link, sentence: tuple[int, int]) -> bool:
    """Say whether the copy has the sentence's own words, and not just a neighbour's in the same link."""
    taken = sum(1 for at in range(*sentence) if comparison.alignment.to_copy[at] >= 0)
    return link.share >= _KEPT and taken >= 5 and 3 * taken >= sentence[1] - sentence[0]


def _stands_between(comparison: Comparison, sentence: tuple[int, int]) -> bool:
    """Say whether the copy has what stands before a sentence and what follows it."""
    to_copy = comparison.alignment.to_copy
    first, last = sentence
    before = sum(1 for at in range(max(0, first - 6), first) if to_copy[at] >= 0)
    behind = sum(1 for at in range(last, min(len(to_copy), last + 6)) if to_copy[at] >= 0)
    return before >= 4 and behind >= 4


def _finding(comparison: Comparison, there: Span, here: Span | None, severity: Severity) -> Finding:
    """Return the finding for a source that lost the words by which it is known as unnamed."""
    words = there.of(comparison.source.text)
    return Finding(
        "attribution.strengthened",
        severity,
        Alteration.ALTERED,
        f"The source says of its source “{words}”; the copy does not.",
        there,
        here,
        words,
    )
