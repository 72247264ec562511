"""How long the quote ledger looks for a new quotation: `python bench/ledger.py [--forms 200000]`.

Makes a site of its own in a temporary folder, fills its ledger with quotations of invented words whose frequencies fall as in news (Zipf),
and looks for quotations with one word altered, for pieces of quotations and for words that nobody printed. Prints the median and the
worst of each kind in milliseconds of CPU, each answer asserted to be the utterance that was put in, or nothing.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_MS = 2.0
WORDS = 40_000
PORTION = 20_000
ASKED = 300
NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


def word(number: int) -> str:
    """Return an invented word."""
    letters = ""
    while number or not letters:
        number, rest = divmod(number, 21 * 5)
        letters += "bcdfghjklmnprstvwxyzq"[rest // 5] + "aeiou"[rest % 5]
    return f"{letters}n"


def quotations(many: int) -> Iterator[list[str]]:
    """Yield quotations of 6 to 30 words, the same ones each time."""
    dice = random.Random(11)
    weights = list(accumulate(1 / (rank + 10) for rank in range(WORDS)))
    vocabulary = [word(rank) for rank in range(WORDS)]
    for _ in range(many):
        yield dice.choices(vocabulary, cum_weights=weights, k=dice.randint(6, 30))


def fill(many: int, picked: set[int]) -> dict[int, list[str]]:
    """Put quotations into the ledger's tables, past Django's objects, each under an utterance of its own number.

    What is lost when the machine falls is lost, and traces are sorted before they are entered: one by one each would touch
    another page of a table of gigabytes. What is filled is what the desk itself would have written.

    Returns:
        The words of the picked ones, by number.
    """
    from django.db import connection, transaction

    cursor = connection.cursor()
    for pragma in ("foreign_keys = OFF", "journal_mode = OFF", "synchronous = OFF", "cache_size = -400000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'desk_trace' AND sql IS NOT NULL"
    )
    indexes = cursor.fetchall()
    with transaction.atomic():
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        cursor.execute("CREATE TEMP TABLE filled (trace INTEGER, form_id INTEGER)")
        known = {number: words for number, words in _entered(many) if number in picked}
        cursor.execute(
            "INSERT INTO desk_trace (trace, form_id) SELECT trace, form_id FROM filled ORDER BY trace, form_id"
        )
        cursor.execute("DROP TABLE filled")
        for _, made in indexes:
            cursor.execute(made)
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "cache_size = -2000"):
        cursor.execute(f"PRAGMA {pragma}")
    return known


def _entered(many: int) -> Iterator[tuple[int, list[str]]]:
    """Enter utterances and forms, and their traces in a table beside; yield the words of each."""
    from django.db import connection

    from copydesk.desk.traced import HOLDERS_MOST
    from copydesk.matching.traces import kept_traces

    held = bytearray(1 << 26)  # how many hold a trace, near enough: this is no place for millions of counters
    forms, traces = [], []
    cursor, when = connection.cursor(), NOW.isoformat(" ")
    for number, words in enumerate(quotations(many), 1):
        yield number, words
        forms.append((number, number, " ".join(words), f"{number:08}", "first", when))
        for trace in kept_traces(words):
            if held[trace & 0x3FFFFFF] < HOLDERS_MOST:
                held[trace & 0x3FFFFFF] += 1
                traces.append((trace, number))
        if number % PORTION == 0 or number == many:
            cursor.executemany(
                "INSERT INTO desk_utterance (id, speaker, by_hand, first_seen, version) VALUES (%s, '', 0, %s, 1)",
                [(each[0], when) for each in forms],
            )
            cursor.executemany(
                "INSERT INTO desk_form (id, utterance_id, words, digest, standing, first_seen) VALUES (%s, %s, %s, %s, %s, %s)",
                forms,
            )
            cursor.executemany("INSERT INTO filled (trace, form_id) VALUES (%s, %s)", traces)
            forms, traces = [], []


def timed(asked: list[str]) -> tuple[float, list[int]]:
    """Return the milliseconds of one look, and what it found."""
    from copydesk.desk import traced

    text = " ".join(asked)
    begun = time.process_time()
    found = traced.near(text)
    return (time.process_time() - begun) * 1000, found


def main() -> int:
    """Measure, print, and return 1 when a kind takes longer than it may."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--forms", type=int, default=200_000)
    chosen = parser.parse_args()
    dice = random.Random(3)
    with tempfile.TemporaryDirectory(prefix="copydesk-bench-") as folder:
        from copydesk.cli._site import open_site, settings_of

        open_site(settings_of(Path(folder)))
        begun = time.process_time()
        known = fill(chosen.forms, set(dice.sample(range(1, chosen.forms + 1), ASKED)))
        print(f"filled with {chosen.forms} forms in {time.process_time() - begun:.0f} s of CPU", flush=True)
        times: dict[str, list[float]] = {"one word altered": [], "a piece": [], "never printed": []}
        for number, words in known.items():
            altered = [*words]
            altered[len(words) // 2] = "otherwise"
            took, found = timed(altered)
            assert number in found[:3], (number, altered)
            times["one word altered"].append(took)
            if len(words) > 12:
                took, found = timed(words[3:10])
                assert number in found, (number, words)
                times["a piece"].append(took)
            unknown = [f"x{each}" for each in words]
            took, found = timed(unknown)
            assert not found
            times["never printed"].append(took)
        late = max(map(median, times.values()))
        for kind, each in times.items():
            print(f"{kind:20} median {median(each):6.2f} ms, worst {max(each):6.2f} ms of {len(each)}")
        print(f"slowest kind of look among {chosen.forms} forms: {late:.2f} ms (at most {MOST_MS:g})")
    return 0 if late <= MOST_MS else 1


if __name__ == "__main__":
    sys.exit(main())
