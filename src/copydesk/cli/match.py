"""`copydesk match`: who took from whom, over JSON Lines."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from copydesk import api
from copydesk.cli import _input

if TYPE_CHECKING:
    from copydesk.types import Relation


@click.command("match")
@click.argument("articles", nargs=-1, required=True)
@click.option("--all", "show", flag_value="all", help="Print articles that took from nobody, too.")
def command(articles: tuple[str, ...], show: str | None) -> None:
    """Find which of ARTICLES is a reprint, rewrite or follow-up of which.

    ARTICLES are JSON Lines files (`id`, `text` or an article as `copydesk extract` writes it), or pages.
    Prints one relation a line once everything is read, so that a copy that came before its original is told
    rightly.

    \b
    Example:
      copydesk extract pages.jsonl > articles.jsonl
      copydesk match articles.jsonl > relations.jsonl
    """
    matcher = api.Matcher()
    relations: dict[str, Relation] = {}
    for page in _input.pages(articles):
        article = _input.article(page)
        update = matcher.insert(page.name, article, published=_aware(article.published))
        for relation in (update.relation, *update.revised):
            relations[relation.key] = relation
    for relation in relations.values():
        if relation.of is not None or show:
            click.echo(json.dumps(relation.to_dict(), ensure_ascii=False))


def _aware(moment: datetime | None) -> datetime | None:
    """Return a time as aware UTC; one without a zone is taken for UTC."""
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment
