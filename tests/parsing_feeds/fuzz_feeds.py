"""A harness for atheris: feeds, OPML and pages, mutated from the cases beside it.

    python tests/parsing_feeds/fuzz_feeds.py -runs=100000

Stops at the first exception that is not one of ours.
"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["copydesk.parsing"]):
    from copydesk.errors import InputError
    from copydesk.parsing import find_feeds, front_page_items, parse_feed, parse_when, read_opml

SEEDS = [
    each.read_bytes()
    for each in sorted((Path(__file__).parent / "cases").iterdir())
    if ".expected." not in each.name
]


def run_one(data: bytes) -> None:
    """Read one input in every way this half of the room offers."""
    # The first two bytes choose a seed to splice with, so that mutation starts from whole feeds.
    if len(data) > 2:
        seed = SEEDS[data[0] % len(SEEDS)]
        at = data[1] * len(seed) // 256
        data = seed[:at] + data[2:] + seed[at:]
    for read in (lambda: parse_feed(data, "https://gull.example/"), lambda: read_opml(data)):
        with contextlib.suppress(InputError):
            read()
    find_feeds(data, "https://gull.example/")
    front_page_items(data, "https://gull.example/", limit=5)
    parse_when(data[:60].decode("utf-8", "replace"))


if __name__ == "__main__":
    atheris.Setup(sys.argv, run_one)
    atheris.Fuzz()
