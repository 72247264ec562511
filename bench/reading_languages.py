"""Scores speakers on small German, French and Spanish articles of our own.

    python bench/reading_languages.py

The cases stand in `tests/reading/cases/speakers_languages.tsv`: a language, a text, and the speaker of each quotation.
A speaker is right if its name ends in the expected one, so that an office may stand before it, and wrong if another
name is given; the rest is left without one.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from copydesk.reading import read
from copydesk.types import QuotationKind

CASES = Path(__file__).resolve().parents[1] / "tests/reading/cases/speakers_languages.tsv"
NOBODY = "-"


@dataclass(frozen=True, slots=True)
class Case:
    """A small article, and who speaks in it."""

    language: str
    text: str
    speakers: tuple[str, ...]  #: of each quotation in its order; "-" for somebody without a name


def cases(path: Path = CASES) -> list[Case]:
    """Return the cases of a file."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        language, text, speakers = line.split("\t")
        found.append(
            Case(language, text.replace("¶", "\n\n"), tuple(speakers.split("|")) if speakers else ())
        )
    return found


def given(case: Case) -> tuple[str, ...]:
    """Return who speaks in an article as it is read: one for each quotation in marks."""
    quotations = read(case.text, language=case.language).quotations
    return tuple(
        (each.speaker.name or NOBODY) if each.speaker else NOBODY
        for each in quotations
        if each.kind is not QuotationKind.INDIRECT
    )


def verdicts(case: Case) -> Counter[str]:
    """Count the quotations of a case that are right, wrong, left silent, missed or no speech at all."""
    read_as = given(case)
    if len(read_as) != len(case.speakers):
        return Counter({"missed or no speech": max(len(read_as), len(case.speakers))})
    return Counter(
        "right" if name.endswith(said) else "silent" if name == NOBODY else "wrong"
        for name, said in zip(read_as, case.speakers, strict=True)
    )


def main() -> int:
    """Print the verdicts by language, and each case that is not right."""
    by_language: dict[str, Counter[str]] = {}
    for case in cases():
        found = verdicts(case)
        by_language.setdefault(case.language, Counter()).update(found)
        if set(found) - {"right"}:
            print(f"{case.language}: {given(case)} for {case.speakers}: {case.text}")
    for language, found in by_language.items():
        print(language, sum(found.values()), *(f"{name} {count}" for name, count in sorted(found.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
