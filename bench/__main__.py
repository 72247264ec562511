"""Runs the benchmarks one after the other and holds their accuracy against pinned floors.

    python -m bench                      all of them
    python -m bench intake feeds         some of them
    python -m bench --pin                raise the floors to what is measured now, and pin what has none
    python -m bench --pin --lower        the same, and let them sink: needs a line in the changelog that says why

Each is a process of its own. It fails when a benchmark fails, when a number is below its floor in floors.json, or
when the data are not those that the floor was measured on. What needs texts that are not part of the repository
(`../shared`) is skipped, and says so, where they are missing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent
FLOORS = HERE / "floors.json"
RECORD = HERE / "record"
SECONDS_MOST = 600
NO_PEER = 77  #: a script ends with it where the library that it compares with cannot be had


class Better(Enum):
    """Which way a number is better."""

    MORE = 1
    LESS = -1
    UNPINNED = 0  #: kept in the record only: it depends on the machine


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a benchmark."""

    name: str
    pattern: str  #: finds it in what the script prints
    better: Better = Better.MORE

    def worse(self, value: float, floor: float) -> bool:
        """Say whether a value is worse than a floor."""
        return (value - floor) * self.better.value < 0


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One run of one script."""

    name: str
    script: str
    arguments: tuple[str, ...] = ()
    data: tuple[str, ...] = ()  #: files it reads, from the repository's root
    programs: tuple[str, ...] = ()  #: it runs, none of which PyPI or npm has
    numbers: tuple[Number, ...] = ()  #: intake has none here: it keeps its own record and holds its own bars

    @property
    def pinned(self) -> bool:
        """Whether any of its numbers has a floor."""
        return any(each.better is not Better.UNPINNED for each in self.numbers)


SHARED = "../shared"
#: the sets that reading_facts.py scores
FACTS = (
    "dates", "money", "dates_fresh", "money_fresh", "dates_wild", "money_wild", "dates_next", "money_next",
    "dates_last", "money_last", "counts", "names", "names_wild", "names_next",
)  # fmt: skip
BENCHMARKS = (
    Benchmark(
        "reading",
        "reading.py",
        (f"{SHARED}/quotes/dev.jsonl",),
        data=(f"{SHARED}/quotes/dev.jsonl",),
        numbers=(
            Number("F1 of speakers, every guess", r"every guess .* F1 +([\d.]+)%"),
            Number("precision of speakers, certainty 0.75", r"certainty >= 0\.75 +precision +([\d.]+)%"),
            Number("recall of speakers, certainty 0.75", r"certainty >= 0\.75 .* recall +([\d.]+)%"),
            Number("articles a second", r"(\d+) articles a second", Better.UNPINNED),
        ),
    ),
    Benchmark(
        "reading-pronouns",
        "reading_pronouns.py",
        (f"{SHARED}/quotes/train.jsonl",),
        data=(f"{SHARED}/quotes/train.jsonl", "bench/reading_pronouns.tsv"),
        numbers=(Number("pronouns right, %", r"pronouns right ([\d.]+)%"),),
    ),
    Benchmark(
        "reading-claims",
        "reading_claims.py",
        (f"{SHARED}/quotes/dev.jsonl",),
        data=(f"{SHARED}/quotes/dev.jsonl",),
        numbers=tuple(
            Number(f"F1 of {role}s, exact", rf"{role} +precision .* F1 +([\d.]+)%")
            for role in ("source", "cue", "content")
        ),
    ),
    Benchmark(
        "reading-facts",
        "reading_facts.py",
        data=tuple(f"tests/reading/cases/{name}.tsv" for name in FACTS),
        numbers=tuple(
            number
            for name in FACTS
            for number in (
                Number(f"{name} right, held half", rf"{name} +held +right +([\d.]+)%"),
                Number(f"{name} wrong, held half", rf"{name} +held .*wrong +([\d.]+)%", Better.LESS),
            )
        ),
    ),
    Benchmark(
        "reading-peer",
        "reading_peer.py",
        (f"{SHARED}/quotes/dev.jsonl",),
        data=(f"{SHARED}/quotes/dev.jsonl",),
        numbers=(Number("times as fast as textacy", r"read is ([\d.]+) times", Better.UNPINNED),),
    ),
    Benchmark(
        "reading-speed",
        "reading_speed.py",
        (f"{SHARED}/quotes/dev.jsonl",),
        numbers=(
            Number("articles a second", r"([\d.]+) articles/s", Better.UNPINNED),
            Number("times as long for 250 times the text", r": (\d+) times as long", Better.UNPINNED),
        ),
    ),
    Benchmark(
        "reading-languages",
        "reading_languages.py",
        data=("tests/reading/cases/speakers_languages.tsv",),
        numbers=tuple(
            Number(f"speakers right, {code}", rf"{code} \d+ .*right (\d+)") for code in ("es", "de", "fr")
        ),
    ),
    Benchmark(
        "checking",
        "checking.py",
        (f"{SHARED}/check/rewrites.jsonl", "--half", "held"),
        data=(f"{SHARED}/check/rewrites.jsonl",),
        numbers=(
            Number("recall", r"recall ([\d.]+)"),
            Number("honest copies flagged, %", r"honest flagged .* \(([\d.]+)%\)", Better.LESS),
            Number("median ms a pair", r"median ([\d.]+) ms", Better.UNPINNED),
        ),
    ),
    Benchmark(
        "checking-copies",
        "checking.py",
        (f"{SHARED}/check/copies.jsonl", "--half", "held"),
        data=(f"{SHARED}/check/copies.jsonl",),
        numbers=(
            Number("recall", r"recall ([\d.]+)"),
            Number("honest copies flagged, %", r"honest flagged .* \(([\d.]+)%\)", Better.LESS),
        ),
    ),
    Benchmark(
        "checking-speed",
        "checking_speed.py",
        numbers=(
            Number("times a difflib word diff, least", r"least ratio ×([\d.]+)", Better.UNPINNED),
            Number("median ms of 5,000 code points", r"median ([\d.]+) ms", Better.UNPINNED),
        ),
    ),
    Benchmark(
        "matching-reprints",
        "matching.py",
        ("reprints", "--most", "2000"),
        data=(f"{SHARED}/matching/reprints.jsonl.gz",),
        numbers=(
            Number("precision of pairs", r"pair precision ([\d.]+)"),
            Number("recall of pairs", r"pair precision .* recall ([\d.]+)"),
            Number("decoys merged", r"decoys merged: (\d+)", Better.LESS),
            Number("articles a second", r"(\d+) articles/s", Better.UNPINNED),
        ),
    ),
    Benchmark(
        "matching-translations",
        "matching.py",
        ("translations", "--most", "2000"),
        data=(f"{SHARED}/matching/translations.jsonl.gz",),
        numbers=(
            Number("precision of pairs", r"pair precision ([\d.]+)"),
            Number("recall of pairs", r"pair precision .* recall ([\d.]+)"),
        ),
    ),
    Benchmark(
        "matching-parents",
        "matching.py",
        ("parents", "--most", "600"),
        data=(f"{SHARED}/matching/reprints.jsonl.gz",),
        numbers=(
            Number("parents right, with times", r"parents with times: ([\d.]+)"),
            Number("parents right, without", r"parents without times: ([\d.]+)"),
        ),
    ),
    Benchmark(
        "matching-stories",
        "matching.py",
        ("stories", "--orders", "1"),
        data=(f"{SHARED}/matching/stories.jsonl.gz",),
        numbers=(Number("B-cubed F1", r"B-cubed F1 mean ([\d.]+)"),),
    ),
    Benchmark(
        "matching-across",
        "matching_across.py",
        (f"{SHARED}/matching/stories.jsonl.gz", "--half", "test"),
        data=(f"{SHARED}/matching/stories.jsonl.gz",),
        programs=("apertium",),
        numbers=(
            Number("recall of translations", r"recall of translations ([\d.]+)"),
            Number("precision of translations", r"recall of translations .* precision ([\d.]+)"),
        ),
    ),
    Benchmark(
        "pages",
        "pages.py",
        (f"{SHARED}/wire", "--half", "b"),
        data=tuple(f"{SHARED}/wire/pages-{name}.jsonl.gz" for name in ("news", "articles", "metadata")),
        numbers=(
            Number("F1 of bodies, news", r"pages-news:[\s\S]*? F1 ([\d.]+)"),
            Number("F1 of bodies, articles", r"pages-articles:[\s\S]*? F1 ([\d.]+)"),
            Number("quotations verbatim, articles", r"pages-articles:[\s\S]*?verbatim: ([\d.]+)"),
            Number("headlines, articles", r"pages-articles:[\s\S]*?headline ([\d.]+)"),
            Number("authors, articles", r"pages-articles:[\s\S]*?authors ([\d.]+)"),
            Number("local days, articles", r"pages-articles:[\s\S]*?local day ([\d.]+)"),
            Number("headlines, metadata", r"pages-metadata:[\s\S]*?headline ([\d.]+)"),
            Number("authors, metadata", r"pages-metadata:[\s\S]*?authors ([\d.]+)"),
            Number("local days, metadata", r"pages-metadata:[\s\S]*?local day ([\d.]+)"),
            Number("authors invented, metadata", r"pages-metadata:[\s\S]*?invented ([\d.]+)", Better.LESS),
        ),
    ),
    Benchmark(
        "pages-blocks",
        "pages_blocks.py",
        (f"{SHARED}/wire",),
        data=(f"{SHARED}/wire/pages-news.jsonl.gz", "bench/pages_blocks.tsv"),
        numbers=(
            *(
                Number(f"F1 of {kind} blocks", rf"(?m)^{kind}: F1 ([\d.]+)")
                for kind in ("kicker", "teaser", "source_credit", "correction", "caption", "credit")
            ),
            Number("captions exact at a picture", r"caption: .* exact at a picture ([\d.]+)"),
            Number("credits exact at a picture", r"credit: F1.* exact at a picture ([\d.]+)"),
        ),
    ),
    Benchmark(
        "pages-memory",
        "pages_memory.py",
        (f"{SHARED}/wire",),
        data=tuple(f"{SHARED}/wire/pages-{name}.jsonl.gz" for name in ("news", "articles", "metadata")),
        numbers=(  # it holds its own bar
            Number("MB after 1,000 pages", r"after 1,000 pages: (\d+) MB", Better.UNPINNED),
            Number("MB after 5,000 pages", r"after 5,000 pages: (\d+) MB", Better.UNPINNED),
            Number("MB after 10,000 pages", r"after 10,000 pages: (\d+) MB", Better.UNPINNED),
            Number("slowest page, s of CPU", r"slowest page ([\d.]+) s", Better.UNPINNED),
        ),
    ),
    Benchmark(
        "desk",
        "desk.py",
        numbers=(Number("queue, ms of CPU", r"queue +median +([\d.]+) ms", Better.UNPINNED),),
    ),
    Benchmark(
        "feeds",
        "feeds.py",
        numbers=(Number("times less CPU than feedparser, least", r"least ratio ×([\d.]+)", Better.UNPINNED),),
    ),
    Benchmark("intake", "intake.py"),
    Benchmark(
        "search",
        "search.py",
        numbers=(Number("slowest kind, ms", r"slowest kind of search .*: ([\d.]+) ms", Better.UNPINNED),),
    ),
    Benchmark(
        "baking",
        "baking.py",
        numbers=(
            Number("one changed story, ms", r"one changed story .*: median ([\d.]+) ms", Better.UNPINNED),
            Number("front page, ms", r"front page answered in ([\d.]+) ms", Better.UNPINNED),
        ),
    ),
    Benchmark(
        "wordpress",
        "wordpress.py",
        programs=("wrk",),
        numbers=(
            Number("times WordPress, front pages", r"front pages (\d+), stories", Better.UNPINNED),
            Number("times WordPress, stories", r"stories (\d+) \(at least", Better.UNPINNED),
        ),
    ),
    Benchmark(
        "lighthouse",
        "lighthouse.py",
        numbers=(
            Number("least performance", r"least: performance (\d+)", Better.UNPINNED),
            Number("least accessibility", r"least: .*accessibility (\d+)"),
            Number("least best practices", r"least: .*best-practices (\d+)"),
            Number("least search engines", r"least: .*seo (\d+)"),
        ),
    ),
    Benchmark(
        "posting",
        "posting.py",
        ("--stories", "20"),
        numbers=(
            Number("posted twice", r"posted twice: (\d+)", Better.LESS),
            Number("faults", r"faults: (\d+)", Better.LESS),
            Number("workers killed", r"workers killed: (\d+)", Better.UNPINNED),
        ),
    ),
    Benchmark(
        "ledger",
        "ledger.py",
        numbers=(Number("slowest kind, ms", r"slowest kind of look .*: ([\d.]+) ms", Better.UNPINNED),),
    ),
)


class BenchError(Exception):
    """A benchmark failed; the message says how."""


def main() -> int:
    """Run what was asked for; return 1 when anything failed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(each.name for each in BENCHMARKS))
    parser.add_argument("--pin", action="store_true", help="raise the floors to what is measured now")
    parser.add_argument("--lower", action="store_true", help="with --pin: let floors sink as well")
    chosen = parser.parse_args()
    known = {each.name for each in BENCHMARKS}
    if wrong := [name for name in chosen.names if name not in known]:
        parser.error(f"no benchmark {wrong[0]!r}; there are: {', '.join(sorted(known))}")
    if chosen.lower and not chosen.pin:
        parser.error("--lower goes with --pin")
    pinned: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    failed = []
    for each in BENCHMARKS:
        if chosen.names and each.name not in chosen.names:
            continue
        print(f"\n== {each.name}", flush=True)
        if missing := lacks(each):
            print(f"SKIPPED, {missing}")
            continue
        try:
            found = measured(each)
            if chosen.pin and each.pinned:
                pinned[each.name] = raised(each, found, pinned.get(each.name), lower=chosen.lower)
            compare(each, found, pinned.get(each.name))
        except BenchError as error:
            print(f"FAILED: {error}")
            failed.append(each.name)
    if chosen.pin:
        FLOORS.write_text(json.dumps(pinned, indent=2) + "\n", encoding="utf-8")
    print(f"\n{'failed: ' + ', '.join(failed) if failed else 'all held'}")
    return 1 if failed else 0


