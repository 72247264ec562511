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
_ALONE = 2.0  # what being the only h1 counts
_WORDS = 3  # of an only h1 at least
_TOLD = 0.3  # share of its words that a claim holds at least
_ASIDE = ("nav", "footer", "aside")
_LEVELS = {"h1": 3.0, "h2": 1.6, "h3": 0.8}


def headline_leaf(page: Page, claims: Iterable[str], site: str | None = None) -> Leaf | None:
    """Return the block that is the headline; None where no block looks like one.

    Args:
        page: the page, cut into blocks.
        claims: what its metadata calls its headline, the most trusted first.
        site: the outlet's name, which is no headline; None if the page does not tell it.
    """
    told = [claim for claim in claims if _plain(claim) and _plain(claim) != _plain(site or "")]
    wanted = [frozenset(_WORD.findall(claim.lower())) for claim in told]
    tops = [leaf for leaf in page.leaves if "h1" in leaf.element.within and len(leaf.text) <= _LONGEST]
    best: Leaf | None = _only_top(tops, told, site)
    best_score = _score(best, _TOP, wanted) + _ALONE if best is not None else 0.0
    outlet = _plain(site) if told and site else None
    for leaf in page.leaves:
        if len(leaf.text) > _LONGEST:
            continue
        level = _level(leaf)
        if not level and len(leaf.text) < 12:
            continue
        if outlet is not None and _plain(leaf.text) == outlet:
            continue
        score = _score(leaf, level, wanted)
        if score > best_score:
            best, best_score = leaf, score
    return best if best_score >= _ENOUGH else None


def _only_top(tops: Sequence[Leaf], told: Sequence[str], site: str | None) -> Leaf | None:
    """Return the page's one h1 if it can be a headline: several words, some of them in a claim, and no menu.

    A page that has one h1 means it; a heading further down may agree with the claims better by chance.
    """
    if len(tops) != 1 or not tops[0].element.within.isdisjoint(_ASIDE):
        return None
    own = _plain(tops[0].text)
    if tops[0].element.hidden or own == _plain(site or ""):
        return None
    if any(own == _plain(_without_site(claim, site)) for claim in told):
        return tops[0]
    words = frozenset(_WORD.findall(tops[0].text.lower()))
    shared = [len(words.intersection(_WORD.findall(claim.lower()))) for claim in told]
    return tops[0] if len(words) >= _WORDS and max(shared, default=len(words)) >= _TOLD * len(words) else None


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
    if not leaf.element.within.isdisjoint(_ASIDE):
        return 0.0
    words = frozenset(_WORD.findall(leaf.text.lower()))
    shared = max((len(words & claim) / (len(words | claim) or 1) for claim in wanted), default=0.0)
    if not level and shared < _AGREES:
        return 0.0
    covered = max((len(words & claim) / (len(claim) or 1) for claim in wanted), default=0.0)
    tail = max((len(words & claim) / (len(words) or 1) for claim in wanted), default=0.0)
    score = level * 0.7 + 4.0 * shared + covered + (0.5 * tail if len(words) > 2 else 0.0)
    if level < _TOP and wanted and max(shared, covered, tail) < _HINTS:
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
    whole = any(
        _plain(text) == _plain(claim) for claim in told
    )  # then a shorter claim that it begins with is cut short
    rest = [claim.partition(": ")[2] for claim in told]
    for claim in sorted((*told, *rest), key=len, reverse=True):
        if len(claim) < len(text) and len(claim) * 5 > len(text) * 2 and len(claim.split()) > 2:
            if text.endswith(" " + claim) and not text[: -len(claim)].rstrip().endswith(
                (",", "–", "—", "-", "|", ":")
            ):
                over = text[: -len(claim)].strip(" :")
                return claim, over if 1 < len(over) <= _KICKER else None
            if text.startswith(claim + " ") and (
                (text[len(claim) + 1].isupper() and not whole) or text[len(claim) + 1] in '|•·»"„“'
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
