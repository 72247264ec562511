"""How well translations are found: news articles put into other languages by Apertium, beside others on the same event.

    python bench/matching_across.py ../shared/matching/stories.jsonl.gz [--half test] [--most 400] [--show]

Every other article is put into Spanish, Catalan, French or Portuguese, and every third of these is cut to its first half. All come
in one order: the articles first, then the translations, which only their own source may be proposed for; and the others of the same
event, in both languages, are the look-alikes that must not be. Apertium leaves names that it does not know as they are and
renders many others, so this says little about how other scripts fare. Needs `apertium` with the pairs eng-spa, eng-cat, es-fr and
es-pt (Debian: apertium-eng-spa, apertium-eng-cat, apertium-fr-es, apertium-es-pt).
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import subprocess
import sys
import time
import zlib
from dataclasses import dataclass
from pathlib import Path

from copydesk.matching.across import Across

#: for each language the pairs that lead there, one after the other
WAYS = {"es": ("eng-spa",), "ca": ("eng-cat",), "fr": ("eng-spa", "es-fr"), "pt": ("eng-spa", "es-pt")}
MARK = "\n\n@@@@\n\n"
KEPT = Path(__file__).resolve().parents[1] / ".cache" / "across"  #: translations are slow


@dataclass(frozen=True, slots=True)
class Text:
    """One article, as it came or in another language."""

    key: str
    language: str
    words: str
    of: str = ""  #: what it is a translation of
    event: str = ""


def main() -> int:
    """Print the numbers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", type=Path)
    parser.add_argument("--half", choices=("dev", "test"), default="test")
    parser.add_argument("--most", type=int, default=400)
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    if shutil.which("apertium") is None:
        sys.stderr.write("there is no apertium: install apertium-eng-spa and the other pairs\n")
        return 1
    texts = corpus(given.stories, given.half, given.most)
    translated = [each for each in texts if each.of]
    across, began = Across(), time.process_time()
    right, wrong, missed = 0, [], []
    for each in texts:
        found = across.add(each.key, each.words, language=each.language)
        hits = [one for one in found if {one.key, one.of} == {each.key, each.of}]
        right += bool(hits)
        missed += [each] if each.of and not hits else []
        wrong += [one for one in found if {one.key, one.of} != {each.key, each.of}]
    seconds = time.process_time() - began
    spared = sum(1 for each in wrong if not same(each.key, each.of))
    if given.show:
        for each in missed:
            print("missed", each.key, each.words[:80])
        for one in wrong:
            print("wrong", one)
    print(
        f"{len(texts)} articles, {len(translated)} of them translations: {len(texts) / seconds:.0f} a second"
    )
    print(
        f"recall of translations {right / len(translated):.4f}, precision {right / max(1, right + spared):.4f}"
    )
    print(f"others on the same event proposed: {spared}")
    return 0


def same(one: str, other: str) -> bool:
    """Say whether two keys are one article in two languages."""
    return one.partition("|")[0] == other.partition("|")[0]


def corpus(path: Path, half: str, most: int) -> list[Text]:
    """Return articles and translations of a half, drawn by the event's topic; of long texts the first 3,000 letters."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(each) for each in lines]
    wanted = zlib.crc32(b"test") % 2 if half == "test" else 1 - zlib.crc32(b"test") % 2
    rows = [each for each in rows if zlib.crc32(each["topic"].encode()) % 2 == wanted][:most]
    plain = [Text(each["id"], "en", each["text"][:3_000], event=each["cluster"]) for each in rows]
    made = list(plain)
    for number, (language, way) in enumerate(WAYS.items()):
        chosen = plain[1::2][number :: len(WAYS)]
        for count, (one, words) in enumerate(
            zip(chosen, through(way, [each.words for each in chosen]), strict=True)
        ):
            cut = words[: len(words) // 2] if count % 3 == 2 else words
            made.append(Text(f"{one.key}|{language}", language, cut, of=one.key, event=one.event))
    return made


def through(way: tuple[str, ...], texts: list[str]) -> list[str]:
    """Return texts in another language."""
    whole = MARK.join(texts)
    kept = KEPT / f"{zlib.crc32(' '.join((*way, whole)).encode()):08x}.json"
    if kept.exists():
        return json.loads(kept.read_text("utf-8"))
    for pair in way:
        done = subprocess.run(
            ["apertium", "-u", pair], input=whole, capture_output=True, text=True, check=True, timeout=900
        )
        whole = done.stdout
    found = [each.strip() for each in whole.split("@@@@")]
    assert len(found) == len(texts), (len(found), len(texts))
    KEPT.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(found), "utf-8")
    return found


if __name__ == "__main__":
    sys.exit(main())
