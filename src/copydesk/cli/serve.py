"""`copydesk serve`: the web server alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from copydesk.cli._site import open_site, settings_of, site_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command("serve")
@site_option
def command(folder: Path | None) -> None:
    """Serve the baked pages and the desk until told to stop. `copydesk run` starts this.

    \b
    Example:
      copydesk serve --site site
    """
    settings = settings_of(folder)
    open_site(settings)
    from copydesk.front.baking import baked_folder
    from copydesk.front.server import serve

    serve(settings.host, settings.port, baked_folder(settings.site_folder))
