"""When an article was published and last changed: JSON-LD and meta first, then `<time>`, then printed dates."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from copydesk.parsing.dates import parse_when
from copydesk.parsing.pages.words import Says
from copydesk.types import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
    r"(?i)\b(?:updated?|modified|aktualisiert|stand|mis à jour|actualizado|aggiornato|atualizado|revised|edited|reviewed|changed|zuletzt|geändert)\b"
)
_MONTH = r"[^\W\d_]{3,12}\.?"
_DAY = re.compile(
    rf"(?:\b(?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?|(?<![\d.])\d\d?[./-]\d\d?[./-](?:19|20)?\d\d|\b{_MONTH}\s\d\d?(?:st|nd|rd|th)?,?\s(?:19|20)\d\d"
    rf"|(?<!\d)\d\d?(?:\.|st|nd|rd|th|er)?\s(?:de\s|of\s)?{_MONTH}\s(?:de\s)?(?:19|20)\d\d)(?!\d)"
    r"(?:[\s,|@–-]*(?:at|um|à|a las|klo|kl\.?)?\s*\d\d?[:.h]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?(?:\s(?:[A-Z]{2,4}T|UTC|GMT|Z)\b)?)?",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"""(?:date_?[pP]ublished|[pP]ublished_?(?:Date|At|at|On|on)|[pP]ublish_?(?:Date|date)|firstPublished(?:At|Date)?|[cC]reated_?(?:At|at)|pub_?[dD]ate|"date\\?")\\?["']?\s*[:=]\s*\\?["']((?:19|20)\d\d-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?)"""
)
_SHOWN = re.compile(r"(?<![\d:.])(\d\d?)[:.h](\d\d)(?![\d:])(?:\s*([aApP])\.?[mM]\b)?")
#: "This page was last modified on 4 November": what wikis and offices print anywhere.
_LAST = re.compile(
    r"(?i)\b(?:last (?:modified|edited|updated|changed|reviewed)|updated|zuletzt (?:geändert|bearbeitet|aktualisiert)|letzte (?:änderung|aktualisierung|bearbeitung)|dernière (?:modification|mise à jour)|última (?:modificación|actualización|edición|modificação|atualização)|ultim[ao] (?:modifica|aggiornamento)|sidst (?:ændret|opdateret)|senast (?:ändrad|uppdaterad)|laatst (?:gewijzigd|bijgewerkt))\b"
)
_PUBLISHED = re.compile(
    r"(?i)\b(?:publish(?:ed|ing)?(?: date| on)?|posted|veröffentlicht|erschienen|publié|paru|publicado|pubblicato|gepubliceerd|publicerad|opublikowano|опубликовано)\b"
)
_ALMOST = 25  # characters beside a date in a line that is a date and little else
_AHEAD = 5  # blocks before the headline in which a date counts
_BEHIND = 11  # blocks behind it
_UNDER = 6  # blocks below the text in which a date counts
_DATED_LINE = 140  # characters of a line with a date
_MIDNIGHTS = 22  # hours UTC from which a full hour without minutes is taken for midnight further east
_LATEST_BEHIND = 12  # hours that the last zone lies behind UTC
_FOREIGN_WORDS = int(Says.COMMENT | Says.RELATED | Says.NAVIGATION)


def published(
    page: Page,
    claims: Claims,
    printed: Sequence[tuple[BlockKind, Leaf]],
    url: str | None,
    lead: Leaf | None = None,
) -> datetime | None:
    """Return the moment of publication in UTC; None when the page does not say.

    A day printed at the headline that lies before the claimed one wins: the claim is then that of a later change.
    Where nothing names the first publication, the last change that is named stands in.
    """
    claimed = _best(claims.published)
    days = printed_days(page, lead)
    if claimed is not None:
        return days[0] if days and _before(days[0], claimed, claims.published[0]) else claimed
    times = [
        when
        for when, element, _ in page.moments
        if when and not element.skipped and _fits(element.says_all, element.within)
    ]
    dates = [leaf.text for kind, leaf in printed if kind in {BlockKind.DATE, BlockKind.BYLINE}]
    found = _best(times[:1]) or _best(_pieces(dates))
    if found is not None:
        return found
    if days:
        return days[0]
    return (
        _best(times[1:2])
        or _best("-".join(match.groups()) for match in _IN_ADDRESS.finditer(url or ""))
        or next(iter(_below(page, printed)), None)
        or _anywhere(page)
        or _best(match[1] for match in islice(_TOLD.finditer(page.source), 1))
        or _best(claims.modified)
        or next((moment for moment, _ in _around(page, lead)), None)
        or _last_change(page)
    )


def _anywhere(page: Page) -> datetime | None:
    """Return the day of a line that is a date and little else: one called that of publication, else the only one."""
    found: list[datetime] = []
    before = ""
    for leaf in page.leaves:
        if len(leaf.text) <= _DATED_LINE and not leaf.element.hidden and not leaf.linked:
            for moment, change in _days_in((leaf,), _FOREIGN_WORDS):
                date = next(match[0] for match in _DAY.finditer(leaf.text) if parse_when(match[0]))
                if change or len(leaf.text) - len(date) > _ALMOST:
                    continue
                if _PUBLISHED.search(leaf.text) or (len(before) <= _ALMOST and _PUBLISHED.search(before)):
                    return moment
                found.append(moment)
        before = leaf.text
    return found[0] if found and len({moment.date() for moment in found}) == 1 else None


