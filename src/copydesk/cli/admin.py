"""`copydesk admin`: the people who may use the desk."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from copydesk.cli._site import open_site, settings_of, site_option
from copydesk.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from django.contrib.auth.models import User

PASSWORD_VARIABLE = "COPYDESK_ADMIN_PASSWORD"  # noqa: S105 - the name of the variable, not a password


@click.group("admin")
def command() -> None:
    """Say who may use the desk.

    \b
    Example:
      copydesk admin create anna
    """


@command.command("create")
@click.argument("name")
@site_option
@click.option("--email", default="", help="Where the desk can write to.")
@click.option(
    "--role",
    type=click.Choice(["reader", "editor", "chief", "owner"]),
    default="owner",
    show_default=True,
    help="What NAME may do; an owner is a chief who also has the rows under /admin/.",
)
def create(name: str, folder: Path | None, email: str, role: str) -> None:
    """Create NAME at the desk, asking for a password; COPYDESK_ADMIN_PASSWORD gives it to programs.

    \b
    Example:
      copydesk admin create anna --role editor
    """
    open_site(settings_of(folder))
    from django.contrib.auth.models import User

    if User.objects.filter(username=name).exists():
        raise InputError(
            f"there is an editor {name!r} already; `copydesk admin password {name}` gives a new password"
        )
    password = _password()
    if role == "owner":
        User.objects.create_superuser(name, email, password)
    else:
        _give(User.objects.create_user(name, email, password), role)
    click.echo(f"created: {name}, {role}. The desk is at /desk/")


@command.command("role")
@click.argument("name")
@click.argument("role", type=click.Choice(["none", "reader", "editor", "chief"]))
@site_option
def role(name: str, role: str, folder: Path | None) -> None:
    """Give NAME another ROLE at the desk; with none, NAME may not enter it.

    \b
    Example:
      copydesk admin role anna chief
    """
    open_site(settings_of(folder))
    from django.contrib.auth.models import User

    user = User.objects.filter(username=name).first()
    if user is None:
        raise InputError(f"no editor {name!r}")
    if user.is_superuser:
        raise InputError(
            f"{name} is an owner and may do everything; clear *Superuser status* under /admin/ first"
        )
    _give(user, role)
    click.echo(f"{name}: {role}")


def _give(user: User, role: str) -> None:
    """Give somebody a role at the desk by its name."""
    from copydesk.desk.editing.roles import Role, give

    give(user, Role[role.upper()])


@command.command("password")
@click.argument("name")
@site_option
def password(name: str, folder: Path | None) -> None:
    """Give the editor NAME a new password.

    \b
    Example:
      copydesk admin password anna
    """
    open_site(settings_of(folder))
    from django.contrib.auth.models import User

    user = User.objects.filter(username=name).first()
    if user is None:
        raise InputError(f"no editor {name!r}")
    user.set_password(_password())
    user.save(update_fields=["password"])
    click.echo(f"changed: {name}")


@command.command("second-factor")
@click.argument("name")
@site_option
@click.option("--off", "wanted", flag_value="off", help="Turn it off, for somebody who lost phone and paper.")
def second_factor(name: str, folder: Path | None, wanted: str | None) -> None:
    """Say whether NAME signs in with a code as well; --off lets them in with the password alone.

    \b
    Example:
      copydesk admin second-factor anna --off
    """
    open_site(settings_of(folder))
    from django.contrib.auth.models import User

    from copydesk.desk.editing import second

    user = User.objects.filter(username=name).first()
    if user is None:
        raise InputError(f"no editor {name!r}")
    if wanted:
        second.turn_off(user)
    click.echo(f"{name}: second factor {'on' if second.is_on(user) else 'off'}")


def _password() -> str:
    """Return the password from the environment, else as typed twice.

    Raises:
        InputError: it is too easily guessed.
    """
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    given = os.environ.get(PASSWORD_VARIABLE)
    password = given or str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    try:
        validate_password(password)
    except ValidationError as error:
        raise InputError(f"this password will not do: {' '.join(error.messages)}") from error
    return password
