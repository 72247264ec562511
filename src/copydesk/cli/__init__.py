"""The commands; each file in this folder whose name has no underscore in front is one."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from typing import Any

import click

from copydesk import __version__
from copydesk.errors import CopydeskError, InputError

USAGE = 2
UNREADABLE = 3
FAILED = 4


class _Commands(click.Group):
    """Finds the commands by listing this folder, and loads one only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the commands, in alphabetical order."""
        return sorted(each.name for each in pkgutil.iter_modules(__path__) if not each.name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by name, or None if there is no such file."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(f"copydesk.cli.{cmd_name}").command
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="copydesk")
def group() -> None:
    """Run a news site that gathers itself and never changes what anyone said."""


def main(arguments: list[str] | None = None) -> None:
    """Run a command; an error of ours is one line on the terminal and an exit code, never a traceback.

    Exit codes: 0 went well, 1 findings (check), 2 wrong usage, 3 input that cannot be read, 4 anything
    else that failed, 130 stopped by Ctrl-C.
    """
    try:
        result: Any = group.main(args=arguments, standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE)
    except CopydeskError as error:
        click.echo(f"copydesk: {error}", err=True)
        sys.exit(UNREADABLE if isinstance(error, InputError) else FAILED)
    sys.exit(result if isinstance(result, int) else 0)
