"""Memory over many pages: resident memory after 1,000, 5,000 and 10,000 pages read in one process.

    python bench/pages_memory.py WIRE [--pages 10000]

The pages of the wire come round again and again, each round with class names, words and addresses of its own, so that
nothing that is remembered from one round serves the next. Exits 1 where memory at the end lies more than a twentieth
above that at the tenth part of the pages. It takes three minutes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
import time
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk import extract

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = ("pages-news", "pages-articles", "pages-metadata")
MOST_GROWTH = 1.05  # of the memory at a tenth of the pages: what is remembered is full by then
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


def main() -> int:
    """Read the pages, print memory on the way, and say by the exit code whether it stayed flat."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=10_000)
    options = parser.parse_args()
    looks = (options.pages // 10, options.pages // 2, options.pages)
    sizes: list[float] = []
    letters = 0
    slowest = 0.0
    for number, (html, url) in enumerate(islice(rounds(options.folder), options.pages), start=1):
        begun = time.process_time()
        letters += len(extract(html, url).body)
        slowest = max(slowest, time.process_time() - begun)
        if number in looks:
            sizes.append(resident())
            print(
                f"after {number:,} pages: {sizes[-1]:.0f} MB resident, {letters:,} letters read", flush=True
            )
    growth = sizes[-1] / sizes[0]
    flat = growth <= MOST_GROWTH
    print(f"growth ×{growth:.3f}, {'flat' if flat else 'NOT flat'}; slowest page {slowest:.2f} s of CPU")
    return 0 if flat else 1


def rounds(folder: Path) -> Iterator[tuple[str, str]]:
    """Give the pages for ever, those of each round unlike those before; one page is held at a time."""
    for turn in count():
        for name in FILES:
            with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
                for line in lines:
                    page = json.loads(line)
                    html = (
                        page["html"]
                        .replace('class="', f'class="turn{turn}-')
                        .replace(" the ", f" the{turn} ")
                    )
                    yield html, f"{page['url']}?turn={turn}"


def resident() -> float:
    """Return the memory of this process that is in use now, in MB."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * _PAGE_BYTES / 1e6


if __name__ == "__main__":
    sys.exit(main())
