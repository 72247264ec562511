"""`copydesk match`: who took from whom, over JSON Lines or Parquet."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import click

from copydesk import api
from copydesk.cli import _input, _resume


@click.command("match")
@click.argument("articles", nargs=-1, required=True)
@click.option("--all", "show", flag_value="all", help="Print articles that took from nobody, too.")
@click.option(
    "--state",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="File in which the work is kept: after a kill the same command goes on from there.",
)
@click.option(
    "--state-every",
    type=click.IntRange(1),
    default=20_000,
    show_default=True,
    help="Articles after which the state is kept.",
)
@click.option(
    "--progress-every",
    type=click.IntRange(0),
    default=None,
    help="Articles after which a line on standard error tells how far it is; 0 for never. "
    "Default: 1000 on a terminal, else never.",
)
def command(
    articles: tuple[str, ...],
    show: str | None,
    state: Path | None,
    state_every: int,
    progress_every: int | None,
) -> None:
    """Find which of ARTICLES is a reprint, rewrite or follow-up of which.

    ARTICLES are JSON Lines files (`id`, `text` or an article as `copydesk extract` writes it), Parquet files
    with the same fields as columns (this needs pyarrow), or pages.
    Prints one relation a line once everything is read, so that a copy that came before its original is told
    rightly.

    \b
    Example:
      copydesk extract pages.jsonl > articles.jsonl
      copydesk match articles.jsonl > relations.jsonl
      copydesk match year.parquet > relations.jsonl
      copydesk match year.jsonl --state year.state > relations.jsonl
    """
    told_every = (1000 if sys.stderr.isatty() else 0) if progress_every is None else progress_every
    begun = _resume.load(state, articles) if state else None
    matcher, keys, done = begun or (api.Matcher(), {}, 0)
    if done:
        click.echo(f"going on after {done} articles", err=True)
    for page in islice(_input.pages(articles), done, None):
        article = _input.article(page)
        matcher.insert(page.name, article, published=_aware(article.published))
        keys[page.name] = None
        done += 1
        if state and done % state_every == 0:
            _resume.keep(state, articles, (matcher, keys, done))
        if told_every and done % told_every == 0:
            click.echo(f"{done} articles", err=True)
    for key in keys:
        relation = matcher.relation(key)
        if relation.of is not None or show:
            click.echo(json.dumps(relation.to_dict(), ensure_ascii=False))
    if state:
        sys.stdout.flush()
        state.unlink(missing_ok=True)


def _aware(moment: datetime | None) -> datetime | None:
    """Return a time as aware UTC; one without a zone is taken for UTC."""
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment
