"""`copydesk source`: which outlets are watched, and how."""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from copydesk.cli._site import open_site, settings_of, site_option
from copydesk.desk.fetcher import fetcher_of
from copydesk.errors import InputError, UnreadableError

if TYPE_CHECKING:
    from copydesk.desk.models import Source
    from copydesk.desk.sources import Candidate
    from copydesk.settings import Settings

SHOWN = 5
json_option = click.option("--json", "form", flag_value="json", help="Print JSON, one object a line.")


@click.group("source")
def command() -> None:
    """Say which outlets are watched, and how.

    \b
    Example:
      copydesk source add example.org
    """


def _look_over(settings: Settings, address: str) -> tuple[Candidate, ...]:
    """Return the ways to watch an address."""
    from copydesk.desk.sources import look_over

    async def look() -> tuple[Candidate, ...]:
        """Look with a fetcher of this loop."""
        async with fetcher_of(settings) as fetcher:
            return await look_over(fetcher, address)

    return asyncio.run(look())


@command.command("add")
@click.argument("address")
@site_option
@click.option("--outlet", default="", help="The outlet's name; else the feed's title.")
@click.option(
    "--rights", type=click.Choice(["link", "excerpt", "full"]), default="excerpt", show_default=True
)
@click.option(
    "--mode", type=click.Choice(["at_once", "when_clean", "hold"]), default="at_once", show_default=True
)
@click.option("--choose", type=int, default=None, help="Take the candidate of this number.")
@click.option("--dry-run", "form", flag_value="dry", help="Only show what would be taken in.")
def add(
    address: str,
    folder: Path | None,
    outlet: str,
    rights: str,
    mode: str,
    choose: int | None,
    form: str | None,
) -> None:
    """Find the feeds of ADDRESS, try them, show what would be taken in, and watch the best one.

    \b
    Example:
      copydesk source add example.org --rights excerpt
    """
    settings = settings_of(folder)
    open_site(settings)
    from copydesk.desk.sources import NewSource
    from copydesk.desk.sources import add as add_source

    candidates = _look_over(settings, address)
    for number, each in enumerate(candidates, 1):
        _show_candidate(number, each)
    if form:
        return
    best = _chosen(candidates, choose, address)
    feed = best.feed
    wanted = NewSource(
        url=best.url,
        kind=best.kind,
        title=best.title,
        outlet=outlet,
        home_url=(feed and feed.home_url) or "",
        language=(feed and feed.language) or "",
        rights=rights,
        mode=mode,
    )
    source, fresh = add_source(wanted, now=datetime.now(UTC))
    click.echo(
        f"{'watching' if fresh else 'is watched already'}: {source.pk} {source.outlet.name} {source.url}"
    )


def _chosen(candidates: tuple[Candidate, ...], number: int | None, address: str) -> Candidate:
    """Return the candidate of a number, or the first that announces something."""
    if number is not None:
        if not 1 <= number <= len(candidates):
            raise InputError(f"there is no candidate {number}; there are 1 to {len(candidates)}")
        return candidates[number - 1]
    working = [each for each in candidates if each.feed and each.feed.items]
    if not working:
        raise InputError(
            f"{address}: no feed that works and no links to articles; name the feed's own address"
        )
    return working[0]


def _show_candidate(number: int, each: Candidate) -> None:
    """Print one way to watch an outlet, with its latest entries."""
    click.echo(f"{number}. {each.kind.value:8} {each.url}")
    if each.feed is None:
        click.echo(f"      does not work: {each.problem}")
        return
    click.echo(f"      {each.title}: {len(each.feed.items)} entries")
    for item in each.feed.items[:SHOWN]:
        click.echo(
            f"      - {item.published:%Y-%m-%d %H:%M}  " if item.published else "      - no date           ",
            nl=False,
        )
        click.echo(item.headline or item.url or item.key)
    for problem in each.feed.problems:
        click.echo(f"      note: {problem}")


