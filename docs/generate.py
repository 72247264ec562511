"""Writes the pages of docs/reference that are made from code; `--check` only says whether they are up to date.

Usage: python docs/generate.py [--check]
"""

from __future__ import annotations

import dataclasses
import enum
import sys
import typing
from pathlib import Path

import click

from copydesk import types
from copydesk.cli import group
from copydesk.settings import PREFIX, SETTINGS

#: columns of the help texts, whatever the terminal has
WIDTH = 80
HERE = Path(__file__).resolve().parent / "reference"
NOTE = "<!-- Made by docs/generate.py from the code; change it there and run `make docs`. -->\n"


def settings_page() -> str:
    """Return the page of all settings."""
    lines = [
        NOTE,
        "# Settings\n",
        "From weakest to strongest: the default, `copydesk.toml` in the site's folder, the environment as "
        f"`{PREFIX}NAME` (and `DATABASE_URL` for the database). Sizes are bytes, times seconds unless said otherwise.\n",
        "| setting | default | meaning |",
        "| --- | --- | --- |",
    ]
    for each in SETTINGS:
        default = "(empty)" if str(each.default) == "" else f"`{each.default}`"
        lines.append(f"| `{each.name}` | {default} | {each.metadata['help']} |")
    return "\n".join(lines) + "\n"


def json_page() -> str:
    """Return the page of all values, field by field, with the comments that stand beside the fields."""
    source = Path(types.__file__).read_text(encoding="utf-8")
    lines = [
        NOTE,
        "# The values as JSON\n",
        "Every value is a frozen dataclass in `copydesk.types`; `to_dict()` gives the object below, `from_dict()` reads "
        "it back. Spans are half-open and count code points into an untouched text. Times are ISO 8601 with a zone; "
        "`Decimal` is a string.\n",
    ]
    for name, value in vars(types).items():
        if isinstance(value, type) and issubclass(value, enum.Enum) and value.__module__ == types.__name__:
            lines += [f"## {name}\n", f"{_summary(value)}\n", *(f"- `{each.value}`" for each in value), ""]
        elif dataclasses.is_dataclass(value) and isinstance(value, type):
            lines += [f"## {name}\n", f"{_summary(value)}\n", "| field | type | meaning |", "| --- | --- | --- |"]
            hints = typing.get_type_hints(value)
            lines += [
                f"| `{each.name}` | {_type(hints[each.name])} | {_comment(source, name, each.name)} |"
                for each in dataclasses.fields(value)
            ]
            lines.append("")
    return "\n".join(lines)


def _summary(value: type) -> str:
    """Return the first paragraph of a docstring."""
    return " ".join((value.__doc__ or "").split("\n\n")[0].split())


def _type(hint: object) -> str:
    """Return a type as readers know it."""
    text = hint.__name__ if isinstance(hint, type) and not typing.get_args(hint) else str(hint)
    for long in ("copydesk.types.", "datetime.", "decimal."):
        text = text.replace(long, "")
    return f"`{text}`".replace("|", "or")


def _comment(source: str, cls: str, field: str) -> str:
    """Return the comment that stands beside a field in the code."""
    body = source.split(f"class {cls}(", 1)[1].split("\n\n\n", 1)[0]
    line = next(line for line in body.splitlines() if line.strip().startswith(f"{field}:"))
    return line.partition("#:")[2].strip()


def commands_page() -> str:
    """Return the page of all commands, as `--help` shows them."""
    lines = [NOTE, "# Commands\n"]
    context = click.Context(
        group, info_name="copydesk", terminal_width=WIDTH, color=False, **group.context_settings
    )
    lines += [f"```text\n{group.get_help(context)}\n```\n"]
    for name in group.list_commands(context):
        lines += _command(group.get_command(context, name), name, context, "##")
    return "\n".join(lines)


def _command(command: click.Command | None, name: str, parent: click.Context, level: str) -> list[str]:
    """Return the section of one command and of those below it."""
    assert command is not None, name
    context = click.Context(command, info_name=name, parent=parent, terminal_width=WIDTH, color=False)
    lines = [f"{level} {context.command_path}\n", f"```text\n{command.get_help(context)}\n```\n"]
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            lines += _command(command.get_command(context, below), below, context, level + "#")
    return lines


PAGES = {"settings.md": settings_page, "json.md": json_page, "commands.md": commands_page}


def main() -> int:
    """Write the pages, or say which are out of date."""
    stale = []
    for name, make in PAGES.items():
        path, text = HERE / name, make()
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    if stale:
        sys.stderr.write(f"out of date, run `make docs`: {', '.join(stale)}\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
