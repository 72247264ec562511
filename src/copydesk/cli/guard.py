"""`copydesk guard`: take out what must not change before a text is translated or rewritten, and put it back."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from copydesk.errors import InputError, UnreadableError
from copydesk.guard import Order, Protected, protect, restore

STANDARD_INPUT = "-"


@click.group("guard")
def command() -> None:
    """Keep quotations, names, figures and dates out of a translator's or language model's hands.

    \b
    Example:
      copydesk guard protect story.txt --key story.key.json > out.txt
    """


@command.command("protect")
@click.argument("text", default=STANDARD_INPUT)
@click.option(
    "--key",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="File to write what was taken out to; `restore` needs it.",
)
def protect_command(text: str, key: Path) -> None:
    """Print TEXT, a file or - for standard input, with placeholders such as ⟦Q1⟧ for what must not change.

    \b
    Example:
      copydesk guard protect story.txt --key story.key.json > out.txt
    """
    guarded = protect(_read(text))
    try:
        key.write_text(json.dumps(guarded.to_dict(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise UnreadableError(f"{key}: cannot be written: {error.strerror}") from error
    _write(guarded.text)


@command.command("restore")
@click.argument("text", default=STANDARD_INPUT)
@click.option(
    "--key",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The file that `protect` wrote.",
)
@click.option(
    "--order",
    type=click.Choice([each.value for each in Order]),
    default=Order.KEPT.value,
    show_default=True,
    help="How far placeholders may have moved.",
)
def restore_command(text: str, key: Path, order: str) -> None:
    """Print TEXT with everything put back; if a placeholder is lost, doubled, altered or moved, print nothing.

    Exits with 3 when it cannot be restored, and says which placeholders are the reason.

    \b
    Example:
      copydesk guard restore translated.txt --key story.key.json > story.es.txt
    """
    _write(restore(_key(key), _read(text), order=Order(order)))


def _key(path: Path) -> Protected:
    """Return what was taken out of a text."""
    try:
        return Protected.from_dict(json.loads(_read(str(path))))
    except (ValueError, InputError, AttributeError) as error:
        raise UnreadableError(f"{path}: is no key that `copydesk guard protect` wrote: {error}") from error


def _read(name: str) -> str:
    """Return the text in a file or on standard input, line ends as they are."""
    try:
        data = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
    except OSError as error:
        raise UnreadableError(f"{name}: {error.strerror}; give a file, or - for input") from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{name}: is not UTF-8 at byte {error.start}") from error


def _write(text: str) -> None:
    """Print a text as it is, byte for byte."""
    click.echo(text.encode("utf-8"), nl=False)
