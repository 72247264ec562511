"""`copydesk read`: who said what."""

from __future__ import annotations

import json
import os
import shutil
import sys
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import islice

import click

from copydesk import api
from copydesk.cli import FAILED, UNREADABLE, _bulk, _input
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
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    help="Processes that read beside each other; without it, as many as there are cores.",
)
@click.option(
    "--skip",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Leave out so many pages from the start: where a run that was stopped goes on.",
)
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
    progress = _bulk.Progress(skip)
    waiting = islice(_bulk.records(pages), skip, None)
    ends: set[int] = set()
    try:
        for told in _bulk.tell(waiting, work, workers=workers or _bulk.cores()):
            if told.words is not None:
                click.echo(told.words, color=False if os.environ.get("NO_COLOR") else None)
            else:
                click.echo(f"copydesk: {told.problem}", err=True)
                ends.add(UNREADABLE if told.unreadable else FAILED)
            progress.count()
    except KeyboardInterrupt:
        sys.stdout.flush()
        click.echo(f"\ncopydesk: stopped; go on with --skip {progress.done}", err=True)
        raise click.Abort from None
    except BrokenProcessPool:
        click.echo(f"copydesk: a process that read was ended; go on with --skip {progress.done}", err=True)
        return FAILED
    except BrokenPipeError:
        # Who read our output has had enough, as `head` does: that is no error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    progress.end()
    return max(ends, default=0)


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
