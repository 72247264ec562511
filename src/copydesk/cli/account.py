"""`copydesk account`: the site's accounts on other networks."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from copydesk.cli._site import open_site, settings_of, site_option
from copydesk.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from copydesk.desk.models import Account


@click.group("account")
def command() -> None:
    """Connect the site's accounts on other networks.

    \b
    Example:
      copydesk account list
    """


@command.command("add")
@click.argument("network")
@click.argument("name")
@site_option
@click.option("--server", default="", help="Address of the account's server, such as https://social.example.")
@click.option("--rules", default="{}", help="Which stories go there, as JSON; see the how-to.")
@click.option("--token", default="", help="The account's token; asked for when not given.")
@click.option(
    "--set",
    "named",
    multiple=True,
    metavar="FIELD=VALUE",
    help="What the network asks for beside; what is missing is asked for.",
)
@click.option(
    "--expires",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day on which its secret runs out, such as 2027-01-31; a week ahead it is told.",
)
@click.option(
    "--oauth",
    is_flag=True,
    help="Let the server make the token: you say yes in a browser and type in the code that it shows.",
)
@click.option(
    "--inside",
    is_flag=True,
    help="The server stands inside the house: private addresses and plain http may be used.",
)
def add(
    network: str,
    name: str,
    *,
    folder: Path | None,
    server: str,
    rules: str,
    token: str,
    named: tuple[str, ...],
    expires: datetime | None,
    oauth: bool,
    inside: bool,
) -> None:
    """Connect the account NAME on NETWORK, after trying that it can post there.

    A secret on the command line stands in the shell's history: let it be asked for. An account that is there
    already gets the new secret and is connected again.

    \b
    Example:
      copydesk account add mastodon desk --server https://social.example
      copydesk account add bluesky desk --set handle=desk.example
    """
    settings = settings_of(folder)
    open_site(settings)
    from copydesk.desk import accounts

    given = {"server": server, "token": token, "inside": "yes" if inside else ""} | _named(named)
    if oauth:
        given |= _granted(network, given)
    row = accounts.connect(
        settings.site_folder,
        accounts.NewAccount(
            network,
            name,
            _asked(network, given),
            _rules(rules),
            expires=expires.replace(tzinfo=UTC) if expires else None,
        ),
        now=datetime.now(UTC),
    )
    click.echo(f"connected: {row.pk} {row}; stories published from now on go there")


def _named(texts: tuple[str, ...]) -> dict[str, str]:
    """Read FIELD=VALUE."""
    pairs = [text.partition("=") for text in texts]
    for field, mark, _ in pairs:
        if not mark or not field:
            raise InputError("--set takes FIELD=VALUE, such as --set handle=desk.example")
    return {field: value for field, _, value in pairs}


def _asked(network: str, given: dict[str, str]) -> dict[str, str]:
    """Return the fields of an account, the missing ones asked for; nobody sees a secret as it is typed."""
    from copydesk.posting.network import network as find

    declared = find(network).DECLARED
    missing = [each for each in declared.asks if not given.get(each)]
    return given | {
        each: click.prompt(each.capitalize(), hide_input=each in declared.secret) for each in missing
    }


def _granted(network: str, given: dict[str, str]) -> dict[str, str]:
    """Return what the network's server gives once the account's owner has said yes in a browser."""
    from copydesk.desk.accounts import line_of
    from copydesk.posting.network import Back, Granting
    from copydesk.posting.network import network as find

    there = find(network)
    if not isinstance(there, Granting):
        raise InputError(f"{network} gives out no tokens by itself: make one there and leave --oauth out")
    needs = there.DECLARED.grants
    if "server" in needs and not given["server"]:
        raise InputError("--oauth needs --server")
    given = given | {
        each: click.prompt(each.capitalize(), hide_input=each.endswith("_secret"))
        for each in needs
        if not given.get(each)
    }
    line = line_of(given, datetime.now(UTC), {})
    leave = there.authorize(line, Back())
    click.echo(f"open this address as the account's owner, say yes, and copy the code:\n{leave.url}")
    code = click.prompt("Code", hide_input=True)
    return there.redeem(line_of(given, datetime.now(UTC), {}), leave, code.strip())


def _rules(text: str) -> dict[str, object]:
    """Read the rules."""
    try:
        found = json.loads(text)
    except ValueError as error:
        raise InputError(f"--rules is no JSON: {error}") from error
    if not isinstance(found, dict):
        raise InputError('--rules must be an object, such as {"daily": 20}')
    return found


@command.command("list")
@site_option
def list_(folder: Path | None) -> None:
    """Show all accounts: number, state, when the secret runs out, and what went wrong.

    \b
    Example:
      copydesk account list
    """
    open_site(settings_of(folder))
    from copydesk.desk.models import Account

    for row in Account.objects.order_by("network", "name"):
        until = f"  until {row.expires_at:%Y-%m-%d}" if row.expires_at else ""
        click.echo(f"{row.pk:>4}  {row.state:12} {row}{until}{'  ! ' + row.note if row.note else ''}")


@command.command("check")
@click.argument("account", type=int)
@site_option
def check(account: int, folder: Path | None) -> None:
    """Try whether ACCOUNT (its number) can post, without posting.

    \b
    Example:
      copydesk account check 1
    """
    settings = settings_of(folder)
    open_site(settings)
    from copydesk.desk import accounts

    row = _find(account)
    limits = accounts.check(settings.site_folder, row, now=datetime.now(UTC))
    told = " and ".join(f"{each.most} {each.counting.value}" for each in limits)
    click.echo(f"works: {row}; {f'at most {told}' if told else 'of any length'}")


@command.command("rotate")
@site_option
def rotate(folder: Path | None) -> None:
    """Make a new key and seal every account's secret with it.

    \b
    Example:
      copydesk account rotate
    """
    settings = settings_of(folder)
    open_site(settings)
    from copydesk.desk import accounts

    click.echo(f"{accounts.rotate(settings.site_folder)} secrets sealed with a new key")


@command.command("remove")
@click.argument("account", type=int)
@site_option
@click.confirmation_option("--yes", prompt="Forget this account and where our posts stand there?")
def remove(account: int, folder: Path | None) -> None:
    """Forget ACCOUNT (its number); what was posted stays where it is.

    \b
    Example:
      copydesk account remove 1 --yes
    """
    open_site(settings_of(folder))
    row = _find(account)
    told = str(row)
    row.delete()
    click.echo(f"removed: {told}")


def _find(number: int) -> Account:
    """Return an account by its number."""
    from copydesk.desk.models import Account

    row = Account.objects.filter(pk=number).first()
    if row is None:
        raise InputError(f"there is no account {number}; `copydesk account list` shows them")
    return row
