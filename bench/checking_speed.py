"""Times the check beside difflib on one core, with what it answers asserted.

    python bench/checking_speed.py

The texts are those of the sample newsroom, strung together to the length wanted. The copy prints them in another house
style and alters one word inside one quotation; each timed run must find that word and nothing else. Times are CPU
seconds of this process, the reading not counted; check and difflib take turns, so that a busy machine slows both.
"""

from __future__ import annotations

import difflib
import itertools
import re
import statistics
import sys
import time
from importlib.resources import files
from typing import TYPE_CHECKING

from copydesk.checking import Side, compare
from copydesk.reading import read
from copydesk.types import Article, Reading

if TYPE_CHECKING:
    from collections.abc import Callable

SHORT = 5_000  #: code points
TENFOLD = 10 * SHORT
LONG = 1_000_000
TURNS = 5  #: of check, difflib, check: the least of each is what a busy machine disturbed least
SECONDS_MOST = 10.0  #: for hostile input
#: One word in each of these is what the copies alter.
ALTERED = ("bridge", "viaduct")
QUOTED = "“The bridge was never ours to sell,” said Karel Lind, who keeps the locks."
HOSTILE = {
    "200,000 straight marks": '"' * 200_000,
    "200,000 opening marks": "“" * 200_000,
    "200,000 single marks": "'" * 200_000,
    "one word, 40,000 times": "word " * 40_000,
    "one quoted word, 30,000 times": '"word" ' * 30_000,
    "60,000 marks that do not close": "“a " * 60_000,
    "one figure, 60,000 times": "12 " * 60_000,
    "one name, 40,000 times": "Lind " * 40_000,
    "one sentence, 12,000 times": "“No,” said Lind. " * 12_000,
    "200,000 brackets": "[" * 200_000,
}


def main() -> int:
    """Time all of it; return 1 where a bar is missed."""
    missed = [*_short(), *_tenfold(), *_long(), *_hostile()]
    print("missed: " + "; ".join(missed) if missed else "all bars held")
    return 1 if missed else 0


def bodies() -> list[str]:
    """Return the bodies of the sample newsroom's articles, in the order of their files."""
    folder = files("copydesk.sample") / "newsroom"
    texts = []
    for outlet in sorted(folder.iterdir(), key=lambda each: each.name):
        if outlet.is_dir() and outlet.name not in {"pictures", "dailywave"}:
            for file in sorted(outlet.iterdir(), key=lambda each: each.name):
                if file.name.endswith(".txt"):
                    body = file.read_text(encoding="utf-8").partition("\n\n")[2]
                    texts.append(re.sub(r"\[([^\]]*)\]\([^)]*\)|\{\{[^}]*\}\}", r"\1", body).strip())
    return texts


def pair(length: int, start: int = 0) -> tuple[str, str]:
    """Return a source of about `length` code points, and its copy with one word altered."""
    paragraphs: list[str] = []
    size = 0
    for body in itertools.islice(itertools.cycle(bodies()), start, None):
        for each in body.split("\n\n"):
            if size >= length:
                break
            paragraphs.append(each)
            size += len(each) + 2
        if size >= length:
            break
    middle = len(paragraphs) // 2
    paragraphs.insert(middle, QUOTED)
    styled = [
        each.replace("“", '"')
        .replace("”", '"')
        .replace("’", "'")
        .replace("%", " per cent")
        .replace(" - ", " – ")
        for each in paragraphs
    ]
    styled[middle] = QUOTED.replace(*ALTERED)
    return "\n\n".join(paragraphs), "\n\n".join(styled)


def sides(source: str, copy: str) -> tuple[Side, Side]:
    """Read both texts."""
    return Side(Article(body=source), read(source)), Side(Article(body=copy), read(copy))


def checked(source: Side, copy: Side) -> float:
    """Return the CPU seconds of one check, its answer asserted."""
    begun = time.process_time()
    report = compare(source, copy)
    took = time.process_time() - begun
    found = [each.copy.of(copy.article.body) for each in report.findings if each.copy is not None]
    assert found == [ALTERED[1]], found
    return took


def diffed(source: str, copy: str) -> float:
    """Return the CPU seconds that difflib needs for the words of both texts, its answer asserted."""
    old, new = source.split(), copy.split()
    begun = time.process_time()
    steps = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    took = time.process_time() - begun
    assert any(new[k:m] == [ALTERED[1]] for tag, _, _, k, m in steps if tag != "equal")
    return took


def _short() -> list[str]:
    """Time pairs of 5,000 code points."""
    times = []
    for start in range(0, 36, 3):
        texts = sides(*pair(SHORT, start))
        times += [checked(*texts) for _ in range(3)]
    median = statistics.median(times) * 1000
    print(f"{SHORT:,} code points: median {median:.1f} ms of {len(times)}, most {max(times) * 1000:.1f} ms")
    return [f"{median:.1f} ms a pair"] if median > 20 else []


def _tenfold() -> list[str]:
    """Time pairs of 50,000 code points beside difflib."""
    ratios = []
    for start in (0, 7, 14):
        source, copy = pair(TENFOLD, start)
        texts = sides(source, copy)
        turns = [(checked(*texts), diffed(source, copy), checked(*texts)) for _ in range(TURNS)]
        ours = min(min(first, last) for first, _, last in turns)
        theirs = min(each for _, each, _ in turns)
        ratios.append(theirs / ours)
        print(
            f"{TENFOLD:,} code points: {ours * 1000:.0f} ms, difflib {theirs * 1000:.0f} ms, ratio ×{theirs / ours:.1f}"
        )
    print(f"least ratio ×{min(ratios):.1f}")
    return [f"only ×{min(ratios):.1f} faster than difflib"] if min(ratios) < 5 else []


def _long() -> list[str]:
    """Time a tenth of a megabyte and a megabyte: ten times the text may take fifteen times as long."""
    tenth, whole = (checked(*sides(*pair(length))) for length in (LONG // 10, LONG))
    print(f"{LONG // 10:,} code points: {tenth:.2f} s; {LONG:,}: {whole:.2f} s, ×{whole / tenth:.1f}")
    return [f"×{whole / tenth:.1f} for ten times the text"] if whole > 15 * tenth else []


def _hostile() -> list[str]:
    """Time texts that were made to be slow, against themselves with a word put in."""
    missed = []
    for name, text in HOSTILE.items():
        altered = text[: len(text) // 2] + " other " + text[len(text) // 2 :]
        took = _seconds(lambda one=text, two=altered: _bare(one, two))
        print(f"{name}: {took:.2f} s")
        if took > SECONDS_MOST:
            missed.append(f"{name}: {took:.1f} s")
    return missed


def _bare(source: str, copy: str) -> None:
    """Check two texts without readings; whatever is found must lie in the texts."""
    report = compare(Side(Article(body=source), Reading()), Side(Article(body=copy), Reading()))
    for each in report.findings:
        assert each.copy is None or each.copy.end <= len(copy)


def _seconds(what: Callable[[], None]) -> float:
    """Return the CPU seconds that something takes."""
    begun = time.process_time()
    what()
    return time.process_time() - begun


if __name__ == "__main__":
    sys.exit(main())
