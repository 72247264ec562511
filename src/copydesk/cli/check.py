"""`copydesk check`: what a copy altered of its source."""

from __future__ import annotations

import json
import os
import shutil
import sys
from typing import TYPE_CHECKING

import click

from copydesk import __version__, api, checking
from copydesk.checking import rendering
from copydesk.checking.policy import at_or_above
from copydesk.cli import _folder, _input
from copydesk.errors import FetchError, UnreadableError
from copydesk.types import Policy, Severity

if TYPE_CHECKING:
    from copydesk.types import Article, Report

FOUND = 1
SEVERITIES = [each.value for each in Severity]


@click.command("check")
@click.argument("texts", nargs=-1, required=True, metavar="SOURCE COPY")
@click.option(
    "--policy",
    type=click.Choice([each.value for each in Policy]),
    default="reuters",
    show_default=True,
    help="Whose rules on quotations apply.",
)
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    default="minor",
    show_default=True,
    help="Least grave finding that makes the exit code 1.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "html"]),
    default="text",
    show_default=True,
    help="What to print.",
)
@click.option(
    "--alone", is_flag=True, help="There is no source: look at one COPY by itself. Weaker evidence, said so."
)
@click.option(
    "--folder",
    is_flag=True,
    help="The arguments are Markdown files, or folders of them, that each name their source in the front matter.",
)
@click.option(
    "--require-source", is_flag=True, help="With --folder: a file that names no source ends with 3."
)
def command(
    texts: tuple[str, ...],
    policy: str,
    fail_on: str,
    form: str,
    *,
    alone: bool,
    folder: bool,
    require_source: bool,
) -> int:
    """Say what COPY altered of SOURCE: quotations, names, figures, dates, attributions.

    Each is a file, an address, or - for standard input. House style (U.S. or US, $10B or $10 billion, the
    marks) is not reported.

    Exits with 0 when nothing as grave as --fail-on was found, 1 when something was, 2 on wrong usage, 3 when
    one of the two cannot be read.

    \b
    Example:
      copydesk check source.html copy.html
      copydesk check source.txt rewritten.txt --format json --fail-on major
      copydesk check --folder content/
    """
    if folder:
        if form == "html":
            raise click.UsageError("--folder prints text, json or sarif; html is for one pair")
        return _folder.run(
            texts,
            form=form,
            policy=Policy(policy),
            fail_on=Severity(fail_on),
            require_source=require_source,
            look=_look(),
        )
    if len(texts) != (1 if alone else 2):
        raise click.UsageError("give one COPY with --alone" if alone else "give SOURCE and COPY")
    sides = [api.side(_article(each)) for each in texts]
    if alone:
        report, source = checking.review(sides[0], policy=Policy(policy)), ""
    else:
        report = checking.compare(*sides, policy=Policy(policy))
        source = sides[0].article.body
    copy = sides[-1].article
    names = (texts[0], texts[-1])
    click.echo(_rendered(form, report, (source, copy.body), names, copy.headline or texts[-1]), nl=False)
    return FOUND if any(at_or_above(each.severity, Severity(fail_on)) for each in report.findings) else 0


def _article(name: str) -> Article:
    """Return the article that an argument names; an address that does not answer cannot be read either."""
    try:
        return _input.article(_input.page(name))
    except FetchError as error:
        raise UnreadableError(str(error)) from error


def _rendered(form: str, report: Report, bodies: tuple[str, str], names: tuple[str, str], title: str) -> str:
    """Return a report in one of its forms, its line end included."""
    source, copy = bodies
    match form:
        case "json":
            return json.dumps(report.to_dict(), ensure_ascii=False, indent=2) + "\n"
        case "sarif":
            log = rendering.render_sarif(
                report, source, copy, source_name=names[0], copy_name=names[1], version=__version__
            )
            return json.dumps(log, ensure_ascii=False, indent=2) + "\n"
        case "html":
            return rendering.render_page(report, source, copy, title=title)
        case _:
            colour, width = _look()
            return rendering.render_text(report, source, copy, colour=colour, width=width)


def _look() -> tuple[rendering.Colour, int]:
    """Return whether the terminal shows colours, and its width; NO_COLOR and COLUMNS have their say.

    A report that goes to a file is the same whatever the terminal is.
    """
    if not sys.stdout.isatty():
        return rendering.Colour.NONE, int(os.environ.get("COLUMNS", "") or 0) or rendering.WIDTH
    colour = rendering.Colour.NONE if os.environ.get("NO_COLOR") else rendering.Colour.ANSI
    return colour, shutil.get_terminal_size().columns
