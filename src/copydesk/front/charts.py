"""A story's course as a picture: who printed it when, and who took from whom. Drawn as inline SVG, no script."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from copydesk.front.values import Bond

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from copydesk.front.values import CoverageRow

LEAST = 3  #: articles; fewer are read faster than looked at
MOST = 24  #: articles, the earliest; more make no picture
WIDTH = 360  #: units, about the width of a phone, so that the names stay readable there
_LINE = 24  #: units between two articles
_TOP = 14
_NAMES = 140  #: units for the outlets' names
_EDGE = 12
_NAME = 20  #: characters of a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One article: a dot at its time, and a line from where its words come from."""

    name: str  #: of its outlet, cut where it is long
    x: str
    y: str
    below: str  #: where the name's line stands
    line: str  #: path from the dot that it was taken from; empty for none
    bond: str
    altered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A picture of a story's articles, the earliest first."""

    height: int
    first: datetime
    last: datetime
    left_out: int  #: later articles that are not drawn
    marks: tuple[Mark, ...]
    width: int = field(default=WIDTH)
    from_x: int = field(default=_NAMES)


def course(coverage: Sequence[CoverageRow]) -> Course | None:
    """Return a story's course; None where there is nothing to look at: few articles, or all at one moment.

    >>> course(()) is None
    True
    """
    found = sorted(_flat(coverage, None), key=lambda each: each[0].when)
    drawn = found[:MOST]
    if len(drawn) < LEAST or drawn[0][0].when == drawn[-1][0].when:
        return None
    begun = drawn[0][0].when
    whole = (drawn[-1][0].when - begun).total_seconds()
    across = WIDTH - _NAMES - 2 * _EDGE
    places: dict[str, tuple[float, float]] = {}
    marks = []
    for number, (row, source) in enumerate(drawn):
        x = _NAMES + _EDGE + across * (row.when - begun).total_seconds() / whole
        y = float(_TOP + number * _LINE)
        places.setdefault(row.url, (x, y))
        marks.append(
            Mark(
                name=row.outlet.name
                if len(row.outlet.name) <= _NAME
                else f"{row.outlet.name[: _NAME - 1].rstrip()}…",
                x=f"{x:.1f}",
                y=f"{y:.1f}",
                below=f"{y + 4:.1f}",
                line=_line(places.get(source), (x, y)),
                bond=row.bond.value,
                altered=row.altered > 0,
            )
        )
    return Course(
        height=2 * _TOP + (len(drawn) - 1) * _LINE,
        first=begun,
        last=drawn[-1][0].when,
        left_out=len(found) - len(drawn),
        marks=tuple(marks),
    )


def _flat(rows: Sequence[CoverageRow], above: CoverageRow | None) -> Iterator[tuple[CoverageRow, str]]:
    """Yield each article with the address of the one that it comes from; empty for none."""
    for row in rows:
        nearest = above.url if above else row.of.url if row.of else ""
        source = "" if row.bond is Bond.INDEPENDENT else nearest
        yield row, source
        yield from _flat(row.taken_by, row)


def _line(source: tuple[float, float] | None, place: tuple[float, float]) -> str:
    """Return the way from a dot down to a later one, and across; empty where it would lead upwards or nowhere."""
    if source is None or source[1] >= place[1]:
        return ""
    return f"M{source[0]:.1f} {source[1]:.1f}V{place[1]:.1f}H{place[0]:.1f}"
