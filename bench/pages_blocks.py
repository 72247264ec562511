"""Scores the blocks beside the text: kicker, teaser, source line, correction, caption and credit.

    python -m bench.pages_blocks WIRE_FOLDER [--cross FOLDER] [--worst 10]

`pages_blocks.tsv` holds the labels of 160 pages of pages-news: id, a hash of the page's text, and stretches of that text
with a letter each (K kicker, T teaser, S source line, C correction, P caption, R credit). The text of a page is what
lexbor gives for it without scripts and the like, all white space taken out, so that the offsets do not depend on
how Copydesk cuts blocks. Candidates were proposed by rules, each was judged by eye in the list of its page's blocks.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench.pages import Page, read, read_all, weigh
from selectolax.lexbor import LexborHTMLParser

from copydesk.types import Article, BlockKind

KINDS = {
    "K": BlockKind.KICKER,
    "T": BlockKind.TEASER,
    "S": BlockKind.SOURCE_CREDIT,
    "C": BlockKind.CORRECTION,
    "P": BlockKind.CAPTION,
    "R": BlockKind.CREDIT,
}
LABELS = Path(__file__).with_name("pages_blocks.tsv")
UNREAD = ["script", "style", "noscript", "template", "svg", "textarea", "select", "head"]


def compact(text: str) -> str:
    """Return a text without white space."""
    return "".join(text.split())


def letters(text: str) -> str:
    """Return the letters and figures of a text: brackets around a credit are taken off when it is told apart."""
    return "".join(filter(str.isalnum, text))


def text_of(html: str) -> str:
    """Return the text of a page that the offsets count in."""
    parser = LexborHTMLParser(html)
    parser.strip_tags(UNREAD)
    return compact(parser.root.text(deep=True, separator=" ")) if parser.root else ""


def labels() -> dict[str, tuple[str, list[tuple[int, int, str]]]]:
    """Return the labels by page: the hash of its text, and the stretches."""
    found = {}
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        page, mark, spans = line.split("\t")
        parts = [(span[:-1].split("-"), span[-1]) for span in spans.split()]
        found[page] = (mark, [(int(ends[0]), int(ends[1]), letter) for ends, letter in parts])
    return found


def printed(article: Article) -> dict[str, set[str]]:
    """Return the captions and credits that the pictures of an article have, without punctuation.

    A caption that is labelled with its credit in it counts where the two are it together.
    """
    captions = {letters(picture.caption or "") for picture in article.pictures}
    both = {letters((picture.caption or "") + (picture.credit or "")) for picture in article.pictures}
    return {"P": captions | both, "R": {letters(picture.credit or "") for picture in article.pictures}}


def score(pages: list[Page], articles: list[Article], worst: int) -> None:
    """Print precision, recall and F1 of each kind, and the captions and credits that pictures have exactly."""
    known = labels()
    right, given, wanted, exact = Counter(), Counter(), Counter(), Counter()
    for page, article in zip(pages, articles, strict=True):
        mark, spans = known[page["id"]]
        text = text_of(page["html"])
        assert hashlib.sha256(text.encode()).hexdigest()[:12] == mark, page["id"]
        shown = printed(article)
        for letter, kind in KINDS.items():
            told = Counter(text[start:end] for start, end, own in spans if own == letter)
            got = Counter(compact(block.text) for block in article.blocks if block.kind is kind)
            right[letter] += sum((told & got).values())
            given[letter] += sum(got.values())
            wanted[letter] += sum(told.values())
            exact[letter] += sum(
                n for one, n in told.items() if letter in shown and letters(one) in shown[letter]
            )
            for one in [*(got - told), *(told - got)][: worst if told != got else 0]:
                print(f"  {letter} {'missed' if one in told else 'wrong'} {page['url'][:60]} {one[:60]!r}")
    for letter, kind in KINDS.items():
        precision, recall = right[letter] / (given[letter] or 1), right[letter] / (wanted[letter] or 1)
        f1 = 2 * precision * recall / ((precision + recall) or 1)
        more = f"  exact at a picture {exact[letter] / wanted[letter]:.3f}" if letter in "PR" else ""
        print(
            f"{kind}: F1 {f1:.3f} (precision {precision:.3f} recall {recall:.3f}, {wanted[letter]} labelled){more}"
        )


def main() -> None:
    """Score the labelled pages."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--cross", type=Path, help="folder of fold-N.json: weights learnt without a page's site"
    )
    parser.add_argument("--worst", type=int, default=0, help="blocks of each page and kind that are shown")
    options = parser.parse_args()
    known = labels()
    pages = [page for page in read(options.folder, "pages-news") if page["id"] in known]
    articles, _ = weigh(pages, options.cross) if options.cross else read_all(pages)
    score(pages, articles, options.worst)


if __name__ == "__main__":
    main()
