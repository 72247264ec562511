"""Scores the check on pairs of source and copy: precision, recall, and honest copies flagged.

    python bench/checking.py ../shared/check/copies.jsonl --half dev
    python bench/checking.py ../shared/check/rewrites.jsonl --half held

A pair has one label at most. A finding is a hit if it overlaps the labelled span in the copy or in the source;
the halves are drawn by a hash of the pair's id, so that what is developed on is not what is reported.

The generator of the pairs took only paired marks for quotation marks: it reworded what stands in ''doubled single
marks'', or in a paragraph that opens a mark and leaves it to the next one to close it, and called the copy honest. The
check calls that altered. So the numbers are given twice: as they are, and without the findings that lie inside such marks.

How fast it is, is measured by bench/checking_speed.py.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
import sys
import time
from collections import Counter
from pathlib import Path

from copydesk.checking import Side, compare
from copydesk.reading import read
from copydesk.text.marks import MarkState, MarkStyle, stretches
from copydesk.types import Article, Finding, Severity, Span

HALVES = {"dev": 0, "held": 1}


def main() -> int:
    """Score one file and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--half", choices=[*HALVES, "all"], default="all")
    parser.add_argument("--limit", type=int, default=None, help="score only so many pairs")
    parser.add_argument("--show", action="store_true", help="print what was missed and what was wrong")
    chosen = parser.parse_args()
    records = [json.loads(line) for line in chosen.file.read_text(encoding="utf-8").splitlines()]
    records = [each for each in records if chosen.half == "all" or half(each["id"]) == HALVES[chosen.half]]
    Score(show=chosen.show).run(records[: chosen.limit])
    return 0


def half(key: object) -> int:
    """Return which half a pair belongs to, the same on every run."""
    return hashlib.sha256(str(key).encode()).digest()[0] % 2


class Score:
    """Counts as it goes; prints at the end."""

    def __init__(self, *, show: bool) -> None:
        self.show = show
        self.hits: Counter[str] = Counter()
        self.misses: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        self.honest = self.flagged = self.flagged_major = 0
        self.flagged_families: Counter[str] = Counter()
        self.right_findings = self.all_findings = 0
        self.in_unpaired = self.flagged_elsewhere = 0
        self.seconds: list[float] = []

    def run(self, records: list[dict[str, object]]) -> None:
        """Score all pairs."""
        for each in records:
            self._pair(each)
        self._print()

    def _pair(self, record: dict) -> None:
        """Score one pair."""
        sides = []
        for name in ("source", "copy"):
            body = str(record[name])
            sides.append(Side(Article(body=body), read(body)))
        began = time.perf_counter()
        report = compare(*sides)
        self.seconds.append(time.perf_counter() - began)
        label = record.get("finding")
        good = [each for each in report.findings if label and _hits(each, label)]
        bad = [each for each in report.findings if each not in good]
        self.all_findings += len(report.findings)
        self.right_findings += len(good)
        self.wrong.update(each.id for each in bad)
        unpaired = _unpaired(str(record["source"])) if bad else []
        elsewhere = [each for each in bad if not _lies_in(each.source, unpaired)]
        self.in_unpaired += len(bad) - len(elsewhere)
        if label:
            kind = f"{label['family']}/{label['type']}"
            (self.hits if good else self.misses)[kind] += 1
            if self.show and not good:
                _show("MISSED " + kind, record, Span(*label["src"]), Span(*label["copy"]))
        else:
            self.honest += 1
            self.flagged += bool(bad)
            self.flagged_elsewhere += bool(elsewhere)
            self.flagged_major += any(each.severity in {Severity.CRITICAL, Severity.MAJOR} for each in bad)
            self.flagged_families.update({each.id.partition(".")[0] for each in bad})
        if self.show:
            for each in bad:
                _show("WRONG " + each.id, record, each.source, each.copy)

    def _print(self) -> None:
        """Print the table."""
        kinds = sorted(set(self.hits) | set(self.misses))
        for kind in kinds:
            found, missed = self.hits[kind], self.misses[kind]
            print(f"  {kind:34} {found:4} of {found + missed:4}  {found / (found + missed):.2f}")
        found, labelled = sum(self.hits.values()), sum(self.hits.values()) + sum(self.misses.values())
        print(
            f"recall {found / max(1, labelled):.3f}  precision {self.right_findings / max(1, self.all_findings):.3f}"
        )
        print(
            f"honest flagged {self.flagged} of {self.honest} ({self.flagged / max(1, self.honest):.1%}),"
            f" at major or above {self.flagged_major}; by family {dict(self.flagged_families)}"
        )
        kept = max(1, self.all_findings - self.in_unpaired)
        print(
            f"without {self.in_unpaired} inside marks that the generator did not pair: precision {self.right_findings / kept:.3f},"
            f" honest copies with a finding {self.flagged_elsewhere} of {self.honest}"
            f" = {self.flagged_elsewhere / max(1, self.honest):.1%}"
        )
        print("wrong findings by id:", dict(self.wrong.most_common()))
        print(
            f"compare(): median {statistics.median(self.seconds) * 1000:.1f} ms, most {max(self.seconds) * 1000:.0f} ms"
        )


def _hits(finding: Finding, label: dict) -> bool:
    """Say whether a finding touches the labelled words on either side."""
    copy, source = _widened(label["copy"]), _widened(label["src"])
    return (finding.copy is not None and finding.copy.overlaps(copy)) or (
        finding.source is not None and finding.source.overlaps(source)
    )


def _unpaired(text: str) -> list[Span]:
    """Return what stands in marks that the generator did not pair: doubled single ones, and those left open."""
    return [
        each.outer
        for each in stretches(text)
        if each.style is MarkStyle.DOUBLED
        or each.state is not MarkState.CLOSED
        or "\n" in each.inner.of(text)
    ]


def _lies_in(span: Span | None, stretches_: list[Span]) -> bool:
    """Say whether a span overlaps one of some stretches."""
    return span is not None and any(span.overlaps(each) for each in stretches_)


def _widened(pair: list[int]) -> Span:
    """Return the labelled span; an empty one grows by a code point on each side, so that it can be touched."""
    start, end = pair
    return Span(start, end) if start < end else Span(max(0, start - 1), end + 1)


def _show(what: str, record: dict, source: Span | None, copy: Span | None) -> None:
    """Print one case with its surroundings."""
    print(f"{what}  [{record['id']}]")
    for name, span in (("source", source), ("copy", copy)):
        if span is not None:
            text = record[name]
            print(
                f"    {name:6} …{text[max(0, span.start - 70) : span.start]}⟦{span.of(text)}⟧{text[span.end : span.end + 70]}…".replace(
                    "\n", "¶"
                )
            )


if __name__ == "__main__":
    sys.exit(main())
