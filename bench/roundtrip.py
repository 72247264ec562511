"""The sample newsroom's articles to Spanish and back through Apertium, and what the check says of them.

    python bench/roundtrip.py [--show]

Needs `apertium` with the pair eng-spa (Debian: apertium-eng-spa). For every article it counts the copies that are
blocked, the quotations whose words came back altered that a finding touches, and those that came back intact that
one of altered words touches. What is altered and what is intact is decided here, by words alone and not by the check.
Beside that it sends each article to Spanish through the guard, and counts those that are restored.
It exits 1 when a copy is not blocked, under 99 % of the altered quotations are flagged, an intact one is, or the guard
cannot restore an article.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

import copydesk
from copydesk.guard import GuardError, protect, restore
from copydesk.sample._load import load_articles, load_outlets
from copydesk.sample._render import text_of

#: any day will do; the articles' dates are counted from it
ANCHOR = date(2026, 10, 5)
#: the outlet whose articles are garbled already
GARBLED = "dailywave"
#: finding ids that say that a quotation's words are not the source's
ALTERED_WORDS = (
    "quote.altered", "quote.negation", "quote.inserted", "quote.cut_unmarked", "quote.contraction", "quote.invented",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trip:
    """One article there and back."""

    name: str
    source: str
    copy: str


def main() -> int:
    """Print the numbers; return 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--show", action="store_true", help="print what was missed and what was flagged wrongly"
    )
    show = parser.parse_args().show
    if shutil.which("apertium") is None:
        sys.stderr.write("there is no apertium: install apertium-eng-spa\n")
        return 1
    sources = [
        (article.id, "\n\n".join(map(text_of, article.paragraphs)))
        for outlet in load_outlets()
        if outlet.slug != GARBLED
        for article in load_articles(outlet.slug, ANCHOR)
    ]
    with ThreadPoolExecutor(2) as pool:
        trips = list(
            pool.map(lambda each: Trip(*each, translated(translated(each[1], "eng-spa"), "spa-eng")), sources)
        )
        guarded = sum(pool.map(comes_back, (body for _, body in sources)))
    counts = dict.fromkeys(("blocked", "altered", "flagged", "intact", "wrongly"), 0)
    for trip in trips:
        judged(trip, counts, show=show)
    print(f"articles {len(trips)}, blocked {counts['blocked']}")
    print(f"quotations altered {counts['altered']}, flagged {counts['flagged']}")
    print(f"quotations intact {counts['intact']}, flagged {counts['wrongly']}")
    print(f"through the guard to Spanish {len(trips)}, restored {guarded}")
    good = (
        guarded == len(trips)
        and counts["blocked"] == len(trips)
        and counts["flagged"] >= 0.99 * counts["altered"]
    )
    return 0 if good and not counts["wrongly"] else 1


def translated(text: str, pair: str) -> str:
    """Return a text through Apertium, paragraph by paragraph, unknown words as they are."""
    command = ["apertium", "-u", "-f", "txt", pair]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True, encoding="utf-8")
    return done.stdout


def comes_back(text: str) -> bool:
    """Say whether everything that the guard took out of a text is found in its translation."""
    protected = protect(text)
    try:
        restore(protected, translated(protected.text, "eng-spa"))
    except GuardError as error:
        print(error)
        return False
    return True


def judged(trip: Trip, counts: dict[str, int], *, show: bool) -> None:
    """Count what the check says of one article."""
    report = copydesk.check(trip.source, trip.copy)
    counts["blocked"] += report.verdict == "block"
    if report.verdict != "block":
        print(f"not blocked: {trip.name}")
    said = {plain(match[1]) for match in MARKED.finditer(trip.source)}
    every = plain(trip.source)
    for match in MARKED.finditer(trip.copy):
        words = plain(match[1])
        if not words:
            continue
        intact = words in said or any(f" {words} " in f" {each} " for each in said)
        touched = [
            each
            for each in report.findings
            if each.copy and each.copy.start < match.end() and match.start() < each.copy.end
        ]
        if intact:
            wrongly = [each for each in touched if each.id in ALTERED_WORDS and each.severity != "note"]
            counts["intact"] += 1
            counts["wrongly"] += bool(wrongly)
            if show and wrongly:
                print("wrongly", trip.name, match[1], wrongly)
        elif f" {words} " not in f" {every} ":
            counts["altered"] += 1
            counts["flagged"] += bool(touched)
            if show and not touched:
                print("missed", trip.name, match[1])


#: what stands in double marks within one paragraph
MARKED = re.compile(r"[“\"]([^“”\"\n]+)[”\"]")


def plain(text: str) -> str:
    """Return a text's words and nothing else."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


if __name__ == "__main__":
    sys.exit(main())
