"""Opens a site for a command: its settings, its database, its log."""

from __future__ import annotations

import dataclasses
import fcntl
import os
import subprocess
import sys
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from copydesk.errors import CopydeskError, StoreError
from copydesk.settings import PREFIX, SETTINGS, Settings, load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from copydesk.parsing import Sites

LOCK_FILE = "run.lock"


class SiteBusyError(CopydeskError):
    """Another process runs this site already."""


def site_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option `--site`."""
    option = click.option(
        "--site",
        "folder",
        type=click.Path(file_okay=False, path_type=Path),
        default=None,
        help="The site's folder. Default: the setting site_folder, else ./site.",
    )
    return option(command)


def settings_of(folder: Path | None, **changed: Any) -> Settings:
    """Return the settings of the site in a folder, with some of them changed.

    Raises:
        SettingError: a setting cannot be read.
    """
    return dataclasses.replace(load(os.environ, folder=folder), **changed)


def environment_of(settings: Settings) -> dict[str, str]:
    """Return the settings as environment variables, for the processes of a site."""
    return {PREFIX + each.name.upper(): str(getattr(settings, each.name)) for each in SETTINGS}


class Part(Enum):
    """What a process does for a site: the module with Django's settings for it."""

    DESK = "copydesk.desk.configuration"
    WORK = "copydesk.desk.work.configuration"


def open_site(settings: Settings) -> None:
    """Set Django up for a site and bring its database up to date.

    Raises:
        StoreError: the database cannot be opened; the message says why.
    """
    connect(settings)
    from django.core.management import call_command

    from copydesk.desk.store import storing

    with _only_one(settings.site_folder / "migrate.lock"), storing("the database's tables"):
        call_command("migrate", verbosity=0, interactive=False)


def own_rules(settings: Settings) -> Sites:
    """Return the rules for single sites, those of the site's own folder first.

    Raises:
        SiteRuleError: a file cannot be read; the message says which and why.
    """
    from copydesk.intake.rulefiles import RULES, rule_files
    from copydesk.parsing import site_rules

    return site_rules(rule_files(settings.site_folder / RULES))


def open_for_work(settings: Settings) -> None:
    """Set Django up for a worker, its database brought up to date by a process that ends before it works.

    Migrating loads every app and the history of every table, which a worker would keep for good.

    Raises:
        StoreError: the database cannot be opened; the message says why.
    """
    command = [sys.executable, "-m", "copydesk", "migrate"]
    environment = os.environ | environment_of(settings)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    if done.returncode:
        raise StoreError(done.stderr.strip().removeprefix("copydesk: "))
    connect(settings, Part.WORK)


def connect(settings: Settings, part: Part = Part.DESK) -> None:
    """Set Django and the log up for a site, and leave its database as it is.

    Args:
        settings: the site's.
        part: what this process does for the site; the desk has all of Django.

    Raises:
        StoreError: the site's folder cannot be made.
    """
    try:
        settings.site_folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"the site's folder cannot be made: {settings.site_folder}: {error.strerror}"
        ) from error
    os.environ.update(environment_of(settings))
    os.environ["DJANGO_SETTINGS_MODULE"] = part.value
    import django

    django.setup()
    from copydesk.desk import logs

    logs.configure(settings.site_folder, level=settings.log_level)


@contextmanager
def running(settings: Settings) -> Iterator[None]:
    """Hold the site for as long as it runs.

    Raises:
        SiteBusyError: another process runs it.
    """
    with _opened(settings.site_folder / LOCK_FILE) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise SiteBusyError(
                f"{settings.site_folder}: this site runs already; stop that one first, or give another --site"
            ) from error
        yield


def _opened(path: Path) -> IO[str]:
    """Open a lock file in the site's folder, making the folder if it is missing.

    Raises:
        StoreError: the folder cannot be made or written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("a+")
    except OSError as error:
        raise StoreError(
            f"{path.parent}: the site's folder cannot be written: {error.strerror}; choose another with --site"
        ) from error


@contextmanager
def _only_one(path: Path) -> Iterator[IO[str]]:
    """Wait until no other process is at it, and keep the others out meanwhile."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
