"""How articles and readings look on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.types import Article, Quotation, Reading

MARGIN = 24


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


def reading_text(article: Article, reading: Reading) -> str:
    """Return the quotations of a reading with their speakers in the margin, then names, figures, dates."""
    return "\n".join(_reading_lines(article.body, reading))


def _reading_lines(body: str, reading: Reading) -> Iterator[str]:
    """Yield the lines of a reading."""
    for quotation in reading.quotations:
        yield f"{_margin(quotation, body):>{MARGIN}} │ {quotation.span.of(body)}"
        yield f"{'':>{MARGIN}} │ {click.style(_why(quotation), dim=True)}"
    names = {name.canonical: name for name in reading.names}
    for name in names.values():
        odd = f", beside {name.resembles}" if name.resembles else ""
        yield f"{name.kind.value:>{MARGIN}} │ {name.canonical}{odd}"
    for figure in reading.figures:
        yield f"{'figure':>{MARGIN}} │ {figure.span.of(body)} = {figure.bound.value} {figure.value} {figure.unit or ''}"
    for mention in reading.dates:
        yield f"{'date':>{MARGIN}} │ {mention.span.of(body)} = {mention.first} to {mention.last}"
    yield from (f"{'note':>{MARGIN}} │ {note}" for note in reading.notes)


def _margin(quotation: Quotation, body: str) -> str:
    """Return the speaker as it stands in the margin."""
    if quotation.speaker is None:
        return "?"
    return (quotation.speaker.name or quotation.speaker.span.of(body))[:MARGIN]


def _why(quotation: Quotation) -> str:
    """Return why this is the speaker, and how sure that is."""
    return f"{quotation.kind.value}, {quotation.certainty:.2f}: {quotation.reason or 'no speaker found'}"
