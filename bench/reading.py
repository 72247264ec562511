"""Scores who said what: `python bench/reading.py ../shared/quotes/dev.jsonl [every-fifth]`.

A quotation is found when its trimmed inner text shares 0.8 of the annotated one; its speaker is right when the
mention overlaps the annotated source or is the same name.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from copydesk.reading import _attributed, _ranking
from copydesk.reading._mentions import mentions
from copydesk.reading._scan import scan
from copydesk.reading._speech import units
from copydesk.reading._told import Told
from copydesk.reading.languages import language_for

sys.path.insert(0, str(Path(__file__).parent / "train"))


def guesses(text: str, table: _ranking.Weights) -> list[tuple]:
    """Return (span, mention, certainty) of every stretch taken for speech."""
    ready = scan(text, language_for("en"))
    outside = [each for each in mentions(ready) if not each.quoted]
    made = []
    for choice in _ranking.choose(Told(ready, _attributed.by_language(ready)), outside, units(ready), table):
        if choice.mention is not None:
            made += [(piece.inner, choice.mention, choice.certainty) for piece in choice.unit.pieces]
    return made


def score(articles: list[dict], table: _ranking.Weights) -> tuple[list[tuple[float, bool]], int, list]:
    """Return each guess as (certainty, right), and the number of annotated quotations with a speaker."""
    from reading_weights import is_right, overlap

    results, wanted, wrong = [], 0, []
    for article in articles:
        wanted += sum(bool(each["speaker"]) for each in article["quotes"])
        for span, mention, certainty in guesses(article["text"], table):
            gold = next(
                (
                    q
                    for q in article["quotes"]
                    if overlap((span.start, span.end), (q["start"], q["end"])) >= 0.8
                ),
                None,
            )
            right = gold is not None and is_right(article["text"], mention, gold["speaker"])
            results.append((certainty, right))
            if not right:
                wrong.append((article, span, mention, certainty, gold))
    return results, wanted, wrong


def line(name: str, results: list[tuple[float, bool]], wanted: int) -> str:
    """Return precision, recall and F1 in one line."""
    right = sum(each for _, each in results)
    precision, recall = right / max(1, len(results)), right / max(1, wanted)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"{name:24} precision {precision:6.1%}  recall {recall:6.1%}  F1 {f1:6.1%}  ({len(results)} of {wanted})"


def main(source: str, part: str = "all") -> None:
    """Score a file and print what was found."""
    articles = [json.loads(each) for each in Path(source).read_text("utf-8").splitlines()]
    if part == "fifth":
        articles = articles[::5]
    table = _ranking.weights("en")
    started = time.process_time()
    results, wanted, _ = score(articles, table)
    seconds = time.process_time() - started
    print(line("every guess", results, wanted))
    for threshold in (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9):
        print(line(f"certainty >= {threshold}", [each for each in results if each[0] >= threshold], wanted))
    size = sum(len(each["text"]) for each in articles)
    print(
        f"{len(articles) / seconds:.0f} articles a second, {size / seconds / 1000:.0f} thousand code points a second"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
