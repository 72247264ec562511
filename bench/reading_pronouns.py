"""Scores whom "he" and "she" stand for: `python bench/reading_pronouns.py ../shared/quotes/train.jsonl [held|seen]`.

The cases are pronouns that speak, labelled by reading the articles; the labels are places, no text. Every third case
is held out: the rules were written while looking at the others only.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from copydesk.reading import _attributed, _names, _ranking
from copydesk.reading._mentions import mentions
from copydesk.reading._resolve import Resolver
from copydesk.reading._scan import scan
from copydesk.reading._speech import units
from copydesk.reading._told import Told
from copydesk.reading.languages import language_for

LABELS = Path(__file__).with_name("reading_pronouns.tsv")


def cases() -> list[tuple[str, int, int, int]]:
    """Return (article, pronoun, name from, name to) of each labelled pronoun."""
    lines = [line.split("\t") for line in LABELS.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [(article, int(at), int(start), int(end)) for article, at, start, end in lines]


def named(text: str, at: int) -> str | None:
    """Return the name that the pronoun at a place is read as."""
    ready = scan(text, language_for("en"))
    found = mentions(ready)
    outside = [each for each in found if not each.quoted]
    chosen = _ranking.choose(
        Told(ready, _attributed.by_language(ready)), outside, units(ready), _ranking.weights("en")
    )
    speaking = frozenset(each.mention.first for each in chosen if each.mention is not None)
    resolver = Resolver(ready, outside, _names.gather(ready, found), speaking)
    pronoun = next((each for each in outside if each.span.start == at), None)
    return resolver.identity(pronoun).name if pronoun is not None else None


def last_word(name: str) -> str:
    """Return the last word of a name, which tells two people apart."""
    return name.replace("’s", "").replace("'s", "").split()[-1].strip(".,").lower()


def main(source: str, part: str = "all") -> None:
    """Print how many pronouns are read right, wrong and not at all."""
    texts = {}
    for line in Path(source).read_text("utf-8").splitlines():
        article = json.loads(line)
        texts[article["id"]] = article["text"]
    right = wrong = 0
    chosen = [each for n, each in enumerate(cases()) if part == "all" or (n % 3 == 0) == (part == "held")]
    for article, at, start, end in chosen:
        text = texts[article]
        name = named(text, at)
        if name is not None and last_word(name) == last_word(text[start:end]):
            right += 1
        elif name is not None:
            wrong += 1
            if part == "seen":
                print(f"{name} for {text[start:end]}: {text[max(0, at - 200) : at + 20]!r}")
    print(f"pronouns right {right / len(chosen):.1%}  wrong {wrong / len(chosen):.1%}  ({len(chosen)} cases)")


if __name__ == "__main__":
    main(*sys.argv[1:])
