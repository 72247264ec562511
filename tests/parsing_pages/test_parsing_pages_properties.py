"""What must hold of every page there is: verbatim slices, named errors only, bounded cost."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from copydesk.errors import NotAPageError
from copydesk.parsing.pages import extract, tree
from copydesk.parsing.pages.limits import USUAL
from copydesk.types import Article

_PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<a",
        "href='/x'>",
        "</a>",
        "<b>",
        "</b>",
        "<br>",
        "<h1>",
        "</h1>",
        "<li>",
        "<td>",
        "<table>",
        "<figure>",
        "<figcaption>",
        "<img",
        "src=a.jpg>",
        "<blockquote",
        "class=twitter-tweet>",
        "</blockquote>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<time",
        "datetime=2025-10-03>",
        "&amp;",
        "&nbsp;",
        "Musk",
        ",a",
        "said.",
        "“Yes,”",
        "The",
        "council",
        "of",
        "the",
        "bay",
        "closed",
        "the",
        "bridge,",
        "it",
        "said.",
        "WATCH:",
        "Source:",
        "Correction:",
        "By",
        "<nav>",
        "</nav>",
        "<footer>",
        "<article>",
        "<span",
        "class=credit>",
        "<meta",
        "property=og:title",
        "content=x>",
        "<base",
        "href=//[>",
        "2025",
        "\n",
        "\t",
        "\xa0",
        "é",
        "橋",
    ]
)
_PAGES = st.lists(st.one_of(_PIECES, st.text(max_size=12)), max_size=80).map(" ".join) | st.lists(
    _PIECES, max_size=80
).map("".join)


def _checked(article: Article) -> None:
    """Check what binds blocks, body and links together."""
    parts = [block for block in article.blocks if block.span is not None]
    assert "\n\n".join(block.text for block in parts) == article.body
    for block in parts:
        assert block.span is not None
        assert block.span.of(article.body) == block.text
    for link in article.links:
        assert link.span.end <= len(article.body)
        assert link.span.of(article.body).strip()
    assert Article.from_dict(article.to_dict()) == article


def _or_refused(page: bytes | str) -> Article | None:
    """Return the article, or None where the one error that is allowed came."""
    try:
        return extract(page, "https://post.example/a/b")
    except NotAPageError:
        return None


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_PAGES)
def test_any_soup_gives_an_article_or_the_named_error(page: str) -> None:
    """Tags and words in any order give a sound article."""
    article = _or_refused(page)
    if article is not None:
        _checked(article)


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_an_article_or_the_named_error(page: bytes) -> None:
    """Random bytes give an article or NotAPageError."""
    _or_refused(page)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_PAGES)
def test_no_word_is_invented_or_glued(page: str) -> None:
    """Every block is a slice of the page's text, block ends read as white space."""
    source = f"<body>{page}</body>"
    whole = " ".join(leaf.text for leaf in tree.parse(source).leaves)
    for leaf in tree.parse(source).leaves:
        assert " ".join(leaf.text.split()) == leaf.text
    article = _or_refused(source) or Article()
    for block in (*article.blocks, *article.furniture):
        assert block.text in whole
    plain = LexborHTMLParser(tree.bounded(source))
    plain.strip_tags(["script", "style", "noscript", "template"])
    pieces = plain.text(deep=True, separator="\x00")
    glued = re.sub(r"\s", "", pieces.replace("\x00", ""))
    for block in article.blocks:
        assert block.text.replace(" ", "") in glued


def test_inline_links_do_not_glue_or_part_words() -> None:
    """A comma behind a link stays where it is, and no space comes or goes."""
    article = extract(
        "<p>Elon <a href='/m'>Musk</a>, a major backer, wrote on <a href='/x'>X</a>that it would close.</p><p>Larry <a href=/l>Ellison</a> , too.</p>"
    )
    assert article.body.split("\n\n")[0] == "Elon Musk, a major backer, wrote on Xthat it would close."


@pytest.mark.parametrize(
    "page",
    [
        b"",
        b"  \n ",
        "",
        b"%PDF-1.7 x",
        b"\x89PNG\r\n\x1a\n" + bytes(50),
        b"GIF89a....",
        b"\xff\xd8\xff\xe0" + bytes(9),
        b"PK\x03\x04abc",
        b"\x1f\x8b\x08abc",
        bytes(range(1, 32)) * 9,
    ],
    ids=["empty", "blank", "empty text", "pdf", "png", "gif", "jpeg", "zip", "gzip", "controls"],
)
def test_what_is_no_page_is_refused(page: bytes | str) -> None:
    """Pictures, documents, archives and nothing are refused by name."""
    with pytest.raises(NotAPageError):
        extract(page)


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 20_000 + "The bridge is closed, the council said." + "</div>" * 20_000,
        "<p>" + "a" * 10_000_000,
        "word " * 2_000_000,
        "<b>" * 1_000_000,
        "".join(f"<b x={n}>" for n in range(20_000)) + "<p>x" * 20_000,
        "<table>" * 20_000 + "x",
        "<a href=x>" * 30_000 + "x",
        "<p>The bridge is closed, he said.</p>" * 60_000,
        '<p>x</p><script type="application/ld+json">' + "[" * 100_000 + "</script>",
        '<p>x</p><script type="application/ld+json">{"@type":"NewsArticle","author":'
        + '{"name":' * 900
        + "1"
        + "}" * 900
        + "}</script>",
        "<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">The bridge is closed.",
        "<p>" + "(" * 100_000 + "Photo by x",
        "\n".join(["By " * 3000] * 200),
    ],
    ids=[
        "deep",
        "long line",
        "plain words",
        "open tags",
        "reopened",
        "tables",
        "links",
        "paragraphs",
        "deep json",
        "json objects",
        "attributes",
        "brackets",
        "bylines",
    ],
)
def test_absurd_pages_come_back(page: str) -> None:
    """Depth, length and number harm nobody: the caps hold, and the tree stays small."""
    article = extract(page)
    assert len(article.body) <= USUAL.characters


def test_unclosed_tags_do_not_multiply() -> None:
    """Twenty thousand open tags before twenty thousand paragraphs would be four hundred million elements."""
    source = "".join(f"<b x={n}>" for n in range(20_000)) + "<p>x" * 20_000
    assert len(tree.parse(source).elements) < 30_000


def test_importing_pages_is_light() -> None:
    """Neither trafilatura nor lxml nor feedparser is loaded."""
    code = "import sys, copydesk.parsing.pages; print([m for m in ('trafilatura', 'lxml', 'feedparser', 'django', 'resiliparse') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_fuzzer_finds_nothing_in_a_bounded_run() -> None:
    """The atheris harness runs a fixed number of inputs from a fixed seed."""
    pytest.importorskip("atheris")
    harness = Path(__file__).with_name("fuzz_pages.py")
    done = subprocess.run(
        [sys.executable, str(harness), "-runs=1500", "-seed=7", "-max_len=2000"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Done 1500 runs" in done.stderr


@pytest.mark.shared
@pytest.mark.parametrize("name", ["pages-news", "pages-articles", "pages-metadata"])
def test_real_pages_give_sound_articles(shared: Path, name: str) -> None:
    """Every seventh page of other people's sites gives an article whose parts fit together."""
    with gzip.open(shared / "wire" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % 7 == 0:
                page = json.loads(line)
                _checked(extract(page["html"], page["url"]))