def lacks(benchmark: Benchmark) -> str:
    """Return what a benchmark cannot do without and this machine does not have; empty for nothing."""
    data = [name for name in benchmark.data if not (ROOT / name).exists()]
    if data:
        return f"no data: {data[0]} is not part of the repository"
    programs = [name for name in benchmark.programs if shutil.which(name) is None]
    return f"no {programs[0]} on this machine: {benchmark.script} says what to install" if programs else ""


def measured(benchmark: Benchmark) -> dict[str, float]:
    """Run a benchmark, show what it prints, and return its numbers.

    Raises:
        BenchError: it failed, took too long, or did not print a number.
    """
    begun = time.monotonic()
    command = [sys.executable, str(HERE / benchmark.script), *benchmark.arguments]
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            check=False,
            stdout=subprocess.PIPE,
            text=True,
            timeout=SECONDS_MOST,
            env=os.environ,
        )
    except subprocess.TimeoutExpired as error:
        raise BenchError(f"not done after {SECONDS_MOST} s") from error
    print(done.stdout.rstrip())
    print(f"({time.monotonic() - begun:.0f} s)", flush=True)
    if done.returncode == NO_PEER:
        print("SKIPPED, the library that it is compared with cannot be had")
        return {}
    if done.returncode:
        raise BenchError(f"it ended with {done.returncode}")
    found = {}
    for each in benchmark.numbers:
        place = re.search(each.pattern, done.stdout)
        if place is None:
            raise BenchError(f"it printed no {each.name}: nothing like {each.pattern!r}")
        found[each.name] = float(place[1])
    if found:
        keep(benchmark, found)
    return found


