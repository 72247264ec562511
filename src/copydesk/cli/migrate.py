"""`copydesk migrate`: a site's database, brought up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from copydesk.cli._site import open_site, settings_of, site_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command("migrate")
@site_option
def command(folder: Path | None) -> None:
    """Bring a site's database up to date with this version of Copydesk; what is up to date stays as it is.

    Every other command does this first. Call it by itself after an upgrade to see that it goes well.

    \b
    Example:
      copydesk migrate --site site
    """
    settings = settings_of(folder)
    open_site(settings)
    click.echo(f"the database of {settings.site_folder} is up to date")
