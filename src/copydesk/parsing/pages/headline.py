"""Which block is the printed headline: the one that agrees with what the page says about itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk.parsing.pages.words import Says

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from copydesk.parsing.pages.structured import Claims
    from copydesk.parsing.pages.tree import Leaf, Page

_WORD = re.compile(r"\w+")
_JOINED = re.compile(r"(\s+[|·•»–—-]\s+|\s*\|\s*)")
_LONGEST = 300  #: characters; no outlet prints a longer headline
_KICKER = 60  # characters of a kicker at most
_ENOUGH = 1.9  # score of a headline at least: an h1 without any claim that agrees
_AGREES = 0.6  # share of words that a line without a heading's tag shares with a claim at least
_HINTS = 0.3  # of an h2 or h3
_TOP = 3.0  # level of an h1
_LEVELS = {"h1": 3.0, "h2": 1.6, "h3": 0.8}


def headline_leaf(page: Page, claims: Iterable[str]) -> Leaf | None:
    """Return the block that is the headline; None where no block looks like one.

    Args:
        page: the page, cut into blocks.
        claims: what its metadata calls its headline, the most trusted first.
    """
    wanted = [frozenset(_WORD.findall(claim.lower())) for claim in claims if claim]
    best: Leaf | None = None
    best_score = 0.0
    for leaf in page.leaves:
        if len(leaf.text) > _LONGEST:
            continue
        level = _level(leaf)
        if not level and len(leaf.text) < 12:
            continue
        score = _score(leaf, level, wanted)
        if score > best_score:
            best, best_score = leaf, score
    return best if best_score >= _ENOUGH else None


def _level(leaf: Leaf) -> float:
    """Return how much the tag speaks for a headline."""
    if "headline" in leaf.element.itemprop.split() or "headline" in leaf.marks:
        return 3.0
    for tag, level in _LEVELS.items():
        if tag in leaf.element.within:
            return level
    return 0.0


def _score(leaf: Leaf, level: float, wanted: list[frozenset[str]]) -> float:
    """Return how well the block fits: its tag, and the words it shares with the claims."""
    if not leaf.element.within.isdisjoint(("nav", "footer", "aside")):
        return 0.0
    words = frozenset(_WORD.findall(leaf.text.lower()))
    shared = max((len(words & claim) / (len(words | claim) or 1) for claim in wanted), default=0.0)
    covered = max((len(words & claim) / (len(claim) or 1) for claim in wanted), default=0.0)
    tail = max((len(words & claim) / (len(words) or 1) for claim in wanted), default=0.0)
    score = level * 0.7 + 4.0 * shared + covered + (0.5 * tail if len(words) > 2 else 0.0)
    if (not level and shared < _AGREES) or (level < _TOP and wanted and max(shared, covered, tail) < _HINTS):
        return 0.0
    if leaf.element.says_all & Says.POPUP and shared < _AGREES:
        return 0.0
    if leaf.linked and leaf.linked == len(leaf.text):
        score -= 0.8
    if len(words) < 2 and shared < 0.9:
        score -= 2.0
    return score - leaf.order * 0.0005


def printed_and_told(leaf: Leaf | None, claims: Claims) -> tuple[str | None, str | None, str | None]:
    """Return the printed headline, what search engines are told where that differs, and a kicker printed with it.

    Without a printed headline the first claim stands in, without the outlet's name behind it.
    """
    told = [_without_site(claim, claims.site) for claim in claims.headlines]
    if leaf is None:
        return (told[0] if told else None), None, None
    printed, kicker = _parted(leaf.text, told, claims.site)
    titles = (_without_site(claims.title, claims.site), *told)
    return (
        printed,
        next((title for title in titles if title and _plain(title) != _plain(printed)), None),
        kicker,
    )


def _parted(text: str, told: Sequence[str], site: str | None) -> tuple[str, str | None]:
    """Part a headline element that also holds a kicker, a second line or the outlet's name."""
    text = _without_site(text, site) if site and text.endswith(site) else text
    for claim in sorted(told, key=len, reverse=True):
        if len(claim) < len(text) and len(claim) * 5 > len(text) * 2 and len(claim.split()) > 2:
            if text.endswith(" " + claim) and not text[: -len(claim)].rstrip().endswith(
                (",", "–", "—", "-", "|")
            ):
                over = text[: -len(claim)].strip(" :")
                return claim, over if 1 < len(over) <= _KICKER else None
            if text.startswith(claim + " ") and (
                text[len(claim) + 1].isupper() or text[len(claim) + 1] in '|•·»"„“'
            ):
                return claim, None
    return text, None


def _plain(text: str) -> str:
    """Return the letters of a text without case, space and punctuation."""
    return "".join(_WORD.findall(text.lower()))


def _without_site(title: str, site: str | None) -> str:
    """Cut the outlet's name off a title: "Bridge closed | The Marlow Post"."""
    parts = _JOINED.split(title)
    if len(parts) < 3:
        return title
    last = parts[-1]
    if (site and _plain(last) == _plain(site)) or (
        len(last) < 30 and len(title) - len(last) > 25 and len(last.split()) <= 4
    ):
        return title[: len(title) - len(last) - len(parts[-2])].strip()
    return title
