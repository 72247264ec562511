"""What the attributions of an article say of who speaks in its quotation marks."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from copydesk.reading._mentions import Mention, MentionKind
from copydesk.types import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.reading._attributed import Found
    from copydesk.reading._scan import Scan

#: A reporting word stands so many words before or behind the marks, or in between.
_NEAR = 60
#: How sure an attribution is, in steps.
_STEPS = ((0.9, "3"), (0.7, "2"), (0.0, "1"))
#: At this share of the quoted words a claim holds them.
_HELD = 0.5


class Teller(NamedTuple):
    """On whom the words in some marks rest, by the table of attributions."""

    source: tuple[int, int] | None  #: None where nobody is named
    head: int  #: the last word before what describes the source; -1 without one
    sure: str  #: in steps, "3" the surest
    beside: str  #: where the reporting word stands: before, behind or between the marks


@dataclass(slots=True)
class Told:
    """The attributions of an article, in the order of their reporting words; None where the language has no table."""

    scan: Scan
    found: Sequence[Found] | None
    cues: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Note where the reporting words stand."""
        self.cues = [each.cue.at for each in self.found or ()]

    def teller(self, first: int, after: int) -> Teller | None:
        """Return on whom the words from first up to after rest; the surest of several, None where none is found."""
        best: Found | None = None
        if self.found is None:
            return None
        low = bisect_left(self.cues, first - _NEAR)
        for each in self.found[low : bisect_left(self.cues, after + _NEAR, low)]:
            held = min(each.claim[1] + 1, after) - max(each.claim[0], first)
            if self.scan.quoted[each.cue.at] or held <= 0 or held < _HELD * (after - first):
                continue
            if self._hangs(each):
                continue
            if best is None or each.share > best.share:
                best = each
        if best is None:
            return None
        at = best.cue.at
        beside = "b" if at < first else "a" if at >= after else "i"
        sure = next(step for least, step in _STEPS if best.share >= least)
        head = -1 if best.source is None else self.head(best.source)
        return Teller(best.source, head, sure, beside)

    def _hangs(self, found: Found) -> bool:
        """Say whether a participle behind a comma was tied to what stands just before: "…, Moor mocked it, saying".

        It is the subject's more often; the facts about the sentence know that, the table does not.
        """
        at = found.cue.at
        if found.source is None or found.source[1] != at - 1 or not self.scan.tokens[at].low.endswith("ing"):
            return False
        return self.scan.between(at).strip() == ","

    def head(self, source: tuple[int, int]) -> int:
        """Return the last word of a source before what describes it: "Moor, the head of the harbour" is Moor."""
        first, last = source
        tokens = self.scan.tokens
        while (
            first < last and tokens[first + 1].kind not in "pwtc" and "," not in self.scan.between(first + 1)
        ):
            first += 1
        return first


def with_sources(told: Told, outside: list[Mention]) -> list[Mention]:
    """Return the mentions of an article, and the sources of quoted words that are none yet: "one", "a sign"."""
    scan, quoted = told.scan, told.scan.quoted
    found: list[Mention] = []
    for each in told.found or ():
        if each.source is None or quoted[each.cue.at] or quoted[each.source[0]]:
            continue
        if not (quoted[each.claim[0]] or quoted[each.claim[1]]):
            continue
        first, head = each.source[0], told.head(each.source)
        place = bisect_left(outside, first, key=lambda mention: mention.last)
        known = place < len(outside) and outside[place].first <= head
        if known or (found and found[-1].last >= first):
            continue
        span = Span(scan.tokens[first].start, scan.tokens[head].end)
        low = scan.tokens[head].low
        found.append(
            Mention(MentionKind.NOUN, span, first, head, low, titled=False, possessive=False, quoted=False)
        )
    return sorted([*outside, *found], key=lambda mention: mention.first) if found else outside


def place_in(teller: Teller | None, mention: Mention) -> str:
    """Say where a mention stands in the source of some words: h its head, i inside, x outside, 0 without source."""
    if teller is None:
        return "-"
    if teller.source is None:
        return "0"
    first, last = teller.source
    if mention.first <= teller.head <= mention.last or (
        first <= mention.first and mention.last == teller.head
    ):
        return "h"
    return "i" if mention.first <= last and first <= mention.last else "x"
