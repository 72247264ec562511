"""Scores `copydesk.extract` on pages with reference text, and times it beside its parser and trafilatura.

    python bench/pages.py WIRE_FOLDER [--cross FOLDER] [--half a|b] [--fold N] [--sample 40]

Body text: shingles of four words, counted per page as the public article-extraction-benchmark does; F1 of the
mean precision and recall, and the share of pages with no shingle wrong. A page's half and fold are chosen by a
hash of its host. Quotations: the inner text of each quotation of the reference, found verbatim in the body.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
import time
import traceback
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from copydesk import errors
from copydesk.parsing import Sites
from copydesk.parsing.pages import extract, score
from copydesk.types import Article

FOLDS = 5
WORD = re.compile(r"\w+")
QUOTED = re.compile(r"\"([^\"\n]{12,400})\"")
MARKS = str.maketrans("“”‘’", "\"\"''")  # the references of pages-articles have straight marks throughout
Page = dict[str, Any]


def read(folder: Path, name: str) -> list[Page]:
    """Return the pages of one file."""
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def digest(url: str) -> int:
    """Return a number that is the same for all pages of one host."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return hashlib.sha256(host.encode()).digest()[0]


def half(url: str) -> str:
    """Return the half of a page's site: `a` is developed on, `b` is not looked at."""
    return "ab"[digest(url) // 128]


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Count the runs of four words, or the whole of a shorter text."""
    words = WORD.findall(text)
    return Counter(tuple(words[n : n + 4]) for n in range(max(1, len(words) - 3))) if words else Counter()


def compare(reference: str, given: str) -> tuple[float, float, float]:
    """Return right, added and missing shingles of one page as shares of all."""
    wanted, got = shingles(reference), shingles(given)
    right = sum((wanted & got).values())
    added, missing = sum((got - wanted).values()), sum((wanted - got).values())
    total = right + added + missing
    return (right / total, added / total, missing / total) if total else (0.0, 0.0, 0.0)


def body_score(counts: list[tuple[float, float, float]]) -> str:
    """Return F1 / exact over pages."""
    precisions = [right / (right + added) for right, added, _ in counts if right + added]
    recalls = [right / (right + missing) for right, _, missing in counts if right + missing]
    precision = sum(precisions) / (len(precisions) or 1)
    recall = sum(recalls) / (len(recalls) or 1)
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    exact = sum(not added and not missing for _, added, missing in counts) / (len(counts) or 1)
    return (
        f"F1 {f1:.4f} exact {exact:.3f} (precision {precision:.4f} recall {recall:.4f}, {len(counts)} pages)"
    )


def quotations(reference: str, body: str) -> tuple[int, int]:
    """Return how many quotations of the reference stand verbatim in the body, and how many there are."""
    folded = [" ".join(line.split()).translate(MARKS) for line in reference.splitlines()]
    found = [inner.strip() for line in folded for inner in QUOTED.findall(line)]
    text = " ".join(body.split()).translate(MARKS)
    return sum(quotation in text for quotation in found), len(found)


def plain(text: str | None) -> str:
    """Return the words of a text without case and punctuation."""
    return " ".join(WORD.findall((text or "").lower()))


def names(text: str | list[str] | None) -> set[str]:
    """Return the authors of the reference as a set."""
    text = ", ".join(text) if isinstance(text, list) else text
    return {plain(name) for name in re.split(r"[;,]| and | & ", text or "") if plain(name)}


def metadata(pages: list[Page], articles: list[Article]) -> str:
    """Return the shares of right headlines, authors and days, and of authors invented where there is none."""
    title = [
        plain(page["title"]) in {plain(article.headline), plain(article.seo_headline)}
        for page, article in zip(pages, articles, strict=True)
        if page.get("title")
    ]
    printed = [
        plain(page["title"]) == plain(article.headline)
        for page, article in zip(pages, articles, strict=True)
        if page.get("title")
    ]
    author = [
        names(page["author"]) == {plain(name) for name in article.authors}
        for page, article in zip(pages, articles, strict=True)
        if page.get("author")
    ]
    dated = [
        (article.published, when)
        for page, article in zip(pages, articles, strict=True)
        if (when := _day(page.get("date")))
    ]
    day = [published is not None and published.date() == when for published, when in dated]
    local = [
        local_day(article) == when
        for page, article in zip(pages, articles, strict=True)
        if (when := _day(page.get("date")))
    ]
    about = [published is not None and abs((published.date() - when).days) < 2 for published, when in dated]
    nobody = [
        bool(article.authors) for page, article in zip(pages, articles, strict=True) if not page.get("author")
    ]
    return "  ".join(f"{label} {sum(values) / (len(values) or 1):.3f} ({len(values)})" for label, values in
                     (("headline", printed), ("headline or seo", title), ("authors", author), ("local day", local), ("day in UTC", day),
            ("day or the one beside it", about), ("invented", nobody)))  # fmt: skip


def local_day(article: Article) -> date | None:
    """Return the day of publication where the outlet stands, as far as the page says; None without a date."""
    if article.published is None:
        return None
    return (article.published + timedelta(minutes=article.utc_offset or 0)).date()


def _day(text: str | None) -> date | None:
    """Return the day of the reference; None where it has none."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def weigh(pages: list[Page], folder: Path) -> tuple[list[Article], float]:
    """Extract each page with the weights that were learnt without its site."""
    articles: dict[str, Article] = {}
    spent = 0.0
    shipped = score._scorers  # noqa: SLF001 - the bench puts other weights in its place
    for fold in range(FOLDS):
        data = json.loads((folder / f"fold-{fold}.json").read_text(encoding="utf-8"))
        scorers = score.compiled(tuple(data["trees"])), score.compiled(tuple(data["second"]))
        score._scorers = lambda scorers=scorers: scorers  # type: ignore[assignment] # noqa: SLF001
        part = [page for page in pages if digest(page["url"]) % FOLDS == fold]
        found, seconds = read_all(part)
        articles.update(zip((page["id"] for page in part), found, strict=True))
        spent += seconds
    score._scorers = shipped  # noqa: SLF001
    return [articles[page["id"]] for page in pages], spent


def read_all(pages: list[Page]) -> tuple[list[Article], float]:
    """Extract all pages; a traceback is printed and counts as an empty article."""
    articles, spent = [], 0.0
    for page in pages:
        begun = time.process_time()
        try:
            article = extract(page["html"], page["url"], sites=Sites())
        except errors.InputError:
            article = Article()
        except Exception:  # noqa: BLE001 - counting what must not happen is the task here
            print("TRACEBACK", page["url"])
            traceback.print_exc(limit=-2, file=sys.stdout)
            article = Article()
        spent += time.process_time() - begun
        articles.append(article)
    return articles, spent


def kept(pages: list[Page], articles: list[Article]) -> str:
    """Return the shares of strings that must be kept and of those that must not, as found in the body."""
    counts = {"with": [0, 0], "without": [0, 0]}
    for page, article in zip(pages, articles, strict=True):
        body = " ".join(article.body.split())
        for key, count in counts.items():
            wanted = [" ".join(text.split()) for text in page.get(key) or []]
            count[0] += sum(text in body for text in wanted)
            count[1] += len(wanted)
    return "  ".join(f"{key} {hits / (total or 1):.3f} ({total})" for key, (hits, total) in counts.items())


def speed(pages: list[Page]) -> None:
    """Print pages per CPU second beside a lexbor parse and trafilatura on the same pages."""
    begun = time.process_time()
    for page in pages:
        LexborHTMLParser(page["html"])
    parse = time.process_time() - begun
    _, own = read_all(pages)
    print(
        f"speed: extract {len(pages) / own:.0f} pages/s, {own / parse:.1f} × a lexbor parse ({len(pages) / parse:.0f} pages/s)",
        end="",
    )
    try:
        import trafilatura
    except ImportError:
        print("; trafilatura is not installed")
        return
    begun = time.process_time()
    texts = [
        trafilatura.extract(page["html"], url=page["url"], include_comments=False) or "" for page in pages
    ]
    peer = time.process_time() - begun
    print(f"; trafilatura {len(pages) / peer:.0f} pages/s, {peer / own:.1f} × our time")
    if all("text" in page for page in pages):
        print(
            "  trafilatura, same pages:",
            body_score([compare(page["text"], text) for page, text in zip(pages, texts, strict=True)]),
        )


def worst(name: str, pages: list[Page], articles: list[Article], show: int) -> None:
    """Print the pages that lose most."""
    rows = sorted(
        (
            (1 - compare(page["text"], article.body)[0], *compare(page["text"], article.body)[1:], number)
            for number, (page, article) in enumerate(zip(pages, articles, strict=True))
        ),
        reverse=True,
    )
    for lost, added, missing, number in rows[:show]:
        print(
            f"  {name} #{number} lost {lost:.2f} added {added:.2f} missing {missing:.2f} {articles[number].page_kind} {pages[number]['url'][:100]}"
        )


def main() -> None:
    """Score the chosen pages of all three files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=["a", "b"])
    parser.add_argument("--fold", type=int, action="append", default=[], help="only pages of these folds")
    parser.add_argument("--sample", type=int, default=0, help="pages timed beside trafilatura")
    parser.add_argument(
        "--cross",
        type=Path,
        help="folder of fold-N.json: score every page with weights learnt without its site",
    )
    parser.add_argument("--worst", type=int, default=0)
    options = parser.parse_args()
    for name in ("pages-news", "pages-articles", "pages-metadata"):
        pages = [
            page
            for page in read(options.folder, name)
            if options.half in {None, half(page["url"])}
            and (not options.fold or digest(page["url"]) % FOLDS in options.fold)
        ]
        articles, _ = weigh(pages, options.cross) if options.cross else read_all(pages)
        print(
            f"{name}: {len(pages)} pages, "
            + ", ".join(
                f"{kind} {n}" for kind, n in Counter(article.page_kind for article in articles).items()
            )
        )
        if name != "pages-metadata":
            print(
                "  body:",
                body_score(
                    [
                        compare(page["text"], article.body)
                        for page, article in zip(pages, articles, strict=True)
                    ]
                ),
            )
            pairs = [
                quotations(page["text"], article.body) for page, article in zip(pages, articles, strict=True)
            ]
            print(
                f"  quotations verbatim: {sum(hits for hits, _ in pairs) / (sum(total for _, total in pairs) or 1):.4f} of {sum(total for _, total in pairs)}"
            )
            worst(name, pages, articles, options.worst)
        if name != "pages-news":
            print("  metadata:", metadata(pages, articles))
            print("  strings kept:", kept(pages, articles))
        if options.sample:
            speed(pages[: options.sample])


if __name__ == "__main__":
    main()
