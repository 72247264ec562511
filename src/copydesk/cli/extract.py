"""`copydesk extract`: the article of a page."""

from __future__ import annotations

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
@_bulk.options("extract")
def command(pages: tuple[str, ...], form: str, workers: int | None, skip: int, *, explained: bool) -> int:
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
    """
    work = FORMS["explain" if explained else form]
    return _bulk.run(records(pages), work, workers=workers, skip=skip)
