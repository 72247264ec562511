"""Scores what rests on whom: `python bench/reading_claims.py ../shared/quotes/dev.jsonl [every]`.

First all attributions, quoted or retold: the share of exact spans of sources, cues and contents, each by itself.
A content begins and ends with its marks, "that" and the source's own commas left out on both sides. Then the retold
ones alone: how often the speaker of an indirect quotation is the annotated source.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from copydesk.reading import read
from copydesk.types import Quotation, QuotationKind

_EDGES = " \n\u00a0,.;:!?\"'“”‘’—–-"


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without marks, white space, punctuation and a leading "that"."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    if text[start : start + 5].lower() == "that ":
        start += 5
    return start, end


def wanted(article: dict, role: str) -> set[tuple[int, int]]:
    """Return the annotated spans of a role, from first to last word."""
    text = article["text"]
    return {
        trimmed(text, each[role][0][0], each[role][-1][1]) for each in article["attributions"] if each[role]
    }


def is_right(quotation: Quotation, article: dict) -> bool:
    """Say whether an annotated attribution with this cue, or with half of the words, has this speaker for its source."""
    span, speaker = quotation.span, quotation.speaker
    if speaker is None or quotation.cue is None:
        return False
    for each in article["attributions"]:
        held = sum(max(0, min(span.end, end) - max(span.start, start)) for start, end in each["content"])
        source = [
            (start, end)
            for start, end in each["source"]
            if speaker.span.start < end and start < speaker.span.end
        ]
        cued = any(quotation.cue.start < end and start < quotation.cue.end for start, end in each["cue"])
        if source and (cued or 2 * held > len(span)):
            return True
    return False


def main(source: str, every: str = "1") -> None:
    """Score a file, or every n-th article of it, and print what was found."""
    articles = [json.loads(line) for line in Path(source).read_text("utf-8").splitlines()][:: int(every)]
    common, told, gold = Counter(), Counter(), Counter()
    retold: list[tuple[float, bool]] = []
    unsure = 0
    for article in articles:
        text = article["text"]
        reading = read(text)
        found = {"source": set(), "cue": set(), "content": set()}
        for each in reading.attributions:
            if each.source:
                found["source"].add(trimmed(text, each.source.start, each.source.end))
            found["content"].add(trimmed(text, each.claim.start, each.claim.end))
            if each.cue:
                found["cue"].add(trimmed(text, each.cue.start, each.cue.end))
        for each in reading.quotations:
            if each.kind is QuotationKind.INDIRECT and each.speaker is None:
                unsure += 1
            elif each.kind is QuotationKind.INDIRECT:
                retold.append((each.certainty, is_right(each, article)))
        for role, spans in found.items():
            right = wanted(article, role)
            common[role] += len(spans & right)
            told[role] += len(spans)
            gold[role] += len(right)
    for role in ("source", "cue", "content"):
        precision, recall = common[role] / told[role], common[role] / gold[role]
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{role:8} precision {precision:6.1%}  recall {recall:6.1%}  F1 {f1:6.1%}")
    right = sum(each for _, each in retold)
    print(
        f"retold with a speaker: right {right / len(retold):.1%} of {len(retold)}; {unsure} are left without"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
