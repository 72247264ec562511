"""When an article was published and last changed: JSON-LD and meta first, then `<time>`, then printed dates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk.parsing.dates import parse_when
from copydesk.parsing.pages.words import Says
from copydesk.types import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from copydesk.parsing.pages.structured import Claims
    from copydesk.parsing.pages.tree import Leaf, Page

_CLOCK = re.compile(r"\d\d?[:.h]\d\d|T\d{4}")
_ZONED = re.compile(
    r"\d\d?:?\d\d(?::?\d\d(?:[.,]\d+)?)?\s*(?:(?:Z|UTC|GMT)$|(?:UTC|GMT)?(?P<sign>[+−-])(?P<hours>\d\d):?(?P<minutes>\d\d)?$)"
)
_FARTHEST = 14 * 60  # minutes between UTC and any place
_TEXTS = 12  # of a page that are looked at for a zone
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?:\D|$)")
_CHANGED = re.compile(
    r"(?i)\b(?:updated?|modified|aktualisiert|stand|mis à jour|actualizado|aggiornato|atualizado|revised|edited)\b"
)


def published(
    page: Page, claims: Claims, printed: Sequence[tuple[BlockKind, Leaf]], url: str | None
) -> datetime | None:
    """Return the moment of publication in UTC; None when the page does not say."""
    times = [
        when
        for when, element, _ in page.moments
        if when and not element.skipped and _fits(element.says_all, element.within)
    ]
    dates = [leaf.text for kind, leaf in printed if kind in {BlockKind.DATE, BlockKind.BYLINE}]
    return (
        _best(claims.published)
        or _best(times[:1])
        or _best(_pieces(dates))
        or _best(times[1:2])
        or _best("-".join(match.groups()) for match in _IN_ADDRESS.finditer(url or ""))
        or _best(claims.modified)
    )


def offset_of(page: Page, claims: Claims, first: datetime | None) -> int | None:
    """Return the minutes east of UTC that the moment of publication was printed with; None when not said.

    Where several texts name the same moment, one in another zone than UTC tells where the outlet stands.
    """
    if first is None:
        return None
    texts = [*claims.published, *(when for when, element, _ in page.moments if not element.skipped)]
    found = [
        offset
        for text in texts[:_TEXTS]
        if (offset := _offset(text)) is not None and _same_minute(parse_when(text), first)
    ]
    return next((offset for offset in found if offset), found[0] if found else None)


def _same_minute(one: datetime | None, other: datetime) -> bool:
    """Say whether two moments are the same to the minute: some texts leave the seconds out."""
    return one is not None and abs((one - other).total_seconds()) < 60


def _offset(text: str) -> int | None:
    """Return the minutes east of UTC of a zoned time.

    >>> _offset("2025-10-03T14:05:00+02:00"), _offset("2025-10-03T14:05Z"), _offset("2025-10-03T14:05")
    (120, 0, None)
    """
    zoned = _ZONED.search(text.strip())
    if zoned is None:
        return None
    if zoned["sign"] is None:
        return 0
    minutes = int(zoned["hours"]) * 60 + int(zoned["minutes"] or 0)
    return None if minutes > _FARTHEST else -minutes if zoned["sign"] in "-−" else minutes


def modified(
    claims: Claims, printed: Sequence[tuple[BlockKind, Leaf]], first: datetime | None
) -> datetime | None:
    """Return the moment of the last change in UTC; None when the page does not say, or says one before publication."""
    changed = [leaf.text for kind, leaf in printed if kind is BlockKind.DATE and _CHANGED.search(leaf.text)]
    when = _best(claims.modified) or _best(changed)
    return None if when is not None and first is not None and when < first else when


def _best(texts: Iterable[str]) -> datetime | None:
    """Return the first moment, told to the minute if another text of the same day tells it."""
    chosen: datetime | None = None
    exact = False
    for text in texts:
        moment = parse_when(text)
        if moment is None:
            continue
        if chosen is None:
            chosen, exact = moment, _CLOCK.search(text) is not None
        elif not exact and _CLOCK.search(text) and abs((moment - chosen).total_seconds()) < 36 * 3600:
            return moment
    return chosen


def _pieces(texts: Iterable[str]) -> Iterable[str]:
    """Cut printed lines into what may be a date: the line, and its parts between separators."""
    for text in texts:
        if not _CHANGED.search(text):
            yield text
        yield from (part for part in re.split(r"\s*[|•·–—]\s*|\bby\b", text) if part != text)


def _fits(says: int, within: frozenset[str]) -> bool:
    """Leave out the dates of comments and of other articles."""
    return not says & (Says.COMMENT | Says.RELATED | Says.SIDE) and within.isdisjoint(
        ("aside", "nav", "footer")
    )
