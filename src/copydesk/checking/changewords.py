"""The words of one change and of the sentences round it, as the claims are judged by."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from copydesk.checking.lexicon import NEGATIONS, SMALL
from copydesk.checking.similar import same_root
from copydesk.types import Closeness

if TYPE_CHECKING:
    from copydesk.checking.comparison import Change, Comparison, Prepared
    from copydesk.text.canonical import Canonical

#: "A lost to B" is "B beat A": where the bearers changed places these may become their opposites.
BOTH_WAYS = frozenset(
    (
        "beat", "beats", "beaten", "lost", "lose", "loses", "win", "won", "wins", "defeated", "defeats", "victory", "defeat",
        "sold", "sell", "sells", "bought", "buy", "buys", "gave", "give", "gives", "took", "take", "takes", "lent", "lend",
        "borrowed", "borrow", "sent", "send", "received", "receive", "hired", "ahead", "behind", "before", "after", "above",
        "below", "more", "less", "older", "younger", "larger", "smaller", "bigger", "north", "south", "east", "west",
        "import", "imports", "export", "exports", "higher", "lower", "survived", "plaintiff", "defendant", "from", "to",
    )
)  # fmt: skip


class Words:
    """The loose keys of one change, and of the linked sentences around it."""

    __slots__ = ("after", "before", "behind", "near", "new", "of_the", "old", "share", "short", "turned")

    def __init__(self, comparison: Comparison, change: Change) -> None:
        source, copy = comparison.source, comparison.copy
        link = comparison.alignment.links[change.link]
        self.old = source.words.loose[slice(*change.source)]
        self.new = copy.words.loose[slice(*change.copy)]
        self.before = Counter(_outside(comparison.source, link.source))
        self.after = Counter(_outside(comparison.copy, link.copy))
        self.short = len(self.old) <= 4 and len(self.new) <= 4
        self.share = link.share
        self.near = comparison.closeness is Closeness.NEAR_VERBATIM
        self.behind = copy.words.loose[change.copy[1]] if change.copy[1] < len(copy.words) else ""
        self.turned = _turned_round(comparison, change)
        self.of_the = change.copy[0] > 0 and copy.words.loose[change.copy[0] - 1] in {"the", "its", "their"}

    def has_predicate(self, own: tuple[str, ...]) -> bool:
        """Say whether what is denied on one side, the first telling word behind the negation, stands on the other."""
        other = self.new if own is self.old else self.old
        place = next((at for at, w in enumerate(own) if w in NEGATIONS), len(own))
        denied = [w for w in own[place + 1 :] if w not in SMALL]
        return place + 1 < len(own) and (
            not denied or any(same_root(denied[0], w) or denied[0] == w for w in other)
        )

    def lost(self, words: frozenset[str] | dict[str, str]) -> list[str]:
        """Return words of a class that left the sentence here and did not come back elsewhere in it."""
        return [w for w in self.old if w in words and w not in self.new and self.after[w] < self.before[w]]

    def gained(self, words: frozenset[str] | dict[str, str]) -> list[str]:
        """Return words of a class that came into the sentence here and stood nowhere else in it."""
        return [w for w in self.new if w in words and w not in self.old and self.before[w] < self.after[w]]


def _turned_round(comparison: Comparison, change: Change) -> bool:
    """Say whether a name that stands before a change in the source's sentence stands behind it in the copy's."""
    source, copy = comparison.source, comparison.copy
    link = comparison.alignment.links[change.link]
    there, here = _verb_at(source.words, change.source), _verb_at(copy.words, change.copy)
    led = {source.words.keys[at] for at in range(link.source[0], there) if source.capital(at)}
    before = {copy.words.keys[at] for at in range(link.copy[0], here)}
    behind = {copy.words.keys[at] for at in range(here, link.copy[1]) if copy.capital(at)}
    return bool((led & behind) - before)


def _verb_at(words: Canonical, run: tuple[int, int]) -> int:
    """Return where a run has a word that tells of two bearers; its beginning if it has none."""
    return next((at for at in range(*run) if words.loose[at] in BOTH_WAYS), run[0])


def _outside(side: Prepared, run: tuple[int, int]) -> list[str]:
    """Return the loose keys of a run that stand outside quotation marks."""
    return [side.words.loose[at] for at in range(*run) if side.quote_of[at] < 0]
