"""`copydesk read`: who said what."""

from __future__ import annotations

import json

import click

from copydesk import api
from copydesk.cli import _input
from copydesk.cli._show import reading_text


@click.command("read")
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
    """Find who said what in each of PAGES: files, addresses, JSON Lines, or - for standard input.

    Prints one JSON object a line: the body that was read and the reading, with spans into that body in code
    points.

    \b
    Example:
      copydesk read page.html --format text
      copydesk read articles.jsonl > readings.jsonl
    """
    for page in _input.pages(pages):
        article = _input.article(page)
        reading = api.read(article)
        if form == "text":
            click.echo(reading_text(article, reading))
        else:
            found = {"id": page.name, "body": article.body, "reading": reading.to_dict()}
            click.echo(json.dumps(found, ensure_ascii=False))
