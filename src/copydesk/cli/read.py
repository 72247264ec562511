"""`copydesk read`: who said what."""

from __future__ import annotations

import json
import shutil
import sys
from functools import partial

import click

from copydesk import api
from copydesk.cli import _bulk, _input
from copydesk.cli._margin import reading_text


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
@_bulk.options("read")
def command(pages: tuple[str, ...], form: str, workers: int | None, skip: int) -> int:
    """Find who said what in each of PAGES: files, addresses, JSON Lines, or - for standard input.

    Prints one JSON object a line: the body that was read and the reading, with spans into that body in code
    points. Order is kept. `--format text` shows each article with its speakers in the margin; what is retold
    has its speaker in brackets, and a question mark stands where no speaker is sure.

    A page or line that cannot be read is named on standard error and stops no other; the command then ends
    with 3, or with 4 where a page did not come. Ctrl-C ends it with 130 and says with which `--skip` to go on.

    \b
    Example:
      copydesk read page.html --format text
      copydesk read articles.jsonl > readings.jsonl
      copydesk read articles.jsonl --skip 12000 >> readings.jsonl
    """
    width = shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 80
    work = partial(as_text, width=width) if form == "text" else as_json
    return _bulk.run(_bulk.records(pages), work, workers=workers, skip=skip)


def as_json(page: _input.Page) -> str:
    """Return the reading of a page as a line of JSON.

    Raises:
        NotAPageError: it is neither HTML nor plain text.
    """
    article = _input.article(page)
    reading = api.read(article)
    return json.dumps(
        {"id": page.name, "body": article.body, "reading": reading.to_dict()}, ensure_ascii=False
    )


def as_text(page: _input.Page, *, width: int) -> str:
    """Return the reading of a page as a person checks it.

    Raises:
        NotAPageError: it is neither HTML nor plain text.
    """
    article = _input.article(page)
    return reading_text(article, api.read(article), width=width) + "\n"