def keep(benchmark: Benchmark, found: dict[str, float]) -> None:
    """Keep the numbers of a run."""
    RECORD.mkdir(exist_ok=True)
    record = {"benchmark": benchmark.name, "data": digest(benchmark), "numbers": found}
    (RECORD / f"{benchmark.name}.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


def digest(benchmark: Benchmark) -> str:
    """Return a hash of the data that a benchmark reads, and of how much of it."""
    found = hashlib.sha256(" ".join(benchmark.arguments).encode())
    for name in benchmark.data:
        found.update((ROOT / name).read_bytes())
    return found.hexdigest()


def compare(benchmark: Benchmark, found: dict[str, float], pinned: dict[str, Any] | None) -> None:
    """Hold numbers against their floors.

    Raises:
        BenchError: one has no floor, lies below it, or the data are others.
    """
    if not benchmark.pinned:
        return
    if pinned is None:
        raise BenchError("it has no floors; measure them with --pin")
    if pinned["data"] != digest(benchmark):
        raise BenchError("the data are not those of the floors; measure them anew with --pin --lower")
    below = []
    for each in benchmark.numbers:
        if each.better is Better.UNPINNED:
            continue
        floor = pinned["floors"].get(each.name)
        if floor is None:
            raise BenchError(f"{each.name} has no floor; measure it with --pin")
        print(f"{each.name}: {found[each.name]:g}, floor {floor:g}")
        if each.worse(found[each.name], floor):
            below.append(f"{each.name} is {found[each.name]:g}, worse than its floor {floor:g}")
    if below:
        raise BenchError("; ".join(below))


def raised(
    benchmark: Benchmark, found: dict[str, float], pinned: dict[str, Any] | None, *, lower: bool
) -> dict[str, Any]:
    """Return the floors after a measurement: none sinks unless that was asked for.

    Raises:
        BenchError: the data are others, and it was not asked to let floors sink.
    """
    data = digest(benchmark)
    floors = {each.name: found[each.name] for each in benchmark.numbers if each.better is not Better.UNPINNED}
    if pinned is not None and not lower:
        if pinned["data"] != data:
            raise BenchError(
                "the data are not those of the floors; pin with --lower, and say why in the changelog"
            )
        for each in benchmark.numbers:
            older = pinned["floors"].get(each.name)
            if older is not None and each.worse(found[each.name], older):
                floors[each.name] = older
    return {"data": data, "floors": floors}


if __name__ == "__main__":
    sys.exit(main())
