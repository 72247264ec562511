"""`copydesk extract`: the article of a page."""

from __future__ import annotations

import json

import click

from copydesk.cli import _input
from copydesk.cli._show import article_text


@click.command("extract")
@click.argument("pages", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "text"]),
    default="json",
    show_default=True,
    help="What to print.",
)
def command(pages: tuple[str, ...], form: str) -> None:
    """Take the article out of each of PAGES: files, addresses, JSON Lines, or - for standard input.

    Prints one JSON object a line, with everything that was found and, under `furniture`, what was taken off.
    `id` names the page: as its line did, else the file or address.

    \b
    Example:
      copydesk extract page.html --format text
      copydesk extract https://example.org/news/ferry > ferry.json
      copydesk extract pages.jsonl > articles.jsonl
      copydesk extract pages.jsonl | copydesk read -
    """
    for page in _input.pages(pages):
        article = _input.article(page)
        if form == "text":
            click.echo(article_text(article))
        else:
            click.echo(json.dumps({"id": page.name, **article.to_dict()}, ensure_ascii=False))
