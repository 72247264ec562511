"""Times reading beside textacy with its parser, on the same texts in the same run.

    python bench/reading_peer.py ../shared/quotes/dev.jsonl [--articles 40]

textacy finds direct quotations with their speakers in what spaCy parsed; `read` finds all it finds. Each text is
read by both, one right after the other, paragraph by paragraph in textacy, as it needs. The parser needs a model
that stands on no package index today; an older one does, for spaCy 2, so spaCy 2.3 and the textacy for it are
what runs here, in an environment of their own under `.cache`, made by the first run (about 300 MB, some minutes).
Times are CPU seconds: of this process, and of the other one as it tells them.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

TIMES_LEAST = 20.0  #: how much faster `read` must be
PEER = Path(__file__).resolve().parent.parent / ".cache" / "textacy"
SKIPPED = 77  #: the exit code of a benchmark whose peer cannot be had
MODEL = "en_core_web_sm"
#: textacy's own list of what it needs asks for releases that no longer build; these load
NEEDED = ("spacy==2.3.9", "numpy==1.26.4", "scikit-learn==1.4.2", "scipy==1.12.0", "networkx==3.2.1", "pyphen",
          "jellyfish", "cytoolz", "cachetools", "joblib", "pyemd", "python-Levenshtein", "srsly<2", "tqdm", "setuptools<80")  # fmt: skip
ALONE = ("textacy==0.10.1", f"{MODEL}_mirror==2.2.5")  #: installed without what they ask for


def main() -> int:
    """Time both; return 1 where the bar is missed; end with SKIPPED where the peer cannot be had."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", type=Path, help="articles, one JSON object with a `text` a line")
    parser.add_argument("--articles", type=int, default=40, help="how many of them, from the beginning")
    parser.add_argument("--part", action="store_true", help="used by the benchmark itself")
    chosen = parser.parse_args()
    if chosen.part:
        return _peer()
    lines = chosen.texts.read_text(encoding="utf-8").splitlines()[: chosen.articles]
    return _compared([json.loads(line)["text"] for line in lines])


def _compared(texts: list[str]) -> int:
    """Read each text with both, in turns."""
    from copydesk.reading import read

    read(texts[0])
    ours = theirs = 0.0
    found, quotations = 0, 0
    command = [_python(), str(Path(__file__).resolve()), "-", "--part"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as peer:
        assert peer.stdin
        assert peer.stdout
        for text in [texts[0], *texts]:
            peer.stdin.write(json.dumps(text) + "\n")
            peer.stdin.flush()
            told = json.loads(peer.stdout.readline())
            begun = time.process_time()
            reading = read(text)
            ours += time.process_time() - begun
            theirs += told["seconds"]
            found += told["quotations"]
            quotations += sum(each.speaker is not None for each in reading.quotations)
        peer.stdin.close()
    times = theirs / ours
    print(
        f"{len(texts)} articles: textacy {theirs:.1f} s, {found} quotations; read {ours:.1f} s, {quotations} with a speaker"
    )
    print(f"read is {times:.1f} times as fast (at least {TIMES_LEAST:g})")
    return 0 if times >= TIMES_LEAST else 1


def _python() -> str:
    """Return the interpreter of the peer's environment, made if it is not there."""
    python = PEER / "bin" / "python"
    if not (PEER / "made").exists():
        subprocess.run([sys.executable, "-m", "venv", str(PEER)], check=True)
        pip = [str(python), "-m", "pip", "install", "-q"]
        if (
            subprocess.run([*pip, *NEEDED], check=False).returncode
            or subprocess.run([*pip, "--no-deps", *ALONE], check=False).returncode
        ):
            print("textacy and its model cannot be had here")
            raise SystemExit(SKIPPED)
        (PEER / "made").touch()
    return str(python)


def _peer() -> int:
    """Read texts from standard input, one JSON string a line; tell the seconds and what was found of each."""
    import warnings

    warnings.simplefilter("ignore")
    import en_core_web_sm
    from textacy.extract import direct_quotations

    parse = en_core_web_sm.load()
    for line in sys.stdin:
        paragraphs = json.loads(line).split("\n\n")
        begun = time.process_time()
        found = sum(len(list(direct_quotations(parse(each)))) for each in paragraphs if each.strip())
        print(json.dumps({"seconds": time.process_time() - begun, "quotations": found}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
