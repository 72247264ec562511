"""`copydesk extract`: the article of a page."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from copydesk.cli import _bulk
from copydesk.cli._article_forms import FORMS
from copydesk.cli._warc import records


@click.command("extract")
@click.argument("pages", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "text", "html", "markdown"]),
    default="json",
    show_default=True,
    help="What to print.",
)
@click.option(
    "--explain",
    "explained",
    is_flag=True,
    help="Print each block of the page with its kind and the odds that it is text of the article.",
)
@click.option(
    "--rules",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of your own site rules, one .toml file a site, read before those that come with Copydesk.",
)
@_bulk.options("extract")
def command(
    pages: tuple[str, ...], form: str, rules: Path | None, workers: int | None, skip: int, *, explained: bool
) -> int:
    """Take the article out of each of PAGES: files, addresses, WARC, JSON Lines, or - for standard input.

    Prints one JSON object a line, with everything that was found and, under `furniture`, what was taken off.
    `id` names the page: as its line did, else the file or address. Order is kept.

    A page or line that cannot be read is named on standard error and stops no other; the command then ends
    with 3, or with 4 where a page did not come. Ctrl-C ends it with 130 and says with which `--skip` to go on.

    \b
    Example:
      copydesk extract page.html --format text
      copydesk extract https://example.org/news/ferry > ferry.json
      copydesk extract pages.jsonl > articles.jsonl
      copydesk extract crawl.warc.gz --skip 12000 >> articles.jsonl
      copydesk extract pages.jsonl | copydesk read -
      copydesk extract page.html --explain
      copydesk extract https://news.example/ferry --explain --rules site/rules
    """
    own = None
    if rules is not None:
        from copydesk.intake.rulefiles import rule_files
        from copydesk.parsing import site_rules

        own = site_rules(rule_files(rules))
    work = partial(FORMS["explain" if explained else form], sites=own)
    return _bulk.run(records(pages), work, workers=workers, skip=skip)
