"""`copydesk reply`: bring replies in from another system; hand over or erase one person's data."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from copydesk.cli._site import open_site, settings_of, site_option

if TYPE_CHECKING:
    from copydesk.desk.replies.importing import Progress


@click.group("reply")
def command() -> None:
    """Bring replies in from WordPress or Disqus; hand over or erase one person's data.

    \b
    Example:
      copydesk reply import export.xml
    """


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@site_option
def bring(file: Path, folder: Path | None) -> None:
    """Bring the comments of FILE in: WXR of WordPress, or XML of Disqus. Begun again, it goes on where it was.

    \b
    Example:
      copydesk reply import export.xml
    """
    open_site(settings_of(folder))
    from copydesk.desk.replies.importing import bring as bring_in
    from copydesk.desk.store import storing

    with storing("the replies that were imported"):
        done = bring_in(file, _tell, now=datetime.now(UTC))
    click.echo(
        f"{done.kept} kept, {done.known} known already, {done.empty} without words, "
        f"{done.homeless} under pages that no story stands for"
    )
    for page in done.pages:
        click.echo(f"  no story for {page}")


@command.command("export")
@click.argument("email")
@site_option
def export(email: str, folder: Path | None) -> None:
    """Print all that is kept of who has the address EMAIL, as one JSON object.

    \b
    Example:
      copydesk reply export ann@example.org
    """
    settings = settings_of(folder)
    open_site(settings)
    from copydesk.desk.replies.person import exported

    click.echo(json.dumps(exported(email, settings.site_folder), ensure_ascii=False, indent=2))


@command.command("erase")
@click.argument("email")
@site_option
def erase(email: str, folder: Path | None) -> None:
    """Erase the replies of who has the address EMAIL, and all that is kept of them. This cannot be undone.

    \b
    Example:
      copydesk reply erase ann@example.org
    """
    open_site(settings_of(folder))
    from copydesk.desk.replies.person import erase as wipe_out
    from copydesk.desk.store import storing

    with storing("what was erased"):
        many = wipe_out(email, now=datetime.now(UTC))
    click.echo(f"{many} repl{'y' if many == 1 else 'ies'} erased")


def _tell(progress: Progress) -> None:
    """Say how far the import is."""
    click.echo(f"{progress.read} read, {progress.kept} kept", err=True)
