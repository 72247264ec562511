"""`copydesk read`: who said what."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import click

from copydesk import api
from copydesk.cli import _bulk, _input
from copydesk.cli._margin import reading_text

if TYPE_CHECKING:
    from copydesk.types import Article


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
@click.option(
    "--language", default="", help="Language of what does not say its own, such as es or pt-BR; else en."
)
@_bulk.options("read")
def command(pages: tuple[str, ...], form: str, language: str, workers: int | None, skip: int) -> int:
    """Find who said what in each of PAGES: files, addresses, JSON Lines, or - for standard input.

    Prints one JSON object a line: the body that was read and the reading, with spans into that body in code
    points. Order is kept. `--format text` shows each article with its speakers in the margin; what is retold
    has its speaker in brackets, and a question mark stands where no speaker is sure.

    A page or line that cannot be read is named on standard error and stops no other; the command then ends
    with 3, or with 4 where a page did not come. Ctrl-C ends it with 130 and says with which `--skip` to go on.

    \b
    Example:
      copydesk read page.html --format text
      copydesk read rede.txt --language de
      copydesk read articles.jsonl > readings.jsonl
      copydesk read articles.jsonl --skip 12000 >> readings.jsonl
    """
    width = shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 80
    told = partial(as_json, language=language)
    work = partial(as_text, language=language, width=width) if form == "text" else told
    return _bulk.run(_bulk.records(pages), work, workers=workers, skip=skip)


def as_json(page: _input.Page, *, language: str = "") -> str:
    """Return the reading of a page as a line of JSON; `language` is that of a page that does not say its own.

    Raises:
        NotAPageError: it is neither HTML nor plain text.
    """
    article = _in_language(page, language)
    reading = api.read(article)
    return json.dumps(
        {"id": page.name, "body": article.body, "reading": reading.to_dict()}, ensure_ascii=False
    )


def as_text(page: _input.Page, *, width: int, language: str = "") -> str:
    """Return the reading of a page as a person checks it; `language` as for `as_json`.

    Raises:
        NotAPageError: it is neither HTML nor plain text.
    """
    article = _in_language(page, language)
    return reading_text(article, api.read(article), width=width) + "\n"


def _in_language(page: _input.Page, language: str) -> Article:
    """Return the article of a page, in the language named if it does not say its own."""
    article = _input.article(page)
    return replace(article, language=language) if language and not article.language else article