def _last_change(page: Page) -> datetime | None:
    """Return the day in a line that says when the page was last changed; None if no line says so."""
    for leaf in page.leaves:
        if len(leaf.text) > _DATED_LINE or leaf.element.says_all & _FOREIGN_WORDS:
            continue
        said = _LAST.search(leaf.text)
        match = _DAY.search(leaf.text, said.end()) if said else None
        if match is not None and (moment := parse_when(match[0])) is not None:
            return moment
    return None


def _below(page: Page, printed: Sequence[tuple[BlockKind, Leaf]]) -> Iterator[datetime]:
    """Return the dates printed in short blocks right below the last paragraph."""
    last = max((leaf.order for kind, leaf in printed if kind is BlockKind.BODY), default=None)
    if last is not None:
        for moment, change in _days_in(page.leaves[last : last + _UNDER], _FOREIGN_WORDS):
            if not change:
                yield moment


def printed_days(page: Page, lead: Leaf | None) -> list[datetime]:
    """Return the dates printed around the headline that no word of change goes before; none without a headline."""
    return [moment for moment, change in _around(page, lead) if not change]


def _around(page: Page, lead: Leaf | None) -> Iterator[tuple[datetime, bool]]:
    """Return the dates printed in short blocks around the headline, each with whether it is that of a change."""
    if lead is None:
        return
    near = page.leaves[max(0, lead.order - _AHEAD) : lead.order + _BEHIND]
    yield from _days_in(near, _FOREIGN_WORDS & ~lead.element.says_all)


def _days_in(leaves: Iterable[Leaf], foreign: int) -> Iterator[tuple[datetime, bool]]:
    """Return the dates printed in short blocks, each with whether it is that of a change."""
    for leaf in leaves:
        if len(leaf.text) > _DATED_LINE or leaf.element.says_all & foreign or "footer" in leaf.element.within:
            continue
        for match in _DAY.finditer(leaf.text):
            moment = parse_when(match[0])
            if moment is not None:
                yield (
                    moment,
                    _CHANGED.search(leaf.text[max(0, match.start() - 30) : match.start()]) is not None,
                )


def _before(printed: datetime, claimed: datetime, text: str) -> bool:
    """Say whether a printed day lies before the claimed one, more than the zones of the world explain."""
    local = claimed + timedelta(minutes=_offset(text) or 0)
    days = (local.date() - printed.date()).days
    return days > 1 or (days == 1 and local.hour > _LATEST_BEHIND)


def offset_of(page: Page, claims: Claims, first: datetime | None, lead: Leaf | None = None) -> int | None:
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
    return next(
        (offset for offset in found if offset),
        _by_the_clock(page, lead, first) or _midnight(claims, first) or (found[0] if found else None),
    )


def _by_the_clock(page: Page, lead: Leaf | None, first: datetime) -> int | None:
    """Return the minutes between the moment and the time of day that is printed for it; None if none is."""
    if not first.hour and not first.minute:  # a bare day has no clock to compare
        return None
    for moment in printed_days(page, lead):
        minutes = _between(moment, first)
        if abs(minutes) <= _FARTHEST and minutes % 30 == 0 and (moment.hour or moment.minute):
            return minutes
    return _by_parts(page, lead, first)


def _between(printed: datetime, first: datetime) -> int:
    """Return the whole minutes from a moment to what a clock showed for it: printed clocks have no seconds."""
    return (printed - first.replace(second=0, microsecond=0)) // timedelta(minutes=1)


def _by_parts(page: Page, lead: Leaf | None, first: datetime) -> int | None:
    """Return the minutes that a printed clock with a zone's name tells, or one that stands apart from its day."""
    if lead is None:
        return None
    days = {moment.date() for moment, _ in _around(page, lead)}
    for leaf in page.leaves[max(0, lead.order - _AHEAD) : lead.order + _BEHIND]:
        for match in _SHOWN.finditer(leaf.text) if len(leaf.text) <= _DATED_LINE else ():
            hour = int(match[1]) % 12 + (12 if match[3].lower() == "p" else 0) if match[3] else int(match[1])
            if hour > 23 or int(match[2]) > 59:
                continue
            for day in days:
                minutes = _between(
                    datetime(day.year, day.month, day.day, hour, int(match[2]), tzinfo=UTC), first
                )
                if minutes and abs(minutes) <= _FARTHEST and minutes % 30 == 0:
                    return minutes
    return None


def _midnight(claims: Claims, first: datetime) -> int | None:
    """Return the minutes to the midnight that a bare day was stored as: 22 or 23 hours UTC on the Continent."""
    if (
        first.hour < _MIDNIGHTS
        or first.minute
        or first.second
        or (claims.language or "en")[:2].lower() == "en"
    ):
        return None
    return (24 - first.hour) * 60


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
