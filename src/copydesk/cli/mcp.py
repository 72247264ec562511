"""`copydesk mcp`: what a language model may ask, over standard input and output."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from copydesk.cli._site import open_site, settings_of, site_option
from copydesk.errors import CopydeskError

if TYPE_CHECKING:
    from pathlib import Path


@click.command("mcp")
@site_option
def command(folder: Path | None) -> None:
    """Answer a language model's questions over standard input and output, by the Model Context Protocol.

    Tools: check_copy says what a copy altered of its source; get_quotation gives a quotation's exact words as
    first printed, from the site's quote ledger.

    \b
    Example:
      copydesk mcp --site site
    """
    settings = settings_of(folder)
    open_site(settings)
    try:
        from copydesk.mcp import server
    except ModuleNotFoundError as error:
        raise CopydeskError(f"the package {error.name} is missing: pip install 'copydesk[mcp]'") from error
    server().run("stdio")
