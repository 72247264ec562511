"""How articles look on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.types import Article


def article_text(article: Article) -> str:
    """Return an article as a person reads it: labelled fields, then the body, then what was taken off."""
    return "\n".join(_article_lines(article))


def _article_lines(article: Article) -> Iterator[str]:
    """Yield the lines of an article."""
    labelled = (
        ("kicker", article.kicker),
        ("headline", article.headline),
        ("standfirst", article.standfirst),
        ("byline", article.byline),
        ("published", article.published and article.published.isoformat()),
        ("modified", article.modified and article.modified.isoformat()),
        ("agency", article.agency),
        ("source", article.credited_source and article.credited_source.name),
    )
    for label, value in labelled:
        if value:
            yield f"{click.style(label, bold=True)}: {value}"
    for picture in article.pictures:
        yield f"{click.style('caption', bold=True)}: {picture.caption or '-'}"
        yield f"{click.style('credit', bold=True)}: {picture.credit or '-'}"
    for text in article.corrections:
        yield f"{click.style('correction', bold=True)}: {text}"
    yield from ("", article.body)
    if article.furniture:
        yield from ("", click.style("taken off:", bold=True))
        yield from (f"  [{block.kind.value}] {block.text}" for block in article.furniture)
