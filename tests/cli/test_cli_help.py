"""Every command explains itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest

from copydesk.cli import group

if TYPE_CHECKING:
    from collections.abc import Iterator


def commands(command: click.Command, *path: str) -> Iterator[tuple[str, ...]]:
    """Yield the words of every command, those below others included."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield (*path, name)
            yield from commands(below, *path, name)


@pytest.mark.parametrize("words", sorted(commands(group)), ids=" ".join)
def test_help_has_an_example_that_names_the_command(run, words):
    """`--help` says what the command is for and shows it typed."""
    told = run(*words, "--help")

    assert (told.code, told.err) == (0, "")
    example = told.out.partition("Example:\n")[2].split("\n\n")[0]
    assert f"copydesk {' '.join(words)}" in example


def test_the_version_is_the_packages(run):
    """`--version` prints the version of the installed package."""
    from importlib.metadata import version

    assert version("copydesk") in run("--version").out


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("extract",),
        ("check", "one"),
        ("check", "a", "b", "--format", "pdf"),
        ("match", "--none", "a"),
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2_and_the_way_to_the_help(run, words):
    """An unknown command, option or choice, or a missing argument, exits with 2 and prints nothing else."""
    told = run(*words)

    assert (told.code, told.out) == (2, "")
    assert "Usage: copydesk" in told.err
    assert "--help" in told.err
