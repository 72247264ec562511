"""What may be speech: the stretches in outermost marks, with those of one continued speech joined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.text.marks import MarkState, Stretch

if TYPE_CHECKING:
    from copydesk.reading._scan import Scan


@dataclass(frozen=True, slots=True)
class Unit:
    """One or more stretches that the marks themselves show to be one speech."""

    pieces: tuple[Stretch, ...]

    @property
    def start(self) -> int:
        """Where the first opening mark stands."""
        return self.pieces[0].outer.start

    @property
    def end(self) -> int:
        """Where the last closing mark ends."""
        return self.pieces[-1].outer.end


def units(scan: Scan) -> list[Unit]:
    """Return everything in outermost marks, in the order of the text."""
    found: list[Unit] = []
    pieces: list[Stretch] = []
    for stretch in scan.stretches:
        if stretch.depth:
            continue
        pieces.append(stretch)
        if stretch.state is not MarkState.CONTINUED:
            found.append(Unit(tuple(pieces)))
            pieces = []
    if pieces:
        found.append(Unit(tuple(pieces)))
    return found
