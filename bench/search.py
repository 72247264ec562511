"""How long a reader waits for a search: `python bench/search.py [--stories 100000]`.

Makes a site of its own in a temporary folder, with stories of invented words whose frequencies fall as in news (Zipf), and
asks the search page through Django: common words, rare words, phrases, speakers and filters. Prints the median and the worst
of each kind in milliseconds, each answer asserted to be what was put in.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from statistics import median

MOST_MS = 50.0
WORDS, A_TEXT = 30_000, 120
NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
ROUNDS = 7


def word(number: int) -> str:
    """Return an invented word."""
    letters = ""
    while number or not letters:
        number, rest = divmod(number, 21 * 5)
        letters += "bcdfghjklmnprstvwxyzq"[rest // 5] + "aeiou"[rest % 5]
    return f"{letters}n"


def fill(stories: int) -> None:
    """Keep stories that can be found."""
    from copydesk.desk.models import SearchEntry, Story

    dice = random.Random(7)
    weights = list(accumulate(1 / (rank + 10) for rank in range(WORDS)))
    vocabulary = [word(rank) for rank in range(WORDS)]
    speakers = vocabulary[200:4000]
    for begin in range(0, stories, 2000):
        numbers = range(begin, min(stories, begin + 2000))
        rows = [
            Story(
                key=str(each),
                slug=f"s-{each}",
                headline=f"Headline {each}",
                opened_at=NOW - timedelta(minutes=each),
                updated_at=NOW - timedelta(minutes=each),
                independent=1,
            )
            for each in numbers
        ]
        kept = Story.objects.bulk_create(rows)
        entries = []
        for row in kept:
            text = dice.choices(vocabulary, cum_weights=weights, k=A_TEXT)
            entries.append(
                SearchEntry(
                    story=row,
                    headline=" ".join(["headline", row.key, *text[:8]]),
                    people=" ".join(dice.choices(speakers, k=6)),
                    words=" ".join(text),
                    shown=" ".join(text).capitalize() + ".",
                )
            )
        SearchEntry.objects.bulk_create(entries)


def questions(stories: int) -> dict[str, dict[str, str]]:
    """Return what is asked, by kind; the last story is looked for by its number."""
    return {
        "one common word": {"q": word(0)},
        "three common words": {"q": f"{word(0)} {word(1)} {word(2)}"},
        "one rare word": {"q": word(WORDS - 5)},
        "a phrase of common words": {"q": f"“{word(0)} {word(1)}”"},
        "one story": {"q": f"headline {stories - 1}"},
        "a speaker and a common word": {"q": word(0), "speaker": word(300)},
        "a common word in one week": {"q": word(0), "from": "2026-03-01", "to": "2026-03-07"},
    }


def main() -> int:
    """Measure, print, and return 1 when a kind of question takes longer than it may."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--stories", type=int, default=100_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="copydesk-bench-") as folder:
        from copydesk.cli._site import open_site, settings_of

        open_site(settings_of(Path(folder)))
        from django.test import Client

        from copydesk.desk.work.planning import count

        fill(chosen.stories)
        count()  # as a worker does
        client = Client(SERVER_NAME="localhost")
        late = 0.0
        for kind, asked in questions(chosen.stories).items():
            times = []
            for _ in range(ROUNDS):
                begun = time.perf_counter()
                answer = client.get("/search/", asked)
                times.append((time.perf_counter() - begun) * 1000)
                assert answer.status_code == 200
            page = answer.content.decode()
            assert "Nothing was found" not in page, kind
            assert kind != "one story" or f"s-{chosen.stories - 1}/" in page
            print(f"{kind:30} median {median(times):6.1f} ms, worst {max(times):6.1f} ms")
            late = max(late, median(times))
        print(f"slowest kind of search over {chosen.stories} stories: {late:.1f} ms (at most {MOST_MS:g})")
    return 0 if late <= MOST_MS else 1


if __name__ == "__main__":
    sys.exit(main())