@command.command("list")
@site_option
@json_option
def list_(folder: Path | None, form: str | None) -> None:
    """Show all sources: number, state, next visit, and what went wrong.

    \b
    Example:
      copydesk source list
    """
    open_site(settings_of(folder))
    from copydesk.desk.models import Source

    for row in Source.objects.select_related("outlet"):
        click.echo(json.dumps(_told(row), ensure_ascii=False) if form else _line(row))


def _told(row: Source) -> dict[str, Any]:
    """Return a source as JSON shows it."""
    return {
        "id": row.pk,
        "outlet": row.outlet.name,
        "url": row.url,
        "kind": row.kind,
        "rights": row.rights,
        "mode": row.mode,
        "state": row.state,
        "due_at": row.due_at and row.due_at.isoformat(),
        "visited_at": row.visited_at and row.visited_at.isoformat(),
        "failures": row.attempts,
        "note": row.note,
        "articles": row.articles.count(),
    }


def _line(row: Source) -> str:
    """Return a source as one line."""
    due = f"next {row.due_at:%Y-%m-%d %H:%M}" if row.due_at else "no visit planned"
    note = f"  ! {row.note}" if row.note else ""
    return f"{row.pk:>4}  {row.state:8} {row.kind:8} {row.rights:8} {row.outlet.name}  {row.url}  {due}{note}"


@command.command("test")
@click.argument("source")
@site_option
def test(source: str, folder: Path | None) -> None:
    """Fetch SOURCE (its number, address or name) now and show what it announces; keep nothing.

    \b
    Example:
      copydesk source test 3
    """
    settings = settings_of(folder)
    open_site(settings)
    from copydesk.desk.sources import find

    for number, each in enumerate(_look_over(settings, find(source).url), 1):
        _show_candidate(number, each)


@command.command("pause")
@click.argument("source")
@site_option
def pause(source: str, folder: Path | None) -> None:
    """Visit SOURCE no more until it is resumed.

    \b
    Example:
      copydesk source pause 3
    """
    open_site(settings_of(folder))
    from copydesk.desk import sources

    row = sources.find(source)
    sources.pause(row)
    click.echo(f"paused: {row.pk} {row.url}")


@command.command("resume")
@click.argument("source")
@site_option
def resume(source: str, folder: Path | None) -> None:
    """Visit SOURCE again, starting now.

    \b
    Example:
      copydesk source resume 3
    """
    open_site(settings_of(folder))
    from copydesk.desk import sources

    row = sources.find(source)
    sources.resume(row, now=datetime.now(UTC))
    click.echo(f"watching again: {row.pk} {row.url}")


@command.command("remove")
@click.argument("source")
@site_option
@click.confirmation_option("--yes", prompt="Forget this source and all articles that came from it?")
def remove(source: str, folder: Path | None) -> None:
    """Forget SOURCE and every article that came from it.

    \b
    Example:
      copydesk source remove 3 --yes
    """
    open_site(settings_of(folder))
    from copydesk.desk import sources

    row = sources.find(source)
    address = row.url
    click.echo(f"removed: {address} with {sources.remove(row)} articles")


@command.command("export")
@site_option
def export(folder: Path | None) -> None:
    """Print all sources as OPML.

    \b
    Example:
      copydesk source export > sources.opml
    """
    settings = settings_of(folder)
    open_site(settings)
    from copydesk.desk.sources import export_opml

    click.echo(export_opml(settings.site_name))


@command.command("import")
@click.argument("file", type=click.Path(allow_dash=True))
@site_option
def import_(file: str, folder: Path | None) -> None:
    """Watch all feeds of the OPML in FILE (- for standard input).

    \b
    Example:
      copydesk source import sources.opml
    """
    open_site(settings_of(folder))
    from copydesk.desk.sources import import_opml

    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise UnreadableError(f"{file}: {error.strerror}") from error
    new, known = import_opml(data, now=datetime.now(UTC))
    click.echo(f"{new} new sources, {known} known already")
