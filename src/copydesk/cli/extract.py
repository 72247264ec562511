"""`copydesk extract`: the article of a page."""

from __future__ import annotations

import os
import sys
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

import click

from copydesk.cli import FAILED, UNREADABLE, _bulk
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
    "--workers",
    type=click.IntRange(min=1),
    help="Processes that extract beside each other; without it, as many as there are cores.",
)
@click.option(
    "--skip",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Leave out so many pages from the start: where a run that was stopped goes on.",
)
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
    progress = _bulk.Progress(skip)
    waiting = islice(records(pages), skip, None)
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
        click.echo(
            f"copydesk: a process that extracted was ended; go on with --skip {progress.done}", err=True
        )
        return FAILED
    except BrokenPipeError:
        # Who read our output has had enough, as `head` does: that is no error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    progress.end()
    return max(ends, default=0)
