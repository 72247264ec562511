"""Scores dates, money, counts and names on sets of our own: `python bench/reading_facts.py [--half dev|held] [--errors]`.

Each line of `tests/reading/cases/*.tsv` is one case: it is right when every marked mention is read as marked and
nothing else is read; wrong when a mention is read as something else, or something is read that is not there;
missed when a marked mention is not read.
"""

from __future__ import annotations

import argparse
import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.reading import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from copydesk.types import Reading, Span

CASES = Path(__file__).parent.parent / "tests" / "reading" / "cases"
_MARKED = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")
_NONE = "none"


@dataclass(frozen=True, slots=True)
class Case:
    """One line of a set."""

    half: str
    language: str
    published: datetime
    text: str
    wanted: tuple[tuple[int, int, str], ...]  #: start, end and what is meant


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one case was read."""

    case: Case
    right: int
    wrong: tuple[str, ...]
    missed: tuple[str, ...]

    @property
    def verdict(self) -> str:
        """Right, wrong or missed."""
        if self.wrong:
            return "wrong"
        return "missed" if self.missed else "right"


def cases(name: str) -> list[Case]:
    """Read a set."""
    found = []
    for line in (CASES / f"{name}.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        half, language, *day, marked = line.split("\t")
        text, wanted = unmarked(marked)
        published = datetime.fromisoformat(day[0] if day else "2026-11-23").replace(tzinfo=UTC)
        found.append(Case(half, language, published, text, wanted))
    return found


def unmarked(marked: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """Return a text without its marks, and what was marked in it."""
    text, at, wanted = "", 0, []
    for mark in _MARKED.finditer(marked):
        text += marked[at : mark.start()]
        meaning = mark[2]
        if meaning != _NONE:
            wanted.append((len(text), len(text) + len(mark[1]), meaning))
        text += mark[1]
        at = mark.end()
    return text + marked[at:], tuple(wanted)


def judge(case: Case, read_as: list[tuple[Span, str]], same: Callable[[str, str, str], bool]) -> Outcome:
    """Hold what was read against what was marked."""
    open_ = list(read_as)
    right, wrong, missed = 0, [], []
    for start, end, meaning in case.wanted:
        here = [each for each in open_ if each[0].start < end and start < each[0].end]
        words = case.text[start:end]
        if not here:
            missed.append(f"{words} = {meaning}")
            continue
        for each in here:
            open_.remove(each)
        if len(here) == 1 and same(here[0][1], meaning, words):
            right += 1
        else:
            got = ", ".join(f"{each[0].of(case.text)} = {each[1]}" for each in here)
            wrong.append(f"{got} for {words} = {meaning}")
    wrong += [f"{each[0].of(case.text)} = {each[1]} is none" for each in open_]
    return Outcome(case, right, tuple(wrong), tuple(missed))


# --- what each set holds --------------------------------------------------------------------------------


def _dates(reading: Reading) -> list[tuple[Span, str]]:
    """Return the dates as printed in the sets."""
    return [(d.span, f"{d.first}" if d.first == d.last else f"{d.first}..{d.last}") for d in reading.dates]


def _figures(reading: Reading) -> list[tuple[Span, str]]:
    """Return the figures as printed in the sets."""
    found = []
    for each in reading.figures:
        value = f"{each.value.normalize():f}" + (
            f"..{each.upper.normalize():f}" if each.upper is not None else ""
        )
        found.append((each.span, f"{value}|{each.unit or '-'}|{each.bound.value}"))
    return found


def _names(reading: Reading) -> list[tuple[Span, str]]:
    """Return the names as printed in the sets."""
    return [(n.span, f"{n.kind.value}|{n.canonical}") for n in reading.names]


def _same_figure(got: str, meaning: str, _: str) -> bool:
    """Say whether a figure is the one that was meant: bound exact unless said, unit free unless said."""
    value, unit, bound = got.split("|")
    parts = meaning.split(" ")
    wanted_bound = parts.pop() if parts[-1] in {"under", "over", "about", "up_to", "at_least"} else "exact"
    wanted_unit = " ".join(parts[1:])
    return value == parts[0] and bound == wanted_bound and (not wanted_unit or unit == wanted_unit)


def _same_name(got: str, meaning: str, words: str) -> bool:
    """Say whether a name has the kind and the canonical form that were meant."""
    kind, _, canonical = meaning.partition("|")
    return got == f"{kind}|{canonical or words}"


def _same(got: str, meaning: str, _: str) -> bool:
    """Say whether two are the same."""
    return got == meaning


SETS = {
    "dates": (_dates, _same),
    "money": (_figures, _same_figure),
    "dates_fresh": (_dates, _same),
    "money_fresh": (_figures, _same_figure),
    "dates_wild": (_dates, _same),
    "money_wild": (_figures, _same_figure),
    "dates_next": (_dates, _same),
    "money_next": (_figures, _same_figure),
    "dates_last": (_dates, _same),
    "money_last": (_figures, _same_figure),
    "counts": (_figures, _same_figure),
    "names": (_names, _same_name),
    "names_wild": (_names, _same_name),
    "names_next": (_names, _same_name),
}


def outcomes(name: str, half: str | None = None) -> list[Outcome]:
    """Read every case of a set, or of one half of it."""
    read_as, same = SETS[name]
    found = []
    for case in cases(name):
        if half is None or case.half == half:
            reading = read(case.text, published=case.published, language=case.language)
            found.append(judge(case, read_as(reading), same))
    return found


def main() -> None:
    """Score all sets and print the shares."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--half", choices=["dev", "held"])
    parser.add_argument("--errors", action="store_true", help="print what was not right")
    parser.add_argument("--only", choices=sorted(SETS))
    chosen = parser.parse_args()
    started = time.process_time()
    for name in SETS:
        if chosen.only not in {None, name}:
            continue
        for half in ("dev", "held"):
            if chosen.half not in {None, half}:
                continue
            if not (found := outcomes(name, half)):
                continue
            counts = {each: sum(o.verdict == each for o in found) for each in ("right", "wrong", "missed")}
            shares = "  ".join(f"{each} {count / len(found):6.1%}" for each, count in counts.items())
            print(f"{name:11} {half:5} {shares}  ({len(found)} cases)")
            for each in found if chosen.errors else ():
                if each.verdict != "right":
                    print(f"   {each.case.text}\n      wrong {each.wrong} missed {each.missed}")
    print(f"{time.process_time() - started:.1f} s")


if __name__ == "__main__":
    main()
