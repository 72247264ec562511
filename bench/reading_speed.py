"""Times reading: a long text beside a short one, hostile texts, and articles where they are at hand.

    python bench/reading_speed.py [../shared/quotes/dev.jsonl]

Times are CPU seconds of this process; on a busy machine they are longer than alone. Beside it stands the least that
any reader does: finding the words of the same text with one pattern.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path

from copydesk.reading import read

PARAGRAPHS = (
    "“We will rebuild the pier,” said Mayor Anton Lesk on Monday. The council met for 3 hours and paid $4.5 million to "
    "Orr & Sons, according to Ina Moor, who asked: “Who gains?”\n\n"
    "She said that the harbour’s keepers had not been told.\n\n"
)
ROUNDS = 60  #: short texts read on either side of the long one
SHORT = PARAGRAPHS * 18  #: about 4 kB
LONG = SHORT * 250
TIMES_MOST = 250.0
SECONDS_MOST = 60.0  #: for a hostile text
HOSTILE = {
    "200,000 straight marks": '"' * 200_000,
    "200,000 opening marks": "“" * 200_000,
    "one word, 40,000 times": "said " * 40_000,
    "one sentence of 200,000 code points": "and so he said " * 13_333,
    "1,000,000 open brackets": "[" * 1_000_000,
}


def main() -> int:
    """Time all of it; return 1 where a bar is missed."""
    seconds(SHORT)
    once = [seconds(SHORT) for _ in range(9)]
    words = min(_words(SHORT) for _ in range(9))
    print(
        f"a text of {len(SHORT)} code points: {1000 * min(once):.1f} ms, {min(once) / words:.0f} times its words alone"
    )
    # As many short ones before as behind: processors change their pace within seconds.
    before = sum(seconds(SHORT) for _ in range(ROUNDS))
    long = seconds(LONG)
    times = 2 * ROUNDS * long / (before + sum(seconds(SHORT) for _ in range(ROUNDS)))
    print(f"one of {len(LONG)}: {times:.0f} times as long")
    missed = [f"250 times the text took {times:.0f} times as long"] if times > TIMES_MOST else []
    for name, text in HOSTILE.items():
        took = seconds(text)
        print(f"{name}: {took:.2f} s")
        missed += [f"{name}: {took:.1f} s"] if took > SECONDS_MOST else []
    if len(sys.argv) > 1:
        _articles(Path(sys.argv[1]))
    print("missed: " + "; ".join(missed) if missed else "all bars held")
    return 1 if missed else 0


def seconds(text: str) -> float:
    """Return the CPU seconds that reading a text takes."""
    start = time.process_time()
    read(text)
    return time.process_time() - start


def _words(text: str) -> float:
    """Return the CPU seconds that finding the words of a text takes."""
    start = time.process_time()
    re.findall(r"\w+", text)
    return time.process_time() - start


def _articles(path: Path) -> None:
    """Time the articles of a file, each read once."""
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    took = sum(map(seconds, texts))
    size = sum(map(len, texts))
    print(
        f"{len(texts)} articles, {size} code points: {len(texts) / took:.1f} articles/s, {size / took / 1000:.0f} k/s"
    )


if __name__ == "__main__":
    sys.exit(main())
