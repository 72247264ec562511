"""`copydesk check`: what a copy altered of its source."""

from __future__ import annotations

import json
import sys

import click

from copydesk import api, checking
from copydesk.checking import rendering
from copydesk.cli import _input
from copydesk.types import Policy, Severity

GRAVEST_FIRST = (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR, Severity.NOTE)
FOUND = 1


@click.command("check")
@click.argument("source")
@click.argument("copy")
@click.option(
    "--policy",
    type=click.Choice([each.value for each in Policy]),
    default="reuters",
    show_default=True,
    help="Whose rules on quotations apply.",
)
@click.option(
    "--fail-on",
    type=click.Choice([each.value for each in GRAVEST_FIRST]),
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
def command(source: str, copy: str, policy: str, fail_on: str, form: str) -> int:
    """Say what COPY altered of SOURCE: quotations, names, figures, dates, attributions.

    Each is a file, an address, or - for standard input. House style (U.S. or US, $10B or $10 billion, the
    marks) is not reported.

    Exits with 0 when nothing as grave as --fail-on was found, 1 when something was, 2 on wrong usage, 3 when
    one of the two cannot be read.

    \b
    Example:
      copydesk check source.html copy.html
      copydesk check source.txt rewritten.txt --format json --fail-on major
    """
    original, copied = (api.side(_input.article(_input.page(each))) for each in (source, copy))
    report = checking.compare(original, copied, policy=Policy(policy))
    match form:
        case "json":
            click.echo(json.dumps(report.to_dict(), ensure_ascii=False, indent=2))
        case "sarif":
            log = rendering.render_sarif(
                report, original.article.body, copied.article.body, source_name=source, copy_name=copy
            )
            click.echo(json.dumps(log, ensure_ascii=False, indent=2))
        case "html":
            click.echo(rendering.render_page(report, original.article.body, copied.article.body))
        case _:
            colour = rendering.Colour.ANSI if sys.stdout.isatty() else rendering.Colour.NONE
            click.echo(
                rendering.render_text(report, original.article.body, copied.article.body, colour=colour)
            )
    grave = GRAVEST_FIRST[: GRAVEST_FIRST.index(Severity(fail_on)) + 1]
    return FOUND if any(each.severity in grave for each in report.findings) else 0
