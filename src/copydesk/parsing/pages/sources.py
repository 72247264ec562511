"""Whom a page names as the place its text came from; agency and dateline in its first words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk.parsing.pages.addresses import absolute, host_of
from copydesk.parsing.pages.people import AGENCIES, agency_in
from copydesk.types import CreditedSource

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from copydesk.parsing.pages.structured import Claims

_CAPITALS = r"[^\W\d_a-zß-öø-ÿ][\w.'’-]*"
_PLACE = rf"{_CAPITALS}(?:(?:,\s|\s|/|-){_CAPITALS}){{0,5}}"
_DATE = r"(?:,\s*(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\.?\s+[A-Z][a-z]{2,8}\.?))?"
#: "MARLOW BAY, Oct 3 (Reuters) - ", "(Reuters) — ", "London (AP) - ", "HAMBURG (dpa) -"
_DATELINE = re.compile(
    rf"^(?P<place>{_PLACE}{_DATE})?\s*[,:]?\s*\((?P<agency>[A-Za-zČŠčš/ .-]{{2,30}})\)\s*(?:[-–—:.]{{1,2}}\s*|(?=[A-Z“\"]))"
)
#: "MARLOW BAY, Oct 3 — " without an agency: capitals only, so that no sentence is cut.
_BARE = re.compile(
    r"^(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{2,40}(?:,\s[A-Z][\w. ]{1,20})?)\s*(?:--|[–—]|\s-)\s+(?=\S)"
)
_NAMED = re.compile(
    r"(?i)(?:(?:originally|first|also)?\s*(?:appeared|published|posted|ran|written|produced|provided|reprinted|reproduced|republished|syndicated|distributed)\s+"
    r"(?:(?:first|originally)\s+)?(?:with permission\s+)?(?:on|in|by|at|from|via)|republished\s+(?:from|with permission (?:from|of))|^\W*(?:original\s+)?(?:sources?|via|quelle|fuente|fonte|bron|kilde|källa|źródło|источник|izvor))\s*:?\s+(?P<name>[^.\n]{2,80}?)"
    r"(?:\s+(?:on|and is|under|and has|and was|with permission|as part|in)\b.*|[.,]?\s*$|\.\s.*)"
)
_SOURCE_LINK = re.compile(r"(?i)^\W*source(?:\s+link)?\W*$")


def credited(
    lines: Sequence[tuple[str, Sequence[tuple[int, int, str]]]], claims: Claims, url: str | None
) -> CreditedSource | None:
    """Return the source that the page credits; None when it credits none.

    Args:
        lines: the source lines in page order, each with its links.
        claims: canonical and isBasedOn count where they lead to another host.
        url: where the page was fetched; None if not known.
    """
    for text, links in lines:
        href = next((found for _, _, address in links if (found := absolute(url, address))), None)
        if _SOURCE_LINK.match(text):
            return CreditedSource(text, href)
        linked = next((text[start:end] for start, end, _ in links if 1 < end - start < 80), None)
        match = _NAMED.search(text)
        name = linked or (match["name"].strip(" \"“”'") if match else None)
        if name:
            return CreditedSource(name, href)
        return CreditedSource(text, href)
    if claims.based_on:
        name, address = claims.based_on
        href = absolute(url, address)
        if href and host_of(href) and host_of(href) != host_of(url):
            return CreditedSource(name or host_of(href), href)
    own, canonical = host_of(url), host_of(claims.canonical)
    if own and canonical and _site(own) != _site(canonical):
        return CreditedSource(canonical, claims.canonical)
    return None


def _site(host: str) -> str:
    """Return the last two labels of a host."""
    return ".".join(host.split(".")[-2:])


def dateline_of(body: str) -> tuple[str | None, str | None]:
    """Return dateline and agency as the first paragraph gives them; None for what it does not give.

    >>> dateline_of("MARLOW BAY, Oct 3 (Reuters) - The bridge is closed.")
    ('MARLOW BAY, Oct 3', 'Reuters')
    >>> dateline_of("The bridge is closed.")
    (None, None)
    """
    first = body[:200].split("\n", 1)[0]
    match = _DATELINE.match(first)
    if match:
        agency = AGENCIES.get(match["agency"].strip().lower())
        if agency:
            return match["place"], agency
    bare = _BARE.match(first)
    return (bare["place"].strip(), None) if bare else (None, None)


def agency_of(body: str, bylines: Iterable[str], lines: Iterable[str]) -> str | None:
    """Return the agency whose text it is, by its own word: dateline, byline, or the last line "(AP)"."""
    _, agency = dateline_of(body)
    if agency:
        return agency
    last = body.rsplit("\n", 1)[-1]
    closing = [last.strip("()[] .")] if len(last) < 40 else []
    return agency_in([*bylines, *closing, *(line for line in lines if len(line) < 60)])
