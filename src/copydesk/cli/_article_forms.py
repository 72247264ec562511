"""The forms in which `copydesk extract` prints an article."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Protocol

from copydesk.cli import _input
from copydesk.cli._show import article_text
from copydesk.types import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from copydesk.parsing import Sites
    from copydesk.parsing.pages.explaining import Explained
    from copydesk.types import Article, Block

_MARKUP = str.maketrans({mark: "\\" + mark for mark in "\\`*_[]<>#"})
_TAGS = {
    BlockKind.HEADING: "h2",
    BlockKind.QUOTATION: "blockquote",
    BlockKind.LIST: "li",
}
_MARKS = {BlockKind.HEADING: "## ", BlockKind.QUOTATION: "> ", BlockKind.LIST: "- "}


def as_json(page: _input.Page, sites: Sites | None = None) -> str:
    """Return the article of a page as a line of JSON.

    Raises:
        NotAPageError: it is neither HTML nor plain text.
    """
    return json.dumps({"id": page.name, **_input.article(page, sites).to_dict()}, ensure_ascii=False)


def as_text(page: _input.Page, sites: Sites | None = None) -> str:
    """Return the article of a page as a person reads it.

    Raises:
        NotAPageError: it is neither HTML nor plain text.
    """
    return article_text(_input.article(page, sites))


def as_html(page: _input.Page, sites: Sites | None = None) -> str:
    """Return the article of a page as plain HTML: headline, blocks and links, every text escaped.

    Raises:
        NotAPageError: it is neither HTML nor plain text.
    """
    article = _input.article(page, sites)
    headline = [f"<h1>{escape(article.headline)}</h1>"] if article.headline else []
    parts = [
        f"<{tag}>{_linked(article, block, _html_link, escape)}</{tag}>"
        for block in _body(article)
        for tag in (_TAGS.get(block.kind, "p"),)
    ]
    return "\n".join(["<article>", *headline, *parts, "</article>"])


def as_markdown(page: _input.Page, sites: Sites | None = None) -> str:
    """Return the article of a page as Markdown: headline, blocks and links, marks in the text escaped.

    Raises:
        NotAPageError: it is neither HTML nor plain text.
    """
    article = _input.article(page, sites)
    headline = [f"# {_plain(article.headline)}"] if article.headline else []
    parts = [
        _MARKS.get(block.kind, "") + _linked(article, block, _markdown_link, _plain)
        for block in _body(article)
    ]
    return "\n\n".join([*headline, *parts]) + "\n"


def as_explained(page: _input.Page, sites: Sites | None = None) -> str:
    """Return each block of a page with its kind and, where the scorer was asked, its odds and what speaks in them.

    Raises:
        NotAPageError: it is neither HTML nor plain text.
    """
    from copydesk.parsing.pages.explaining import explain

    if page.article is not None:
        return "\n".join(f"{block.kind.value:14} {block.text}" for block in page.article.blocks)
    return "\n".join(
        f"{each.kind.value:14} {_odds(each):>5} {each.where:32} {each.text}"
        for each in explain(page.data, page.url, sites)
    )


def _odds(block: Explained) -> str:
    """Return what gave a block its kind: a site rule, the odds, or nothing where it is plainly a menu."""
    if block.rule:
        return f"rule {block.rule}"
    return "" if block.odds is None else f"{block.odds:+.1f}"


def _body(article: Article) -> Iterator[Block]:
    """Yield the blocks of the body; all of it as one where an article came without blocks."""
    blocks = [block for block in article.blocks if block.span is not None]
    if blocks:
        yield from blocks
        return
    from copydesk.types import Block

    start = 0
    for part in article.body.split("\n\n"):
        if part:
            yield Block(BlockKind.BODY, part, Span(start, start + len(part)))
        start += len(part) + 2


def _linked(
    article: Article, block: Block, link: Callable[[str, str], str], plain: Callable[[str], str]
) -> str:
    """Return a block's text with its links in place."""
    if block.span is None:
        return plain(block.text)
    at, end, parts = block.span.start, block.span.end, []
    for each in article.links:
        if at <= each.span.start and each.span.end <= end and each.href.startswith(("http://", "https://")):
            parts += [
                plain(article.body[at : each.span.start]),
                link(each.href, plain(each.span.of(article.body))),
            ]
            at = each.span.end
    return "".join([*parts, plain(article.body[at:end])])


def _html_link(href: str, words: str) -> str:
    """Return a link as HTML; the words are escaped already."""
    return f'<a href="{escape(href)}">{words}</a>'


def _markdown_link(href: str, words: str) -> str:
    """Return a link as Markdown; the words are escaped already."""
    return f"[{words}](<{href.replace('<', '%3C').replace('>', '%3E')}>)"


def _plain(text: str) -> str:
    """Return a text in which Markdown sees no marks."""
    return text.translate(_MARKUP)


class Form(Protocol):
    """Makes the words that are printed of a page."""

    def __call__(self, page: _input.Page, sites: Sites | None = None) -> str:
        """Return them; None for `sites` takes the site rules that are shipped."""


FORMS: dict[str, Form] = {
    "json": as_json,
    "text": as_text,
    "html": as_html,
    "markdown": as_markdown,
    "explain": as_explained,
}
