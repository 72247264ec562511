"""The proof of delivery: stories to every network, answers lost on the way, the worker killed again and again.

    python bench/posting.py                  200 stories, 30 % of answers lost
    python bench/posting.py --stories 20

Each network stands behind a proxy that keeps a share of its answers to itself: it did what it was asked, and we never
hear of it. Fails when a network that can be read back has anything but one post of each story, or when one that cannot
has two, or has none and nobody is told. Beside it, what a poster makes that tries again until it hears an answer.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from copydesk.testing.delivery import NAMES, Plan, prove


def main() -> int:
    """Run it; return 1 when a network has not what it should."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--stories", type=int, default=200)
    parser.add_argument("--lost", type=float, default=0.3, help="share of answers that are lost")
    parser.add_argument("--networks", nargs="+", choices=NAMES, default=NAMES, metavar="NAME")
    chosen = parser.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        plan = Plan(chosen.stories, chosen.lost, shortest=0.5, longest=6.0, names=tuple(chosen.networks))
        proof = prove(Path(folder) / "site", plan)
    print(f"{'network':12} {'made':>6} {'sent':>6} {'to look for':>12} {'answers lost':>13} {'naively':>8}")
    for each in proof.networks:
        print(
            f"{each.name:12} {each.made:6} {each.sent:6} {each.unconfirmed:12} {each.lost:13} {each.naive:8}"
        )
    twice = sum(each.twice for each in proof.networks)
    print(f"{proof.stories} stories, {len(proof.networks)} networks, workers killed: {proof.kills}")
    print(f"posted twice: {twice}, faults: {len(proof.faults)}, took {time.monotonic() - start:.0f} s")
    for fault in proof.faults:
        print(f"FAULT {fault}")
    return 1 if proof.faults else 0


if __name__ == "__main__":
    sys.exit(main())
